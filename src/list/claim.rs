//! What an entry claims of where and when its paper appeared.
//!
//! The venue stands in the entry, or in the heading above ("## ICLR 2024"); its year beside it. A year that
//! stands apart (a date, a column for it, a heading "2024") may be the venue's year or that of the
//! first preprint: what it means is a convention of the list.

mod part;

use super::conventions::address::leads_to_paper;
pub use super::when::{Month, month};
use super::{Entry, Field, Link, List, MANY_ENTRIES, SectionId, venue, when};
use crate::data::venue::{Catalogue, Named, VenueKind};
use crate::paper::{Imprint, PaperId};
use crate::text::{Span, Spanned};
use part::part_of;
use rayon::prelude::*;

/// What one entry claims.
#[derive(Clone, Debug, Default)]
pub struct Claim<'c> {
    /// The venue, where its name is known.
    pub venue: Option<VenueClaim<'c>>,
    /// The year that stands beside the venue.
    pub year: Option<Spanned<u16>>,
    /// What the addresses of the paper say, each with the index of its link. Preprints aside.
    pub imprints: Vec<(usize, Imprint)>,
    /// The month, as year and 1 to 12, of the first preprint that the paper's addresses lead to.
    pub preprint: Option<(u16, u8)>,
}

/// A venue that an entry, or the heading above, names.
#[derive(Clone, Debug)]
pub struct VenueClaim<'c> {
    /// The venue and how it is spelled.
    pub named: Named<'c>,
    /// A second venue named beside it: `KDD & WSDM`.
    pub second: Option<Named<'c>>,
    /// Its name as the entry has it, blanks collapsed.
    pub text: String,
    /// What part of the venue is meant.
    pub part: ClaimedPart,
    /// Where the whole phrase stands.
    pub span: Span,
    /// Where the name alone stands; `None` where its words are interrupted: `ACL 2024 Findings`.
    pub name_span: Option<Span>,
    /// Whether the heading above says it, not the entry.
    pub in_heading: bool,
}

/// What part of a venue is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimedPart {
    /// The venue itself, perhaps with a word on how the paper was presented.
    Main,
    /// Its volume of findings.
    Findings,
    /// A workshop held with it.
    Workshop,
    /// Something else that bears its name: `AAAI Fall Symposium`.
    Beside,
}

impl VenueClaim<'_> {
    /// Its name as it stands in `list`, or where its words are interrupted as it was read.
    pub fn written<'s>(&'s self, list: &'s List<'_>) -> &'s str {
        self.name_span
            .map_or(&self.text, |span| list.source.slice(span))
    }

    /// The name of the venue itself, for Findings and workshops that of the venue they belong to.
    pub fn main(&self) -> &str {
        self.named.venue.main()
    }
}

/// The claims of all entries of `list`, in their order; `catalogue` knows the venues.
pub fn claims<'c>(list: &List<'_>, catalogue: &'c Catalogue) -> Vec<Claim<'c>> {
    let headings: Vec<Option<Heading<'c>>> = (list.sections.iter())
        .map(|section| Heading::read(&section.title, section.span, catalogue))
        .collect();
    let claim = |entry: &Entry| {
        let own = Claim::of(list, entry, catalogue);
        if entry.venue.is_some() {
            return own;
        }
        let heading = above(list, entry.section).find_map(|id| headings[id.0 as usize].as_ref());
        match heading {
            Some(heading) if own.year.is_none() => Claim {
                venue: Some(heading.venue.clone()),
                year: heading.year.clone(),
                ..own
            },
            _ => own,
        }
    };
    if list.entries.len() < MANY_ENTRIES {
        list.entries.iter().map(claim).collect()
    } else {
        list.entries.par_iter().map(claim).collect()
    }
}

/// The section and those it is inside of, innermost first.
fn above(list: &List<'_>, section: SectionId) -> impl Iterator<Item = SectionId> {
    std::iter::successors(Some(section), |id| list.section(*id).parent)
}

/// The year of the heading above `entry` that is nothing but a year: `### 2024`.
pub fn year_heading(list: &List<'_>, entry: &Entry) -> Option<Spanned<u16>> {
    above(list, entry.section).find_map(|id| {
        let section = list.section(id);
        if !section.title.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // Without "back to top" and the like.
        let title = list.name_of(section);
        let found = when::find_all(&title);
        let [when::When { at, year, full }] = found.as_slice() else {
            return None;
        };
        let rest = [&title[..at.start], &title[at.end..]];
        let alone = !rest.iter().any(|rest| rest.contains(char::is_alphanumeric));
        (alone && !full).then(|| Spanned::new(*year, section.span))
    })
}

/// A heading that names a venue and nothing else but its year.
struct Heading<'c> {
    venue: VenueClaim<'c>,
    year: Option<Spanned<u16>>,
}

impl<'c> Heading<'c> {
    fn read(title: &str, span: Span, catalogue: &'c Catalogue) -> Option<Self> {
        let phrase = venue::read(title)?;
        let named = catalogue.lookup_named(&phrase.venue_text)?;
        let part = part_of(&named, "");
        Some(Self {
            venue: VenueClaim {
                text: phrase.venue_text[named.at.clone()].to_owned(),
                named,
                second: None,
                part,
                span,
                name_span: None,
                in_heading: true,
            },
            year: phrase.year.map(|when| Spanned::new(when.year, span)),
        })
    }
}

impl<'c> Claim<'c> {
    /// What `entry` itself claims.
    fn of(list: &List<'_>, entry: &Entry, catalogue: &'c Catalogue) -> Self {
        let mut claim = Self::default();
        for (index, link) in entry.links.iter().enumerate() {
            claim.see(index, link);
        }
        let in_title = |field: &&Field| {
            let title = entry.title.as_ref();
            title.is_some_and(|title| title.span.meets(field.span))
        };
        let Some(field) = entry.venue.as_ref().filter(|field| !in_title(field)) else {
            return claim;
        };
        let year = entry.year.as_ref().filter(|year| {
            let from_date = entry.dated.as_ref().is_some_and(|d| d.span == year.span);
            !from_date && stands_beside(list, field.span, year)
        });
        claim.year = year.cloned();
        claim.venue = catalogue.find_named(&field.text).map(|named| {
            let rest = &field.text[named.at.end..];
            let second = catalogue.find_named(rest);
            let mut phrase = field.text.clone();
            if let Some(second) = &second {
                let at = named.at.end;
                phrase.replace_range(at + second.at.start..at + second.at.end, " ");
            }
            let name_span = written(list, field.span, &field.text[named.at.clone()]);
            VenueClaim {
                part: part_of(&named, &phrase),
                second,
                text: field.text[named.at.clone()].to_owned(),
                span: field.span,
                name_span,
                in_heading: false,
                named,
            }
        });
        claim
    }

    /// The year beside the venue that is said a second time, with the signs that stand between the two:
    /// `, 2024` of `ICLR 2024, 2024`.
    pub fn repeated_year(&self, list: &List<'_>) -> Option<Span> {
        /// In bytes, on either side.
        const FARTHEST: usize = 24;
        let year = self.year.as_ref()?;
        let venue = self.venue.as_ref().filter(|venue| !venue.in_heading)?;
        let text = list.source.text();
        let whole = venue.span.to(year.span);
        let mut end = (whole.end as usize + FARTHEST).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let start = whole.start as usize;
        let line = text[start..end].split('\n').next().unwrap_or_default();
        // Nearly all say it once, and end here.
        let short = [
            b'0' + (year.value / 10 % 10) as u8,
            b'0' + (year.value % 10) as u8,
        ];
        let ends = line.as_bytes().windows(2).filter(|pair| *pair == short);
        if ends.count() < 2 {
            return None;
        }
        let found = when::find_all(line);
        let pair = found.windows(2).find(|pair| {
            let between = &line[pair[0].at.end..pair[1].at.start];
            let near = !between.contains(|c: char| c.is_alphanumeric() || "|[]<>*_`&+".contains(c));
            let same = pair[0].year == pair[1].year && !pair[0].full && !pair[1].full;
            same && near
        })?;
        // Words, pages or an issue after it make the second number another thing.
        let after = text[start + pair[1].at.end..].trim_start_matches(' ');
        let ends = after.is_empty()
            || after.starts_with([
                '.', ')', ']', '[', '*', '_', '`', '|', '<', '\n', '\r', '\\',
            ]);
        let twice = pair[0].at.end..pair[1].at.end;
        let whole = ends && is_balanced(&line[twice.clone()]);
        whole.then(|| Span::new(start + twice.start, start + twice.end))
    }

    /// Takes what the address of `link` says, if it leads to the paper.
    fn see(&mut self, index: usize, link: &Link) {
        let is_impossible = |id: &PaperId| id.impossible(None).is_some();
        if !leads_to_paper(link)
            || link
                .paper
                .as_ref()
                .is_some_and(|paper| is_impossible(&paper.id))
        {
            return;
        }
        let month = link.paper.as_ref().and_then(|paper| paper.id.month());
        if let Some(month) = month {
            self.preprint = Some(self.preprint.map_or(month, |known| known.min(month)));
            return;
        }
        let imprint = Imprint::of_url(&link.target.value);
        if let Some(imprint) = imprint.filter(|imprint| !is_preprint(imprint.venue)) {
            self.imprints.push((index, imprint));
        }
    }
}

fn is_preprint(venue: &str) -> bool {
    Catalogue::get()
        .named(venue)
        .is_some_and(|venue| venue.kind == VenueKind::Preprint)
}

/// What a form for Findings is made of.
const FINDINGS_WORDS: [&str; 8] = [
    "", "venue", "year", "yy", "of", "Findings", "findings", "the",
];

/// Whether every parenthesis and bracket in `text` has its other half there.
pub fn is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    text.chars().all(|symbol| match symbol {
        '(' | '[' | '{' => {
            open.push(symbol);
            true
        }
        ')' => open.pop() == Some('('),
        ']' => open.pop() == Some('['),
        '}' => open.pop() == Some('{'),
        _ => true,
    }) && open.is_empty()
}

/// A phrase on Findings with its parts named: `Findings of {venue} {year}`. `None` for other claims, and
/// where the conference's name or the year is not written in it as it is.
pub fn findings_pattern(list: &List<'_>, claim: &Claim<'_>) -> Option<String> {
    let venue = claim.venue.as_ref()?;
    let year = claim.year.as_ref()?;
    if venue.part != ClaimedPart::Findings || venue.in_heading {
        return None;
    }
    let whole = venue.span.to(year.span);
    let mut pattern = list.source.slice(whole).to_owned();
    let said = list.source.slice(year.span);
    let signs = said.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = if said.len() - signs == 2 {
        "{yy}"
    } else {
        "{year}"
    };
    let at = (year.span.start - whole.start) as usize;
    pattern.replace_range(at + signs..at + said.len(), digits);
    let at = pattern.find(venue.main())?;
    pattern.replace_range(at..at + venue.main().len(), "{venue}");
    let mut words = pattern.split(|c: char| !c.is_alphabetic());
    let plain = words.all(|word| FINDINGS_WORDS.contains(&word));
    (plain && is_balanced(&pattern)).then_some(pattern)
}

/// Whether a year belongs to a venue: inside of it, or with nothing but signs between.
fn stands_beside(list: &List<'_>, venue: Span, said: &Spanned<u16>) -> bool {
    /// In bytes.
    const FARTHEST: u32 = 12;
    let year = said.span;
    let gap = if year.meets(venue) || venue.contains(year) {
        return true;
    } else if year.start >= venue.end {
        Span {
            start: venue.end,
            end: year.start,
        }
    } else {
        Span {
            start: year.end,
            end: venue.start,
        }
    };
    let between = list.source.slice(gap);
    // `ICLR 2024, 2024`: of a year that is said twice the last is taken.
    let years = when::find_all(between);
    let start = years.first().map_or(between.len(), |year| year.at.start);
    let end = years.last().map_or(between.len(), |year| year.at.end);
    let signs = [&between[..start], &between[end..]];
    let is_word = |c: char| c.is_alphanumeric() || c == '|' || c == '\n';
    gap.end - gap.start <= FARTHEST
        && years.len() <= 1
        && years
            .iter()
            .all(|again| again.year == said.value && !again.full)
        && !signs.iter().any(|signs| signs.contains(is_word))
}

/// Where in `field` the words `name` stand as they are.
fn written(list: &List<'_>, field: Span, name: &str) -> Option<Span> {
    let at = list.source.slice(field).find(name)?;
    let start = field.start as usize + at;
    Some(Span::new(start, start + name.len()))
}
