//! What was done to the input, in English.

use waxseal_core::message::Repair;

pub(super) fn repair(repair: &Repair) -> String {
    match repair {
        Repair::TooLong { bytes } => {
            format!("The message has {bytes} bytes, more than is read; the rest was left out.")
        }
        Repair::ByteOrderMark => "A byte order mark at the start was taken off.".into(),
        Repair::Utf16 => "The text was UTF-16 and was turned into UTF-8, so signatures over it cannot \
                          be verified."
            .into(),
        Repair::MboxLine => "The mbox line at the start was taken off.".into(),
        Repair::OutlookMessage { has_header: true } => {
            "This is Outlook's own file. The header section it keeps was read; the body stands in it in \
             another form than it was sent in, so it cannot be verified."
                .into()
        }
        Repair::OutlookMessage { has_header: false } => {
            "This is Outlook's own file, and it keeps no header section: the message was never sent or \
             received. Save it as .eml where you can, or paste its headers."
                .into()
        }
        Repair::MboxRest => "The file holds several messages; the first was read.".into(),
        Repair::LeadingJunk { lines: 1 } => "One line above the header was left out.".into(),
        Repair::LeadingJunk { lines } => format!("{lines} lines above the header were left out."),
        Repair::Quoted => "The text was quoted with >, which was taken off.".into(),
        Repair::Entities => "References of a web page were read as their characters.".into(),
        Repair::OneLine => "All fields stood in one line; they were parted by their names.".into(),
        Repair::ShownOriginal => {
            "This is the table above an original in Gmail, and not the headers. Its results are taken as \
             Google's word; for a check of our own, choose Download original."
                .into()
        }
        Repair::NameUnquoted => {
            "The name in From has characters that must be in quotes (RFC 5322 §3.4). As receivers do, the \
             address in angle brackets was taken."
                .into()
        }
        Repair::ULabel { domain } => format!(
            "d= is written with a U-label; it was read as the A-label {domain} (RFC 8616 §5). In a \
             message that is otherwise ASCII, the signer has to write the A-label (RFC 6376 §3.5), or \
             receivers find no key."
        ),
        Repair::DoubledDots => {
            "Dots at the beginning of lines were doubled, as SMTP does; one was taken off.".into()
        }
        Repair::Indented => "The text was indented, which was taken off.".into(),
        Repair::DoubleSpaced => "Every other line was blank; those lines were left out.".into(),
        Repair::Unfolded { line } => format!(
            "From line {line} on, continuation lines have lost their indentation; they were joined to \
             the field above."
        ),
        Repair::NoBlankLine { line } => format!(
            "Line {line} is no header field, and no blank line stands before it; the body starts there."
        ),
        Repair::TooManyFields => "There are more header fields than are read; the rest was left out.".into(),
    }
}
