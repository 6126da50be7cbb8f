// Serves dist/ under a sub-path, as a static host would.
import http from 'node:http';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const dist = path.join(root, 'dist');
const PREFIX = '/some/sub-path/';
/** What a static host says of each kind of file. */
export const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.webmanifest': 'application/manifest+json',
};

/** Starts the server; its `url` is where the page is. `folder` may be changed while it runs, to another build. */
export async function startSite() {
  const site = { folder: dist };
  const server = http.createServer(async (request, response) => {
    const wanted = new URL(request.url, 'http://x').pathname;
    const name = wanted.startsWith(PREFIX) ? wanted.slice(PREFIX.length) || 'index.html' : '404.html';
    const file = path.join(site.folder, path.normalize(name));
    try {
      const body = await fs.readFile(file);
      response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404, { 'content-type': TYPES['.html'] });
      response.end(await fs.readFile(path.join(site.folder, '404.html')).catch(() => ''));
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  // What a test that failed left open keeps no process.
  server.unref();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const stop = () => new Promise((done) => { server.closeAllConnections(); server.close(done); });
  return Object.assign(site, { origin, url: origin + PREFIX, stop });
}
