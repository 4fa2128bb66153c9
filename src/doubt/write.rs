//! How a repaired claim is written.

use super::{Subject, View};
use crate::diagnostic::Edit;
use crate::list::claim::{ClaimedPart, VenueClaim};
use crate::list::conventions::venue::{FINDINGS, findings_phrase};
use crate::text::{Span, Spanned};

/// `year` in the digits of `old`: `'23` stays short.
pub fn year_text(old: &str, year: u16) -> String {
    let digits = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let count = digits(old);
    if count == 2 && !old[..old.len() - 2].ends_with(|c: char| c.is_ascii_digit()) {
        format!("{}{:02}", &old[..old.len() - 2], year % 100)
    } else {
        year.to_string()
    }
}

/// How this list writes `venue` and `year` together, Findings included.
pub fn phrase(view: &View<'_>, venue: &str, year: Option<u16>) -> String {
    if let Some(main) = venue.strip_suffix(" Findings") {
        let most = view.habits.findings.most();
        let pattern = most.map_or_else(|| FINDINGS.to_owned(), |most| most.value);
        return findings_phrase(&pattern, &view.spelling(main), year);
    }
    let name = view.spelling(venue);
    match year {
        Some(year) => format!("{name} {year}"),
        None => name,
    }
}

impl Subject<'_> {
    /// The edit that makes the claim's year `year`; `None` where it stands in a heading.
    pub(super) fn rewrite_year(&self, year: u16) -> Option<Edit> {
        let said = self.claim.year.as_ref()?;
        if self
            .claim
            .venue
            .as_ref()
            .is_some_and(|venue| venue.in_heading)
        {
            return None;
        }
        self.rewrite(said, year)
    }

    /// The edit that makes the year at `said` another one.
    pub(super) fn rewrite(&self, said: &Spanned<u16>, year: u16) -> Option<Edit> {
        let old = self.view.list.source.slice(said.span);
        let new = year_text(old, year);
        (old.ends_with(|c: char| c.is_ascii_digit()) && old != new)
            .then(|| Edit::smallest(said.span, old, &new))
    }

    /// The edits that make the claim say `venue` in `year`.
    pub(super) fn rewrite_venue(&self, venue: &str, year: Option<u16>) -> Option<Vec<Edit>> {
        let claim = self
            .claim
            .venue
            .as_ref()
            .filter(|claim| !claim.in_heading)?;
        let said = self.claim.year.as_ref();
        let year = year.or(said.map(|said| said.value));
        let was_findings = claim.part == ClaimedPart::Findings;
        let is_findings = venue.ends_with(" Findings");
        let main = venue.strip_suffix(" Findings").unwrap_or(venue);
        let renamed = if was_findings && is_findings {
            self.rename_main(claim, main)
        } else if !was_findings && !is_findings {
            claim
                .name_span
                .map(|span| Edit::replace(span, self.view.spelling(venue)))
        } else {
            None
        };
        if let Some(renamed) = renamed {
            let mut edits = vec![renamed];
            if let (Some(said), Some(year)) = (said, year) {
                let apart = !said.span.meets(edits[0].span);
                edits.extend(self.rewrite(said, year).filter(|_| apart));
            }
            return Some(edits);
        }
        // From Findings to the conference or back the words stand in another order.
        if claim.part == ClaimedPart::Main || was_findings {
            let whole = said.map_or(claim.span, |said| claim.span.to(said.span));
            let new = phrase(self.view, venue, year);
            return self
                .is_phrase(whole)
                .then(|| vec![Edit::replace(whole, new)]);
        }
        None
    }

    /// Within a phrase on Findings only the conference's name is replaced.
    fn rename_main(&self, claim: &VenueClaim<'_>, main: &str) -> Option<Edit> {
        let slice = self.view.list.source.slice(claim.span);
        let old = self.view.spelling(claim.main());
        let at = slice.find(&old)?;
        let start = claim.span.start as usize + at;
        let span = Span::new(start, start + old.len());
        Some(Edit::replace(span, self.view.spelling(main)))
    }

    /// Whether nothing but words, digits and simple signs stand in `span`: no markup is torn.
    fn is_phrase(&self, span: Span) -> bool {
        let slice = self.view.list.source.slice(span);
        !slice.contains(['[', ']', '*', '_', '`', '<', '>', '|', '\n'])
    }
}
