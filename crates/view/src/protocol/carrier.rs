//! Mails that reports come in.

/// The most octets at the start of a file that are looked at: a long header section and the head of the first parts.
pub const MAX_HEAD: u32 = 64 * 1024;

/// Whether a text is the start of a mail with a report in it, and so is for the program that reads those.
///
/// RFC 9990 and RFC 8460 §5.1 have one form for the names of such files: `receiver!domain!begin!end`, the last two numbers.
#[must_use]
pub fn carries_report(head: &str) -> bool {
    // A header section begins with a field; the octets of an archive are told from it by the checker.
    let starts = head.split_once(':').is_some_and(|(name, _)| !name.contains(char::is_whitespace));
    let is_number = |part: &str| part.starts_with(|first: char| first.is_ascii_digit());
    let is_named = |line: &str| {
        let mut parts = line.split('!');
        let [receiver, _, begin, end] = [(); 4].map(|()| parts.next().unwrap_or_default());
        // A parameter of a field, whole or in pieces (RFC 2231 §3), and no talk about a file.
        is_number(begin)
            && begin.bytes().all(|digit| digit.is_ascii_digit())
            && is_number(end)
            && ["name=", "name*"].iter().any(|own| receiver.to_ascii_lowercase().contains(own))
    };
    starts && head.lines().any(is_named)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "google.com!a.example!1761955200!1762041599.zip";

    #[test]
    fn a_mail_with_a_report_is_told_by_the_name_of_its_file() {
        for line in [
            format!("Content-Disposition: attachment; filename=\"{NAME}\""),
            format!("Content-Type: application/zip;\r\n\tname=\"{NAME}\""),
            format!("Content-Disposition: attachment;\r\n filename*0=\"{NAME}\""),
            format!("Content-Type: application/zip; NAME={}", NAME.replace(".zip", "!001.xml.gz")),
        ] {
            assert!(carries_report(&format!("From: r@receiver.example\r\n{line}\r\n\r\n")), "{line}");
        }
    }

    #[test]
    fn nothing_else_is_one() {
        for text in [
            "",
            "a.example",
            NAME,
            "From: a@a.example\r\nSubject: name! 1! 2! 3!\r\n",
            "From: a@a.example\r\nContent-Type: application/zip; name=\"urgent!!!!.zip\"\r\n",
            "From: a@a.example\r\nSubject: Report Domain: a.example Submitter: b.example\r\n\r\nHello",
            &format!("What is\r\nname={NAME}"),
            &format!("From: a@a.example\r\n\r\nThe name of the file is {NAME}\r\n"),
        ] {
            assert!(!carries_report(text), "{text}");
        }
    }
}
