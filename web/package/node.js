// In Node 20 or later: the programs run in threads of their own, which end with the process when nothing is asked of them.
import { Worker } from "node:worker_threads";
import { api } from "./calls.js";

export const { checkMessage, checkDomain, checkSpf, checkRecord, setUp, readReports, stop } = api((name, heard, failed) => {
  const worker = new Worker(new URL("./node-worker.js", import.meta.url), { workerData: name });
  worker.on("message", heard);
  worker.on("error", failed);
  worker.unref();
  const busy = (isBusy) => (isBusy ? worker.ref() : worker.unref());
  return { post: (message) => worker.postMessage(message), end: () => worker.terminate(), busy };
});
