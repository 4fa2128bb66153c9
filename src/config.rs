//! Configuration: rule default < preset < docent.toml < flags. Takes text, never a path.
//!
//! ```toml
//! preset = "papers"
//! baseline = "docent-baseline.jsonl"             # old findings that do not count
//!
//! [levels]
//! note = "off"                                   # what would be a note is off
//!
//! [rules]
//! format = "note"                                # a family
//! unused-allow = { level = "warn", require-reason = false }
//!
//! [files]
//! list = ["README.md", "docs/*.md"]              # one list, in this order
//! translations = ["README.zh.md"]                # checked apart
//! ```
//!
//! Within one file a rule's own key wins over its family's, and its family's over `[levels]`,
//! whatever their order.

mod draft;
mod entry;
mod error;
mod files;
mod layer;
mod preset;
mod schema;
mod show;
mod venue;

use crate::data::venue::{Catalogue, DeclaredVenue};
use crate::diagnostic::{Family, Level};
use crate::list::template::Declared;
use crate::rule::{Active, RuleSet, Spec};
use crate::rules;
use crate::text::{Source, Span};
pub use draft::Draft;
pub use error::ConfigError;
pub use files::{Files, Group, Pattern};
use layer::{Layer, unknown_rule};
pub use preset::{PRESETS, Preset};
pub use schema::{option_names, schema};
use show::Origin;
use std::collections::BTreeMap;

/// What the command line says about rules. Names are rule ids or families.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--preset`: instead of the file's.
    pub preset: Option<String>,
    /// `--select`: only these. A rule named by its id is on even where the file has it off.
    pub select: Vec<String>,
    /// `--ignore`: not these. Of a family and a rule in it, the rule's own flag wins.
    pub ignore: Vec<String>,
}

/// Every rule with its level and options.
pub struct Config {
    preset: &'static Preset,
    preset_from: Origin,
    baseline: Option<String>,
    /// In the registry's order.
    settings: Vec<Setting>,
    files: Option<Files>,
    /// `[entry]`.
    entry: Declared,
    /// `[[venue]]`.
    venues: Vec<DeclaredVenue>,
    /// docent.toml, for errors.
    file: Option<Source>,
}

/// What one rule is set to.
struct Setting {
    spec: &'static Spec,
    level: Level,
    level_from: Origin,
    options: toml::Table,
    options_from: BTreeMap<String, Origin>,
    /// Its key in docent.toml.
    key: Option<Span>,
}

impl Config {
    /// Puts the layers together: `file` is docent.toml, when there is one.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place: see [`ConfigError`].
    pub fn load(file: Option<&Source>, flags: &Flags) -> Result<Self, ConfigError> {
        let parsed = file.map(Layer::parse).transpose()?;
        let line = |at: Span| match file {
            Some(file) => Origin::Line(file.position(at.start).line),
            None => Origin::Default,
        };
        let said = parsed.as_ref().and_then(|layer| layer.preset);
        let (preset, preset_from) = match (&flags.preset, said) {
            (Some(name), _) => {
                let preset = preset::find(name).map_err(|error| error.flag("--preset"))?;
                (preset, Origin::Flag("--preset"))
            }
            (None, Some((preset, at))) => (preset, line(at)),
            (None, None) => (&PRESETS[0], Origin::Default),
        };
        let settings = rules::all().map(|spec| Setting {
            spec,
            level: spec.meta.level,
            level_from: Origin::Default,
            options: toml::Table::new(),
            options_from: BTreeMap::new(),
            key: None,
        });
        let mut config = Self {
            preset,
            preset_from,
            baseline: parsed.as_ref().and_then(|layer| layer.baseline.clone()),
            settings: settings.collect(),
            files: parsed.as_ref().and_then(|layer| layer.files.clone()),
            entry: Declared::default(),
            venues: Vec::new(),
            file: file.cloned(),
        };
        let text = Source::new(preset.path(), preset.text);
        config.apply(Layer::parse(&text)?, |_| Origin::Preset(preset.name));
        for setting in &mut config.settings {
            setting.key = None;
        }
        if let Some(mut layer) = parsed {
            config.entry = std::mem::take(&mut layer.entry);
            config.venues = std::mem::take(&mut layer.venues);
            config.apply(layer, line);
        }
        config.flags(flags)?;
        Ok(config)
    }

    /// The preset in force.
    pub fn preset(&self) -> &'static Preset {
        self.preset
    }

    /// The baseline that the file names: a path relative to the file.
    pub fn baseline(&self) -> Option<&str> {
        self.baseline.as_deref()
    }

    /// What docent.toml says about files.
    pub fn files(&self) -> Option<&Files> {
        self.files.as_ref()
    }

    /// The level of the rule `id`; `None` when there is no such rule.
    pub fn level(&self, id: &str) -> Option<Level> {
        self.settings
            .iter()
            .find(|setting| setting.spec.meta.id == id)
            .map(|found| found.level)
    }

    /// The rules that are on, built with their options.
    ///
    /// # Errors
    /// When options that are each valid do not go together.
    pub fn rule_set(&self) -> Result<RuleSet, ConfigError> {
        let mut set = RuleSet {
            declared: self.entry.clone(),
            venues: (!self.venues.is_empty()).then(|| Catalogue::get().with(&self.venues)),
            ..RuleSet::default()
        };
        for setting in &self.settings {
            let meta = setting.spec.meta;
            set.known.push(meta.id);
            let Some(severity) = setting.level.severity() else {
                continue;
            };
            let rule = (setting.spec.load)(setting.options.clone()).map_err(|error| {
                let message = format!("options of `{}`: {}", meta.id, error.message());
                match (&self.file, setting.key) {
                    (Some(file), Some(key)) => ConfigError::at(file, key, message),
                    _ => ConfigError::new(self.preset.path(), message),
                }
            })?;
            set.active.push(Active {
                meta,
                severity,
                rule,
            });
        }
        Ok(set)
    }

    fn apply(&mut self, layer: Layer, origin: impl Fn(Span) -> Origin) {
        let mut own: BTreeMap<&str, _> = layer
            .rules
            .into_iter()
            .map(|rule| (rule.spec.meta.id, rule))
            .collect();
        for setting in &mut self.settings {
            let meta = &setting.spec.meta;
            let mut rule = own.remove(meta.id);
            let levels = [
                layer.levels.get(&setting.level).copied(),
                layer.families.get(&meta.family).copied(),
                rule.as_mut().and_then(|rule| rule.level.take()),
            ];
            if let Some((level, at)) = levels.into_iter().flatten().next_back() {
                setting.level = level;
                setting.level_from = origin(at);
            }
            if let Some(rule) = rule {
                let places = rule.places.into_iter();
                setting
                    .options_from
                    .extend(places.map(|(name, at)| (name, origin(at))));
                setting.options.extend(rule.options);
                setting.key = Some(rule.key);
            }
        }
    }

    fn flags(&mut self, flags: &Flags) -> Result<(), ConfigError> {
        for (flag, names) in [("--select", &flags.select), ("--ignore", &flags.ignore)] {
            let unknown = names.iter().find(|name| {
                rules::find(name).is_none() && !Family::ALL.iter().any(|f| f.name() == *name)
            });
            if let Some(name) = unknown {
                return Err(unknown_rule(name).flag(flag));
            }
        }
        if let Some(name) = flags.select.iter().find(|name| flags.ignore.contains(name)) {
            let message = format!("`{name}` is both selected and ignored");
            return Err(ConfigError::new("--ignore", message)
                .help("conflicting options: name it in one of `--select` and `--ignore`"));
        }
        let named = |names: &[String], name: &str| names.iter().any(|given| given == name);
        for setting in &mut self.settings {
            let meta = &setting.spec.meta;
            let family = meta.family.name();
            let selected = named(&flags.select, meta.id);
            if selected && setting.level == Level::Off {
                setting.level = meta.level.max(Level::Note);
                setting.level_from = Origin::Flag("--select");
            }
            let left_out = !selected && !flags.select.is_empty() && !named(&flags.select, family);
            let ignored =
                named(&flags.ignore, meta.id) || !selected && named(&flags.ignore, family);
            if (left_out || ignored) && setting.level != Level::Off {
                setting.level = Level::Off;
                setting.level_from = Origin::Flag(if ignored { "--ignore" } else { "--select" });
            }
        }
        Ok(())
    }
}
