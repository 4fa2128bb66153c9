//! Checking, and fixing until nothing changes.

use crate::toy::{Swap, every_entry, rules};
use docent::check::{Settled, Unsettled, check, settle};
use docent::diagnostic::{Fingerprint, Safety, Severity};
use docent::facts::Facts;
use docent::list::{Conventions, List};
use docent::text::Source;

fn fix(text: &str, swaps: &[Swap], at_least: Safety) -> Result<Settled, Unsettled> {
    let source = Source::new("list.md", text);
    settle(
        source,
        Conventions::infer,
        &rules(swaps),
        &Facts::default(),
        "list.md",
        at_least,
    )
}

fn fingerprints(text: &str, path: &str) -> Vec<Fingerprint> {
    fingerprints_of(&Source::new("list.md", text), path)
}

/// Those of the doubled blanks in `source`.
pub(crate) fn fingerprints_of(source: &Source, path: &str) -> Vec<Fingerprint> {
    let list = List::read(source);
    let report = check(
        &list,
        &Conventions::default(),
        &rules(&[Swap::BLANKS]),
        &Facts::default(),
        path,
    );
    report
        .diagnostics
        .iter()
        .map(|found| found.fingerprint)
        .collect()
}

#[test]
fn rounds_go_on_until_nothing_is_left() {
    let settled = fix("a    b  c\n", &[Swap::BLANKS], Safety::Safe).expect("settles");
    assert_eq!(settled.source.text(), "a b c\n");
    assert_eq!(settled.report.diagnostics, []);
    // Four blanks are two findings that touch: the second one waits.
    assert_eq!(settled.applied["two-blanks"], 4);
}

#[test]
fn line_endings_and_byte_order_mark_stay() {
    let text = "\u{feff}a  b\r\nc  d\re  f";
    let settled = fix(text, &[Swap::BLANKS], Safety::Safe).expect("settles");
    assert_eq!(settled.source.text(), "\u{feff}a b\r\nc d\re f");
}

#[test]
fn suggested_fixes_are_asked_for() {
    let swap = Swap {
        safety: Safety::Suggested,
        ..Swap::BLANKS
    };
    let safe = fix("a  b", std::slice::from_ref(&swap), Safety::Safe).expect("settles");
    assert_eq!(
        (safe.source.text(), safe.report.diagnostics.len()),
        ("a  b", 1)
    );
    let suggested = fix("a  b", &[swap], Safety::Suggested).expect("settles");
    assert_eq!(
        (suggested.source.text(), suggested.report.diagnostics.len()),
        ("a b", 0)
    );
}

/// Rules that go round in a circle at every `a` or `b`, and one that settles.
fn circle() -> [Swap; 3] {
    let swap = |id, find, put| Swap {
        id,
        find,
        put,
        ..Swap::BLANKS
    };
    [swap("to-b", "a", "b"), swap("to-a", "b", "a"), Swap::BLANKS]
}

#[test]
fn rules_that_never_settle_are_an_error_that_names_them_and_takes_nothing_from_the_rest() {
    let text = "x  y\n\n1  a  2\n\nz  z\n";
    let error = fix(text, &circle(), Safety::Safe).expect_err("goes round");
    let message = error.to_string();
    assert!(
        message.starts_with("list.md:3: the fixes of to-a, to-b do not settle"),
        "{message}"
    );
    assert_eq!(error.rest.source.text(), "x y\n\n1 a 2\n\nz z\n");
    let applied: Vec<_> = error.rest.applied.keys().copied().collect();
    assert_eq!(applied, ["two-blanks"]);
    let left: Vec<_> = error
        .rest
        .report
        .diagnostics
        .iter()
        .map(|f| f.rule)
        .collect();
    assert_eq!(left, ["to-b"], "what was left out is still found");
}

#[test]
fn each_quarrel_has_its_line_in_the_settled_text() {
    let shorter = Swap {
        id: "shorter",
        find: "-\n",
        put: "",
        ..Swap::BLANKS
    };
    let mut swaps = circle().to_vec();
    swaps.push(shorter);
    let error = fix("-\n-\na\nx\nb\n", &swaps, Safety::Safe).expect_err("goes round");
    assert_eq!(error.rest.source.text(), "a\nx\nb\n");
    let lines: Vec<_> = error.quarrels.iter().map(|quarrel| quarrel.line).collect();
    assert_eq!(lines, [1, 3]);
}

#[test]
fn a_rule_that_never_has_enough_changes_nothing() {
    let more = Swap {
        id: "more",
        find: "a",
        put: "aa",
        ..Swap::BLANKS
    };
    let error = fix("a\n", &[more], Safety::Safe).expect_err("grows");
    assert!(
        error
            .to_string()
            .starts_with("list.md:1: the fixes of more do not settle"),
        "{error}"
    );
    assert_eq!(error.rest.source.text(), "a\n");
}

#[test]
fn fixes_that_set_others_quarrelling_are_left_out_in_the_end() {
    let swap = |id, find, put| Swap {
        id,
        find,
        put,
        ..Swap::BLANKS
    };
    let swaps = [
        swap("one", "p", "q"),
        swap("two", "q", "r"),
        swap("three", "r", "p"),
        swap("four", "r", "q"),
        Swap::BLANKS,
    ];
    let error = fix("p\n\nm  n\n", &swaps, Safety::Safe).expect_err("goes round");
    assert_eq!(error.rest.source.text(), "p\n\nm n\n");
    assert_eq!(error.quarrels[0].line, 1);
}

#[test]
fn findings_are_sorted_by_place() {
    let source = Source::new("list.md", "a  b a");
    let list = List::read(&source);
    let swap = |id, severity| Swap {
        id,
        find: "a",
        severity,
        ..Swap::BLANKS
    };
    let set = rules(&[
        swap("z", Severity::Deny),
        swap("b", Severity::Note),
        Swap::BLANKS,
    ]);
    let report = check(
        &list,
        &Conventions::default(),
        &set,
        &Facts::default(),
        "list.md",
    );
    let order: Vec<_> = report
        .diagnostics
        .iter()
        .map(|f| (f.span.start, f.rule))
        .collect();
    assert_eq!(
        order,
        [(0, "b"), (0, "z"), (1, "two-blanks"), (5, "b"), (5, "z")]
    );
}

#[test]
fn fingerprints_survive_moving_and_differ_by_path_and_ordinal() {
    let here = fingerprints("a  b\nc  d\n", "list.md");
    assert_eq!(here.len(), 2);
    assert_ne!(
        here[0], here[1],
        "the second of its kind is another finding"
    );
    assert_eq!(here, fingerprints("new\n\nlines\na  b\nc  d\n", "list.md"));
    assert_ne!(here[0], fingerprints("a  b\n", "other.md")[0]);
}

#[test]
fn what_a_comment_allows_is_counted_and_left_alone() {
    let text =
        "<!-- docent-allow-begin two-blanks: drawn so -->\na  b\n<!-- docent-allow-end -->\nc  d\n";
    let settled = fix(text, &[Swap::BLANKS], Safety::Safe).expect("settles");
    assert_eq!(settled.source.text(), text.replace("c  d", "c d"));
    assert_eq!(
        (settled.report.diagnostics.len(), settled.report.allowed),
        (0, 1)
    );
}

#[test]
fn a_finding_about_an_entry_is_known_by_its_paper_else_by_its_title() {
    let prints = |text: &str| {
        let source = Source::new("list.md", text);
        let list = List::read(&source);
        let report = check(
            &list,
            &Conventions::default(),
            &every_entry(),
            &Facts::default(),
            "list.md",
        );
        report
            .diagnostics
            .iter()
            .map(|found| found.fingerprint)
            .collect::<Vec<_>>()
    };
    let before = prints(
        "## A\n\n- **On Lists.** [[paper](https://arxiv.org/abs/2401.10020)]\n\
         - **Of Order.** [[code](https://github.com/a/b)]\n",
    );
    // Moved to another section, written otherwise, another version of the same paper.
    let after = prints(
        "# Top\n\n- **Another One.** [[code](https://github.com/c/d)]\n\n## B\n\n\
         - **of order** [[code](https://github.com/a/b)]\n\
         - **On Lists, Revised.** [[paper](https://arxiv.org/pdf/2401.10020v2)]\n",
    );
    assert_eq!((before.len(), after.len()), (2, 3));
    assert_eq!((before[0], before[1]), (after[2], after[1]));
    assert!(!before.contains(&after[0]));
}
