//! The hooks in `.pre-commit-hooks.yaml`, run by pre-commit itself where it is installed.
//!
//! `DOCENT_PRE_COMMIT` names it where it is not on the path. The hooks that cargo builds take minutes:
//! they run when `DOCENT_SLOW_HOOKS` is set.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The second title lacks the full stop that the others have.
const LIST: &str = "\
# Awesome Thoughts

## Papers

- **A First Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00001)]
- **A Second Thought** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00002)]
- **A Third Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00003)]
- **A Fourth Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00004)]
- **A Fifth Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00005)]
- **A Sixth Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00006)]
- **A Seventh Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00007)]
- **An Eighth Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00008)]
- **A Ninth Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00009)]
- **A Tenth Thought.** *Ada Lee, Bo Ray.* ICLR 2024. [[paper](https://arxiv.org/abs/2401.00010)]
";

/// A repository with a list, and docent's hooks in another one beside it.
struct Trial {
    folder: tempfile::TempDir,
    program: PathBuf,
}

impl Trial {
    /// `None`, and said loudly, where pre-commit is not installed.
    fn start() -> Option<Self> {
        let program = std::env::var_os("DOCENT_PRE_COMMIT")
            .map_or_else(|| PathBuf::from("pre-commit"), PathBuf::from);
        if Command::new(&program).arg("--version").output().is_err() {
            // Not `eprintln`, which the test harness swallows.
            writeln!(
                std::io::stderr(),
                "SKIPPED: no pre-commit; set DOCENT_PRE_COMMIT to its path"
            )
            .expect("standard error is open");
            return None;
        }
        let trial = Self {
            folder: tempfile::tempdir().expect("a folder"),
            program,
        };
        std::fs::create_dir(trial.path("lists")).expect("a folder");
        trial.git("lists", &["init", "--quiet"]);
        trial.write(LIST);
        trial.git("lists", &["add", "README.md"]);
        Some(trial)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn list(&self) -> PathBuf {
        self.path("lists/README.md")
    }

    fn write(&self, text: &str) {
        std::fs::write(self.list(), text).expect("writable");
    }

    fn git(&self, folder: &str, arguments: &[&str]) {
        let ran = clean(
            Command::new("git")
                .args(arguments)
                .current_dir(self.path(folder)),
        )
        .output()
        .expect("git runs");
        assert!(ran.status.success(), "git {arguments:?}: {ran:?}");
    }

    /// The hooks alone, as a repository: a hook of the system needs nothing else.
    fn hooks_alone(&self) -> PathBuf {
        let folder = self.path("hooks");
        std::fs::create_dir(&folder).expect("a folder");
        let hooks = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
        std::fs::copy(hooks, folder.join(".pre-commit-hooks.yaml")).expect("copied");
        self.git("hooks", &["init", "--quiet"]);
        self.git("hooks", &["add", "."]);
        let me = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
        self.git(
            "hooks",
            &[&me[..], &["commit", "--quiet", "-m", "hooks"]].concat(),
        );
        folder
    }

    fn run(&self, hooks: &Path, id: &str) -> Output {
        let docent = Path::new(env!("CARGO_BIN_EXE_docent"));
        let mut path = vec![docent.parent().expect("in a folder").to_path_buf()];
        path.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        clean(&mut Command::new(&self.program))
            .arg("try-repo")
            .arg(hooks)
            .args([id, "--verbose", "--color", "never", "--files", "README.md"])
            .current_dir(self.path("lists"))
            .env("PATH", std::env::join_paths(path).expect("a path"))
            .env("PRE_COMMIT_HOME", self.path("cache"))
            .output()
            .expect("pre-commit runs")
    }
}

/// Without what a hook that runs these tests would hand on.
fn clean(command: &mut Command) -> &mut Command {
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    command
}

fn assert_hooks_work(trial: &Trial, hooks: &Path, suffix: &str) {
    let check = trial.run(hooks, &format!("docent-check{suffix}"));
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(!check.status.success(), "{check:?}");
    assert!(
        said.contains("README.md:6:14: warn[missing-title-stop]"),
        "{said}"
    );

    let fix = format!("docent-fix{suffix}");
    let first = trial.run(hooks, &fix);
    let said = String::from_utf8_lossy(&first.stdout);
    assert!(
        !first.status.success(),
        "a repair lets no commit pass: {said}"
    );
    assert!(said.contains("files were modified by this hook"), "{said}");
    let repaired = std::fs::read_to_string(trial.list()).expect("readable");
    assert_eq!(
        repaired,
        LIST.replace("A Second Thought**", "A Second Thought.**")
    );

    for hook in [fix, format!("docent-check{suffix}")] {
        let again = trial.run(hooks, &hook);
        assert!(
            again.status.success(),
            "{hook}: {}",
            String::from_utf8_lossy(&again.stdout)
        );
    }
}

#[test]
fn hooks_of_the_system() {
    if let Some(trial) = Trial::start() {
        let hooks = trial.hooks_alone();
        assert_hooks_work(&trial, &hooks, "-system");
    }
}

#[test]
fn hooks_that_cargo_builds() {
    if std::env::var_os("DOCENT_SLOW_HOOKS").is_none() {
        writeln!(
            std::io::stderr(),
            "SKIPPED: DOCENT_SLOW_HOOKS is not set, no hook is built"
        )
        .expect("standard error is open");
        return;
    }
    if let Some(trial) = Trial::start() {
        assert_hooks_work(&trial, Path::new(env!("CARGO_MANIFEST_DIR")), "");
    }
}
