//! Findings, and the edits that repair them. Owned: a report outlives its source.

use crate::text::{Source, Span, common_prefix, common_suffix};
use std::fmt;
use std::sync::Arc;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; often meant that way.
    Note,
    /// A maintainer would change it.
    Warn,
    /// A maintainer would not merge it.
    Deny,
}

impl Severity {
    /// The name in JSON and in messages: `note`, `warn` or `deny`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// What a rule is set to: off, or the severity of its findings.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Findings are notes.
    Note,
    /// Findings are warnings.
    Warn,
    /// Findings are errors.
    Deny,
}

impl Level {
    /// The severity of the findings; `None` when the rule is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warn => Some(Severity::Warn),
            Self::Deny => Some(Severity::Deny),
        }
    }

    /// The name in configuration.
    pub fn name(self) -> &'static str {
        self.severity().map_or("off", Severity::name)
    }
}

/// A group of rules; selecting a family selects all its rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// How entries are written.
    Format,
    /// Addresses and Markdown links.
    Link,
    /// Where and when papers appeared.
    Venue,
    /// The same paper more than once.
    Duplicate,
    /// docent's own housekeeping: allow comments.
    Docent,
}

impl Family {
    /// All families, in the order they are shown.
    pub const ALL: [Self; 5] = [
        Self::Format,
        Self::Link,
        Self::Venue,
        Self::Duplicate,
        Self::Docent,
    ];

    /// The name in JSON, on the command line and in configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Link => "link",
            Self::Venue => "venue",
            Self::Duplicate => "duplicate",
            Self::Docent => "docent",
        }
    }
}

/// Whether a fix may be applied without being asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// Shown, never applied: a person has to choose or to fill in.
    Manual,
    /// Very likely right but changes what the entry says or links; applied with `--suggested`.
    Suggested,
    /// Changes form only, never meaning; applied by `docent fix`.
    Safe,
}

impl Safety {
    /// The name in JSON: `manual`, `suggested` or `safe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Suggested => "suggested",
            Self::Safe => "safe",
        }
    }
}

/// One replacement: `text` takes the place of `span`. Empty text deletes, an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Put `text` in place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }

    /// Make of `old`, which stands at `span`, the text `new`, without what both begin and end with.
    pub fn smallest(span: Span, old: &str, new: &str) -> Self {
        let head = common_prefix(old, new);
        let (old, new) = (&old[head..], &new[head..]);
        let tail = common_suffix(old, new);
        let start = span.start as usize + head;
        let span = Span::new(start, start + old.len() - tail);
        Self::replace(span, &new[..new.len() - tail])
    }

    /// Insert `text` before the byte at `at`.
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(Span { start: at, end: at }, text)
    }

    /// Take `span` out.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// Edits that land whole or not at all. Sorted and disjoint by construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    title: String,
    safety: Safety,
    edits: Vec<Edit>,
}

impl Fix {
    /// A fix that changes form only: applied by `docent fix`.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::new(title.into(), Safety::Safe, edits)
    }

    /// A fix that changes what is said or linked: applied by `docent fix --suggested`.
    pub fn suggested(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::new(title.into(), Safety::Suggested, edits)
    }

    /// A fix that is only shown.
    pub fn manual(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::new(title.into(), Safety::Manual, edits)
    }

    /// The same, but only shown.
    #[must_use]
    pub fn shown_only(self) -> Self {
        Self {
            safety: Safety::Manual,
            ..self
        }
    }

    fn new(title: String, safety: Safety, mut edits: Vec<Edit>) -> Self {
        edits.sort();
        debug_assert!(
            edits
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start),
            "edits overlap: {edits:?}"
        );
        Self {
            title,
            safety,
            edits,
        }
    }

    /// What the fix does, in words: "add the full stop".
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether it may be applied unasked.
    pub fn safety(&self) -> Safety {
        self.safety
    }

    /// The same fix where several files make one list: what stands between two of them is not edited,
    /// and what would change two at once is left to a person.
    #[must_use]
    pub(crate) fn within_files(mut self, source: &Source) -> Self {
        let file = self
            .edits
            .first()
            .map(|edit| source.file_of(edit.span.start));
        for edit in &mut self.edits {
            edit.span.end = edit.span.end.min(source.file_of(edit.span.start).end);
        }
        let is_inside = |edit: &Edit| file.is_some_and(|file| file.contains(edit.span));
        if !self.edits.iter().all(is_inside) {
            self.safety = Safety::Manual;
            self.edits.clear();
        }
        self
    }

    /// The edits, sorted by place, none overlapping.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}

/// A second place that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place, in the same source as the finding.
    pub span: Span,
    /// What is there: "first listed here".
    pub message: String,
    /// The file that the place is in, where that is another than the finding's.
    pub elsewhere: Option<Arc<Elsewhere>>,
}

/// Another file of the same list.
#[derive(Debug)]
pub struct Elsewhere {
    /// Its text.
    pub source: Source,
    /// Its path relative to the repository.
    pub repository_path: String,
}

/// One file of a list is the same wherever it is mentioned.
impl PartialEq for Elsewhere {
    fn eq(&self, other: &Self) -> bool {
        self.repository_path == other.repository_path
    }
}

impl Eq for Elsewhere {}

impl Label {
    /// The file that the place is in; `own` is the finding's.
    pub fn source<'a>(&'a self, own: &'a Source) -> &'a Source {
        self.elsewhere.as_ref().map_or(own, |file| &file.source)
    }
}

/// What stays the same when a finding moves: rule, path, entry, subject, ordinal; never a line
/// number and never the wording. Printed as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        // `from_str_radix` takes a sign too; only what is written is read.
        let value = u64::from_str_radix(&digits, 16).map(Self).ok();
        value
            .filter(|value| value.to_string() == *digits)
            .ok_or_else(|| serde::de::Error::custom("a fingerprint has 16 hexadecimal digits"))
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Id of the rule that found it.
    pub rule: &'static str,
    /// The rule's family.
    pub family: Family,
    /// How much it matters, as configured.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong, naming the thing.
    pub message: String,
    /// What to do, where the fix's title does not say it.
    pub help: Option<String>,
    /// Other places it is about.
    pub related: Vec<Label>,
    /// Title of the entry it is about.
    pub entry: Option<String>,
    /// Identity across edits of the list.
    pub fingerprint: Fingerprint,
    /// The repair, where one exists.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// The same finding with its places counted from the start of `file`, which it is in. Of a place
    /// in another file `find` tells which and where that starts.
    #[must_use]
    pub(crate) fn in_file(
        mut self,
        file: Span,
        find: impl Fn(u32) -> (Arc<Elsewhere>, u32),
    ) -> Self {
        self.span = self.span.from_start(file.start);
        for label in &mut self.related {
            let mut start = file.start;
            if !file.contains(label.span) {
                let (elsewhere, other) = find(label.span.start);
                label.elsewhere = Some(elsewhere);
                start = other;
            }
            label.span = label.span.from_start(start);
        }
        for edit in self.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = edit.span.from_start(file.start);
        }
        self
    }
}

/// All findings of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Sorted by span, rule, message.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings allow comments silenced.
    pub allowed: usize,
    /// How many a baseline took out.
    pub baselined: usize,
    /// How many were left out because the change that was asked about did not bring them.
    pub older: usize,
}
