//! Completing entries: what goes in, where, and what is left alone.

use docent::diagnostic::{Fix, Safety};
use docent::edit::Completer;
use docent::fix;
use docent::list::template::{Declared, Slot};
use docent::list::{Conventions, List};
use docent::text::Source;

const VENUE_2024: [(Slot, &str); 2] = [(Slot::Venue, "arXiv"), (Slot::Year, "2024")];

/// Ten entries written as `form` says, and `odd`; in it `#` is a number.
fn list(form: &str, odd: &str) -> String {
    let mut text = String::from("# L\n\n## S\n\n");
    for n in 10..20 {
        text += &form.replace('#', &n.to_string());
        text += "\n";
    }
    text + odd + "\n"
}

/// The last entry of `text`, completed.
fn completed(text: &str, parts: &[(Slot, &str)], declared: Option<&str>) -> Option<String> {
    let source = Source::new("list.md", text);
    let list = List::read(&source);
    let mut conventions = Conventions::infer(&list);
    if let Some(template) = declared {
        conventions = conventions.declare(&Declared {
            templates: vec![template.parse().expect("a template")],
            ..Declared::default()
        });
    }
    let entry = list.entries.last().expect("an entry");
    let edits = Completer::new(&list, &conventions).complete(entry, parts)?;
    let fix = Fix::suggested("complete", edits);
    let round = fix::round(text, &[&fix], Safety::Suggested);
    assert_eq!(
        round.text.lines().count(),
        text.lines().count(),
        "a line is lost or added"
    );
    let after = &round.text[entry.span.start as usize..];
    Some(after.trim_end_matches('\n').to_owned())
}

#[test]
fn venue_and_year_go_where_the_others_have_them() {
    let u = "https://arxiv.org/abs/2101.000";
    let cases = [
        // (the others, the one that lacks it, completed)
        (
            "- **Reading Number # Aloud.** *Ann Lee et al.* ICML 2021. [[paper](U#)]",
            "- **Trains.** *Bo Day et al.* [[paper](U99)]",
            "- **Trains.** *Bo Day et al.* arXiv 2024. [[paper](U99)]",
        ),
        (
            "- **Reading Number # Aloud.** *Ann Lee et al.*, ICML 2021. [[paper](U#)]",
            "- **Trains.** *Bo Day et al.*. [[paper](U99)]",
            "- **Trains.** *Bo Day et al.*, arXiv 2024. [[paper](U99)]",
        ),
        // An empty hole.
        (
            "- **Reading Number # Aloud**, *Ann Lee et al.*, ICML 2021. [[paper](U#)]",
            "- **Trains**, *Bo Day et al.*, . [[paper](U99)]",
            "- **Trains**, *Bo Day et al.*, arXiv 2024. [[paper](U99)]",
        ),
        (
            "- [Reading Number # Aloud](U#), Ann Lee et al., ICML 2021",
            "- [Trains](U99), Bo Day et al.",
            "- [Trains](U99), Bo Day et al., arXiv 2024",
        ),
        (
            "- (ICML 2021) **Reading Number # Aloud** [[paper](U#)]",
            "* **Trains** [[paper](U99)]",
            "* (arXiv 2024) **Trains** [[paper](U99)]",
        ),
        (
            "- **Reading Number # Aloud** `ICML 2021` [[paper](U#)]",
            "- **Trains** [[paper](U99)]",
            "- **Trains** `arXiv 2024` [[paper](U99)]",
        ),
        (
            "- [Reading Number # Aloud](U#) *ICML 2021*",
            "- [Trains](U99)",
            "- [Trains](U99) *arXiv 2024*",
        ),
        (
            "- [Reading Number # Aloud](U#) (ICML'21)",
            "- [Trains](U99)",
            "- [Trains](U99) (arXiv'24)",
        ),
        (
            "**Reading Number # Aloud** \\\n*Ann Lee, Bob Ray* \\\nICML 2021. [[paper](U#)]\n",
            "**Trains** \\\n*Bo Day, Cy Fox* \\\n[[paper](U99)]",
            "**Trains** \\\n*Bo Day, Cy Fox* \\\narXiv 2024. [[paper](U99)]",
        ),
    ];
    for (form, odd, wanted) in cases {
        let [form, odd, wanted] = [form, odd, wanted].map(|text| text.replace('U', u));
        let text = list(&form, &odd);
        assert_eq!(
            completed(&text, &VENUE_2024, None).as_deref(),
            Some(wanted.as_str()),
            "{form}"
        );
        let crlf = text.replace('\n', "\r\n");
        let done = completed(&crlf, &VENUE_2024, None).map(|text| text.replace("\r\n", "\n"));
        assert_eq!(
            done.as_deref().map(str::trim_end),
            Some(wanted.as_str()),
            "{form}"
        );
    }
}

#[test]
fn cells_are_filled() {
    let head = "# L\n\n## S\n\n| Title | Venue | Year | Code |\n|---|---|---|---|\n";
    let row = |n: u32| {
        format!("| Reading Number {n} Aloud | ICML | 2021 | [c](https://github.com/a/{n}) |\n")
    };
    let rows: String = (10..20).map(row).collect();
    let cases = [
        (
            "| Trains |  |  | [c](https://github.com/a/b) |",
            "| Trains | arXiv | 2024 | [c](https://github.com/a/b) |",
        ),
        (
            "| Trains | - | N/A | [c](https://github.com/a/b) |",
            "| Trains | arXiv | 2024 | [c](https://github.com/a/b) |",
        ),
        // Padding stays.
        (
            "| Trains |            |      | [c](https://github.com/a/b) |",
            "| Trains | arXiv      | 2024 | [c](https://github.com/a/b) |",
        ),
        (
            "|Trains|||[c](https://github.com/a/b)|",
            "|Trains|arXiv|2024|[c](https://github.com/a/b)|",
        ),
    ];
    for (odd, wanted) in cases {
        let text = format!("{head}{rows}{odd}\n");
        assert_eq!(completed(&text, &VENUE_2024, None).as_deref(), Some(wanted));
    }
    let joined = (head.to_owned() + &rows).replace(" Venue | Year |", " Venue |");
    let joined = joined
        .replace("|---|---|---|---|", "|---|---|---|")
        .replace("ICML | 2021", "ICML '21");
    let text = joined + "| Trains | ? | [c](https://github.com/a/b) |\n";
    let wanted = "| Trains | arXiv '24 | [c](https://github.com/a/b) |";
    assert_eq!(completed(&text, &VENUE_2024, None).as_deref(), Some(wanted));
}

#[test]
fn a_year_is_joined_to_its_venue_as_the_others_are() {
    for glue in [
        "ICML 2021",
        "ICML, 2021",
        "ICML'21",
        "ICML2021",
        "ICML-2021",
        "ICML-21",
    ] {
        let form = format!(
            "- **Reading Number # Aloud.** *Ann Lee et al.* ({glue}) [[paper](https://arxiv.org/abs/2101.000#)]"
        );
        let odd =
            "- **Trains.** *Bo Day et al.* (ICLR) [[paper](https://arxiv.org/abs/2101.00099)]";
        let wanted = odd.replace("ICLR", &glue.replace("ICML", "ICLR").replace("21", "24"));
        let done = completed(&list(&form, odd), &[(Slot::Year, "2024")], None);
        assert_eq!(done, Some(wanted), "{glue}");
    }
    // A short year after what is no acronym would not be read as one.
    let form = "- **Reading Number # Aloud.** (ICML-21) [[paper](https://arxiv.org/abs/2101.000#)]";
    let odd = "- **Trains.** (arXiv) [[paper](https://arxiv.org/abs/2101.00099)]";
    assert_eq!(
        completed(&list(form, odd), &[(Slot::Year, "2024")], None),
        None
    );
}

#[test]
fn authors_go_where_the_others_have_them() {
    let form = "- **Reading Number # Aloud.** *Ann Lee, Bob Ray.* ICML 2021. [[paper](https://arxiv.org/abs/2101.000#)]";
    let odd = "- **Can Trains Read?** ICML 2021. [[paper](https://arxiv.org/abs/2101.00099)]";
    assert_eq!(
        completed(&list(form, odd), &[(Slot::Authors, "Bo Day, Cy Fox")], None).as_deref(),
        Some(
            "- **Can Trains Read?** *Bo Day, Cy Fox.* ICML 2021. [[paper](https://arxiv.org/abs/2101.00099)]"
        )
    );
}

#[test]
fn a_declared_form_counts() {
    let form = "- **Reading Number # Aloud.** *Ann Lee et al.* ICML 2021. [[paper](https://arxiv.org/abs/2101.000#)]";
    let declared = "- **{title}.**{? *{authors}*}{? ({venue} {year})}{? {links}}";
    let odd = "- **Trains.** *Bo Day et al.* [[paper](https://arxiv.org/abs/2101.00099)]";
    assert_eq!(
        completed(&list(form, odd), &VENUE_2024, Some(declared)).as_deref(),
        Some(
            "- **Trains.** *Bo Day et al.* (arXiv 2024) [[paper](https://arxiv.org/abs/2101.00099)]"
        )
    );
    // Its own parts in another order, or otherwise set off.
    for odd in [
        "- *Bo Day et al.* **Trains.** [[paper](https://arxiv.org/abs/2101.00099)]",
        "- **Trains.** Bo Day et al. [[paper](https://arxiv.org/abs/2101.00099)]",
    ] {
        assert_eq!(
            completed(&list(form, odd), &VENUE_2024, Some(declared)),
            None,
            "{odd}"
        );
    }
}

#[test]
fn what_is_not_certain_is_left_alone() {
    let form = "- **Reading Number # Aloud.** *Ann Lee et al.* ICML 2021. [[paper](https://arxiv.org/abs/2101.000#)]";
    let url = "https://arxiv.org/abs/2101.00099";
    let left = [
        // It has them.
        format!("- **Trains.** *Bo Day et al.* ICML 2020. [[paper]({url})]"),
        // Marks that the others have are not there.
        format!("- **Trains.** Bo Day et al. [[paper]({url})]"),
        // Words where they would go.
        format!("- **Trains.** *Bo Day et al.* (spotlight talk) [[paper]({url})]"),
        // Another order.
        format!("- [[paper]({url})] *Bo Day et al.* **Trains.**"),
    ];
    for odd in left {
        assert_eq!(
            completed(&list(form, &odd), &VENUE_2024, None),
            None,
            "{odd}"
        );
    }
    // The venue is the label of a link.
    let form = "- **Reading Number # Aloud.** [[ICML2021](https://arxiv.org/abs/2101.000#)]";
    let odd = format!("- **Trains.** [[paper]({url})]");
    assert_eq!(completed(&list(form, &odd), &VENUE_2024, None), None);
    // Two ways, neither the list's.
    let a = "- **Reading Number # Aloud.** ICML 2021. [[paper](https://arxiv.org/abs/2101.000#)]";
    let b = "- **Reading Number 5# Aloud.** (ICML 2021) [[paper](https://arxiv.org/abs/2101.005#)]";
    let text = list(&format!("{a}\n{b}"), &odd);
    assert_eq!(completed(&text, &VENUE_2024, None), None);
}
