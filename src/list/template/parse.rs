//! Reading a template.

use super::print::{LinkForm, LinkPart};
use super::{Part, Slot, Template};
use crate::text::nearest;
use std::ops::Range;
use std::str::FromStr;

/// What is wrong with a template, and where in its text (bytes).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TemplateError {
    /// Which bytes of the template.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl TemplateError {
    fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            help: None,
        }
    }
}

/// One piece of a template's text.
enum Token<'t> {
    Text(&'t str),
    /// `{name}`.
    Slot(&'t str),
    /// `{?`.
    Open,
    /// The `}` of an optional part.
    Close,
}

/// Cuts `text` into tokens with their places. Inside of an optional part a `}` closes it.
fn tokens(text: &str) -> Result<Vec<(Token<'_>, Range<usize>)>, TemplateError> {
    let mut tokens = Vec::new();
    let mut open = 0_usize;
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '}']) {
        let brace = at + found;
        if found > 0 {
            tokens.push((Token::Text(&text[at..brace]), at..brace));
        }
        let rest = &text[brace..];
        // `}}` closes two optional parts inside of them, and is a brace outside.
        if rest.starts_with("{{") || (rest.starts_with("}}") && open == 0) {
            tokens.push((Token::Text(&rest[..1]), brace..brace + 2));
            at = brace + 2;
        } else if rest.starts_with("{?") {
            tokens.push((Token::Open, brace..brace + 2));
            open += 1;
            at = brace + 2;
        } else if rest.starts_with('}') {
            if open == 0 {
                let error = TemplateError::new(brace..brace + 1, "`}` closes nothing");
                return Err(error.help("write `}}` for a brace"));
            }
            tokens.push((Token::Close, brace..brace + 1));
            open -= 1;
            at = brace + 1;
        } else {
            let Some(end) = rest.find('}') else {
                let error = TemplateError::new(brace..text.len(), "`{` is not closed");
                return Err(error.help("write `{{` for a brace"));
            };
            tokens.push((Token::Slot(&rest[1..end]), brace..brace + end + 1));
            at = brace + end + 1;
        }
    }
    if at < text.len() {
        tokens.push((Token::Text(&text[at..]), at..text.len()));
    }
    Ok(tokens)
}

impl TemplateError {
    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn unknown(name: &str, at: Range<usize>, known: &[&str]) -> Self {
        let error = Self::new(at, format!("there is no `{{{name}}}`"));
        if let Some(meant) = nearest(name, known.iter().copied()) {
            return error.help(format!("did you mean `{{{meant}}}`?"));
        }
        let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
        error.help(format!("there are {}", known.join(", ")))
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let known = Slot::ALL.map(Slot::name);
        // The open parts, outermost first, with where each begins.
        let mut open: Vec<(Vec<Part>, usize)> = vec![(Vec::new(), 0)];
        let mut has_title = false;
        for (token, at) in tokens(text)? {
            let part = match token {
                Token::Text(text) => Part::Text(text.to_owned()),
                Token::Slot(name) => {
                    let slot = Slot::ALL.into_iter().find(|slot| slot.name() == name);
                    let slot = slot.ok_or_else(|| TemplateError::unknown(name, at, &known))?;
                    has_title |= matches!(slot, Slot::Title | Slot::Name);
                    Part::Slot(slot)
                }
                Token::Open => {
                    open.push((Vec::new(), at.start));
                    continue;
                }
                Token::Close => {
                    let Some((inner, begin)) = open.pop() else {
                        continue;
                    };
                    if !inner.iter().any(|part| !matches!(part, Part::Text(_))) {
                        let message = "this optional part holds no slot";
                        return Err(TemplateError::new(begin..at.end, message));
                    }
                    Part::Optional(inner)
                }
            };
            if let Some((parts, _)) = open.last_mut() {
                push(parts, part);
            }
        }
        if let [_, .., (_, begin)] = open.as_slice() {
            let error = TemplateError::new(*begin..text.len(), "`{?` is not closed");
            return Err(error.help("close the optional part with `}`"));
        }
        if !has_title {
            let error = TemplateError::new(0..text.len(), "a template needs a `{title}`");
            return Err(error.help("for example `- **{title}.** {links}`"));
        }
        let parts = open.pop().map(|(parts, _)| parts).unwrap_or_default();
        Ok(Self { parts })
    }
}

/// Adds a part; text joins the text before it.
pub(super) fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
        (_, part) => parts.push(part),
    }
}

impl FromStr for LinkForm {
    type Err = TemplateError;

    /// Reads the form of one link; links are then one blank apart.
    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        for (token, at) in tokens(text)? {
            parts.push(match token {
                Token::Text(text) => LinkPart::Text(text.to_owned()),
                Token::Slot("label") => LinkPart::Label,
                Token::Slot("url") => LinkPart::Url,
                Token::Slot(name) => {
                    return Err(TemplateError::unknown(name, at, &["label", "url"]));
                }
                Token::Open | Token::Close => {
                    return Err(TemplateError::new(at, "a link has no optional parts"));
                }
            });
        }
        if !parts.contains(&LinkPart::Url) {
            let error = TemplateError::new(0..text.len(), "the form of a link needs `{url}`");
            return Err(error.help("for example `[{label}]({url})`"));
        }
        Ok(Self {
            parts,
            separator: " ".to_owned(),
        })
    }
}
