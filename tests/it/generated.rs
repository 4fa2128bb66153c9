//! Generated files are current. `DOCENT_UPDATE=1 cargo test` writes them anew.

use docent::config::schema;
use docent::diagnostic::{Family, Safety};
use docent::rules;
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn the_catalogue_is_current() {
    current("rules/README.md", &catalogue());
}

#[test]
fn the_schema_is_current() {
    let text = serde_json::to_string_pretty(&schema()).expect("a schema is JSON");
    current("rules/config.schema.json", &format!("{text}\n"));
}

fn current(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("DOCENT_UPDATE").is_some() {
        std::fs::write(&file, text).expect("a writable checkout");
    }
    // A checkout on Windows may have turned the line endings.
    let committed = std::fs::read_to_string(&file)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        committed == text,
        "{path} is out of date: run `DOCENT_UPDATE=1 cargo test`"
    );
}

/// A table a family: what each rule finds, at which level, and whether it repairs.
fn catalogue() -> String {
    let mut text = String::from(
        "<!-- Generated from the rules: `DOCENT_UPDATE=1 cargo test` writes it anew. -->\n\n\
         # Rules\n\n\
         Level is the default: `deny`, `warn`, `note` or `off`. Fix says whether `docent fix` repairs what the rule\n\
         finds: `safe` always, `suggested` with `--suggested`, `manual` only shows how.\n",
    );
    for family in Family::ALL {
        let rules: Vec<_> = rules::all()
            .map(|spec| &spec.meta)
            .filter(|meta| meta.family == family)
            .collect();
        if rules.is_empty() {
            continue;
        }
        let rows = rules.iter().map(|meta| {
            let (id, level) = (meta.id, meta.level.name());
            let fix = meta.fix.map_or("", Safety::name);
            let summary = meta.summary().replace('|', "\\|");
            format!("| [{id}](docs/{id}.md) | {level} | {fix} | {summary} |\n")
        });
        let rows: String = rows.collect();
        let name = family.name();
        write!(
            text,
            "\n## {name}\n\n| rule | level | fix | finds |\n|---|---|---|---|\n{rows}"
        )
        .expect("a string takes all");
    }
    text
}
