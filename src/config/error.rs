//! What is wrong with a configuration, and where.

use crate::text::{Position, Source, Span};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::fmt;

/// A configuration that cannot be used: names the thing, points at it, and says what was likely
/// meant. `Display` gives one line, [`ConfigError::render`] the source line with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as it was named; or the flag.
    pub path: String,
    /// Where in the file; `None` for a flag.
    pub span: Option<Span>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The file's text; empty for a flag.
    text: String,
}

impl ConfigError {
    /// An error about a flag, or about a file as a whole.
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        let (path, message) = (path.into(), visible(message.into()));
        Self {
            path,
            span: None,
            message,
            help: None,
            text: String::new(),
        }
    }

    /// An error about `span` of `file`.
    pub(crate) fn at(file: &Source, span: Span, message: impl Into<String>) -> Self {
        Self::new("", message).place(file, span)
    }

    /// The same error, at `span` of `file`.
    pub(super) fn place(self, file: &Source, span: Span) -> Self {
        let (path, text) = (file.path().to_owned(), file.text().to_owned());
        Self {
            path,
            text,
            span: Some(span),
            ..self
        }
    }

    /// The same error, about a flag.
    pub(super) fn flag(self, flag: &str) -> Self {
        Self {
            path: flag.to_owned(),
            ..self
        }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(visible(help.into())),
            ..self
        }
    }

    /// Line and column; `None` for a flag.
    pub fn position(&self) -> Option<Position> {
        let span = self.span?;
        Some(Source::new("", self.text.as_str()).position(span.start))
    }

    /// Drawn like a finding, without colour.
    pub fn plain(&self) -> String {
        self.render(&Renderer::plain())
    }

    /// Drawn like a finding, by `renderer`.
    pub fn render(&self, renderer: &Renderer) -> String {
        // The renderer makes C0 controls and the like visible, C1 controls it lets through; a stand-in
        // of the same two bytes keeps the span right.
        let source = self
            .text
            .replace(|c| ('\u{80}'..='\u{9f}').contains(&c), "¿");
        let place = if self.span.is_some() {
            String::new()
        } else {
            format!("{}: ", self.path)
        };
        let title = Level::ERROR.primary_title(format!("{place}{}", self.message));
        let mut group = match self.span {
            Some(span) => title.element(
                Snippet::source(source)
                    .path(self.path.as_str())
                    .annotation(AnnotationKind::Primary.span(span.range())),
            ),
            None => title.elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new()),
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path)?;
        if let Some(Position { line, column }) = self.position() {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.message)?;
        self.help
            .as_ref()
            .map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

impl std::error::Error for ConfigError {}

/// Names are quoted as they were typed; what a terminal would obey is spelled out.
fn visible(text: String) -> String {
    let obeyed = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(obeyed) {
        return text;
    }
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        if obeyed(c) {
            spelled.extend(c.escape_unicode());
        } else {
            spelled.push(c);
        }
    }
    spelled
}
