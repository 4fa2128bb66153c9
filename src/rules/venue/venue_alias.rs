//! `venue-alias`: a venue under another name than the list, or the venue itself, gives it.

use crate::data::venue::{Standing, VenueKind};
use crate::diagnostic::{Edit, Family, Fix, Level, Safety, Severity};
use crate::doubt::{Ground, View, phrase};
use crate::list::claim::{Claim, VenueClaim, findings_pattern};
use crate::list::conventions::venue::findings_phrase;
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;

pub(crate) const META: Meta = Meta {
    id: "venue-alias",
    family: Family::Venue,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/venue-alias.md"),
};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct VenueAlias {
    /// How volumes of Findings are named: `Findings of {venue} {year}`. Without it: as nearly all
    /// entries of the list do.
    findings: Option<String>,
}

/// What is wrong with a name, and what to write.
struct Alias {
    span: Span,
    message: String,
    usual: String,
    safety: Safety,
    /// Whether the list means it so.
    meant: bool,
}

impl Rule for VenueAlias {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let view = cx.view();
        // Where the venue itself is in doubt its name is of no interest.
        let replaced = |ground| {
            matches!(
                ground,
                Ground::VenueOfAddress | Ground::FindingsOfAddress | Ground::NotPreprint
            )
        };
        let doubted = cx.doubts().iter().filter(|doubt| replaced(doubt.ground));
        let doubted: HashSet<usize> = doubted.map(|doubt| doubt.entry).collect();
        for (index, (entry, claim)) in cx.list.entries.iter().zip(cx.claims()).enumerate() {
            let Some(venue) = claim.venue.as_ref().filter(|venue| !venue.in_heading) else {
                continue;
            };
            if doubted.contains(&index) {
                continue;
            }
            let found = self.findings(cx, claim);
            let Some(alias) = found
                .or_else(|| in_full(&view, claim, venue))
                .or_else(|| other_name(&view, claim, venue))
            else {
                continue;
            };
            let fix = format!("write `{}`", alias.usual);
            let edits = vec![Edit::smallest(
                alias.span,
                cx.slice(alias.span),
                &alias.usual,
            )];
            let fix = match alias.safety {
                Safety::Safe => Fix::safe(fix, edits),
                _ => Fix::suggested(fix, edits),
            };
            let finding = out.report(alias.span, alias.message);
            finding
                .entry(entry)
                .subject(venue.named.venue.name.as_ref())
                .fix(fix);
            if alias.meant {
                finding.at_most(Severity::Note);
            }
        }
    }
}

impl VenueAlias {
    /// Findings named otherwise than is declared, or than nearly all are.
    fn findings(&self, cx: &Context<'_>, claim: &Claim<'_>) -> Option<Alias> {
        let (venue, year) = (claim.venue.as_ref()?, claim.year.as_ref()?);
        let pattern = findings_pattern(cx.list, claim)?;
        let habit = cx.conventions.venues.findings.habit();
        let (usual, why) = match (&self.findings, habit) {
            (Some(declared), _) => (declared.clone(), "docent.toml has".to_owned()),
            (None, Some(habit)) => {
                let why = format!("{} of {} have", habit.count, habit.of);
                (habit.value, why)
            }
            (None, None) => return None,
        };
        let span = venue.span.to(year.span);
        let usual = findings_phrase(&usual, venue.main(), Some(year.value));
        (pattern != usual && cx.slice(span) != usual).then(|| Alias {
            span,
            message: format!("Findings are named otherwise here; {why} `{usual}`"),
            usual,
            safety: Safety::Safe,
            meant: false,
        })
    }
}

/// Where so many venues of a hundred are named in short, the others are to be.
const SHORT: usize = 66;

/// "Proceedings of the 61st Annual Meeting of …" where the list says "ACL".
fn in_full(view: &View<'_>, claim: &Claim<'_>, venue: &VenueClaim<'_>) -> Option<Alias> {
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
fn other_name(view: &View<'_>, claim: &Claim<'_>, venue: &VenueClaim<'_>) -> Option<Alias> {
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
