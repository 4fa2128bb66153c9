//! Lists that a program writes: what is mended in them is gone with the program's next run.
//!
//! Silence costs little here and a false claim much, so one word is no evidence. Counted are what
//! the head of the list says of the whole list, a template beside it with the list's own lines, and a
//! script that writes the list from a file that holds the list's addresses.

use crate::list::List;
use regex::{Regex, escape};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

/// The files of a list's repository.
pub struct Files<'a> {
    /// The list's own path among them.
    pub list: &'a str,
    /// All paths, relative to the root, with `/` between their parts.
    pub paths: &'a [String],
    /// The text of one of them; `None` where it cannot be had.
    pub read: &'a dyn Fn(&str) -> Option<String>,
}

/// A list that a program writes; shown as what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// How that is known, in words.
    pub evidence: String,
    /// The file, or the files, to edit in its place, where they are known.
    pub edit: Option<String>,
}

impl fmt::Display for Generated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { evidence, edit } = self;
        let edit = edit.as_deref().unwrap_or("what it is made from");
        write!(f, "a program writes this list, {evidence}: edit {edit}")
    }
}

/// The head of a list: where it says of itself what it is.
const HEAD_LINES: usize = 30;

/// Addresses of a list of which its data are to have most.
const MIN_ADDRESSES: usize = 5;

/// Lines that a template has in common with its list at least.
const MIN_LINES: usize = 3;

/// Files of data read at most: some lists have one for each entry.
const MAX_DATA_FILES: usize = 2000;

const DATA: [&str; 8] = ["yml", "yaml", "json", "jsonl", "toml", "csv", "tsv", "bib"];
const SCRIPTS: [&str; 11] = [
    "py", "js", "mjs", "cjs", "ts", "rb", "sh", "go", "php", "pl", "rs",
];
const TEMPLATES: [&str; 16] = [
    "tmpl", "tpl", "template", "j2", "jinja", "jinja2", "in", "erb", "ejs", "hbs", "mustache",
    "liquid", "tera", "njk", "gotmpl", "mako",
];

macro_rules! pattern {
    ($($part:literal)+) => {
        LazyLock::new(|| Regex::new(concat!("(?i)", $($part),+)).expect("the pattern is valid"))
    };
}

static NOT_TO_EDIT: LazyLock<Regex> = pattern!(
    r"\b(?:do not|don['’]?t|never) (?:manually |directly )?(?:edit|modify|change)(?: (?:this |the )?"
    r"(?:file|readme(?:\.md)?|list|document|page|it|directly|manually|by hand)\b| ?(?:[.!:;,(]|$))"
);
static GENERATED: LazyLock<Regex> = pattern!(
    r"\b(?:this|the) (?:file|readme\.md|readme|list|document|page)(?: file)? (?:is|was|has been|gets) "
    r"(?:auto(?:matically)?[ -]?|machine[ -])generated\b"
    r"|\b(?:auto(?:matically)?[ -]?|machine[ -])generated (?:file|readme|list|document)\b"
);
static MADE: LazyLock<Regex> =
    pattern!(r"\b(?:re)?(?:generated|rendered) (?:from|by|with|using|out of)\b");
static LIST_IS_MADE: LazyLock<Regex> = pattern!(
    r"\b(?:this|the) (?:file|readme\.md|readme|list|document|page)(?: file)? "
    r"(?:is|was|has been|gets) (?:\w+ ){0,2}(?:re)?(?:generated|rendered)\b"
);
/// One of these is in every remark that the patterns above find.
const STEMS: [&str; 5] = ["generated", "rendered", "edit", "modify", "change"];
/// Words of remarks on a part of the list, and of tools that write a README once.
static PART: LazyLock<Regex> = pattern!(
    r"\b(?:section|toc|mktoc|doctoc|contents|index|table|below|above|start|begin|end|line|block"
    r"|contributors|sponsors|badges?|logo|banner|image|chatgpt|readme-md-generator)\b"
);
static ADDRESS: LazyLock<Regex> = pattern!(r#"https?://[^\s"'<>`|\\]+"#);

/// Whether a program writes the list, and from what.
pub fn detect(list: &List<'_>, files: &Files<'_>) -> Option<Generated> {
    says_so(list, files)
        .or_else(|| has_template(list, files))
        .or_else(|| is_written(list, files))
}

/// By what its head says.
fn says_so(list: &List<'_>, files: &Files<'_>) -> Option<Generated> {
    let source = list.source;
    let first_entry = list.entries.first().map(|entry| entry.span.start);
    let end = first_entry.map_or(usize::MAX, |start| source.line_of(start));
    let end = end.min(HEAD_LINES + 1);
    let comments = list.document.comments.iter();
    let comments = comments.map(|&span| (source.line_of(span.start), source.slice(span)));
    let mut remarks: Vec<(usize, String, bool)> = comments
        .filter(|&(line, _)| line < end)
        .map(|(line, text)| {
            let inside = text.trim_start_matches("<!").trim_end_matches('>');
            (line, plain(inside.trim_matches('-')), true)
        })
        .collect();
    let lines = source.text().lines().zip(1..).take_while(|&(_, n)| n < end);
    let mut paragraph: Option<(usize, String)> = None;
    for (line, number) in lines.chain([("", end)]) {
        let line = line.trim();
        if line.is_empty() {
            remarks.extend(paragraph.take().map(|(n, text)| (n, plain(&text), false)));
            continue;
        }
        let (_, text) = paragraph.get_or_insert_with(|| (number, String::new()));
        text.push(' ');
        text.push_str(line);
    }
    let is_prose = |text: &str| !text.starts_with(['#', '|', '<', '-', '+']);
    for (line, text, is_comment) in remarks {
        // Nearly no list has such a word, and patterns take longer to build than a list to read.
        let lower = text.to_lowercase();
        if !STEMS.iter().any(|stem| lower.contains(stem)) {
            continue;
        }
        if PART.is_match(&text) || !is_comment && !is_prose(&text) {
            continue;
        }
        let named = named_in(&text, files);
        let made = LIST_IS_MADE.is_match(&text) || is_comment && MADE.is_match(&text);
        let says = GENERATED.is_match(&text)
            || NOT_TO_EDIT.is_match(&text) && (is_comment || made)
            || made && !named.is_empty();
        if says {
            let origin = named
                .into_iter()
                .find(|path| !has_extension(path, &SCRIPTS));
            let origin = origin.map(str::to_owned);
            let edit = origin
                .or_else(|| Some(template(list, files)?.to_owned()))
                .or_else(|| Some(data(list, files, |_| true)?.name()));
            return Some(Generated {
                evidence: format!("as its line {line} says"),
                edit,
            });
        }
    }
    None
}

/// Text without the marks of emphasis, code and quotation, blanks being one blank.
fn plain(text: &str) -> String {
    let text = text.replace(['*', '`', '>', '"'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Files of data, templates and scripts that a text names.
fn named_in<'a>(text: &str, files: &Files<'a>) -> Vec<&'a str> {
    let words = text.split(|c: char| c.is_whitespace() || "()[]{},;:'".contains(c));
    let words = words.map(|word| word.trim_end_matches(['.', '!', '?']));
    let words: Vec<&str> = words.map(|word| word.trim_start_matches("./")).collect();
    let is_named = |path: &&String| {
        let is_source = [&DATA[..], &SCRIPTS, &TEMPLATES]
            .iter()
            .any(|extensions| has_extension(path, extensions));
        let is_word = |word: &&str| path.as_str() == *word || name_of(path) == *word;
        is_source && *path != files.list && words.iter().any(is_word)
    };
    let named = files.paths.iter().filter(is_named);
    named.map(String::as_str).collect()
}

/// By a template.
fn has_template(list: &List<'_>, files: &Files<'_>) -> Option<Generated> {
    let template = template(list, files)?;
    Some(Generated {
        evidence: format!("with the lines of {template}"),
        edit: Some(template.to_owned()),
    })
}

/// The template of the list: by its name, and by its lines, which the list has but for those with
/// something to fill in.
fn template<'a>(list: &List<'_>, files: &Files<'a>) -> Option<&'a str> {
    let name = name_of(files.list).to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let is_template = |path: &&String| {
        let other = name_of(path).to_lowercase();
        let rest = other.trim_start_matches(['_', '.']);
        let rest = rest.strip_prefix(stem);
        let in_name = |rest: &str| {
            let mut parts = rest.split(['.', '-', '_']);
            parts.any(|part| TEMPLATES.contains(&part))
        };
        *path != files.list && rest.is_some_and(|rest| other.starts_with('_') || in_name(rest))
    };
    let mut have: Option<BTreeSet<&str>> = None;
    files.paths.iter().filter(is_template).find_map(|path| {
        let text = (files.read)(path)?;
        let have = have.get_or_insert_with(|| list.source.text().lines().map(str::trim).collect());
        let to_fill = |line: &&str| {
            let marks = ["{{", "{%", "<%", "${", "%%", "@@", "<!--", "{"];
            marks.iter().any(|mark| line.contains(mark))
        };
        let lines = text.lines().map(str::trim).filter(|line| line.len() > 2);
        let (open, fixed): (BTreeSet<&str>, BTreeSet<&str>) = lines.partition(to_fill);
        let common = fixed.iter().filter(|line| have.contains(*line)).count();
        let is_open = open.iter().any(|line| !have.contains(line));
        let is_it = is_open && common >= MIN_LINES && is_share(common, fixed.len());
        is_it.then_some(path.as_str())
    })
}

/// By a script or workflow that writes it, never reads it, and names the data with its addresses.
fn is_written(list: &List<'_>, files: &Files<'_>) -> Option<Generated> {
    let name = name_of(files.list);
    let mut own = None;
    let is_script = |path: &&String| {
        has_extension(path, &SCRIPTS)
            || path.starts_with(".github/workflows/")
            || name_of(path).eq_ignore_ascii_case("makefile")
    };
    files.paths.iter().filter(is_script).find_map(|path| {
        let text = (files.read)(path).filter(|text| text.contains(name))?;
        if own.is_none() {
            own = Some(Uses::of(name)?);
        }
        if !own.as_ref()?.only_writes(&text) {
            return None;
        }
        let is_read = |data: &str| {
            let name = name_of(data);
            text.contains(name) && !Uses::of(name).is_some_and(|uses| uses.writes(&text))
        };
        Some(Generated {
            evidence: format!("as {path} shows"),
            edit: Some(data(list, files, is_read)?.name()),
        })
    })
}

/// How scripts write a file of some name.
struct Uses {
    name: String,
    write: Regex,
}

impl Uses {
    fn of(name: &str) -> Option<Self> {
        let file = escape(name);
        let quoted = format!(r#"["'](?:\.{{0,2}}/)*{file}["']"#);
        let end = r#"(?:["'\s;&|)]|$)"#;
        let write = [
            format!(r#"(?:^|[^>])>\|?\s*["']?(?:\./)?{file}{end}"#),
            format!(r#"(?:\btee|\s-o|\s--out(?:put)?)[ =]+["']?(?:\./)?{file}{end}"#),
            format!(r#"\b(?:mv|cp)\s+\S+\s+["']?(?:\./)?{file}{end}"#),
            format!(r#"\bopen\([^,()]*{quoted}\)?,\s*(?:mode\s*=\s*)?["']w"#),
            format!(r"{quoted}\)*\.write_text\("),
            format!(r"(?i:writefile|writefilesync|file\.write|fs::write|create)\([^,()]*{quoted}"),
        ];
        let write = Regex::new(&write.join("|")).ok()?;
        let name = name.to_owned();
        Some(Self { name, write })
    }

    fn writes(&self, text: &str) -> bool {
        text.lines().any(|line| self.write.is_match(line))
    }

    /// Whether a script writes the file and looks at it nowhere else, but for committing it: one
    /// that reads what it writes changes the list and does not make it.
    fn only_writes(&self, text: &str) -> bool {
        let mut lines = text.lines().filter(|line| line.contains(&self.name));
        self.writes(text) && lines.all(|line| self.write.is_match(line) || line.contains("git "))
    }
}

/// Where the addresses of a list stand.
enum Data<'a> {
    File(&'a str),
    /// One file for each entry or section.
    Directory(&'a str),
}

impl Data<'_> {
    fn name(&self) -> String {
        match self {
            Self::File(path) => (*path).to_owned(),
            Self::Directory(path) => format!("the files in {path}/"),
        }
    }
}

/// The data that have most of the list's addresses, of the files and directories that are `meant`.
fn data<'a>(list: &List<'_>, files: &Files<'a>, meant: impl Fn(&str) -> bool) -> Option<Data<'a>> {
    let links = list.entries.iter().flat_map(|entry| &entry.links);
    let wanted: BTreeSet<&str> = links
        .map(|link| link.target.value.trim_end_matches('/'))
        .filter(|address| address.starts_with("http"))
        .collect();
    if wanted.len() < MIN_ADDRESSES {
        return None;
    }
    let mut in_directory: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut best: Option<(usize, &str)> = None;
    let is_data = |path: &&String| has_extension(path, &DATA) && !path.starts_with(".github/");
    for path in files.paths.iter().filter(is_data).take(MAX_DATA_FILES) {
        let directory = path.rsplit_once('/').map(|(directory, _)| directory);
        let directory = directory.filter(|directory| meant(directory));
        if directory.is_none() && !meant(path) {
            continue;
        }
        let Some(text) = (files.read)(path) else {
            continue;
        };
        let text = text.replace("\\/", "/");
        let addresses = ADDRESS.find_iter(&text);
        let addresses = addresses.map(|found| found.as_str().trim_end_matches(['/', ',']));
        let common: BTreeSet<&str> = addresses
            .filter_map(|address| wanted.get(address).copied())
            .collect();
        if meant(path) && best.is_none_or(|(most, _)| common.len() > most) {
            best = Some((common.len(), path));
        }
        if let Some(directory) = directory {
            in_directory.entry(directory).or_default().extend(common);
        }
    }
    let file = best.filter(|&(common, _)| is_share(common, wanted.len()));
    let directory = || {
        let mut directories = in_directory.iter();
        directories.find(|(_, common)| is_share(common.len(), wanted.len()))
    };
    file.map(|(_, path)| Data::File(path))
        .or_else(|| directory().map(|(path, _)| Data::Directory(path)))
}

/// Whether that is most of them: four of five.
fn is_share(common: usize, all: usize) -> bool {
    common * 5 >= all * 4
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let extension = name_of(path)
        .rsplit_once('.')
        .map(|(_, extension)| extension);
    extension.is_some_and(|own| {
        let same = |other: &&str| other.eq_ignore_ascii_case(own);
        extensions.iter().any(same)
    })
}
