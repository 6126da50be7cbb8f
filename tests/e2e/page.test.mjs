import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ENDLESS, startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { holds } from './lib/holds.mjs';

const example = (name) => fs.readFile(path.join(root, 'web/assets/examples', name), 'utf8');
const zone = JSON.parse(await example('zone.json'));
const mailchimp = await example('mailchimp-to-gmail.txt');
const office = await example('office365-to-gmail.txt');

let browser;
let site;
let doh;

before(async () => {
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

test('the first user sees why his Mailchimp mail fails', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(mailchimp);
  await tab.verdict.getByText('This message fails DMARC for nl365pro.com').waitFor();
  await holds(async () => assert.match(await tab.verdict.innerText(), /^This message fails DMARC for nl365pro\.com/));
  const why = await tab.region('Why').innerText();
  for (const name of ['mail248.suw18.rsgsv.net', 'mcc.mcsv.net', 'mailchimpapp.net']) assert.ok(why.includes(name), name);
  assert.match(why, /None of these is nl365pro\.com/);
  assert.match(why, /comes from a claim of mx\.google\.com/);
  await holds(async () => assert.equal(await tab.page.locator('.state-pass').count(), 0, 'nothing that is not aligned is green, but the matching SPF path'));
  await tab.close();
});

test('his Microsoft mail passes, and by whom', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(office);
  await tab.verdict.getByText('This message passes DMARC for nl365pro.com').waitFor();
  await holds(async () => assert.match(await tab.verdict.innerText(), /SPF \(nl365pro\.com\) and DKIM \(nl365pro\.com, selector1\)/));
  await tab.close();
});

test('a domain shows MX, SPF, selectors with their aliases, and DMARC', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('nl365pro.com');
  await tab.region('DMARC').getByText('v=DMARC1;p=none').waitFor();
  // Keys are still asked for when the policy is there.
  await tab.done();
  await holds(async () => assert.match(await tab.region('Mail exchangers').innerText(), /nl365pro-com\.mail\.protection\.outlook\.com/));
  const spf = await tab.region('SPF').innerText();
  assert.match(spf, /2 of 10 lookups/);
  assert.match(spf, /ip4:40\.107\.0\.0\/16/);
  const keys = await tab.region('DKIM').innerText();
  for (const text of ['selector1', 'selector2', 'k1', 'dkim.mcsv.net', 'exchangelabsnl.onmicrosoft.com']) {
    assert.ok(keys.includes(text), text);
  }
  await tab.close();
});

test('a domain in one look: what each part comes to, the services found, and the lists it is judged by', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('nl365pro.com');
  await tab.region('What to do').getByRole('list').first().waitFor();
  await holds(async () => assert.match(await tab.region('Mail exchangers').locator('summary').first().innerText(), /Microsoft 365/));
  await holds(async () => assert.match(await tab.region('DMARC').locator('summary').first().innerText(), /p=none/));
  const behind = await tab.region('Mail services found').innerText();
  assert.match(behind, /Mailchimp/);
  assert.match(behind, /DKIM; SPF, only with a dedicated address/);
  await holds(async () => assert.match(await tab.region('Checklists').innerText(), /internet\.nl/));
  await tab.done();
  const keys = tab.region('DKIM');
  await keys.getByText('Look for another selector').click();
  await keys.getByRole('textbox', { name: 'Selector' }).fill('s9');
  await keys.getByRole('button', { name: 'Look' }).click();
  await keys.getByRole('heading', { name: /^s9/ }).waitFor();
  await tab.close();
});

test('many domains fill a table that sorts and is saved', async () => {
  const own = await startDoh(zone);
  const tab = await open(browser, site, { doh: own });
  const names = Array.from({ length: 20 }, (_, n) => `d${n}.example`);
  await tab.check(['nl365pro.com', ...names].join('\n'));
  await tab.comes(tab.verdict.getByText('21 domains', { exact: true }));
  const table = tab.region('Domains');
  await holds(async () => assert.equal(await table.locator('tbody tr').count(), 21));
  await table.getByRole('button', { name: 'Domain' }).click();
  await table.getByRole('columnheader', { name: /Domain/ }).and(tab.page.locator('[aria-sort=ascending]')).waitFor();
  await holds(async () => assert.equal(await table.locator('tbody tr td').first().innerText(), 'd0.example'));
  const saving = tab.page.waitForEvent('download');
  await tab.page.getByRole('button', { name: 'Save as CSV' }).click();
  const text = await fs.readFile(await (await saving).path(), 'utf8');
  assert.equal(text.trimEnd().split('\r\n').length, 22);
  assert.match(text, /nl365pro\.com,yes,Microsoft 365,"Microsoft 365; Mailchimp"/);
  await tab.close();
  await own.stop();
});

test('does this address pass?', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('nl365pro.com');
  await tab.verdict.getByText('is not protected yet').waitFor();
  await tab.region('SPF').getByLabel('Address of the sending server').fill('198.2.181.248');
  await tab.region('SPF').getByRole('button', { name: 'Ask' }).click();
  await tab.region('SPF').getByText('SPF pass · nl365pro.com').waitFor();
  await tab.region('SPF').getByLabel('Address of the sending server').fill('192.0.2.1');
  await tab.region('SPF').getByRole('button', { name: 'Ask' }).click();
  await tab.region('SPF').getByText('SPF fail · nl365pro.com').waitFor();
  await tab.close();
});

test('the examples work without any network', async () => {
  const tab = await open(browser, site, { first: true });
  // From here on everything is kept, and nothing is fetched any more.
  await tab.page.waitForFunction(() => navigator.serviceWorker.controller);
  await tab.page.context().setOffline(true);
  await tab.page.getByRole('button', { name: /Mailchimp/ }).click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  const change = tab.page.getByRole('button', { name: 'Change' });
  await change.click();
  await tab.page.getByRole('button', { name: /Microsoft 365/ }).click();
  await tab.verdict.getByText('passes DMARC').waitFor();
  await change.click();
  await tab.page.getByRole('button', { name: /domain/ }).click();
  await tab.verdict.getByText('nl365pro.com is not protected yet: its DMARC policy is none').waitFor();
  await tab.close();
});

test('the cause, the records that mend it, and what they would do', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(mailchimp);
  await tab.verdict.getByText('Mailchimp signs this mail as mcc.mcsv.net').waitFor();
  const cure = tab.region('What to do');
  const steps = cure.getByRole('list', { name: 'Steps, in this order' }).getByRole('listitem');
  await holds(async () => assert.equal(await steps.count(), 3));
  await holds(async () => assert.match(await steps.nth(0).innerText(), /k2\._domainkey\.nl365pro\.com\s+CNAME\s+dkim2\.mcsv\.net/));
  await holds(async () => assert.match(await steps.nth(1).innerText(), /k3\._domainkey\.nl365pro\.com\s+CNAME\s+dkim3\.mcsv\.net/));
  await holds(async () => assert.match(await steps.nth(2).innerText(), /Authenticate the domain at Mailchimp/));
  await cure.getByText('the next message like this one passes DMARC, by DKIM nl365pro.com').waitFor();
  await cure.getByText('Tidying up (optional)').click();
  await cure.getByText('v=spf1 include:spf.protection.outlook.com -all', { exact: true }).waitFor();
  await cure.getByText('What this rests on').click();
  await cure.getByText('k2._domainkey.nl365pro.com has no TXT record').waitFor();
  await tab.page.getByRole('combobox', { name: 'Language' }).selectOption('nl');
  await tab.region('Wat te doen').getByText('Laat Mailchimp met het eigen domein ondertekenen').waitFor();
  await tab.close();
});

test('a record is changed in its place, and a cure is seen at work', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('nl365pro.com');
  await tab.verdict.getByText('is not protected yet').waitFor();
  const whatIf = tab.region('What if');
  await whatIf.getByText('Change a record that is there').click();
  const record = tab.page.getByRole('textbox', { name: 'TXT _dmarc.nl365pro.com' });
  await record.fill('v=DMARC1; p=reject; rua=mailto:a@nl365pro.com');
  await whatIf.locator('form', { has: record }).getByRole('button', { name: 'Try it' }).click();
  await tab.verdict.getByText('nl365pro.com asks receivers to reject failing mail').waitFor();
  await whatIf.getByRole('row', { name: /Policy none reject.*different/ }).waitFor();
  await whatIf.getByRole('button', { name: 'Back to what is published' }).click();
  await tab.verdict.getByText('nl365pro.com is not protected yet: its DMARC policy is none').waitFor();
  const cure = tab.region('What to do');
  await cure.getByText('The names below nl365pro.com are protected').click();
  await cure.getByRole('button', { name: 'See it with these records' }).click();
  await tab.verdict.getByText('nl365pro.com asks receivers to quarantine failing mail').waitFor();
  await tab.close();
});

test('what if a record were different', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check('nl365pro.com');
  await tab.verdict.getByText('is not protected yet').waitFor();
  const form = tab.region('What if');
  await form.getByLabel('Name', { exact: true }).fill('_dmarc.nl365pro.com');
  await form.getByLabel(/^Value/).fill('v=DMARC1; p=reject; rua=mailto:a@nl365pro.com');
  await form.getByRole('button', { name: 'Try it' }).click();
  await tab.verdict.getByText('nl365pro.com asks receivers to reject failing mail').waitFor();
  await form.getByRole('button', { name: 'Take away' }).click();
  await tab.verdict.getByText('nl365pro.com is not protected yet: its DMARC policy is none').waitFor();
  await tab.close();
});

test('a person says whose word counts, and what the envelope was, and compares two messages', async () => {
  const tab = await open(browser, site, { doh });
  await tab.check(`${mailchimp.trimEnd()}\nAuthentication-Results: gateway.example; dkim=pass header.d=nl365pro.com header.s=s1; dmarc=pass header.from=nl365pro.com\n`);
  await tab.verdict.getByText('fails DMARC').waitFor();
  const said = tab.page.getByRole('region', { name: "Receiver's results and ours" });
  await said.getByRole('combobox').selectOption('gateway.example');
  await said.getByRole('button').click();
  await tab.verdict.getByText('passes DMARC').waitFor();
  await said.getByRole('combobox').selectOption('');
  await said.getByRole('button').click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  const whatIf = tab.region('What if');
  await whatIf.getByText('Another From, address or envelope').click();
  await whatIf.getByLabel('Address of the sending server').fill('40.107.21.72');
  await whatIf.getByLabel(/sender/i).fill('a@nl365pro.com');
  await whatIf.getByRole('button').last().click();
  await tab.verdict.getByText('passes DMARC').waitFor();
  await whatIf.getByRole('row', { name: /DMARC fail pass.*different/ }).waitFor();
  await whatIf.getByRole('button', { name: 'Back to what is published' }).click();
  await tab.verdict.getByText('fails DMARC').waitFor();
  const other = tab.page.getByRole('region', { name: /^Compare/ });
  await other.getByRole('textbox').fill(office);
  await other.getByRole('button').click();
  await other.getByText('different').first().waitFor();
  await holds(async () => assert.ok((await other.getByRole('textbox').inputValue()).length > 500, 'what was pasted is still there'));
  await other.getByRole('textbox').fill('nonsense');
  await other.getByRole('button').click();
  await other.getByText('This is not an e-mail').waitFor();
  await tab.close();
});

test('nonsense gets a clear answer', async () => {
  const tab = await open(browser, site, { doh });
  await tab.page.getByRole('button', { name: 'Check', exact: true }).click();
  await tab.page.getByRole('alert').getByText('The box is empty').waitFor();
  await tab.check('From');
  await tab.verdict.getByText('This is not an e-mail').waitFor();
  const noise = Array.from({ length: 1_000_000 }, (_, n) => String.fromCharCode(33 + ((n * 7919) % 94))).join('');
  await tab.paste(noise);
  await tab.verdict.waitFor();
  await tab.paste(`${'Received: from a.example by b.example; 1 Jan 2026 00:00:00 +0000\n'.repeat(10_000)}From: a@nl365pro.com\n`);
  await tab.verdict.getByText('nl365pro.com').waitFor();
  await tab.close();
});

test('a file is dropped, opened and read byte for byte', async () => {
  const tab = await open(browser, site, { doh });
  await tab.page.getByLabel('Open a saved message').setInputFiles({
    name: 'mail.eml', mimeType: 'message/rfc822', buffer: Buffer.from(mailchimp, 'latin1'),
  });
  await tab.verdict.getByText('This message fails DMARC for nl365pro.com').waitFor();
  await tab.page.getByText('mail.eml').waitFor();
  await tab.close();
});

test('Dutch keeps the report, and asks nothing again', async () => {
  const tab = await open(browser, site, { doh });
  const questions = [];
  tab.page.on('request', (request) => {
    if (request.url().startsWith(doh.url)) questions.push(request.url());
  });
  await tab.check(mailchimp);
  await tab.verdict.getByText('fails DMARC').waitFor();
  const asked = questions.length;
  assert.ok(asked > 0, 'a check asks DNS');
  await tab.page.getByRole('combobox', { name: 'Language' }).selectOption('nl');
  await tab.verdict.getByText('Dit bericht komt niet door de DMARC-controle van nl365pro.com').waitFor();
  await holds(async () => assert.equal(await tab.page.locator('html').getAttribute('lang'), 'nl'));
  await tab.page.getByRole('combobox', { name: 'Taal' }).selectOption('en');
  await tab.verdict.getByText('This message fails DMARC for nl365pro.com').waitFor();
  assert.deepEqual(questions.slice(asked), [], 'the answers move with the report');
  await tab.close();
});

test('a Dutch browser gets a Dutch page', async () => {
  const tab = await open(browser, site, { doh, locale: 'nl-NL' });
  await tab.page.getByRole('button', { name: 'Controleren' }).waitFor();
  await tab.close();
});

for (const mode of ['servfail', 'status:500', 'wrong-id', 'truncated', 'garbage', 'no-cors']) {
  test(`a resolver in trouble (${mode}) gets a sentence`, async () => {
    const own = await startDoh(zone);
    own.mode = mode;
    const tab = await open(browser, site, { doh: own });
    await tab.check(mailchimp);
    await tab.verdict.getByText('Cannot tell: DNS gave no answer').waitFor();
    await tab.region('Why').getByText('mcc.mcsv.net').first().waitFor();
    await tab.verdict.getByText(/DNS questions got no answer/).waitFor();
    own.mode = 'ok';
    await tab.verdict.getByRole('button', { name: 'Ask again' }).click();
    await tab.verdict.getByText('fails DMARC').waitFor();
    // Chromium itself writes failed fetches to the console.
    await tab.close({ allowConsole: true });
    await own.stop();
  });
}

test('a resolver that is down gets a sentence, and what could be read stands', async () => {
  const own = await startDoh(zone);
  await own.stop();
  const tab = await open(browser, site, { doh: own });
  await tab.check(mailchimp);
  await tab.verdict.getByText('Cannot tell: DNS gave no answer').waitFor({ timeout: 120_000 });
  await tab.verdict.getByText(/DNS questions got no answer/).waitFor({ timeout: 120_000 });
  await tab.region('Why').getByText('mcc.mcsv.net').first().waitFor();
  await tab.close({ allowConsole: true });
});

test('an answer without an end is read no further than an answer can be long', async () => {
  const own = await startDoh(zone);
  own.mode = 'endless';
  const tab = await open(browser, site, { doh: own });
  await tab.check('nl365pro.com');
  await tab.page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
  await tab.verdict.getByText(/DNS questions got no answer/).waitFor();
  // What the browser and the network hold between the two comes on top.
  assert.ok(own.longest > 65_535 && own.longest < ENDLESS / 8, `${own.longest} octets were taken`);
  await tab.close({ allowConsole: true });
  await own.stop();
});

test('a check is announced when it begins and when it has come to something', async () => {
  const own = await startDoh(zone);
  own.latency = 150;
  const tab = await open(browser, site, { doh: own });
  await tab.page.evaluate(() => {
    // What is in a live region that is there is read out whenever it changes, and each text once.
    const heard = (window.heard = []);
    const said = new WeakMap();
    const listen = () => {
      for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')) {
        if (region.ariaBusy === 'true') continue;
        const text = region.textContent.trim();
        if (text && said.get(region) !== text) heard.push(text);
        said.set(region, text);
      }
    };
    new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await tab.check(mailchimp);
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tab.page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
  const heard = await tab.page.evaluate(() => window.heard);
  assert.equal(heard.length, 2, JSON.stringify(heard));
  assert.equal(heard[0], 'Checking');
  assert.match(heard[1], /fails DMARC/);
  await tab.close();
  await own.stop();
});

test('a slow resolver is called slow, and its answers still count', async () => {
  const own = await startDoh(zone);
  own.latency = 1_000;
  const tab = await open(browser, site, { doh: own });
  await tab.check(mailchimp);
  await tab.verdict.getByText(/The resolver is slow/).waitFor({ timeout: 120_000 });
  await tab.verdict.getByText('fails DMARC').waitFor();
  await tab.close();
  await own.stop();
});

test('a check can be cancelled, and asks no more', async () => {
  const own = await startDoh(zone);
  own.mode = 'never';
  const tab = await open(browser, site, { doh: own });
  await tab.check('nl365pro.com');
  await tab.page.getByRole('button', { name: 'Cancel' }).click();
  await tab.page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
  await holds(async () => assert.equal(await tab.page.getByRole('textbox', { name: 'Message or domain' }).inputValue(), 'nl365pro.com'));
  await tab.close({ allowConsole: true });
  await own.stop();
});

test('what was typed survives a reload', async () => {
  const tab = await open(browser, site, { doh });
  await tab.page.getByRole('textbox', { name: 'Message or domain' }).fill('nl365pro.com');
  await tab.page.reload();
  // The box is there before the program that fills it.
  await tab.page.waitForFunction(() => document.querySelector('textarea')?.value === 'nl365pro.com');
  await tab.close();
});
