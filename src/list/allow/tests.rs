//! What allow comments silence.

use super::{Allow, AllowKind, Silencer, read};
use crate::diagnostic::{Diagnostic, Family, Fingerprint, Severity};
use crate::list::{Entry, Form, SectionId};
use crate::markdown::BlockId;
use crate::text::{Source, Span};

fn entry(span: Span) -> Entry {
    Entry {
        block: BlockId(0),
        span,
        section: SectionId(0),
        form: Form::Item,
        title: None,
        name: None,
        authors: None,
        org: None,
        venue: None,
        year: None,
        date: None,
        dated: None,
        links: Vec::new(),
        description: None,
        ids: Vec::new(),
    }
}

/// Entries begin at `- ` and take the deeper indented lines below them in.
fn entries(source: &Source) -> Vec<Entry> {
    let indent = |line: usize| {
        let text = source.slice(source.line_span(line));
        (!text.trim().is_empty()).then(|| text.len() - text.trim_start().len())
    };
    let mut entries = Vec::new();
    for line in 1..=source.line_count() {
        let span = source.line_span(line);
        let Some(depth) = indent(line) else { continue };
        if !source.slice(span).trim_start().starts_with("- ") {
            continue;
        }
        let below = line + 1..=source.line_count();
        let last = below
            .take_while(|&l| indent(l).is_some_and(|d| d > depth))
            .last();
        let end = source.line_span(last.unwrap_or(line)).end;
        entries.push(entry(Span {
            start: span.start + depth as u32,
            end,
        }));
    }
    entries
}

fn allows(source: &Source) -> Vec<Allow> {
    let text = source.text();
    let comments = text.match_indices("<!--").map(|(start, _)| {
        let end = text[start..]
            .find("-->")
            .map_or(text.len(), |end| start + end + 3);
        Span::new(start, end)
    });
    read(source, &comments.collect::<Vec<_>>(), &entries(source))
}

/// The text that each comment silences.
fn scopes(text: &str) -> Vec<String> {
    let source = Source::new("README.md", text);
    allows(&source)
        .iter()
        .map(|allow| source.slice(allow.scope).to_owned())
        .collect()
}

#[test]
fn names_and_reason_are_read() {
    for (comment, names, reason) in [
        (
            "<!-- docent-allow a: the reason -->",
            &["a"][..],
            Some("the reason"),
        ),
        (
            "<!--docent-allow a,b-c ,  format : why: because-->",
            &["a", "b-c", "format"],
            Some("why: because"),
        ),
        ("<!-- docent-allow a -->", &["a"], None),
        ("<!-- docent-allow a: -->", &["a"], None),
        (
            "<!-- docent-allow a — the reason -->",
            &["a"],
            Some("the reason"),
        ),
        (
            "<!-- docent-allow a the reason, in short -->",
            &["a"],
            Some("the reason, in short"),
        ),
        (
            "<!-- docent-allow\n  a:\n  over lines\n-->",
            &["a"],
            Some("over lines"),
        ),
        ("<!-- docent-allow: no name -->", &[], Some("no name")),
        ("<!-- docent-allow a: unclosed", &["a"], Some("unclosed")),
    ] {
        let source = Source::new("README.md", comment);
        let [allow] = &allows(&source)[..] else {
            panic!("{comment}: not one comment")
        };
        let read: Vec<_> = allow.rules.iter().map(|rule| rule.value.as_str()).collect();
        assert_eq!(read, names, "{comment}");
        assert_eq!(allow.reason.as_deref(), reason, "{comment}");
        assert_eq!(allow.kind, AllowKind::Entry, "{comment}");
        for rule in &allow.rules {
            assert_eq!(source.slice(rule.span), rule.value, "{comment}");
        }
    }
}

#[test]
fn other_comments_are_left_alone() {
    for comment in [
        "<!-- docent -->",
        "<!-- see docent-allow -->",
        "<!---->",
        "<!-- ünïcödé -->",
    ] {
        assert!(
            allows(&Source::new("README.md", comment)).is_empty(),
            "{comment}"
        );
    }
    let source = Source::new("README.md", "<!-- Docent-Alow a: b -->");
    let [allow] = &allows(&source)[..] else {
        panic!("a mistyped word is kept")
    };
    assert!(
        matches!(&allow.kind, AllowKind::Unknown { keyword } if keyword.value == "Docent-Alow")
    );
    assert!(allow.rules.is_empty());
}

#[test]
fn a_comment_belongs_to_the_entry_it_stands_on_or_above() {
    for (text, scope) in [
        (
            "- A <!-- docent-allow x: y -->\n- B\n",
            "- A <!-- docent-allow x: y -->",
        ),
        (
            "- A\n  more <!-- docent-allow x: y -->\n- B\n",
            "- A\n  more <!-- docent-allow x: y -->",
        ),
        (
            "- A\n<!-- docent-allow x: y -->\n- B\n  more\n- C\n",
            "- B\n  more",
        ),
        ("<!-- docent-allow x: y -->\n\n- A\r\n- B\n", "- A"),
        // Inside an entry, deeper than what follows.
        (
            "- A\n  <!-- docent-allow x: y -->\n- B\n",
            "- A\n  <!-- docent-allow x: y -->",
        ),
        // Between the children of an entry, as deep as they are.
        ("- A\n  - B\n  <!-- docent-allow x: y -->\n  - C\n", "- C"),
        // No entry near.
        (
            "text <!-- docent-allow x: y --> text\n",
            "text <!-- docent-allow x: y --> text",
        ),
        (
            "<!-- docent-allow x: y -->\n# Heading\n\n- A\n",
            "# Heading",
        ),
        (
            "- A\n\n<!-- docent-allow x: y -->\n",
            "<!-- docent-allow x: y -->",
        ),
    ] {
        assert_eq!(scopes(text), [scope], "{text}");
    }
    let stacked =
        "<!-- docent-allow x: y -->\n<!-- other -->\n<!-- docent-allow z: y -->\n- A\n- B\n";
    assert_eq!(scopes(stacked), ["- A", "- A"]);
    let side_by_side = "- Z\n<!-- docent-allow x: y --> <!-- docent-allow z: y -->\n- A\n";
    assert_eq!(scopes(side_by_side), ["- A", "- A"]);
}

#[test]
fn regions_end_where_they_are_closed() {
    let text = "<!-- docent-allow-begin a: r -->1<!-- docent-allow-begin b: r -->2\
        <!-- docent-allow-end a -->3<!-- docent-allow-end -->4<!-- docent-allow-end -->\
        <!-- docent-allow-begin c: r -->5<!-- docent-allow-file d: r -->";
    let source = Source::new("README.md", text);
    let allows = allows(&source);
    let digits = |allow: &Allow| {
        let inside = source.slice(allow.scope).chars();
        inside.filter(char::is_ascii_digit).collect::<String>()
    };
    let shown: Vec<_> = allows
        .iter()
        .map(|allow| {
            let kind = match allow.kind {
                AllowKind::Region { end: Some(_) } => "closed",
                AllowKind::Region { end: None } => "open",
                AllowKind::StrayEnd => "stray",
                AllowKind::File => "file",
                AllowKind::Entry | AllowKind::Unknown { .. } => "other",
            };
            (kind, digits(allow))
        })
        .collect();
    let expected = [
        ("closed", "12"),
        ("closed", "23"),
        ("stray", ""),
        ("open", "5"),
        ("file", "12345"),
    ];
    assert_eq!(
        shown,
        expected.map(|(kind, digits)| (kind, digits.to_owned()))
    );
}

#[test]
fn one_end_closes_what_it_names_and_not_twice() {
    let text = "<!-- docent-allow-begin a, b: r --> <!-- docent-allow-end a, b --> <!-- docent-allow-end b -->";
    let kinds: Vec<_> = allows(&Source::new("README.md", text))
        .into_iter()
        .map(|allow| allow.kind)
        .collect();
    assert!(
        matches!(
            kinds[..],
            [AllowKind::Region { end: Some(_) }, AllowKind::StrayEnd]
        ),
        "{kinds:?}"
    );
}

#[test]
fn a_silencer_remembers_which_names_were_of_use() {
    let text = "- A <!-- docent-allow dead-link, link, doubled-space: r -->\n- B\n";
    let source = Source::new("README.md", text);
    let allows = allows(&source);
    let finding = |start: u32| Diagnostic {
        rule: "dead-link",
        family: Family::Link,
        severity: Severity::Warn,
        span: Span { start, end: start },
        message: String::new(),
        help: None,
        related: Vec::new(),
        entry: None,
        fingerprint: Fingerprint::default(),
        fix: None,
    };
    let mut silencer = Silencer::new(&allows);
    assert!(!silencer.silences(&finding(allows[0].scope.end + 1)));
    assert!(!silencer.used(&allows[0], "dead-link"));
    assert!(
        silencer.silences(&finding(allows[0].scope.end)),
        "what is missing at the end"
    );
    let used = ["dead-link", "link", "doubled-space"].map(|name| silencer.used(&allows[0], name));
    assert_eq!(used, [true, true, false]);
}
