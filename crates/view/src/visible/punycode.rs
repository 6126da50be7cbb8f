//! What a name in Punycode (RFC 3492) is shown as: `xn--…` read back.

/// The most characters read; a label of DNS has 63.
const MAX_LABEL: usize = 63;

/// The text behind a label such as `xn--bcher-kva`; `None` where it is none or cannot be read.
pub(super) fn decode(label: &str) -> Option<String> {
    let encoded = label.get(..4).filter(|head| head.eq_ignore_ascii_case("xn--")).and(label.get(4..))?;
    if encoded.len() > MAX_LABEL || !encoded.is_ascii() {
        return None;
    }
    let (basic, rest) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = rest.chars();
    while !digits.as_str().is_empty() {
        let before = i;
        i = i.checked_add(variable_length(&mut digits, bias)?)?;
        let length = u32::try_from(output.len()).ok()?.checked_add(1)?;
        bias = adapt(i - before, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        output.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i += 1;
    }
    Some(output.into_iter().collect())
}

/// A generalized variable-length integer (RFC 3492 §3.3).
fn variable_length(digits: &mut std::str::Chars<'_>, bias: u32) -> Option<u32> {
    let (mut value, mut weight, mut k) = (0_u32, 1_u32, 36_u32);
    loop {
        let digit = digits.next()?.to_digit(36)?;
        // RFC 3492 §5: a to z are 0 to 25, and 0 to 9 come after them.
        let digit = if digit < 10 { digit + 26 } else { digit - 10 };
        value = value.checked_add(digit.checked_mul(weight)?)?;
        let threshold = k.saturating_sub(bias).clamp(1, 26);
        if digit < threshold {
            return Some(value);
        }
        weight = weight.checked_mul(36 - threshold)?;
        k += 36;
    }
}

/// Bias adaptation (RFC 3492 §3.4).
fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn rfc_3492_7_1_samples_and_names_in_use() {
        for (label, text) in [
            ("xn--bcher-kva", "b\u{fc}cher"),
            ("xn--mnchen-3ya", "m\u{fc}nchen"),
            ("XN--80AK6AA92E", "\u{430}\u{440}\u{440}\u{4cf}\u{435}"),
            (
                "xn--ihqwcrb4cv8a8dqg056pqjye",
                "\u{4ed6}\u{4eec}\u{4e3a}\u{4ec0}\u{4e48}\u{4e0d}\u{8bf4}\u{4e2d}\u{6587}",
            ),
            ("xn--d9juau41awczczp", "\u{305d}\u{306e}\u{30b9}\u{30d4}\u{30fc}\u{30c9}\u{3067}"),
        ] {
            assert_eq!(decode(label).as_deref(), Some(text), "{label}");
        }
    }

    #[test]
    fn what_is_no_punycode_is_not_read() {
        for label in
            ["", "plain", "xn-", "xn--\u{e9}", "xn--99999999", "xn--!", &format!("xn--{}", "a".repeat(64))]
        {
            assert_eq!(decode(label), None, "{label}");
        }
    }
}
