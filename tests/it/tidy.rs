//! The house is in order: imports point down, files stay small, nothing about a rule is missing.

use docent::rules;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Crates that one module alone imports.
const EXCLUSIVE: [(&str, &str); 2] = [("pulldown_cmark", "markdown"), ("html5gum", "markdown")];

/// Modules by layer, from the table in `src/lib.rs`.
struct Layers(Vec<(String, usize)>);

impl Layers {
    fn read() -> Self {
        let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
        let is_row = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit());
        let rows = lib
            .lines()
            .filter_map(|line| line.strip_prefix("//! "))
            .filter(is_row);
        let mut layers = Vec::new();
        for cell in rows.flat_map(|row| row.split('·')) {
            let (layer, modules) = cell.trim().split_once(' ').expect("`number names`");
            let layer = layer.parse().expect("a layer is a number");
            layers.extend(
                modules
                    .split(',')
                    .map(|module| (module.trim().to_owned(), layer)),
            );
        }
        assert!(layers.len() > 10, "no table in src/lib.rs");
        Self(layers)
    }

    /// The layer of a module: that of the longest entry it begins with.
    fn of(&self, module: &str) -> Option<usize> {
        let inside = |entry: &&(String, usize)| is_inside(module, &entry.0);
        self.0
            .iter()
            .filter(inside)
            .max_by_key(|(name, _)| name.len())
            .map(|(_, layer)| *layer)
    }
}

#[test]
fn imports_point_down() {
    let layers = Layers::read();
    let mut wrong = Vec::new();
    for file in sources("src") {
        let module = module(&file);
        if module == "lib" || module.ends_with("::tests") {
            continue;
        }
        let Some(own) = layers.of(&module) else {
            panic!("{module} has no layer: give it one in src/lib.rs");
        };
        for path in crate_paths(&code(&file)) {
            // Something of the crate root is no module.
            let Some(layer) = layers.of(&path) else {
                continue;
            };
            // Rules do not know each other; everywhere else a module is one room.
            let top = path.split("::").next().unwrap_or_default();
            let at_home =
                is_inside(&module, top) && (top != "rules" || is_inside(&module, owner(&path)));
            if layer >= own && !at_home {
                wrong.push(format!(
                    "{module} (layer {own}) uses crate::{path} (layer {layer})"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_module_alone_imports_a_parser() {
    for file in sources("src") {
        let (module, code) = (module(&file), code(&file));
        for (name, only) in EXCLUSIVE {
            assert!(
                is_inside(&module, only) || !code.contains(&format!("{name}::")),
                "{module} uses {name}, which is for {only} alone"
            );
        }
    }
}

#[test]
fn files_are_small_and_say_what_they_are() {
    for file in sources("src").into_iter().chain(sources("tests")) {
        let text = fs::read_to_string(&file).expect("a source");
        let shown = file
            .strip_prefix(root())
            .unwrap_or(&file)
            .display()
            .to_string();
        // Tests are mostly tables of cases.
        let budget = match () {
            () if shown.starts_with("src/rules/") => 200,
            () if shown.starts_with("tests/") => 600,
            () => 400,
        };
        let lines = text.lines().count();
        assert!(
            lines <= budget,
            "{shown} has {lines} lines, its budget is {budget}"
        );
        assert!(
            text.starts_with("//! "),
            "{shown} does not begin with `//!`"
        );
    }
}

#[test]
fn a_rule_is_one_file_one_page_one_row() {
    let (mut files, mut pages) = (BTreeSet::new(), BTreeSet::new());
    for family in rules::ALL {
        let ids: Vec<_> = family.iter().map(|spec| spec.meta.id).collect();
        assert!(ids.is_sorted(), "rows are sorted by id: {ids:?}");
        for meta in family.iter().map(|spec| &spec.meta) {
            let name = meta.id.replace('-', "_");
            files.insert(format!("{}/{name}.rs", meta.family.name()));
            pages.insert(format!("{}.md", meta.id));
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(meta.id.chars().all(kebab), "{} is not kebab-case", meta.id);
        }
    }
    let in_families = |file: &PathBuf| {
        let path = file.strip_prefix(root().join("src/rules")).ok()?;
        (path.components().count() == 2).then(|| path.display().to_string())
    };
    let found: BTreeSet<_> = sources("src/rules")
        .iter()
        .filter_map(in_families)
        .collect();
    assert_eq!(
        found, files,
        "files in src/rules/<family>/ (left) and rows of the registry (right)"
    );
    let name = |file: &PathBuf| Some(file.file_name()?.display().to_string());
    let found: BTreeSet<_> = walk(&root().join("rules/docs"))
        .iter()
        .filter_map(name)
        .collect();
    assert_eq!(
        found, pages,
        "pages in rules/docs/ (left) and rows of the registry (right)"
    );
}

#[test]
fn import_trees_are_read_whole() {
    let code =
        "use crate::{a::{b, c::{self, d}}, e as f};\nlet x = crate::g::h();\nuse crate::i::*;";
    let paths: Vec<_> = crate_paths(code).into_iter().collect();
    assert_eq!(paths, ["a::b", "a::c", "a::c::d", "e", "g::h", "i"]);
    assert!(is_inside("rules::format::x", "rules") && !is_inside("rules", "rule"));
}

/// Every path that `code` writes after `crate::`.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for (at, start) in code.match_indices("crate::") {
        if !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            tree(&code[at + start.len()..], "", &mut paths);
        }
    }
    paths
}

/// Reads one branch of an import tree, `a::b` or `a::{b, c}`; returns what follows it.
fn tree<'c>(mut rest: &'c str, prefix: &str, paths: &mut BTreeSet<String>) -> &'c str {
    let mut path = prefix.to_owned();
    loop {
        rest = rest.trim_start();
        if let Some(inner) = rest.strip_prefix('{') {
            rest = inner.trim_start();
            while !rest.is_empty() && !rest.starts_with('}') {
                rest = tree(rest, &path, paths);
                let next = rest.find([',', '}']).unwrap_or(rest.len());
                rest = rest[next..].trim_start_matches(',').trim_start();
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let word = &rest[..end];
        if !word.is_empty() && word != "self" {
            path = if path.is_empty() {
                word.to_owned()
            } else {
                format!("{path}::{word}")
            };
        }
        rest = &rest[end..];
        let Some(next) = rest.strip_prefix("::") else {
            break;
        };
        rest = next;
    }
    paths.insert(path);
    rest
}

/// The file without comments and without its tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a source");
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// `src/list/allow.rs` is `list::allow`.
fn module(file: &Path) -> String {
    let path = file
        .strip_prefix(root().join("src"))
        .expect("in src")
        .with_extension("");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("::")
}

/// Whether `module` is `outer` or inside of it.
fn is_inside(module: &str, outer: &str) -> bool {
    module
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The module that an item's path is in.
fn owner(path: &str) -> &str {
    path.rsplit_once("::").map_or(path, |(module, _)| module)
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let is_rust = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "rs");
    walk(&root().join(folder))
        .into_iter()
        .filter(is_rust)
        .collect()
}

/// All files below `folder`, sorted.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(walk(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
