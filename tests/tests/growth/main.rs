//! Twice the input costs twice the memory, never four times: what is allocated is counted, so the test says the same on
//! every machine. `cargo test -p waxseal-tests --test growth -- --nocapture` prints the table, with times beside it.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

mod bodies;
mod headers;
mod inputs;
mod records;

use allocation_counter::{AllocationInfo, measure};
use std::fmt::Write;
use std::time::Instant;
use waxseal_core::check_message;
use waxseal_core::dns::{Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::message::Origin;
use waxseal_tests::mail::{input as message_input, key_record};

/// The most that twice the input may cost, beside once. Linear is 2; a table or a buffer that doubles adds a little.
const MOST: f64 = 2.3;

/// What a check costs at three sizes.
struct Curve {
    what: &'static str,
    sizes: [usize; 3],
    costs: [AllocationInfo; 3],
    micros: [u128; 3],
}

impl Curve {
    /// `prepare` makes the input of a size, `run` is what is measured.
    fn of<T>(what: &'static str, smallest: usize, prepare: impl Fn(usize) -> T, run: impl Fn(&T)) -> Self {
        let sizes = [smallest, 2 * smallest, 4 * smallest];
        let inputs = sizes.map(&prepare);
        // Tables that are made when first needed belong to nobody's input.
        run(&inputs[0]);
        let costs = inputs.each_ref().map(|input| measure(|| run(input)));
        let micros = inputs.each_ref().map(|input| {
            let start = Instant::now();
            run(input);
            start.elapsed().as_micros()
        });
        Self { what, sizes, costs, micros }
    }

    /// How much the cost grows with each doubling: of octets, and of allocations.
    fn ratios(&self) -> [f64; 4] {
        let [a, b, c] = &self.costs;
        #[expect(clippy::cast_precision_loss, reason = "counts of a test are small")]
        let ratio = |more: u64, less: u64| more as f64 / less.max(1) as f64;
        [
            ratio(b.bytes_total, a.bytes_total),
            ratio(c.bytes_total, b.bytes_total),
            ratio(b.count_total, a.count_total),
            ratio(c.count_total, b.count_total),
        ]
    }

    fn row(&self) -> String {
        let kilobytes = self.costs.each_ref().map(|cost| (cost.bytes_total / 1024).to_string()).join(" / ");
        let counts = self.costs.each_ref().map(|cost| cost.count_total.to_string()).join(" / ");
        let micros = self.micros.map(|micros| micros.to_string()).join(" / ");
        let worst = self.ratios().into_iter().fold(0.0, f64::max);
        let sizes = self.sizes.map(|size| size.to_string()).join(" / ");
        format!("| {} | {sizes} | {kilobytes} | {counts} | {worst:.2} | {micros} |", self.what)
    }
}

fn hold(curves: &[Curve]) {
    let mut table =
        "| input | size | KB allocated | allocations | worst doubling | µs here |\n|---|---|---|---|---|---|\n".to_owned();
    for curve in curves {
        writeln!(table, "{}", curve.row()).unwrap();
    }
    println!("{table}");
    for curve in curves {
        let worst = curve.ratios().into_iter().fold(0.0, f64::max);
        assert!(worst <= MOST, "{} grows by {worst:.2} with each doubling\n{table}", curve.what);
    }
}

fn name(text: &str) -> Domain {
    Domain::parse(text).unwrap()
}

fn zone(records: &[(&str, &str)]) -> Zone {
    let mut zone = Zone::default();
    for (at, text) in records {
        zone.insert(name(at), ZoneEntry::Txt(Text((*text).into())));
    }
    zone
}

/// The check of a message whose author has a policy and a key.
fn message(what: &'static str, smallest: usize, prepare: impl Fn(usize) -> String) -> Curve {
    let key = key_record();
    let zone = zone(&[("_dmarc.a.example", "v=DMARC1; p=reject"), ("s._domainkey.a.example", &key)]);
    Curve::of(what, smallest, prepare, |text| {
        pollster::block_on(check_message(&zone, &message_input(text.as_bytes(), Origin::File)));
    })
}

/// The same, as it is pasted.
fn paste(what: &'static str, smallest: usize, prepare: impl Fn(usize) -> String) -> Curve {
    Curve::of(what, smallest, prepare, |text| {
        pollster::block_on(check_message(&Zone::default(), &message_input(text.as_bytes(), Origin::Paste)));
    })
}

/// `part` once for every number below `count`.
fn repeated(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// The fields every message here has.
const FROM: &str = "From: jo@a.example\r\nSubject: x\r\n";

#[test]
fn what_is_quadratic_is_noticed() {
    let quadratic = Curve::of(
        "pairs",
        50,
        |n| n,
        |&n| {
            let pairs: Vec<Vec<usize>> = (0..n).map(|at| vec![at; n]).collect();
            drop(std::hint::black_box(pairs));
        },
    );
    assert!(quadratic.ratios().into_iter().fold(0.0, f64::max) > MOST);
}
