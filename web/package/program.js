// Inside of a worker: starts a program, and answers its queries to a resolver of the caller's own.
const OWN = "https://own-resolver.invalid/";

/** Starts the program of a name; `read(file)` gives a file of this package, `post` and `listen` speak with who started the worker. */
export async function run(name, { read, post, listen }) {
  const waiting = new Map();
  let last = 0;
  const fetched = globalThis.fetch;
  globalThis.fetch = async (request, init) => {
    const address = request.url ?? String(request);
    if (address.endsWith("/public_suffix_list.dat")) return new Response(await read("public_suffix_list.dat"));
    if (!address.startsWith(OWN)) return fetched(request, init);
    const { pathname, searchParams } = new URL(address);
    const octets = Uint8Array.from(atob(searchParams.get("dns").replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    const id = (last += 1);
    const answered = await new Promise((resolve) => {
      waiting.set(id, resolve);
      post({ query: { id, resolver: Number(pathname.slice(1)), octets } });
    });
    return new Response(answered, { status: answered ? 200 : 502 });
  };
  // What is for the program goes on to it.
  listen((data) => {
    if (Array.isArray(data)) return true;
    waiting.get(data.id)?.(data.answered);
    waiting.delete(data.id);
    return false;
  });
  const { default: start } = await import(`./${name}.js`);
  await start({ module_or_path: await read(`${name}.wasm`) });
}
