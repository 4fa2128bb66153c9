//! Papers: what an address says of one, and when two titles are the same.

/// The identity of a paper at some host, for example `arxiv:2401.10020`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(String);

impl PaperId {
    /// As text: `scheme:value`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
