//! `--changed-since` and `--staged`, in real repositories.

mod several;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A repository that goes when it is dropped.
struct Repo {
    directory: tempfile::TempDir,
}

/// What docent said: exit code, findings as `line: word`, standard error.
type Said = (Option<i32>, Vec<String>, String);

impl Repo {
    fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        git(directory.path(), &["init", "-q", "-b", "main"]);
        Self { directory }
    }

    /// One with [`LIST`] committed.
    fn with_list() -> Self {
        let repo = Self::new();
        repo.write("README.md", LIST);
        repo.commit();
        repo
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(self.path(), arguments)
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "x"]);
    }

    fn check(&self, arguments: &[&str]) -> Said {
        check(self.path(), arguments, &[])
    }
}

/// Without what the machine, or a hook that runs these tests, says of git.
fn clean(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    command.envs([
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "A"),
        ("GIT_AUTHOR_EMAIL", "a@example.org"),
        ("GIT_COMMITTER_NAME", "A"),
        ("GIT_COMMITTER_EMAIL", "a@example.org"),
    ])
}

fn git(directory: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    let ran = clean(&mut command)
        .args(["-c", "protocol.file.allow=always"])
        .args(arguments)
        .current_dir(directory)
        .output()
        .expect("git runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "git {arguments:?}: {said}");
    String::from_utf8_lossy(&ran.stdout).trim().to_owned()
}

/// Runs `docent check` with one rule, whose findings are the words of comments.
fn check(directory: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Said {
    let mut command = Command::new(snapbox::cmd::cargo_bin!("docent"));
    let ran = clean(&mut command)
        .args(["check", "--quiet", "--select", "unused-allow"])
        .args(arguments)
        .current_dir(directory)
        .envs(environment.iter().copied())
        .output()
        .expect("docent runs");
    let out = String::from_utf8_lossy(&ran.stdout).into_owned();
    let short = |line: &str| {
        let (place, message) = line.split_once(": warn").expect("a finding");
        let line = place.rsplit(':').nth(1).expect("a line").to_owned();
        let word = message.split('`').nth(1).expect("a name");
        format!("{line}: {word}")
    };
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    (ran.status.code(), out.lines().map(short).collect(), said)
}

fn found(lines: &[&str]) -> Said {
    let code = i32::from(!lines.is_empty());
    let lines = lines.iter().map(|&line| line.to_owned()).collect();
    (Some(code), lines, String::new())
}

/// Two entries, each with an allow comment that names no rule.
const LIST: &str = "# L\n\n<!-- docent-allow old-a: r -->\n\
    - [One](https://a.example) - One.\n\n\
    <!-- docent-allow old-b: r -->\n\
    - [Two](https://b.example) - Two.\n";

/// [`LIST`] with an entry of the same kind above the others.
fn grown(word: &str) -> String {
    let new = format!(
        "# L\n\n<!-- docent-allow {word}: r -->\n- [{word}](https://{word}.example) - New.\n\n"
    );
    LIST.replacen("# L\n\n", &new, 1)
}

#[test]
fn a_branch_shows_what_it_brings() {
    let repo = Repo::with_list();
    assert_eq!(repo.check(&["--changed-since", "HEAD"]), found(&[]));
    repo.git(&["switch", "-q", "-c", "branch"]);
    repo.write("README.md", &grown("new"));
    assert_eq!(
        repo.check(&["--changed-since", "main"]),
        found(&["3: new"]),
        "not committed"
    );
    repo.commit();
    assert_eq!(
        repo.check(&["--changed-since", "main"]),
        found(&["3: new"]),
        "committed"
    );
    assert_eq!(repo.check(&["--changed-since", "HEAD"]), found(&[]));
    assert_eq!(repo.check(&[]), found(&["3: new", "6: old-a", "9: old-b"]));

    // What others did on main meanwhile is not the branch's.
    repo.git(&["switch", "-q", "main"]);
    repo.write("README.md", &LIST.replace("old-a", "theirs"));
    repo.commit();
    repo.git(&["switch", "-q", "branch"]);
    assert_eq!(repo.check(&["--changed-since", "main"]), found(&["3: new"]));

    // A line that is touched shows its old defects.
    repo.write(
        "README.md",
        &grown("new").replace("old-b: r", "old-b: reason"),
    );
    assert_eq!(
        repo.check(&["--changed-since", "HEAD"]),
        found(&["9: old-b"])
    );
}

#[test]
fn the_staged_text_is_checked_not_the_file() {
    let repo = Repo::with_list();
    repo.write("README.md", &grown("staged"));
    assert_eq!(
        repo.check(&["--staged"]),
        found(&[]),
        "nothing is staged yet"
    );
    repo.git(&["add", "README.md"]);
    repo.write("README.md", &grown("later"));
    assert_eq!(repo.check(&["--staged"]), found(&["3: staged"]));
    repo.git(&["reset", "-q"]);
    repo.git(&["rm", "-q", "--cached", "README.md"]);
    let (code, lines, said) = repo.check(&["--staged"]);
    assert_eq!((code, lines.len()), (Some(0), 0));
    assert_eq!(said, "hint: README.md: not in git's index\n");
}

#[test]
fn everything_in_a_new_file_is_new() {
    let repo = Repo::new();
    repo.write("README.md", LIST);
    let all = found(&["3: old-a", "6: old-b"]);
    repo.git(&["add", "README.md"]);
    assert_eq!(repo.check(&["--staged"]), all, "before the first commit");
    repo.commit();
    repo.write("docs/other.md", LIST);
    assert_eq!(
        repo.check(&["docs/other.md", "--changed-since", "HEAD"]),
        all
    );
}

#[test]
fn a_renamed_file_keeps_its_past() {
    let repo = Repo::with_list();
    repo.git(&["mv", "README.md", "list.md"]);
    repo.write("list.md", &grown("new"));
    let new = found(&["3: new"]);
    assert_eq!(repo.check(&["list.md", "--changed-since", "main"]), new);
    repo.git(&["add", "--all"]);
    assert_eq!(repo.check(&["list.md", "--staged"]), new);
    repo.commit();
    assert_eq!(repo.check(&["list.md", "--changed-since", "HEAD~1"]), new);
}

#[cfg(unix)]
#[test]
fn names_may_be_strange() {
    let names = [
        "-list.md",
        "a b.md",
        "q\"uote'.md",
        "Ünï 日本.md",
        ":(glob)*.md",
        "dir/--/x.md",
        "tab\there.md",
        "0:x.md",
        "*.md",
    ];
    let repo = Repo::new();
    for name in names {
        repo.write(name, LIST);
    }
    repo.commit();
    for name in names {
        repo.write(name, &grown("new"));
        assert_eq!(
            repo.check(&["--changed-since", "main", "--", name]),
            found(&["3: new"]),
            "{name}"
        );
        repo.git(&["add", "--all"]);
        assert_eq!(
            repo.check(&["--staged", "--", name]),
            found(&["3: new"]),
            "{name}"
        );
    }
    repo.git(&["mv", "--", "-list.md", "- new\"Ü.md"]);
    assert_eq!(
        repo.check(&["--staged", "--", "- new\"Ü.md"]),
        found(&["3: new"])
    );
}

#[test]
fn docent_may_be_started_anywhere() {
    let repo = Repo::with_list();
    repo.write("README.md", &grown("new"));
    repo.write("sub/x", "");
    let new = found(&["3: new"]);
    assert_eq!(
        check(
            &repo.path().join("sub"),
            &["..", "--changed-since", "main"],
            &[]
        ),
        new
    );
    let elsewhere = tempfile::tempdir().expect("a directory");
    let list = repo.path().join("README.md").display().to_string();
    assert_eq!(
        check(elsewhere.path(), &[&list, "--changed-since", "main"], &[]),
        new
    );

    // Another work tree of the same repository.
    let tree = elsewhere.path().join("tree");
    repo.git(&[
        "worktree",
        "add",
        "-q",
        "-b",
        "other",
        &tree.display().to_string(),
    ]);
    fs::write(tree.join("README.md"), grown("there")).expect("written");
    assert_eq!(
        check(&tree, &["--changed-since", "main"], &[]),
        found(&["3: there"])
    );

    // A submodule is a repository of its own.
    let outer = Repo::new();
    outer.git(&[
        "submodule",
        "--quiet",
        "add",
        &repo.path().display().to_string(),
        "sub",
    ]);
    outer.commit();
    outer.write("sub/README.md", &grown("inner"));
    assert_eq!(
        outer.check(&["sub", "--changed-since", "HEAD"]),
        found(&["3: inner"])
    );
}

#[test]
fn hooks_say_where_their_repository_is() {
    let repo = Repo::with_list();
    repo.write("README.md", &grown("new"));
    repo.git(&["add", "README.md"]);
    let new = found(&["3: new"]);
    let hook = [("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index")];
    assert_eq!(check(repo.path(), &["--staged"], &hook), new);
    // `git commit FILE` has an index of its own.
    fs::copy(
        repo.path().join(".git/index"),
        repo.path().join(".git/next"),
    )
    .expect("copied");
    repo.git(&["reset", "-q"]);
    assert_eq!(repo.check(&["--staged"]), found(&[]));
    assert_eq!(
        check(
            repo.path(),
            &["--staged"],
            &[("GIT_INDEX_FILE", ".git/next")]
        ),
        new
    );
    // That of another repository does not hold here.
    let other = Repo::with_list();
    other.write("README.md", &grown("other"));
    other.git(&["add", "README.md"]);
    let list = other.path().join("README.md").display().to_string();
    assert_eq!(
        check(repo.path(), &[&list, "--staged"], &hook),
        found(&["3: other"])
    );
    // A repository that only the environment knows of.
    let away = repo.path().join("away.git").display().to_string();
    fs::rename(repo.path().join(".git"), &away).expect("moved");
    let root = repo.path().display().to_string();
    let told = [("GIT_DIR", away.as_str()), ("GIT_WORK_TREE", root.as_str())];
    assert_eq!(check(repo.path(), &["--changed-since", "main"], &told), new);
}

#[cfg(unix)]
#[test]
fn a_commit_hook_stops_what_is_staged() {
    use std::os::unix::fs::PermissionsExt as _;
    let repo = Repo::with_list();
    let docent = snapbox::cmd::cargo_bin!("docent").display().to_string();
    let hook = repo.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().expect("a parent")).expect("made");
    fs::write(
        &hook,
        format!("#!/bin/sh\nexec '{docent}' check --staged --select unused-allow\n"),
    )
    .expect("written");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
    let commit = |arguments: &[&str]| {
        let mut command = Command::new("git");
        let command = clean(&mut command).arg("commit").args(arguments);
        command
            .current_dir(repo.path())
            .output()
            .expect("runs")
            .status
            .success()
    };
    repo.write("README.md", &grown("new"));
    assert!(!commit(&["-qam", "all"]), "the index of -a is read");
    assert!(!commit(&["-qm", "one", "README.md"]), "and that of a path");
    repo.write("README.md", &LIST.replace("# L", "# List"));
    assert!(commit(&["-qam", "clean"]));
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let repo = Repo::with_list();
    repo.git(&["tag", "v1"]);
    repo.git(&["switch", "-q", "-c", "branch"]);
    repo.write("README.md", &grown("new"));
    repo.commit();
    let elsewhere = tempfile::tempdir().expect("a directory");
    let url = format!("file://{}", repo.path().display());
    git(
        elsewhere.path(),
        &["clone", "-q", "--depth=1", "--branch=branch", &url, "c"],
    );
    let clone = elsewhere.path().join("c");
    let since = |revision: &str| check(&clone, &["--changed-since", revision], &[]);
    for (revision, remedy) in [
        (
            "origin/main",
            "`git fetch --depth=1 origin main:refs/remotes/origin/main` gets it; with actions/checkout, `fetch-depth: 0` gets all",
        ),
        (
            "v1",
            "`git fetch --depth=1 origin v1` gets it as FETCH_HEAD; with actions/checkout, `fetch-depth: 0` gets all",
        ),
        (
            "HEAD~1",
            "`git fetch --unshallow` gets all; with actions/checkout, `fetch-depth: 0` gets all",
        ),
    ] {
        let (code, _, said) = since(revision);
        assert_eq!(code, Some(2));
        assert_eq!(
            said,
            format!("error: no revision `{revision}` in this shallow clone: {remedy}\n")
        );
    }
    // The remedies work.
    git(&clone, &["fetch", "-q", "--depth=1", "origin", "v1"]);
    assert_eq!(
        since("FETCH_HEAD"),
        found(&["3: new"]),
        "without a common past"
    );
    git(
        &clone,
        &[
            "fetch",
            "-q",
            "--depth=1",
            "origin",
            "main:refs/remotes/origin/main",
        ],
    );
    assert_eq!(since("origin/main"), found(&["3: new"]));
    git(&clone, &["fetch", "-q", "--unshallow"]);
    assert_eq!(since("HEAD~1"), found(&["3: new"]));
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let repo = Repo::with_list();
    for (revision, remedy) in [
        (
            "mian",
            ": check its spelling; `git fetch origin mian` gets it as FETCH_HEAD",
        ),
        ("--output=x", ": check its spelling"),
        ("", ": check its spelling"),
        ("main..main", ": check its spelling"),
        ("HEAD:README.md", ": check its spelling"),
    ] {
        let (code, _, said) = repo.check(&[&format!("--changed-since={revision}")]);
        assert_eq!(code, Some(2));
        assert_eq!(
            said,
            format!("error: no revision `{revision}` in this clone{remedy}\n")
        );
    }
    let outside = tempfile::tempdir().expect("a directory");
    fs::write(outside.path().join("README.md"), LIST).expect("written");
    let (code, _, said) = check(outside.path(), &["--staged"], &[]);
    assert_eq!(code, Some(2));
    assert_eq!(
        said,
        "error: README.md: not in a git repository; --staged compares with what git has of it\n"
    );
    let (code, _, said) = check(repo.path(), &["--staged"], &[("PATH", "")]);
    assert_eq!(code, Some(2));
    assert_eq!(
        said,
        "error: git is not installed, or not on PATH; docent asks it what changed\n"
    );

    let theirs = [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")];
    let (code, _, said) = check(repo.path(), &["--staged"], &theirs);
    assert_eq!(code, Some(2));
    assert!(
        said.contains("dubious ownership") && said.contains("safe.directory"),
        "{said}"
    );

    repo.git(&["switch", "-q", "-c", "one"]);
    repo.write("README.md", &grown("one"));
    repo.commit();
    repo.git(&["switch", "-q", "main"]);
    repo.write("README.md", &grown("two"));
    repo.commit();
    let mut merge = Command::new("git");
    let merged = clean(&mut merge)
        .args(["merge", "-q", "one"])
        .current_dir(repo.path())
        .output();
    assert!(!merged.expect("runs").status.success());
    let (code, _, said) = repo.check(&["--staged"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        said,
        "error: README.md: has merge conflicts; resolve them and `git add` it first\n"
    );
}

#[test]
fn standard_input_is_compared_under_its_name() {
    use std::io::Write as _;
    let repo = Repo::with_list();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(snapbox::cmd::cargo_bin!("docent"));
        let mut child = clean(&mut command)
            .args(["check", "-", "--quiet", "--select", "unused-allow"])
            .args(arguments)
            .current_dir(repo.path())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("docent starts");
        // Where docent has refused already, no one reads.
        let _ = child
            .stdin
            .take()
            .expect("piped")
            .write_all(grown("typed").as_bytes());
        let ran = child.wait_with_output().expect("docent ends");
        [ran.stdout, ran.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    let [out, _] = run(&["--changed-since", "main", "--stdin-filename", "README.md"]);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(
        out.starts_with("README.md:3:") && out.contains("`typed`"),
        "{out}"
    );
    let [_, said] = run(&["--changed-since", "main"]);
    assert_eq!(
        said,
        "error: --changed-since needs to know the file: say it with --stdin-filename\n"
    );
    let [_, said] = run(&["--staged", "--stdin-filename", "README.md"]);
    assert_eq!(
        said,
        "error: --staged checks what is in the index, not standard input\n"
    );
}

#[test]
fn a_baseline_holds_for_a_change_too() {
    let repo = Repo::with_list();
    let baseline: PathBuf = repo.path().join("base.jsonl");
    repo.check(&["--write-baseline", "base.jsonl"]);
    assert!(baseline.is_file());
    repo.write(
        "README.md",
        &grown("new")
            .replace("old-a: r", "old-a: reason")
            .replace("<!-- docent-allow old-b: r -->\n", ""),
    );
    let since = ["--changed-since", "main", "--baseline", "base.jsonl"];
    assert_eq!(repo.check(&since), found(&["3: new"]), "touched, but known");
    let (code, _, said) = repo.check(&["--staged", "--write-baseline", "base.jsonl"]);
    assert_eq!(code, Some(2));
    assert!(
        said.starts_with(
            "error: the argument '--staged' cannot be used with '--write-baseline <FILE>'"
        ),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_is_followed() {
    let repo = Repo::new();
    repo.write("docs/list.md", LIST);
    std::os::unix::fs::symlink("docs/list.md", repo.path().join("README.md")).expect("linked");
    repo.commit();
    repo.write("docs/list.md", &grown("new"));
    assert_eq!(repo.check(&["--changed-since", "main"]), found(&["3: new"]));
}
