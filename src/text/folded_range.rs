//! Ranges of folded texts and quotes, as types of their own: see [`super::fold`].

use super::span::Span;
use std::marker::PhantomData;
use std::ops::Range;

/// A range of bytes in a [`Folded`](super::fold::Folded) text, not in its original; the end is exclusive.
///
/// `Of` distinguishes ranges of a text from those of a quote. Offsets have 32 bits, as those of a [`Span`] have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FoldedRange<Of = OfText> {
    pub(super) start: u32,
    pub(super) end: u32,
    of: PhantomData<Of>,
}

/// A range of bytes in a [`FoldedQuote`](super::fold::FoldedQuote).
pub type QuoteRange = FoldedRange<OfQuote>;

/// Of the text of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfText;

/// Of a quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfQuote;

impl<Of> FoldedRange<Of> {
    /// From byte `start` up to, not including, byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        let Span { start, end } = Span::new(start, end);
        Self { start, end, of: PhantomData }
    }

    /// The first byte.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// The same, for slicing what [`Folded::as_str`](super::fold::Folded::as_str) gives.
    pub fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }

    /// In bytes.
    pub fn len(&self) -> usize {
        self.range().len()
    }

    /// Does it hold no byte?
    pub fn is_empty(&self) -> bool {
        self.range().is_empty()
    }

    /// From the same start to another end.
    pub(super) fn until(&self, end: usize) -> Self {
        Self::new(self.start(), end)
    }

    /// A part of it, given by bytes counted from its start.
    #[must_use]
    pub fn part(&self, bytes: Range<usize>) -> Self {
        Self::new(self.start() + bytes.start, self.start() + bytes.end)
    }
}
