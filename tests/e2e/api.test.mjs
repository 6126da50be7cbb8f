import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';

const example = (name) => fs.readFile(path.join(root, 'web/assets/examples', name), 'utf8');
const zone = JSON.parse(await example('zone.json'));
const mailchimp = await example('mailchimp-to-gmail.txt');
const suites = process.env.WAXSEAL_SUITES ?? path.join(root, '../shared/suites');
const hasSuites = await fs.access(suites).then(() => true, () => false);
const now = '2026-11-23T00:00:00Z';

let browser;
let site;
let tab;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  tab = await open(browser, site);
});

after(async () => {
  await tab?.close();
  await Promise.all([browser?.close(), site?.stop()]);
});

const call = (name, ...given) =>
  tab.page.evaluate(([name, given]) => window.wasmBindings[name](...given), [name, given]);

test('checkMessage gives the report as a plain object', async () => {
  const report = await call('checkMessage', mailchimp, { zone, now });
  assert.equal(report.kind, 'message');
  assert.equal(report.dmarc.result, 'fail');
  assert.equal(report.dkim.length, 2);
  assert.equal(report.spf.aligned, false);
  assert.equal(report.spf.claimed, 'pass');
  assert.deepEqual(report.claims[0].results[0].properties['header.s'], 'k1');
});

test('checkDomain and checkSpf', async () => {
  const domain = await call('checkDomain', 'nl365pro.com', { zone, now, selectors: ['none'] });
  assert.deepEqual(domain.dkim.map((key) => key.selector), ['none', 'selector1', 'selector2', 'k1']);
  const client = { ip: '40.107.21.72', mailFrom: 'a@nl365pro.com', helo: 'x.example' };
  const spf = await call('checkSpf', client, { zone, now });
  assert.equal(spf.spf.result, 'pass');
  const draft = [{ name: 'nl365pro.com', type: 'TXT', value: 'v=spf1 -all' }];
  assert.equal((await call('checkSpf', client, { zone, now, draft })).spf.result, 'fail');
});

test('a report replays from its own log', async () => {
  const first = await call('checkMessage', mailchimp, { zone, now });
  const again = await call('checkMessage', mailchimp, { zone: first, now });
  assert.deepEqual(again, first);
});

test('what is wrong is one clear sentence', async () => {
  for (const [name, given, sentence] of [
    ['checkMessage', [1, {}], /must be a string or a Uint8Array/],
    ['checkDomain', ['a..b', { zone }], /empty label/],
    ['checkSpf', [{ ip: 'x' }, { zone }], /not an IP address/],
    ['checkDomain', ['a.example', { zone, now: 'x' }], /not a time/],
    ['checkDomain', ['a.example', { doh: 'http://a.example' }], /https/],
  ]) {
    await assert.rejects(call(name, ...given), sentence);
  }
});

const suite = async (name, cases) => {
  const misses = await tab.page.evaluate(async ([cases, now]) => {
    const misses = [];
    for (const { zone, tests } of cases) {
      for (const { id, ip, mailFrom, helo, receiver, expect, explanation } of tests) {
        const { spf } = await window.wasmBindings.checkSpf({ ip, mailFrom, helo, receiver: receiver ?? undefined }, { zone, now });
        const hex = (text) => text?.toLowerCase();
        const wanted = explanation === 'DEFAULT' ? null : explanation;
        const explained = explanation == null || hex(spf.explanation ?? undefined) === hex(wanted ?? undefined);
        if (!expect.includes(spf.result) || !explained) misses.push(`${id}: ${spf.result} ${spf.explanation}`);
      }
    }
    return misses;
  }, [cases, now]);
  assert.deepEqual(misses, [], name);
};

for (const name of ['rfc7208', 'rfc4408']) {
  test(`SPF suite ${name} through the page's wasm`, { skip: !hasSuites && 'the suites are not here' }, async () => {
    await suite(name, JSON.parse(await fs.readFile(path.join(suites, 'spf', `${name}.json`), 'utf8')));
  });
}
