//! Which files `[files]` finds, and what they are called.

use docent::config::{Config, Flags};
use docent::local::{Asked, Lists, find_config_of, read_config};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A repository with these files and a docent.toml at `top`.
fn repository(top: &str, files: &str, paths: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let root = directory.path();
    fs::create_dir(root.join(".git")).expect("made");
    let config = format!("{top}docent.toml");
    let config = [(config.as_str(), files)];
    for (path, text) in paths.iter().chain(&config) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    directory
}

fn lists(config: &Path) -> Result<Lists, String> {
    let source = read_config(config).expect("read");
    let config_read = Config::load(Some(&source), &Flags::default()).expect("valid");
    let files = config_read.files().expect("[files]");
    Lists::find(&source, config, files).map_err(|error| error.to_string())
}

fn groups(root: &Path) -> Vec<Vec<String>> {
    lists(&root.join("docent.toml"))
        .expect("found")
        .groups()
        .to_vec()
}

#[test]
fn globs_pass_over_what_git_ignores_and_what_is_hidden() {
    let files = [
        (".gitignore", "build/\n*.tmp.md\n"),
        ("README.md", ""),
        ("build/a.md", ""),
        ("docs/a.md", ""),
        ("docs/a.tmp.md", ""),
        ("docs/.hidden.md", ""),
        ("docs/deep/er/b.md", ""),
        (".github/c.md", ""),
        ("a.txt", ""),
    ];
    for (list, found) in [
        (
            "'**/*.md'",
            &["README.md", "docs/a.md", "docs/deep/er/b.md"][..],
        ),
        ("'docs/*.md'", &["docs/a.md"]),
        ("'*/*'", &["docs/a.md"]),
        ("'docs/*/*/*.md'", &["docs/deep/er/b.md"]),
        ("'{docs,build}/**'", &["docs/a.md", "docs/deep/er/b.md"]),
        ("'.github/*.md'", &[".github/c.md"]),
        (
            "'build/a.md', 'docs/.hidden.md'",
            &["build/a.md", "docs/.hidden.md"],
        ),
    ] {
        let directory = repository("", &format!("[files]\nlist = [{list}]"), &files);
        assert_eq!(groups(directory.path()), [found], "{list}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_followed_by_name_and_no_file_is_read_twice() {
    let files = [("docs/a.md", "# A\n"), ("docs/b.md", "# B\n")];
    let list = "[files]\nlist = ['README.md', 'docs/*.md']";
    let directory = repository("", list, &files);
    let root = directory.path();
    std::os::unix::fs::symlink("docs/b.md", root.join("README.md")).expect("linked");
    std::os::unix::fs::symlink("/etc/passwd", root.join("docs/c.md")).expect("linked");
    std::os::unix::fs::symlink(".", root.join("docs/loop")).expect("linked");
    let lists = lists(&root.join("docent.toml")).expect("found");
    assert_eq!(lists.groups(), [["README.md", "docs/a.md", "docs/b.md"]]);
    let list = lists.read(0, None, root).expect("read");
    let texts: Vec<&str> = list
        .source
        .files()
        .map(|span| list.source.slice(span))
        .collect();
    assert_eq!(texts, ["# B\n", "# A\n"]);
}

#[test]
fn files_are_called_as_they_are_seen_from_where_the_user_is() {
    let files = [
        ("lists/README.md", "# R\n"),
        ("lists/docs/a.md", "# A\n"),
        ("lists/zh.md", "# Z\n"),
        ("x/y.md", ""),
    ];
    let config = "[files]\nlist = ['README.md', 'docs/*.md']\ntranslations = ['zh.md']";
    let directory = repository("lists/", config, &files);
    let root = directory.path();
    let top = root.join("lists");
    let lists = lists(&top.join("docent.toml")).expect("found");

    for (path, asked) in [
        ("lists", Asked::All),
        ("lists/docs/..", Asked::All),
        ("lists/README.md", Asked::File { list: 0, file: 0 }),
        ("lists/docs/../docs/a.md", Asked::File { list: 0, file: 1 }),
        ("lists/zh.md", Asked::File { list: 1, file: 0 }),
        ("lists/docs", Asked::Apart),
        ("lists/docs/b.md", Asked::Apart),
        ("x/y.md", Asked::Apart),
    ] {
        assert_eq!(lists.asked(&root.join(path)), asked, "{path}");
    }

    let shown = top.display().to_string();
    let list = lists.read(0, None, &top).expect("read");
    assert_eq!(
        (list.source.path(), list.name()),
        (shown.as_str(), "2 files".to_owned())
    );
    assert_eq!(list.repository_path, "lists");
    assert_eq!(list.files.len(), 2);

    let named = top.join("docs/a.md");
    let list = lists
        .read(0, Some(&BTreeSet::from([1])), &named)
        .expect("read");
    assert_eq!(list.name(), format!("{shown}/docs/a.md"));
    let context: Vec<bool> = list
        .source
        .files()
        .map(|file| list.source.is_context(file.start))
        .collect();
    assert_eq!(context, [true, false]);

    let zh = lists.read(1, None, &top).expect("read");
    assert_eq!(
        (zh.source.path(), zh.files.len()),
        (format!("{shown}/zh.md").as_str(), 0)
    );
    assert_eq!(zh.repository_path, "lists/zh.md");

    assert_eq!(find_config_of(&top), Some(top.join("docent.toml")));
    assert_eq!(
        find_config_of(&named).and_then(|path| fs::canonicalize(path).ok()),
        fs::canonicalize(top.join("docent.toml")).ok()
    );
}

#[test]
fn what_cannot_be_found_is_said() {
    let directory = repository("", "[files]\nlist = ['docs']", &[("docs/a.md", "")]);
    let error = lists(&directory.path().join("docent.toml")).expect_err("a directory");
    assert!(error.contains(":2:9: there is no file `docs`"), "{error}");
}
