//! What a text is: a megabyte of the kinds that are pasted, told as what it is. Nobody else does this, so nobody is timed beside it;
//! the target is 10 ms.

use crate::Fallible;
use crate::timing::Case;
use waxseal_core::input::recognise;

/// How many octets a text has.
const LENGTH: usize = 1024 * 1024;

/// The cases of this file.
pub(crate) fn cases() -> Fallible<Vec<Case>> {
    let prose = "Some words of running text: nothing of which is a record, v = 1, a@b.example.\n";
    let log = "Nov 24 10:00:00 mail postfix/smtp[123]: 4F1: to=<a@b.example>, status=sent (250 2.0.0 Ok: queued)\n";
    let zone = "host17.a.example. 3600 IN A 192.0.2.17\n";
    Ok([("running text", prose), ("a log", log), ("a zone file", zone)]
        .map(|(name, line)| case(name, line))
        .into())
}

fn case(name: &str, line: &str) -> Case {
    let text = line.repeat(LENGTH / line.len() + 1);
    Case::new(format!("recognise: 1 MB of {name}"), move || {
        !recognise(&text, |name| Some(name.to_owned())).is_empty()
    })
}
