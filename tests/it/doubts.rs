//! What is not to be repaired: claims on which the evidence does not bear as it seems.

use crate::facts::world;
use docent::check::{ask, check};
use docent::config::{Config, Flags};
use docent::list::{Conventions, List};
use docent::text::Source;

const ACL: &str = "https://aclanthology.org/2023.acl-long.1";

/// Rules that report an entry which says `claim` and links `address`, each with whether it has a fix.
fn found(claim: &str, address: &str) -> Vec<(&'static str, bool)> {
    let text =
        format!("# List\n\n## Papers\n\n- **A paper.** *A et al.* {claim} [[paper]({address})]\n");
    let source = Source::new("list.md", text);
    let flags = Flags {
        select: vec!["venue".to_owned()],
        ..Flags::default()
    };
    let rules = Config::load(None, &flags)
        .expect("valid")
        .rule_set()
        .expect("valid");
    let list = List::read(&source);
    assert_eq!(list.entries.len(), 1, "{claim}");
    let conventions = Conventions::infer(&list);
    let facts = ask(&list, &conventions, &rules, &world());
    let report = check(&list, &conventions, &rules, &facts, "list.md");
    let found = report.diagnostics.iter();
    found
        .map(|found| (found.rule, found.fix.is_some()))
        .collect()
}

#[test]
fn what_is_said_of_two_venues_or_in_a_citation_is_not_rewritten() {
    for claim in [
        "NIPS 2010, ICML 2021.",
        "ICML & ICLR 2021.",
        "ICML 2021, pages 2020-2022.",
        "Proceedings of the 38th ICML 2021.",
    ] {
        assert_eq!(
            found(claim, ACL),
            [("venue-contradicts-link", false)],
            "{claim}"
        );
    }
    assert_eq!(found("ICML 2021.", ACL), [("venue-contradicts-link", true)]);
}

#[test]
fn an_impossible_id_is_evidence_of_nothing() {
    for (claim, address) in [
        ("ACL 2023.", "https://aclanthology.org/2042.acl-long.1"),
        ("arXiv 2023.", "https://aclanthology.org/2042.acl-long.1"),
        ("arXiv 2023.", "https://arxiv.org/abs/3201.00001"),
        ("arXiv 1993.", "https://arxiv.org/abs/cs/0801001"),
        ("arXiv 2023.", "https://arxiv.org/abs/2401.0001"),
        ("ICLR 2021.", "https://arxiv.org/abs/2201.0001"),
    ] {
        assert_eq!(
            found(claim, address),
            [("impossible-id", false)],
            "{claim} {address}"
        );
    }
}

#[test]
fn a_number_that_is_no_second_year_is_not_one() {
    for claim in [
        "ICML 2023, 2023 citations.",
        "Nature 2024, 2024(5).",
        "JMLR 2020, 2020:1-5.",
    ] {
        assert_eq!(found(claim, "https://example.org/a.pdf"), [], "{claim}");
    }
    let twice = found("ICML 2023, 2023.", "https://example.org/a.pdf");
    assert_eq!(twice, [("year-repeated", true)]);
}
