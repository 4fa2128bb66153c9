//! The command line, by cases that are data: see `tests/cli`.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .case("tests/cli/*.toml")
        .case("tests/cli/*.md");
}

/// What docent prints when run with `args`; it has to succeed.
fn printed(args: &[&str]) -> String {
    let ended = std::process::Command::new(snapbox::cmd::cargo_bin!("docent"))
        .args(args)
        .output()
        .expect("docent starts");
    assert!(ended.status.success(), "{args:?}: {:?}", ended.status);
    String::from_utf8(ended.stdout).expect("text")
}

/// Whether `program` takes the file; `None` where there is no such program. Elsewhere than on Unix
/// programs of these names do other things.
fn accepts(program: &str, args: &[&str], file: &std::path::Path) -> Option<bool> {
    if !cfg!(unix) {
        return None;
    }
    let ended = std::process::Command::new(program)
        .args(args)
        .arg(file)
        .output();
    Some(ended.ok()?.status.success())
}

#[test]
fn completions_parse_and_know_every_command() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        for word in ["check", "fix", "entries", "explain", "stdin-filename"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
        if let "bash" | "zsh" | "fish" = shell {
            let path = directory.path().join(shell);
            std::fs::write(&path, script).expect("written");
            assert_ne!(accepts(shell, &["-n"], &path), Some(false), "{shell} -n");
        }
    }
}

#[test]
fn manual_pages_render_and_are_one_a_command() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let into = directory.path().join("share/man1");
    let main = printed(&["man"]);
    let listed = printed(&["man", &into.display().to_string()]);
    let pages: Vec<_> = listed.lines().collect();
    let commands = [
        "",
        "-check",
        "-fix",
        "-init",
        "-entries",
        "-rules",
        "-explain",
        "-completions",
        "-man",
    ];
    for command in commands {
        let page = into.join(format!("docent{command}.1"));
        assert!(pages.contains(&&*page.display().to_string()), "{listed}");
        let text = std::fs::read_to_string(&page).expect("written");
        assert!(
            text.starts_with(".ie") && text.contains("\n.TH docent"),
            "{text}"
        );
        // The examples stand line by line, at the end.
        let (_, examples) = text.split_once("\n.SH EXAMPLES\n.nf\n").expect("examples");
        assert!(
            examples.starts_with("  docent") && examples.ends_with("\n.fi\n"),
            "{examples}"
        );
        assert_ne!(accepts("man", &["-l"], &page), Some(false), "man -l");
    }
    assert_eq!(pages.len(), commands.len());
    assert_eq!(
        main,
        std::fs::read_to_string(into.join("docent.1")).expect("written")
    );
}

/// Whoever reads the output may stop at any time.
#[cfg(unix)]
#[test]
fn closed_pipe_ends_quietly() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(snapbox::cmd::cargo_bin!("docent"))
        .args(["explain", "unused-allow"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("docent starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("docent ends");
    assert!(ended.status.success(), "{:?}", ended.status);
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

/// Output that cannot be written is an error, not a success.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    use std::process::Command;
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("there");
    let ended = Command::new(snapbox::cmd::cargo_bin!("docent"))
        .args(["explain", "unused-allow"])
        .stdout(full)
        .output()
        .expect("docent ends");
    assert_eq!(ended.status.code(), Some(2));
    let message = String::from_utf8_lossy(&ended.stderr);
    assert!(message.starts_with("error: No space left"), "{message}");
}

/// Two names of one file are one list, also where one is a symbolic link.
#[cfg(unix)]
#[test]
fn a_list_behind_a_symbolic_link_is_looked_at_once() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let (list, link) = (
        directory.path().join("README.md"),
        directory.path().join("link.md"),
    );
    std::fs::write(&list, "# L\n\n- [A](https://a.org) - One.\n").expect("written");
    std::os::unix::fs::symlink("README.md", &link).expect("linked");
    let paths = [&link, &list].map(|path| path.display().to_string());
    let of = |args: &[&str]| printed(args).lines().next().map(str::to_owned);
    let once = of(&["check", &paths[0], &paths[1]]).expect("a line");
    assert!(once.ends_with("link.md: no problems in 1 entry"), "{once}");
    // A copy is a list of its own.
    std::fs::copy(&list, directory.path().join("copy.md")).expect("copied");
    let copy = directory.path().join("copy.md").display().to_string();
    let twice = of(&["check", &paths[0], &copy]);
    assert_eq!(twice.as_deref(), Some("2 files: no problems in 2 entries"));
}

/// Colours where they are asked for, and none where they are not wanted, on both streams.
#[test]
fn colours_go_by_the_flag_on_both_streams() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let list = directory.path().join("list.md");
    std::fs::write(
        &list,
        "# L\n\n- [A](http://arxiv.org/abs/2401.10020) - One.\n",
    )
    .expect("written");
    let run = |args: &[&str]| {
        let ended = std::process::Command::new(snapbox::cmd::cargo_bin!("docent"))
            .args(args)
            .arg(&list)
            .env_remove("CLICOLOR_FORCE")
            .output()
            .expect("docent starts");
        [ended.stdout, ended.stderr].map(|bytes| String::from_utf8(bytes).expect("text"))
    };
    let [diff, _] = run(&["fix", "--diff", "--color", "always"]);
    assert!(
        diff.contains("\u{1b}[31m-- [A](http://") && diff.contains("\u{1b}[32m+- [A](https://"),
        "{diff}"
    );
    let [diff, _] = run(&["fix", "--diff", "--color", "never"]);
    assert!(diff.contains("\n-- [A](http://"), "{diff}");
    std::fs::write(directory.path().join("docent.toml"), "preset = 1\n").expect("written");
    let [_, error] = run(&["check", "--color", "always"]);
    assert!(error.contains("\u{1b}["), "{error}");
    let [_, error] = run(&["check", "--color", "never"]);
    assert!(
        error.contains("docent.toml:1:10") && !error.contains('\u{1b}'),
        "{error}"
    );
}

/// Lists are checked at the same time; what is said of them comes in their order.
#[test]
fn many_lists_are_reported_in_their_order() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let mut names = Vec::new();
    for nth in 0..24 {
        let name = format!("{nth}.md");
        // Some take longer than others.
        let entry = "- **T.** *A.* ICLR 2024. [[paper](http://arxiv.org/abs/2401.00001)]\n";
        let list = format!("# L\n\n{}", entry.repeat(1 + nth * 7 % 5));
        // And some are not there.
        if nth % 6 != 3 {
            std::fs::write(directory.path().join(&name), list).expect("written");
        }
        names.push(name);
    }
    let run = || {
        let ran = std::process::Command::new(snapbox::cmd::cargo_bin!("docent"))
            .args(["check", "--quiet", "--select", "link"])
            .args(&names)
            .current_dir(directory.path())
            .output()
            .expect("docent runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (text(ran.stdout), text(ran.stderr))
    };
    let (out, err) = run();
    let order = |text: &str| -> Vec<usize> {
        let name = |line: &str| line.split(".md").next()?.rsplit(' ').next()?.parse().ok();
        text.lines().filter_map(name).collect()
    };
    assert!(order(&out).is_sorted() && order(&out).len() > 20, "{out}");
    assert_eq!(order(&err), [3, 9, 15, 21], "{err}");
    for _ in 0..4 {
        assert_eq!(run(), (out.clone(), err.clone()));
    }
}

/// On a terminal the first run on an old list is no wall; a pipe gets all.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_twenty_findings_and_what_next() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let entries = (1..=30).map(|n| format!("- [T {n}](http://arxiv.org/abs/2401.{n:05}) - One.\n"));
    let list = format!("# L\n\n{}", entries.collect::<String>());
    std::fs::write(directory.path().join("README.md"), list).expect("written");
    let docent = snapbox::cmd::cargo_bin!("docent").display().to_string();
    let run = |program: &str, args: &[&str]| {
        let mut command = std::process::Command::new(program);
        let ended = command.args(args).current_dir(&directory).output();
        let ended = ended.ok().filter(|ended| !ended.stdout.is_empty())?;
        let out = String::from_utf8(ended.stdout).expect("text");
        Some(out.replace('\r', ""))
    };
    let piped = run(&docent, &["check"]).expect("docent starts");
    assert_eq!(piped.matches("-->").count(), 30, "{piped}");
    let on_terminal = |arguments: &str| {
        let command = format!("'{docent}' check --color never {arguments}");
        run("script", &["-qec", &command, "/dev/null"])
    };
    // Not every system has this program.
    let Some(shown) = on_terminal("") else {
        return;
    };
    assert_eq!(shown.matches("-->").count(), 20, "{shown}");
    assert!(
        shown.ends_with(
            "docent fix repairs 30 of them\n\
             docent check --all shows the 10 left out\n\
             docent check --write-baseline FILE accepts today's state: only what is new counts\n"
        ),
        "{shown}"
    );
    for (arguments, count) in [
        ("--all", 30),
        ("--max-per-rule 25", 25),
        ("--max-findings 3", 3),
        ("--format markdown", 0),
    ] {
        let shown = on_terminal(arguments).expect("as before");
        assert_eq!(shown.matches("-->").count(), count, "{shown}");
    }
    let lines = on_terminal("--quiet").expect("as before");
    assert_eq!(lines.lines().count(), 30, "{lines}");
}
