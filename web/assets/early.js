// What there is before the page's program: the theme and the language that were chosen, a box, and what is fetched meanwhile. It stands
// in the page itself, since a further file would be waited for. `cargo xtask dist` writes in the files of one build, each with its hash.
const early = (() => {
  const PAGE = null;
  const CHECKERS = {};
  const LANGS = ["en", "nl"];
  // Here stands unpack.mjs.
  const root = document.documentElement;
  const recall = (key, storage = "localStorage") => {
    // A browser that keeps nothing shows its own theme and language.
    try { return window[storage].getItem(key) ?? ""; } catch { return ""; }
  };
  const theme = recall("waxseal.theme");
  if (theme) root.dataset.theme = theme;
  const primary = (tag) => tag.split(/[-_]/)[0].toLowerCase();
  const lang = [recall("waxseal.lang"), ...navigator.languages].map(primary).find((tag) => LANGS.includes(tag)) ?? LANGS[0];
  root.lang = lang;
  // Any other view is drawn by the program alone.
  if (!location.hash) root.dataset.early = lang;

  // No string becomes a script's address but what this one policy has looked at, where a browser knows of such: what starts a checker,
  // and the service worker, both beside the page.
  const policy = window.trustedTypes?.createPolicy("waxseal", {
    createScriptURL(url) {
      if (["./waxseal-checker", "./service-worker.js"].some((start) => url.startsWith(start))) return url;
      throw new Error("This address may not become a script.");
    },
  });
  const script = (url) => policy?.createScriptURL(url) ?? url;
  // What was typed or opened, and what was pressed: the program takes it from here.
  const early = { lang, text: "", files: null, asked: null, page: null, give: null, settled: null, worker: null, script };
  early.take = (of) => {
    const worker = of === lang ? early.worker : null;
    early.worker = null;
    return worker;
  };
  const lost = () => { root.dataset.lost = ""; };
  // The checker, which a worker unpacks while it comes. Each gets all that came, so that one that is ended meanwhile takes nothing with it.
  const handing = ([file, integrity]) => {
    let [came, checker, settle] = [[], null, null];
    const lines = new Map();
    early.settled = new Promise((then) => { settle = then; });
    const tell = (octets) => {
      came.push(octets);
      for (const line of lines.values()) line.postMessage(octets);
    };
    const bring = async () => {
      const reader = (await brought(file, integrity, "low")).getReader();
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) tell(value);
    };
    bring().catch(settle).then(() => tell(null));
    const open = (worker) => {
      const { port1, port2 } = new MessageChannel();
      for (const octets of came) port1.postMessage(octets);
      lines.set(worker, port1);
      port1.onmessage = ({ data }) => {
        if (data) came = [];
        checker ??= data;
        settle();
      };
      worker.addEventListener("error", settle);
      worker.postMessage(port2, [port2]);
    };
    // It begins when it is given the checker, or nothing, which is the one it unpacks: whoever gives it listens by then.
    early.give = (worker) => {
      if (!checker && !lines.has(worker)) open(worker);
      worker.postMessage(checker);
    };
    return open;
  };
  if (PAGE) {
    // Both at once, since the line can be full from here on.
    early.page = brought(...PAGE, "high").then((stream) => unpacked(stream, PAGE[1]));
    early.page.catch(lost);
    const open = handing(CHECKERS[lang]);
    // One that cannot be loaded is left to the program to try again.
    early.worker = new Worker(script(document.querySelector("meta[name=waxseal-build]").dataset.checker), { name: `check ${lang} given` });
    early.worker.onerror = () => { early.worker = null; };
    open(early.worker);
  }

  const isEarly = ({ target }) => target.closest?.(".early");
  // A press counts where it begins and ends on one button, so the program does not put its own there in between; not for long, since
  // the end of a press that opened a menu is never told.
  const [LONGEST_PRESS, CLICK_OF_A_FINGER] = [10_000, 400];
  let [isPressed, draw] = [false, null];
  const free = () => {
    isPressed = false;
    draw?.();
    draw = null;
  };
  early.whenFree = (then) => {
    draw = then;
    if (!isPressed) free();
  };
  for (const name of ["pointerdown", "keydown"]) {
    addEventListener(name, (event) => {
      if (isPressed || !isEarly(event) || (event.key ?? " ") !== " ") return;
      isPressed = true;
      setTimeout(free, LONGEST_PRESS);
    }, true);
  }
  for (const [name, later] of Object.entries({ click: 0, keyup: 0, pointercancel: 0, blur: 0, pointerup: CLICK_OF_A_FINGER })) {
    addEventListener(name, () => { if (isPressed) setTimeout(free, later); }, true);
  }

  const ask = (what) => { early.asked = root.dataset.asked = what; };
  addEventListener("input", (event) => {
    if (!isEarly(event)) return;
    const { files, value } = event.target;
    if (files) {
      early.files = files;
      return ask("files");
    }
    [early.text, early.asked] = [value, null];
    delete root.dataset.asked;
  });
  addEventListener("submit", (event) => {
    if (!isEarly(event)) return;
    event.preventDefault();
    ask("check");
  });
  addEventListener("click", (event) => {
    if (isEarly(event) && event.target.dataset.example) ask(event.target.dataset.example);
  });
  // A domain is one line: Enter checks it. In a message Enter is a line end, and Ctrl+Enter checks.
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, target } = event;
    if (key !== "Enter" || !isEarly(event) || !target.matches("textarea")) return;
    if (!ctrlKey && !metaKey && /[\n ]/.test(target.value.trim())) return;
    event.preventDefault();
    ask("check");
  });
  // What the tab remembers is put in by the program too, so it counts as nothing that was typed.
  addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(`.early:lang(${lang}) textarea`);
    if (box && !box.value) box.value = recall("waxseal.text", "sessionStorage");
  });
  // What is dropped would else be opened in the place of the page.
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => {
      if (!document.querySelector(".early")) return;
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      early.files = event.dataTransfer.files;
      ask("files");
    });
  }
  addEventListener("error", ({ target }) => {
    if (target === window || target.localName === "script") lost();
  }, true);
  return early;
})();
