// Whole walks, as people take them: what each came for, from the first press to the last. That of an MSP is in domains.test.mjs.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { BROKEN, customers } from './lib/customers.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const example = (name) => fs.readFile(path.join(root, 'web/assets/examples', name), 'utf8');
const zone = JSON.parse(await example('zone.json'));
const mailchimp = await example('mailchimp-to-gmail.txt');
const microsoft = await example('office365-to-gmail.txt');

let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh({ ...zone, ...customers() })]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

const hash = (tab) => tab.page.evaluate(() => location.hash);
const top = (element) => element.evaluate((node) => node.getBoundingClientRect().top + window.scrollY);
const dnsText = (tab) => tab.page.locator('.hand-off > details', { hasText: 'manages DNS' }).first();

test('the first user: from his newsletter to the records, to whoever manages DNS, and on to the steps to reject', async () => {
  const tab = await open(browser, site, { doh, lines: '' });
  await tab.check(mailchimp);
  await tab.verdict.getByText('fails DMARC for nl365pro.com').waitFor();
  await tab.done();
  const first = tab.region('What to do').getByRole('listitem').first();
  await holds(async () => assert.match(await first.innerText(), /k2\._domainkey/));
  await holds(async () => assert.ok(await top(first) < 900, 'the first step is on the first screen'));
  await dnsText(tab).locator('summary').click();
  await holds(async () => assert.match(await dnsText(tab).locator('pre').textContent(), /k2\._domainkey\.nl365pro\.com/));
  await tab.check('nl365pro.com');
  await tab.page.locator('.cure:not(.growing)').waitFor();
  await tab.done();
  await tab.region('DMARC').locator('summary').first().click();
  await tab.region('DMARC').getByText('you are here').waitFor();
  await tab.region('DMARC').getByText('p=reject', { exact: true }).waitFor();
  await tab.close();
});

test('the owner of a domain: from its report to Set up with everything filled in, and back', async () => {
  const tab = await open(browser, site, { doh, lines: '' });
  const { page } = tab;
  await tab.check('nl365pro.com');
  await page.locator('.cure:not(.growing)').waitFor();
  await tab.done();
  const headline = await tab.verdict.getByRole('heading', { level: 1 }).innerText();
  const asked = () => tab.seen.requests.filter((url) => url.startsWith(doh.url)).length;
  const before = asked();
  await page.getByRole('link', { name: 'Set up records for this domain' }).click();
  await page.getByRole('button', { name: 'Show the records' }).waitFor();
  await holds(async () => assert.match(await hash(tab), /^#set-up\?domain=nl365pro\.com&/));
  await holds(async () => assert.equal(await page.getByLabel('Domain', { exact: true }).inputValue(), 'nl365pro.com'));
  await holds(async () => assert.ok(await page.getByLabel('Microsoft 365', { exact: true }).isChecked()));
  await holds(async () => assert.ok(await page.getByLabel('Mailchimp', { exact: true }).isChecked()));
  await holds(async () => assert.equal(await page.getByLabel('Place').evaluate((select) => select.selectedOptions[0].text), 'Microsoft 365'));
  await holds(async () => assert.equal(await page.getByLabel('Address for reports').inputValue(), 'NL365Dmarc@nl365pro.com'));
  await page.getByText('Filled in by a link').waitFor();
  assert.equal(asked(), before, 'nothing is asked before the person says so');
  const link = page.url();
  await page.goBack();
  await tab.verdict.getByText(headline).waitFor();
  await holds(async () => assert.equal(await hash(tab), '#domain=nl365pro.com'));
  assert.equal(asked(), before, 'the report stands there still');
  await page.goForward();
  await holds(async () => assert.equal(await page.getByLabel('Domain', { exact: true }).inputValue(), 'nl365pro.com'));
  // What was chosen is in the address, and what is only typed is not passed off as it.
  await page.getByLabel('Address for reports').fill('dmarc@nl365pro.com');
  await page.waitForFunction(() => location.hash === '#set-up');
  await page.getByRole('button', { name: 'Show the records' }).click();
  await page.getByRole('heading', { name: 'The records for nl365pro.com' }).waitFor();
  await holds(async () => assert.match(await hash(tab), /reports=dmarc%40nl365pro\.com/));
  await page.reload();
  await page.getByRole('button', { name: 'Show the records' }).waitFor();
  await holds(async () => assert.equal(await page.getByLabel('Address for reports').inputValue(), 'dmarc@nl365pro.com'));
  await tab.close();
  // Somebody else who gets the link sees the same form, and nothing is asked.
  const other = await open(browser, site, { doh, path: new URL(link).hash });
  await other.page.getByRole('button', { name: 'Show the records' }).waitFor();
  await holds(async () => assert.ok(await other.page.getByLabel('Mailchimp', { exact: true }).isChecked()));
  assert.deepEqual(other.seen.requests.filter((url) => url.startsWith(doh.url)), []);
  await other.close();
});

test('another domain’s link draws its own form, without the records of the one before', async () => {
  const tab = await open(browser, site, { doh, path: '#set-up?domain=one.example&sends=nothing' });
  const { page } = tab;
  await page.getByRole('button', { name: 'Show the records' }).click();
  await page.getByRole('heading', { name: 'The records that say one.example sends no mail' }).waitFor();
  await page.evaluate(() => { location.hash = '#set-up?domain=two.example&sends=mailchimp'; });
  await page.waitForFunction(() => document.querySelector('[name=domain]')?.value === 'two.example');
  await holds(async () => assert.equal(await page.getByRole('heading', { name: 'The records that say one.example sends no mail' }).count(), 0));
  await holds(async () => assert.ok(await page.getByLabel('Mailchimp', { exact: true }).isChecked()));
  // What is written into a link is a text in a field, and nothing more.
  await page.evaluate(() => { location.hash = `#set-up?domain=${encodeURIComponent('"><img src=x onerror=alert(1)>')}&sends=nobody&receives=nowhere&reports=%`; });
  await page.waitForFunction(() => document.querySelector('[name=domain]')?.value.startsWith('"><img'));
  await holds(async () => assert.equal(await page.locator('img').count(), 0));
  await tab.close();
});

test('a help desk: six pastes in a row, each with its own answer, and Back through them', async () => {
  const tab = await open(browser, site, { doh, lines: '' });
  const pastes = [
    [mailchimp, /fails DMARC for nl365pro\.com/],
    [microsoft, /passes DMARC/],
    ['nl365pro.com', /nl365pro\.com is not protected yet/],
    ['v=spf1 include:spf.protection.outlook.com ~all', /SPF/],
    [BROKEN[0], new RegExp(BROKEN[0].replaceAll('.', '\\.'))],
    ['mcsv.net', /mcsv\.net/],
  ];
  for (const [text, answer] of pastes) {
    await tab.check(text);
    await tab.verdict.getByText(answer).first().waitFor();
    await tab.done();
    const verdict = tab.page.locator('section.verdict');
    await holds(async () => assert.ok(await verdict.evaluate((node) => document.activeElement === node), 'the answer has the focus'));
    const at = await verdict.evaluate((node) => node.getBoundingClientRect().top);
    assert.ok(at > -2 && at < 450, `and is in sight: ${at}`);
    await holds(async () => assert.equal(await tab.page.getByRole('alert').count(), 0));
  }
  await tab.page.goBack();
  await tab.verdict.getByText(pastes[4][1]).first().waitFor();
  await tab.close();
});

test('by keyboard alone: a list, a row, its steps, the text, and out again', async () => {
  const tab = await open(browser, site, { doh, lines: '' });
  const { page } = tab;
  const { keyboard } = page;
  const focused = () => page.evaluate(() => `${document.activeElement?.className} ${document.activeElement?.textContent}`.trim());
  /** Presses Tab until what has the focus fits. */
  const reach = async (wanted, most = 60) => {
    for (let presses = 0; presses < most; presses += 1) {
      await keyboard.press('Tab');
      if (wanted.test(await focused())) return;
    }
    await holds(async () => assert.fail(`${wanted} was not reached; the focus is on ${await focused()}`));
  };
  await keyboard.press('/');
  await keyboard.type('broken1.example, good0.example, good1.example');
  await keyboard.press('Control+Enter');
  await tab.comes(tab.verdict.getByText('3 domains', { exact: true }));
  await tab.done();
  await reach(/^opener.*broken1/s);
  await keyboard.press('Enter');
  await page.locator('.report-row').waitFor();
  await reach(/Send to whoever manages DNS/);
  await keyboard.press('Enter');
  await page.locator('.hand-off > details[open]').waitFor();
  await reach(/Copy the text/);
  await reach(/^opener.*Close/s);
  await keyboard.press('Enter');
  await page.locator('.report-row').waitFor({ state: 'detached' });
  await holds(async () => assert.match(await focused(), /broken1/, 'the focus is on the row again'));
  await tab.close();
});

test('by phone: a finger, 360 px, from a paste to the text for DNS', async () => {
  const tab = await open(browser, site, { doh, lines: '', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const { page } = tab;
  await page.getByRole('textbox', { name: 'Message or domain' }).fill(mailchimp);
  await page.getByRole('button', { name: 'Check', exact: true }).tap();
  await tab.verdict.getByText('fails DMARC for nl365pro.com').waitFor();
  await tab.done();
  const at = await page.locator('section.verdict').evaluate((node) => node.getBoundingClientRect().top);
  assert.ok(at > -2 && at < 400, `the verdict is in sight: ${at}`);
  const first = tab.region('What to do').getByRole('listitem').first();
  await holds(async () => assert.ok(await top(first) < 900, `the first step is at ${await top(first)}`));
  await dnsText(tab).locator('summary').tap();
  await dnsText(tab).locator('pre').waitFor();
  const small = await page.locator('button:visible, summary:visible, .hand-off a:visible, select:visible').evaluateAll((all) => all
    .filter((one) => !one.matches('.term, .skip') && one.getBoundingClientRect().height < 43.5)
    .map((one) => `${one.textContent.trim().slice(0, 40)} ${one.className} ${Math.round(one.getBoundingClientRect().height)}`));
  assert.deepEqual(small, [], 'everything is large enough for a finger');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `${width} px wide`);
  await tab.close();
});
