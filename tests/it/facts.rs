//! Rules ask, someone answers.

use crate::toy::{Swap, rules};
use docent::check::{ask, check, settle, settle_rewritten};
use docent::data::date::Date;
use docent::diagnostic::Safety;
use docent::facts::{Answer, Facts, Memory, Question, Resolver};
use docent::list::{Conventions, List};
use docent::local::{Machine, day};
use docent::rule::{Context, Rule, RuleSet, Sink};
use docent::text::{Source, Span};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const fn date(year: u16, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

/// The world as tests have it: it is always 2026-11-25.
pub(crate) fn world() -> Facts {
    Facts::from_iter([(Question::Today, Answer::Day(date(2026, 11, 25)))])
}

/// Says which day it is.
#[derive(Default)]
struct Calendar {
    asked: Arc<AtomicUsize>,
}

impl Rule for Calendar {
    fn ask(&self, _: &Context<'_>, questions: &mut BTreeSet<Question>) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        questions.insert(Question::Today);
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        if let Some(today) = cx.facts.today() {
            out.report(Span::at(0), format!("it is {today}"));
        }
    }
}

/// Those that say which day it is, how often they are asked for questions, and one that repairs.
fn set() -> (RuleSet, Arc<AtomicUsize>) {
    let calendar = Calendar::default();
    let asked = Arc::clone(&calendar.asked);
    let mut set = rules(&[Swap::BLANKS, Swap::BLANKS, Swap::BLANKS]);
    set.active[0].rule = Box::new(calendar);
    set.active[1].rule = Box::new(Calendar::default());
    (set, asked)
}

/// Counts how often it is asked anything, and passes it on.
struct Counted {
    facts: Facts,
    times: AtomicUsize,
}

impl Counted {
    fn new(facts: Facts) -> Self {
        Self {
            facts,
            times: AtomicUsize::new(0),
        }
    }

    fn times(&self) -> usize {
        self.times.load(Ordering::Relaxed)
    }
}

impl Resolver for Counted {
    fn resolve(&self, asked: &BTreeSet<Question>) -> Facts {
        self.times.fetch_add(1, Ordering::Relaxed);
        self.facts.resolve(asked)
    }
}

/// What is found in `text` by `set`.
fn found(text: &str, set: &RuleSet, resolver: &dyn Resolver) -> Vec<String> {
    let source = Source::new("list.md", text);
    let list = List::read(&source);
    let known = Conventions::infer(&list);
    let facts = ask(&list, &known, set, resolver);
    let report = check(&list, &known, set, &facts, "list.md");
    let messages = report.diagnostics.into_iter().map(|found| found.message);
    messages.collect()
}

#[test]
fn what_rules_ask_is_answered_and_put_to_the_resolver_once() {
    let resolver = Counted::new(world());
    let said = found("# List\n", &set().0, &resolver);
    assert_eq!(said, ["it is 2026-11-25", "it is 2026-11-25"]);
    assert_eq!(resolver.times(), 1);
}

#[test]
fn without_an_answer_rules_are_silent_and_asking_ends() {
    let nobody = Counted::new(Facts::default());
    let (set, asked) = set();
    assert_eq!(found("# List\n", &set, &nobody), [""; 0]);
    assert_eq!(nobody.times(), 1);
    assert!(asked.load(Ordering::Relaxed) <= 3);
}

#[test]
fn where_no_rule_asks_nobody_is_asked() {
    let resolver = Counted::new(world());
    let said = found("a  b\n", &rules(&[Swap::BLANKS]), &resolver);
    assert_eq!((said.len(), resolver.times()), (1, 0));
}

#[test]
fn it_stays_the_same_day_however_often_the_list_is_read() {
    let source = || Source::new("list.md", "a    b    c\n");
    let resolver = Counted::new(world());
    let (set, asked) = set();
    let (path, safe) = ("list.md", Safety::Safe);
    let settled = settle(source(), Conventions::infer, &set, &resolver, path, safe);
    let settled = settled.expect("settles");
    assert_eq!(settled.source.text(), "a b c\n");
    assert_eq!(settled.report.diagnostics.len(), 2);
    assert!(asked.load(Ordering::Relaxed) > 2, "it was read anew");
    assert_eq!(resolver.times(), 1);

    let resolver = Counted::new(world());
    let (settled, _) = settle_rewritten(source(), &set, &resolver, path, safe);
    assert_eq!(settled.expect("settles").report.diagnostics.len(), 2);
    assert_eq!(resolver.times(), 1);
}

#[test]
fn a_memory_serves_a_whole_run() {
    for (world, findings) in [(world(), 2), (Facts::default(), 0)] {
        let resolver = Counted::new(world);
        let memory = Memory::new(&resolver);
        for text in ["# Base\n", "# Head\n"] {
            assert_eq!(found(text, &set().0, &memory).len(), findings);
        }
        assert_eq!(resolver.times(), 1);
    }
}

#[test]
fn this_machine_knows_the_day() {
    let asked = BTreeSet::from([Question::Today]);
    assert!(Machine.resolve(&asked).today().is_some());
    assert_eq!(Machine.resolve(&BTreeSet::new()), Facts::default());
}

#[test]
fn source_date_epoch_goes_before_the_clock() {
    let clock = UNIX_EPOCH + Duration::from_secs(1_795_564_800);
    let now = Some(date(2026, 11, 25));
    assert_eq!(day(None, clock), now);
    assert_eq!(day(Some(""), clock), now);
    assert_eq!(day(Some("0"), clock), Some(date(1970, 1, 1)));
    assert_eq!(day(Some("951782400\n"), clock), Some(date(2000, 2, 29)));
    for wrong in ["today", "-1", "1.5", "99999999999999999999"] {
        assert_eq!(day(Some(wrong), clock), None, "{wrong}");
    }
    // A clock that was never set.
    assert_eq!(day(None, UNIX_EPOCH - Duration::from_secs(1)), None);
    assert!(day(None, SystemTime::now()).is_some());
}

#[test]
fn days_follow_each_other_as_in_the_calendar() {
    const DAY: u64 = 86_400;
    let of = |days: u64| Date::of_unix_seconds(days * DAY).expect("a day");
    let mut day = of(0);
    assert_eq!(day, date(1970, 1, 1));
    // 400 years, after which the calendar repeats itself.
    for days in 1..=146_097 {
        day = day.tomorrow();
        assert_eq!(day, of(days));
    }
    assert_eq!(day, date(2370, 1, 1));

    let last_second = Date::of_unix_seconds(DAY - 1);
    assert_eq!(last_second, Some(date(1970, 1, 1)));
    assert_eq!(date(2100, 2, 28).tomorrow(), date(2100, 3, 1));
    assert_eq!(Date::of_unix_seconds(u64::MAX), None);
}
