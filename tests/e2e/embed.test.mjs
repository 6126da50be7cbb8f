// <waxseal-check>, as a help page or an intranet has it.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { startBrowser, visit, watch } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const zone = JSON.parse(await fs.readFile(path.join(root, 'web/assets/examples/zone.json'), 'utf8'));
const HOSTILE = '<img src=x onerror=alert(1)>';
zone['hostile.example'] = [{ TXT: 'v=spf1 mx -all' }, { MX: [10, 'mx.well.example'] }];
zone['_dmarc.hostile.example'] = [{ TXT: `v=DMARC1; p=reject; sp=${HOSTILE}` }];
zone['well.example'] = [{ TXT: 'v=spf1 mx -all' }, { MX: [10, 'mx.well.example'] }];
zone['_dmarc.well.example'] = [{ TXT: 'v=DMARC1; p=reject; rua=mailto:dmarc@well.example' }];
zone['mx.well.example'] = [{ A: '192.0.2.25' }];

let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

/** The page with the elements, the first of which has these attributes; both ask the resolver of the test. */
async function open(attributes = {}, options = {}) {
  const { page, done } = await visit(browser, site, options);
  const seen = watch(page);
  await page.goto(`${site.url}embed.html`);
  // What is in it comes when the first one is there.
  await page.getByRole('textbox').nth(1).waitFor();
  await page.evaluate(([url, attributes]) => {
    const all = [...document.querySelectorAll('waxseal-check')];
    // What a screen reader would say: each sentence that is put into the live region, and each alert.
    window.spoken = [];
    const heard = (changes) => {
      for (const { target, addedNodes } of changes) {
        const alerts = [...addedNodes].filter((node) => node.role === 'alert');
        const said = target.role === 'status' ? [target] : alerts;
        window.spoken.push(...said.map((node) => node.textContent).filter(Boolean));
      }
    };
    new MutationObserver(heard).observe(all[0].shadowRoot, { subtree: true, childList: true });
    window.results = [];
    addEventListener('result', ({ detail }) => window.results.push(detail));
    for (const element of all) element.setAttribute('doh', url);
    for (const [name, value] of Object.entries(attributes)) all[0].setAttribute(name, value);
  }, [doh.url, attributes]);
  const element = page.locator('waxseal-check').first();
  return {
    page,
    seen,
    element,
    headline: element.getByRole('heading', { level: 2 }),
    alert: element.getByRole('alert'),
    asked: () => seen.requests.filter((url) => url.startsWith(doh.url)).length,
    async check(domain) {
      await element.getByRole('textbox').fill(domain);
      await element.getByRole('button', { name: /^(Check|Controleren)$/ }).click();
    },
    async look() {
      assert.deepEqual(await violations(page), []);
    },
    /** Nothing threw, the console is clean, and nobody was asked but the site and the resolver. */
    async close() {
      await done();
      assert.deepEqual(seen.errors, []);
      assert.deepEqual(seen.console, []);
      assert.deepEqual(seen.requests.filter((url) => !url.startsWith(site.origin) && !url.startsWith(doh.url)), []);
    },
  };
}

for (const [width, colorScheme] of [[1000, 'light'], [1000, 'dark'], [360, 'light'], [360, 'dark']]) {
  test(`${width} px, ${colorScheme}: the form, the answer and a refusal fit, and axe finds nothing`, async () => {
    const tab = await open({}, { viewport: { width, height: 900 }, colorScheme });
    const fits = async () => {
      await holds(async () => assert.ok(await tab.page.evaluate(() => document.documentElement.scrollWidth) <= width));
      await tab.look();
    };
    await fits();
    await tab.check('nl365pro.com');
    await tab.headline.waitFor();
    await fits();
    await tab.check('a..b');
    await tab.alert.waitFor();
    await fits();
    await tab.close();
  });
}

test('it shows the answer, the first cause, the first step with its record, and leads to the full report', async () => {
  const tab = await open({ domain: 'nl365pro.com' });
  await tab.headline.getByText('nl365pro.com is not protected yet: its DMARC policy is none').waitFor();
  await holds(async () => assert.equal(await tab.element.getByRole('textbox').count(), 0, 'a given domain needs no form'));
  const chips = await tab.element.getByRole('listitem').allInnerTexts();
  assert.deepEqual(chips.map((chip) => chip.split(' ').slice(0, 2).join(' ')), ['DMARC ≠', 'SPF ✓', 'DKIM ≠'], 'a sign beside the colour');
  await tab.element.getByText('Mailchimp sends for this domain').first().waitFor();
  await tab.element.getByRole('heading', { level: 3, name: 'Publish this record' }).waitFor();
  await holds(async () => assert.match(await tab.element.locator('.record').innerText(), /k2\._domainkey\.nl365pro\.com\s+CNAME\s+dkim2\.mcsv\.net/));
  const [report] = await tab.page.evaluate(() => window.results);
  assert.deepEqual([report.kind, report.domain, report.dmarc.policy], ['domain', 'nl365pro.com', 'none']);
  await holds(async () => assert.match(await tab.page.locator('#said').innerText(), /nl365pro\.com, DMARC policy none/));
  const spoken = await tab.page.evaluate(() => window.spoken);
  assert.equal(spoken.length, 1, 'it speaks once');
  assert.match(spoken[0], /^nl365pro\.com is not protected yet/);
  await tab.element.getByRole('link', { name: 'Full report' }).click();
  await tab.page.waitForURL(`${site.url}#domain=nl365pro.com`);
  await tab.page.context().close();
});

test('what is copied is the name as panels want it, and the value', async () => {
  const tab = await open({ domain: 'nl365pro.com' }, { permissions: ['clipboard-read', 'clipboard-write'] });
  for (const [name, value] of [[/^Copy name/, 'k2._domainkey'], [/^Copy value/, 'dkim2.mcsv.net']]) {
    await tab.element.getByRole('button', { name }).click();
    await tab.element.getByRole('status').getByText(`Copied: ${value}`).waitFor();
    await holds(async () => assert.equal(await tab.page.evaluate(() => navigator.clipboard.readText()), value));
  }
  await tab.close();
});

test('by keyboard alone: the field, the button, the copy buttons and the link, in this order', async () => {
  const tab = await open();
  const { keyboard } = tab.page;
  await tab.page.getByRole('link', { name: 'How that works' }).focus();
  const focused = () => tab.page.evaluate(() => {
    const { shadowRoot } = document.activeElement;
    const at = shadowRoot?.activeElement;
    return at && (at.labels?.[0] ?? at).textContent;
  });
  await keyboard.press('Tab');
  await holds(async () => assert.equal(await focused(), 'Domain'));
  await keyboard.type('nl365pro.com');
  await keyboard.press('Enter');
  await tab.headline.waitFor();
  const order = [];
  for (let at = 0; at < 4; at += 1) {
    await keyboard.press('Tab');
    order.push(await focused());
  }
  assert.deepEqual(order, ['Check', 'Copy name', 'Copy value', 'Full report, with all steps']);
  await tab.close();
});

test('it speaks the language of what it stands in, or its own, and changes it without asking again', async () => {
  const tab = await open();
  const dutch = tab.page.locator('waxseal-check').nth(1);
  await dutch.getByLabel('Domein').fill('nl365pro.com');
  await dutch.getByRole('button', { name: 'Controleren' }).click();
  await dutch.getByText('nl365pro.com is nog niet beschermd: het DMARC-beleid is none').first().waitFor();
  await dutch.getByRole('link', { name: 'Volledig rapport' }).waitFor();
  await holds(async () => assert.equal(await dutch.getByRole('heading').first().evaluate((node) => node.closest('[lang]').lang), 'nl'));
  const asked = tab.asked();
  await dutch.evaluate((element) => { element.lang = 'en-GB'; });
  await dutch.getByText('nl365pro.com is not protected yet').first().waitFor();
  assert.equal(tab.asked(), asked);
  await holds(async () => assert.equal(await tab.page.evaluate(() => window.results.length), 1, 'it is the same result'));
  await dutch.evaluate((element) => { element.lang = 'nl'; });
  await dutch.getByRole('textbox').fill('a..b');
  await dutch.getByRole('button', { name: 'Controleren' }).click();
  await dutch.getByRole('alert').getByText('heeft een leeg label').waitFor();
  await tab.close();
});

test('while it checks it says so, to the eye alone, and is busy', async () => {
  doh.latency = 300;
  const tab = await open({ domain: 'nl365pro.com' });
  await tab.element.getByText('Checking nl365pro.com…').waitFor();
  await holds(async () => assert.equal(await tab.element.locator('[aria-busy=true]').count(), 1));
  await holds(async () => assert.deepEqual(await tab.page.evaluate(() => window.spoken), []));
  doh.latency = 0;
  await tab.headline.waitFor();
  await holds(async () => assert.equal(await tab.element.locator('[aria-busy=true]').count(), 0));
  await holds(async () => assert.equal(await tab.element.getByText('Checking').count(), 0));
  await tab.close();
});

test('a bad name is one sentence, told at its field, and gone with the next check', async () => {
  const tab = await open();
  await tab.check('a..b');
  await tab.alert.getByText('the domain name has an empty label').waitFor();
  const field = tab.element.getByRole('textbox');
  await holds(async () => assert.equal(await field.getAttribute('aria-invalid'), 'true'));
  const described = await field.evaluate((field) => field.getRootNode().getElementById(field.getAttribute('aria-describedby')).textContent);
  assert.match(described, /empty label/);
  await holds(async () => assert.deepEqual(await tab.page.evaluate(() => window.spoken.length), 1));
  assert.equal(tab.asked(), 0);
  await tab.check('');
  await tab.alert.waitFor();
  await tab.check('nl365pro.com');
  await tab.headline.waitFor();
  await holds(async () => assert.equal(await tab.alert.count(), 0));
  await holds(async () => assert.equal(await field.getAttribute('aria-invalid'), null));
  await tab.close();
});

test('a domain that does not exist is told, without chips', async () => {
  const tab = await open({ domain: 'nowhere.example' });
  await tab.headline.getByText('nowhere.example does not exist').waitFor();
  await holds(async () => assert.equal(await tab.element.getByRole('listitem').count(), 0));
  await holds(async () => assert.equal(await tab.element.getByText('does not exist').count(), 2, 'once to see, once to hear'));
  await tab.close();
});

test('where the resolver fails, that is said, and it can be tried again', async () => {
  doh.mode = 'servfail';
  const tab = await open({ domain: 'nl365pro.com' });
  await tab.alert.getByText('nl365pro.com could not be looked up. DNS gave no answer.').waitFor();
  await tab.look();
  doh.mode = 'ok';
  // An answer that failed is kept for five seconds.
  await tab.page.waitForTimeout(5_500);
  await tab.element.getByRole('button', { name: 'Try again' }).press('Enter');
  await tab.headline.getByText('nl365pro.com is not protected yet').waitFor();
  await tab.page.keyboard.press('Tab');
  await holds(async () => assert.match(await tab.page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent), /^Copy name/, 'the focus is where it was'));
  await holds(async () => assert.equal(await tab.alert.count(), 0));
  await tab.close();
});

test('a resolver that may not be asked is refused in the words of the checker', async () => {
  const tab = await open({ domain: 'nl365pro.com', doh: 'http://dns.example/' });
  await tab.alert.getByText('https').waitFor();
  await tab.close();
});

test('the attributes are followed: another domain, another resolver, and none', async () => {
  const tab = await open({ domain: 'nl365pro.com' });
  await tab.headline.getByText('nl365pro.com').waitFor();
  await tab.element.evaluate((element) => element.setAttribute('domain', 'mcsv.net'));
  await tab.headline.getByText('mcsv.net has no DMARC policy').waitFor();
  const asked = tab.asked();
  await tab.element.evaluate((element) => element.parentElement.append(element));
  await tab.page.waitForTimeout(300);
  assert.equal(tab.asked(), asked, 'to be moved in the page is no new check');
  await tab.page.evaluate(() => document.querySelectorAll('waxseal-check')[1].removeAttribute('domain'));
  const moved = tab.page.locator('waxseal-check').nth(1);
  await moved.getByRole('textbox').waitFor();
  await holds(async () => assert.equal(await moved.getByRole('heading').count(), 0));
  await tab.close();
});

test('only the last of several checks is shown', async () => {
  const tab = await open();
  await tab.element.evaluate(async (element) => {
    for (const domain of ['mcsv.net', 'nowhere.example', 'nl365pro.com']) {
      element.setAttribute('domain', domain);
      await new Promise((later) => setTimeout(later, 20));
    }
  });
  await tab.headline.getByText('nl365pro.com').waitFor();
  await holds(async () => assert.deepEqual(await tab.page.evaluate(() => window.results.map((report) => report.domain)), ['nl365pro.com']));
  await tab.close();
});

test('where nothing is wrong, that is said in place of a step', async () => {
  const tab = await open({ domain: 'well.example' });
  await tab.headline.getByText('well.example asks receivers to reject failing mail').waitFor();
  await tab.element.getByRole('heading', { level: 3, name: 'What to do' }).waitFor();
  await tab.element.getByText('no fault was found').waitFor();
  await holds(async () => assert.equal(await tab.element.locator('.record').count(), 0));
  await tab.element.getByRole('link', { name: 'Full report', exact: true }).waitFor();
  await tab.close();
});

test('what DNS says becomes text, and no element', async () => {
  const tab = await open({ domain: 'hostile.example' });
  await tab.headline.getByText('hostile.example').waitFor();
  await tab.element.getByText(HOSTILE).first().waitFor();
  await holds(async () => assert.equal(await tab.element.locator('img, script, iframe, [onerror]').count(), 0));
  await tab.close();
});

test('a finger finds every control', async () => {
  const tab = await open({}, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } });
  await tab.check('nl365pro.com');
  await tab.headline.waitFor();
  for (const control of await tab.element.locator('input, button, a').all()) {
    const { width, height } = await control.boundingBox();
    await holds(async () => assert.ok(width >= 44 && height >= 44, `${await control.innerText()}: ${width} by ${height}`));
  }
  await tab.close();
});

test('a variable of the page is its colour', async () => {
  const tab = await open({ domain: 'nl365pro.com' });
  await tab.headline.waitFor();
  await tab.element.evaluate((element) => element.style.setProperty('--waxseal-ink', 'rgb(1, 2, 3)'));
  await holds(async () => assert.equal(await tab.headline.evaluate((node) => getComputedStyle(node).color), 'rgb(1, 2, 3)'));
  await tab.close();
});

test('a page that imports the module and has no element fetches nothing for it; Node imports it too', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${site.url}example.html`);
  await page.waitForFunction(() => customElements.get('waxseal-check'));
  await page.waitForTimeout(300);
  assert.deepEqual(requests.filter((url) => /embed|checker|wasm/.test(url)), []);
  await context.close();
  const module = await import(path.join(root, 'web/assets/waxseal.js'));
  assert.equal(typeof module.checkDomain, 'function');
});

test('without a checker it says so in the language of the element', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await context.route(/waxseal-checker/, (route) => route.abort());
  await page.goto(`${site.url}embed.html`);
  const dutch = page.locator('waxseal-check').nth(1);
  await dutch.getByRole('textbox').fill('nl365pro.com');
  await dutch.getByRole('button', { name: 'Controleren' }).click();
  await dutch.getByRole('alert').getByText('De controlemodule kon niet geladen worden.').waitFor();
  await context.close();
});
