// The steps for somebody else: a text for whoever manages DNS and for a provider, and what is not in it.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const example = (name) => fs.readFile(path.join(root, 'web/assets/examples', name), 'utf8');
const zone = JSON.parse(await example('zone.json'));
const mailchimp = await example('mailchimp-to-gmail.txt');
const SUBJECT = 'A lunchplan for Wesselius';
const message = `${mailchimp.trimEnd()}
From: "Jaap Wesselius" <jaapwess@nl365pro.com>
To: Jaap Wesselius <jaapwess@gmail.com>
Subject: ${SUBJECT}
Message-ID: <x7q9w2@nl365pro.com>
`;

let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

const fold = (tab, name) => tab.page.locator('.hand-off > details', { hasText: name }).first();
/** The text of a fold, which is written when it is opened. */
async function written(tab, name) {
  const at = fold(tab, name);
  if (await at.getAttribute('open') === null) await at.locator('summary').click();
  return at.locator('pre').textContent();
}

async function checked(text, options = {}) {
  const tab = await open(browser, site, { doh, permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const dutch = options.locale === 'nl-NL';
  await tab.page.getByRole('textbox', { name: dutch ? 'Bericht of domein' : 'Message or domain' }).fill(text);
  await tab.page.getByRole('button', { name: dutch ? 'Controleren' : 'Check', exact: true }).click();
  await tab.page.locator('.cure:not(.growing)').waitFor();
  await tab.done();
  return tab;
}

test('records go to whoever manages DNS, with the name as panels want it, and the switch goes to Mailchimp', async () => {
  const tab = await checked(message);
  const dns = await written(tab, 'Send to whoever manages DNS');
  for (const part of [
    /Mailchimp/, /nl365pro\.com/, /Name: k2\._domainkey\.nl365pro\.com/, /Name in most DNS panels: k2\._domainkey\n/, /Type: CNAME/,
    /Value: dkim2\.mcsv\.net/, /Effect: /,
  ]) assert.match(dns, part);
  await fold(tab, 'Send to whoever manages DNS').getByRole('button', { name: 'Copy the text' }).click();
  await tab.page.getByText(/^Copied: /).waitFor();
  await holds(async () => assert.equal(await tab.page.evaluate(() => navigator.clipboard.readText()), dns));
  const mail = await fold(tab, 'Send to whoever manages DNS').getByRole('link', { name: 'Open in mail program' }).getAttribute('href');
  const url = new URL(mail);
  assert.equal(url.protocol, 'mailto:');
  assert.equal(url.searchParams.get('body').replaceAll('\r\n', '\n'), dns);
  assert.match(url.searchParams.get('subject'), /^DNS records: nl365pro\.com$/);
  const provider = await written(tab, 'Send to Mailchimp');
  assert.match(provider, /To be done at Mailchimp, for nl365pro\.com:/);
  assert.match(provider, /https:\/\//, 'the page that says how');
  assert.match(provider, /DNS records that go with it: k2\._domainkey\.nl365pro\.com/);
  assert.ok(!provider.includes('Value:'), 'records are for DNS');
  await tab.close();
});

test('nothing of the message is in a text but domains, and no link until the person shares it', async () => {
  const tab = await checked(message);
  const texts = async () => [await written(tab, 'Send to whoever manages DNS'), await written(tab, 'Send to Mailchimp')];
  for (const text of await texts()) {
    for (const secret of ['jaapwess', 'lunchplan', 'Wesselius', 'x7q9w2']) assert.ok(!text.includes(secret), secret);
    assert.ok(!text.includes('#report='), 'no link by itself');
  }
  const dns = fold(tab, 'Send to whoever manages DNS');
  await dns.getByRole('button', { name: 'Add a link to this report' }).click();
  await dns.getByRole('button', { name: 'Leave the link out' }).waitFor();
  const [text] = await texts();
  const link = /Result: (\S+#report=\S+)/.exec(text)?.[1];
  assert.ok(link, text);
  await dns.getByRole('button', { name: 'Leave the link out' }).click();
  await dns.getByRole('button', { name: 'Add a link to this report' }).waitFor();
  await holds(async () => assert.ok(!(await texts())[0].includes('#report=')));
  await tab.close();
  // A colleague sees the answer and its steps, under one line that says where it comes from, and cannot pass it on as checked.
  const other = await open(browser, site, { doh, lines: '', path: new URL(link).hash });
  await other.verdict.getByText('fails DMARC for nl365pro.com').waitFor();
  const note = other.page.getByRole('note').first();
  await holds(async () => assert.equal(await note.locator(':scope > p:visible').count(), 2, 'one line, and the button'));
  await holds(async () => assert.equal(await note.locator('details[open]').count(), 0, 'the rest is folded'));
  const line = await note.locator('p').first().boundingBox();
  assert.ok(line.height < 60, `${line.height} px of caution`);
  await holds(async () => assert.equal(await other.page.locator('.hand-off').count(), 0, 'what came from elsewhere is not handed on'));
  await holds(async () => assert.equal(await other.page.locator('details.part[open]').count(), 0, 'the plain level'));
  await other.close();
});

test('the text about a domain has a link that has it checked again', async () => {
  const broken = { ...zone, 'nl365pro.com': [{ TXT: 'v=spf1 include:spf.protection.outlook.com' }, { TXT: 'v=spf1 -all' }] };
  const own = await startDoh(broken);
  for (const [locale, name, label] of [['en-GB', 'Send to whoever manages DNS', 'Result'], ['nl-NL', 'Stuur naar wie de DNS beheert', 'Resultaat']]) {
    const tab = await checked('nl365pro.com', { doh: own, locale });
    await holds(async () => assert.match(await written(tab, name), new RegExp(`${label}: ${site.url}#domain=nl365pro\\.com\\n$`)));
    await tab.close();
  }
  await own.stop();
});

test('an example has no link, since its answers are not those of DNS', async () => {
  const tab = await open(browser, site, { doh });
  await tab.page.getByRole('button', { name: 'The domain behind both' }).click();
  await tab.page.locator('.cure:not(.growing)').waitFor();
  await holds(async () => assert.equal(await tab.page.locator('.hand-off pre').count(), 0, 'what nobody opened is not written'));
  await holds(async () => assert.ok(!(await written(tab, 'Send to whoever manages DNS')).includes('#domain=')));
  await tab.close();
});

for (const [width, colorScheme, locale] of [[360, 'light', 'nl-NL'], [768, 'dark', 'en-GB'], [1600, 'light', 'en-GB']]) {
  test(`${width} px, ${colorScheme}, ${locale}: the texts fit, are reached by keyboard and large enough for a finger`, async () => {
    const tab = await checked(message, { viewport: { width, height: 900 }, colorScheme, locale, hasTouch: true });
    const { page } = tab;
    const summaries = page.locator('.hand-off > details > summary');
    for (const summary of await summaries.all()) {
      await summary.focus();
      await page.keyboard.press('Enter');
      if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
        await holds(async () => assert.ok((await summary.boundingBox()).height >= 44, 'a finger’s height'));
      }
    }
    await holds(async () => assert.equal(await page.locator('.hand-off > details[open]').count(), await summaries.count()));
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(scroll <= width, `${scroll} px wide`);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    assert.deepEqual(await violations(page), []);
    await tab.close();
  });
}
