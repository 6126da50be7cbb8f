// Reports of receivers: read in the page as at the terminal, shown as they come, and without the page standing still.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { violations } from './lib/axe.mjs';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { longestTask } from './lib/thread.mjs';
import { holds } from './lib/holds.mjs';

const artefacts = path.join(root, 'tests/e2e/artefacts');
const terminal = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug/waxseal');
const zone = JSON.parse(await fs.readFile(path.join(root, 'web/assets/examples/zone.json'), 'utf8'));
const now = '2026-01-30T00:00:00Z';
/** The longest that the page's thread may work at one piece, in milliseconds. */
const MAX_TASK = 100;

let browser;
let site;
let doh;
let scratch;

before(async () => {
  await fs.mkdir(artefacts, { recursive: true });
  scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'waxseal-'));
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop(), fs.rm(scratch, { recursive: true })]);
});

/** A made-up report: what Microsoft 365 and Mailchimp sent for the first user's domain on a day. */
function report(day, { reporter = 'receiver.example', count = 10, unaligned = 4 } = {}) {
  const begin = 1762000000 - (1762000000 % 86_400) + day * 86_400;
  const record = (ip, count, aligned, signer, selector, sender) => `<record><row><source_ip>${ip}</source_ip><count>${count}</count>
    <policy_evaluated><disposition>none</disposition><dkim>${aligned}</dkim><spf>${aligned}</spf></policy_evaluated></row>
    <identifiers><header_from>nl365pro.com</header_from></identifiers><auth_results>
    <dkim><domain>${signer}</domain><selector>${selector}</selector><result>pass</result></dkim>
    <spf><domain>${sender}</domain><scope>mfrom</scope><result>pass</result></spf></auth_results></record>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
    <feedback><version>1.0</version><report_metadata><org_name>${reporter}</org_name><email>r@${reporter}</email>
    <report_id>${day}</report_id><date_range><begin>${begin}</begin><end>${begin + 86_399}</end></date_range></report_metadata>
    <policy_published><domain>nl365pro.com</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><sp>reject</sp><pct>100</pct><fo>0</fo></policy_published>
    ${record('40.107.22.51', count, 'pass', 'nl365pro.com', 'selector1', 'nl365pro.com')}
    ${record('198.2.181.248', unaligned, 'fail', 'mcc.mcsv.net', 'k1', 'mail248.suw18.rsgsv.net')}</feedback>`;
}

const TLS = JSON.stringify({
  'organization-name': 'Receiver', 'date-range': { 'start-datetime': '2025-11-01T00:00:00Z', 'end-datetime': '2025-11-01T23:59:59Z' },
  'contact-info': null, 'report-id': 'tls-1', policies: [{
    policy: { 'policy-type': 'sts', 'policy-domain': 'nl365pro.com', 'policy-string': ['version: STSv1'], 'mx-host': 'mx.nl365pro.com' },
    summary: { 'total-successful-session-count': 9, 'total-failure-session-count': 1 },
    'failure-details': [{ 'result-type': 'certificate-expired', 'failed-session-count': 1 }],
  }],
});

/** Files of several kinds, broken ones among them: name and octets. */
const mixed = () => Object.entries({
  'one.xml': report(0),
  'two.xml.gz': gzipSync(report(1)),
  'mail.eml': `From: r@receiver.example\r\nSubject: Report Domain: nl365pro.com\r\nMIME-Version: 1.0\r\nContent-Type: application/gzip; name="three.xml.gz"\r\n`
    + `Content-Transfer-Encoding: base64\r\n\r\n${gzipSync(report(2)).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`,
  'tls.json': TLS,
  'again.xml': report(0),
  'broken.xml': report(3).slice(0, report(3).lastIndexOf('<record>') + 100),
  'other.xml': '<html><body>no</body></html>',
  'empty.xml': '',
  'noise.bin': Buffer.from([1, 2, 3, 4, 5, 250]),
}).map(([name, content]) => [name, Buffer.from(content)]);

const reportMail = () => Buffer.from('From: r@receiver.example\r\nSubject: Report Domain: nl365pro.com\r\nMIME-Version: 1.0\r\n'
  + 'Content-Type: application/gzip; name="receiver.example!nl365pro.com!1761955200!1762041599.xml.gz"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  + `${gzipSync(report(2)).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`);

const printed = (given) =>
  new Promise((resolve, reject) => {
    execFile(terminal, given, { maxBuffer: 1 << 26, cwd: scratch }, (error, stdout, stderr) => {
      if (error && error.code !== 1) reject(new Error(`${given.join(' ')}: ${error.message} ${stderr}`));
      else resolve(JSON.parse(stdout));
    });
  });

/** Drops files on the page. */
async function drop(page, files) {
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) {
      transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    }
    return transfer;
  }, files.map(([name, content]) => [name, content.toString('base64')]));
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

const openReports = async (options = {}) => {
  const tab = await open(browser, site, { doh, ...options });
  await tab.page.getByRole('link', { name: /^(Reports|Rapporten)$/ }).click();
  await tab.page.getByRole('button', { name: /^(See an example|Bekijk een voorbeeld)$/ }).waitFor();
  return tab;
};
const isDone = (page) => page.getByRole('button', { name: /^(Cancel|Stoppen)$/ }).waitFor({ state: 'detached', timeout: 120_000 });

test('readReports comes to what the terminal prints', async () => {
  const tab = await open(browser, site);
  const files = mixed();
  for (const [name, content] of files) await fs.writeFile(path.join(scratch, name), content);
  await fs.writeFile(path.join(scratch, 'zone.zone'), JSON.stringify(zone));
  const names = files.map(([name]) => name);
  for (const domain of [undefined, 'nl365pro.com', 'other.example']) {
    const wanted = await printed(['reports', ...names, '--zone', 'zone.zone', '--now', now, '--json', ...(domain ? ['--domain', domain] : [])]);
    const found = await tab.page.evaluate(([files, options]) => {
      const octets = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      return window.wasmBindings.readReports(files.map(([name, text], at) =>
        (at % 2 ? new File([octets(text)], name) : { name, bytes: octets(text) })), options);
    }, [files.map(([name, content]) => [name, content.toString('base64')]), { zone, now, ...(domain ? { domain } : {}) }]);
    assert.deepEqual(found, wanted, String(domain));
    assert.equal(found.kind, 'reports');
  }
  // Of one reporter alone, and with the names of the addresses.
  const wanted = await printed(['reports', ...names, '--zone', 'zone.zone', '--now', now, '--json', '--reporter', 'RECEIVER.ex', '--names']);
  const found = await tab.page.evaluate(([files, options]) => window.wasmBindings.readReports(files.map(([name, text]) => (
    { name, bytes: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) })), options),
  [files.map(([name, content]) => [name, content.toString('base64')]), { zone, now, reporter: 'RECEIVER.ex', names: true }]);
  assert.deepEqual(found, wanted);
  assert.deepEqual([found.names.length > 0, found.files.find((file) => file.name === 'tls.json').otherReporter], [true, true]);
  const read = await printed(['reports', ...names, '--zone', 'zone.zone', '--now', now, '--json']);
  assert.equal(read.messages, 3 * 14 + 10, 'three whole reports, and what stands before the place where the fourth breaks off');
  assert.deepEqual(read.sources[0].provider, 'mailchimp');
  await tab.close();
});

test('what cannot be read is one clear sentence', async () => {
  const tab = await open(browser, site);
  for (const [files, options, sentence] of [
    ['x', {}, /must be an array/], [[], {}, /at least one/], [[{ name: 'x' }], {}, /must be an array/], [[1], {}, /must be an array/],
    [['x'], { lang: 'nl' }, /moeten een lijst/],
  ]) {
    await assert.rejects(tab.page.evaluate(([files, options]) => window.wasmBindings.readReports(files, options), [files, options]), sentence);
  }
  const refused = (options) => tab.page.evaluate((options) => window.wasmBindings.readReports([new Uint8Array([60])], options), options);
  for (const name of ['trust', 'ip', 'selectors', 'zones']) {
    await assert.rejects(refused({ [name]: '' }), new RegExp(`"${name}" is not known here`));
  }
  await assert.rejects(refused({ domain: 'a..b', zone: {} }), /empty label/);
  await assert.rejects(refused({ now: 'x', zone: {} }), /not a time/);
  await assert.rejects(refused({ names: 'yes', zone: {} }), /"names" must be true or false/);
  await tab.close();
});

test('a page of its own reads them through waxseal.js', async () => {
  const tab = await open(browser, site);
  // A page allows one policy for Trusted Types by that name, and the page of Waxseal has its own.
  await tab.page.goto(`${site.url}example.html`);
  const found = await tab.page.evaluate(async ([text, zone, now]) => {
    const { readReports, stop } = await import('./waxseal.js');
    const found = await readReports([new TextEncoder().encode(text)], { zone, now });
    stop();
    return found;
  }, [report(0), zone, now]);
  assert.deepEqual([found.kind, found.messages, found.files[0].name], ['reports', 14, '#1']);
  await tab.close();
});

test('files that are dropped on the check lead to Reports, and each that cannot be read is named', async () => {
  const tab = await open(browser, site, { doh });
  await drop(tab.page, mixed());
  await tab.page.getByRole('heading', { level: 1, name: /of 100 messages from nl365pro\.com pass DMARC/ }).waitFor();
  await isDone(tab.page);
  assert.match(tab.page.url(), /#reports$/);
  const answer = await tab.page.getByRole('region', { name: /of 100 messages from nl365pro\.com/ }).innerText();
  assert.match(answer, /One of your senders is not aligned/);
  const next = await tab.region('Next step').innerText();
  assert.match(next, /k2\._domainkey\.nl365pro\.com/);
  const senders = tab.region('Senders');
  await holds(async () => assert.match(await senders.locator('details').first().innerText(), /not aligned\s+Mailchimp/, 'the worst first, and closed'));
  await holds(async () => assert.equal(await senders.locator('details[open]').count(), 0));
  await senders.locator('summary').first().click();
  await senders.getByText('mcc.mcsv.net').first().waitFor();
  const files = await tab.region('Files').innerText();
  for (const line of [/broken\.xml: The XML breaks off at line/, /other\.xml: It is XML, but not a report/, /empty\.xml: The file is empty/, /noise\.bin: It is not a report/, /counted once: 1/]) {
    assert.match(files, line);
  }
  await holds(async () => assert.match(await tab.page.title(), /of 100 messages.*– Waxseal/));
  await tab.close();
});

test('one report in the box leads there too, as a file and as a text', async () => {
  for (const give of [
    (tab) => tab.page.getByLabel('Open a saved message').setInputFiles({ name: 'r.xml.gz', mimeType: 'application/gzip', buffer: gzipSync(report(0)) }),
    (tab) => tab.paste(report(0)),
    (tab) => tab.paste(TLS),
    // A mail that one came in, by the name that the RFCs give such files.
    (tab) => drop(tab.page, [['mail.eml', reportMail()]]),
    (tab) => tab.paste(reportMail().toString()),
  ]) {
    const tab = await open(browser, site, { doh });
    await give(tab);
    await tab.page.getByText('1 file read.').waitFor();
    await isDone(tab.page);
    assert.match(tab.page.url(), /#reports$/);
    await tab.close();
  }
});

test('the example needs no resolver; it is read in Dutch, and saved', async () => {
  const tab = await openReports();
  const asked = [];
  tab.page.on('request', (request) => request.url().startsWith(doh.url) && asked.push(request.url()));
  await tab.page.getByRole('button', { name: 'See an example' }).click();
  await tab.page.getByText('the reports are made up').waitFor();
  await tab.page.getByText('One of your senders is not aligned').waitFor();
  await holds(async () => assert.match(await tab.region('Is a stricter policy safe?').innerText(), /quarantine: not yet/));
  await holds(async () => assert.match(await tab.region('Day by day').innerText(), /Days with mail: 90/));
  const saved = async (button) => {
    const [file] = await Promise.all([tab.page.waitForEvent('download'), tab.page.getByRole('button', { name: button }).click()]);
    return [file.suggestedFilename(), await fs.readFile(await file.path(), 'utf8')];
  };
  const [json, whole] = await saved('Save as JSON');
  assert.equal(json, 'waxseal-reports.json');
  assert.deepEqual([JSON.parse(whole).kind, JSON.parse(whole).files.length], ['reports', 360]);
  await holds(async () => assert.match((await saved('Save as CSV'))[1], /^kind,sender,day,messages,aligned\r\n/));
  await holds(async () => assert.match((await saved('Save as Markdown'))[1], /## Senders/));
  const worst = tab.region('Senders').locator('details.sender').first();
  await worst.locator('summary').first().click();
  await worst.getByRole('button', { name: /^Look up host names/ }).click();
  await worst.getByText('no host name').waitFor();
  // A record is tried on all mail: the fold opens by itself to what came of it.
  await tab.page.getByText('Test a record before publishing').click();
  await tab.page.getByLabel('DMARC record of nl365pro.com').fill('v=DMARC1; p=reject');
  await tab.page.getByRole('button', { name: 'Test', exact: true }).click();
  await tab.page.getByText(/^To be rejected: 5126 messages/).waitFor();
  await tab.page.getByRole('button', { name: 'Clear the test' }).click();
  await tab.page.getByText(/^To be rejected/).waitFor({ state: 'detached' });
  await tab.page.getByRole('combobox', { name: 'Language' }).selectOption('nl');
  await tab.page.getByText('Eén van je afzenders is niet aligned').waitFor();
  await holds(async () => assert.match(await tab.region('Is een strenger beleid veilig?').innerText(), /quarantine: nog niet/));
  assert.deepEqual(asked, []);
  await tab.close();
});

for (const [width, colorScheme, locale] of [[360, 'light', 'en-GB'], [360, 'dark', 'nl-NL'], [800, 'light', 'nl-NL'], [1600, 'dark', 'en-GB'], [1600, 'light', 'en-GB']]) {
  test(`${width} px, ${colorScheme}, ${locale}: nothing scrolls sideways, and axe finds nothing`, async () => {
    const tab = await openReports({ viewport: { width, height: 900 }, colorScheme, locale });
    for (const name of ['empty', 'example']) {
      if (name === 'example') {
        await tab.page.getByRole('button', { name: /^(See an example|Bekijk een voorbeeld)$/ }).click();
        await tab.page.locator('#reports-next').waitFor();
      }
      await tab.page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
      await tab.page.screenshot({ path: path.join(artefacts, `reports-${name}-${width}-${colorScheme}.png`), fullPage: true });
      await tab.page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
      await tab.page.screenshot({ path: path.join(artefacts, `reports-${name}-open-${width}-${colorScheme}.png`), fullPage: true });
      const scroll = await tab.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(scroll <= width, `${name} is ${scroll} px wide at ${width} px`);
      assert.deepEqual(await violations(tab.page), [], name);
    }
    await tab.close();
  });
}

test('by keyboard alone', async () => {
  const tab = await open(browser, site, { doh });
  await tab.page.evaluate(() => document.activeElement?.blur());
  await tab.page.clock.setFixedTime('2026-11-27T12:00:00Z');
  await tab.page.keyboard.press('g');
  await tab.page.keyboard.press('r');
  const example = tab.page.getByRole('button', { name: 'See an example' });
  await example.focus();
  await tab.page.keyboard.press('Enter');
  await tab.page.locator('#reports-next').waitFor();
  const first = tab.region('Senders').locator('summary').first();
  await first.focus();
  await tab.page.keyboard.press('Enter');
  const senders = tab.region('Senders');
  await senders.locator('details[open]').waitFor();
  // The list is narrowed, the answer stays, and what was opened is open when it comes back.
  const before = await senders.locator('details.sender').count();
  const unknown = senders.getByRole('switch', { name: /^unknown/ });
  await unknown.focus();
  await tab.page.keyboard.press('Space');
  await senders.getByText(`of ${before} senders shown.`).waitFor();
  await holds(async () => assert.equal(await first.isVisible(), false));
  await holds(async () => assert.equal(await unknown.evaluate((face) => face === document.activeElement && face.ariaChecked), 'true'));
  await tab.page.getByRole('heading', { level: 1, name: /^58 of 100 messages/ }).waitFor();
  await tab.page.keyboard.press('Space');
  await first.waitFor();
  await holds(async () => assert.match(await senders.locator('details[open]').innerText(), /Mailchimp/));
  await tab.close();
});

test('senders are narrowed to what one reporter counted', async () => {
  const tab = await openReports();
  await drop(tab.page, [['one.xml', Buffer.from(report(0))], ['two.xml', Buffer.from(report(1, { reporter: 'other.example', count: 20, unaligned: 1 }))]]);
  await isDone(tab.page);
  const senders = tab.region('Senders');
  const choice = senders.getByRole('combobox', { name: 'Reporter' });
  await choice.selectOption('other.example');
  await senders.getByText('Each line counts what other.example reported').waitFor();
  await senders.locator('summary').getByText('0 of 1 aligned').waitFor();
  await choice.selectOption('all reporters');
  await senders.locator('summary').getByText('0 of 5 aligned').waitFor();
  await tab.close();
});

test('a link carries the figures and nothing else, and opens to be read', async () => {
  const tab = await openReports();
  await tab.page.getByRole('button', { name: 'See an example' }).click();
  await tab.page.locator('#reports-next').waitFor();
  await tab.page.evaluate(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; });
  await tab.page.getByRole('button', { name: 'Copy a link to the figures' }).click();
  await tab.page.getByText(/^Copied: /).waitFor();
  const link = await tab.page.evaluate(() => window.copied);
  assert.ok(link.startsWith(`${site.url}#reports=1.`) && link.length < 300, link);
  assert.doesNotMatch(link.split('#')[1], /nl365pro|google|receiver|\d+\.\d+\.\d+\.\d+\.example/);
  const headline = await tab.page.getByRole('heading', { level: 1 }).innerText();
  await tab.close();

  const other = await open(browser, site, { doh });
  const asked = [];
  other.page.on('request', (request) => request.url().startsWith(doh.url) && asked.push(request.url()));
  await other.page.goto(link);
  await other.page.getByText('These figures came with a link').waitFor();
  await holds(async () => assert.equal(await other.page.getByRole('heading', { level: 1 }).innerText(), headline.replace(' from nl365pro.com', '')));
  await holds(async () => assert.match(await other.region('Senders').innerText(), /Mailchimp/));
  await holds(async () => assert.equal(await other.page.locator('.reports button:not(.term)').count(), 0, 'only its terms can be pressed'));
  await other.page.screenshot({ path: path.join(artefacts, 'reports-shared.png'), fullPage: true });
  await holds(async () => assert.deepEqual(await violations(other.page), []));
  await other.page.getByRole('combobox', { name: 'Language' }).selectOption('nl');
  await other.page.getByText('Deze cijfers kwamen met een link').waitFor();
  await other.page.getByRole('combobox', { name: 'Taal' }).selectOption('en');
  // What is read next takes the place of the link, also in the address.
  await drop(other.page, [['one.xml', Buffer.from(report(0))]]);
  await other.page.getByText('1 file read.').waitFor();
  await isDone(other.page);
  assert.match(other.page.url(), /#reports$/);
  await holds(async () => assert.equal(await other.page.getByText('These figures came with a link').count(), 0));
  await other.page.goto(`${site.url}#reports=1.evil`);
  await other.page.getByText('This link carries no figures').waitFor();
  await other.close();
});

test('a failure report opens into the check of its message', async () => {
  const tab = await openReports();
  const mail = ['From: r@receiver.example', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary="b"', '',
    '--b', 'Content-Type: message/feedback-report', '', 'Feedback-Type: auth-failure', 'Reported-Domain: nl365pro.com', '',
    '--b', 'Content-Type: text/rfc822-headers', '', 'Received: from unknown ([192.0.2.9]) by mx.receiver.example', 'From: a@nl365pro.com', '', '--b--', ''];
  await drop(tab.page, [['failure.eml', Buffer.from(mail.join('\r\n'))]]);
  await isDone(tab.page);
  await tab.region('Failure reports').getByRole('button', { name: 'Check this message' }).click();
  await tab.verdict.waitFor();
  await holds(async () => assert.match(await tab.page.getByRole('textbox', { name: 'Message or domain' }).inputValue(), /From: a@nl365pro\.com/));
  assert.doesNotMatch(tab.page.url(), /#reports$/);
  await tab.close();
});

test('hundreds of files: shown as they come, without a long task in the page', async () => {
  const tab = await openReports();
  const files = Array.from({ length: 300 }, (_, at) => [
    `${at}.xml`, Buffer.from(report(at % 60, { reporter: `receiver-${Math.floor(at / 60)}.example`, count: 20 + at })),
  ]);
  const give = (files) => tab.page.getByLabel('Open reports').setInputFiles(files.map(([name, buffer]) => ({ name, mimeType: 'text/xml', buffer })));
  // The program is there before it counts.
  await give(files.slice(0, 2));
  await tab.page.getByText('2 files read.').waitFor();
  await isDone(tab.page);
  // Handing hundreds of files over by the test's own hand is work in the page as well, and is no part of what is measured.
  await tab.page.evaluate((files) => {
    window.transfer = new DataTransfer();
    for (const [name, text] of files) window.transfer.items.add(new File([text], name));
  }, files.map(([name, content]) => [name, content.toString('utf8')]));
  const longest = await longestTask(browser, tab.page, async () => {
    await tab.page.evaluate(() => document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: window.transfer, bubbles: true, cancelable: true })));
    await tab.page.getByText('300 files read.').waitFor({ timeout: 120_000 });
    await isDone(tab.page);
  });
  assert.ok(longest <= MAX_TASK, `the thread worked ${longest} ms at one piece`);
  await tab.close();
});

test('stopping keeps what was read, while files are read or while DNS is asked', async () => {
  // It never answers, so there is always something left to be stopped.
  const silent = await startDoh(zone);
  silent.mode = 'never';
  const tab = await openReports({ doh: silent });
  await drop(tab.page, Array.from({ length: 20 }, (_, at) => [`${at}.xml`, Buffer.from(report(at))]));
  await tab.page.getByRole('button', { name: 'Cancel' }).click();
  await tab.page.getByText('DNS was not asked or did not answer').waitFor({ timeout: 120_000 });
  await isDone(tab.page);
  await tab.page.getByText('71 of 100 messages from nl365pro.com').first().waitFor();
  await tab.close();
  await silent.stop();
});

test('a resolver that answers nobody leaves the figures, and says so', async () => {
  const dead = await startDoh(zone);
  dead.mode = 'status:500';
  const tab = await openReports({ doh: dead });
  await drop(tab.page, [['one.xml', Buffer.from(report(0))]]);
  await tab.page.getByText('DNS was not asked or did not answer').waitFor();
  await tab.page.getByText('71 of 100 messages from nl365pro.com').first().waitFor();
  await tab.close({ allowConsole: true });
  await dead.stop();
});
