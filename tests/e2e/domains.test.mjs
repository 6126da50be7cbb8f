// Many domains as a tool: worst first, totals that narrow, a report in its row, a check that is stopped, and a bad line.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { startSite } from './lib/site.mjs';
import { BROKEN, NAMES, customers } from './lib/customers.mjs';
import { holds } from './lib/holds.mjs';

const axe = await fs.readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(customers())]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

const done = (tab) => tab.page.getByRole('button', { name: /^(Cancel|Stoppen)$/ }).waitFor({ state: 'detached', timeout: 90_000 });
const lines = (tab) => tab.page.locator('.many > tbody > tr:not(.report-row)');
const names = (tab) => tab.page.locator('.many > tbody > tr:not(.report-row) > td:first-child').allInnerTexts();
const some = (count) => NAMES.slice(0, count);

async function listed(all, options = {}) {
  const tab = await open(browser, site, { doh, lines: '', ...options });
  await tab.paste(all.join('\n'));
  await done(tab);
  return tab;
}

test('worst first, one line a row, with totals that add up and list a part alone', async () => {
  const all = some(24);
  const tab = await listed(all, { viewport: { width: 1280, height: 900 } });
  await tab.verdict.getByText('24 domains', { exact: true }).waitFor();
  const order = await names(tab);
  assert.equal(order.length, 24);
  const first = order.slice(0, BROKEN.filter((name) => all.includes(name)).length);
  assert.deepEqual(new Set(first.map((name) => name.trim())), new Set(BROKEN.filter((name) => all.includes(name))), 'what is broken is on top');
  const heights = await lines(tab).evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  assert.ok(Math.max(...heights) < 48, `one line a row: ${Math.max(...heights)} px`);
  const total = tab.page.getByRole('switch', { name: /^p=none \(\d+\)$/ });
  const count = Number(/\((\d+)\)/.exec(await total.innerText())[1]);
  await total.click();
  await tab.page.locator('[role=switch][aria-checked=true]').waitFor();
  await holds(async () => assert.equal(await lines(tab).count(), count));
  for (const row of await lines(tab).allInnerTexts()) assert.match(row, /none/);
  await total.click();
  await tab.page.locator('[role=switch][aria-checked=true]').waitFor({ state: 'detached' });
  await holds(async () => assert.equal(await lines(tab).count(), 24));
  await tab.close();
});

test('the heading stays in sight, and sorts by what a column means', async () => {
  const tab = await listed(some(40), { viewport: { width: 1280, height: 600 } });
  await tab.page.getByRole('button', { name: 'DMARC' }).click();
  await tab.page.locator('[aria-sort=ascending]').waitFor();
  const policies = (await tab.page.locator('.many > tbody > tr > td:nth-child(2)').allInnerTexts()).map((text) => text.replace(/^\W+/, '').trim());
  const rank = (text) => ['no record', 'none', 'quarantine', 'reject'].findIndex((word) => text.startsWith(word));
  const ranks = policies.map(rank).filter((at) => at >= 0);
  assert.deepEqual(ranks, [...ranks].sort((one, other) => one - other));
  assert.ok(new Set(ranks).size >= 3, `${policies}`);
  await tab.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await tab.page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
  const top = await tab.page.locator('.many > thead th').first().evaluate((head) => head.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 60, `the heading is ${top} px from the top`);
  await tab.close();
});

test('a report opens in its row, and closing it comes back to the same place', async () => {
  const tab = await listed(some(40), { viewport: { width: 1280, height: 600 } });
  const asked = () => tab.seen.requests.filter((url) => url.startsWith(doh.url)).length;
  const before = asked();
  const opener = lines(tab).nth(25).getByRole('button');
  const name = (await opener.innerText()).trim();
  await opener.scrollIntoViewIfNeeded();
  const place = () => opener.evaluate((node) => node.getBoundingClientRect().top);
  const scroll = () => tab.page.evaluate(() => window.scrollY);
  const [at, from] = [await place(), await scroll()];
  await opener.click();
  const report = tab.page.locator('.report-row');
  await report.getByRole('heading', { level: 2, name: new RegExp(`^${name.replaceAll('.', '\\.')}`) }).waitFor();
  await holds(async () => assert.ok(Math.abs(await place() - at) < 2, 'the row stays where it was'));
  assert.equal(asked(), before, 'nothing is asked anew');
  await report.getByRole('heading', { name: 'What to do' }).waitFor();
  await report.getByText('SPF', { exact: true }).first().click();
  await report.getByRole('button', { name: 'Close' }).scrollIntoViewIfNeeded();
  await report.getByRole('button', { name: 'Close' }).click();
  await report.waitFor({ state: 'detached' });
  await holds(async () => assert.ok(Math.abs(await scroll() - from) < 2, `from ${from} to ${await scroll()}`));
  await holds(async () => assert.ok(await opener.evaluate((node) => document.activeElement === node), 'the focus is on the row again'));
  // Another row that is opened closes the one before, and stays under the finger.
  await lines(tab).nth(24).getByRole('button').click();
  await report.waitFor();
  await opener.scrollIntoViewIfNeeded();
  const below = await place();
  await opener.click();
  await report.getByRole('heading', { level: 2, name: new RegExp(`^${name.replaceAll('.', '\\.')}`) }).waitFor();
  await holds(async () => assert.equal(await report.count(), 1));
  await holds(async () => assert.ok(Math.abs(await place() - below) < 2, `${below} and ${await place()}`));
  await tab.close();
});

test('a check that is stopped says how far it came, can be read, and goes on with the rest', async () => {
  const slow = await startDoh(customers());
  slow.latency = 40;
  const tab = await open(browser, site, { doh: slow, lines: '' });
  await tab.paste(some(30).join('\n'));
  await tab.verdict.getByText(/^([3-9]|1\d) of 30 domains$/).waitFor({ timeout: 90_000 });
  await tab.page.getByRole('button', { name: 'Cancel' }).click();
  const headline = tab.verdict.getByRole('heading', { level: 1 });
  await tab.page.getByText(/^Stopped: \d+ of 30 domains checked$/).waitFor();
  const came = Number(/\d+/.exec(await headline.innerText())[0]);
  await holds(async () => assert.equal(await lines(tab).count(), came, 'the count is that of the rows'));
  const asked = () => tab.seen.requests.filter((url) => url.startsWith(slow.url)).length;
  const before = asked();
  await tab.page.getByRole('button', { name: 'Domain', exact: true }).click();
  await tab.page.locator('[aria-sort=ascending]').waitFor();
  await tab.page.getByRole('button', { name: 'Domain', exact: true }).click();
  await tab.page.locator('[aria-sort=descending]').waitFor();
  assert.ok(asked() - before < 5, 'nothing more is asked, by the time the checker has sorted twice');
  await tab.page.getByRole('button', { name: `Check the other ${30 - came}` }).click();
  slow.latency = 0;
  await tab.verdict.getByText('30 domains', { exact: true }).waitFor({ timeout: 90_000 });
  await holds(async () => assert.equal(await lines(tab).count(), 30));
  await tab.close();
  await slow.stop();
});

test('a bad line is named and the rest runs', async () => {
  const tab = await listed(['good0.example', 'not a domain at all', 'good1.example', 'good2.example']);
  await tab.verdict.getByText('3 domains', { exact: true }).waitFor();
  await tab.page.getByText(/line 2/i).first().waitFor();
  await holds(async () => assert.equal(await lines(tab).count(), 3));
  await tab.close();
});

test('the next step is a column of the page and of the file', async () => {
  const tab = await listed(some(12), { viewport: { width: 1600, height: 900 } });
  await tab.page.getByRole('columnheader', { name: 'Next step' }).waitFor();
  const row = lines(tab).filter({ hasText: 'good1.example' });
  await holds(async () => assert.match(await row.innerText(), /replace TXT _dmarc|p=quarantine/));
  const [download] = await Promise.all([tab.page.waitForEvent('download'), tab.page.getByRole('button', { name: 'Save as CSV' }).click()]);
  const text = await fs.readFile(await download.path(), 'utf8');
  assert.match(text.split('\r\n')[0], /,nextStep$/);
  await tab.close();
});

for (const [width, colorScheme, locale] of [[360, 'light', 'en-GB'], [360, 'dark', 'nl-NL'], [768, 'light', 'nl-NL'], [1280, 'dark', 'en-GB'], [1600, 'light', 'nl-NL']]) {
  test(`${width} px, ${colorScheme}, ${locale}: by touch, with a report open, nothing scrolls sideways, and axe finds nothing`, async () => {
    const tab = await open(browser, site, { doh, lines: '', viewport: { width, height: 900 }, colorScheme, locale, hasTouch: true, isMobile: width < 800 });
    await tab.page.getByRole('textbox', { name: /^(Message or domain|Bericht of domein)$/ }).fill(some(12).join('\n'));
    await tab.page.getByRole('button', { name: /^(Check|Controleren)$/ }).tap();
    await done(tab);
    const opener = lines(tab).nth(3).getByRole('button');
    await opener.tap();
    await tab.page.locator('.report-row').waitFor();
    if (await tab.page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
      await holds(async () => assert.ok((await opener.boundingBox()).height >= 43.5, 'a finger’s height'));
    }
    const scroll = await tab.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(scroll <= width, `${scroll} px wide`);
    await tab.page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    await tab.page.evaluate(axe);
    const found = await tab.page.evaluate(() => window.axe.run());
    assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3)}`), []);
    await tab.close();
  });
}
