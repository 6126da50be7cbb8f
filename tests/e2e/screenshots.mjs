// Takes the ten pictures of the README's folder, from the examples and from made-up domains, of the site in dist/:
//   node tests/e2e/screenshots.mjs
import fs from 'node:fs/promises';
import path from 'node:path';
import { customers, NAMES } from './lib/customers.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';

const folder = path.join(root, 'web/assets/screenshots');
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const done = (tab) => tab.page.getByRole('button', { name: /^(Cancel|Stoppen)$/ }).waitFor({ state: 'detached', timeout: 120_000 });

/** Chooses one of the examples, whose answers come with the page. */
const example = (name) => async (tab) => {
  await tab.page.getByRole('button', { name }).click();
  await tab.page.locator('.cure:not(.growing)').waitFor();
  await done(tab);
};

/** Opens a part of a report and brings it into sight. */
const part = (before, name) => async (tab) => {
  await before(tab);
  await tab.region(name).locator('summary').first().click();
  await tab.region(name).scrollIntoViewIfNeeded();
  await tab.page.evaluate((label) => [...document.querySelectorAll('h2')].find((head) => head.textContent === label).scrollIntoView(), name);
};

const list = async (tab) => {
  await tab.paste(NAMES.join('\n'));
  await done(tab);
  await tab.page.locator('.many').waitFor();
};

/** The ten: what is done, and in what kind of browser. */
const PICTURES = {
  'fails': { walk: example(/Mailchimp/) },
  'passes': { walk: example(/Microsoft 365/) },
  'domain-dark': { walk: example(/domain behind/), colorScheme: 'dark' },
  'phone': { walk: example(/Mailchimp/), viewport: PHONE, hasTouch: true, isMobile: true },
  'hand-off': {
    walk: async (tab) => {
      await example(/Mailchimp/)(tab);
      const text = tab.page.locator('.hand-off > details').first();
      await text.locator('summary').click();
      await text.scrollIntoViewIfNeeded();
      await tab.page.evaluate(() => document.querySelector('.cure').scrollIntoView());
    },
  },
  'spf': { walk: part(example(/domain behind/), 'SPF') },
  'domains': { walk: list },
  'row-dark': {
    walk: async (tab) => {
      await list(tab);
      await tab.page.locator('.opener', { hasText: 'broken2.example' }).click();
      await tab.page.locator('.report-row').waitFor();
      await tab.page.locator('.many').scrollIntoViewIfNeeded();
      await tab.page.evaluate(() => document.querySelector('.many').scrollIntoView());
    },
    colorScheme: 'dark',
  },
  'set-up': {
    walk: async (tab) => {
      await example(/domain behind/)(tab);
      await tab.page.getByRole('link', { name: 'Set up records for this domain' }).click();
      await tab.page.getByRole('button', { name: 'Show the records' }).waitFor();
      await tab.page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  'reports-nl': {
    walk: async (tab) => {
      await tab.page.getByRole('link', { name: 'Rapporten' }).click();
      await tab.page.getByRole('button', { name: 'Bekijk een voorbeeld' }).click();
      await tab.page.locator('.reports-answer, .reports').first().waitFor();
      await tab.page.waitForTimeout(4_000);
    },
    locale: 'nl-NL',
  },
};

await fs.mkdir(folder, { recursive: true });
const [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(customers())]);
const wanted = process.argv.slice(2);
for (const [name, { walk, ...options }] of Object.entries(PICTURES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const tab = await open(browser, site, { doh, lines: '', viewport: WIDE, reducedMotion: 'reduce', ...options });
  await walk(tab);
  await tab.page.evaluate(() => document.activeElement?.blur());
  await tab.page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const file = path.join(folder, `${name}.png`);
  await tab.page.screenshot({ path: file });
  console.log(`${name}: ${(await fs.stat(file)).size} bytes`);
  await tab.close({ allowConsole: true });
}
await Promise.all([browser.close(), site.stop(), doh.stop()]);
