//! Text of a list made fit for a terminal.
//!
//! A list may hold escape sequences, or characters that turn the direction of writing. A terminal
//! would obey them: what a report shows must be what the file says.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The visible character that stands for one a terminal would obey; `None` for all others.
fn stand_in(c: char) -> Option<char> {
    match c {
        // Control pictures, one for each C0 control.
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32),
        '\x7f' => Some('\u{2421}'),
        // C1 controls (0x9b opens a sequence as ESC [ does), bidirectional marks, embeddings,
        // overrides and isolates, line and paragraph separators, the byte order mark.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// One line of text, each dangerous character replaced by one visible character.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| stand_in(c).is_some()) {
        Cow::Owned(text.chars().map(character).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A message longer than this many characters is cut: it names something that is no title.
const MAX_MESSAGE: usize = 300;

/// A message for people, which holds text of the list: one harmless line, not without end.
pub fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MAX_MESSAGE) {
        Some((end, _)) => Cow::Owned(format!("{}...", line(&text[..end]))),
        None => line(text),
    }
}

/// The character that is shown for `c`.
pub fn character(c: char) -> char {
    stand_in(c).unwrap_or(c)
}

/// Several lines of text: line feeds and tabs stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    let dangerous = |c: char| !matches!(c, '\n' | '\t') && stand_in(c).is_some();
    if text.chars().any(dangerous) {
        let shown = |c| if dangerous(c) { character(c) } else { c };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// JSON text with what `serde_json` leaves as it is and a terminal would obey written as `\uXXXX`:
/// the same value to every reader.
pub fn json(text: &str) -> Cow<'_, str> {
    // Below U+0080 serde_json has escaped all in strings; what is left is layout.
    let dangerous = |c: char| c >= '\x7f' && stand_in(c).is_some();
    if !text.chars().any(dangerous) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if dangerous(c) {
            // All of them are below U+10000. Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{:04x}", c as u32);
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::{json, line, lines};

    #[test]
    fn controls_and_overrides_become_visible() {
        assert_eq!(
            line("a\x1b[31mb\u{202e}c\u{9b}d"),
            "a␛[31mb\u{fffd}c\u{fffd}d"
        );
        assert_eq!(lines("a\tb\r\n\x07"), "a\tb␍\n␇");
        assert_eq!(line("naïve 日本 👩\u{200d}🔬"), "naïve 日本 👩\u{200d}🔬");
    }

    #[test]
    fn json_keeps_its_value() {
        let value = "x\u{9b}31m\u{202e}\x7f\x1b é";
        let written = serde_json::to_string(value).unwrap_or_default();
        let escaped = json(&written);
        assert!(
            !escaped.contains(['\u{9b}', '\u{202e}', '\x7f', '\x1b']),
            "{escaped}"
        );
        assert_eq!(
            serde_json::from_str::<String>(&escaped).ok().as_deref(),
            Some(value)
        );
    }
}
