"""Times a list of made-up domains: `waxseal domain --file LIST --ndjson` over DNS over HTTPS beside checkdmarc over UDP.

Run by `cargo xtask bench` where `checkdmarc` (PyPI) can be imported and nsd and dnsdist are installed; the first argument is the
program of this project, built for speed, the second how many domains there are. Both ask the same nsd through the same dnsdist, which
sends every answer late; a second dnsdist turns DNS over HTTPS (plain HTTP, as on loopback) into questions to the first.

checkdmarc checks one domain after the other, so of a long list it is given a part, evenly spread, and its time is told for each domain.
What it would fetch over HTTPS is refused at once, and so are its questions about DNSSEC, which go to port 53 of the machine.
"""

import json
import logging
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["HTTPS_PROXY"] = os.environ["HTTP_PROXY"] = "http://127.0.0.1:9"

import checkdmarc
import dns.resolver

logging.disable(logging.CRITICAL)

# How late every answer is, in milliseconds.
LATENCY = 20
# How many domains checkdmarc is given at most, in so many parts that are timed apart.
PART, PARTS = 100, 3
FOLDERS = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"]
# An RSA key of 2048 bits, of nobody.
KEY = "v=DKIM1; k=rsa; p=" + "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA" + "u" * 336 + "wIDAQAB"
PROVIDERS = 20


def domain(number):
    return "d%05d.example" % number


def has_dmarc(number):
    """One in five has none."""
    return number % 5 != 0


def text(value):
    return " ".join('"%s"' % value[at : at + 255] for at in range(0, len(value), 255))


def records(number):
    """What a domain publishes, at names below it: every tenth sends nothing."""
    provider = "p%d.example" % (number % PROVIDERS)
    if number % 10 == 9:
        lines = [("", "MX", "0 ."), ("", "TXT", text("v=spf1 -all"))]
    else:
        lines = [("", "MX", "10 mx1.%s." % provider), ("", "MX", "20 mx2.%s." % provider)]
        lines += [("", "TXT", text("v=spf1 include:_spf.%s ip4:192.0.2.%d ~all" % (provider, number % 250 + 1)))]
        lines += [("", "A", "198.51.100.%d" % (number % 250 + 1))]
    if number % 2 == 0:
        lines.append(("s1._domainkey.", "TXT", text(KEY)))
    if has_dmarc(number):
        policy = ("none", "quarantine", "reject")[number % 3]
        lines.append(("_dmarc.", "TXT", text("v=DMARC1; p=%s; rua=mailto:d@%s" % (policy, domain(number)))))
    return lines


def root_zone(count):
    """One root zone with every name, so that one server answers for all of them."""
    lines = ["$ORIGIN .", "$TTL 300", ". IN SOA ns. hostmaster. 1 3600 600 86400 60", ". IN NS ns.", "ns. IN A 127.0.0.1"]
    for provider in range(PROVIDERS):
        name = "p%d.example." % provider
        lines.append("_spf.%s IN TXT %s" % (name, text("v=spf1 ip4:203.0.113.%d ip6:2001:db8:%d::/48 -all" % (provider + 1, provider + 1))))
        lines += ["mx%d.%s IN A 203.0.113.%d" % (place, name, 100 + provider) for place in (1, 2)]
    for number in range(count):
        lines += ["%s%s. IN %s %s" % (below, domain(number), kind, data) for below, kind, data in records(number)]
    return "\n".join(lines) + "\n"


def program(name):
    return next((path for path in (os.path.join(folder, name) for folder in FOLDERS) if os.access(path, os.X_OK)), None)


def free_port():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return own.getsockname()[1]


def answers(port):
    """Waits until the zone is answered for through a server."""
    resolver = asking(port)
    for _ in range(200):
        try:
            return resolver.resolve(domain(1), "TXT")
        except Exception:
            time.sleep(0.1)
    raise SystemExit("no answer from port %d" % port)


def asking(port):
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port, resolver.lifetime = ["127.0.0.1"], port, 10
    return resolver


def started(folder, name, arguments, configuration):
    """A server over a configuration of its own."""
    path = os.path.join(folder, "%s-%d.conf" % (name, free_port()))
    with open(path, "w") as file:
        file.write(configuration)
    return subprocess.Popen([program(name), *arguments, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def serve(folder, count):
    """Starts the three servers; gives them with the port of DNS and the address of DNS over HTTPS."""
    own, late, https, unused = (free_port() for _ in range(4))
    with open(os.path.join(folder, "root.zone"), "w") as file:
        file.write(root_zone(count))
    nsd = started(folder, "nsd", ["-d", "-c"], """server:
  ip-address: 127.0.0.1
  port: %d
  username: ""
  chroot: ""
  zonesdir: "%s"
  pidfile: "%s/nsd.pid"
  xfrdfile: "%s/xfrd.state"
  zonelistfile: "%s/zone.list"
  xfrdir: "%s"
  database: ""
  rrl-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: "."
  zonefile: "root.zone"
""" % (own, *[folder] * 5))
    arguments = ["--supervised", "--disable-syslog", "-C"]
    backend = 'newServer({address="127.0.0.1:%d", healthCheckMode="up"})\n'
    delay = "addResponseAction(AllRule(), DelayResponseAction(%d))\n" % LATENCY
    first = started(folder, "dnsdist", arguments, 'setLocal("127.0.0.1:%d")\n' % late + backend % own + delay)
    door = 'setLocal("127.0.0.1:%d")\naddDOHLocal("127.0.0.1:%d", nil, nil, "/dns-query")\n' % (unused, https)
    second = started(folder, "dnsdist", arguments, door + backend % late)
    answers(late), answers(unused)
    return [nsd, first, second], late, "http://127.0.0.1:%d/dns-query" % https


def ours(waxseal, folder, count, url):
    """The seconds, the most memory in kilobytes, the domains with DMARC, and the questions of all."""
    names, lines = os.path.join(folder, "names"), os.path.join(folder, "lines")
    with open(names, "w") as file:
        file.write("".join(domain(number) + "\n" for number in range(count)))
    start = time.perf_counter()
    with open(lines, "w") as output:
        run = subprocess.Popen([waxseal, "domain", "--file", names, "--ndjson", "--doh", url], stdout=output, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(run.pid, 0)
    seconds = time.perf_counter() - start
    reports = found = questions = 0
    with open(lines) as file:
        for line in file:
            report = json.loads(line)
            reports += 1
            questions += len(report["dns"])
            found += bool(report["dmarc"]["record"])
    if (reports, found) != (count, sum(map(has_dmarc, range(count)))):
        raise SystemExit("waxseal gave %d reports, %d of them with DMARC" % (reports, found))
    return seconds, used.ru_maxrss, questions


def theirs(count, port):
    """The seconds a domain, of each part."""
    every = max(1, count // (PART * PARTS))
    numbers = list(range(0, count, every))[: PART * PARTS]
    times = []
    for part in range(PARTS):
        own = numbers[part::PARTS]
        start = time.perf_counter()
        results = checkdmarc.check_domains([domain(number) for number in own], resolver=asking(port), timeout=5.0)
        times.append((time.perf_counter() - start) / len(own))
        found = sum(1 for result in results if result["dmarc"].get("record"))
        if found != sum(map(has_dmarc, own)):
            raise SystemExit("checkdmarc found %d records of DMARC" % found)
    return times


def main():
    waxseal, count = sys.argv[1], int(sys.argv[2])
    if not all(map(program, ("nsd", "dnsdist"))):
        return print("Skipped the list of domains: it needs nsd and dnsdist")
    folder = tempfile.mkdtemp(prefix="waxseal-lists-")
    servers = []
    try:
        servers, port, url = serve(folder, count)
        there = theirs(count, port)
        seconds, kilobytes, questions = ours(waxseal, folder, count, url)
    finally:
        for server in servers:
            server.send_signal(signal.SIGTERM)
            server.wait()
        shutil.rmtree(folder)
    each = statistics.median(there)
    print("\n%d made-up domains, every answer after %d ms" % (count, LATENCY))
    print("  waxseal: %.0f s, %.1f ms a domain, %.0f questions each, %d MB" % (seconds, 1e3 * seconds / count, questions / count, kilobytes // 1024))
    spread = "%.0f ms a domain (%.0f to %.0f)" % tuple(1e3 * time for time in (each, min(there), max(there)))
    print("  checkdmarc %s, %d of them: %s, so %.0f s for all" % (checkdmarc.__version__, PART * PARTS, spread, each * count))
    print("  %.0f times as fast" % (each * count / seconds))


main()
