//! A made-up year of reports on the first user's domain: his mailboxes at Microsoft 365, a weekly newsletter that Mailchimp signs in
//! its own name, forwarders, a mailing list and somebody who uses the name.

use std::fmt::Write as _;

/// The first day: 1 November 2025, in days since 1970.
pub const FIRST_DAY: i64 = 20_393;
/// How many days the year has.
pub const DAYS: i64 = 365;
const DOMAIN: &str = "nl365pro.com";

/// How the year goes.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// The day of the year from which on Mailchimp signs as the domain.
    pub authenticated: Option<i64>,
    /// How many days have reports.
    pub days: i64,
    /// How many of the receivers report.
    pub reporters: usize,
    /// Days of the year without any report.
    pub gap: (i64, i64),
    /// Every how many days there is mail, and with it reports.
    pub every: i64,
    /// Whether Mailchimp signs with the domain's key alone, once it is authenticated.
    pub alone: bool,
    /// Whether the web site sends too, which no record knows of.
    pub site: bool,
}

impl Default for Story {
    fn default() -> Self {
        Self {
            authenticated: None,
            days: DAYS,
            reporters: REPORTERS.len(),
            gap: (0, 0),
            every: 1,
            alone: false,
            site: false,
        }
    }
}

/// How the example of the page goes: the first three months, with the newsletter unaligned.
#[must_use]
pub fn example() -> Story {
    Story { days: 90, ..Story::default() }
}

/// Those who report; the last one in the shape of RFC 9990.
const REPORTERS: [(&str, &str, bool); 4] = [
    ("google.com", "noreply-dmarc-support@google.com", false),
    ("Enterprise Outlook", "dmarcreport@microsoft.com", false),
    ("Yahoo", "dmarchelp@yahooinc.com", false),
    ("GMX", "noreply-dmarc@gmx.net", true),
];

/// A record of a report.
struct Line<'a> {
    ip: &'a str,
    count: i64,
    from: &'a str,
    aligned: (bool, bool),
    dkim: &'a [(&'a str, &'a str, &'a str)],
    spf: Option<(&'a str, &'a str)>,
    reason: Option<&'a str>,
}

/// The reports of the year: their file names and their XML.
#[must_use]
pub fn reports(story: &Story) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for day in 0..story.days {
        if (story.gap.0..story.gap.1).contains(&day) || day % 7 % story.every != 4 % story.every {
            continue;
        }
        for (at, (name, email, is_new)) in REPORTERS.iter().take(story.reporters).enumerate() {
            let begin = (FIRST_DAY + day) * 86_400;
            let records: String = lines(story, day, at).iter().map(record).collect();
            let end = begin + 86_399;
            let head = if *is_new {
                "<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\"><version>1.0</version>"
            } else {
                "<feedback><version>1.0</version>"
            };
            let pct = if *is_new { "" } else { "<pct>100</pct>" };
            let xml = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{head}<report_metadata><org_name>{name}</org_name>\
                 <email>{email}</email><report_id>{day}-{at}</report_id><date_range><begin>{begin}</begin>\
                 <end>{end}</end></date_range></report_metadata><policy_published><domain>{DOMAIN}</domain>\
                 <adkim>r</adkim><aspf>r</aspf><p>none</p><sp>reject</sp>{pct}<fo>0</fo></policy_published>\
                 {records}</feedback>"
            );
            all.push((format!("{name}!{DOMAIN}!{begin}!{end}.xml"), xml));
        }
    }
    all
}

/// The mail of a day that one receiver saw.
fn lines(story: &Story, day: i64, receiver: usize) -> Vec<Line<'static>> {
    let shift = i64::try_from(receiver).unwrap_or(0);
    let is_weekend = matches!((FIRST_DAY + day) % 7, 2 | 3);
    let mut lines = vec![Line {
        ip: ["40.107.22.51", "40.107.22.84", "2a01:111:f403:2607::3"][usize::try_from(day % 3).unwrap_or(0)],
        count: if is_weekend { 2 } else { 20 + (day * 7 + shift * 5) % 13 },
        from: DOMAIN,
        aligned: (true, true),
        dkim: &[(DOMAIN, "selector1", "pass")],
        spf: Some((DOMAIN, "pass")),
        reason: None,
    }];
    if day % 7 == 4 {
        lines.push(newsletter(story.authenticated.is_some_and(|from| day >= from), story.alone));
    }
    if day % 3 == 0 {
        lines.push(forwarded());
    }
    if day % 10 == 5 {
        lines.push(mailing_list());
    }
    if story.site {
        lines.push(site());
    }
    if day % 11 == shift {
        lines.extend(spoofed());
    }
    lines
}

/// The newsletter: Mailchimp vouches for it in its own name, and for the domain once that is authenticated there.
fn newsletter(authenticated: bool, alone: bool) -> Line<'static> {
    let own: &[(&str, &str, &str)] = &[("mcc.mcsv.net", "k1", "pass"), ("mailchimpapp.net", "k1", "pass")];
    let aligned: &[(&str, &str, &str)] = &[(DOMAIN, "k2", "pass"), ("mailchimpapp.net", "k1", "pass")];
    Line {
        ip: "198.2.181.248",
        count: 90,
        from: DOMAIN,
        aligned: (authenticated, false),
        dkim: match (authenticated, alone) {
            (true, true) => &[(DOMAIN, "k2", "pass")],
            (true, false) => aligned,
            (false, _) => own,
        },
        spf: (!authenticated || !alone).then_some(("mail248.suw18.rsgsv.net", "pass")),
        reason: None,
    }
}

/// A mailbox elsewhere that mail is forwarded to: the signature is whole.
fn forwarded() -> Line<'static> {
    Line {
        ip: "203.0.113.40",
        count: 3,
        from: DOMAIN,
        aligned: (true, false),
        dkim: &[(DOMAIN, "selector1", "pass")],
        spf: Some((DOMAIN, "fail")),
        reason: None,
    }
}

/// A mailing list that adds a footer: the signature is broken.
fn mailing_list() -> Line<'static> {
    Line {
        ip: "198.51.100.77",
        count: 2,
        from: DOMAIN,
        aligned: (false, false),
        dkim: &[(DOMAIN, "selector1", "fail")],
        spf: Some(("lists.club.example", "pass")),
        reason: Some("mailing_list"),
    }
}

/// The form of the web site, whose server nobody thought of.
fn site() -> Line<'static> {
    Line {
        ip: "203.0.113.80",
        count: 4,
        from: DOMAIN,
        aligned: (false, false),
        dkim: &[],
        spf: Some((DOMAIN, "fail")),
        reason: None,
    }
}

/// Somebody who uses the name, and a subdomain that does not exist.
fn spoofed() -> [Line<'static>; 2] {
    let line = Line {
        ip: "192.0.2.201",
        count: 7,
        from: DOMAIN,
        aligned: (false, false),
        dkim: &[],
        spf: Some((DOMAIN, "fail")),
        reason: None,
    };
    [
        Line { from: "invoice.nl365pro.com", count: 4, spf: Some(("invoice.nl365pro.com", "none")), ..line },
        line,
    ]
}

fn record(line: &Line<'_>) -> String {
    let word = |passes: bool| if passes { "pass" } else { "fail" };
    let (dkim, spf) = (word(line.aligned.0), word(line.aligned.1));
    let disposition = if line.from == DOMAIN || line.aligned.0 { "none" } else { "reject" };
    let reason = line.reason.map_or_else(String::new, |kind| format!("<reason><type>{kind}</type></reason>"));
    let mut text = format!(
        "<record><row><source_ip>{}</source_ip><count>{}</count><policy_evaluated>\
         <disposition>{disposition}</disposition><dkim>{dkim}</dkim><spf>{spf}</spf>{reason}</policy_evaluated>\
         </row><identifiers><header_from>{}</header_from></identifiers><auth_results>",
        line.ip, line.count, line.from
    );
    for (domain, selector, result) in line.dkim {
        let _ = write!(
            text,
            "<dkim><domain>{domain}</domain><selector>{selector}</selector><result>{result}</result></dkim>"
        );
    }
    if let Some((domain, result)) = line.spf {
        let _ =
            write!(text, "<spf><domain>{domain}</domain><scope>mfrom</scope><result>{result}</result></spf>");
    }
    text + "</auth_results></record>\n"
}
