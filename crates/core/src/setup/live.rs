//! What DNS holds, asked all at once, and what the plan comes to with it.

use super::choices::Choices;
use super::dns_host::{self, DnsHost};
use super::draft::Published;
use super::judge::{judge, question};
use super::line::{Line, Purpose};
use super::plan::{Plan, plan as draw_up};
use super::steps::{self, Step};
use crate::dkim::key::KeyRecord;
use crate::dmarc::{self, Decision, Location, Policy, decide};
use crate::dns::{
    Answer, AnyResolver, Draft, LoggedQuery, Overlay, QueryStatus, Question, Rdata, RecordType, Recorded,
    Resolve, Text,
};
use crate::domain::Domain;
use crate::intent::spf::{Intent, is_near};
use crate::intent::{self, Facts, Heard};
use crate::joining;
use crate::judge as judging;
use crate::providers::{Provider, SpfAlignment, by_include};
use crate::spf::{self, SpfCause};
use futures_util::future::{join, join3, join4};

/// How many includes that lead nowhere are left out of a published record, one after the other.
const MAX_DEAD: usize = 10;
/// The most questions about names in records that are broken.
const MAX_ASKED: usize = 20;
/// How many names, from the domain upwards, are asked whether they are its zone.
const MAX_ZONES: usize = 8;

/// Draws up the plan, asks DNS about each of its lines, and counts what the SPF record costs.
pub(super) async fn live(resolver: &Recorded<AnyResolver<'_>>, choices: &Choices) -> Plan {
    let first = draw_up(choices, &Published::default());
    let targets = first.lines.iter().filter_map(|line| Some(Question::new(target(line)?, RecordType::Txt)));
    let connect = connect(&choices.domain);
    let questions: Vec<Question> =
        first.lines.iter().filter_map(question).chain(targets).chain(connect.clone()).collect();
    let lines = joining::all(questions.iter().map(|question| resolver.lookup(question)));
    let (mut published, _, early, arrives) = join4(
        published(resolver, choices),
        lines,
        walk(resolver, choices, &first),
        arrival(resolver, &choices.domain, &first),
    )
    .await;
    let Arrives { mta_sts, exchangers, certified, mut absent } = arrives;
    let log = resolver.log();
    absent.extend(first.lines.iter().filter_map(|line| dead_target(line, &log)));
    published = Published { mta_sts, exchangers, certified, absent, ..published };
    let heard = Heard::of(&choices.domain, &resolver.log());
    let unheard = questions_of(&published.spf, &heard);
    joining::all(unheard.iter().map(|question| resolver.lookup(question))).await;
    published.heard = Heard::of(&choices.domain, &resolver.log());
    published.connects = connect.is_some_and(|question| does_connect(&question, &resolver.log()));
    let mut plan = draw_up(choices, &published);
    // What is kept of a published record may ask for more.
    let same = plan.spf.record == first.spf.record;
    let mut walked = if same { early } else { walk(resolver, choices, &plan).await };
    for _ in 0..MAX_DEAD {
        let name = dead_include(&walked).and_then(|name| Domain::parse(&name).ok());
        let is_new = |name: &Domain| published.heard.facts(name).spf != Some(false);
        let Some(name) = name.filter(is_new) else { break };
        published.heard.know(name, Facts { spf: Some(false), address: None });
        plan = draw_up(choices, &published);
        walked = walk(resolver, choices, &plan).await;
    }
    if matches!(walked.cause, Some(SpfCause::TooManyVoidLookups { .. })) {
        published.void = void_terms(&walked);
        plan = draw_up(choices, &published);
        walked = walk(resolver, choices, &plan).await;
    }
    plan.count(&walked);
    let log = resolver.log();
    plan.dns_host = dns_host(&plan.zone, &log);
    let states: Vec<_> = plan.lines.iter().map(|line| judge(line, &plan, &log)).collect();
    for (line, state) in plan.lines.iter_mut().zip(states) {
        line.live = Some(state);
    }
    plan.leave_out_other_keys();
    plan.keep_elsewhere();
    plan.leave_out_done();
    plan.hold_back(&choices.senders, &published);
    plan
}

/// The company whose name servers the zone has.
fn dns_host(zone: &Domain, log: &[LoggedQuery]) -> Option<DnsHost> {
    let question = Question::new(zone.clone(), RecordType::Ns);
    let answer = log.iter().find(|query| query.question() == question)?.outcome().ok()?;
    let server = |data: Rdata| match data {
        Rdata::Ns(name) => Some(name),
        _ => None,
    };
    dns_host::of(&answer.records.into_iter().filter_map(server).collect::<Vec<_>>())
}

/// Where a domain that is a zone says whether its DNS host knows Domain Connect.
fn connect(domain: &Domain) -> Option<Question> {
    Some(Question::new(domain.prepend("_domainconnect").ok()?, RecordType::Txt))
}

/// Whether the answer names where Domain Connect is spoken: a host, and a path behind it or none.
fn does_connect(question: &Question, log: &[LoggedQuery]) -> bool {
    let answer =
        log.iter().find(|query| query.question() == *question).and_then(|query| query.outcome().ok());
    let is_place = |text: String| {
        let host = text.split('/').next().and_then(|host| Domain::parse(host).ok());
        host.is_some_and(|host| host.is_hostname() && host.label_count() > 1)
    };
    answer.is_some_and(|answer| answer.texts().any(is_place))
}

/// Where the alias of a key or of a return path would lead.
fn target(line: &Line) -> Option<Domain> {
    let text = line.value.ready().filter(|_| line.is_key() && line.kind == Some(RecordType::Cname))?;
    Domain::parse(text).ok()
}

/// The target of an alias that is not published yet, where DNS says that it has not what the alias would be for: a key, or, where SPF
/// is to speak for the domain by it, an SPF record.
fn dead_target(line: &Line, log: &[LoggedQuery]) -> Option<Domain> {
    let target = target(line)?;
    let asked = |question: Question| log.iter().find(|query| query.question() == question);
    let published = question(line).and_then(asked).and_then(|query| query.outcome().ok());
    if published.is_some_and(|answer| answer.chain.first() == Some(&target)) {
        return None;
    }
    let query = asked(Question::new(target.clone(), RecordType::Txt))?;
    let answer = query.outcome().ok()?;
    let serves = match line.purpose {
        Purpose::Key => answer.texts().any(|text| KeyRecord::parse(&text).is_ok()),
        _ if line.provider.is_some_and(|provider| provider.spf() == SpfAlignment::ReturnPath) => {
            answer.texts().any(|text| spf::Record::is_spf(&text))
        }
        _ => query.status != QueryStatus::Nxdomain,
    };
    (!serves).then_some(target)
}

/// What keeps mail from arriving at other exchangers: a policy of MTA-STS that lists those of today, and, of the planned ones, TLSA
/// records and missing addresses. Where nothing moves nothing is asked.
async fn arrival<R: Resolve>(resolver: &R, domain: &Domain, plan: &Plan) -> Arrives {
    let planned: Vec<Domain> = steps::exchangers(&plan.lines).collect();
    // Of those whose records differ by region, what mail arrives at may show the region.
    let arrives = plan.lines.iter().any(|line| line.purpose == Purpose::Arrival);
    if !arrives && !plan.steps.iter().any(|step| matches!(step, Step::ChooseRegion { .. })) {
        return Arrives::default();
    }
    let asked =
        |name: Option<Domain>, kind| async move { resolver.lookup(&Question::new(name?, kind)).await.ok() };
    let hosts = joining::all(planned.iter().map(|host| {
        join3(
            asked(host.prepend("_25._tcp").ok(), RecordType::Tlsa),
            asked(Some(host.clone()), RecordType::A),
            asked(Some(host.clone()), RecordType::Aaaa),
        )
    }));
    let policy = asked(domain.prepend("_mta-sts").ok(), RecordType::Txt);
    let (policy, mx, answers) = join3(policy, asked(Some(domain.clone()), RecordType::Mx), hosts).await;
    let mta_sts = policy.is_some_and(|answer| answer.texts().any(|text| text.starts_with("v=STSv1")));
    let host = |data: &Rdata| match data {
        Rdata::Mx(_, host) => host.0.clone(),
        _ => None,
    };
    let exchangers: Vec<Domain> = mx.iter().flat_map(|answer| &answer.records).filter_map(host).collect();
    let mut arrives = Arrives { mta_sts, ..Arrives::default() };
    let is_void = |answer: &Option<Answer>| answer.as_ref().is_some_and(Answer::is_void);
    for (host, (tlsa, v4, v6)) in planned.into_iter().zip(answers) {
        if is_void(&v4) && is_void(&v6) && !exchangers.contains(&host) {
            arrives.absent.push(host);
        } else if tlsa.is_some_and(|answer| !answer.is_void()) {
            arrives.certified.push(host);
        }
    }
    Arrives { exchangers, ..arrives }
}

/// What is known of where mail arrives, and is to arrive.
#[derive(Default)]
struct Arrives {
    mta_sts: bool,
    exchangers: Vec<Domain>,
    certified: Vec<Domain>,
    absent: Vec<Domain>,
}

/// What tells the meaning of records that are broken: whether the names in them have records, or addresses.
fn questions_of(records: &[String], heard: &Heard) -> Vec<Question> {
    let read = records.iter().map(|record| Intent::read(record, heard));
    let broken = read.filter(|intent| !intent.is_as_written());
    broken.flat_map(|intent| intent.questions).take(MAX_ASKED).collect()
}

/// What the SPF record of a plan costs, as if it were published.
async fn walk<R: Resolve>(resolver: &R, choices: &Choices, plan: &Plan) -> spf::Walk {
    let data = Rdata::Txt(Text(plan.spf.record.clone().into_bytes()));
    let draft = Draft { name: choices.domain.clone(), kind: RecordType::Txt, data: Some(data) };
    let drafted = Overlay::new(resolver, vec![draft]);
    spf::walk(&Recorded::new(AnyResolver::of(&drafted)), &choices.domain).await
}

/// The name of the include that breaks a record for want of one, where that is what does.
fn dead_include(walked: &spf::Walk) -> Option<String> {
    match &walked.cause {
        Some(SpfCause::IncludeHasNoRecord { domain }) => Some(domain.clone()),
        _ => None,
    }
}

/// The terms of the record itself that find nothing: they let nobody send.
fn void_terms(walked: &spf::Walk) -> Vec<String> {
    let steps = walked.tree.iter().flat_map(|root| &root.children);
    let finds = |step: &&spf::Node| {
        step.record.is_none() && !step.term.contains("include:") && !step.term.contains('=')
    };
    steps.filter(|step| step.void_lookups > 0).filter(finds).map(|step| step.term.clone()).collect()
}

/// The providers whose servers stand in the record that a redirect leads to.
fn listed(walked: &spf::Walk) -> Vec<&'static Provider> {
    let steps = walked.tree.iter().flat_map(|root| &root.children);
    let redirects = steps.filter(|step| step.term.to_ascii_lowercase().starts_with("redirect="));
    let below = redirects.flat_map(|step| &step.children);
    below.filter_map(|step| by_include(step.domain.as_ref()?)).collect()
}

/// What must not be lost of what DNS holds already.
async fn published<R: Resolve>(resolver: &R, choices: &Choices) -> Published {
    let domain = &choices.domain;
    let at_domain = Question::new(domain.clone(), RecordType::Txt);
    let destination = choices.reports.as_ref().map_or(domain, |to| &to.domain);
    let at_policy = domain.prepend("_dmarc").map(|name| Question::new(name, RecordType::Txt));
    let at_policy = async {
        match &at_policy {
            Ok(question) => {
                resolver.lookup(question).await.map(|answer| answer.texts().collect()).unwrap_or_default()
            }
            Err(_) => Vec::<String>::new(),
        }
    };
    let recorded = Recorded::new(AnyResolver::of(resolver));
    let (texts, (own, policies), theirs, (zone, walked)) = join4(
        resolver.lookup(&at_domain),
        join(dmarc::walk(resolver, domain), at_policy),
        dmarc::walk(resolver, destination),
        join(zone(resolver, domain), spf::walk(&recorded, domain)),
    )
    .await;
    let texts = texts.unwrap_or_default();
    let alias = texts.chain.first().cloned();
    // What stands where an alias leads is somebody else's, and is changed there.
    let texts: Vec<String> = if alias.is_some() { Vec::new() } else { texts.texts().collect() };
    let inherited = inherited(&own);
    // Whether anything sends is for the person to say: what is published is raised as if something did.
    let destinations = judging::destinations(resolver, &own).await;
    let next_step = judging::next_step(&own, &destinations, true);
    // RFC 9990 §4 step 1: nobody has to ask within one organization.
    let at_home = theirs.failure().is_none() && theirs.organizational_domain() == own.organizational_domain();
    let dmarc = match own.steps.first() {
        Some((_, dmarc::Step::Found(record))) => vec![record.text.clone()],
        Some((_, dmarc::Step::Several(records))) => records.clone(),
        _ => policies.into_iter().filter(|text| intent::dmarc::is_near(text)).collect(),
    };
    Published {
        spf: texts.into_iter().filter(|text| spf::Record::is_spf(text) || is_near(text)).collect(),
        listed: listed(&walked),
        zone: zone.or_else(|| inherited.as_ref().map(|(at, _)| at.clone())),
        dmarc,
        inherited,
        next_step,
        destinations,
        reports_at_home: at_home,
        alias,
        ..Published::default()
    }
}

/// The record of the organization, where the domain has none of its own, and what it asks for; or that of the registry, where it asks
/// for something, which a first record of the domain's own would undo.
fn inherited(own: &dmarc::Walk) -> Option<(Domain, Policy)> {
    let Decision { discovered: Ok(found), policy: Some(policy), .. } = decide(own, Some(true), &[]) else {
        return None;
    };
    let speaks = match found.location {
        Location::AuthorDomain => false,
        Location::OrganizationalDomain => true,
        Location::PublicSuffixDomain => policy > Policy::None,
    };
    speaks.then(|| (found.at.clone(), policy))
}

/// The zone a domain is in: the nearest name that has name servers of its own.
async fn zone<R: Resolve>(resolver: &R, domain: &Domain) -> Option<Domain> {
    let names = std::iter::successors(Some(domain.clone()), Domain::parent);
    let names: Vec<Domain> = names.take(MAX_ZONES).filter(|name| name.label_count() > 1).collect();
    let questions: Vec<Question> =
        names.iter().map(|name| Question::new(name.clone(), RecordType::Ns)).collect();
    let answers = joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
    let is_zone = |answer: &Answer| !answer.is_void() && answer.chain.is_empty();
    names
        .into_iter()
        .zip(answers)
        .find(|(_, answer)| answer.as_ref().is_ok_and(is_zone))
        .map(|(name, _)| name)
}
