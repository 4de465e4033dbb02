//! A statement that the parser refuses: the input of the functions in `mistakes`, and their result.

use super::fault::{Fault, FaultKind, SyntaxFault};
use super::statements::Statement;
use crate::text::span::{FileId, Span};
use std::ops::Range;
use toml::de::Error;

/// Blocks that may be repeated, and therefore have double brackets.
pub(super) const REPEATED: [&str; 3] = ["evidence", "distinct", "not_copied_from"];

/// The quotation marks that word processors and keyboards write for `"` and `'`.
pub(super) const CURLY: [char; 10] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '`'];

/// Longer words, in bytes, are not quoted in a help line.
pub(super) const LONGEST_ADVICE: usize = 60;

#[derive(Clone, Copy)]
pub(super) struct TypingError<'t> {
    pub(super) statement: &'t Statement<'t>,
    /// The first line of it.
    pub(super) line: &'t str,
    pub(super) head: &'t str,
    pub(super) value: Option<&'t str>,
    /// What the parser did not expect. `before` is the statement up to it, `behind` the statement from it on.
    pub(super) unexpected: &'t str,
    pub(super) before: &'t str,
    pub(super) behind: &'t str,
    /// What the parser says about it.
    pub(super) message: &'t str,
}

/// The explanation of a mistake, and the part of the file that it marks.
pub(super) struct Mistake<'t> {
    part: &'t str,
    words: SyntaxFault,
}

impl<'t> TypingError<'t> {
    /// `error` is what the parser says of the statement alone.
    pub(super) fn new(text: &'t str, statement: &'t Statement<'t>, error: &'t Error) -> Self {
        let whole = &text[statement.range.clone()];
        let place = place(error, whole);
        Self {
            statement,
            line: statement.code.lines().next().unwrap_or("").trim_end(),
            head: statement.head,
            value: statement.value,
            unexpected: &whole[place.clone()],
            before: &whole[..place.start],
            behind: &whole[place.start..],
            message: error.message(),
        }
    }
}

/// Where the parser stumbled, between the characters of `text`.
pub(super) fn place(error: &Error, text: &str) -> Range<usize> {
    let range = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(range.start);
    start..text.floor_char_boundary(range.end.max(start))
}

impl<'t> Mistake<'t> {
    // Always `Some`, as the habits return it.
    #[allow(clippy::unnecessary_wraps)]
    pub(super) fn at(
        part: &'t str,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<Self> {
        Some(Self { part, words: SyntaxFault::new(message, label, help) })
    }

    /// A mistake that is not in the list, with the parser's own message.
    pub(super) fn unknown(part: &'t str, message: &str) -> Self {
        let help =
            "a line is `key = value`, a name in brackets such as [checked], or a comment that begins with #";
        Self { part, words: SyntaxFault::new("this is not TOML", message, help) }
    }

    /// The fault in the file of this `text`, of which the part is a slice.
    pub(super) fn into_fault(self, file: FileId, text: &str) -> Fault {
        let start = self.part.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(start, start + self.part.len());
        Fault { file, span, within: None, kind: FaultKind::Syntax(self.words) }
    }
}
