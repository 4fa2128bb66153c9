//! Headings to sections.

use super::{Section, SectionId, SectionKind};
use crate::markdown::{BlockId, BlockKind, Document, InlineKind, collapse_blanks};
use crate::text::Span;

/// Headings of text about the list itself, without emoji and in lower case.
const ABOUT: &[&str] = &[
    "news",
    "latest news",
    "recent news",
    "update",
    "updates",
    "news updates",
    "news and updates",
    "latest updates",
    "recent updates",
    "whats new",
    "what s new",
    "change log",
    "changelog",
    "update log",
    "citation",
    "citations",
    "cite",
    "cite us",
    "cite this",
    "citing",
    "how to cite",
    "bibtex",
    "contributing",
    "contribution",
    "contributions",
    "contributors",
    "contributor",
    "our contributors",
    "how to contribute",
    "contribute",
    "contribution guide",
    "contribution guidelines",
    "contributing guidelines",
    "license",
    "licence",
    "licenses",
    "acknowledgement",
    "acknowledgements",
    "acknowledgment",
    "acknowledgments",
    "acknowledge",
    "star history",
    "stargazers over time",
    "stargazers",
    "contact",
    "contact us",
    "contacts",
    "code of conduct",
    "sponsors",
    "disclaimer",
    "community",
    "feedback",
    "authors",
    "maintainers",
    "credits",
    "引用",
    "贡献",
    "贡献者",
    "更新",
    "致谢",
    "许可证",
    "联系我们",
    "更新日志",
    "contributing to this repository",
    "how to contribute to this list",
    "join us",
    "support",
    "donate",
    "star trends",
    "star",
];

/// Words of headings over people, whatever else they say.
const PEOPLE: &[&str] = &[
    "contributors",
    "maintainers",
    "acknowledgement",
    "acknowledgements",
    "acknowledgments",
];

const CONTENTS: &[&str] = &[
    "contents",
    "table of contents",
    "table of content",
    "toc",
    "content",
    "index",
    "outline",
    "目录",
    "catalog",
    "catalogue",
    "quick links",
    "navigation",
];

/// All sections in order; each file begins with one of its own. `is_entry` tells which headings are
/// entries and start no section.
pub(super) fn read(document: &Document<'_>, is_entry: &dyn Fn(BlockId) -> bool) -> Vec<Section> {
    let mut sections = Vec::new();
    // The innermost open sections, outermost first.
    let mut open: Vec<SectionId> = Vec::new();
    let mut files = document.files().peekable();
    let mut begin_files = |sections: &mut Vec<Section>, open: &mut Vec<SectionId>, until| {
        while let Some((span, begin)) = files.next_if(|(_, first)| *first <= until) {
            *open = vec![SectionId(sections.len() as u32)];
            sections.push(Section {
                heading: None,
                begin,
                title: String::new(),
                level: 0,
                parent: None,
                span: Span::at(span.start as usize),
                kind: SectionKind::Content,
            });
        }
    };
    for (id, block) in document.blocks() {
        let BlockKind::Heading(level) = block.kind else {
            continue;
        };
        // An HTML `<h1>` is the banner of the page.
        let banner = level == 1 && document.source.slice(block.span).starts_with('<');
        if is_entry(id) || banner {
            continue;
        }
        begin_files(&mut sections, &mut open, id);
        open.retain(|section| sections[section.0 as usize].level < level);
        let parent = open.last().copied();
        let title = Document::plain(document.inlines(id));
        let parent_is_about = parent.is_some_and(|parent| {
            let parent = &sections[parent.0 as usize];
            parent.kind == SectionKind::About && parent.level > 0
        });
        let kind = match kind_of(&title) {
            SectionKind::Content if parent_is_about => SectionKind::About,
            kind => kind,
        };
        open.push(SectionId(sections.len() as u32));
        sections.push(Section {
            heading: Some(id),
            begin: id,
            title,
            level,
            parent,
            span: block.span,
            kind,
        });
    }
    begin_files(&mut sections, &mut open, BlockId(u32::MAX));
    sections
}

/// The title of `section` without what is no part of its name: links into the page behind it, and
/// emoji and blanks at its ends.
pub(super) fn name(document: &Document<'_>, section: &Section) -> String {
    let Some(heading) = section.heading else {
        return section.title.clone();
    };
    let (mut title, mut end, mut link_end) = (String::new(), 0, 0);
    let mut inlines = document.inlines(heading);
    while let Some(inline) = inlines.next() {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => {
                title.push_str(text);
                let furniture = end > 0 && inline.span.end <= link_end;
                if !furniture && text.contains(char::is_alphanumeric) {
                    end = title.len();
                }
            }
            InlineKind::Link(target) if target.url.starts_with('#') => link_end = inline.span.end,
            InlineKind::Image(_) => inlines.skip_inside(inline),
            InlineKind::Break(_) => title.push(' '),
            _ => {}
        }
    }
    let decorates = |c: char| {
        c.is_whitespace()
            || !(c.is_ascii() || c.is_alphanumeric() || "“”‘’（）《》【】".contains(c))
    };
    let name = title[..end]
        .trim_end_matches(|c: char| decorates(c) || "([{|:-".contains(c))
        .trim_start_matches(decorates);
    if name.is_empty() {
        return section.title.clone();
    }
    collapse_blanks(name)
}

fn kind_of(title: &str) -> SectionKind {
    let key: String = title
        .to_lowercase()
        .chars()
        .filter(|c| *c != '\'' && *c != '’')
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = key.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if CONTENTS.contains(&bare) {
        SectionKind::Contents
    } else if ABOUT.contains(&bare) || bare.split(' ').any(|word| PEOPLE.contains(&word)) {
        SectionKind::About
    } else {
        SectionKind::Content
    }
}
