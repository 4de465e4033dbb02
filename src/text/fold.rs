//! Folding: what is the same words in another typography becomes the same text.
//!
//! In this order: Unicode NFC (UAX #15); typographic quotation marks, apostrophes, dashes, ellipses
//! and Latin ligatures become their plain forms; soft hyphens go; every run of white space becomes
//! one space; a leading byte order mark goes. Letters, digits, case, punctuation, square brackets and
//! zero-width characters stay. In Markdown (`CommonMark`, no extensions) emphasis marks, link targets,
//! backslash escapes, heading and blockquote marks go as well; so do thematic breaks, list markers,
//! link reference definitions and the markers of code. Code, HTML and the descriptions of images
//! stay as text.
//!
//! Folded text keeps the way back: which bytes of the original each of its bytes stands for.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::span::Span;
use super::tokens::tokens;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    Plain,
    Markdown,
}

/// Folded text, the map back to its original, and its blocks.
///
/// Between two blocks stands one `\n`, and nowhere else. A page break inside a sentence ends no
/// block: it folds to a space.
#[derive(Clone, Debug)]
pub struct Folded {
    text: String,
    shifts: Vec<Shift>,
    /// Never empty.
    blocks: Vec<Block>,
    markup: Markup,
}

/// A paragraph, heading, list item or the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// In the folded text.
    pub span: Span,
    pub kind: BlockKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Marked as a heading, or an unmarked line that looks like one.
    Heading,
    Body,
}

impl Folded {
    /// Folds a source text.
    #[must_use]
    pub fn text(original: &str, markup: Markup) -> Folded {
        let mut writer = Writer::new(original, BlankLine::EndsBlock);
        let start = if original.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        match markup {
            Markup::Plain => writer.words(start..original.len()),
            Markup::Markdown => writer.markdown(&original[start..], 0, start),
        }
        let (mut text, shifts, leaves) = writer.finish();
        let blocks = blocks(&mut text, &leaves);
        Folded { text, shifts, blocks, markup }
    }

    /// Folds a quote: one line, whose blank lines are white space and whose Markdown is only what
    /// can stand inside a line. A quote that begins with "1." or "#" keeps it.
    #[must_use]
    pub fn quote(original: &str, markup: Markup) -> Folded {
        let mut writer = Writer::new(original, BlankLine::IsSpace);
        let start = if original.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        match markup {
            Markup::Plain => writer.words(start..original.len()),
            Markup::Markdown => {
                // Block syntax needs the start of a line: there is only one, and it is taken.
                let one_line = format!("x {}", original[start..].trim_start().replace(['\n', '\r'], " "));
                let base = original.len() + 2 - one_line.len();
                writer.at = 0;
                writer.markdown(&one_line, 2, base);
            }
        }
        let (text, shifts, _) = writer.finish();
        let blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Body }];
        Folded { text, shifts, blocks, markup }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn markup(&self) -> Markup {
        self.markup
    }

    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The index in [`Folded::blocks`] of the block that holds a byte of the folded text. The `\n`
    /// after a block counts as its last byte.
    #[must_use]
    pub fn block_index(&self, folded: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start as usize <= folded).saturating_sub(1)
    }

    /// The block that holds a byte of the folded text.
    #[must_use]
    pub fn block_at(&self, folded: usize) -> &Block {
        &self.blocks[self.block_index(folded)]
    }

    /// The smallest range of the original that folds to a range of the folded text. What folds as a
    /// whole, as "ﬁ" does, is taken whole. An empty range gives an empty span.
    #[must_use]
    pub fn original(&self, folded: Range<usize>) -> Span {
        let before = self.shifts.partition_point(|shift| shift.folded.start as usize <= folded.start);
        let start = match before.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            None => folded.start,
            Some(shift) if folded.start < shift.folded.end as usize => shift.original.start as usize,
            Some(shift) => shift.original.end as usize + folded.start - shift.folded.end as usize,
        };
        if folded.is_empty() {
            return Span::new(start, start);
        }
        let before = self.shifts.partition_point(|shift| (shift.folded.start as usize) < folded.end);
        let end = match before.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            None => folded.end,
            Some(shift) if folded.end <= shift.folded.end as usize => shift.original.end as usize,
            Some(shift) => shift.original.end as usize + folded.end - shift.folded.end as usize,
        };
        Span::new(start, end)
    }

    /// The range of the folded text that a range of the original folds to. What folds as a whole is
    /// taken whole.
    #[must_use]
    pub fn folded(&self, original: Span) -> Range<usize> {
        let before = self.shifts.partition_point(|shift| shift.original.start <= original.start);
        let start = match before.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            None => original.start,
            Some(shift) if original.start < shift.original.end => shift.folded.start,
            Some(shift) => shift.folded.end + (original.start - shift.original.end),
        };
        let before = self.shifts.partition_point(|shift| shift.original.start < original.end);
        let end = match before.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            None => original.end,
            Some(shift) if original.end <= shift.original.end => shift.folded.end,
            Some(shift) => shift.folded.end + (original.end - shift.original.end),
        };
        let length = self.text.len();
        (start as usize).min(length)..(end.max(start) as usize).min(length)
    }
}

/// A stretch of folded text that is no byte-for-byte copy. Between two of them, lengths agree.
#[derive(Clone, Copy, Debug)]
struct Shift {
    folded: Span,
    original: Span,
}

/// A block before page breaks are mended.
#[derive(Clone, Copy, Debug)]
struct Leaf {
    start: usize,
    end: usize,
    kind: LeafKind,
    one_line: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LeafKind {
    Heading,
    /// `follows`: another paragraph stands directly before, with only a blank line between.
    Paragraph {
        follows: bool,
    },
    /// List items, code, HTML.
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BlankLine {
    EndsBlock,
    IsSpace,
}

/// What will stand between the text written so far and the text to come.
enum Between {
    Nothing,
    Space { span: Range<usize>, breaks: usize },
    Block(LeafKind),
}

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
            leaf.end = self.out.len();
        }
        (self.out, self.shifts, self.leaves)
    }

    /// `parsed` from `lead` on is the source from `base` on, white space aside.
    fn markdown(&mut self, parsed: &str, lead: usize, base: usize) {
        let mut after_paragraph = false;
        for (event, range) in Parser::new_ext(parsed, Options::empty()).into_offset_iter() {
            let start = range.start.max(lead);
            let place = start - lead + base..range.end.max(start) - lead + base;
            match event {
                Event::Start(Tag::Paragraph) => {
                    self.block(LeafKind::Paragraph { follows: after_paragraph });
                    after_paragraph = false;
                }
                Event::End(TagEnd::Paragraph) => {
                    self.block(LeafKind::Other);
                    after_paragraph = true;
                }
                Event::Start(Tag::Heading { .. }) => {
                    self.block(LeafKind::Heading);
                    after_paragraph = false;
                }
                Event::Start(tag) if is_inline(&tag) => {}
                Event::End(tag) if is_inline_end(tag) => {}
                Event::Start(_) | Event::End(_) | Event::Rule => {
                    self.block(LeafKind::Other);
                    after_paragraph = false;
                }
                Event::SoftBreak | Event::HardBreak => self.white(place, 1),
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    if parsed.get(range) == Some(&*text) {
                        self.words(place);
                    } else {
                        self.replacement(place, &text);
                    }
                }
                Event::Code(text) => self.code(place, &text),
                _ => self.words(place),
            }
        }
    }

    fn code(&mut self, place: Range<usize>, text: &str) {
        let marked = self.source.get(place.clone()).unwrap_or("");
        let inner = marked.trim_matches('`');
        // CommonMark takes one space from each side: "`` `a` ``".
        let padding = inner.len().saturating_sub(text.len()) / 2;
        let start = place.start + (marked.len() - marked.trim_start_matches('`').len()) + padding;
        let copied = start..start + text.len();
        let same = |c: char| if matches!(c, '\n' | '\r') { ' ' } else { c };
        match self.source.get(copied.clone()) {
            Some(raw) if raw.chars().map(same).eq(text.chars().map(same)) => self.words(copied),
            _ => self.replacement(place, text),
        }
    }

    /// Text that stands for the source at `place` without being a copy of it, as "&" for `&amp;`.
    fn replacement(&mut self, place: Range<usize>, text: &str) {
        let folded = fold_alone(text);
        if !folded.is_empty() {
            self.put(place, &folded);
        } else if text.chars().any(char::is_whitespace) {
            self.white(place, 0);
        }
    }

    /// Folds a stretch of the source that is text throughout.
    fn words(&mut self, place: Range<usize>) {
        let Some(text) = self.source.get(place.clone()) else { return };
        let mut done = place.start;
        for (segment, normal) in unnormalised(text) {
            let segment = place.start + segment.start..place.start + segment.end;
            self.normalised(done..segment.start);
            let folded = fold_alone(&normal);
            if !folded.is_empty() {
                self.put(segment.clone(), &folded);
            }
            done = segment.end;
        }
        self.normalised(done..place.end);
    }

    fn normalised(&mut self, place: Range<usize>) {
        let mut copied = place.start;
        let mut at = place.start;
        while at < place.end {
            at = plain_until(self.source.as_bytes(), copied, at, place.end);
            let Some(rest) = self.source.get(at..place.end).filter(|rest| !rest.is_empty()) else { break };
            let (odd, length) = odd(rest);
            let next = at + length;
            match odd {
                Odd::No => {
                    at = next;
                    continue;
                }
                Odd::White { breaks } => {
                    self.copy(copied..at);
                    self.white(at..next, breaks);
                }
                Odd::SoftHyphen => {
                    self.copy(copied..at);
                    self.hyphen = Some(next);
                }
                Odd::Plainly(plain) => {
                    self.copy(copied..at);
                    self.put(at..next, plain);
                }
            }
            at = next;
            copied = next;
        }
        self.copy(copied..place.end);
    }

    fn copy(&mut self, place: Range<usize>) {
        if place.is_empty() {
            return;
        }
        self.arrive(place.start);
        self.out.push_str(&self.source[place.clone()]);
        self.at = place.end;
    }

    fn put(&mut self, place: Range<usize>, text: &str) {
        self.arrive(place.start);
        self.write(place, text);
    }

    fn white(&mut self, place: Range<usize>, breaks: usize) {
        if breaks == 1 && self.hyphen.take() == Some(place.start) {
            return;
        }
        let (start, breaks) = match &self.between {
            Between::Nothing => (place.start, breaks),
            Between::Space { span, breaks: before } => (span.start, before + breaks),
            Between::Block(_) => return,
        };
        self.between = if breaks >= 2 && self.blank_line == BlankLine::EndsBlock {
            let kind = match self.leaves.last().map(|leaf| leaf.kind) {
                Some(LeafKind::Paragraph { .. }) => LeafKind::Paragraph { follows: true },
                _ => LeafKind::Other,
            };
            Between::Block(kind)
        } else {
            Between::Space { span: start..place.end, breaks }
        };
    }

    fn block(&mut self, kind: LeafKind) {
        self.between = Between::Block(kind);
    }

    /// Writes what stands between the text so far and the text that begins at `start`.
    fn arrive(&mut self, start: usize) {
        match std::mem::replace(&mut self.between, Between::Nothing) {
            Between::Nothing => {}
            Between::Space { span, breaks } => {
                self.write(span, " ");
                if let Some(leaf) = self.leaves.last_mut() {
                    leaf.one_line &= breaks == 0;
                }
            }
            Between::Block(kind) => {
                if let Some(leaf) = self.leaves.last_mut() {
                    leaf.end = self.out.len();
                    self.write(self.at..start, "\n");
                }
                self.leaves.push(Leaf { start: self.out.len(), end: self.out.len(), kind, one_line: true });
            }
        }
        self.drop_until(start);
    }

    fn write(&mut self, place: Range<usize>, text: &str) {
        self.drop_until(place.start);
        if place.len() != 1 || text.len() != 1 {
            self.shift(place.clone(), text.len());
        }
        self.out.push_str(text);
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

fn is_inline(tag: &Tag) -> bool {
    is_inline_end(tag.to_end())
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image)
}

/// Folds normalised text for which no map is kept.
fn fold_alone(text: &str) -> String {
    let mut writer = Writer::new(text, BlankLine::IsSpace);
    writer.normalised(0..text.len());
    writer.out
}

enum Odd {
    No,
    /// A run of white space and the line breaks in it.
    White {
        breaks: usize,
    },
    SoftHyphen,
    Plainly(&'static str),
}

/// What is to be done with the start of `rest`, and how many bytes that concerns.
fn odd(rest: &str) -> (Odd, usize) {
    let Some(first) = rest.chars().next() else { return (Odd::No, 0) };
    let plain = match first {
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '\u{ad}' => return (Odd::SoftHyphen, first.len_utf8()),
        _ if first.is_whitespace() => return white_run(rest),
        _ => return (Odd::No, first.len_utf8()),
    };
    (Odd::Plainly(plain), first.len_utf8())
}

fn white_run(rest: &str) -> (Odd, usize) {
    let mut breaks = 0;
    let mut after_return = false;
    for (at, c) in rest.char_indices() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' => breaks += 1,
            '\u{2029}' => breaks += 2,
            _ if c.is_whitespace() => {}
            _ => return (Odd::White { breaks }, at),
        }
        after_return = c == '\r';
    }
    (Odd::White { breaks }, rest.len())
}

/// Skips what is copied as it stands: the first byte at or after `at` that may not be. A single space
/// between two other characters is copied, so `copied`, where the copy begins, tells whether one
/// comes before.
fn plain_until(bytes: &[u8], copied: usize, mut at: usize, end: usize) -> usize {
    let bytes = &bytes[..end.min(bytes.len())];
    while let Some(&byte) = bytes.get(at) {
        while (at > copied || byte != b' ') && bytes.get(at..).is_some_and(is_plain_stretch) {
            at += STRETCH;
        }
        let Some(&byte) = bytes.get(at) else { break };
        match BYTES[byte as usize] {
            Byte::Plain => at += 1,
            Byte::Space
                if at > copied
                    && bytes.get(at + 1).is_some_and(|next| BYTES[*next as usize] == Byte::Plain) =>
            {
                at += 2;
            }
            Byte::Space | Byte::Odd => break,
        }
    }
    at
}

const STRETCH: usize = size_of::<u64>();

/// Whether the first [`STRETCH`] bytes, and the one after, are printable ASCII without two spaces in
/// a row, and more follow.
fn is_plain_stretch(bytes: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let Some((first, rest)) = bytes.split_first_chunk::<STRETCH>() else { return false };
    let Some(next) = rest.first() else { return false };
    let here = u64::from_le_bytes(*first);
    let ahead = (here >> 8) | (u64::from(*next) << 56);
    // A byte below 0x20 borrows into its high bit; one above 0x7F has it set. The carries this
    // leaves can only make a plain stretch look odd, never the reverse.
    let odd = |word: u64| (word | word.wrapping_sub(ONES * 0x20)) & HIGH;
    let spaces = |word: u64| {
        let other = word ^ (ONES * 0x20);
        other.wrapping_sub(ONES) & !other & HIGH
    };
    odd(here) | odd(ahead) | (spaces(here) & spaces(ahead)) == 0
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Plain,
    Space,
    /// White space, or the lead byte of UTF-8 sequences among which some fold.
    Odd,
}

static BYTES: [Byte; 256] = byte_table();

const fn byte_table() -> [Byte; 256] {
    let mut table = [Byte::Plain; 256];
    table[b' ' as usize] = Byte::Space;
    let mut byte = b'\t';
    while byte <= b'\r' {
        table[byte as usize] = Byte::Odd;
        byte += 1;
    }
    // U+0080..00BF, U+1xxx (ogham space), U+2xxx, U+3xxx (ideographic space), U+Fxxx (ligatures).
    let leads = [0xC2, 0xE1, 0xE2, 0xE3, 0xEF];
    let mut index = 0;
    while index < leads.len() {
        table[leads[index]] = Byte::Odd;
        index += 1;
    }
    table
}

/// The stretches of `text` that are not in NFC, each from a character that never joins what comes
/// before it to the next such character, and their NFC.
fn unnormalised(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(unsettled) = next_unsettled(text, from) {
        let first = text[from..unsettled].chars().next_back().filter(|c| !c.is_whitespace());
        let start = unsettled - first.map_or(0, char::len_utf8);
        let length = text[unsettled..].char_indices().find(|(_, c)| is_settled(*c)).map(|(at, _)| at);
        let end = length.map_or(text.len(), |length| unsettled + length);
        let segment = &text[start..end];
        if !segment.nfc().eq(segment.chars()) {
            found.push((start..end, segment.nfc().collect()));
        }
        from = end;
    }
    found
}

fn next_unsettled(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += STRETCH * rest.chunks_exact(STRETCH).take_while(|stretch| stretch.is_ascii()).count();
        at += bytes.get(at..)?.iter().position(|byte| *byte >= 0xCC)?;
        // Everything below U+0300 is settled; so are Cyrillic letters, CJK ideographs and U+2000..203F.
        let length = match (bytes[at], bytes.get(at + 1)) {
            (0xD0, _) | (0xD1, Some(0x80..=0xBF)) => 2,
            (0xE2, Some(0x80)) | (0xE4..=0xE9, _) => 3,
            _ => {
                let c = text[at..].chars().next()?;
                if !is_settled(c) {
                    return Some(at);
                }
                c.len_utf8()
            }
        };
        at += length;
    }
}

/// Whether NFC leaves a character alone and joins nothing before it to it. White space counts: its
/// kinds all fold to one.
fn is_settled(c: char) -> bool {
    c < '\u{300}'
        || c.is_whitespace()
        || (canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes)
}

/// The longest line that is taken for a heading, and the longest block that is never taken for a
/// paragraph a page break has cut; in characters.
const SHORT: usize = 100;

/// Bytes searched for the ends of pull quotes, at most; beyond, blocks stay apart.
const PULL_QUOTE_WORK: usize = 1 << 28;

/// Mends page breaks in `text`, and says what the blocks are.
fn blocks(text: &mut String, leaves: &[Leaf]) -> Vec<Block> {
    let mut work = PULL_QUOTE_WORK;
    let mut mended: Vec<Leaf> = Vec::with_capacity(leaves.len());
    for (index, leaf) in leaves.iter().enumerate() {
        let after = leaves.get(index + 1);
        match mended.last_mut() {
            Some(before) if is_page_break(text, before, leaf, after, &mut work) => {
                text.replace_range(before.end..leaf.start, " ");
                before.end = leaf.end;
                before.one_line &= leaf.one_line;
            }
            _ => mended.push(*leaf),
        }
    }
    if mended.is_empty() {
        return vec![Block { span: Span::default(), kind: BlockKind::Body }];
    }
    let mut fragments = 0;
    let mut blocks = Vec::with_capacity(mended.len());
    for (index, leaf) in mended.iter().enumerate() {
        let heads_body = mended.get(index + 1).is_some_and(|next| is_body(text, next));
        let fragment = is_fragment(text, leaf);
        let kind = match leaf.kind {
            LeafKind::Heading => BlockKind::Heading,
            // Of several fragments in a row, rows of a table or a list, at most the last is a heading.
            _ if fragment && heads_body && fragments < 2 && !is_row(text, leaf) => BlockKind::Heading,
            _ if index == 0 && heads_body && is_title(text, leaf) => BlockKind::Heading,
            _ => BlockKind::Body,
        };
        fragments = if fragment { fragments + 1 } else { 0 };
        blocks.push(Block { span: Span::new(leaf.start, leaf.end), kind });
    }
    blocks
}

/// Whether a page break, not a paragraph's end, parts `before` from `leaf`.
fn is_page_break(text: &str, before: &Leaf, leaf: &Leaf, after: Option<&Leaf>, work: &mut usize) -> bool {
    if leaf.kind != (LeafKind::Paragraph { follows: true })
        || !matches!(before.kind, LeafKind::Paragraph { .. })
    {
        return false;
    }
    let (first, next) = (&text[before.start..before.end], &text[leaf.start..leaf.end]);
    if ends_sentence(first) || !ends_in_words(first) {
        return false;
    }
    match opening(next) {
        Opening::Lowercase => true,
        Opening::Other => false,
        // A comma or semicolon before a capital introduces a quotation or an item of a list.
        Opening::Capital => {
            let heads_body = is_fragment(text, leaf) && after.is_some_and(|after| is_body(text, after));
            !heads_body
                && is_long(first)
                && !first.ends_with([',', ';'])
                && !ends_elsewhere(text, before.start..before.end, work)
        }
    }
}

enum Opening {
    Lowercase,
    Capital,
    /// A list marker, a glyph, or nothing that continues a sentence.
    Other,
}

fn opening(block: &str) -> Opening {
    let words = block.trim_start_matches(['"', '\'', '(', '[', '{']);
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return Opening::Other };
    let is_marker = match first {
        _ if first.is_numeric() => {
            chars.as_str().trim_start_matches(char::is_numeric).starts_with(['.', ')'])
        }
        _ => chars.as_str().starts_with([')']) || chars.as_str().starts_with(". "),
    };
    match first {
        _ if is_marker => Opening::Other,
        _ if first.is_lowercase() => Opening::Lowercase,
        _ if first.is_alphanumeric() => Opening::Capital,
        _ => Opening::Other,
    }
}

fn ends_sentence(block: &str) -> bool {
    let mut end = block;
    loop {
        let bare = end.trim_end_matches(['"', '\'', ')', ']', '}', '*', '_', ' ']);
        // A footnote mark: "the end.[12]"
        let unnumbered = bare.trim_end_matches(|c: char| c.is_numeric());
        end = match unnumbered.strip_suffix('[') {
            Some(before_mark) if bare.len() < end.len() && unnumbered.len() < bare.len() => before_mark,
            _ => return bare.ends_with(['.', '!', '?', ':', '。', '！', '？', '：', '؟', '।', '։']),
        };
    }
}

/// Not a line of dashes, and no row of a table.
fn ends_in_words(block: &str) -> bool {
    !block.ends_with(['|', '=', '~', '#', '*', '_'])
        && !block.ends_with("--")
        && block.chars().rev().take(SHORT).any(char::is_alphanumeric)
}

fn is_long(text: &str) -> bool {
    text.chars().nth(SHORT).is_some()
}

fn is_body(text: &str, leaf: &Leaf) -> bool {
    let words = &text[leaf.start..leaf.end];
    matches!(leaf.kind, LeafKind::Paragraph { .. }) && (is_long(words) || ends_sentence(words))
}

fn is_fragment(text: &str, leaf: &Leaf) -> bool {
    is_line(text, leaf) && !ends_sentence(&text[leaf.start..leaf.end])
}

fn is_row(text: &str, leaf: &Leaf) -> bool {
    text[leaf.start..leaf.end].starts_with(['-', '*', '+', '|', '•'])
}

fn is_title(text: &str, leaf: &Leaf) -> bool {
    is_line(text, leaf) && text[leaf.start..leaf.end].ends_with(['?', '!'])
}

fn is_line(text: &str, leaf: &Leaf) -> bool {
    matches!(leaf.kind, LeafKind::Paragraph { .. }) && leaf.one_line && !is_long(&text[leaf.start..leaf.end])
}

/// Whether the last words of a block stand elsewhere too: a pull quote repeats the body.
fn ends_elsewhere(text: &str, block: Range<usize>, work: &mut usize) -> bool {
    const TOKENS: usize = 4;
    let Some(left) = work.checked_sub(text.len()) else { return true };
    *work = left;
    // The last tokens are in the last words; a token longer than this is no word.
    let words = &text[block.clone()];
    let near = words.floor_char_boundary(words.len().saturating_sub(400));
    let last: Vec<_> = tokens(&words[near..]).collect();
    let Some(first) = last.get(last.len().saturating_sub(TOKENS)) else { return false };
    let tail = memmem::Finder::new(&words[near + first.start..]);
    tail.find(&text.as_bytes()[..block.start]).is_some() || tail.find(&text.as_bytes()[block.end..]).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> String {
        Folded::text(text, Markup::Plain).text
    }

    fn marked(text: &str) -> String {
        Folded::text(text, Markup::Markdown).text
    }

    fn quote(text: &str) -> String {
        Folded::quote(text, Markup::Markdown).text
    }

    fn headings(text: &str) -> Vec<String> {
        let folded = Folded::text(text, Markup::Plain);
        let headings = folded.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
        headings.map(|block| folded.text[block.span.range()].to_owned()).collect()
    }

    #[test]
    fn typography() {
        assert_eq!(plain("“It’s” – «so»… ‹a› „b‟ −5 ‐"), "\"It's\" - \"so\"... 'a' \"b\" -5 -");
        assert_eq!(plain("eﬃcient ﬂow"), "efficient flow");
        assert_eq!(plain("\u{feff}a\u{a0}b\u{2009} \t c\r\nd"), "a b c d");
        assert_eq!(plain("co\u{ad}op co\u{ad}\n  op co\u{ad}\r\nop"), "coop coop coop");
        assert_eq!(plain("  a  "), "a");
        assert_eq!(plain("a[b]\u{200b}C 1²"), "a[b]\u{200b}C 1²");
        assert_eq!(plain(" \n\n \u{feff}"), "\u{feff}");
        assert_eq!(plain(""), "");
    }

    #[test]
    fn normal_form() {
        assert_eq!(plain("cafe\u{301} naïve"), "café naïve");
        assert_eq!(plain("Й И\u{306} 한 \u{1112}\u{1161}\u{11ab}"), "Й Й 한 한");
        assert_eq!(plain("q\u{307}\u{323} \u{301}"), "q\u{323}\u{307} \u{301}");
        assert_eq!(plain("a\u{2000}b\u{2126}"), "a bΩ");
        let folded = Folded::text("a cafe\u{301} b", Markup::Plain);
        assert_eq!(folded.original(2..7), Span::new(2, 8));
        assert_eq!(folded.original(8..9), Span::new(9, 10));
    }

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(
            marked("of the [*firms under*] *Best* **paper**, [deals](http://x.y/ \"t\")"),
            "of the [firms under] Best paper, deals"
        );
        assert_eq!(
            marked("\\$95m [...] a\\*b &amp; c&nbsp;d 5 * 3 snake_case"),
            "$95m [...] a*b & c d 5 * 3 snake_case"
        );
        assert_eq!(
            marked("# Title\ntext\n\n> said\n> so\n\n- one\n- two\n\n***\n\nend"),
            "Title\ntext\nsaid so\none\ntwo\nend"
        );
        assert_eq!(
            marked("a `b  c` `` ` `` <b>d</b>\n\n    code x\n\n<div>\nhtml *x*\n</div>"),
            "a b c ` <b>d</b>\ncode x\n<div> html *x* </div>"
        );
        assert_eq!(marked("> a `b\n> c` d\\\ne"), "a b c d e");
        assert_eq!(marked("line\r\nbreak\r\n\r\nNew\r\n"), "line break\nNew");
        let folded = Folded::text("see [the *deal*](http://x) now", Markup::Markdown);
        assert_eq!(folded.original(4..12), Span::new(5, 14));
        assert_eq!(folded.original(4..16), Span::new(5, 30));
    }

    #[test]
    fn quotes_have_no_block_syntax() {
        for same in ["1. first", "# one", "- a", "> b", "+ c", "    d", "=== x", "[a]: b", "***"] {
            assert_eq!(quote(same), same.trim());
        }
        assert_eq!(quote("\n\n*a*\r\n\r\n  _b_ [c](#)"), "a b c");
        let folded = Folded::quote("\u{feff} *a* \\$5", Markup::Markdown);
        assert_eq!(folded.as_str(), "a $5");
        assert_eq!(folded.original(0..4), Span::new(5, 11));
    }

    const LONG: &str = "There is a good deal more to be said about this matter, and the paper that said it first was read by many and believed by";

    #[test]
    fn page_breaks_inside_sentences_are_crossed() {
        assert_eq!(plain("it was run by his\n\ncommittee alone."), "it was run by his committee alone.");
        assert_eq!(
            plain("A New Place: Risky\n\nyet Good\n\nIt is so."),
            "A New Place: Risky yet Good\nIt is so."
        );
        assert!(plain(&format!("{LONG} an\n\nAn-26 crew.")).contains("an An-26"));
        assert!(plain(&format!("{LONG} South\n\n\u{c}\n\nOssetia, and so on.")).contains("South Ossetia"));
        assert!(plain(&format!("{LONG}, \"all.\" –\n\n“No, no!” he said.")).contains("- \"No"));
        assert!(marked(&format!("{LONG} the\n\n*South* Ossetian.")).contains("the South"));
        assert_eq!(marked(&format!("{LONG} the\n\n*South* Ossetian.")).matches('\n').count(), 0);
    }

    #[test]
    fn paragraphs_are_not_crossed() {
        let breaks = |text: &str| plain(text).matches('\n').count();
        assert_eq!(breaks("It ended.\n\nthen it began."), 1);
        assert_eq!(breaks("It ended (“so.”)\n\nthen it began."), 1);
        assert_eq!(breaks("It ended.[12]\n\nthen it began."), 1);
        assert_eq!(breaks("He said:\n\nit began."), 1);
        assert_eq!(breaks("Economy\n\nThe state visited a factory."), 1);
        assert_eq!(breaks("The man in Minsk in 2010. Image: ABC.xy\n\nIn 2012 it was so."), 1);
        assert_eq!(breaks(&format!("{LONG} these men\n\n- one\n\n- two")), 2);
        assert_eq!(breaks(&format!("{LONG} him, and so he said,\n\nWe have signed.")), 1);
        assert_eq!(breaks(&format!("{LONG} people in the town\n\nThe Town\n\nIt is a nice place.")), 2);
        assert_eq!(breaks("=====\n\nsmall letters."), 1);
        // A pull quote ends as the body goes on.
        assert_eq!(
            breaks(&format!(
                "{LONG} the men\n\nSecondly, it was read by many and believed by the men’s wives."
            )),
            1
        );
        assert_eq!(marked("# it is so\n\nand so."), "it is so\nand so.");
        assert_eq!(marked("- it is so\n\n- and so."), "it is so\nand so.");
    }

    #[test]
    fn headings_are_told() {
        let body = format!("{LONG} all.");
        assert_eq!(
            headings(&format!("Who did it?\n\n{body}\n\nThe Economy\n\n{body}\n\nWhy?\n\n{body}")),
            ["Who did it?", "The Economy"]
        );
        assert_eq!(headings(&format!("The Title\nand more\n\n{body}\n\nThe end")), [""; 0]);
        assert_eq!(headings(&format!("{body}\n\na 1\nb 2\n\n{body}")), [""; 0]);
        assert_eq!(headings(&format!("{body}\n\nTea 1\n\nMilk 2\n\nSugar 3\n\n{body}")), [""; 0]);
        assert_eq!(headings(&format!("{body}\n\n- milk\n\n{body}")), [""; 0]);
        let folded = Folded::text(&format!("{body}\n\n## Why?\n\n{body}"), Markup::Markdown);
        assert_eq!(
            folded.blocks.iter().map(|block| block.kind == BlockKind::Heading).collect::<Vec<_>>(),
            [false, true, false]
        );
    }

    #[test]
    fn blocks_are_found_by_offset() {
        let folded = Folded::text("One.\n\nTwo.", Markup::Plain);
        assert_eq!(
            (folded.block_index(0), folded.block_index(4), folded.block_index(5), folded.block_index(99)),
            (0, 0, 1, 1)
        );
        assert_eq!(Folded::text("", Markup::Markdown).block_at(0).span, Span::default());
    }

    #[test]
    fn hostile_texts_take_no_time() {
        let many = 20_000;
        for piece in [
            "[",
            "*a ",
            "`",
            "> ",
            "a\n\n",
            "\u{301}",
            "- ",
            "<!--",
            "_*",
            "![",
            "a\u{ad}\n",
            "&amp;",
            "\r",
            "[1]",
            "A a a a\n\n",
            "((",
            "\\",
        ] {
            let text = piece.repeat(many);
            let _ = Folded::text(&text, Markup::Plain);
            let _ = Folded::text(&text, Markup::Markdown);
            let _ = Folded::quote(&text, Markup::Markdown);
        }
        let _ = Folded::text(&format!("{LONG} end\n\n").repeat(many / 4), Markup::Plain);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a", "Bc", "1", " ", "  ", "\n", "\r\n", "\n\n", ".", ", ", "“", "’", "–", "…", "ﬁ", "\u{ad}",
            "\u{a0}", "é", "e\u{301}", "\u{301}", "я", "中", "\u{feff}", "*", "**", "_", "[", "](#)", "]",
            "\\", "`", "&amp;", "&nbsp;", "# ", "> ", "- ", "1. ", "<b>", "\u{2028}", "word", "\t", "===",
            "~", "!", "\u{0}",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_map_is_exact(original in any_text(), markdown: bool) {
            let markup = if markdown { Markup::Markdown } else { Markup::Plain };
            for folded in [Folded::text(&original, markup), Folded::quote(&original, markup)] {
                let text = folded.as_str();
                prop_assert_eq!(text.trim(), text);
                let (mut inner, mut last) = (0, 0);
                for (at, c) in text.char_indices() {
                    let span = folded.original(at..at + c.len_utf8());
                    prop_assert!(original.get(span.range()).is_some_and(|raw| !raw.is_empty()), "{:?} {:?}", text, span);
                    prop_assert!(span.start >= inner && span.end >= last, "{:?}", text);
                    let back = folded.folded(span);
                    prop_assert!(back.start <= at && back.end >= at + c.len_utf8() && text.get(back).is_some(), "{:?}", text);
                    (inner, last) = (span.start, span.end);
                }
                let blocks: Vec<_> = folded.blocks().iter().map(|block| &text[block.span.range()]).collect();
                prop_assert_eq!(blocks.join("\n"), text);
                prop_assert!(blocks.iter().all(|block| !block.contains('\n') && !block.contains("  ")));
            }
        }

        #[test]
        fn what_is_cut_out_folds_alike(original in any_text()) {
            let folded = Folded::text(&original, Markup::Plain);
            let tokens: Vec<_> = tokens(folded.as_str()).collect();
            for (at, first) in tokens.iter().enumerate() {
                for last in tokens.iter().skip(at).take(6) {
                    let slice = &folded.as_str()[first.start..last.end];
                    let span = folded.original(first.start..last.end);
                    let cut = Folded::quote(&original[span.range()], Markup::Plain);
                    // Half of what folds as a whole, as one dot of an ellipsis, brings the rest along.
                    if cut.as_str().contains("...") || cut.as_str().starts_with('\u{feff}') || slice.starts_with('\u{feff}') {
                        continue;
                    }
                    prop_assert_eq!(cut.as_str(), slice.replace('\n', " "));
                }
            }
        }

        #[test]
        fn folding_twice_changes_nothing(original in any_text()) {
            let once = Folded::quote(&original, Markup::Plain);
            // An accent can join a letter that folding has only now set before it.
            if !original.contains(['\u{ad}', 'ﬁ']) && !once.as_str().starts_with('\u{feff}') {
                let again = Folded::quote(once.as_str(), Markup::Plain);
                prop_assert_eq!(again.as_str(), once.as_str());
            }
        }

        #[test]
        fn speed_changes_nothing(text in "[ab é’\n\t\u{1f}]{0,40}") {
            let mut slow = String::new();
            for c in text.chars() {
                match c {
                    _ if c.is_whitespace() => if !slow.is_empty() && !slow.ends_with(' ') { slow.push(' ') },
                    '’' => slow.push('\''),
                    _ => slow.push(c),
                }
            }
            let fast = Folded::quote(&text, Markup::Plain);
            prop_assert_eq!(fast.as_str(), slow.trim_end());
        }
    }
}
