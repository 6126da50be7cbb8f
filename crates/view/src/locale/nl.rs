//! Nederlands.

mod diagnosis;
mod dns;
mod headers;
mod pictures;
mod posture;
mod report;
mod setup;
mod share;

use super::parts::Parts;

pub(super) static PARTS: Parts = Parts {
    report: report::WORDS,
    elsewhere: report::ELSEWHERE,
    diagnosis: diagnosis::WORDS,
    dns: dns::WORDS,
    headers: headers::WORDS,
    pictures: pictures::WORDS,
    posture: posture::WORDS,
    setup: setup::WORDS,
    share: share::WORDS,
};
