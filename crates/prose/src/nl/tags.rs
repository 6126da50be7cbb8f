//! What the tags of records mean, in Dutch.

use crate::Tagged;

pub(super) fn meaning(kind: Tagged, tag: &str) -> Option<&'static str> {
    Some(match (kind, tag) {
        (Tagged::Spf, "v") => "de versie; die staat vooraan",
        (Tagged::Spf, "include") => "autoriseert de servers die het SPF-record van dit domein autoriseert",
        (Tagged::Spf, "a") => "autoriseert de adressen (A, AAAA) van het domein, of van de genoemde naam",
        (Tagged::Spf, "mx") => "autoriseert de inkomende mailservers (MX) van het domein, of van de naam",
        (Tagged::Spf, "ip4" | "ip6") => "autoriseert dit adres of bereik",
        (Tagged::Spf, "ptr") => "autoriseert servers op hun PTR-naam; beter niet gebruiken",
        (Tagged::Spf, "exists") => "autoriseert een server waarvoor deze naam een adres heeft",
        (Tagged::Spf, "redirect") => "het SPF-record van dit domein geldt, als niets ervoor past",
        (Tagged::Spf, "exp") => "waar de uitleg bij een fail gepubliceerd is",
        (Tagged::Spf, "-all") => "elke andere server: fail",
        (Tagged::Spf, "~all") => "elke andere server: softfail",
        (Tagged::Spf, "?all") => "elke andere server: neutral",
        (Tagged::Spf, "all") => "autoriseert elke server",
        (Tagged::Spf, "-" | "~" | "?") => "deze servers krijgen fail (-), softfail (~) of neutral (?)",
        (Tagged::Dmarc, "v") => "de versie; die staat vooraan",
        (Tagged::Dmarc, "p") => "wat ontvangers wordt gevraagd met mail die niet slaagt",
        (Tagged::Dmarc, "sp") => "hetzelfde voor subdomeinen die bestaan",
        (Tagged::Dmarc, "np") => "hetzelfde voor subdomeinen die niet bestaan",
        (Tagged::Dmarc, "adkim") => {
            "hoe dichtbij een handtekening moet zijn: r, dezelfde organisatie; s, hetzelfde domein"
        }
        (Tagged::Dmarc, "aspf") => "hoe dichtbij de enveloppe-afzender moet zijn: r of s",
        (Tagged::Dmarc, "rua") => "waar dagelijkse overzichten heen gaan",
        (Tagged::Dmarc, "ruf") => "waar losse mislukkingen worden gemeld; weinig ontvangers doen dat",
        (Tagged::Dmarc, "fo") => "wanneer een losse mislukking wordt gemeld",
        (Tagged::Dmarc, "t") => "y: op proef, één stap minder dan het beleid zegt",
        (Tagged::Dmarc, "psd") => "of het domein er een is waaronder anderen namen registreren",
        (Tagged::Dmarc, "pct") => "een deel van de post; vervallen in RFC 9989",
        (Tagged::Dmarc, "rf") => "de vorm van foutrapporten; vervallen in RFC 9989",
        (Tagged::Dmarc, "ri") => "hoe vaak overzichten komen; vervallen in RFC 9989",
        (Tagged::DkimKey, "v") => "de versie",
        (Tagged::DkimKey, "k") => "het soort sleutel; rsa als het er niet staat",
        (Tagged::DkimKey, "p") => "de publieke sleutel; leeg als hij is ingetrokken",
        (Tagged::DkimKey, "h") => "de hashes waarmee hij gebruikt mag worden",
        (Tagged::DkimKey, "s") => "waarvoor hij is; * is alles",
        (Tagged::DkimKey, "t") => "y: op proef; s: niet voor subdomeinen",
        (Tagged::DkimKey, "n") => "een opmerking voor mensen",
        (Tagged::DkimKey, "g") => "verouderd",
        (Tagged::MtaSts, "v") => "de versie",
        (Tagged::MtaSts, "id") => "verandert bij elke wijziging van het beleid",
        (Tagged::TlsRpt, "v") => "de versie",
        (Tagged::TlsRpt, "rua") => "waar rapporten heen gaan",
        (Tagged::Bimi, "v") => "de versie",
        (Tagged::Bimi, "l") => "waar het logo staat",
        (Tagged::Bimi, "a") => "waar zijn certificaat staat",
        (Tagged::Bimi, "avp") => "welk logo voorgaat: dat van het merk of van de persoon",
        _ => return None,
    })
}
