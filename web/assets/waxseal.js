// The checks for a page of your own: import { checkMessage, checkDomain, checkSpf, setUp, readReports } from "./waxseal.js".
// They run in a web worker beside your page, as they do in Waxseal's own. The types are in waxseal.d.ts.
// It also defines <waxseal-check domain="…">, an element that shows the answer for a domain.

/** Checks a message, given as a string or as a Uint8Array. */
export const checkMessage = (message, options) => call("CheckMessage", message, options);
/** Checks a domain. */
export const checkDomain = (domain, options) => call("CheckDomain", domain, options);
/** Evaluates SPF for { ip, mailFrom, helo }. */
export const checkSpf = (client, options) => call("CheckSpf", client, options);
/** Checks a record before it is published, in any notation that DNS tools and panels use. */
export const checkRecord = (text, options) => call("CheckRecord", text, options);
/** Draws up what a domain should publish, for { domain, sends, own, others, tenant, receives, hosts, reports }. */
export const setUp = (choices, options) => call("SetUp", choices, options);
/** Reads reports of receivers, out of an array of File, Uint8Array and { name, bytes }. */
export const readReports = (files, options) => call("ReadReports", files, options);
/** Ends the workers. What was not answered is rejected; the next call starts another one. */
export const stop = () => { for (const line of [...lines.values()]) line.end("stopped"); };

const LOADER = new URL("./waxseal-checker.js", import.meta.url).href;
// A program either checks or draws up records in one language, so there is a worker for each; what reads reports speaks them all.
const LANGUAGES = ["en", "nl"];
// What is said where no checker is there to say it.
const SENTENCES = {
  en: { stopped: "The check was stopped.", missing: "The checker could not be loaded." },
  nl: { stopped: "De controle is gestopt.", missing: "De controlemodule kon niet geladen worden." },
};
const lines = new Map();
let policy;
let last = 0;

async function call(name, subject, options) {
  const lang = language(options);
  const program = name === "ReadReports" ? "reports" : `${name === "SetUp" ? "set-up" : "check"} ${lang}`;
  const text = await ask(line(program, lang), (number) => [{ Call: { number, function: name } }, subject, options]);
  return JSON.parse(text);
}

// The report on a domain as Waxseal's own page draws it: a tree of { t: tag, s: text, a: attributes, c: children }. It is worked out
// of the answers in the report, so that no resolver is asked. A checker draws one at a time.
function draw(report, options) {
  const lang = language(options);
  const checker = line(`check ${lang}`, lang);
  const check = (number) => ({ Check: { number, resolver: "", lang, file: false, selectors: [] } });
  const drawn = checker.drawn.then(() => ask(checker, (number) => [check(number), JSON.stringify(report)]));
  checker.drawn = drawn.catch(() => {});
  return drawn;
}

function line(program, lang) {
  if (!lines.has(program)) lines.set(program, open(program, SENTENCES[lang]));
  return lines.get(program);
}

async function ask({ worker, ready, calls }, request) {
  await ready;
  const number = (last += 1);
  return new Promise((resolve, reject) => {
    calls.set(number, { resolve, reject });
    try {
      worker.postMessage(request(number));
    } catch {
      calls.delete(number);
      reject(new Error("The arguments must be plain data: strings, numbers, arrays, objects."));
    }
  });
}

// A language that is not known is refused by the checker, in the first one.
function language(options) {
  const [tag] = String(options?.lang ?? "").toLowerCase().split(/[-_]/);
  return LANGUAGES.includes(tag) ? tag : LANGUAGES[0];
}

function open(program, sentences) {
  const worker = new Worker(trusted(LOADER), { name: program });
  const calls = new Map();
  const listening = {};
  const ready = new Promise((resolve, reject) => Object.assign(listening, { resolve, reject }));
  const end = (why) => {
    worker.terminate();
    lines.delete(program);
    for (const { reject } of [listening, ...calls.values()]) reject(new Error(sentences[why]));
  };
  worker.onerror = () => end("missing");
  worker.onmessage = ({ data: [said, text] }) => {
    const reply = JSON.parse(said);
    if (reply === "Ready") return listening.resolve();
    const { Returned, Report, Trouble } = reply;
    const { number } = Returned ?? Report ?? Trouble ?? {};
    const answered = calls.get(number);
    // A report may be drawn before it is whole.
    if (!answered || Report?.done === false) return;
    calls.delete(number);
    if (Trouble || Returned?.failed) answered.reject(new Error(Trouble?.sentence ?? text));
    else answered.resolve(Report?.tree ?? text);
  };
  return { worker, ready, calls, end, drawn: Promise.resolve() };
}

// Where a page asks for Trusted Types it has to allow one policy by the name of waxseal; this address is all it lets through.
function trusted(address) {
  const createScriptURL = (url) => {
    if (url === LOADER) return url;
    throw new Error("This address may not become a script.");
  };
  policy ??= globalThis.trustedTypes?.createPolicy("waxseal", { createScriptURL }) ?? { createScriptURL };
  return policy.createScriptURL(address);
}

// <waxseal-check domain="…">. A page without one pays for this class alone: what it shows comes with the first that stands in a page.
// Workers and Node have no elements.
if (globalThis.customElements && !customElements.get("waxseal-check")) {
  customElements.define("waxseal-check", class extends HTMLElement {
    static observedAttributes = ["domain", "lang", "doh"];
    #view;

    connectedCallback() {
      this.#change();
    }

    attributeChangedCallback() {
      if (this.#view) this.#change();
    }

    async #change() {
      this.#view ??= import("./waxseal-embed.js").then(({ View }) => new View(this, { checkDomain, draw }));
      (await this.#view).change();
    }
  });
}
