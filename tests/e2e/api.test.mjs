import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

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
  await holds(async () => assert.equal((await call('checkSpf', client, { zone, now, draft })).spf.result, 'fail'));
});

test('checkRecord', async () => {
  const value = 'v=spf1 include:spf.protection.outlook.com -all';
  const record = await call('checkRecord', `nl365pro.com. 3600 IN TXT "${value}"`, { zone, now });
  assert.deepEqual([record.kind, record.type, record.name, record.value], ['record', 'spf', 'nl365pro.com', value]);
  assert.equal(record.spf.lookups, 1);
  const bare = await call('checkRecord', 'v=DMARC1; p=reject', { zone, now, name: 'nl365pro.com' });
  assert.equal(bare.name, '_dmarc.nl365pro.com');
  assert.ok(bare.published.length > 0);
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
    ['checkRecord', ['a.example', { zone }], /no DNS record/],
    ['checkRecord', [1, { zone }], /record must be a string/],
    ['checkRecord', ['v=spf1 -all', { zone, names: 'x' }], /"names" is not known here/],
    ['checkDomain', ['a.example', { doh: 'http://a.example' }], /https/],
    ['checkDomain', ['a.example', { zones: {} }], /"zones" is not known here/],
    ['checkDomain', ['a.example', { zones: {}, lang: 'nl' }], /"zones" is hier niet bekend/],
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

/** Every case of a suite of whole messages, as checkMessage judges it; the complaints. */
const messages = (cases, method) => tab.page.evaluate(async ([cases, method]) => {
  const complaints = [];
  for (const { id, message, zone, expectStrict } of cases) {
    const bytes = Uint8Array.from(atob(message), (c) => c.charCodeAt(0));
    const at = (now) => window.wasmBindings.checkMessage(bytes, { zone, now });
    const late = '2025-11-24T16:00:00Z';
    let report = await at(late);
    if (method === 'arc') {
      if (report.arc.result !== expectStrict.replace('*', '')) complaints.push(`${id}: ${report.arc.result}`);
      continue;
    }
    // Real messages whose x= has passed since are judged at the time of their t=.
    const expired = report.dkim.find((one) => one.expiration && one.expiration < Date.parse(late) / 1000);
    if (expected(expired, expectStrict)) report = await at(new Date(expired.timestamp * 1000).toISOString());
    const passed = report.dkim.some((one) => one.result === 'pass');
    if (passed !== (expectStrict === 'pass')) complaints.push(`${id}: ${report.dkim.map((one) => one.result)}`);
  }
  return complaints;
  function expected(expired, wanted) { return expired?.timestamp && wanted === 'pass'; }
}, [cases, method]);

/** The cases that may fail, out of the one list of them. */
const known = (await fs.readFile(path.join(root, 'tests/expected_failures.txt'), 'utf8')).split('\n')
  .filter((line) => line && !line.startsWith('#')).map((line) => line.split('  ')[0]);

for (const name of ['dkim/opendkim', 'dkim/mail-dkim', 'dkim/thunderbird', 'dkim/real', 'arc/valimail', 'arc/real']) {
  test(`suite ${name} through the page's wasm`, { skip: !hasSuites && 'the suites are not here' }, async () => {
    const cases = JSON.parse(await fs.readFile(path.join(suites, `${name}.json`), 'utf8'));
    const complaints = await messages(cases, name.split('/')[0]);
    assert.deepEqual(complaints.filter((text) => !known.includes(`${name}/${text.split(':')[0]}`)), []);
  });
}
