// The Action in a repository of its own, with a zone file and a broken record in it.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { folder, root, waxseal } from './lib/places.mjs';
import { play } from './lib/runner.mjs';

const action = path.join(root, '.github/actions/waxseal/action.yml');
const ZONE = `$ORIGIN example.com.
@ 3600 IN SOA ns1.dns.example. host.example.com. 1 2 3 4 5
@ IN MX 10 mx
@ IN TXT "v=spf1 include:_spf.esp.example -al"
mx IN A 192.0.2.1
_dmarc IN TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"
`;
const OCTODNS = `---
'':
- type: TXT
  value: v=spf1 -all
_dmarc:
  type: TXT
  value: v=DMARC1\\; p=rejct
`;
const ANSWERS = JSON.stringify({
  '_spf.esp.example': [{ TXT: 'v=spf1 ip4:198.51.100.0/24 -all' }],
  'good.example': [{ TXT: 'v=spf1 -all' }, { MX: [0, '.'] }], '_dmarc.good.example': [{ TXT: 'v=DMARC1; p=reject' }],
  'bad.example': [{ TXT: 'v=spf1 -all' }, { TXT: 'v=spf1 ~all' }],
});
const repository = (t) =>
  folder(t, { 'dns/example.com.zone': ZONE, 'dns/example.net.yaml': OCTODNS, 'answers.json': ANSWERS });
const given = { binary: waxseal, answers: 'answers.json' };

test('a broken record fails, and is told at its line, in the summary and as SARIF', async (t) => {
  const at = await repository(t);
  const run = await play(action, at, { ...given, zones: 'dns/example.com.zone\ndns/example.net.yaml\n' });
  assert.equal(run.code, 1, run.said);
  assert.match(run.said, /^::error file=dns\/example\.com\.zone,line=4,title=spfSyntax example\.com::/m);
  assert.match(run.said, /^::error file=dns\/example\.net\.yaml,line=7,/m);
  assert.match(run.summary, /\| dns\/example\.com\.zone:4 \| error \|/);
  assert.equal(run.outputs.sarif, 'waxseal.sarif');
  const { runs: [{ results }] } = JSON.parse(await fs.readFile(path.join(at, 'waxseal.sarif'), 'utf8'));
  const uris = new Set(results.map((found) => found.locations[0].physicalLocation.artifactLocation.uri));
  assert.deepEqual([...uris].sort(), ['dns/example.com.zone', 'dns/example.net.yaml']);
});

test('a mended record passes', async (t) => {
  const at = await repository(t);
  await fs.writeFile(path.join(at, 'dns/example.com.zone'), ZONE.replace('-al"', '-all"'));
  const run = await play(action, at, { ...given, zones: 'dns/example.com.zone example.com' });
  assert.equal(run.code, 0, run.said);
  assert.doesNotMatch(run.said, /::error/);
});

test('the threshold decides', async (t) => {
  const at = await repository(t);
  const zones = 'dns/example.com.zone';
  assert.equal((await play(action, at, { ...given, zones, 'fail-on': 'never' })).code, 0);
  await fs.writeFile(path.join(at, zones), ZONE.replace('-al"', '-all"'));
  assert.equal((await play(action, at, { ...given, zones, 'fail-on': 'warning' })).code, 1);
});

test('domains are checked as they are', async (t) => {
  const at = await repository(t);
  const good = await play(action, at, { ...given, domains: 'good.example' });
  assert.equal(good.code, 0, good.said);
  assert.match(good.summary, /good\.example/);
  assert.deepEqual(good.outputs, { sarif: '' });
  const bad = await play(action, at, { ...given, domains: 'good.example\nbad.example', language: 'nl' });
  assert.equal(bad.code, 1);
  assert.match(bad.said, /^::error title=bad\.example::/m);
});

test('what cannot be checked fails', async (t) => {
  const at = await repository(t);
  assert.equal((await play(action, at, { ...given, zones: 'dns/none.zone' })).code, 2);
  assert.equal((await play(action, at, { ...given, binary: '/nowhere/waxseal' })).code, 2);
});

test('a release is held to its checksums', async (t) => {
  const at = await repository(t);
  // In place of the network: a curl that lays down a release, whole or broken.
  await fs.mkdir(path.join(at, 'bin'));
  const curl = (more) => `#!/usr/bin/env bash
[[ "$*" == *"https://github.com/somebody/waxseal/releases/download/v0.0.0/waxseal-x86_64-unknown-linux-musl.tar.gz"* ]] || exit 22
cp '${waxseal}' waxseal && tar -czf waxseal-x86_64-unknown-linux-musl.tar.gz waxseal && rm waxseal
sha256sum waxseal-*.tar.gz > SHA256SUMS
${more}
`;
  const environment = { PATH: `${path.join(at, 'bin')}:${process.env.PATH}` };
  const zones = 'dns/example.com.zone';
  const whole = { answers: 'answers.json', zones, 'fail-on': 'never' };
  await fs.writeFile(path.join(at, 'bin/curl'), curl(''), { mode: 0o755 });
  const run = await play(action, at, whole, environment);
  assert.equal(run.code, 0, run.said);
  assert.match(run.said, /title=spfSyntax/);
  await fs.writeFile(path.join(at, 'bin/curl'), curl('echo x >> waxseal-x86_64-unknown-linux-musl.tar.gz'), { mode: 0o755 });
  const broken = await play(action, at, whole, environment);
  assert.notEqual(broken.code, 0);
  assert.doesNotMatch(broken.said, /title=spfSyntax/);
});
