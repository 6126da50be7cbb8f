// Serves dist/ over a line of so many octets a second. Chromium slows down a page's own requests where it is told to, and neither a
// worker's nor the service worker's; here all that travels shares one line.
import http from 'node:http';
import fs from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { root, TYPES } from './site.mjs';

/** How often the line is shared out, in milliseconds. */
const TICK = 4;
/** What is compressed already. */
const PACKED = /\.(png|zip|lzma)$/;
/** How this many octets of nothing are asked for: what the line alone takes for them. */
export const NOTHING = 'octets-';

/** Every file of the site as a static host sends it. */
async function files(folder) {
  const found = new Map();
  for (const name of await fs.readdir(folder)) {
    const plain = await fs.readFile(path.join(folder, name)).catch(() => null);
    if (!plain) continue;
    const body = PACKED.test(name) ? plain : gzipSync(plain, { level: 9 });
    found.set(name, { body, encoding: body === plain ? 'identity' : 'gzip', etag: `"${createHash('sha1').update(plain).digest('hex')}"` });
  }
  return found;
}

/** Hands out the octets of a line in turn to all that is under way. */
function share(rate) {
  const under_way = new Set();
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    let left = (rate * (now - last)) / 1000;
    last = now;
    for (const one of under_way) {
      const part = rate === Infinity ? one.body.length : Math.ceil(left / under_way.size);
      one.response.write(one.body.subarray(one.sent, one.sent + part));
      one.sent += part;
      if (one.sent < one.body.length) continue;
      under_way.delete(one);
      one.response.end();
      one.done();
    }
  };
  const timer = setInterval(tick, TICK);
  const send = (response, body) => new Promise((done) => { under_way.add({ response, body, sent: 0, done }); });
  return { send, stop: () => clearInterval(timer) };
}

/**
 * Starts the server. `rate` is in octets a second and `latency` in milliseconds, before the first octet of each answer; `sent` lists
 * what was asked for, with the time it was asked and the time it was there.
 */
export async function startLine({ rate = Infinity, latency = 0, folder = path.join(root, 'dist') }) {
  const [known, line, sent] = [await files(folder), share(rate), []];
  const server = http.createServer(async (request, response) => {
    const name = new URL(request.url, 'http://x').pathname.slice(1) || 'index.html';
    const file = name.startsWith(NOTHING) ? { body: Buffer.alloc(Number(name.slice(NOTHING.length))), encoding: 'identity', etag: '""' } : known.get(name);
    const entry = { name, octets: file?.body.length ?? 0, asked: performance.now() };
    sent.push(entry);
    if (latency) await new Promise((later) => { setTimeout(later, latency); });
    if (!file || request.headers['if-none-match'] === file.etag) {
      entry.octets = 0;
      response.writeHead(file ? 304 : 404, file && { etag: file.etag }).end();
    } else {
      const type = name.startsWith(NOTHING) ? TYPES['.html'] : TYPES[path.extname(name)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-encoding': file.encoding, 'content-length': file.body.length, etag: file.etag, 'cache-control': 'max-age=600' });
      response.flushHeaders();
      await line.send(response, file.body);
    }
    entry.done = performance.now();
  });
  await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
  // What a test that failed left open keeps no process.
  server.unref();
  const stop = () => new Promise((done) => { line.stop(); server.closeAllConnections(); server.close(done); });
  return { url: `http://127.0.0.1:${server.address().port}/`, sent, stop };
}
