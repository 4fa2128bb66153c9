//! What the catalogue of venues says of a name: how it stands, since when it is out of use, what it most
//! likely means; and what docent.toml puts on top.

use docent::data::venue::{Catalogue, DeclaredVenue, Standing, Venue, VenueKind};

#[test]
fn a_name_tells_what_kind_of_spelling_it_is() {
    for (text, name, spelling, standing) in [
        ("NeurIPS", "NeurIPS", "NeurIPS", Standing::Name),
        ("neurips", "NeurIPS", "NeurIPS", Standing::Name),
        ("NIPS", "NeurIPS", "NIPS", Standing::Alias),
        ("NeurlPS", "NeurIPS", "NeurlPS", Standing::Misspelt),
        ("ACM-MM", "ACM MM", "ACM MM", Standing::Name),
        (
            "In Proceedings of the 41st International Conference on Machine Learning",
            "ICML",
            "International Conference on Machine Learning",
            Standing::Full,
        ),
    ] {
        let named = Catalogue::get().lookup_named(text).expect("known");
        let found = (&*named.venue.name, named.spelling, named.standing);
        assert_eq!(found, (name, spelling, standing), "{text}");
        assert!(
            text.ends_with(&text[named.at]),
            "{text}: the frame is no part of the name"
        );
    }
    assert_eq!(Catalogue::get().lookup_named("NIPS 2016"), None);
}

#[test]
fn a_venue_is_found_as_a_whole_at_the_start_or_inside() {
    for (text, found) in [
        ("ICLR", Some(("ICLR", "ICLR"))),
        ("ICLR 2024 oral", Some(("ICLR", "ICLR"))),
        ("Oral at NIPS 2016", Some(("NIPS", "NeurIPS"))),
        (
            "In Proceedings of the AAAI Conference on Artificial Intelligence",
            Some(("AAAI Conference on Artificial Intelligence", "AAAI")),
        ),
        ("no venue at all", None),
    ] {
        let named = Catalogue::get().find_named(text);
        let named = named.map(|named| (&text[named.at], &*named.venue.name));
        assert_eq!(named, found, "{text}");
    }
}

#[test]
fn an_old_name_is_out_of_use_from_its_year_on() {
    let since = |text| {
        Catalogue::get()
            .lookup_named(text)
            .expect("known")
            .retired_since()
    };
    assert_eq!(since("NIPS"), Some(2018));
    assert_eq!(since("nips"), Some(2018));
    assert_eq!(since("NeurIPS"), None);
    assert_eq!(since("ICLR"), None);
}

#[test]
fn volumes_of_venues_held_together_are_one_edition() {
    let catalogue = Catalogue::get();
    let same = |one, other, year| {
        let venue = |name| catalogue.named(name).expect("a row");
        assert_eq!(
            catalogue.same_edition(venue(one), venue(other), year),
            catalogue.same_edition(venue(other), venue(one), year)
        );
        catalogue.same_edition(venue(one), venue(other), year)
    };
    assert!(same("ACL", "IJCNLP", Some(2021)));
    assert!(!same("ACL", "IJCNLP", Some(2020)));
    assert!(same("ACL", "IJCNLP", None));
    assert!(same("LREC", "COLING", Some(2024)));
    // Findings of a joint edition are of both.
    assert!(same("ACL Findings", "IJCNLP", Some(2021)));
    assert!(same("SIGGRAPH", "TOG", Some(2016)), "joint in every year");
    assert!(!same("ICLR", "ICML", None));
}

#[test]
fn a_name_that_says_more_is_no_synonym() {
    let catalogue = Catalogue::get();
    for (name, written, expected) in [
        ("NeurIPS", "NIPS", true),
        ("TPAMI", "IEEE TPAMI", true),
        ("SIGIR", "ACM SIGIR", true),
        ("WWW", "TheWebConf", true),
        ("ACL", "ACL Demo", false),
        ("ACL", "ACL-IJCNLP", false),
        ("NAACL", "NAACL-HLT", false),
        ("NeurIPS", "NeurIPS Datasets and Benchmarks", false),
    ] {
        let row = catalogue.named(name).expect("a row");
        assert_eq!(catalogue.is_synonym(row, written), expected, "{written}");
    }
}

#[test]
fn only_acronyms_are_written_in_the_wrong_case() {
    for (spelling, written, expected) in [
        ("NeurIPS", "Neurips", true),
        ("ICLR", "iclr", true),
        ("NeurIPS", "NeurIPS", false),
        ("arXiv", "Arxiv", true),
        // Punctuation is no matter of case; words that only begin with a capital have no one case.
        ("ACM MM", "ACM-MM", false),
        ("Interspeech", "INTERSPEECH", false),
    ] {
        let row = Catalogue::get().lookup(spelling).expect("known");
        assert_eq!(row.is_miscased(spelling, written), expected, "{written}");
    }
}

#[test]
fn a_slip_of_the_pen_is_told_from_another_venue() {
    let nearest = |text| Catalogue::get().nearest(text).map(|venue| &*venue.name);
    for (text, name) in [
        ("ASTATS", "AISTATS"),
        ("NAALC", "NAACL"),
        ("NAAC", "NAACL"),
        ("NeuralIPS", "NeurIPS"),
        ("Interspeach", "Interspeech"),
        ("International Conference on Machine Leraning", "ICML"),
        ("Transactions on Machine Learning Reserach", "TMLR"),
    ] {
        assert_eq!(nearest(text), Some(name), "{text}");
    }
    for text in [
        // Known, too short, not letters alone.
        "ICLR",
        "NIPS",
        "sac",
        "ACLL2",
        "ECV",
        "",
        // One letter makes another conference or journal,
        "ICSAI",
        "IJIS",
        "EBBT",
        "SAST",
        "SIAM",
        "ITFC",
        "Physical Review A",
        // whoever holds it,
        "IEEE GCC",
        "IEEE (IRC)",
        // and the letter at the end a part of one.
        "ACMMMW",
        "ICPRW",
        "ICSE-C",
        "NeurIPSX",
        // Two are as near.
        "ICXR",
        "OpenAI",
        "DeepSeek",
        "Google",
    ] {
        assert_eq!(nearest(text), None, "{text}");
    }
}

#[test]
fn declared_venues_lie_on_the_catalogue() {
    let strings = |texts: &[&str]| {
        texts
            .iter()
            .map(|&text| text.to_owned())
            .collect::<Vec<_>>()
    };
    let row = |name: &str| DeclaredVenue {
        name: name.to_owned(),
        ..DeclaredVenue::default()
    };
    let catalogue = Catalogue::get().with(&[
        DeclaredVenue {
            aliases: strings(&["Advances in NIPS"]),
            ..row("NIPS")
        },
        DeclaredVenue {
            kind: Some(VenueKind::Workshop),
            misspelt: strings(&["SoLaRR"]),
            held: Some("2023-2024".to_owned()),
            window: Some("2022-2025".to_owned()),
            ..row("SoLaR")
        },
        DeclaredVenue {
            aliases: strings(&["ACMMM"]),
            ..row("Meeting of Mathematical Models")
        },
        row("TACL"),
        DeclaredVenue {
            misspelt: strings(&["Proceedings of ICLR"]),
            ..row("ICLR")
        },
    ]);
    let nips = catalogue.lookup("NeurIPS").expect("still known");
    assert_eq!(nips.name, "NIPS");
    assert!(nips.is_declared() && nips.held_in(2023) == Some(true));
    assert_eq!(nips.declared_for("NeurIPS"), Some("NIPS"));
    assert_eq!(nips.declared_for("NIPS"), None);
    assert_eq!(nips.declared_for("Advances in NIPS"), None);
    assert_eq!(
        nips.retired_since("NIPS"),
        None,
        "what is declared is in use"
    );
    // By the name that addresses have, and as the venue of its workshops.
    assert_eq!(catalogue.named("NeurIPS"), Some(nips));
    assert_eq!(
        catalogue.named("NeurIPS Workshop").map(Venue::main),
        Some("NIPS")
    );

    let solar = catalogue.lookup_named("solarr").expect("new");
    assert_eq!(
        (&*solar.venue.name, solar.standing),
        ("SoLaR", Standing::Misspelt)
    );
    let held = [2021, 2022, 2023, 2025].map(|year| solar.venue.held_in(year));
    assert_eq!(held, [None, Some(false), Some(true), Some(false)]);

    // A spelling that is claimed is another venue's no longer.
    let found = catalogue.lookup("ACMMM").map(|venue| &*venue.name);
    assert_eq!(found, Some("Meeting of Mathematical Models"));
    assert_eq!(
        catalogue.lookup("ACM Multimedia").map(|venue| &*venue.name),
        Some("ACM MM")
    );

    let iclr = catalogue
        .lookup_named("Proceedings of ICLR")
        .expect("known");
    assert_eq!(iclr.standing, Standing::Misspelt);
    assert_eq!(catalogue.lookup("ICLR"), Some(iclr.venue));
    // The catalogue itself is as it was.
    let own = Catalogue::get();
    assert_eq!(
        own.lookup("NIPS").map(|venue| &*venue.name),
        Some("NeurIPS")
    );
    assert_eq!(own.lookup("SoLaR"), None);
}
