//! `venue-alias`: a venue under another name than the list, or the venue itself, gives it.

mod name;

use crate::diagnostic::{Edit, Family, Fix, Level, Safety, Severity};
use crate::doubt::Ground;
use crate::list::claim::{Claim, findings_pattern};
use crate::list::conventions::venue::findings_phrase;
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::Span;
use name::{in_full, other_name};
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
            (Some(declared), _) => (declared.clone(), "docent.toml has it".to_owned()),
            (None, Some(habit)) => {
                let why = format!("{} of {} entries do", habit.count, habit.of);
                (habit.value, why)
            }
            (None, None) => return None,
        };
        let span = venue.span.to(year.span);
        let usual = findings_phrase(&usual, venue.main(), Some(year.value));
        (pattern != usual && cx.slice(span) != usual).then(|| Alias {
            span,
            message: format!("write `{usual}`, as {why}"),
            usual,
            safety: Safety::Safe,
            meant: false,
        })
    }
}
