//! How much of what was found the summary in Markdown has.

use crate::report_formats::{checked, swaps, write};
use crate::toy::Swap;
use docent::report::{self, Context};

#[test]
fn markdown_says_what_a_cap_leaves_out() {
    let list = checked("list.md", &"a  b\n".repeat(5), &[Swap::BLANKS]);
    let capped = Context {
        max_per_rule: 2,
        ..Context::default()
    };
    let all = [
        Context {
            max_per_rule: 0,
            ..capped.clone()
        },
        Context::default(),
    ];
    let lists = [list];
    let text = write(report::markdown::write, &lists, &capped);
    assert_eq!(text.matches("- Line ").count(), 2);
    let left_out = "\n3 more findings left out; `--all` shows all.\n";
    assert!(text.ends_with(left_out), "{text}");
    for cx in &all {
        let text = write(report::markdown::write, &lists, cx);
        assert_eq!(text.matches("- Line ").count(), 5);
        assert!(!text.contains("left out"), "{text}");
    }
    // Programs get all.
    for format in [
        report::sarif::write,
        report::gitlab::write,
        report::rdjson::write,
        report::json::write,
    ] {
        let text = write(format, &lists, &capped);
        assert_eq!(text.matches("`  ` is here").count(), 5, "{text}");
    }
    let few = Context {
        max_findings: 1,
        ..Context::default()
    };
    let text = write(report::markdown::write, &lists, &few);
    assert_eq!(text.matches("- Line ").count(), 1);
    assert!(text.contains("\n4 more findings left out"), "{text}");
    let clean = checked("list.md", "fine\n", &swaps());
    let text = write(report::markdown::write, &[clean], &Context::default());
    assert_eq!(text, "## docent: no problems in 0 entries of `list.md`\n");
}

#[test]
fn markdown_counts_what_is_set_aside() {
    let mut clean = checked("list.md", "fine\n", &swaps());
    clean.report.allowed = 1;
    clean.report.baselined = 2;
    clean.report.older = 3;
    let text = write(report::markdown::write, &[clean], &Context::default());
    assert_eq!(
        text,
        "## docent: no problems in 0 entries of `list.md`\n\n\
         1 more allowed by comments. 2 more in the baseline. 3 more older than the change.\n"
    );
}

#[test]
fn markdown_stays_under_a_mebibyte_and_says_what_is_left_out() {
    let lists = [checked(
        "list.md",
        &"a  b\n".repeat(20_000),
        &[Swap::BLANKS],
    )];
    let all = Context {
        max_per_rule: 0,
        ..Context::default()
    };
    let text = write(report::markdown::write, &lists, &all);
    assert!((900_000..1 << 20).contains(&text.len()), "{}", text.len());
    let shown = text.matches("- Line ").count();
    let left_out = format!(
        "\n{} more findings left out, for a summary ends at 1 MiB.\n",
        20_000 - shown
    );
    assert!(text.ends_with(&left_out), "{shown}");
}
