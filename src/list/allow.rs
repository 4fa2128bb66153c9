//! Allow comments: `<!-- docent-allow dead-link: mirror is down -->`.
//!
//! Four forms: `docent-allow` for one entry, `docent-allow-begin` … `docent-allow-end` for a
//! region, `docent-allow-file` for the whole file. Each but the end names rules or families,
//! separated by commas, and gives a reason after a colon. Reading never fails: what is wrong with
//! a comment is kept for the rule `unused-allow` to say.

use super::Entry;
use crate::diagnostic::Diagnostic;
use crate::text::{Source, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One comment that begins with `docent-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// Which form it has.
    pub kind: AllowKind,
    /// Where it silences: a finding is silenced when its span starts in here, the end included.
    pub scope: Span,
    /// Rule ids or family names, each where it is written, known or not. Empty for the kinds that
    /// silence nothing.
    pub rules: Vec<Spanned<String>>,
    /// The reason after the colon, if one is given.
    pub reason: Option<String>,
    /// The whole comment.
    pub comment: Span,
}

/// The form of an allow comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowKind {
    /// `docent-allow`: the entry it stands on or above; without an entry, that line.
    Entry,
    /// `docent-allow-begin`: to its end comment.
    Region {
        /// The comment that closes it; `None` when it stays open to the end of the file.
        end: Option<Span>,
    },
    /// `docent-allow-file`: everything.
    File,
    /// `docent-allow-end` with nothing to close.
    StrayEnd,
    /// Another word that begins with `docent-`, most likely mistyped.
    Unknown {
        /// The word.
        keyword: Spanned<String>,
    },
}

impl AllowKind {
    /// The words that begin an allow comment.
    pub const KEYWORDS: [&'static str; 4] = [
        "docent-allow",
        "docent-allow-begin",
        "docent-allow-end",
        "docent-allow-file",
    ];
}

/// Reads the allow comments among `comments` (spans from `<!--` to `-->`, in order); `entries`, in
/// order too, give their scopes.
pub fn read(source: &Source, comments: &[Span], entries: &[Entry]) -> Vec<Allow> {
    let in_file = |file: Span| {
        let comments = &comments[slice(comments, file, |comment| *comment)];
        let entries = &entries[slice(entries, file, |entry| entry.span)];
        read_file(source, file, comments, entries)
    };
    source.files().flat_map(in_file).collect()
}

/// Which of `things`, in order, stand in `file`.
fn slice<T>(things: &[T], file: Span, span: impl Fn(&T) -> Span) -> Range<usize> {
    let before = |at| things.partition_point(|thing| span(thing).start < at);
    before(file.start)..before(file.end)
}

/// Reads those of one file; what they silence ends with it.
fn read_file(source: &Source, file: Span, comments: &[Span], entries: &[Entry]) -> Vec<Allow> {
    let places = Places::new(source, file, comments, entries);
    let mut allows: Vec<Allow> = Vec::new();
    let mut open = OpenRegions::default();
    for (index, &comment) in comments.iter().enumerate() {
        let Some(Words {
            keyword,
            rules,
            reason,
        }) = Words::read(source, comment)
        else {
            continue;
        };
        let (kind, scope) = match keyword.value.as_str() {
            "docent-allow" => (AllowKind::Entry, places.scope(index)),
            "docent-allow-file" => (AllowKind::File, file),
            "docent-allow-begin" => {
                open.begin(allows.len(), &rules);
                let end = file.end;
                (AllowKind::Region { end: None }, Span { end, ..comment })
            }
            "docent-allow-end" => {
                let closed = open.end(&rules);
                for &region in &closed {
                    allows[region].kind = AllowKind::Region { end: Some(comment) };
                    allows[region].scope.end = comment.end;
                }
                if !closed.is_empty() {
                    continue;
                }
                (AllowKind::StrayEnd, Span::at(comment.start as usize))
            }
            _ => (
                AllowKind::Unknown { keyword },
                Span::at(comment.start as usize),
            ),
        };
        let silent = matches!(kind, AllowKind::StrayEnd | AllowKind::Unknown { .. });
        let rules = if silent { Vec::new() } else { rules };
        allows.push(Allow {
            kind,
            scope,
            rules,
            reason,
            comment,
        });
    }
    allows
}

/// The words of one comment.
struct Words {
    keyword: Spanned<String>,
    rules: Vec<Spanned<String>>,
    reason: Option<String>,
}

impl Words {
    /// `None` when the comment is not ours.
    fn read(source: &Source, comment: Span) -> Option<Self> {
        let text = source.slice(comment);
        let text = text.strip_suffix("-->").unwrap_or(text);
        let body = text.strip_prefix("<!--")?;
        let mut rest = body.trim_start();
        let at = |rest: &str| comment.start as usize + text.len() - rest.len();

        let word = leading_word(rest);
        let ours = word
            .get(..7)
            .is_some_and(|head| head.eq_ignore_ascii_case("docent-"));
        if !ours {
            return None;
        }
        let spanned =
            |word: &str, at: usize| Spanned::new(word.to_owned(), Span::new(at, at + word.len()));
        let keyword = spanned(word, at(rest));
        rest = &rest[word.len()..];

        let mut rules = Vec::new();
        loop {
            rest = rest.trim_start();
            let word = leading_word(rest);
            if word.is_empty() {
                break;
            }
            rules.push(spanned(word, at(rest)));
            rest = rest[word.len()..].trim_start();
            let Some(next) = rest.strip_prefix(',') else {
                break;
            };
            rest = next;
        }
        let reason = rest.trim_start_matches([':', '-', '–', '—']).trim();
        let reason = (!reason.is_empty()).then(|| reason.to_owned());
        Some(Self {
            keyword,
            rules,
            reason,
        })
    }
}

/// The letters, digits, hyphens and underscores that `text` begins with; a word begins with a
/// letter, so that a dash before the reason is none.
fn leading_word(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_alphabetic()) {
        return "";
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// Regions begun and not yet closed: a stack for each rule named, and one for all.
#[derive(Default)]
struct OpenRegions {
    stacks: BTreeMap<String, Vec<usize>>,
    closed: BTreeSet<usize>,
}

impl OpenRegions {
    fn begin(&mut self, region: usize, rules: &[Spanned<String>]) {
        for name in rules.iter().map(|rule| rule.value.as_str()).chain([""]) {
            self.stacks.entry(name.to_owned()).or_default().push(region);
        }
    }

    /// The regions that an end comment closes: for each rule it names the innermost that names it,
    /// without names the innermost.
    fn end(&mut self, rules: &[Spanned<String>]) -> Vec<usize> {
        let nameless = rules.is_empty().then_some("");
        let mut closed = Vec::new();
        for name in rules.iter().map(|rule| rule.value.as_str()).chain(nameless) {
            let Some(stack) = self.stacks.get_mut(name) else {
                continue;
            };
            // What another name closed already is still on this stack.
            while stack
                .last()
                .is_some_and(|region| self.closed.contains(region) && !closed.contains(region))
            {
                stack.pop();
            }
            if let Some(region) = stack.pop_if(|region| !closed.contains(region)) {
                self.closed.insert(region);
                closed.push(region);
            }
        }
        closed
    }
}

/// Where comments stand among lines and entries.
struct Places<'a> {
    source: &'a Source,
    /// Where the file ends.
    end: usize,
    comments: &'a [Span],
    /// For each comment the first byte after it that is neither blank nor in another comment.
    next: Vec<usize>,
    /// For each comment whether only blanks and comments share its lines.
    alone: Vec<bool>,
    entries: &'a [Entry],
    /// For each entry the last line that it or one before it reaches, so that a search backwards
    /// knows when to stop.
    reach: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(source: &'a Source, file: Span, comments: &'a [Span], entries: &'a [Entry]) -> Self {
        let end = file.end as usize;
        let text = &source.text()[..end];
        let blank_until = |from: usize| text.len() - text[from..].trim_start().len();
        let mut next: Vec<usize> = comments
            .iter()
            .map(|comment| blank_until(comment.end as usize))
            .collect();
        for index in (1..next.len()).rev() {
            if next[index - 1] == comments[index].start as usize {
                next[index - 1] = next[index];
            }
        }
        let mut alone = Vec::with_capacity(comments.len());
        for (index, comment) in comments.iter().enumerate() {
            let line = source.line_span(source.line_of(comment.start)).start as usize;
            let before = match index.checked_sub(1).map(|last| comments[last].end as usize) {
                Some(end) if end > line => alone[index - 1] && blank(text, end, comment.start),
                _ => blank(text, line, comment.start),
            };
            let after = next[index] == text.len()
                || source.line_of(next[index] as u32) > source.last_line(*comment);
            alone.push(before && after);
        }
        let reach = entries.iter().scan(0, |reach, entry| {
            *reach = source.last_line(entry.span).max(*reach);
            Some(*reach)
        });
        Self {
            source,
            end,
            comments,
            next,
            alone,
            entries,
            reach: reach.collect(),
        }
    }

    /// What an allow comment for one entry silences.
    fn scope(&self, index: usize) -> Span {
        let source = self.source;
        let comment = self.comments[index];
        let line = source.line_of(comment.start);
        let around = self.entry_on(line);
        if !self.alone[index] {
            return around.map_or_else(|| source.line_span(line), |entry| entry.span);
        }
        let next = self.next[index] as u32;
        let next_line = source.line_of(next);
        let below = self.entry_on(next_line).filter(|below| {
            // Indented deeper than what follows, it belongs to the entry it stands in.
            let indent = |at: u32| at - source.line_span(source.line_of(at)).start;
            around.is_none_or(|around| {
                around.span == below.span
                    || source.line_of(below.span.start) == next_line
                        && indent(next) >= indent(comment.start)
            })
        });
        match (below.or(around), next as usize == self.end) {
            (Some(entry), _) => entry.span,
            (None, true) => comment,
            (None, false) => source.line_span(next_line),
        }
    }

    /// The innermost entry with a part on `line`.
    fn entry_on(&self, line: usize) -> Option<&'a Entry> {
        let source = self.source;
        let begun = self
            .entries
            .partition_point(|e| source.line_of(e.span.start) <= line);
        (0..begun)
            .rev()
            .take_while(|&index| self.reach[index] >= line)
            .map(|index| &self.entries[index])
            .find(|entry| source.last_line(entry.span) >= line)
    }
}

/// Whether there are only blanks from `from` to `to`.
fn blank(text: &str, from: usize, to: u32) -> bool {
    text[from..to as usize].trim().is_empty()
}

/// Applies allow comments to findings and remembers which comments were of use. Each question
/// takes logarithmic time, however many comments and findings there are.
#[derive(Debug, Default)]
pub struct Silencer<'l> {
    /// Scopes by the name they silence: sorted, disjoint.
    scopes: BTreeMap<&'l str, Vec<Span>>,
    /// Starts of the findings silenced, by the name that did it.
    silenced: BTreeMap<&'static str, BTreeSet<u32>>,
}

impl<'l> Silencer<'l> {
    /// A silencer that has seen no finding yet.
    pub fn new(allows: &'l [Allow]) -> Self {
        let mut scopes = BTreeMap::<&str, Vec<Span>>::new();
        for allow in allows {
            for rule in &allow.rules {
                scopes
                    .entry(rule.value.as_str())
                    .or_default()
                    .push(allow.scope);
            }
        }
        for spans in scopes.values_mut() {
            spans.sort();
            spans.dedup_by(|later, earlier| {
                let joins = later.start <= earlier.end;
                if joins {
                    *earlier = earlier.to(*later);
                }
                joins
            });
        }
        Self {
            scopes,
            silenced: BTreeMap::new(),
        }
    }

    /// Whether a comment silences `finding`, by its rule or by its family; remembers that it did.
    pub fn silences(&mut self, finding: &Diagnostic) -> bool {
        let at = finding.span.start;
        let mut silenced = false;
        for name in [finding.rule, finding.family.name()] {
            let spans = self.scopes.get(name).map_or(&[][..], Vec::as_slice);
            let covering = spans
                .partition_point(|span| span.start <= at)
                .checked_sub(1);
            if covering.is_some_and(|index| at <= spans[index].end) {
                self.silenced.entry(name).or_default().insert(at);
                silenced = true;
            }
        }
        silenced
    }

    /// Whether `rule`, one of those that `allow` names, silenced any finding seen so far.
    pub fn used(&self, allow: &Allow, rule: &str) -> bool {
        let Span { start, end } = allow.scope;
        self.silenced
            .get(rule)
            .is_some_and(|starts| starts.range(start..=end).next().is_some())
    }
}

#[cfg(test)]
mod tests;
