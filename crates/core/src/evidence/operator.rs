//! Whether two servers are run by the same people, as far as their names tell.

/// Names under which one operator runs its servers. Each list is one operator.
const FAMILIES: [&[&str]; 7] = [
    &["outlook.com", "office365.com", "microsoft.com", "exchangelabs.com", "mx.microsoft"],
    &["google.com", "googlemail.com", "gmail.com"],
    &["yahoo.com", "yahoodns.net", "aol.com"],
    &["protonmail.ch", "proton.ch", "protonmail.com"],
    &["amazonses.com", "amazonaws.com", "amazon.com"],
    &["messagingengine.com", "fastmail.com"],
    &["gmx.net", "gmx.com", "web.de", "kundenserver.de"],
];

/// Whether two host names belong to the same operator: by the last labels of their names, or by a family of names.
/// `None` where either is no name, but an address or a single label.
pub(super) fn is_same_operator(one: &str, other: &str) -> Option<bool> {
    Some(operator(one)? == operator(other)?)
}

/// The part of a host name that tells whose it is. No list of public suffixes is at hand here, so a short label before
/// a country's, as in `co.uk`, is taken to be part of the suffix.
fn operator(name: &str) -> Option<String> {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    if name.parse::<std::net::IpAddr>().is_ok() {
        return None;
    }
    let labels: Vec<&str> = name.rsplit('.').take(3).collect();
    let tail = match labels.as_slice() {
        [top, second, third] if top.len() == 2 && second.len() <= 3 => format!("{third}.{second}.{top}"),
        [top, second, ..] => format!("{second}.{top}"),
        _ => return None,
    };
    let family = FAMILIES.iter().find(|family| family.contains(&tail.as_str()));
    Some(family.and_then(|family| family.first()).map_or(tail, |first| (*first).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::is_same_operator;

    #[test]
    fn by_the_end_of_the_name_or_by_family() {
        assert_eq!(is_same_operator("a.corp.example", "mx.CORP.example."), Some(true));
        assert_eq!(
            is_same_operator("x.prod.protection.outlook.com", "AM5PR02CA0012.outlook.office365.com"),
            Some(true)
        );
        assert_eq!(is_same_operator("mx.one.co.uk", "mx.two.co.uk"), Some(false));
        assert_eq!(is_same_operator("localhost", "mx.two.example"), None);
        assert_eq!(is_same_operator("192.0.2.1", "mx.two.example"), None);
    }
}
