//! Times contenders in turn, so that whatever else the machine does falls on all of them alike.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The least time that one turn of one contender takes: the clock is small beside it, and it is short enough for some
/// turns to pass without anything else the machine does.
const TURN: Duration = Duration::from_millis(2);
/// A ratio above this is told again at the end: it is more than noise.
const TELLING: f64 = 1.2;

/// How many rounds are run.
#[derive(Clone, Copy)]
pub(crate) enum Effort {
    /// For figures to be quoted.
    Full,
    /// For a look.
    Quick,
}

impl Effort {
    const fn rounds(self) -> usize {
        match self {
            Self::Full => 250,
            Self::Quick => 50,
        }
    }
}

/// What a contender is to us.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The core.
    Ours,
    /// Another implementation that does the same job.
    Rival,
    /// Something to see a figure in proportion to; it does less, or more, than the job.
    Reference,
}

/// Does the job once, and says whether the answer is right.
type Work = Box<dyn Fn() -> bool>;

struct Contender {
    name: &'static str,
    standing: Standing,
    work: Work,
}

/// One job, and everyone who does it.
pub(crate) struct Case {
    /// What is done, as the table calls it.
    pub(crate) name: String,
    contenders: Vec<Contender>,
}

impl Case {
    /// A job, and how the core does it.
    pub(crate) fn new(name: impl Into<String>, ours: impl Fn() -> bool + 'static) -> Self {
        Self { name: name.into(), contenders: Vec::new() }.with("waxseal", Standing::Ours, ours)
    }

    /// Adds another implementation, to which ours is held.
    pub(crate) fn rival(self, name: &'static str, work: impl Fn() -> bool + 'static) -> Self {
        self.with(name, Standing::Rival, work)
    }

    /// Adds something to see the figures in proportion to.
    pub(crate) fn reference(self, name: &'static str, work: impl Fn() -> bool + 'static) -> Self {
        self.with(name, Standing::Reference, work)
    }

    fn with(mut self, name: &'static str, standing: Standing, work: impl Fn() -> bool + 'static) -> Self {
        self.contenders.push(Contender { name, standing, work: Box::new(work) });
        self
    }

    /// Checks every contender, times them in turn, prints the table, and returns a line for each rival that is faster
    /// by a telling amount.
    ///
    /// # Errors
    /// The contender that gives a wrong answer.
    pub(crate) fn run(&self, effort: Effort) -> Result<Vec<String>, String> {
        if let Some(wrong) = self.contenders.iter().find(|contender| !(contender.work)()) {
            return Err(format!(
                "{}: {} gives a wrong answer, so there is nothing to time",
                self.name, wrong.name
            ));
        }
        let mut timed: Vec<_> = self.contenders.iter().map(Timed::new).collect();
        for _ in 0..effort.rounds() {
            timed.iter_mut().for_each(Timed::turn);
        }
        Ok(self.print(&timed))
    }

    /// Does the job as one contender does it, untimed.
    pub(crate) fn alone(&self, name: &str, times: u32) {
        for contender in self.contenders.iter().filter(|contender| contender.name == name) {
            (0..times).for_each(|_| {
                black_box((contender.work)());
            });
        }
    }

    fn print(&self, timed: &[Timed<'_>]) -> Vec<String> {
        println!("\n{}\n  {:36} {:>10} {:>10} {:>8}", self.name, "", "minimum", "median", "ratio");
        let ours = timed.iter().find(|timed| timed.contender.standing == Standing::Ours).map(Timed::minimum);
        let mut slower = Vec::new();
        for timed in timed {
            let name = match timed.contender.standing {
                Standing::Ours | Standing::Rival => timed.contender.name.to_owned(),
                Standing::Reference => format!("({})", timed.contender.name),
            };
            let ratio = ours
                .filter(|_| timed.contender.standing != Standing::Ours)
                .map(|ours| ours / timed.minimum());
            let shown = ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
            let telling = ratio.filter(|&r| timed.contender.standing == Standing::Rival && r > TELLING);
            let mark = if telling.is_some() { " <-" } else { "" };
            println!(
                "  {name:36} {:>10} {:>10} {shown:>8}{mark}",
                time(timed.minimum()),
                time(timed.median())
            );
            slower.extend(telling.map(|ratio| format!("{}: {ratio:.2} times {name}", self.name)));
        }
        slower
    }
}

/// Says where a rival was faster by a telling amount.
pub(crate) fn summary(slower: &[String]) {
    println!(
        "\nThe ratio is our minimum over theirs: below 1, ours is faster. In brackets: not the same job."
    );
    if slower.is_empty() {
        println!("Nowhere does ours take more than {TELLING} times as long as a rival.");
    } else {
        println!("Ours takes more than {TELLING} times as long here:");
        slower.iter().for_each(|line| println!("  {line}"));
    }
}

/// A contender and its turns so far, in seconds per iteration.
struct Timed<'a> {
    contender: &'a Contender,
    iterations: u32,
    turns: Vec<f64>,
}

impl<'a> Timed<'a> {
    /// Finds how many iterations fill a turn, which warms the caches as well.
    fn new(contender: &'a Contender) -> Self {
        let mut timed = Self { contender, iterations: 1, turns: Vec::new() };
        while timed.elapsed() < TURN {
            timed.iterations = timed.iterations.saturating_mul(2);
        }
        timed
    }

    fn turn(&mut self) {
        let elapsed = self.elapsed();
        self.turns.push(elapsed.as_secs_f64() / f64::from(self.iterations));
    }

    fn elapsed(&self) -> Duration {
        let start = Instant::now();
        for _ in 0..self.iterations {
            black_box((self.contender.work)());
        }
        start.elapsed()
    }

    fn minimum(&self) -> f64 {
        self.turns.iter().copied().fold(f64::INFINITY, f64::min)
    }

    fn median(&self) -> f64 {
        let mut sorted = self.turns.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// Seconds, in a unit that leaves one to three digits before the point.
fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-6 => format!("{:.0} ns", s * 1e9),
        s if s < 1e-3 => format!("{:.2} µs", s * 1e6),
        s => format!("{:.3} ms", s * 1e3),
    }
}
