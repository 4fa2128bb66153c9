//! The full stop that closes a title, the authors, or a venue with its year.

use super::local::{Local, Place, Places, Standing};
use crate::list::{Entry, Field, Form, List, Mark};
use crate::paper::strip_suffix_any_case;
use std::collections::BTreeMap;

/// A part of an entry that may be closed by a full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The title.
    Title,
    /// Authors by name.
    Names,
    /// One word in the place of the authors: an organisation.
    Organisation,
    /// Authors that end in "et al".
    EtAl,
    /// The venue with the year after it.
    Venue,
}

/// Only what is written alike is compared: the part, the entry's form, how the part is set off, and
/// whether it ends its line.
type Shape = (Part, Form, Mark, bool);

/// The end of a part, as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    shape: Shape,
    /// Whether a full stop is there.
    pub stop: bool,
    /// Whether the stop stands before the closing markup; `None` where there is no markup.
    inside: Option<bool>,
    /// Where the part's text ends, in bytes.
    pub text_end: u32,
    /// Where its closing markup ends, in bytes.
    pub markup_end: u32,
}

/// A stop that is not there, and should be.
#[derive(Clone, Debug)]
pub struct Missing {
    /// Where the part's text ends, in bytes.
    pub text_end: u32,
    /// Where the list would put the stop.
    pub at: u32,
    /// The habit.
    pub standing: Standing<bool>,
}

/// Habits of closing.
#[derive(Clone, Debug, Default)]
pub struct Stops {
    stops: Local<Shape, bool>,
    /// How many stops stand outside of the markup and inside.
    places: BTreeMap<(Part, Form, Mark), (usize, usize)>,
}

impl Stops {
    pub(super) fn see(&mut self, list: &List<'_>, place: Option<Place>, entry: &Entry) {
        for end in ends(list, entry).into_iter().flatten() {
            self.stops.add(place, end.shape, end.stop);
            let (part, form, mark, _) = end.shape;
            if let Some(inside) = end.inside.filter(|_| end.stop) {
                let counts = self.places.entry((part, form, mark)).or_default();
                if inside {
                    counts.1 += 1;
                } else {
                    counts.0 += 1;
                }
            }
        }
    }

    /// Declares whether `part` of an entry of `form` is closed by a stop, and whether that stands
    /// before the closing markup.
    pub(super) fn declare(&mut self, part: Part, form: Form, stop: bool, inside: bool) {
        for mark in Mark::ALL {
            for closes_line in [false, true] {
                self.stops.declare((part, form, mark, closes_line), stop);
            }
            if stop {
                let counts = if inside { (0, 1) } else { (1, 0) };
                self.places.insert((part, form, mark), counts);
            }
        }
    }

    /// How many parts of this kind have a stop, and of how many.
    pub(super) fn count(&self, part: Part) -> (usize, usize) {
        let tallies = self.stops.all().filter(|(shape, _)| shape.0 == part);
        tallies.fold((0, 0), |(stops, all), (_, tally)| {
            (stops + tally.count(&true), all + tally.total())
        })
    }

    /// Whether the list puts the stop before the markup that closes such a part; where nothing is
    /// known it does.
    pub fn inside(&self, part: Part, form: Form, mark: Mark) -> bool {
        let counts = self.places.get(&(part, form, mark));
        counts.is_none_or(|(outside, inside)| inside >= outside)
    }

    /// What entries there do at the end of such a part.
    pub fn habit(&self, places: &Places, entry: &Entry, end: &End) -> Option<Standing<bool>> {
        self.stops.habit(places.place(entry), &end.shape)
    }

    /// The stop that `entry` lacks at the end of `part`, where nearly all others have one.
    pub fn missing(
        &self,
        list: &List<'_>,
        places: &Places,
        entry: &Entry,
        part: Part,
    ) -> Option<Missing> {
        let end = end(list, entry, part).filter(|end| !end.stop)?;
        // A comma or the like stands there.
        let rest = skip_blanks(text_from(list, end.markup_end));
        if rest.starts_with([',', ';', '|']) {
            return None;
        }
        let standing = self.habit(places, entry, &end).filter(|s| s.habit.value)?;
        let (part, form, mark, _) = end.shape;
        let inside = part == Part::EtAl || self.inside(part, form, mark);
        Some(Missing {
            text_end: end.text_end,
            at: if inside { end.text_end } else { end.markup_end },
            standing,
        })
    }
}

fn ends(list: &List<'_>, entry: &Entry) -> [Option<End>; 3] {
    let authors = entry.authors.as_ref().map_or(Part::Names, authors_part);
    [Part::Title, authors, Part::Venue].map(|part| end(list, entry, part))
}

/// How `part` ends, where a full stop could stand there.
pub fn end(list: &List<'_>, entry: &Entry, part: Part) -> Option<End> {
    if matches!(entry.form, Form::Row | Form::Heading) {
        return None;
    }
    let text = list.source.text();
    let (field, text_end) = match part {
        Part::Title => {
            let title = entry.title.as_ref()?;
            let inner = list.source.slice(title.span);
            let whole = title.mark == Mark::Link && title.outer == title.span;
            if closes_itself(inner)
                || closes_itself(&title.text)
                || whole
                || !ends_in_words(list, title)
            {
                return None;
            }
            (title, title.span.end)
        }
        Part::Names | Part::Organisation | Part::EtAl => {
            let authors = entry.authors.as_ref()?;
            if authors_part(authors) != part || authors.text.ends_with(['…', ')']) {
                return None;
            }
            let stops = list.source.slice(authors.span).ends_with('.');
            (authors, authors.span.end - u32::from(stops))
        }
        Part::Venue => {
            let venue = entry.venue.as_ref()?;
            (venue, venue_end(list, entry, venue))
        }
    };
    if matches!(field.mark, Mark::Whole) || (field.mark == Mark::Link && part != Part::Title) {
        return None;
    }
    let follows = text_from(list, text_end);
    // A mark beside the last name: a stop would be raised with it.
    if follows.starts_with("</sup>") || follows.starts_with("</sub>") {
        return None;
    }
    let (before, after_text) = take_stop(follows);
    // What follows is glued on, or another mark stands there.
    if !before && follows.starts_with(['.', ',', ';', ':']) && part != Part::Venue {
        return comma(entry, part, field, follows, text_end);
    }
    let mut markup_end = text_end + (follows.len() - skip_closing(after_text).len()) as u32;
    if part == Part::Title {
        // The rest of a link, of quotation marks.
        markup_end = markup_end.max(field.outer.end);
        let gap = &text[text_end as usize..markup_end as usize];
        let shown = gap.split(['<', ']']).next().unwrap_or(gap);
        if shown.chars().any(char::is_alphanumeric) {
            return None;
        }
    }
    let has_markup = markup_end > text_end + u32::from(before);
    let (after, rest) = take_stop(text_from(list, markup_end));
    let stop = before || after;
    let mut chars = rest.chars();
    let apart = chars
        .next()
        .is_none_or(|c| !c.is_alphanumeric() && !"-–—/)]\"”'’）】".contains(c));
    let next = skip_blanks(rest);
    // Not an end: a dash or colon with a description, a bracket that is closed first.
    if !apart
        || (!stop && next.starts_with(['-', '–', '—', ':', '：', ')', ']', '）', '/', '&', '~']))
    {
        return None;
    }
    if part == Part::Venue && !stop && !ends_venue(next) {
        return None;
    }
    let closes_line = ends_line(next) || next.starts_with("<br");
    Some(End {
        shape: (part, entry.form, field.mark, closes_line),
        stop,
        inside: has_markup.then_some(before),
        text_end,
        markup_end,
    })
}

/// Whether a title ends in plain words right before its own closing mark: not in code, in an address
/// or in a link, where a full stop would become a part of them.
fn ends_in_words(list: &List<'_>, title: &Field) -> bool {
    const CLOSES: [&str; 8] = ["**", "__", "*", "_", "</b>", "</strong>", "</i>", "</em>"];
    let word = title
        .text
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    if word.contains("://") {
        return false;
    }
    if !matches!(title.mark, Mark::Strong | Mark::Emphasis) {
        return true;
    }
    let text = list.source.text();
    let tail = &text[title.span.end as usize..title.outer.end.max(title.span.end) as usize];
    let tail = tail.trim_start_matches(['.', '"', '”', '’', '\'', ' ']);
    tail.is_empty() || CLOSES.contains(&tail)
}

/// The end of a part after which the list's other separator stands; `None` for glued text.
fn comma(entry: &Entry, part: Part, field: &Field, follows: &str, text_end: u32) -> Option<End> {
    follows.starts_with([',', ';']).then_some(End {
        shape: (part, entry.form, field.mark, false),
        stop: false,
        inside: None,
        text_end,
        markup_end: text_end,
    })
}

/// The end of the venue, with the year that follows it.
fn venue_end(list: &List<'_>, entry: &Entry, venue: &Field) -> u32 {
    let end = venue.span.end;
    let Some(year) = entry.year.as_ref().filter(|year| year.span.start >= end) else {
        return end;
    };
    let between = &list.source.text()[end as usize..year.span.start as usize];
    let close = between.len() <= 4 && !between.contains(|c: char| c.is_alphanumeric() || c == '\n');
    if close { year.span.end } else { end }
}

/// What may follow a venue that is at its end: nothing, a link, a comma.
fn ends_venue(next: &str) -> bool {
    ends_line(next) || next.starts_with(['[', '<', '!', ',', ';']) || next.starts_with("\\[")
}

/// Which part the authors are.
pub fn authors_part(authors: &Field) -> Part {
    let bare = authors.text.trim_end_matches('.');
    if is_et_al(bare) {
        Part::EtAl
    } else if bare.contains([' ', ',']) {
        Part::Names
    } else {
        Part::Organisation
    }
}

fn is_et_al(text: &str) -> bool {
    let ends = |with: &str| strip_suffix_any_case(text, with).is_some();
    ends("et al") || ends("et. al") || ends("et.al")
}

/// Whether a title's own punctuation closes it: `?`, `!`, also inside of quotation marks.
/// Chinese and Japanese titles, and those with a remark after their stop, are left as they are.
fn closes_itself(title: &str) -> bool {
    if title.ends_with(|c: char| ('\u{3000}'..='\u{9fff}').contains(&c)) || has_remark(title) {
        return true;
    }
    let bare = title.trim_end_matches(['"', '\'', '”', '’', '»', ')', '*', '_', '`', '“']);
    title.ends_with([':', '…', ',', '-', '：'])
        || bare.ends_with(['?', '!', '.', '…', '。', '？', '！'])
}

/// Whether a bracket follows a full stop in `title`.
fn has_remark(title: &str) -> bool {
    title.as_bytes().windows(3).any(|bytes| bytes == b". (")
}

/// Whether `text` begins with a full stop, and what follows it.
pub(super) fn take_stop(text: &str) -> (bool, &str) {
    let rest = text.strip_prefix(['.', '。', '．']);
    match rest {
        Some(rest) if !rest.starts_with(|c: char| c.is_alphanumeric()) => (true, rest),
        _ => (false, text),
    }
}

/// `text` without the markup it begins with, when that closes something.
pub(super) fn skip_closing(mut text: &str) -> &str {
    const TAGS: [&str; 8] = [
        "</b>",
        "</i>",
        "</em>",
        "</strong>",
        "</u>",
        "</ins>",
        "</font>",
        "</span>",
    ];
    loop {
        let rest = text.trim_start_matches(['*', '_', '`', '"', '”']);
        let rest = TAGS
            .iter()
            .find_map(|tag| rest.strip_prefix(tag))
            .unwrap_or(rest);
        if rest.len() == text.len() {
            return rest;
        }
        text = rest;
    }
}

/// The text from `at` on. Only the first bytes of it are looked at, and none of the next line.
fn text_from<'s>(list: &List<'s>, at: u32) -> &'s str {
    &list.source.text()[at as usize..]
}

/// `text` without the blanks it begins with.
fn skip_blanks(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() && !is_line_end(c))
}

/// Whether nothing more stands on the line, a hard break aside.
fn ends_line(text: &str) -> bool {
    let rest = text.trim_start_matches(['\\', ' ']);
    rest.chars().next().is_none_or(is_line_end)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}
