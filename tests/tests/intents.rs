//! What was meant by records that people broke, over as many of them as `WAXSEAL_CASES` says.

use waxseal_tests::slips::{Dice, cases, dmarc, keys, seed, spf};

/// So many of each kind in every run of the tests.
const FEW: u64 = 4_000;

/// Each case has dice of its own, so that a case that fails can be made again from its number.
fn each(kind: u64, few: u64, hold: impl Fn(&mut Dice)) {
    for case in 0..cases(few) {
        hold(&mut Dice(seed().wrapping_mul(1_000_003).wrapping_add(kind << 56).wrapping_add(case)));
    }
}

#[test]
fn spf_records_come_to_what_was_meant() {
    let heard = spf::heard();
    each(1, FEW, |dice| spf::hold(&spf::broken(dice), &heard));
}

#[test]
fn no_spf_record_lets_in_whom_it_does_not_name() {
    let heard = spf::heard();
    each(2, FEW, |dice| spf::hold_any(&spf::scratched(dice), &heard));
}

#[test]
fn dmarc_records_come_to_what_was_meant() {
    each(3, FEW, |dice| dmarc::hold(&dmarc::broken(dice)));
}

#[test]
fn no_dmarc_record_says_what_nobody_wrote() {
    each(4, FEW, |dice| dmarc::hold_any(&dmarc::scratched(dice)));
}

#[test]
fn keys_come_to_what_was_meant() {
    each(5, FEW / 4, |dice| keys::hold(&keys::broken(dice)));
}

#[test]
fn no_key_is_made_up() {
    each(6, FEW / 4, |dice| keys::hold_any(&keys::scratched(dice)));
}
