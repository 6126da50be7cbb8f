"""Times the reading of 3,000 aggregate reports beside parsedmarc, offline: both over the same files, one after the other, five times.

Run by `cargo xtask bench` where `parsedmarc` (PyPI) can be imported; the argument is the program of this project, built for speed.
The files hold 31,000 records, made of the real reports of the suites where those are there, and else of made-up ones. What is
timed of parsedmarc is reading alone, in one process that has started already; of `waxseal` the whole run of the program, with the
diagnosis of each sender (over an empty zone) and the JSON of all of it.
"""

import glob
import gzip
import json
import logging
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

import parsedmarc

logging.disable(logging.CRITICAL)

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FILES, RECORDS, TURNS = 3_000, 31_000, 5
RECORD = re.compile(r"<record>.*?</record>", re.S)


def real():
    """The texts of real reports, where the suites have them."""
    suites = os.environ.get("WAXSEAL_SUITES") or os.path.join(ROOT, "..", "shared", "suites")
    try:
        lines = gzip.open(os.path.join(suites, "reports", "rua-real.jsonl.gz"), "rt")
        texts = [json.loads(line).get("xml") or "" for line in lines]
    except OSError:
        return []
    is_whole = lambda text: all(part in text for part in ("<record>", "</feedback>", "<report_id>"))
    return [text for text in texts if is_whole(text) and text.count("<record>") <= 200 and RECORD.search(text)]


def made_up():
    """A report in each of the two shapes, of a record that passes and one that does not."""
    record = """
  <record><row><source_ip>192.0.2.1</source_ip><count>3</count><policy_evaluated><disposition>none</disposition>
    <dkim>%(dkim)s</dkim><spf>fail</spf></policy_evaluated></row>
    <identifiers><envelope_from>bounce.example.net</envelope_from><header_from>example.com</header_from></identifiers>
    <auth_results><dkim><domain>%(domain)s</domain><selector>s1</selector><result>pass</result></dkim>
      <spf><domain>bounce.example.net</domain><scope>mfrom</scope><result>pass</result></spf></auth_results></record>"""
    both = [record % {"dkim": "pass", "domain": "example.com"}, record % {"dkim": "fail", "domain": "example.net"}]
    shape = """<?xml version="1.0" encoding="UTF-8"?>
<feedback%s><version>1.0</version>
  <report_metadata><org_name>receiver.example</org_name><email>d@receiver.example</email><report_id>1</report_id>
    <date_range><begin>1761955200</begin><end>1762041599</end></date_range></report_metadata>
  <policy_published><domain>example.com</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><sp>none</sp>%s</policy_published>%s
</feedback>
"""
    newer = shape % (' xmlns="urn:ietf:params:xml:ns:dmarc-2.0"', "", "".join(both))
    return [shape % ("", "<pct>100</pct>", "".join(both)), newer]


def write(folder):
    """The files: each report under ids of its own, its records multiplied under other addresses."""
    texts, records = real() or made_up(), 0
    for at in range(FILES):
        text = texts[at % len(texts)].replace("<report_id>", "<report_id>c%d." % at, 1)
        own = RECORD.findall(text)
        wanted = max(1, round((RECORDS - records) / (FILES - at)))
        address = lambda k: "<source_ip>192.0.%d.%d</source_ip>" % (k % 256, (at * 7 + k) % 250 + 1)
        more = [re.sub(r"<source_ip>[^<]*</source_ip>", address(k + 1), own[k % len(own)]) for k in range(wanted - len(own))]
        text = text.replace("</feedback>", "".join(more) + "</feedback>")
        records += len(own) + len(more)
        with gzip.open(os.path.join(folder, "%04d.xml.gz" % at), "wb", compresslevel=6) as file:
            file.write(text.encode())
    return records


def parsed(files):
    """Reads them with parsedmarc; how many it refuses."""
    refused = 0
    for file in files:
        try:
            parsedmarc.parse_report_file(file, offline=True)
        except Exception:
            refused += 1
    return refused


def told(program, folder, zone):
    """Reads them with this project's program; how many it refuses, and its messages."""
    arguments = [program, "reports", folder, "--json", "--zone", zone, "--now", "2026-01-01T00:00:00Z"]
    report = json.loads(subprocess.run(arguments, stdout=subprocess.PIPE, check=False).stdout)
    return sum(1 for file in report["files"] if file["type"] is None), report["messages"]


def timed(turn):
    before = time.perf_counter()
    outcome = turn()
    return time.perf_counter() - before, outcome


def main():
    with tempfile.TemporaryDirectory() as place:
        folder, zone = os.path.join(place, "reports"), os.path.join(place, "zone.json")
        os.mkdir(folder)
        with open(zone, "w") as file:
            file.write("{}")
        records = write(folder)
        files = sorted(glob.glob(os.path.join(folder, "*")))
        # One turn before the clock runs: files are in the memory of the system, modules are loaded.
        ours, theirs = told(sys.argv[1], folder, zone), parsed(files)
        here, there = [], []
        for _ in range(TURNS):
            here.append(timed(lambda: subprocess.run([sys.argv[1], "reports", folder, "--json", "--zone", zone], stdout=subprocess.DEVNULL, check=False))[0])
            there.append(timed(lambda: parsed(files))[0])
    version = getattr(parsedmarc, "__version__", "")
    print("%d files, %d records" % (len(files), records))
    spread = lambda turns: "%.2f s (%.2f to %.2f)" % (statistics.median(turns), min(turns), max(turns))
    print("waxseal reports: %s, %d refused" % (spread(here), ours[0]))
    print("parsedmarc %s: %s, %d refused" % (version, spread(there), theirs))
    print("%.1f times as fast" % (statistics.median(there) / statistics.median(here)))


main()
