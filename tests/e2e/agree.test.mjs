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

test('every report of the page is the report of the terminal', async (t) => {
  const names = (await fs.readdir(folder)).sort();
  assert.ok(names.length >= CASES_AT_LEAST, `${names.length} cases`);
  for (const name of names) {
    const found = JSON.parse(await fs.readFile(path.join(folder, name), 'utf8'));
    const [here, there] = await Promise.all([natively(name, found), inThePage(found)]);
    assert.deepEqual(there, here, name);
  }
  t.diagnostic(`${names.length} reports compared`);
});
