// The pictures and the header view, in a real browser: names, search, signatures, keys, and room on a narrow screen.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { longestTask } from './lib/thread.mjs';
import { holds } from './lib/holds.mjs';

const artefacts = path.join(root, 'tests/e2e/artefacts');
const keys = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const published = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const include = (n) => ({ [`spf${n}.sender.example`]: [{ TXT: `v=spf1 ${range(n)} ~all` }] });
const range = (n) => Array.from({ length: 20 }, (_, k) => `ip4:198.51.${n}.${k}`).join(' ');
const zone = {
  'sender.example': [{ TXT: `v=spf1 ${[0, 1, 2].map((n) => `include:spf${n}.sender.example`).join(' ')} include:servers.mcsv.net ip4:192.0.2.60 -all` }],
  ...include(0), ...include(1), ...include(2),
  'servers.mcsv.net': [{ TXT: 'v=spf1 ip4:205.201.128.0/20 -all' }],
  '_dmarc.sender.example': [{ TXT: 'v=DMARC1; p=reject' }],
  's1._domainkey.sender.example': [{ TXT: `v=DKIM1; k=rsa; p=${published}` }],
};

/** A DKIM signature over some fields, relaxed/simple (RFC 6376). */
function signed(fields, names, body) {
  const relaxed = (name, value) => `${name.toLowerCase()}:${value.replace(/\s+/g, ' ').trim()}\r\n`;
  const bh = crypto.createHash('sha256').update(body).digest('base64');
  const own = `v=1; a=rsa-sha256; c=relaxed/simple; d=sender.example; s=s1; h=${names.join(':')}; bh=${bh}; b=`;
  const covered = names.flatMap((name) => fields.filter(([own]) => own.toLowerCase() === name.toLowerCase()).slice(-1));
  const text = covered.map(([name, value]) => relaxed(name, value)).join('') + relaxed('dkim-signature', own).trimEnd();
  const b = crypto.sign('sha256', Buffer.from(text), keys.privateKey).toString('base64');
  return ['DKIM-Signature', own + b];
}

/** A message that made so many hops, one of which took two hours, signed over some of its fields. */
function message(hops, more = []) {
  const received = Array.from({ length: hops }, (_, hop) => {
    const at = new Date(Date.UTC(2026, 0, 1, 10, 0, hop) + (hop > hops / 2 ? 7_200_000 : 0));
    const time = at.toUTCString().replace('GMT', '+0000');
    const tls = hop % 3 ? 'ESMTPS' : 'ESMTP';
    return ['Received', `from a-rather-long-host-name-${hop}.operator${hop}.example ([192.0.2.${hop + 1}])\r\n\tby another-long-host-name-${hop}.house${hop}.example with ${tls}; ${time}`];
  }).reverse();
  const body = 'hello\r\n';
  const fields = [
    ['From', 'News <news@sender.example>'], ['To', 'you@receiver.example'], ['Subject', 'the thing itself'],
    ['Date', 'Thu, 1 Jan 2026 10:00:00 +0000'], ['X-Job', '12345'], ...more,
  ];
  const all = [['Return-Path', '<news@sender.example>'], ...received, signed(fields, ['From', 'To', 'Subject', 'Date'], body), ...fields];
  return `${all.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}`;
}

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

/** Opens a message as a file, byte for byte, and waits for its report. */
async function report(text, options = {}) {
  const tab = await open(browser, site, { doh, ...options });
  const file = { name: 'mail.eml', mimeType: 'message/rfc822', buffer: Buffer.from(text) };
  await tab.page.locator('input[type=file]').setInputFiles(file);
  await tab.region('Header').waitFor();
  await tab.page.getByRole('button', { name: /^(Cancel|Stoppen)$/ }).waitFor({ state: 'detached' });
  return tab;
}

const rows = (tab) => tab.region('Header').locator('[data-part=field]');

test('every picture has a name, and the list beside it says the same', async () => {
  const tab = await report(message(5));
  const path = tab.region('Path');
  await path.getByRole('img', { name: /^5 hops in 2 h/ }).waitFor();
  await holds(async () => assert.equal(await path.getByRole('listitem').filter({ hasText: '→' }).count(), 5));
  await tab.region('SPF').getByRole('img', { name: /of 10 lookups/ }).waitFor();
  await tab.region('Why').getByRole('img', { name: /^sender\.example/ }).waitFor();
  const named = await tab.page.evaluate(() => [...document.querySelectorAll('[role=img]')].every((image) => image.getAttribute('aria-label')));
  assert.ok(named);
  await tab.close();
});

test('the SPF tree unfolds, and shows what is not needed', async () => {
  const tab = await report(message(3));
  const spf = tab.region('SPF');
  const tree = spf.getByRole('list', { name: 'SPF of' });
  await spf.getByText('12 more terms that do not match').first().click();
  await spf.getByText('ip4:198.51.0.19').waitFor();
  await holds(async () => assert.match(await tree.innerText(), /not needed: Mailchimp sends with an envelope domain of its own|not reached/));
  await tab.close();
});

test('a search filters the fields, unfolds what it finds, and says how many there are', async () => {
  const long = `begin ${'filler '.repeat(90)}needle ${'filler '.repeat(20)}`;
  const tab = await report(message(4, [['X-Long', long]]));
  const header = tab.region('Header');
  const all = await rows(tab).count();
  await header.getByRole('searchbox').fill('  NEEDLE ');
  await header.getByText(`1 of ${all} fields`).waitFor();
  await holds(async () => assert.equal(await rows(tab).filter({ visible: true }).count(), 1));
  await header.getByText(/needle filler/).waitFor();
  await holds(async () => assert.equal(await tab.page.evaluate(() => CSS.highlights.get('found').size), 1));
  await header.getByRole('searchbox').fill('subject');
  await header.getByText(`2 of ${all} fields`).waitFor();
  await header.getByRole('searchbox').fill('');
  await holds(async () => assert.equal(await rows(tab).filter({ visible: true }).count(), all));
  await holds(async () => assert.equal(await tab.page.evaluate(() => CSS.highlights.get('found').size), 0));
  await tab.close();
});

test('a signature that holds lights the fields it covers, and says which it does not', async () => {
  const tab = await report(message(2));
  const header = tab.region('Header');
  const lit = () => header.locator('[data-lit] .field-name').allInnerTexts();
  await header.getByText('It covers 5 of 9 fields. Valid').waitFor();
  await holds(async () => assert.deepEqual(await lit(), ['DKIM-Signature', 'From', 'To', 'Subject', 'Date']));
  await holds(async () => assert.equal(await header.getByText('✓ signed').filter({ visible: true }).count(), 5));
  await header.getByText(/Not covered.*X-Job/).waitFor();
  await header.getByLabel('Highlight fields signed by').selectOption('nobody');
  await holds(async () => assert.deepEqual(await lit(), []));
  await holds(async () => assert.equal(await header.getByText(/It covers/).filter({ visible: true }).count(), 0));
  await tab.close();
});

test('each field is explained on hover, on focus and by the arrow keys', async () => {
  const tab = await report(message(2));
  const header = tab.region('Header');
  const shown = () => header.locator('[data-part=notes]').innerText();
  await holds(async () => assert.match(await shown(), /Point at a field/));
  await rows(tab).filter({ hasText: 'the thing itself' }).hover();
  await holds(async () => assert.match(await shown(), /The subject line\..*Signed by sender\.example, and the signature holds/s));
  await header.getByRole('button', { name: 'Received' }).first().focus();
  await holds(async () => assert.match(await shown(), /One step of the way.*Written by the receiving side/s));
  const at = () => tab.page.evaluate(() => document.activeElement.textContent);
  for (const [key, name] of [['End', 'X-Job'], ['ArrowUp', 'Date'], ['ArrowDown', 'X-Job'], ['ArrowDown', 'X-Job'], ['Home', 'Return-Path']]) {
    await tab.page.keyboard.press(key);
    await holds(async () => assert.equal(await at(), name, key));
  }
  await tab.page.keyboard.press('End');
  await holds(async () => assert.match(await shown(), /no signature that holds covers it|No signature that holds covers it/));
  await holds(async () => assert.equal(await header.locator('[data-note][tabindex="0"]').count(), 1, 'one stop for the Tab key'));
  const described = await header.getByRole('button', { name: 'Subject' }).getAttribute('aria-describedby');
  await holds(async () => assert.match(await tab.page.locator(`#${described}`).textContent(), /subject line/));
  await tab.close();
});

test('another message and another language leave nothing of the search behind', async () => {
  const tab = await report(message(6));
  await tab.region('Header').getByRole('searchbox').fill('X-Job');
  await tab.page.getByRole('combobox', { name: 'Language' }).selectOption('nl');
  await tab.region('Header').getByText('1 van 13 velden').waitFor();
  await tab.page.locator('input[type=file]').setInputFiles({ name: 'b.eml', mimeType: 'message/rfc822', buffer: Buffer.from(message(2)) });
  await tab.region('Header').getByText('1 van 9 velden').waitFor();
  await holds(async () => assert.equal(await rows(tab).filter({ visible: true }).count(), 1));
  await holds(async () => assert.equal(await tab.region('Header').locator('[data-lit]').count(), 5));
  await tab.close();
});

test('a thousand fields are searched without a stutter', async () => {
  const many = Array.from({ length: 1_000 }, (_, n) => [`X-Field-${n}`, `value ${n} of a thousand, and some words more`]);
  const tab = await report(message(2, many));
  const search = tab.region('Header').getByRole('searchbox');
  await search.waitFor();
  const took = await longestTask(browser, tab.page, async () => {
    await search.evaluate((input) => {
      input.value = 'value 77';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await tab.region('Header').getByText('11 of 1000 fields').waitFor();
  });
  assert.ok(took < 1_000, `${took} ms of its thread`);
  await tab.close();
});

test('hostile text is text, and its tricks are named', async () => {
  const tricks = [
    ['X-Html', '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'],
    ['X-Bidi', 'invoice\u202efdp.exe \u200bhidden'],
    ['Reply-To', '"p\u0430ypal" <a@xn--80ak6aa92e.com>'],
  ];
  const tab = await report(message(1, tricks));
  const header = tab.region('Header');
  await header.getByText('<script>window.hit=1</script>').waitFor();
  await holds(async () => assert.deepEqual(await header.locator('.odd').allInnerTexts(), ['RLO', 'ZWSP']));
  await header.getByText('mixes letters of several scripts').waitFor();
  await header.getByText(/which looks like “apple” and is not/).waitFor();
  await holds(async () => assert.equal(await tab.page.evaluate(() => window.hit), undefined));
  await tab.close();
});

for (const width of [360, 800, 1600]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`sixty hops at ${width} px, ${colorScheme}: nothing scrolls sideways, and axe finds nothing`, async () => {
      const tab = await report(message(60), { viewport: { width, height: 900 }, colorScheme });
      const wide = await tab.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} px wide at ${width} px`);
      const inner = await tab.page.locator('.field-list').evaluate((list) => list.scrollWidth - list.clientWidth);
      assert.ok(inner <= 0, 'nor does the list of fields');
      await tab.page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
      for (const name of ['Why', 'Path', 'Header', 'SPF']) {
        await tab.region(name).screenshot({ path: path.join(artefacts, `picture-${name}-${width}-${colorScheme}.png`) });
      }
      assert.deepEqual(await violations(tab.page), []);
      await tab.close();
    });
  }
}
