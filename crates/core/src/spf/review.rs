//! What one record, read on its own, should have written otherwise.

use super::addresses::Network;
use super::finding::SpfFinding;
use super::macros::{Letter, MacroString};
use super::record::{Placed, Record};
use super::term::{Directive, Mechanism, Qualifier, Term};
use crate::address::is_public;
use crate::domain::Domain;
use crate::sorting;
use crate::syntax::{Span, SyntaxError};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The longest string of a TXT record (RFC 1035 §3.3).
const MAX_STRING: usize = 255;

/// RFC 7208 §3.4: a record, with the others of its name, should stay under 450 octets to fit an answer over UDP.
pub const MAX_RECORD: usize = 450;

/// What people write for the mechanism in the second place.
const TYPOS: [(&str, &str); 12] = [
    ("ipv4", "ip4"),
    ("ip", "ip4"),
    ("ipv6", "ip6"),
    ("ip-4", "ip4"),
    ("ip-6", "ip6"),
    ("includes", "include"),
    ("inlcude", "include"),
    ("inclued", "include"),
    ("exist", "exists"),
    ("al", "all"),
    ("redirect", "redirect="),
    ("exp", "exp="),
];

/// The mechanisms that take a value, and so get written with `=` by mistake.
const WITH_VALUE: [&str; 7] = ["include", "a", "mx", "ptr", "ip4", "ip6", "exists"];

/// Advice on one record: `text` is the record at `domain`.
#[must_use]
pub fn review(domain: &Domain, text: &str) -> Vec<SpfFinding> {
    let (record, errors) = Record::parse_leniently(text);
    review_read(domain, text, &record, &errors)
}

/// Advice on a record that has been read already.
pub(super) fn review_read(
    domain: &Domain,
    text: &str,
    record: &Record,
    errors: &[SyntaxError],
) -> Vec<SpfFinding> {
    let mut review = Review { domain, text, findings: Vec::new() };
    // What is no term may have been meant to end the record.
    if errors.is_empty() || record.all().is_some() || !mentions_all(text) {
        review.ending(record);
    }
    review.lengths();
    record.terms.iter().for_each(|placed| review.term(placed));
    review.duplicates(record);
    errors.iter().for_each(|error| review.error(error));
    review.findings
}

/// Whether a word of a text is `all`, whatever signs stand around it.
fn mentions_all(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    text.split(' ').any(|word| word.trim_matches(|c| !is_letter(c)).eq_ignore_ascii_case("all"))
}

struct Review<'a> {
    domain: &'a Domain,
    text: &'a str,
    findings: Vec<SpfFinding>,
}

impl Review<'_> {
    fn ending(&mut self, record: &Record) {
        let domain = self.domain.clone();
        let Some((span, qualifier)) = record.all() else {
            if record.redirect().is_none() {
                self.findings.push(SpfFinding::NoAll { domain });
            }
            return;
        };
        let term = span.text(self.text).to_owned();
        match qualifier {
            Qualifier::Pass => self.findings.push(SpfFinding::PassAll { domain, term }),
            Qualifier::Neutral => self.findings.push(SpfFinding::NeutralAll { domain, term }),
            Qualifier::Fail | Qualifier::Softfail => {}
        }
        // RFC 7208 §5.1: "Mechanisms after "all" will never be tested", and redirect is ignored wherever it stands.
        let is_after =
            |place: &Span, own: &Directive| place.start > span.start && own.mechanism != Mechanism::All;
        let after = record.directives().filter(|(place, own)| is_after(place, own));
        let terms: Vec<String> = after.map(|(place, _)| place.text(self.text).to_owned()).collect();
        if !terms.is_empty() {
            self.findings.push(SpfFinding::TermsAfterAll { domain: self.domain.clone(), terms });
        }
        if let Some((place, _)) = record.redirect() {
            let term = place.text(self.text).to_owned();
            self.findings.push(SpfFinding::RedirectBesideAll { domain: self.domain.clone(), term });
        }
    }

    fn lengths(&mut self) {
        let (domain, bytes) = (self.domain.clone(), self.text.len());
        if bytes > MAX_STRING {
            self.findings.push(SpfFinding::NeedsSeveralStrings { domain, bytes, limit: MAX_STRING });
        }
    }

    fn term(&mut self, placed: &Placed) {
        let (domain, term) = (self.domain.clone(), placed.span.text(self.text).to_owned());
        match &placed.term {
            Term::Directive(directive) => {
                // What a term refuses or leaves open lets nobody in.
                if directive.qualifier == Qualifier::Pass {
                    self.breadth(&directive.mechanism, &term);
                }
                self.mechanism(&directive.mechanism, &term);
            }
            Term::Redirect(spec) | Term::Explanation(spec) => self.macros(spec, &term),
            Term::Unknown { name, value } => {
                let name = name.to_ascii_lowercase();
                self.findings.push(if WITH_VALUE.contains(&name.as_str()) {
                    SpfFinding::MechanismAsModifier { domain, term, suggestion: format!("{name}:{value}") }
                } else {
                    SpfFinding::UnknownModifier { domain, term }
                });
            }
        }
    }

    fn mechanism(&mut self, mechanism: &Mechanism, term: &str) {
        match mechanism {
            Mechanism::All => {}
            Mechanism::Include(spec) | Mechanism::Exists(spec) => self.macros(spec, term),
            Mechanism::A(spec, _) | Mechanism::Mx(spec, _) => {
                spec.iter().for_each(|spec| self.macros(spec, term));
            }
            Mechanism::Ptr(spec) => {
                let (domain, written) = (self.domain.clone(), term.to_owned());
                self.findings.push(SpfFinding::Ptr { domain, term: written });
                spec.iter().for_each(|spec| self.macros(spec, term));
            }
            Mechanism::Ip4(address, prefix) => self.network((*address).into(), *prefix, term),
            Mechanism::Ip6(address, prefix) => self.network((*address).into(), *prefix, term),
        }
    }

    fn network(&mut self, address: IpAddr, prefix: u8, term: &str) {
        let network = Network::new(address, prefix);
        let (domain, term) = (self.domain.clone(), term.to_owned());
        if is_nobodys(&network) {
            self.findings.push(SpfFinding::PrivateRange { domain, term, network });
        } else if !network.is_wide() && network.address() != address {
            self.findings.push(SpfFinding::BitsBeyondPrefix { domain, term, network });
        }
    }

    /// Whether a term lets strangers in, however it is written.
    fn breadth(&mut self, mechanism: &Mechanism, term: &str) {
        let (domain, term) = (self.domain.clone(), term.to_owned());
        let network = match mechanism {
            Mechanism::Ip4(address, prefix) => Network::new((*address).into(), *prefix),
            Mechanism::Ip6(address, prefix) => Network::new((*address).into(), *prefix),
            // A mask takes in strangers around each address that is found.
            Mechanism::A(_, cidr) | Mechanism::Mx(_, cidr) if cidr.is_wide() => {
                return self.findings.push(SpfFinding::WideMask { domain, term });
            }
            // RFC 7208 §5.7: any address lets pass, so a name in which nothing of the client or the sender stands lets pass everybody.
            Mechanism::Exists(spec) if spec.macros().all(|inside| !inside.letter.is_telling()) => {
                return self.findings.push(SpfFinding::ExistsForAnybody { domain, term });
            }
            _ => return,
        };
        if network.is_wide() && !is_nobodys(&network) {
            self.findings.push(SpfFinding::WideRange { domain, term, network });
        }
    }

    fn macros(&mut self, spec: &MacroString, term: &str) {
        let mut letters: Vec<Letter> = spec.macros().map(|inside| inside.letter).collect();
        sorting::sort(&mut letters);
        letters.dedup();
        if letters.contains(&Letter::ValidatedName) {
            let (domain, term) = (self.domain.clone(), term.to_owned());
            self.findings.push(SpfFinding::ValidatedNameMacro { domain, term });
        }
        let personal: String =
            letters.iter().filter(|letter| letter.is_personal()).map(|letter| letter.as_char()).collect();
        if !personal.is_empty() {
            let (domain, term) = (self.domain.clone(), term.to_owned());
            self.findings.push(SpfFinding::PersonalMacro { domain, term, letters: personal });
        }
    }

    fn duplicates(&mut self, record: &Record) {
        let mut seen = BTreeSet::new();
        for (span, directive) in record.directives() {
            if !seen.insert(directive.mechanism.to_string().to_ascii_lowercase()) {
                // Of two ends only one counts, whatever their signs.
                let is_end = directive.mechanism == Mechanism::All;
                let term = if is_end { "all" } else { span.text(self.text) }.to_owned();
                self.findings.push(SpfFinding::Duplicate { domain: self.domain.clone(), term });
            }
        }
    }

    /// A word that is no mechanism: the term that holds the error, where its name is not one of the known.
    fn error(&mut self, error: &SyntaxError) {
        if error.expected != "mechanism" {
            return;
        }
        // RFC 7208 §4.6.1: the sign is part of the term, and of what is meant by it.
        let before = self.text.get(..error.span.start).unwrap_or_default();
        let start = before.trim_end_matches(['+', '-', '?', '~']).len();
        let term = self.text.get(start..).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        let (sign, word) = term.split_at(before.len() - start);
        let name = word.split([':', '/']).next().unwrap_or_default().to_ascii_lowercase();
        let meant = TYPOS.iter().find(|(typo, _)| *typo == name).map(|(_, meant)| *meant);
        let value = word.split_once(':').map(|(_, value)| value).unwrap_or_default();
        let suggestion = meant.map(|meant| match value {
            "" => format!("{sign}{meant}"),
            value if meant.ends_with('=') => format!("{meant}{value}"),
            value if meant == "ip4" && value.contains(':') => format!("{sign}ip6:{value}"),
            value => format!("{sign}{meant}:{value}"),
        });
        let (domain, term) = (self.domain.clone(), term.to_owned());
        self.findings.push(SpfFinding::UnknownMechanism { domain, term, suggestion });
    }
}

/// RFC 1918 §3: a receiver never sees mail come from such a network, so strangers have no machines there either. Of a wide one all has
/// to be so, and not its first address alone.
fn is_nobodys(network: &Network) -> bool {
    network.is_private() || !network.is_wide() && !is_public(network.address())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        let findings = review(&Domain::parse("a.example").unwrap(), text);
        let code = |finding: &SpfFinding| {
            serde_json::to_value(finding).unwrap()["code"].as_str().unwrap().to_owned()
        };
        findings.iter().map(code).collect()
    }

    #[test]
    fn how_a_record_ends() {
        assert_eq!(codes("v=spf1 a -all"), Vec::<String>::new());
        assert_eq!(codes("v=spf1 a +all"), ["passAll"]);
        assert_eq!(codes("v=spf1 a ?all"), ["neutralAll"]);
        assert_eq!(codes("v=spf1 a"), ["noAll"]);
        assert_eq!(codes("v=spf1 redirect=b.example"), Vec::<String>::new());
        assert_eq!(codes("v=spf1 -all a mx redirect=b.example"), ["termsAfterAll", "redirectBesideAll"]);
    }

    #[test]
    fn terms_that_should_be_written_otherwise() {
        assert_eq!(codes("v=spf1 ptr -all"), ["ptr"]);
        assert_eq!(codes("v=spf1 exists:%{l}.%{d} -all"), ["personalMacro"]);
        assert_eq!(codes("v=spf1 exists:%{p}.%{d} -all"), ["validatedNameMacro", "personalMacro"]);
        assert_eq!(codes("v=spf1 ip4:11.0.0.0/8 -all"), ["wideRange"]);
        assert_eq!(codes("v=spf1 ip4:10.0.0.0/8 -all"), ["privateRange"]);
        assert_eq!(codes("v=spf1 ip4:192.0.2.1/24 -all"), ["bitsBeyondPrefix"]);
        assert_eq!(codes("v=spf1 a A -all"), ["duplicate"]);
        assert_eq!(codes("v=spf1 a ~all -all"), ["duplicate"]);
        assert_eq!(codes("v=spf1 ip4=192.0.2.1 x=y -all"), ["mechanismAsModifier", "unknownModifier"]);
    }

    #[test]
    fn a_typo_has_a_suggestion() {
        for (term, meant) in [
            ("ipv4:192.0.2.1", "ip4:192.0.2.1"),
            ("ip:2001:db8::1", "ip6:2001:db8::1"),
            ("-ipv6:2001:db8::/32", "-ip6:2001:db8::/32"),
            ("~al", "~all"),
            ("redirect:b.example", "redirect=b.example"),
        ] {
            let findings = review(&Domain::parse("a.example").unwrap(), &format!("v=spf1 {term} -all"));
            let [SpfFinding::UnknownMechanism { suggestion, .. }] = findings.as_slice() else {
                panic!("{findings:?}")
            };
            assert_eq!(suggestion.as_deref(), Some(meant));
        }
    }
}
