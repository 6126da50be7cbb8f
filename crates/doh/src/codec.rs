//! DNS messages (RFC 1035) in and out, by the `domain` crate.

use domain::base::iana::{Class, Rcode};
use domain::base::rdata::UnknownRecordData;
use domain::base::{Message, MessageBuilder, Name, ParsedName, Record, Rtype};
use domain::rdata::{A, Aaaa, Caa, Cname, Ds, Mx, Ns, Ptr, Soa, Txt};
use waxseal_core::crypto::base64;
use waxseal_core::dns::{Answer, Fault, Host, MAX_CNAME_HOPS, Question, Rdata, RecordType, Text, to_hex};
use waxseal_core::domain::Domain;

/// The longest answer read: the longest a DNS message can be.
pub const MAX_ANSWER: usize = 65_535;

/// The longest an answer is kept, in seconds: one day.
const MAX_TTL: u32 = 86_400;

/// The value of `?dns=`: the question as a DNS message in base64url without padding (RFC 8484 §6).
///
/// # Errors
/// [`Fault::Malformed`] for a name that does not fit a DNS message.
pub fn encode(question: &Question) -> Result<String, Fault> {
    let name = name(&question.name).ok_or(Fault::Malformed)?;
    let mut builder = MessageBuilder::new_vec();
    // RFC 8484 §4.1: an id of 0 lets HTTP caches tell that two questions are the same.
    builder.header_mut().set_id(0);
    builder.header_mut().set_rd(true);
    // RFC 6840 §5.7: AD in a question asks for AD in the answer.
    builder.header_mut().set_ad(true);
    let mut builder = builder.question();
    builder.push((&name, rtype(question.kind))).map_err(|_| Fault::Malformed)?;
    Ok(base64::encode_url(&builder.into_message().into_octets()))
}

/// What a DNS message answers to a question.
///
/// # Errors
/// The fault that its RCODE tells, or [`Fault::Malformed`] where it is no answer to this question.
pub fn decode(question: &Question, octets: &[u8]) -> Result<Answer, Fault> {
    let message = Message::from_slice(octets).map_err(|_| Fault::Malformed)?;
    let asked = message.sole_question().map_err(|_| Fault::Malformed)?;
    let own = name(&question.name).ok_or(Fault::Malformed)?;
    let header = message.header();
    let fits = header.id() == 0 && header.qr() && !header.tc();
    if !fits || asked.qname() != &own || asked.qtype() != rtype(question.kind) || asked.qclass() != Class::IN
    {
        return Err(Fault::Malformed);
    }
    let nxdomain = match header.rcode() {
        Rcode::NOERROR => false,
        Rcode::NXDOMAIN => true,
        Rcode::REFUSED => return Err(Fault::Refused),
        _ => return Err(Fault::Servfail),
    };
    let mut answer = records(message, question)?;
    answer.nxdomain = nxdomain && answer.records.is_empty();
    answer.authenticated = header.ad();
    if answer.records.is_empty() {
        answer.ttl = negative_ttl(message).unwrap_or(0);
    }
    answer.ttl = answer.ttl.min(MAX_TTL);
    Ok(answer)
}

/// Follows the aliases inside the answer section and collects what stands at their end, in whatever order the
/// records come.
fn records(message: &Message<[u8]>, question: &Question) -> Result<Answer, Fault> {
    let section = message.answer().map_err(|_| Fault::Malformed)?;
    let all: Vec<_> = section.collect::<Result<_, _>>().map_err(|_| Fault::Malformed)?;
    let owned: Vec<_> = all.iter().filter_map(|record| Some((domain_of(&record.owner())?, record))).collect();
    let mut answer = Answer { ttl: u32::MAX, ..Answer::default() };
    let at = match question.kind {
        RecordType::Cname => question.name.clone(),
        _ => follow(&owned, question.name.clone(), &mut answer)?,
    };
    for (owner, record) in owned {
        if owner == at && record.rtype() == rtype(question.kind) {
            answer.ttl = answer.ttl.min(record.ttl().as_secs());
            answer.records.extend(rdata(record, question.kind));
        }
    }
    Ok(answer)
}

/// Follows the aliases from a name to the last one, and writes them down.
fn follow(owned: &[(Domain, &AnyRecord<'_>)], mut at: Domain, answer: &mut Answer) -> Result<Domain, Fault> {
    loop {
        let alias = owned.iter().find_map(|(owner, record)| {
            let data = (*owner == at).then(|| record.to_record::<Cname<_>>().ok().flatten()).flatten()?;
            Some((domain_of(data.data().cname())?, data.ttl().as_secs()))
        });
        let Some((target, ttl)) = alias else { return Ok(at) };
        // An alias beyond the limit is most likely part of a loop, and no resolver that notices one answers.
        if answer.chain.len() == MAX_CNAME_HOPS {
            return Err(Fault::Servfail);
        }
        answer.ttl = answer.ttl.min(ttl);
        answer.chain.push(target.clone());
        at = target;
    }
}

type AnyRecord<'a> = domain::base::ParsedRecord<'a, [u8]>;

/// The data of one record; `None` where it does not parse or holds a name that is not printable.
fn rdata(record: &AnyRecord<'_>, kind: RecordType) -> Option<Rdata> {
    /// The record with its data as one type.
    fn data<'a, D: domain::base::rdata::ParseRecordData<'a, [u8]>>(record: &AnyRecord<'a>) -> Option<D> {
        record.to_record::<D>().ok().flatten().map(Record::into_data)
    }
    Some(match kind {
        RecordType::A => Rdata::A(data::<A>(record)?.addr()),
        RecordType::Aaaa => Rdata::Aaaa(data::<Aaaa>(record)?.addr()),
        RecordType::Mx => {
            let mx = data::<Mx<ParsedName<_>>>(record)?;
            Rdata::Mx(mx.preference(), Host::parse(&mx.exchange().to_string()).ok()?)
        }
        RecordType::Txt => {
            let txt = data::<Txt<_>>(record)?;
            Rdata::Txt(Text(txt.iter().flatten().copied().collect()))
        }
        RecordType::Cname => Rdata::Cname(domain_of(data::<Cname<ParsedName<_>>>(record)?.cname())?),
        RecordType::Ptr => Rdata::Ptr(domain_of(data::<Ptr<ParsedName<_>>>(record)?.ptrdname())?),
        RecordType::Ns => Rdata::Ns(domain_of(data::<Ns<ParsedName<_>>>(record)?.nsdname())?),
        RecordType::Soa => Rdata::Soa(data::<Soa<ParsedName<_>>>(record)?.to_string()),
        RecordType::Tlsa => {
            // RFC 6698 §2.1: three octets, then the association data.
            let data = data::<UnknownRecordData<_>>(record)?;
            match data.data() {
                [usage, selector, matching, data @ ..] => {
                    Rdata::Tlsa(*usage, *selector, *matching, to_hex(data))
                }
                _ => return None,
            }
        }
        RecordType::Https => {
            // RFC 3597 §5: as octets, since no check asks for it, and what writes its parameters weighs as much as all the others.
            let data = data::<UnknownRecordData<_>>(record)?;
            Rdata::Https(format!("\\# {} {}", data.data().len(), to_hex(data.data())))
        }
        RecordType::Ds => Rdata::Ds(data::<Ds<_>>(record)?.to_string()),
        RecordType::Caa => Rdata::Caa(data::<Caa<_>>(record)?.to_string()),
    })
}

/// How long "there is no such record" may be kept: the smaller of the SOA's TTL and its minimum (RFC 2308 §5).
fn negative_ttl(message: &Message<[u8]>) -> Option<u32> {
    let mut soas = message.authority().ok()?.limit_to::<Soa<ParsedName<_>>>();
    let soa = soas.next()?.ok()?;
    Some(soa.ttl().as_secs().min(soa.data().minimum().as_secs()))
}

const fn rtype(kind: RecordType) -> Rtype {
    match kind {
        RecordType::A => Rtype::A,
        RecordType::Aaaa => Rtype::AAAA,
        RecordType::Mx => Rtype::MX,
        RecordType::Txt => Rtype::TXT,
        RecordType::Cname => Rtype::CNAME,
        RecordType::Ptr => Rtype::PTR,
        RecordType::Ns => Rtype::NS,
        RecordType::Soa => Rtype::SOA,
        RecordType::Tlsa => Rtype::TLSA,
        RecordType::Https => Rtype::HTTPS,
        RecordType::Ds => Rtype::DS,
        RecordType::Caa => Rtype::CAA,
    }
}

/// A name for the wire, label by label: a backslash in a label is itself, not an escape.
fn name(domain: &Domain) -> Option<Name<Vec<u8>>> {
    let mut octets = Vec::new();
    for label in domain.labels() {
        octets.push(u8::try_from(label.len()).ok()?);
        octets.extend_from_slice(label.as_bytes());
    }
    octets.push(0);
    Name::from_octets(octets).ok()
}

/// A name from the wire; `None` for the root and for labels that hold anything but visible ASCII without dots.
fn domain_of<N: domain::base::name::ToName + ?Sized>(name: &N) -> Option<Domain> {
    let labels = name.iter_labels().filter(|label| !label.is_root());
    let labels: Option<Vec<&str>> =
        labels.map(|label| std::str::from_utf8(label.as_slice()).ok().filter(|l| !l.contains('.'))).collect();
    Domain::parse(&labels?.join(".")).ok()
}

#[cfg(test)]
mod tests;
