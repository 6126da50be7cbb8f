// Times the first visit over three lines: until the box can be used, and until the verdict of the example stands there, which asks no
// DNS. `cargo xtask bench` runs it; with --waterfall it also prints what was fetched when, and with --site FOLDER it takes another build.
import { parseArgs } from 'node:util';
import { startBrowser } from './lib/page.mjs';
import { NOTHING, startLine } from './lib/line.mjs';

/** Slow 4G with a processor four times slower, fast 4G, and this machine's own loopback. */
const LINES = [
  { name: 'slow 4G, slow processor', rate: 200_000, latency: 562, slower: 4 },
  { name: 'fast 4G', rate: 1_125_000, latency: 165, slower: 1 },
  { name: 'no throttle', rate: Infinity, latency: 0, slower: 1 },
];
const TURNS = 3;
const { values: given } = parseArgs({ options: { waterfall: { type: 'boolean' }, site: { type: 'string' } } });
/** When the box is to be usable on the first line, in milliseconds; and how many times the line's own time the verdict may take. */
const [USABLE, RATIO] = [1300, 1.35];
/** What a browser fetches besides, and no verdict waits for. */
const NOT_NEEDED = /^(service-worker\.js|manifest\.webmanifest|icon-.*|public_suffix_list\.dat|about\..*)$/;

/** Runs in the page: presses the first example as soon as there is one to be seen, and notes when. */
const press = () => {
  window.firstLoad = {};
  const seen = (selector) => [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());
  const look = () => {
    const { firstLoad } = window;
    const painted = performance.getEntriesByName('first-contentful-paint').length > 0;
    if (!firstLoad.usable && painted && seen('textarea') && seen('.examples button')) {
      firstLoad.usable = performance.now();
      seen('.examples button').click();
    }
    if (/fails DMARC/.test(seen('section.verdict')?.textContent)) firstLoad.verdict = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** Runs in an empty page: how long one request for so many octets takes. */
const alone = async (address) => {
  const start = performance.now();
  await (await fetch(address, { cache: 'no-store' })).arrayBuffer();
  return performance.now() - start;
};

/** What was fetched when, each as a bar of tenths of a second. */
function waterfall(sent) {
  const start = sent[0].asked;
  const tenth = (time) => Math.round((time - start) / 100);
  for (const { name, octets, asked, done = Infinity } of sent) {
    const bar = done === Infinity ? '…' : '-'.repeat(Math.max(1, tenth(done) - tenth(asked)));
    console.log(`    ${name.padEnd(40)} ${String(octets).padStart(7)} ${' '.repeat(tenth(asked))}${bar}`);
  }
}

/** One visit with nothing kept of another. */
async function visit(browser, { rate, latency, slower }, shows) {
  const line = await startLine({ rate, latency, folder: given.site });
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.addInitScript(press);
  await page.goto(line.url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.firstLoad.verdict, null, { timeout: 60_000 });
  const { usable, verdict } = await page.evaluate(() => window.firstLoad);
  // The service worker asks for all of it a second time.
  const isFirst = (one) => line.sent.find(({ name }) => name === one.name) === one;
  const needed = line.sent.filter((one) => one.done && isFirst(one) && !NOT_NEEDED.test(one.name));
  const octets = needed.reduce((sum, one) => sum + one.octets, 0);
  if (shows) waterfall(line.sent);
  await context.close();
  const empty = await (await browser.newContext()).newPage();
  await empty.goto(`${line.url}${NOTHING}0`);
  const own = await empty.evaluate(alone, `${line.url}${NOTHING}${octets}`);
  await empty.context().close();
  await line.stop();
  return { usable, verdict, octets, own, ratio: verdict / own };
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const browser = await startBrowser();
const missed = [];
console.log(`\nthe first visit in Chromium ${browser.version()}, medians of ${TURNS}`);
console.log(`  ${''.padEnd(26)} ${['usable', 'verdict', 'octets', 'line alone', 'ratio'].map((head) => head.padStart(10)).join(' ')}`);
for (const line of LINES) {
  const turns = [];
  for (let turn = 0; turn < TURNS; turn += 1) turns.push(await visit(browser, line, given.waterfall && turn === 0));
  const of = (name) => median(turns.map((turn) => turn[name]));
  const figures = [`${(of('usable') / 1000).toFixed(2)} s`, `${(of('verdict') / 1000).toFixed(2)} s`, of('octets'), `${(of('own') / 1000).toFixed(2)} s`, of('ratio').toFixed(2)];
  console.log(`  ${line.name.padEnd(26)} ${figures.map((figure) => String(figure).padStart(10)).join(' ')}`);
  if (line === LINES[0] && of('usable') > USABLE) missed.push(`  ${line.name}: usable after more than ${USABLE} ms`);
  if (of('ratio') > RATIO) missed.push(`  ${line.name}: the verdict takes more than ${RATIO} times what the line does`);
}
if (missed.length) console.log(`Not met:\n${missed.join('\n')}`);
await browser.close();
