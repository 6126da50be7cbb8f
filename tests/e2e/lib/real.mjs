// Real servers: nsd answers for one root zone that holds every name of a zone file of the contract, and dnsdist in front of
// it speaks DNS over HTTPS (plain HTTP on this machine, as a browser allows for loopback) with a CORS header.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Where Debian puts the two servers, whatever the caller's PATH. */
const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
/** The longest that a server may take to listen, in milliseconds. */
const START_LIMIT = 20_000;

const program = async (name) => {
  for (const folder of FOLDERS) {
    const file = path.join(folder, name);
    if (await fs.access(file, fs.constants.X_OK).then(() => true, () => false)) return file;
  }
  return null;
};

/** The names of the servers that are not installed. */
export async function missing() {
  const found = await Promise.all(['nsd', 'dnsdist'].map(async (name) => [name, await program(name)]));
  return found.filter(([, file]) => !file).map(([name]) => name);
}

/** A TXT value as the quoted strings of a zone file, each of at most 255 octets. */
function quoted(value) {
  const pieces = [value].flat().flatMap((text) => text.match(/.{1,255}/gs) ?? ['']);
  return pieces.map((piece) => `"${piece.replace(/["\\]/g, '\\$&')}"`).join(' ');
}

const dotted = (name) => (name.endsWith('.') ? name : `${name}.`);

/** The data of one record as a zone file writes it; null for what it cannot hold: NS would end this zone there. */
function data(type, value) {
  switch (type) {
    case 'TXT': return quoted(value);
    case 'MX': return `${value[0]} ${dotted(value[1])}`;
    case 'CNAME': case 'PTR': return dotted(value);
    case 'TLSA': return value.join(' ');
    case 'A': case 'AAAA': return value;
    default: return null;
  }
}

/** A zone of the contract as one root zone. */
export function rootZone(zone) {
  const lines = ['$ORIGIN .', '$TTL 300', '. IN SOA ns. hostmaster. 1 3600 600 86400 60', '. IN NS ns.', 'ns. IN A 127.0.0.1'];
  for (const [name, entries] of Object.entries(zone)) {
    for (const entry of entries.filter((entry) => typeof entry === 'object')) {
      for (const [type, value] of Object.entries(entry)) {
        const written = data(type, value);
        if (written !== null) lines.push(`${dotted(name)} IN ${type} ${written}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A port that is free now. */
async function freePort() {
  const server = net.createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Waits until something listens; where the server ends before, says what it printed. */
async function listening(port, server) {
  const until = performance.now() + START_LIMIT;
  while (performance.now() < until) {
    const open = await new Promise((tell) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); tell(true); });
      socket.on('error', () => tell(false));
    });
    if (open) return;
    if (server.exitCode !== null) throw new Error(`${server.spawnfile} ended: ${server.said}`);
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`${server.spawnfile} does not listen: ${server.said}`);
}

function start(file, args) {
  const server = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  server.said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => { server.said += text; });
  return server;
}

const stopped = (server) => new Promise((done) => {
  if (server.exitCode !== null) return done();
  server.on('exit', done);
  server.kill('SIGTERM');
});

/** Starts both servers; `url` is the resolver's address. */
export async function startReal(zone) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waxseal-dns-'));
  const [dnsPort, dohPort] = [await freePort(), await freePort()];
  const file = (name) => path.join(folder, name);
  await fs.writeFile(file('root.zone'), rootZone(zone));
  await fs.writeFile(file('nsd.conf'), `server:
  ip-address: 127.0.0.1
  port: ${dnsPort}
  username: ""
  chroot: ""
  zonesdir: "${folder}"
  pidfile: "${file('nsd.pid')}"
  xfrdfile: "${file('xfrd.state')}"
  zonelistfile: "${file('zone.list')}"
  xfrdir: "${folder}"
  database: ""
remote-control:
  control-enable: no
zone:
  name: "."
  zonefile: "root.zone"
`);
  await fs.writeFile(file('dnsdist.conf'), `setLocal("127.0.0.1:${await freePort()}")
addDOHLocal("127.0.0.1:${dohPort}", nil, nil, "/dns-query", {customResponseHeaders={["access-control-allow-origin"]="*"}})
newServer({address="127.0.0.1:${dnsPort}", healthCheckMode="up"})
`);
  const nsdFile = await program('nsd');
  execFileSync(nsdFile.replace(/nsd$/, 'nsd-checkzone'), ['.', file('root.zone')]);
  const nsd = start(nsdFile, ['-d', '-c', file('nsd.conf')]);
  await listening(dnsPort, nsd);
  const dnsdist = start(await program('dnsdist'), ['--supervised', '--disable-syslog', '-C', file('dnsdist.conf')]);
  await listening(dohPort, dnsdist);
  return {
    url: `http://127.0.0.1:${dohPort}/dns-query`,
    async stop() {
      await Promise.all([stopped(nsd), stopped(dnsdist)]);
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}
