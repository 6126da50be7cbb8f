//! Domains at which everybody can have an address, and nobody who has one can publish a record.

use crate::domain::Domain;

/// Such domains, of mailbox services and of internet providers.
const FREE_MAIL: &str = "\
    126.com 163.com aol.com att.net bellsouth.net btinternet.com casema.nl chello.nl \
    comcast.net cox.net free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net \
    googlemail.com hetnet.nl home.nl hotmail.be hotmail.co.uk hotmail.com hotmail.de hotmail.fr \
    hotmail.nl icloud.com kpnmail.nl laposte.net libero.it live.be live.com live.nl mac.com \
    mail.com mail.ru me.com msn.com naver.com onet.pl orange.fr outlook.com outlook.fr \
    planet.nl pm.me proton.me protonmail.com qq.com quicknet.nl rocketmail.com sbcglobal.net \
    seznam.cz sfr.fr skynet.be t-online.de telenet.be tutanota.com upcmail.nl verizon.net \
    wanadoo.fr web.de wp.pl yahoo.com yandex.ru ymail.com ziggo.nl zohomail.com";

/// Whether a domain is one at which everybody can have an address. The names of Yahoo differ by country only.
#[must_use]
pub fn is_free_mail(domain: &Domain) -> bool {
    let name = domain.as_str();
    FREE_MAIL.split(' ').any(|own| own == name)
        || ["yahoo.co.", "yahoo.com."].iter().any(|start| name.starts_with(start))
        || is_short_yahoo(name)
}

/// `yahoo.de` and its like: a country code and nothing more.
fn is_short_yahoo(name: &str) -> bool {
    name.strip_prefix("yahoo.").is_some_and(|country| country.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_domain_is_meant() {
        let is = |name: &str| is_free_mail(&Domain::parse(name).unwrap());
        assert!(is("gmail.com") && is("yahoo.nl") && is("yahoo.co.uk") && is("Hotmail.com"));
        assert!(!is("mail.gmail.com") && !is("yahoo.example") && !is("gmail.com.example"));
    }
}
