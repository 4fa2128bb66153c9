//! How many entries of each list the inferred templates write byte for byte.
//!
//! `cargo run --release --example forms -- LIST.md… [--templates]` prints, per list, the share that
//! the first template writes and the share that all write, and with `--templates` the templates.

#![allow(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a command line program"
)]

use docent::list::List;
use docent::list::template::Forms;
use docent::text::Source;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (flags, lists): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|arg| arg.starts_with("--"));
    for path in lists {
        let source = Source::new(path.as_str(), std::fs::read_to_string(&path)?);
        let list = List::read(&source);
        let forms = Forms::infer(&list);
        let share = |count: usize| 100.0 * count as f64 / forms.entries.max(1) as f64;
        let first = forms.templates.first().map_or(0, |form| form.entries);
        println!(
            "{:>5.1} % first, {:>5.1} % all, of {:>4} entries  {path}",
            share(first),
            share(forms.written()),
            forms.entries,
        );
        if flags.iter().any(|flag| flag == "--templates") {
            for form in &forms.templates {
                println!("    {:>5}  {:?}", form.entries, form.template.to_string());
            }
            println!(
                "    links  {:?} {:?}",
                forms.links.to_string(),
                forms.links.separator
            );
        }
    }
    Ok(())
}
