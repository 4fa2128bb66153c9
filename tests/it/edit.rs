//! Completing entries: what goes in, where, and what is left alone.

use crate::corpus;
use docent::diagnostic::{Fix, Safety};
use docent::edit::Completer;
use docent::fix;
use docent::list::template::{Declared, Shape, Slot};
use docent::list::{Conventions, Entry, Field, List};
use docent::text::{Source, Span};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

const VENUE_2024: [(Slot, &str); 2] = [(Slot::Venue, "arXiv"), (Slot::Year, "2024")];

/// Ten entries written as `form` says, and `odd`; in it `#` is a number.
fn list(form: &str, odd: &str) -> String {
    let mut text = String::from("# L\n\n## S\n\n");
    for n in 10..20 {
        text += &form.replace('#', &n.to_string());
        text += "\n";
    }
    text + odd + "\n"
}

/// The last entry of `text`, completed.
fn completed(text: &str, parts: &[(Slot, &str)], declared: Option<&str>) -> Option<String> {
    let source = Source::new("list.md", text);
    let list = List::read(&source);
    let mut conventions = Conventions::infer(&list);
    if let Some(template) = declared {
        conventions = conventions.declare(&Declared {
            templates: vec![template.parse().expect("a template")],
            ..Declared::default()
        });
    }
    let entry = list.entries.last().expect("an entry");
    let edits = Completer::new(&list, &conventions).complete(entry, parts)?;
    let fix = Fix::suggested("complete", edits);
    let round = fix::round(text, &[&fix], Safety::Suggested);
    assert_eq!(
        round.text.lines().count(),
        text.lines().count(),
        "a line is lost or added"
    );
    let after = &round.text[entry.span.start as usize..];
    Some(after.trim_end_matches('\n').to_owned())
}

#[test]
fn venue_and_year_go_where_the_others_have_them() {
    let u = "https://arxiv.org/abs/2101.000";
    let cases = [
        // (the others, the one that lacks it, completed)
        (
            "- **Reading Number # Aloud.** *Ann Lee et al.* ICML 2021. [[paper](U#)]",
            "- **Trains.** *Bo Day et al.* [[paper](U99)]",
            "- **Trains.** *Bo Day et al.* arXiv 2024. [[paper](U99)]",
        ),
        (
            "- **Reading Number # Aloud.** *Ann Lee et al.*, ICML 2021. [[paper](U#)]",
            "- **Trains.** *Bo Day et al.*. [[paper](U99)]",
            "- **Trains.** *Bo Day et al.*, arXiv 2024. [[paper](U99)]",
        ),
        // An empty hole.
        (
            "- **Reading Number # Aloud**, *Ann Lee et al.*, ICML 2021. [[paper](U#)]",
            "- **Trains**, *Bo Day et al.*, . [[paper](U99)]",
            "- **Trains**, *Bo Day et al.*, arXiv 2024. [[paper](U99)]",
        ),
        (
            "- [Reading Number # Aloud](U#), Ann Lee et al., ICML 2021",
            "- [Trains](U99), Bo Day et al.",
            "- [Trains](U99), Bo Day et al., arXiv 2024",
        ),
        (
            "- (ICML 2021) **Reading Number # Aloud** [[paper](U#)]",
            "* **Trains** [[paper](U99)]",
            "* (arXiv 2024) **Trains** [[paper](U99)]",
        ),
        (
            "- **Reading Number # Aloud** `ICML 2021` [[paper](U#)]",
            "- **Trains** [[paper](U99)]",
            "- **Trains** `arXiv 2024` [[paper](U99)]",
        ),
        (
            "- [Reading Number # Aloud](U#) *ICML 2021*",
            "- [Trains](U99)",
            "- [Trains](U99) *arXiv 2024*",
        ),
        (
            "- [Reading Number # Aloud](U#) (ICML'21)",
            "- [Trains](U99)",
            "- [Trains](U99) (arXiv'24)",
        ),
        (
            "**Reading Number # Aloud** \\\n*Ann Lee, Bob Ray* \\\nICML 2021. [[paper](U#)]\n",
            "**Trains** \\\n*Bo Day, Cy Fox* \\\n[[paper](U99)]",
            "**Trains** \\\n*Bo Day, Cy Fox* \\\narXiv 2024. [[paper](U99)]",
        ),
        ("  - Reading", "", ""),
    ];
    for (form, odd, wanted) in cases {
        let [form, odd, wanted] = [form, odd, wanted].map(|text| text.replace('U', u));
        if odd.is_empty() {
            continue;
        }
        let text = list(&form, &odd);
        assert_eq!(
            completed(&text, &VENUE_2024, None).as_deref(),
            Some(wanted.as_str()),
            "{form}"
        );
        let crlf = text.replace('\n', "\r\n");
        let done = completed(&crlf, &VENUE_2024, None).map(|text| text.replace("\r\n", "\n"));
        assert_eq!(
            done.as_deref().map(str::trim_end),
            Some(wanted.as_str()),
            "{form}"
        );
    }
}

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
        let (first, last) = (at[run], at[end]);
        let (before, after) = (gaps[first], gaps[last + 1]);
        let slot = |at: Option<usize>| Some(shape.pieces.get(at?)?.slot);
        let start = if first == 0 {
            entry.span.start
        } else {
            shape.pieces[first - 1].span.end
        };
        let stop = shape
            .pieces
            .get(last + 1)
            .map_or(entry.span.end, |next| next.span.start);
        let known = seams
            .get(&(slot(first.checked_sub(1)), slot(Some(last + 1))))
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
            Some(format!("{head}  {tail}"))
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
#[derive(Default, Clone, Copy)]
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

/// Cuts every fifth entry, completes what is left, and compares.
fn restored(path: &str, text: &str, what: Cut, phase: usize, told: &mut String) -> Score {
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
    let mut score = Score::default();
    if after.entries.len() != list.entries.len() {
        return score;
    }
    let conventions = Conventions::infer(&after);
    let completer = Completer::new(&after, &conventions);
    let mut fixes = Vec::new();
    let mut wanted = Vec::new();
    for cut in &cuts {
        let (old, new) = (&list.entries[cut.entry], &after.entries[cut.entry]);
        let mut expected = fields(old);
        if what != Cut::Year {
            expected[VENUE_FIELD] = "None".to_owned();
        }
        if what != Cut::Venue {
            expected[YEAR_FIELD] = "None".to_owned();
        }
        if fields(new) != expected || source.slice(new.span) != cut.text {
            continue;
        }
        score.cut += 1;
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
    score
}

/// A fifth of the entries, or all of them.
fn phases() -> usize {
    if std::env::var_os("EDIT_TOLD").is_some() {
        5
    } else {
        1
    }
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
        let mut sum = Score::default();
        for (path, text) in corpus::lists() {
            let mut of_list = Score::default();
            let mut said = String::new();
            for phase in 0..phases() {
                let score = restored(&path, &text, what, phase, &mut said);
                of_list.cut += score.cut;
                of_list.done += score.done;
                of_list.exact += score.exact;
                of_list.damaged += score.damaged;
            }
            sum.cut += of_list.cut;
            sum.done += of_list.done;
            sum.exact += of_list.exact;
            sum.damaged += of_list.damaged;
            let Score {
                cut,
                done,
                exact,
                damaged,
            } = of_list;
            let file = path.rsplit('/').next().unwrap_or_default();
            let _ = writeln!(
                told,
                "{name} {file}: cut {cut} done {done} exact {exact} damaged {damaged}"
            );
            told += &said;
        }
        let Score {
            cut,
            done,
            exact,
            damaged,
        } = sum;
        let _ = writeln!(
            told,
            "SUM {name}: cut {cut} done {done} exact {exact} damaged {damaged}"
        );
    }
    if let Some(path) = std::env::var_os("EDIT_TOLD") {
        std::fs::write(path, told).expect("written");
    }
}
