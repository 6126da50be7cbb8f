// Loads a program into the worker of its name and its language, such as `check en`, or `reports`, which speaks them all: an address loses its query and its fragment where a service worker
// answers for it. A name that ends in `given` is that of a worker which is handed its wasm by the page, compiled or as it comes. `cargo xtask dist` writes in the names of one build, and the hashes of its wasm.
const PROGRAMS = {
  "check en": ["./waxseal-worker-en.js", "./waxseal-worker-en_bg.wasm"],
  "check nl": ["./waxseal-worker-nl.js", "./waxseal-worker-nl_bg.wasm"],
  "set-up en": ["./waxseal-set-up-en.js", "./waxseal-set-up-en_bg.wasm"],
  "set-up nl": ["./waxseal-set-up-nl.js", "./waxseal-set-up-nl_bg.wasm"],
  "reports": ["./waxseal-reports.js", "./waxseal-reports_bg.wasm"],
};
// Here stands unpack.mjs.
const name = self.name.replace(/ given$/, "");
const [script, wasm, integrity = ""] = PROGRAMS[name];
// What is built for development is not packed.
const fetched = async () => (wasm.endsWith(".lzma") ? unpacked(await brought(wasm, integrity), integrity) : fetch(wasm));
// Unpacks what comes on a line from the page, for both.
const taken = async (line) => {
  const start = (stream) => {
    line.onmessage = ({ data }) => (data ? stream.enqueue(data) : stream.close());
  };
  try {
    // Where the page could not fetch all of it, it is tried once more.
    const program = await unpacked(new ReadableStream({ start }), integrity).catch(fetched);
    line.postMessage(program);
    return program;
  } catch (error) {
    line.postMessage(null);
    return Promise.reject(error);
  }
};
// A program is begun when the page gives it, or nothing in the place of the one that came.
const given = () => new Promise((tell) => {
  let program = null;
  addEventListener("message", function hear({ data }) {
    if (data instanceof MessagePort) {
      program = taken(data);
      program.catch(() => {});
      return;
    }
    removeEventListener("message", hear);
    tell(data ?? program);
  });
});
// It comes beside its script.
const program = name === self.name ? fetched() : given();
importScripts(script);
program
  .then((module_or_path) => wasm_bindgen({ module_or_path }))
  // The page hears of errors, and not of promises that fail.
  .catch((error) => setTimeout(() => { throw error; }));
