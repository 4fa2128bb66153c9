//! Which templates the entries of a list are written in.
//!
//! Entries are cut into shapes and counted. The widest of the frequent shapes is a template; a
//! rarer shape that is the same but for a part that is not there makes that part optional.

use super::parse::push;
use super::print::LinkForm;
use super::{Part, Shape, Slot, Template};
use crate::list::{Form, List, conventions::Tally};
use std::collections::HashMap;
use std::ops::Range;

/// So many templates are looked for at most.
const MAX_FORMS: usize = 4;

/// A template for fewer entries says nothing about the list.
const FEWEST: usize = 3;

/// Nor does one for a smaller share of them, in percent.
const LEAST_SHARE: usize = 5;

/// A part that fewer entries lack is not optional: those lack it by mistake. In a thousand.
const SELDOM: usize = 5;

/// So many shapes are tried as the widest one.
const BASES: usize = 12;

/// So many shapes may make parts optional.
const VARIANTS: usize = 60;

/// From this many entries on a part of them stands for all.
const SAMPLE: usize = 1_000;

/// A template and how many entries it writes byte for byte.
#[derive(Clone, Debug)]
pub struct Usage {
    /// The template.
    pub template: Template,
    /// The entries it writes as they are, and no earlier template does.
    pub entries: usize,
}

/// How the entries of a list are written.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// The template of most entries first.
    pub templates: Vec<Usage>,
    /// How links are written.
    pub links: LinkForm,
    /// How many entries were looked at; none where the templates are declared.
    pub entries: usize,
    /// Every how many entries one of them stands.
    pub(super) step: usize,
    /// How many of them are of each form.
    pub(super) by_form: HashMap<Form, usize>,
}

impl Forms {
    /// Finds the templates of `list`. Of a very long list every second entry, or every third, is
    /// looked at, so that it takes no longer than a thousand entries.
    pub fn infer(list: &List<'_>) -> Self {
        let step = list.entries.len().div_ceil(SAMPLE).max(1);
        let entries = || list.entries.iter().step_by(step);
        let mut by_form = HashMap::new();
        for entry in entries() {
            *by_form.entry(entry.form).or_default() += 1;
        }
        let shapes: Vec<Shape<'_>> = entries().map(|entry| Shape::of(list, entry)).collect();
        let links = links(&shapes);
        let mut left: Vec<&Shape<'_>> = shapes.iter().collect();
        let mut templates = Vec::new();
        while templates.len() < MAX_FORMS {
            let Some(template) = best(&left, &links) else {
                break;
            };
            let (written, rest): (Vec<_>, Vec<_>) = left
                .into_iter()
                .partition(|shape| writes(&template, shape, &links));
            left = rest;
            let entries = written.len();
            if entries < FEWEST || entries * 100 < shapes.len() * LEAST_SHARE {
                break;
            }
            let bullets: Tally<char> = written.iter().filter_map(|shape| shape.bullet()).collect();
            let template = template.with_bullet(bullets.habit().map(|habit| habit.value));
            templates.push(Usage { template, entries });
        }
        Self {
            templates,
            links,
            entries: shapes.len(),
            step,
            by_form,
        }
    }

    /// How many of the entries that were looked at are written byte for byte by a template.
    pub fn written(&self) -> usize {
        self.templates.iter().map(|usage| usage.entries).sum()
    }
}

impl Template {
    /// The same with another bullet, where it begins with one; with any where none is named.
    fn with_bullet(mut self, bullet: Option<char>) -> Self {
        if self.bullet().is_none() {
            return self;
        }
        if let Some(Part::Text(text)) = self.parts.first_mut() {
            text.remove(0);
            match bullet {
                Some(bullet) => text.insert(0, bullet),
                None => self.parts.insert(0, Part::Slot(Slot::Bullet)),
            }
        }
        self
    }
}

/// Whether `template` writes the entry as it stands.
pub(super) fn writes(template: &Template, shape: &Shape<'_>, links: &LinkForm) -> bool {
    template
        .print(shape, links)
        .is_some_and(|printed| printed == shape.text().replace("\r\n", "\n"))
}

/// How most links are written.
fn links(shapes: &[Shape<'_>]) -> LinkForm {
    let mut forms = Tally::default();
    let mut separators = Tally::default();
    // The cells of a table part their links by other signs; they tell where there is nothing else.
    let in_cells = |shape: &&Shape<'_>| shape.text().starts_with(['|', '<']);
    let all_cells = shapes.iter().all(|shape| in_cells(&shape));
    let telling = shapes.iter().filter(|shape| all_cells || !in_cells(shape));
    for (form, between) in telling.flat_map(Shape::link_forms) {
        forms.add(form);
        if let Some(between) = between {
            separators.add(between.replace("\r\n", "\n"));
        }
    }
    let mut links = forms
        .most()
        .map_or_else(LinkForm::default, |most| most.value);
    if let Some(most) = separators.most() {
        links.separator = most.value;
    }
    links
}

/// The template that writes most of `shapes`.
fn best(shapes: &[&Shape<'_>], links: &LinkForm) -> Option<Template> {
    let mut counts: HashMap<String, (usize, &Shape<'_>)> = HashMap::new();
    for shape in shapes {
        counts.entry(shape.template()).or_insert((0, shape)).0 += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| (b.1.0, &a.0).cmp(&(a.1.0, &b.0)));
    counts.truncate(VARIANTS);
    let variants: Vec<Variant<'_>> = counts
        .into_iter()
        .filter_map(|(text, (count, example))| {
            let units = units(text.parse::<Template>().ok()?.parts());
            // Half a pair of marks: the other half is inside of a slot.
            let odd =
                |mark: char| units.iter().filter(|u| **u == Unit::Char(mark)).count() % 2 == 1;
            if odd('`') || odd('*') {
                return None;
            }
            Some(Variant {
                units,
                count,
                example,
            })
        })
        .collect();
    let seldom = (shapes.len() * SELDOM / 1_000).max(1);
    let written = |template: &Template| -> usize {
        let written = variants
            .iter()
            .filter(|variant| writes(template, variant.example, links));
        written.map(|variant| variant.count).sum()
    };
    variants
        .iter()
        .take(BASES)
        .map(|base| base.widened(&variants, seldom))
        // Of equals the first, which is the more frequent one as it stands.
        .rev()
        .max_by_key(written)
}

/// A shape that occurs, and how often.
struct Variant<'v> {
    units: Vec<Unit>,
    count: usize,
    example: &'v Shape<'v>,
}

/// What a template without optional parts is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Char(char),
    Slot(Slot),
}

fn units(parts: &[Part]) -> Vec<Unit> {
    let mut units = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => units.extend(text.chars().map(Unit::Char)),
            Part::Slot(slot) => units.push(Unit::Slot(*slot)),
            Part::Optional(_) => {}
        }
    }
    units
}

impl Variant<'_> {
    /// The template of this shape in which all that `others` lack is optional.
    fn widened(&self, others: &[Variant<'_>], seldom: usize) -> Template {
        let mut optional: Vec<Range<usize>> = Vec::new();
        for other in others.iter().filter(|other| other.count > seldom) {
            let Some(lacks) = lacks(&self.units, &other.units, &optional) else {
                continue;
            };
            let crosses = |range: &Range<usize>| optional.iter().any(|old| cross(old, range));
            let title =
                |range: &Range<usize>| self.units[range.clone()].contains(&Unit::Slot(Slot::Title));
            if !lacks.iter().any(|range| crosses(range) || title(range)) {
                optional.extend(lacks);
            }
        }
        // The outer ones first.
        optional.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        optional.dedup();
        let parts = parts(&self.units, 0..self.units.len(), &mut optional.as_slice());
        Template { parts }
    }
}

/// Whether two ranges overlap and neither is inside of the other.
fn cross(a: &Range<usize>, b: &Range<usize>) -> bool {
    let (a, b) = if (a.start, b.end) <= (b.start, a.end) {
        (a, b)
    } else {
        (b, a)
    };
    a.start < b.start && b.start < a.end && a.end < b.end
}

/// The ranges of `whole` that are not there in `variant`; `None` where that differs otherwise.
fn lacks(whole: &[Unit], variant: &[Unit], optional: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    [first_fit(whole, variant), last_fit(whole, variant)]
        .into_iter()
        .flatten()
        .find_map(|kept| ranges(whole, variant, &kept, optional))
}

/// Where the slots of `variant` are in `whole`: each as early as can be.
fn first_fit(whole: &[Unit], variant: &[Unit]) -> Option<Vec<(usize, usize)>> {
    let mut kept = Vec::new();
    let mut from = 0;
    for (at, unit) in variant.iter().enumerate() {
        if let Unit::Slot(_) = unit {
            let found = from + whole[from..].iter().position(|other| other == unit)?;
            kept.push((found, at));
            from = found + 1;
        }
    }
    Some(kept)
}

/// The same, each as late as can be.
fn last_fit(whole: &[Unit], variant: &[Unit]) -> Option<Vec<(usize, usize)>> {
    let mut kept = Vec::new();
    let mut end = whole.len();
    for (at, unit) in variant.iter().enumerate().rev() {
        if let Unit::Slot(_) = unit {
            let found = whole[..end].iter().rposition(|other| other == unit)?;
            kept.push((found, at));
            end = found;
        }
    }
    kept.reverse();
    Some(kept)
}

/// What of `whole` has to go so that `variant` is left, when the slots `kept` are the same.
fn ranges(
    whole: &[Unit],
    variant: &[Unit],
    kept: &[(usize, usize)],
    optional: &[Range<usize>],
) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut from = (0, 0);
    let ends = kept.iter().copied().chain([(whole.len(), variant.len())]);
    for (in_whole, in_variant) in ends {
        let (long, short) = (&whole[from.0..in_whole], &variant[from.1..in_variant]);
        if long != short {
            let gone = long.len().checked_sub(short.len())?;
            let slotless = !long.iter().any(|unit| matches!(unit, Unit::Slot(_)));
            if slotless {
                return None;
            }
            let range = |at: usize| from.0 + at..from.0 + at + gone;
            // A bullet and its blank stay together.
            let fits = |&at: &usize| {
                long[..at] == short[..at]
                    && long[at + gone..] == short[at..]
                    && range(at).start != 1
            };
            let known = |&at: &usize| optional.contains(&range(at));
            let apart = |&at: &usize| matches!(long[at], Unit::Char(c) if c.is_whitespace());
            let places: Vec<usize> = (0..=short.len()).filter(fits).collect();
            let best = places.iter().copied().find(known);
            let best = best.or_else(|| places.iter().copied().find(apart));
            found.push(range(best.or_else(|| places.first().copied())?));
        }
        from = (in_whole + 1, in_variant + 1);
    }
    Some(found)
}

/// The parts of `units[range]`; `optional` holds the optional ranges from here on, outer ones first.
fn parts(units: &[Unit], range: Range<usize>, optional: &mut &[Range<usize>]) -> Vec<Part> {
    let mut made = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match optional.first() {
            Some(next) if next.start == at && next.end <= range.end => {
                *optional = &optional[1..];
                made.push(Part::Optional(parts(units, next.clone(), optional)));
                at = next.end;
            }
            _ => {
                push(
                    &mut made,
                    match units[at] {
                        Unit::Char(c) => Part::Text(c.to_string()),
                        Unit::Slot(slot) => Part::Slot(slot),
                    },
                );
                at += 1;
            }
        }
    }
    made
}
