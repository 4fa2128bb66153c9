//! The contract between a rule and everything else.
//!
//! A rule is a struct (its fields are its options), one [`Meta`] value and one method. It sees a
//! [`Context`], reports into a [`Sink`], and can do nothing else: no clock, no files, no network.
//! What it needs of these it asks for, and finds answered among the [`Facts`] of the context.

use crate::data::venue::Catalogue;
use crate::diagnostic::{Diagnostic, Family, Fingerprint, Fix, Label, Level, Safety, Severity};
use crate::doubt::{Doubt, Ground, View};
use crate::facts::{Facts, Question};
use crate::list::claim::{self, Claim};
use crate::list::same::Copies;
use crate::list::template::{Declared, Deviation};
use crate::list::{Conventions, Entry, List, Silencer};
use crate::text::Span;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// All that catalogue, schema, `explain` and the executed examples need to know about a rule.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// Kebab-case, names the wrong thing: "allow `doubled-space`" reads as English.
    pub id: &'static str,
    /// The group it belongs to.
    pub family: Family,
    /// Its level where nobody says otherwise.
    pub level: Level,
    /// The safety of its fix, when it has one.
    pub fix: Option<Safety>,
    /// The version that brought it.
    pub since: &'static str,
    /// Its page under `rules/docs/`, whole.
    pub page: &'static str,
}

impl Meta {
    /// The first paragraph of the page: what the rule finds, on one line.
    pub fn summary(&self) -> String {
        let body = self
            .page
            .split_once('\n')
            .map_or("", |(_heading, rest)| rest);
        let paragraph = body.trim_start().split("\n\n").next().unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where the page can be read.
    pub fn url(&self) -> String {
        format!(
            "{}/blob/main/rules/docs/{}.md",
            env!("CARGO_PKG_REPOSITORY"),
            self.id
        )
    }
}

/// A rule: pure, synchronous, infallible.
pub trait Rule: Send + Sync {
    /// Put in `questions` what has to be known of the world to check this list. Asked again when
    /// there are answers, so that one may lead to the next.
    fn ask(&self, cx: &Context<'_>, questions: &mut BTreeSet<Question>) {
        let _ = (cx, questions);
    }

    /// Report what is wrong with the list; nothing, where that hangs on a question that nobody
    /// answered.
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>);

    /// Report what is wrong with the allow comments: `silencer` has seen the findings of all rules.
    /// Runs after them; only the rule about allow comments has use for it.
    fn check_allows(&self, cx: &Context<'_>, silencer: &Silencer<'_>, out: &mut Sink<'_>) {
        let _ = (cx, silencer, out);
    }
}

/// What a rule may look at.
pub struct Context<'a> {
    /// The list.
    pub list: &'a List<'a>,
    /// What its entries normally look like.
    pub conventions: &'a Conventions,
    /// The rules of this run, for rules about rules.
    pub rules: &'a RuleSet,
    /// What was answered of what the rules asked.
    pub facts: &'a Facts,
    copies: OnceLock<Copies>,
    deviations: OnceLock<Vec<Deviation>>,
    claims: OnceLock<Vec<Claim<'a>>>,
    doubts: OnceLock<Vec<Doubt>>,
}

impl<'a> Context<'a> {
    /// The context of a run of `rules` over `list`.
    pub fn new(
        list: &'a List<'a>,
        conventions: &'a Conventions,
        rules: &'a RuleSet,
        facts: &'a Facts,
    ) -> Self {
        Self {
            list,
            conventions,
            rules,
            facts,
            copies: OnceLock::new(),
            deviations: OnceLock::new(),
            claims: OnceLock::new(),
            doubts: OnceLock::new(),
        }
    }

    /// Which entries are the same paper: looked for once, by the first rule that asks.
    pub fn copies(&self) -> &Copies {
        self.copies.get_or_init(|| Copies::of(self.list))
    }

    /// Where entries leave the list's form: looked for once, as [`Self::copies`].
    pub fn deviations(&self) -> &[Deviation] {
        self.deviations
            .get_or_init(|| self.conventions.forms.deviations(self.list))
    }

    /// The venues that are known: docent's own, and on top those that docent.toml names.
    pub fn catalogue(&self) -> &'a Catalogue {
        self.rules
            .venues
            .as_ref()
            .unwrap_or_else(|| Catalogue::get())
    }

    /// What the entries claim of where and when they appeared, in their order.
    pub fn claims(&self) -> &[Claim<'_>] {
        if self.rules.venues.is_none() {
            return self.list.claims();
        }
        self.claims
            .get_or_init(|| claim::claims(self.list, self.catalogue()))
    }

    /// What the doubts are found with.
    pub fn view(&self) -> View<'_> {
        View {
            list: self.list,
            claims: self.claims(),
            habits: &self.conventions.venues,
            catalogue: self.catalogue(),
            today: self.facts.today(),
        }
    }

    /// Where what the entries claim is in doubt, a cause once: looked for once, as [`Self::copies`].
    pub fn doubts(&self) -> &[Doubt] {
        self.doubts.get_or_init(|| {
            let heard = |ground: Ground| self.rules.runs(ground.rule());
            self.view().doubts(&heard)
        })
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.list.source.slice(span)
    }
}

/// One row of the registry.
pub struct Spec {
    /// What the rule is.
    pub meta: Meta,
    /// Builds it from its options.
    pub load: fn(toml::Table) -> Result<Box<dyn Rule>, toml::de::Error>,
    /// JSON schema of its options.
    pub schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl Spec {
    /// The row for rule `R`. `R`'s fields are its options, their comments the schema's texts.
    pub const fn of<R: Rule + DeserializeOwned + JsonSchema + 'static>(meta: Meta) -> Self {
        Self {
            meta,
            load: |options| Ok(Box::new(options.try_into::<R>()?)),
            schema: |generator| R::json_schema(generator),
        }
    }
}

/// A rule that is switched on.
pub struct Active {
    /// What it is.
    pub meta: Meta,
    /// Severity of its findings.
    pub severity: Severity,
    /// The rule with its options.
    pub rule: Box<dyn Rule>,
}

/// The rules of one run, in the registry's order.
#[derive(Default)]
pub struct RuleSet {
    /// Those that are on.
    pub active: Vec<Active>,
    /// Ids of all that exist, on or off.
    pub known: Vec<&'static str>,
    /// What is declared of the form of entries: it goes before what the list does.
    pub declared: Declared,
    /// The venues that are known where docent.toml names some; else docent's own.
    pub venues: Option<Catalogue>,
}

impl RuleSet {
    /// Whether the rule `name`, or any rule of the family `name`, is on.
    pub fn runs(&self, name: &str) -> bool {
        self.active
            .iter()
            .any(|active| active.meta.id == name || active.meta.family.name() == name)
    }
}

/// Where a rule reports. Stamps id, family and severity, so that no rule spells its own name.
pub struct Sink<'a> {
    meta: &'a Meta,
    severity: Severity,
    findings: &'a mut Vec<Finding>,
}

/// A finding before it gets its fingerprint.
pub struct Finding {
    pub(crate) diagnostic: Diagnostic,
    pub(crate) subject: String,
    pub(crate) anchor: Option<Span>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(meta: &'a Meta, severity: Severity, findings: &'a mut Vec<Finding>) -> Self {
        Self {
            meta,
            severity,
            findings,
        }
    }

    /// Report `message` at `span`; the returned value takes what else there is to say.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        let diagnostic = Diagnostic {
            rule: self.meta.id,
            family: self.meta.family,
            severity: self.severity,
            span,
            message: message.into(),
            help: None,
            related: Vec::new(),
            entry: None,
            fingerprint: Fingerprint::default(),
            fix: None,
        };
        self.findings.push(Finding {
            diagnostic,
            subject: String::new(),
            anchor: None,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

impl Finding {
    /// The entry it is about: names it, and identifies the finding when lines move.
    pub fn entry(&mut self, entry: &Entry) -> &mut Self {
        self.diagnostic.entry = entry.shown_title().map(str::to_owned);
        self.anchor = Some(entry.span);
        self
    }

    /// What of the entry it is about (the URL, the label): part of its identity.
    pub fn subject(&mut self, subject: impl Into<String>) -> &mut Self {
        self.subject = subject.into();
        self
    }

    /// What to do about it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// A second place.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.diagnostic.related.push(Label {
            span,
            message: message.into(),
            elsewhere: None,
        });
        self
    }

    /// The repair.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.diagnostic.fix = Some(fix);
        self
    }

    /// Weaker evidence: at most `severity`. A finding never raises its own level.
    pub fn at_most(&mut self, severity: Severity) -> &mut Self {
        self.diagnostic.severity = self.diagnostic.severity.min(severity);
        self
    }
}
