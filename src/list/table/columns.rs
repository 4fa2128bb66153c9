//! Which column of a table holds what: by its header, else by what its cells read like.

use super::super::flat::Flat;
use super::super::{Mark, title};
use super::{cells, rows};
use crate::markdown::{BlockId, BlockKind, Document};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Name,
    Authors,
    Org,
    Venue,
    /// "Conference/Affiliation": whichever a cell holds.
    VenueOrOrg,
    Date,
    Description,
    Other,
}

/// The columns of a table.
pub(in crate::list) struct Columns {
    pub(super) roles: Vec<Role>,
    /// The header row, so that it is not read as an entry.
    pub(in crate::list) header: Option<BlockId>,
}

/// Header words by role; the first role that has one of a header's words gets the column.
const WORDS: &[(Role, &[&str])] = &[
    (
        Role::Title,
        &[
            "title",
            "paper",
            "papers",
            "标题",
            "论文",
            "题目",
            "paper title",
            "book",
            "course",
        ],
    ),
    (Role::Authors, &["author", "authors", "作者"]),
    (
        Role::Org,
        &[
            "affiliation",
            "affiliations",
            "institution",
            "institute",
            "organization",
            "organisation",
            "org",
            "team",
            "company",
            "机构",
            "单位",
            "from",
        ],
    ),
    (
        Role::Venue,
        &[
            "venue",
            "conference",
            "publication",
            "journal",
            "pub",
            "published",
            "publisher",
            "booktitle",
            "会议",
            "期刊",
            "出版",
            "conferences",
            "venues",
            "journals",
        ],
    ),
    (
        Role::Date,
        &[
            "date", "year", "years", "time", "month", "released", "release", "日期", "时间",
            "年份", "年",
        ],
    ),
    (
        Role::Name,
        &[
            "name",
            "model",
            "method",
            "abbreviation",
            "keywords",
            "keyword",
            "benchmark",
            "dataset",
            "acronym",
            "algorithm",
            "system",
            "project",
            "名称",
            "模型",
            "tool",
            "api",
            "library",
        ],
    ),
    (
        Role::Description,
        &[
            "description",
            "introduction",
            "intro",
            "summary",
            "comment",
            "comments",
            "note",
            "notes",
            "abstract",
            "highlight",
            "highlights",
            "简介",
            "描述",
            "介绍",
            "说明",
            "ability",
            "brief",
        ],
    ),
];

fn role_of(header: &str) -> Role {
    let lower = header.trim().to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let names = |wanted: Role| {
        WORDS
            .iter()
            .filter(move |(role, _)| *role == wanted)
            .flat_map(|(_, names)| names.iter())
    };
    if [Role::Venue, Role::Org]
        .into_iter()
        .all(|role| names(role).any(|name| words.contains(name)))
    {
        return Role::VenueOrOrg;
    }
    for (role, names) in WORDS {
        // "Target Model" is not what the entry is called.
        if *role == Role::Name && words.len() > 1 && words.last() != Some(&"name") {
            continue;
        }
        if words.iter().any(|word| names.contains(word)) || names.contains(&lower.as_str()) {
            return *role;
        }
    }
    Role::Other
}

/// Reads the header of a table; `None` when the table holds no entries.
pub(in crate::list) fn columns(document: &Document<'_>, table: BlockId) -> Option<Columns> {
    let rows = rows(document, table);
    let first = *rows.first()?;
    let texts: Vec<String> = cells(document, first)
        .into_iter()
        .map(|cell| Document::plain(document.inlines(cell)))
        .collect();
    let mut roles: Vec<Role> = texts.iter().map(|text| role_of(text)).collect();
    let is_markdown_header = document.block(first).kind == BlockKind::Row(true);
    let says_roles = roles.iter().any(|role| *role != Role::Other)
        && texts
            .iter()
            .all(|text| text.split_whitespace().count() <= 4);
    let header = (is_markdown_header || says_roles).then_some(first);
    if !says_roles {
        roles = vec![Role::Other; roles.len()];
    }
    let body: Vec<BlockId> = rows
        .into_iter()
        .filter(|row| Some(*row) != header)
        .collect();
    let linked = body
        .iter()
        .filter(|&&row| has_way_out(document, row))
        .count();
    if body.is_empty() {
        return None;
    }
    let titled = roles.contains(&Role::Title);
    // Without a title column it is where texts read like titles, else a name is what an entry has.
    if !titled {
        let name = roles.iter().position(|role| *role == Role::Name);
        let column = title_column(document, &body, roles.len(), name)?;
        roles[column] = Role::Title;
    }
    if header.is_none() && body.iter().all(|&row| is_of_pictures(document, row)) {
        return None;
    }
    // A second column of the same kind is something else.
    let mut seen = Vec::new();
    for role in &mut roles {
        if *role == Role::Other {
            continue;
        }
        if seen.contains(role) && *role != Role::Date {
            *role = Role::Other;
        } else {
            seen.push(*role);
        }
    }
    // A table of titles with venues or authors needs no link to be one of papers.
    let of_papers = titled && (roles.contains(&Role::Venue) || roles.contains(&Role::Authors));
    (of_papers || linked * 2 >= body.len()).then_some(Columns { roles, header })
}

/// Whether a row says something in one cell, unlinked, and shows pictures in the rest: the badges of
/// the page itself.
fn is_of_pictures(document: &Document<'_>, row: BlockId) -> bool {
    let mut said = cells(document, row)
        .into_iter()
        .map(|cell| Flat::of(document, &[cell]))
        .filter(|flat| flat.text.chars().any(char::is_alphanumeric));
    said.next().is_none_or(|flat| flat.links.is_empty()) && said.next().is_none()
}

fn has_way_out(document: &Document<'_>, row: BlockId) -> bool {
    let flat = Flat::of(document, &cells(document, row));
    flat.links_out().next().is_some() || flat.links.iter().any(|link| link.target.value.is_empty())
}

/// The column whose cells read most like titles; else the column of names, else the first with words.
fn title_column(
    document: &Document<'_>,
    body: &[BlockId],
    width: usize,
    name: Option<usize>,
) -> Option<usize> {
    /// From here on a cell reads like a title, and not like a name or a label.
    const LIKE_A_TITLE: i32 = 6;
    let sample: Vec<Vec<BlockId>> = body
        .iter()
        .take(40)
        .map(|&row| cells(document, row))
        .collect();
    let mut votes = vec![(0usize, 0i32); width.max(1)];
    for row in &sample {
        for (&cell, vote) in row.iter().zip(&mut votes) {
            let flat = Flat::of(document, &[cell]);
            let best = title::offers(&flat)
                .into_iter()
                .filter(|offer| offer.mark != Mark::Plain || !flat.links.is_empty())
                .map(|offer| offer.score)
                .max()
                .unwrap_or(0);
            if best >= LIKE_A_TITLE {
                vote.0 += 1;
                vote.1 += best;
            }
        }
    }
    let titles = (0..votes.len())
        .filter(|&column| votes[column].0 * 2 >= sample.len())
        .max_by_key(|&column| votes[column].1);
    let linked_name = || {
        (0..width).find(|&column| {
            sample
                .iter()
                .filter(|row| {
                    row.get(column).is_some_and(|&cell| {
                        title::offers(&Flat::of(document, &[cell]))
                            .iter()
                            .any(|offer| offer.mark == Mark::Link && offer.score >= 4)
                    })
                })
                .count()
                * 2
                >= sample.len()
        })
    };
    let with_words = || {
        sample.first()?.iter().position(|&cell| {
            let flat = Flat::of(document, &[cell]);
            flat.links.is_empty() && flat.text.chars().any(char::is_alphabetic)
        })
    };
    titles.or(name).or_else(linked_name).or_else(with_words)
}
