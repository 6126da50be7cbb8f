// What strangers write into messages and records: no view runs it, asks anybody for it, breaks on it or hides it.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';

const LONG = 60_000;
const fixture = (name) => fs.readFile(path.join(root, 'tests/hostile', name));
const long = (text) => text.replaceAll('@LONG@', 'w'.repeat(LONG));
const zone = JSON.parse(long((await fixture('zone.json')).toString('utf8')));
const message = long((await fixture('message.eml')).toString('utf8'));
// Invisible, or turning what stands beside it.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

/** Opens the page on a small phone, with a trap for dialogs. */
async function start() {
  const tab = await open(browser, site, { doh, viewport: { width: 360, height: 740 } });
  tab.page.on('dialog', (dialog) => tab.seen.errors.push(`a dialog: ${dialog.message()}`));
  return tab;
}

/** Nothing ran, nothing was loaded, nothing sticks out, and nothing of the report is hidden. */
async function harmless(tab) {
  const found = await tab.page.evaluate(() => ({
    pwned: globalThis.__pwned,
    images: document.querySelectorAll('main img').length,
    scripts: document.querySelectorAll('main script, main iframe, main object, main embed').length,
    handlers: [...document.querySelectorAll('main *')].filter((one) => [...one.attributes].some((a) => a.name.startsWith('on'))).length,
    links: [...document.querySelectorAll('a[href]')].map((a) => a.protocol).filter((p) => !['http:', 'https:', 'mailto:'].includes(p)),
    sticksOut: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    wide: [...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .slice(0, 4)
      .map((one) => `${one.tagName}.${one.getAttribute('class')}: ${one.textContent.slice(0, 60)}`),
    text: document.querySelector('main').innerText,
  }));
  assert.equal(found.pwned, undefined, 'no script ran');
  assert.equal(found.images + found.scripts + found.handlers, 0, 'no element came of a stranger');
  assert.deepEqual(found.links, [], 'no link runs anything');
  assert.ok(found.sticksOut <= 0, `nothing sticks out sideways, by ${found.sticksOut}px: ${found.wide.join(" | ")}`);
  assert.doesNotMatch(found.text, HIDDEN);
  return found.text;
}

/** Unfolds what is folded, and what is folded in that. */
async function unfold(tab) {
  const folded = tab.page.locator('main details:not([open]) > summary:visible');
  for (let left = await folded.count(); left > 0; left = await folded.count()) await folded.first().click();
}

test('a hostile message, and its What if', async () => {
  const tab = await start();
  await tab.paste(message);
  await tab.verdict.getByText(/DMARC|hostile\.example/).first().waitFor();
  await tab.region('DNS questions').waitFor();
  const text = await harmless(tab);
  assert.match(text, /⟨U\+202E⟩/, 'what turns the text is named');
  await tab.region('What if').waitFor();
  await unfold(tab);
  await harmless(tab);
  await tab.close();
});

test('a hostile domain', async () => {
  const tab = await start();
  await tab.check('hostile.example');
  await tab.region('DMARC').getByText('v=DMARC1').first().waitFor();
  await tab.region('What if').waitFor();
  await unfold(tab);
  const text = await harmless(tab);
  assert.match(text, /⟨U\+202E⟩/, 'what turns the text is named');
  await tab.close();
});

test('a list of hostile domains', async () => {
  const tab = await start();
  await tab.check('hostile.example\ninc.hostile.example\nmail.hostile.example');
  await tab.page.getByRole('table').getByText('inc.hostile.example').first().waitFor();
  await harmless(tab);
  await tab.close();
});
