//! The command line, by cases that are data: see `tests/cli`.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .case("tests/cli/*.toml")
        .case("tests/cli/*.md");
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
