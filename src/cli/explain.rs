//! `docent explain`.

use super::{Status, Streams, unknown};
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
        let metas = || crate::rules::all().map(|spec| spec.meta);
        let Some(meta) = metas().find(|meta| meta.id == self.id) else {
            return Err(unknown("rule", &self.id, metas().map(|meta| meta.id)));
        };
        writeln!(streams.out, "{}", meta.page.trim_end())?;
        Ok(Status::Clean)
    }
}
