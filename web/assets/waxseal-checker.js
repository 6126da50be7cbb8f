// Loads the checker of a language into its worker; the language stands in the fragment of this script's address. `cargo xtask dist`
// writes in the names of one build, and the hashes of its wasm.
const CHECKERS = {
  en: ["./waxseal-worker-en.js", "./waxseal-worker-en_bg.wasm"],
  nl: ["./waxseal-worker-nl.js", "./waxseal-worker-nl_bg.wasm"],
};
const [script, wasm, integrity = ""] = CHECKERS[location.hash.slice(1)] ?? CHECKERS.en;
importScripts(script);
wasm_bindgen({ module_or_path: fetch(wasm, { integrity }) })
  // The page hears of errors, and not of promises that fail.
  .catch((error) => setTimeout(() => { throw error; }));
