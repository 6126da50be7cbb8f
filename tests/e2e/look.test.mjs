import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';

const artefacts = path.join(root, 'tests/e2e/artefacts');
const EXAMPLES = { start: null, fails: /Mailchimp/, passes: /Microsoft 365/, domain: /domain|domein/, list: null, setUp: null };
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

/** A list of domains, in whatever language the page is. */
async function list(page) {
  await page.getByRole('textbox', { name: /^(Message or domain|Bericht of domein)$/ }).fill('nl365pro.com\nmcsv.net\nnowhere.example');
  await page.getByRole('button', { name: /^(Check|Controleren)$/ }).click();
  await page.getByRole('button', { name: /^(Cancel|Stoppen)$/ }).waitFor({ state: 'detached' });
  await page.locator('tbody tr').nth(2).waitFor();
}

/** The form for the records of a domain, once it is drawn. */
async function setUp(page) {
  await page.getByRole('link', { name: /^(Set up|Instellen)$/ }).click();
  await page.locator('#setup-form').waitFor();
}

/** Opens one of the views, as it is when all of it is there. */
async function shown(name, button, locale) {
  const tab = await open(browser, site, { doh, locale });
  if (button) {
    await tab.page.getByRole('button', { name: button }).last().click();
    await tab.verdict.waitFor();
    await tab.done();
  }
  if (name === 'list') await list(tab.page);
  if (name === 'setUp') await setUp(tab.page);
  return tab;
}

/** A picture of it for people, as it is, and then what is against it with all of it unfolded. */
async function look(page, file) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await page.screenshot({ path: path.join(artefacts, file), fullPage: true });
  // What is folded has to fit as well.
  await page.evaluate(() => {
    window.folded = [...document.querySelectorAll('details:not([open])')];
    for (const fold of window.folded) fold.open = true;
  });
  const found = [await page.evaluate(() => document.documentElement.scrollWidth), await violations(page)];
  await page.evaluate(() => { for (const fold of window.folded) fold.open = false; });
  return found;
}

const WIDTHS = { 'en-GB': [360, 1600], 'nl-NL': [800] };
for (const [locale, widths] of Object.entries(WIDTHS)) {
  for (const [name, button] of Object.entries(EXAMPLES)) {
    describe(`${name}, ${locale}`, () => {
      let tab;

      before(async () => { tab = await shown(name, button, locale); });

      after(() => tab.close());

      for (const width of widths) {
        for (const colorScheme of ['light', 'dark']) {
          test(`${width} px, ${colorScheme}: nothing scrolls sideways, and axe finds nothing`, async () => {
            await Promise.all([tab.page.setViewportSize({ width, height: 900 }), tab.page.emulateMedia({ colorScheme })]);
            const [scroll, against] = await look(tab.page, `${name}-${width}-${colorScheme}.png`);
            assert.ok(scroll <= width, `${name} is ${scroll} px wide at ${width} px`);
            assert.deepEqual(against, [], name);
          });
        }
      }
    });
  }
}
