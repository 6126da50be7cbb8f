// The npm package in a browser: its form, its worker, and a resolver of the page's own.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { decoder } from '../../web/assets/unpack.mjs';
import { startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';

const example = (name) => fs.readFile(path.join(root, 'web/assets/examples', name), 'utf8');
const options = { zone: JSON.parse(await example('zone.json')), now: '2026-11-23T00:00:00Z' };

let browser;
let site;
let context;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  site.folder = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'package');
  context = await browser.newContext();
});

after(async () => Promise.all([browser?.close(), site?.stop()]));

test('what the package hands out is what the page unpacks', async () => {
  const dist = path.join(root, 'dist');
  const packed = (await fs.readdir(dist)).filter((name) => name.endsWith('.wasm.lzma') && !name.startsWith('waxseal-web-'));
  assert.equal(packed.length, 5);
  for (const name of packed) {
    const unpacking = decoder();
    unpacking.add(await fs.readFile(path.join(dist, name)));
    while (unpacking.piece(true));
    const [, program, lang = ''] = /^waxseal-(worker|set-up|reports)(-\w\w)?-\w+\.wasm\.lzma$/.exec(name);
    const handed = await fs.readFile(path.join(site.folder, `${program.replace('worker', 'check')}${lang}.wasm`));
    assert.ok(handed.equals(unpacking.whole()[1]), name);
  }
});

async function form() {
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.addInitScript((given) => { window.options = given; }, options);
  await page.goto(`${site.url}examples/form.html`);
  return { page, strangers: () => asked.filter((url) => !url.startsWith(site.origin)) };
}

test('the form', async () => {
  const { page, strangers } = await form();
  await page.getByLabel('Domain').fill('nl365pro.com');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText(/^nl365pro\.com: p=/).waitFor({ timeout: 120_000 });
  assert.deepEqual(strangers(), []);
});

test('the worker', async () => {
  const { page } = await form();
  const said = await page.evaluate(([address, message, options]) => new Promise((resolve, reject) => {
    const worker = new Worker(address, { type: 'module' });
    Object.assign(worker, { onmessage: ({ data }) => resolve(data), onerror: ({ message }) => reject(new Error(message)) });
    worker.postMessage({ message, options });
  }), [`${site.url}examples/worker.js`, await example('mailchimp-to-gmail.txt'), options]);
  assert.equal(said, 'nl365pro.com: fail');
});

test('a resolver of the page is asked, and nobody else', async () => {
  const { page, strangers } = await form();
  const report = await page.evaluate(async (address) => {
    const { checkDomain } = await import(address);
    // No name exists.
    const resolver = async (query) => {
      const end = query.indexOf(0, 12) + 5;
      return Uint8Array.of(query[0], query[1], 0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0, ...query.subarray(12, end));
    };
    return checkDomain('example.com', { resolver });
  }, `${site.url}index.js`);
  assert.ok(report.dns.length > 10 && report.dns.every(({ status }) => status === 'nxdomain'));
  assert.deepEqual(strangers(), []);
});
