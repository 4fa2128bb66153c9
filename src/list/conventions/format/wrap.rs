//! The markup around titles and authors.

use super::local::{Local, Place, Standing};
use super::stop::{self, Part, Stops};
use crate::diagnostic::Edit;
use crate::list::{Entry, Field, Form, List, Mark};
use crate::text::Span;
use std::collections::BTreeMap;

/// What opens and closes a mark, as Markdown and HTML write it.
const WRAPS: [(Mark, &str, &str); 8] = [
    (Mark::Strong, "**", "**"),
    (Mark::Strong, "__", "__"),
    (Mark::Strong, "<b>", "</b>"),
    (Mark::Strong, "<strong>", "</strong>"),
    (Mark::Emphasis, "*", "*"),
    (Mark::Emphasis, "_", "_"),
    (Mark::Emphasis, "<i>", "</i>"),
    (Mark::Emphasis, "<em>", "</em>"),
];

/// Habits of marking.
#[derive(Clone, Debug, Default)]
pub struct Wraps {
    marks: Local<(Part, Form), Mark>,
    /// How often each row of [`WRAPS`] was written.
    written: BTreeMap<(Part, usize), usize>,
}

impl Wraps {
    pub(super) fn see(&mut self, list: &List<'_>, place: Option<Place>, entry: &Entry) {
        if matches!(entry.form, Form::Row | Form::Heading) {
            return;
        }
        let parts = [(Part::Title, &entry.title), (Part::Names, &entry.authors)];
        for (part, field) in parts {
            let Some(field) = field else { continue };
            self.marks.add(place, (part, entry.form), field.mark);
            if let Some(wrap) = wrap_of(list, field) {
                *self.written.entry((part, wrap)).or_default() += 1;
            }
        }
    }

    /// How many parts of this kind are set off by `mark`, and of how many.
    pub(super) fn count(&self, part: Part, mark: Mark) -> (usize, usize) {
        let tallies = self.marks.all().filter(|((other, _), _)| *other == part);
        tallies.fold((0, 0), |(marked, all), (_, tally)| {
            (marked + tally.count(&mark), all + tally.total())
        })
    }

    /// How nearly all entries there set `part` off ([`Part::Title`] or [`Part::Names`]), if they
    /// make it bold or italic.
    pub fn habit(&self, place: Option<Place>, part: Part, form: Form) -> Option<Standing<Mark>> {
        self.marks
            .habit(place, &(part, form))
            .filter(|s| matches!(s.habit.value, Mark::Strong | Mark::Emphasis))
    }

    /// Declares what is around `part` of an entry of `form`: the text before it and after it. Quotes
    /// and links are no markup of this kind: nothing is declared by them.
    pub(super) fn declare(&mut self, part: Part, form: Form, before: &str, after: &str) {
        let after = after.trim_start_matches('.');
        let row = WRAPS
            .iter()
            .position(|(_, open, close)| before.ends_with(open) && after.starts_with(close));
        if let Some(row) = row {
            self.marks.declare((part, form), WRAPS[row].0);
            // More often than anything that was written.
            self.written.insert((part, row), usize::MAX);
        } else if !before.ends_with(['[', '"', '“', '`', '>', '*', '_']) {
            self.marks.declare((part, form), Mark::Plain);
        }
    }

    /// How the list most often writes `mark` around `part`: what opens and what closes.
    pub fn markup(&self, part: Part, mark: Mark) -> Option<(&'static str, &'static str)> {
        let written = |row: &usize| self.written.get(&(part, *row)).copied();
        let row = (0..WRAPS.len())
            .filter(|row| WRAPS[*row].0 == mark && written(row).is_some())
            .max_by_key(written)?;
        Some((WRAPS[row].1, WRAPS[row].2))
    }
}

/// The markup that `field` stands in, exactly: what opens and what closes.
pub fn markup_of(list: &List<'_>, field: &Field) -> Option<(&'static str, &'static str)> {
    wrap_of(list, field).map(|row| (WRAPS[row].1, WRAPS[row].2))
}

fn wrap_of(list: &List<'_>, field: &Field) -> Option<usize> {
    let text = list.source.slice(field.outer);
    WRAPS.iter().position(|(mark, open, close)| {
        *mark == field.mark
            && text.len() > open.len() + close.len()
            && text.starts_with(open)
            && text.ends_with(close)
            && !text[open.len()..].starts_with(['*', '_'])
    })
}

/// The edits that put the markup around the field; `None` where it is set off in another way
/// (a link, quotation marks), or where the markup would not take.
pub fn wrap_edits(
    list: &List<'_>,
    entry: &Entry,
    field: &Field,
    part: Part,
    (usual, open, close): (Mark, &str, &str),
    stops: &Stops,
) -> Option<Vec<Edit>> {
    let text = list.source.text();
    if field.mark != Mark::Plain {
        // Italic where the list writes bold, or the other way round: change what is there.
        let swaps = matches!(field.mark, Mark::Strong | Mark::Emphasis) && field.mark != usual;
        let (has_open, has_close) = markup_of(list, field).filter(|_| swaps)?;
        let (start, end) = (field.outer.start as usize, field.outer.end as usize);
        // A star beside it or in it was meant as markup: the marks are not paired as they were meant.
        let starred = text[..start].ends_with(['*', '_'])
            || text[end..].starts_with(['*', '_'])
            || list.source.slice(field.span).contains(['*', '\\']);
        if starred {
            return None;
        }
        return Some(vec![
            Edit::replace(Span::new(start, start + has_open.len()), open),
            Edit::replace(Span::new(end - has_close.len(), end), close),
        ]);
    }
    let inner = list.source.slice(field.span);
    if inner.contains(['*', '_', '`', '<', '\n', '[', '\\']) || !is_sure(list, entry, field, part) {
        return None;
    }
    let mut end = field.span.end as usize;
    let stop_part = match part {
        Part::Title => Part::Title,
        _ => stop::authors_part(field),
    };
    let has_stop = text[end..].starts_with('.') && !text[end + 1..].starts_with('.');
    if has_stop && stops.inside(stop_part, entry.form, usual) {
        end += 1;
    }
    let start = field.span.start as usize;
    let opens = text[..start]
        .chars()
        .next_back()
        .is_none_or(char::is_whitespace);
    let closes = text[end..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':'));
    (opens && closes).then(|| {
        vec![
            Edit::insert(field.span.start, open),
            Edit::insert(end as u32, close),
        ]
    })
}

/// Whether plain text surely is what it was read as: a title that other fields follow, authors that
/// follow the title or begin a line.
fn is_sure(list: &List<'_>, entry: &Entry, field: &Field, part: Part) -> bool {
    let text = list.source.text();
    if part == Part::Title {
        let said = entry.authors.is_some() || entry.venue.is_some() || entry.year.is_some();
        let linked = entry.links.iter().any(|link| !link.is_title);
        let ends = stop::end(list, entry, part).is_some_and(|end| end.stop);
        return said && linked && ends && field.text.split_whitespace().count() > 2;
    }
    let Some(title) = entry
        .title
        .as_ref()
        .filter(|t| t.outer.end <= field.span.start)
    else {
        return false;
    };
    let between = &text[title.outer.end as usize..field.span.start as usize];
    // A dash or colon begins a description; with a year in it, it is more than names.
    !field.text.contains(|c: char| c.is_ascii_digit())
        && !between.contains(|c: char| c.is_alphanumeric() || "-–—:|(".contains(c))
}
