//! Whatever the text, reading, checking and repairing it neither panics nor runs on.

use crate::corpus::assert_spans;
use crate::facts::world;
use docent::check::settle;
use docent::config::{Config, Flags};
use docent::diagnostic::Safety;
use docent::list::{Conventions, List};
use docent::text::Source;
use proptest::prelude::*;

/// Pieces that lists are made of, and pieces that break them.
const PIECES: &[&str] = &[
    "- ",
    "* ",
    "1. ",
    "22) ",
    "  - ",
    "\t* ",
    "> ",
    "# ",
    "### ",
    "| ",
    " | ",
    "|--|--|",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " \\\n",
    "  \n",
    "<br>",
    "<br/>",
    "**",
    "*",
    "_",
    "__",
    "`",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "](",
    "]()",
    "[[paper](https://arxiv.org/abs/2401.10020)]",
    "[[code]](https://github.com/a/b)",
    "[\\[pdf\\]](u)",
    "[x](<a b>)",
    "[![Star](https://img.shields.io/badge/ICML-2023-blue)](u)",
    "![i](j)",
    "<https://a.b/c>",
    "https://arxiv.org/pdf/2401.10020v2",
    "**A Title of Some Words.**",
    "*Yao et al.*",
    "*Yao et al*.",
    "Jane Doe, Ole Nordmann",
    "ICLR 2024",
    "ICLR'24",
    "(NeurIPS, 2023)",
    "arXiv 25 May 2019",
    "Nature 529.7587 (2016): 484-489",
    "2023/08",
    "\"Quoted Title of It\"",
    "“Curly One”",
    "Code: ",
    "论文：",
    "，",
    "$\\pi$",
    "--",
    "?.",
    "..",
    "  ",
    "\u{a0}",
    "\u{feff}",
    "é",
    "桃李",
    "🔥",
    ":star:",
    "\u{202e}",
    "<b>",
    "</b>",
    "<a href=\"u&amp;v\">",
    "</a>",
    "<table><tr><td>",
    "</td>",
    "</tr></table>",
    "<details><summary>",
    "</summary>",
    "<p align=center>",
    "</p>",
    "<!-- ",
    " -->",
    "<!-- docent-allow x: y -->",
    "<!-- docent-allow-begin format -->",
    "```",
    "word",
    "Word ",
    ".",
    ",",
    ":",
];

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in text()) {
        let source = Source::new("any.md", text);
        let list = List::read(&source);
        assert_spans(&list);
        prop_assert!(list.entries.windows(2).all(|pair| pair[0].span <= pair[1].span));
    }

    #[test]
    fn any_text_is_repaired_once(text in text()) {
        let rules = Config::load(None, &Flags::default()).expect("loads").rule_set().expect("builds");
        let source = Source::new("any.md", text.repeat(3));
        for safety in [Safety::Safe, Safety::Suggested] {
            let once = settle(source.clone(), Conventions::infer, &rules, &world(), "any.md", safety).expect("settles");
            let list = List::read(&once.source);
            let kept = Conventions::infer(&List::read(&source));
            assert_spans(&list);
            let twice = settle(once.source.clone(), |_| kept.clone(), &rules, &world(), "any.md", safety).expect("settles");
            prop_assert_eq!(once.source.text(), twice.source.text());
        }
    }
}

#[test]
fn deep_and_long_texts_take_no_longer_than_their_length() {
    let entry = "- **T.** *A et al.* ACL 2024. [[paper](https://arxiv.org/abs/2401.10020)]\n";
    let texts = [
        ">".repeat(10_000) + entry,
        (0..400)
            .map(|depth| "  ".repeat(depth) + "- [a b c](https://a.b)\n")
            .collect(),
        "[[".repeat(50_000),
        "<div>".repeat(5_000) + &"</b>".repeat(5_000),
        "- ".to_owned() + &"[paper](https://arxiv.org/abs/2401.10020) ".repeat(5_000),
        "- ".to_owned() + &"Aa Bb, ".repeat(50_000),
        "x".repeat(5_000_000),
    ];
    for text in texts {
        let start = text.chars().take(20).collect::<String>();
        let source = Source::new("long.md", text);
        let list = List::read(&source);
        assert_spans(&list);
        assert!(list.entries.len() <= 400, "{start}");
    }
}
