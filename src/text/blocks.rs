//! The blocks of a folded text: paragraphs are joined across page breaks, and headings are told from the body.
//!
//! Texts are taken from files made for printing, so a blank line may be a page break in the middle of a sentence. It counts
//! as one only if the block before it does not end a sentence and is not a heading, and if nothing else suggests two blocks.

use super::folded_range::FoldedRange;
use super::tokens::tokens;
use super::unspaced::{is_unspaced, is_unwritten};
use memchr::memmem;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// A paragraph, heading, list item or the like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub range: FoldedRange,
    /// Heading or body.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BlockKind {
    /// Marked as a heading or a caption.
    Heading,
    /// A line that looks like a heading and is not marked.
    LooksLikeHeading,
    /// All else.
    #[default]
    Body,
}

/// A block as it is written, before page breaks are joined.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// One byte, a `\n`, stands between two leaves.
    pub(super) range: FoldedRange,
    pub(super) kind: LeafKind,
    pub(super) one_line: bool,
}

/// What a block is by its markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeafKind {
    Heading,
    Paragraph {
        /// Another paragraph stands directly before, with only a blank line between.
        follows: bool,
    },
    /// List items, code, HTML.
    Other,
}

/// Joins paragraphs of `text` across page breaks, replacing a `\n` by a space, and returns the blocks: one at least.
pub(super) fn blocks(text: &mut String, leaves: &[Leaf]) -> Vec<Block> {
    let joined = join_page_breaks(text, leaves);
    if joined.is_empty() {
        return vec![Block::default()];
    }
    let mut fragments = 0;
    let mut blocks = Vec::with_capacity(joined.len());
    for (index, leaf) in joined.iter().enumerate() {
        let is_body = |index: usize| joined.get(index).is_some_and(|leaf| leaf.is_body(text));
        // Between a title and the body stand the author and the day.
        let between = joined.iter().skip(1).take(MOST_BETWEEN).take_while(|leaf| leaf.is_small(text)).count();
        let heads_body = is_body(index + 1) || (index == 0 && is_body(1 + between));
        let fragment = leaf.is_fragment(text);
        let kind = match leaf.kind {
            LeafKind::Heading => BlockKind::Heading,
            // Of several fragments in a row, rows of a table or a list, at most the last is a heading.
            _ if fragment && heads_body && fragments < 2 && !leaf.is_row(text) => BlockKind::LooksLikeHeading,
            _ if index == 0 && heads_body && (leaf.is_title(text) || leaf.is_small(text)) => {
                BlockKind::LooksLikeHeading
            }
            _ => BlockKind::Body,
        };
        fragments = if fragment { fragments + 1 } else { 0 };
        blocks.push(Block { range: leaf.range, kind });
    }
    blocks
}

/// So many blocks stand between a title and the body.
const MOST_BETWEEN: usize = 4;

/// In characters: a longer line is not a heading, and a block that is not longer is not cut by a page break.
const SHORT: usize = 100;

/// The most bytes that are searched for the ends of pull quotes; beyond that, blocks stay separate.
const PULL_QUOTE_WORK: usize = 1 << 28;

/// In the place of a `\n` until joints are folded. Where a hyphen ends a page: before the page's number.
pub(super) const PAGE_ENDS: u8 = 0xC;
/// Where a page begins that goes on without a space: behind its number, and where no spaces are written.
pub(super) const PAGE_BEGINS: u8 = 0xB;

fn join_page_breaks(text: &mut String, leaves: &[Leaf]) -> Vec<Leaf> {
    let mut work = PULL_QUOTE_WORK;
    let mut joined: Vec<Leaf> = Vec::with_capacity(leaves.len());
    // The leaf with which a word goes on.
    let mut rest_at = 0;
    for (index, leaf) in leaves.iter().enumerate() {
        let after = leaves.get(index + 1);
        if let Some(before) = joined.last().filter(|_| rest_at < index) {
            let rest = rest_of_word(text, before, leaves.get(index..).unwrap_or(&[]));
            rest_at = rest.map_or(0, |rest| index + rest);
        }
        match joined.last_mut() {
            Some(before) if index <= rest_at => {
                let mark = char::from(if index == rest_at { PAGE_BEGINS } else { PAGE_ENDS });
                text.replace_range(before.range.end()..leaf.range.start(), mark.encode_utf8(&mut [0; 1]));
                before.range = before.range.until(leaf.range.end());
                before.one_line &= leaf.one_line;
            }
            Some(before) if is_page_break(text, before, leaf, after, &mut work) => {
                let is_unwritten = is_unwritten(before.words(text), 1, leaf.words(text).chars().next());
                let space = if is_unwritten { char::from(PAGE_BEGINS) } else { ' ' };
                text.replace_range(before.range.end()..leaf.range.start(), space.encode_utf8(&mut [0; 1]));
                before.range = before.range.until(leaf.range.end());
                before.one_line &= leaf.one_line;
            }
            _ => joined.push(leaf.clone()),
        }
    }
    joined
}

/// The leaves that stand between a hyphen at the end of a page and the rest of its word.
pub(super) fn heads_in_words(text: &str, leaves: &[Leaf]) -> Vec<FoldedRange> {
    let mut heads = Vec::new();
    let mut rest_at = 0;
    for (index, leaf) in leaves.iter().enumerate() {
        let behind = leaves.get(index + 1..).unwrap_or(&[]);
        if let Some(rest) = rest_of_word(text, leaf, behind).filter(|_| rest_at <= index) {
            heads.extend(behind.iter().take(rest).map(|head| head.range));
            rest_at = index + 1 + rest;
        }
    }
    heads
}

/// Of `leaves` behind `before`, the one with which a word goes on that a hyphen parts at the end of a page. Between them stand the
/// page's number, its foot or the next one's head.
fn rest_of_word(text: &str, before: &Leaf, leaves: &[Leaf]) -> Option<usize> {
    const MOST: usize = 3;
    let is_parted =
        before.words(text).strip_suffix('-').is_some_and(|word| word.ends_with(char::is_lowercase));
    if !is_parted || !before.is_paragraph() {
        return None;
    }
    let goes_on = |leaf: &Leaf| leaf.words(text).starts_with(char::is_lowercase);
    let rest = leaves.iter().take(MOST).position(|leaf| {
        // A vowel mark counts as a letter, but alone it is no word.
        let is_letter = |c: char| c.is_alphanumeric() && !is_combining_mark(c);
        let is_head = leaf.is_fragment(text) && leaf.words(text).contains(is_letter);
        goes_on(leaf) || !is_head
    })?;
    let is_rest = leaves
        .get(rest)
        .is_some_and(|leaf| goes_on(leaf) && leaf.kind == (LeafKind::Paragraph { follows: true }));
    (rest > 0 && is_rest).then_some(rest)
}

/// Whether a page break, not the end of a paragraph, separates `before` from `leaf`.
fn is_page_break(text: &str, before: &Leaf, leaf: &Leaf, after: Option<&Leaf>, work: &mut usize) -> bool {
    if leaf.kind != (LeafKind::Paragraph { follows: true }) || !before.is_paragraph() {
        return false;
    }
    let first = before.words(text);
    if ends_sentence(first) || !ends_in_words(first) {
        return false;
    }
    match opening(leaf.words(text)) {
        Opening::Lowercase => true,
        Opening::Other => false,
        // A comma or semicolon before a capital introduces a quotation or an item of a list.
        Opening::Capital => {
            let heads_body = leaf.is_fragment(text) && after.is_some_and(|after| after.is_body(text));
            !heads_body
                && is_long(first)
                && !first.ends_with([',', ';'])
                && !ends_elsewhere(text, before.range, work)
        }
    }
}

impl Leaf {
    fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.range()).unwrap_or("")
    }

    fn is_paragraph(&self) -> bool {
        matches!(self.kind, LeafKind::Paragraph { .. })
    }

    fn is_body(&self, text: &str) -> bool {
        let words = self.words(text);
        self.is_paragraph() && (is_long(words) || ends_sentence(words))
    }

    /// Short, and no sentence, in one line or several.
    fn is_small(&self, text: &str) -> bool {
        let words = self.words(text);
        self.is_paragraph() && !is_long(words) && !ends_sentence(words) && !self.is_row(text)
    }

    fn is_fragment(&self, text: &str) -> bool {
        self.is_line(text) && !ends_sentence(self.words(text))
    }

    fn is_title(&self, text: &str) -> bool {
        self.is_line(text) && self.words(text).ends_with(['?', '!'])
    }

    fn is_row(&self, text: &str) -> bool {
        self.words(text).starts_with(['-', '*', '+', '|', '•'])
    }

    fn is_line(&self, text: &str) -> bool {
        self.is_paragraph() && self.one_line && !is_long(self.words(text))
    }
}

/// How a block begins.
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
    let rest = chars.as_str();
    let is_marker = if first.is_numeric() {
        rest.trim_start_matches(char::is_numeric).starts_with(['.', ')'])
    } else {
        rest.starts_with(')') || rest.starts_with(". ")
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
            _ => return bare.ends_with(|c| is_sentence_mark(c) || c == ':'),
        };
    }
}

/// Does a sentence end with this mark? Wide marks are folded to plain ones.
pub fn is_sentence_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '؟' | '۔' | '।' | '॥' | '։' | '။' | '។' | '።' | '፧')
}

/// Does the line of a text that ends here stand over its body, with no blank line between? It is short and ends no sentence,
/// and the next word would have fitted into it.
pub(super) fn ends_title(text: &str, line_end: &Range<usize>) -> bool {
    const LONGEST: usize = 4000;
    let (Some(before), Some(after)) = (text.get(..line_end.start), text.get(line_end.end..)) else {
        return false;
    };
    let title = before.trim();
    let after = after.get(..after.floor_char_boundary(LONGEST)).unwrap_or("");
    let is_short = title.len() < 4 * SHORT && !is_long(title) && !title.contains('\n');
    let opens =
        after.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || matches!(c, '"' | '“' | '«'));
    // Where no spaces are written, a line may end anywhere.
    if !is_short
        || !opens
        || title.contains(is_unspaced)
        || ends_sentence(title)
        || title.ends_with([',', ';', '-', '。', '，', '：', '；'])
    {
        return false;
    }
    let body = after.split("\n\n").next().unwrap_or("");
    let width = |line: &str| line.trim().chars().count();
    let longest = body.lines().map(width).max().unwrap_or(0);
    let next = body.split_whitespace().next().unwrap_or("");
    width(title) + 1 + width(next) <= longest && ends_sentence(body.trim_end())
}

/// Not a line of dashes, nor a row of a table.
fn ends_in_words(block: &str) -> bool {
    !block.ends_with(['|', '=', '~', '#', '*', '_'])
        && !block.ends_with("--")
        && block.chars().rev().take(SHORT).any(char::is_alphanumeric)
}

fn is_long(block: &str) -> bool {
    /// Characters that a letter of a script without spaces counts for.
    const UNSPACED: usize = 3;
    let width = |c: char| if is_unspaced(c) { UNSPACED } else { 1 };
    block.chars().try_fold(0, |sum, c| Some(sum + width(c)).filter(|sum| *sum <= SHORT)).is_none()
}

/// Whether the last words of a block stand elsewhere too, as those of a pull quote do.
fn ends_elsewhere(text: &str, block: FoldedRange, work: &mut usize) -> bool {
    const TOKENS: usize = 4;
    let Some(left) = work.checked_sub(text.len()) else { return true };
    *work = left;
    let (Some(before), Some(words), Some(after)) =
        (text.get(..block.start()), text.get(block.range()), text.get(block.end()..))
    else {
        return false;
    };
    // The last tokens are in the last words; a token longer than this is no word.
    let near = &words[words.floor_char_boundary(words.len().saturating_sub(400))..];
    let last: Vec<_> = tokens(near).collect();
    let Some(first) = last.get(last.len().saturating_sub(TOKENS)) else { return false };
    let tail = memmem::Finder::new(&near[first.start..]);
    [before, after].iter().any(|elsewhere| tail.find(elsewhere.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::{Folded, Markup};

    const LONG: &str = "There is a good deal more to be said about this matter, and the paper that said it first was read by many and believed by";

    fn plain(text: &str) -> String {
        Folded::text(text, Markup::Plain).as_str().to_owned()
    }

    fn marked(text: &str) -> String {
        Folded::text(text, Markup::Markdown).as_str().to_owned()
    }

    fn headings(text: &str) -> Vec<String> {
        let folded = Folded::text(text, Markup::Plain);
        let headings = folded.blocks().iter().filter(|block| block.kind != BlockKind::Body);
        headings.map(|block| folded.words(block.range).to_owned()).collect()
    }

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
        // A mark without a letter is no foot of a page.
        assert!(!plain("the sea-\n\n\u{64B}\n\nside.").contains("seaside"));
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
        assert_eq!(headings(&format!("The Title\nand more\n\n{body}\n\nThe end")), ["The Title and more"]);
        assert_eq!(headings(&format!("The Title\n\nBy Anna\n12 May\n\nShare\n\n{body}"))[0], "The Title");
        assert_eq!(headings(&format!("{body}\n\na 1\nb 2\n\n{body}")), [""; 0]);
        assert_eq!(headings(&format!("{body}\n\nTea 1\n\nMilk 2\n\nSugar 3\n\n{body}")), [""; 0]);
        assert_eq!(headings(&format!("{body}\n\n- milk\n\n{body}")), [""; 0]);
        let folded = Folded::text(&format!("{body}\n\n## Why?\n\n{body}"), Markup::Markdown);
        assert_eq!(
            folded.blocks().iter().map(|block| block.kind == BlockKind::Heading).collect::<Vec<_>>(),
            [false, true, false]
        );
    }

    #[test]
    fn a_row_of_a_sheet_is_no_heading() {
        let sheet = format!(
            "<!-- row 2 -->\n\nShip: Sarn | Tons: 90\n\n<!-- Boats, row 3 -->\n\nShip: Keel | Remark: {LONG} all.\n"
        );
        let folded = Folded::text(&sheet, Markup::Markdown);
        assert!(folded.blocks().iter().all(|block| block.kind == BlockKind::Body), "{:?}", folded.blocks());
        let page = sheet.replace("<!-- row 2 -->", "<!-- p. 2 -->").replace("<!-- Boats, row 3 -->\n\n", "");
        assert_eq!(Folded::text(&page, Markup::Markdown).blocks()[0].kind, BlockKind::LooksLikeHeading);
    }

    #[test]
    fn blocks_are_found_by_offset() {
        let folded = Folded::text("One.\n\nTwo.", Markup::Plain);
        assert_eq!([0, 4, 5, 99].map(|at| folded.block_index(at)), [0, 0, 1, 1]);
        assert_eq!(Folded::text("", Markup::Markdown).block_at(0), Block::default());
    }

    #[test]
    fn hostile_blocks_take_no_time() {
        let _ = plain(&format!("{LONG} end\n\n").repeat(2500));
        for piece in ["a\n\n", "A a a a\n\n", "1 [1]\n\n", ")]*\n\n", "[1][1]", "a [1]\n\n"] {
            let _ = plain(&piece.repeat(10_000));
        }
    }
}
