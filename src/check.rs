//! Runs the rules over a list, once or until nothing is left to fix.

mod ask;
mod rewrite;
mod settle;

use crate::diagnostic::{Diagnostic, Family, Fingerprint, Report};
use crate::facts::Facts;
use crate::list::{Conventions, Entry, List, MANY_ENTRIES, Silencer};
use crate::paper::TitleKey;
use crate::rule::{Active, Context, Finding, RuleSet, Sink};
use crate::text::{Span, join_path};
pub use ask::ask;
use rayon::prelude::*;
pub use rewrite::{Rewritten, rewrite, settle_rewritten};
pub use settle::{MAX_ROUNDS, Quarrel, Settled, Unsettled, settle};
use std::borrow::Cow;
use std::collections::HashMap;
use xxhash_rust::xxh3::Xxh3;

/// Runs every rule, applies the allow comments, gives each finding its fingerprint, and sorts.
///
/// `path` goes into the fingerprints: the list's path relative to its repository (of a list of
/// several files that of their directory), so that a finding has the same one wherever docent is
/// started. Of files that are context nothing is reported. `facts` are what [`ask`] gave for the same
/// list.
pub fn check(
    list: &List<'_>,
    conventions: &Conventions,
    rules: &RuleSet,
    facts: &Facts,
    path: &str,
) -> Report {
    let conventions = &*in_force(conventions, rules);
    let cx = Context::new(list, conventions, rules, facts);
    // Worked out by all threads before the rules are shared out among them: a thread that waits for a part of
    // it would take up a rule meanwhile, and that rule would wait for the whole.
    if rules.runs(Family::Venue.name()) {
        cx.doubts();
    }
    let mut silencer = Silencer::new(&list.allows);
    let mut allowed = 0;

    let run = |active: &Active| {
        let mut findings = Vec::new();
        let mut sink = Sink::new(&active.meta, active.severity, &mut findings);
        active.rule.check(&cx, &mut sink);
        findings
    };
    // In the rules' order, however many run at a time.
    let by_rule: Vec<Vec<Finding>> = if list.entries.len() < MANY_ENTRIES {
        rules.active.iter().map(run).collect()
    } else {
        rules.active.par_iter().map(run).collect()
    };
    let mut findings: Vec<Finding> = by_rule.into_iter().flatten().collect();
    let mut stands = |silencer: &mut Silencer<'_>, finding: &Finding| {
        let hit = silencer.silences(&finding.diagnostic);
        allowed += usize::from(hit && !list.source.is_context(finding.diagnostic.span.start));
        !hit
    };
    findings.retain(|finding| stands(&mut silencer, finding));

    // What is said about allow comments can be allowed too.
    let mut about_allows = Vec::new();
    for active in &rules.active {
        let mut sink = Sink::new(&active.meta, active.severity, &mut about_allows);
        active.rule.check_allows(&cx, &silencer, &mut sink);
    }
    about_allows.retain(|finding| stands(&mut silencer, finding));
    findings.append(&mut about_allows);

    let source = list.source;
    findings.retain(|finding| !source.is_context(finding.diagnostic.span.start));
    for finding in &mut findings {
        let fix = finding.diagnostic.fix.take();
        finding.diagnostic.fix = fix.map(|fix| fix.within_files(source));
    }
    findings.sort_by(|a, b| order(&a.diagnostic).cmp(&order(&b.diagnostic)));
    stamp(&mut findings, list, path);
    let diagnostics = findings
        .into_iter()
        .map(|finding| finding.diagnostic)
        .collect();
    Report {
        diagnostics,
        allowed,
        ..Report::default()
    }
}

/// What the rules compare the list with: its conventions, but for what docent.toml declares.
fn in_force<'c>(conventions: &'c Conventions, rules: &RuleSet) -> Cow<'c, Conventions> {
    if rules.declared.is_empty() {
        Cow::Borrowed(conventions)
    } else {
        Cow::Owned(conventions.clone().declare(&rules.declared))
    }
}

/// What findings are sorted by.
fn order(diagnostic: &Diagnostic) -> (Span, &str, &str) {
    (diagnostic.span, diagnostic.rule, &diagnostic.message)
}

/// Gives sorted findings their fingerprints.
fn stamp(findings: &mut [Finding], list: &List<'_>, path: &str) {
    let mut seen: HashMap<u64, u64> = HashMap::new();
    for finding in findings {
        let anchor = anchor(finding, list);
        let file = list.source.file_path(finding.diagnostic.span.start);
        let path = file.map_or(Cow::Borrowed(path), |file| join_path(path, file).into());
        let parts = [finding.diagnostic.rule, &path, &anchor, &finding.subject];
        let mut hasher = Xxh3::new();
        for part in parts {
            // With their lengths, so that no two lists of parts read the same.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let ordinal = seen.entry(hasher.digest()).or_default();
        hasher.update(&ordinal.to_le_bytes());
        *ordinal += 1;
        finding.diagnostic.fingerprint = Fingerprint(hasher.digest());
    }
}

/// What the finding is about, in words that survive moving and editing: the entry's first paper
/// id, else its title, else the headings above.
fn anchor(finding: &Finding, list: &List<'_>) -> String {
    let entry = finding.anchor.and_then(|span| {
        let index = list
            .entries
            .binary_search_by_key(&span.start, |entry| entry.span.start);
        index.ok().map(|index| &list.entries[index])
    });
    entry.and_then(entry_key).unwrap_or_else(|| {
        let at = finding.diagnostic.span.start;
        let after = list
            .sections
            .partition_point(|section| section.span.start <= at);
        let mut headings = Vec::new();
        let mut next = after
            .checked_sub(1)
            .and_then(|index| list.sections.get(index));
        while let Some(section) = next {
            headings.push(section.title.as_str());
            next = section.parent.map(|parent| list.section(parent));
        }
        headings.reverse();
        format!("section:{}", headings.join("\n"))
    })
}

/// The entry's first paper id, else the key of its title.
fn entry_key(entry: &Entry) -> Option<String> {
    let id = entry.ids.first().map(|id| id.as_str().to_owned());
    id.or_else(|| {
        let key = TitleKey::of(entry.shown_title()?);
        (!key.is_empty()).then(|| format!("title:{}", key.as_str()))
    })
}
