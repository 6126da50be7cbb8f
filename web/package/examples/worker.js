// A module worker: new Worker("worker.js", { type: "module" }), then postMessage({ message, options }).
import { checkMessage } from "../index.js";

self.onmessage = async ({ data: { message, options } }) => {
  const { verdict, author } = await checkMessage(message, options);
  self.postMessage(`${author?.domain}: ${verdict.code}`);
};
