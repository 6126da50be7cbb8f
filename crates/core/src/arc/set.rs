//! The sets of a chain: three fields each, tied together by their instance (RFC 8617 §4.2).

use super::{ArcCause, MAX_SETS};
use crate::dkim::Cause;
use crate::dkim::header_hash::HeaderFields;
use crate::dkim::signature::{Signature, Signed, Tags};
use crate::syntax::fws;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::char;
use nom::combinator::{map_opt, opt};
use nom::sequence::preceded;
use nom::{IResult, Parser};
use serde::Serialize;

/// The three kinds of field in a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ArcField {
    /// What the sealer's own checks said.
    #[serde(rename = "ARC-Authentication-Results")]
    AuthenticationResults,
    /// A signature over the message, much like DKIM's.
    #[serde(rename = "ARC-Message-Signature")]
    MessageSignature,
    /// A signature over all sets so far.
    #[serde(rename = "ARC-Seal")]
    Seal,
}

impl ArcField {
    /// All kinds, in the order in which a seal covers them (RFC 8617 §5.1.1).
    pub const ALL: [Self; 3] = [Self::AuthenticationResults, Self::MessageSignature, Self::Seal];

    /// The field's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AuthenticationResults => "ARC-Authentication-Results",
            Self::MessageSignature => "ARC-Message-Signature",
            Self::Seal => "ARC-Seal",
        }
    }
}

/// What a sealer found of the chain below its own set (`cv=`, RFC 8617 §4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ChainStatus {
    /// There was no chain.
    None,
    /// It was broken.
    Fail,
    /// It held.
    Pass,
}

impl ChainStatus {
    /// The value of `cv=`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Fail => "fail",
            Self::Pass => "pass",
        }
    }
}

impl ChainStatus {
    /// `chain-status = "none" / "fail" / "pass"`
    fn parse(text: &str) -> Option<Self> {
        match text {
            "none" => Some(Self::None),
            "fail" => Some(Self::Fail),
            "pass" => Some(Self::Pass),
            _ => None,
        }
    }
}

/// The value of an ARC-Seal field.
#[derive(Clone, Debug)]
pub(crate) struct Seal {
    pub(crate) signed: Signed,
    pub(crate) status: ChainStatus,
}

impl Seal {
    /// Reads the value of an ARC-Seal field (RFC 8617 §4.1.3).
    fn parse(value: &str) -> Result<Self, Cause> {
        let tags = Tags::parse(value)?;
        // RFC 8617 §4.1.3: no "h" tag, as what is covered is fixed.
        if tags.get("h").is_some() {
            return Err(tags.invalid("h"));
        }
        let status = ChainStatus::parse(tags.required("cv")?).ok_or_else(|| tags.invalid("cv"))?;
        Ok(Self { signed: tags.signed()?, status })
    }
}

/// A set with all three of its fields; each place counts the message's fields from 0 at the top.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    pub(crate) instance: u32,
    pub(crate) results: usize,
    pub(crate) message_signature: (usize, Result<Signature, Cause>),
    pub(crate) seal: (usize, Result<Seal, Cause>),
}

/// The sets of a message, the oldest first, and what is wrong with how they fit together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets {
    pub(crate) sets: Vec<Set>,
    pub(crate) highest: u32,
    pub(crate) problem: Option<ArcCause>,
}

/// Where a field of an instance stands. There are at most three times [`MAX_SETS`].
fn place_of(places: &[((u32, ArcField), usize)], wanted: (u32, ArcField)) -> Option<usize> {
    places.iter().find(|(field, _)| *field == wanted).map(|(_, at)| *at)
}

impl Sets {
    /// Gathers the sets of a message (RFC 8617 §5.2, steps 1 and 3).
    pub(crate) fn of(fields: &HeaderFields<'_>) -> Self {
        let mut places: Vec<((u32, ArcField), usize)> = Vec::new();
        let mut problem = None;
        for kind in ArcField::ALL {
            let found = fields.places(kind.as_str());
            if found.len() > MAX_SETS as usize {
                problem.get_or_insert(ArcCause::TooManySets);
            }
            for &at in found.iter().take(MAX_SETS as usize) {
                let text = fields.get(at).map(|field| field.text().into_owned()).unwrap_or_default();
                match instance(kind, &text) {
                    None => problem = problem.or(Some(ArcCause::InstanceInvalid { field: kind })),
                    Some(instance) if place_of(&places, (instance, kind)).is_some() => {
                        problem = problem.or(Some(ArcCause::Duplicate { instance, field: kind }));
                    }
                    Some(instance) => {
                        places.push(((instance, kind), at));
                    }
                }
            }
        }
        let highest = places.iter().map(|&((instance, _), _)| instance).max().unwrap_or(0);
        let mut sets = Self { sets: Vec::new(), highest, problem };
        for instance in 1..=highest {
            sets.add(instance, &places, fields);
        }
        sets
    }

    fn add(&mut self, instance: u32, places: &[((u32, ArcField), usize)], fields: &HeaderFields<'_>) {
        let mut place = |field| match place_of(places, (instance, field)) {
            Some(at) => Some(at),
            None => {
                self.problem.get_or_insert(ArcCause::Missing { instance, field });
                None
            }
        };
        let [Some(results), Some(message_signature), Some(seal)] = ArcField::ALL.map(&mut place) else {
            return;
        };
        let text = |at| fields.get(at).map(|field| field.text().into_owned()).unwrap_or_default();
        self.sets.push(Set {
            instance,
            results,
            message_signature: (message_signature, Signature::parse_arc(&text(message_signature))),
            seal: (seal, Seal::parse(&text(seal))),
        });
    }

    /// Everything that needs a key.
    pub(crate) fn signed(&self) -> impl Iterator<Item = &Signed> {
        let seals = self.sets.iter().filter_map(|set| Some(&set.seal.1.as_ref().ok()?.signed));
        seals.chain(self.message_signatures().map(|signature| &signature.signed))
    }

    /// The readable signatures over the message.
    pub(crate) fn message_signatures(&self) -> impl Iterator<Item = &Signature> {
        self.sets.iter().filter_map(|set| set.message_signature.1.as_ref().ok())
    }
}

/// The instance a field belongs to. One whose tags cannot be read belongs nowhere.
fn instance(kind: ArcField, value: &str) -> Option<u32> {
    match kind {
        ArcField::AuthenticationResults => arc_info(value).ok().map(|(_, instance)| instance),
        ArcField::MessageSignature | ArcField::Seal => number(Tags::parse(value).ok()?.get("i")?),
    }
}

/// `arc-info = instance [CFWS] ";" authres-payload`, up to the semicolon (RFC 8617 §4.1.1)
fn arc_info(input: &str) -> IResult<&str, u32> {
    let digits = map_opt(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), number);
    let tag = (opt(fws), char('i'), opt(fws), char('='), opt(fws));
    let (rest, (instance, _, _)) = (preceded(tag, digits), opt(fws), char(';')).parse(input)?;
    Ok((rest, instance))
}

/// `instance = 1*2DIGIT ; in the range of 1 to 50`
fn number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|b| b.is_ascii_digit()).then_some(text)?;
    digits.parse().ok().filter(|instance| (1..=MAX_SETS).contains(instance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Message, Origin};

    fn sets(header: &str) -> Sets {
        let message = Message::parse(header.as_bytes(), Origin::File);
        Sets::of(&HeaderFields::of(&message))
    }

    const SET: &str =
        "ARC-Seal: i=1; cv=none\nARC-Message-Signature: i=1\nARC-Authentication-Results: i=1; x\n";

    #[test]
    fn rfc_8617_4_1_1_the_results_begin_with_their_instance() {
        assert_eq!(arc_info(" i = 12 ; mx.example; none").unwrap().1, 12);
        for wrong in ["mx.example; i=1;", "i=1", "i=0; x", "i=51; x", "i=123; x", "i=; x"] {
            assert!(arc_info(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_whole_set_has_no_problem() {
        let sets = sets(SET);
        assert_eq!((sets.sets.len(), sets.highest, &sets.problem), (1, 1, &None));
        assert!(
            super::Sets::of(&HeaderFields::of(&Message::parse(b"A: b\n", Origin::File))).problem.is_none()
        );
    }

    #[test]
    fn what_does_not_fit_together_is_told() {
        let field = ArcField::Seal;
        assert_eq!(
            sets(&SET.replace("ARC-Seal", "X")).problem,
            Some(ArcCause::Missing { instance: 1, field })
        );
        let twice = format!("ARC-Seal: i=1\n{SET}");
        assert_eq!(sets(&twice).problem, Some(ArcCause::Duplicate { instance: 1, field }));
        let unread = format!("ARC-Seal: i=x\n{SET}");
        assert_eq!(sets(&unread).problem, Some(ArcCause::InstanceInvalid { field }));
        let gap = SET.replace("i=1", "i=2");
        let missing = ArcCause::Missing { instance: 1, field: ArcField::AuthenticationResults };
        assert_eq!(sets(&gap).problem, Some(missing));
        assert_eq!(sets(&"ARC-Seal: i=1\n".repeat(51)).problem, Some(ArcCause::TooManySets));
    }
}
