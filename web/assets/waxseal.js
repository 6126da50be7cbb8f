// The checks for a page of your own: import { checkMessage, checkDomain, checkSpf, setUp, readReports } from "./waxseal.js".
// They run in a web worker beside your page, as they do in Waxseal's own. The types are in waxseal.d.ts.

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
export const stop = () => { for (const line of [...lines.values()]) line.end("The check was stopped."); };

const LOADER = new URL("./waxseal-checker.js", import.meta.url).href;
// A program either checks or draws up records in one language, so there is a worker for each; what reads reports speaks them all.
const LANGUAGES = ["en", "nl"];
const lines = new Map();
let policy;
let last = 0;

async function call(name, subject, options) {
  const program = name === "ReadReports" ? "reports" : `${name === "SetUp" ? "set-up" : "check"} ${language(options)}`;
  if (!lines.has(program)) lines.set(program, open(program));
  const { worker, ready, calls } = lines.get(program);
  await ready;
  const number = (last += 1);
  return new Promise((resolve, reject) => {
    calls.set(number, { resolve, reject });
    try {
      worker.postMessage([{ Call: { number, function: name } }, subject, options]);
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

function open(program) {
  const worker = new Worker(trusted(LOADER), { name: program });
  const calls = new Map();
  const listening = {};
  const ready = new Promise((resolve, reject) => Object.assign(listening, { resolve, reject }));
  const end = (sentence) => {
    worker.terminate();
    lines.delete(program);
    for (const { reject } of [listening, ...calls.values()]) reject(new Error(sentence));
  };
  worker.onerror = () => end("The checker could not be loaded.");
  worker.onmessage = ({ data: [said, text] }) => {
    const reply = JSON.parse(said);
    if (reply === "Ready") return listening.resolve();
    const answered = calls.get(reply.Returned?.number);
    if (!answered) return;
    calls.delete(reply.Returned.number);
    if (reply.Returned.failed) answered.reject(new Error(text));
    else answered.resolve(JSON.parse(text));
  };
  return { worker, ready, calls, end };
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
