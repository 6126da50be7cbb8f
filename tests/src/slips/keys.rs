//! Records of DKIM keys.

use super::{Dice, scratch};
use waxseal_core::dkim::key::KeyRecord;
use waxseal_core::intent::dkim::{Intent, Reading};

/// A key of 2048 bits, one of 1024, and an Ed25519 key.
const KEYS: [&str; 3] = [
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAt6S27xHQ3d63cDngRxdjnkcW13OBc6yMte0SxQ4FP1zVlyUhp9fF79cQyxNLHufvUBQejitZMe9A8VfNDfvji289rrhZPGXTblZlPRwRwthBsL5WpyHmt73UKCdZJ9ss1bbnYCfw5L2BUsZGyjEHH83c9a2fwN/z0TcjLlFKMYRYU8vqZM6J6EtBfhrCOTwDZ5Uhi5Xl3FsYsiPE5TauO6vBgAkDNdOwGcaedeNg5gPylIOqJBfUTsDiYivOYzf9G6JNAz68En58Tzr1vcCod6Ue2PzOiDj/EoKNlnqa82Yr364GQREpoPNlq1W1YkcfeYk8vfAX6zVPMZAaJZJ62wIDAQAB",
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB",
    "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
];

/// The texts at a key's name, broken, and the data of the key that they meant.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The texts.
    pub texts: Vec<String>,
    /// The data.
    pub data: &'static str,
}

/// A right record, and then broken.
#[must_use]
pub fn broken(dice: &mut Dice) -> Broken {
    let which = dice.below(KEYS.len());
    let data = KEYS[which];
    let kind = if which == 2 { "ed25519" } else { "rsa" };
    let version = dice.of(&[
        "v=DKIM1",
        "v=DKIM1",
        "v=dkim1",
        "v=DKIM",
        "v = DKIM1",
        "v:DKIM1",
        "DKIM1",
        "V=DKIM1",
        "v=DKIM 1",
    ]);
    let kind = match dice.below(8) {
        0 => format!("k = {kind}"),
        1 => format!("k={}", kind.to_uppercase()),
        2 => format!("k:{kind}"),
        3 if kind == "rsa" => "k=rsa-sha256".to_owned(),
        _ => format!("k={kind}"),
    };
    let p = match dice.below(10) {
        0 => format!("p = {data}"),
        1 => format!("p:{data}"),
        2 => format!("p=\"{data}\""),
        3 => format!("p=-----BEGIN PUBLIC KEY-----{data}-----END PUBLIC KEY-----"),
        4 => format!("p={}", folded(dice, data, " ")),
        5 => format!("p={}", data.replace('+', "-").replace('/', "_")),
        6 if which != 2 => data.to_owned(),
        7 => format!("p={};", data.trim_end_matches('=')),
        _ => format!("p={data}"),
    };
    let mut parts = vec![version.to_owned(), kind, p];
    if dice.once_in(4) {
        parts.insert(
            1,
            (dice.of(&["t=y", "t=s", "h=sha256", "s=email", "h=sha1:sha256", "t=y,s"])).to_owned(),
        );
    }
    if dice.once_in(8) {
        parts.remove(0);
    }
    let between = dice.of(&["; ", ";", " ; ", " ", ", ", ";;", "\\; ", "; \t"]);
    let text = parts.join(between);
    Broken { texts: placed(dice, &text), data }
}

fn folded(dice: &mut Dice, text: &str, between: &str) -> String {
    let at = 1 + dice.below(text.len() - 1);
    format!("{}{between}{}", &text[..at], &text[at..])
}

/// What a panel makes of a text.
fn placed(dice: &mut Dice, text: &str) -> Vec<String> {
    let long = text.len() > 120;
    match dice.below(12) {
        0 => vec![format!("\"{text}\"")],
        1 => vec![format!("( \"{text}\" )")],
        2 if long => vec![format!("( \"{}\" \"{}\" )", &text[..100], &text[100..])],
        3 if long => vec![format!("\"{}\" \"{}\"", &text[..100], &text[100..])],
        4 => vec![format!("mail._domainkey IN TXT ( \"{text}\" )  ; ----- DKIM key mail for b.example")],
        5 => vec![format!("“{text}”")],
        6 => vec![format!("&quot;{text}&quot;")],
        7 if long && !text.contains("BEGIN") && text.contains("p=") => {
            vec![text[150..].to_owned(), text[..150].to_owned()]
        }
        8 => vec!["v=spf1 -all".to_owned(), text.to_owned()],
        9 => vec![format!("<{text}>")],
        _ => vec![text.to_owned()],
    }
}

/// Holds broken texts to the key that they meant.
///
/// # Panics
/// Where they are read as another, or as none.
pub fn hold(broken: &Broken) {
    let intent = Intent::read(&broken.texts);
    let (Reading::Right(text) | Reading::Meant(text)) = &intent.reading else {
        panic!("{:#?}\n  {:?}", broken.texts, intent.reading)
    };
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let data = broken.data.trim_end_matches('=');
    let longer = compact.split([';', '=', ':']).any(|part| part.len() > data.len());
    assert!(compact.contains(data) && !longer, "{:#?}\n  {text}", broken.texts);
    stable(&intent);
}

/// Holds any texts to what holds of all: a key that is read can be used, is read again as itself, and is made of what stands there.
///
/// # Panics
/// Where one of these does not hold.
pub fn hold_any(texts: &[String]) {
    stable(&Intent::read(texts));
    let all = texts.concat();
    if let Some(meant) = Intent::read(texts).meant() {
        let data = meant.rsplit("p=").next().unwrap_or_default().trim_end_matches('=');
        let start = data.get(..20).unwrap_or_default();
        let bare: String = all.chars().filter(char::is_ascii_alphanumeric).collect();
        let own: String = start.chars().filter(char::is_ascii_alphanumeric).collect();
        assert!(bare.contains(&own) || texts.len() > 1 || data.len() == 43, "{texts:#?}\n  {meant}");
    }
}

fn stable(intent: &Intent) {
    if let Some(meant) = intent.meant() {
        assert!(KeyRecord::parse(meant).is_ok(), "{meant}");
        assert_eq!(Intent::read(&[meant.to_owned()]).reading, Reading::Right(meant.to_owned()));
    }
}

/// Texts that a hand slipped over, anywhere, or that were cut.
#[must_use]
pub fn scratched(dice: &mut Dice) -> Vec<String> {
    let texts = broken(dice).texts;
    texts
        .iter()
        .map(|text| match dice.below(3) {
            0 => text.chars().take(255).collect(),
            _ => scratch(dice, text),
        })
        .collect()
}
