//! Files of every packing, whole and broken.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use std::io::Write;
use waxseal_core::crypto::base64;
use waxseal_core::time::Timestamp;
use waxseal_reports::oddity::Oddity;
use waxseal_reports::report::{FileKind, FileReport, ReportsReport};
use waxseal_reports::unpack::{MAX_NESTING, MAX_RATIO};
use waxseal_reports::{Collection, Limit, Unread};

const XML: &str = include_str!("../../../fuzz/corpus/report_xml/usual");
const TLS: &str = include_str!("../../../fuzz/corpus/report_tls/usual");

fn set(files: &[(&str, &[u8])]) -> ReportsReport {
    let mut collection = Collection::new(None);
    files.iter().for_each(|(name, bytes)| collection.add_file(name, bytes));
    collection.finish(Timestamp(0))
}

fn only(bytes: &[u8]) -> FileReport {
    let mut files = set(&[("x", bytes)]).files;
    assert_eq!(files.len(), 1, "{files:?}");
    files.remove(0)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in entries {
        let method = rawzip::CompressionMethod::DEFLATE;
        let (mut entry, config) = archive.new_file(name).compression_method(method).start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

fn mail(parts: &[(&str, &[u8])]) -> String {
    let mut text =
        "From: r@receiver.example\r\nContent-Type: multipart/mixed;\r\n boundary=\"b b\"\r\n\r\n".to_owned();
    for (kind, bytes) in parts {
        let body = base64::encode(bytes);
        text +=
            &format!("--b b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n");
    }
    text + "--b b--\r\n"
}

#[track_caller]
fn is_the_report(bytes: &[u8]) {
    let file = only(bytes);
    assert_eq!(
        (file.kind, file.messages, file.pass),
        (Some(FileKind::Aggregate), Some(3), Some(3)),
        "{file:?}"
    );
    assert_eq!((file.error, file.reporter.as_deref()), (None, Some("Receiver & Co")));
}

#[test]
fn a_report_is_found_in_whatever_it_is_packed() {
    let xml = XML.as_bytes();
    is_the_report(xml);
    is_the_report(&gzip(xml));
    is_the_report(&gzip(&gzip(xml)));
    is_the_report(&zip(&[("a.xml", xml)]));
    is_the_report(&zip(&[("a.zip", &zip(&[("a.xml.gz", &gzip(xml))])), ("__MACOSX/._a.xml", b"x")]));
    is_the_report(base64::encode(&gzip(xml)).as_bytes());
    let sent = mail(&[("text/html", b"<p>A report"), ("application/octet-stream", &gzip(xml))]);
    is_the_report(sent.as_bytes());
    let forwarded = mail(&[("text/plain", b"Look"), ("message/rfc822", sent.as_bytes())]);
    is_the_report(forwarded.as_bytes());
    is_the_report(format!("From x@y Thu Jan  1 00:00:00 2026\n{sent}").as_bytes());
    is_the_report(format!("Content-Type: text/xml\n\n{XML}").as_bytes());
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(XML.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    is_the_report(&wide);
}

#[test]
fn a_mailbox_holds_many() {
    let sent = mail(&[("application/gzip", &gzip(XML.as_bytes()))]);
    let other = mail(&[("application/gzip", &gzip(XML.replace(">3<", ">4<").as_bytes()))]);
    let mbox = format!("From a Thu Jan  1 00:00:00 2026\n{sent}\nFrom b Thu Jan  1 00:00:00 2026\n{other}");
    let report = set(&[("x.mbox", mbox.as_bytes())]);
    assert_eq!((report.files.len(), report.messages), (2, 7));
}

#[test]
fn a_report_counts_once() {
    let other_host = XML.replace("1@receiver.example", "1@mx2.receiver.example");
    let more = XML.replace(">3<", ">5<");
    let report = set(&[
        ("a.xml", XML.as_bytes()),
        ("b.gz", &gzip(XML.as_bytes())),
        ("c.xml", other_host.as_bytes()),
        ("d.xml", more.as_bytes()),
    ]);
    assert_eq!(report.messages, 8);
    let first = report.files.iter().map(|file| file.duplicate_of.as_deref()).collect::<Vec<_>>();
    assert_eq!(first, [None, Some("a.xml"), Some("a.xml"), None]);
}

#[test]
fn several_kinds_in_one_archive() {
    let report = set(&[("x.zip", &zip(&[("a.xml", XML.as_bytes()), ("t.json", TLS.as_bytes())]))]);
    let kinds: Vec<_> = report.files.iter().map(|file| file.kind.unwrap()).collect();
    assert_eq!(kinds, [FileKind::Aggregate, FileKind::Tls]);
    let policy = &report.tls[0].policies[0];
    assert_eq!((policy.failed, policy.failures[0].sessions), (2, 2));
    assert_eq!(
        (policy.lines.as_slice(), policy.hosts.as_slice()),
        (&["version: STSv1".to_owned()][..], &["mx.a.example".to_owned()][..])
    );
}

#[test]
fn what_cannot_be_read_has_a_reason() {
    for (bytes, why) in [
        (&b""[..], Unread::Empty),
        (b" \r\n", Unread::Empty),
        (b"\x7fELF", Unread::UnknownFormat),
        (b"<html><body>no</body></html>", Unread::OtherXml { root: "html".to_owned() }),
        (b"{\"a\": 1}", Unread::OtherJson),
        (b"Subject: hello\n\nNothing here", Unread::NoReport),
        (b"PK\x03\x04", Unread::DamagedArchive),
        (b"<feedback></feedback>", Unread::NoRecord),
    ] {
        assert_eq!(only(bytes).error, Some(why), "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn what_breaks_off_keeps_what_came_before() {
    let two = XML.replace("</feedback>", &XML[XML.find("<record>").unwrap()..]);
    let cut = &two[..two.rfind("<count>").unwrap()];
    let file = only(cut.as_bytes());
    assert_eq!((file.records, file.messages), (Some(1), Some(3)));
    assert!(matches!(file.error, Some(Unread::CutOff { line: 22 })), "{:?}", file.error);
    let packed = gzip(two.as_bytes());
    let file = only(&packed[..packed.len() - 12]);
    assert!(matches!(file.error, Some(Unread::Damaged { .. })) && file.messages.is_some(), "{file:?}");
    let archive = zip(&[("a.xml", XML.as_bytes())]);
    let headless = &archive[..archive.len() - 40];
    assert_eq!(only(headless).messages, Some(3));
    let littered = [gzip(XML.as_bytes()), b"litter".to_vec()].concat();
    is_the_report(&littered);
}

#[test]
fn xml_that_is_not_well_formed_is_read_as_far_as_it_can_be() {
    let loose = XML.replace("Receiver &amp; Co", "Receiver & Co");
    is_the_report(loose.as_bytes());
    let crossed = XML.replace("</version>", "</wersion>");
    let file = only(crossed.as_bytes());
    assert_eq!(file.messages, Some(3));
    assert!(matches!(file.error, Some(Unread::NotWellFormed { line: 3 })), "{:?}", file.error);
}

#[test]
fn entities_are_never_expanded() {
    let bomb = XML
        .replace("<feedback", "<!DOCTYPE f [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n<feedback")
        .replace("Receiver &amp; Co", "&b;&f;");
    let file = only(bomb.as_bytes());
    assert_eq!((file.reporter.as_deref(), file.messages), (Some("&b;&f;"), Some(3)));
    let told: Vec<Oddity> = file.oddities.iter().map(|found| found.code).collect();
    assert_eq!(told, [Oddity::Doctype, Oddity::EntityReference]);
}

#[test]
fn bombs_end_at_a_limit() {
    let bomb = gzip(&vec![b' '; 3_000_000]);
    assert!(bomb.len() * MAX_RATIO < 3_000_000);
    let beyond = |limit| Some(Unread::Beyond { limit });
    assert_eq!(only(&bomb).error, beyond(Limit::Ratio));
    assert_eq!(only(&zip(&[("a", &vec![b' '; 3_000_000])])).error, beyond(Limit::Ratio));
    let mut nested = XML.as_bytes().to_vec();
    for _ in 0..MAX_NESTING + 1 {
        nested = zip(&[("x", &nested)]);
    }
    assert_eq!(only(&nested).error, beyond(Limit::Nesting));
    assert_eq!(only(format!("<feedback>{}", "<a>".repeat(100)).as_bytes()).error, beyond(Limit::Depth));
}

/// Each oddity of real reports, made from a report without any.
#[test]
fn what_reporters_do_is_read_and_told() {
    let old = XML.replace(" xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\"", "").replace(
        "<p>none</p><testing>n</testing>",
        "<adkim>r</adkim><aspf>r</aspf><p>none</p><sp>none</sp><pct>100</pct><fo>0</fo>",
    );
    let odd = |text: &str| only(text.as_bytes()).oddities.iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!((odd(XML), odd(&old)), (vec![], vec![]));
    for (from, to, told) in [
        ("<version>1.0</version>", "", Oddity::NoVersion),
        ("<version>1.0</version>", "<version>0.1</version>", Oddity::OtherVersion),
        ("<sp>none</sp>", "", Oddity::NoSubdomainPolicy),
        ("<sp>none</sp>", "<sp></sp>", Oddity::EmptyPolicyElement),
        ("<fo>0</fo>", "", Oddity::NoFailureOptions),
        ("<aspf>r</aspf>", "", Oddity::NoAlignmentModes),
        ("<sp>none</sp>", "<sp>none</sp><np>none</np>", Oddity::NpInOldShape),
        ("1767311999", "1767312100", Oddity::PeriodNotADay),
        ("1767311999", "1767398400", Oddity::PeriodLong),
        ("1767311999", "1767225700", Oddity::PeriodShort),
        ("1767311999", "1767225500", Oddity::PeriodBackwards),
        ("1767311999", "tomorrow", Oddity::PeriodUnread),
        ("<spf>fail</spf>", "<spf>softfail</spf>", Oddity::EvaluatedWord),
        ("<result>pass</result></spf>", "<result>unknown</result></spf>", Oddity::UnknownResult),
        ("<result>pass</result></spf>", "<result>hardfail</result></spf>", Oddity::UnknownResult),
        ("<result>pass</result></spf>", "<result></result></spf>", Oddity::EmptyResult),
        ("<dkim>pass</dkim>", "<dkim>PASS</dkim>", Oddity::Capitals),
        ("<result>pass</result></dkim>", "<result>fail</result></dkim>", Oddity::PassWithoutSignature),
        ("<spf>fail</spf>", "<spf>pass</spf>", Oddity::ExtraElement),
        ("<domain>a.example</domain><selector>", "<domain></domain><selector>", Oddity::NoSignatureDomain),
        (
            "</auth_results>",
            "<spf><domain>b.example</domain><scope>helo</scope></spf></auth_results>",
            Oddity::SeveralSpf,
        ),
        ("<scope>mfrom</scope>", "", Oddity::NoScope),
        ("<envelope_from></envelope_from>", "", Oddity::NoEnvelopeFrom),
        ("<type>mailing_list</type>", "<type></type>", Oddity::EmptyReason),
        ("identifiers>", "identities>", Oddity::Identities),
        ("<fo>0</fo>", "<fo>0</fo><rf>afrf</rf>", Oddity::ExtraElement),
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "", Oddity::NoDeclaration),
        ("<?xml", "\u{feff}<?xml", Oddity::ByteOrderMark),
        ("</feedback>", "</feedback>litter", Oddity::BehindTheEnd),
        ("<count>3</count>", "<count>some</count>", Oddity::CountUnread),
        ("2001:db8::1", "unknown", Oddity::AddressUnread),
        ("<disposition>pass</disposition>", "", Oddity::UnknownDisposition),
    ] {
        let changed = old.replace(from, to);
        assert_ne!(changed, old, "{from}");
        let found = odd(&changed);
        // A pass by SPF needs a result that passes, and here there is one.
        let expected = from != "<spf>fail</spf>" || to != "<spf>pass</spf>";
        assert_eq!(found.contains(&told), expected, "{to}: {found:?}");
    }
    let nine = XML.replace("<selector>s</selector>", "").replace("<p>none</p>", "<p>none</p><pct>100</pct>");
    assert_eq!(odd(&nine), [Oddity::OldElement, Oddity::NoSelector]);
}

#[test]
fn reports_on_another_domain_are_told_and_not_counted() {
    let mut collection = Collection::new(Some(waxseal_core::domain::Domain::parse("b.example").unwrap()));
    collection.add_file("a.xml", XML.as_bytes());
    collection.add_file("b.xml", XML.replace("<domain>a.example", "<domain>b.example").as_bytes());
    let report = collection.finish(Timestamp(0));
    assert_eq!(report.files.iter().map(|file| file.other_domain).collect::<Vec<_>>(), [true, false]);
    assert_eq!((report.messages, report.domain.as_deref()), (3, Some("b.example")));
}

/// A record of a report: address, count, what passes for whom.
fn record(ip: &str, dkim: &[(&str, &str, &str)], spf: (&str, &str), aligned: (&str, &str)) -> String {
    let signatures: String = dkim
        .iter()
        .map(|(d, s, r)| {
            format!("<dkim><domain>{d}</domain><selector>{s}</selector><result>{r}</result></dkim>")
        })
        .collect();
    format!(
        "<record><row><source_ip>{ip}</source_ip><count>10</count><policy_evaluated><disposition>none</disposition>\
         <dkim>{}</dkim><spf>{}</spf></policy_evaluated></row><identifiers><header_from>a.example</header_from>\
         </identifiers><auth_results>{signatures}<spf><domain>{}</domain><result>{}</result></spf></auth_results>\
         </record>",
        aligned.0, aligned.1, spf.0, spf.1
    )
}

#[test]
fn senders_are_told_by_what_vouches_for_them() {
    use waxseal_reports::report::SourceKind::{Forwarder, Own, Provider, Unknown};
    let own = |result| ("a.example", "selector1", result);
    let records = [
        record("192.0.2.1", &[own("pass")], ("a.example", "pass"), ("pass", "pass")),
        record("198.2.181.248", &[("mcsv.net", "k1", "pass")], ("mail1.rsgsv.net", "pass"), ("fail", "fail")),
        // Handed on, with the signature whole and broken.
        record("198.51.100.1", &[own("pass")], ("a.example", "fail"), ("pass", "fail")),
        record("198.51.100.2", &[own("fail")], ("list.example", "pass"), ("fail", "fail")),
        record("203.0.113.1", &[], ("a.example", "fail"), ("fail", "fail")),
        record("203.0.113.2", &[("x.evil.example", "s", "pass")], ("evil.example", "pass"), ("fail", "fail")),
    ];
    let start = XML.find("<record>").unwrap();
    let xml = format!("{}{}</feedback>", &XML[..start], records.concat());
    let sources = set(&[("x", xml.as_bytes())]).sources;
    let told: Vec<_> = sources
        .iter()
        .map(|s| {
            (s.kind, s.provider.map(|p| p.id()), s.name.as_ref().map(|n| n.as_str()), s.aligned, s.messages)
        })
        .collect();
    assert_eq!(
        told,
        [
            (Provider, Some("mailchimp"), None, 0, 10),
            (Own, None, None, 10, 10),
            (Forwarder, None, None, 10, 20),
            (Unknown, None, None, 0, 10),
            (Unknown, None, Some("evil.example"), 0, 10),
        ]
    );
}
