//! Old findings that do not count.
//!
//! A baseline is a file of JSON Lines: the first line says what it is, every other line is one
//! finding. Fingerprints decide; rule, path, entry and message are for whoever reads the file, and
//! stay as they were first written, so that a new wording changes no line. Sorted, one finding a
//! line: a repaired finding is one line less in a diff, and two branches merge.

use crate::diagnostic::{Diagnostic, Fingerprint, Report};
use crate::rule::RuleSet;
use crate::text::Source;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The version of the form that this docent writes, and the newest it reads.
const VERSION: u64 = 1;

/// What a baseline begins with.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Header {
    docent_baseline: u64,
}

/// One line: a finding that does not count. Sorted by what a reader looks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    path: String,
    rule: String,
    entry: Option<String>,
    fingerprint: Fingerprint,
    message: String,
}

/// Findings that do not count, by fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Fingerprint, Known>,
}

impl Baseline {
    /// Reads what [`Display`](fmt::Display) writes; the lines may be in any order.
    pub fn parse(file: &Source) -> Result<Self, BaselineError> {
        let path = || file.path().to_owned();
        let text = file.text().trim_start_matches('\u{feff}');
        let mut lines = (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty());
        let first = lines.next().map_or("", |(_, line)| line);
        match serde_json::from_str::<Header>(first).map(|header| header.docent_baseline) {
            Ok(VERSION) => {}
            Ok(version) if version > VERSION => {
                return Err(BaselineError::Newer {
                    path: path(),
                    version,
                });
            }
            Ok(_) | Err(_) if is_conflict(first) => {
                return Err(BaselineError::Conflict {
                    path: path(),
                    line: 1,
                });
            }
            Ok(_) | Err(_) => return Err(BaselineError::NotABaseline { path: path() }),
        }
        let mut known = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (line, text) in lines {
            if is_conflict(text) {
                return Err(BaselineError::Conflict { path: path(), line });
            }
            let finding: Known =
                serde_json::from_str(text).map_err(|error| BaselineError::Line {
                    path: path(),
                    line,
                    // Its own place is that within the line.
                    reason: error.to_string().replace(" at line 1", ""),
                })?;
            if let Some(first) = places.insert(finding.fingerprint, line) {
                return Err(BaselineError::Twice {
                    path: path(),
                    line,
                    first,
                });
            }
            known.insert(finding.fingerprint, finding);
        }
        Ok(Self { known })
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Takes the findings that it holds out of `report`, and counts them there.
    pub fn apply(&self, report: &mut Report) {
        let before = report.diagnostics.len();
        report
            .diagnostics
            .retain(|found| !self.known.contains_key(&found.fingerprint));
        report.baselined += before - report.diagnostics.len();
    }

    /// What it holds of the list at `path` and `rules` no longer find there. `report` is whole:
    /// nothing was taken out of it.
    ///
    /// A rule that is off did not look: what is known of it stays. What is known of a rule that
    /// docent no longer has is gone.
    pub fn gone(&self, path: &str, report: &Report, rules: &RuleSet) -> Vec<Fingerprint> {
        let found = report.diagnostics.iter().map(|found| found.fingerprint);
        let found: BTreeSet<Fingerprint> = found.collect();
        let looked = |rule: &str| {
            rules.active.iter().any(|active| active.meta.id == rule) || !rules.known.contains(&rule)
        };
        let gone = self.known.values().filter(|known| {
            known.path == path && looked(&known.rule) && !found.contains(&known.fingerprint)
        });
        gone.map(|known| known.fingerprint).collect()
    }

    /// Takes findings out.
    pub fn remove(&mut self, gone: &[Fingerprint]) {
        for fingerprint in gone {
            self.known.remove(fingerprint);
        }
    }

    /// Makes `report` what it holds of the list at `path`: what is gone is taken out, what is new
    /// put in. Other lists, and rules that did not run, are left alone.
    pub fn record(&mut self, path: &str, report: &Report, rules: &RuleSet) {
        self.remove(&self.gone(path, report, rules));
        for found in &report.diagnostics {
            let known = || Known::of(found, path);
            self.known.entry(found.fingerprint).or_insert_with(known);
        }
    }
}

impl Known {
    fn of(found: &Diagnostic, path: &str) -> Self {
        Self {
            path: path.to_owned(),
            rule: found.rule.to_owned(),
            entry: found.entry.clone(),
            fingerprint: found.fingerprint,
            message: found.message.clone(),
        }
    }
}

/// The text of the file.
impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = Header {
            docent_baseline: VERSION,
        };
        let mut sorted: Vec<_> = self.known.values().collect();
        sorted.sort_unstable();
        // Strings and numbers alone: all of it has a form in JSON.
        let json = |line| serde_json::to_string(line).map_err(|_| fmt::Error);
        writeln!(
            f,
            "{}",
            serde_json::to_string(&header).map_err(|_| fmt::Error)?
        )?;
        sorted
            .into_iter()
            .try_for_each(|known| writeln!(f, "{}", json(known)?))
    }
}

/// Whether git left this line where two branches could not be merged.
fn is_conflict(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
        .iter()
        .any(|marker| line.starts_with(marker))
}

/// Why a file cannot be used as a baseline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// It does not begin as one.
    #[error(
        "{path}: not a baseline: the first line of one is {{\"docent-baseline\":{VERSION}}}; \
         name another file"
    )]
    NotABaseline {
        /// As named.
        path: String,
    },
    /// A later docent wrote it.
    #[error(
        "{path}: a baseline of version {version}, and this docent knows versions up to {VERSION}; \
         use the docent that wrote it, or a newer one"
    )]
    Newer {
        /// As named.
        path: String,
        /// The version it says.
        version: u64,
    },
    /// Two branches met.
    #[error(
        "{path}:{line}: a merge conflict; keep the lines of both sides, each once, in any order"
    )]
    Conflict {
        /// As named.
        path: String,
        /// From 1.
        line: usize,
    },
    /// A line that holds no finding.
    #[error("{path}:{line}: not a finding: {reason}; restore the line or take it out")]
    Line {
        /// As named.
        path: String,
        /// From 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// The same finding on two lines.
    #[error("{path}:{line}: the same finding as on line {first}; take one of the two out")]
    Twice {
        /// As named.
        path: String,
        /// The second line, from 1.
        line: usize,
        /// The first line, from 1.
        first: usize,
    },
}
