// Loads the checker into its worker. `cargo xtask dist` writes in the names of one build, and the hash of its wasm.
importScripts("./waxseal-worker.js");
wasm_bindgen({ module_or_path: fetch("./waxseal-worker_bg.wasm") })
  // The page hears of errors, and not of promises that fail.
  .catch((error) => setTimeout(() => { throw error; }));
