//! `docent man`.

use super::{Cli, Status, Streams};
use crate::local;
use crate::report::visible;
use clap::{Args, CommandFactory as _};
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Print the manual page, or write all pages into a directory
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docent man | man -l -                   reads the main page
  docent man ~/.local/share/man/man1      installs all pages, one a command")]
pub(super) struct Man {
    /// Where to write docent.1, docent-check.1 and the others; made where it does not exist
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> anyhow::Result<Status> {
        let mut docent = Cli::command().disable_help_subcommand(true);
        // Names the commands in full and gives them the flags they share.
        docent.build();
        let Some(directory) = &self.directory else {
            streams.out.write_all(&page(docent)?)?;
            return Ok(Status::Clean);
        };
        let commands: Vec<clap::Command> = docent.get_subcommands().cloned().collect();
        for command in std::iter::once(docent).chain(commands) {
            let name = command.get_display_name().unwrap_or(command.get_name());
            let path = directory.join(format!("{name}.1"));
            local::save(&path, &page(command)?)?;
            let path = path.display().to_string();
            writeln!(streams.out, "{}", visible::line(&path))?;
        }
        Ok(Status::Clean)
    }
}

/// What an after-help says before its examples.
const EXAMPLES: &str = "Examples:\n";

/// The page of one command, in roff.
fn page(command: clap::Command) -> io::Result<Vec<u8>> {
    let help = command.get_after_help().map(ToString::to_string);
    let has_commands = command.has_subcommands();
    let page = clap_mangen::Man::new(command)
        .source(concat!("docent ", env!("CARGO_PKG_VERSION")))
        .manual("docent");
    let mut roff = Vec::new();
    page.render_title(&mut roff)?;
    page.render_name_section(&mut roff)?;
    page.render_synopsis_section(&mut roff)?;
    page.render_description_section(&mut roff)?;
    page.render_options_section(&mut roff)?;
    if has_commands {
        page.render_subcommands_section(&mut roff)?;
    }
    let help = help.unwrap_or_default();
    let (notes, examples) = help.split_once(EXAMPLES).unwrap_or((&help, ""));
    if !notes.is_empty() {
        write!(roff, ".SH NOTES\n{}", plain(notes.trim_end()))?;
    }
    if !examples.is_empty() {
        // Not filled: a line is an example.
        write!(roff, ".SH EXAMPLES\n.nf\n{}.fi\n", plain(examples))?;
    }
    Ok(roff)
}

/// Lines that roff takes as they are, none as a request.
fn plain(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        match line.as_str() {
            "" => ".PP\n".to_owned(),
            line if line.starts_with(['.', '\'']) => format!("\\&{line}\n"),
            line => format!("{line}\n"),
        }
    };
    text.lines().map(line).collect()
}
