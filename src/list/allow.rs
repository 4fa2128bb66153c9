//! Allow comments: `<!-- docent-allow dead-link: mirror is down -->`.

use crate::text::{Span, Spanned};

/// One allow comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// Where it silences: a finding is silenced when its span starts in here.
    pub scope: Span,
    /// Rule ids or family names, each where it is written.
    pub rules: Vec<Spanned<String>>,
    /// The reason after the colon, if one is given.
    pub reason: Option<String>,
    /// The whole comment.
    pub comment: Span,
}
