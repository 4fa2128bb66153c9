//! What people and programs are shown.
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "the snapshot tool writes them"
)]

use crate::toy::{Swap, rules};
use docent::check::check;
use docent::diagnostic::{Safety, Severity};
use docent::facts::Facts;
use docent::list::{Conventions, List};
use docent::report::{Checked, Context, json, text};
use docent::text::Source;
use snapbox::{assert_data_eq, str};

fn plain() -> Context {
    Context {
        width: 60,
        ..Context::default()
    }
}

fn checked(text: &str, swaps: &[Swap]) -> [Checked; 1] {
    let source = Source::new("list.md", text);
    let list = List::read(&source);
    let report = check(
        &list,
        &Conventions::default(),
        &rules(swaps),
        &Facts::default(),
        "list.md",
    );
    [Checked {
        repository_path: "list.md".to_owned(),
        entries: 3,
        report,
        source,
    }]
}

fn shown(text: &str, swaps: &[Swap], cx: &Context) -> String {
    let mut out = Vec::new();
    text::write(&mut out, &checked(text, swaps), cx).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

/// Underlines `X`.
const X: Swap = Swap {
    id: "no-x",
    find: "X",
    put: "x",
    ..Swap::BLANKS
};

#[test]
fn findings_with_places_fixes_and_a_summary() {
    let unsafe_y = Swap {
        id: "no-y",
        find: "Y",
        put: "y",
        safety: Safety::Suggested,
        severity: Severity::Deny,
    };
    assert_data_eq!(
        shown("- one X\n- two\n- X Y three X\n", &[X, unsafe_y], &plain()),
        str![[r#"
warn[no-x]: `X` is here
 --> list.md:1:7
  |
1 | - one X
  |       ^
  |
  = fix: write `x` (docent fix)

warn[no-x]: `X` is here
 --> list.md:3:3
  |
3 | - X Y three X
  |   ^
  |
 ::: list.md:1:7
  |
1 | - one X
  |       - first here
  |
  = fix: write `x` (docent fix)

deny[no-y]: `Y` is here
 --> list.md:3:5
  |
3 | - X Y three X
  |     ^
  |
  = fix: write `y` (docent fix --suggested)

warn[no-x]: `X` is here
 --> list.md:3:13
  |
3 | - X Y three X
  |             ^
  |
 ::: list.md:1:7
  |
1 | - one X
  |       - first here
  |
  = fix: write `x` (docent fix)

list.md: 4 problems in 3 entries
     1 deny no-y
     3 warn no-x
docent fix repairs 3 of them, docent fix --suggested 1 more

"#]]
    );
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let line = format!("{} X {}\n", "left ".repeat(70), "right ".repeat(70));
    assert_data_eq!(
        shown(&line, &[X], &plain()),
        str![[r#"
warn[no-x]: `X` is here
 --> list.md:1:352
  |
1 | ...ft left left left left  X right right right right...
  |                            ^
  |
  = fix: write `x` (docent fix)

list.md: 1 problem in 3 entries
     1 warn no-x
docent fix repairs 1 of them

"#]]
    );
    let wide = format!("{}X{}\n", "日本".repeat(100), "語".repeat(100));
    assert_data_eq!(
        shown(&wide, &[X], &plain()),
        str![[r#"
warn[no-x]: `X` is here
 --> list.md:1:201
  |
1 | ...日本日本日本日本日本日本X語語語語語語語語語語語語...
  |                            ^
  |
  = fix: write `x` (docent fix)

list.md: 1 problem in 3 entries
     1 warn no-x
docent fix repairs 1 of them

"#]]
    );
}

#[test]
fn a_long_place_is_cut() {
    let long = Swap {
        find: "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX\nX",
        ..X
    };
    let text = format!("before {}\nafter", long.find);
    assert_data_eq!(
        shown(&text, &[long], &plain()),
        str![[r#"
warn[no-x]: `XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX␊X` is here
 --> list.md:1:8
  |
1 | ...XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX...
  |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = fix: write `x` (docent fix)

list.md: 1 problem in 3 entries
     1 warn no-x
docent fix repairs 1 of them

"#]]
    );
}

#[test]
fn nothing_dangerous_reaches_the_terminal() {
    let evil = Swap {
        find: "\x1b[31m\u{202e}",
        ..X
    };
    let options = Context {
        max_per_rule: 0,
        ..plain()
    };
    let text = "\u{feff}a\tb \x1b[31m\u{202e} \u{9b}2J c\r\n";
    for quiet in [false, true] {
        let shown = shown(
            text,
            std::slice::from_ref(&evil),
            &Context {
                quiet,
                ..options.clone()
            },
        );
        assert!(
            !shown.contains(['\x1b', '\u{202e}', '\u{9b}', '\r', '\u{feff}']),
            "{shown:?}"
        );
    }
    assert_data_eq!(
        shown(text, &[evil], &options),
        str![[r#"
warn[no-x]: `␛[31m�` is here
 --> list.md:1:6
  |
1 | a    b ␛[31m� �2J c
  |        ^^^^^^
  |
  = fix: write `x` (docent fix)

list.md: 1 problem in 3 entries
     1 warn no-x
docent fix repairs 1 of them

"#]]
    );
}

#[test]
fn quiet_is_one_line_a_finding() {
    let options = Context {
        quiet: true,
        ..plain()
    };
    assert_data_eq!(
        shown("é X\nX\n", &[X], &options),
        str![[r#"
list.md:1:3: warn[no-x] `X` is here
list.md:2:1: warn[no-x] `X` is here

"#]]
    );
    assert_eq!(shown("fine\n", &[X], &options), "");
}

#[test]
fn a_cap_says_what_it_hides() {
    let options = Context {
        max_per_rule: 1,
        ..plain()
    };
    let report = shown("X\nX\nX\n", &[X], &options);
    assert_eq!(report.matches("warn[no-x]").count(), 1);
    assert!(
        report.contains("3 warn no-x (2 not shown)\n")
            && report.ends_with("\ndocent check --all shows the 2 left out\n"),
        "{report}"
    );
}

#[test]
fn few_of_many_are_the_worst_of_every_kind_in_the_order_of_the_list() {
    let kind = |id, find, severity, safety| Swap {
        id,
        find,
        put: "x",
        safety,
        severity,
    };
    let swaps = [
        kind("note-a", "A", Severity::Note, Safety::Safe),
        kind("warn-b", "B", Severity::Warn, Safety::Manual),
        kind("warn-c", "C", Severity::Warn, Safety::Suggested),
        kind("warn-d", "D", Severity::Warn, Safety::Safe),
        kind("warn-e", "E", Severity::Warn, Safety::Safe),
        kind("deny-f", "F", Severity::Deny, Safety::Manual),
    ];
    let some = |max_findings| {
        let options = Context {
            max_findings,
            quiet: true,
            ..plain()
        };
        let lines = shown("AA\nBB\nCC\nDDD\nE\nF\n", &swaps, &options);
        let places = lines.lines().filter_map(|line| line.get(8..11));
        places.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(some(1), "6:1");
    assert_eq!(some(3), "4:1 5:1 6:1", "one of each rule first");
    assert_eq!(some(5), "4:1 4:2 4:3 5:1 6:1");
    assert_eq!(some(7), "3:1 3:2 4:1 4:2 4:3 5:1 6:1");
    assert_eq!(some(10), "1:1 2:1 2:2 3:1 3:2 4:1 4:2 4:3 5:1 6:1");
    assert_eq!(some(0).split(' ').count(), 11);
}

#[test]
fn where_not_all_is_shown_the_last_lines_say_what_next() {
    let with = |max_findings, offers_baseline| Context {
        max_findings,
        offers_baseline,
        ..plain()
    };
    let ending = |cx: &Context| {
        let report = shown("X\nX\nX\n", &[X], cx);
        report
            .split_once("docent fix repairs")
            .expect("a fix")
            .1
            .to_owned()
    };
    assert_eq!(ending(&with(3, true)), " 3 of them\n");
    assert_eq!(
        ending(&with(2, false)),
        " 3 of them\ndocent check --all shows the one left out\n"
    );
    assert_eq!(
        ending(&with(1, true)),
        " 3 of them\ndocent check --all shows the 2 left out\n\
         docent check --write-baseline FILE accepts today's state: only what is new counts\n"
    );
}

#[test]
fn colours_only_where_asked_for() {
    assert!(!shown("X\n", &[X], &plain()).contains('\x1b'));
    assert!(
        shown(
            "X\n",
            &[X],
            &Context {
                color: true,
                ..plain()
            }
        )
        .contains("\x1b[")
    );
}

#[test]
fn one_line_of_five_megabytes_is_shown_in_a_few() {
    let line = format!("{}  ", "abc def 日本 ".repeat(170)).repeat(2000);
    assert!(line.len() > 5_000_000);
    let lists = checked(&line, &[Swap::BLANKS]);
    let start = std::time::Instant::now();
    let (mut report, mut json) = (Vec::new(), Vec::new());
    text::write(&mut report, &lists, &plain()).expect("written");
    json::write(&mut json, &lists, &plain()).expect("written");
    assert!(report.len() < 100_000, "{} bytes", report.len());
    // Well under a second in a debug build; work that grows with the square takes minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn json_has_every_field() {
    let mut out = Vec::new();
    let metas = rules(&[X]).active.into_iter().map(|active| active.meta);
    let cx = Context {
        rules: metas.map(|meta| (meta.id, meta)).collect(),
        ..Context::default()
    };
    json::write(&mut out, &checked("日 X\né X\n", &[X]), &cx).expect("written");
    let json = String::from_utf8(out).expect("UTF-8");
    assert_data_eq!(
        json,
        str![[r#"
{
  "version": "0.1.0",
  "files": [
    {
      "path": "list.md",
      "diagnostics": [
        {
          "rule": "no-x",
          "family": "format",
          "severity": "warn",
          "message": "`X` is here",
          "help": null,
          "line": 1,
          "column": 3,
          "end_line": 1,
          "end_column": 4,
          "byte_start": 4,
          "byte_end": 5,
          "entry": null,
          "fingerprint": "5a86ed37f7f0f3eb",
          "related": [],
          "fix": {
            "title": "write `x`",
            "safety": "safe",
            "edits": [
              {
                "byte_start": 4,
                "byte_end": 5,
                "text": "x"
              }
            ]
          },
          "url": "https://github.com/docent-lint/docent/blob/main/rules/docs/no-x.md"
        },
        {
          "rule": "no-x",
          "family": "format",
          "severity": "warn",
          "message": "`X` is here",
          "help": null,
          "line": 2,
          "column": 3,
          "end_line": 2,
          "end_column": 4,
          "byte_start": 9,
          "byte_end": 10,
          "entry": null,
          "fingerprint": "e966b92e1860e72f",
          "related": [
            {
              "path": "list.md",
              "line": 1,
              "column": 3,
              "end_line": 1,
              "end_column": 4,
              "byte_start": 4,
              "byte_end": 5,
              "message": "first here"
            }
          ],
          "fix": {
            "title": "write `x`",
            "safety": "safe",
            "edits": [
              {
                "byte_start": 9,
                "byte_end": 10,
                "text": "x"
              }
            ]
          },
          "url": "https://github.com/docent-lint/docent/blob/main/rules/docs/no-x.md"
        }
      ]
    }
  ],
  "summary": {
    "files": 1,
    "entries": 3,
    "findings": 2,
    "deny": 0,
    "warn": 2,
    "note": 0,
    "allowed": 0,
    "baselined": 0,
    "older": 0,
    "fixable": {
      "safe": 2,
      "suggested": 0
    },
    "rules": {
      "no-x": 2
    }
  }
}

"#]]
    );
}
