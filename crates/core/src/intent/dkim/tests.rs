use super::*;
use crate::crypto::base64;

const RSA: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAt6S27xHQ3d63cDngRxdjnkcW13OBc6yMte0SxQ4FP1zVlyUhp9fF79cQyxNLHufvUBQejitZMe9A8VfNDfvji289rrhZPGXTblZlPRwRwthBsL5WpyHmt73UKCdZJ9ss1bbnYCfw5L2BUsZGyjEHH83c9a2fwN/z0TcjLlFKMYRYU8vqZM6J6EtBfhrCOTwDZ5Uhi5Xl3FsYsiPE5TauO6vBgAkDNdOwGcaedeNg5gPylIOqJBfUTsDiYivOYzf9G6JNAz68En58Tzr1vcCod6Ue2PzOiDj/EoKNlnqa82Yr364GQREpoPNlq1W1YkcfeYk8vfAX6zVPMZAaJZJ62wIDAQAB";
const ED25519: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn read(texts: &[&str]) -> Intent {
    let key = |text: &&str| {
        let (start, end) = RSA.split_at(180);
        text.replace("FIRST", start).replace("LAST", end).replace("WHOLE", RSA).replace("SHORT", ED25519)
    };
    Intent::read(&texts.iter().map(key).collect::<Vec<_>>())
}

#[test]
fn keys_out_of_zone_files_and_panels() {
    let want = format!("v=DKIM1; k=rsa; p={RSA}");
    for text in [
        "( \"v=DKIM1; k=rsa; \" \"p=FIRST\" \"LAST\" )",
        "mail._domainkey IN TXT ( \"v=DKIM1; k=rsa; \"\n\t\"p=FIRST\"\n\"LAST\" )  ; ----- DKIM key mail for b.example",
        "\"v=DKIM1; k=rsa; p=WHOLE\"",
        "“v=DKIM1; k=rsa; p=WHOLE”",
        "v=DKIM1\\; k=rsa\\; p=WHOLE",
        "v=DKIM1 k=rsa p=WHOLE",
        "v=DKIM1, k=rsa, p=WHOLE",
        "v=dkim1; k=RSA; p=WHOLE",
        "v=DKIM; k=rsa; p=WHOLE;",
        "v=DKIM1;; k=rsa;; p=WHOLE",
        "v=DKIM1; k=rsa-sha256; p:WHOLE",
        "v=DKIM1; k=rsa; p=-----BEGIN PUBLIC KEY-----FIRST LAST-----END PUBLIC KEY-----",
        "v=DKIM1; k=rsa; WHOLE",
        "v=DKIM1;k=rsap=WHOLE",
        "&quot;v=DKIM1; k=rsa; p=WHOLE&quot;",
        "<v=DKIM1; k=rsa; p=WHOLE>",
        "v=DKIM1; k=rsa; p=\"WHOLE\"",
        "v=DKIM1; k=rsa; p=WHOLE; p=WHOLE",
        "p=WHOLE; v=DKIM1, k=rsa",
    ] {
        let intent = read(&[text]);
        assert_eq!(intent.reading, Reading::Meant(want.clone()), "{text}");
        assert_eq!(read(&[&want]).reading, Reading::Right(want.clone()));
    }
    let plus = RSA.replace('+', " ");
    assert_eq!(read(&[&format!("v=DKIM1; k=rsa; p={plus}x")]).reading, Reading::Untold(Why::NotAKey));
    assert_eq!(read(&["WHOLE"]).reading, Reading::Meant(format!("v=DKIM1; p={RSA}")));
    assert_eq!(
        read(&["v=DKIM1; h=sha-256, sha1 k=rsa; t=y,s p=WHOLE"]).reading,
        Reading::Meant(format!("v=DKIM1; h=sha256:sha1; t=y:s; k=rsa; p={RSA}"))
    );
}

#[test]
fn short_keys_of_the_other_kind() {
    let want = Reading::Meant(format!("v=DKIM1; k=ed25519; p={ED25519}"));
    let data = base64::decode(ED25519).unwrap();
    let file =
        [&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00], data.as_slice()].concat();
    assert_eq!(read(&["v=DKIM1; p=SHORT"]).reading, want);
    assert_eq!(read(&["v=DKIM1; k=rsa; p=SHORT"]).reading, want);
    assert_eq!(read(&["v=DKIM1; k=Ed25519; p=SHORT"]).reading, want);
    assert_eq!(read(&[&format!("v=DKIM1; k=ed25519; p={}", base64::encode(&file))]).reading, want);
}

#[test]
fn keys_in_pieces_and_beside_other_texts() {
    let want = format!("v=DKIM1; k=rsa; p={RSA}");
    assert_eq!(read(&["v=DKIM1; k=rsa; p=FIRST", "LAST"]).reading, Reading::Meant(want.clone()));
    assert_eq!(read(&["LAST", "v=DKIM1; k=rsa; p=FIRST"]).reading, Reading::Meant(want.clone()));
    let beside = read(&["v=spf1 -all", "v=DKIM1; k=rsa; p=WHOLE"]);
    assert_eq!((beside.reading, beside.stray), (Reading::Right(want), vec!["v=spf1 -all".to_owned()]));
    assert_eq!(
        read(&["v=DKIM1; k=rsa; p=WHOLE", "v=DKIM1; k=ed25519; p=SHORT"]).reading,
        Reading::Untold(Why::Several)
    );
    assert_eq!(read(&["v=DKIM1; k=rsa; p=FIRST"]).reading, Reading::Untold(Why::Cut));
    assert_eq!(read(&["v=DKIM1; k=rsa; p=hello"]).reading, Reading::Untold(Why::NotAKey));
    assert_eq!(read(&["v=spf1 -all"]).reading, Reading::Untold(Why::NoKey));
    assert_eq!(read(&["v=DKIM1; p="]).reading, Reading::Revoked);
    assert_eq!(read(&["-----BEGIN RSA PRIVATE KEY-----WHOLE"]).reading, Reading::Untold(Why::Private));
    assert_eq!(read(&[]).reading, Reading::Untold(Why::NoKey));
}
