//! Addresses with a slip of the pen in them, and what they were to be.

use super::Address;
use crate::data::host::Hosts;
use std::fmt;

/// An address as its author meant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The whole address.
    pub url: String,
    /// What was wrong with it.
    pub slip: Slip,
    /// Whether it can have meant nothing else.
    pub certain: bool,
}

/// What is wrong with an address. As text it goes on from "the address".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// `ttps://`, `https//`: what stands in place of the scheme.
    Scheme(String),
    /// `https://https://…`.
    SchemeTwice,
    /// `github.com/a/b`, which leads to a file of the list's own repository.
    NoScheme,
    /// Something before it or after it that is no part of it: `(`, `,`.
    Around(String),
    /// The same address behind itself.
    Twice,
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme(written) => write!(f, "begins with `{written}`, which is no scheme"),
            Self::SchemeTwice => f.write_str("has its scheme twice"),
            Self::NoScheme => {
                f.write_str("has no `https://`: GitHub takes it for a path in this repository")
            }
            Self::Around(sign) if is_blank(sign) => f.write_str("has a space at its end"),
            Self::Around(sign) => write!(f, "has a `{sign}` that is no part of it"),
            Self::Twice => f.write_str("is written twice"),
        }
    }
}

/// What `url` was to be, if it has a slip in it and what was meant is clear.
pub fn mend(url: &str) -> Option<Mended> {
    if is_plain(url) {
        return None;
    }
    // A link in place of an address is another matter, and text fragments hold any sign.
    if url.contains("](") || url.contains("#:~:") {
        return None;
    }
    let (inner, around) = peel(url);
    let mut mended = scheme(inner).or_else(|| twice(inner));
    if mended.is_none() && inner.len() < url.len() {
        mended = host_of(inner).map(|_| Mended {
            url: inner.to_owned(),
            slip: Slip::Around(around.to_owned()),
            certain: true,
        });
    }
    mended.filter(|mended| mended.url != url)
}

/// Whether nothing can be wrong with `url`, as with nearly all: it begins as it should, ends in a
/// letter, a digit or a slash, and no second address can be in it.
fn is_plain(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest.filter(|_| !url.ends_with("%20")) else {
        return false;
    };
    let bytes = rest.as_bytes();
    let ends = |bytes: &[u8]| {
        bytes
            .last()
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/')
    };
    let second = ["http", "//", ":/"]
        .iter()
        .any(|scheme| rest.contains(scheme));
    bytes.first().is_some_and(u8::is_ascii_alphanumeric) && ends(bytes) && !second
}

/// `url` without what certainly is no part of it, and the first such sign.
fn peel(url: &str) -> (&str, &str) {
    let mut around = "";
    let mut inner = url;
    while let Some(rest) = BLANKS
        .iter()
        .chain(&BEFORE)
        .find_map(|sign| inner.strip_prefix(sign))
    {
        let sign = &inner[..inner.len() - rest.len()];
        around = if around.is_empty() { sign } else { around };
        inner = rest;
    }
    loop {
        let count = |sign: char| inner.matches(sign).count();
        let last = inner.chars().next_back();
        let is_outside = match last {
            Some(',' | ';' | '”' | '’' | '`' | '，' | '；' | '、' | '。') => true,
            Some(')') => count(')') > count('('),
            Some(']') => count(']') > count('['),
            Some('>') => count('>') > count('<'),
            Some(quote @ ('"' | '\'')) => count(quote) % 2 == 1,
            _ => false,
        };
        let sign = if is_outside {
            last.map_or(0, char::len_utf8)
        } else {
            let blank = BLANKS.iter().find(|blank| inner.ends_with(**blank));
            blank.map_or(0, |blank| blank.len())
        };
        if sign == 0 {
            return (inner, around);
        }
        let (rest, sign) = inner.split_at(inner.len() - sign);
        around = if around.is_empty() { sign } else { around };
        inner = rest;
    }
}

/// What is no part of an address wherever it stands at one of its ends: blanks seen and unseen.
const BLANKS: [&str; 11] = [
    " ", "\t", "\n", "\r", "%20", "\u{a0}", "\u{200b}", "\u{200c}", "\u{200e}", "\u{3000}",
    "\u{feff}",
];

/// What no address begins with.
const BEFORE: [&str; 10] = ["(", "[", "<", "\"", "'", "\\", "`", "“", "‘", "（"];

fn is_blank(sign: &str) -> bool {
    BLANKS.contains(&sign)
}

/// Repairs the scheme, or the lack of it.
fn scheme(inner: &str) -> Option<Mended> {
    let mut rest = inner;
    let mut wrong = None;
    let mut secure = None;
    let mut schemes = 0;
    while let Some(found) = Scheme::at(rest) {
        if !found.is_right {
            wrong.get_or_insert(found.written);
        }
        schemes += 1;
        secure = Some(found.is_secure);
        rest = found.rest;
    }
    let url = match secure {
        Some(true) => format!("https://{rest}"),
        Some(false) => format!("http://{rest}"),
        None => return no_scheme(inner),
    };
    host_of(&url)?;
    let slip = match wrong {
        _ if schemes > 1 => Slip::SchemeTwice,
        Some(written) => Slip::Scheme(written.to_owned()),
        None => return None,
    };
    let certain = true;
    Some(Mended { url, slip, certain })
}

/// The scheme at the beginning of an address, right or wrong.
struct Scheme<'u> {
    written: &'u str,
    is_right: bool,
    is_secure: bool,
    rest: &'u str,
}

impl<'u> Scheme<'u> {
    fn at(url: &'u str) -> Option<Self> {
        let letters = url.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, tail) = url.split_at(letters);
        let signs = tail
            .bytes()
            .take_while(|byte| b":;/\\.".contains(byte))
            .count();
        let (between, mut rest) = tail.split_at(signs);
        while let Some(inner) = rest.strip_prefix("%20").or_else(|| rest.strip_prefix(' ')) {
            rest = inner;
        }
        // `https/a` and `http.a` may be names of files.
        if !between.starts_with([':', ';']) && !between.ends_with("//") {
            return None;
        }
        let name = name.to_ascii_lowercase();
        let is_known = name == "http" || name == "https";
        let joined = name
            .strip_prefix("https")
            .or_else(|| name.strip_prefix("http"));
        let joined = joined.is_some_and(|second| second == "http" || second == "https");
        let is_near = || {
            let near = |right: &str| strsim::damerau_levenshtein(&name, right);
            let distance = near("http").min(near("https"));
            let same_letters = name.bytes().all(|byte| b"htps".contains(&byte));
            distance == 1 || (distance == 2 && same_letters)
        };
        let is_meant = is_known || joined || (matches!(name.len(), 3..=8) && is_near());
        is_meant.then_some(Self {
            written: &url[..url.len() - rest.len()],
            is_right: is_known && &url[letters..url.len() - rest.len()] == "://",
            is_secure: name.ends_with('s') || name.starts_with("https"),
            rest,
        })
    }
}

/// An address that begins with its host.
fn no_scheme(inner: &str) -> Option<Mended> {
    let host = inner.split(['/', '?', '#']).next()?;
    let has_path = inner.len() > host.len() + 1;
    let hosts = Hosts::get();
    let site = host.strip_prefix("www.").unwrap_or(host);
    let certain = hosts.serves_https(site) || hosts.serves_https(&format!("www.{site}"));
    let dots = host.matches('.').count();
    let end = host.rsplit('.').next()?;
    let is_host = certain
        || (host.starts_with("www.") && dots > 1)
        // A country's name ends names of translated files, too.
        || (has_path && hosts.ends_as_host(host) && (end.len() > 2 || dots > 1));
    let url = format!("https://{inner}");
    (is_host && host_of(&url).is_some()).then_some(Mended {
        url,
        slip: Slip::NoScheme,
        certain,
    })
}

/// `https://a.org/bhttps://a.org/b`, and with the second in brackets.
fn twice(inner: &str) -> Option<Mended> {
    let second = inner.rfind("http").filter(|at| *at > 0)?;
    let (first, second) = inner.split_at(second);
    let first = peel(first.trim_end_matches(['(', '<', '['])).0;
    let second = peel(second).0;
    (first == second && host_of(first).is_some()).then(|| Mended {
        url: first.to_owned(),
        slip: Slip::Twice,
        certain: true,
    })
}

/// The address of `url`, if its host can be one.
fn host_of(url: &str) -> Option<Address<'_>> {
    let is_host = |address: &Address<'_>| {
        let host = address.host();
        let (name, end) = host.rsplit_once('.').unwrap_or_default();
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        end.len() > 1
            && end.bytes().all(|byte| byte.is_ascii_alphabetic())
            && name.bytes().all(letters)
            && name.starts_with(|first: char| first.is_ascii_alphanumeric())
            && !name.contains("..")
    };
    Address::parse(url).filter(is_host)
}
