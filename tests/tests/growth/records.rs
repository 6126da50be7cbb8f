//! Records, alone and many at one name.

use super::{Curve, hold, name, repeated, zone};
use waxseal_core::check_domain;
use waxseal_core::dns::{Host, Text, Zone, ZoneEntry};
use waxseal_core::posture::{BimiRecord, MtaStsPolicy, TlsRptRecord};
use waxseal_core::spf::{CheckHost, check_mail_from, walk};
use waxseal_tests::mail::key_record;
use waxseal_tests::shapes::input;

fn domain(what: &'static str, smallest: usize, prepare: impl Fn(usize) -> Zone) -> Curve {
    Curve::of(what, smallest, prepare, |zone| {
        pollster::block_on(check_domain(zone, &input("a.example")));
    })
}

/// The walk through a record, without what else a domain has.
fn walked(what: &'static str, smallest: usize, prepare: impl Fn(usize) -> Zone) -> Curve {
    Curve::of(what, smallest, prepare, |zone| {
        pollster::block_on(walk(zone, &name("a.example")));
    })
}

/// The evaluation of a record for a client.
fn evaluated(what: &'static str, smallest: usize, prepare: impl Fn(usize) -> Zone) -> Curve {
    Curve::of(what, smallest, prepare, |zone| {
        let ip = [192, 0, 2, 1].into();
        let check = CheckHost { ip, mail_from: "jo@a.example", helo: "a.example", receiver: None, now: 0 };
        pollster::block_on(check_mail_from(zone, &check));
    })
}

fn spf_chain(depth: usize) -> Zone {
    let mut zone = zone(&[("a.example", "v=spf1 include:d0.example -all")]);
    for at in 0..depth {
        let text = format!("v=spf1 include:d{}.example ?all", at + 1);
        zone.insert(name(&format!("d{at}.example")), ZoneEntry::Txt(Text(text.into())));
    }
    zone.insert(name(&format!("d{depth}.example")), ZoneEntry::Txt(Text(b"v=spf1 ?all".to_vec())));
    zone
}

fn spf_record(terms: usize, term: impl Fn(usize) -> String) -> Zone {
    zone(&[("a.example", &format!("v=spf1{} -all", repeated(terms, |at| format!(" {}", term(at)))))])
}

#[test]
fn records() {
    let include = |at| format!("include:i{at}.example");
    let network = |at: usize| format!("ip4:198.{}.{}.0/24", at / 256, at % 256);
    hold(&[
        walked("depth of SPF, walked", 4, spf_chain),
        evaluated("depth of SPF, evaluated", 2, spf_chain),
        walked("includes of SPF, walked", 25, |n| spf_record(n, include)),
        walked("networks of SPF, walked", 200, |n| spf_record(n, network)),
        evaluated("networks of SPF, evaluated", 200, |n| spf_record(n, network)),
        walked("syntax errors of SPF", 200, |n| spf_record(n, |at| format!("x{at}:"))),
        walked("octets of one SPF term", 10_000, |n| {
            spf_record(1, |_| format!("exp={}", "%{d}".repeat(n / 4)))
        }),
        domain("tags of DMARC", 20, |n| {
            zone(&[(
                "_dmarc.a.example",
                &format!(
                    "v=DMARC1; p=none{}",
                    repeated(n, |at| format!(
                        "; x{}=y",
                        char::from(b'a' + u8::try_from(at % 26).unwrap()).to_string().repeat(at / 26 + 1)
                    ))
                ),
            )])
        }),
        domain("octets of DMARC", 10_000, |n| {
            zone(&[(
                "_dmarc.a.example",
                &format!("v=DMARC1; p=none; rua={}", "mailto:a@b.example,".repeat(n / 19)),
            )])
        }),
        domain("TXT records at one name", 100, |n| {
            let mut zone = Zone::default();
            (0..n).for_each(|at| {
                zone.insert(
                    name("a.example"),
                    ZoneEntry::Txt(Text(format!("v=spf1 ip4:192.0.2.{at} -all").into())),
                );
            });
            zone
        }),
        domain("keys at one name", 100, |n| {
            let mut zone = Zone::default();
            (0..n).for_each(|_| {
                zone.insert(name("default._domainkey.a.example"), ZoneEntry::Txt(Text(key_record().into())));
            });
            zone
        }),
        domain("mail exchangers", 100, |n| {
            let mut zone = Zone::default();
            (0..n).for_each(|at| {
                zone.insert(name("a.example"), ZoneEntry::Mx(1, Host(Some(name(&format!("m{at}.example"))))));
            });
            zone
        }),
        domain("addresses of a mail exchanger", 200, |n| {
            let mut zone = Zone::default();
            zone.insert(name("a.example"), ZoneEntry::Mx(1, Host(Some(name("m.example")))));
            (0..n).for_each(|at| {
                zone.insert(
                    name("m.example"),
                    ZoneEntry::Aaaa([0x2001, 0xdb8, 0, 0, 0, 0, 0, u16::try_from(at).unwrap()].into()),
                );
            });
            zone
        }),
        domain("names of an address", 200, |n| {
            let mut zone = Zone::default();
            zone.insert(name("a.example"), ZoneEntry::Mx(1, Host(Some(name("m.example")))));
            zone.insert(name("m.example"), ZoneEntry::A([192, 0, 2, 1].into()));
            (0..n).for_each(|at| {
                zone.insert(name("1.2.0.192.in-addr.arpa"), ZoneEntry::Ptr(name(&format!("p{at}.example"))));
            });
            zone
        }),
        Curve::of(
            "lines of an MTA-STS policy",
            200,
            |n| {
                format!(
                    "version: STSv1\nmode: enforce\nmax_age: 86400\n{}",
                    repeated(n, |at| format!("mx: m{at}.example\n"))
                )
            },
            |text| drop(MtaStsPolicy::parse(text)),
        ),
        Curve::of(
            "addresses of TLS-RPT",
            200,
            |n| format!("v=TLSRPTv1; rua={}", "mailto:a@b.example,".repeat(n)),
            |text| drop(TlsRptRecord::parse(text)),
        ),
        Curve::of(
            "octets of BIMI",
            1_000,
            |n| format!("v=BIMI1; l=https://a.example/{}", "x".repeat(n)),
            |text| {
                drop(BimiRecord::parse(text));
            },
        ),
    ]);
}
