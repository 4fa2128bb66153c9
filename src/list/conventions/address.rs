//! Which form of an address the list links.

use super::{Habit, Tally};
use crate::data::label::{LabelKind, kind_of};
use crate::list::{Entry, Link, List};
use crate::markdown::shown::{LINK, Shown};
use crate::paper::{Address, AddressForm, PaperAddress};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Habits of linking.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// That papers are linked by their landing page (`true`) or by a file (`false`).
    pub landing: Option<Habit<bool>>,
    /// That addresses of arXiv name a version (`true`) or none (`false`).
    pub version: Option<Habit<bool>>,
    /// That a `[` before a link is closed (`true`) or left open (`false`): `[[paper](u)`.
    pub bracket: Option<Habit<bool>>,
    /// That labels have brackets of their own (`true`) or none (`false`): `[[paper]](u)`.
    pub label_bracket: Option<Habit<bool>>,
    /// That most landing pages of the ACL Anthology end in a slash, however few they are.
    slash: bool,
    /// The schemes whose landing pages are linked more often than their files.
    landing_schemes: BTreeSet<String>,
}

impl Addresses {
    /// Infers them from the entries that stand.
    pub fn infer(list: &List<'_>) -> Self {
        let mut landing = Tally::default();
        let mut by_scheme: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut slash = Tally::default();
        for (link, address) in list.entries.iter().flat_map(choices) {
            let is_page = address.form == AddressForm::Landing;
            landing.add(is_page);
            let (pages, files) = by_scheme.entry(address.id.scheme()).or_default();
            *(if is_page { pages } else { files }) += 1;
            if is_page && address.id.scheme() == "acl" {
                slash.add(link.target.value.ends_with('/'));
            }
        }
        let links = list.entries.iter().flat_map(|entry| &entry.links);
        let version: Tally<bool> = links
            .filter_map(|link| Some(arxiv_version(&link.target.value)?.is_some()))
            .collect();
        let mostly_pages = by_scheme
            .into_iter()
            .filter(|(_, (pages, files))| pages > files);
        Self {
            landing: landing.habit(),
            version: version.habit(),
            bracket: brackets_before_links(list).habit(),
            label_bracket: brackets_of_labels(list).habit(),
            slash: slash.most().is_some_and(|most| most.value),
            landing_schemes: mostly_pages.map(|(scheme, _)| scheme.to_owned()).collect(),
        }
    }

    /// The landing page that this list would link where `link` leads to the file of a paper;
    /// `None` where it links files, of this scheme or altogether, or has no habit.
    ///
    /// A version that the address of an arXiv file names stays.
    pub fn landing_instead(&self, link: &Link, address: &PaperAddress) -> Option<String> {
        let url = &link.target.value;
        let pages = self.landing.as_ref().is_some_and(|habit| habit.value);
        if !pages || !self.landing_schemes.contains(address.id.scheme()) {
            return None;
        }
        let mut page = address
            .landing_instead_of(url)
            .filter(|_| is_file(address))?
            .to_owned();
        if let Some(version) = arxiv_version(url).flatten() {
            page.push_str(&url[version]);
        }
        if address.id.scheme() == "acl" && self.slash {
            page.push('/');
        }
        Some(page)
    }
}

/// For each label of a link whether it stands in brackets.
fn brackets_of_labels(list: &List<'_>) -> Tally<bool> {
    let links = list.entries.iter().flat_map(|entry| &entry.links);
    let labelled = links.filter(|link| !link.is_title && !link.bare);
    let texts = labelled.map(|link| list.source.slice(link.span));
    texts
        .filter(|text| text.starts_with('[') && !text.starts_with("[!"))
        .map(|text| text.starts_with("[[") && text.contains("]]("))
        .collect()
}

/// For each `[` right before a link whether it is closed.
fn brackets_before_links(list: &List<'_>) -> Tally<bool> {
    let mut tally = Tally::default();
    for (_, block) in list.entry_blocks() {
        let Some(shown) = Shown::holding(&list.document, block, b'[') else {
            continue;
        };
        let brackets = shown.brackets();
        let before_link = |&at: &usize| shown.bytes().get(at + 1) == Some(&LINK);
        for _ in brackets
            .pairs
            .iter()
            .map(|(open, _)| open)
            .filter(|at| before_link(at))
        {
            tally.add(true);
        }
        for _ in brackets.open.iter().filter(|at| before_link(at)) {
            tally.add(false);
        }
    }
    tally
}

/// The links of `entry` to its paper that could as well have had the other form: a landing page,
/// or a file whose landing page is known. Where the entry links both, each was meant.
pub fn choices(entry: &Entry) -> Vec<(&Link, &PaperAddress)> {
    let mut found: Vec<(&Link, &PaperAddress)> = entry
        .links
        .iter()
        .filter_map(|link| Some((link, link.paper.as_ref()?)))
        .filter(|(link, address)| {
            let url = &link.target.value;
            address.form == AddressForm::Landing
                || (is_file(address) && address.landing_instead_of(url).is_some())
        })
        .filter(|(link, _)| leads_to_paper(link))
        .collect();
    if found.len() > 1 {
        let forms: BTreeMap<_, BTreeSet<_>> = found.iter().fold(
            BTreeMap::new(),
            |mut forms: BTreeMap<_, BTreeSet<_>>, (_, address)| {
                let seen = forms.entry(&address.id).or_default();
                seen.insert(is_file(address));
                forms
            },
        );
        found.retain(|(_, address)| forms[&&address.id].len() == 1);
    }
    found
}

/// Whether `link` says that it leads to the paper: its text is the title, a label for papers, or
/// nothing that is known.
pub fn leads_to_paper(link: &Link) -> bool {
    link.is_title || kind_of(&link.label.value).is_none_or(|kind| kind == LabelKind::Paper)
}

fn is_file(address: &PaperAddress) -> bool {
    matches!(address.form, AddressForm::Pdf | AddressForm::Html)
}

/// For the abstract or the PDF of an arXiv paper: where in `url` its version (`v2`) stands, if it
/// names one. `None` for every other address, also for arXiv's HTML, which is served by version.
pub fn arxiv_version(url: &str) -> Option<Option<Range<usize>>> {
    let address = Address::parse(url)?;
    let is_arxiv = address.site() == "arxiv.org" || address.site().ends_with(".arxiv.org");
    let mut segments = address.segments();
    if !is_arxiv || !matches!(segments.next()?, "abs" | "pdf") {
        return None;
    }
    let last = segments.last()?;
    let id = last.strip_suffix(".pdf").unwrap_or(last);
    let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = &id[..id.len() - digits];
    let is_version = (1..=3).contains(&digits) && before.len() > 5 && before.ends_with('v');
    if !is_version {
        return Some(None);
    }
    // The segment is a slice of the path, the path of the address.
    let path = url.find(address.path())?;
    let start = path + address.path().rfind(last)? + before.len() - 1;
    Some(Some(start..start + 1 + digits))
}
