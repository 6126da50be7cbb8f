// Loads the checker into its worker. The query, the build's own, keeps an old checker out of a new page.
importScripts("./waxseal-worker.js" + self.location.search);
wasm_bindgen({ module_or_path: "./waxseal-worker_bg.wasm" + self.location.search });
