use super::*;
use domain::base::name::FlattenInto;
use proptest::prelude::*;

fn question(text: &str, kind: RecordType) -> Question {
    Question::new(Domain::parse(text).unwrap(), kind)
}

fn wire(text: &str) -> Name<Vec<u8>> {
    name(&Domain::parse(text).unwrap()).unwrap()
}

/// An answer to `asked` with the records that `fill` pushes.
fn message(
    asked: &Question,
    edit: impl FnOnce(&mut domain::base::header::Header),
    fill: impl FnOnce(&mut domain::base::message_builder::AnswerBuilder<Vec<u8>>),
) -> Vec<u8> {
    let mut builder = MessageBuilder::new_vec();
    builder.header_mut().set_id(0);
    builder.header_mut().set_qr(true);
    edit(builder.header_mut());
    let mut builder = builder.question();
    builder.push((&name(&asked.name).unwrap(), rtype(asked.kind))).unwrap();
    let mut builder = builder.answer();
    fill(&mut builder);
    builder.into_message().into_octets()
}

#[test]
fn rfc_8484_4_1_1_example() {
    // The RFC's example has neither AD nor this name; the bytes around them are the same.
    let text = encode(&question("www.example.com", RecordType::A)).unwrap();
    assert_eq!(text, "AAABIAABAAAAAAAAA3d3dwdleGFtcGxlA2NvbQAAAQAB");
}

#[test]
fn strings_of_a_txt_record_are_joined_as_bytes() {
    let asked = question("a.example", RecordType::Txt);
    let octets = message(
        &asked,
        |h| h.set_ad(true),
        |answer| {
            let mut data = domain::rdata::rfc1035::TxtBuilder::<Vec<u8>>::new();
            data.append_charstr(&domain::base::CharStr::from_octets(b"v=spf1 \xff".to_vec()).unwrap())
                .unwrap();
            data.append_charstr(&domain::base::CharStr::from_octets(b"-all".to_vec()).unwrap()).unwrap();
            answer.push((wire("a.example"), 300, data.finish().unwrap())).unwrap();
        },
    );
    let answer = decode(&asked, &octets).unwrap();
    assert_eq!(answer.records, [Rdata::Txt(Text(b"v=spf1 \xff-all".to_vec()))]);
    assert_eq!((answer.authenticated, answer.ttl, answer.nxdomain), (true, 300, false));
}

#[test]
fn aliases_are_followed_in_any_order_and_the_shortest_ttl_counts() {
    let asked = question("k1._domainkey.a.example", RecordType::A);
    let octets = message(
        &asked,
        |_| {},
        |answer| {
            answer.push((wire("c.example"), 600, A::from_octets(192, 0, 2, 1))).unwrap();
            answer.push((wire("b.example"), 60, Cname::new(wire("C.example")))).unwrap();
            answer.push((wire("k1._domainkey.a.example"), 300, Cname::new(wire("b.example")))).unwrap();
            answer.push((wire("other.example"), 1, A::from_octets(192, 0, 2, 9))).unwrap();
        },
    );
    let answer = decode(&asked, &octets).unwrap();
    let chain: Vec<_> = answer.chain.iter().map(Domain::as_str).collect();
    assert_eq!(chain, ["b.example", "c.example"]);
    assert_eq!((answer.records, answer.ttl), (vec![Rdata::A("192.0.2.1".parse().unwrap())], 60));
}

#[test]
fn a_loop_of_aliases_ends() {
    let asked = question("a.example", RecordType::A);
    let octets = message(
        &asked,
        |_| {},
        |answer| {
            answer.push((wire("a.example"), 60, Cname::new(wire("a.example")))).unwrap();
        },
    );
    assert_eq!(decode(&asked, &octets), Err(Fault::Servfail));
}

/// A chain of `hops` aliases with an address at its end.
fn chain(hops: usize) -> (Question, Vec<u8>) {
    let asked = question("a0.example", RecordType::A);
    let octets = message(
        &asked,
        |_| {},
        |answer| {
            for at in 0..hops {
                let target = Cname::new(wire(&format!("a{}.example", at + 1)));
                answer.push((wire(&format!("a{at}.example")), 60, target)).unwrap();
            }
            answer.push((wire(&format!("a{hops}.example")), 60, A::from_octets(192, 0, 2, 1))).unwrap();
        },
    );
    (asked, octets)
}

#[test]
fn so_many_aliases_are_followed_and_no_more() {
    for hops in [MAX_CNAME_HOPS - 1, MAX_CNAME_HOPS] {
        let (asked, octets) = chain(hops);
        let answer = decode(&asked, &octets).unwrap();
        assert_eq!((answer.chain.len(), answer.records.len()), (hops, 1));
    }
    let (asked, octets) = chain(MAX_CNAME_HOPS + 1);
    assert_eq!(decode(&asked, &octets), Err(Fault::Servfail));
}

#[test]
fn five_hundred_records_are_all_read() {
    let asked = question("a.example", RecordType::A);
    let octets = message(
        &asked,
        |_| {},
        |answer| {
            for at in 0..500_u16 {
                let [high, low] = at.to_be_bytes();
                answer.push((wire("a.example"), 0, A::from_octets(198, 18, high, low))).unwrap();
            }
        },
    );
    let answer = decode(&asked, &octets).unwrap();
    assert_eq!((answer.records.len(), answer.ttl), (500, 0));
}

#[test]
fn a_name_that_points_to_itself_is_malformed() {
    let asked = question("a.example", RecordType::Mx);
    let mut octets = message(&asked, |h| h.set_ra(true), |_| {});
    // One answer, whose owner is a compression pointer to itself (RFC 1035 §4.1.4).
    octets[7] = 1;
    let at = u8::try_from(octets.len()).unwrap();
    octets.extend([0xc0, at, 0, 15, 0, 1, 0, 0, 0, 60, 0, 2, 0, 1]);
    assert_eq!(decode(&asked, &octets), Err(Fault::Malformed));
    // And one whose data leads back and forth.
    octets.truncate(usize::from(at));
    octets.extend([0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 6, 0, 1, 0xc0, at + 16, 0xc0, at + 14]);
    assert!(decode(&asked, &octets).is_ok_and(|answer| answer.records.is_empty()));
}

#[test]
fn every_message_that_is_cut_short_is_malformed() {
    let (asked, octets) = chain(3);
    for length in 0..octets.len() {
        assert_eq!(decode(&asked, &octets[..length]), Err(Fault::Malformed), "{length}");
    }
}

#[test]
fn the_null_mx_and_tlsa() {
    let asked = question("a.example", RecordType::Mx);
    let octets = message(
        &asked,
        |_| {},
        |answer| {
            answer.push((wire("a.example"), 60, Mx::new(0, Name::root_vec()))).unwrap();
        },
    );
    assert_eq!(decode(&asked, &octets).unwrap().records, [Rdata::Mx(0, Host(None))]);
    let asked = question("_25._tcp.a.example", RecordType::Tlsa);
    let octets = message(
        &asked,
        |_| {},
        |answer| {
            let data = UnknownRecordData::from_octets(Rtype::TLSA, vec![3, 1, 1, 0xab, 0xcd]);
            answer.push((wire("_25._tcp.a.example"), 60, data.unwrap())).unwrap();
        },
    );
    assert_eq!(decode(&asked, &octets).unwrap().records, [Rdata::Tlsa(3, 1, 1, "abcd".into())]);
}

#[test]
fn rfc_2308_5_how_long_nothing_may_be_kept() {
    let asked = question("a.example", RecordType::Txt);
    let mut builder = MessageBuilder::new_vec();
    builder.header_mut().set_qr(true);
    builder.header_mut().set_rcode(Rcode::NXDOMAIN);
    let mut builder = builder.question();
    builder.push((&wire("a.example"), Rtype::TXT)).unwrap();
    let mut builder = builder.authority();
    let seconds = domain::base::Ttl::from_secs;
    let soa = Soa::new(
        wire("ns.example"),
        wire("h.example"),
        1.into(),
        seconds(1),
        seconds(1),
        seconds(1),
        seconds(90),
    );
    builder.push((wire("example"), 3600, soa)).unwrap();
    let answer = decode(&asked, &builder.into_message().into_octets()).unwrap();
    assert_eq!((answer.nxdomain, answer.ttl), (true, 90));
}

#[test]
fn response_codes_become_faults() {
    let asked = question("a.example", RecordType::A);
    for (rcode, fault) in [
        (Rcode::SERVFAIL, Fault::Servfail),
        (Rcode::REFUSED, Fault::Refused),
        (Rcode::FORMERR, Fault::Servfail),
    ] {
        assert_eq!(decode(&asked, &message(&asked, |h| h.set_rcode(rcode), |_| {})), Err(fault));
    }
}

#[test]
fn what_is_no_answer_to_this_question_is_malformed() {
    let asked = question("a.example", RecordType::A);
    let other = question("b.example", RecordType::A);
    let two_questions = |mut octets: Vec<u8>| {
        octets[5] = 2;
        octets
    };
    for octets in [
        Vec::new(),
        b"<html>".to_vec(),
        b"<!DOCTYPE html><html><title>429 Too Many Requests</title></html>".to_vec(),
        br#"{"Status":0,"Question":[{"name":"a.example.","type":1}]}"#.to_vec(),
        vec![0; MAX_ANSWER],
        vec![0xff; MAX_ANSWER],
        two_questions(message(&asked, |_| {}, |_| {})),
        message(&question("a.example", RecordType::Txt), |_| {}, |_| {}),
        message(&other, |_| {}, |_| {}),
        message(&asked, |h| h.set_id(7), |_| {}),
        message(&asked, |h| h.set_qr(false), |_| {}),
        message(&asked, |h| h.set_tc(true), |_| {}),
    ] {
        assert_eq!(decode(&asked, &octets), Err(Fault::Malformed));
    }
}

#[test]
fn a_backslash_in_a_label_is_itself() {
    let domain = Domain::parse(r"a\b.example").unwrap();
    let flat: Name<Vec<u8>> = name(&domain).unwrap().flatten_into();
    assert_eq!(domain_of(&flat), Some(domain));
}

proptest! {
    #[test]
    fn no_bytes_panic(octets in proptest::collection::vec(any::<u8>(), 0..600), kind in 0..12_usize) {
        let _ = decode(&question("a.example", RecordType::ALL[kind]), &octets);
    }

    #[test]
    fn no_damage_to_an_answer_panics(at in 12..200_usize, byte: u8) {
        let asked = question("a.example", RecordType::Mx);
        let mut octets = message(&asked, |_| {}, |answer| {
            for n in 0..5 {
                answer.push((wire("a.example"), 60, Mx::new(n, wire("mail.a.example")))).unwrap();
            }
        });
        if let Some(place) = octets.get_mut(at) {
            *place = byte;
        }
        let _ = decode(&asked, &octets);
    }
}
