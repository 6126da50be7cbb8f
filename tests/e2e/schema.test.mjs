// The published schema says what reports really look like: each one fits, and none has a field that the schema does not name.
import Ajv from 'ajv/dist/2020.js';
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';

const read = (name) => fs.readFile(path.join(root, name), 'utf8');
const now = '2026-11-23T00:00:00Z';
const KINDS = {
  message: 'MessageReport', domain: 'DomainReport', spf: 'SpfCheckReport', record: 'RecordReport', reports: 'ReportsReport',
};
const schema = JSON.parse(await read('dist/report.schema.json'));

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

const ajv = () => new Ajv.default({ allErrors: true, strict: true, allowUnionTypes: true, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/ } });
/** What the published schema has against a report. */
const valid = ajv().compile(schema);
/** The same with every object closed that is not open by its own word, for one kind of report. */
const complete = Object.fromEntries(Object.entries(KINDS).map(([kind, name]) => {
  const closed = structuredClone(schema);
  const choices = (node) => node.oneOf ?? node.anyOf ?? [];
  // Of an object that is one of several and has fields besides, only the whole can be closed, and not each of the several.
  const open = new Set();
  const close = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.properties && choices(node).length > 0) {
      node.unevaluatedProperties = false;
      choices(node).forEach((choice) => open.add(choice.$ref ? closed.$defs[choice.$ref.split('/').pop()] : choice));
    }
    Object.values(node).forEach(close);
  };
  close(closed.$defs);
  open.forEach((node) => choices(node).forEach((choice) => open.add(choice)));
  const shut = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.properties && !open.has(node) && node.unevaluatedProperties === undefined) node.additionalProperties ??= false;
    Object.values(node).forEach(shut);
  };
  shut(closed.$defs);
  closed.oneOf = [{ $ref: `#/$defs/${name}` }];
  return [kind, ajv().compile(closed)];
}));

const fits = (report, name) => {
  assert.ok(valid(report), `${name}: ${ajv().errorsText(valid.errors)}`);
  const whole = complete[report.kind];
  assert.ok(whole(report), `${name}: ${whole.errors?.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`).slice(0, 5)}`);
};
const call = (name, ...given) => tab.page.evaluate(([name, given]) => window.wasmBindings[name](...given), [name, given]);

test('the first user\'s messages, his domain, and SPF alone', async () => {
  const zone = JSON.parse(await read('web/assets/examples/zone.json'));
  for (const name of ['mailchimp-to-gmail.txt', 'office365-to-gmail.txt']) {
    fits(await call('checkMessage', await read(`web/assets/examples/${name}`), { zone, now }), name);
  }
  fits(await call('checkDomain', 'nl365pro.com', { zone, now, mtaStsPolicy: 'version: STSv1\nmode: none\nmax_age: 1\n' }), 'domain');
  fits(await call('checkDomain', 'nl365pro.com', { zone, now, mtaStsPolicy: 'nonsense' }), 'domain');
  for (const ip of ['40.107.21.72', '192.0.2.1']) {
    fits(await call('checkSpf', { ip, mailFrom: 'a@nl365pro.com', helo: 'x.example' }, { zone, now }), 'spf');
  }
});

test('the example of Reports, and files that are none', async () => {
  const zone = JSON.parse(await read('web/assets/examples/zone.json'));
  const archive = [...await fs.readFile(path.join(root, 'web/assets/example-reports.zip'))];
  const found = (octets, zone) => tab.page.evaluate(
    ([octets, zone]) => window.wasmBindings.readReports([Uint8Array.from(octets)], { zone, now: '2026-01-30T00:00:00Z' }), [octets, zone],
  );
  fits(await found(archive, zone), 'the example');
  fits(await found(archive, {}), 'the example without DNS');
  fits(await found([60, 97, 62], {}), 'no report');
});

test('records of every use', async () => {
  const zone = JSON.parse(await read('web/assets/examples/zone.json'));
  for (const text of [
    'nl365pro.com. IN TXT "v=spf1 include:spf.protection.outlook.com ip4:192.0.2.300 -all"', 'v=DMARC1; p=quarantaine',
    'v=DKIM1; p=abc', 'v=STSv1; id=1_', 'v=TLSRPTv1; rua=x', 'v=BIMI1; l=https://a.example/a.svg', 'a.example. MX 10 mx.a.example.',
  ]) {
    fits(await call('checkRecord', text, { zone, now }), text);
  }
});

test('what every receiver writes, and nonsense', async () => {
  const names = (await fs.readdir(path.join(root, 'tests/receivers'))).filter((name) => name.endsWith('.txt'));
  assert.ok(names.length > 10);
  for (const name of names) fits(await call('checkMessage', await read(`tests/receivers/${name}`), { zone: {}, now }), name);
  for (const text of ['', 'x', 'From: a@b.example, c@d.example\n\n', '> From: a@b.example\n']) {
    fits(await call('checkMessage', text, { zone: {}, now }), text);
  }
});

test('domains of every kind, and one without DNS', async () => {
  for (const name of await fs.readdir(path.join(root, 'tests/zones'))) {
    const zone = JSON.parse(await read(`tests/zones/${name}`));
    const domains = Object.keys(zone).filter((domain) => domain.split('.').length === 2);
    assert.ok(domains.length > 0, name);
    for (const domain of domains) fits(await call('checkDomain', domain, { zone, now }), `${name} ${domain}`);
  }
  fits(await call('checkDomain', 'a.example', { zone: { 'a.example': ['TIMEOUT'] }, now }), 'no answer');
});

test('a report that is not one does not fit', async () => {
  const report = await call('checkSpf', { ip: '192.0.2.1' }, { zone: {}, now });
  for (const spoil of [
    (it) => { it.spf.result = 'maybe'; }, (it) => { delete it.dns; }, (it) => { it.schema = 2; }, (it) => { it.spf.lookups = '3'; },
  ]) {
    const spoilt = structuredClone(report);
    spoil(spoilt);
    assert.equal(valid(spoilt), false, String(spoil));
  }
  const more = { ...report, more: 1 };
  assert.ok(valid(more), 'a reader passes over what it does not know');
  assert.equal(complete.spf(more), false, 'and this test does not');
});
