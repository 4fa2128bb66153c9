//! Draws findings at random, to be read against their evidence.
//!
//! `cargo run --release --example draw -- COUNT SEED FAMILY LIST.md…` prints `COUNT` of the findings of
//! `FAMILY` (or one rule) at `warn` or above over all the lists, each with its line and its repair. The same seed
//! draws the same of the same findings.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a command line program"
)]

use docent::check::{ask, check};
use docent::config::{Config, Flags};
use docent::diagnostic::{Diagnostic, Severity};
use docent::list::{Conventions, List};
use docent::local::Machine;
use docent::text::Source;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("COUNT SEED FAMILY LIST.md…");
    let (count, mut seed): (usize, u64) = (next()?.parse()?, next()?.parse()?);
    let flags = Flags {
        select: vec![next()?],
        ..Flags::default()
    };
    let mut found = Vec::new();
    for path in arguments {
        let source = Source::new(path.as_str(), std::fs::read_to_string(&path)?);
        let rules = Config::load(None, &flags)?.rule_set()?;
        let list = List::read(&source);
        let conventions = Conventions::infer(&list);
        let facts = ask(&list, &conventions, &rules, &Machine);
        let report = check(&list, &conventions, &rules, &facts, &path);
        let weighty = report
            .diagnostics
            .iter()
            .filter(|d| d.severity >= Severity::Warn);
        found.extend(weighty.map(|diagnostic| shown(&source, diagnostic)));
    }
    println!("{} of {} findings", count.min(found.len()), found.len());
    // SplitMix64, and Fisher and Yates's shuffle as far as it is needed.
    let mut random = || {
        seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = seed;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    };
    for drawn in 0..count.min(found.len()) {
        let left = found.len() - drawn;
        found.swap(drawn, drawn + (random() % left as u64) as usize);
        println!("\n{}", found[drawn]);
    }
    Ok(())
}

fn shown(source: &Source, diagnostic: &Diagnostic) -> String {
    let start = diagnostic.span.start;
    let line = source.line_of(start);
    let fix = diagnostic.fix.as_ref().map_or("none", |fix| fix.title());
    format!(
        "{}:{line}: {}[{}]: {}\n  fix: {fix}\n  {}",
        source.path(),
        diagnostic.severity.name(),
        diagnostic.rule,
        diagnostic.message,
        source.slice(source.line_span(line)).trim()
    )
}
