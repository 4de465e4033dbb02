//! The two sides of every comparison: the text of a source, and a quote.

use super::near::{Index, index};
use crate::text::fold::Folded;
use crate::text::span::Span;
use std::cell::OnceCell;
use std::ops::Range;

/// A text or a quote, as it is written and as it is folded.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) written: &'a str,
    pub(super) folded: &'a Folded,
}

impl<'a> Side<'a> {
    /// The words at a place of the folded text.
    pub(super) fn words(self, folded: Range<usize>) -> &'a str {
        self.folded.as_str().get(folded).unwrap_or("")
    }

    /// The same as they are written.
    pub(super) fn written_at(self, folded: Range<usize>) -> &'a str {
        self.written_in(self.folded.original(folded))
    }

    /// What is written at a place of the original.
    pub(super) fn written_in(self, original: Span) -> &'a str {
        self.written.get(original.range()).unwrap_or("")
    }

    /// All of the folded text.
    pub(super) fn whole(self) -> Range<usize> {
        0..self.folded.as_str().len()
    }
}

/// The text of a source, and its tokens as soon as somebody asks for them.
pub(super) struct Text<'a> {
    pub(super) side: Side<'a>,
    index: OnceCell<Index>,
}

impl<'a> Text<'a> {
    pub(super) fn new(written: &'a str, folded: &'a Folded) -> Self {
        Self { side: Side { written, folded }, index: OnceCell::new() }
    }

    pub(super) fn str(&self) -> &'a str {
        self.side.folded.as_str()
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| index(self.str()))
    }
}
