// A DNS-over-HTTPS server (RFC 8484, GET) that answers from a zone file of the contract, with faults on demand.
import http from 'node:http';
import dns from 'dns-packet';

const MAX_ALIASES = 16;

/** The entries of a name, or undefined. */
const entries = (zone, name) => zone[Object.keys(zone).find((key) => key.toLowerCase() === name)];

/** What the zone says to a question: a fault word, or { rcode, answers, ad }. */
export function answer(zone, asked, type) {
  const answers = [];
  let name = asked.toLowerCase();
  let ad = true;
  for (let hop = 0; hop <= MAX_ALIASES; hop += 1) {
    const here = entries(zone, name);
    if (!here) {
      const below = Object.keys(zone).some((key) => key.toLowerCase().endsWith(`.${name}`));
      return { rcode: below ? 'NOERROR' : 'NXDOMAIN', answers, ad: false };
    }
    ad &&= here.some((entry) => entry.AD === true);
    const records = here.filter((entry) => typeof entry === 'object' && type in entry);
    if (records.length > 0) {
      answers.push(...records.map((entry) => ({ name, type, ttl: 300, data: wire(type, entry[type]) })));
      return { rcode: 'NOERROR', answers, ad };
    }
    const alias = here.find((entry) => typeof entry === 'object' && 'CNAME' in entry);
    if (alias) {
      answers.push({ name, type: 'CNAME', ttl: 300, data: alias.CNAME });
      name = alias.CNAME.toLowerCase();
      continue;
    }
    const ofType = here.find((entry) => entry.FAULT?.[0] === type);
    const fault = ofType ? ofType.FAULT[1] : here.find((entry) => typeof entry === 'string');
    if (fault === 'NXDOMAIN') return { rcode: 'NXDOMAIN', answers, ad };
    return fault ?? { rcode: 'NOERROR', answers, ad };
  }
  return 'SERVFAIL';
}

/** The contract's value as dns-packet wants it. */
function wire(type, value) {
  if (type === 'MX') return { preference: value[0], exchange: value[1] };
  if (type === 'CAA') {
    const [, flags, tag, text] = /^(\d+) (\w+) "?(.*?)"?$/s.exec(value);
    return { flags: Number(flags), tag, value: text };
  }
  if (type === 'TLSA') {
    const [usage, selector, matchingType, hex] = value;
    return { usage, selector, matchingType, certificate: Buffer.from(hex, 'hex') };
  }
  if (type === 'TXT') return [value].flat().flatMap((text) => text.match(/.{1,255}/gs) ?? ['']);
  return value;
}

/**
 * Starts the server. `mode` may be changed while it runs: 'ok', 'servfail', 'status:429', 'wrong-id', 'truncated', 'never',
 * 'garbage', 'no-cors', or 'endless', whose answer is written on for as long as it is read. `latency` is in milliseconds, or says
 * them of a question by how many were asked, and `longest` are the octets that the longest answer came to.
 */
export async function startDoh(zone) {
  const state = { mode: 'ok', latency: 0, questions: [], longest: 0 };
  const server = http.createServer((request, response) => {
    const packet = new URL(request.url, 'http://x').searchParams.get('dns') ?? '';
    // Some servers take whatever follows for a part of the question.
    if (!request.url.endsWith(`dns=${packet}`)) return response.writeHead(400).end();
    const query = dns.decode(Buffer.from(packet, 'base64url'));
    const [question] = query.questions;
    state.questions.push(`${question.type} ${question.name}`);
    const found = state.mode === 'servfail' ? 'SERVFAIL' : answer(zone, question.name, question.type);
    if (state.mode === 'never' || found === 'TIMEOUT') return;
    const status = /^status:(\d+)$/.exec(state.mode)?.[1];
    const rcode = typeof found === 'string' ? found : found.rcode;
    const flags = dns.RECURSION_DESIRED | dns.RECURSION_AVAILABLE | rcodes[rcode] | (found.ad ? dns.AUTHENTIC_DATA : 0);
    const body = dns.encode({
      type: 'response',
      id: state.mode === 'wrong-id' ? 7 : query.id,
      flags: flags | (state.mode === 'truncated' ? dns.TRUNCATED_RESPONSE : 0),
      questions: query.questions,
      answers: found.answers ?? [],
    });
    const headers = { 'content-type': 'application/dns-message' };
    if (state.mode !== 'no-cors') headers['access-control-allow-origin'] = '*';
    setTimeout(() => {
      response.writeHead(status ? Number(status) : 200, headers);
      if (state.mode === 'endless') return endless(response, state);
      response.end(state.mode === 'garbage' ? '<html>no</html>' : body);
    }, typeof state.latency === 'function' ? state.latency(state.questions.length) : state.latency);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  // What a test that failed left open keeps no process.
  server.unref();
  state.url = `http://127.0.0.1:${server.address().port}/dns-query`;
  state.stop = () => new Promise((done) => { server.closeAllConnections(); server.close(done); });
  return state;
}

/** Writes for as long as somebody reads. */
function endless(response, state) {
  const piece = Buffer.alloc(65_536);
  let sent = 0;
  const write = () => {
    while (!response.destroyed && sent < ENDLESS) {
      sent += piece.length;
      state.longest = Math.max(state.longest, sent);
      if (!response.write(piece)) return response.once('drain', write);
    }
    return response.end();
  };
  write();
}

/** Where an endless answer ends, so that a test of one does. */
export const ENDLESS = 512 * 1024 * 1024;

const rcodes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3 };
