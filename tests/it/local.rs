//! Reading and replacing files.

use docent::local::{find_config, read, read_config, read_stdin, replace};
use docent::text::Source;
use std::fs;
use std::path::Path;

fn directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary directory")
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).expect("written");
}

/// What reading a file of these bytes says, without the directory's name.
fn complaint(bytes: &[u8]) -> String {
    let directory = directory();
    let path = directory.path().join("list.md");
    write(&path, bytes);
    let error = read(&path).expect_err("cannot be read").to_string();
    error.replace(&format!("{}/", directory.path().display()), "")
}

#[test]
fn a_directory_means_its_readme() {
    let directory = directory();
    write(&directory.path().join("readme.markdown"), b"second");
    write(&directory.path().join("ReadMe.md"), b"first");
    let list = read(directory.path()).expect("found");
    assert_eq!(list.source.text(), "first");
    assert_eq!(
        list.path.as_deref(),
        Some(directory.path().join("ReadMe.md").as_path())
    );
}

#[test]
fn missing_things_are_named() {
    let directory = directory();
    let message = read(directory.path()).expect_err("no list").to_string();
    assert!(
        message.ends_with("this directory has no README.md; name the file that holds the list")
    );
    write(&directory.path().join("README.md"), b"");
    let message = read(&directory.path().join("Raedme.md"))
        .expect_err("missing")
        .to_string();
    assert!(
        message.contains("did you mean `") && message.ends_with("README.md`?"),
        "{message}"
    );
    let message = read(&directory.path().join("README.md/x"))
        .expect_err("no folder")
        .to_string();
    assert!(message.ends_with("no such file or directory"), "{message}");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let not_utf8 = "list.md: not UTF-8 at byte 6 (line 3); save the file as UTF-8";
    assert_eq!(complaint(b"a\r\nb\rc\xFFd"), not_utf8);
    let binary = "list.md: a binary file (NUL at byte 4); name a Markdown file";
    assert_eq!(complaint(b"\x89PNG\0"), binary);
    assert_eq!(
        complaint(b"\xFF\xFEa\0"),
        "list.md: this is UTF-16; save the file as UTF-8"
    );
}

#[test]
fn a_text_without_end_is_refused() {
    let error = read_stdin(std::io::repeat(b'a'), None)
        .expect_err("too large")
        .to_string();
    assert!(error.starts_with("<stdin>: larger than 64 MiB"), "{error}");
}

#[test]
fn standard_input_goes_by_its_file_name() {
    let list = read_stdin(&b"text"[..], Some(Path::new("docs/list.md"))).expect("read");
    assert_eq!(list.source.path(), "docs/list.md");
    assert!(list.is_stdin);
}

#[test]
fn configuration_is_found_up_to_the_root_of_the_repository() {
    let directory = directory();
    let root = directory.path().canonicalize().expect("exists");
    let list = root.join("repo/docs/list.md");
    fs::create_dir_all(root.join("repo/docs")).expect("made");
    write(&root.join("docent.toml"), b"");
    assert_eq!(
        find_config(&list),
        None,
        "outside a repository no directory above counts"
    );
    fs::create_dir(root.join("repo/.git")).expect("made");
    assert_eq!(find_config(&list), None, "nothing above the root counts");
    write(&root.join("repo/docent.toml"), b"");
    assert_eq!(find_config(&list), Some(root.join("repo/docent.toml")));
    write(&root.join("repo/docs/docent.toml"), b"");
    assert_eq!(find_config(&list), Some(root.join("repo/docs/docent.toml")));
    write(&list, b"");
    assert_eq!(read(&list).expect("read").repository_path, "docs/list.md");
}

#[test]
fn what_changed_meanwhile_is_not_overwritten() {
    let directory = directory();
    let path = directory.path().join("list.md");
    write(&path, b"theirs");
    let error = replace(&path, &Source::new("list.md", "ours"), "new").expect_err("changed");
    assert!(
        error.to_string().starts_with("list.md: changed while"),
        "{error}"
    );
    assert_eq!(fs::read(&path).expect("there"), b"theirs");
    assert_eq!(
        fs::read_dir(directory.path()).expect("there").count(),
        1,
        "no rest is left"
    );
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let directory = directory();
    let target = directory.path().join("target.md");
    let link = directory.path().join("README.md");
    write(&target, b"old");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o664)).expect("set");
    symlink("target.md", &link).expect("linked");
    replace(&link, &Source::new("README.md", "old"), "new").expect("replaced");
    assert_eq!(
        fs::read_link(&link).expect("still a link"),
        Path::new("target.md")
    );
    assert_eq!(fs::read(&target).expect("there"), b"new");
    assert_eq!(
        fs::metadata(&target).expect("there").permissions().mode() & 0o7777,
        0o664
    );
    assert_eq!(
        fs::read_dir(directory.path()).expect("there").count(),
        2,
        "no rest is left"
    );
}

#[cfg(unix)]
#[test]
fn read_only_files_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = directory();
    let path = directory.path().join("list.md");
    write(&path, b"old");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    let error = replace(&path, &Source::new("list.md", "old"), "new").expect_err("read-only");
    assert!(
        error.to_string().contains("read-only; nothing was written"),
        "{error}"
    );
    assert_eq!(fs::read(&path).expect("there"), b"old");
}

#[cfg(unix)]
#[test]
fn a_file_with_several_names_keeps_them() {
    let directory = directory();
    let (list, other) = (
        directory.path().join("list.md"),
        directory.path().join("other.md"),
    );
    // Once the text grows, once it shrinks.
    for (old, new) in [("old", "newer text"), ("newer text", "short")] {
        write(&list, old.as_bytes());
        let _ = fs::remove_file(&other);
        fs::hard_link(&list, &other).expect("linked");
        replace(&list, &Source::new("list.md", old), new).expect("replaced");
        assert_eq!(fs::read_to_string(&other).expect("there"), new);
        assert_eq!(fs::read_to_string(&list).expect("there"), new);
        let rest = fs::read_dir(directory.path()).expect("there").count();
        assert_eq!(rest, 2, "no rest is left");
    }
}

#[cfg(unix)]
#[test]
fn links_to_nothing_are_named_and_never_suggested() {
    use std::os::unix::fs::symlink;
    let directory = directory();
    let path = |name: &str| directory.path().join(name);
    let complaint = |error: String| error.replace(&format!("{}/", directory.path().display()), "");
    symlink("gone.md", path("README.md")).expect("linked");
    let error = read(directory.path())
        .expect_err("nothing there")
        .to_string();
    assert_eq!(
        complaint(error),
        "README.md: a symbolic link to `gone.md`, where nothing is"
    );
    let error = read(&path("REDME.md")).expect_err("missing").to_string();
    assert_eq!(complaint(error), "REDME.md: no such file or directory");

    let list = path("list.md");
    write(&list, b"");
    symlink("../shared.toml", path("docent.toml")).expect("linked");
    let config = find_config(&list).expect("meant to be there");
    let error = read_config(&config).expect_err("nothing there").to_string();
    assert_eq!(
        complaint(error),
        "docent.toml: a symbolic link to `../shared.toml`, where nothing is"
    );
}
