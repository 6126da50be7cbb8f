// The npm package, packed and installed into an empty project.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import dgram from 'node:dgram';
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { folder, root, target } from './lib/places.mjs';

const run = promisify(execFile);
const now = '2026-11-23T00:00:00Z';
const zone = JSON.parse(await fs.readFile(path.join(root, 'web/assets/examples/zone.json'), 'utf8'));
const mail = await fs.readFile(path.join(root, 'web/assets/examples/mailchimp-to-gmail.txt'), 'utf8');

let project;
let end;
after(() => end?.());
before(async () => {
  project = await folder({ after: (remove) => { end = remove; } }, { 'package.json': '{ "name": "empty", "private": true }' });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], { cwd: path.join(target, 'package'), maxBuffer: 1 << 24 });
  const [{ filename, size, unpackedSize }] = JSON.parse(stdout);
  assert.ok(size < 3.2e6 && unpackedSize < 8e6, `${size} packed, ${unpackedSize} unpacked`);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], { cwd: project });
});

/** Runs a script of the empty project, with `waxseal` at hand, and gives what it prints as JSON. */
async function script(text, ...given) {
  const file = path.join(project, 'script.mjs');
  await fs.writeFile(file, text);
  const { stdout, stderr } = await run(process.execPath, [file, ...given], { cwd: project, timeout: 60_000 });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

test('every function works in Node, and the process ends by itself', async () => {
  const reports = await script(`
    import * as waxseal from 'waxseal';
    const [zone, mail, now] = [${JSON.stringify(zone)}, ${JSON.stringify(mail)}, ${JSON.stringify(now)}];
    const client = { ip: '40.107.21.72', mailFrom: 'a@nl365pro.com', helo: 'x.example' };
    console.log(JSON.stringify(await Promise.all([
      waxseal.checkMessage(mail, { zone, now }),
      waxseal.checkDomain('nl365pro.com', { zone, now, lang: 'nl' }),
      waxseal.checkSpf(client, { zone, now }),
      waxseal.checkRecord('v=DMARC1; p=reject', { zone, now, name: 'nl365pro.com' }),
      waxseal.setUp({ domain: 'nl365pro.com', sends: ['mailchimp'] }, { zone, now }),
      waxseal.readReports([new TextEncoder().encode('nothing')], { zone, now }),
      waxseal.checkDomain('a..b', { zone }).catch((error) => error.message),
      waxseal.checkDomain('a.example', { zone, nonsense: 1 }).catch((error) => error.message),
      waxseal.checkDomain('a.example', { zone, resolver: () => 1 }).catch((error) => error.message),
    ])));
  `);
  assert.deepEqual(reports.slice(0, 6).map(({ kind }) => kind), ['message', 'domain', 'spf', 'record', 'setup', 'reports']);
  assert.equal(reports[0].dmarc.result, 'fail');
  // The public suffixes came along.
  assert.equal(reports[0].dmarc.rfc7489.organizationalDomain, 'nl365pro.com');
  assert.equal(reports[2].spf.result, 'pass');
  for (const message of reports.slice(6)) assert.match(message, /^[^\n]+\.$/);
  assert.match(reports[7], /nonsense/);
});

test('a report is the one of the terminal, octet for octet', async (t) => {
  const at = await folder(t, { 'zone.json': JSON.stringify(zone) });
  const terminal = path.join(target, 'debug/waxseal');
  const given = ['domain', 'nl365pro.com', '--zone', path.join(at, 'zone.json'), '--now', now, '--json'];
  const here = await run(terminal, given).catch((error) => error);
  const there = await script(`import { checkDomain } from 'waxseal';
    console.log(JSON.stringify(await checkDomain('nl365pro.com', { zone: ${JSON.stringify(zone)}, now: '${now}' })));`);
  assert.deepEqual(there, JSON.parse(here.stdout));
});

/** What a name server says for which no name exists, but for the DMARC record of example.com. */
function answered(query) {
  const isAsked = query.includes('\x06_dmarc\x07example\x03com\x00\x00\x10', 0, 'latin1');
  const head = Buffer.from([query[0], query[1], 0x81, isAsked ? 0x80 : 0x83, 0, 1, 0, isAsked ? 1 : 0, 0, 0, 0, 0]);
  const text = Buffer.from('v=DMARC1; p=quarantine');
  const data = Buffer.concat([Buffer.from([text.length]), text]);
  const record = Buffer.concat([Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 1, 44, 0, data.length]), data]);
  return Buffer.concat([head, query.subarray(12, query.indexOf(0, 12) + 5), ...(isAsked ? [record] : [])]);
}

/** The same over UDP, on this machine. */
async function nameServer(t) {
  const server = dgram.createSocket('udp4');
  server.on('message', (query, { port, address }) => server.send(answered(query), port, address));
  await new Promise((ready) => server.bind(0, '127.0.0.1', ready));
  t.after(() => server.close());
  return server.address().port;
}

/** The same over HTTP. */
async function dohServer(t) {
  const server = http.createServer((request, response) => {
    const query = Buffer.from(new URL(request.url, 'http://x').searchParams.get('dns'), 'base64url');
    response.writeHead(200, { 'content-type': 'application/dns-message' }).end(answered(query));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  t.after(() => server.closeAllConnections() ?? server.close());
  return `http://127.0.0.1:${server.address().port}/dns-query`;
}

test('the example with a resolver of its own', async (t) => {
  const port = await nameServer(t);
  const example = await fs.readFile(path.join(project, 'node_modules/waxseal/examples/own-resolver.mjs'), 'utf8');
  await fs.writeFile(path.join(project, 'own.mjs'), example);
  const { stdout } = await run(process.execPath, ['own.mjs', 'example.com', '127.0.0.1', String(port)], { cwd: project, timeout: 60_000 });
  assert.equal(stdout, 'quarantine\n');
});

test('a resolver that throws is a query without an answer', async () => {
  const report = await script(`import { checkDomain } from 'waxseal';
    const resolver = async () => { throw new Error('no'); };
    console.log(JSON.stringify(await checkDomain('example.com', { resolver })));`);
  assert.ok(report.dns.length > 0 && report.dns.every(({ status }) => !['noerror', 'nxdomain'].includes(status)));
});

test('the examples are ten lines, and the script runs over DNS over HTTPS', async (t) => {
  const examples = path.join(project, 'node_modules/waxseal/examples');
  for (const name of ['script.mjs', 'worker.js', 'own-resolver.mjs']) {
    const lines = (await fs.readFile(path.join(examples, name), 'utf8')).split('\n').filter((line) => line.trim() && !line.startsWith('//'));
    assert.ok(lines.length <= 10, `${name}: ${lines.length}`);
  }
  await fs.copyFile(path.join(examples, 'script.mjs'), path.join(project, 'example.mjs'));
  const env = { ...process.env, DOH: await dohServer(t) };
  const { stdout } = await run(process.execPath, ['example.mjs', 'example.com', 'example.org'], { cwd: project, env, timeout: 60_000 }).catch((error) => error);
  assert.match(stdout, /^example\.com: p=quarantine/);
  assert.match(stdout, /^example\.org: p=-/m);
});

test('the types have what the package takes and nothing of a page', async () => {
  const types = await fs.readFile(path.join(project, 'node_modules/waxseal/index.d.ts'), 'utf8');
  assert.match(types, /resolver\?: \(query: Uint8Array\) => Promise<Uint8Array>;/);
  assert.match(types, /export interface MessageReport \{/);
  assert.doesNotMatch(types, /wasmBindings: \{|declare global/);
});
