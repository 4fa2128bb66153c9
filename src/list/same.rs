//! Which entries are the same paper, and where copies stand.
//!
//! Papers are told by what their entries share: the id of the paper linked, an exact title key, or the
//! very address of the title. Nothing compares all with all: entries meet in the buckets of what
//! they share, and a bucket holds one entry of each paper in it.

use super::conventions::address::leads_to_paper;
use super::{Entry, Field, Form, List, SectionId};
use crate::markdown::{BlockId, BlockKind, Document, InlineKind};
use crate::paper::{Address, PaperId, TitleKey};
use std::collections::HashMap;
use std::hash::Hash;

/// Different papers that share something are this many at most; more say nothing of one another.
const MOST_IN_BUCKET: usize = 8;

/// Two titles of one paper id are spellings of one title from this similarity on; below it one of
/// the two links is likely wrong.
const SAME_TITLE: f64 = 0.75;

/// Which entries are copies of one another, and where each stands.
#[derive(Clone, Debug)]
pub struct Copies {
    /// As [`papers`] finds them.
    pub papers: Vec<Vec<usize>>,
    /// As [`places`] finds them.
    pub places: Vec<Place>,
}

impl Copies {
    /// Those of `list`.
    pub fn of(list: &List<'_>) -> Self {
        Self {
            papers: papers(list),
            places: places(list),
        }
    }
}

/// The list's papers in the order of their first copies, each as the indices of its copies into
/// [`List::entries`]. Entries without a title are none of them.
pub fn papers(list: &List<'_>) -> Vec<Vec<usize>> {
    let works: Vec<Work<'_>> = list
        .entries
        .iter()
        .map(|entry| Work::of(list, entry))
        .collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_id: Buckets<&PaperId> = Buckets::default();
    let mut by_title: Buckets<&TitleKey> = Buckets::default();
    for (index, work) in works.iter().enumerate() {
        if work.key.is_empty() {
            continue;
        }
        let shares_id = work.ids.iter().flat_map(|&id| by_id.get(id));
        let group = shares_id
            .copied()
            .find(|&group| works[groups[group][0]].is_spelled_alike(work))
            .or_else(|| {
                let mut shares_title = by_title.get(&work.key).iter().copied();
                shares_title.find(|&group| works[groups[group][0]].is_named_alike(work))
            });
        let group = group.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(index);
        for &id in &work.ids {
            by_id.add(id, group);
        }
        by_title.add(&work.key, group);
    }
    groups
}

/// What tells a paper from another, of one entry.
struct Work<'l> {
    key: TitleKey,
    ids: Vec<&'l PaperId>,
    /// The title's own address.
    address: Option<&'l str>,
    /// The authors as written.
    authors: Option<&'l str>,
    year: Option<u16>,
    /// What the entry calls itself beside the title: copies of one paper have one name.
    name: TitleKey,
    /// Whether the title has words enough to be the title of one work only.
    telling: bool,
}

/// From this many words on a title is unlikely to be given twice; an ideograph is half a word.
const TELLING_WORDS: usize = 5;

/// Whether two works are told apart by title alone.
fn is_telling(title: &str) -> bool {
    let is_ideograph = |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    let words = title.split_whitespace().count();
    words + title.chars().filter(is_ideograph).count() / 2 >= TELLING_WORDS
}

impl<'l> Work<'l> {
    fn of(list: &List<'_>, entry: &'l Entry) -> Self {
        let about = entry.description.as_ref().map(|field| field.outer);
        let of_paper = entry.links.iter().filter(|link| {
            let in_description = about.is_some_and(|about| about.contains(link.span));
            link.is_title || (leads_to_paper(link) && !in_description)
        });
        let mut ids: Vec<&PaperId> = of_paper
            .filter_map(|link| link.paper.as_ref())
            .map(|paper| &paper.id)
            .collect();
        ids.sort();
        ids.dedup();
        let title_link = entry.links.iter().find(|link| link.is_title);
        Self {
            key: TitleKey::of(entry.shown_title().unwrap_or_default()),
            ids,
            address: title_link.map(|link| link.target.value.as_str()),
            authors: entry.authors.as_ref().map(|field| field.text.as_str()),
            year: entry.year.as_ref().map(|year| year.value),
            name: name(list, entry),
            telling: entry.shown_title().is_some_and(is_telling),
        }
    }

    /// For two entries with one paper id: whether their titles are spellings of one.
    fn is_spelled_alike(&self, other: &Self) -> bool {
        let (a, b) = (self.key.as_str(), other.key.as_str());
        if self.has_other_name(other) {
            return false;
        }
        if a == b {
            return true;
        }
        // A part, a version or a year makes another work, whatever else is alike.
        if numbers(a) != numbers(b) {
            return false;
        }
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        (!short.is_empty() && long.starts_with(short))
            || strsim::normalized_levenshtein(a, b) >= SAME_TITLE
    }

    /// For two entries with one title key: whether it is one work, and not two of one name.
    fn is_named_alike(&self, other: &Self) -> bool {
        let folded = |work: &Self| work.address.and_then(folded);
        let address = folded(self);
        let same_address = address.is_some() && address == folded(other);
        let authors = self.share_authors(other);
        if self.has_other_id(other)
            || self.has_other_name(other)
            || (authors == Some(false) && !same_address)
        {
            return false;
        }
        let same_year = self.year.is_some() && self.year == other.year;
        let strong = !self.key.is_weak() && (self.telling || same_year);
        strong || same_address || authors == Some(true)
    }

    fn has_other_name(&self, other: &Self) -> bool {
        differ(&self.name, &other.name)
    }

    /// Whether the two have ids of one scheme and share none of them.
    fn has_other_id(&self, other: &Self) -> bool {
        let same_scheme = |id: &&PaperId| other.ids.iter().any(|o| o.scheme() == id.scheme());
        let shared = self.ids.iter().any(|id| other.ids.contains(id));
        !shared && self.ids.iter().any(same_scheme)
    }

    /// Whether a word of the authors stands in both; `None` where one names no authors.
    fn share_authors(&self, other: &Self) -> Option<bool> {
        let own: Vec<String> = surnames(self.authors?).collect();
        let known = !own.is_empty();
        let mut others = surnames(other.authors?).peekable();
        (known && others.peek().is_some()).then(|| others.any(|word| own.contains(&word)))
    }
}

/// The words of a list of authors that may be names, in lower case.
fn surnames(authors: &str) -> impl Iterator<Item = String> {
    let words = authors.split(|c: char| !c.is_alphabetic());
    words
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() > 1)
        .filter(|word| !matches!(word.as_str(), "et" | "al" | "and"))
}

/// What an entry calls itself: its name, or what its row begins with, where that is neither title
/// nor venue. Rows of one paper may be of two data sets.
pub fn name(list: &List<'_>, entry: &Entry) -> TitleKey {
    if let Some(name) = &entry.name {
        return TitleKey::of(&name.text);
    }
    let document = &list.document;
    let first = document
        .children(entry.block)
        .next()
        .filter(|_| entry.form == Form::Row);
    let fields = [&entry.title, &entry.venue, &entry.authors, &entry.date];
    let Some(cell) = first.filter(|&cell| {
        let within = document.block(cell).span;
        let inside = |field: &&Option<Field>| {
            field
                .as_ref()
                .is_some_and(|field| within.contains(field.span))
        };
        !fields.iter().any(inside)
    }) else {
        return TitleKey::of("");
    };
    let text = Document::plain(document.inlines(cell));
    let says_nothing = !text.chars().any(char::is_alphabetic);
    TitleKey::of(if says_nothing { "" } else { &text })
}

/// How the addresses of two copies stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// They lead to one paper, or say nothing of it.
    Agree,
    /// They lead to different papers as far as they tell: a preprint and its publication, or a wrong
    /// title or address.
    Papers,
    /// Neither leads to a paper, and they are not the same: perhaps two things of one name.
    Pages,
}

/// How the addresses of `a` and `b`, two copies, stand to one another.
pub fn addresses(list: &List<'_>, a: &Entry, b: &Entry) -> Addresses {
    let (a, b) = (Work::of(list, a), Work::of(list, b));
    if a.ids.iter().any(|id| b.ids.contains(id)) {
        return Addresses::Agree;
    }
    if !a.ids.is_empty() || !b.ids.is_empty() {
        return Addresses::Papers;
    }
    let is_page = |work: &Work<'_>| work.authors.is_none() && work.year.is_none();
    let pages = is_page(&a) && is_page(&b);
    match (a.address.and_then(folded), b.address.and_then(folded)) {
        (Some(a), Some(b)) if pages && a != b => Addresses::Pages,
        _ => Addresses::Agree,
    }
}

/// Whether both names are given, and not the same.
pub fn differ(a: &TitleKey, b: &TitleKey) -> bool {
    !a.is_empty() && !b.is_empty() && a != b
}

/// The numbers in `key`, in order.
fn numbers(key: &str) -> Vec<&str> {
    key.split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .collect()
}

/// `url` without scheme, `www.` and a closing slash.
fn folded(url: &str) -> Option<String> {
    let address = Address::parse(url)?;
    let (_, rest) = url
        .split_once(address.path())
        .filter(|_| !address.path().is_empty())?;
    let path = address.path().trim_end_matches('/');
    (!path.is_empty()).then(|| format!("{}{path}{rest}", address.site()))
}

/// For each key the papers that have it.
struct Buckets<K>(HashMap<K, Vec<usize>>);

impl<K> Default for Buckets<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Copy + Eq + Hash> Buckets<K> {
    fn get(&self, key: K) -> &[usize] {
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, key: K, group: usize) {
        let bucket = self.0.entry(key).or_default();
        if bucket.len() < MOST_IN_BUCKET && !bucket.contains(&group) {
            bucket.push(group);
        }
    }
}

/// Where in the list an entry stands, as a reader sees it: the section, and what heads its part of
/// the section without being a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The section.
    pub section: SectionId,
    /// The nearest line before it that heads what follows: `**Surveys**`, `Datasets:`, a quote,
    /// `<summary>`, the row that a cell over several rows begins in.
    pub line: Option<BlockId>,
    /// The item around it, where that is no entry.
    pub item: Option<BlockId>,
    /// The table it is a row of.
    pub table: Option<BlockId>,
}

/// The place of every entry.
pub fn places(list: &List<'_>) -> Vec<Place> {
    let document = &list.document;
    let entry_blocks: HashMap<BlockId, usize> = list
        .entries
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.block, index))
        .collect();
    let mut places: Vec<Place> = list
        .entries
        .iter()
        .map(|entry| Place {
            section: entry.section,
            line: None,
            item: None,
            table: None,
        })
        .collect();
    let mut line = None;
    let mut covered = 0;
    for (id, block) in document.blocks() {
        // A cell over several rows heads them, as in `<td rowspan=4>Fairness</td>`.
        if matches!(block.kind, BlockKind::Row(_))
            && list.source.slice(block.span).contains("rowspan")
        {
            line = Some(id);
        }
        if let Some(&index) = entry_blocks.get(&id) {
            let place = &mut places[index];
            place.line = line;
            (place.item, place.table) = around(document, id, &entry_blocks);
            covered = covered.max(list.entries[index].span.end);
            continue;
        }
        match block.kind {
            BlockKind::Heading(_) => line = None,
            BlockKind::Summary => line = Some(id),
            // What is quoted between entries heads or parts them.
            BlockKind::Quote if block.span.start >= covered => line = Some(id),
            BlockKind::Paragraph if block.span.start >= covered && heads(document, id) => {
                line = Some(id);
            }
            _ => {}
        }
    }
    places
}

/// The nearest item around `id` that is no entry, and the table around it.
fn around(
    document: &Document<'_>,
    id: BlockId,
    entries: &HashMap<BlockId, usize>,
) -> (Option<BlockId>, Option<BlockId>) {
    let (mut item, mut table) = (None, None);
    let mut next = document.block(id).parent;
    while let Some(parent) = next {
        let block = document.block(parent);
        match block.kind {
            BlockKind::Item(_) if item.is_none() && !entries.contains_key(&parent) => {
                item = Some(parent);
            }
            BlockKind::Table if table.is_none() => table = Some(parent),
            _ => {}
        }
        next = block.parent;
    }
    (item, table)
}

/// Whether a paragraph heads what follows it: short, without links, bold throughout or with a colon
/// at its end.
fn heads(document: &Document<'_>, id: BlockId) -> bool {
    let mut inlines = document.inlines(id);
    let mut all_strong = true;
    while let Some(inline) = inlines.next() {
        match &inline.kind {
            InlineKind::Link(_) => return false,
            InlineKind::Strong => inlines.skip_inside(inline),
            InlineKind::Text(text) if !text.trim().is_empty() => all_strong = false,
            _ => {}
        }
    }
    let text = Document::plain(document.inlines(id));
    let is_short = (1..80).contains(&text.chars().count());
    is_short && (all_strong || text.ends_with([':', '：']))
}
