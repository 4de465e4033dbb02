//! What can be wrong with how a file is written, as facts. The rules of the same names put them into words.

use crate::fileset::Irregular;
use crate::model::date::DateFault;
use crate::model::id::IdFault;
use crate::model::key::Table;
use crate::text::span::{FileId, Place, Span};
use crate::text::unseen::Unseen;

/// One thing wrong with how a file is written.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The file.
    pub file: FileId,
    /// Where in the file.
    pub span: Span,
    /// Which part of the value, if a TOML text stands there.
    pub within: Option<Span>,
    /// What it is.
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
    /// An unfinished merge left its markers; so many lines of them.
    MergeMarkers(usize),
    /// No such key in this table.
    UnknownKey {
        /// As written.
        key: String,
        /// The table it is in.
        table: &'static Table,
    },
    /// A key that belongs into another table of the file.
    MisplacedKey {
        /// The key.
        key: String,
        /// Where it stands, in words.
        inside: &'static str,
        /// Where it belongs, in words.
        belongs: &'static str,
        /// The header of the block it stands in; empty at the top of the file.
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
    /// A word that is none of those the key may have.
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
        /// The file that has it too, and comes first.
        first: FileId,
    },
    /// A file that is refused.
    IrregularFile(Irregular),
    /// A character that cannot be seen.
    InvisibleCharacter {
        /// The first one.
        character: char,
        /// What it does.
        kind: Unseen,
        /// So many in this text.
        count: usize,
    },
}

/// What breaks the grammar of TOML.
#[derive(Debug, Clone)]
pub enum SyntaxFault {
    /// A typographic quotation mark where a text begins.
    CurlyQuotes {
        /// The mark.
        mark: char,
    },
    /// Typographic quotation marks around a key.
    CurlyKey,
    /// `key: value`.
    Colon {
        /// The key.
        key: String,
        /// Does the key stand between marks, as in JSON?
        json: bool,
    },
    /// The whole record is JSON.
    Json,
    /// A word without quotation marks.
    BareWord {
        /// What would be right.
        right: String,
        /// Does it stand in a list?
        list: bool,
    },
    /// A date in a form that TOML does not know.
    NotADate {
        /// What would be right, if that is certain.
        right: Option<String>,
    },
    /// Digits that are no number.
    NotANumber,
    /// A text that is never closed.
    Unclosed,
    /// A text that ends with another mark than it begins with.
    OtherMark {
        /// The mark it begins with.
        open: char,
        /// The mark it ends with.
        close: char,
    },
    /// A list, or else a table in braces, that is never closed.
    UnclosedBracket {
        /// Is it a list?
        list: bool,
    },
    /// A text with its own delimiter inside.
    QuoteInside {
        /// The delimiter.
        mark: char,
    },
    /// Two texts of a list without a comma between them.
    MissingComma,
    /// A value with one character too many behind it.
    Trailing {
        /// The character.
        character: char,
    },
    /// A remark as other languages write it.
    Remark {
        /// What it begins with.
        mark: &'static str,
    },
    /// A header that lacks a bracket, or has one too many.
    HeaderBrackets {
        /// What would be right.
        right: String,
        /// Is one missing?
        missing: bool,
    },
    /// A header with something behind it on its line.
    HeaderNotAlone,
    /// A key of several words.
    SpacedKey {
        /// What was probably meant.
        right: Option<String>,
    },
    /// A key with a character that no key may have.
    OddKey,
    /// A character that cannot be seen, where only a space may stand.
    InvisibleCharacter {
        /// The character.
        character: char,
    },
    /// Several texts with commas between, and no brackets around.
    ListWithoutBrackets,
    /// A backslash that begins nothing.
    Backslash,
    /// Syntax of TOML 1.1.
    Newer(Newer),
    /// Too many brackets inside brackets, or dots in a key.
    TooDeep,
    /// A key written twice.
    DuplicateKey {
        /// Is its value a list?
        list: bool,
    },
    /// A key written twice in a block that may be repeated.
    SecondInBlock {
        /// The key.
        key: String,
        /// Does every block begin with such a key?
        begins: bool,
        /// The name of the block.
        block: &'static str,
    },
    /// A table written twice.
    SecondTable {
        /// Its header.
        header: String,
    },
    /// `[evidence]`, where `[[evidence]]` is meant.
    SingleBrackets {
        /// The name of the block.
        name: &'static str,
    },
    /// `key =` and nothing after it.
    NoValue,
    /// `key "value"`.
    MissingEquals {
        /// The key.
        key: String,
    },
    /// A line without `=`.
    NoEquals,
    /// The file is not UTF-8.
    NotUtf8 {
        /// The first wrong byte.
        offset: usize,
    },
    /// A number that no computer word holds.
    NumberTooLarge,
    /// Anything else, in the words of the TOML library.
    Other(String),
    /// So many more, after the first ones.
    More(usize),
}

/// What TOML 1.1 has and TOML 1.0 has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newer {
    /// A line break inside `{ }`.
    InlineTableLines,
    /// A comma before `}`.
    TrailingComma,
    /// `\e` or `\x41`.
    Escape,
    /// A time without seconds.
    ShortTime,
}
