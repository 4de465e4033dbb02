//! Folding: the same words in another typography become the same text.
//!
//! In this order: Unicode NFC (UAX #15); typographic quotation marks, apostrophes, dashes, ellipses
//! and Latin ligatures become their plain forms; soft hyphens go; every run of white space becomes
//! one space; a leading byte order mark goes. Letters, digits, case, punctuation, square brackets and
//! zero-width characters stay. In Markdown its marks go as well.
//!
//! Folded text keeps a map: which bytes of the original each of its bytes comes from.

use super::blocks::{Block, Leaf, LeafKind, blocks};
use super::characters::{Change, first_change, plain_until};
pub use super::folded_range::{FoldedRange, OfQuote, OfText, QuoteRange};
use super::markdown::{self, Piece};
use super::normal_form::unnormalised;
use super::span::Span;
use std::marker::PhantomData;
use std::ops::Range;

/// The version of folding, of blocks and of tokens, on which fingerprints depend. Raise it whenever a text would have other
/// characters, blocks or tokens than before: for a new version of Unicode in the crates that normalise and segment, a new
/// typographic mark, or another way to tell page breaks, but not for another way to tell headings. Older fingerprints are
/// then not read until `grounds pin` has renewed them.
pub const VERSION: u32 = 1;

/// How a text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Not at all.
    Plain,
    /// In Markdown: `CommonMark`, no extensions.
    Markdown,
}

/// A folded text or quote, and the map back to its original.
///
/// Between two blocks of a text stands one `\n`, and nowhere else. A page break inside a sentence ends no
/// block: it folds to a space.
#[derive(Clone, Debug)]
pub struct Folded<Of = OfText> {
    text: String,
    shifts: Vec<Shift>,
    /// None of a quote, at least one of a text.
    blocks: Vec<Block>,
    markup: Markup,
    of: PhantomData<Of>,
}

/// A folded quote.
pub type FoldedQuote = Folded<OfQuote>;

impl Folded {
    /// Folds a source text.
    pub fn text(original: &str, markup: Markup) -> Folded {
        let mut writer = Writer::new(original, BlankLine::EndsBlock);
        let start = bom(original);
        match markup {
            Markup::Plain => writer.words(start..original.len()),
            Markup::Markdown => markdown::of_text(&original[start..], |piece, place| {
                writer.piece(&piece, start + place.start..start + place.end);
            }),
        }
        let (mut text, shifts, leaves) = writer.finish();
        let blocks = blocks(&mut text, &leaves);
        Folded { text, shifts, blocks, markup, of: PhantomData }
    }

    /// Its blocks, in order: one at least.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The index in [`Folded::blocks`] of the block that holds a byte of the folded text. The `\n`
    /// after a block counts as its last byte.
    pub fn block_index(&self, byte: usize) -> usize {
        self.blocks.partition_point(|block| block.range.start() <= byte).saturating_sub(1)
    }

    /// The block that holds a byte of the folded text.
    pub fn block_at(&self, byte: usize) -> Block {
        // The index is one of a block's: there is at least one.
        self.blocks[self.block_index(byte)]
    }
}

impl FoldedQuote {
    /// Folds a quote to one line: blank lines are white space, and only inline Markdown is read. A quote that begins with "1."
    /// or "#" keeps it.
    pub fn quote(original: &str, markup: Markup) -> FoldedQuote {
        let mut writer = Writer::new(original, BlankLine::IsSpace);
        let start = bom(original);
        match markup {
            Markup::Plain => writer.words(start..original.len()),
            Markup::Markdown => markdown::of_quote(&original[start..], |piece, place| {
                writer.piece(&piece, start + place.start..start + place.end);
            }),
        }
        let (text, shifts, _) = writer.finish();
        Folded { text, shifts, blocks: Vec::new(), markup, of: PhantomData }
    }
}

impl<Of: Copy> Folded<Of> {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// All of it.
    pub fn whole(&self) -> FoldedRange<Of> {
        FoldedRange::new(0, self.text.len())
    }

    /// What stands at a range; nothing if it is not one of this text.
    pub fn words(&self, range: FoldedRange<Of>) -> &str {
        self.text.get(range.range()).unwrap_or("")
    }

    /// A range without the white space at its beginning and its end.
    pub fn trimmed(&self, range: FoldedRange<Of>) -> FoldedRange<Of> {
        let words = self.words(range);
        let start = words.len() - words.trim_start().len();
        range.part(start..start + words.trim().len())
    }

    /// What it was folded from.
    pub fn markup(&self) -> Markup {
        self.markup
    }

    /// The smallest part of the original that folds to a range of the folded text. What folds as a whole, as "ﬁ" does, is
    /// taken whole. An empty range gives an empty span.
    pub fn original(&self, folded: FoldedRange<Of>) -> Span {
        let to_original = |shift: &Shift| (shift.folded, shift.original);
        let start = self.start(folded.start, to_original);
        let end = if folded.start < folded.end { self.end(folded.end, to_original) } else { start };
        Span { start, end }
    }

    /// What a part of the original folds to. What folds as a whole is taken whole.
    pub fn folded(&self, original: Span) -> FoldedRange<Of> {
        let to_folded = |shift: &Shift| (shift.original, shift.folded);
        let start = self.start(original.start, to_folded);
        let end = self.end(original.end, to_folded).max(start);
        let length = self.text.len();
        FoldedRange::new((start as usize).min(length), (end as usize).min(length))
    }

    /// Where a range that begins at `offset` begins on the other side. `sides` gives both sides of a shift, first that of
    /// `offset`.
    fn start(&self, offset: u32, sides: fn(&Shift) -> (Span, Span)) -> u32 {
        match self.last_shift(|shift| sides(shift).0.start <= offset).map(sides) {
            None => offset,
            Some((here, there)) if offset < here.end => there.start,
            Some((here, there)) => there.end.saturating_add(offset - here.end),
        }
    }

    /// Where a range that ends at `offset` ends on the other side.
    fn end(&self, offset: u32, sides: fn(&Shift) -> (Span, Span)) -> u32 {
        match self.last_shift(|shift| sides(shift).0.start < offset).map(sides) {
            None => offset,
            Some((here, there)) if offset <= here.end => there.end,
            Some((here, there)) => there.end.saturating_add(offset - here.end),
        }
    }

    fn last_shift(&self, is_before: impl Fn(&Shift) -> bool) -> Option<&Shift> {
        self.shifts.get(self.shifts.partition_point(is_before).checked_sub(1)?)
    }
}

/// The length of the byte order mark that a text begins with.
fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// A range of folded text that is not a byte-for-byte copy of its range of the original. Shifts are in the order of both;
/// between two of them the bytes are the same.
#[derive(Clone, Copy, Debug)]
struct Shift {
    folded: Span,
    original: Span,
}

/// What a blank line means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlankLine {
    EndsBlock,
    IsSpace,
}

/// What stands between the text written so far and the text to come.
enum Between {
    Nothing,
    Space { place: Range<usize>, breaks: usize },
    Block(LeafKind),
}

/// Writes folded text. White space and block ends are written only when words follow them.
struct Writer<'a> {
    source: &'a str,
    blank_line: BlankLine,
    out: String,
    shifts: Vec<Shift>,
    leaves: Vec<Leaf>,
    between: Between,
    /// Everything before this offset of the source has been written or dropped.
    at: usize,
    /// Where the last soft hyphen ends.
    hyphen: Option<usize>,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str, blank_line: BlankLine) -> Self {
        Writer {
            source,
            blank_line,
            out: String::with_capacity(source.len()),
            shifts: Vec::new(),
            leaves: Vec::new(),
            between: Between::Block(LeafKind::Paragraph { follows: false }),
            at: 0,
            hyphen: None,
        }
    }

    fn finish(mut self) -> (String, Vec<Shift>, Vec<Leaf>) {
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.range = leaf.range.until(self.out.len());
        }
        (self.out, self.shifts, self.leaves)
    }

    fn piece(&mut self, piece: &Piece, place: Range<usize>) {
        match piece {
            Piece::Words => self.words(place),
            Piece::Instead(words) => self.instead(place, words),
            Piece::LineBreak => self.white(place, 1),
            Piece::Block(kind) => self.between = Between::Block(*kind),
        }
    }

    /// Words that replace the source at `place`.
    fn instead(&mut self, place: Range<usize>, words: &str) {
        let folded = fold_alone(words);
        if !folded.is_empty() {
            self.put(place, &folded);
        } else if words.contains(char::is_whitespace) {
            self.white(place, 0);
        }
    }

    /// Part of the source without markup.
    fn words(&mut self, place: Range<usize>) {
        let Some(words) = self.source.get(place.clone()) else { return };
        let mut done = place.start;
        for (stretch, normal) in unnormalised(words) {
            let stretch = place.start + stretch.start..place.start + stretch.end;
            self.normalised(done..stretch.start);
            let folded = fold_alone(&normal);
            if !folded.is_empty() {
                self.put(stretch.clone(), &folded);
            }
            done = stretch.end;
        }
        self.normalised(done..place.end);
    }

    /// The same in NFC. `place` begins and ends between characters, as all places here do.
    fn normalised(&mut self, place: Range<usize>) {
        let bytes = &self.source.as_bytes()[..place.end];
        let mut copied = place.start;
        let mut at = place.start;
        loop {
            at = plain_until(bytes, copied, at);
            let Some(rest) = self.source.get(at..place.end).filter(|rest| !rest.is_empty()) else { break };
            let (change, length) = first_change(rest);
            let next = at + length;
            if !matches!(change, Change::None) {
                self.copy(copied..at);
                copied = next;
            }
            match change {
                Change::None => {}
                Change::White { breaks } => self.white(at..next, breaks),
                Change::SoftHyphen => self.hyphen = Some(next),
                Change::To(plain) => self.put(at..next, plain),
            }
            at = next;
        }
        self.copy(copied..place.end);
    }

    fn copy(&mut self, place: Range<usize>) {
        if place.is_empty() {
            return;
        }
        self.arrive(place.start);
        // `plain_until` and `first_change` stop only between characters.
        self.out.push_str(&self.source[place.clone()]);
        self.at = place.end;
    }

    fn put(&mut self, place: Range<usize>, words: &str) {
        self.arrive(place.start);
        self.write(place, words);
    }

    fn white(&mut self, place: Range<usize>, breaks: usize) {
        if breaks == 1 && self.hyphen.take() == Some(place.start) {
            return;
        }
        let (start, breaks) = match &self.between {
            Between::Nothing => (place.start, breaks),
            Between::Space { place, breaks: before } => (place.start, before + breaks),
            Between::Block(_) => return,
        };
        self.between = if breaks >= 2 && self.blank_line == BlankLine::EndsBlock {
            let kind = match self.leaves.last().map(|leaf| leaf.kind) {
                Some(LeafKind::Paragraph { .. }) => LeafKind::Paragraph { follows: true },
                _ => LeafKind::Other,
            };
            Between::Block(kind)
        } else {
            Between::Space { place: start..place.end, breaks }
        };
    }

    /// Writes what stands between the words so far and those that begin at `start`.
    fn arrive(&mut self, start: usize) {
        match std::mem::replace(&mut self.between, Between::Nothing) {
            Between::Nothing => {}
            Between::Space { place, breaks } => {
                self.write(place, " ");
                if let Some(leaf) = self.leaves.last_mut() {
                    leaf.one_line &= breaks == 0;
                }
            }
            Between::Block(kind) => {
                if let Some(leaf) = self.leaves.last_mut() {
                    leaf.range = leaf.range.until(self.out.len());
                    self.write(self.at..start, "\n");
                }
                let begins = self.out.len();
                self.leaves.push(Leaf { range: FoldedRange::new(begins, begins), kind, one_line: true });
            }
        }
        self.drop_until(start);
    }

    fn write(&mut self, place: Range<usize>, words: &str) {
        self.drop_until(place.start);
        if place.len() != 1 || words.len() != 1 {
            self.shift(place.clone(), words.len());
        }
        self.out.push_str(words);
        self.at = place.end;
    }

    fn drop_until(&mut self, start: usize) {
        if self.at < start {
            self.shift(self.at..start, 0);
            self.at = start;
        }
    }

    fn shift(&mut self, original: Range<usize>, folded_length: usize) {
        let start = self.out.len();
        self.shifts
            .push(Shift { folded: Span::new(start, start + folded_length), original: original.into() });
    }
}

/// Folds text in NFC without a map.
fn fold_alone(text: &str) -> String {
    let mut writer = Writer::new(text, BlankLine::IsSpace);
    writer.normalised(0..text.len());
    writer.out
}

#[cfg(test)]
mod tests;
