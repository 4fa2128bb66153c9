//! The formats for CI servers: each is read back as its consumer reads it, from findings whose text
//! tries to be something else.

use crate::schema;
use crate::toy::{Swap, rules};
use docent::check::check;
use docent::diagnostic::{Safety, Severity};
use docent::facts::Facts;
use docent::list::{Conventions, List};
use docent::report::{self, Checked, Context};
use docent::text::Source;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quick_xml::events::Event as Xml;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a stranger might call a paper.
const WEIRD: &str = "\"q\" 'a', ::error file=x,line=1::no ##[add-mask]y ]]> --> <img src=x> &amp; 100%0A%25 日本語 👩\u{200d}🔬 \
    \u{202e}gnp.exe\u{2066} \x1b[31m\x07\u{9b}2J @someone #1 www.example.org [x](https://example.org) `` ` $x$ \u{ffff}";

/// The same, over two lines.
const BROKEN: &str = "`one\r\n::warning::two`";

/// What must not reach a terminal, or the eyes of a reviewer.
const DANGEROUS: [char; 7] = [
    '\x1b', '\x07', '\u{9b}', '\u{202e}', '\u{2066}', '\r', '\u{feff}',
];

pub(crate) fn swaps() -> [Swap; 3] {
    let weird = Swap {
        id: "weird",
        find: WEIRD,
        put: "tame",
        severity: Severity::Deny,
        ..Swap::BLANKS
    };
    let broken = Swap {
        id: "broken",
        find: BROKEN,
        put: "",
        safety: Safety::Suggested,
        severity: Severity::Note,
    };
    [weird, broken, Swap::BLANKS]
}

fn text() -> String {
    format!("# A `list` @all\n\né 日 {WEIRD}.\n\n## <b>{WEIRD}\n\nx  y {BROKEN}\n\n{WEIRD}\n")
}

pub(crate) fn checked(path: &str, text: &str, swaps: &[Swap]) -> Checked {
    let source = Source::new(path, text);
    let list = List::read(&source);
    let report = check(
        &list,
        &Conventions::default(),
        &rules(swaps),
        &Facts::default(),
        path,
    );
    Checked {
        repository_path: path.to_owned(),
        entries: list.entries.len(),
        report,
        source,
    }
}

fn context(swaps: &[Swap]) -> Context {
    let metas = rules(swaps).active.into_iter().map(|active| active.meta);
    Context {
        rules: metas.map(|meta| (meta.id, meta)).collect(),
        ..Context::default()
    }
}

pub(crate) fn write(write: report::Write, lists: &[Checked], cx: &Context) -> String {
    let mut out = Vec::new();
    write(&mut out, lists, cx).expect("written");
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(!text.contains(DANGEROUS), "{text:?}");
    text
}

/// The weird list in a format.
fn weird(format: report::Write) -> (Checked, String) {
    let list = checked("a dir/lï%s,t:1.md", &text(), &swaps());
    let text = write(format, std::slice::from_ref(&list), &context(&swaps()));
    (list, text)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// No string that a person is shown turns the direction of writing or holds a control character.
fn assert_harmless(value: &Value) {
    let text = value.as_str().expect("a string");
    assert!(!text.contains(DANGEROUS), "{text:?}");
}

#[test]
fn sarif_fits_the_schema_of_the_standard() {
    let schema = json(include_str!("../schemas/sarif-2.1.0.json"));
    let (list, text) = weird(report::sarif::write);
    let log = json(&text);
    assert_eq!(schema::errors(&schema, &log), Vec::<String>::new());
    let none = json(&write(report::sarif::write, &[], &Context::default()));
    assert_eq!(schema::errors(&schema, &none), Vec::<String>::new());

    // What GitHub's code scanning asks for beyond that.
    let run = &log["runs"][0];
    for rule in run["tool"]["driver"]["rules"].as_array().expect("rules") {
        for text in [
            "/shortDescription/text",
            "/fullDescription/text",
            "/help/text",
        ] {
            let text = rule.pointer(text).and_then(Value::as_str).expect("there");
            assert!(!text.is_empty() && text.len() <= 1024, "{text:?}");
        }
    }
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), list.report.diagnostics.len());
    let mut fingerprints = BTreeSet::new();
    for (result, found) in results.iter().zip(&list.report.diagnostics) {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], found.rule);
        assert_harmless(&result["message"]["text"]);
        assert!(fingerprints.insert(result["partialFingerprints"]["docent/v1"].to_string()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "a%20dir/l%C3%AF%25s%2Ct%3A1.md"
        );
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        assert_eq!(
            region(&list.source, &place["region"]),
            list.source.slice(found.span)
        );
    }
    let levels: Vec<_> = results
        .iter()
        .map(|result| result["level"].as_str())
        .collect();
    assert!(levels.contains(&Some("error")) && levels.contains(&Some("note")));
    assert!(
        !run["results"][0]["message"]["text"]
            .to_string()
            .contains("[x](https")
    );
}

/// What a region covers, found by its lines and columns alone; its bytes must say the same.
fn region<'s>(source: &'s Source, region: &Value) -> &'s str {
    let number = |name: &str| region[name].as_u64().expect(name) as usize;
    let offset = |line: &str, column: &str| {
        let start = source.line_span(number(line)).start as usize;
        let rest = source.text()[start..].char_indices().map(|(at, _)| at);
        let end = source.text().len() - start;
        let mut places = rest.chain([end]);
        start + places.nth(number(column) - 1).expect("inside")
    };
    let (start, end) = (
        offset("startLine", "startColumn"),
        offset("endLine", "endColumn"),
    );
    assert_eq!(
        (number("byteOffset"), number("byteLength")),
        (start, end - start)
    );
    &source.text()[start..end]
}

#[test]
fn sarif_fixes_say_what_docent_fix_does() {
    let (list, text) = weird(report::sarif::write);
    let log = json(&text);
    let results = log["runs"][0]["results"].as_array().expect("results");
    for (result, found) in results.iter().zip(&list.report.diagnostics) {
        let fix = found.fix.as_ref().expect("each has one");
        let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        let deleted = region(&list.source, &replacement["deletedRegion"]);
        assert_eq!(deleted, list.source.slice(fix.edits()[0].span));
        let inserted = replacement["insertedContent"]["text"].as_str();
        assert_eq!(inserted.unwrap_or_default(), fix.edits()[0].text);
    }
    let manual = Swap {
        safety: Safety::Manual,
        ..Swap::BLANKS
    };
    let list = checked("list.md", "a  b\n", &[manual]);
    let log = json(&write(report::sarif::write, &[list], &Context::default()));
    let result = &log["runs"][0]["results"][0];
    assert!(
        result["fixes"].is_null(),
        "nothing to apply unread: {result}"
    );
}

#[test]
fn sarif_of_a_list_outside_of_a_repository() {
    for (path, uri) in [
        ("/a b/list.md", "file:///a%20b/list.md"),
        ("C:/list.md", "file:///C%3A/list.md"),
    ] {
        let list = checked(path, "a  b\n", &[Swap::BLANKS]);
        let log = json(&write(report::sarif::write, &[list], &Context::default()));
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"], serde_json::json!({ "uri": uri }));
    }
}

/// A line as GitHub's runner reads it: command, properties, message.
fn command(line: &str) -> (String, BTreeMap<String, String>, String) {
    let rest = line.strip_prefix("::").expect("a command");
    let (head, data) = rest.split_once("::").expect("a message");
    let (name, properties) = head.split_once(' ').expect("properties");
    let unescape = |text: &str, also: &[(&str, &str)]| {
        let mut text = text.replace("%0D", "\r").replace("%0A", "\n");
        for (code, meant) in also {
            text = text.replace(code, meant);
        }
        text.replace("%25", "%")
    };
    let properties = properties.split(',').map(|property| {
        let (name, value) = property.split_once('=').expect("name=value");
        let value = unescape(value, &[("%3A", ":"), ("%2C", ",")]);
        (name.to_owned(), value)
    });
    (name.to_owned(), properties.collect(), unescape(data, &[]))
}

#[test]
fn github_reads_each_message_back() {
    let (list, text) = weird(report::github::write);
    let mut found: Vec<_> = list.report.diagnostics.iter().collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.severity));
    assert_eq!(text.lines().count(), found.len());
    for (line, found) in text.lines().zip(found) {
        let (name, properties, message) = command(line);
        let names = [
            ("error", Severity::Deny),
            ("warning", Severity::Warn),
            ("notice", Severity::Note),
        ];
        assert!(names.contains(&(&name, found.severity)), "{name}");
        assert_eq!(properties["file"], "a dir/lï%s,t:1.md");
        assert_eq!(properties["title"], found.rule);
        let (title, fix) = message.split_once('\n').expect("message and fix");
        assert_eq!(title, report::visible::line(&found.message));
        assert!(fix.starts_with("fix: write `"), "{fix}");
        let at = list.source.position(found.span.start);
        assert_eq!(properties["line"], at.line.to_string());
        // The runner takes columns only where the lines are the same.
        let same_line = properties["line"] == properties["endLine"];
        assert_eq!(properties.contains_key("endColumn"), same_line);
        assert_eq!(same_line, found.rule != "broken");
        if same_line {
            assert_eq!(properties["col"], at.column.to_string());
        }
    }
}

#[test]
fn github_is_given_ten_of_a_level_the_worst_first() {
    let deny = Swap {
        id: "no-x",
        find: "X",
        put: "x",
        severity: Severity::Deny,
        ..Swap::BLANKS
    };
    let lists = [
        checked("one.md", &"a  b\n".repeat(9), &[Swap::BLANKS]),
        checked("two.md", &"a  b X\n".repeat(11), &[Swap::BLANKS, deny]),
    ];
    let text = write(report::github::write, &lists, &Context::default());
    let names: Vec<_> = text
        .lines()
        .map(|line| line.split(' ').next().unwrap_or_default())
        .collect();
    let expected = [vec!["::error"; 10], vec!["::warning"; 10], vec!["…"]].concat();
    assert_eq!(names, expected);
    assert!(
        text.ends_with("\n… and 1 more error, 10 warnings: run docent check\n"),
        "{text}"
    );
    assert_eq!(write(report::github::write, &[], &Context::default()), "");
}

#[test]
fn gitlab_gets_what_it_requires() {
    let (list, _) = weird(report::gitlab::write);
    // A list that is named twice.
    let text = write(
        report::gitlab::write,
        &[list.clone(), list.clone()],
        &Context::default(),
    );
    let report = json(&text);
    let issues = report.as_array().expect("an array");
    assert_eq!(issues.len(), 2 * list.report.diagnostics.len());
    let mut fingerprints = BTreeSet::new();
    for (issue, found) in issues.iter().zip(&list.report.diagnostics) {
        assert_harmless(&issue["description"]);
        assert_eq!(issue["check_name"], found.rule);
        assert_eq!(issue["location"]["path"], "a dir/lï%s,t:1.md");
        let line = list.source.line_of(found.span.start);
        assert_eq!(issue["location"]["lines"]["begin"], line);
        let severity = match found.severity {
            Severity::Deny => "major",
            Severity::Warn => "minor",
            Severity::Note => "info",
        };
        assert_eq!(issue["severity"], severity);
    }
    for issue in issues {
        assert!(
            fingerprints.insert(issue["fingerprint"].as_str()),
            "{issue}"
        );
    }
    assert_eq!(
        write(report::gitlab::write, &[], &Context::default()),
        "[]\n"
    );
}

#[test]
fn junit_is_xml_that_says_the_same() {
    let (list, text) = weird(report::junit::write);
    let clean = checked("clean.md", "fine\n", &swaps());
    let both = write(
        report::junit::write,
        &[list.clone(), clean],
        &Context::default(),
    );
    for text in [&text, &both] {
        let forbidden = |c: char| (c < ' ' && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!text.contains(forbidden), "{text:?}");
    }
    let mut reader = quick_xml::Reader::from_str(&both);
    let (mut cases, mut failures, mut skipped, mut bodies) = (Vec::new(), 0, 0, Vec::new());
    let mut counts = Vec::new();
    let mut body = None;
    loop {
        match reader.read_event().expect("well-formed") {
            Xml::Eof => break,
            Xml::Start(tag) | Xml::Empty(tag) => {
                let attributes: BTreeMap<String, String> = tag
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.expect("well-formed");
                        let key = attribute.key.as_ref().to_owned();
                        let value = &attribute.value;
                        (
                            key,
                            quick_xml::escape::unescape(value)
                                .expect("escaped")
                                .into_owned(),
                        )
                    })
                    .collect();
                match tag.name().as_ref() {
                    "testsuites" | "testsuite" => {
                        let number =
                            |name: &str| attributes[name].parse::<usize>().expect("a number");
                        counts.push((number("tests"), number("failures"), number("skipped")));
                    }
                    "testcase" => cases.push(attributes["name"].clone()),
                    "failure" => {
                        failures += 1;
                        body = Some(String::new());
                    }
                    "skipped" => skipped += 1,
                    other => panic!("{other:?}"),
                }
            }
            Xml::Text(text) => {
                if let Some(body) = &mut body {
                    body.push_str(&text);
                }
            }
            Xml::GeneralRef(name) => {
                let plain = quick_xml::escape::unescape(&format!("&{};", &*name))
                    .expect("known")
                    .into_owned();
                body.as_mut().expect("in a failure").push_str(&plain);
            }
            Xml::End(tag) if tag.name().as_ref() == "failure" => bodies.extend(body.take()),
            _ => {}
        }
    }
    let found = &list.report.diagnostics;
    assert_eq!(cases.iter().collect::<BTreeSet<_>>().len(), found.len() + 1);
    assert_eq!(failures + skipped, found.len());
    let all = (found.len() + 1, failures, skipped);
    assert_eq!(counts, [all, (found.len(), failures, skipped), (1, 0, 0)]);
    for (case, found) in cases.iter().zip(found) {
        let message = report::visible::line(&found.message).replace('\u{ffff}', "\u{fffd}");
        assert!(case.ends_with(&message), "{case}");
        let fails = bodies.iter().any(|body| body.contains(&message));
        assert_eq!(fails, found.severity > Severity::Note);
    }
}

#[test]
fn reviewdog_finds_places_by_bytes_and_can_apply_each_suggestion() {
    let (list, text) = weird(report::rdjson::write);
    let report = json(&text);
    let source = &list.source;
    let offset = |position: &Value| {
        let number = |name: &str| position[name].as_u64().expect(name) as usize;
        source.line_span(number("line")).start as usize + number("column") - 1
    };
    let slice = |range: &Value| offset(&range["start"])..offset(&range["end"]);
    let diagnostics = report["diagnostics"].as_array().expect("an array");
    assert_eq!(diagnostics.len(), list.report.diagnostics.len());
    // It refuses what it does not know.
    let known = [
        "message",
        "location",
        "severity",
        "code",
        "suggestions",
        "related_locations",
    ];
    for (diagnostic, found) in diagnostics.iter().zip(&list.report.diagnostics) {
        let mut keys = diagnostic.as_object().expect("an object").keys();
        assert!(keys.all(|key| known.contains(&key.as_str())));
        assert_harmless(&diagnostic["message"]);
        assert_eq!(diagnostic["code"]["value"], found.rule);
        assert_eq!(slice(&diagnostic["location"]["range"]), found.span.range());
        let suggestions = diagnostic["suggestions"].as_array().expect("one");
        let edit = &found.fix.as_ref().expect("a fix").edits()[0];
        assert_eq!(suggestions.len(), 1);
        assert_eq!(slice(&suggestions[0]["range"]), edit.span.range());
        assert_eq!(suggestions[0]["text"], edit.text.as_str());
        // The message is Markdown to it.
        assert_inert(diagnostic["message"].as_str().expect("text"), &[]);
    }
    let related = &diagnostics[1]["related_locations"][0];
    assert_eq!(related["message"], "first here");
    assert!(related["location"]["range"]["start"]["line"].is_u64());
}

/// A fix of several edits lands whole: one suggestion from the first to the last.
#[test]
fn reviewdog_gets_a_fix_as_one_suggestion() {
    use docent::diagnostic::{Edit, Fix};
    use docent::text::Span;
    let mut list = checked("list.md", "(a  b) c\n", &[Swap::BLANKS]);
    let edits = vec![
        Edit::replace(Span::new(0, 1), "["),
        Edit::replace(Span::new(5, 6), "]"),
    ];
    list.report.diagnostics[0].fix = Some(Fix::safe("write brackets", edits));
    let report = json(&write(report::rdjson::write, &[list], &Context::default()));
    let suggestions = &report["diagnostics"][0]["suggestions"];
    assert_eq!(suggestions.as_array().map(Vec::len), Some(1));
    assert_eq!(suggestions[0]["text"], "[a  b]");
    assert_eq!(suggestions[0]["range"]["end"]["column"], 7);
}

/// Read as GitHub reads it, `text` has no HTML, no picture, no link but to `pages`, and outside of
/// code nothing that GitHub makes a link or a mention of.
fn assert_inert(text: &str, pages: &[&str]) {
    let mut in_code = false;
    let mut in_link = false;
    for event in Parser::new_ext(text, Options::ENABLE_GFM | Options::ENABLE_TABLES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html:?} in {text}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{dest_url} in {text}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let known = pages
                    .iter()
                    .any(|page| dest_url.ends_with(&format!("/{page}.md")));
                assert!(known, "{dest_url} in {text}");
                in_link = true;
            }
            Event::End(TagEnd::Link) => in_link = false,
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if !in_code && !in_link => {
                let active = ["@", "#", "www.", "://", "$", "<"];
                let active = active.iter().find(|active| words.contains(**active));
                assert_eq!(active, None, "{words:?} in {text}");
            }
            _ => {}
        }
    }
}

#[test]
fn markdown_lets_no_text_of_a_list_out() {
    let (list, text) = weird(report::markdown::write);
    assert_inert(&text, &["weird", "broken", "two-blanks"]);
    let headings = text.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(headings, 3, "the counts and two sections: {text}");
    assert!(
        text.contains("-x  y `one\n"),
        "the lines before a fix: {text}"
    );
    assert!(text.contains("| 3 | **deny** | [weird](https://"), "{text}");
    assert_eq!(
        text.matches("- Line ").count(),
        list.report.diagnostics.len()
    );
}

#[test]
fn one_line_of_five_megabytes_is_written_in_a_few_seconds() {
    let line = format!("{}  ", "abc def 日本 ".repeat(170)).repeat(2000);
    let lists = [checked("list.md", &line, &[Swap::BLANKS])];
    let all = Context {
        max_per_rule: 0,
        ..Context::default()
    };
    let start = std::time::Instant::now();
    for format in [
        report::sarif::write,
        report::github::write,
        report::gitlab::write,
        report::junit::write,
        report::rdjson::write,
        report::markdown::write,
    ] {
        assert!(!write(format, &lists, &all).is_empty());
    }
    // Work that grows with the square takes minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
