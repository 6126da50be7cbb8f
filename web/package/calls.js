// The functions, over programs that run in workers: one checks, one draws up records, one reads reports.
const LANGUAGES = ["en", "nl"];

/** The API, over a function that starts the program of a name: `{ post, end, busy }`; what it says goes to `heard(data)`. */
export function api(start) {
  const lines = new Map();
  let last = 0;

  function open(program) {
    const line = { calls: new Map(), resolvers: new Map(), isReady: false, waiting: [] };
    const fail = (error) => {
      lines.delete(program);
      line.worker.end();
      for (const { reject } of line.calls.values()) reject(error);
      line.calls.clear();
    };
    line.worker = start(program, (data) => heard(line, data), () => fail(new Error("The checker could not be loaded.")));
    line.fail = fail;
    lines.set(program, line);
    return line;
  }

  function heard(line, data) {
    if (!Array.isArray(data)) return answer(line, data.query);
    const reply = JSON.parse(data[0]);
    if (reply === "Ready") {
      line.isReady = true;
      for (const message of line.waiting.splice(0)) line.worker.post(message);
      return;
    }
    const { number, failed } = reply.Returned ?? {};
    const call = line.calls.get(number);
    if (!call) return;
    line.calls.delete(number);
    line.resolvers.delete(number);
    line.worker.busy(line.calls.size > 0);
    if (failed) call.reject(new Error(data[1]));
    else call.resolve(JSON.parse(data[1]));
  }

  // A resolver of the caller's own: the program asks, and gets its answer as octets; without one the query counts as unanswered.
  async function answer(line, { id, resolver, octets }) {
    let answered = null;
    try {
      answered = new Uint8Array(await line.resolvers.get(resolver)(octets));
    } catch {}
    line.worker.post({ id, answered });
  }

  function call(name, subject, options) {
    const { resolver, ...plain } = options ?? {};
    const [tag] = String(plain.lang ?? "").toLowerCase().split(/[-_]/);
    const lang = LANGUAGES.includes(tag) ? tag : LANGUAGES[0];
    const program = name === "ReadReports" ? "reports" : `${name === "SetUp" ? "set-up" : "check"}-${lang}`;
    if (resolver !== undefined && (typeof resolver !== "function" || plain.doh || plain.zone)) {
      return Promise.reject(new Error("resolver is a function, and takes the place of doh and zone."));
    }
    const line = lines.get(program) ?? open(program);
    const number = (last += 1);
    if (resolver) {
      line.resolvers.set(number, resolver);
      // Nobody is asked by this name: the worker hands what goes there to the function.
      plain.doh = `https://own-resolver.invalid/${number}`;
    }
    return new Promise((resolve, reject) => {
      line.calls.set(number, { resolve, reject });
      line.worker.busy(true);
      const message = [{ Call: { number, function: name } }, subject, plain];
      try {
        if (line.isReady) line.worker.post(message);
        else line.waiting.push(structuredClone(message));
      } catch {
        line.calls.delete(number);
        reject(new Error("The arguments must be plain data: strings, numbers, arrays, objects."));
      }
    });
  }

  return {
    checkMessage: (message, options) => call("CheckMessage", message, options),
    checkDomain: (domain, options) => call("CheckDomain", domain, options),
    checkSpf: (client, options) => call("CheckSpf", client, options),
    checkRecord: (text, options) => call("CheckRecord", text, options),
    setUp: (choices, options) => call("SetUp", choices, options),
    readReports: (files, options) => call("ReadReports", files, options),
    stop: () => [...lines.values()].forEach((line) => line.fail(new Error("The check was stopped."))),
  };
}
