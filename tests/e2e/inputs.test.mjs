// What people have in hand, put into the box: the page says of each what it is, and leads on to a report, a choice or a sentence.

import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const read = (name) => fs.readFile(path.join(root, name), 'utf8');
const zone = {
  ...JSON.parse(await read('web/assets/examples/zone.json')),
  'a.example': [{ TXT: 'v=spf1 -all' }],
  '1.2.0.192.in-addr.arpa': [{ PTR: 'mail.a.example' }],
  'mail.a.example': [{ A: '192.0.2.1' }],
};

let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

/** The kinds of which the page says nothing but their report, where they stand alone and need no word. */
const PLAIN = new Set(['message', 'unknown']);
/** The kinds that lead to the page of reports by themselves. */
const REPORTS = new Set(['aggregateReport', 'tlsReport']);

test('each input of the table is told as what it is, and leads on', async (t) => {
  const table = JSON.parse(await read('tests/inputs/table.json'));
  assert.ok(table.length >= 60, `${table.length} inputs`);
  const tab = await open(browser, site, { doh });
  const main = tab.page.locator('main');
  for (const { input, kinds, says_en: says } of table) {
    await tab.paste(input);
    const [kind] = kinds;
    if (kind === 'nothing') {
      await main.getByText('The box is empty').waitFor();
      continue;
    }
    if (kinds.length === 1 && REPORTS.has(kind)) {
      await tab.page.waitForURL(/#reports$/);
      await tab.page.getByRole('link', { name: 'Check', exact: true }).click();
      continue;
    }
    // Whole lines: a report by its verdict, or else what was found.
    if (kinds.length > 1) await main.getByText(`${kinds.length} things were found`).waitFor();
    else if (!PLAIN.has(kind) && !(kind === 'domain' && says.startsWith('The domain'))) {
      await main.getByText(says, { exact: false }).first().waitFor();
    }
    await tab.page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
    await holds(async () => assert.equal(await tab.page.getByRole('textbox', { name: 'Message or domain' }).inputValue(), input, 'nothing is lost'));
  }
  t.diagnostic(`${table.length} inputs`);
  await tab.close();
});

test('a record is corrected, given a name, and tried on its domain', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('v=spf1 include:spf.protection.outlook.com ip4:192.0.2.300 -all');
  await tab.verdict.getByText('This SPF record needs a correction').waitFor();
  const spf = tab.region('SPF');
  await spf.getByText('authorises the servers that the SPF record of this domain authorises').first().waitFor();
  await holds(async () => assert.match(await spf.innerText(), /1 of 10 lookups/));
  await tab.region('What to do').getByText('v=spf1 include:spf.protection.outlook.com ~all', { exact: true }).waitFor();
  await tab.region('What to do').getByRole('button', { name: 'See it with these records' }).click();
  await tab.verdict.getByText('This SPF record is valid').waitFor();
  await tab.page.getByRole('textbox', { name: 'Your domain, or the name of the record' }).fill('nl365pro.com');
  await tab.page.getByRole('button', { name: 'Compare with DNS' }).click();
  await tab.verdict.getByText('nl365pro.com publishes a different SPF record today').waitFor();
  await tab.page.getByRole('button', { name: 'Test the whole domain with this record' }).click();
  await tab.region('What if').getByText('one draft record').first().waitFor();
  await tab.close();
});

test('records that look alike are told apart', async () => {
  const tab = await open(browser, site, { doh });
  await tab.paste('v=spf1 ip4:192.0.2.1 -all\nv=spf1 ip4:192.0.2.2 -all\n');
  const second = tab.page.getByRole('listitem').filter({ hasText: 'ip4:192.0.2.2' });
  await second.getByRole('button', { name: 'Check this' }).click();
  await tab.region('SPF').getByText('192.0.2.2', { exact: false }).first().waitFor();
  await tab.close();
});

test('an address has its name, and SPF is asked for the domain that is meant', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('192.0.2.1');
  await tab.verdict.getByText('192.0.2.1 is mail.a.example').waitFor();
  await tab.verdict.getByText('Forward-confirmed').waitFor();
  await tab.page.getByRole('textbox', { name: 'For which domain is SPF checked?' }).fill('a.example');
  await tab.page.getByRole('button', { name: 'Ask' }).click();
  await tab.region('SPF').getByText('SPF fail').waitFor();
  await tab.close();
});
