//! Allow comments from the text to the report, and what `unused-allow` makes of them.

use docent::check::{check, settle};
use docent::diagnostic::{Family, Level, Safety, Severity};
use docent::facts::Facts;
use docent::list::{Conventions, List};
use docent::rule::{Active, Context, Meta, Rule, RuleSet, Sink};
use docent::rules;
use docent::text::{Source, Span};

/// Finds `!!`, wherever it stands.
struct Shout;

const SHOUT: Meta = Meta {
    id: "shout",
    family: Family::Format,
    level: Level::Warn,
    fix: None,
    since: "0.1.0",
    page: "# shout\n\nTwo exclamation marks.\n",
};

impl Rule for Shout {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for (at, marks) in cx.list.source.text().match_indices("!!") {
            out.report(Span::new(at, at + marks.len()), "shouted");
        }
    }
}

/// `shout` and `unused-allow` are on, `mumble` is off.
fn rule_set() -> RuleSet {
    let spec = rules::find("unused-allow").expect("a rule");
    let unused = (spec.load)(toml::Table::new()).expect("defaults");
    let active = |meta, rule| Active {
        meta,
        severity: Severity::Warn,
        rule,
    };
    RuleSet {
        active: vec![active(SHOUT, Box::new(Shout)), active(spec.meta, unused)],
        known: vec![SHOUT.id, spec.meta.id, "mumble"],
        ..RuleSet::default()
    }
}

/// Each finding as `line rule: message`, and how many were silenced.
fn report(text: &str) -> (Vec<String>, usize) {
    let source = Source::new("README.md", text);
    let list = List::read(&source);
    let report = check(
        &list,
        &Conventions::infer(&list),
        &rule_set(),
        &Facts::default(),
        "README.md",
    );
    let line = |d: &docent::diagnostic::Diagnostic| {
        let weak = if d.severity == Severity::Note {
            " (note)"
        } else {
            ""
        };
        format!(
            "{} {}{weak}: {}",
            source.line_of(d.span.start),
            d.rule,
            d.message
        )
    };
    (
        report.diagnostics.iter().map(line).collect(),
        report.allowed,
    )
}

fn fixed(text: &str) -> String {
    let source = Source::new("README.md", text);
    let settled = settle(
        source,
        Conventions::infer,
        &rule_set(),
        &Facts::default(),
        "README.md",
        Safety::Safe,
    );
    settled.expect("settles").source.text().to_owned()
}

#[test]
fn a_used_comment_silences_its_entry_and_nothing_else() {
    let text = "# L\n\n- [A!!](https://a.org) one\n- [B!!](https://b.org) two <!-- docent-allow shout: its name -->\n- [C!!](https://c.org) three\n";
    assert_eq!(
        report(text),
        (
            vec!["3 shout: shouted".into(), "5 shout: shouted".into()],
            1
        )
    );
    assert_eq!(fixed(text), text);
    let by_family = text.replace("docent-allow shout", "docent-allow format");
    assert_eq!(report(&by_family).1, 1);
}

#[test]
fn regions_and_files() {
    let region = "A!!\n\n<!-- docent-allow-begin shout: r -->\n\nB!! C!!\n\n<!-- docent-allow-end -->\n\nD!!\n";
    assert_eq!(
        report(region),
        (
            vec!["1 shout: shouted".into(), "9 shout: shouted".into()],
            2
        )
    );
    let open = "A!!\n\n<!-- docent-allow-begin shout: r -->\n\nB!!\n";
    let expected = [
        "1 shout: shouted",
        "3 unused-allow: allowed region is never closed",
    ];
    assert_eq!(report(open), (expected.map(str::to_owned).to_vec(), 1));
    assert_eq!(
        report("A!!\n\n<!-- docent-allow-file shout: r -->\n"),
        (vec![], 1)
    );
}

#[test]
fn what_is_wrong_with_a_comment_is_said_once() {
    for (comment, finding) in [
        (
            "<!-- docent-allow shout: r -->",
            "nothing here to allow `shout` for",
        ),
        (
            "<!-- docent-allow shout -->",
            "nothing here to allow `shout` for",
        ),
        (
            "<!-- docent-allow shuot -->",
            "there is no rule `shuot` to allow",
        ),
        ("<!-- docent-allow: r -->", "allow comment names no rule"),
        (
            "<!-- docent-allow-end -->",
            "`docent-allow-end` without a `docent-allow-begin`",
        ),
        (
            "<!-- docent-alow shout: r -->",
            "`docent-alow` means nothing to docent",
        ),
    ] {
        let (findings, allowed) = report(&format!("text\n\n{comment}\n"));
        assert_eq!(
            (findings, allowed),
            (vec![format!("3 unused-allow: {finding}")], 0),
            "{comment}"
        );
    }
    // Of a rule that is off nothing can be said.
    assert_eq!(
        report("text\n\n<!-- docent-allow mumble: r -->\n"),
        (vec![], 0)
    );
    let unexplained = report("text\n\n<!-- docent-allow shout -->\nA!!\n").0;
    assert_eq!(
        unexplained,
        ["3 unused-allow (note): allow comment gives no reason"]
    );
}

#[test]
fn the_fix_takes_out_what_does_nothing() {
    for (before, after) in [
        ("A\n\n<!-- docent-allow shout: r -->\n\nB\n", "A\n\n\nB\n"),
        (
            "A\r\n\r\n<!-- docent-allow-file shout: r -->\r\n",
            "A\r\n\r\n",
        ),
        ("A <!-- docent-allow shout: r -->\nB\n", "A\nB\n"),
        ("A <!-- docent-allow shout: r --> B", "A B"),
        (
            "A!! <!-- docent-allow shout, format, link: r -->\n",
            "A!! <!-- docent-allow shout, format, link: r -->\n",
        ),
        (
            "A <!-- docent-allow-begin shout: r --> B <!-- docent-allow-end shout --> C\n",
            "A B C\n",
        ),
        (
            "A <!-- docent-allow-begin shout: r --> <!-- docent-allow-end shout -->\n",
            "A\n",
        ),
        (
            "<!-- docent-allow-begin shout: r -->\n\nA\n\n<!-- docent-allow-end -->\n",
            "\nA\n\n",
        ),
        (
            "A <!-- docent-allow shout, mumble: r -->\n",
            "A <!-- docent-allow mumble: r -->\n",
        ),
        (
            "A <!-- docent-allow mumble,  shout: r -->\n",
            "A <!-- docent-allow mumble: r -->\n",
        ),
        // What was mistyped is for a person to decide.
        (
            "A <!-- docent-allow shuot: r -->\n",
            "A <!-- docent-allow shuot: r -->\n",
        ),
    ] {
        assert_eq!(fixed(before), after, "{before}");
    }
}

#[test]
fn the_same_comment_twice_on_one_entry_is_one_too_many() {
    let text = "# L\n\n<!-- docent-allow shout: r -->\n- [A!!](https://a.org) one <!-- docent-allow shout: r -->\n- [B!!](https://b.org) two <!-- docent-allow shout, shout: r -->\n";
    let (found, allowed) = report(text);
    assert_eq!(
        found,
        [
            "4 unused-allow: `shout` is allowed here twice",
            "5 unused-allow: `shout` is allowed here twice"
        ]
    );
    assert_eq!(allowed, 2);
    let once = "# L\n\n<!-- docent-allow shout: r -->\n- [A!!](https://a.org) one\n- [B!!](https://b.org) two <!-- docent-allow shout: r -->\n";
    assert_eq!(fixed(text), once);
    // What is said nowhere else is not thrown away unasked.
    let reasons = text.replacen("shout: r", "shout: s", 1);
    let left = fixed(&reasons);
    assert!(
        left.contains("one <!-- docent-allow shout: r -->"),
        "{left}"
    );
    // A region and an entry in it are two places.
    let nested = "# L\n\n<!-- docent-allow-begin shout: r -->\n\n- [A!!](https://a.org) one <!-- docent-allow shout: r -->\n\n<!-- docent-allow-end -->\n";
    assert_eq!(report(nested), (Vec::new(), 1));
}

#[test]
fn a_comment_that_is_never_closed_is_a_finding_and_no_crash() {
    for (comment, ending) in [
        ("<!-- docent-allow shout: why", "\n"),
        ("<!-- docent-allow-file nope", "\r\n"),
        ("<!-- docent-allow shout: why", "\r"),
    ] {
        let text = format!("- [a](http://x.y){ending}{ending}{comment}{ending}");
        let (findings, _) = report(&text);
        assert!(
            findings.iter().any(|line| line.contains("unused-allow")),
            "{text:?}: {findings:?}"
        );
    }
}
