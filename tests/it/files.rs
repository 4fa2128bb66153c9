//! Lists of several files: one list to read, each file on its own to parse, report and repair.

use crate::settle::fingerprints_of;
use crate::toy::{Swap, every_entry, rules};
use docent::check::{check, settle};
use docent::config::{Config, Flags, Pattern};
use docent::diagnostic::{Fix, Safety};
use docent::facts::Facts;
use docent::list::{AllowKind, Conventions, Entry, List};
use docent::report::{Checked, Context, json, markdown, sarif, text};
use docent::text::{File, Source, Span};
use proptest::prelude::*;

fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
        is_context: false,
    }
}

fn joined(texts: &[&str]) -> Source {
    let name = |(nth, text): (usize, &&str)| file(&format!("{nth}.md"), text);
    Source::joined("lists", texts.iter().enumerate().map(name))
}

/// An entry as its reader sees it, but for where it stands.
fn read(list: &List<'_>, entry: &Entry) -> String {
    let of = |field: &Option<docent::list::Field>| field.as_ref().map(|field| field.text.clone());
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        list.section_path(entry.section),
        of(&entry.title),
        of(&entry.authors),
        of(&entry.venue),
        entry.year.as_ref().map(|year| year.value),
        of(&entry.date),
        of(&entry.description),
        entry
            .links
            .iter()
            .map(|link| link.target.value.as_str())
            .collect::<Vec<_>>(),
    )
}

fn entries(source: &Source) -> Vec<String> {
    let list = List::read(source);
    list.entries
        .iter()
        .map(|entry| read(&list, entry))
        .collect()
}

/// Both sides of each border: what ends and what begins there is in its own file.
#[test]
fn places_are_those_of_their_own_file() {
    let texts = ["é a\nb", "", "\u{feff}c\r\nd\r", "\r\n", "\n\ne\n", ""];
    let source = joined(&texts);
    assert_eq!(source.files().count(), texts.len());
    for (nth, (span, text)) in source.files().zip(texts).enumerate() {
        let alone = source.alone(span);
        assert_eq!(source.slice(span), text);
        assert_eq!(
            (alone.text(), alone.path()),
            (text, format!("lists/{nth}.md").as_str())
        );
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            let place = span.start + at as u32;
            assert_eq!(
                source.position(place),
                alone.position(at as u32),
                "{nth} at {at}"
            );
            assert_eq!(source.file_of(place), span);
            assert_eq!(source.file_path(place), Some(format!("{nth}.md").as_str()));
            let line = source
                .line_span(source.line_of(place))
                .from_start(span.start);
            assert_eq!(
                line,
                alone.line_span(alone.line_of(at as u32)),
                "{nth} at {at}"
            );
        }
    }
}

#[test]
fn nothing_leaks_into_the_next_file() {
    let entry = "- **A title.** *Ada.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00001)]\n";
    let unfinished = [
        "# L\n\n```\ncode",
        "# L\n\n<details>\n<table><tr><td>",
        "# L\n\n<!-- a comment",
        "# L\n\n- an item",
        "# L\n\n> a quote",
        "# Contributing\n\n## To this",
        "# L\n\n**A title**",
        "# L\n\n[a]: https://a.org",
        "# L\n\na **bold [link",
    ];
    for before in unfinished {
        let after = format!("{entry}- **B title.** *Bob.* ICLR 2024. [a]\n");
        let source = joined(&[before, &after]);
        assert_eq!(
            entries(&source),
            entries(&Source::new("x", after)),
            "{before}"
        );
    }
}

#[test]
fn what_is_allowed_ends_with_the_file() {
    let swap = [Swap::BLANKS];
    for before in [
        "<!-- docent-allow-file two-blanks: all of it -->\na  b",
        "<!-- docent-allow-begin two-blanks: never closed -->\na  b",
        "a  b\n\n<!-- docent-allow two-blanks: nothing below -->",
    ] {
        let source = joined(&[before, "c  d\n"]);
        let list = List::read(&source);
        assert!(list.allows[0].kind != AllowKind::StrayEnd);
        let report = check(
            &list,
            &Conventions::default(),
            &rules(&swap),
            &Facts::default(),
            "",
        );
        let paths = report
            .diagnostics
            .last()
            .map(|found| source.file_path(found.span.start));
        assert_eq!(paths, Some(Some("1.md")), "{before}");
    }
}

#[test]
fn a_fingerprint_holds_the_path_of_its_own_file() {
    let texts = ["a  b\n", "c  d\n", "e  f"];
    let source = joined(&texts);
    let apart = texts.iter().enumerate().flat_map(|(nth, text)| {
        fingerprints_of(&Source::new("x", *text), &format!("in/lists/{nth}.md"))
    });
    assert_eq!(
        fingerprints_of(&source, "in/lists"),
        apart.collect::<Vec<_>>()
    );
}

#[test]
fn repairs_stay_in_their_files() {
    let texts = ["a  b", "  c", "", "d  e\n", "\u{feff}f  g"];
    let settled = settle(
        joined(&texts),
        Conventions::infer,
        &rules(&[Swap::BLANKS]),
        &Facts::default(),
        "lists",
        Safety::Safe,
    );
    let source = settled.expect("settles").source;
    let texts: Vec<&str> = source.files().map(|span| source.slice(span)).collect();
    assert_eq!(texts, ["a b", " c", "", "d e\n", "\u{feff}f g"]);
}

/// A copy at the end of a file goes without the end of the file, which is no line ending.
#[test]
fn a_copy_is_deleted_at_the_end_of_its_file() {
    let entry = "- **One title.** *Ada.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00001)]";
    let first = format!("# L\n\n{entry}\n{entry}");
    let config = Config::load(None, &Flags::default()).expect("valid");
    let settled = settle(
        joined(&[
            &first,
            "# M\n\n- **Other.** *Bob.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00002)]\n",
        ]),
        Conventions::infer,
        &config.rule_set().expect("valid"),
        &Facts::default(),
        "lists",
        Safety::Suggested,
    );
    let source = settled.expect("settles").source;
    let texts: Vec<&str> = source.files().map(|span| source.slice(span)).collect();
    assert_eq!(texts[0], format!("# L\n\n{entry}\n"));
    assert!(texts[1].starts_with("# M\n"), "{}", texts[1]);
}

/// What would change two files at once cannot be done whole or not at all.
#[test]
fn a_fix_over_two_files_is_left_to_a_person() {
    struct Swapper;
    impl docent::rule::Rule for Swapper {
        fn check(&self, cx: &docent::rule::Context<'_>, out: &mut docent::rule::Sink<'_>) {
            let ends = [cx.list.source.files().next(), cx.list.source.files().last()];
            let edits = ends.into_iter().flatten();
            let edits = edits.map(|file| docent::diagnostic::Edit::insert(file.start, "x"));
            let fix = Fix::safe("swap", edits.collect());
            out.report(Span::new(0, 1), "two").fix(fix);
        }
    }
    let mut set = rules(&[Swap::BLANKS]);
    set.active[0].rule = Box::new(Swapper);
    let source = joined(&["a", "b"]);
    let report = check(
        &List::read(&source),
        &Conventions::default(),
        &set,
        &Facts::default(),
        "",
    );
    let fix = report.diagnostics[0].fix.as_ref().expect("a fix");
    assert_eq!((fix.safety(), fix.edits().len()), (Safety::Manual, 0));
}

fn reports(context: bool) -> Vec<Checked> {
    let entry = |title: &str, id: u32| {
        format!("- **{title}.** *Ada.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.{id:05})]\n")
    };
    let mut files = [
        file(
            "README.md",
            &format!("# L\n\n{}{}", entry("One title", 1), entry("Two titles", 2)),
        ),
        file(
            "docs/é.md",
            &format!("# M\n\n日\n\n{}", entry("One title", 1)),
        ),
    ];
    files[0].is_context = context;
    let source = Source::joined("lists", files);
    let list = List::read(&source);
    let config = Config::load(None, &Flags::default()).expect("valid");
    let set = config.rule_set().expect("valid");
    let report = check(
        &list,
        &Conventions::infer(&list),
        &set,
        &Facts::default(),
        "in/lists",
    );
    let starts: Vec<u32> = list.entries.iter().map(|entry| entry.span.start).collect();
    Checked::of(source.clone(), "in/lists".to_owned(), &starts, report)
}

#[test]
fn related_places_are_in_their_own_file() {
    let write = |format: docent::report::Write, context| {
        let mut out = Vec::new();
        format(&mut out, &reports(context), &Context::default()).expect("written");
        String::from_utf8(out).expect("UTF-8")
    };
    let all: serde_json::Value = serde_json::from_str(&write(json::write, false)).expect("JSON");
    assert_eq!(all["files"][0]["path"], "lists/README.md");
    assert_eq!(
        all["files"][0]["diagnostics"].as_array().map(Vec::len),
        Some(0)
    );
    let found = &all["files"][1]["diagnostics"][0];
    assert_eq!(found["line"], 5);
    assert_eq!(found["byte_start"], "# M\n\n日\n\n- **".len());
    assert_eq!(found["related"][0]["path"], "lists/README.md");
    assert_eq!(found["related"][0]["line"], 3);
    assert_eq!(found["related"][0]["byte_start"], "# L\n\n- **".len());

    let one: serde_json::Value = serde_json::from_str(&write(json::write, true)).expect("JSON");
    assert_eq!(one["files"].as_array().map(Vec::len), Some(1));
    assert_eq!(one["files"][0], all["files"][1]);
    assert_eq!(one["summary"]["entries"], 1);

    let sarif = write(sarif::write, true);
    for path in ["\"in/lists/docs/%C3%A9.md\"", "\"in/lists/README.md\""] {
        assert!(sarif.contains(path), "{sarif}");
    }
    let shown = write(text::write, true);
    assert!(shown.contains("::: lists/README.md:3:5"), "{shown}");
    assert!(shown.contains("in “L” of README.md"), "{shown}");
    let shown = write(markdown::write, true);
    assert!(
        shown.contains("- line 3 of `lists/README.md`: first listed here"),
        "{shown}"
    );
}

#[test]
fn entries_say_their_file_where_there_are_several() {
    let files = [
        "- [One](https://a.org) - A thing.\n",
        "\n\n- [Two](https://b.org) - A thing.\n",
    ];
    let write = |source: &Source| {
        let (list, mut out) = (List::read(source), Vec::new());
        docent::report::entries::csv(&list, &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        let start = |line: &str| line.split(',').take(3).collect::<Vec<_>>().join(",");
        text.lines().map(start).collect::<Vec<_>>()
    };
    assert_eq!(
        write(&joined(&files)),
        ["path,line,end_line", "lists/0.md,1,1", "lists/1.md,3,3"]
    );
    assert_eq!(
        write(&Source::new("x", files[1])),
        ["line,end_line,section", "3,3,"]
    );
}

#[test]
fn context_is_counted_and_not_reported() {
    let mut files = [
        file("a.md", "- [One](https://a.org) - A thing.\n"),
        file("b.md", "- [Two](https://b.org) - A thing.\n"),
    ];
    files[0].is_context = true;
    let source = Source::joined("", files);
    let list = List::read(&source);
    assert_eq!(list.entries.len(), 2);
    let report = check(
        &list,
        &Conventions::infer(&list),
        &every_entry(),
        &Facts::default(),
        "",
    );
    let paths = report
        .diagnostics
        .iter()
        .map(|found| source.file_path(found.span.start));
    assert_eq!(paths.collect::<Vec<_>>(), [Some("b.md")]);
}

/// The lists that `[files]` with `text` makes of `paths`, or what is wrong with it.
fn groups(text: &str, paths: &[&str]) -> Result<String, String> {
    let source = Source::new("docent.toml", format!("[files]\n{text}"));
    let config =
        Config::load(Some(&source), &Flags::default()).map_err(|error| error.to_string())?;
    let files = config.files().ok_or("no [files]")?;
    let find = |pattern: &Pattern| -> Vec<String> {
        let found = paths.iter().filter(|path| pattern.matches(path));
        found.map(|&path| path.to_owned()).collect()
    };
    let groups = files.groups(&source, Some("README.md".to_owned()), &find);
    let groups = groups.map_err(|error| error.to_string())?;
    Ok(groups
        .iter()
        .map(|files| files.join(" "))
        .collect::<Vec<_>>()
        .join(" | "))
}

#[test]
fn patterns_make_lists() {
    let paths = [
        "README.md",
        "README.ja.md",
        "README.zh.md",
        "a.md",
        "docs/a.md",
        "docs/b.md",
        "docs/old/c.md",
    ];
    for (text, lists) in [
        ("", "README.md"),
        (
            "list = ['README.md', 'docs/*.md']",
            "README.md docs/a.md docs/b.md",
        ),
        ("list = ['docs/b.md', './docs/*.md']", "docs/b.md docs/a.md"),
        (
            "list = ['docs/**/*.md']",
            "docs/a.md docs/b.md docs/old/c.md",
        ),
        (
            "list = ['docs/**']\nexclude = ['docs/old/']",
            "docs/a.md docs/b.md",
        ),
        (
            "list = ['docs/**']\nexclude = ['docs/old/**', '**/a.md']",
            "docs/b.md",
        ),
        (
            "translations = ['README.*.md']",
            "README.md | README.ja.md | README.zh.md",
        ),
        (
            "list = ['*.md']\ntranslations = ['README.zh.md']",
            "README.ja.md README.md a.md | README.zh.md",
        ),
        (
            "translations = ['README.ja.md', ['README.zh.md', 'docs/*.md']]",
            "README.md | README.ja.md | README.zh.md docs/a.md docs/b.md",
        ),
        ("list = ['{README,docs/a}.md']", "README.md docs/a.md"),
    ] {
        let mut sorted = paths;
        sorted.sort_unstable();
        assert_eq!(groups(text, &sorted).as_deref(), Ok(lists), "{text}");
    }
}

#[test]
fn wrong_patterns_are_pointed_at() {
    for (text, message) in [
        (
            "list = 'README.md'",
            "2:8: `list` has to be an array of paths, not of type string",
        ),
        (
            "list = []",
            "2:8: `list` names no file; without the key the list is the README",
        ),
        (
            "list = [1]",
            "2:9: `list` has to be an array of paths, not of type integer",
        ),
        (
            "lisst = []",
            "2:1: `[files]` has no key `lisst`; did you mean `list`?",
        ),
        (
            "ignore = []",
            "2:1: `[files]` has no key `ignore`; did you mean `exclude`?",
        ),
        (
            "zzzzzz = []",
            "2:1: `[files]` has no key `zzzzzz`; it takes `list`, `translations` or `exclude`",
        ),
        (
            "list = ['README.md', 'x/*.md']",
            "2:22: `x/*.md` matches no file; paths are relative to docent.toml; what git ignores, hidden files and symbolic links are only found by their names",
        ),
        (
            "list = ['x.md']",
            "2:9: there is no file `x.md`; paths are relative to docent.toml",
        ),
        (
            "translations = [['x.md']]",
            "2:18: there is no file `x.md`; paths are relative to docent.toml",
        ),
        (
            "list = ['README.md']\nexclude = ['*.md']",
            "2:9: `exclude` leaves nothing of `README.md`; take one of the two out",
        ),
        (
            "list = ['README.md']\ntranslations = ['*.md']",
            "2:9: all files of the list are translations of it",
        ),
        (
            "list = ['../x.md']",
            "2:9: `../x.md` leads out of the directory; it has to lie in the directory of docent.toml or below",
        ),
        (
            "list = ['/x.md']",
            "2:9: `/x.md` leads out of the directory; it has to lie in the directory of docent.toml or below",
        ),
        (
            "list = ['docs\\x.md']",
            "2:9: `docs\\x.md` has a backslash in it; write `docs/x.md`",
        ),
        (
            "list = ['docs/']",
            "2:9: `docs/` is a directory; the files in it are `docs/*.md`, with those below `docs/**/*.md`",
        ),
        ("list = ['']", "2:9: a path has to name something"),
        (
            "list = ['[a']",
            "2:9: `[a` is no glob: unclosed character class; missing ']'",
        ),
    ] {
        let expected = format!("docent.toml:{message}");
        assert_eq!(groups(text, &["README.md"]), Err(expected), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Cut before any of its headings, a list has the entries that it has whole.
    #[test]
    fn a_list_split_over_two_files_is_the_same_list(
        sections in prop::collection::vec(prop::collection::vec(0_usize..6, 0..6), 1..6),
        cut in 0_usize..6,
        newline in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let entry = |kind: usize, at: usize| match kind {
            0 => format!("- **Title {at} of Kind.** *Ada One, Bob Two.* ICLR 2024. [[paper](https://a.org/{at})]\n"),
            1 => format!("- [Tool {at}](https://b.org/{at}) - What it does.\n"),
            2 => format!("**Title {at}** \\\n*Cem Three* \\\n[Paper](https://c.org/{at})\n\n"),
            3 => format!("\n| Title | Venue |\n| --- | --- |\n| [Row {at}](https://d.org/{at}) | ACL 2023 |\n\n"),
            4 => format!("{at}. [Numbered {at}](https://e.org/{at}), Dan Four, NeurIPS 2022\n"),
            _ => format!("Words about {at}.\n\n"),
        };
        let mut at = 0;
        let texts: Vec<String> = sections.iter().enumerate().map(|(nth, kinds)| {
            let body: String = kinds.iter().map(|&kind| { at += 1; entry(kind, at) }).collect();
            format!("# Section {nth}\n\n{body}\n").replace('\n', newline)
        }).collect();
        let cut = cut.min(texts.len());
        let (head, tail) = (texts[..cut].concat(), texts[cut..].concat());
        let whole = Source::new("list.md", texts.concat());
        let split = joined(&[&head, &tail]);
        prop_assert_eq!(entries(&split), entries(&whole));
        let found = |source: &Source| {
            let list = List::read(source);
            let config = Config::load(None, &Flags::default()).expect("valid");
            let set = config.rule_set().expect("valid");
            let report = check(&list, &Conventions::infer(&list), &set, &Facts::default(), "");
            let said = |found: &docent::diagnostic::Diagnostic| (found.rule, source.slice(found.span).to_owned());
            report.diagnostics.iter().map(said).collect::<Vec<_>>()
        };
        prop_assert_eq!(found(&split), found(&whole));
    }
}
