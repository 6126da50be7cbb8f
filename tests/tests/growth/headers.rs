//! Header fields, and what stands in them.

use super::{FROM, hold, message, repeated};
use waxseal_tests::mail::sign;

#[test]
fn headers() {
    hold(&[
        message("header fields", 1_000, |n| {
            repeated(n, |at| format!("X-{at}: value {at}\r\n")) + FROM + "\r\nbody\r\n"
        }),
        message("header fields of one name, all signed", 300, |n| {
            let body = repeated(n, |at| format!("X-Same: {at}\r\n")) + FROM + "\r\nbody\r\n";
            sign("a.example", &("from".to_owned() + &":x-same".repeat(n)), &body)
        }),
        message("octets of one folded field", 20_000, |n| {
            format!("X-Long: {}\r\n{FROM}\r\nbody\r\n", repeated(n / 10, |_| "12345678\r\n ".to_owned()))
        }),
        message("octets of one word", 50_000, |n| {
            format!("Subject: {}\r\n{FROM}\r\nbody\r\n", "w".repeat(n))
        }),
        message("Received fields", 100, |n| {
            let hop = |at| {
                format!(
                    "Received: from h{at}.example ([192.0.2.1]) by h{}.example with ESMTPS id {at} for <a@b.example>; Mon, 23 Nov 2026 00:00:00 +0000\r\n",
                    at + 1
                )
            };
            repeated(n, hop) + FROM + "\r\nbody\r\n"
        }),
        message("words of one Received field", 1_000, |n| {
            format!(
                "Received: from a.example ({}) by b.example; Mon, 23 Nov 2026 00:00:00 +0000\r\n{FROM}\r\nbody\r\n",
                "from [192.0.2.1] ".repeat(n)
            )
        }),
        message("results in one Authentication-Results", 45, |n| {
            let result = |at| format!("; dkim=pass (good) reason=\"yes\" header.d=d{at}.example header.s=s");
            format!("Authentication-Results: mx.b.example{}\r\n{FROM}\r\nbody\r\n", repeated(n, result))
        }),
        message("properties of one result", 500, |n| {
            let property = |at| format!(" header.x{at}=value");
            format!(
                "Authentication-Results: mx.b.example; dkim=pass{}\r\n{FROM}\r\nbody\r\n",
                repeated(n, property)
            )
        }),
        message("Authentication-Results fields", 25, |n| {
            repeated(n, |_| {
                "Authentication-Results: mx.b.example; spf=pass smtp.mailfrom=a.example\r\n".to_owned()
            }) + FROM
                + "\r\nbody\r\n"
        }),
        message("comments nested in one another", 1_000, |n| {
            let nested = format!("{}{}", "(".repeat(n), ")".repeat(n));
            format!(
                "Received: from a.example {nested} by b.example\r\nFrom: {nested} jo@a.example\r\nSubject: x\r\n\r\nbody\r\n"
            )
        }),
        message("comments after one another", 1_000, |n| {
            format!("From: jo {} <jo@a.example>\r\nSubject: x\r\n\r\nbody\r\n", "(c) ".repeat(n))
        }),
        message("comments never closed", 1_000, |n| {
            format!(
                "From: jo {} <jo@a.example>\r\nReceived: {}\r\n\r\nbody\r\n",
                "(c ".repeat(n),
                "(c ".repeat(n)
            )
        }),
        message("encoded words", 250, |n| {
            format!("Subject:{}\r\n{FROM}\r\nbody\r\n", " =?utf-8?q?w=C3=B6rd?=".repeat(n))
        }),
        message("encoded words never closed", 1_000, |n| {
            format!("Subject:{}\r\n{FROM}\r\nbody\r\n", " =?utf-8?q?w".repeat(n))
        }),
        message("addresses of one author domain", 200, |n| {
            format!(
                "From: {}jo@a.example\r\n\r\nbody\r\n",
                repeated(n, |at| format!("\"J. {at}\" <jo{at}@a.example>, "))
            )
        }),
        message("addresses of many author domains", 200, |n| {
            format!("From: {}jo@a.example\r\n\r\nbody\r\n", repeated(n, |at| format!("jo@a{at}.example, ")))
        }),
        message("From fields of many domains", 1_000, |n| {
            repeated(n, |at| format!("From: jo@a{at}.example\r\n")) + "\r\nbody\r\n"
        }),
        message("groups of addresses", 200, |n| {
            format!(
                "From: {}jo@a.example\r\n\r\nbody\r\n",
                repeated(n, |at| format!("g{at}: jo@a.example, al@a.example;, "))
            )
        }),
        message("groups never closed", 300, |n| {
            format!(
                "From: {}jo@a.example\r\n\r\nbody\r\n",
                repeated(n, |at| format!("g{at}: jo@a.example, "))
            )
        }),
        message("List-Unsubscribe fields", 1_000, |n| {
            repeated(n, |_| "List-Unsubscribe: <https://a.example/>\r\n".to_owned()) + FROM + "\r\nbody\r\n"
        }),
    ]);
}
