//! `docent completions`.

use super::{Cli, Status, Streams};
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

/// Print the script with which a shell completes docent's commands and flags
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docent completions bash > ~/.local/share/bash-completion/completions/docent
  docent completions zsh > ~/.zfunc/_docent     with ~/.zfunc in fpath
  docent completions fish > ~/.config/fish/completions/docent.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        // Written in one go: the generator panics where the reader has gone.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "docent", &mut script);
        streams.out.write_all(&script)?;
        Ok(Status::Clean)
    }
}
