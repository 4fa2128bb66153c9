//! What the rules about titles and authors without their markup share.

use crate::diagnostic::{Edit, Fix};
use crate::list::conventions::format::local::Places;
use crate::list::conventions::format::stop::{self, Part};
use crate::list::conventions::format::wrap;
use crate::list::{Entry, Field, Mark};
use crate::rule::{Context, Sink};
use crate::text::Span;

/// Reports the entries whose `part` ([`Part::Title`] or [`Part::Names`]) is not bold, or not
/// italic, where that of nearly all others is.
pub(super) fn check(cx: &Context<'_>, out: &mut Sink<'_>, part: Part, noun: &str) {
    let wraps = &cx.conventions.formats.wraps;
    let places = Places::of(cx.list);
    for entry in &cx.list.entries {
        let field = match part {
            Part::Title => entry.title.as_ref(),
            _ => entry.authors.as_ref(),
        };
        let Some(field) = field else { continue };
        let Some(standing) = wraps.habit(places.place(entry), part, entry.form) else {
            continue;
        };
        let usual = standing.habit.value;
        let Some((open, close)) = wraps.markup(part, usual) else {
            continue;
        };
        let Some(edits) = wrap_edits(cx, entry, field, part, usual, (open, close)) else {
            continue;
        };
        let (is, word) = match (part, usual) {
            (Part::Title, Mark::Strong) => ("is not", "bold"),
            (Part::Title, _) => ("is not", "italic"),
            (_, Mark::Strong) => ("are not", "bold"),
            _ => ("are not", "italic"),
        };
        let share = standing.share("entries");
        let message = format!("{noun} {is} {word}; in {share} {} {}", it(part), word);
        out.report(field.span, message)
            .entry(entry)
            .fix(Fix::safe(format!("make {} {word}", what(part)), edits));
    }
}

fn it(part: Part) -> &'static str {
    if part == Part::Title {
        "it is"
    } else {
        "they are"
    }
}

fn what(part: Part) -> &'static str {
    if part == Part::Title {
        "the title"
    } else {
        "the authors"
    }
}

/// The edits that put the markup around the field; `None` where it is set off in another way
/// (a link, quotation marks), or where the markup would not take.
fn wrap_edits(
    cx: &Context<'_>,
    entry: &Entry,
    field: &Field,
    part: Part,
    usual: Mark,
    (open, close): (&str, &str),
) -> Option<Vec<Edit>> {
    let text = cx.list.source.text();
    if field.mark != Mark::Plain {
        // Italic where the list writes bold, or the other way round: change what is there.
        let swaps = matches!(field.mark, Mark::Strong | Mark::Emphasis) && field.mark != usual;
        let (has_open, has_close) = wrap::markup_of(cx.list, field).filter(|_| swaps)?;
        let (start, end) = (field.outer.start as usize, field.outer.end as usize);
        return Some(vec![
            Edit::replace(Span::new(start, start + has_open.len()), open),
            Edit::replace(Span::new(end - has_close.len(), end), close),
        ]);
    }
    let inner = cx.slice(field.span);
    if inner.contains(['*', '_', '`', '<', '\n', '[', '\\']) || !is_sure(cx, entry, field, part) {
        return None;
    }
    let stops = &cx.conventions.formats.stops;
    let mut end = field.span.end as usize;
    let has_stop = text[end..].starts_with('.') && !text[end + 1..].starts_with('.');
    if has_stop && stops.inside(part, entry.form, usual) {
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
fn is_sure(cx: &Context<'_>, entry: &Entry, field: &Field, part: Part) -> bool {
    let text = cx.list.source.text();
    if part == Part::Title {
        let said = entry.authors.is_some() || entry.venue.is_some() || entry.year.is_some();
        let linked = entry.links.iter().any(|link| !link.is_title);
        let ends = stop::end(cx.list, entry, part).is_some_and(|end| end.stop);
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
    !between.chars().any(char::is_alphanumeric)
}
