//! The pages of the rules tell the truth: their examples are run.
//!
//! A page is `# id`, a paragraph that says what the rule finds, `## Why`, `## Examples` and, when the
//! rule has options, `## Options`. An example is a fenced block, a small list that keeps its own
//! conventions:
//!
//! - `markdown bad` yields findings of this rule. A line may end in `<!-- finding: words -->`:
//!   the finding on it has these words in its message. One such line makes them all required.
//! - `markdown fixed`, right after it, is what the rule's fixes make of it.
//! - `markdown good` yields none.
//! - `toml`, right before one of the first two, is the docent.toml it runs with. Rules named in it are on;
//!   apart from them only the page's own rule is.
//!
//! What the rules ask is answered with [`world`]: on these pages it is always 2026-11-25.

use crate::facts::world;
use docent::check::{ask, check, settle};
use docent::config::{Config, Flags, option_names};
use docent::diagnostic::{Diagnostic, Safety};
use docent::list::{Conventions, List};
use docent::rule::{Meta, RuleSet, Spec};
use docent::rules;
use docent::text::Source;

#[test]
fn examples_do_what_they_say() {
    let mut wrong = Vec::new();
    for spec in rules::all() {
        let id = spec.meta.id;
        for example in examples(&spec.meta) {
            if let Err(why) = example.run(&spec.meta) {
                wrong.push(format!("rules/docs/{id}.md:{}: {why}", example.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_have_their_parts() {
    for spec in rules::all() {
        let meta = &spec.meta;
        let id = meta.id;
        assert_eq!(
            meta.page.lines().next(),
            Some(format!("# {id}").as_str()),
            "{id}: the heading"
        );
        let summary = meta.summary();
        assert!(
            summary.chars().count() <= 160,
            "{id}: the summary is longer than 160 characters"
        );
        assert!(
            summary.ends_with('.') && !summary.starts_with('#'),
            "{id}: the summary is a sentence"
        );

        let options = option_names(spec);
        let mut parts = vec!["Why", "Examples"];
        parts.extend((!options.is_empty()).then_some("Options"));
        let found: Vec<_> = sections(meta.page)
            .into_iter()
            .map(|(title, _)| title)
            .collect();
        assert_eq!(found, parts, "{id}: the page's sections");
        let documented = sections(meta.page)
            .pop()
            .map(|(_, text)| text)
            .unwrap_or_default();
        for option in options {
            assert!(
                documented.contains(&format!("- `{option}`")),
                "{id}: `{option}` is not documented"
            );
            assert_ne!(option, "level", "{id}: every rule has this key already");
        }

        let examples = examples(meta);
        assert!(
            examples.iter().any(|example| example.bad),
            "{id}: no bad example"
        );
        assert!(
            examples.iter().any(|example| !example.bad),
            "{id}: no good example"
        );
        let repairs = meta.fix.is_some_and(|safety| safety > Safety::Manual);
        let repaired = examples.iter().any(|example| example.fixed.is_some());
        assert_eq!(repairs, repaired, "{id}: a `fixed` block goes with a fix");
    }
}

#[test]
fn every_rule_loads_without_options() {
    for Spec { meta, load, .. } in rules::all() {
        assert!(
            load(toml::Table::new()).is_ok(),
            "{}: an option has no default",
            meta.id
        );
    }
}

/// One list on a page.
struct Example {
    /// Line of the page, from 1.
    line: usize,
    bad: bool,
    text: String,
    /// Lines from 1, and words in the message.
    expected: Vec<(usize, String)>,
    fixed: Option<String>,
    config: String,
}

impl Example {
    fn run(&self, meta: &Meta) -> Result<(), String> {
        let rules = self.rules(meta.id)?;
        let source = Source::new("README.md", self.text.as_str());
        let list = List::read(&source);
        let conventions = Conventions::infer(&list);
        let facts = ask(&list, &conventions, &rules, &world());
        let report = check(&list, &conventions, &rules, &facts, "README.md");
        let found: Vec<_> = report
            .diagnostics
            .iter()
            .filter(|d| d.rule == meta.id)
            .collect();
        let shown = || found.iter().map(|d| show(&source, d)).collect::<String>();
        if found
            .iter()
            .any(|d| d.fix.as_ref().map(docent::diagnostic::Fix::safety) > meta.fix)
        {
            return Err(format!("a fix is safer than the rule claims:{}", shown()));
        }
        if !self.bad {
            return if found.is_empty() {
                Ok(())
            } else {
                Err(format!("good, but:{}", shown()))
            };
        }
        if found.is_empty() {
            return Err("bad, but nothing is found".to_owned());
        }
        let matches = |(line, words): &(usize, String), d: &Diagnostic| {
            source.line_of(d.span.start) == *line && d.message.contains(words)
        };
        let missing = self
            .expected
            .iter()
            .find(|e| !found.iter().any(|d| matches(e, d)));
        if let Some((line, words)) = missing {
            return Err(format!(
                "no finding `{words}` on its line {line}; found:{}",
                shown()
            ));
        }
        let unforeseen = found
            .iter()
            .any(|d| !self.expected.iter().any(|e| matches(e, d)));
        if unforeseen && !self.expected.is_empty() {
            return Err(format!("more is found than the example says:{}", shown()));
        }
        let Some(fixed) = &self.fixed else {
            return Ok(());
        };
        let settled = settle(
            source.clone(),
            Conventions::infer,
            &rules,
            &world(),
            "README.md",
            Safety::Suggested,
        )
        .map_err(|error| error.to_string())?;
        let text = settled.source.text();
        if text == fixed {
            Ok(())
        } else {
            Err(format!("the fix gives\n{text}and not\n{fixed}"))
        }
    }

    /// The page's rule, and those that the configuration names.
    fn rules(&self, id: &str) -> Result<RuleSet, String> {
        let table: toml::Table = self.config.parse().map_err(|error| format!("{error}"))?;
        let named = table.get("rules").and_then(toml::Value::as_table);
        let named = named.into_iter().flat_map(toml::Table::keys).cloned();
        let select = named.chain([id.to_owned()]).collect();
        let flags = Flags {
            select,
            ..Flags::default()
        };
        let file = Source::new("docent.toml", self.config.as_str());
        let config = Config::load(Some(&file), &flags).and_then(|config| config.rule_set());
        config.map_err(|error| error.plain())
    }
}

fn show(source: &Source, diagnostic: &Diagnostic) -> String {
    let line = source.line_of(diagnostic.span.start);
    format!(
        "\n  line {line}: {} {:?}",
        diagnostic.message,
        source.slice(diagnostic.span)
    )
}

/// The page's `##` sections: title and text.
fn sections(page: &str) -> Vec<(&str, String)> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let mut fence = None;
    for line in page.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        fence = match fence {
            None if ticks >= 3 => Some(ticks),
            Some(open) if ticks >= open => None,
            other => other,
        };
        match (line.strip_prefix("## "), sections.last_mut()) {
            (Some(title), _) if fence.is_none() => sections.push((title, String::new())),
            (_, Some((_, text))) => text.extend([line, "\n"]),
            (_, None) => {}
        }
    }
    sections
}

/// The page's examples in order.
fn examples(meta: &Meta) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut config = String::new();
    let start = meta.page.find("\n## Examples\n").unwrap_or(meta.page.len());
    let first_line = meta.page[..start].lines().count() + 1;
    let mut lines = meta.page[start..].lines().zip(first_line..);
    while let Some((line, number)) = lines.next() {
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            continue;
        }
        let body = lines
            .by_ref()
            .map(|(line, _)| line)
            .take_while(|line| *line != fence);
        let mut text: String = body.flat_map(|line| [line, "\n"]).collect();
        match info {
            "toml" => config = text,
            "markdown fixed" => {
                let last = examples
                    .last_mut()
                    .filter(|last| last.bad && last.fixed.is_none());
                last.expect("a fixed block follows a bad one").fixed = Some(text);
            }
            "markdown bad" | "markdown good" => {
                let expected = take_expectations(&mut text);
                let (bad, config) = (info == "markdown bad", std::mem::take(&mut config));
                examples.push(Example {
                    line: number,
                    bad,
                    text,
                    expected,
                    fixed: None,
                    config,
                });
            }
            other => panic!("{}: line {number}: no example is `{other}`", meta.id),
        }
    }
    examples
}

/// Takes `<!-- finding: words -->` off the ends of lines.
fn take_expectations(text: &mut String) -> Vec<(usize, String)> {
    let mut expected = Vec::new();
    let mut rest = String::new();
    for (line, number) in text.lines().zip(1..) {
        let marked = line
            .strip_suffix("-->")
            .and_then(|line| line.rsplit_once("<!-- finding:"));
        let line = marked.map_or(line, |(line, words)| {
            expected.push((number, words.trim().to_owned()));
            line.trim_end()
        });
        rest.extend([line, "\n"]);
    }
    *text = rest;
    expected
}
