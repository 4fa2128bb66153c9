//! `docent explain`.

use super::{Status, Streams};
use crate::diagnostic::Family;
use crate::rule::Spec;
use crate::rules;
use crate::text::nearest;
use anyhow::bail;
use clap::Args;

/// More rules than this were hardly meant by one word.
const MOST_MEANT: usize = 3;

/// Print the page of a rule, or the rules of a family
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docent explain unused-allow   what the rule finds and why, with examples and options
  docent explain duplicate      the rules of the family, a line each
  docent rules                  all rules and their families")]
pub(super) struct Explain {
    /// The id of the rule, or a family
    #[arg(value_name = "ID")]
    id: String,
}

impl Explain {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let id = self.id.trim();
        if let Some(spec) = rules::find(id) {
            writeln!(streams.out, "{}", spec.meta.page.trim_end())?;
            return Ok(Status::Clean);
        }
        let Some(family) = Family::ALL.into_iter().find(|family| family.name() == id) else {
            bail!("unknown rule or family `{id}`; {}", hint(id));
        };
        let of_family: Vec<&Spec> = rules::all()
            .filter(|spec| spec.meta.family == family)
            .collect();
        let ids = of_family.iter().map(|spec| spec.meta.id.len());
        let width = ids.max().unwrap_or(0);
        for spec in of_family {
            let (id, summary) = (spec.meta.id, spec.meta.summary());
            writeln!(streams.out, "{id:width$}  {summary}")?;
        }
        Ok(Status::Clean)
    }
}

/// What may have been meant by `typed`: the nearest name, or the few rules that have it in theirs.
fn hint(typed: &str) -> String {
    let ids = || rules::all().map(|spec| spec.meta.id);
    if let Some(meant) = nearest(typed, ids().chain(Family::ALL.map(Family::name))) {
        return format!("did you mean `{meant}`?");
    }
    let typed = typed.to_lowercase();
    let with: Vec<String> = ids()
        .filter(|id| id.contains(&typed))
        .map(|id| format!("`{id}`"))
        .collect();
    if (1..=MOST_MEANT).contains(&with.len()) {
        format!("did you mean {}?", with.join(" or "))
    } else {
        "`docent rules` lists them all".to_owned()
    }
}
