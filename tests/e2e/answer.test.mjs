// Answer first: how far down the first step is, how long a closed report is, and what a person finds again.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const zone = JSON.parse(await fs.readFile(path.join(root, 'web/assets/examples/zone.json'), 'utf8'));
assert.ok(zone['nl365pro.com'], 'the zone of the examples');

let browser;
let site;

before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop()]);
});

/** Opens one of the examples, whose answers come with the page, with every part of its report closed. */
async function shown(example, options) {
  const tab = await open(browser, site, { lines: '', ...options });
  await tab.page.getByRole('button', { name: example }).click();
  await tab.page.getByRole('button', { name: /^(Cancel|Annuleren)$/ }).waitFor({ state: 'detached' });
  await tab.page.locator('.cure:not(.growing)').waitFor();
  return tab;
}

/** How far from the top of the page an element begins. */
const top = (element) => element.evaluate((node) => node.getBoundingClientRect().top + window.scrollY);

for (const [width, step, length] of [[1280, 600, 2000], [360, 900, 4000]]) {
  for (const example of [/Mailchimp/, /Microsoft 365/, /domain/]) {
    test(`${example} at ${width} px: the first step is within ${step} px, and the closed report below ${length}`, async () => {
      const tab = await shown(example, { viewport: { width, height: 900 } });
      const first = tab.region('What to do').getByRole('listitem').first();
      await holds(async () => assert.ok(await top(first) < step, `the first step begins at ${await top(first)}`));
      const page = await tab.page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
      assert.ok(page[0] < length, `the page is ${page[0]} px long`);
      assert.ok(page[1] <= width, 'nothing scrolls sideways');
      await tab.close();
    });
  }
}

test('the verdict has the focus, the box is one line, and opens again where somebody goes there', async () => {
  const tab = await shown(/Mailchimp/);
  await holds(async () => assert.ok(await tab.verdict.evaluate((verdict) => document.activeElement === verdict)));
  const box = tab.page.getByRole('textbox', { name: 'Message or domain' });
  const height = async () => (await box.boundingBox()).height;
  await holds(async () => assert.ok(await height() < 40, `the box is ${await height()} px high`));
  await holds(async () => assert.equal(await tab.page.getByText('Try an example').count(), 0));
  await tab.page.getByRole('button', { name: 'Change' }).click();
  await tab.page.getByText('Try an example').waitFor();
  await holds(async () => assert.ok(await height() > 90, `the box is ${await height()} px high`));
  await holds(async () => assert.ok(await box.evaluate((field) => document.activeElement === field)));
  await tab.close();
});

test('a part that was opened is open in the next report, and all of them open at once', async () => {
  const tab = await shown(/Mailchimp/);
  const part = (name) => tab.region(name).locator('details.part');
  const isOpen = (name) => part(name).evaluate((details) => details.open);
  await holds(async () => assert.equal(await isOpen('SPF'), false));
  await part('SPF').locator('summary').first().click();
  await tab.region('SPF').getByText('Checked for').waitFor();
  await tab.page.getByRole('button', { name: 'Change' }).click();
  await tab.page.getByRole('button', { name: 'The domain behind both' }).click();
  await tab.region('Mail exchangers').waitFor();
  await holds(async () => assert.deepEqual([await isOpen('SPF'), await isOpen('DKIM')], [true, false]));
  await tab.page.getByRole('button', { name: 'Open all parts' }).click();
  await holds(async () => assert.equal(await tab.page.locator('details.part:not([open])').count(), 0));
  await tab.close();
});

test('what is copied of a name is what DNS panels want, and the whole name can be read', async () => {
  const tab = await shown(/Mailchimp/);
  const first = tab.region('What to do').getByRole('listitem').first();
  await holds(async () => assert.match(await first.innerText(), /k2\._domainkey\.nl365pro\.com\s+CNAME\s+dkim2\.mcsv\.net/));
  await holds(async () => assert.equal(await first.getByRole('button', { name: /^Copy name/ }).getAttribute('data-copy'), 'k2._domainkey'));
  await holds(async () => assert.equal(await first.getByRole('button', { name: /^Copy value/ }).getAttribute('data-copy'), 'dkim2.mcsv.net'));
  await tab.close();
});

test('a term says what it means where it is used first, by keyboard too, and leads to all of them', async () => {
  for (const [locale, example, term, words] of [
    ['en-GB', /Mailchimp/, 'aligned', /domain that passed is the From domain/],
    ['nl-NL', /Mailchimp/, 'aligned', /domein dat slaagde het From-domein is/],
  ]) {
    const tab = await shown(example, { locale });
    const button = tab.page.locator('button.term', { hasText: new RegExp(`^${term}$`) });
    await holds(async () => assert.equal(await button.count(), 1, 'the first use alone'));
    await button.focus();
    await tab.page.keyboard.press('Enter');
    const card = tab.page.getByRole('dialog');
    await card.getByText(words).waitFor();
    await holds(async () => assert.ok(await card.evaluate((card) => card === document.activeElement), 'the focus goes there'));
    await tab.page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    await holds(async () => assert.ok(await button.evaluate((button) => button === document.activeElement), 'and comes back'));
    await button.click();
    await card.getByRole('link').click();
    await tab.page.getByRole('heading', { level: 1, name: /^(The terms|De begrippen)$/ }).waitFor();
    await tab.close();
  }
});
