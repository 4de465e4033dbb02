//! Findings that a newsroom sets aside for a while, so that an old corpus can be held to the rules from the first day.

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
    pub entries: Vec<BaselineEntry>,
}

/// One finding that is set aside.
#[derive(Debug, Clone)]
pub struct BaselineEntry {
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

/// What tells a finding from all others, but for repetitions of it. Ordered as a baseline is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingName {
    /// `claim`, `source` or `file`.
    pub about: &'static str,
    /// The id of that, or the name of the file.
    pub name: String,
    /// The rule.
    pub rule: String,
    /// The hexadecimal end of the finding's key.
    pub finding: String,
}

impl FindingName {
    /// The key of the finding: `rule:claim:` and hexadecimal digits.
    pub fn key(&self) -> String {
        format!("{}:{}:{}", self.rule, self.about, self.finding)
    }
}

impl BaselineEntry {
    /// The finding that it sets aside. Which of several repetitions that is does not matter.
    pub fn finding_name(&self) -> FindingName {
        let (about, name) = self.about.named();
        let finding = self.finding.value.split(':').next().unwrap_or_default();
        FindingName {
            about,
            name: name.to_owned(),
            rule: self.rule.value.to_string(),
            finding: finding.to_owned(),
        }
    }
}
