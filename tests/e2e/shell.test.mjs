// Around the checks: without a network, with a new version, in both themes, by keyboard, and what is told besides.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const zone = JSON.parse(await fs.readFile(path.join(root, 'web/assets/examples/zone.json'), 'utf8'));
const artefacts = path.join(root, 'tests/e2e/artefacts');
const dist = path.join(root, 'dist');

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

/** Until the service worker has all that it keeps, and answers for this page. */
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.controller);
/** Every address in every cache of the site. */
const cached = (page) => page.evaluate(async () => {
  const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
  return (await Promise.all(caches.map((cache) => cache.keys()))).flat().map((request) => request.url);
});
const build = (page) => page.locator('meta[name=waxseal-build]').getAttribute('content');

test('after one visit the page works without a network, and says that there is none', async () => {
  const own = await startSite();
  const tab = await open(browser, own, { first: true, doh: { url: 'https://resolver.example/dns-query' } });
  await kept(tab.page);
  await tab.page.context().setOffline(true);
  await own.stop();
  await tab.page.getByText('You are offline. The examples work').waitFor();
  await tab.page.reload();
  await tab.page.getByText('You are offline. The examples work').waitFor();
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  const alerts = await tab.page.getByRole('alert').allInnerTexts();
  assert.deepEqual(alerts.filter((text) => text), [], 'the example asks nobody');
  await tab.check('example.com');
  await tab.page.getByText('You are offline, so DNS questions get no answer.').waitFor();
  await tab.page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
  await tab.verdict.getByText('example.com').first().waitFor();
  await tab.page.getByRole('link', { name: 'About' }).click();
  await tab.page.getByRole('heading', { name: 'About Waxseal' }).waitFor();
  await tab.page.getByRole('link', { name: 'Licences' }).click();
  await tab.page.getByRole('alert').getByText('This text is not on your device yet').waitFor();
  // Chromium itself writes failed fetches to the console.
  await tab.close({ allowConsole: true });
});

test('the service worker keeps files of the page, and neither sees nor keeps what DNS answers', async () => {
  const tab = await open(browser, site, { first: true, doh });
  await kept(tab.page);
  const workers = [];
  tab.page.context().on('serviceworker', (worker) => workers.push(worker));
  const seen = [];
  tab.page.context().on('request', (request) => { if (request.serviceWorker()) seen.push(request.url()); });
  await tab.check('nl365pro.com');
  await tab.verdict.getByText('nl365pro.com is not protected yet: its DMARC policy is none').waitFor();
  assert.ok(doh.questions.length > 0, 'DNS was asked');
  const urls = await cached(tab.page);
  assert.ok(urls.length > 10, 'there is something in the cache');
  assert.deepEqual(urls.filter((url) => !url.startsWith(site.url) || url.includes('dns')), []);
  assert.deepEqual(seen.filter((url) => url.startsWith(doh.url)), [], 'no question went through the service worker');
  await tab.close();
});

test('the checker of one language is kept, and another one once it is spoken', async () => {
  const tab = await open(browser, site, { first: true, doh });
  await kept(tab.page);
  const checkers = async (lang) => (await cached(tab.page)).filter((url) => url.includes(`/waxseal-worker-${lang}-`)).length;
  await holds(async () => assert.deepEqual([await checkers('en'), await checkers('nl')], [2, 0]));
  await tab.page.getByRole('combobox', { name: 'Language' }).selectOption('nl');
  await tab.page.waitForFunction(async () => (await caches.match(new URL('language', location.href)).then((said) => said.text())) === 'nl');
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.verdict.getByText('komt niet door de DMARC-controle').waitFor();
  await holds(async () => assert.equal(await checkers('nl'), 2));
  await tab.close();
});

test('a program that is kept is kept unpacked, and runs from there', async () => {
  const tab = await open(browser, site, { first: true, doh });
  await kept(tab.page);
  const types = await tab.page.evaluate(async () => {
    const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).matchAll()));
    return kept.flat().filter(({ headers }) => headers.get('content-type') === 'application/wasm').length;
  });
  assert.equal(types, 2, 'the page and its checker');
  await tab.page.reload();
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tab.close();
});

test('the list of public suffixes is kept once it was fetched', async () => {
  const tab = await open(browser, site, { first: true });
  await kept(tab.page);
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tab.page.waitForFunction(async () => await caches.match(new URL('public_suffix_list.dat', location.href)) !== undefined);
  await tab.close();
});

/** A copy of the site that is another build: its page and its checker differ, and so does every hash of them. */
async function anotherBuild() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waxseal-'));
  await fs.cp(dist, folder, { recursive: true });
  const read = (name) => fs.readFile(path.join(folder, name), 'utf8');
  const loader = (await fs.readdir(folder)).find((name) => name.startsWith('waxseal-checker-'));
  const other = 'waxseal-checker-0000000000000000.js';
  await fs.writeFile(path.join(folder, other), `${await read(loader)}\nself.build = "other";\n`);
  await fs.rm(path.join(folder, loader));
  const page = (await read('index.html')).replace(/waxseal-build content=\w+/, 'waxseal-build content=other').replace(loader, other);
  await fs.writeFile(path.join(folder, 'index.html'), page);
  const hash = `sha256-${createHash('sha256').update(page).digest('base64')}`;
  const worker = (await read('service-worker.js')).replace(/BUILD = "\w+"/, 'BUILD = "other"').replaceAll(loader, other)
    .replace(/"\.\/":"[^"]+"/, `"./":"${hash}"`);
  await fs.writeFile(path.join(folder, 'service-worker.js'), worker);
  return { folder, loader, other };
}

test('a new version is offered, taken at a press of a button, and never mixed with the old one', async () => {
  const { folder, loader, other } = await anotherBuild();
  const own = await startSite();
  const tab = await open(browser, own, { first: true });
  const first = await build(tab.page);
  await kept(tab.page);
  own.folder = folder;
  const from = tab.seen.requests.length;
  await tab.page.reload();
  await tab.page.getByText('There is a new version of this page.').waitFor();
  await holds(async () => assert.equal(await build(tab.page), first, 'the page that is open is still whole'));
  const asked = () => tab.seen.requests.slice(from).map((url) => path.basename(url));
  assert.ok(asked().includes(loader) && !asked().includes(other));
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  const reloaded = tab.seen.requests.length;
  await tab.page.getByRole('button', { name: 'Reload for the new version' }).click();
  await tab.page.waitForFunction(() => document.querySelector('meta[name=waxseal-build]')?.content === 'other');
  // What was checked stands there again.
  await tab.verdict.getByText('fails DMARC').waitFor();
  const then = tab.seen.requests.slice(reloaded).map((url) => path.basename(url));
  assert.ok(then.includes(other) && !then.includes(loader), 'the new page starts the new checker');
  await holds(async () => assert.equal(await tab.page.getByText('There is a new version').count(), 0));
  await tab.close();
  await own.stop();
  await fs.rm(folder, { recursive: true });
});

test('a new version that waited is there on the next load, without being asked for', async () => {
  const { folder } = await anotherBuild();
  const own = await startSite();
  const tab = await open(browser, own, { first: true });
  await kept(tab.page);
  own.folder = folder;
  await tab.page.reload();
  await tab.page.getByText('There is a new version of this page.').waitFor();
  await tab.page.reload();
  await tab.page.waitForFunction(() => document.querySelector('meta[name=waxseal-build]')?.content === 'other');
  await tab.close();
  await own.stop();
  await fs.rm(folder, { recursive: true });
});

test('a host that is half changed does not spoil what is kept', async () => {
  const { folder } = await anotherBuild();
  // The new service worker is there, and the page it speaks of is not.
  await fs.cp(path.join(dist, 'index.html'), path.join(folder, 'index.html'));
  const own = await startSite();
  const tab = await open(browser, own, { first: true });
  const first = await build(tab.page);
  await kept(tab.page);
  own.folder = folder;
  await tab.page.reload();
  await tab.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    while (registration.installing) await new Promise((done) => setTimeout(done, 50));
    if (registration.waiting) throw new Error('half a version was taken');
  });
  await tab.page.reload();
  await holds(async () => assert.equal(await build(tab.page), first));
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  // Chromium itself writes to the console that the file did not fit its hash.
  await tab.close({ allowConsole: true });
  await own.stop();
  await fs.rm(folder, { recursive: true });
});

test('a page of a build that is gone starts no other checker, and says so', async () => {
  const { folder, loader } = await anotherBuild();
  const own = await startSite();
  const tab = await open(browser, own, { first: true, serviceWorkers: 'block' });
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tab.page.route(`**/${loader}`, (route) => route.fulfill({ status: 404, body: '' }));
  own.folder = folder;
  await tab.page.reload();
  // The new page is whole. Playwright itself writes to the console that it blocks service workers.
  await holds(async () => assert.equal(await build(tab.page), 'other'));
  await tab.close({ allowConsole: true });
  const old = await open(browser, site, { first: true, serviceWorkers: 'block' });
  await old.page.route(`**/${loader}`, (route) => route.fulfill({ status: 404, body: '' }));
  await old.page.reload();
  await old.page.getByRole('alert').getByText('The checker could not be loaded').waitFor();
  await old.close({ allowConsole: true });
  await own.stop();
  await fs.rm(folder, { recursive: true });
});

test('the page is held to a strict policy, and its files to their hashes', async () => {
  const page = await fs.readFile(path.join(dist, 'index.html'), 'utf8');
  const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];
  assert.ok(page.indexOf('Content-Security-Policy') < page.indexOf('<script'), 'before the first script');
  for (const directive of ["default-src 'none'", "connect-src 'self'", "require-trusted-types-for 'script'", 'trusted-types waxseal', "base-uri 'none'", "form-action 'none'"]) {
    assert.ok(policy.split('; ').includes(directive), directive);
  }
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|https?:|data:|blob:/);
  const inline = [...page.matchAll(/<script(?![^>]*src=)[^>]*>([^]*?)<\/script>/g)].map(([, text]) => text);
  assert.equal(inline.length, 3, "trunk's start, the map of hashes, and what there is before the program");
  for (const text of inline) assert.ok(policy.includes(createHash('sha256').update(text).digest('base64')));
  const fetched = [...page.matchAll(/<(?:script|link)\b[^>]*(?:src|href)="?\.\/([\w.-]+\.(?:js|css))[^>]*>/g)];
  assert.equal(fetched.length, 1, 'the script of the page');
  const styles = page.match(/<style>([^]*?)<\/style>/)[1];
  assert.ok(policy.includes(`style-src 'self' 'sha256-${createHash('sha256').update(styles).digest('base64')}';`));
  for (const [tag, name] of fetched) {
    const hash = createHash('sha384').update(await fs.readFile(path.join(dist, name))).digest('base64');
    // The script of the page is a module: its hash stands in the map.
    assert.ok((tag.includes('modulepreload') ? page : tag).includes(`sha384-${hash}`), name);
  }
  const wasm = [...page.matchAll(/"\.\/([\w-]+\.wasm\.lzma)", "(sha384-[^"]+)"/g)];
  assert.deepEqual(wasm.map(([, name]) => name.replace(/-\w{16}\./, '.')), ['waxseal-web', 'waxseal-worker-en', 'waxseal-worker-nl'].map((name) => `${name}.wasm.lzma`));
  for (const [, name, told] of wasm) {
    const hash = createHash('sha384').update(await fs.readFile(path.join(dist, name))).digest('base64');
    // The second is that of what the service worker keeps.
    assert.equal(told.split(' ')[0], `sha384-${hash}`);
  }
});

/** Notes what is compiled, and how much of it. */
const countCompiled = () => {
  window.compiled = [];
  for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming']) {
    const own = WebAssembly[name];
    WebAssembly[name] = (...given) => {
      window.compiled.push(name);
      return own.apply(WebAssembly, given);
    };
  }
};
const changed = (body) => {
  const octets = Buffer.from(body);
  octets[octets.length >> 1] ^= 4;
  return octets;
};
/** A file of another program, packed whole. */
const other = async () => fs.readFile(path.join(dist, (await fs.readdir(dist)).find((name) => /^waxseal-set-up-en-\w+\.wasm\.lzma$/.test(name))));
const TAMPERED = {
  'a script with a line more': ['js', (body) => Buffer.concat([body, Buffer.from('\n')])],
  'a program with more behind it': ['lzma', (body) => Buffer.concat([body, Buffer.from('\0\x01\0')])],
  'a program with one bit changed': ['lzma', changed],
  'half a program': ['lzma', (body) => body.subarray(0, body.length >> 1)],
  'another program': ['lzma', other],
  'no program': ['lzma', () => Buffer.from('<!doctype html><title>There is no such page</title>')],
};
for (const [name, [ending, tamper]] of Object.entries(TAMPERED)) {
  test(`${name} does not run`, async () => {
    const tab = { page: await (await browser.newContext({ serviceWorkers: 'block' })).newPage(), said: [] };
    tab.page.on('console', (message) => tab.said.push(message.text()));
    tab.page.on('pageerror', (error) => tab.said.push(error.message));
    await tab.page.addInitScript(countCompiled);
    await tab.page.route(/waxseal-web-\w+\.(wasm\.lzma|js)$/, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      await route.fulfill({ response, body: route.request().url().endsWith(ending) ? await tamper(body) : body });
    });
    await tab.page.goto(site.url);
    await tab.page.getByRole('alert').getByText('The page could not be loaded whole.').waitFor();
    await holds(async () => assert.ok(tab.said.some((text) => /integrity|digest/i.test(text)), tab.said.join('; ')));
    assert.equal(await tab.page.locator('#check').count(), 0);
    if (ending === 'lzma') assert.deepEqual(await tab.page.evaluate(() => window.compiled), []);
    await tab.page.context().close();
  });
}

test('a checker of another build does not run, and is told of', async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waxseal-'));
  await fs.cp(dist, folder, { recursive: true });
  const [en, nl] = ['en', 'nl'].map((lang) => new RegExp(`^waxseal-worker-${lang}-\\w+\\.wasm\\.lzma$`));
  const names = await fs.readdir(folder);
  const its = (pattern) => names.find((name) => pattern.test(name));
  await fs.cp(path.join(folder, its(nl)), path.join(folder, its(en)));
  const own = await startSite();
  own.folder = folder;
  const tab = await open(browser, own, { first: true, serviceWorkers: 'block' });
  await tab.page.getByRole('alert').getByText('The checker could not be loaded').waitFor();
  await tab.page.context().close();
  await own.stop();
  await fs.rm(folder, { recursive: true });
});

test('where a browser has no hashes for scripts, it holds the files to theirs itself', async () => {
  // A name without a certificate is no secure place; so the service worker is missing too.
  const plain = await startBrowser(['--host-resolver-rules=MAP waxseal.test 127.0.0.1']);
  const url = site.url.replace('127.0.0.1', 'waxseal.test');
  const visit = async (tamper) => {
    const page = await (await plain.newContext({ locale: 'en-GB' })).newPage();
    if (tamper) {
      await page.route(/waxseal-web-\w+\.wasm\.lzma$/, async (route) => {
        const body = await fs.readFile(path.join(dist, path.basename(route.request().url())));
        await route.fulfill({ body: await tamper(body) });
      });
    }
    await page.goto(url);
    assert.equal(await page.evaluate(() => window.isSecureContext || 'subtle' in crypto && crypto.subtle !== undefined), false);
    return page;
  };
  const page = await visit();
  await page.getByRole('button', { name: /Mailchimp/ }).click();
  await page.getByRole('region', { name: 'Verdict' }).getByText('fails DMARC').waitFor();
  for (const tamper of [changed, other]) {
    const page = await visit(tamper);
    await page.getByRole('alert').getByText('The page could not be loaded whole.').waitFor();
    assert.equal(await page.locator('#check').count(), 0);
  }
  await plain.close();
});

test('scripts from strings are refused', async () => {
  const tab = await open(browser, site);
  const refused = await tab.page.evaluate(() => {
    const tried = {
      worker: () => new Worker('./waxseal-checker.js'),
      markup: () => { document.createElement('div').innerHTML = '<b>x</b>'; },
      policy: () => window.trustedTypes.createPolicy('other', {}),
      again: () => window.trustedTypes.createPolicy('waxseal', {}),
    };
    return Object.keys(tried).filter((name) => { try { tried[name](); return false; } catch { return true; } });
  });
  assert.deepEqual(refused, ['worker', 'markup', 'policy', 'again']);
  await tab.close({ allowConsole: true });
});

for (const [system, chosen, background] of [['light', 'dark', 'rgb(23, 21, 18)'], ['dark', 'light', 'rgb(250, 248, 243)']]) {
  test(`a ${chosen} theme on a ${system} system is there from the first line on`, async () => {
    const tab = await open(browser, site, { first: true, colorScheme: system });
    await tab.page.getByLabel('Theme').selectOption(chosen);
    const paper = () => tab.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await holds(async () => assert.equal(await paper(), background));
    // Whatever the page is like before its own program runs is what a person sees first.
    await tab.page.route(/waxseal-web-\w+\.wasm\.lzma$/, async (route) => {
      await tab.page.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)');
      tab.early = await paper();
      tab.drawn = await tab.page.locator('#check').count();
      await route.continue();
    });
    await tab.page.context().addInitScript(() => { delete Navigator.prototype.serviceWorker; });
    await tab.page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    });
    await tab.page.reload();
    await tab.page.locator('#check textarea').waitFor();
    assert.equal(tab.drawn, 0, 'the page has not drawn anything itself');
    assert.equal(tab.early, background, 'no flash of the other theme');
    await holds(async () => assert.equal(await paper(), background));
    await holds(async () => assert.equal(await tab.page.locator('meta[name=theme-color]').first().getAttribute('content'), chosen === 'dark' ? '#171512' : '#faf8f3'));
    await tab.page.getByLabel('Theme').selectOption('As the system');
    await holds(async () => assert.notEqual(await paper(), background));
    await tab.close();
  });
}

test('shortcuts do what their list says, and not while somebody types', async () => {
  const tab = await open(browser, site, { doh });
  const { keyboard } = tab.page;
  const box = tab.page.getByRole('textbox', { name: 'Message or domain' });
  const list = tab.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  // The second key counts for as long after the first as a person needs, however long a busy machine takes.
  await tab.page.clock.setFixedTime('2026-11-27T12:00:00Z');
  await keyboard.press('?');
  await list.waitFor();
  assert.deepEqual(await violations(tab.page, 'dialog'), []);
  await keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  await keyboard.press('g');
  await keyboard.press('a');
  await tab.page.getByRole('heading', { name: 'About Waxseal' }).waitFor();
  await keyboard.press('/');
  await box.and(tab.page.locator(':focus')).waitFor();
  await keyboard.type('g/?a');
  await holds(async () => assert.equal(await box.inputValue(), 'g/?a', 'typed, not obeyed'));
  await holds(async () => assert.equal(await list.isVisible(), false));
  await box.fill('nl365pro.com\n');
  await tab.page.getByRole('link', { name: 'Waxseal' }).focus();
  await keyboard.press('Control+Enter');
  await tab.verdict.getByText('nl365pro.com is not protected yet: its DMARC policy is none').waitFor();
  await keyboard.press('?');
  await list.getByRole('checkbox').uncheck();
  await list.getByRole('button', { name: 'Close' }).click();
  await keyboard.press('g');
  await keyboard.press('a');
  await keyboard.press('?');
  await holds(async () => assert.equal(await list.isVisible(), false, 'turned off'));
  await tab.page.reload();
  await box.waitFor();
  await tab.page.getByRole('link', { name: 'Waxseal' }).focus();
  await keyboard.press('?');
  await holds(async () => assert.equal(await list.isVisible(), false, 'and still off after a reload'));
  await tab.close();
});

test('the skip link leads past the header of every view', async () => {
  const tab = await open(browser, site);
  await tab.page.getByRole('link', { name: 'About' }).click();
  await tab.page.getByRole('heading', { name: 'About Waxseal' }).waitFor();
  await tab.page.getByRole('link', { name: 'Skip to the content' }).focus();
  await tab.page.keyboard.press('Enter');
  await tab.page.keyboard.press('Tab');
  await holds(async () => assert.equal(await tab.page.evaluate(() => document.activeElement.closest('main') !== null), true));
  await holds(async () => assert.ok(await tab.page.getByRole('heading', { name: 'About Waxseal' }).isVisible(), 'and stays in it'));
  await tab.close();
});

test('Escape stops a check', async () => {
  const own = await startDoh(zone);
  own.mode = 'never';
  const tab = await open(browser, site, { doh: own });
  await tab.check('nl365pro.com');
  const cancel = tab.page.getByRole('button', { name: 'Cancel' });
  await cancel.waitFor();
  await tab.page.keyboard.press('Escape');
  await cancel.waitFor({ state: 'detached' });
  await tab.close({ allowConsole: true });
  await own.stop();
});

test('a person without a mouse comes to a verdict', async () => {
  const tab = await open(browser, site, { doh });
  const { keyboard } = tab.page;
  const focused = () => tab.page.evaluate(() => document.activeElement?.textContent || document.activeElement?.getAttribute('aria-label'));
  await keyboard.press('Tab');
  await holds(async () => assert.equal(await focused(), 'Skip to the content'));
  await keyboard.press('Enter');
  for (let presses = 0; !/Message or domain/.test(await focused() ?? ''); presses += 1) {
    assert.ok(presses < 3, 'the box comes right after the skip link');
    await keyboard.press('Tab');
  }
  await keyboard.type('nl365pro.com');
  await keyboard.press('Enter');
  await tab.verdict.getByText('nl365pro.com is not protected yet: its DMARC policy is none').waitFor();
  await tab.close();
});

const PAPERS = { about: /About Waxseal|Over Waxseal/, developers: /For developers|Voor ontwikkelaars/, licences: /^(Licences|Licenties)$/, terms: /^(The terms|De begrippen)$/ };
for (const [width, colorScheme, locale] of [[360, 'light', 'en-GB'], [360, 'dark', 'nl-NL'], [1000, 'dark', 'en-GB'], [1600, 'light', 'nl-NL']]) {
  test(`long texts at ${width} px, ${colorScheme}, ${locale}: nothing scrolls sideways, and axe finds nothing`, async () => {
    const tab = await open(browser, site, { viewport: { width, height: 900 }, colorScheme, locale });
    for (const [name, heading] of Object.entries(PAPERS)) {
      await tab.page.evaluate((name) => { window.location.hash = name; }, name);
      await tab.page.getByRole('heading', { level: 1, name: heading }).waitFor();
      const scroll = await tab.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(scroll <= width, `${name} is ${scroll} px wide`);
      await tab.page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
      await tab.page.screenshot({ path: path.join(artefacts, `${name}-${width}-${colorScheme}.png`), fullPage: name !== 'licences' });
      assert.deepEqual(await violations(tab.page), [], name);
    }
    await tab.close();
  });
}

test('a long text follows the language', async () => {
  const tab = await open(browser, site);
  await tab.page.getByRole('link', { name: 'About' }).click();
  await tab.page.getByRole('heading', { name: 'About Waxseal' }).waitFor();
  await tab.page.getByLabel('Language').selectOption('nl');
  await tab.page.getByRole('heading', { name: 'Over Waxseal' }).waitFor();
  await tab.page.getByRole('link', { name: 'wat programma\'s ermee kunnen' }).click();
  await tab.page.getByRole('heading', { name: 'Voor ontwikkelaars' }).waitFor();
  await tab.close();
});

test('every crate of the page is named with its licence', async () => {
  const text = await fs.readFile(path.join(dist, 'licences.en.json'), 'utf8');
  for (const name of ['yew', 'wasm-bindgen', 'sha2', 'sha2', 'ed25519-dalek', 'nom', 'domain', 'serde']) {
    assert.ok(text.includes(`https://crates.io/crates/${name}/`), name);
  }
});

test('the example page checks a domain through the module', async () => {
  const tab = await open(browser, site);
  await tab.page.goto(`${site.url}example.html?doh=${encodeURIComponent(doh.url)}`);
  const look = async () => {
    await holds(async () => assert.deepEqual(await violations(tab.page), []));
  };
  // A resolver that only the link names is asked nothing before a person agrees.
  await tab.page.getByRole('alert').getByText(`This link chose the DNS resolver ${doh.url}`).waitFor();
  await look();
  await tab.page.getByRole('textbox').fill('nl365pro.com');
  await tab.page.getByRole('textbox').press('Enter');
  await holds(async () => assert.ok(await tab.page.getByRole('button', { name: /^Check/ }).isDisabled()));
  await tab.page.waitForTimeout(500);
  assert.deepEqual(tab.seen.requests.filter((url) => url.startsWith(doh.url)), [], 'nothing is asked');
  await tab.page.getByRole('button', { name: /^Use it for this visit/ }).click();
  await tab.page.getByRole('button', { name: /^Check/ }).click();
  await tab.page.getByText('DMARC: v=DMARC1;p=none').waitFor();
  await holds(async () => assert.equal(await tab.page.getByRole('alert').count(), 0));
  await look();
  assert.deepEqual(tab.seen.errors, []);
  assert.deepEqual(tab.seen.console, []);
  await tab.page.context().close();
});

test('the example page asks its own resolver where the one of a link was declined', async () => {
  const tab = await open(browser, site, { first: true });
  // The one of the list is answered here, by nobody: what counts is who is asked.
  await tab.page.context().route((url) => url.origin !== site.origin, (route) => route.abort());
  await tab.page.goto(`${site.url}example.html?doh=${encodeURIComponent(doh.url)}`);
  await tab.page.getByRole('button', { name: /^Do not use it/ }).click();
  await tab.page.getByRole('textbox').fill('nl365pro.com');
  await tab.page.getByRole('button', { name: /^Check/ }).click();
  await tab.page.getByText(/DNS questions: \d+/).waitFor();
  const strangers = tab.seen.requests.filter((url) => !url.startsWith(site.origin));
  assert.ok(strangers.length > 0, 'somebody is asked');
  assert.deepEqual(strangers.filter((url) => url.startsWith(doh.url)), [], 'and not whom the link chose');
  await tab.page.context().close();
});

test('the module answers like the page, and ends when it is told', async () => {
  const tab = await open(browser, site);
  await tab.page.goto(`${site.url}example.html`);
  const answers = await tab.page.evaluate(async (zone) => {
    const { checkDomain, checkSpf, checkMessage, stop } = await import('./waxseal.js');
    const now = '2026-11-23T00:00:00Z';
    const report = await checkDomain('nl365pro.com', { zone, now });
    const spf = await checkSpf({ ip: '40.107.21.72', mailFrom: 'a@nl365pro.com' }, { zone, now });
    const wrong = await checkMessage(1, { zone }).catch((error) => error.message);
    const never = checkDomain('nl365pro.com', { doh: 'https://127.0.0.1:9/' }).catch((error) => error.message);
    await checkSpf({ ip: '192.0.2.1' }, { zone, now });
    stop();
    return { policy: report.dmarc.policy, spf: spf.spf.result, wrong, never: await never, again: (await checkDomain('nl365pro.com', { zone, now })).kind };
  }, zone);
  assert.equal(answers.policy, 'none');
  assert.equal(answers.spf, 'pass');
  assert.match(answers.wrong, /must be a string or a Uint8Array/);
  assert.equal(answers.never, 'The check was stopped.');
  assert.equal(answers.again, 'domain');
  await tab.page.context().close();
});

test('the page can be installed', async () => {
  const manifest = JSON.parse(await fs.readFile(path.join(dist, 'manifest.webmanifest'), 'utf8'));
  assert.equal(manifest.start_url, './');
  assert.equal(manifest.scope, './');
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await fs.readFile(path.join(dist, src));
    assert.equal(type, 'image/png');
    assert.equal(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`, sizes, 'the size that the picture has');
  }
  const tab = await open(browser, site);
  const session = await tab.page.context().newCDPSession(tab.page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  await kept(tab.page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.map((error) => error.errorId).filter((id) => id !== 'in-incognito'), []);
  await tab.close();
});

test('an address that is none leads to the page, in two languages', async () => {
  const page = await (await browser.newContext({ colorScheme: 'dark' })).newPage();
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(`${site.url}nothing`);
  await page.getByText('Deze pagina bestaat niet').waitFor();
  await holds(async () => assert.deepEqual(await violations(page), []));
  await page.getByRole('link', { name: 'Go to it' }).click();
  await page.getByRole('textbox', { name: 'Message or domain' }).waitFor();
  assert.deepEqual(said.filter((text) => !/404/.test(text)), []);
  await page.context().close();
});
