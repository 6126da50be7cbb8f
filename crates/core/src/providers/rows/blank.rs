//! What the rows are written with.

use crate::providers::{
    Bounce, Exchanger, Grade, Key, Kind, Provider, Region, SpfAlignment, Switch, Tristate,
};

/// A row of which nothing is known yet.
pub const UNKNOWN: Provider = Provider {
    id: "",
    name: "",
    kind: Kind::Mailbox,
    includes: &[],
    include_needed: Tristate::Unknown,
    own: &[],
    hosts: &[],
    keys: &[],
    together: &[],
    bounces: &[],
    mx: &[],
    regions: &[],
    marks: &[],
    exchangers: &[],
    spf: SpfAlignment::Unknown,
    dkim: Tristate::Unknown,
    lists_only_itself: false,
    by_tenant: false,
    signs_by_default: None,
    switch: Switch::Verification,
    page: None,
    grade: Grade::C,
};

/// A key behind an alias.
pub(super) const fn cname(selector: &'static str, target: &'static str) -> Key {
    Key { selector, target: Some(target), current: true }
}

/// A key behind an alias that is not given out any more.
pub(super) const fn old(selector: &'static str, target: &'static str) -> Key {
    Key { selector, target: Some(target), current: false }
}

/// A key published as it is.
pub(super) const fn txt(selector: &'static str) -> Key {
    Key { selector, target: None, current: true }
}

/// A key published as it is, which is not given out any more.
pub(super) const fn old_txt(selector: &'static str) -> Key {
    Key { selector, target: None, current: false }
}

/// A name for the envelope sender.
pub(super) const fn bounce(label: &'static str, target: &'static str) -> Bounce {
    Bounce { label, target }
}

/// A mail exchanger of every customer.
pub(super) const fn mx(preference: u16, host: &'static str) -> Exchanger {
    Exchanger { preference, host }
}

/// A region.
pub(super) const fn region(mx: &'static [&'static str], includes: &'static [&'static str]) -> Region {
    Region { mx, includes }
}
