//! How long `docent check` takes as a whole process, on made lists of growing size.
//!
//! `cargo bench` prints the median of several runs; time has to grow with the size and no
//! faster. On Linux, `/usr/bin/time -v target/release/docent check LIST` shows the peak memory;
//! `cargo bench -- --keep DIR` leaves the lists in `DIR` for it.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, reads the clock and may fail"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SIZES: [usize; 5] = [226, 2_500, 10_000, 20_000, 40_000];
const RUNS: usize = 11;

fn main() {
    let mut args = std::env::args().skip_while(|arg| arg != "--keep").skip(1);
    let kept = args.next().map(PathBuf::from);
    let temporary = tempfile::tempdir().unwrap();
    let folder = kept.as_deref().unwrap_or(temporary.path());
    for size in SIZES {
        let path = folder.join(format!("{size}.md"));
        std::fs::write(&path, list(size)).unwrap();
        let bytes = std::fs::metadata(&path).unwrap().len();
        let time = median(&path);
        println!(
            "{size:>6} entries  {:>6.2} MB  {:>7.1} ms",
            bytes as f64 / 1e6,
            time.as_secs_f64() * 1e3
        );
    }
}

fn median(list: &Path) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            Command::new(env!("CARGO_BIN_EXE_docent"))
                .args(["check", "--exit-zero"])
                .arg(list)
                .stdout(Stdio::null())
                .status()
                .unwrap();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

/// A list like real ones: sections of fifty, every twentieth paper listed before, one entry in a
/// hundred with something wrong.
fn list(size: usize) -> String {
    const WORDS: [&str; 16] = [
        "Learning",
        "Reading",
        "Language",
        "Models",
        "Graphs",
        "Reasoning",
        "Feedback",
        "Agents",
        "Tools",
        "Planning",
        "Memory",
        "Vision",
        "Search",
        "Rewards",
        "Attention",
        "Scaling",
    ];
    const VENUES: [&str; 5] = [
        "arXiv 2024",
        "ICLR 2024",
        "NeurIPS 2023",
        "ACL 2023",
        "Findings of EMNLP 2023",
    ];
    let mut text = "# A Long List\n".to_owned();
    for index in 0..size {
        if index % 50 == 0 {
            write!(text, "\n## Section {}\n\n", index / 50).unwrap();
        }
        let paper = if index % 20 == 19 { index / 2 } else { index };
        let word = |salt: usize| WORDS[(paper * 7 + salt * 5 + paper / 16) % WORDS.len()];
        let stop = if index % 100 == 99 { "" } else { "." };
        writeln!(
            text,
            "- **{} {}: On the {} of {} in the {} Case of Number {paper}{stop}** *Author{} et al.* {}. \
             [[paper](https://arxiv.org/abs/{:04}.{:05})] [[code](https://github.com/example/project{paper})]\n",
            word(0), word(1), word(2), word(3), word(4), paper % 977, VENUES[paper % VENUES.len()],
            2001 + paper % 12 + 100 * (paper % 3), paper % 100_000,
        )
        .unwrap();
    }
    text
}
