//! Every form an entry may have, as data: `tests/lists/NAME.md` reads as `tests/lists/NAME.jsonl`.
//!
//! A new form needs a new pair of files and no Rust; `SNAPSHOTS=overwrite cargo test` writes the
//! second one.

use snapbox::{Data, assert_data_eq};
use std::path::Path;
use std::process::Command;

#[test]
fn every_form_reads_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists");
    let mut lists: Vec<_> = std::fs::read_dir(&folder)
        .expect("tests/lists is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    lists.sort();
    assert!(lists.len() >= 14, "forms are missing: {lists:?}");
    for list in lists {
        let output = Command::new(env!("CARGO_BIN_EXE_docent"))
            .arg("entries")
            .arg(&list)
            .output()
            .expect("docent runs");
        assert!(output.status.success(), "{}: {output:?}", list.display());
        let read = String::from_utf8(output.stdout).expect("UTF-8");
        let recorded = list.with_extension("jsonl");
        assert_data_eq!(Data::text(read), Data::read_from(&recorded, None).raw());
    }
}
