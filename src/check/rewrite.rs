//! Writes the entries of a list anew, in the list's form.

use super::settle::{Settled, Unsettled, settle};
use crate::diagnostic::{Edit, Fix, Safety};
use crate::facts::{Memory, Resolver};
use crate::fix;
use crate::list::template::Forms;
use crate::list::{Conventions, Entry, Field, List};
use crate::rule::RuleSet;
use crate::text::Source;
use std::collections::BTreeSet;

/// So often entries are written anew: once, and again where repairs show the form better.
const MAX_REWRITES: usize = 4;

/// What became of the entries of a list that were to be written anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// How many entries are written otherwise than before.
    pub entries: usize,
    /// How many are as they were although no form writes them so: they lack something, or say something
    /// for which the form has no place.
    pub left: usize,
}

/// Writes each entry that `forms` have a place for in the first form that has it, from its own parts.
///
/// Nothing is lost: an entry with words between its parts is left, and so is one that would be read
/// as another entry afterwards.
pub fn rewrite(source: &Source, forms: &Forms) -> (Source, Rewritten) {
    let list = List::read(source);
    let printed: Vec<Printed> = (0..list.entries.len())
        .map(|index| print(&list, forms, index))
        .collect();
    let mut unfit: BTreeSet<usize> = BTreeSet::new();
    loop {
        let chosen: Vec<usize> = (0..printed.len())
            .filter(|index| matches!(printed[*index], Printed::Otherwise(_)))
            .filter(|index| !unfit.contains(index))
            .collect();
        let fixes = chosen.iter().filter_map(|&index| match &printed[index] {
            Printed::Otherwise(fix) => Some(fix),
            Printed::AsItIs | Printed::No => None,
        });
        let fixes: Vec<&Fix> = fixes.collect();
        let round = fix::round(source.text(), &fixes, Safety::Suggested);
        let after = source.with_text(round.text.clone(), |at| round.moved(at));
        let changed = changed(&list, &List::read(&after));
        // Entries shifted against each other: whose fault it is cannot be told from the place.
        let guilty = changed.unwrap_or_else(|| chosen.clone());
        let before = unfit.len();
        unfit.extend(guilty.into_iter().filter(|index| chosen.contains(index)));
        if unfit.len() == before {
            let no = printed.iter().filter(|p| matches!(p, Printed::No)).count();
            let rewritten = Rewritten {
                entries: round.applied.len(),
                left: no + unfit.len(),
            };
            return (after, rewritten);
        }
    }
}

/// Repairs a list as [`settle`] does and writes its entries anew, in the form that `rules` declare or
/// else its own, until neither changes anything.
pub fn settle_rewritten(
    source: Source,
    rules: &RuleSet,
    resolver: &dyn Resolver,
    path: &str,
    at_least: Safety,
) -> (Result<Settled, Unsettled>, Rewritten) {
    let memory = Memory::new(resolver);
    let repaired = |source| settle(source, Conventions::infer, rules, &memory, path, at_least);
    let mut settled = repaired(source);
    let mut rewritten = Rewritten::default();
    for _ in 0..MAX_REWRITES {
        let done = of(&mut settled);
        let conventions = Conventions::infer(&List::read(&done.source));
        let forms = conventions.declare(&rules.declared).forms;
        let (source, round) = rewrite(&done.source, &forms);
        rewritten = Rewritten {
            entries: rewritten.entries + round.entries,
            left: round.left,
        };
        if round.entries == 0 {
            break;
        }
        let before = std::mem::take(&mut done.applied);
        settled = repaired(source);
        let done = of(&mut settled);
        for (rule, count) in before {
            *done.applied.entry(rule).or_default() += count;
        }
    }
    (settled, rewritten)
}

/// The list, settled but perhaps for what never does.
fn of(settled: &mut Result<Settled, Unsettled>) -> &mut Settled {
    match settled {
        Ok(settled) => settled,
        Err(unsettled) => &mut unsettled.rest,
    }
}

/// What a form makes of an entry.
enum Printed {
    /// No form has a place for all of it.
    No,
    /// It is in form.
    AsItIs,
    /// It would be written so.
    Otherwise(Fix),
}

fn print(list: &List<'_>, forms: &Forms, index: usize) -> Printed {
    let entry = &list.entries[index];
    // What is read along with a file is not to be changed.
    if list.source.is_context(entry.span.start) {
        return Printed::AsItIs;
    }
    let Some(text) = forms.print(list, entry) else {
        return Printed::No;
    };
    let old = list.source.slice(entry.span);
    // Lines end as they end in the entry.
    let text = if old.contains("\r\n") {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text
    };
    if text == old {
        return Printed::AsItIs;
    }
    let edit = Edit::replace(entry.span, text);
    Printed::Otherwise(Fix::suggested("write the entry anew", vec![edit]))
}

/// The entries that are read otherwise after than before; `None` where they are not as many.
fn changed(before: &List<'_>, after: &List<'_>) -> Option<Vec<usize>> {
    let (before, after) = (&before.entries, &after.entries);
    if before.len() != after.len() {
        return None;
    }
    let pairs = before.iter().zip(after).enumerate();
    let changed = pairs.filter(|(_, (old, new))| said(old) != said(new));
    Some(changed.map(|(index, _)| index).collect())
}

/// What an entry says, whatever its form.
fn said(entry: &Entry) -> impl PartialEq {
    fn text(field: Option<&Field>) -> Option<String> {
        // A stop belongs to the form.
        field.map(|field| field.text.trim_end_matches('.').to_owned())
    }
    let fields = [
        &entry.title,
        &entry.name,
        &entry.authors,
        &entry.org,
        &entry.venue,
        &entry.date,
        &entry.description,
    ]
    .map(|field| text(field.as_ref()));
    let mut links: Vec<(String, String)> = entry
        .links
        .iter()
        .map(|link| (link.label.value.clone(), link.target.value.clone()))
        .collect();
    links.sort();
    (fields, entry.year.as_ref().map(|year| year.value), links)
}
