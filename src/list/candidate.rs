//! What may be an entry: items, paragraphs, rows and headings, judged by what they start with and
//! what they link to, and where that does not tell, by their neighbours.

mod metadata;
mod paragraph;

use super::flat::{Flat, RunKind};
use super::names::{self, Likeness};
use super::title::{self, Offer};
use super::{Mark, fields, venue};
use crate::markdown::{BlockId, BlockKind, Document, InlineKind};
use crate::paper::{PaperId, mend};
use metadata::key_of;
pub(super) use metadata::{is_keyed_list, metadata_after, strayed_lines};
pub(super) use paragraph::{is_lone_link, judge_paragraph};

/// Whether something is an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is.
    Yes,
    /// It is one if most of its neighbours are.
    Maybe,
    /// It is not.
    No,
}

/// Whether an address leads out of the page.
pub(super) fn leads_out(document: &Document<'_>, url: &str) -> bool {
    /// So many links to parts of one page are a table of contents with full addresses; a lone
    /// `https://github.com/owner/repo#install` leads to another page.
    const CONTENTS: usize = 3;
    // A relative address is another page of the list itself, if it is not `github.com/a/b`.
    let absolute = ["http://", "https://", "//", "ftp://", "www."];
    if !absolute.iter().any(|scheme| url.starts_with(scheme)) {
        return mend(url).is_some_and(|mended| leads_out(document, &mended.url));
    }
    let part = url
        .split_once('#')
        .filter(|(_, fragment)| *fragment != "readme");
    let Some((page, _)) = part else { return true };
    let path = page
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let is_readme = || {
        path.trim_end_matches('/').split('/').count() == 3
            || path.to_ascii_lowercase().ends_with("readme.md")
    };
    !path.starts_with("github.com/") || !is_readme() || document.links_to_parts_of(page) < CONTENTS
}

/// Whether the block starts with what looks like the title of an entry of its own.
pub(super) fn is_led_by_title(document: &Document<'_>, item: BlockId) -> bool {
    let own = own_blocks(document, item);
    let flat = Flat::of(document, &own);
    if key_of(&flat).is_some() {
        return false;
    }
    title::offers(&flat).iter().any(|offer| {
        let out = flat.links_out().next().is_some();
        match offer.mark {
            Mark::Link => offer.score >= 5 && out,
            Mark::Strong | Mark::Quoted => offer.score >= 6 && out,
            _ => false,
        }
    }) || is_plain_with_labels(&flat)
}

/// `Title [[paper](u)]`: a longer plain text, then links that are labels.
fn is_plain_with_labels(flat: &Flat) -> bool {
    let offers = title::offers(flat);
    let plain = offers
        .iter()
        .any(|offer| offer.mark == Mark::Plain && offer.score >= 6);
    let labels = flat.runs.iter().any(|run| match run.kind {
        RunKind::Link(index) => {
            let link = &flat.links[index];
            flat.is_bracketed(run)
                && !link.bare
                && title::is_label(&link.label.value)
                && flat.leads_out(index)
        }
        _ => false,
    });
    plain && labels
}

/// The blocks of an item that are not lists inside it.
pub(super) fn own_blocks(document: &Document<'_>, item: BlockId) -> Vec<BlockId> {
    document
        .children(item)
        .filter(|&child| !matches!(document.block(child).kind, BlockKind::List(_)))
        .collect()
}

/// What an item's nested lists are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nested {
    /// There are none.
    Nothing,
    /// What belongs to the item: authors, code, keywords.
    Metadata,
    /// Entries of their own.
    Entries,
}

pub(super) fn nested(document: &Document<'_>, item: BlockId) -> Nested {
    let mut any = false;
    let (mut led, mut all) = (0, 0);
    for child in document.children(item) {
        if !matches!(document.block(child).kind, BlockKind::List(_)) {
            continue;
        }
        any = true;
        for inner in document.children(child) {
            all += 1;
            let deeper = document
                .children(inner)
                .any(|block| matches!(document.block(block).kind, BlockKind::List(_)));
            led += usize::from(
                is_led_by_title(document, inner)
                    || (deeper
                        && key_of(&Flat::of(document, &own_blocks(document, inner))).is_none()),
            );
        }
    }
    match (any, led * 2 >= all.max(1)) {
        (false, _) => Nested::Nothing,
        (true, true) => Nested::Entries,
        (true, false) => Nested::Metadata,
    }
}

/// Judges an item by its own text and, where its nested items are metadata, theirs.
pub(super) fn judge_item(flat: &Flat, offer: Option<&Offer>, nested: Nested) -> Verdict {
    let Some(offer) = offer else {
        return Verdict::No;
    };
    let text = &flat.text[offer.at.clone()];
    let own_out = links_on(flat, false);
    let any_out = flat.links_out().next().is_some();
    let placeholders = flat
        .links
        .iter()
        .any(|link| link.target.value.is_empty() && title::is_label(&link.label.value));
    let title_words = text.split_whitespace().count();
    if nested == Nested::Entries && !own_out {
        return Verdict::No;
    }
    let only_anchors = !flat.links.is_empty() && !any_out && !placeholders;
    if only_anchors {
        return Verdict::No;
    }
    match offer.mark {
        Mark::Link => {
            let title = flat.span(offer.at.clone());
            let led_by_own = flat.links_out().any(|link| title.meets(link.span));
            // An item that begins with its link is one, whatever sentence follows.
            let prose = is_prose_around(flat, offer) && offer.lead != offer.taken.start;
            match (led_by_own, prose) {
                (true, false) => Verdict::Yes,
                (true, true) => Verdict::Maybe,
                (false, _) => Verdict::No,
            }
        }
        Mark::Strong | Mark::Quoted | Mark::Emphasis => {
            let fields = || has_fields(flat, offer);
            let linked = (own_out || placeholders)
                && (title_words >= 2 || fields())
                && !is_prose_around(flat, offer);
            let detailed = any_out && nested == Nested::Metadata;
            if linked || detailed || (title_words >= 2 && fields()) {
                Verdict::Yes
            } else if title_words >= 3 || any_out {
                Verdict::Maybe
            } else {
                Verdict::No
            }
        }
        _ => {
            let label_links = flat
                .links_out()
                .any(|link| title::is_label(&link.label.value));
            if nested == Nested::Metadata && any_out && !own_out {
                // `* Name：` with `* 地址：address` below it.
                return if keyed_links(flat) {
                    Verdict::Yes
                } else {
                    Verdict::Maybe
                };
            }
            if (label_links || placeholders)
                && (2..=45).contains(&title_words)
                && !is_prose_around(flat, offer)
            {
                Verdict::Yes
            } else if title_words >= 3
                && (own_out || has_fields(flat, offer) || title_words <= 30)
                && !text.ends_with([':', '：'])
            {
                Verdict::Maybe
            } else {
                Verdict::No
            }
        }
    }
}

fn links_on(flat: &Flat, nested: bool) -> bool {
    flat.runs.iter().any(|run| match run.kind {
        RunKind::Link(index) => {
            flat.lines[flat.line_at(run.at.start)].nested == nested && flat.leads_out(index)
        }
        _ => false,
    })
}

/// Whether a nested line is `key: address`.
fn keyed_links(flat: &Flat) -> bool {
    flat.runs.iter().any(|run| match run.kind {
        RunKind::Link(index) => {
            let line = &flat.lines[flat.line_at(run.at.start)];
            let before = flat.text[line.at.start..run.at.start.max(line.at.start)]
                .trim_end_matches([' ', '<', '[']);
            line.nested && flat.leads_out(index) && before.ends_with([':', '：'])
        }
        _ => false,
    })
}

/// Whether the words around the title make a sentence: "See [this page](u) for more."
fn is_prose_around(flat: &Flat, offer: &Offer) -> bool {
    let line = &flat.lines[flat.line_at(offer.taken.start)];
    let start = line.at.start.max(offer.lead.min(offer.taken.start));
    let before = flat.text[start..offer.taken.start.max(start)].trim();
    let after = &flat.text[offer.taken.end..line.at.end.max(offer.taken.end)];
    let spoken = |text: &str| {
        text.starts_with(' ') && text.trim_start().starts_with(|c: char| c.is_lowercase())
    };
    let first = after.split_whitespace().next().unwrap_or_default();
    let joins = ["in", "by", "et", "arxiv", "from", "with", "and", "for"].contains(
        &first
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_ascii_lowercase()
            .as_str(),
    );
    let words_before = before
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    let named = offer.name.is_some()
        || before.ends_with([':', '：', ']', ')', '）'])
        || names::likeness(before.trim_matches(|c: char| !c.is_alphanumeric())) == Likeness::Strong;
    let lead_prose = words_before >= 3
        && !named
        && venue::read(before).is_none_or(|phrase| phrase.sure != Likeness::Strong);
    (spoken(after) && !joins) || lead_prose
}

/// Whether authors, a venue or a year stand beside the title.
fn has_fields(flat: &Flat, offer: &Offer) -> bool {
    let parts = fields::read(flat, offer);
    parts.authors.is_some() || parts.venue.is_some() || parts.year.is_some()
}

/// Whether a quote holds a list of entries: most of what is quoted is a remark, and links in it lead
/// elsewhere.
pub(super) fn holds_entries(document: &Document<'_>, quote: BlockId) -> bool {
    const FEWEST: usize = 3;
    let items: Vec<BlockId> = document
        .descendants(quote)
        .filter(|(_, block)| matches!(block.kind, BlockKind::Item(_)))
        .map(|(id, _)| id)
        .collect();
    let entries = items.iter().filter(|&&item| {
        let flat = Flat::of(document, &own_blocks(document, item));
        let offers = title::offers(&flat);
        let best = offers.iter().max_by_key(|offer| offer.score);
        let mut links = flat.links.iter();
        let mut known = || links.any(|link| PaperId::of_url(&link.target.value).is_some());
        judge_item(&flat, best, Nested::Nothing) == Verdict::Yes
            && best.is_some_and(|offer| {
                flat.text[offer.at.clone()].split_whitespace().count() >= 3
                    && (known() || has_fields(&flat, offer))
            })
    });
    let entries = entries.count();
    entries >= FEWEST && entries * 2 > items.len()
}

/// Whether a heading is an entry: one link to a paper, and its details below.
pub(super) fn is_heading_entry(document: &Document<'_>, heading: BlockId) -> bool {
    let mut inlines = document.inlines(heading);
    let Some(first) = inlines.next() else {
        return false;
    };
    let InlineKind::Link(target) = &first.kind else {
        return false;
    };
    let label = Document::plain(document.inside(first));
    inlines.skip_inside(first);
    let only_link = inlines
        .all(|inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty()));
    let paper = PaperId::of_url(&target.url).is_some() || label.split_whitespace().count() >= 5;
    only_link
        && leads_out(document, &target.url)
        && paper
        && label.split_whitespace().count() >= 2
        && document.next_sibling(heading).is_some_and(|next| {
            matches!(
                document.block(next).kind,
                BlockKind::List(_) | BlockKind::Paragraph
            )
        })
}
