//! Folding: the same words in another typography become the same text.
//!
//! In this order: Unicode NFC (UAX #15); typographic quotation marks, apostrophes, dashes, ellipses, ligatures, wide and
//! presentation forms become their plain forms; what nobody sees goes; every run of white space becomes one space, or none
//! at a line end where no spaces are written; then what takes more than one character to see, such as a hyphen at a line end
//! (`text::joints`). Letters, digits, case, punctuation and square brackets stay. In Markdown its marks go as well; in plain
//! text, what the page put there (`text::layout`).
//!
//! Folded text keeps a map: which bytes of the original each of its bytes comes from.

use super::blocks::{Block, Leaf, LeafKind, blocks, ends_title, heads_in_words};
use super::characters::{Change, SOFT_HYPHEN, first_change, plain_until};
use super::edges::{NUMBER_MARKS, Units, is_edge, units_with};
pub use super::folded_range::{FoldedRange, OfQuote, OfText, QuoteRange};
use super::joints::{Joint, joints};
use super::layout;
use super::markdown::{self, Piece};
use super::normal_form::unnormalised;
use super::span::Span;
use super::unspaced::is_unwritten;
use std::iter::Peekable;
use std::marker::PhantomData;
use std::ops::Range;

/// The version of folding, of blocks and of tokens, on which fingerprints depend. Raise it whenever a text would have other
/// characters, blocks or tokens than before: for a new version of Unicode in the crates that normalise and segment, a new
/// typographic mark, or another way to tell page breaks, but not for another way to tell headings. Older fingerprints are
/// then not read until `grounds pin` has renewed them.
pub const VERSION: u32 = 2;

/// How a text is marked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// Not at all.
    Plain,
    /// In Markdown: `CommonMark`, and `~~` of struck words.
    #[default]
    Markdown,
}

/// A folded text or quote, and the map back to its original.
///
/// Between two blocks of a text stands one `\n`, and nowhere else. A page break inside a sentence ends no
/// block: it folds to a space. Between two columns stands a `\t`, which no quote has.
#[derive(Clone, Debug)]
pub struct Folded<Of = OfText> {
    text: String,
    shifts: Vec<Shift>,
    /// None of a quote, at least one of a text.
    blocks: Vec<Block>,
    /// Where hyphens at line ends were folded.
    hyphens: Vec<u32>,
    /// What is struck out, in the original.
    struck: Vec<Span>,
    /// Spaces that are line ends, and may stand inside a number.
    broken: Vec<u32>,
    markup: Markup,
    of: PhantomData<Of>,
}

/// A folded quote.
pub type FoldedQuote = Folded<OfQuote>;

impl Folded {
    /// Folds a source text.
    pub fn text(original: &str, markup: Markup) -> Folded {
        let marks = if markup == Markup::Plain { layout::marks(original) } else { Vec::new() };
        let (mut text, shifts, leaves, broken) = as_text(original, markup, &marks).finish();
        let blocks = blocks(&mut text, &leaves);
        let struck = if markup == Markup::Markdown { markdown::struck(original) } else { Vec::new() };
        let folded =
            Folded { text, shifts, blocks, hyphens: Vec::new(), struck, broken, markup, of: PhantomData };
        folded.joined(original)
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
    /// Has it a blank between two digits, which may be a line end in the text?
    pub fn may_break(&self) -> bool {
        self.breaks().next().is_some()
    }

    /// The same as if these blanks were line ends.
    #[must_use]
    pub fn broken(mut self) -> Self {
        self.broken = self.breaks().collect();
        self
    }

    fn breaks(&self) -> impl Iterator<Item = u32> {
        let is_break = |at: &usize| {
            let (before, after) = (&self.text[..*at], &self.text[at + 1..]);
            may_be_in_number(before, after.chars().next())
        };
        memchr::memchr_iter(b' ', self.text.as_bytes()).filter(is_break).map(|at| Span::new(at, at).start)
    }

    /// Folds a quote to one line: blank lines are white space, and only inline Markdown is read. A quote that begins with "1."
    /// or "#" keeps it.
    pub fn quote(original: &str, markup: Markup) -> FoldedQuote {
        let mut writer = Writer::new(original, BlankLine::IsSpace);
        let start = bom(original);
        let heads = page_heads(original, markup);
        match markup {
            Markup::Plain => writer.words_but_for(start..original.len(), &heads),
            Markup::Markdown => markdown::of_quote(&original[start..], |piece, place| {
                let place = start + place.start..start + place.end;
                let is_head = heads.iter().any(|head| head.start <= place.start && place.end <= head.end);
                match piece {
                    Piece::Words => writer.words_but_for(place, &heads),
                    _ if is_head => {}
                    piece => writer.piece(&piece, place),
                }
            }),
        }
        let (text, shifts, _, broken) = writer.finish();
        let (blocks, hyphens) = (Vec::new(), Vec::new());
        let struck = Vec::new();
        let folded = Folded { text, shifts, blocks, hyphens, struck, broken, markup, of: PhantomData };
        folded.joined(original)
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

    /// What is struck out, in the original.
    pub fn struck(&self) -> &[Span] {
        &self.struck
    }

    /// Whether a quote may begin or end at this byte.
    pub fn is_edge(&self, offset: usize) -> bool {
        // The space itself, or a mark of the number before it, may follow; or it may stand before.
        let near = offset.saturating_sub(1)..=offset + 1;
        let is_of_number = |space: usize| space < offset + 1 || self.text[offset..].starts_with(NUMBER_MARKS);
        let is_broken = near.into_iter().any(|space| {
            self.broken.binary_search(&Span::new(space, space).start).is_ok() && is_of_number(space)
        });
        let is_hyphen = self.hyphens.binary_search_by(|at| (*at as usize).cmp(&offset)).is_ok();
        is_edge(&self.text, offset) && !is_hyphen && !is_broken
    }

    /// The units of a range, counted from its start: see [`super::edges`].
    pub fn units(&self, range: FoldedRange<Of>) -> Units<'_> {
        units_with(self.words(range), range.start(), &self.broken)
    }

    /// Where hyphens at line ends were folded: before these bytes or, where the hyphen was kept, before the byte after it.
    pub fn hyphens(&self) -> &[u32] {
        &self.hyphens
    }

    /// Folds what takes more than one character to see.
    fn joined(self, original: &str) -> Self {
        let written = |place: Range<usize>| {
            let place = self.original(FoldedRange::new(place.start, place.end));
            original.get(place.range()).unwrap_or("")
        };
        let has_guillemets = memchr::memmem::find(original.as_bytes(), "«".as_bytes())
            .or_else(|| memchr::memmem::find(original.as_bytes(), "»".as_bytes()))
            .is_some();
        let mut joints = joints(&self.text, has_guillemets, &written);
        // A dash that carries accents, say, is folded with them, as a whole, and joins nothing.
        joints.retain(|joint| !self.is_in_shift(joint.place.start) && !self.is_in_shift(joint.place.end));
        if joints.is_empty() { self } else { self.with(&joints) }
    }

    fn with(mut self, joints: &[Joint]) -> Self {
        let both = |shift: &Shift| (shift.folded, shift.original);
        let mut text = String::with_capacity(self.text.len());
        let mut shifts = Vec::with_capacity(self.shifts.len() + joints.len());
        let mut hyphens = Vec::new();
        let mut old = self.shifts.iter().copied().peekable();
        // Of the text so far: where it ends, and by how much it is longer.
        let (mut done, mut longer) = (0, 0);
        let narrow = |offset: usize| Span::new(offset, offset).start;
        for Joint { place, instead, is_hyphen } in joints {
            while let Some(shift) = old.next_if(|shift| (shift.folded.start as usize) < place.start) {
                shifts.push(shift.later(longer));
            }
            while old.next_if(|shift| shift.folded.end as usize <= place.end).is_some() {}
            // Both slices end where a joint does, which is between characters.
            text.push_str(self.text.get(done..place.start).unwrap_or(""));
            let start = text.len();
            text.push_str(instead);
            let original =
                Span { start: self.end(narrow(place.start), both), end: self.start(narrow(place.end), both) };
            shifts.push(Shift { folded: Span::new(start, text.len()), original });
            if *is_hyphen {
                hyphens.push(narrow(text.len()));
            }
            done = place.end;
            longer = text.len().cast_signed() - done.cast_signed();
        }
        shifts.extend(old.map(|shift| shift.later(longer)));
        text.push_str(self.text.get(done..).unwrap_or(""));
        let mut later = Later { joints: joints.iter().peekable(), by: 0 };
        for block in &mut self.blocks {
            let range = block.range.range();
            block.range = FoldedRange::new(later.place(range.start), later.place(range.end));
        }
        let mut later = Later { joints: joints.iter().peekable(), by: 0 };
        for space in &mut self.broken {
            *space = narrow(later.place(*space as usize));
        }
        Folded { text, shifts, hyphens, ..self }
    }

    /// Is a byte inside of what folds as a whole?
    fn is_in_shift(&self, byte: usize) -> bool {
        let before = self.last_shift(|shift| (shift.folded.start as usize) < byte);
        before.is_some_and(|shift| byte < shift.folded.end as usize)
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

/// Tells, of places in order, where they stand once joints are folded: as much later as all joints before them are longer.
struct Later<'a> {
    joints: Peekable<std::slice::Iter<'a, Joint>>,
    by: isize,
}

impl Later<'_> {
    fn place(&mut self, offset: usize) -> usize {
        while let Some(joint) = self.joints.next_if(|joint| joint.place.end <= offset) {
            self.by += joint.instead.len().cast_signed() - joint.place.len().cast_signed();
        }
        offset.saturating_add_signed(self.by)
    }
}

impl Shift {
    /// The same, in a text that is longer before it.
    fn later(self, by: isize) -> Self {
        let at = |offset: u32| (offset as usize).saturating_add_signed(by);
        Self { folded: Span::new(at(self.folded.start), at(self.folded.end)), ..self }
    }
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
    Space {
        place: Range<usize>,
        breaks: usize,
        /// It parts two columns.
        is_gutter: bool,
    },
    Block(LeafKind),
}

fn as_text<'a>(original: &'a str, markup: Markup, marks: &[Range<usize>]) -> Writer<'a> {
    let mut writer = Writer::new(original, BlankLine::EndsBlock);
    let start = bom(original);
    match markup {
        Markup::Plain => writer.words_but_for(start..original.len(), marks),
        Markup::Markdown => markdown::of_text(&original[start..], |piece, place| {
            writer.piece(&piece, start + place.start..start + place.end);
        }),
    }
    writer
}

/// What a quote has between a hyphen at the end of a page and the rest of its word, and its text leaves out.
fn page_heads(original: &str, markup: Markup) -> Vec<Range<usize>> {
    let is_break = |c: &char| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if original.chars().filter(is_break).nth(1).is_none() {
        return Vec::new();
    }
    let (text, shifts, leaves, broken) = as_text(original, markup, &[]).finish();
    let heads = heads_in_words(&text, &leaves);
    let (blocks, hyphens, struck) = (Vec::new(), Vec::new(), Vec::new());
    let folded = Folded { text, shifts, blocks, hyphens, struck, broken, markup, of: PhantomData::<OfText> };
    heads.into_iter().map(|head| folded.original(head).range()).collect()
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
    /// Where the right column of the line begins, in characters, if it has a gutter.
    column: Option<usize>,
    /// See [`Folded::broken`].
    broken: Vec<u32>,
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
            column: None,
            broken: Vec::new(),
        }
    }

    fn finish(mut self) -> (String, Vec<Shift>, Vec<Leaf>, Vec<u32>) {
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.range = leaf.range.until(self.out.len());
        }
        (self.out, self.shifts, self.leaves, self.broken)
    }

    fn piece(&mut self, piece: &Piece, place: Range<usize>) {
        match piece {
            Piece::Words => self.words(place),
            Piece::Instead(words) => self.instead(place, words),
            Piece::LineBreak => self.white(place, 1),
            // A quote has one block.
            Piece::Block(_) if self.blank_line == BlankLine::IsSpace && !self.leaves.is_empty() => {
                self.white(place, 1);
            }
            Piece::Block(kind) => {
                if let Some(end) = self
                    .hyphen
                    .take()
                    .filter(|end| self.at < *end && matches!(self.between, Between::Nothing))
                {
                    self.hyphen_at_page_end(end);
                }
                self.between = Between::Block(*kind);
            }
        }
    }

    /// Words that replace the source at `place`.
    fn instead(&mut self, place: Range<usize>, words: &str) {
        let folded = fold_alone(words);
        if !folded.is_empty() {
            self.put(place, &folded);
        } else if words.contains(char::is_whitespace) {
            self.white(place, 0);
        } else if words.ends_with(SOFT_HYPHEN) {
            self.hyphen = Some(place.end);
        }
    }

    /// Part of the source without markup, but for these places, in order.
    fn words_but_for(&mut self, all: Range<usize>, places: &[Range<usize>]) {
        let mut done = all.start;
        for place in places.iter().filter(|place| place.start < all.end && all.start < place.end) {
            self.words(done..place.start.max(done));
            done = place.end.max(done);
        }
        self.words(done..all.end.max(done));
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
                Change::None | Change::Gone => {}
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
        self.arrive(place.start, self.source[place.start..].chars().next());
        // `plain_until` and `first_change` stop only between characters.
        self.out.push_str(&self.source[place.clone()]);
        self.at = place.end;
    }

    fn put(&mut self, place: Range<usize>, words: &str) {
        self.arrive(place.start, words.chars().next());
        self.write(place, words);
    }

    /// A soft hyphen shows at the end of a page, as at that of a line. Whether the word goes on is told later.
    fn hyphen_at_page_end(&mut self, end: usize) {
        // A line end behind it parts the blocks.
        let end = self.source.get(..end).map_or(end, |before| before.trim_end().len());
        let start = self.source.floor_char_boundary(end.saturating_sub(SOFT_HYPHEN.len_utf8()));
        self.put(start.max(self.at)..end, "-");
    }

    fn white(&mut self, place: Range<usize>, breaks: usize) {
        // What is left of a tab that stands for several blanks, at the beginning of a line of code.
        if place.is_empty() && breaks == 0 {
            return;
        }
        if breaks > 0 && self.hyphen.take() == Some(place.start) {
            if breaks == 1 {
                self.hyphen = Some(place.end);
                return;
            }
            self.hyphen_at_page_end(place.start);
        }
        // A line end behind `<br>` is no second one.
        let is_behind_br = matches!(self.between, Between::Space { breaks: 1.., .. })
            && self.source.get(..place.start).is_some_and(ends_in_br)
            && self.source.get(place.clone()).is_some_and(|white| !white.starts_with('<'));
        let breaks = if is_behind_br { breaks.saturating_sub(1) } else { breaks };
        let is_text = self.blank_line == BlankLine::EndsBlock;
        let is_gutter = if breaks == 0 {
            let column = if is_text { gutter(self.source, place.clone()) } else { None };
            self.column = column.or(self.column);
            column.is_some()
        } else {
            // Where the left column has nothing, the right one goes on.
            let indent = self.source.get(place.clone()).and_then(|white| white.rsplit('\n').next());
            let is_below = |column: usize| column.abs_diff(indent.unwrap_or("").chars().count()) <= 1;
            self.column.take().is_some_and(|column| !is_below(column))
        };
        let (start, breaks, is_gutter) = match &self.between {
            Between::Nothing => (place.start, breaks, is_gutter),
            Between::Space { place, breaks: before, is_gutter: was } => {
                (place.start, before + breaks, is_gutter || *was)
            }
            Between::Block(_) => return,
        };
        let is_first_line = matches!(self.leaves[..], [Leaf { one_line: true, .. }]);
        if is_text && breaks == 1 && is_first_line && ends_title(self.source, &(start..place.end)) {
            self.between = Between::Block(LeafKind::Paragraph { follows: false });
            return;
        }
        self.between = if breaks >= 2 && self.blank_line == BlankLine::EndsBlock {
            let kind = match self.leaves.last().map(|leaf| leaf.kind) {
                Some(LeafKind::Paragraph { .. }) => LeafKind::Paragraph { follows: true },
                _ => LeafKind::Other,
            };
            Between::Block(kind)
        } else {
            Between::Space { place: start..place.end, breaks, is_gutter }
        };
    }

    /// Writes what stands between the words so far and those that begin at `start`, with `next`.
    fn arrive(&mut self, start: usize, next: Option<char>) {
        match std::mem::replace(&mut self.between, Between::Nothing) {
            Between::Nothing => {}
            Between::Space { place, breaks, is_gutter } => {
                if is_gutter {
                    self.write(place, "\t");
                } else if !is_unwritten(&self.out, breaks, next) {
                    if breaks == 1 && may_be_in_number(&self.out, next) {
                        self.broken.push(Span::new(self.out.len(), self.out.len()).start);
                    }
                    self.write(place, " ");
                }
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

fn ends_in_br(text: &str) -> bool {
    const LONGEST: usize = "<br />".len();
    let tag = text.get(text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..).unwrap_or("");
    tag.ends_with('>') && tag.contains('<')
}

/// Does a line end stand between the digits of one number, as far as can be told? A year ends there.
fn may_be_in_number(before: &str, after: Option<char>) -> bool {
    const MOST: usize = 3;
    let digits = before.strip_suffix(NUMBER_MARKS).unwrap_or(before);
    let count = digits.bytes().rev().take(MOST + 1).take_while(u8::is_ascii_digit).count();
    // "1." at the beginning of a block numbers an item of a list.
    let is_item =
        before.ends_with('.') && matches!(digits.as_bytes()[..digits.len() - count], [] | [.., b'\n']);
    after.is_some_and(|c| c.is_ascii_digit()) && (1..=MOST).contains(&count) && !is_item
}

/// Does an item of a list, a speaker or a paragraph's number stand before a wide gap?
fn is_marker(words: &str) -> bool {
    const LONGEST: usize = 24;
    let is_short = words.len() <= LONGEST && !words.contains(' ');
    is_short && words.ends_with(['.', ')', ':', ']', '-', '*', '+', '\u{2022}', '\u{2013}'])
}

/// Does white space within a line part two columns? It is wide, and the line before or after has the like at the same place,
/// or the next line ends before it: then the right column has nothing there.
/// Gives where the right one begins, in characters.
fn gutter(text: &str, place: Range<usize>) -> Option<usize> {
    const WIDE: usize = 3;
    /// In bytes: a longer line was not set in columns.
    const LONGEST: usize = 1000;
    let blanks = text.get(place.clone()).unwrap_or("");
    let is_tab = blanks.contains('\t');
    if !is_tab && (blanks.len() < WIDE || blanks.chars().count() < WIDE) {
        return None;
    }
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before[start..].trim();
    if place.start - start > LONGEST || line.is_empty() || is_marker(line) {
        return None;
    }
    let column = text[start..place.end].chars().count();
    let has_the_like = |line: &str| {
        let line = line.get(..line.floor_char_boundary(2 * LONGEST)).unwrap_or("");
        if is_tab {
            return line.trim().contains('\t');
        }
        let blanks_before = |column: usize| {
            let mut left = line.chars().take(column).collect::<Vec<_>>().into_iter().rev();
            let is_full = line.chars().nth(column).is_some_and(|c| !c.is_whitespace());
            is_full
                && left.by_ref().take(WIDE).filter(|c| c.is_whitespace()).count() == WIDE
                && left.any(|c| !c.is_whitespace())
        };
        (column.saturating_sub(1)..=column + 1).any(blanks_before)
    };
    let next = after.find('\n').map(|end| after[end + 1..].lines().next().unwrap_or(""));
    let last = before[..start].strip_suffix('\n').map(|before| before.rsplit('\n').next().unwrap_or(""));
    let is_wide = !line.ends_with(['.', '!', '?', ':', ';', '"']) || blanks.chars().count() >= 2 * WIDE;
    let ends_before = |line: &str| {
        let length = line.trim_end().chars().take(LONGEST).count();
        length > 0 && length + WIDE <= column
    };
    let is_gutter = next.into_iter().chain(last).any(has_the_like)
        || (!is_tab && is_wide && next.is_some_and(ends_before));
    is_gutter.then_some(column)
}

/// Folds text in NFC without a map.
fn fold_alone(text: &str) -> String {
    let mut writer = Writer::new(text, BlankLine::IsSpace);
    writer.normalised(0..text.len());
    writer.out
}

#[cfg(test)]
mod tests;
