//! Floor 1: what the program has to say about a file, as plain data. How it looks is decided in `render`.

use crate::text::span::{FileId, Place, Span};

/// How much a diagnostic weighs. Ordered: a note weighs least.
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
    /// All levels, the heaviest first: the order in which they are counted and listed.
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

/// A place, marked, with a few words beside it (may be empty).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What is marked.
    pub place: Place,
    /// The words beside the mark.
    pub text: String,
}

impl Label {
    /// Marks `place` with `text`.
    pub fn new(place: Place, text: impl Into<String>) -> Self {
        Self { place, text: text.into() }
    }
}

/// A remark that belongs to a diagnostic and may show a place of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// One sentence, without a final stop.
    pub message: String,
    /// What it shows; all labels lie in one file.
    pub labels: Vec<Label>,
}

/// One thing the program has to say: what, where, why, and what would be right.
///
/// All texts may hold words out of files; they are escaped where they are printed and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that says it.
    pub rule: &'static str,
    /// Its weight in this run.
    pub level: Level,
    /// What is wrong: one sentence, lower case, without a final stop.
    pub message: String,
    /// Where. The first label's place is the diagnostic's own place; all lie in one file.
    pub labels: Vec<Label>,
    /// What tells it from others of the rule in the same record, where the marked words do not.
    pub subject: Option<String>,
    /// Why, and what else to look at.
    pub notes: Vec<Remark>,
    /// What would be right.
    pub help: Vec<String>,
    /// How the file can be changed so that it is right; always `None` where nobody asked the rules for fixes.
    pub fix: Option<Fix>,
}

/// Changes that fix one finding; they are made together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// At least one; no two overlap.
    pub edits: Vec<Edit>,
    /// Who may make them.
    pub applicability: Applicability,
}

/// Other words at one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub file: FileId,
    /// What is replaced, in bytes of the file.
    pub span: Span,
    /// What replaces it, as it is written in the file.
    pub replacement: String,
}

/// Who may make a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// Anybody, unread: the record says the same afterwards.
    Safe,
    /// Only somebody who reads it: it changes a status, a quote, or what a key means.
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

    /// Says what it is about, where the words at its place do not: what is missing cannot be marked.
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

    /// Says how the file can be changed, if that is known.
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
