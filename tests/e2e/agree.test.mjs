// The page and the terminal are the same program twice, as WebAssembly and natively: both come to the same report, octet for
// octet, on every case of the labelled set of the diagnosis.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';

const folder = path.join(root, 'tests/diagnosis');
const terminal = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug/waxseal');
/** Fewer cases than this would not tell much. */
const CASES_AT_LEAST = 250;
/** How many are compared at a time, so that neither side waits for the other. */
const LANES = 8;

let browser;
let site;
let tab;
let scratch;

before(async () => {
  scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'waxseal-'));
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  tab = await open(browser, site);
});

after(async () => {
  await tab?.close();
  await Promise.all([browser?.close(), site?.stop(), fs.rm(scratch, { recursive: true })]);
});

/** What the terminal prints; it ends with 1 where something fails, which is no fault here. */
const printed = (given) =>
  new Promise((resolve, reject) => {
    execFile(terminal, given, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error && error.code !== 1) reject(new Error(`${given.join(' ')}: ${error.message} ${stderr}`));
      else resolve(JSON.parse(stdout));
    });
  });

async function natively(name, { kind, message, domain, ip, mailFrom, helo, zone, now }) {
  const file = (ending) => path.join(scratch, `${name}.${ending}`);
  await fs.writeFile(file('json'), JSON.stringify(zone));
  const known = ['--zone', file('json'), '--now', now, '--json'];
  if (kind === 'domain') return printed(['domain', domain, ...known]);
  await fs.writeFile(file('eml'), message);
  const envelope = Object.entries({ '--ip': ip, '--mail-from': mailFrom, '--helo': helo });
  const given = envelope.flatMap(([flag, value]) => (value == null ? [] : [flag, value]));
  return printed(['message', file('eml'), ...given, ...known]);
}

const inThePage = (found) =>
  tab.page.evaluate(({ kind, message, domain, ip, mailFrom, helo, zone, now }) => {
    if (kind === 'domain') return window.wasmBindings.checkDomain(domain, { zone, now });
    const envelope = Object.fromEntries(Object.entries({ ip, mailFrom, helo }).filter(([, value]) => value != null));
    return window.wasmBindings.checkMessage(new TextEncoder().encode(message), { ...envelope, zone, now });
  }, found);

const RECORDS = [
  ['v=spf1 include:b.example ip4:192.0.2.300 -all', null], ['v=spf1 a mx -all', 'a.example'], ['v=DMARC1; p=quarantaine', null],
  ['_dmarc.a.example. 300 IN TXT "v=DMARC1; p=none"', null], ['v=DKIM1; p=abc', 'sel._domainkey.a.example'], ['v=STSv1; id=2_', null],
  ['a.example.  MX  10 mx.a.example.', null],
];

test('a record is the same in the page and at the terminal', async () => {
  const zone = { 'a.example': [{ TXT: 'v=spf1 -all' }, { MX: [10, 'mx.a.example'] }], 'b.example': [{ TXT: 'v=spf1 ip4:192.0.2.1 -all' }] };
  const now = '2026-11-23T00:00:00Z';
  const file = path.join(scratch, 'records.json');
  await fs.writeFile(file, JSON.stringify(zone));
  for (const [text, name] of RECORDS) {
    const here = await printed(['record', text, ...(name ? ['--name', name] : []), '--zone', file, '--now', now, '--json']);
    const there = await tab.page.evaluate(
      ([text, options]) => window.wasmBindings.checkRecord(text, options), [text, { zone, now, ...(name && { name }) }],
    );
    assert.deepEqual(there, here, text);
  }
});

test('every report of the page is the report of the terminal', async (t) => {
  const names = (await fs.readdir(folder)).sort();
  assert.ok(names.length >= CASES_AT_LEAST, `${names.length} cases`);
  const left = [...names];
  const lane = async () => {
    for (let name = left.pop(); name; name = left.pop()) {
      const found = JSON.parse(await fs.readFile(path.join(folder, name), 'utf8'));
      const [here, there] = await Promise.all([natively(name, found), inThePage(found)]);
      assert.deepEqual(there, here, name);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  t.diagnostic(`${names.length} reports compared`);
});
