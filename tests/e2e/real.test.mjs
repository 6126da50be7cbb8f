// The page against real name servers: what a fixture of our own might get wrong in the same way as our own codec.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { open, startBrowser } from './lib/page.mjs';
import { missing, startReal } from './lib/real.mjs';
import { root, startSite } from './lib/site.mjs';

const read = (file) => fs.readFile(path.join(root, file), 'utf8');
const example = (name) => read(`web/assets/examples/${name}`);
const lacking = await missing();
// Continuous integration installs them, so there their absence is a failure and no reason to skip.
const skip = lacking.length > 0 && process.env.CI !== 'true' ? `${lacking.join(' and ')} is not installed` : false;

let browser;
let site;
let real;

before(async () => {
  if (skip) return;
  const zones = ['dnssec-dane', 'google-sendgrid', 'over-limit', 'proofpoint-microsoft', 'transip'];
  const others = await Promise.all(zones.map(async (name) => JSON.parse(await read(`tests/zones/${name}.json`))));
  const zone = Object.assign({}, ...others, JSON.parse(await example('zone.json')));
  [browser, site, real] = await Promise.all([startBrowser(), startSite(), startReal(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), real?.stop()]);
});

test('the three examples come out as they do from their own data', { skip }, async () => {
  const tab = await open(browser, site, { doh: real });
  await tab.check(await example('mailchimp-to-gmail.txt'));
  await tab.verdict.getByText('This message fails DMARC for nl365pro.com').waitFor();
  await tab.region('What to do').getByText('Authenticate the domain at Mailchimp').waitFor();
  await tab.check(await example('office365-to-gmail.txt'));
  await tab.verdict.getByText('This message passes DMARC for nl365pro.com').waitFor();
  await tab.check('nl365pro.com');
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  await tab.region('SPF').getByText(/2 of 10 lookups/).first().waitFor();
  await tab.close();
});

test('the same report comes from real servers and from the zone itself', { skip }, async () => {
  const tab = await open(browser, site, { doh: real });
  const zone = JSON.parse(await example('zone.json'));
  const [asked, given] = await tab.page.evaluate(async ([doh, zone]) => {
    const options = { now: '2026-11-23T00:00:00Z' };
    const check = (more) => window.wasmBindings.checkDomain('nl365pro.com', { ...options, ...more });
    return Promise.all([check({ doh }), check({ zone })]);
  }, [real.url, zone]);
  for (const part of ['mx', 'spf', 'dkim', 'dmarc', 'mtaSts', 'tlsRpt', 'bimi', 'providers', 'diagnosis']) {
    assert.deepEqual(asked[part], given[part], part);
  }
  await tab.close();
});

test('many domains, a long key in pieces, aliases across zones, and names that are not there', { skip }, async () => {
  const tab = await open(browser, site, { doh: real });
  await tab.check('shop.example\nbig.example\ncorp.example\nbakker.example\nveilig.example\nnl365pro.com\nnowhere.invalid');
  await tab.comes(tab.verdict.getByText('7 domains', { exact: true }));
  const table = tab.region('Domains');
  await table.getByRole('row', { name: /shop\.example.*Google Workspace.*SendGrid/ }).waitFor();
  await table.getByRole('row', { name: /nowhere\.invalid/ }).waitFor();
  await tab.close();
});

test('what if a record were published, over real answers', { skip }, async () => {
  const tab = await open(browser, site, { doh: real });
  await tab.check('nl365pro.com');
  await tab.verdict.getByText('is not protected yet').waitFor();
  const form = tab.region('What if');
  await form.getByLabel('Name', { exact: true }).fill('_dmarc.nl365pro.com');
  await form.getByLabel(/^Value/).fill('v=DMARC1; p=reject; rua=mailto:a@nl365pro.com');
  await form.getByRole('button', { name: 'Try it' }).first().click();
  await form.getByRole('row', { name: /Policy none reject.*different/ }).waitFor();
  await tab.close();
});
