//! What a change brings: pure, from two texts.

use crate::toy::{Swap, rules};
use docent::change::{Side, changed_lines, conventions, narrow};
use docent::check::check;
use docent::facts::Facts;
use docent::list::List;
use docent::rule::RuleSet;
use docent::text::Source;

fn lines(base: &str, head: &str) -> Vec<usize> {
    let lines = changed_lines(&Source::new("l", base), &Source::new("l", head));
    lines.into_iter().collect()
}

#[test]
fn lines_change_by_their_text_alone() {
    for (base, head, expected) in [
        ("a\nb\nc\n", "a\nb\nc\n", &[][..]),
        ("a\nb\nc\n", "a\nB\nc\n", &[2]),
        ("a\nb\nc\n", "a\nnew\nb\nc\n", &[2]),
        ("a\nb\nc\n", "b\nc\na\n", &[]),
        ("a\nb\nc\n", "c\nnew\na\nb\n", &[2]),
        ("a\nb\nc\n", "a\r\nb\r\nc", &[]),
        ("a\nb\n", "a\n\n \nb\n", &[]),
        ("a\nb\n", "a\nb\nb\n", &[3]),
        ("a\nb\nc\n", "a\n", &[]),
        ("", "a\nb\n", &[1, 2]),
        ("a\n", "", &[]),
    ] {
        assert_eq!(lines(base, head), expected, "{base:?} to {head:?}");
    }
}

#[test]
fn a_long_list_written_anew_is_compared_in_time() {
    let text = |word: &str| -> String {
        let line = |n| format!("- [{word} {n}](https://{word}.example/{n})\n\n- same\n");
        (0..20_000).map(line).collect()
    };
    assert_eq!(lines(&text("old"), &text("new")).len(), 20_000);
}

/// Places and messages of what the change from `base` to `head` brings, and how many are older.
fn brought(base: &str, head: &str, rules: &RuleSet) -> (Vec<String>, usize) {
    let (base, head) = (Source::new("l", base), Source::new("l", head));
    let (old, new) = (List::read(&base), List::read(&head));
    let known = conventions(&old, &new);
    let before = check(&old, &known, rules, &Facts::default(), "l");
    let mut report = check(&new, &known, rules, &Facts::default(), "l");
    let old = Side {
        source: &base,
        report: &before,
    };
    narrow(old, &head, &mut report);
    let found = report.diagnostics.iter();
    let found = found.map(|found| format!("{} {}", head.line_of(found.span.start), found.message));
    (found.collect(), report.older)
}

fn real() -> RuleSet {
    docent::config::Config::load(None, &docent::config::Flags::default())
        .and_then(|config| config.rule_set())
        .expect("the defaults are valid")
}

#[test]
fn old_findings_come_back_with_the_line_they_are_on() {
    let blanks = rules(&[Swap::BLANKS]);
    let base = "- one  and\n- two  and\n- three and\n";
    for (head, expected, older) in [
        (base.to_owned(), &[][..], 2),
        (base.replace("two  and", "two  or"), &["2 `  ` is here"], 1),
        (base.replace("three ", "three  "), &["3 `  ` is here"], 2),
        (format!("- new\n{base}"), &[], 2),
        ("- two  and\n- three and\n- one  and\n".to_owned(), &[], 2),
    ] {
        let (found, left) = brought(base, &head, &blanks);
        assert_eq!(
            (found, left),
            (expected.iter().map(|&s| s.to_owned()).collect(), older),
            "{head}"
        );
    }
}

/// A list of so many papers, each with a full stop after its title or not.
fn papers(stopped: usize, bare: usize) -> String {
    let paper = |n: usize| {
        let stop = if n < stopped { "." } else { "" };
        format!(
            "- **Paper number {n} of all{stop}** *A. Author.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.{:05})]\n",
            n + 1
        )
    };
    format!(
        "# Papers\n\n## All\n\n{}",
        (0..stopped + bare).map(paper).collect::<String>()
    )
}

#[test]
fn what_a_change_causes_elsewhere_is_its_own() {
    let base = papers(12, 0);
    let copy = base.lines().nth(10).expect("an entry").to_owned();
    let head = base.replacen("## All\n\n", &format!("## All\n\n{copy}\n"), 1);
    let (found, _) = brought(&base, &head, &real());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("12 ") && found[0].contains("listed twice"),
        "{found:?}"
    );
}

#[test]
fn another_heading_is_not_another_finding() {
    let base = "# L\n\n<!-- docent-allow no-such: r -->\n- [One](https://a.example) - One.\n";
    let (found, older) = brought(base, &base.replace("# L", "# List"), &real());
    assert_eq!((found, older), (Vec::new(), 1));
}

#[test]
fn one_entry_does_not_turn_a_majority() {
    let base = papers(12, 1);
    // As it stands, the stop is the rule, and one entry lacks it.
    let (_, older) = brought(&base, &base, &real());
    assert_eq!(older, 1);
    let head = papers(12, 4);
    let (found, older) = brought(&base, &head, &real());
    assert_eq!(older, 1);
    assert_eq!(
        found.len(),
        3,
        "the new ones are measured by the old form: {found:?}"
    );
    assert!(
        found
            .iter()
            .all(|found| found.contains("without a full stop")),
        "{found:?}"
    );
}

#[test]
fn an_empty_base_has_no_form_to_keep() {
    let (found, older) = brought("# Papers\n", &papers(12, 1), &real());
    assert_eq!((found.len(), older), (1, 0), "{found:?}");
}
