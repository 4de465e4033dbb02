//! Places in a file, as byte offsets.

use std::ops::Range;

/// A part of one file, or of the value of a TOML text: byte offsets, the end exclusive. A range of a folded text is a
/// [`FoldedRange`](super::fold::FoldedRange).
///
/// Offsets have 32 bits; no text that `grounds` reads is larger than 16 MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// From byte `start` up to, not including, byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The same for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Do the two have a byte, or at least their beginning, in common?
    pub fn overlaps(self, other: Span) -> bool {
        let end = |span: Span| span.end.max(span.start.saturating_add(1));
        self.start < end(other) && other.start < end(self)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A value, and where in its file it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where: for a TOML text the span includes its quotation marks.
    pub span: Span,
}

/// One file of a `FileSet`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where in the file.
    pub span: Span,
    /// If a TOML text stands there, the part of its *value* that is meant.
    pub within: Option<Span>,
}

impl Place {
    /// A part of a file.
    pub fn new(file: FileId, span: Span) -> Self {
        Self { file, span, within: None }
    }

    /// Part of the value of the TOML text that stands at `span`.
    pub fn within(file: FileId, span: Span, part: Span) -> Self {
        Self { file, span, within: Some(part) }
    }

    /// The beginning of a file, for what concerns the whole file.
    pub fn start_of(file: FileId) -> Self {
        Self::new(file, Span::new(0, 0))
    }
}

/// Text out of a file, and where it is.
pub type Text = Spanned<Box<str>>;
