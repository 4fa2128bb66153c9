//! The tables in `rules/`: that they read as TOML reads them, and what they recognise.

use docent::data::host::{HOSTS_TOML, Hosts};
use docent::data::label::{LABELS_TOML, LabelKind, kind_of};
use docent::data::table::{Item, Items};
use docent::data::venue::{Catalogue, Part, VENUES_TOML, Venue, VenueKind};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What the `toml` crate makes of `text`, flattened to the items docent's own reader gives.
fn by_toml(text: &str) -> BTreeMap<String, toml::Value> {
    let table: toml::Table = text.parse().expect("a file of rules/ is TOML");
    let mut flat = BTreeMap::new();
    for (key, value) in table {
        match value {
            toml::Value::Array(rows)
                if rows.iter().all(toml::Value::is_table) && !rows.is_empty() =>
            {
                for (at, row) in rows.into_iter().enumerate() {
                    for (field, value) in row.as_table().expect("checked").clone() {
                        flat.insert(format!("{key}.{at}.{field}"), value);
                    }
                }
            }
            toml::Value::Table(row) => {
                for (field, value) in row {
                    flat.insert(format!("{key}.0.{field}"), value);
                }
            }
            value => {
                flat.insert(key, value);
            }
        }
    }
    flat
}

fn by_docent(text: &'static str) -> BTreeMap<String, toml::Value> {
    let mut flat = BTreeMap::new();
    let mut row: Option<(&str, usize)> = None;
    for item in Items::of(text) {
        let (key, value) = match item {
            Item::Table(name) => {
                let at = row.filter(|(last, _)| *last == name);
                row = Some((name, at.map_or(0, |(_, at)| at + 1)));
                continue;
            }
            Item::Text(key, text) => (key, toml::Value::from(text)),
            Item::List(key, texts) => (key, toml::Value::from(texts)),
            Item::Flag(key, on) => (key, toml::Value::from(on)),
        };
        flat.insert(
            row.map_or(key.to_owned(), |(name, at)| format!("{name}.{at}.{key}")),
            value,
        );
    }
    flat
}

#[test]
fn the_plain_reader_reads_what_toml_reads() {
    for text in [VENUES_TOML, HOSTS_TOML, LABELS_TOML] {
        assert!(!text.contains('\\'), "the plain reader knows no escapes");
        assert_eq!(by_docent(text), by_toml(text));
    }
}

fn fold(text: &str) -> String {
    let text = text.replace('&', "and");
    text.chars()
        .filter(|symbol| symbol.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Every spelling of `venue`, those to be corrected too.
fn spellings(venue: &Venue) -> impl Iterator<Item = &str> {
    let names = std::iter::once(&venue.name).chain(&venue.full);
    let all = names.chain(&venue.aliases).chain(&venue.misspelt);
    all.map(AsRef::as_ref)
}

/// The name of the venue that `text` is.
fn lookup(text: &str) -> Option<&'static str> {
    Catalogue::get().lookup(text).map(|venue| &*venue.name)
}

#[test]
fn every_spelling_names_one_venue() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for venue in Catalogue::get().venues() {
        for spelling in spellings(venue) {
            let key = fold(spelling);
            assert!(
                !key.is_empty(),
                "{spelling:?} of {} has no letters",
                venue.name
            );
            let owner = owners.insert(key, &venue.name);
            assert!(
                owner.is_none_or(|owner| owner == venue.name),
                "{spelling} is of {owner:?} and {}",
                venue.name
            );
            let words = spelling
                .split(|symbol: char| !symbol.is_alphanumeric())
                .count();
            assert!(
                words <= 18,
                "{spelling} is longer than a suffix is searched"
            );
            assert_eq!(lookup(spelling), Some(&*venue.name), "{spelling}");
        }
    }
}

#[test]
fn the_catalogue_is_sorted_and_sound() {
    let venues = Catalogue::get().venues();
    let names: Vec<_> = venues
        .iter()
        .map(|venue| venue.name.trim_start_matches('*').to_lowercase())
        .collect();
    assert!(
        names.is_sorted(),
        "out of order: {:?}",
        names.windows(2).find(|pair| pair[0] > pair[1])
    );
    let table: toml::Table = VENUES_TOML.parse().expect("TOML");
    let keys = [
        "name", "full", "kind", "of", "aliases", "misspelt", "retired", "month", "held", "window",
        "verified",
    ];
    let kinds = ["conference", "journal", "workshop", "preprint", "other"];
    for row in table["venue"].as_array().expect("rows") {
        let row = row.as_table().expect("a row");
        assert!(
            row.keys().all(|key| keys.contains(&key.as_str())),
            "{row:?}"
        );
        assert!(
            kinds.contains(&row["kind"].as_str().expect("a kind")),
            "{row:?}"
        );
    }
    let spellings: BTreeSet<&str> = venues.iter().flat_map(spellings).collect();
    for word in table["exact"].as_array().expect("a list") {
        let word = word.as_str().expect("text");
        assert!(
            spellings.contains(word),
            "`exact` names {word:?}, which is no spelling"
        );
    }
    for venue in venues {
        let held: Vec<_> = venue.held().collect();
        assert!(
            held.iter()
                .all(|range| !range.is_empty() && *range.start() > 1950),
            "{}",
            venue.name
        );
        assert!(
            held.windows(2).all(|pair| pair[0].end() < pair[1].start()),
            "{}",
            venue.name
        );
        assert!(venue.window().is_none() || venue.verified, "{}", venue.name);
        assert!(
            venue.month.is_none_or(|month| (1..=12).contains(&month)),
            "{}",
            venue.name
        );
    }
}

#[test]
fn rows_that_name_other_rows_or_names_are_sound() {
    let catalogue = Catalogue::get();
    let table: toml::Table = VENUES_TOML.parse().expect("TOML");
    let text = |row: &toml::Value, key: &str| {
        row.get(key)
            .and_then(|value| value.as_str().map(str::to_owned))
    };
    for row in table["venue"].as_array().expect("rows") {
        let name = text(row, "name").expect("a name");
        let venue = catalogue.named(&name).expect("a row");
        assert_eq!(row.get("month").is_some(), venue.month.is_some(), "{name}");
        let of = text(row, "of");
        assert_eq!(of.as_deref().unwrap_or(&name), venue.main());
        if let Some(of) = of {
            let main = catalogue.named(&of).expect("a conference");
            assert_eq!(main.kind, VenueKind::Conference, "{name} of {of}");
            let findings = name == format!("{of} Findings");
            let part = if findings {
                Part::Findings
            } else {
                Part::Workshop
            };
            assert_eq!(venue.part(), part, "{name}");
        } else {
            assert_eq!(venue.part(), Part::Main, "{name}");
        }
        let retired = row.get("retired").and_then(toml::Value::as_array);
        for row in retired.into_iter().flatten() {
            let (old, since) = row
                .as_str()
                .and_then(|row| row.rsplit_once(' '))
                .expect("name and year");
            assert!(venue.is_spelled(old), "{old} is no name of {name}");
            assert_eq!(venue.retired_since(old), since.parse().ok(), "{old}");
        }
    }
    for row in table["joint"].as_array().expect("rows") {
        let names = row["names"].as_array().expect("names");
        assert!(names.len() > 1, "{row}");
        let venues = names.iter().map(|name| {
            let venue = name.as_str().and_then(|name| catalogue.named(name));
            venue.unwrap_or_else(|| panic!("{name} is no venue"))
        });
        let venues: Vec<&Venue> = venues.collect();
        let years = text(row, "years").unwrap_or_default();
        for years in years.split(',').filter(|years| !years.is_empty()) {
            let (first, last) = years
                .trim()
                .split_once('-')
                .unwrap_or((years.trim(), years.trim()));
            let (first, last): (u16, u16) = (
                first.parse().expect("a year"),
                last.parse().expect("a year"),
            );
            for year in first..=last {
                for venue in &venues {
                    assert_ne!(venue.held_in(year), Some(false), "{} {year}", venue.name);
                    assert!(
                        catalogue.same_edition(venues[0], venue, Some(year)) || *venue == venues[0]
                    );
                }
            }
        }
    }
}

#[test]
fn years_are_known_only_inside_the_window() {
    let held = |name, year| Catalogue::get().lookup(name).expect("known").held_in(year);
    assert_eq!(held("ICCV", 2021), Some(true));
    assert_eq!(held("ICCV", 2022), Some(false));
    assert_eq!(held("ICCV", 1980), None);
    assert_eq!(held("NAACL", 2023), Some(false));
    assert_eq!(held("NAACL", 2027), Some(true));
    assert_eq!(held("TPAMI", 2023), None);
}

#[test]
fn whole_names_are_recognised() {
    for (text, name) in [
        ("iclr", "ICLR"),
        ("NIPS", "NeurIPS"),
        ("NeurlPS", "NeurIPS"),
        ("Arxiv", "arXiv"),
        ("CoRR", "arXiv"),
        ("preprint", "Preprint"),
        ("ACM-MM", "ACM MM"),
        ("ACMMM", "ACM MM"),
        ("MM", "ACM MM"),
        ("T-PAMI", "TPAMI"),
        ("IEEE TKDE", "TKDE"),
        ("TheWebConf", "WWW"),
        ("S&P", "IEEE S&P"),
        ("USENIX Security", "USENIX Security"),
        ("INTERSPEECH", "Interspeech"),
        ("Findings of EMNLP", "EMNLP Findings"),
        ("EMNLP (Findings)", "EMNLP Findings"),
        (
            "Findings of the Association for Computational Linguistics: NAACL",
            "NAACL Findings",
        ),
        ("NAACL-HLT", "NAACL"),
        ("ECML/PKDD", "ECML PKDD"),
        ("CVPRW", "CVPR Workshop"),
        ("*SEM", "*SEM"),
        ("github", "GitHub"),
        (
            "Advances in Neural Information Processing Systems",
            "NeurIPS",
        ),
        (
            "Proceedings of the AAAI Conference on Artificial Intelligence",
            "AAAI",
        ),
        (
            "The Twelfth International Conference on Learning Representations",
            "ICLR",
        ),
        (
            "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)",
            "ACL",
        ),
    ] {
        assert_eq!(lookup(text), Some(name), "{text}");
    }
    for text in [
        "",
        "…",
        "mm",
        "sac",
        "date",
        "ICLR 2024",
        "Yuan et al",
        "An ICLR paper",
    ] {
        assert_eq!(lookup(text), None, "{text}");
    }
}

#[test]
fn a_name_is_found_at_the_start() {
    for (text, found) in [
        ("ICLR2024", Some((4, "ICLR"))),
        ("ICLR'24", Some((4, "ICLR"))),
        ("CL2020", Some((2, "CL"))),
        ("S&P 2020", Some((3, "IEEE S&P"))),
        ("(ICLR 2024)", Some((5, "ICLR"))),
        ("NeurIPS, 2022", Some((7, "NeurIPS"))),
        ("NeurIPS 2022 Workshop", Some((7, "NeurIPS"))),
        ("ACL Findings 2023", Some((12, "ACL Findings"))),
        ("ACL-IJCNLP 2021", Some((10, "ACL"))),
        (
            "Nature Machine Intelligence 2023",
            Some((27, "Nature Machine Intelligence")),
        ),
        ("3DV 2024", Some((3, "3DV"))),
        ("Machine Learning, 2020", Some((16, "MLJ"))),
        ("Machine learning for physics", None),
        ("MSR-VTT: a dataset", None),
        ("ICLRs", None),
        ("sac 2020", None),
    ] {
        let prefix = Catalogue::get()
            .find_prefix(text)
            .map(|(end, venue)| (end, &*venue.name));
        assert_eq!(prefix, found, "{text}");
    }
}

#[test]
fn a_name_is_found_at_the_end() {
    for (text, found) in [
        ("Liang Chen et al. arXiv.", Some(("arXiv", "arXiv"))),
        (
            "Bai et al. Findings of ACL",
            Some(("Findings of ACL", "ACL Findings")),
        ),
        (
            "Some Title, ACM Multimedia)",
            Some(("ACM Multimedia", "ACM MM")),
        ),
        ("ICML", Some(("ICML", "ICML"))),
        ("an essay on date", None),
        ("MSR-VTT", None),
    ] {
        let suffix = Catalogue::get().find_suffix(text);
        assert_eq!(
            suffix.map(|(range, venue)| (&text[range], &*venue.name)),
            found,
            "{text}"
        );
    }
}

#[test]
fn the_first_name_is_found_inside() {
    for (text, found) in [
        ("Oral at ICML 2023, also ICLR", Some(("ICML", "ICML"))),
        (
            "accepted by IEEE TPAMI (2022)",
            Some(("IEEE TPAMI", "TPAMI")),
        ),
        ("Machine Learning on Patterns of Nature", None),
        ("Is It All About Media? K. R. Smith", None),
        ("see www.example.org", None),
        ("nothing here", None),
    ] {
        let inside = Catalogue::get().contains(text);
        assert_eq!(
            inside.map(|(range, venue)| (&text[range], &*venue.name)),
            found,
            "{text}"
        );
    }
}

#[test]
fn kinds_of_venues_are_told_apart() {
    let kind = |name| Catalogue::get().lookup(name).map(|venue| venue.kind);
    assert_eq!(kind("ICLR"), Some(VenueKind::Conference));
    assert_eq!(kind("TMLR"), Some(VenueKind::Journal));
    assert_eq!(kind("ICLR Workshop"), Some(VenueKind::Workshop));
    assert_eq!(kind("bioRxiv"), Some(VenueKind::Preprint));
    assert_eq!(kind("Blog"), Some(VenueKind::Other));
}

#[test]
fn labels_mean_what_people_mean() {
    for (label, kind) in [
        ("paper", Some(LabelKind::Paper)),
        ("[Paper]", Some(LabelKind::Paper)),
        ("📄 Paper", Some(LabelKind::Paper)),
        ("Paper (arXiv)", Some(LabelKind::Paper)),
        ("PDF", Some(LabelKind::Paper)),
        ("论文", Some(LabelKind::Paper)),
        ("论文链接：", Some(LabelKind::Paper)),
        ("official code", Some(LabelKind::Code)),
        ("Official", Some(LabelKind::Code)),
        ("code1", Some(LabelKind::Code)),
        ("Code 2", Some(LabelKind::Code)),
        ("PyTorch (Author)", Some(LabelKind::Code)),
        ("code & model", Some(LabelKind::Code)),
        ("GitHub", Some(LabelKind::Code)),
        ("C++", Some(LabelKind::Code)),
        ("代码", Some(LabelKind::Code)),
        ("Project Page", Some(LabelKind::Project)),
        ("official website", Some(LabelKind::Project)),
        ("Website-Part 2", Some(LabelKind::Project)),
        ("Blog Post", Some(LabelKind::Blog)),
        ("Youtube", Some(LabelKind::Video)),
        ("Slides", Some(LabelKind::Slides)),
        ("Dataset", Some(LabelKind::Dataset)),
        ("🤗 Models", Some(LabelKind::Model)),
        ("Supplementary", Some(LabelKind::Supplement)),
        ("BibTeX", Some(LabelKind::Bibtex)),
        ("", None),
        ("2023", None),
        ("here", None),
        ("Code Generation", None),
        ("Dataset Distillation", None),
        ("ICLR 2024", None),
        ("Attention Is All You Need", None),
    ] {
        assert_eq!(kind_of(label), kind, "{label}");
    }
}

#[test]
fn hosts_are_listed_once_and_in_lower_case() {
    let table: toml::Table = HOSTS_TOML.parse().expect("TOML");
    let https: Vec<_> = table["https"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    assert!(
        https.is_sorted(),
        "out of order: {:?}",
        https.windows(2).find(|pair| pair[0] > pair[1])
    );
    let unique: BTreeSet<_> = https.iter().collect();
    assert_eq!(unique.len(), https.len());
    assert!(https.iter().all(|host| **host == host.to_lowercase()));
    assert!(https.iter().all(|host| Hosts::get().serves_https(host)));
    assert!(!Hosts::get().serves_https("example.org"));
    assert!(Hosts::get().ends_as_host("example.org") && !Hosts::get().ends_as_host("notes.md"));
}

proptest! {
    #[test]
    fn searching_any_text_gives_ranges_that_slice(text in "(\\PC|ICLR|NIPS|ACL|Findings of | |-|'){0,24}") {
        let catalogue = Catalogue::get();
        let _ = (catalogue.lookup(&text), kind_of(&text));
        if let Some((end, _)) = catalogue.find_prefix(&text) {
            prop_assert!(text.is_char_boundary(end));
        }
        for range in [catalogue.find_suffix(&text), catalogue.contains(&text)].into_iter().flatten().map(|found| found.0) {
            prop_assert!(!text[range].is_empty());
        }
    }
}

#[test]
fn a_label_one_letter_off_a_longer_word_is_misspelt() {
    use docent::data::label::misspelt;
    for (word, meant) in [
        ("pytroch", "pytorch"),
        ("papre", "paper"),
        ("projet page", "project page"),
        ("presentatoin", "presentation"),
    ] {
        assert_eq!(misspelt(word), Some(meant), "{word}");
    }
    // Other words, plurals, names with digits.
    for word in [
        "nodes",
        "tasks",
        "themis",
        "dome",
        "tutorials",
        "preprints",
        "preview",
        "eccv",
        "pytorch3d",
        "",
    ] {
        assert_eq!(misspelt(word), None, "{word}");
    }
}
