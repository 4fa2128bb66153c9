//! `[files]`: which files make the list, and which are translations of it.

use super::error::ConfigError;
use super::layer::{Value, at, quoted, wrong_type};
use crate::text::{Source, Span, nearest};
use globset::{GlobBuilder, GlobMatcher};
use std::collections::BTreeSet;
use toml::de::DeTable;

/// The keys of `[files]`.
pub(super) const KEYS: [&str; 3] = ["list", "translations", "exclude"];

/// What `[files]` says. Paths are relative to docent.toml, with `/` between their parts.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The files that make the list, in its order; none where that is the README.
    list: Vec<Pattern>,
    translations: Vec<Translation>,
    exclude: Vec<Pattern>,
}

/// What is checked apart from the list.
#[derive(Clone, Debug)]
enum Translation {
    /// Each file that the pattern matches is a list of its own.
    Each(Pattern),
    /// All files that the patterns match are one list.
    Together(Vec<Pattern>),
}

/// A path, or a glob: `*` and `?` stay within one directory, `**` does not; `[a-z]` and `{a,b}`.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    /// Where it is written.
    span: Span,
    matcher: GlobMatcher,
}

/// The files of one list, in order.
pub type Group = Vec<String>;

impl Files {
    pub(super) fn parse(file: &Source, table: &DeTable<'_>) -> Result<Self, ConfigError> {
        let mut files = Self::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "list" => {
                    files.list = patterns(file, value, "`list`")?;
                    if files.list.is_empty() {
                        let message = "`list` names no file";
                        return Err(ConfigError::at(file, at(file, value), message)
                            .help("without the key the list is the README"));
                    }
                }
                "translations" => files.translations = translations(file, value)?,
                "exclude" => files.exclude = patterns(file, value, "`exclude`")?,
                other => return Err(unknown(other, file, at(file, key))),
            }
        }
        Ok(files)
    }

    /// The list, then its translations, each list once and each file in one list alone. A file that
    /// is a translation is none of the list, whatever `list` says.
    ///
    /// `find` gives the paths that a pattern matches, sorted; `readme` is the list where `[files]`
    /// does not say; `file` is the docent.toml that this was read from.
    ///
    /// # Errors
    /// When a pattern matches no file.
    pub fn groups(
        &self,
        file: &Source,
        readme: Option<String>,
        find: &dyn Fn(&Pattern) -> Vec<String>,
    ) -> Result<Vec<Group>, ConfigError> {
        let mut taken = BTreeSet::new();
        let mut translations: Vec<Group> = Vec::new();
        for translation in &self.translations {
            match translation {
                Translation::Each(pattern) => {
                    for path in self.expand(file, pattern, find)? {
                        translations.extend(taken.insert(path.clone()).then(|| vec![path]));
                    }
                }
                Translation::Together(patterns) => {
                    let group = self.one_list(file, patterns, &mut taken, find)?;
                    translations.extend((!group.is_empty()).then_some(group));
                }
            }
        }
        let list = if self.list.is_empty() {
            let readme = readme.filter(|path| taken.insert(path.clone()));
            readme.into_iter().collect()
        } else {
            self.one_list(file, &self.list, &mut taken, find)?
        };
        if let (true, Some(first)) = (list.is_empty(), self.list.first()) {
            let message = "all files of the list are translations of it";
            return Err(ConfigError::at(file, first.span, message));
        }
        let list = (!list.is_empty()).then_some(list);
        Ok(list.into_iter().chain(translations).collect())
    }

    /// What `patterns` match and no list has yet.
    fn one_list(
        &self,
        file: &Source,
        patterns: &[Pattern],
        taken: &mut BTreeSet<String>,
        find: &dyn Fn(&Pattern) -> Vec<String>,
    ) -> Result<Group, ConfigError> {
        let mut group = Group::new();
        for pattern in patterns {
            let found = self.expand(file, pattern, find)?;
            group.extend(found.into_iter().filter(|path| taken.insert(path.clone())));
        }
        Ok(group)
    }

    fn expand(
        &self,
        file: &Source,
        pattern: &Pattern,
        find: &dyn Fn(&Pattern) -> Vec<String>,
    ) -> Result<Vec<String>, ConfigError> {
        let all = find(pattern);
        let found: Vec<String> = all
            .iter()
            .filter(|path| !self.excludes(path))
            .cloned()
            .collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let name = &pattern.text;
        let (message, help) = if all.is_empty() && pattern.is_path() {
            (
                format!("there is no file `{name}`"),
                "paths are relative to docent.toml",
            )
        } else if all.is_empty() {
            let help = "paths are relative to docent.toml; what git ignores, hidden files and \
                symbolic links are only found by their names";
            (format!("`{name}` matches no file"), help)
        } else {
            let help = "take one of the two out";
            (format!("`exclude` leaves nothing of `{name}`"), help)
        };
        Err(ConfigError::at(file, pattern.span, message).help(help))
    }

    /// Whether a pattern of `exclude` matches `path` or a directory above it.
    fn excludes(&self, path: &str) -> bool {
        let above = path.match_indices('/').map(|(end, _)| &path[..end]);
        let mut all = above.chain([path]);
        all.any(|part| self.exclude.iter().any(|pattern| pattern.matches(part)))
    }
}

impl Pattern {
    fn parse(file: &Source, value: &Value<'_>, what: &str) -> Result<Self, ConfigError> {
        let span = at(file, value);
        let error = |message: String| ConfigError::at(file, span, message);
        let Some(text) = value.get_ref().as_str() else {
            return Err(wrong_type(file, value, what, "an array of paths"));
        };
        let text = text.strip_prefix("./").unwrap_or(text);
        if text.is_empty() {
            return Err(error("a path has to name something".to_owned()));
        }
        if text.contains('\\') {
            let help = format!("write `{}`", text.replace('\\', "/"));
            return Err(error(format!("`{text}` has a backslash in it")).help(help));
        }
        let is_drive = text.as_bytes().get(1) == Some(&b':');
        if text.starts_with('/') || is_drive || text.split('/').any(|part| part == "..") {
            let help = "it has to lie in the directory of docent.toml or below";
            return Err(error(format!("`{text}` leads out of the directory")).help(help));
        }
        if text.ends_with('/') && what != "`exclude`" {
            let help =
                format!("the files in it are `{text}*.md`, with those below `{text}**/*.md`");
            return Err(error(format!("`{text}` is a directory")).help(help));
        }
        let text = text.trim_end_matches('/');
        let glob = GlobBuilder::new(text).literal_separator(true).build();
        let glob = glob.map_err(|wrong| error(format!("`{text}` is no glob: {}", wrong.kind())))?;
        Ok(Self {
            text: text.to_owned(),
            span,
            matcher: glob.compile_matcher(),
        })
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it names one file and is no glob.
    pub fn is_path(&self) -> bool {
        !self.text.contains(is_special)
    }

    /// The directory that all it matches is in, as far as it is written out; empty for that of
    /// docent.toml.
    pub fn directory(&self) -> &str {
        let plain = self.text.find(is_special).unwrap_or(self.text.len());
        self.text[..plain]
            .rsplit_once('/')
            .map_or("", |(directory, _)| directory)
    }

    /// How many levels below [`Pattern::directory`] what it matches may be; `None` where that is any
    /// number.
    pub fn depth(&self) -> Option<usize> {
        let rest = &self.text[self.directory().len()..];
        // Alternatives may hold slashes of their own.
        let is_open = rest.contains("**") || rest.contains('{');
        (!is_open).then(|| rest.trim_start_matches('/').split('/').count())
    }

    /// Whether it matches `path`.
    pub fn matches(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

fn is_special(c: char) -> bool {
    "*?[]{}".contains(c)
}

fn patterns(file: &Source, value: &Value<'_>, what: &str) -> Result<Vec<Pattern>, ConfigError> {
    let Some(array) = value.get_ref().as_array() else {
        return Err(wrong_type(file, value, what, "an array of paths"));
    };
    array
        .iter()
        .map(|value| Pattern::parse(file, value, what))
        .collect()
}

fn translations(file: &Source, value: &Value<'_>) -> Result<Vec<Translation>, ConfigError> {
    let what = "`translations`";
    let Some(array) = value.get_ref().as_array() else {
        return Err(wrong_type(file, value, what, "an array of paths"));
    };
    let one = |value: &Value<'_>| {
        Ok(match value.get_ref().as_array() {
            Some(_) => Translation::Together(patterns(file, value, what)?),
            None => Translation::Each(Pattern::parse(file, value, what)?),
        })
    };
    array.iter().map(one).collect()
}

fn unknown(name: &str, file: &Source, span: Span) -> ConfigError {
    // What other tools call them.
    let meant = match name {
        "ignore" | "ignores" | "skip" | "excludes" => Some("exclude"),
        "include" | "includes" | "paths" | "lists" => Some("list"),
        _ => nearest(name, KEYS),
    };
    let error = ConfigError::at(file, span, format!("`[files]` has no key `{name}`"));
    error.help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("it takes {}", quoted(KEYS)),
    })
}
