// Before the page's program is there: a box that can be used, and what is fetched meanwhile. Each file is let through by the test.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startDoh } from './lib/doh.mjs';
import { startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const example = (name) => fs.readFile(path.join(root, 'web/assets/examples', name), 'utf8');
const zone = JSON.parse(await example('zone.json'));

const PROGRAM = /waxseal-web-\w+\.wasm\.lzma$/;
const CHECKER = /waxseal-worker-\w\w-\w+\.wasm\.lzma$/;

let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

/** What is waited for until somebody opens it. */
function closed() {
  const gate = {};
  gate.promise = new Promise((resolve) => { gate.resolve = resolve; });
  return gate;
}

/** Opens the page and holds some of its files back until they are let through. */
async function held(pattern, { locale = 'en-GB', fragment = '', ...options } = {}) {
  const context = await browser.newContext({ locale, viewport: { width: 1000, height: 900 }, ...options });
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  page.on('pageerror', (error) => errors.push(error.message));
  context.on('request', (request) => requests.push(path.basename(request.url())));
  const gate = closed();
  await page.route(pattern, async (route) => { await gate.promise; await route.continue(); });
  await page.addInitScript((url) => { localStorage.setItem('waxseal.resolver', url); }, doh.url);
  await page.goto(site.url + fragment, { waitUntil: 'commit' });
  return {
    page, requests, open: gate.resolve, box: page.getByRole('textbox'), verdict: page.getByRole('region', { name: /^(Verdict|Oordeel)$/ }),
    drawn: page.locator('#check'),
    async close() {
      await context.close();
      assert.deepEqual(errors, [], 'no script error');
    },
  };
}

test('what is typed before the program is there stays, with the cursor, and is checked once it is', async () => {
  const tab = await held(PROGRAM);
  await tab.box.fill('nl365pro.com');
  await tab.box.press('Home');
  await holds(async () => assert.equal(await tab.drawn.count(), 0, 'the program is not there'));
  tab.open();
  await tab.drawn.waitFor();
  await holds(async () => assert.equal(await tab.box.inputValue(), 'nl365pro.com'));
  await tab.box.and(tab.page.locator(':focus')).waitFor();
  await holds(async () => assert.equal(await tab.box.evaluate((box) => box.selectionStart), 0));
  await tab.box.press('Enter');
  await tab.verdict.getByText('nl365pro.com is not protected yet').waitFor();
  await tab.close();
});

test('a check that was asked for early is made, by its button and by a key', async () => {
  for (const ask of [(tab) => tab.page.getByRole('button', { name: 'Check', exact: true }).click(), (tab) => tab.box.press('Enter')]) {
    const tab = await held(PROGRAM);
    await tab.box.fill('nl365pro.com');
    await ask(tab);
    await tab.page.getByRole('status').getByText('Checking…').waitFor();
    tab.open();
    await tab.verdict.getByText('nl365pro.com is not protected yet').waitFor();
    await tab.close();
  }
});

test('a text that is changed after all is not checked until it is asked for again', async () => {
  const tab = await held(PROGRAM);
  await tab.box.fill('nl365pro.com');
  await tab.box.press('Enter');
  await tab.box.fill('nl365pro.co');
  await tab.page.getByRole('status').waitFor({ state: 'hidden' });
  tab.open();
  await tab.drawn.waitFor();
  await tab.page.getByRole('heading', { name: 'Paste what you see' }).waitFor();
  await holds(async () => assert.equal(await tab.box.inputValue(), 'nl365pro.co'));
  await tab.close();
});

test('what is being pressed while the program comes is not taken from under the finger', async () => {
  const listen = () => {
    window.began = new Promise((there) => { addEventListener('TrunkApplicationStarted', () => there(), { once: true }); });
  };
  const ways = [
    [(tab, button) => button.hover().then(() => tab.page.mouse.down()), (tab) => tab.page.mouse.up()],
    [(tab, button) => button.focus().then(() => tab.page.keyboard.down('Space')), (tab) => tab.page.keyboard.up('Space')],
  ];
  for (const [press, release] of ways) {
    const tab = await held(PROGRAM);
    await press(tab, tab.page.getByRole('button', { name: /Mailchimp/ }));
    // Before the program is let through, or it may have begun by then.
    await tab.page.evaluate(listen);
    tab.open();
    await tab.page.evaluate(() => window.began);
    assert.equal(await tab.drawn.count(), 0, 'it waits for the end of the press');
    await release(tab);
    await tab.verdict.getByText('fails DMARC').waitFor();
    await tab.close();
  }
});

test('an example, a file and an empty box are taken early too', async () => {
  const pressed = await held(PROGRAM);
  await pressed.page.getByRole('button', { name: /Mailchimp/ }).click();
  pressed.open();
  await pressed.verdict.getByText('fails DMARC').waitFor();
  await pressed.close();
  const opened = await held(PROGRAM);
  await opened.page.getByLabel('Open a saved message').setInputFiles(path.join(root, 'web/assets/examples/mailchimp-to-gmail.txt'));
  opened.open();
  await opened.verdict.getByText('DMARC').first().waitFor();
  await opened.page.getByText('mailchimp-to-gmail.txt').first().waitFor();
  await opened.close();
  const empty = await held(PROGRAM);
  await empty.page.getByRole('button', { name: 'Check', exact: true }).click();
  empty.open();
  await empty.page.getByRole('alert').getByText('The box is empty').waitFor();
  await empty.close();
});

test('what a tab remembers stands in the box before the program is there', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(site.url);
  const box = page.getByRole('textbox', { name: 'Message or domain' });
  await page.locator('#check').getByRole('textbox').fill('nl365pro.com');
  await page.waitForFunction(() => sessionStorage.getItem('waxseal.text') === 'nl365pro.com');
  const gate = closed();
  await page.route(PROGRAM, async (route) => { await gate.promise; await route.continue(); });
  await page.context().addInitScript(() => { delete Navigator.prototype.serviceWorker; });
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('.early[lang=en] textarea')?.value === 'nl365pro.com');
  await box.press('End');
  await box.pressSequentially('.x');
  gate.resolve();
  await page.locator('#check').waitFor();
  await holds(async () => assert.equal(await box.inputValue(), 'nl365pro.com.x'));
  await context.close();
});

test('another view is not begun with a box', async () => {
  const tab = await held(PROGRAM, { fragment: '#set-up' });
  await tab.page.waitForRequest(PROGRAM).catch(() => undefined);
  await holds(async () => assert.equal(await tab.box.count(), 0));
  tab.open();
  await tab.page.locator('#setup-form').waitFor();
  await tab.close();
});

/** What a person reads and where it stands, of what is drawn twice. */
const told = (tab) => tab.page.evaluate(() => {
  const shown = [...document.querySelectorAll('.early h1, .early nav a, .early textarea, .early .button, #check h1, header nav a, #check textarea, #check .button')];
  return [...new Set(shown)].filter((element) => element.checkVisibility()).map((element) => {
    const { left, top, width } = element.getBoundingClientRect();
    const words = [element.innerText, element.ariaLabel ?? '', element.placeholder ?? ''].join('|').replace(/\s+/g, ' ');
    return { words, place: [left, top, width].map(Math.round) };
  });
});

for (const [locale, width] of [['en-GB', 1000], ['nl-NL', 1000], ['en-GB', 360], ['nl-NL', 360]]) {
  test(`what stands there first is what the program draws, ${locale} at ${width} pixels`, async () => {
    const tab = await held(PROGRAM, { locale, viewport: { width, height: 900 } });
    await tab.box.waitFor();
    const first = await told(tab);
    assert.ok(first.length > 8, JSON.stringify(first));
    tab.open();
    await tab.drawn.waitFor();
    const then = await told(tab);
    assert.deepEqual(then.map(({ words }) => words), first.map(({ words }) => words));
    const box = (all) => all.filter(({ words }) => /example\.com|\?/.test(words));
    assert.deepEqual(box(then), box(first), 'the question and the box stay where they are');
    await tab.close();
  });
}

test('the checker is asked for before the program is there, once, and the service worker after it', async () => {
  const tab = await held(CHECKER, { serviceWorkers: 'allow' });
  const asked = (pattern) => tab.requests.filter((name) => pattern.test(name)).length;
  await tab.drawn.waitFor();
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.page.getByText('Reading…').waitFor();
  assert.deepEqual([asked(CHECKER), asked(/^service-worker/)], [1, 0]);
  assert.equal(asked(/^waxseal-checker/), 1, 'one worker is started');
  tab.open();
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tab.page.waitForFunction(() => navigator.serviceWorker.controller);
  await tab.close();
});

test('a checker that is ended while it comes is there for the next check, and is not fetched again', async () => {
  const tab = await held(CHECKER, { serviceWorkers: 'block' });
  await tab.drawn.waitFor();
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.page.getByText('Reading…').waitFor();
  await tab.page.getByRole('button', { name: 'Cancel' }).click();
  await tab.box.fill('nl365pro.com');
  await tab.box.press('Enter');
  tab.open();
  await tab.verdict.getByText('nl365pro.com is not protected yet').waitFor();
  assert.equal(tab.requests.filter((name) => CHECKER.test(name)).length, 1);
  await tab.close();
});

test('a program that does not come is told of', async () => {
  for (const pattern of [/waxseal-web-\w+\.js$/, PROGRAM]) {
    const context = await browser.newContext({ locale: 'nl-NL', serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.route(pattern, (route) => route.abort());
    await page.goto(site.url, { waitUntil: 'commit' });
    await page.getByRole('alert').getByText('De pagina kon niet helemaal geladen worden').waitFor();
    await context.close();
  }
});
