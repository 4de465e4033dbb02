//! What can be wrong with how a file is written. The rules of the same names report it.

use super::allow::Allow;
use crate::fileset::Irregular;
use crate::model::date::DateFault;
use crate::model::id::IdFault;
use crate::model::key::Table;
use crate::text::span::{FileId, Place, Span};
use crate::text::unseen::Unseen;

/// What reading a file brings besides its meaning.
#[derive(Debug, Default)]
pub struct Remarks {
    /// What is wrong with how the file is written.
    pub faults: Vec<Fault>,
    /// The comments that silence a rule.
    pub allows: Vec<Allow>,
}

impl Remarks {
    /// Only this fault.
    pub fn of(fault: Fault) -> Self {
        Self { faults: vec![fault], allows: Vec::new() }
    }
}

/// One thing wrong with how a file is written.
#[derive(Debug, Clone)]
pub struct Fault {
    /// In which file.
    pub file: FileId,
    /// Where in the file.
    pub span: Span,
    /// Which part of the value, if the span is a TOML text.
    pub within: Option<Span>,
    /// What is wrong.
    pub kind: FaultKind,
}

impl Fault {
    /// The place of the fault.
    pub fn place(&self) -> Place {
        Place { file: self.file, span: self.span, within: self.within }
    }
}

/// The kinds of faults: one for each rule about reading.
#[derive(Debug, Clone)]
pub enum FaultKind {
    /// The file is not TOML 1.0.
    Syntax(SyntaxFault),
    /// An unfinished merge left this many marker lines.
    MergeMarkers(usize),
    /// No such key in this table.
    UnknownKey {
        /// As written.
        key: String,
        /// The table it is in.
        table: &'static Table,
    },
    /// A key that belongs in another table of the file.
    MisplacedKey {
        /// The key.
        key: String,
        /// The table it is in, in words.
        inside: &'static str,
        /// The table it belongs in, in words.
        belongs: &'static str,
        /// The header of the block it is in; empty at the top of the file.
        header: Span,
    },
    /// A key that must be there.
    MissingField {
        /// The key, or the keys of which one must be there.
        keys: &'static [&'static str],
        /// The table that lacks it, in words.
        table: &'static str,
    },
    /// A value of the wrong type.
    WrongType {
        /// The key.
        key: String,
        /// What it should be, in words.
        expected: &'static str,
        /// What it is, in words.
        found: &'static str,
    },
    /// A word that the key may not have.
    UnknownValue {
        /// The key.
        key: String,
        /// As written.
        value: String,
        /// The words it may have.
        known: Vec<&'static str>,
    },
    /// No such status.
    UnknownStatus(String),
    /// A status in another spelling than its own.
    StatusSpelling {
        /// As written.
        written: String,
        /// The status's own name.
        name: &'static str,
    },
    /// A word of an earlier version, which is understood.
    FormerWord {
        /// The key.
        key: String,
        /// As written.
        written: &'static str,
        /// What is written for it now.
        now: &'static str,
    },
    /// Not a date.
    InvalidDate {
        /// The key.
        key: &'static str,
        /// Why.
        why: DateFault,
    },
    /// A file name that cannot be an id.
    InvalidId {
        /// What the id would name: `claim` or `source`.
        what: &'static str,
        /// The name.
        name: String,
        /// Why.
        why: IdFault,
    },
    /// Two files give the same id.
    DuplicateId {
        /// What the id names: `claim`, `source` or `text`.
        what: &'static str,
        /// The id.
        id: String,
        /// The file with the same id that comes first.
        first: FileId,
    },
    /// A file that is not read, such as a link.
    IrregularFile(Irregular),
    /// An invisible character.
    InvisibleCharacter {
        /// The first one.
        character: char,
        /// What it does.
        kind: Unseen,
        /// How many are in this text.
        count: usize,
    },
}

/// What breaks the grammar of TOML, in words.
#[derive(Debug, Clone)]
pub struct SyntaxFault {
    /// What is wrong.
    pub message: String,
    /// What to say at the place; perhaps nothing.
    pub label: String,
    /// What would be right; perhaps nothing.
    pub help: String,
}

impl SyntaxFault {
    /// The fault with these words.
    pub(super) fn new(message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), label: label.into(), help: help.into() }
    }
}
