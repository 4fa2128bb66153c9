//! What a list *is*: sections, entries, links. Types only; reading is in `list/`.
//!
//! A field is a span of the source plus its plain text. The span is what rules underline and
//! repairs move; the text is what is compared and printed. What the reader could not make out is
//! absent, never an error.

pub mod allow;
mod candidate;
pub mod claim;
pub mod conventions;
mod fields;
mod flat;
mod names;
pub mod people;
mod read;
pub mod same;
mod section;
mod table;
pub mod template;
mod title;
mod venue;
mod when;

use crate::data::venue::Catalogue;
use crate::markdown::{BlockId, BlockKind, Document};
use crate::paper::{PaperAddress, PaperId};
use crate::text::{Source, Span, Spanned};
use claim::Claim;
use std::collections::HashSet;
use std::sync::OnceLock;

pub use allow::{Allow, AllowKind, Silencer};
pub use conventions::Conventions;

/// From so many entries on work is shared out among the processor's cores; below, starting the
/// threads costs more than it saves.
pub(crate) const MANY_ENTRIES: usize = 1_000;

/// Index into [`List::sections`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub(crate) u32);

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// Entries, or prose, or both.
    Content,
    /// Links to other sections.
    Contents,
    /// News, citation, contributing, license, acknowledgement: text about the list itself.
    About,
}

/// A heading and what follows it. Section 0 is what stands before the first heading; of a list of
/// several files each begins with such a section.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading; `None` for the text before the first one.
    pub heading: Option<BlockId>,
    /// Its first block, the heading where there is one; of an empty section that of the next.
    pub(crate) begin: BlockId,
    /// The heading's text without markup.
    pub title: String,
    /// 1 to 6; 0 before the first heading.
    pub level: u8,
    /// The section this one is inside of.
    pub parent: Option<SectionId>,
    /// The heading's own span; empty, where the file begins, for what stands before the first.
    pub span: Span,
    /// What it holds.
    pub kind: SectionKind,
}

/// How a field is set off from the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Not at all.
    Plain,
    /// `**…**` or `<b>`.
    Strong,
    /// `*…*` or `<i>`.
    Emphasis,
    /// The text of a link (perhaps bold inside).
    Link,
    /// Quotation marks.
    Quoted,
    /// `` `…` ``.
    Code,
    /// The whole cell of a table or the whole heading.
    Whole,
}

impl Mark {
    /// Every way.
    pub const ALL: [Self; 7] = [
        Self::Plain,
        Self::Strong,
        Self::Emphasis,
        Self::Link,
        Self::Quoted,
        Self::Code,
        Self::Whole,
    ];
}

/// A part of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The text itself, inside its markup; a trailing full stop is not part of it.
    pub span: Span,
    /// With its markup: from the opening `**` to the closing one. Equal to `span` when plain.
    pub outer: Span,
    /// Plain text: no markup, blanks collapsed, for a title no trailing full stop.
    pub text: String,
    /// How it is set off.
    pub mark: Mark,
}

/// A link of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The link's text without markup and without the brackets of `[\[paper\]](u)`; for a bare
    /// address the key before it, or the address.
    pub label: Spanned<String>,
    /// The address as written; empty for `[paper]()`.
    pub target: Spanned<String>,
    /// The paper that the address leads to, if the address alone tells.
    pub paper: Option<PaperAddress>,
    /// The whole link, from `[` to `)`; for `[[paper](u)]` without the outer brackets.
    pub span: Span,
    /// The link with the brackets around it, if `[[paper](u)]` has any; else `span`.
    pub outer: Span,
    /// Whether the link's text is the entry's title.
    pub is_title: bool,
    /// Whether it is a bare address or `<address>`, not `[text](address)`.
    pub bare: bool,
}

/// What kind of Markdown an entry is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A list item, perhaps with indented lines and items below it.
    Item,
    /// A paragraph, perhaps followed by a list of its metadata.
    Paragraph,
    /// A row of a Markdown or HTML table.
    Row,
    /// A heading, and what follows it.
    Heading,
}

/// One entry of the list. Its fields stand within its span, but for what a cell that goes down over
/// several rows says of them all.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The block it is made of: item, paragraph, row or heading.
    pub block: BlockId,
    /// From its first byte to the last byte of its last line, without the line ending.
    pub span: Span,
    /// The section it stands in.
    pub section: SectionId,
    /// What it is made of.
    pub form: Form,
    /// The paper's title, or the tool's name in a general list.
    pub title: Option<Field>,
    /// A method's short name written apart from the title.
    pub name: Option<Field>,
    /// Authors as written.
    pub authors: Option<Field>,
    /// Affiliation written apart from the authors.
    pub org: Option<Field>,
    /// Venue as written, without its year.
    pub venue: Option<Field>,
    /// The year attached to the venue, else the year of the entry's date.
    pub year: Option<Spanned<u16>>,
    /// A separate date as written.
    pub date: Option<Field>,
    /// The year of that date, or of the column for it.
    pub dated: Option<Spanned<u16>>,
    /// All links in order, the title's own among them.
    pub links: Vec<Link>,
    /// What the entry says about itself beyond its fields.
    pub description: Option<Field>,
    /// Ids of the papers that its links lead to, in order, each once.
    pub ids: Vec<PaperId>,
}

impl Entry {
    /// The title's plain text, or the name's where there is no title.
    pub fn shown_title(&self) -> Option<&str> {
        self.title
            .as_ref()
            .or(self.name.as_ref())
            .map(|field| field.text.as_str())
    }
}

/// Something that stands where an entry would stand and could not be read as one.
#[derive(Clone, Debug)]
pub struct Malformed {
    /// The block.
    pub span: Span,
    /// Its section.
    pub section: SectionId,
}

/// A list, read.
#[derive(Clone, Debug)]
pub struct List<'s> {
    /// The text it was read from.
    pub source: &'s Source,
    /// Its Markdown.
    pub document: Document<'s>,
    /// All sections in order; the first is what stands before any heading.
    pub sections: Vec<Section>,
    /// All entries in order.
    pub entries: Vec<Entry>,
    /// Items among entries that are none.
    pub malformed: Vec<Malformed>,
    /// Allow comments.
    pub allows: Vec<Allow>,
    claims: OnceLock<Vec<Claim<'static>>>,
}

impl List<'_> {
    /// What its entries claim of where and when they appeared, in their order, as docent's own
    /// catalogue knows the venues; worked out at the first call.
    pub fn claims(&self) -> &[Claim<'static>] {
        self.claims
            .get_or_init(|| claim::claims(self, Catalogue::get()))
    }

    /// The list's own heading, else its first byte: where what is true of the whole list is said.
    pub fn title_span(&self) -> Span {
        let headings = self.sections.iter().filter(|section| section.level > 0);
        headings
            .map(|section| section.span)
            .next()
            .unwrap_or_default()
    }

    /// The entries of the files that are no context, in order.
    pub fn asked_entries(&self) -> impl Iterator<Item = &Entry> {
        let is_asked = |entry: &&Entry| !self.source.is_context(entry.span.start);
        self.entries.iter().filter(is_asked)
    }

    /// The blocks that hold the text of entries, each with its entry.
    pub fn entry_blocks(&self) -> impl Iterator<Item = (&Entry, BlockId)> {
        self.document.blocks().filter_map(|(id, block)| {
            if block.in_html {
                return None;
            }
            self.document.inlines(id).next()?;
            let after = self
                .entries
                .partition_point(|entry| entry.span.start <= block.span.start);
            let entry = self.entries.get(after.checked_sub(1)?)?;
            entry.span.contains(block.span).then_some((entry, id))
        })
    }

    /// The blocks of text among entries that belong to none of them.
    pub fn loose_blocks(&self) -> impl Iterator<Item = BlockId> {
        let holds_entry: HashSet<SectionId> =
            self.entries.iter().map(|entry| entry.section).collect();
        self.document.blocks().filter_map(move |(id, block)| {
            let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item(_));
            if block.in_html || !is_text {
                return None;
            }
            self.document.inlines(id).next()?;
            let at = block.span.start;
            let after = self.sections.partition_point(|s| s.span.start <= at);
            let section = SectionId(after.checked_sub(1)? as u32);
            let is_content = self.section(section).kind == SectionKind::Content;
            let before = self.entries.partition_point(|e| e.span.start <= at);
            let entry = before.checked_sub(1).map(|index| &self.entries[index]);
            let in_entry = entry.is_some_and(|entry| at < entry.span.end);
            (is_content && holds_entry.contains(&section) && !in_entry).then_some(id)
        })
    }

    /// The title of the section `id` for people: without emoji and without links to elsewhere on the
    /// page, such as "back to top", at its ends.
    pub fn section_name(&self, id: SectionId) -> String {
        self.name_of(self.section(id))
    }

    /// The same of `section`, one of this list's.
    pub fn name_of(&self, section: &Section) -> String {
        section::name(&self.document, section)
    }

    /// The section `id`.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0 as usize]
    }

    /// Heading texts from the outermost to the innermost.
    pub fn section_path(&self, id: SectionId) -> Vec<&str> {
        let mut path = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            let section = self.section(id);
            if !section.title.is_empty() {
                path.push(section.title.as_str());
            }
            next = section.parent;
        }
        path.reverse();
        path
    }
}
