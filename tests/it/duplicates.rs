//! When two entries are one paper, and where copies stand.

use docent::list::{List, same};
use docent::text::Source;

/// The lines of the copies of each paper listed more than once; `true` where two stand in one place.
fn copies(text: &str) -> Vec<(Vec<usize>, bool)> {
    let source = Source::new("README.md", text);
    let list = List::read(&source);
    let places = same::places(&list);
    let groups = same::papers(&list).into_iter().filter(|g| g.len() > 1);
    groups
        .map(|group| {
            let line = |&index: &usize| source.line_of(list.entries[index].span.start);
            let together = group[1..]
                .iter()
                .any(|&index| places[index] == places[group[0]]);
            (group.iter().map(line).collect(), together)
        })
        .collect()
}

fn entry(title: &str, authors: &str, url: &str) -> String {
    format!(
        "- **{title}.** *{authors}* arXiv 2024. [[paper]({url})] [[code](https://github.com/a/b)]\n"
    )
}

#[test]
fn every_form_of_an_address_is_one_paper() {
    let title = "Self-Rewarding Language Models";
    let text = [
        entry(title, "Yuan et al.", "https://arxiv.org/abs/2401.10020"),
        entry(
            title,
            "Yuan et al.",
            "http://arxiv.org/pdf/2401.10020v2.pdf",
        ),
        entry(
            "Self-rewarding LMs",
            "Yuan et al.",
            "https://huggingface.co/papers/2401.10020",
        ),
    ]
    .concat();
    assert_eq!(
        copies(&text),
        [(vec![1, 2], true)],
        "the third has another title"
    );
}

#[test]
fn two_papers_of_one_name_stay_two() {
    let ids = [
        entry(
            "CriticBench: Critique and Correct Reasoning",
            "Lin et al.",
            "https://arxiv.org/abs/2402.14809",
        ),
        entry(
            "CriticBench: Critique and Correct Reasoning",
            "Lan et al.",
            "https://arxiv.org/abs/2402.13764",
        ),
    ];
    assert_eq!(copies(&ids.concat()), []);
    let authors = [
        entry(
            "Deep Learning of Many Kinds of Things",
            "Ada Roe",
            "https://example.org/1",
        ),
        entry(
            "Deep Learning of Many Kinds of Things",
            "Bob Poe",
            "https://example.org/2",
        ),
    ];
    assert_eq!(copies(&authors.concat()), []);
    let courses = "- [Linear Algebra](https://a.org/x) - A course by Ada Roe.\n\
                   - [Linear Algebra](https://b.org/y) - A book by Bob Poe.\n";
    assert_eq!(copies(courses), []);
}

#[test]
fn parts_that_share_a_link_are_not_copies() {
    let url = "https://arxiv.org/abs/2305.13673";
    let parts = [
        entry(
            "Physics of Language Models: Part 1, Structure",
            "Ada et al.",
            url,
        ),
        entry(
            "Physics of Language Models: Part 2, Structure",
            "Ada et al.",
            url,
        ),
    ];
    assert_eq!(copies(&parts.concat()), []);
}

#[test]
fn a_line_in_bold_parts_a_section() {
    let copy = entry(
        "Attention Is All You Need",
        "Vaswani et al.",
        "https://arxiv.org/abs/1706.03762",
    );
    let text = format!("# Papers\n\n**Vision**\n\n{copy}\n**Language**\n\n{copy}");
    assert_eq!(copies(&text), [(vec![5, 9], false)]);
    let text = format!("# Papers\n\n{copy}\nSome words in between.\n\n{copy}");
    assert_eq!(copies(&text), [(vec![3, 7], true)]);
}
