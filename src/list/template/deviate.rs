//! Where an entry leaves the form that nearly all others have.

use super::infer::writes;
use super::print::{Layout, LinkForm};
use super::{Declared, Forms, Shape, Slot, Template, Usage, Value};
use crate::data::venue::Catalogue;
use crate::list::{Entry, Form, List, SectionId};
use crate::text::{Span, common_prefix, common_suffix};
use std::collections::HashMap;

/// Forms of so many entries, in percent, are the list's.
const DOMINANT: usize = 90;

/// So many entries of a section that leave the list's form in the same way have a form of their own.
const OWN_WAY: usize = 3;

/// An entry that leaves the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Index into [`List::entries`].
    pub entry: usize,
    /// How.
    pub kind: DeviationKind,
    /// Who has the form, for messages: "216 of 226 entries".
    pub share: String,
}

/// How an entry leaves the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviationKind {
    /// `first` stands before `second`, and should not.
    Order {
        /// The slot that stands first, and where.
        first: (Slot, Span),
        /// The slot that stands first in the form, and where it is.
        second: (Slot, Span),
        /// The entry as the form would have it, where that says no more and no less.
        printed: Option<String>,
    },
    /// Between slots stands something else than in the form.
    Separators(Vec<Separator>),
    /// A slot that all others fill is empty.
    Missing(Slot),
}

/// A sign that stands between two slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separator {
    /// Where.
    pub span: Span,
    /// What the form has there instead.
    pub usual: String,
    /// The slots around it.
    pub between: (Slot, Slot),
}

impl Forms {
    /// The forms that docent.toml declares; where it declares none, the inferred ones.
    #[must_use]
    pub fn declared(self, declared: &Declared) -> Self {
        let mut links = declared.link.clone().unwrap_or(self.links);
        if let Some(separator) = &declared.separator {
            links.separator.clone_from(separator);
        }
        if declared.templates.is_empty() {
            return Self { links, ..self };
        }
        let forms = declared.templates.iter().map(|template| Usage {
            template: template.clone(),
            entries: 0,
        });
        Self {
            templates: forms.collect(),
            links,
            entries: 0,
            step: 1,
            by_form: HashMap::new(),
        }
    }

    /// The templates that entries of `form` are held to, and who has them.
    fn ruling(&self, form: Form) -> Option<(Vec<&Template>, String)> {
        let of_form: Vec<&Usage> = self
            .templates
            .iter()
            .filter(|usage| usage.template.form() == form)
            .collect();
        let templates = of_form.iter().map(|usage| &usage.template).collect();
        if self.entries == 0 {
            let share = "entries in the form of docent.toml".to_owned();
            return (!of_form.is_empty()).then_some((templates, share));
        }
        let of = self.by_form.get(&form).copied().unwrap_or_default();
        let count: usize = of_form.iter().map(|usage| usage.entries).sum();
        let dominant = count > 0 && count * 100 >= of * DOMINANT;
        let things = if self.step > 1 {
            "sampled entries"
        } else if of < self.entries {
            "such entries"
        } else {
            "entries"
        };
        dominant.then(|| (templates, format!("{count} of {of} {things}")))
    }

    /// The entry in the first form that has a place for all it says, written from its own parts; as it
    /// stands where a form writes it so. `None` where no form of its kind has, or where it would say
    /// more or less than before.
    pub fn print(&self, list: &List<'_>, entry: &Entry) -> Option<String> {
        let cut = Shape::of(list, entry);
        let templates = || {
            let of_form = self.templates.iter().map(|usage| &usage.template);
            of_form.filter(|template| template.form() == entry.form)
        };
        if templates().any(|template| writes(template, &cut, &self.links)) {
            return Some(cut.text().to_owned());
        }
        templates().find_map(|template| rewritten(&cut, &template.lay_out(&cut)?, &self.links))
    }

    /// The entries that leave the form of the list, in order. Where a form is only inferred, a section
    /// with a way of its own is left alone.
    pub fn deviations(&self, list: &List<'_>) -> Vec<Deviation> {
        let mut ruling: HashMap<Form, Option<(Vec<&Template>, String)>> = HashMap::new();
        let mut found = Vec::new();
        for (index, entry) in list.entries.iter().enumerate() {
            let ruling = ruling
                .entry(entry.form)
                .or_insert_with(|| self.ruling(entry.form));
            let Some((templates, share)) = ruling else {
                continue;
            };
            let cut = Shape::of(list, entry);
            if templates.iter().any(|t| writes(t, &cut, &self.links)) {
                continue;
            }
            if let Some(kind) = deviation(&cut, templates, &self.links) {
                found.push(Deviation {
                    entry: index,
                    kind,
                    share: share.clone(),
                });
            }
        }
        if self.entries > 0 {
            leave_own_ways(list, &mut found);
        }
        found
    }
}

/// Drops what several entries of one section do alike.
fn leave_own_ways(list: &List<'_>, found: &mut Vec<Deviation>) {
    let way = |deviation: &Deviation| -> (SectionId, String) {
        let what = match &deviation.kind {
            DeviationKind::Order { first, second, .. } => format!("{:?} {:?}", first.0, second.0),
            DeviationKind::Missing(slot) => format!("{slot:?}"),
            DeviationKind::Separators(all) => {
                let ways = all
                    .iter()
                    .map(|one| (list.source.slice(one.span), one.between));
                format!("{:?}", ways.collect::<Vec<_>>())
            }
        };
        (list.entries[deviation.entry].section, what)
    };
    let mut counts: HashMap<(SectionId, String), usize> = HashMap::new();
    for deviation in found.iter() {
        *counts.entry(way(deviation)).or_default() += 1;
    }
    found.retain(|deviation| counts[&way(deviation)] < OWN_WAY);
}

/// How the entry of `shape` leaves the nearest of `templates`; `None` where that is not certain:
/// words stand between its slots, or what differs is a full stop, a mark or a blank.
fn deviation(
    shape: &Shape<'_>,
    templates: &[&Template],
    links: &LinkForm,
) -> Option<DeviationKind> {
    if !is_wordless(shape) {
        return None;
    }
    if let Some(layout) = templates
        .iter()
        .find_map(|template| template.lay_out(shape))
    {
        if let Some(at) = layout
            .order
            .iter()
            .enumerate()
            .position(|(at, &index)| at != index)
        {
            let (first, second) = (&shape.pieces[at], &shape.pieces[layout.order[at]]);
            return Some(DeviationKind::Order {
                first: (first.slot, first.span),
                second: (second.slot, second.span),
                printed: rewritten(shape, &layout, links),
            });
        }
        return separators(shape, &layout).map(DeviationKind::Separators);
    }
    let [template] = templates else {
        return None;
    };
    missing(shape, template)
        .filter(|slot| *slot != Slot::Authors || !names_who(shape))
        .map(DeviationKind::Missing)
}

/// The entry as `layout` has it; `None` where that would say more than the entry, or less. What may
/// come and go is the form: blanks, punctuation, dashes, brackets, bold and italic. A word is not
/// form, nor is a tick, a quotation mark, a title in a link, or what is struck out.
fn rewritten(shape: &Shape<'_>, layout: &Layout, links: &LinkForm) -> Option<String> {
    let matter = |text: &str| {
        let is_form = |c: &char| c.is_whitespace() || ".,;:*_()[]|\\-–—+".contains(*c);
        let mut matter: Vec<char> = text.chars().filter(|c| !is_form(c)).collect();
        matter.sort_unstable();
        matter
    };
    // A slot that holds half of a pair of marks was not read as its author meant it.
    let whole = |span: Span| {
        let text = shape.source[span.range()].replace("\\*", "");
        ['*', '~', '`'].into_iter().all(|mark| {
            let after = |c| if c == mark { None } else { Some(c) };
            let runs = text.chars().map(after).collect::<Vec<_>>();
            let runs = runs.split(Option::is_some).filter(|run| !run.is_empty());
            runs.count() % 2 == 0
        })
    };
    let lead = shape.gaps().next().map(|gap| &shape.source[gap.range()])?;
    let box_goes = lead.contains("[ ]") && !layout.texts[0].contains("[ ]");
    if box_goes || !shape.pieces.iter().all(|piece| whole(piece.span)) {
        return None;
    }
    let printed = layout.print(shape, links);
    (matter(&printed) == matter(shape.text())).then_some(printed)
}

/// Whether no words stand between the slots of an entry: all it says is in them.
fn is_wordless(shape: &Shape<'_>) -> bool {
    shape
        .gaps()
        .all(|gap| !shape.source[gap.range()].contains(char::is_alphanumeric))
}

/// The signs between slots that differ from those of `layout`. `None` where more than that differs:
/// the lines, the words, a bracket, the markup, what stands before the first slot or after the last.
fn separators(shape: &Shape<'_>, layout: &Layout) -> Option<Vec<Separator>> {
    let slot = |index: usize| shape.pieces.get(index).map(|piece| piece.slot);
    let mut found = Vec::new();
    for (index, (gap, usual)) in shape.gaps().zip(&layout.texts).enumerate() {
        let here = &shape.source[gap.range()];
        if here == usual || bare(here) == bare(usual) {
            continue;
        }
        // Two spaces at the end of a line break it as a backslash does.
        if here.contains("  \n") || here.contains("  \r\n") {
            continue;
        }
        let (Some(before), Some(after)) = (index.checked_sub(1).and_then(slot), slot(index)) else {
            return None;
        };
        let signs = |text: &str| text.chars().filter(|c| !parts(*c)).collect::<String>();
        if signs(here) != signs(usual) || (escapes(here) && !escapes(usual)) {
            return None;
        }
        let (span, usual) = differing(gap, here, usual);
        if is_own(shape, index, &shape.source[span.range()]) {
            return None;
        }
        found.push(Separator {
            span,
            usual: usual.to_owned(),
            between: (before, after),
        });
    }
    (!found.is_empty()).then_some(found)
}

/// Whether `c` only parts two things: no letter, no bracket, no quote, no markup, no sign that stands for
/// a word as `@` and `&` do.
fn parts(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | ',' | ';' | ':' | '.' | '|' | '/' | '\\' | '-' | '>'
    ) || matches!(
        c,
        '–' | '—' | '―' | '−' | '→' | '·' | '•' | '，' | '：' | '；' | '、' | '\u{a0}'
    )
}

/// Whether a backslash in `gap` is for what follows it, and not for the end of its line.
fn escapes(gap: &str) -> bool {
    gap.match_indices('\\').any(|(at, _)| {
        let after = &gap[at + 1..];
        !after.starts_with(['\n', '\r'])
    })
}

/// Whether `sign`, before the piece `after`, is what the entry itself writes there for a reason: its
/// links are parted by the same sign, or the venue before it holds one.
fn is_own(shape: &Shape<'_>, after: usize, sign: &str) -> bool {
    let sign = sign.trim();
    let around = [after.checked_sub(1), Some(after)];
    let mut pieces = around
        .into_iter()
        .flatten()
        .filter_map(|at| shape.pieces.get(at));
    !sign.is_empty()
        && pieces.any(|piece| match &piece.value {
            Value::Links(links) => links.windows(2).any(|pair| {
                shape.source[pair[0].outer.end as usize..pair[1].outer.start as usize]
                    .contains(sign)
            }),
            Value::Written(span) => {
                piece.slot == Slot::Venue && shape.source[span.range()].contains(sign)
            }
        })
}

/// The part of `here`, which stands at `gap`, and the part of `usual` that are not the same: whole
/// signs, so that `->` is not half of a `-`.
fn differing<'u>(gap: Span, here: &str, usual: &'u str) -> (Span, &'u str) {
    let sign = |c: char| parts(c) && !c.is_whitespace();
    let mut head = common_prefix(here, usual);
    if here[head..].starts_with(sign) && usual[..head].ends_with(sign) {
        head = here[..head].trim_end_matches(sign).len();
    }
    let (here, usual) = (&here[head..], &usual[head..]);
    let mut tail = common_suffix(here, usual);
    if here[..here.len() - tail].ends_with(sign) {
        let alike = &here[here.len() - tail..];
        tail = alike.trim_start_matches(sign).len();
    }
    let start = gap.start as usize + head;
    let span = Span::new(start, start + here.len() - tail);
    (span, &usual[..usual.len() - tail])
}

/// A text between slots without what other rules look at.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '*' | '_'))
        .collect()
}

/// Whether what was read as the venue may be who wrote it: `Anthropic 2024`.
fn names_who(shape: &Shape<'_>) -> bool {
    let mut venues = shape
        .pieces
        .iter()
        .filter(|piece| piece.slot == Slot::Venue);
    venues.any(|venue| {
        let text = &shape.source[venue.span.range()];
        Catalogue::get().contains(text).is_none()
    })
}

/// The one slot that `template` asks for and the entry does not fill, when it fills all others in
/// their order and has nothing else. Venue and dates are not told: not every entry can have them.
fn missing(shape: &Shape<'_>, template: &Template) -> Option<Slot> {
    let has: Vec<Slot> = shape.pieces.iter().map(|piece| piece.slot).collect();
    let mut lacks = None;
    let mut rest = has.as_slice();
    for (slot, required) in template.slots() {
        match rest.split_first() {
            Some((first, after)) if *first == slot => rest = after,
            _ if slot == Slot::Bullet => {}
            _ if required && lacks.replace(slot).is_some() => return None,
            _ => {}
        }
    }
    let told = |slot: &Slot| {
        matches!(
            slot,
            Slot::Name | Slot::Authors | Slot::Org | Slot::Description | Slot::Links
        )
    };
    lacks.filter(told).filter(|_| rest.is_empty())
}
