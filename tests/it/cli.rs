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
