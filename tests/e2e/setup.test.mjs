import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const artefacts = path.join(root, 'tests/e2e/artefacts');
const zone = JSON.parse(await fs.readFile(path.join(root, 'web/assets/examples/zone.json'), 'utf8'));

let browser;
let site;
let doh;

before(async () => {
  await fs.mkdir(artefacts, { recursive: true });
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

/** The set-up page, in English. */
async function openSetUp(options = {}) {
  const tab = await open(browser, site, { doh, ...options });
  await tab.page.getByRole('link', { name: /^(Set up|Instellen)$/ }).click();
  await tab.page.getByRole('heading', { level: 1 }).getByText(/What should this domain publish|Wat moet dit domein/).waitFor();
  return tab;
}

/** Fills in the first user's own set-up. */
async function fillSeed(page) {
  await page.getByLabel('Domain', { exact: true }).fill('nl365pro.com');
  await page.getByLabel('Microsoft 365', { exact: true }).check();
  await page.getByLabel('Find a provider').fill('mailch');
  await page.getByLabel('Mailchimp', { exact: true }).check();
  await page.getByLabel('Your tenant at Microsoft 365').fill('exchangelabsnl');
  await page.getByLabel('Place').selectOption('Microsoft 365');
  await page.getByLabel('Address for reports').fill('NL365Dmarc@nl365pro.com');
}

const show = (page) => page.getByRole('button', { name: 'Show the records' }).click();
const line = (page, name) => page.getByRole('region', { name, exact: true });

test('the first user gets his own set-up, with a tick at each line that is live', async () => {
  const tab = await openSetUp();
  const { page } = tab;
  await fillSeed(page);
  await show(page);
  const head = page.getByRole('heading', { name: 'The records for nl365pro.com' });
  await head.waitFor();
  await page.getByText('3 of 7 records are live.').waitFor();
  await holds(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'setup-result', 'the focus is where the result begins'));
  const records = tab.region('Records');
  const text = await records.innerText();
  for (const value of [
    '0 nl365pro-com.mail.protection.outlook.com',
    'v=spf1 include:spf.protection.outlook.com -all',
    'selector1-nl365pro-com._domainkey.exchangelabsnl.onmicrosoft.com',
    'selector2-nl365pro-com._domainkey.exchangelabsnl.onmicrosoft.com',
    'dkim2.mcsv.net',
    'dkim3.mcsv.net',
    'v=DMARC1; p=none; sp=reject; rua=mailto:NL365Dmarc@nl365pro.com',
  ]) assert.ok(text.includes(value), value);
  await holds(async () => assert.match(await line(page, 'MX nl365pro.com 0 nl365pro-com.mail.protection.outlook.com').innerText(), /✓\s*is live/));
  await holds(async () => assert.match(await line(page, 'TXT nl365pro.com').innerText(), /≠\s*something else is there/));
  await holds(async () => assert.match(await line(page, 'TXT nl365pro.com').innerText(), /1 of 10 lookups[\s\S]*counted just now/));
  await holds(async () => assert.match(await line(page, 'CNAME k2._domainkey.nl365pro.com').innerText(), /–\s*not there yet/));
  const left = await tab.region('Left out, and why').innerText();
  assert.match(left, /include:servers\.mcsv\.net\. It stands in your record now and can go/);
  assert.match(left, /pct, rf and ri in your DMARC record: RFC 9989 took them away/);
  const order = await tab.region('The order').innerText();
  assert.ok(order.indexOf('DKIM records') < order.indexOf('SPF record') && order.indexOf('SPF record') < order.indexOf('DMARC record'));
  await tab.close();
});

test('a record that was published meanwhile gets its tick', async () => {
  const own = await startDoh(structuredClone(zone));
  const live = structuredClone(zone);
  const later = await startDoh(live);
  const tab = await openSetUp({ doh: later });
  const { page } = tab;
  await fillSeed(page);
  await show(page);
  await page.getByText('3 of 7 records are live.').waitFor();
  live['k2._domainkey.nl365pro.com'] = [{ CNAME: 'dkim2.mcsv.net' }];
  await page.getByRole('button', { name: 'Check what is live' }).click();
  await page.getByText('4 of 7 records are live.').waitFor();
  await holds(async () => assert.match(await line(page, 'CNAME k2._domainkey.nl365pro.com').innerText(), /✓\s*is live/));
  await tab.close();
  await Promise.all([own.stop(), later.stop()]);
});

test('values are copied, one by one and all as a zone file', async () => {
  const tab = await openSetUp({ permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = tab;
  await fillSeed(page);
  await show(page);
  await page.getByText('3 of 7 records are live.').waitFor();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const key = line(page, 'CNAME k2._domainkey.nl365pro.com');
  await key.getByRole('button', { name: 'Copy: Value, k2._domainkey.nl365pro.com' }).click();
  await page.getByText('Copied: dkim2.mcsv.net').waitFor();
  await holds(async () => assert.equal(await clipboard(), 'dkim2.mcsv.net'));
  await key.getByRole('button', { name: /^Copy: Name in the panel/ }).click();
  await page.getByText('Copied: k2._domainkey', { exact: true }).waitFor();
  await holds(async () => assert.equal(await clipboard(), 'k2._domainkey'));
  await page.getByRole('button', { name: 'Copy all as a zone file' }).click();
  await page.getByText(/^Copied: nl365pro\.com\. 3600 IN MX/).waitFor();
  const file = await clipboard();
  assert.match(file, /^nl365pro\.com\. 3600 IN TXT "v=spf1 include:spf\.protection\.outlook\.com -all"$/m);
  assert.match(file, /^k3\._domainkey\.nl365pro\.com\. 3600 IN CNAME dkim3\.mcsv\.net\.$/m);
  await tab.close();
});

test('the form outlives a reload and a change of language', async () => {
  const tab = await openSetUp();
  const { page } = tab;
  await fillSeed(page);
  await page.getByLabel('Addresses of servers of your own').fill('203.0.113.25\n2001:db8::25');
  await page.getByLabel('Language').selectOption('nl');
  await page.getByRole('heading', { name: 'Wat moet dit domein publiceren?' }).waitFor();
  await holds(async () => assert.equal(await page.getByLabel('Domein', { exact: true }).inputValue(), 'nl365pro.com'));
  await page.reload();
  await page.getByRole('heading', { name: 'Wat moet dit domein publiceren?' }).waitFor();
  await holds(async () => assert.equal(await page.getByLabel('Domein', { exact: true }).inputValue(), 'nl365pro.com'));
  await holds(async () => assert.ok(await page.getByLabel('Microsoft 365', { exact: true }).isChecked()));
  await holds(async () => assert.ok(await page.getByLabel('Mailchimp', { exact: true }).isChecked(), 'and its group is open'));
  await holds(async () => assert.equal(await page.getByLabel('Adressen van eigen servers').inputValue(), '203.0.113.25\n2001:db8::25'));
  await holds(async () => assert.equal(await page.getByLabel('Plek').inputValue(), 'microsoft365'));
  await page.getByRole('button', { name: 'Toon de records' }).click();
  await page.getByText(/ip4:203\.0\.113\.25 ip6:2001:db8::25/).first().waitFor();
  await page.getByLabel('Taal').selectOption('en');
  await page.getByRole('heading', { name: 'The records for nl365pro.com' }).waitFor();
  await tab.close();
});

test('by keyboard alone: the filter narrows the list, and Enter in it sends nothing', async () => {
  const tab = await openSetUp();
  const { page } = tab;
  await page.getByLabel('Domain', { exact: true }).focus();
  await page.keyboard.type('parked.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type('brev');
  await page.keyboard.press('Enter');
  await holds(async () => assert.equal(await page.locator('#setup-result').count(), 0));
  await holds(async () => assert.equal(await page.locator('#setup-providers label:visible').count(), 1));
  await page.getByLabel('Find a provider').fill('');
  await holds(async () => assert.ok(await page.getByText('Newsletters', { exact: true }).isVisible()));
  await page.getByLabel('Nothing sends mail with this domain').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Place').selectOption('nowhere');
  await page.getByLabel('Domain', { exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'The records that say parked.example sends no mail' }).waitFor();
  const text = await tab.region('Records').innerText();
  for (const value of ['0 .', 'v=spf1 -all', 'v=DKIM1; p=', 'v=DMARC1; p=reject']) assert.ok(text.includes(value), value);
  await tab.close();
});

test('what cannot be used is told all at once, and put right', async () => {
  const tab = await openSetUp();
  const { page } = tab;
  await page.getByLabel('Domain', { exact: true }).fill('no domain');
  await page.getByLabel('Addresses of servers of your own').fill('10.0.0.5');
  await page.getByLabel('Address for reports').fill('nobody');
  await show(page);
  const alert = page.getByRole('alert').filter({ hasText: 'Please fix these' });
  await alert.waitFor();
  await holds(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'setup-result'));
  await holds(async () => assert.equal(await alert.getByRole('listitem').count(), 3));
  await holds(async () => assert.match(await alert.innerText(), /"10\.0\.0\.5" is only seen inside a network/));
  await page.getByLabel('Domain', { exact: true }).fill('a.example');
  await page.getByLabel('Addresses of servers of your own').fill('203.0.113.9');
  await page.getByLabel('Address for reports').fill('');
  await show(page);
  await page.getByText('v=spf1 ip4:203.0.113.9 ~all').waitFor();
  await holds(async () => assert.equal(await alert.count(), 0));
  await tab.close();
});

test('a resolver that cannot be reached leaves the records, and says so', async () => {
  const dead = await startDoh(zone);
  dead.mode = 'servfail';
  const tab = await openSetUp({ doh: dead });
  await fillSeed(tab.page);
  await show(tab.page);
  await line(tab.page, 'TXT nl365pro.com').getByText('no answer').waitFor();
  await holds(async () => assert.match(await line(tab.page, 'TXT nl365pro.com').innerText(), /Look what stands there before you replace it/));
  await holds(async () => assert.match(await tab.region('Records').innerText(), /dkim2\.mcsv\.net/));
  await tab.close();
  await dead.stop();
});

test('from JavaScript', async () => {
  const tab = await open(browser, site, { doh });
  const report = await tab.page.evaluate(([zone]) => window.wasmBindings.setUp(
    { domain: 'nl365pro.com', sends: ['mailchimp', 'microsoft365'], tenant: 'exchangelabsnl', receives: 'microsoft365', reports: 'd@nl365pro.com' },
    { zone },
  ), [zone]);
  assert.equal(report.kind, 'setup');
  assert.equal(report.plan.spf.record, 'v=spf1 include:spf.protection.outlook.com -all');
  assert.equal(report.plan.lines.find((line) => line.name === 'k2._domainkey.nl365pro.com').live.state, 'missing');
  const refused = await tab.page.evaluate(() => window.wasmBindings.setUp({ domain: 'a.example' }, { zone: {} }).catch((error) => error.message));
  assert.match(refused, /Choose what sends mail/);
  await tab.close();
});

for (const width of [360, 1000, 1600]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${width} px, ${colorScheme}: nothing scrolls sideways, and axe finds nothing`, async () => {
      const tab = await openSetUp({ viewport: { width, height: 900 }, colorScheme });
      const { page } = tab;
      await fillSeed(page);
      for (const name of ['form', 'records']) {
        if (name === 'records') {
          await show(page);
          await page.getByText('3 of 7 records are live.').waitFor();
        } else {
          await page.getByLabel('Find a provider').fill('');
        }
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= width, `${name} is ${scroll} px wide at ${width} px`);
        await page.screenshot({ path: path.join(artefacts, `setup-${name}-${width}-${colorScheme}.png`), fullPage: true });
        assert.deepEqual(await violations(page), [], name);
      }
      await tab.close();
    });
  }
}
