// A worker of a browser: its name is that of the program.
import { run } from "./program.js";

// The browser's own: the program gets another.
const fetched = self.fetch.bind(self);
const read = async (file) => {
  const response = await fetched(new URL(`./${file}`, import.meta.url));
  if (!response.ok) throw new Error(`${file} is not there.`);
  return response.arrayBuffer();
};
// Registered before the program listens, so that only what is for it gets there.
const listen = (isForIt) => self.addEventListener("message", (event) => {
  if (!isForIt(event.data)) event.stopImmediatePropagation();
});
run(self.name, { read, post: (message) => self.postMessage(message), listen })
  .catch((error) => setTimeout(() => { throw error; }));
