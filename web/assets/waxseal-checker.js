// Loads a program into the worker of its name and its language, such as `check en`, or `reports`, which speaks them all: an address loses its query and its fragment where a service worker
// answers for it. A name that ends in `given` is that of a worker which is handed its wasm, compiled by the page. `cargo xtask dist` writes in the names of one build, and the hashes of its wasm.
const PROGRAMS = {
  "check en": ["./waxseal-worker-en.js", "./waxseal-worker-en_bg.wasm"],
  "check nl": ["./waxseal-worker-nl.js", "./waxseal-worker-nl_bg.wasm"],
  "set-up en": ["./waxseal-set-up-en.js", "./waxseal-set-up-en_bg.wasm"],
  "set-up nl": ["./waxseal-set-up-nl.js", "./waxseal-set-up-nl_bg.wasm"],
  "reports": ["./waxseal-reports.js", "./waxseal-reports_bg.wasm"],
};
const name = self.name.replace(/ given$/, "");
const [script, wasm, integrity = ""] = PROGRAMS[name];
const given = name === self.name ? null : new Promise((tell) => {
  addEventListener("message", ({ data }) => tell(data), { once: true });
});
importScripts(script);
// Where the page could not fetch it, nothing is handed over.
Promise.resolve(given)
  .then((module) => wasm_bindgen({ module_or_path: module ?? fetch(wasm, { integrity }) }))
  // The page hears of errors, and not of promises that fail.
  .catch((error) => setTimeout(() => { throw error; }));
