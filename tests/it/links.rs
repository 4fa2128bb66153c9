//! What the rules over links leave alone, and what their fixes keep.

use docent::check::{check, settle};
use docent::config::{Config, Flags};
use docent::diagnostic::Safety;
use docent::facts::Facts;
use docent::list::{Conventions, List};
use docent::markdown::Document;
use docent::markdown::shown::Shown;
use docent::paper::mend;
use docent::rule::RuleSet;
use docent::text::Source;

fn rules() -> RuleSet {
    let flags = Flags {
        select: vec!["link".to_owned(), "duplicate".to_owned()],
        ..Flags::default()
    };
    let config = Config::load(None, &flags).and_then(|config| config.rule_set());
    config.unwrap_or_else(|error| panic!("{}", error.plain()))
}

fn found(text: &str) -> Vec<(&'static str, usize)> {
    let source = Source::new("README.md", text);
    let list = List::read(&source);
    let report = check(
        &list,
        &Conventions::infer(&list),
        &rules(),
        &Facts::default(),
        "README.md",
    );
    let place = |d: &docent::diagnostic::Diagnostic| (d.rule, source.line_of(d.span.start));
    report.diagnostics.iter().map(place).collect()
}

fn fixed(text: &str, at_least: Safety) -> String {
    let source = Source::new("README.md", text);
    match settle(
        source,
        Conventions::infer,
        &rules(),
        &Facts::default(),
        "README.md",
        at_least,
    ) {
        Ok(settled) => settled.source.text().to_owned(),
        Err(error) => panic!("{error}"),
    }
}

/// Seven entries whose links end as `tail` says, with the number of the entry for `N`.
fn entries(tail: &str) -> String {
    ["Ada", "Bob", "Cem", "Dan", "Eve", "Fay", "Gil"]
        .iter()
        .enumerate()
        .map(|(n, who)| {
            let tail = tail.replace('N', &n.to_string());
            format!("- **A title of {who} on things.** *{who} et al.* arXiv 2024. {tail}\n")
        })
        .collect()
}

#[test]
fn brackets_left_open_are_a_style_where_all_are() {
    let open =
        entries("[[paper](https://arxiv.org/abs/2401.1002N) [[code](https://github.com/a/N)");
    assert_eq!(found(&open), []);
}

#[test]
fn one_slip_of_several_kinds_settles_at_once() {
    let mut text = entries("[[paper](https://arxiv.org/abs/2401.1002N)]");
    text.push_str("- **Another title of Hal.** *Hal et al.* arXiv 2024. [[paper](http://arxiv.org/pdf/2401.10029v2.pdf?utm_source=x)]\n");
    // One in eight is too many for a habit of nine in ten; two more make it one.
    for n in 0..3 {
        text.push_str(&format!("- **A further title {n} of many.** *Ida et al.* arXiv 2024. [[paper](https://arxiv.org/abs/2402.1002{n})]\n"));
    }
    let safe = fixed(&text, Safety::Safe);
    assert!(
        safe.contains("[[paper](https://arxiv.org/abs/2401.10029v2)]"),
        "{safe}"
    );
    let suggested = fixed(&text, Safety::Suggested);
    assert!(
        suggested.contains("[[paper](https://arxiv.org/abs/2401.10029)]"),
        "{suggested}"
    );
    assert_eq!(fixed(&suggested, Safety::Suggested), suggested);
}

#[test]
fn addresses_that_do_not_stand_as_they_read_are_left_alone() {
    let text = entries("[paper][pN]")
        + "\n"
        + &(0..7)
            .map(|n| format!("[p{n}]: http://arxiv.org/abs/2401.1002{n}\n"))
            .collect::<String>();
    assert_eq!(fixed(&text, Safety::Suggested), text);
}

#[test]
fn a_copy_is_deleted_with_its_line_and_one_blank_line() {
    let entry = "- **Attention Is All You Need.** *Vaswani et al.* NeurIPS 2017. [[paper](https://arxiv.org/abs/1706.03762)]";
    let other = "- **Deep Residual Learning for Images.** *He et al.* CVPR 2016. [[paper](https://arxiv.org/abs/1512.03385)]";
    let text = format!("# Papers\r\n\r\n{entry}\r\n\r\n{other}\r\n\r\n{entry}");
    let left = format!("# Papers\r\n\r\n{entry}\r\n\r\n{other}\r\n\r\n");
    assert_eq!(fixed(&text, Safety::Suggested), left);
    assert_eq!(fixed(&text, Safety::Safe), text, "deleting is never safe");
    let commented = format!("{entry}\n{other}\n{entry}\n<!-- more about it -->\n");
    assert_eq!(fixed(&commented, Safety::Suggested), commented);
}

#[test]
fn footnote_marks_code_and_math_are_no_broken_emphasis() {
    let marks = entries(
        "Ada Roe*, Bob Poe**, `a ** b`, $\\pi^{**}$. [[paper](https://arxiv.org/abs/2401.1002N)]",
    );
    assert_eq!(found(&marks), []);
}

#[test]
fn addresses_are_mended_where_what_was_meant_is_clear() {
    let cases = [
        ("ttps://a.org/b", "https://a.org/b"),
        ("ttp://a.org/b", "http://a.org/b"),
        ("htps://a.org", "https://a.org"),
        ("hpps://a.org", "https://a.org"),
        ("htttps://a.org", "https://a.org"),
        ("jttps://a.org", "https://a.org"),
        ("https;//a.org", "https://a.org"),
        ("http//a.org/b", "http://a.org/b"),
        ("http:a.org/b", "http://a.org/b"),
        ("https:///a.org/b", "https://a.org/b"),
        ("http://https://a.org/b", "https://a.org/b"),
        ("https://https//a.org/b", "https://a.org/b"),
        ("https://%20a.org/b", "https://a.org/b"),
        ("\\https://a.org/b", "https://a.org/b"),
        ("[https://a.org/b]", "https://a.org/b"),
        ("((https://a.org/b))", "https://a.org/b"),
        ("<https://a.org/b", "https://a.org/b"),
        ("'https://a.org/b'", "https://a.org/b"),
        ("https://a.org/b(c))", "https://a.org/b(c)"),
        ("https://a.org/b\u{200b}", "https://a.org/b"),
        ("github.com/a/b);", "https://github.com/a/b"),
        ("arxiv.org", "https://arxiv.org"),
        ("user.pages.be/a", "https://user.pages.be/a"),
    ];
    for (written, meant) in cases {
        let url = mend(written).map(|mended| mended.url);
        assert_eq!(url.as_deref(), Some(meant), "{written}");
        assert_eq!(mend(meant), None, "{meant}");
    }
    let meant = [
        "docs/a.md,",
        "a.com",
        "docs.de/a.md",
        "notes.md/a",
        "./github.com/a",
        "https/a.org",
        "hxxp://a.org",
        "ftp://a.org/b,c",
        "https://sci-hub.example/https://arxiv.org/abs/1705.04396",
        "https://a.org/?q=\"b\"",
        "https://a.org/b,c",
        "https://a.org/#:~:text=b,",
        "https://localhost/a,",
        "[b](https://a.org)",
        "//a.org/b",
        "#top",
    ];
    for url in meant {
        assert_eq!(mend(url), None, "{url}");
    }
}

#[test]
fn an_entry_with_a_malformed_address_is_read_as_one() {
    for address in [
        "ttps://arxiv.org/abs/2401.1002N",
        "github.com/a/N",
        "((https://a.org/N))",
    ] {
        let text = entries(&format!("[[paper]({address})]"));
        let source = Source::new("README.md", text.as_str());
        let list = List::read(&source);
        assert_eq!(list.entries.len(), 7, "{address}");
        for (n, entry) in list.entries.iter().enumerate() {
            let address = address.replace('N', &n.to_string());
            assert_eq!(entry.links[0].target.value, address);
        }
        assert_eq!(found(&text).len(), 7, "one finding a link");
    }
}

#[test]
fn mended_emphasis_is_emphasis() {
    let page = include_str!("../../rules/docs/broken-emphasis.md");
    let fixed: Vec<_> = page.split("```markdown fixed\n").skip(1).collect();
    assert!(fixed.len() > 3);
    for example in fixed {
        let list = example.split("```").next().unwrap_or_default();
        let list = list.replace("\\*", "");
        let source = Source::new("README.md", list);
        let document = Document::parse(&source);
        for (block, _) in document.blocks() {
            for sign in [b'*', b'_'] {
                let shown = Shown::holding(&document, block, sign);
                assert!(shown.is_none(), "a sign is shown: {}", source.text());
            }
        }
    }
}

#[test]
fn signs_that_mean_themselves_are_no_broken_emphasis() {
    let tails = [
        "Ada Roe *, Bob Poe *, Cem Doe.",
        "Ada Roe * Bob Poe * Cem Doe.",
        "*Ada Roe*, Bob Poe*, Cem Doe.",
        "Ada Roe, Bob Poe, Cem Doe*.",
        "2 * 3 and 4 * 5, 2 ** 3 ** 4, 500 Mbps * core count*",
        "Reads snake_case, _private, __all__ and *.py, data-* and foo/*.md",
        "Rated *** of ****",
        "\\* equal contribution, \\*\\* lead",
        "`**a **` and $a*b$ and $\\pi^*$",
        "Q* and C-ORCA* and D* Lite",
        "**Y**et **A**nother, three **LLM**s",
        "*equal contribution",
    ];
    for tail in tails {
        let text = entries(&format!("{tail} [paper](https://arxiv.org/abs/2401.1002N)"));
        assert_eq!(found(&text), [], "{tail}");
    }
}

#[test]
fn emphasis_keeps_line_endings_and_quotes() {
    let plain = entries("[paper](https://arxiv.org/abs/2401.1002N)");
    let broken = "- **Another title of Hal.** *\r\n  Hal Roe, Ida Poe.* arXiv 2024. [paper](https://arxiv.org/abs/2401.10029)\r\n";
    let whole = "- **Another title of Hal.**\r\n  *Hal Roe, Ida Poe.* arXiv 2024. [paper](https://arxiv.org/abs/2401.10029)\r\n";
    let plain = plain.replace('\n', "\r\n");
    assert_eq!(
        fixed(&format!("{plain}{broken}"), Safety::Safe),
        format!("{plain}{whole}")
    );
    let quoted =
        format!("{plain}\r\n> - **Another title of Hal.** *\r\n>   Hal Roe, Ida Poe.* x\r\n");
    assert_eq!(fixed(&quoted, Safety::Safe), quoted);
}
