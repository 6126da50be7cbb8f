// Loads the checker of a language into the worker of that name: an address loses its query and its fragment where a service worker
// answers for it. `cargo xtask dist` writes in the names of one build, and the hashes of its wasm.
const CHECKERS = {
  en: ["./waxseal-worker-en.js", "./waxseal-worker-en_bg.wasm"],
  nl: ["./waxseal-worker-nl.js", "./waxseal-worker-nl_bg.wasm"],
};
const [script, wasm, integrity = ""] = CHECKERS[self.name] ?? CHECKERS.en;
importScripts(script);
wasm_bindgen({ module_or_path: fetch(wasm, { integrity }) })
  // The page hears of errors, and not of promises that fail.
  .catch((error) => setTimeout(() => { throw error; }));
