// A thread of Node with what the programs know from a browser's worker: a scope, messages, addresses relative to this folder.
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { run } from "./program.js";

const HERE = "https://waxseal.invalid/";
class Scope {
  static [Symbol.hasInstance](value) { return value === globalThis; }
}
const Requested = globalThis.Request;
Object.assign(globalThis, {
  self: globalThis,
  location: { href: HERE },
  WorkerGlobalScope: Scope,
  DedicatedWorkerGlobalScope: Scope,
  postMessage: (message) => parentPort.postMessage(message),
  Request: class extends Requested {
    // A browser's modes of caching and of referring mean nothing here.
    constructor(input, init) { super(typeof input === "string" ? new URL(input, HERE) : input, init); }
  },
});
const listen = (isForIt) => parentPort.on("message", (data) => {
  if (isForIt(data)) globalThis.onmessage?.({ data });
});
await run(workerData, {
  read: (file) => readFile(new URL(`./${file}`, import.meta.url)),
  post: (message) => parentPort.postMessage(message),
  listen,
});
