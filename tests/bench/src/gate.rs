//! What the gate costs: a whole check with its diagnosis, every prefix of every cure tried again over the answers heard.

use crate::Fallible;
use crate::round_trips::{Subject, check};
use crate::zone::Records;
use std::time::{Duration, Instant};

/// The checks that are timed: what, the zone, of whom, the least causes it has, and the most it may take.
const CASES: [(&str, &str, Subject, usize, Duration); 3] = [
    ("a message with six causes", SIX_ZONE, Subject::Message(SIX), 6, Duration::from_millis(20)),
    ("a domain over its limits", OVER, Subject::Domain("big.example"), 1, Duration::from_millis(50)),
    ("a domain with much broken", BROKEN, Subject::Domain("kaputt.example"), 4, Duration::from_millis(50)),
];
/// For how long each is repeated; the shortest time counts.
const TIME: Duration = Duration::from_secs(1);

const OVER: &str = include_str!("../../zones/over-limit.json");
const BROKEN: &str = include_str!("../../zones/broken.json");
const SIX: &str = include_str!("../mails/six-causes.eml");
const SIX_ZONE: &str = include_str!("../zones/six-causes.json");

/// Times every check and prints the table; returns a line for each that takes longer than it may.
///
/// # Errors
/// A zone that cannot be read, or a check that finds fewer causes than it should.
pub(crate) fn run() -> Fallible<Vec<String>> {
    println!("\nthe gate, every cure tried\n  {:36} {:>8} {:>12} {:>10}", "", "causes", "time", "at most");
    let mut above = Vec::new();
    for (name, zone, subject, least, most) in &CASES {
        let zone = Records::from_json(zone)?.for_core()?;
        let (mut shortest, mut causes, began) = (Duration::MAX, 0, Instant::now());
        while began.elapsed() < TIME {
            let start = Instant::now();
            causes = pollster::block_on(check(&zone, subject))?;
            shortest = shortest.min(start.elapsed());
        }
        if causes < *least {
            return Err(format!("{name}: {causes} causes and not {least}").into());
        }
        println!("  {name:36} {causes:>8} {:>9.2} ms {:>7} ms", shortest.as_secs_f64() * 1e3, most.as_millis());
        if shortest > *most {
            above.push(format!("{name}: {:.1} ms", shortest.as_secs_f64() * 1e3));
        }
    }
    Ok(above)
}

/// Says which check takes longer than it may.
pub(crate) fn summary(above: &[String]) {
    if above.is_empty() {
        println!("No diagnosis takes longer than it may.");
    } else {
        println!("Diagnoses that take longer than they may:");
        above.iter().for_each(|line| println!("  {line}"));
    }
}
