//! gzip (RFC 1952), and how much of compressed data is unpacked at all.

use super::{Form, Opener, Place, form_of};
use crate::unread::{Limit, Unread};
use flate2::bufread::GzDecoder;
use std::io::Read;

/// The most octets that one file may unpack to, all that is nested in it together. The largest real report has 3.6 MB; an archive
/// of a year has some thousand of a few thousand octets.
pub const MAX_UNPACKED: usize = 512 * 1024 * 1024;
/// How many times larger than the packed data the unpacked data may be. Reports come to 60 times, bombs to a thousand.
pub const MAX_RATIO: usize = 300;
/// How many times larger it is as a rule.
const USUAL_RATIO: usize = 12;
/// What may be unpacked whatever the ratio is.
const FREE: usize = 1024 * 1024;

/// What came out of compressed data.
pub(super) struct Unpacked {
    /// The octets.
    pub(super) bytes: Vec<u8>,
    /// Why they are not all, or not the ones that were packed.
    pub(super) damage: Option<Unread>,
}

impl Opener<'_> {
    pub(super) fn gzip(&mut self, bytes: &[u8], place: &Place) {
        let unpacked = self.members(bytes);
        self.open_unpacked(unpacked, place);
    }

    /// The members of a file, put together; what stands behind the last one is litter.
    fn members(&mut self, bytes: &[u8]) -> Unpacked {
        let mut all = Unpacked { bytes: Vec::new(), damage: None };
        let mut rest = bytes;
        while rest.starts_with(b"\x1f\x8b") && all.damage.is_none() {
            let mut decoder = GzDecoder::new(rest);
            let member = self.unpack(&mut decoder, rest.len());
            if all.bytes.is_empty() {
                all.bytes = member.bytes;
            } else {
                all.bytes.extend(member.bytes);
            }
            all.damage = member.damage;
            rest = decoder.into_inner();
        }
        all
    }

    /// Reads a decoder to its end, or to the limit.
    pub(super) fn unpack(&mut self, decoder: &mut impl Read, packed: usize) -> Unpacked {
        let by_ratio = packed.saturating_mul(MAX_RATIO).max(FREE);
        let most = by_ratio.min(self.budget);
        // What reports come to as a rule, so that their room need not grow while they are unpacked.
        let usual = packed.saturating_mul(USUAL_RATIO).min(FREE).min(most);
        let mut bytes = Vec::with_capacity(usual);
        let outcome =
            decoder.take(u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut bytes);
        let damage = match outcome {
            _ if bytes.len() > most => {
                bytes = Vec::new();
                let limit = if by_ratio <= self.budget { Limit::Ratio } else { Limit::UnpackedSize };
                Some(Unread::Beyond { limit })
            }
            Ok(_) => None,
            Err(_) => Some(Unread::Damaged { unpacked: bytes.len() }),
        };
        self.budget = self.budget.saturating_sub(bytes.len());
        Unpacked { bytes, damage }
    }

    /// Opens what was unpacked; of damaged data whatever can still be read.
    pub(super) fn open_unpacked(&mut self, unpacked: Unpacked, place: &Place) {
        let below = Place { is_part: place.is_part, ..place.below("") };
        match unpacked.damage {
            None => self.open(&unpacked.bytes, &below),
            Some(why @ Unread::Damaged { .. }) => match form_of(&unpacked.bytes) {
                Form::Xml => self.aggregate(&unpacked.bytes, &Place { is_part: false, ..below }, Some(&why)),
                _ => self.fail(Some(place), why),
            },
            Some(why) => self.fail(Some(place), why),
        }
    }
}
