//! Findings that a newsroom has set aside for a while, so that an old corpus can be held to the rules from the first day.

use super::claim::Text;
use crate::diagnostic::Level;
use crate::text::span::{FileId, Span, Spanned};
use chrono::NaiveDate;

/// What is set aside.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// The file it was read from, if there is one.
    pub file: Option<FileId>,
    /// In the order of the file.
    pub asides: Vec<Aside>,
}

/// One finding that is set aside.
#[derive(Debug, Clone)]
pub struct Aside {
    /// The header of its block.
    pub header: Span,
    /// What the finding is about.
    pub about: About,
    /// The rule that finds it.
    pub rule: Text,
    /// What tells it from others of the rule about the same record: the hexadecimal end of the finding's key.
    pub finding: Text,
    /// The level that it may have at most.
    pub level: Level,
    /// Where the file cannot be read whole: the sha256 of the file that this is about.
    pub sha256: Option<Text>,
    /// What the rule said.
    pub says: Option<Text>,
    /// Why it is set aside.
    pub because: Text,
    /// The last day.
    pub until: Spanned<NaiveDate>,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The claim of that id.
    Claim(Text),
    /// The source of that id, its text or its fingerprint.
    Source(Text),
    /// A file of that name that is no record.
    File(Text),
}

impl About {
    /// The key, which is the word for what it is about, and the name.
    pub fn named(&self) -> (&'static str, &str) {
        match self {
            About::Claim(id) => ("claim", &id.value),
            About::Source(id) => ("source", &id.value),
            About::File(name) => ("file", &name.value),
        }
    }
}

impl Aside {
    /// What the finding's key is, but for the number of a repetition: `rule:claim:` and hexadecimal digits.
    pub fn key(&self) -> String {
        let finding = self.finding.value.split(':').next().unwrap_or_default();
        format!("{}:{}:{finding}", self.rule.value, self.about.named().0)
    }
}
