//! Real lists, where they lie beside the checkout: nothing panics, spans slice, repairs settle.
//!
//! They are not ours to copy, so without them the test says so and does nothing.

use crate::facts::world;
use docent::check::{ask, check, rewrite, settle};
use docent::config::{Config, Flags};
use docent::data::venue::Catalogue;
use docent::diagnostic::Safety;
use docent::list::template::Forms;
use docent::list::{Conventions, Entry, List};
use docent::rule::RuleSet;
use docent::text::{Source, Span};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

/// All lists of the corpus; empty, and said loudly, when it is not there.
pub(crate) fn lists() -> Vec<(String, String)> {
    let root = std::env::var_os("DOCENT_CORPUS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"),
        PathBuf::from,
    );
    let mut found = Vec::new();
    for folder in ["papers", "general"] {
        for entry in std::fs::read_dir(root.join(folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read_to_string(&path).expect("a list of the corpus is UTF-8");
                found.push((path.display().to_string(), text));
            }
        }
    }
    found.sort();
    if found.is_empty() {
        let root = root.display();
        // Not `eprintln`, which the test harness swallows.
        let said = writeln!(
            std::io::stderr(),
            "SKIPPED: no lists in {root}; set DOCENT_CORPUS to a folder with papers/*.md"
        );
        said.expect("standard error is open");
    }
    found
}

fn rules() -> RuleSet {
    let config = Config::load(None, &Flags::default()).expect("the defaults load");
    config.rule_set().expect("the defaults build")
}

/// What a repair of form must not change.
fn meaning(list: &List<'_>, entry: &Entry) -> String {
    let text = |field: &Option<docent::list::Field>| field.as_ref().map(|field| field.text.clone());
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        list.section_path(entry.section),
        text(&entry.title),
        text(&entry.name),
        text(&entry.authors).map(|authors| authors.trim_end_matches('.').to_owned()),
        text(&entry.venue).map(|venue| named(&venue)),
        entry.year.as_ref().map(|year| year.value),
        text(&entry.date),
    )
}

/// A venue by its name in the catalogue, however it is spelled.
fn named(venue: &str) -> String {
    let known = Catalogue::get().find_named(venue);
    known.map_or_else(|| venue.to_owned(), |known| known.venue.name.to_string())
}

fn assert_slices(source: &Source, span: Span, what: &str) {
    let range = span.range();
    assert!(
        source.text().get(range).is_some(),
        "{}: {what} {span:?} does not slice",
        source.path()
    );
}

pub(crate) fn assert_spans(list: &List<'_>) {
    for entry in &list.entries {
        assert_slices(list.source, entry.span, "entry");
        let fields = [
            &entry.title,
            &entry.name,
            &entry.authors,
            &entry.org,
            &entry.venue,
            &entry.date,
            &entry.description,
        ];
        for field in fields.into_iter().flatten() {
            assert_slices(list.source, field.span, "field");
            assert_slices(list.source, field.outer, "field with its markup");
            assert!(field.outer.contains(field.span), "{field:?}");
        }
        for link in &entry.links {
            assert_slices(list.source, link.label.span, "label");
            assert_slices(list.source, link.target.span, "target");
            assert_slices(list.source, link.outer, "link");
        }
    }
}

#[test]
fn real_lists_are_read_checked_and_repaired() {
    let rules = rules();
    for (path, text) in lists() {
        let source = Source::new(path.clone(), text);
        let list = List::read(&source);
        assert_spans(&list);
        let conventions = Conventions::infer(&list);
        let facts = ask(&list, &conventions, &rules, &world());
        let report = check(&list, &conventions, &rules, &facts, &path);
        for found in &report.diagnostics {
            assert_slices(&source, found.span, found.rule);
            for edit in found.fix.iter().flat_map(docent::diagnostic::Fix::edits) {
                assert_slices(&source, edit.span, found.rule);
            }
        }
        let before: Vec<String> = list
            .entries
            .iter()
            .map(|entry| meaning(&list, entry))
            .collect();
        let settled = settle(
            source.clone(),
            Conventions::infer,
            &rules,
            &world(),
            &path,
            Safety::Safe,
        )
        .unwrap_or_else(|unsettled| panic!("{path}: {unsettled}"));
        let fixed = List::read(&settled.source);
        let after: Vec<String> = fixed
            .entries
            .iter()
            .map(|entry| meaning(&fixed, entry))
            .collect();
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before, after, "{path}: a repair changed what an entry says");
        }
        assert_eq!(
            before.len(),
            after.len(),
            "{path}: a repair changed the number of entries"
        );
        let left: Vec<_> = settled
            .report
            .diagnostics
            .iter()
            .filter(|found| {
                found
                    .fix
                    .as_ref()
                    .is_some_and(|fix| fix.safety() == Safety::Safe)
            })
            .collect();
        assert!(left.is_empty(), "{path}: still to repair: {left:#?}");
        // A second run infers the conventions anew, from the repaired list.
        let again = settle(
            settled.source.clone(),
            Conventions::infer,
            &rules,
            &world(),
            &path,
            Safety::Safe,
        )
        .unwrap_or_else(|unsettled| panic!("{path}: {unsettled}"));
        assert!(
            again.source.text() == settled.source.text(),
            "{path}: a second run repairs more: {:?}",
            again.applied
        );
    }
}

/// Written anew, every entry says what it said, and a second time nothing changes.
#[test]
fn real_lists_are_written_anew_without_loss() {
    let words = |text: &str| {
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        let all = text.split(|c: char| !c.is_alphanumeric());
        for word in all.filter(|word| !word.is_empty()) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
        words
    };
    for (path, text) in lists() {
        let source = Source::new(path.clone(), text);
        let forms = Forms::infer(&List::read(&source));
        let (once, _) = rewrite(&source, &forms);
        // A form may bring words of its own, `Code:` before the links.
        let after = words(once.text());
        let lost: Vec<String> = words(source.text())
            .into_iter()
            .filter(|(word, count)| after.get(word).copied().unwrap_or_default() < *count)
            .map(|(word, _)| word)
            .take(10)
            .collect();
        assert!(lost.is_empty(), "{path}: words are lost: {lost:?}");
        let (twice, again) = rewrite(&once, &forms);
        assert!(
            twice.text() == once.text(),
            "{path}: a second time {} entries change",
            again.entries
        );
    }
}
