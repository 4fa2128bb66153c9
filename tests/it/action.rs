//! The script of `action.yml`, run by bash as the runner does.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the step called Check runs.
fn script() -> String {
    let action = Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml");
    let action = fs::read_to_string(action).expect("there");
    let (_, step) = action.split_once("- name: Check\n").expect("the step");
    let (environment, body) = step.split_once("      run: |\n").expect("a script");
    assert!(
        environment.contains("${{") && !body.contains("${{"),
        "inputs reach the script as variables, never as text of it"
    );
    let lines = body.lines().map(|line| line.trim_start_matches("        "));
    assert!(
        body.lines()
            .all(|line| line.is_empty() || line.starts_with("        ")),
        "the script is the last of the file"
    );
    lines.map(|line| format!("{line}\n")).collect()
}

/// A runner with a repository checked out.
struct Runner {
    directory: tempfile::TempDir,
}

/// Exit code, log and job summary.
struct Ran {
    code: Option<i32>,
    log: String,
    summary: String,
}

const OLD: &str = "# L\n\n- [A](http://arxiv.org/abs/2401.10020) - One.\n";

impl Runner {
    /// With [`OLD`] on `main`, and a branch with the same mistake in a second entry.
    fn new() -> Self {
        let runner = Self {
            directory: tempfile::tempdir().expect("a directory"),
        };
        fs::create_dir_all(runner.at("temp/docent/bin")).expect("made");
        fs::create_dir(runner.at("work")).expect("made");
        let docent = runner.at("temp/docent/bin/docent");
        std::os::unix::fs::symlink(snapbox::cmd::cargo_bin!("docent"), docent).expect("linked");
        runner.git(&["init", "-q", "-b", "main"]);
        runner.write("README.md", OLD);
        runner.commit();
        runner.git(&["checkout", "-q", "-b", "branch"]);
        let new = format!("{OLD}- [B](http://arxiv.org/abs/2401.10021) - Two.\n");
        runner.write("README.md", &new);
        runner.commit();
        runner
    }

    fn at(&self, path: &str) -> PathBuf {
        self.directory.path().join(path)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.at("work").join(name), text).expect("written");
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.directory.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .current_dir(self.at("work"));
        command
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = self.command("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
        let ran = command.args(arguments).output().expect("git runs");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "git {arguments:?}: {said}");
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "-q", "-m", "x"]);
    }

    /// Checks out what GitHub makes of the pull request of `branch`.
    fn merge(&self) {
        self.git(&["checkout", "-q", "--detach", "main"]);
        self.git(&["merge", "-q", "--no-ff", "-m", "merge", "branch"]);
    }

    /// Runs the action for an event, with these inputs over their defaults.
    fn run(&self, event: &str, inputs: &[(&str, &str)]) -> Ran {
        let file = self.at("temp/script.sh");
        fs::write(&file, script()).expect("written");
        let summary = self.at("temp/summary");
        fs::write(&summary, "").expect("written");
        let defaults = [
            ("LISTS", "."),
            ("CONFIG", ""),
            ("PRESET", ""),
            ("FAIL_ON", "warn"),
            ("SINCE", "auto"),
            ("FORMAT", "github"),
            ("GITHUB_EVENT_NAME", event),
            ("GITHUB_BASE_REF", "main"),
        ];
        let ran = self
            .command("bash")
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail"])
            .arg(&file)
            .env("RUNNER_TEMP", self.at("temp"))
            .env("GITHUB_STEP_SUMMARY", &summary)
            .envs(defaults)
            .envs(inputs.iter().copied())
            .output()
            .expect("bash runs");
        assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
        Ran {
            code: ran.status.code(),
            log: String::from_utf8_lossy(&ran.stdout).into_owned(),
            summary: fs::read_to_string(summary).expect("there"),
        }
    }
}

#[test]
fn a_pull_request_answers_for_what_it_changes() {
    let runner = Runner::new();
    runner.merge();
    let Ran { code, log, summary } = runner.run("pull_request", &[]);
    assert_eq!(code, Some(1), "{log}");
    assert!(
        log.starts_with("::warning file=README.md,line=4,") && log.lines().count() == 1,
        "{log}"
    );
    assert!(
        summary.starts_with("## docent: 1 problem in 2 entries of `README.md`\n")
            && summary.contains("1 more older than the change"),
        "{summary}"
    );
    for (event, since) in [
        ("push", "auto"),
        ("pull_request", "none"),
        ("pull_request", ""),
    ] {
        let Ran { log, .. } = runner.run(event, &[("SINCE", since)]);
        assert_eq!(
            log.matches("::warning ").count(),
            2,
            "{event}, {since}: {log}"
        );
    }
    let Ran { code, log, .. } = runner.run("push", &[("SINCE", "HEAD")]);
    assert_eq!((code, log.as_str()), (Some(0), ""));

    // A checkout of depth 1 knows no parents; one of the branch alone knows the base, or does not.
    runner.git(&["checkout", "-q", "branch"]);
    let Ran { log, .. } = runner.run("pull_request", &[]);
    assert!(
        log.starts_with("::notice title=docent::The whole list is checked"),
        "{log}"
    );
    assert_eq!(log.matches("::warning ").count(), 2, "{log}");
    runner.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    let Ran { log, .. } = runner.run("pull_request", &[]);
    assert_eq!(log.matches("::warning ").count(), 1, "{log}");
}

#[test]
fn inputs_are_words_and_no_code() {
    let runner = Runner::new();
    let lists = "README.md\n\n  \nno such; touch ../temp/owned\n$(touch ../temp/owned)\n";
    let Ran { code, log, summary } = runner.run("push", &[("LISTS", lists)]);
    assert_eq!(code, Some(2), "{log}");
    assert!(
        log.contains("error: $(touch ../temp/owned): no such file or directory"),
        "{log}"
    );
    assert_eq!(summary, "", "half a job is not summed up");
    let lists = [
        ("LISTS", "README.md"),
        ("FAIL_ON", "never"),
        ("PRESET", "minimal"),
    ];
    assert_eq!(runner.run("push", &lists).code, Some(0));
    for name in ["CONFIG", "PRESET", "FAIL_ON", "SINCE", "FORMAT"] {
        let Ran { code, log, .. } = runner.run("push", &[(name, "--help $(touch ../temp/owned)")]);
        assert_eq!(code, Some(2), "{name}: {log}");
    }
    assert!(!runner.at("temp/owned").exists());
}

/// The lines that the runner would look for commands in.
fn heard(log: &str) -> Vec<&str> {
    let mut silent: Option<String> = None;
    let mut heard = Vec::new();
    for line in log.lines() {
        if let Some(token) = &silent {
            if line == format!("::{token}::") {
                silent = None;
            }
        } else if let Some(token) = line.strip_prefix("::stop-commands::") {
            silent = Some(token.to_owned());
        } else {
            heard.push(line);
        }
    }
    assert_eq!(silent, None, "the runner listens again: {log}");
    heard
}

#[test]
fn what_strangers_write_commands_nothing() {
    let runner = Runner::new();
    let evil = "# L\n\n- [A ##[add-mask]x](http://arxiv.org/abs/2401.10020) - One. \
        ::stop-commands::x\n\n::error::evil ##[error]evil\n";
    runner.write("README.md", evil);
    for format in ["github", "text", "json", "markdown"] {
        let Ran { code, log, .. } = runner.run("push", &[("FORMAT", format)]);
        assert_eq!(code, Some(1), "{log}");
        let heard = heard(&log);
        let is_ours = |line: &&str| line.starts_with("::warning file=README.md,");
        assert!(heard.iter().all(is_ours), "{heard:?}");
        assert_eq!(heard.is_empty(), format != "github", "{log}");
    }
    runner.write(
        "docent.toml",
        "preset = 1 # ##[add-mask]x\n::error::evil = 1\n",
    );
    let Ran { code, log, .. } = runner.run("push", &[]);
    assert_eq!(code, Some(2));
    assert!(log.contains("docent.toml"), "{log}");
    assert!(heard(&log).is_empty(), "{log}");
}
