//! `unused-allow`: allow comments that do nothing, or not what they seem to.

mod deletion;

use crate::diagnostic::{Edit, Family, Fix, Level, Safety, Severity};
use crate::list::{Allow, AllowKind, Silencer};
use crate::rule::{Context, Meta, Rule, Sink};
use crate::text::{Source, Span, Spanned, nearest};
use deletion::{delete_name, without_comment};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;

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
        let mut seen = Seen::new();
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
                    let idle = names(cx, allow, silencer, &mut seen, out);
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

/// Who allowed what where first.
type Seen<'l> = HashMap<(Span, &'l str), &'l Allow>;

/// Reports the names that are unknown, silence nothing, or what an earlier comment does for the same
/// place; whether none is left that is of use.
fn names<'l>(
    cx: &Context<'l>,
    allow: &'l Allow,
    silencer: &Silencer<'_>,
    seen: &mut Seen<'l>,
    out: &mut Sink<'_>,
) -> bool {
    let source = cx.list.source;
    let families = Family::ALL.map(Family::name);
    let known = || cx.rules.known.iter().copied().chain(families);
    // What this rule itself has to say is silenced only afterwards.
    let own = [META.id, META.family.name()];
    let mut idle: Vec<(usize, Option<&Allow>)> = Vec::new();
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
        {
            if !silencer.used(allow, name) {
                idle.push((index, None));
            } else if let Some(first) = seen.get(&(allow.scope, name.as_str())) {
                idle.push((index, Some(first)));
            } else {
                seen.insert((allow.scope, name), allow);
            }
        }
    }
    let whole = idle.len() == allow.rules.len();
    for (index, first) in idle {
        let Spanned { value: name, span } = &allow.rules[index];
        let place = if whole { allow.comment } else { *span };
        let (title, edits) = if whole {
            (DELETE.to_owned(), without_comment(source, allow))
        } else {
            let edits = delete_name(source, allow, index);
            (format!("take `{name}` out"), edits)
        };
        let finding = match first {
            None => out.report(place, format!("nothing here to allow `{name}` for")),
            Some(first) => out
                .report(place, format!("`{name}` is allowed here twice"))
                .related(first.comment, "allowed first here"),
        };
        // A reason that stands nowhere else is not thrown away unasked.
        let says_more = first
            .is_some_and(|first| whole && allow.reason.is_some() && allow.reason != first.reason);
        finding.subject(name).fix(if says_more {
            Fix::suggested(title, edits)
        } else {
            Fix::safe(title, edits)
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

const DELETE: &str = "delete the allow comment";

fn delete_comment(source: &Source, allow: &Allow) -> Fix {
    Fix::safe(DELETE, without_comment(source, allow))
}
