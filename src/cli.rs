//! The command line: arguments, streams and exit codes. One thin file a command.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line is where standard input, terminal and environment come in"
)]

mod check;
mod completions;
mod entries;
mod explain;
mod fix;
mod init;
mod known;
mod lists;
mod man;
mod rules;

use crate::config::{Config, ConfigError, Flags};
use crate::diagnostic::Severity;
use crate::generated::{self, Files};
use crate::list::List;
use crate::local::{self, ListFile};
use crate::report::{self, Summary, visible};
use crate::rule::RuleSet;
use crate::text::Source;
use annotate_snippets::Renderer;
use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use clap::error::{ContextKind, ContextValue};
use clap::{Args, Parser, Subcommand, ValueEnum};
use lists::Lists;
use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What all commands share stands after what is a command's own.
const COMMON: usize = 900;

/// Keeps an awesome list in order: finds what is wrong with it and repairs what it can.
#[derive(Debug, Parser)]
#[command(
    name = "docent",
    version,
    arg_required_else_help = true,
    max_term_width = 100
)]
#[command(after_help = "\
Exit codes: 0 nothing found, 1 findings, 2 docent could not do its job.

Examples:
  docent check                     the README of this directory
  docent fix --diff list.md        what docent would repair, as a diff
  docent explain unused-allow      what a rule is about")]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to use colours: on a terminal without `NO_COLOR`, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        display_order = COMMON
    )]
    color: Color,

    /// Say on standard error what is being done; twice for more
    #[arg(long, short, global = true, action = clap::ArgAction::Count, display_order = COMMON)]
    verbose: u8,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Fix(fix::Fix),
    Init(init::Init),
    Entries(entries::Entries),
    Rules(rules::Rules),
    Explain(explain::Explain),
    Completions(completions::Completions),
    Man(man::Man),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    fn on(self, stream: &impl RawStream) -> bool {
        match self {
            Self::Auto => AutoStream::choice(stream) != ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Which rules run.
#[derive(Debug, Args)]
struct Selection {
    /// The configuration [default: docent.toml beside the list or above it in its repository]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The preset to start from, instead of the one that the configuration names
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,

    /// Run only these rules (ids or families, separated by commas)
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_name)]
    select: Vec<String>,

    /// Do not run these rules (ids or families, separated by commas)
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_name)]
    ignore: Vec<String>,
}

/// One name of several: blanks may stand around the commas.
fn rule_name(given: &str) -> Result<String, &'static str> {
    match given.trim() {
        "" => Err("name a rule or a family before and after each comma"),
        name => Ok(name.to_owned()),
    }
}

/// When findings make the exit code 1.
#[derive(Debug, Args)]
struct Gate {
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    fail_on: FailOn,

    /// Exit with 0 whatever is found; the same as `--fail-on never`
    #[arg(long, conflicts_with = "fail_on")]
    exit_zero: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    Note,
    Warn,
    Deny,
    Never,
}

impl Gate {
    /// The least severity that fails; `None` when nothing does.
    fn least(&self) -> Option<Severity> {
        match self.fail_on {
            _ if self.exit_zero => None,
            FailOn::Note => Some(Severity::Note),
            FailOn::Warn => Some(Severity::Warn),
            FailOn::Deny => Some(Severity::Deny),
            FailOn::Never => None,
        }
    }

    fn status(&self, found: &Summary) -> Status {
        let (least, worst) = (self.least(), found.worst());
        let fails = least.is_some_and(|least| worst.is_some_and(|worst| worst >= least));
        if fails {
            Status::Findings
        } else {
            Status::Clean
        }
    }
}

/// How a run ended; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings, or with `fix --diff` something to repair.
    Findings = 1,
    /// Bad usage, an unreadable file, an invalid configuration.
    Failed = 2,
}

/// Where output goes and what it may look like.
struct Streams<'o> {
    out: &'o mut dyn Write,
    err: &'o mut dyn Write,
    /// Whether `out` takes colours.
    color: bool,
    /// How a place in a configuration is drawn on `err`.
    renderer: Renderer,
    /// Whether `out` is a terminal.
    is_terminal: bool,
    /// Columns of the terminal.
    width: usize,
    /// Whether it was said what an entry looks like.
    hinted: bool,
}

const NO_ENTRIES: &str = "\
docent looks for list items, table rows, paragraphs and headings with a title and a link:
  - **Title.** *Authors.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.10020)]
  - [Name](https://example.org) - What it is.
";

impl Streams<'_> {
    /// Says that the list at `path` has no entries, and once what they look like: most likely the
    /// wrong file was named.
    fn hint_no_entries(&mut self, path: &str) -> io::Result<()> {
        writeln!(self.err, "hint: {}: no entries found", visible::line(path))?;
        if !std::mem::replace(&mut self.hinted, true) {
            self.err.write_all(NO_ENTRIES.as_bytes())?;
        }
        Ok(())
    }

    fn complain(&mut self, error: &anyhow::Error) -> io::Result<()> {
        // What was found so far comes first, as on a terminal both go to one place. Where it
        // cannot be written, this may be the error that says so.
        let _ = self.out.flush();
        match error.downcast_ref::<ConfigError>() {
            Some(error) if error.span.is_some() => {
                writeln!(self.err, "{}", error.render(&self.renderer))
            }
            _ => writeln!(self.err, "error: {}", visible::line(&format!("{error:#}"))),
        }
    }
}

/// Parses `args` (the program's name first), runs the command, gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(mut error) => {
            suggest_command(&mut error);
            // Help and version are "errors" with exit code 0. A closed pipe is no one's loss.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let color = cli.color.on(&io::stdout());
    let err_color = cli.color.on(&io::stderr());
    start_tracing(cli.verbose, err_color);
    let mut streams = Streams {
        out: &mut BufWriter::new(io::stdout().lock()),
        err: &mut io::stderr().lock(),
        color,
        renderer: if err_color {
            Renderer::styled()
        } else {
            Renderer::plain()
        },
        is_terminal: io::IsTerminal::is_terminal(&io::stdout()),
        width: columns().unwrap_or(report::DEFAULT_WIDTH),
        hinted: false,
    };
    let ran = match cli.command {
        Command::Check(command) => command.run(&mut streams),
        Command::Fix(command) => command.run(&mut streams),
        Command::Init(command) => command.run(&mut streams),
        Command::Entries(command) => command.run(&mut streams),
        Command::Rules(command) => command.run(&mut streams),
        Command::Explain(command) => command.run(&mut streams),
        Command::Completions(command) => command.run(&mut streams),
        Command::Man(command) => command.run(&mut streams),
    };
    let ran = ran.and_then(|status| Ok(streams.out.flush().map(|()| status)?));
    match ran {
        Ok(status) => ExitCode::from(status as u8),
        // Whoever read the output has seen enough (`docent check | head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where standard error is closed too, the exit code says it.
            let _ = streams.complain(&error);
            ExitCode::from(Status::Failed as u8)
        }
    }
}

/// A word that is no command but looks like a path: `docent README.md` was to check it.
fn suggest_command(error: &mut clap::Error) {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return;
    };
    let is_near = error.get(ContextKind::SuggestedSubcommand).is_some();
    if !is_near && word.contains(['.', '/', std::path::MAIN_SEPARATOR]) {
        let tip = format!("to check a list: docent check {word}");
        let tip = ContextValue::StyledStrs(vec![tip.into()]);
        error.insert(ContextKind::Suggested, tip);
    }
}

/// How wide output may be: as `COLUMNS` says, else as the terminal is; `None` where there is neither.
fn columns() -> Option<usize> {
    let said = std::env::var("COLUMNS").ok();
    let said = said.and_then(|columns| columns.trim().parse().ok());
    said.filter(|&columns| columns > 0).or_else(|| {
        let size = terminal_size::terminal_size_of(io::stdout());
        size.map(|(width, _)| usize::from(width.0))
    })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn start_tracing(verbosity: u8, color: bool) {
    let level = match verbosity {
        0 => return,
        1 => tracing::Level::DEBUG,
        _ => tracing::Level::TRACE,
    };
    // No earlier subscriber can exist; were there one, it would do.
    let _ = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_max_level(level)
        .with_ansi(color)
        .without_time()
        .try_init();
}

/// What to say where a program writes the list in `file`. Nothing of a list of several files: whoever
/// says that it is one knows them.
fn generated(file: &ListFile, list: &List<'_>) -> Option<String> {
    if !file.files.is_empty() {
        return None;
    }
    let beside = local::beside(file);
    let files = Files {
        list: &file.repository_path,
        paths: &beside.paths,
        read: &|path| beside.text(path),
    };
    let generated = generated::detect(list, &files)?;
    let said = format!("hint: {}: {generated}", file.source.path());
    Some(visible::line(&said).into_owned())
}

/// The rules that run on `list`, by its configuration and the flags, and the baseline that the
/// configuration names.
fn setup(selection: &Selection, list: &ListFile) -> anyhow::Result<(RuleSet, Option<PathBuf>)> {
    let (config, path) = configure(selection, list)?;
    let baseline = path.zip(config.baseline());
    let baseline = baseline.map(|(path, baseline)| path.with_file_name(baseline));
    Ok((config.rule_set()?, baseline))
}

/// What holds for `list` by its configuration and the flags, and where the configuration stands.
fn configure(selection: &Selection, list: &ListFile) -> anyhow::Result<(Config, Option<PathBuf>)> {
    let beside = list.path.as_deref().unwrap_or(Path::new("."));
    let given = selection.config.as_ref().or(list.config.as_ref());
    let path = given.cloned().or_else(|| local::find_config(beside));
    let file = path.as_deref().map(local::read_config).transpose()?;
    tracing::debug!(config = file.as_ref().map(Source::path), "configured");
    let flags = Flags {
        preset: selection.preset.clone(),
        select: selection.select.clone(),
        ignore: selection.ignore.clone(),
    };
    Ok((Config::load(file.as_ref(), &flags)?, path))
}
