// A message of 25 MB: the page must stay usable while it is hashed, and let go of it at once.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startDoh } from './lib/doh.mjs';
import { open, startBrowser } from './lib/page.mjs';
import { root, startSite } from './lib/site.mjs';
import { longestTask } from './lib/thread.mjs';

const SIZE = 25 * 1024 * 1024;
/** A page that froze would work at one piece for as long as the check takes, which is seconds. In milliseconds. */
const STANDSTILL = 1000;
const LINE = `${'x'.repeat(76)}\r\n`;
// The body hash is that of an empty body, so that everything has to be tried to explain it.
const HEAD = ['From: a@nl365pro.com', 'Subject: large',
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=nl365pro.com; s=selector1; h=from:subject;',
  ' bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA', '', ''].join('\r\n');

let browser;
let site;
let doh;

before(async () => {
  const zone = JSON.parse(await fs.readFile(path.join(root, 'web/assets/examples/zone.json'), 'utf8'));
  [browser, site, doh] = await Promise.all([startBrowser(), startSite(), startDoh(zone)]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.stop(), doh?.stop()]);
});

test('a paste of very many lines is read once, and not again while nothing happens', async () => {
  const tab = await open(browser, site, { doh });
  const reads = await tab.page.evaluate(async () => {
    const box = document.querySelector('textarea');
    const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    let reads = 0;
    Object.defineProperty(box, 'value', { get() { reads += 1; return own.get.call(this); }, set(text) { own.set.call(this, text); } });
    own.set.call(box, 'a line of a log\n'.repeat(50_000));
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    for (let frame = 0; frame < 5; frame += 1) await new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 0)); });
    return reads;
  });
  // Once to take it over, once to see that the box has it.
  assert.ok(reads <= 2, `${reads} reads`);
  await tab.close();
});

test('25 MB are verified while the page stays usable, and can be cancelled', async () => {
  const tab = await open(browser, site, { doh });
  await tab.page.waitForLoadState('networkidle');
  const held = async () => {
    const transfer = await tab.page.evaluateHandle(([head, line, times]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([head, line.repeat(times)], 'large.eml', { type: 'message/rfc822' }));
      return transfer;
    }, [HEAD, LINE, Math.ceil(SIZE / LINE.length)]);
    return () => tab.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  };
  const cancel = tab.page.getByRole('button', { name: 'Cancel' });
  await (await held())();
  await cancel.click();
  await cancel.waitFor({ state: 'detached' });
  // That the test itself makes a file of 25 MB is work in the page as well, and is no part of what is measured.
  const drop = await held();
  const longest = await longestTask(browser, tab.page, async () => {
    await drop();
    await tab.page.getByRole('combobox', { name: 'Language' }).focus();
    await tab.region('DKIM').getByText('The key is gone').waitFor({ timeout: 120_000 });
  });
  assert.ok(longest < STANDSTILL, `the thread worked ${longest} ms at one piece`);
  await tab.close({ allowConsole: true });
});
