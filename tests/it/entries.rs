//! What `docent entries` writes is what other programs read.

use crate::{corpus, reader};
use biblatex::{Bibliography, ChunksExt, DateValue, PermissiveType, Person};
use docent::list::List;
use docent::list::people::{Author, People};
use docent::report::entries::{self, bibtex};
use docent::report::visible;
use docent::text::Source;
use proptest::prelude::*;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

const LIST: &str = "\
# Thinking

## Steps

- **Steps of Thought Help BERT_2 & GPT-4.** *Jason Wei, Rianne van den Berg et al.* NeurIPS 2022. [[paper](https://arxiv.org/abs/2201.11903)] [[code](https://github.com/a/b_c)]
- **Steps of Thought, Again.** *Jason Wei.* NeurIPS 2022. [[paper](https://doi.org/10.1145/3711896.3737031)]
- **A $\\tau^2$ Bench: 50% of {it}.** *OpenAI.* TPAMI 2023. [[paper](https://example.org/x%20y)]
- **Steps of Nothing.** *Ada Müller, Bo Li.* arXiv 2021. [[paper](https://arxiv.org/abs/2101.00001)]
- **Report of Steps.** *Cohere Team.* Technical Report 2024. [[paper](https://example.org/report.pdf)]
- **=1+1, \"quoted\".** *@Ada Lee, Bo Li.* ICML 2020. [[paper](https://example.org/a)] [[code](https://github.com/a/d)]
";

const BIBTEX: &str = r#"@inproceedings{wei2022steps,
  title = {Steps of Thought Help {BERT\_2} \& {GPT-4}},
  author = {Wei, Jason and van den Berg, Rianne and others},
  booktitle = {NeurIPS},
  year = {2022},
  archiveprefix = {arXiv},
  eprint = {2201.11903},
  url = {https://arxiv.org/abs/2201.11903},
  code = {https://github.com/a/b_c},
}

@inproceedings{wei2022stepsa,
  title = {Steps of Thought, Again},
  author = {Wei, Jason},
  booktitle = {NeurIPS},
  year = {2022},
  doi = {10.1145/3711896.3737031},
  url = {https://doi.org/10.1145/3711896.3737031},
}

@article{openai2023tau,
  title = {A $\tau^2$ Bench: 50\% of \textbraceleft{}it\textbraceright{}},
  author = {{OpenAI}},
  journal = {TPAMI},
  year = {2023},
  url = {https://example.org/x%20y},
}

@misc{muller2021steps,
  title = {Steps of Nothing},
  author = {Müller, Ada and Li, Bo},
  year = {2021},
  archiveprefix = {arXiv},
  eprint = {2101.00001},
  url = {https://arxiv.org/abs/2101.00001},
}

@techreport{cohere2024report,
  title = {Report of Steps},
  author = {{Cohere Team}},
  institution = {Cohere Team},
  year = {2024},
  url = {https://example.org/report.pdf},
}

@inproceedings{lee2020quoted,
  title = {=1+1, "quoted"},
  author = {Lee, Ada and Li, Bo},
  booktitle = {ICML},
  year = {2020},
  url = {https://example.org/a},
  code = {https://github.com/a/d},
}
"#;

fn written(list: &List<'_>, write: fn(&List<'_>, &mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(list, &mut out).expect("a vector takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn bibtex_says_what_the_list_says() {
    let source = Source::new("list.md", LIST);
    assert_eq!(written(&List::read(&source), bibtex::write), BIBTEX);
}

#[test]
fn csv_guards_and_quotes() {
    let source = Source::new("list.md", LIST);
    let csv = written(&List::read(&source), entries::csv);
    let last = concat!(
        "10,10,Thinking > Steps,\"'=1+1, \"\"quoted\"\"\",,\"'@Ada Lee, Bo Li\",ICML,2020,,",
        "\"paper https://example.org/a\ncode https://github.com/a/d\",,\r\n",
    );
    assert!(csv.ends_with(last), "{csv}");
    assert!(csv.starts_with("line,end_line,section,"), "{csv}");
}

#[test]
fn small_lists_are_read_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists");
    let mut lists = vec![("LIST".to_owned(), LIST.to_owned())];
    for entry in std::fs::read_dir(folder).expect("there") {
        let path = entry.expect("readable").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            lists.push((path.display().to_string(), text));
        }
    }
    assert!(lists.len() > 10, "lists are missing");
    for (path, text) in lists {
        assert_read_back(&Source::new(path, text));
    }
}

#[test]
fn real_lists_are_read_back() {
    for (path, text) in corpus::lists() {
        assert_read_back(&Source::new(path, text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_list_is_read_back(text in reader::text()) {
        assert_read_back(&Source::new("any.md", text));
    }
}

fn assert_read_back(source: &Source) {
    let list = List::read(source);
    assert_json_and_csv_agree(&list);
    assert_bibtex_is_read_back(&list);
}

/// One reading of JSON serves both: the same fields, the same values.
fn assert_json_and_csv_agree(list: &List<'_>) {
    let json = written(list, entries::json);
    let rows: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_str(&json).expect("an array of objects");
    let lines = written(list, entries::jsonl);
    assert_eq!(lines.lines().count(), rows.len());
    let table = written(list, entries::csv);
    let mut table = csv::Reader::from_reader(table.as_bytes());
    let header = table.headers().expect("a header").clone();
    let mut records = table.records();
    for (row, line) in rows.iter().zip(lines.lines()) {
        let alone: serde_json::Value = serde_json::from_str(line).expect("an object");
        assert_eq!(serde_json::Value::from(row.clone()), alone);
        let record = records.next().expect("as many rows").expect("a row");
        assert_eq!(row.len(), header.len());
        for (name, cell) in header.iter().zip(&record) {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
            let value = match &row[name] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => visible::lines(text).into_owned(),
                serde_json::Value::Number(number) => number.to_string(),
                // Joined, which the snapshots show.
                _ => continue,
            };
            assert_eq!(
                cell.strip_prefix('\'').unwrap_or(cell),
                value.strip_prefix('\'').unwrap_or(&value),
                "{name}"
            );
        }
    }
    assert!(records.next().is_none(), "more rows than entries");
}

fn assert_bibtex_is_read_back(list: &List<'_>) {
    let path = list.source.path();
    let text = written(list, bibtex::write);
    let read = Bibliography::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let titled: Vec<_> = list
        .entries
        .iter()
        .filter(|entry| entry.shown_title().is_some())
        .collect();
    assert_eq!(read.len(), titled.len(), "{path}");
    let mut keys = HashSet::new();
    for (entry, record) in titled.into_iter().zip(read.iter()) {
        let shown = format!("{path}: {record:?}");
        let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        assert!(
            record.key.chars().all(is_key) && !record.key.is_empty(),
            "{shown}"
        );
        assert!(keys.insert(record.key.clone()), "{shown}: a second time");
        let title = record.title().expect("a title").format_verbatim();
        assert_eq!(
            title,
            plain(entry.shown_title().unwrap_or_default()),
            "{shown}"
        );
        let year = match record.date() {
            Ok(PermissiveType::Typed(date)) => match date.value {
                DateValue::At(at) => Some(at.year),
                _ => None,
            },
            _ => None,
        };
        let expected = entry.year.as_ref().map(|year| i32::from(year.value));
        assert_eq!(year, expected, "{shown}");
        let authors = record.author().unwrap_or_default();
        let field = entry.authors.as_ref().map_or("", |field| &field.text);
        assert_people(&authors, field, &shown);
    }
}

/// The persons that were read are those that were written, and each is named in the list.
fn assert_people(read: &[Person], field: &str, shown: &str) {
    let people = People::read(field);
    let mut expected: Vec<String> = people.named.iter().map(words).collect();
    if people.others && !expected.is_empty() {
        expected.push("others".to_owned());
    }
    let found: Vec<String> = read
        .iter()
        .map(|person| {
            let parts = [
                &person.given_name,
                &person.prefix,
                &person.name,
                &person.suffix,
            ];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.map(String::as_str).collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(found, expected, "{shown}");
    // Where names are written plainly there is only one way to read them.
    let plain: Vec<&str> = field.split(", ").map(str::trim).collect();
    let is_plain = |name: &&str| {
        name.split(' ').count() > 1 && name.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    if plain.iter().all(is_plain) && !field.contains(" and ") && !field.contains("et al") {
        assert_eq!(found, plain, "{shown}");
    }
}

fn words(author: &Author) -> String {
    let text = match author {
        Author::Organisation(name) => name.clone(),
        Author::Person {
            family,
            given,
            suffix,
        } => {
            let parts = [given.as_str(), family, suffix].into_iter();
            parts
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        }
    };
    plain(&text)
}

/// As LaTeX shows it: `--` is a dash.
fn plain(text: &str) -> String {
    let text = visible::line(text).replace("---", "—").replace("--", "–");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
