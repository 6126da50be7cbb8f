// In a browser, or in a worker of one: the programs run in workers of their own.
import { api } from "./calls.js";

export const { checkMessage, checkDomain, checkSpf, checkRecord, setUp, readReports, stop } = api((name, heard, failed) => {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name });
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = failed;
  return { post: (message) => worker.postMessage(message), end: () => worker.terminate(), busy: () => {} };
});
