//! Markdown (`CommonMark` 0.31, no extensions), split into words and the ends of blocks.
//!
//! Emphasis marks, link targets, backslash escapes, heading and blockquote marks, thematic breaks, list markers, link
//! reference definitions, code markers, HTML tags and comments are dropped. Code, HTML blocks and image descriptions stay as
//! text.

use super::blocks::LeafKind;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What a piece of Markdown stands for.
pub(super) enum Piece<'a> {
    /// Words that are written as they are read.
    Words,
    /// Words that are written otherwise, as "&" is `&amp;`.
    Instead(CowStr<'a>),
    /// A line's end inside a block.
    LineBreak,
    /// A block begins or ends: what follows is of this kind, until the next of these.
    Block(LeafKind),
}

/// Gives each piece of a whole text to `each`, in order, and where in `text` it stands.
pub(super) fn of_text(text: &str, mut each: impl FnMut(Piece, Range<usize>)) {
    for (piece, place) in pieces(text) {
        each(piece, place);
    }
}

/// The same for a quote, in which only inline Markdown is read: one that begins with "1." or "#" keeps it.
pub(super) fn of_quote(quote: &str, mut each: impl FnMut(Piece, Range<usize>)) {
    // Block syntax needs the start of a line: there is only one, and it is taken.
    const TAKEN: &str = "x ";
    let one_line = TAKEN.to_owned() + &quote.replace(['\n', '\r'], " ");
    let in_quote = |offset: usize| offset.saturating_sub(TAKEN.len());
    for (piece, place) in pieces(&one_line) {
        each(piece, in_quote(place.start)..in_quote(place.end));
    }
}

fn pieces(text: &str) -> impl Iterator<Item = (Piece<'_>, Range<usize>)> {
    let mut after_paragraph = false;
    let mut in_comment = false;
    Parser::new_ext(text, Options::empty()).into_offset_iter().filter_map(move |(event, place)| {
        let piece = match event {
            Event::Start(tag) if is_inline(tag.to_end()) => return None,
            Event::End(tag) if is_inline(tag) => return None,
            Event::SoftBreak | Event::HardBreak => Piece::LineBreak,
            Event::InlineHtml(_) => return None,
            Event::Html(line) if in_comment || line.trim_start().starts_with("<!--") => {
                in_comment = !line.contains("-->");
                return None;
            }
            Event::Code(code) => return Some(code_piece(text, place, code)),
            Event::Text(words) | Event::Html(words) if text.get(place.clone()) != Some(&*words) => {
                Piece::Instead(words)
            }
            Event::Start(_) | Event::End(_) | Event::Rule => {
                let follows = std::mem::replace(&mut after_paragraph, event == Event::End(TagEnd::Paragraph));
                Piece::Block(match event {
                    Event::Start(Tag::Paragraph) => LeafKind::Paragraph { follows },
                    Event::Start(Tag::Heading { .. }) => LeafKind::Heading,
                    _ => LeafKind::Other,
                })
            }
            _ => Piece::Words,
        };
        Some((piece, place))
    })
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image)
}

/// The words of a code span, without its backticks.
fn code_piece<'a>(text: &str, place: Range<usize>, code: CowStr<'a>) -> (Piece<'a>, Range<usize>) {
    let marked = text.get(place.clone()).unwrap_or("");
    let inner = marked.trim_matches('`');
    // CommonMark takes one space from each side: "`` `a` ``".
    let padding = inner.len().saturating_sub(code.len()) / 2;
    let start = place.start + (marked.len() - marked.trim_start_matches('`').len()) + padding;
    let copied = start..start + code.len();
    // It reads line ends as spaces.
    let read = |c: char| if matches!(c, '\n' | '\r') { ' ' } else { c };
    match text.get(copied.clone()) {
        Some(raw) if raw.chars().map(read).eq(code.chars()) => (Piece::Words, copied),
        _ => (Piece::Instead(code), place),
    }
}
