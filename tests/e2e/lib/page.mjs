// A browser, and pages that remember everything they said and asked for.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

/** Every part of a report that is closed at first. */
const LINES = 'said spf dkim arc dmarc path header requirements remarks what-if compare dns mx providers transport dnssec bimi checklist second';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** Starts Chromium, with more flags where a test needs some. */
export function startBrowser(more = []) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, ...more] });
}

/**
 * Opens the page. `options.doh` is the resolver that the person chose before, and with `offered` one that only the address names;
 * `lines` are the parts of a report that are open, all of them unless told otherwise; the rest goes to the browser context.
 */
export async function open(browser, site, { doh, path = '', offered = false, lines = LINES, ...options } = {}) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { console: [], errors: [], requests: [] };
  page.on('console', (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('request', (request) => seen.requests.push(request.url()));
  // Only what never comes is to fail: with both cores busy, a picture of a long page takes more than ten seconds.
  page.setDefaultTimeout(30_000);
  await page.addInitScript((lines) => {
    if (localStorage.getItem('waxseal.lines') === null) localStorage.setItem('waxseal.lines', lines);
  }, lines);
  if (doh && !offered) {
    await page.addInitScript((url) => {
      if (!localStorage.getItem('waxseal.resolver')) localStorage.setItem('waxseal.resolver', url);
    }, doh.url);
  }
  await page.goto(`${site.url}${offered ? `?doh=${encodeURIComponent(doh.url)}` : ''}${path}`);
  await page.locator('#check textarea, #setup-form').first().waitFor();
  return {
    page,
    seen,
    verdict: page.getByRole('region', { name: /^(Verdict|Oordeel)$/ }),
    region: (name) => page.getByRole('region', { name, exact: true }),
    async check(text) {
      await page.getByRole('textbox', { name: 'Message or domain' }).fill(text);
      await page.getByRole('button', { name: 'Check', exact: true }).click();
    },
    /** Like `check`, at once: typing ten thousand lines key by key takes the browser minutes, a paste does not. */
    async paste(text) {
      await page.getByRole('textbox', { name: 'Message or domain' }).evaluate((box, text) => {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, text);
      await page.getByRole('button', { name: 'Check', exact: true }).click();
    },
    /** The console is clean, nothing threw, and nothing was asked of anybody but the site and the resolver. */
    async close({ allowConsole = false } = {}) {
      await context.close();
      assert.deepEqual(seen.errors, [], 'no script error');
      if (!allowConsole) assert.deepEqual(seen.console, [], 'a clean console');
      const strangers = seen.requests.filter((url) => !url.startsWith(site.origin) && !(doh && url.startsWith(doh.url)));
      assert.deepEqual(strangers, [], 'no request to anybody else');
    },
  };
}
