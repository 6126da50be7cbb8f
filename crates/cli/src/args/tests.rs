//! Command lines.

use super::*;

fn read(arguments: &[&str]) -> Result<Request, Failure> {
    parse(lexopt::Parser::from_args(arguments))
}

#[test]
fn what_is_wrong_is_one_line() {
    for arguments in [
        &[][..],
        &["nonsense"],
        &["domain"],
        &["message", "a", "b"],
        &["spf", "--ip", "192.0.2.1"],
        &["message", "--ip", "x"],
        &["domain", "a.example", "--now", "yesterday"],
        &["domain", "a.example", "--doh", "http://a.example"],
        &["domain", "a.example", "--draft", "a..b TXT x"],
        &["domain", "a.example", "--lang", "de"],
        &["domain", "a.example", "--zone", "z", "--doh", "https://a.example"],
        &["domain", "a.example", "--nope"],
        &["setup"],
        &["reports"],
        &["reports", "a.xml", "--domain", "a..b"],
        &["setup", "a.example"],
        &["setup", "a.example", "--sends", "acme"],
        &["setup", "a.example", "--sends", "mailchimp", "--receives", "acme"],
        &["setup", "a.example", "--sends", "mailchimp", "--own-ip", "10.0.0.1"],
        &["setup", "a.example", "b.example", "--sends", "mailchimp"],
        &["message", "--json", "--markdown"],
        &["message", "--csv"],
        &["reports", "a.xml", "--csv", "--json"],
        &["spf", "--ip", "192.0.2.1", "--mail-from", "", "--helo", "a.example", "--markdown"],
    ] {
        let failure = read(arguments).err().unwrap();
        let said = Lang::ALL.map(|lang| failure.sentence(lang));
        assert!(said.iter().all(|error| !error.is_empty() && !error.contains('\n')), "{said:?}");
        assert_ne!(said[0], said[1], "{arguments:?}");
    }
}

#[test]
fn a_set_up_is_read_from_its_options() {
    let Ok(Request::Check(check)) = read(&[
        "setup",
        "a.example",
        "--sends",
        "microsoft365",
        "--sends",
        "Mailchimp",
        "--own-ip",
        "203.0.113.1",
        "--own-ip",
        "2001:db8::1",
        "--sends-other",
        "Old printer",
        "--tenant",
        "contoso",
        "--receives",
        "mx1.a.example",
        "--receives",
        "mx2.a.example",
        "--reports",
        "d@a.example",
    ]) else {
        panic!("this is a set-up");
    };
    let Subject::Setup(choices) = check.subject else { panic!("this is a set-up") };
    assert_eq!(choices.senders.iter().map(|p| p.id()).collect::<Vec<_>>(), ["microsoft365", "mailchimp"]);
    assert_eq!((choices.own.len(), choices.others.len()), (2, 1));
    assert!(matches!(choices.arrival, waxseal_core::setup::Arrival::Hosts { hosts } if hosts.len() == 2));
}

#[test]
fn a_draft_keeps_the_spaces_of_its_value() {
    let Ok(Request::Check(check)) =
        read(&["domain", "a.example", "--draft", "a.example TXT v=spf1 -all", "--json"])
    else {
        panic!("this is a check");
    };
    assert_eq!(check.drafts[0].data.as_ref().unwrap().to_string(), "v=spf1 -all");
    assert!(check.json && matches!(check.source, Source::Doh(url) if url == DEFAULT_DOH));
}
