//! `unused-allow`: allow comments that do nothing, or not what they seem to.

use crate::diagnostic::{Edit, Family, Fix, Level, Safety, Severity};
use crate::list::{Allow, AllowKind, Silencer};
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::{Source, Span, Spanned, nearest};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) const META: Meta = Meta {
    id: "unused-allow",
    family: Family::Docent,
    level: Level::Warn,
    fix: Some(Safety::Safe),
    since: "0.1.0",
    page: include_str!("../../../rules/docs/unused-allow.md"),
};

#[derive(Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct UnusedAllow {
    /// Whether to ask for a reason where an allow comment gives none.
    require_reason: bool,
}

impl Default for UnusedAllow {
    fn default() -> Self {
        Self {
            require_reason: true,
        }
    }
}

impl Rule for UnusedAllow {
    fn check(&self, _: &Context<'_>, _: &mut Sink<'_>) {}

    fn check_allows(&self, cx: &Context<'_>, silencer: &Silencer<'_>, out: &mut Sink<'_>) {
        for allow in &cx.list.allows {
            match &allow.kind {
                AllowKind::StrayEnd => {
                    out.report(
                        allow.comment,
                        "`docent-allow-end` without a `docent-allow-begin`",
                    )
                    .fix(delete_comment(cx.list.source, allow));
                }
                AllowKind::Unknown { keyword } => unknown_keyword(allow, keyword, out),
                _ if allow.rules.is_empty() => {
                    out.report(allow.comment, "allow comment names no rule")
                        .help("name it before the reason: `docent-allow RULE: reason`");
                }
                kind => {
                    let idle = names(cx, allow, silencer, out);
                    if idle {
                        continue;
                    }
                    if *kind == (AllowKind::Region { end: None }) {
                        out.report(allow.comment, "allowed region is never closed")
                            .help("end it with `<!-- docent-allow-end -->`, or allow the whole file with `docent-allow-file`");
                    }
                    if self.require_reason && allow.reason.is_none() {
                        out.report(allow.comment, "allow comment gives no reason")
                            .help("write it after a colon, for whoever reads this next")
                            .at_most(Severity::Note);
                    }
                }
            }
        }
    }
}

/// Reports the names that are unknown or silence nothing; whether none is left that does.
fn names(cx: &Context<'_>, allow: &Allow, silencer: &Silencer<'_>, out: &mut Sink<'_>) -> bool {
    let source = cx.list.source;
    let families = Family::ALL.map(Family::name);
    let known = || cx.rules.known.iter().copied().chain(families);
    // What this rule itself has to say is silenced only afterwards.
    let own = [META.id, META.family.name()];
    let mut idle = Vec::new();
    let mut unknown = 0;
    for (index, Spanned { value: name, span }) in allow.rules.iter().enumerate() {
        if known().all(|known| known != name) {
            unknown += 1;
            let finding = out.report(*span, format!("there is no rule `{name}` to allow"));
            finding.subject(name);
            if let Some(meant) = nearest(name, known()) {
                let edits = vec![Edit::replace(*span, meant)];
                finding.help(format!("did you mean `{meant}`?"));
                finding.fix(Fix::suggested(format!("write `{meant}`"), edits));
            } else {
                let edits = delete_name(source, allow, index);
                finding.fix(Fix::suggested(format!("take `{name}` out"), edits));
            }
        } else if !own.contains(&name.as_str())
            // A rule that is off in this run may have had findings to silence.
            && cx.rules.runs(name)
            && !silencer.used(allow, name)
        {
            idle.push(index);
        }
    }
    let whole = idle.len() == allow.rules.len();
    for index in idle {
        let Spanned { value: name, span } = &allow.rules[index];
        let place = if whole { allow.comment } else { *span };
        let finding = out.report(place, format!("nothing here to allow `{name}` for"));
        finding.subject(name).fix(if whole {
            delete_comment(source, allow)
        } else {
            Fix::safe(
                format!("take `{name}` out"),
                delete_name(source, allow, index),
            )
        });
    }
    whole || unknown == allow.rules.len()
}

fn unknown_keyword(allow: &Allow, keyword: &Spanned<String>, out: &mut Sink<'_>) {
    let finding = out.report(
        allow.comment,
        format!("`{}` means nothing to docent", keyword.value),
    );
    finding.subject(&keyword.value);
    if let Some(meant) = nearest(&keyword.value, AllowKind::KEYWORDS) {
        finding
            .help(format!("did you mean `{meant}`?"))
            .fix(Fix::suggested(
                format!("write `{meant}`"),
                vec![Edit::replace(keyword.span, meant)],
            ));
    } else {
        finding.help(format!(
            "allow comments begin with {}",
            AllowKind::KEYWORDS.join(", ")
        ));
    }
}

fn delete_comment(source: &Source, allow: &Allow) -> Fix {
    Fix::safe("delete the allow comment", without_comment(source, allow))
}

/// Takes one name out with the comma it brings, the last one with its comment.
fn delete_name(source: &Source, allow: &Allow, index: usize) -> Vec<Edit> {
    let name = &allow.rules[index].span;
    let start = index
        .checked_sub(1)
        .map(|before| allow.rules[before].span.end);
    let end = allow.rules.get(index + 1).map(|next| next.span.start);
    match (start, end) {
        (Some(start), _) => vec![Edit::delete(Span { start, ..*name })],
        (None, Some(end)) => vec![Edit::delete(Span { end, ..*name })],
        (None, None) => without_comment(source, allow),
    }
}

/// Takes out the comment, and the one that ends its region.
fn without_comment(source: &Source, allow: &Allow) -> Vec<Edit> {
    let begin = with_blanks(source, allow.comment);
    let mut edits = vec![Edit::delete(begin)];
    if let AllowKind::Region { end: Some(end) } = allow.kind {
        // On one line the two may claim the same blank.
        let mut end = with_blanks(source, end);
        end.start = end.start.max(begin.end);
        edits.push(Edit::delete(end));
    }
    edits
}

/// The comment with the line that it alone fills, or with the blanks before it.
fn with_blanks(source: &Source, comment: Span) -> Span {
    let text = source.text();
    let last = source.last_line(comment);
    let line = source.line_span(source.line_of(comment.start)).start as usize;
    let line_end = source.line_span(last).end as usize;
    let before = &text[line..comment.start as usize];
    let after = &text[comment.end as usize..line_end];
    if !before.trim().is_empty() {
        return Span::new(line + before.trim_end().len(), comment.end as usize);
    }
    if !after.trim().is_empty() {
        return Span::new(comment.start as usize, line_end - after.trim_start().len());
    }
    let rest = &text[line_end..];
    let ending = ["\r\n", "\n", "\r"]
        .iter()
        .find(|ending| rest.starts_with(**ending));
    Span::new(line, line_end + ending.map_or(0, |ending| ending.len()))
}
