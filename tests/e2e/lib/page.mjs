// A browser, and pages that remember everything they said and asked for.
import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
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

/** Of each browser, the contexts that no test has now, by their site and options. */
const idle = new WeakMap();

function resting(browser, site, options) {
  if (!idle.has(browser)) idle.set(browser, new Map());
  const all = idle.get(browser);
  const key = JSON.stringify([site.origin, options]);
  if (!all.has(key)) all.set(key, []);
  return all.get(key);
}

/** A context, and a page of the site that stays open in it: with it stays the process, whose start takes as long as all else of a visit. */
async function settled(browser, site, options) {
  const context = await browser.newContext(options);
  const stays = await context.newPage();
  await stays.goto(`${site.url}404.html`);
  return { context, stays };
}

/**
 * A page without an address, and `done` for its end. Others may have been in its context before: nothing is left there of what they did,
 * but the service worker is, with the programs unpacked, as for whoever comes again. With `first` nobody was there before, and nobody
 * comes after: for what is about a first visit, or changes the context.
 */
export async function visit(browser, site, { first = false, viewport = { width: 1000, height: 900 }, colorScheme = 'light', ...more } = {}) {
  const options = { locale: 'en-GB', ...more };
  const free = resting(browser, site, options);
  const { context, stays } = first ? { context: await browser.newContext(options) } : free.pop() ?? await settled(browser, site, options);
  const page = await context.newPage();
  // Only what never comes is to fail: with both cores busy, a picture of a long page takes more than ten seconds.
  // For a page that never comes: a busy machine may take its time.
  page.setDefaultTimeout(120_000);
  await Promise.all([page.setViewportSize(viewport), page.emulateMedia({ colorScheme })]);
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'local_storage' });
  await session.detach();
  const done = async () => {
    if (first) return context.close();
    await Promise.all(context.pages().filter((one) => one !== stays).map((one) => one.close()));
    free.push({ context, stays });
  };
  return { page, done };
}

/** What the open pages of the test that runs said and asked for. */
const watched = new Map();

// A failure tells what was to be seen when it came: one that happens once in a thousand goes cannot be looked at again.
async function tell(result) {
  for (const [page, seen] of result.passed === false ? watched : []) {
    const shown = await page.locator('body').innerText({ timeout: 10_000 }).catch((error) => error.message);
    const focus = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)).catch((error) => error.message);
    const [errors, said, asked] = [seen.errors, seen.console, seen.requests.slice(-20)];
    result.diagnostic(JSON.stringify({ at: page.url(), focus, errors, said, asked, shown: shown.slice(0, 3000) }, null, 1));
  }
  watched.clear();
}

// The benchmarks and the screenshots open pages too, and are no tests.
if (process.env.NODE_TEST_CONTEXT) afterEach(tell);

/** What a page says and asks for from now on. */
export function watch(page) {
  const seen = { console: [], errors: [], requests: [] };
  watched.set(page, seen);
  page.on('close', () => watched.delete(page));
  page.on('console', (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('request', (request) => seen.requests.push(request.url()));
  return seen;
}

/**
 * Opens the page. `options.doh` is the resolver that the person chose before, and with `offered` one that only the address names;
 * `lines` are the parts of a report that are open, all of them unless told otherwise; the rest goes to the visit.
 */
export async function open(browser, site, { doh, path = '', offered = false, lines = LINES, ...options } = {}) {
  const { page, done } = await visit(browser, site, options);
  const seen = watch(page);
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
    /**
     * Waits for something. While the page goes on asking it is not late, since thousands of questions take a busy machine minutes: it is
     * when nothing was asked for as long as one thing may take.
     */
    async comes(locator, state = 'visible') {
      for (let asked = -1; ;) {
        const before = asked;
        asked = seen.requests.length;
        try {
          return await locator.waitFor({ state });
        } catch (error) {
          if (error.name !== 'TimeoutError' || asked === before) throw error;
        }
      }
    },
    /** The check is over. */
    done() {
      return this.comes(page.getByRole('button', { name: /^(Cancel|Stoppen)$/ }), 'detached');
    },
    /** The console is clean, nothing threw, and nothing was asked of anybody but the site and the resolver. */
    async close({ allowConsole = false } = {}) {
      await done();
      assert.deepEqual(seen.errors, [], 'no script error');
      if (!allowConsole) assert.deepEqual(seen.console, [], 'a clean console');
      const strangers = seen.requests.filter((url) => !url.startsWith(site.origin) && !(doh && url.startsWith(doh.url)));
      assert.deepEqual(strangers, [], 'no request to anybody else');
    },
  };
}
