//! Many domains: taken from files and from standard input line by line, each printed as soon as it is done, so that nothing grows with
//! the list.

mod done;
mod lines;
mod progress;

use super::{Outcome, Over, Status, domain_fails, domain_input, needs_dns};
use crate::failure::{Complaint, Failure};
use crate::request::{Domains, List};
use done::Done;
use futures_util::future::ready;
use futures_util::stream::{self, Stream, StreamExt};
use lines::{Line, Lines};
use progress::Progress;
use std::cell::RefCell;
use std::io::{ErrorKind, Write};
use waxseal_core::dns::{QueryStatus, Resolve};
use waxseal_core::escaping::escaped_json;
use waxseal_core::report::DomainReport;
use waxseal_core::{DomainInput, check_domain};
use waxseal_prose::Refusal;

/// How many domains are checked at the same time. What is in flight at once the client bounds.
const AT_ONCE: usize = 16;
/// The most domains that are put off to the end, since the resolver did not answer all of their questions.
const MAX_PUT_OFF: usize = 1_000;

impl<R: Resolve> Over<'_, R> {
    /// Checks all domains that are named, and prints a line of JSON for each.
    pub(super) fn many(&self, domains: &Domains, policy: Option<&str>) -> Result<Outcome, Failure> {
        let done = domains.resume.as_deref().map(Done::open).transpose()?;
        let progress = RefCell::new(Progress::of(self.check.lang));
        let output = RefCell::new(Output::of(done));
        let mut lines = Lines::of(&domains.names, &domains.lists).apart().ok_or(Complaint::NoRuntime)?;
        let lines = stream::poll_fn(move |context| lines.poll_recv(context));
        let inputs = lines.filter_map(|line| {
            let input = |name: &str| domain_input(name, &domains.selectors, policy, self.now);
            ready(match line {
                Line::Domain(name) => input(&name).ok().filter(|input| {
                    let is_done = output.borrow().has(input.domain.as_str());
                    progress.borrow_mut().already += usize::from(is_done);
                    !is_done
                }),
                Line::Bad(place, why) => {
                    progress.borrow_mut().skip(&place, &*why);
                    None
                }
            })
        });
        let put_off = self.round(inputs, &output, &progress, true)?;
        // By now the resolver has found what took it too long, or takes questions again. That it did not is remembered for a while.
        if let Some(asking) = &self.asking {
            (asking.forget)();
        }
        self.round(stream::iter(put_off), &output, &progress, false)?;
        progress.borrow_mut().end();
        let progress = progress.borrow();
        if self.is_out() {
            progress.tell(&Complaint::NoMoreAnswers.sentence(self.check.lang));
        }
        let status = match (progress.done + progress.already, progress.is_fine()) {
            (0, _) => Status::Nothing(Complaint::NothingChecked.sentence(self.check.lang)),
            (_, is_fine) => Status::of(!is_fine || self.is_out()),
        };
        Ok(Outcome::printed(String::new(), status))
    }

    /// Whether the resolver was given up.
    fn is_out(&self) -> bool {
        self.asking.as_ref().is_some_and(|asking| asking.line.is_out())
    }

    /// Checks some domains, and gives back those that are to be checked once more.
    fn round(
        &self,
        inputs: impl Stream<Item = DomainInput>,
        output: &RefCell<Output>,
        progress: &RefCell<Progress>,
        is_first: bool,
    ) -> Result<Vec<DomainInput>, Failure> {
        let mut put_off = Vec::new();
        // Once nobody answers or nobody reads any more, no name is taken from the list.
        let goes_on = || !self.is_out() && !output.borrow().is_closed;
        let check = |input: DomainInput| async move {
            let report = check_domain(&self.door(), &input).await;
            (input, report)
        };
        let inputs = inputs.take_while(|_| ready(goes_on()));
        let mut checks = std::pin::pin!(inputs.map(check).buffer_unordered(AT_ONCE));
        self.runtime.block_on(async {
            while let Some((input, report)) = checks.next().await {
                if is_first && is_short_of_answers(&report) && put_off.len() < MAX_PUT_OFF {
                    put_off.push(input);
                    continue;
                }
                if let Err(why) = needs_dns(&report.dns) {
                    progress.borrow_mut().fail(input.domain.as_str(), &why);
                    continue;
                }
                output.borrow_mut().print(&report)?;
                progress.borrow_mut().count(domain_fails(&report));
            }
            Ok(put_off)
        })
    }
}

/// Whether the resolver, and not a server of the domain's, left questions open. Silence may be either's.
fn is_short_of_answers(report: &DomainReport) -> bool {
    use QueryStatus::{Network, Refused, Throttled, Timeout};
    report.dns.iter().any(|query| matches!(query.status, Network | Refused | Throttled | Timeout))
}

/// Where the lines go: to standard output, or to the file that is gone on with.
struct Output {
    done: Option<Done>,
    /// Whether whoever reads went away, as `head` does.
    is_closed: bool,
}

impl Output {
    const fn of(done: Option<Done>) -> Self {
        Self { done, is_closed: false }
    }

    fn has(&self, domain: &str) -> bool {
        self.done.as_ref().is_some_and(|done| done.has(domain))
    }

    fn print(&mut self, report: &DomainReport) -> Result<(), Complaint> {
        let json = serde_json::to_string(report).map_err(|_| Complaint::NotWritten)?;
        let line = escaped_json(&json) + "\n";
        let outcome = match &mut self.done {
            Some(done) => done.write(&line),
            None => {
                let mut out = std::io::stdout().lock();
                out.write_all(line.as_bytes()).and_then(|()| out.flush())
            }
        };
        match outcome {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.is_closed = true,
            outcome => outcome.map_err(|error| Complaint::NoOutput(error.kind()))?,
        }
        Ok(())
    }
}

/// The names of lists that are checked together; what is no domain is named and left out. The second value says whether any was.
pub(super) fn all_named<R>(over: &Over<'_, R>, lists: &[List]) -> (Vec<String>, bool) {
    let mut progress = Progress::of(over.check.lang);
    let names = Lines::of(&[], lists).filter_map(|line| match line {
        Line::Domain(name) => Some(name),
        Line::Bad(place, why) => {
            progress.skip(&place, &*why);
            None
        }
    });
    let names = names.collect();
    (names, !progress.is_fine())
}

#[cfg(test)]
mod tests {
    use super::super::{Asking, Check, now};
    use super::*;
    use crate::patience::{Line as Answers, MAX_SILENT};
    use crate::request::{Source, Subject};
    use waxseal_core::dns::Zone;
    use waxseal_prose::Lang;

    #[test]
    fn once_the_resolver_is_given_up_no_more_is_checked() {
        let domains = Domains { names: vec!["a.example".to_owned(); 3], ..Domains::default() };
        let check = Check {
            subject: Subject::Domains(Domains::default()),
            source: Source::Doh(String::new()),
            drafts: Vec::new(),
            now: None,
            json: false,
            markdown: false,
            csv: false,
            is_call: false,
            lang: Lang::En,
        };
        let line = Answers::default();
        (0..MAX_SILENT).for_each(|_| line.silent(0));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let asking = Some(Asking { line: &line, forget: &|| () });
        let over =
            Over { check: &check, answers: &Zone::default(), drafts: &[], asking, now: now(), runtime };
        let outcome = over.many(&domains, None);
        assert!(matches!(outcome, Ok(Outcome { status: Status::Nothing(_), .. })));
    }
}
