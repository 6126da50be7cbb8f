//! What the tags of records mean, in English.

use crate::Tagged;

pub(super) fn meaning(kind: Tagged, tag: &str) -> Option<&'static str> {
    Some(match (kind, tag) {
        (Tagged::Spf, "v") => "the version; it comes first",
        (Tagged::Spf, "include") => "authorises the servers that the SPF record of this domain authorises",
        (Tagged::Spf, "a") => "authorises the addresses (A, AAAA) of the domain, or of the name given",
        (Tagged::Spf, "mx") => "authorises the inbound mail servers (MX) of the domain, or of the name given",
        (Tagged::Spf, "ip4" | "ip6") => "authorises this address or range",
        (Tagged::Spf, "ptr") => "authorises servers by their PTR name; should not be used",
        (Tagged::Spf, "exists") => "authorises a server for which this name has an address",
        (Tagged::Spf, "redirect") => "the SPF record of this domain applies, where nothing before it matches",
        (Tagged::Spf, "exp") => "where the explanation of a fail is published",
        (Tagged::Spf, "-all") => "every other server: fail",
        (Tagged::Spf, "~all") => "every other server: softfail",
        (Tagged::Spf, "?all") => "every other server: neutral",
        (Tagged::Spf, "all") => "authorises any server",
        (Tagged::Spf, "-" | "~" | "?") => "these servers get fail (-), softfail (~) or neutral (?)",
        (Tagged::Dmarc, "v") => "the version; it comes first",
        (Tagged::Dmarc, "p") => "what receivers are asked to do with mail that fails",
        (Tagged::Dmarc, "sp") => "the same for subdomains that exist",
        (Tagged::Dmarc, "np") => "the same for subdomains that do not exist",
        (Tagged::Dmarc, "adkim") => {
            "how close a signature has to be: r, the same organization; s, the same domain"
        }
        (Tagged::Dmarc, "aspf") => "how close the envelope sender has to be: r or s",
        (Tagged::Dmarc, "rua") => "where daily summaries go",
        (Tagged::Dmarc, "ruf") => "where single failures are told; few receivers do",
        (Tagged::Dmarc, "fo") => "when a single failure is told",
        (Tagged::Dmarc, "t") => "y: a trial, one level less than the policy says",
        (Tagged::Dmarc, "psd") => "whether the domain is one that others register names under",
        (Tagged::Dmarc, "pct") => "a share of mail; removed in RFC 9989",
        (Tagged::Dmarc, "rf") => "the format of failure reports; removed in RFC 9989",
        (Tagged::Dmarc, "ri") => "how often summaries come; removed in RFC 9989",
        (Tagged::DkimKey, "v") => "the version",
        (Tagged::DkimKey, "k") => "the kind of key; rsa where it is not said",
        (Tagged::DkimKey, "p") => "the public key; empty when it is revoked",
        (Tagged::DkimKey, "h") => "the hashes it may be used with",
        (Tagged::DkimKey, "s") => "what it is for; * is everything",
        (Tagged::DkimKey, "t") => "y: a trial; s: not for subdomains",
        (Tagged::DkimKey, "n") => "a note for people",
        (Tagged::DkimKey, "g") => "obsolete",
        (Tagged::MtaSts, "v") => "the version",
        (Tagged::MtaSts, "id") => "changes with every change of the policy",
        (Tagged::TlsRpt, "v") => "the version",
        (Tagged::TlsRpt, "rua") => "where reports go",
        (Tagged::Bimi, "v") => "the version",
        (Tagged::Bimi, "l") => "where the logo is",
        (Tagged::Bimi, "a") => "where its certificate is",
        (Tagged::Bimi, "avp") => "whose logo is preferred: the brand's or the person's",
        _ => return None,
    })
}
