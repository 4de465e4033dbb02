//! The baseline: findings that are set aside for a while, so that an old project can use the rules from the first day.

use super::claim::Text;
use super::key::{self, Key, Kind, Table, Word, Worded};
use crate::diagnostic::Level;
use crate::text::span::{FileId, Span, Spanned};
use chrono::NaiveDate;

/// The content of `grounds.baseline.toml`.
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
    /// The record or file of the finding.
    pub about: About,
    /// The name of the rule.
    pub rule: Text,
    /// The hexadecimal end of the finding's key, which distinguishes it from others of the rule about the same record.
    pub finding: Text,
    /// The highest level that is excused.
    pub level: Level,
    /// Of the file, if that is not valid TOML; the entry then excuses only this content.
    pub sha256: Option<Text>,
    /// The rule's message.
    pub says: Option<Text>,
    /// Why it is set aside.
    pub because: Text,
    /// The last day on which it is set aside.
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

/// Identifies a finding, except among repetitions of it. The order is that of a baseline.
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
    /// The name of the finding, without the number of a repetition.
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

/// The level of a finding that can be set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsideLevel(pub Level);

impl Worded for AsideLevel {
    const WORDS: &'static [Word<Self>] = &[
        Word { name: "error", value: AsideLevel(Level::Error), meaning: "at most an error" },
        Word { name: "warning", value: AsideLevel(Level::Warning), meaning: "at most a warning" },
    ];
}

/// `grounds.baseline.toml`.
pub const BASELINE: Table = Table {
    name: "the baseline",
    about: "Findings that are set aside for a while.",
    keys: &[Key::new("aside", "Set aside", Kind::Blocks(&ASIDE), "A finding that is set aside.")],
    either: None,
};

/// A block `[[aside]]`.
pub const ASIDE: Table = Table {
    name: "an [[aside]] block",
    about: "A finding that is set aside.",
    keys: &[
        Key::new("claim", "Claim", Kind::Id, "The claim that the finding is about."),
        Key::new("source", "Source", Kind::Id, "The source that the finding is about."),
        Key::new(
            "file",
            "File",
            Kind::Text,
            "The file that the finding is about, if it is not a claim or a source record.",
        ),
        Key::new("rule", "Rule", Kind::Text, "The rule.").required(),
        Key::new("finding", "Finding", Kind::Text, "The end of the finding's key.").required(),
        Key::new(
            "level",
            "Level",
            Kind::Word(key::meanings::<AsideLevel>, None),
            "The highest level that the finding may have.",
        )
        .required(),
        Key::new(
            "sha256",
            "SHA-256",
            Kind::Sha256,
            "The hash of the file, if the file cannot be read in full.",
        ),
        Key::new("says", "Says", Kind::Text, "What the finding said."),
        Key::new("because", "Because", Kind::Words, "Why it is set aside.").required(),
        Key::new("until", "Until", Kind::Date, "The last day on which it is set aside.").required(),
    ],
    either: None,
};
