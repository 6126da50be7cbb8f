"""Times checkdmarc on the zones of the round-trip benchmark, with every answer taking as long as it does there.

Run by `cargo xtask bench` where `checkdmarc` (PyPI) can be imported. The name server is this file's own: it answers from
the same JSON, over UDP on this machine, each answer after 50 ms, as many at a time as are asked. What checkdmarc would
fetch over HTTPS is refused at once, so that the clock sees DNS alone.
"""

import asyncio
import json
import logging
import os
import sys
import threading
import time

os.environ["HTTPS_PROXY"] = os.environ["HTTP_PROXY"] = "http://127.0.0.1:9"

import checkdmarc
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset

logging.disable(logging.CRITICAL)

LATENCY = 0.050
TURNS = 3
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
CASES = [
    ("the seed domain", "web/assets/examples/zone.json", "nl365pro.com"),
    ("a record of ten includes", "tests/bench/zones/includes.json", "example.org"),
    ("a domain with everything", "tests/zones/dnssec-dane.json", "veilig.example"),
]


def written(kind, value):
    """The data of a zone line as a zone file writes it."""
    if kind == "TXT":
        text = "".join(value) if isinstance(value, list) else value
        return " ".join('"%s"' % text[at : at + 255] for at in range(0, len(text), 255))
    return " ".join(str(part) for part in value) if isinstance(value, list) else value


def absolute(kind, text):
    """Names in the data are whole."""
    return text + "." if kind in ("MX", "CNAME", "NS", "PTR") and not text.endswith(".") else text


class Server(asyncio.DatagramProtocol):
    """Answers from a zone, late."""

    def __init__(self, zone):
        self.zone = {name.lower().rstrip("."): lines for name, lines in zone.items()}
        self.asked = 0

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.asked += 1
        reply = self.reply(dns.message.from_wire(data)).to_wire()
        asyncio.get_running_loop().call_later(LATENCY, self.transport.sendto, reply, address)

    def lines(self, name, kind):
        entries = [entry for entry in self.zone.get(name, []) if isinstance(entry, dict)]
        return [absolute(kind, written(kind, entry[kind])) for entry in entries if kind in entry]

    def reply(self, query):
        reply = dns.message.make_response(query, recursion_available=True)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        for _ in range(16):
            owner = dns.name.from_text(name)
            found = self.lines(name, kind)
            if found:
                reply.answer.append(dns.rrset.from_text_list(owner, 300, "IN", kind, found))
                return reply
            alias = self.lines(name, "CNAME")
            if not alias:
                break
            reply.answer.append(dns.rrset.from_text_list(owner, 300, "IN", "CNAME", alias))
            name = alias[0].rstrip(".").lower()
        if not any(other == name or other.endswith("." + name) for other in self.zone):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply


def serve(zone):
    """Starts the server on a thread of its own; returns it with its port."""
    loop, started = asyncio.new_event_loop(), threading.Event()
    server = Server(zone)

    def run():
        asyncio.set_event_loop(loop)
        loop.run_until_complete(loop.create_datagram_endpoint(lambda: server, local_addr=("127.0.0.1", 0)))
        started.set()
        loop.run_forever()

    threading.Thread(target=run, daemon=True).start()
    started.wait()
    return server, server.transport.get_extra_info("sockname")[1]


def timed(zone, domain):
    """The shortest of some turns, and the questions of a turn; each asks a server of its own, so that no cache helps."""
    turns = []
    for _ in range(TURNS):
        server, port = serve(zone)

        def configured(resolver, _):
            resolver.nameservers, resolver.port = ["127.0.0.1"], port

        # In place of the machine's own resolvers, so that no question leaves it.
        dns.resolver.Resolver.read_resolv_conf = configured
        dns.resolver.default_resolver = None
        resolver = dns.resolver.Resolver()
        for cache in ("DNS_CACHE", "DNSSEC_CACHE", "TLSA_CACHE"):
            for module in list(sys.modules.values()):
                if getattr(module, "__name__", "").startswith("checkdmarc") and hasattr(module, cache):
                    getattr(module, cache).clear()
        start = time.perf_counter()
        checkdmarc.check_domains([domain], resolver=resolver, timeout=5.0)
        turns.append((time.perf_counter() - start, server.asked))
    return min(turns)


def main():
    print("\nthe same latency, checkdmarc %s" % checkdmarc.__version__)
    print("  %-36s %10s %10s" % ("", "questions", "time"))
    for name, path, domain in CASES:
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            seconds, asked = timed(json.load(file), domain)
        print("  %-36s %10d %7.0f ms" % (name, asked, seconds * 1e3))


if __name__ == "__main__":
    main()
