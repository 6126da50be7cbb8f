// Sharing, saving and printing a report: what leaves the page is shown before, and comes back the same.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const artefacts = path.join(root, 'tests/e2e/artefacts');
const example = (name) => fs.readFile(path.join(root, 'web/assets/examples', name), 'utf8');
const zone = JSON.parse(await example('zone.json'));
const mailchimp = await example('mailchimp-to-gmail.txt');
/** Everything personal that the message names, in every place where the world puts it. */
const PERSONAL = ['jaapwess', 'lunchplan', 'Wesselius', 'x7q9w2', 'laptop-jaap'];
const message = `Received: from mail248.suw18.rsgsv.net ([198.2.181.248]) by mx.google.com with ESMTPS id x7q9w2 for <jaapwess@gmail.com>; Mon, 23 Nov 2026 10:00:02 +0000
${mailchimp.trimEnd()}
Received: from laptop-jaap (unknown [203.0.113.9]) by mail248.suw18.rsgsv.net with ESMTPSA id x7q9w2; Mon, 23 Nov 2026 10:00:00 +0000
From: "Jaap Wesselius" <jaapwess@nl365pro.com>
To: Jaap Wesselius <jaapwess@gmail.com>
Subject: A lunchplan for Wesselius
Message-ID: <x7q9w2@nl365pro.com>
List-Unsubscribe: <https://nl365pro.com/u?id=x7q9w2&to=jaapwess%40gmail.com>
X-Note: lunchplan
`;
const MAX_LINK = 8_000;

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

const pack = (text) => zlib.deflateRawSync(Buffer.from(text)).toString('base64url');
const unpack = (link) => zlib.inflateRawSync(Buffer.from(link.split('#report=')[1], 'base64url')).toString();
const tools = (tab) => tab.page.getByRole('group', { name: /^(This report|Dit rapport)$/ });
const sharing = (tab) => tab.region('Share this report');
const linkOf = async (tab) => {
  await sharing(tab).getByRole('textbox', { name: 'Link' }).waitFor();
  return sharing(tab).getByRole('textbox', { name: 'Link' }).inputValue();
};

/** What a button saves of a report that is whole: the name of the file and what is in it. */
async function saved(tab, button) {
  await tab.done();
  const [download] = await Promise.all([tab.page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: await fs.readFile(await download.path(), 'utf8') };
}

/** The page with what is copied kept, since a closed browser's clipboard is nobody's. */
async function withClipboard(options) {
  const tab = await open(browser, site, { ...options, permissions: ['clipboard-read', 'clipboard-write'] });
  tab.clipboard = () => tab.page.evaluate(() => navigator.clipboard.readText());
  return tab;
}

test('a message is shared, seen before, and opened in another browser without a question', async () => {
  const tab = await withClipboard({ doh });
  await tab.check(message);
  await tab.verdict.getByText('fails DMARC for nl365pro.com').waitFor();
  await tools(tab).getByRole('button', { name: 'Share' }).click();
  const link = await linkOf(tab);
  assert.ok(link.startsWith(`${site.url}#report=`), 'only the fragment carries it');
  assert.ok(link.length <= MAX_LINK, `${link.length}`);
  const text = unpack(link);
  for (const secret of PERSONAL) {
    assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), `${secret} is not in the link`);
    assert.ok(!link.includes(Buffer.from(secret).toString('base64url')), secret);
  }
  const shown = await sharing(tab).getByRole('region', { name: 'Exactly what is shared' }).textContent();
  assert.deepEqual(JSON.parse(shown), JSON.parse(text), 'what is shown is what is shared');
  await sharing(tab).getByRole('button', { name: 'Copy the link' }).click();
  await tab.page.getByText('Copied: http').waitFor();
  await holds(async () => assert.equal(await tab.clipboard(), link));
  const headline = await tab.verdict.getByRole('heading', { level: 1 }).innerText();
  const picture = await tab.region('Why').getByRole('list').innerText();
  await tab.close();

  const other = await open(browser, site, { doh, path: new URL(link).hash });
  await other.verdict.getByText(headline).waitFor();
  const notes = await other.page.getByRole('note').first().textContent();
  assert.match(notes, /^\s*Shared: worked out in another browser on \d{4}-\d\d-\d\d \d\d:\d\d UTC, and not checked here\./);
  assert.match(notes, /Masked in it: the part of each address before the @; the Subject;/);
  const there = await other.region('Why').getByRole('list').innerText();
  assert.equal(there, picture.replaceAll('recomputed here', 'recomputed there'), 'the same states');
  await holds(async () => assert.ok(!(await other.page.locator('body').innerText()).includes('recomputed here')));
  await holds(async () => assert.equal(await other.page.getByRole('region', { name: 'What if' }).count(), 0, 'nothing that needs the message'));
  await holds(async () => assert.equal(await other.page.getByRole('button', { name: 'See it with these records' }).count(), 0));
  assert.deepEqual(other.seen.requests.filter((url) => url.startsWith(doh.url)), [], 'no question');
  await other.page.getByRole('button', { name: 'Check again with today’s DNS' }).click();
  await other.page.getByText(/^Checked here, with DNS as it is today/).waitFor();
  await other.verdict.getByText(headline).waitFor();
  assert.ok(other.seen.requests.some((url) => url.startsWith(doh.url)), 'now DNS is asked');
  await other.region('Why').getByText('recomputed here').first().waitFor();
  await other.close();
});

test('each kind of mask can be left off, by keyboard', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(message);
  await tools(tab).getByRole('button', { name: 'Share' }).press('Enter');
  const before = await linkOf(tab);
  const subject = sharing(tab).getByRole('switch', { name: 'the Subject' });
  await holds(async () => assert.equal(await subject.getAttribute('aria-checked'), 'true'));
  await subject.focus();
  await tab.page.keyboard.press('Space');
  await sharing(tab).getByText('shown', { exact: true }).waitFor();
  await holds(async () => assert.equal(await subject.getAttribute('aria-checked'), 'false'));
  await holds(async () => assert.ok(await subject.evaluate((button) => button === document.activeElement), 'the focus stays'));
  await tab.page.waitForFunction((before) => document.querySelector('.share-link input')?.value !== before, before);
  const text = unpack(await linkOf(tab));
  assert.equal(JSON.parse(text).summary.subject, 'A lunchplan for Wesselius');
  assert.deepEqual(JSON.parse(text).masked, ['addresses', 'names', 'ids', 'texts']);
  assert.ok(!text.includes('jaapwess'));
  await tools(tab).getByRole('button', { name: 'Share' }).click();
  await sharing(tab).waitFor({ state: 'detached' });
  await tab.close();
});

test('a link with a domain checks it, and several make a table', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('nl365pro.com');
  await tab.verdict.getByText('is not protected yet').waitFor();
  await tools(tab).getByRole('button', { name: 'Share' }).click();
  const link = await linkOf(tab);
  assert.equal(link, `${site.url}#domain=nl365pro.com`);
  await tab.close();
  const other = await open(browser, site, { doh, path: new URL(link).hash });
  await other.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  await holds(async () => assert.equal(await other.page.getByRole('textbox', { name: 'Message or domain' }).inputValue(), 'nl365pro.com'));
  // What is checked by hand takes the place of the link in the address, and a view of the page keeps its own.
  await other.check('mcsv.net');
  await other.verdict.getByText('mcsv.net').first().waitFor();
  await other.page.waitForFunction(() => location.hash === '#domain=mcsv.net');
  await other.page.evaluate(() => { location.hash = '#about'; });
  await other.page.getByRole('heading', { name: 'About Waxseal' }).waitFor();
  // For several names a person says so first.
  await other.page.evaluate(() => { location.hash = '#domain=nl365pro.com,mcsv.net'; });
  await other.page.getByText('A link put this into the box. Nothing has been asked').waitFor();
  await holds(async () => assert.equal(await other.page.getByRole('textbox', { name: 'Message or domain' }).inputValue(), 'nl365pro.com,mcsv.net'));
  await other.page.getByRole('button', { name: 'Check', exact: true }).click();
  await other.page.getByRole('columnheader', { name: 'Domain' }).waitFor();
  await other.page.getByText('mcsv.net').first().waitFor();
  await other.close();
});

const hash = (tab) => tab.page.evaluate(() => location.hash);
const at = (tab, fragment) => tab.page.waitForFunction((fragment) => location.hash === fragment, fragment);

test('every result has an address: back, forward and reload lead to it', async () => {
  const tab = await open(browser, site, { doh });
  const questions = () => tab.seen.requests.filter((url) => url.startsWith(doh.url)).length;
  await tab.check('nl365pro.com');
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  await at(tab, '#domain=nl365pro.com');
  await tab.check('mcsv.net');
  await tab.verdict.getByText('mcsv.net').first().waitFor();
  await at(tab, '#domain=mcsv.net');
  await tab.page.goBack();
  await tab.verdict.getByText('nl365pro.com').first().waitFor();
  await holds(async () => assert.equal(await tab.page.getByRole('textbox', { name: 'Message or domain' }).inputValue(), 'nl365pro.com'));
  // A view of the page leads back to the report that stands there, and nothing is asked anew for that.
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  await tab.page.waitForFunction(() => !document.querySelector('.progress button'));
  const before = questions();
  await tab.page.getByRole('link', { name: 'About', exact: true }).click();
  await tab.page.getByRole('heading', { name: 'About Waxseal' }).waitFor();
  await tab.page.getByRole('link', { name: 'Check', exact: true }).click();
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  await holds(async () => assert.equal(await hash(tab), '#domain=nl365pro.com'));
  assert.equal(questions(), before);
  await tab.page.reload();
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  await holds(async () => assert.equal(await hash(tab), '#domain=nl365pro.com'));
  // The name of the page leads to where nothing was checked yet, once nothing is under way.
  await tab.done();
  await tab.page.getByRole('link', { name: 'Waxseal' }).click();
  await tab.verdict.waitFor({ state: 'detached' });
  await holds(async () => assert.equal(await hash(tab), ''));
  await tab.close();
});

test('what stays on this machine has an address without anything in it', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(message);
  await tab.verdict.getByText('fails DMARC').waitFor();
  const headline = await tab.verdict.getByRole('heading', { level: 1 }).innerText();
  await at(tab, '#result');
  await tab.check('mcsv.net');
  await at(tab, '#domain=mcsv.net');
  await tab.page.goBack();
  await tab.verdict.getByText(headline).waitFor();
  await holds(async () => assert.equal(await hash(tab), '#result'));
  await tab.page.reload();
  await tab.verdict.getByText(headline).waitFor();
  await tab.page.goBack();
  await tab.verdict.waitFor({ state: 'detached' });
  await holds(async () => assert.equal(await hash(tab), ''));
  await tab.close();
});

test('what is typed while a check runs is not what the address leads back to', async () => {
  const tab = await open(browser, site, { doh });
  doh.latency = 400;
  await tab.check(message);
  await tab.verdict.waitFor();
  await tab.page.getByRole('textbox', { name: 'Message or domain' }).fill('something else');
  await tab.verdict.getByText('fails DMARC').waitFor({ timeout: 120_000 });
  doh.latency = 0;
  await at(tab, '#result');
  await tab.check('mcsv.net');
  await at(tab, '#domain=mcsv.net');
  await tab.page.goBack();
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tab.close();
});

test('a list that a person asked for comes back without being asked for again', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('nl365pro.com\nmcsv.net');
  await tab.page.getByRole('columnheader', { name: 'Domain' }).waitFor();
  await at(tab, '#domain=nl365pro.com,mcsv.net');
  await tab.page.reload();
  await tab.page.getByRole('columnheader', { name: 'Domain' }).waitFor();
  await tab.close();
});

const asked = (tab) => tab.seen.requests.filter((url) => url.startsWith(doh.url));
const kept = (tab) => tab.page.evaluate(() => localStorage.getItem('waxseal.resolver'));

test('a resolver in the address is only offered, for this visit, and nothing is asked before', async () => {
  const tab = await open(browser, site, { doh, offered: true, path: '#domain=nl365pro.com' });
  const offer = tab.page.getByRole('alert').filter({ hasText: `This link chose the DNS resolver ${doh.url}` });
  await offer.waitFor();
  await tab.check('nl365pro.com');
  await tab.page.waitForTimeout(500);
  assert.deepEqual(asked(tab), [], 'nothing is asked');
  await offer.getByRole('button', { name: 'Use it for this visit' }).click();
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  assert.ok(asked(tab).length > 0);
  await holds(async () => assert.ok(!(await kept(tab)).startsWith(doh.url), 'it is not kept'));
  await tab.close();
});

test('a resolver can be tried before it is used: who may ask it, and what it says of DNSSEC', async () => {
  const signed = { 'example.org': [{ TXT: ['v=spf1 -all'] }, { AD: true }] };
  const [other, wrong, closed] = await Promise.all([startDoh(signed), startDoh(signed), startDoh(signed)]);
  [wrong.mode, closed.mode] = ['garbage', 'no-cors'];
  const tab = await open(browser, site, { doh });
  await tab.page.getByRole('combobox', { name: 'DNS resolver' }).selectOption({ label: 'Another…' });
  const field = tab.page.getByRole('combobox', { name: /^Address of the resolver/ });
  const trying = async (url, told) => {
    await field.fill(url);
    await tab.page.getByRole('button', { name: 'Try it' }).click();
    await tab.page.getByText(told).waitFor();
  };
  await trying('http://resolver.example/', /cannot be used/);
  assert.deepEqual(other.questions, []);
  await trying(other.url, 'says that DNSSEC validated the answer');
  assert.deepEqual(other.questions, ['TXT example.org'], 'one question tells');
  await trying(doh.url, 'does not say that DNSSEC validated');
  await trying(wrong.url, 'gave no answer that can be used');
  await trying(closed.url, 'does not let web pages read its answers');
  await holds(async () => assert.equal(await kept(tab), doh.url, 'trying is not choosing'));
  await field.fill(other.url);
  await tab.page.getByRole('button', { name: 'Use it', exact: true }).click();
  await field.waitFor({ state: 'detached' });
  await holds(async () => assert.ok((await kept(tab)).startsWith(other.url)));
  // More than one resolver was asked here, and the browser notes in its console what it kept from the page.
  await tab.page.context().close();
  await Promise.all([other, wrong, closed].map((server) => server.stop()));
});

test('beside such a resolver a link checks nothing by itself, and a refused address is told', async () => {
  const tab = await open(browser, site, { doh, offered: true, path: '#domain=nl365pro.com' });
  await tab.page.getByRole('button', { name: 'Use it for this visit' }).click();
  await tab.page.getByText('A link put this into the box. Nothing has been asked').waitFor();
  assert.deepEqual(asked(tab), []);
  await tab.close();
  const refused = await open(browser, site, { doh: { url: 'http://resolver.example/dns-query' }, offered: true });
  await refused.page.getByRole('alert').getByText(/names a DNS resolver\. That DNS resolver cannot be used/).waitFor();
  await refused.close();
});

test('in a frame of somebody else a link checks nothing by itself', async () => {
  const stranger = http.createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>x</title><iframe width="900" height="900" src="${site.url}#check=nl365pro.com"></iframe>`);
  });
  await new Promise((ready) => stranger.listen(0, '127.0.0.1', ready));
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  // There the browser hands out no storage, so the resolver is the first of the list.
  let questions = 0;
  await context.route('https://cloudflare-dns.com/**', (route) => {
    questions += 1;
    return route.abort();
  });
  await page.goto(`http://localhost:${stranger.address().port}/`);
  const inside = page.frameLocator('iframe');
  await inside.getByText('A link put this into the box. Nothing has been asked').waitFor();
  assert.equal(questions, 0);
  await inside.getByRole('button', { name: 'Check', exact: true }).click();
  await inside.getByText(/DNS questions got no answer/).waitFor();
  assert.ok(questions > 0, 'a press of the button asks');
  await context.close();
  stranger.closeAllConnections();
  await new Promise((done) => stranger.close(done));
});

test('a report made by hand wears no seal and hands nothing over to be published', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(mailchimp);
  await tab.verdict.getByText('fails DMARC').waitFor();
  const file = await saved(tab, tools(tab).getByRole('button', { name: 'Save as JSON' }));
  await tab.close();
  const report = JSON.parse(file.text);
  report.verdict = { code: 'pass', basis: 'recomputed' };
  const other = await open(browser, site, { path: `#report=${pack(JSON.stringify(report))}` });
  await other.verdict.getByText('passes DMARC').waitFor();
  await other.verdict.getByRole('img', { name: 'The seal is blank' }).waitFor();
  await other.page.getByText(/^Shared: .*, and not checked here\.$/).waitFor();
  await holds(async () => assert.equal(await other.page.locator('[data-copy]').count(), 1, 'only the whole of it, which says so, is copied'));
  await other.close();
});

test('too much for a link is offered as a file, which opens again', async () => {
  const tab = await open(browser, site, { doh });
  const long = Array.from({ length: 300 }, (_, n) =>
    `Received: from a${n * 7919}.mail${n}.example ([192.0.2.${n % 250}]) by b${n * 104729}.example with ESMTPS; Mon, 23 Nov 2026 10:${String(n % 60).padStart(2, '0')}:00 +0000`);
  await tab.paste(`${long.join('\n')}\n${message}`);
  await tab.verdict.getByText('nl365pro.com').first().waitFor();
  await tools(tab).getByRole('button', { name: 'Share' }).click();
  await sharing(tab).getByText(/A link would have [\d,. ]+ characters/).waitFor();
  await holds(async () => assert.equal(await sharing(tab).getByRole('textbox', { name: 'Link' }).count(), 0));
  const file = await saved(tab, sharing(tab).getByRole('button', { name: 'Save as a file' }));
  assert.equal(file.name, 'waxseal-shared.json');
  for (const secret of PERSONAL) assert.ok(!file.text.toLowerCase().includes(secret.toLowerCase()), secret);
  const headline = await tab.verdict.getByRole('heading', { level: 1 }).innerText();
  await tab.close();
  const other = await open(browser, site);
  await other.page.getByLabel('Open a saved message').setInputFiles({
    name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text),
  });
  await other.verdict.getByText(headline).waitFor();
  await other.page.getByText(/^Shared: worked out in another browser/).waitFor();
  await other.close();
});

test('hostile fragments get a clear sentence', async () => {
  const report = JSON.parse(unpack((await (async () => {
    const tab = await open(browser, site, { doh });
    await tab.check(mailchimp);
    await tab.verdict.getByText('fails DMARC').waitFor();
    await tools(tab).getByRole('button', { name: 'Share' }).click();
    const link = await linkOf(tab);
    await tab.close();
    return link;
  })())));
  const bad = /This link cannot be read/;
  const other = /not one that this version of Waxseal can read/;
  const cases = {
    empty: ['', bad],
    'no base64': ['***', bad],
    'half a text': [pack(JSON.stringify(report)).slice(0, 900), bad],
    'no deflate': [Buffer.from('hello, world; this is not packed').toString('base64url'), bad],
    'no report': [pack('From: a@b.example\n'), bad],
    'no UTF-8': [zlib.deflateRawSync(Buffer.from([0xff, 0xfe, 0x7b])).toString('base64url'), bad],
    'a bomb': [pack(' '.repeat(40_000_000)), bad],
    'a deep one': [pack(`{"schema":1,"kind":"message","x":${'['.repeat(100_000)}`), bad],
    'another version': [pack(JSON.stringify({ ...report, schema: 2 })), other],
    'a wrong type': [pack(JSON.stringify({ ...report, hops: 7 })), other],
    'an unknown word': [pack(JSON.stringify({ ...report, verdict: { code: 'splendid' } })), other],
    'too long': ['A'.repeat(200_000), bad],
    'not even percent-encoded': ['%E0%A4%A', bad],
  };
  const tab = await open(browser, site, { doh });
  const follow = (fragment) => tab.page.evaluate((fragment) => { location.hash = fragment; }, fragment);
  const alert = async (fragment, sentence) => {
    await follow(`#${fragment}`);
    await tab.page.getByRole('alert').getByText(sentence).waitFor()
      .catch((error) => { throw new Error(`${fragment.slice(0, 60)}: ${error}`); });
    // And the page works on.
    await follow('#check=nl365pro.com');
    await tab.page.getByRole('alert').filter({ hasText: sentence }).waitFor({ state: 'detached' });
  };
  for (const [packed, sentence] of Object.values(cases)) await alert(`report=${packed}`, sentence);
  for (const names of ['', '%00', 'From:%20a@b.example', '<script>alert(1)</script>', '%E0%A4%A', 'a..b', 'javascript:alert(1)']) {
    await alert(`check=${names}`, /should carry the name of a domain/);
  }
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  await tab.close();
});

test('a made-up report is text and leads nowhere', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(mailchimp);
  await tab.verdict.getByText('fails DMARC').waitFor();
  const file = await saved(tab, tools(tab).getByRole('button', { name: 'Save as JSON' }));
  await tab.close();
  const script = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const report = JSON.parse(file.text);
  report.summary.subject = script;
  report.claims[0].authservId = script;
  report.diagnosis[0].fixes[0].page = 'javascript:window.hacked=1';
  report.diagnosis[0].fixes[1].page = 'https://evil.example/';
  report.hops = [{ ...hop, from: script, by: script }];
  const other = await open(browser, site, { doh, path: `#report=${pack(JSON.stringify(report))}` });
  await other.page.getByText(/^Shared: worked out/).waitFor();
  await other.region('Path').getByText('onerror').waitFor();
  await holds(async () => assert.equal(await other.page.evaluate(() => window.hacked), undefined));
  const links = await other.page.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.ok(links.every((href) => !href.includes('evil') && !href.startsWith('javascript')), `${links}`);
  await other.close();
});

const hop = {
  from: null, ip: null, by: null, with: null, id: null, for: null, envelopeFrom: null, at: null, delaySeconds: null,
  tls: null, internal: false, entry: false, extended: false, line: 1,
};

test('JSON is replayed by the JS API, dropped in, and pasted', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(message);
  await tab.verdict.getByText('fails DMARC').waitFor();
  const file = await saved(tab, tools(tab).getByRole('button', { name: 'Save as JSON' }));
  assert.equal(file.name, 'waxseal-message.json');
  const report = JSON.parse(file.text);
  const again = await tab.page.evaluate(([text, zone]) => window.wasmBindings.checkMessage(text, { zone, now: zone.checkedAt }), [message, report]);
  // The public suffixes may come after the first report; all else is the same.
  assert.deepEqual({ ...again, dmarc: { ...again.dmarc, rfc7489: null } }, { ...report, dmarc: { ...report.dmarc, rfc7489: null } });
  await tab.paste(file.text);
  await tab.page.getByText(/^Shared: worked out in another browser/).waitFor();
  await holds(async () => assert.ok(!(await tab.page.getByRole('note').first().innerText()).includes('Masked in it'), 'nothing is masked in a saved report'));
  await tab.close();
});

test('a saved domain is worked out again from its own answers', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('nl365pro.com');
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  const one = await saved(tab, tools(tab).getByRole('button', { name: 'Save as JSON' }));
  const table = await saved(tab, tools(tab).getByRole('button', { name: 'Save as CSV' }));
  assert.match(table.text, /^name,type,status,answer,ttl,authenticated\r\n/);
  assert.match(table.text, /\r\nnl365pro\.com,TXT,noerror,v=spf1 include:spf/);
  await tab.check('nl365pro.com\nmcsv.net');
  await tab.page.getByText('mcsv.net').first().waitFor();
  await tab.page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2);
  const two = await saved(tab, tools(tab).getByRole('button', { name: 'Save as JSON' }));
  await tab.close();
  const other = await open(browser, site, { doh });
  const file = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await other.page.getByLabel('Open a saved message').setInputFiles(file(one.name, one.text));
  await other.page.getByText(/^Saved on \d{4}-\d\d-\d\d .* worked out again from the DNS answers that came with it/).waitFor();
  await other.verdict.getByText(/nl365pro\.com is not protected yet/).waitFor();
  const copy = await saved(other, tools(other).getByRole('button', { name: 'Save as JSON' }));
  assert.deepEqual(JSON.parse(copy.text), JSON.parse(one.text));
  await other.page.getByLabel('Open a saved message').setInputFiles(file(two.name, two.text));
  await other.page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2);
  assert.deepEqual(other.seen.requests.filter((url) => url.startsWith(doh.url)), [], 'no question');
  await other.close();
});

test('a ticket in Markdown, in the language of the page', async () => {
  const tab = await withClipboard({ doh });
  await tab.check(message.replace('A lunchplan', '<b>|`x`\\| [l](https://evil.example)'));
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tools(tab).getByRole('button', { name: 'Copy as Markdown' }).click();
  await tab.page.getByText('Copied: # This message fails DMARC').waitFor();
  const text = await tab.clipboard();
  assert.match(text, /^# This message fails DMARC for nl365pro\.com\n/);
  assert.match(text, /\| SPF \| `mail248\.suw18\.rsgsv\.net` \| `pass` \|/);
  assert.match(text, /- Subject: ``<b>\\\|`x`\\ \\\| \[l\]\(https:\/\/evil\.example\) for Wesselius``/);
  await tab.page.getByRole('combobox', { name: 'Language' }).selectOption('nl');
  await tab.verdict.getByText('komt niet door de DMARC-controle').waitFor();
  await tools(tab).getByRole('button', { name: 'Kopieer als Markdown' }).click();
  await tab.page.getByText('Gekopieerd: # Dit bericht').waitFor();
  await holds(async () => assert.match(await tab.clipboard(), /^# Dit bericht komt niet door de DMARC-controle van nl365pro\.com\n/));
  const table = await saved(tab, tools(tab).getByRole('button', { name: 'Bewaar als CSV' }));
  assert.match(table.text, /^mechanism,domain,selector,.*\r\nspf,mail248\.suw18\.rsgsv\.net,,/);
  await tab.close();
});

test('on paper: everything unfolded, no button, and where links lead', async () => {
  const tab = await open(browser, site, { doh, colorScheme: 'dark' });
  await tab.check(message);
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tools(tab).getByRole('button', { name: 'Share' }).click();
  await linkOf(tab);
  const printed = tab.page.evaluate(() => new Promise((done) => { window.print = () => done(true); }));
  await tools(tab).getByRole('button', { name: 'Print' }).click();
  await holds(async () => assert.ok(await printed));
  const folded = await tab.page.locator('details:not([open])').count();
  assert.ok(folded > 0);
  await tab.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await holds(async () => assert.equal(await tab.page.locator('details:not([open])').count(), 0));
  await tab.page.emulateMedia({ media: 'print' });
  for (const kind of ['button', 'select', 'input', 'textarea', 'form']) {
    const shown = await tab.page.locator(`${kind}:visible`).count();
    assert.equal(shown, 0, `${kind} on paper`);
  }
  const ink = await tab.page.evaluate(() => getComputedStyle(document.body).color);
  assert.equal(ink, 'rgb(33, 29, 24)', 'dark ink on paper, from a dark screen too');
  const after = await tab.page.locator('a[href^="https:"]:visible').first()
    .evaluate((link) => getComputedStyle(link, '::after').content);
  assert.match(after, /https:\/\//);
  await tab.page.screenshot({ path: path.join(artefacts, 'paper.png'), fullPage: true });
  await tab.page.emulateMedia({ media: 'screen' });
  await tab.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await holds(async () => assert.equal(await tab.page.locator('details:not([open])').count(), folded, 'and folded again behind it'));
  await tab.close();
});

for (const [width, colorScheme, locale] of [[360, 'light', 'nl-NL'], [360, 'dark', 'en-GB'], [1000, 'light', 'en-GB'], [1000, 'dark', 'nl-NL']]) {
  test(`${width} px, ${colorScheme}, ${locale}: what is shared fits, and axe finds nothing`, async () => {
    const tab = await open(browser, site, { viewport: { width, height: 900 }, colorScheme, locale, doh });
    const look = async (name) => {
      const scroll = await tab.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(scroll <= width, `${name} is ${scroll} px wide at ${width} px`);
      await tab.page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
      await tab.page.screenshot({ path: path.join(artefacts, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      assert.deepEqual(await violations(tab.page), [], name);
    };
    await tab.page.getByRole('textbox', { name: /^(Message or domain|Bericht of domein)$/ }).fill(message);
    await tab.page.getByRole('button', { name: /^(Check|Controleren)$/ }).click();
    await tab.verdict.waitFor();
    await tools(tab).getByRole('button', { name: /^(Share|Delen)$/ }).click();
    await tab.page.getByRole('textbox', { name: 'Link' }).waitFor();
    await look('share');
    const link = await tab.page.getByRole('textbox', { name: 'Link' }).inputValue();
    await tab.page.goto(link);
    await tab.page.reload();
    await tab.page.getByRole('note').first().waitFor();
    await look('shared');
    await tab.close();
  });
}
