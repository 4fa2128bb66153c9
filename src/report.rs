//! Reports for people and programs: pure functions from findings to text.

pub mod entries;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod rdjson;
pub mod sarif;
mod shown;
pub mod text;
pub mod visible;

use crate::diagnostic::{Diagnostic, Edit, Elsewhere, Fix, Report, Safety, Severity};
use crate::rule::Meta;
use crate::text::{Source, Span, join_path};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// A format's one way in: writes what was found in all lists.
pub type Write = fn(&mut dyn io::Write, &[Checked], &Context) -> io::Result<()>;

/// What was found in one file: a list, or one of the files of a list.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file.
    pub source: Source,
    /// Its path relative to the repository, with `/` between its parts; what forges know it by.
    pub repository_path: String,
    /// How many entries it has.
    pub entries: usize,
    /// What is wrong with it.
    pub report: Report,
}

impl Checked {
    /// What was found in the files of one list, but those that are context. `repository_path` is what
    /// the check got; `entries` tells where entries start. What is counted of the list as a whole is
    /// counted with the first file.
    pub fn of(
        source: Source,
        repository_path: String,
        entries: &[u32],
        mut report: Report,
    ) -> Vec<Self> {
        if source.file_path(0).is_none() {
            return vec![Self {
                source,
                repository_path,
                entries: entries.len(),
                report,
            }];
        }
        let files: Vec<(Span, Arc<Elsewhere>)> = source
            .files()
            .map(|span| {
                let name = source.file_path(span.start).unwrap_or_default();
                let file = Elsewhere {
                    source: source.alone(span),
                    repository_path: join_path(&repository_path, name),
                };
                (span, Arc::new(file))
            })
            .collect();
        let at = |offset| {
            files
                .partition_point(|(span, _)| span.start <= offset)
                .max(1)
                - 1
        };
        let find = |offset| (Arc::clone(&files[at(offset)].1), files[at(offset)].0.start);
        let mut checked: Vec<Self> = files
            .iter()
            .map(|(_, file)| Self {
                source: file.source.clone(),
                repository_path: file.repository_path.clone(),
                entries: 0,
                report: Report::default(),
            })
            .collect();
        for &entry in entries {
            checked[at(entry)].entries += 1;
        }
        for found in std::mem::take(&mut report.diagnostics) {
            let file = at(found.span.start);
            let found = found.in_file(files[file].0, find);
            checked[file].report.diagnostics.push(found);
        }
        let is_asked = |span: Span| !source.is_context(span.start);
        let asked = checked.into_iter().zip(&files);
        let mut asked: Vec<Self> = asked
            .filter(|(_, (span, _))| is_asked(*span))
            .map(|(file, _)| file)
            .collect();
        if let Some(first) = asked.first_mut() {
            report.diagnostics = std::mem::take(&mut first.report.diagnostics);
            first.report = report;
        }
        asked
    }
}

/// The width where there is no terminal to ask.
pub const DEFAULT_WIDTH: usize = 100;

/// What a format may use besides the findings: the same for all, each takes what it needs.
#[derive(Clone, Debug)]
pub struct Context {
    /// The rules that ran, by id.
    pub rules: BTreeMap<&'static str, Meta>,
    /// With ANSI colours; text only.
    pub color: bool,
    /// Columns of the terminal; text only.
    pub width: usize,
    /// Findings shown of each rule, 0 for all; in what people read: text and Markdown.
    pub max_per_rule: usize,
    /// Findings shown in all, 0 for as many as there are; in what people read.
    pub max_findings: usize,
    /// Where not all findings are shown, say how a baseline would take them; text only.
    pub offers_baseline: bool,
    /// One line a finding, and no summary; text only.
    pub quiet: bool,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            rules: BTreeMap::new(),
            color: false,
            width: DEFAULT_WIDTH,
            max_per_rule: 50,
            max_findings: 0,
            offers_baseline: false,
            quiet: false,
        }
    }
}

impl Context {
    /// Where the page of a rule can be read.
    fn url(&self, rule: &str) -> Option<String> {
        self.rules.get(rule).map(Meta::url)
    }
}

/// How the fix is applied.
fn hint(fix: &Fix) -> &'static str {
    match fix.safety() {
        Safety::Safe => " (docent fix)",
        Safety::Suggested => " (docent fix --suggested)",
        Safety::Manual => " (by hand)",
    }
}

/// What there is to say of a finding: the message, the help, the fix in words; a line each.
fn said(found: &Diagnostic) -> Vec<String> {
    let mut lines = vec![visible::short(&found.message).into_owned()];
    lines.extend(
        found
            .help
            .as_deref()
            .map(|help| visible::short(help).into_owned()),
    );
    lines.extend(found.fix.as_ref().map(|fix| {
        let title = visible::short(fix.title());
        format!("fix: {title}{}", hint(fix))
    }));
    lines
}

/// The fix as one edit, for readers that apply one edit a finding: what lies between the first
/// and the last is written again as it was. `None` where a person has to do it.
fn one_edit(found: &Diagnostic, source: &Source) -> Option<Edit> {
    let fix = repair(found)?;
    let (first, last) = (fix.edits().first()?, fix.edits().last()?);
    let mut text = String::new();
    let mut at = first.span.start;
    for edit in fix.edits() {
        text.push_str(source.slice(Span {
            start: at,
            end: edit.span.start,
        }));
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    Some(Edit::replace(first.span.to(last.span), text))
}

/// The fix that a program may apply when told to: one that has edits and leaves nothing to choose.
fn repair(found: &Diagnostic) -> Option<&Fix> {
    let applies = |fix: &&Fix| fix.safety() != Safety::Manual && !fix.edits().is_empty();
    found.fix.as_ref().filter(applies)
}

/// The name that SARIF and workflow commands have for a severity, but for notes.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Deny => "error",
        Severity::Warn => "warning",
        Severity::Note => "note",
    }
}

/// Findings, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All findings.
    pub total: usize,
    /// Findings by rule and severity.
    pub by_rule: BTreeMap<(&'static str, Severity), usize>,
    /// Findings silenced by allow comments; not part of `total`.
    pub allowed: usize,
    /// Findings that a baseline holds; not part of `total`.
    pub baselined: usize,
    /// Findings that the change did not bring; not part of `total`.
    pub older: usize,
    /// Findings with a fix that `docent fix` applies.
    pub safe: usize,
    /// Findings with a fix that `docent fix --suggested` applies beyond those.
    pub suggested: usize,
}

impl Summary {
    /// Counts what was found in all lists together.
    pub fn of<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Self {
        let mut summary = Self::default();
        for report in reports {
            summary.allowed += report.allowed;
            summary.baselined += report.baselined;
            summary.older += report.older;
            for diagnostic in &report.diagnostics {
                summary.total += 1;
                *summary
                    .by_rule
                    .entry((diagnostic.rule, diagnostic.severity))
                    .or_default() += 1;
                match diagnostic.fix.as_ref().map(crate::diagnostic::Fix::safety) {
                    Some(Safety::Safe) => summary.safe += 1,
                    Some(Safety::Suggested) => summary.suggested += 1,
                    Some(Safety::Manual) | None => {}
                }
            }
        }
        summary
    }

    /// What was found and is not part of `total`, in words; only what there is.
    pub fn set_aside(&self) -> impl Iterator<Item = String> {
        let kinds = [
            (self.allowed, "allowed by comments"),
            (self.baselined, "in the baseline"),
            (self.older, "older than the change"),
        ];
        let some = kinds.into_iter().filter(|&(count, _)| count > 0);
        some.map(|(count, why)| format!("{count} more {why}"))
    }

    /// How many findings have this severity.
    pub fn of_severity(&self, severity: Severity) -> usize {
        self.by_rule
            .iter()
            .filter(|((_, other), _)| *other == severity)
            .map(|(_, count)| count)
            .sum()
    }

    /// The worst severity of all findings.
    pub fn worst(&self) -> Option<Severity> {
        self.by_rule.keys().map(|&(_, severity)| severity).max()
    }
}

/// `1 entry`, `226 entries`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
