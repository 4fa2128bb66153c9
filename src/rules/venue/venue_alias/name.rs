//! Whether a venue's name is the one to be written.

use super::Alias;
use crate::data::venue::{Standing, VenueKind};
use crate::diagnostic::Safety;
use crate::doubt::{View, phrase};
use crate::list::claim::{Claim, VenueClaim};

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
    let year = claim.year.as_ref();
    let span = year.map_or(venue.span, |year| venue.span.to(year.span));
    let slice = view.list.source.slice(span);
    if slice.contains(['[', ']', '*', '_', '`', '<', '>', '|', '\n', '(']) {
        return None;
    }
    let usual = phrase(view, &named.venue.name, year.map(|year| year.value));
    Some(Alias {
        span,
        message: format!(
            "the venue is named in full; {} of {} are named in short: `{usual}`",
            habit.count, habit.of
        ),
        usual,
        safety: Safety::Suggested,
        meant: !strong,
    })
}

/// Whether more than half of the entries that name the venue `name` write it as `written`.
fn is_common(view: &View<'_>, name: &str, written: &str) -> bool {
    let (mut so, mut all) = (0, 0);
    for (text, count) in view.habits.spellings(name) {
        all += count;
        so += if text == written { count } else { 0 };
    }
    so > 1 && so * 2 > all
}

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
    let year = claim.year.as_ref().map(|year| year.value);
    let retired = named.retired_since();
    if retired.is_some_and(|since| year.is_none_or(|year| year < since)) && !row.is_declared() {
        return None;
    }
    let habit = view.habits.spelling(&row.name);
    // A name out of use stays out of use however many write it; but then it may be meant.
    let meant = habit.as_ref().is_some_and(|habit| habit.value == written);
    let habit = habit.filter(|habit| row.retired_since(&habit.value).is_none());
    let (usual, message, safety) = if let Some(own) = row.declared_for(written) {
        (
            own.to_owned(),
            format!("`{written}`; docent.toml has `{own}`"),
            Safety::Safe,
        )
    } else if row.is_declared() {
        return None;
    } else if let Some(habit) = habit.filter(|_| view.catalogue.is_synonym(row, written)) {
        let usual = habit.value;
        let message = format!(
            "`{written}`; {} of {} write `{usual}`",
            habit.count, habit.of
        );
        let same_letters =
            written.eq_ignore_ascii_case(&usual) || named.standing == Standing::Misspelt;
        let safety = if same_letters {
            Safety::Safe
        } else {
            Safety::Suggested
        };
        (usual, message, safety)
    } else if let Some(since) = retired {
        let usual = view.spelling(&row.name);
        let message = format!("`{written}` is `{usual}` since {since}");
        (usual, message, Safety::Safe)
    } else if named.standing == Standing::Misspelt
        || (row.is_miscased(named.spelling, written) && !is_common(view, &row.name, written))
    {
        let usual = if named.standing == Standing::Misspelt {
            view.spelling(&row.name)
        } else {
            named.spelling.to_owned()
        };
        let message = format!("`{written}` is spelled `{usual}`");
        (usual, message, Safety::Safe)
    } else {
        return None;
    };
    (usual != written).then_some(Alias {
        span,
        message,
        usual,
        safety,
        meant,
    })
}
