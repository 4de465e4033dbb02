//! The two sides of a comparison: the text of a source, and a quote.

use super::nearest::{Index, index};
use crate::text::fold::{Folded, FoldedRange, OfQuote, OfText};
use crate::text::garbled::{Repaired, repairs};
use crate::text::skeleton::skeleton;
use crate::text::span::Span;
use std::cell::OnceCell;

/// A text or a quote, as it is written and folded.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a, Of = OfText> {
    pub(super) written: &'a str,
    pub(super) folded: &'a Folded<Of>,
}

/// A quote, as it is written and folded.
pub(super) type QuoteReading<'a> = Reading<'a, OfQuote>;

impl<'a, Of: Copy> Reading<'a, Of> {
    pub(super) fn words(self, folded: FoldedRange<Of>) -> &'a str {
        self.folded.words(folded)
    }

    /// What is written where the folded words stand.
    pub(super) fn written_at(self, folded: FoldedRange<Of>) -> &'a str {
        self.written_in(self.folded.original(folded))
    }

    /// What is written in a part of the original.
    pub(super) fn written_in(self, original: Span) -> &'a str {
        self.written.get(original.range()).unwrap_or("")
    }

    pub(super) fn whole(self) -> FoldedRange<Of> {
        self.folded.whole()
    }
}

/// The text of a source, and what is made of it once it is needed.
pub(super) struct IndexedText<'a> {
    pub(super) reading: Reading<'a>,
    index: OnceCell<Index>,
    skeleton: OnceCell<String>,
    repairs: OnceCell<Vec<(Repaired, Folded)>>,
}

impl<'a> IndexedText<'a> {
    pub(super) fn new(written: &'a str, folded: &'a Folded) -> Self {
        Self {
            reading: Reading { written, folded },
            index: OnceCell::new(),
            skeleton: OnceCell::new(),
            repairs: OnceCell::new(),
        }
    }

    pub(super) fn str(&self) -> &'a str {
        self.reading.folded.as_str()
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| index(self.str()))
    }

    /// Its letters and digits as they look.
    pub(super) fn skeleton(&self) -> &str {
        self.skeleton.get_or_init(|| skeleton(self.str()))
    }

    /// The text as it may have been before it was garbled, in each way in which it may have been.
    pub(super) fn repairs(&self) -> &[(Repaired, Folded)] {
        let folded = |repaired: Repaired| {
            let folded = Folded::text(&repaired.text, self.reading.folded.markup());
            (repaired, folded)
        };
        self.repairs.get_or_init(|| repairs(self.reading.written).into_iter().map(folded).collect())
    }
}
