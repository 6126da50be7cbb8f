//! Bodies, signatures and seals.

use super::{FROM, hold, message, repeated};
use waxseal_tests::mail::{seal, sign};

#[test]
fn bodies_and_signatures() {
    let signed = |n: usize| {
        let body = repeated(n, |at| format!("Line {at} of  the body \r\n"));
        sign("a.example", "from:subject", &format!("{FROM}\r\n{body}"))
    };
    hold(&[
        message("lines of a signed body", 2_000, signed),
        message("lines of a signed body that was altered", 500, |n| {
            signed(n) + "A footer\r\n-- \r\nof a list\r\n"
        }),
        message("blank lines at the end of a body", 5_000, |n| signed(100) + &"\r\n".repeat(n) + "x\r\n"),
        message("parts of an altered body", 100, |n| {
            let part = |at| format!("--b\r\nContent-Type: text/plain\r\n\r\nPart {at}\r\n");
            let body = format!(
                "Content-Type: multipart/mixed; boundary=b\r\n{FROM}\r\n{}--b--\r\n",
                repeated(n, part)
            );
            sign("a.example", "from:subject", &body) + "more\r\n"
        }),
        message("parts within parts", 100, |n| {
            let part = |at| format!("--b{at}\r\nContent-Type: multipart/mixed; boundary=b{}\r\n\r\n", at + 1);
            let body = format!(
                "Content-Type: multipart/mixed; boundary=b0\r\n{FROM}\r\n{}text\r\n",
                repeated(n, part)
            );
            sign("a.example", "from:subject", &body) + "more\r\n"
        }),
        message("signatures", 6, |n| {
            (0..n)
                .fold(format!("{FROM}\r\nbody\r\n"), |message, _| sign("a.example", "from:subject", &message))
        }),
        message("signatures that do not verify", 4, |n| {
            let signed = (0..n).fold(format!("{FROM}\r\nbody\r\n"), |message, _| {
                sign("a.example", "from:subject", &message)
            });
            signed.replace("Subject: x", "Subject: y")
        }),
        message("seals", 5, |n| {
            let sealed =
                |message: String, at: usize| seal("a.example", u32::try_from(at).unwrap() + 1, &message);
            (0..n).fold(format!("{FROM}\r\nbody\r\n"), sealed)
        }),
        message("tags of a signature", 45, |n| {
            let tags = repeated(n, |at| format!("; x{at}=y"));
            sign("a.example", "from:subject", &format!("{FROM}\r\nbody\r\n")).replacen(
                "; bh=",
                &format!("{tags}; bh="),
                1,
            )
        }),
    ]);
}
