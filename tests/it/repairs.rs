//! What `docent fix` must leave alone, and that it leaves nothing for a second run.

use docent::check::settle;
use docent::config::{Config, Flags};
use docent::diagnostic::Safety;
use docent::facts::Facts;
use docent::list::Conventions;
use docent::text::Source;

/// Entries that agree on everything, so that every habit is there.
fn habits() -> String {
    let entry = |n| {
        format!(
            "- **Paper about thing {n}.** *Ada et al.* ACL 2024. [[paper](https://arxiv.org/abs/2401.1{n:04})]\n"
        )
    };
    "# L\n\n## S\n\n".to_owned() + &(0..20).map(entry).collect::<String>()
}

fn fix(text: &str, safety: Safety) -> String {
    let rules = Config::load(None, &Flags::default())
        .and_then(|config| config.rule_set())
        .expect("the defaults build");
    let settled = settle(
        Source::new("list.md", text),
        Conventions::infer,
        &rules,
        &Facts::default(),
        "list.md",
        safety,
    );
    settled.expect("settles").source.text().to_owned()
}

#[test]
fn titles_that_end_in_a_link_or_in_code_get_no_stop_into_it() {
    let titles = [
        "**See <https://x.org/a>**",
        "**Use `npm run`**",
        "**Title with <code>x</code>**",
        "**Title with [`x`](https://arxiv.org/abs/2401.00001)**",
        "**Title at https://x.org/a**",
        "**Title &hellip;**",
        "**The case of __init__**",
    ];
    for title in titles {
        let text = habits()
            + &format!(
                "- {title} *Bob et al.* ACL 2024. [[paper](https://arxiv.org/abs/2402.00001)]\n"
            );
        assert_eq!(fix(&text, Safety::Safe), text, "{title}");
    }
}

#[test]
fn a_star_too_few_is_no_other_mark() {
    for title in ["*Miss one star.**", "**Miss one star.*", "**Title\\*.**"] {
        let text = habits()
            + &format!(
                "- {title} *Bob et al.* ACL 2024. [[paper](https://arxiv.org/abs/2402.00001)]\n"
            );
        assert_eq!(fix(&text, Safety::Safe), text, "{title}");
    }
}

#[test]
fn many_copies_in_a_row_go_at_once() {
    let once = habits();
    let copies: String = once
        .lines()
        .skip(4)
        .map(|line| line.to_owned() + "\n")
        .collect();
    let text = once.clone() + &copies.repeat(20);
    assert_eq!(fix(&text, Safety::Suggested), once);
}

#[test]
fn a_second_run_finds_nothing_to_do() {
    let mut text = habits();
    text.truncate(text.lines().take(12).map(|line| line.len() + 1).sum());
    text += "- **Stars ** *Bob et al.* ACL 2024. [[paper](https://arxiv.org/abs/2402.00001)]\n";
    text += "- *Only italic title.* *Bob et al.* ACL 2024. [[paper](https://arxiv.org/abs/2402.00002)]\n";
    let once = fix(&text, Safety::Safe);
    assert_ne!(once, text);
    assert_eq!(fix(&once, Safety::Safe), once);
}

#[test]
fn a_row_under_a_cell_over_several_rows_stays() {
    let row = "<tr><td><a href=\"https://arxiv.org/abs/2401.00001\">A paper on being fair to all</a></td><td>ACL 2024</td></tr>\n";
    let first = row.replacen("<tr>", "<tr><td rowspan=2>Group</td>", 1);
    let text = format!(
        "# L\n\n<table>\n<tr><td>Topic</td><td>Title</td><td>Venue</td></tr>\n{first}{row}</table>\n"
    );
    assert_eq!(fix(&text, Safety::Suggested), text);
}

#[test]
fn a_blank_that_took_the_place_of_a_bracket_gives_it_back() {
    let text = habits()
        + "- **Another thing.** *Bob et al.* ACL 2024. [[paper](https://arxiv.org/abs/2402.00001)] [[code] (https://github.com/a/b)\n";
    assert_eq!(fix(&text, Safety::Safe), text);
    assert!(fix(&text, Safety::Suggested).ends_with("[[code]](https://github.com/a/b)\n"));
}

#[test]
fn a_misspelt_label_is_no_label_of_the_list_however_often_it_is_repeated() {
    let code = |n: usize, label: &str| {
        format!(
            "- **Paper on matter {n}.** *Ada et al.* ACL 2024. [[paper](https://arxiv.org/abs/2401.2{n:04})] [[{label}](https://github.com/a/b{n})]\n"
        )
    };
    let list = |right: usize, wrong: &str| {
        let right: String = (0..right).map(|n| code(n, "PyTorch")).collect();
        let wrong: String = (100..105).map(|n| code(n, wrong)).collect();
        format!("# L\n\n## S\n\n{right}{wrong}")
    };
    // By a label five times as frequent, and by the vocabulary alone.
    for right in [25, 0] {
        for wrong in ["PyTroch", "pytroch"] {
            let text = list(right, wrong);
            assert_eq!(fix(&text, Safety::Safe), text, "a person should look");
            assert_eq!(fix(&text, Safety::Suggested), list(right, "PyTorch"));
        }
    }
    // Nor does the misspelling make the right spelling odd.
    let few = list(1, "PyTroch");
    assert_eq!(fix(&few, Safety::Suggested), list(1, "PyTorch"));
    // A word that nothing knows stays.
    let other = list(25, "PyTorpedo");
    assert_eq!(fix(&other, Safety::Suggested), other);
}
