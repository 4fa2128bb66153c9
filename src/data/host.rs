//! What is known of hosts, after `rules/hosts.toml`: https, ends of names, and parameters that
//! change nothing.

use super::table::{Item, Items};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The text of `rules/hosts.toml`.
pub const HOSTS_TOML: &str = include_str!("../../rules/hosts.toml");

/// The table of hosts. Host names are asked for in lower case.
#[derive(Debug)]
pub struct Hosts {
    https: HashSet<&'static str>,
    domains: HashSet<&'static str>,
    drop_everywhere: Vec<&'static str>,
    drop: HashMap<&'static str, Vec<&'static str>>,
}

impl Hosts {
    /// The table compiled into docent, read at the first call.
    pub fn get() -> &'static Self {
        static HOSTS: OnceLock<Hosts> = OnceLock::new();
        HOSTS.get_or_init(|| Self::read(HOSTS_TOML))
    }

    fn read(text: &'static str) -> Self {
        let mut hosts = Self {
            https: HashSet::new(),
            domains: HashSet::new(),
            drop_everywhere: Vec::new(),
            drop: HashMap::new(),
        };
        let mut name = None;
        for item in Items::of(text) {
            match (item, name) {
                (Item::Table(_), _) => name = None,
                (Item::Text("name", host), _) => name = Some(host),
                (Item::List("https", names), _) => hosts.https = names.into_iter().collect(),
                (Item::List("domains", ends), _) => hosts.domains = ends.into_iter().collect(),
                (Item::List("drop", parameters), None) => hosts.drop_everywhere = parameters,
                (Item::List("drop", parameters), Some(host)) => {
                    hosts.drop.insert(host, parameters);
                }
                _ => {}
            }
        }
        hosts
    }

    /// Whether `host` is known to serve over https what it serves over http.
    pub fn serves_https(&self, host: &str) -> bool {
        self.https.contains(host)
    }

    /// Whether `host` ends as hosts end and files do not: in `.org`, not in `.md`.
    pub fn ends_as_host(&self, host: &str) -> bool {
        let end = host.rsplit_once('.').map(|(_, end)| end);
        end.is_some_and(|end| self.domains.contains(end))
    }

    /// Whether the query parameter `parameter`, as `key` or `key=value`, changes nothing of what
    /// `host` serves: a campaign mark, or a mark of the host's own interface.
    pub fn ignores(&self, host: &str, parameter: &str) -> bool {
        let host = host.strip_prefix("www.").unwrap_or(host);
        let own = self.drop.get(host).into_iter().flatten();
        let key = parameter.split('=').next().unwrap_or(parameter);
        self.drop_everywhere
            .iter()
            .chain(own)
            .any(|drop| match drop.strip_suffix('*') {
                Some(start) => key.starts_with(start),
                None if drop.contains('=') => *drop == parameter,
                None => *drop == key,
            })
    }
}
