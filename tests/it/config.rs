//! What a configuration says, and what a wrong one is told.

use docent::config::{Config, ConfigError, Flags, PRESETS};
use docent::diagnostic::Level;
use docent::text::Source;

pub(crate) fn load(text: &str) -> Result<Config, ConfigError> {
    Config::load(Some(&Source::new("docent.toml", text)), &Flags::default())
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// The level of `unused-allow` under `text` and flags.
fn level(text: &str, select: &[&str], ignore: &[&str]) -> Level {
    let flags = Flags {
        preset: None,
        select: names(select),
        ignore: names(ignore),
    };
    let config = Config::load(Some(&Source::new("docent.toml", text)), &flags);
    config
        .expect("valid")
        .level("unused-allow")
        .expect("a rule")
}

#[test]
fn layers_lie_on_each_other() {
    for (text, select, ignore, expected) in [
        ("", &[][..], &[][..], Level::Warn),
        ("preset = 'minimal'", &[], &[], Level::Off),
        (
            "preset = 'minimal'\n[rules]\ndocent = 'deny'",
            &[],
            &[],
            Level::Deny,
        ),
        ("[levels]\nwarn = 'note'", &[], &[], Level::Note),
        (
            "[levels]\nwarn = 'note'\n[rules]\ndocent = 'off'",
            &[],
            &[],
            Level::Off,
        ),
        (
            "[rules]\nunused-allow = 'note'\ndocent = 'off'",
            &[],
            &[],
            Level::Note,
        ),
        (
            "[rules]\nunused-allow = { require-reason = false }\ndocent = 'deny'",
            &[],
            &[],
            Level::Deny,
        ),
        (
            "[rules]\nunused-allow = { level = 'off' }",
            &[],
            &[],
            Level::Off,
        ),
        (
            "[rules]\nunused-allow = 'off'",
            &["docent"],
            &[],
            Level::Off,
        ),
        (
            "[rules]\nunused-allow = 'off'",
            &["unused-allow"],
            &[],
            Level::Warn,
        ),
        ("", &["format"], &[], Level::Off),
        ("", &["docent"], &["unused-allow"], Level::Off),
        ("", &["unused-allow"], &["docent"], Level::Warn),
        ("", &[], &["docent"], Level::Off),
    ] {
        assert_eq!(
            level(text, select, ignore),
            expected,
            "{text} {select:?} {ignore:?}"
        );
    }
}

#[test]
fn the_preset_of_the_flags_wins() {
    let file = Source::new("docent.toml", "preset = 'minimal'");
    let flags = Flags {
        preset: Some("strict".to_owned()),
        ..Flags::default()
    };
    let config = Config::load(Some(&file), &flags).expect("valid");
    assert_eq!(config.preset().name, "strict");
    assert_eq!(config.level("unused-allow"), Some(Level::Warn));
    assert_eq!(
        Config::load(None, &Flags::default())
            .expect("valid")
            .preset()
            .name,
        "papers"
    );
}

#[test]
fn the_rule_set_holds_what_is_on_and_knows_the_rest() {
    let off = load("[rules]\nunused-allow = 'off'")
        .expect("valid")
        .rule_set()
        .expect("valid");
    assert!(!off.runs("unused-allow") && !off.runs("docent"));
    assert!(off.known.contains(&"unused-allow"));
    let on = load("").expect("valid").rule_set().expect("valid");
    assert!(on.runs("unused-allow") && on.runs("docent"));
}

#[test]
fn every_preset_is_a_valid_docent_toml() {
    for preset in &PRESETS {
        let source = Source::new(preset.name, preset.text);
        let config = Config::load(Some(&source), &Flags::default());
        let set = config.and_then(|config| config.rule_set());
        assert!(
            set.is_ok(),
            "{}",
            set.err().map(|error| error.plain()).unwrap_or_default()
        );
        assert!(
            preset.text.starts_with("# "),
            "{}: its first line says what it is for",
            preset.name
        );
        assert!(
            !preset.text.lines().any(|line| line.starts_with("preset")),
            "{}",
            preset.name
        );
    }
}

#[test]
fn errors_point_at_what_is_wrong_and_say_what_was_meant() {
    for (text, line) in [
        (
            "[rules]\nunused-allow = \n",
            "docent.toml:2:16: string values must be quoted, expected literal string",
        ),
        ("a = 1\na = 2", "docent.toml:2:1: duplicate key"),
        (
            "prest = 'papers'",
            "docent.toml:1:1: unknown key `prest`; did you mean `preset`?",
        ),
        (
            "xyz = 1",
            "docent.toml:1:1: unknown key `xyz`; the keys are `preset`, `baseline`, `levels`, `entry`, `venue`, `rules` or `files`",
        ),
        (
            "unused-allow = 'off'",
            "docent.toml:1:1: unknown key `unused-allow`; write it under `[rules]`: unused-allow = …",
        ),
        (
            "preset = 'paper'",
            "docent.toml:1:10: unknown preset `paper`; did you mean `papers`?",
        ),
        (
            "preset = 1",
            "docent.toml:1:10: `preset` has to be the name of a preset, not of type integer",
        ),
        (
            "rules = 1",
            "docent.toml:1:9: `rules` has to be a table, not of type integer",
        ),
        (
            "[rules]\n'ünused-allow' = 'off'",
            "docent.toml:2:1: unknown rule or family `ünused-allow`; did you mean `unused-allow`?",
        ),
        (
            "[rules]\nformta = 'off'",
            "docent.toml:2:1: unknown rule or family `formta`; did you mean `format`?",
        ),
        (
            "[rules]\nzzz = 'off'",
            "docent.toml:2:1: unknown rule or family `zzz`; `docent rules` lists them all",
        ),
        (
            "[rules]\n# ü\nunused-allow = 'warning'",
            "docent.toml:3:16: unknown level `warning`; did you mean `warn`?",
        ),
        (
            "[rules]\nunused-allow = 'error'",
            "docent.toml:2:16: unknown level `error`; did you mean `deny`?",
        ),
        (
            "[rules]\nformat = true",
            "docent.toml:2:10: a level has to be `off`, `note`, `warn` or `deny`, not of type boolean",
        ),
        (
            "[rules]\nformat = { x = 1 }",
            "docent.toml:2:10: `format` is a family: it takes a level, no options; write `format = \"warn\"`; options go to a rule of its own",
        ),
        (
            "[rules]\nunused-allow = { levle = 'off' }",
            "docent.toml:2:18: `unused-allow` has no option `levle`; did you mean `level`?",
        ),
        (
            "[rules.unused-allow]\nrequire-reasons = true",
            "docent.toml:2:1: `unused-allow` has no option `require-reasons`; did you mean `require-reason`?",
        ),
        (
            "[rules]\nunused-allow.require-reason = 'yes'",
            "docent.toml:2:31: option `require-reason` of `unused-allow`: invalid type: string \"yes\", expected a boolean",
        ),
        (
            "[entry]\nyear = 'preprnt'",
            "docent.toml:2:8: unknown meaning of a year `preprnt`; did you mean `preprint`?",
        ),
        (
            "[entry]\nyear = 'conference'",
            "docent.toml:2:8: unknown meaning of a year `conference`; it is the year of `venue` or `preprint`",
        ),
        (
            "[entry]\nyear = 2024",
            "docent.toml:2:8: `year` has to be `venue` or `preprint`, not of type integer",
        ),
        (
            "[levels]\nnotes = 'off'",
            "docent.toml:2:1: unknown level `notes`; did you mean `note`?",
        ),
    ] {
        let Err(error) = load(text) else {
            panic!("accepted: {text}")
        };
        assert_eq!(error.to_string(), line, "{text}");
    }
}

#[test]
fn flags_are_checked_too() {
    let error = |preset: Option<&str>, select: &[&str], ignore: &[&str]| {
        let preset = preset.map(str::to_owned);
        let flags = Flags {
            preset,
            select: names(select),
            ignore: names(ignore),
        };
        Config::load(None, &flags).err().expect("wrong").to_string()
    };
    assert_eq!(
        error(Some("papres"), &[], &[]),
        "--preset: unknown preset `papres`; did you mean `papers`?"
    );
    assert_eq!(
        error(None, &["unused-alow"], &[]),
        "--select: unknown rule or family `unused-alow`; did you mean `unused-allow`?"
    );
    assert_eq!(
        error(None, &["unused-allow"], &["unused-allow"]),
        "--ignore: `unused-allow` is both selected and ignored; conflicting options: name it in one of `--select` and `--ignore`"
    );
}

#[test]
fn an_error_is_drawn_like_a_finding() {
    let text = "# café\r\n[rules]\r\nunused-allow = { level = \"warning\" }\r\n";
    let error = load(text).err().expect("wrong");
    assert_eq!(
        error.plain(),
        "error: unknown level `warning`
 --> docent.toml:3:26
  |
3 | unused-allow = { level = \"warning\" }
  |                          ^^^^^^^^^
  |
  = help: did you mean `warn`?"
    );
    let flags = Flags {
        select: names(&["zzz"]),
        ..Flags::default()
    };
    let error = Config::load(None, &flags).err().expect("wrong");
    assert_eq!(
        error.plain(),
        "error: --select: unknown rule or family `zzz`
 |
 = help: `docent rules` lists them all"
    );
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    let error = load("\u{feff}prest = 1").err().expect("wrong");
    let span = error.span.expect("in the file");
    assert_eq!((span.start, span.end), (3, 8));
}

#[test]
fn no_text_is_too_strange() {
    for text in [
        "\0",
        "[",
        "[[",
        "= =",
        "[rules",
        "\u{feff}",
        "a.b.c = {",
        "'é",
        "rules.format.",
        "[rules]\n\"\\ud800\" = 1",
        "\r",
        "é",
    ] {
        if let Err(error) = load(text) {
            assert!(error.plain().starts_with("error: "), "{text:?}");
        }
    }
    let deep = format!("[rules]\nunused-allow = {}", "[".repeat(20_000));
    assert!(load(&deep).is_err());
}

#[test]
fn a_name_cannot_speak_to_the_terminal() {
    let error = load("\"\\u001b[31mé\" = 1").err().expect("wrong");
    assert_eq!(
        error.to_string(),
        "docent.toml:1:1: unknown key `\\u{1b}[31mé`; the keys are `preset`, `baseline`, `levels`, `entry`, `venue`, `rules` or `files`"
    );
    for text in [
        "\u{1b}[31m = 1",
        "[rules]\nunused-allow = '\u{7f}'",
        "[rules]\n'\u{9b}31m' = 1",
        "[rules]\n'\u{202e}x' = 1",
    ] {
        let drawn = load(text).err().expect("wrong").plain();
        assert!(
            !drawn.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'),
            "{drawn:?}"
        );
    }
}

/// What is shown can be read again, and is the same configuration.
#[test]
fn the_configuration_shown_is_the_one_in_force() {
    let presets = PRESETS
        .iter()
        .map(|preset| format!("preset = '{}'", preset.name));
    let more = [
        "[levels]\nnote = 'off'\n[rules]\nlink = 'deny'\ncross-listed = { level = 'note', habit = 7 }",
        "[rules]\ncross-listed.habit = 8\nodd-label.ignore = [\"a'b\", 'c\"d']",
        "[files]\ntranslations = ['a.md', ['b.md', 'c/*.md']]\nexclude = ['d']",
        "[entry]\ntemplate = \"[{title}]({url})\\n  {authors}\"\nlink-separator = ' | '\nyear = 'preprint'",
        "[[venue]]\nname = 'NIPS'\naliases = ['NeurIPS']\n[[venue]]\nheld = '2019, 2021-2024'\nname = 'SoLaR'\nkind = 'workshop'",
    ];
    // A value and who said it.
    let rows = |config: &Config| -> Vec<(String, String)> {
        let shown = config.show();
        let rows = shown.lines().filter_map(|line| line.rsplit_once("  # "));
        rows.map(|(said, origin)| (said.trim_end().to_owned(), origin.to_owned()))
            .collect()
    };
    for text in presets.chain(more.map(str::to_owned)) {
        for (select, ignore) in [
            (&[][..], &[][..]),
            (&["link", "cross-listed"], &["empty-link"]),
        ] {
            let flags = Flags {
                preset: None,
                select: names(select),
                ignore: names(ignore),
            };
            let source = Source::new("docent.toml", text.as_str());
            let config = Config::load(Some(&source), &flags).expect("valid");
            let again = load(&config.show()).expect("what is shown is valid");
            let (rows, again) = (rows(&config), rows(&again));
            let said = |rows: &[(String, String)]| -> Vec<String> {
                rows.iter().map(|(said, _)| said.clone()).collect()
            };
            assert_eq!(said(&rows), said(&again), "{text}");
            let lines = again.iter().filter(|(said, _)| !said.starts_with('#'));
            for (said, origin) in lines {
                assert!(origin.starts_with("docent.toml:"), "{said} {origin}");
            }
        }
    }
    let source = Source::new(
        "docent.toml",
        "preset = 'strict'\n[rules]\nlink = 'off'\nempty-link.habit = 3\n",
    );
    let flags = Flags {
        ignore: names(&["cross-listed"]),
        ..Flags::default()
    };
    let rows = rows(&Config::load(Some(&source), &flags).expect("valid"));
    for (said, origin) in [
        ("preset = \"strict\"", "docent.toml:1"),
        ("# list", "not set"),
        ("empty-link.level = \"off\"", "docent.toml:3"),
        ("empty-link.habit = 3", "docent.toml:4"),
        ("cross-listed.level = \"off\"", "--ignore"),
        ("cross-listed.habit = 5", "default"),
        ("doubled-space.level = \"warn\"", "preset strict"),
        ("duplicate-entry.level = \"deny\"", "default"),
    ] {
        let expected = (said.to_owned(), origin.to_owned());
        assert!(rows.contains(&expected), "{expected:?} in {rows:#?}");
    }
}
