//! Floor 1: findings about files, as plain data. `render` decides how they look.

use crate::text::span::{FileId, Place, Span};

/// The severity of a diagnostic; `Note` is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; asks for nothing.
    Note,
    /// Should be looked at; does not fail the run.
    Warning,
    /// Must be fixed; the run ends with exit code 1.
    Error,
}

impl Level {
    /// All levels, the most severe first: the order in which they are counted and listed.
    pub const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

    /// `error`, `warning`, `note`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        }
    }
}

/// A marked place with a few words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The marked text.
    pub place: Place,
    /// The words; may be empty.
    pub text: String,
}

impl Label {
    /// Marks `place` with `text`.
    pub fn new(place: Place, text: impl Into<String>) -> Self {
        Self { place, text: text.into() }
    }
}

/// A remark in a diagnostic, perhaps with marked places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// One sentence, without a final stop.
    pub message: String,
    /// All in one file.
    pub labels: Vec<Label>,
}

/// One finding: what is wrong, where, why, and what would be right.
///
/// All texts may quote files unescaped; the renderers escape them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule.
    pub rule: &'static str,
    /// By the policy of this run.
    pub level: Level,
    /// One sentence, lower case, without a final stop.
    pub message: String,
    /// All in one file; the first is the place of the diagnostic itself.
    pub labels: Vec<Label>,
    /// Distinguishes it from other findings of the rule in the same record, where the marked words do not.
    pub subject: Option<String>,
    /// Why it matters, and related places.
    pub notes: Vec<Remark>,
    /// What would be right.
    pub help: Vec<String>,
    /// Only if the rules were asked for fixes.
    pub fix: Option<Fix>,
}

/// Edits that fix one finding, made together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// At least one; no two overlap.
    pub edits: Vec<Edit>,
    /// Must a person read the result?
    pub applicability: Applicability,
}

/// A replacement of one part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// In this file.
    pub file: FileId,
    /// In bytes of the file.
    pub span: Span,
    /// In the syntax of the file.
    pub replacement: String,
}

/// Must a person read the result of a fix?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// No: the record means the same afterwards.
    Safe,
    /// Yes: a status, a quote or the meaning of a key changes.
    NeedsReading,
}

impl Applicability {
    /// `safe`, `needs-reading`.
    pub fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::NeedsReading => "needs-reading",
        }
    }
}

impl Fix {
    /// `replacement` at the place of what `span` marks.
    pub fn replacing(file: FileId, span: Span, replacement: String, applicability: Applicability) -> Self {
        Self { edits: vec![Edit { file, span, replacement }], applicability }
    }
}

impl Diagnostic {
    /// A diagnostic of `rule` at `place`, which is marked with `label`.
    pub fn new(
        rule: &'static str,
        level: Level,
        message: impl Into<String>,
        place: Place,
        label: impl Into<String>,
    ) -> Self {
        let labels = vec![Label::new(place, label)];
        Self {
            rule,
            level,
            message: message.into(),
            labels,
            subject: None,
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// Adds a mark in the same file.
    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label::new(place, text));
        self
    }

    /// Sets the subject, such as for something missing, which cannot be marked.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Adds a remark without a place.
    #[must_use]
    pub fn note(self, message: impl Into<String>) -> Self {
        self.note_at(message, Vec::new())
    }

    /// Adds a remark that shows places of one file.
    #[must_use]
    pub fn note_at(mut self, message: impl Into<String>, labels: Vec<Label>) -> Self {
        self.notes.push(Remark { message: message.into(), labels });
        self
    }

    /// Adds what would be right.
    #[must_use]
    pub fn help(mut self, message: impl Into<String>) -> Self {
        self.help.push(message.into());
        self
    }

    /// Adds a fix, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// The place the diagnostic is about.
    pub fn place(&self) -> &Place {
        &self.labels[0].place
    }
}
