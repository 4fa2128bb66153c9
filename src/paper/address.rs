//! The parts of an http address, and repairs of an address that do not change where it leads.

use crate::data::host::Hosts;
use std::borrow::Cow;

/// An absolute http or https address, cut into its parts. Nothing is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'u> {
    secure: bool,
    host: Cow<'u, str>,
    path: &'u str,
    query: &'u str,
}

impl<'u> Address<'u> {
    /// The parts of `url`; `None` for other schemes, relative addresses, addresses with a user
    /// name or an unusual port, and what holds a blank.
    pub fn parse(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.trim().split_once(':')?;
        let rest = rest.strip_prefix("//")?;
        let secure = scheme.eq_ignore_ascii_case("https");
        if !secure && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        if has_blank(rest) {
            return None;
        }
        let before_fragment = rest.split('#').next().unwrap_or(rest);
        let (before_query, query) = before_fragment
            .split_once('?')
            .unwrap_or((before_fragment, ""));
        let at = before_query.find('/').unwrap_or(before_query.len());
        let (host, path) = before_query.split_at(at);
        let port = if secure { ":443" } else { ":80" };
        let host = host
            .strip_suffix(port)
            .unwrap_or(host)
            .trim_end_matches('.');
        if host.is_empty() || host.contains(['@', ':']) {
            return None;
        }
        let host = if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(host.to_ascii_lowercase())
        } else {
            Cow::Borrowed(host)
        };
        Some(Self {
            secure,
            host,
            path,
            query,
        })
    }

    /// Whether the scheme is https.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// The host in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host without `www.`.
    pub fn site(&self) -> &str {
        self.host.strip_prefix("www.").unwrap_or(&self.host)
    }

    /// The path from its first `/`, perhaps empty.
    pub fn path(&self) -> &'u str {
        self.path
    }

    /// The non-empty segments of the path.
    pub fn segments(&self) -> impl Iterator<Item = &'u str> {
        self.path.split('/').filter(|segment| !segment.is_empty())
    }

    /// The value of the query parameter `key`.
    pub fn parameter(&self, key: &str) -> Option<&'u str> {
        let mut pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(found, _)| *found == key)
            .map(|(_, value)| value)
    }
}

/// Whether `text` holds a blank or a control character.
fn has_blank(text: &str) -> bool {
    if text.is_ascii() {
        return text.bytes().any(|byte| byte <= b' ' || byte == 0x7F);
    }
    text.contains(|symbol: char| symbol.is_whitespace() || symbol.is_control())
}

/// `url` with https in place of http, where the host is known to serve it.
pub fn secure_url(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once(':')?;
    let rest = rest.strip_prefix("//")?;
    // Most addresses are secure already.
    if !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let address = Address::parse(url)?;
    if !Hosts::get().serves_https(address.host()) {
        return None;
    }
    // An explicit port 80 would stay behind.
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    (!authority.contains(':')).then(|| format!("https://{rest}"))
}

/// `url` without the query parameters that change nothing of what is served; `None` when it has
/// none of them. The rest stays as written.
pub fn tidy_url(url: &str) -> Option<String> {
    // Most addresses have no query at all.
    if !url.contains('?') {
        return None;
    }
    let address = Address::parse(url)?;
    if address.query.is_empty() {
        return None;
    }
    let hosts = Hosts::get();
    let ignored = |pair: &&str| hosts.ignores(address.host(), pair);
    if !address.query.split('&').any(|pair| ignored(&pair)) {
        return None;
    }
    let kept: Vec<&str> = address
        .query
        .split('&')
        .filter(|pair| !ignored(pair))
        .collect();
    let (before, after) = url.trim().split_once('?')?;
    let fragment = after.find('#').map_or("", |at| &after[at..]);
    let mut tidy = String::with_capacity(url.len());
    tidy.push_str(before);
    if !kept.is_empty() {
        tidy.push('?');
        tidy.push_str(&kept.join("&"));
    }
    tidy.push_str(fragment);
    Some(tidy)
}
