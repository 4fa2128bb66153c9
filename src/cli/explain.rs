//! `docent explain`.

use super::{Status, Streams};
use crate::rules;
use crate::text::nearest;
use anyhow::bail;
use clap::Args;

/// Print the page of a rule
#[derive(Debug, Args)]
#[command(after_help = "`docent rules` lists all rules.")]
pub(super) struct Explain {
    /// The id of the rule
    #[arg(value_name = "ID")]
    id: String,
}

impl Explain {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let Some(spec) = rules::find(&self.id) else {
            let near = nearest(&self.id, rules::all().map(|spec| spec.meta.id));
            let hint = match near {
                Some(id) => format!("did you mean `{id}`?"),
                None => "`docent rules` lists them all".to_owned(),
            };
            bail!("unknown rule `{}`; {hint}", self.id);
        };
        writeln!(streams.out, "{}", spec.meta.page.trim_end())?;
        Ok(Status::Clean)
    }
}
