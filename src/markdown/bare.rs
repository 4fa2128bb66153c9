//! Bare addresses in text, as GitHub links them (the autolink extension of GFM).

use std::ops::Range;

/// The first bare `http(s)` address in `text`, as a byte range.
pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = text[from..].find("http") {
        let start = from + found;
        let rest = &text[start..];
        from = start + "http".len();
        let Some(scheme) = ["https://", "http://"]
            .iter()
            .find(|scheme| rest.starts_with(**scheme))
        else {
            continue;
        };
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            continue;
        }
        let length = address_length(rest);
        if length > scheme.len() {
            return Some(start..start + length);
        }
    }
    None
}

/// How many bytes of `rest`, which starts with a scheme, belong to the address. GitHub would go on
/// over square brackets; in a list they are the brackets around the next link.
fn address_length(rest: &str) -> usize {
    let end = rest
        .find(|c: char| c.is_whitespace() || "<>\"`[]|，。；：、！？）】》」’”".contains(c))
        .unwrap_or(rest.len());
    let mut address = &rest[..end];
    while let Some(last) = address.chars().next_back() {
        let is_outside = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' => true,
            ')' => address.matches(')').count() > address.matches('(').count(),
            '}' => address.matches('}').count() > address.matches('{').count(),
            _ => false,
        };
        if !is_outside {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}
