//! Whether a venue's name is the one to be written.

use super::Alias;
use crate::data::venue::{Named, Standing, VenueKind};
use crate::diagnostic::Safety;
use crate::doubt::{View, has_id_after, phrase};
use crate::list::claim::{Claim, VenueClaim, is_balanced};
use crate::list::conventions::Habit;
use crate::text::Span;

/// Where so many venues of a hundred are named in short, the others are to be.
const SHORT: usize = 66;

/// "Proceedings of the 61st Annual Meeting of …" where the list says "ACL".
pub(super) fn in_full(view: &View<'_>, claim: &Claim<'_>, venue: &VenueClaim<'_>) -> Option<Alias> {
    let named = &venue.named;
    if named.standing != Standing::Full || named.venue.kind != VenueKind::Conference {
        return None;
    }
    let habit = view.habits.short.habit_of(SHORT)?;
    habit.value.then_some(())?;
    let strong = view.habits.short.habit().is_some();
    // A year beside the name stays where it is, with the signs before it.
    let span = venue.span;
    let inside = claim.year.as_ref().filter(|year| span.contains(year.span));
    let year = inside.map(|year| year.value);
    let slice = view.list.source.slice(span);
    let is_phrase =
        is_balanced(slice) && !slice.contains(['[', '*', '_', '`', '<', '>', '|', '\n']);
    let whole = claim.year.as_ref().map_or(span, |year| span.to(year.span));
    if !is_phrase || is_in_citation(view, whole) {
        return None;
    }
    let usual = phrase(view, &named.venue.name, year);
    let message = format!(
        "the venue is named in full, {} of {} venues in short; this one is `{usual}`",
        habit.count, habit.of
    );
    Some(Alias {
        span,
        message,
        usual,
        safety: Safety::Suggested,
        meant: !strong,
    })
}

/// Whether numbers stand around `span`: a volume, pages, another year. Such a phrase is a part of a citation.
fn is_in_citation(view: &View<'_>, span: Span) -> bool {
    let text = view.list.source.text();
    let before = text[..span.start as usize].trim_end_matches([' ', ',', '.', '(']);
    let after = text[span.end as usize..].trim_start_matches([' ', ',', '.', ':', ')', '(']);
    before.ends_with(|c: char| c.is_ascii_digit())
        || after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the name at `span` is a part of an address: `https://neurips.cc`, `arxiv.org`.
fn is_in_address(view: &View<'_>, span: Span) -> bool {
    let text = view.list.source.text();
    let before = &text[..span.start as usize];
    let written = view.list.source.slice(span);
    let mut after = text[span.end as usize..].chars();
    let host = after.next() == Some('.') && after.next().is_some_and(char::is_lowercase);
    before.ends_with(['/', '.', '@']) || host || written.contains('.')
}

/// In so many entries, and in so many of a hundred, a spelling is the list's own, whatever the venue says.
const COMMON: usize = 5;
const CLEAR: usize = 80;

/// The spelling of the venue `name` that a clear majority of the entries that name it have.
fn common(view: &View<'_>, name: &str) -> Option<String> {
    let spellings: Vec<(&str, usize)> = view.habits.spellings(name).collect();
    let all: usize = spellings.iter().map(|(_, count)| count).sum();
    let most = spellings.into_iter().max_by_key(|(_, count)| *count)?;
    (most.1 >= COMMON && most.1 * 100 >= all * CLEAR).then(|| most.0.to_owned())
}

/// What is wrong with a name: the message and what to write.
type Wrong = (String, String, Safety);

/// Misspelt, out of use, or not as nearly all entries have it.
pub(super) fn other_name(
    view: &View<'_>,
    claim: &Claim<'_>,
    venue: &VenueClaim<'_>,
) -> Option<Alias> {
    let (named, row) = (&venue.named, venue.named.venue);
    let span = venue.name_span?;
    let written = view.list.source.slice(span);
    if named.standing == Standing::Full || row.kind == VenueKind::Other {
        return None;
    }
    if is_in_address(view, span) || has_id_after(view.list, span) {
        return None;
    }
    // Nearly all are written as the catalogue has them and most of the list has.
    let counts = || view.habits.spellings(&row.name);
    if written == row.name && counts().all(|(text, _)| text == written) && !row.is_declared() {
        return None;
    }
    let habit = view.habits.spelling(&row.name);
    // A name out of use stays out of use however many write it; but then it may be meant.
    let meant = habit.as_ref().is_some_and(|habit| habit.value == written);
    let (message, usual, safety) = if row.is_declared() {
        let own = row.declared_for(written)?.to_owned();
        let message = format!("`{written}` is `{own}` in docent.toml");
        (message, own, Safety::Safe)
    } else if let Some(since) = named.retired_since() {
        let year = claim.year.as_ref().map(|year| year.value);
        year.filter(|year| *year >= since)?;
        let usual = view.spelling(&row.name);
        (
            format!("`{written}` is `{usual}` since {since}"),
            usual,
            Safety::Safe,
        )
    } else {
        misspelt(view, named, written).or_else(|| unusual(view, named, written, habit?))?
    };
    (usual != written).then_some(Alias {
        span,
        message,
        usual,
        safety,
        meant,
    })
}

/// A name with wrong letters, or in the wrong case, unless this list mostly writes it so.
fn misspelt(view: &View<'_>, named: &Named<'_>, written: &str) -> Option<Wrong> {
    let row = named.venue;
    let usual = if named.standing == Standing::Misspelt {
        view.spelling(&row.name)
    } else if row.is_miscased(named.spelling, written) {
        let common = common(view, &row.name);
        let same = common.filter(|common| common.eq_ignore_ascii_case(written));
        same.unwrap_or_else(|| named.spelling.to_owned())
    } else {
        return None;
    };
    (usual != written).then(|| {
        if row.is_spelled(&usual) {
            let message = format!("`{written}` is spelled `{usual}`");
            return (message, usual, Safety::Safe);
        }
        let message = format!("`{written}` for `{usual}`, as most entries write");
        (message, usual, Safety::Suggested)
    })
}

/// A name that is right, where nearly all entries have another.
fn unusual(
    view: &View<'_>,
    named: &Named<'_>,
    written: &str,
    habit: Habit<String>,
) -> Option<Wrong> {
    let row = named.venue;
    let usual = habit.value;
    let fits = view.catalogue.is_synonym(row, written) && row.retired_since(&usual).is_none();
    let message = format!(
        "`{written}` for `{usual}`, as {} of {} write",
        habit.count, habit.of
    );
    // Never away from the venue's own spelling unasked.
    let safety = if row.is_spelled(&usual) && written.eq_ignore_ascii_case(&usual) {
        Safety::Safe
    } else {
        Safety::Suggested
    };
    fits.then_some((message, usual, safety))
}
