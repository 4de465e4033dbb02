//! The two sides of a comparison: the text of a source, and a quote.

use super::bare::Bare;
use super::nearest::{Index, index};
use super::occurrences::Searched;
use crate::text::fold::{Folded, FoldedRange, OfQuote, OfText};
use crate::text::garbled::{Repaired, repairs};
use crate::text::haystack::Haystack;
use crate::text::skeleton::skeleton;
use crate::text::span::Span;
use foldhash::{HashMap, HashSet};
use std::cell::{OnceCell, RefCell};

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
    pub(super) searched: Searched<'a>,
    /// As it is written.
    pub(super) written: Haystack<&'a str>,
    /// Which blocks are pull quotes, by their index, as far as that was needed.
    pub(super) pull_quotes: RefCell<HashMap<usize, bool>>,
    /// The words that a hyphen parted at a line end.
    pub(super) words_at_line_ends: OnceCell<HashSet<&'a str>>,
    index: OnceCell<Index>,
    skeleton: OnceCell<Haystack<String>>,
    repairs: OnceCell<Vec<(Repaired, Folded)>>,
    without_vowel_marks: OnceCell<Bare>,
    without_blanks_around_dashes: OnceCell<Bare>,
    without_stray_blanks: OnceCell<Bare>,
}

impl<'a> IndexedText<'a> {
    pub(super) fn new(written: &'a str, folded: &'a Folded) -> Self {
        Self {
            reading: Reading { written, folded },
            searched: Searched::new(folded),
            written: Haystack::new(written),
            pull_quotes: RefCell::default(),
            words_at_line_ends: OnceCell::new(),
            index: OnceCell::new(),
            skeleton: OnceCell::new(),
            repairs: OnceCell::new(),
            without_vowel_marks: OnceCell::new(),
            without_blanks_around_dashes: OnceCell::new(),
            without_stray_blanks: OnceCell::new(),
        }
    }

    pub(super) fn str(&self) -> &'a str {
        self.reading.folded.as_str()
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| index(self.str()))
    }

    /// Its letters and digits as they look.
    pub(super) fn skeleton(&self) -> &Haystack<String> {
        self.skeleton.get_or_init(|| Haystack::new(skeleton(self.str())))
    }

    /// The text as it may have been before it was garbled, in each way in which it may have been.
    pub(super) fn repairs(&self) -> &[(Repaired, Folded)] {
        let folded = |repaired: Repaired| {
            let folded = Folded::text(&repaired.text, self.reading.folded.markup());
            (repaired, folded)
        };
        self.repairs.get_or_init(|| repairs(self.reading.written).into_iter().map(folded).collect())
    }

    pub(super) fn without_vowel_marks(&self) -> &Bare {
        self.without_vowel_marks.get_or_init(|| Bare::without_vowel_marks(self.str()))
    }

    pub(super) fn without_stray_blanks(&self) -> &Bare {
        self.without_stray_blanks.get_or_init(|| Bare::without_stray_blanks(self.str()))
    }

    pub(super) fn without_blanks_around_dashes(&self) -> &Bare {
        self.without_blanks_around_dashes.get_or_init(|| Bare::without_blanks_around_dashes(self.str()))
    }
}
