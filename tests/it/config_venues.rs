//! `[[venue]]` and the year in `[entry]`: mistakes in them, and what they do.

use crate::config::load;
use docent::check::check;
use docent::diagnostic::Family;
use docent::facts::Facts;
use docent::list::{Conventions, List};
use docent::text::Source;

#[test]
fn mistakes_in_venues_are_shown_in_place() {
    for (text, line) in [
        (
            "venue = 'ICLR'",
            "docent.toml:1:9: `venue` has to be a list of tables: `[[venue]]`, not of type string",
        ),
        (
            "[venue]\nname = 'ICLR'",
            "docent.toml:1:1: `venue` has to be a list of tables: `[[venue]]`, not of type table",
        ),
        (
            "venue = ['ICLR']",
            "docent.toml:1:10: `venue` has to be a list of tables: `[[venue]]`, not of type string",
        ),
        (
            "[[venue]]\nname = 'A1'\n[[venue]]\nkind = 'journal'",
            "docent.toml:3:1: a `[[venue]]` needs a `name`; it is how the list spells the venue: name = \"NeurIPS\"",
        ),
        (
            "[[venue]]\nname = ' - '",
            "docent.toml:2:8: a venue's name has letters or digits",
        ),
        (
            "[[venue]]\nname = 1",
            "docent.toml:2:8: it has to be a venue's name in quotes, not of type integer",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nalias = ['S']",
            "docent.toml:3:1: unknown key `alias` in `[[venue]]`; did you mean `aliases`?",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nxyzzy = 1",
            "docent.toml:3:1: unknown key `xyzzy` in `[[venue]]`; the keys are `name`, `full`, `kind`, `aliases`, `misspelt`, `held` or `window`",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\naliases = 'S'",
            "docent.toml:3:11: it has to be a list of names, not of type string",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nkind = 'journl'",
            "docent.toml:3:8: unknown kind `journl`; did you mean `journal`?",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nkind = 'meeting'",
            "docent.toml:3:8: unknown kind `meeting`; the kinds are `conference`, `journal`, `workshop`, `preprint` or `other`",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nheld = 2024",
            "docent.toml:3:8: it has to be years in quotes: `2019, 2021-2024`, not of type integer",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nheld = '2019, 21-24'",
            "docent.toml:3:15: `21-24` is no year or range of years; years are written `2019, 2021-2024`",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nheld = '2019,, 2021'",
            "docent.toml:3:8: a year is missing; years are written `2019, 2021-2024`",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nheld = '2024-2021'",
            "docent.toml:3:9: `2024-2021` ends before it begins; years are written `2019, 2021-2024`",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nheld = '2021-2024, 2023'",
            "docent.toml:3:20: `2023` does not come after 2024; years are written `2019, 2021-2024`",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\nwindow = '2020, 2022'",
            "docent.toml:3:10: `window` is one range of years; within it `held` names every year: window = \"2019-2026\"",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\n[[venue]]\nname = 'so-lar'",
            "docent.toml:4:8: `so-lar` is a spelling of `SoLaR` already; upper and lower case, blanks and punctuation make no other spelling",
        ),
        (
            "[[venue]]\nname = 'SoLaR'\n[[venue]]\nname = 'Sun'\nmisspelt = ['Son', 'SOLAR']",
            "docent.toml:5:20: `SOLAR` is a spelling of `SoLaR` already; upper and lower case, blanks and punctuation make no other spelling",
        ),
        (
            "[[venue]]\nname = 'NIPS'\n[[venue]]\nname = 'NeurIPS'",
            "docent.toml:4:8: `NeurIPS` is the venue that is declared as `NIPS`; write it among the `aliases` of `NIPS`",
        ),
    ] {
        let Err(error) = load(text) else {
            panic!("accepted: {text}")
        };
        assert_eq!(error.to_string(), line, "{text}");
    }
    // The right case and a wrong one in one row; blanks around years.
    assert!(
        load("[[venue]]\nname = 'SoLaR'\nmisspelt = ['Solar']\nheld = ' 2019 , 2021-2024 '")
            .is_ok()
    );
}

/// Rule and message of every finding of the family `venue` in `entries`, under `config`.
fn venue_findings(config: &str, entries: &str) -> Vec<(&'static str, String)> {
    let text = format!("# L\n\n## S\n\n{entries}");
    let source = Source::new("list.md", text.as_str());
    let set = load(config)
        .and_then(|config| config.rule_set())
        .expect("valid");
    let list = List::read(&source);
    let conventions = Conventions::infer(&list);
    let checked = check(&list, &conventions, &set, &Facts::default(), "list.md");
    let of_venues = checked
        .diagnostics
        .into_iter()
        .filter(|found| found.family == Family::Venue);
    of_venues.map(|found| (found.rule, found.message)).collect()
}

fn entry(n: usize, venue: &str, link: &str) -> String {
    format!("- **Paper about thing {n}.** *Ada Byron, Bob Doe.* {venue}. [[paper]({link})]\n")
}

#[test]
fn a_declared_name_goes_before_the_catalogue() {
    let entries = entry(1, "NeurIPS 2023", "https://a.org/1.pdf")
        + &entry(2, "NIPS 2023", "https://a.org/2.pdf");
    let found = venue_findings("", &entries);
    assert_eq!(
        found,
        [("venue-alias", "`NIPS` is `NeurIPS` since 2018".to_owned())]
    );
    let found = venue_findings("[[venue]]\nname = 'NIPS'", &entries);
    assert_eq!(
        found,
        [(
            "venue-alias",
            "`NeurIPS` is `NIPS` in docent.toml".to_owned()
        )]
    );
    let found = venue_findings("[[venue]]\nname = 'NIPS'\naliases = ['NeurIPS']", &entries);
    assert_eq!(found, []);
    // The address is still that of the venue.
    let link = "https://papers.nips.cc/paper_files/paper/2022/hash/0123456789abcdef0123456789abcdef-Abstract-Conference.html";
    let found = venue_findings("[[venue]]\nname = 'NIPS'", &entry(1, "NIPS 2022", link));
    assert_eq!(found, []);
}

#[test]
fn a_venue_of_the_lists_own_is_known() {
    let config = "[[venue]]\nname = 'SoLaR'\nmisspelt = ['SoLaRR']\nheld = '2023-2024'\nwindow = '2020-2024'\n\
        [rules]\nunknown-venue.all = true\n";
    let entries = ["SoLaR 2023", "SoLaRR 2024", "SoLaR 2021"];
    let entries: String = (1..)
        .zip(entries)
        .map(|(n, venue)| entry(n, venue, &format!("https://a.org/{n}.pdf")))
        .collect();
    let found = venue_findings(config, &entries);
    let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules, ["venue-alias", "venue-not-held"], "{found:?}");
    assert!(
        found[0].1.contains("`SoLaRR`") && found[0].1.contains("`SoLaR`"),
        "{found:?}"
    );
    assert!(found[1].1.contains("2021"), "{found:?}");
}

#[test]
fn years_of_preprints_are_no_years_of_venues() {
    let link = "https://aclanthology.org/2023.acl-long.12/";
    let entries = entry(1, "ACL 2022", link) + &entry(2, "ICCV 2022", "https://a.org/2.pdf");
    let rules = |config: &str| -> Vec<&str> {
        venue_findings(config, &entries)
            .iter()
            .map(|(rule, _)| *rule)
            .collect()
    };
    for config in ["", "[entry]\nyear = 'venue'"] {
        assert_eq!(
            rules(config),
            ["year-contradicts-link", "venue-not-held"],
            "{config}"
        );
    }
    assert_eq!(rules("[entry]\nyear = 'preprint'"), [""; 0]);
}

#[test]
fn a_name_is_fit_to_be_written_into_a_list() {
    let told = |name: &str| {
        let text = format!("[[venue]]\nname = {name}");
        load(&text).err().map(|error| error.to_string())
    };
    for name in [
        "'<!-- N'",
        "'N|M'",
        "'[x](y)'",
        "'**N'",
        "'`N'",
        r#""A\nB""#,
        r#""a\u0000b""#,
        r#""N\u202eX""#,
    ] {
        let said = told(name).unwrap_or_default();
        assert!(said.contains("sign of Markdown"), "{name}: {said}");
    }
    let said = told("'NIPS 2024'").unwrap_or_default();
    assert!(said.contains("holds a year"), "{said}");
    for name in ["'S&P'", "'Onward!'", "'IEEE/ACM CGO'", "'L@S'", "'会议'"] {
        assert_eq!(told(name), None, "{name}");
    }
}
