//! Punycode (RFC 3492), to read an internationalised label as its reader sees it, and to look up one that stands in a header as it
//! is read. What a person types goes through the platform's IDNA, whose tables map it first.

/// RFC 3492 §5: the parameters of Punycode for IDNA.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;
/// RFC 1035 §2.3.4: the most octets of a label.
const MAX_LABEL: usize = 63;

/// The text of an A-label (`xn--…`); `None` for any other label, and for one that is not valid.
#[must_use]
pub fn decode(label: &str) -> Option<String> {
    let encoded = label.strip_prefix("xn--")?;
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut digits = extended.chars();
    // A label has at most 63 octets, so this ends soon.
    while !digits.as_str().is_empty() {
        let before = i;
        i = i.checked_add(delta(&mut digits, bias)?)?;
        let length = u32::try_from(output.len()).ok()? + 1;
        bias = adapt(i - before, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        output.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i += 1;
    }
    Some(output.into_iter().collect())
}

/// The A-label of a label; `None` where it would be longer than a label may be.
#[must_use]
pub fn encode(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    let input: Vec<u32> = label.chars().flat_map(char::to_lowercase).map(u32::from).collect();
    if input.len() > MAX_LABEL {
        return None;
    }
    let basic: String = input.iter().filter(|c| **c < INITIAL_N).filter_map(|c| char::from_u32(*c)).collect();
    let mut output = format!("xn--{basic}");
    if !basic.is_empty() {
        output.push('-');
    }
    let count = |length: usize| u32::try_from(length).ok();
    let (mut n, mut delta, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut handled = count(basic.len())?;
    let first = handled;
    // RFC 3492 §6.3: the characters in the order of their code points; a label has at most 63.
    while handled < count(input.len())? {
        let next = input.iter().copied().filter(|c| *c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for c in &input {
            if *c < n {
                delta = delta.checked_add(1)?;
            } else if *c == n {
                write_delta(&mut output, delta, bias)?;
                bias = adapt(delta, handled + 1, handled == first);
                (delta, handled) = (0, handled + 1);
            }
        }
        (delta, n) = (delta.checked_add(1)?, n + 1);
    }
    Some(output)
}

/// RFC 3492 §3.3, written.
fn write_delta(output: &mut String, delta: u32, bias: u32) -> Option<()> {
    let digit = |value: u32| char::from_digit(if value < 26 { value + 10 } else { value - 26 }, BASE);
    let (mut rest, mut k) = (delta, BASE);
    loop {
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if rest < threshold {
            output.push(digit(rest)?);
            return Some(());
        }
        output.push(digit(threshold + (rest - threshold) % (BASE - threshold))?);
        rest = (rest - threshold) / (BASE - threshold);
        k += BASE;
    }
}

/// RFC 3492 §3.3: one generalised variable-length integer.
fn delta(digits: &mut std::str::Chars<'_>, bias: u32) -> Option<u32> {
    let (mut value, mut weight, mut k) = (0_u32, 1_u32, BASE);
    loop {
        let digit = digits.next()?.to_digit(36)?;
        // Letters stand for 0 to 25 and digits for 26 to 35, the other way round than in base 36.
        let digit = if digit < 10 { digit + 26 } else { digit - 10 };
        value = value.checked_add(digit.checked_mul(weight)?)?;
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if digit < threshold {
            return Some(value);
        }
        weight = weight.checked_mul(BASE - threshold)?;
        k += BASE;
    }
}

/// RFC 3492 §6.1: bias adaptation.
const fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_encoded_decodes_to_itself() {
        for label in ["müller", "bücher", "例え", "mañana", "ü", "éxämple-1", "пример"] {
            let encoded = encode(label).unwrap();
            assert_eq!(decode(&encoded).as_deref(), Some(label), "{encoded}");
        }
        assert_eq!(encode("plain").as_deref(), Some("plain"));
        assert_eq!(encode("MÜLLER").as_deref(), Some("xn--mller-kva"));
    }

    #[test]
    fn labels_as_their_readers_see_them() {
        assert_eq!(decode("xn--bcher-kva").as_deref(), Some("bücher"));
        assert_eq!(decode("xn--bnkwijzer-0yh").as_deref(), Some("b\u{430}nkwijzer"));
        // RFC 3492 §7.1 (A).
        assert_eq!(
            decode("xn--egbpdaj6bu4bxfgehfvwxn").as_deref(),
            Some(
                "\u{644}\u{64a}\u{647}\u{645}\u{627}\u{628}\u{62a}\u{643}\u{644}\u{645}\u{648}\u{634}\u{639}\u{631}\u{628}\u{64a}\u{61f}"
            )
        );
        assert_eq!(decode("plain"), None);
        assert_eq!(decode("xn--99999999999"), None);
    }

    proptest! {
        #[test]
        fn no_label_panics(label in "xn--[a-z0-9-]{0,59}") {
            let _ = decode(&label);
        }
    }
}
