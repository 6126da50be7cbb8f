import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';

const axe = await fs.readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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

for (const width of [360, 800, 1600]) {
  for (const colorScheme of ['light', 'dark']) {
    for (const locale of width === 800 ? ['nl-NL'] : ['en-GB']) {
      test(`${width} px, ${colorScheme}, ${locale}: nothing scrolls sideways, and axe finds nothing`, async () => {
        for (const [name, button] of Object.entries(EXAMPLES)) {
          const tab = await open(browser, site, { doh, viewport: { width, height: 900 }, colorScheme, locale });
          if (button) {
            await tab.page.getByRole('button', { name: button }).last().click();
            await tab.verdict.waitFor();
          }
          if (name === 'list') await list(tab.page);
          if (name === 'setUp') await setUp(tab.page);
          await tab.page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
          await tab.page.screenshot({ path: path.join(artefacts, `${name}-${width}-${colorScheme}.png`), fullPage: true });
          // What is folded has to fit as well.
          await tab.page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
          const scroll = await tab.page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(scroll <= width, `${name} is ${scroll} px wide at ${width} px`);
          await tab.page.evaluate(axe);
          const found = await tab.page.evaluate(() => window.axe.run());
          assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3)}`), [], name);
          await tab.close();
        }
      });
    }
  }
}
