//! Text as LaTeX takes it.
//!
//! No brace is written that is not closed: BibTeX counts braces, escaped or not.

use std::fmt::Write as _;

/// A stretch of text.
enum Piece<'t> {
    Plain(&'t str),
    /// Without its dollar signs.
    Math(&'t str),
}

/// Plain text and the math in it, escaped.
pub(super) fn text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Plain(plain) => escape(plain, &mut written),
            Piece::Math(math) => math_in(math, &mut written),
        }
    }
    written
}

/// A title, escaped, with braces around words whose capitals a style must not take: `{BERT}`.
///
/// In a title that capitalises its words a capital at the start of one says nothing, and styles may
/// do with it as they do. In one that does not, it marks a name.
pub(super) fn title(title: &str) -> String {
    let names_only = !is_capitalised(title);
    let mut written = String::with_capacity(title.len());
    let mut is_first = true;
    for piece in pieces(title) {
        let plain = match piece {
            Piece::Plain(plain) => plain,
            Piece::Math(math) => {
                math_in(math, &mut written);
                is_first = false;
                continue;
            }
        };
        for word in plain.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end();
            let opens = bare.starts_with(char::is_uppercase) && !is_first;
            if has_inner_capital(bare) || (names_only && opens) {
                written.push('{');
                escape(bare, &mut written);
                written.push('}');
            } else {
                escape(bare, &mut written);
            }
            is_first &= bare.is_empty();
            if bare.len() < word.len() {
                written.push(' ');
            }
        }
    }
    written
}

/// An address: verbatim, save for what would end the field.
pub(super) fn address(url: &str) -> String {
    let mut written = String::with_capacity(url.len());
    for c in url.trim().chars() {
        if matches!(c, '{' | '}' | '\\') || c.is_whitespace() || c.is_control() {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(written, "%{byte:02X}");
            }
        } else {
            written.push(c);
        }
    }
    written
}

fn escape(plain: &str, written: &mut String) {
    for c in plain.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => written.extend(['\\', c]),
            '{' => written.push_str("\\textbraceleft{}"),
            '}' => written.push_str("\\textbraceright{}"),
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            '<' => written.push_str("\\textless{}"),
            '>' => written.push_str("\\textgreater{}"),
            '|' => written.push_str("\\textbar{}"),
            c if c.is_whitespace() => written.push(' '),
            c => written.push(c),
        }
    }
}

fn math_in(math: &str, written: &mut String) {
    written.push('$');
    written.push_str(math);
    written.push('$');
}

/// Cuts at `$…$` that is math; a price is none.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(open) = rest[from..].find('$').map(|at| from + at) {
        let after = &rest[open + 1..];
        let Some(close) = after.find('$') else { break };
        if is_math(&after[..close], &after[close + 1..]) {
            pieces.push(Piece::Plain(&rest[..open]));
            pieces.push(Piece::Math(&after[..close]));
            rest = &after[close + 1..];
            from = 0;
        } else {
            from = open + 1;
        }
    }
    pieces.push(Piece::Plain(rest));
    pieces
}

fn is_math(inner: &str, after: &str) -> bool {
    let mut depth = 0i32;
    let balanced = inner.chars().all(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth >= 0
    });
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    balanced
        && depth == 0
        && !blank(inner.chars().next())
        && !blank(inner.chars().next_back())
        && !inner.ends_with('\\')
        && !inner.contains(['%', '#', '&', '~'])
        && inner.is_ascii()
        && !after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether most long words begin with a capital; the first always does.
fn is_capitalised(title: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let words = title.split_whitespace().skip(1).filter(long);
    let (mut capitals, mut all) = (0usize, 0usize);
    for word in words {
        all += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    capitals * 2 >= all
}

/// Whether a word has a capital other than at the start of its parts, or is a lone capital that is
/// no article or pronoun: `GPT-4`, `iPhone`, `3D`, `C#`; not `Chain-of-Thought`.
fn has_inner_capital(word: &str) -> bool {
    word.split(['-', '/', '–', '—']).any(|part| {
        let mut letters = part.chars().filter(|c| c.is_alphanumeric());
        let first = letters.next();
        let mut rest = letters.peekable();
        match (first, rest.peek()) {
            (Some(lone), None) => lone.is_uppercase() && !matches!(lone, 'A' | 'I'),
            _ => rest.any(char::is_uppercase),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{address, text, title};

    #[test]
    fn what_latex_would_obey_is_escaped() {
        assert_eq!(
            text("R&D: 50% of C# {x} a_b ~ ^ \\ <|> $5"),
            "R\\&D: 50\\% of C\\# \\textbraceleft{}x\\textbraceright{} a\\_b \\textasciitilde{} \
             \\textasciicircum{} \\textbackslash{} \\textless{}\\textbar{}\\textgreater{} \\$5"
        );
        assert_eq!(text("from $5 to $6"), "from \\$5 to \\$6");
        assert_eq!(text("S$^2$-MAD, $\\tau^{2}$"), "S$^2$-MAD, $\\tau^{2}$");
        assert_eq!(
            text("$}{$ and $a"),
            "\\$\\textbraceright{}\\textbraceleft{}\\$ and \\$a"
        );
        assert_eq!(
            address("https://a.b/x_y%20{z}\\ w"),
            "https://a.b/x_y%20%7Bz%7D%5C%20w"
        );
    }

    #[test]
    fn capitals_that_carry_meaning_are_kept() {
        let cases = [
            (
                "Chain-of-Thought Prompting with GPT-4 in 3D",
                "Chain-of-Thought Prompting with {GPT-4} in {3D}",
            ),
            (
                "Inferring causal impact using Bayesian time-series models",
                "Inferring causal impact using {Bayesian} time-series models",
            ),
            (
                "A Study of C# and Q Learning",
                "A Study of {C\\#} and {Q} Learning",
            ),
            ("S$^2$-MAD: Breaking It", "{S}$^2${-MAD:} Breaking It"),
            ("桃李（Taoli）", "{桃李（Taoli）}"),
        ];
        for (written, expected) in cases {
            assert_eq!(title(written), expected);
        }
    }
}
