//! How a repaired claim is written.

use super::{Subject, View};
use crate::diagnostic::{Edit, Fix};
use crate::list::List;
use crate::list::claim::{ClaimedPart, VenueClaim, is_balanced};
use crate::list::conventions::venue::{FINDINGS, findings_phrase};
use crate::markdown::collapse_blanks;
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

/// Whether an id stands after the name at `span`: `arXiv:2301.00001`, `CoRR, abs/1510.00149`.
pub fn has_id_after(list: &List<'_>, span: Span) -> bool {
    let after = &list.source.text()[span.end as usize..];
    let next = after.trim_start_matches([' ', ',', '.']).as_bytes();
    let begins = |start: &[u8]| {
        next.get(..start.len())
            .is_some_and(|next| next.eq_ignore_ascii_case(start))
    };
    after.starts_with(':') || begins(b"arxiv:") || begins(b"abs/")
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
        let venue = self.claim.venue.as_ref();
        let in_heading = venue.is_some_and(|venue| venue.in_heading);
        // Of a year said twice both would have to change.
        if in_heading || self.claim.repeated_year(self.view.list).is_some() {
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
        // A second venue may be the one that is meant, a year that stands apart belongs to something else,
        // and `the 38th` before a name goes with it.
        let entry = self.entry;
        let of_date =
            |year: &Spanned<u16>| entry.dated.as_ref().is_some_and(|d| d.span == year.span);
        let apart = said.is_none() && entry.year.as_ref().is_some_and(|year| !of_date(year));
        let field = entry.venue.as_ref().map_or("", |field| &*field.text);
        let before = field.get(..claim.named.at.start).unwrap_or_default();
        if claim.second.is_some() || apart || before.contains(char::is_alphanumeric) {
            return None;
        }
        let ends = claim.name_span.into_iter().chain(self.phrase_span());
        if ends
            .into_iter()
            .any(|span| has_id_after(self.view.list, span))
        {
            return None;
        }
        // Where the entry says no year none is added.
        let year = said.map(|said| year.unwrap_or(said.value));
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
        let whole = self.phrase_span()?;
        let fits = was_findings || self.says_no_more(claim);
        let new = phrase(self.view, venue, year);
        (fits && self.is_phrase(whole)).then(|| vec![Edit::replace(whole, new)])
    }

    /// The fix that makes `edits`, under what the claim says afterwards.
    pub(super) fn suggest(&self, edits: Vec<Edit>) -> Fix {
        let spans = edits.iter().map(|edit| edit.span);
        let whole = spans
            .chain(self.phrase_span())
            .reduce(Span::to)
            .unwrap_or_default();
        let mut text = self.view.list.source.slice(whole).to_owned();
        let mut last_first: Vec<&Edit> = edits.iter().collect();
        last_first.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        for edit in last_first {
            text.replace_range(edit.span.from_start(whole.start).range(), &edit.text);
        }
        let text = collapse_blanks(&text).replace('`', "");
        Fix::suggested(format!("write `{text}`"), edits)
    }

    /// Where the entry says venue and year.
    fn phrase_span(&self) -> Option<Span> {
        let venue = self
            .claim
            .venue
            .as_ref()
            .filter(|venue| !venue.in_heading)?;
        let said = self.claim.year.as_ref();
        Some(said.map_or(venue.span, |said| venue.span.to(said.span)))
    }

    /// Whether the phrase has no words but the venue's name.
    fn says_no_more(&self, claim: &VenueClaim<'_>) -> bool {
        let words = |span: Span| {
            let slice = self.view.list.source.slice(span);
            let words = slice.split(|c: char| !c.is_alphabetic());
            words.filter(|word| !word.is_empty()).count()
        };
        let whole = self.phrase_span();
        claim
            .name_span
            .zip(whole)
            .is_some_and(|(name, whole)| words(name) == words(whole))
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
        !slice.contains(['[', ']', '*', '_', '`', '<', '>', '|', '\n']) && is_balanced(slice)
    }
}
