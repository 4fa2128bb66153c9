//! What parts of addresses say of where and when a paper was published: the tables of
//! `rules/hosts.toml` from `[pmlr]` on.

use super::host::HOSTS_TOML;
use super::table::{Item, Items};
use std::collections::HashMap;
use std::sync::OnceLock;

type Rows = HashMap<&'static str, &'static str>;

/// One row's value, read: `ICML 2019`, `LREC + COLING 2024`, `ALT 2017?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name of the venue's row in `rules/venues.toml`.
    pub venue: &'static str,
    /// The other venue where one volume is of two.
    pub joint: Option<&'static str>,
    /// The year, where the key fixes it.
    pub year: Option<u16>,
    /// Whether more than a single source says so.
    pub certain: bool,
}

impl Row {
    fn of(text: &'static str) -> Self {
        let (text, certain) = match text.strip_suffix('?') {
            Some(text) => (text, false),
            None => (text, true),
        };
        let dated = text
            .rsplit_once(' ')
            .and_then(|(before, year)| Some((before, year.parse().ok()?)));
        let (text, year) = match dated {
            Some((before, year)) => (before, Some(year)),
            None => (text, None),
        };
        let (venue, joint) = match text.split_once(" + ") {
            Some((venue, joint)) => (venue, Some(joint)),
            None => (text, None),
        };
        Self {
            venue,
            joint,
            year,
            certain,
        }
    }
}

/// The tables by name, read at the first call.
fn tables() -> &'static HashMap<&'static str, Rows> {
    static TABLES: OnceLock<HashMap<&'static str, Rows>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables: HashMap<&'static str, Rows> = HashMap::new();
        let mut rows = None;
        for item in Items::of(HOSTS_TOML) {
            match (item, &mut rows) {
                // The table of parameters is another matter: see `Hosts`.
                (Item::Table("host"), _) => rows = None,
                (Item::Table(name), _) => rows = Some(tables.entry(name).or_default()),
                (Item::Text(key, value), Some(rows)) => {
                    rows.insert(key, value);
                }
                _ => {}
            }
        }
        tables
    })
}

/// What `table` says of `key`.
pub fn row(table: &str, key: &str) -> Option<Row> {
    tables().get(table)?.get(key).copied().map(Row::of)
}

/// The row of `table` with the longest key that `text` begins with.
pub fn row_of_prefix(table: &str, text: &str) -> Option<Row> {
    let rows = tables().get(table)?.iter();
    rows.filter(|(start, _)| text.starts_with(**start))
        .max_by_key(|(start, _)| start.len())
        .map(|(_, value)| Row::of(value))
}

/// All rows as table, key and value read, in no order.
pub fn rows() -> impl Iterator<Item = (&'static str, &'static str, Row)> {
    tables().iter().flat_map(|(table, rows)| {
        rows.iter()
            .map(move |(key, value)| (*table, *key, Row::of(value)))
    })
}
