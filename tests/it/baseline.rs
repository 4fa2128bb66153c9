//! Baselines: what they hold, what they say when they are broken, and how they are kept.

use crate::toy::{Swap, rules};
use docent::baseline::Baseline;
use docent::check::check;
use docent::diagnostic::Report;
use docent::facts::Facts;
use docent::list::{Conventions, List};
use docent::rule::RuleSet;
use docent::text::Source;
use std::fs;
use std::path::Path;
use std::process::Command;

const HEADER: &str = "{\"docent-baseline\":1}\n";

const OLD: &str = "# L\n\n\
    - [First](https://a.example) -  One.\n\
    - [Second](https://b.example) -  Two.\n";

fn report(text: &str, rules: &RuleSet) -> Report {
    let source = Source::new("list.md", text);
    check(
        &List::read(&source),
        &Conventions::default(),
        rules,
        &Facts::default(),
        "list.md",
    )
}

fn recorded(text: &str, rules: &RuleSet) -> Baseline {
    let mut baseline = Baseline::default();
    baseline.record("list.md", &report(text, rules), rules);
    baseline
}

/// How many findings on `text` count, and how many are in the baseline of [`OLD`].
fn counted(text: &str) -> (usize, usize) {
    let rules = crate::toy::every_entry();
    let mut report = report(text, &rules);
    recorded(OLD, &rules).apply(&mut report);
    (report.diagnostics.len(), report.baselined)
}

#[test]
fn old_findings_stay_old_wherever_they_move() {
    assert_eq!(counted(OLD), (0, 2));
    let (head, entries) = OLD.split_at(5);
    let above = format!("{head}- [New](https://n.example) - New.\n{entries}");
    assert_eq!(counted(&above), (1, 2), "an entry above");
    let lines: Vec<&str> = entries.lines().collect();
    let moved = format!("{head}{}\n\n## Elsewhere\n\n{}\n", lines[1], lines[0]);
    assert_eq!(
        counted(&moved),
        (0, 2),
        "turned round, and into another section"
    );
}

#[test]
fn what_is_written_is_read() {
    let rules = crate::toy::every_entry();
    let text = "- [“Ü” \\\"quoted\\\"](https://a.example) - One.\n";
    let baseline = recorded(text, &rules);
    let written = baseline.to_string();
    assert_eq!(baseline.len(), 1);
    assert_eq!(written.lines().count(), 2, "a line a finding");
    for turned in [
        written.clone(),
        written.replace('\n', "\r\n"),
        format!("\u{feff}{written}\n"),
    ] {
        assert_eq!(
            Baseline::parse(&Source::new("b", turned)),
            Ok(baseline.clone())
        );
    }
    let empty = Baseline::parse(&Source::new("b", HEADER)).expect("empty, but one");
    assert!(empty.is_empty());
}

#[test]
fn only_what_was_looked_for_can_be_gone() {
    let swaps = [
        Swap::BLANKS,
        Swap {
            id: "two-dashes",
            find: "--",
            ..Swap::BLANKS
        },
    ];
    let both = rules(&swaps);
    let baseline = recorded("a  b -- c\n", &both);
    assert_eq!(baseline.len(), 2);
    let clean = report("a b - c\n", &both);
    assert_eq!(baseline.gone("list.md", &clean, &both).len(), 2);
    assert_eq!(baseline.gone("other.md", &clean, &both), [], "another list");
    let mut one = rules(&swaps[..1]);
    one.known = both.known.clone();
    assert_eq!(
        baseline.gone("list.md", &clean, &one).len(),
        1,
        "a rule is off"
    );
    one.known.pop();
    assert_eq!(
        baseline.gone("list.md", &clean, &one).len(),
        2,
        "a rule is no more"
    );
}

#[test]
fn lines_keep_their_words_and_their_order() {
    let rules = crate::toy::every_entry();
    let first = recorded(OLD, &rules).to_string();
    let reworded = first.replace("an entry", "worded otherwise");
    let mut baseline = Baseline::parse(&Source::new("b", reworded.as_str())).expect("valid");
    baseline.record("list.md", &report(OLD, &rules), &rules);
    assert_eq!(baseline.to_string(), reworded);
    let mut backwards: Vec<&str> = first.lines().skip(1).collect();
    backwards.reverse();
    let backwards = format!("{HEADER}{}", backwards.join("\n"));
    let baseline = Baseline::parse(&Source::new("b", backwards)).expect("valid");
    assert_eq!(baseline.to_string(), first);
}

#[test]
fn broken_baselines_say_what_to_do() {
    let line = |fingerprint: &str| {
        format!(
            "{{\"path\":\"l\",\"rule\":\"r\",\"entry\":null,\"fingerprint\":\"{fingerprint}\",\"message\":\"m\"}}\n"
        )
    };
    let (one, other) = (line("00000000000000aa"), line("00000000000000ab"));
    for (text, expected) in [
        (
            String::new(),
            "b.jsonl: not a baseline: the first line of one is {\"docent-baseline\":1}; name another file",
        ),
        (
            "# A list\n".to_owned(),
            "b.jsonl: not a baseline: the first line of one is {\"docent-baseline\":1}; name another file",
        ),
        (
            "{\"docent-baseline\":2}\n".to_owned(),
            "b.jsonl: a baseline of version 2, and this docent knows versions up to 1; use the docent that wrote it, or a newer one",
        ),
        (
            format!("{HEADER}{one}\n{other}{one}"),
            "b.jsonl:5: the same finding as on line 2; take one of the two out",
        ),
        (
            format!("{HEADER}<<<<<<< HEAD\n{one}=======\n{other}>>>>>>> theirs\n"),
            "b.jsonl:2: a merge conflict; keep the lines of both sides, each once, in any order",
        ),
        (
            format!("{HEADER}{}", line("aa")),
            "b.jsonl:2: not a finding: a fingerprint has 16 hexadecimal digits",
        ),
        (
            format!("{HEADER}{{}}\n"),
            "b.jsonl:2: not a finding: missing field `path`",
        ),
    ] {
        let error = Baseline::parse(&Source::new("b.jsonl", text)).expect_err("broken");
        let said = error.to_string();
        assert!(said.starts_with(expected), "{said}");
    }
}

/// Runs `docent check` with one rule in `directory`: exit code, standard output and standard error.
fn docent(directory: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let ran = Command::new(snapbox::cmd::cargo_bin!("docent"))
        .args(["check", "--select", "unused-allow"])
        .args(arguments)
        .current_dir(directory)
        .output()
        .expect("docent runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ran.status.code(), text(&ran.stdout), text(&ran.stderr))
}

/// Two findings of `unused-allow`.
const LIST: &str = "# L\n\n<!-- docent-allow no-such-a: r -->\n\
    - [One](https://a.example) - One.\n\
    <!-- docent-allow no-such-b: r -->\n\
    - [Two](https://b.example) - Two.\n";

#[test]
fn a_baseline_is_written_used_and_shrinks() {
    let directory = tempfile::tempdir().expect("a directory");
    let at = |name: &str| directory.path().join(name);
    let write = |name: &str, text: &str| fs::write(at(name), text).expect("written");
    let read = |name: &str| fs::read_to_string(at(name)).expect("there");
    let run = |arguments: &[&str]| docent(directory.path(), arguments);
    write("a.md", LIST);
    write("b.md", LIST);

    let (code, _, said) = run(&["a.md", "b.md", "--baseline", "base.jsonl"]);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("base.jsonl: no such file or directory; --write-baseline writes a baseline"),
        "{said}"
    );

    let (code, out, said) = run(&["a.md", "b.md", "--write-baseline", "base.jsonl"]);
    assert_eq!(
        (code, said.as_str()),
        (
            Some(0),
            "base.jsonl: holds 4 findings\n\
             hint: name it as `baseline` in docent.toml, and what it holds does not count from now on\n"
        )
    );
    assert!(
        out.contains("no problems") && out.ends_with("4 more in the baseline\n"),
        "{out}"
    );
    let written = read("base.jsonl");
    assert_eq!(written.lines().count(), 5);

    write("docent.toml", "baseline = 'base.jsonl'\n");
    assert_eq!(
        run(&["a.md", "b.md"]).0,
        Some(0),
        "named by the configuration"
    );
    assert_eq!(run(&["a.md", "--no-baseline"]).0, Some(1));
    let (_, out, _) = run(&["a.md", "--format", "json"]);
    assert!(out.contains("\"baselined\": 2"), "{out}");

    let (_, _, said) = run(&["a.md", "b.md", "--write-baseline", "base.jsonl"]);
    assert_eq!(said, "base.jsonl: holds 4 findings\n", "it is named");

    // One is repaired, one is new; the other list is not looked at.
    write(
        "a.md",
        &LIST.replace(
            "<!-- docent-allow no-such-a: r -->\n",
            "<!-- docent-allow no-such-c: r -->\n",
        ),
    );
    let (code, out, said) = run(&["a.md"]);
    assert_eq!(code, Some(1));
    assert!(
        out.contains("no-such-c") && !out.contains("no-such-b"),
        "{out}"
    );
    assert_eq!(
        said,
        "hint: base.jsonl: 1 finding gone from the list; --update-baseline takes out what is gone\n"
    );
    assert_eq!(read("base.jsonl"), written, "nothing is written unasked");
    let (code, _, said) = run(&["a.md", "--update-baseline"]);
    assert_eq!(
        (code, said.as_str()),
        (Some(1), "base.jsonl: 1 finding taken out, 3 left\n")
    );
    let left: Vec<String> = written
        .lines()
        .filter(|line| !(line.contains("a.md") && line.contains("no-such-a")))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(read("base.jsonl"), left.concat());

    let before = read("base.jsonl");
    let (code, _, said) = run(&["a.md", "missing.md", "--write-baseline", "base.jsonl"]);
    assert_eq!(code, Some(2));
    assert!(
        said.ends_with(
            "error: the baseline was not written, for not every list could be checked\n"
        ),
        "{said}"
    );
    assert_eq!(read("base.jsonl"), before);

    let (code, _, said) = run(&["a.md", "--write-baseline", "none/base.jsonl"]);
    assert_eq!(code, Some(2));
    assert!(
        said.starts_with("error: none/base.jsonl: cannot be written: ")
            && !said.contains(".docent-"),
        "{said}"
    );

    let (code, _, said) = run(&["a.md", "--write-baseline", "b.md"]);
    assert_eq!(code, Some(2), "a list is not overwritten: {said}");
    assert_eq!(read("b.md"), LIST);
}

#[test]
fn fix_has_nothing_left_to_do_where_the_baseline_has_it() {
    let directory = tempfile::tempdir().expect("a directory");
    let at = |name: &str| directory.path().join(name);
    // The comment is for a person to repair, the address for docent.
    let list = "# L\n\n- [A](http://arxiv.org/abs/2401.10020) - One.\n\
        <!-- docent-allow no-such-a: r -->\n- [B](https://b.example) - Two.\n";
    fs::write(at("README.md"), list).expect("written");
    let run = |arguments: &[&str]| {
        let ran = Command::new(snapbox::cmd::cargo_bin!("docent"))
            .args(arguments)
            .current_dir(directory.path())
            .output()
            .expect("docent runs");
        let out = String::from_utf8_lossy(&ran.stdout).into_owned();
        (ran.status.code(), out)
    };
    assert_eq!(run(&["check", "--write-baseline", "base.jsonl"]).0, Some(0));
    assert_eq!(run(&["fix", "--exit-zero", "--diff"]).0, Some(0));
    fs::write(at("docent.toml"), "baseline = 'base.jsonl'\n").expect("written");
    let (code, out) = run(&["fix"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(
        out.starts_with("README.md: repaired 1 problem\n")
            && out.ends_with("\n1 more in the baseline\n"),
        "what is in the baseline is repaired where it can be: {out}"
    );
    fs::remove_file(at("docent.toml")).expect("gone");
    assert_eq!(run(&["fix"]).0, Some(1), "without it there is");
}

#[test]
fn an_update_needs_a_baseline() {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("README.md"), LIST).expect("written");
    let (code, _, said) = docent(directory.path(), &["--update-baseline"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        said,
        "error: there is no baseline to update: name one with --baseline or in docent.toml\n"
    );
}

#[cfg(unix)]
#[test]
fn a_new_baseline_may_be_read_by_whoever_reads_the_list() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("README.md"), LIST).expect("written");
    docent(directory.path(), &["--write-baseline", "base.jsonl"]);
    let mode = |name| {
        let metadata = fs::metadata(directory.path().join(name)).expect("there");
        metadata.permissions().mode()
    };
    assert_eq!(mode("base.jsonl"), mode("README.md"));
}
