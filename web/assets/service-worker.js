// Keeps one whole build of the page for when there is no network, and hands it out unmixed.
// `cargo xtask dist` writes in which build this is, and of which files it is made.
const BUILD = "";
// Fetched at once: all that the page needs to be used. Each has its hash, unless that is in its name.
const KEPT = {};
// Kept when they are first asked for.
const LATER = [];
// Here stands unpack.mjs.

const scope = self.registration.scope;
// Other pages may live on this host, and other Waxseals too.
const family = `waxseal ${scope} `;
const own = () => caches.open(family + BUILD);
const at = (path) => new URL(path, scope).href;
// The page writes down here which language it speaks: the checkers of others are kept when they are first asked for.
const NOTES = `notes of waxseal ${scope}`;
const checker = /^waxseal-worker-([a-z]+)-/;
// The files of an older build, for a page of it that is still open: their names tell what is in them.
const older = /^[\w-]+-[0-9a-f]{16}(_bg)?\.[\w.]+$/;

// A file as the host has it now. While the host is being changed, one that is not of this build comes to an error here.
async function whole(path) {
  const response = await fetch(at(path), { integrity: KEPT[path] ?? "", cache: "no-cache" });
  if (!response.ok) throw new Error(path);
  return response;
}

// A file as it is kept: a program unpacked, so that no later visit unpacks it.
async function unpackedOnce(path, response) {
  if (!path.endsWith(".lzma")) return response;
  const unpacking = decoder();
  unpacking.add(new Uint8Array(await response.arrayBuffer()));
  while (unpacking.piece(true));
  return new Response(unpacking.whole()[1], { headers: { "content-type": "application/wasm" } });
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(settle()));
addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  // Whatever is no file of this page passes by untouched and unseen: the answers of resolvers above all.
  if (method !== "GET" || !url.startsWith(scope)) return;
  const path = url.slice(scope.length).replace(/[?#].*/s, "").replace(/^(index\.html)?$/, "./");
  if (path in KEPT || LATER.includes(path) || older.test(path)) event.respondWith(answer(event.request, path));
});

async function keep() {
  const cache = await own();
  const lang = await (await caches.match(at("language"), { cacheName: NOTES }))?.text();
  const paths = Object.keys(KEPT).filter((path) => (checker.exec(path)?.[1] ?? lang) === lang || !lang);
  await Promise.all(paths.map(async (path) => cache.put(at(path), await unpackedOnce(path, await whole(path)))));
}

async function settle() {
  const builds = (await caches.keys()).filter((name) => name.startsWith(family));
  await Promise.all(builds.slice(0, -2).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request, path) {
  const cache = await own();
  const found = await cache.match(at(path));
  if (found) return found;
  if (!(path in KEPT) && !LATER.includes(path)) return (await caches.match(at(path))) ?? fetch(request);
  try {
    const fetched = await whole(path);
    await cache.put(at(path), await unpackedOnce(path, fetched.clone()));
    return fetched;
  } catch {
    // There is no network, or the host has another build by now.
    return fetch(request);
  }
}
