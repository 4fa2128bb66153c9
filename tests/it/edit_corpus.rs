//! Completing the entries of real lists: what is cut out of them is put back as it was.
//!
//! With `DOCENT_EDIT_REPORT=FILE` all entries are cut, not a fifth of them, and `FILE` says how it went
//! list by list.

use crate::corpus;
use docent::diagnostic::{Fix, Safety};
use docent::edit::Completer;
use docent::fix;
use docent::list::template::{Shape, Slot};
use docent::list::{Conventions, Entry, Field, Form, List};
use docent::text::{Source, Span};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::AddAssign;

const VENUE_2024: [(Slot, &str); 2] = [(Slot::Venue, "arXiv"), (Slot::Year, "2024")];

fn fields(entry: &Entry) -> Vec<String> {
    let text = |field: &Option<Field>| format!("{:?}", field.as_ref().map(|field| &field.text));
    let links = entry.links.iter();
    let links = links.map(|link| (&link.label.value, &link.target.value));
    vec![
        text(&entry.title),
        text(&entry.name),
        text(&entry.authors),
        text(&entry.org),
        text(&entry.venue),
        format!("{:?}", entry.year.as_ref().map(|year| year.value)),
        text(&entry.date),
        text(&entry.description),
        format!("{:?}", links.collect::<Vec<_>>()),
    ]
}

/// A field that is not there, as [`fields`] has it.
const NONE: &str = "None";

const VENUE_FIELD: usize = 4;
const YEAR_FIELD: usize = 5;

/// What of an entry is taken out.
#[derive(Clone, Copy, PartialEq)]
enum Cut {
    Venue,
    Year,
    Both,
}

/// An entry's text without some of its parts.
struct Without {
    entry: usize,
    span: Span,
    text: String,
    parts: Vec<(Slot, String)>,
}

/// What stands between two parts of an entry where nothing else is, in the entries of `list`.
type Seams = HashMap<(Option<Slot>, Option<Slot>), BTreeMap<String, usize>>;

fn seams(list: &List<'_>) -> Seams {
    let mut seams = Seams::new();
    for entry in &list.entries {
        let shape = Shape::of(list, entry);
        let slots: Vec<Option<Slot>> = std::iter::once(None)
            .chain(shape.pieces.iter().map(|piece| Some(piece.slot)))
            .chain([None])
            .collect();
        for (pair, gap) in slots.windows(2).zip(shape.gaps()) {
            let texts = seams.entry((pair[0], pair[1])).or_default();
            *texts.entry(list.source.slice(gap).to_owned()).or_default() += 1;
        }
    }
    seams
}

/// Whether a text can be made of a gap by putting something in.
fn is_inside(seam: &str, before: &str, after: &str) -> bool {
    (0..=seam.len()).any(|at| {
        seam.is_char_boundary(at) && before.starts_with(&seam[..at]) && after.ends_with(&seam[at..])
    })
}

fn cut(list: &List<'_>, seams: &Seams, index: usize, what: Cut) -> Option<Without> {
    let entry = &list.entries[index];
    let shape = Shape::of(list, entry);
    let wanted: &[Slot] = match what {
        Cut::Both => &[Slot::Venue, Slot::Year],
        Cut::Year => &[Slot::Year],
        Cut::Venue => &[Slot::Venue],
    };
    let gaps: Vec<&str> = shape.gaps().map(|gap| list.source.slice(gap)).collect();
    let at: Vec<usize> = (0..shape.pieces.len())
        .filter(|at| wanted.contains(&shape.pieces[*at].slot))
        .collect();
    if at.len() != wanted.len() {
        return None;
    }
    let parts = at.iter().map(|at| {
        let piece = &shape.pieces[*at];
        (piece.slot, list.source.slice(piece.span).to_owned())
    });
    let parts: Vec<(Slot, String)> = parts
        .map(|(slot, text)| match slot {
            Slot::Year => (
                slot,
                entry.year.as_ref().map_or(text, |y| y.value.to_string()),
            ),
            _ => (slot, text),
        })
        .collect();
    let is_row = list.source.slice(entry.span).starts_with('|');
    // Runs of neighbours, each replaced by a seam.
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut run = 0;
    while run < at.len() {
        let mut end = run;
        while end + 1 < at.len()
            && at[end + 1] == at[end] + 1
            && !(is_row && gaps[at[end + 1]].contains('|'))
        {
            end += 1;
        }
        let (from, until) = (at[run], at[end]);
        let (before, after) = (gaps[from], gaps[until + 1]);
        let slot = |at: Option<usize>| Some(shape.pieces.get(at?)?.slot);
        let start = if from == 0 {
            entry.span.start
        } else {
            shape.pieces[from - 1].span.end
        };
        let stop = shape
            .pieces
            .get(until + 1)
            .map_or(entry.span.end, |next| next.span.start);
        let known = seams
            .get(&(slot(from.checked_sub(1)), slot(Some(until + 1))))
            .into_iter()
            .flatten()
            .filter(|(seam, _)| is_inside(seam, before, after))
            .max_by_key(|(_, count)| **count)
            .map(|(seam, _)| seam.clone());
        // Or what stands before or after alone, if that leaves no half pair of marks.
        let whole = |seam: &str| {
            let both = format!("{before}{after}");
            ["*", "`", "_", "(", ")", "[", "]"].iter().all(|mark| {
                let (seam, both) = (seam.matches(mark).count(), both.matches(mark).count());
                match *mark {
                    "(" | ")" | "[" | "]" => both != 1 || seam == both,
                    _ => seam == both || both.is_multiple_of(4) && seam == 0,
                }
            })
        };
        let made = if is_row && (before.contains('|') && after.contains('|')) {
            let head = &before[..=before.rfind('|')?];
            let tail = &after[after.find('|')?..];
            let blanks = " ".repeat(stop as usize - start as usize - head.len() - tail.len());
            Some(format!("{head}{blanks}{tail}"))
        } else {
            let halves = [after.to_owned(), before.to_owned()];
            known.or_else(|| halves.into_iter().find(|seam| whole(seam)))
        };
        edits.push((Span { start, end: stop }, made?));
        run = end + 1;
    }
    let mut text = String::new();
    let mut from = entry.span.start;
    for (span, seam) in edits {
        text.push_str(list.source.slice(Span {
            start: from,
            end: span.start,
        }));
        text.push_str(&seam);
        from = span.end;
    }
    text.push_str(list.source.slice(Span {
        start: from,
        end: entry.span.end,
    }));
    Some(Without {
        entry: index,
        span: entry.span,
        text,
        parts,
    })
}

/// How it went with the entries of a list.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    /// Cut, and read as it was but for what was cut out.
    cut: usize,
    /// Completed.
    done: usize,
    /// Byte for byte as before the cut.
    exact: usize,
    /// Another field is not what it was.
    damaged: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.cut += other.cut;
        self.done += other.done;
        self.exact += other.exact;
        self.damaged += other.damaged;
    }
}

/// Of entries of each form.
type Scores = BTreeMap<Form, Score>;

/// Cuts every fifth entry, completes what is left, and compares.
fn restored(path: &str, text: &str, what: Cut, phase: usize, told: &mut String) -> Scores {
    let source = Source::new(path, text);
    let list = List::read(&source);
    let seams = seams(&list);
    let has_both = |index: &usize| {
        let entry = &list.entries[*index];
        entry.venue.is_some() && entry.year.is_some()
    };
    let chosen = (0..list.entries.len())
        .filter(has_both)
        .skip(phase)
        .step_by(5);
    let cuts: Vec<Without> = chosen
        .filter_map(|index| cut(&list, &seams, index, what))
        .collect();
    let mut without = String::new();
    let mut from = 0;
    for cut in &cuts {
        if (cut.span.start as usize) < from {
            continue;
        }
        without.push_str(&text[from..cut.span.start as usize]);
        without.push_str(&cut.text);
        from = cut.span.end as usize;
    }
    without.push_str(&text[from..]);
    let source = Source::new(path, without);
    let after = List::read(&source);
    let mut scores = Scores::new();
    if after.entries.len() != list.entries.len() {
        return scores;
    }
    let conventions = Conventions::infer(&after);
    let completer = Completer::new(&after, &conventions);
    let mut fixes = Vec::new();
    let mut wanted = Vec::new();
    for cut in &cuts {
        let (old, new) = (&list.entries[cut.entry], &after.entries[cut.entry]);
        let mut expected = fields(old);
        if what != Cut::Year {
            expected[VENUE_FIELD] = NONE.into();
        }
        if what != Cut::Venue {
            expected[YEAR_FIELD] = NONE.into();
        }
        if fields(new) != expected || source.slice(new.span) != cut.text {
            continue;
        }
        scores.entry(old.form).or_default().cut += 1;
        let parts: Vec<(Slot, &str)> = cut
            .parts
            .iter()
            .map(|(slot, text)| (*slot, text.as_str()))
            .collect();
        wanted.push((cut.entry, parts));
    }
    for ((index, _), edits) in wanted.iter().zip(completer.complete_all(&wanted)) {
        match edits {
            Some(edits) => fixes.push((*index, Fix::suggested("complete", edits))),
            None => {
                let _ = writeln!(told, "  none: {}", source.slice(after.entries[*index].span));
            }
        }
    }
    let all: Vec<&Fix> = fixes.iter().map(|(_, fix)| fix).collect();
    let round = fix::round(source.text(), &all, Safety::Suggested);
    let source = Source::new(path, round.text);
    let done = List::read(&source);
    assert_eq!(
        done.entries.len(),
        list.entries.len(),
        "{path}: entries are lost"
    );
    for (index, _) in &fixes {
        let (old, new) = (&list.entries[*index], &done.entries[*index]);
        let (was, is) = (list.source.slice(old.span), source.slice(new.span));
        let score = scores.entry(old.form).or_default();
        score.done += 1;
        if was == is {
            score.exact += 1;
        } else {
            let _ = writeln!(told, "  was:  {was}\n  is:   {is}");
            if fields(old) != fields(new) {
                score.damaged += 1;
                let _ = writeln!(told, "  DAMAGED {:?}\n  {:?}", fields(old), fields(new));
            }
        }
    }
    scores
}

/// A fifth of the entries, or all of them.
fn phases() -> usize {
    if std::env::var_os("DOCENT_EDIT_REPORT").is_some() {
        5
    } else {
        1
    }
}

/// What real entries lack goes in without harm to anything else.
#[test]
fn what_real_lists_lack_goes_in_without_harm() {
    let (mut lacking, mut filled) = (0, 0);
    for (path, text) in corpus::lists() {
        let source = Source::new(path.clone(), text);
        let list = List::read(&source);
        let conventions = Conventions::infer(&list);
        let lacks = |(index, entry): (usize, &Entry)| {
            let parts = match (&entry.venue, &entry.year) {
                (None, None) => VENUE_2024.to_vec(),
                (Some(_), None) => vec![(Slot::Year, "2024")],
                (None, Some(_)) => vec![(Slot::Venue, "arXiv")],
                (Some(_), Some(_)) => return None,
            };
            Some((index, parts))
        };
        let wanted: Vec<_> = list.entries.iter().enumerate().filter_map(lacks).collect();
        let edits = Completer::new(&list, &conventions).complete_all(&wanted);
        lacking += wanted.len();
        let made = edits.iter().flatten();
        let fixes: Vec<Fix> = made
            .map(|edits| Fix::suggested("complete", edits.clone()))
            .collect();
        filled += fixes.len();
        let all: Vec<&Fix> = fixes.iter().collect();
        let after = fix::round(source.text(), &all, Safety::Suggested);
        assert_eq!(
            after.applied.len(),
            all.len(),
            "{path}: completions collide"
        );
        let after = Source::new(path.clone(), after.text);
        let after = List::read(&after);
        for ((index, parts), edits) in wanted.iter().zip(&edits) {
            let Some(edits) = edits else { continue };
            for edit in edits {
                let gone = source.slice(edit.span);
                assert!(
                    !gone.contains(|c: char| c.is_alphanumeric()) || gone.trim().len() <= 4,
                    "{path}: {gone:?}"
                );
            }
            let mut expected = fields(&list.entries[*index]);
            for (slot, text) in parts {
                match slot {
                    Slot::Venue => expected[VENUE_FIELD] = format!("{:?}", Some(text)),
                    _ => expected[YEAR_FIELD] = "Some(2024)".to_owned(),
                }
            }
            assert_eq!(fields(&after.entries[*index]), expected, "{path}");
        }
    }
    // A list that says no venue anywhere shows no place for one.
    assert!(lacking == 0 || filled > 0, "nothing is filled");
}

#[test]
fn what_is_cut_out_of_real_lists_is_put_back() {
    let mut told = String::new();
    for what in [Cut::Both, Cut::Year, Cut::Venue] {
        let name = match what {
            Cut::Both => "both",
            Cut::Year => "year",
            Cut::Venue => "venue",
        };
        let mut sum = Scores::new();
        for (path, text) in corpus::lists() {
            let mut of_list = Score::default();
            let mut said = String::new();
            for phase in 0..phases() {
                for (form, score) in restored(&path, &text, what, phase, &mut said) {
                    of_list += score;
                    *sum.entry(form).or_default() += score;
                }
            }
            let _ = writeln!(told, "{name} {path}: {of_list:?}\n{said}");
        }
        let _ = writeln!(told, "SUM {name}: {sum:?}");
        for (form, score) in sum {
            let Score {
                cut,
                done,
                exact,
                damaged,
            } = score;
            assert_eq!(
                damaged, 0,
                "{name} {form:?}: a completion changed another field"
            );
            // What is not what it was, was not in the list's form, or padded.
            let most = exact * 10 >= done * 8 && done * 10 >= cut * 7;
            assert!(most || cut < 20, "{name} {form:?}: {score:?}");
        }
    }
    if let Some(path) = std::env::var_os("DOCENT_EDIT_REPORT") {
        std::fs::write(path, told).expect("written");
    }
}
