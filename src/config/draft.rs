//! A docent.toml for a list as it stands: what `docent init` writes.

use super::preset::{PRESETS, Preset};
use super::{Config, ConfigError, Flags};
use crate::diagnostic::Family;
use crate::list::template::Forms;
use crate::list::{Conventions, List};
use crate::rules;
use std::fmt::Write as _;

/// Templates that fewer entries are written in, together, say nothing about the list: in percent.
const TELLING: usize = 50;

/// What is known of a list, for its configuration.
pub struct Draft<'d> {
    /// What the entries do.
    pub conventions: &'d Conventions,
    /// The preset that fits the list, in force.
    config: Config,
}

impl<'d> Draft<'d> {
    /// The draft for `list`.
    ///
    /// # Errors
    /// When a preset of docent's own cannot be loaded.
    pub fn of(list: &List<'_>, conventions: &'d Conventions) -> Result<Self, ConfigError> {
        let flags = Flags {
            preset: Some(fitting(list).name.to_owned()),
            ..Flags::default()
        };
        Ok(Self {
            conventions,
            config: Config::load(None, &flags)?,
        })
    }

    /// Whether there is a form that is worth declaring.
    pub fn has_form(&self) -> bool {
        self.conventions.forms.written() * 100 >= self.conventions.forms.entries * TELLING
            && self.conventions.forms.written() > 0
    }

    /// The text of the file. `declares` says whether the form of the entries is in force, or stands
    /// there as a comment; `about` is what the first lines say of the list.
    pub fn text(&self, about: &str, declares: bool) -> String {
        let mut text = format!(
            "#:schema {}/raw/main/rules/config.schema.json\n\
             # How docent checks this list. Whatever is not said here is as the preset has it;\n\
             # `docent explain RULE` tells what a rule is about.\n#\n# {about}\n",
            env!("CARGO_PKG_REPOSITORY"),
        );
        for seen in self.conventions.formats.seen() {
            let _ = writeln!(text, "# {seen}");
        }
        let _ = write!(text, "\n# {}\n", presets());
        let _ = write!(text, "preset = \"{}\"\n\n", self.config.preset().name);
        self.entry(&mut text, declares);
        levels(&self.config, &mut text);
        text
    }

    fn entry(&self, text: &mut String, declares: bool) {
        let Forms {
            templates: forms,
            links,
            entries,
            ..
        } = &self.conventions.forms;
        if !self.has_form() {
            text.push_str(
                "# Entries are written in too many forms for one to be declared. Where one is, docent\n\
                 # holds entries to it:\n\
                 # [entry]\n\
                 # template = '- **{title}.**{? *{authors}.*}{? {venue} {year}.} {links}'\n\
                 # link = '[[{label}]({url})]'\n\n",
            );
            return;
        }
        let counts: Vec<String> = forms.iter().map(|form| form.entries.to_string()).collect();
        let _ = write!(
            text,
            "# The form of an entry, which docent holds entries to: {} of {entries} are written so, byte\n\
             # for byte. `{{title}}` and the like stand for its parts; what is between `{{?` and `}}` is left out\n\
             # where a part in it is missing.\n",
            counts.join(" and "),
        );
        let templates = match forms.as_slice() {
            [form] => quote(&form.template.to_string()),
            forms => {
                let quoted = forms.iter().map(|form| quote(&form.template.to_string()));
                let rows: Vec<String> = quoted.map(|quoted| format!("  {quoted},\n")).collect();
                format!("[\n{}]", rows.concat())
            }
        };
        let table = format!(
            "[entry]\ntemplate = {templates}\nlink = {}\nlink-separator = {}\n",
            quote(&links.to_string()),
            quote(&links.separator),
        );
        if declares {
            text.push_str(&table);
        } else {
            text.push_str(
                "# It is not in force yet, since docent would find something else with it than without: take\n\
                 # the `# ` away where that is wanted.\n",
            );
            for line in table.lines() {
                let _ = writeln!(text, "# {line}");
            }
        }
        text.push('\n');
    }
}

/// Every rule as a comment that only has to be uncommented.
fn levels(config: &Config, text: &mut String) {
    text.push_str(
        "# off, note, warn or deny, for a rule or for its whole family. As it is now:\n[rules]\n",
    );
    for family in Family::ALL {
        for spec in rules::all().filter(|spec| spec.meta.family == family) {
            let id = spec.meta.id;
            let level = config.level(id).unwrap_or(spec.meta.level);
            let key = format!("{id} = \"{}\"", level.name());
            let about = spec.meta.summary();
            let _ = writeln!(text, "# {key:<32} # {}", first_sentence(&about));
        }
    }
}

fn first_sentence(text: &str) -> &str {
    text.split_once(". ")
        .map_or(text, |(first, _)| first)
        .trim_end_matches('.')
}

fn presets() -> String {
    let names: Vec<String> = PRESETS
        .iter()
        .map(|preset| format!("{}: {}", preset.name, first_sentence(preset.summary())))
        .collect();
    names.join("\n# ")
}

/// The preset for a list: of papers where a good part of the entries has what only papers have.
fn fitting(list: &List<'_>) -> &'static Preset {
    let papers = list.entries.iter().filter(|entry| {
        let fields = [entry.venue.is_some(), entry.authors.is_some()];
        !entry.ids.is_empty() || fields.iter().all(|has| *has)
    });
    let of_papers = papers.count() * 5 >= list.entries.len();
    let name = if of_papers { "papers" } else { "awesome" };
    PRESETS
        .iter()
        .find(|preset| preset.name == name)
        .unwrap_or(&PRESETS[0])
}

/// A TOML string, in single quotes where that needs no escapes.
fn quote(text: &str) -> String {
    if text.contains(['\'', '\n', '\r', '\t']) || text.chars().any(char::is_control) {
        toml::Value::String(text.to_owned()).to_string()
    } else {
        format!("'{text}'")
    }
}
