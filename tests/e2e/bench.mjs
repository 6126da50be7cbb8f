// Times the JS API in Chromium beside the same checks natively. `cargo xtask bench` runs it with the calls on standard
// input, as `waxseal-bench --api` prints them, with what each takes natively.
import process from 'node:process';
import { open, startBrowser } from './lib/page.mjs';
import { startSite } from './lib/site.mjs';

/** For how long each call is repeated, in milliseconds; the shortest one counts. */
const TIME = 3000;
/** A ratio above this is told again at the end. */
const MOST = 2.5;

async function read(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

/**
 * Runs in the page: the shortest of many turns, in seconds a call. A turn is as many calls as fill 20 ms, since the clock
 * of a page steps by 0.1 ms.
 */
async function shortest([call, given, time]) {
  const turn = async (calls) => {
    const start = performance.now();
    for (let made = 0; made < calls; made += 1) await window.wasmBindings[call](...given);
    return performance.now() - start;
  };
  // The first call of all starts the checker, and would pass for a turn that is long enough.
  await turn(1);
  let calls = 1;
  while (await turn(calls) < 20) calls *= 2;
  const until = performance.now() + time;
  let least = Infinity;
  do least = Math.min(least, await turn(calls) / calls);
  while (performance.now() < until);
  return least / 1000;
}

/** A large message and the longest that its check is to take, in octets and seconds. */
const LARGE = { octets: 25 * 1024 * 1024, most: 1.5 };
/** The body hash is that of an empty body, so that everything has to be tried to explain it. */
const HEAD = ['From: a@example.org', 'Subject: large', 'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1; h=from:subject;',
  ' bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA', '', ''].join('\r\n');

/** Runs in the page: the shortest of three checks of such a message, in seconds. */
async function large([head, octets]) {
  const line = `${'x'.repeat(76)}\r\n`;
  const message = new TextEncoder().encode(head + line.repeat(Math.ceil(octets / line.length)));
  let least = Infinity;
  for (let turn = 0; turn < 3; turn += 1) {
    const start = performance.now();
    await window.wasmBindings.checkMessage(message, { zone: { 'example.org': [{ TXT: 'v=spf1 -all' }] } });
    least = Math.min(least, performance.now() - start);
  }
  return least / 1000;
}

const shown = (seconds) => (seconds < 1e-3 ? `${(seconds * 1e6).toFixed(0)} µs` : `${(seconds * 1e3).toFixed(2)} ms`);

const calls = await read(process.stdin);
const [browser, site] = await Promise.all([startBrowser(), startSite()]);
const tab = await open(browser, site);
const above = [];
console.log(`\nthe JS API in Chromium ${browser.version()}`);
console.log(`  ${''.padEnd(36)} ${'browser'.padStart(10)} ${'native'.padStart(10)} ${'ratio'.padStart(8)}`);
// What a call costs that does next to nothing: two programs, a worker and the page, hand it over.
calls.push({ name: '(SPF without a domain)', call: 'checkSpf', arguments: [{ ip: '192.0.2.1', mailFrom: '', helo: 'x' }, { zone: {} }] });
for (const { name, call, arguments: given, seconds } of calls) {
  const least = await tab.page.evaluate(shortest, [call, given, TIME]);
  const ratio = seconds ? least / seconds : null;
  const figures = [shown(least), seconds ? shown(seconds) : '', ratio?.toFixed(2) ?? ''];
  console.log(`  ${name.padEnd(36)} ${figures[0].padStart(10)} ${figures[1].padStart(10)} ${figures[2].padStart(8)}`);
  if (ratio > MOST) above.push(`  ${name}: ${ratio.toFixed(2)}`);
}
const took = await tab.page.evaluate(large, [HEAD, LARGE.octets]);
console.log(`  ${'(25 MB whose signature does not hold)'.padEnd(36)} ${`${took.toFixed(2)} s`.padStart(10)}${took > LARGE.most ? ` more than ${LARGE.most} s` : ''}`);
if (above.length) console.log(`More than ${MOST} times as long as natively:\n${above.join('\n')}`);
await browser.close();
await site.stop();
