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
                AllowKind::StrayEnd => stray_end(cx, allow, out),
                AllowKind::Unknown { keyword } => unknown_keyword(allow, keyword, out),
                _ if allow.rules.is_empty() => {
                    out.report(allow.comment, "allow comment names no rule")
                        .help("name it before the reason: `docent-allow RULE: reason`")
                        .fix(delete_comment(cx.list.source, allow));
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

/// Reports the names that are unknown or silence nothing; whether that is all of them.
fn names(cx: &Context<'_>, allow: &Allow, silencer: &Silencer<'_>, out: &mut Sink<'_>) -> bool {
    let families = Family::ALL.map(Family::name);
    let known = || cx.rules.known.iter().copied().chain(families);
    let (known_names, unknown): (Vec<_>, Vec<_>) = allow
        .rules
        .iter()
        .enumerate()
        .partition(|(_, rule)| known().any(|name| name == rule.value));
    for (index, rule) in &unknown {
        let finding = out.report(
            rule.span,
            format!("there is no rule `{}` to allow", rule.value),
        );
        finding.subject(&rule.value);
        let fix = if let Some(name) = nearest(&rule.value, known()) {
            finding.help(format!("did you mean `{name}`?"));
            Fix::suggested(
                format!("write `{name}`"),
                vec![Edit::replace(rule.span, name)],
            )
        } else {
            let edits = delete_name(cx.list.source, allow, *index);
            Fix::suggested(format!("take `{}` out", rule.value), edits)
        };
        finding.fix(fix);
    }
    // A rule that is off in this run may have had findings to silence.
    let idle: Vec<_> = known_names
        .iter()
        .filter(|(_, rule)| cx.rules.runs(&rule.value) && !silencer.used(allow, &rule.value))
        .collect();
    if idle.len() == allow.rules.len() {
        let quoted: Vec<_> = idle
            .iter()
            .map(|(_, rule)| format!("`{}`", rule.value))
            .collect();
        let message = format!("nothing here to allow {} for", quoted.join(", "));
        out.report(allow.comment, message)
            .subject(quoted.join(", "))
            .fix(delete_comment(cx.list.source, allow));
        return true;
    }
    for (index, rule) in idle {
        out.report(
            rule.span,
            format!("nothing here to allow `{}` for", rule.value),
        )
        .subject(&rule.value)
        .fix(Fix::safe(
            format!("take `{}` out", rule.value),
            delete_name(cx.list.source, allow, *index),
        ));
    }
    false
}

fn stray_end(cx: &Context<'_>, allow: &Allow, out: &mut Sink<'_>) {
    out.report(
        allow.comment,
        "`docent-allow-end` without a `docent-allow-begin` to end",
    )
    .fix(delete_comment(cx.list.source, allow));
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

/// Takes out the comment, and the one that ends its region.
fn delete_comment(source: &Source, allow: &Allow) -> Fix {
    let end = match allow.kind {
        AllowKind::Region { end } => end,
        _ => None,
    };
    let begin = with_blanks(source, allow.comment);
    let mut edits = vec![Edit::delete(begin)];
    if let Some(end) = end {
        // On one line the two may claim the same blank.
        let mut end = with_blanks(source, end);
        end.start = end.start.max(begin.end);
        edits.push(Edit::delete(end));
    }
    Fix::safe("delete the allow comment", edits)
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

/// Takes one name of several out, with the comma it brings.
fn delete_name(source: &Source, allow: &Allow, index: usize) -> Vec<Edit> {
    let span = allow.rules[index].span;
    let span = match (index.checked_sub(1), allow.rules.get(index + 1)) {
        (Some(before), _) => Span {
            start: allow.rules[before].span.end,
            end: span.end,
        },
        (None, Some(next)) => Span {
            start: span.start,
            end: next.span.start,
        },
        (None, None) => with_blanks(source, allow.comment),
    };
    vec![Edit::delete(span)]
}
