// Many domains as a tool: worst first, totals that narrow, a report in its row, a check that is stopped, and a bad line.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { startSite } from './lib/site.mjs';
import { BROKEN, NAMES, customers } from './lib/customers.mjs';
import { holds } from './lib/holds.mjs';


let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(customers())]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

const lines = (tab) => tab.page.locator('.many > tbody > tr:not(.report-row)');
const names = (tab) => tab.page.locator('.many > tbody > tr:not(.report-row) > td:first-child').allInnerTexts();
const some = (count) => NAMES.slice(0, count);

async function listed(all, options = {}) {
  const tab = await open(browser, site, { doh, lines: '', ...options });
  await tab.paste(all.join('\n'));
  await tab.done();
  return tab;
}

// Twelve thousand questions take the browser most of a minute, so the list is checked once, and each test goes on where it stands: what
// one opens or narrows, it closes again.
describe('the domains of an MSP, checked once', () => {
  let tab;

  before(async () => {
    tab = await listed(NAMES, { viewport: { width: 1280, height: 900 } });
  });

  after(() => tab.close());

  test('an MSP: eighty domains, five broken, and to the text for one customer', async () => {
    await tab.verdict.getByText('80 domains', { exact: true }).waitFor();
    const order = (await names(tab)).map((name) => name.trim());
    assert.deepEqual(new Set(order.slice(0, BROKEN.length)), new Set(BROKEN), 'the five are on top');
    await tab.page.getByRole('switch', { name: `with errors (${BROKEN.length})` }).click();
    await tab.page.locator('[role=switch][aria-checked=true]').waitFor();
    await holds(async () => assert.equal(await lines(tab).count(), BROKEN.length));
    await lines(tab).filter({ hasText: 'broken2.example' }).getByRole('button').click();
    const report = tab.page.locator('.report-row');
    await report.getByRole('heading', { name: 'What to do' }).waitFor();
    await report.locator('.hand-off summary').first().click();
    const text = await report.locator('.hand-off pre').first().textContent();
    assert.match(text, /broken2\.example/);
    assert.match(text, /ip4:192\.0\.2\.1/, 'the record as it was meant');
    assert.match(text, /#domain=broken2\.example/);
    await report.getByRole('button', { name: 'Close' }).click();
    await report.waitFor({ state: 'detached' });
    await tab.page.getByRole('switch', { name: /^with errors/ }).click();
    await holds(async () => assert.equal(await lines(tab).count(), NAMES.length));
  });

  test('worst first, one line a row, with totals that add up and list a part alone', async () => {
    const order = await names(tab);
    assert.equal(order.length, NAMES.length);
    const first = order.slice(0, BROKEN.length);
    assert.deepEqual(new Set(first.map((name) => name.trim())), new Set(BROKEN), 'what is broken is on top');
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
    await holds(async () => assert.equal(await lines(tab).count(), NAMES.length));
  });

  test('the heading stays in sight, and sorts by what a column means', async () => {
    await tab.page.setViewportSize({ width: 1280, height: 600 });
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
  });

  test('a report opens in its row, and closing it comes back to the same place', async () => {
    await tab.page.setViewportSize({ width: 1280, height: 600 });
    await tab.page.evaluate(() => window.scrollTo(0, 0));
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
    await report.getByRole('button', { name: 'Close' }).click();
    await report.waitFor({ state: 'detached' });
  });

  test('the next step is a column of the page and of the file', async () => {
    await tab.page.setViewportSize({ width: 1600, height: 900 });
    await tab.page.getByRole('columnheader', { name: 'Next step' }).waitFor();
    const row = lines(tab).filter({ hasText: 'good1.example' });
    await holds(async () => assert.match(await row.innerText(), /replace TXT _dmarc|p=quarantine/));
    const [download] = await Promise.all([tab.page.waitForEvent('download'), tab.page.getByRole('button', { name: 'Save as CSV' }).click()]);
    const text = await fs.readFile(await download.path(), 'utf8');
    assert.match(text.split('\r\n')[0], /,nextStep$/);
    assert.equal(text.trimEnd().split('\r\n').length, NAMES.length + 1, 'a line a domain');
  });
});

test('a check that is stopped says how far it came, can be read, and goes on with the rest', async () => {
  const slow = await startDoh(customers());
  slow.latency = 40;
  const tab = await open(browser, site, { doh: slow, lines: '' });
  await tab.paste(some(20).join('\n'));
  await tab.comes(tab.verdict.getByText(/^([3-9]|1\d) of 20 domains$/));
  await tab.page.getByRole('button', { name: 'Cancel' }).click();
  const headline = tab.verdict.getByRole('heading', { level: 1 });
  await tab.page.getByText(/^Stopped: \d+ of 20 domains checked$/).waitFor();
  const came = Number(/\d+/.exec(await headline.innerText())[0]);
  await holds(async () => assert.equal(await lines(tab).count(), came, 'the count is that of the rows'));
  const asked = () => tab.seen.requests.filter((url) => url.startsWith(slow.url)).length;
  const before = asked();
  await tab.page.getByRole('button', { name: 'Domain', exact: true }).click();
  await tab.page.locator('[aria-sort=ascending]').waitFor();
  await tab.page.getByRole('button', { name: 'Domain', exact: true }).click();
  await tab.page.locator('[aria-sort=descending]').waitFor();
  assert.ok(asked() - before < 5, 'nothing more is asked, by the time the checker has sorted twice');
  await tab.page.getByRole('button', { name: `Check the other ${20 - came}` }).click();
  slow.latency = 0;
  await tab.comes(tab.verdict.getByText('20 domains', { exact: true }));
  await holds(async () => assert.equal(await lines(tab).count(), 20));
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

/** What is looked at of one check: by phone and tablet, and on a large screen that is touched. */
const LOOKS = [
  [true, [[360, 'light', 'en'], [360, 'dark', 'nl'], [768, 'light', 'nl']]],
  [false, [[1280, 'dark', 'en'], [1600, 'light', 'nl']]],
];
for (const [isMobile, looks] of LOOKS) {
  describe(`by touch, ${isMobile ? 'in the hand' : 'on a screen'}`, () => {
    let tab;

    before(async () => {
      const [[width]] = looks;
      tab = await open(browser, site, { doh, lines: '', viewport: { width, height: 900 }, hasTouch: true, isMobile });
      await tab.page.getByRole('textbox', { name: 'Message or domain' }).fill(some(12).join('\n'));
      await tab.page.getByRole('button', { name: 'Check', exact: true }).tap();
      await tab.done();
    });

    after(() => tab.close());

    for (const [width, colorScheme, lang] of looks) {
      test(`${width} px, ${colorScheme}, ${lang}: with a report open, nothing scrolls sideways, and axe finds nothing`, async () => {
        const { page } = tab;
        await Promise.all([page.setViewportSize({ width, height: 900 }), page.emulateMedia({ colorScheme })]);
        await page.getByRole('combobox', { name: /^(Language|Taal)$/ }).selectOption(lang);
        await page.getByRole('columnheader', { name: { en: 'Domain', nl: 'Domein' }[lang] }).waitFor();
        const opener = lines(tab).nth(3).getByRole('button');
        await opener.tap();
        const report = page.locator('.report-row');
        await report.getByRole('heading', { name: { en: 'What to do', nl: 'Wat te doen' }[lang] }).waitFor();
        if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
          await holds(async () => assert.ok((await opener.boundingBox()).height >= 43.5, 'a finger’s height'));
        }
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= width, `${scroll} px wide`);
        await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
        assert.deepEqual(await violations(page), []);
        await opener.tap();
        await report.waitFor({ state: 'detached' });
      });
    }
  });
}
