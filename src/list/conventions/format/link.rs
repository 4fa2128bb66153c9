//! The links of an entry: the blank between two, the words they are labelled with.

use crate::data::label;
use crate::list::{Entry, Link, List};
use crate::text::Span;

/// What stands between two links of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    Nothing,
    /// A blank.
    Blank,
    /// Something else: a comma, a bar.
    Other,
}

impl Gap {
    /// What the text between two links is; `None` where it parts them: a new line, words.
    pub fn of(text: &str) -> Option<Self> {
        match text {
            "" => Some(Self::Nothing),
            text if text.contains(['\n', '\r']) => None,
            text if text.trim().is_empty() => Some(Self::Blank),
            text if text.chars().any(char::is_alphanumeric) => None,
            _ => Some(Self::Other),
        }
    }
}

/// Two links that follow one another, what is between them, and where.
pub struct Pair<'e> {
    /// The first.
    pub first: &'e Link,
    /// The second.
    pub second: &'e Link,
    /// What is between them.
    pub gap: Gap,
    /// Where that stands.
    pub span: Span,
}

/// The pairs of labelled links of `entry`.
pub fn pairs<'e>(list: &List<'_>, entry: &'e Entry) -> Vec<Pair<'e>> {
    let pairs = entry.links.windows(2).filter_map(|pair| {
        let (first, second) = (&pair[0], &pair[1]);
        if !is_labelled(list, first) || !is_labelled(list, second) {
            return None;
        }
        let (start, end) = (first.outer.end, second.outer.start);
        if start > end {
            return None;
        }
        let span = Span { start, end };
        let gap = Gap::of(list.source.slice(span))?;
        Some(Pair {
            first,
            second,
            gap,
            span,
        })
    });
    pairs.collect()
}

/// A Markdown link with a text of its own that is not the title.
fn is_labelled(list: &List<'_>, link: &Link) -> bool {
    let text = list.source.slice(link.span);
    !link.is_title
        && !link.bare
        && !link.label.value.is_empty()
        && text.starts_with('[')
        && !text.starts_with("[!")
        && !text.starts_with("[<")
}

/// The label of `link` where it is a word that says what kind of thing is linked, and where that
/// word stands. `None` for titles, and for labels that name a thing: a venue, a repository.
pub fn word<'s>(list: &List<'s>, link: &Link) -> Option<(&'s str, Span)> {
    label_text(list, link).filter(|(word, _)| label::kind_of(word).is_some())
}

/// The label of `link` as written, without brackets around it.
pub fn label_text<'s>(list: &List<'s>, link: &Link) -> Option<(&'s str, Span)> {
    if !is_labelled(list, link) || link.target.span.start < link.span.start {
        return None;
    }
    let start = link.span.start as usize;
    let source = list.source.text();
    let before_target = &source[start..link.target.span.start as usize];
    let inner = before_target
        .trim_end_matches(['(', '<'])
        .strip_suffix(']')?;
    let lead = inner.len() - inner.trim_start_matches(['[', '\\', ' ']).len();
    let word = inner[lead..].trim_end_matches([']', '\\', ' ']);
    let span = Span::new(start + lead, start + lead + word.len());
    (word == link.label.value && word.chars().count() > 1).then_some((word, span))
}
