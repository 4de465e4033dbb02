//! Markdown (`CommonMark` 0.31, no extensions), split into words and the ends of blocks.
//!
//! Emphasis marks, link targets, backslash escapes, heading and blockquote marks, thematic breaks, list markers, link
//! reference definitions, code markers, HTML tags and comments are dropped. Code, HTML blocks and image descriptions stay as
//! text.

use super::blocks::LeafKind;
use super::span::Span;
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

/// What HTML elements strike out, in order: `<del>`, `<s>`, `<strike>`.
pub(super) fn struck(text: &str) -> Vec<Span> {
    let mut struck = Vec::new();
    let mut open = None;
    for (tag, end) in memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| {
        const LONGEST: usize = 200;
        let rest = text.as_bytes().get(at..)?;
        let length = memchr::memchr(b'>', rest.get(..LONGEST).unwrap_or(rest))?;
        Some((at, at + length + 1))
    }) {
        let name = text.get(tag + 1..end - 1).unwrap_or("").trim().to_ascii_lowercase();
        let is_strike = |name: &str| matches!(name.split(' ').next(), Some("del" | "s" | "strike"));
        if is_strike(&name) {
            open.get_or_insert(end);
        } else if name.strip_prefix('/').is_some_and(is_strike)
            && let Some(start) = open.take()
        {
            struck.push(Span::new(start, tag));
        }
    }
    struck
}

fn pieces(text: &str) -> impl Iterator<Item = (Piece<'_>, Range<usize>)> {
    let mut after_paragraph = false;
    let mut in_comment = false;
    let mut raised = None;
    Parser::new_ext(text, Options::empty()).into_offset_iter().filter_map(move |(event, place)| {
        let piece = match event {
            Event::Start(tag) if is_inline(tag.to_end()) => return None,
            Event::End(tag) if is_inline(tag) => return None,
            Event::SoftBreak | Event::HardBreak => Piece::LineBreak,
            Event::InlineHtml(tag) => {
                match tag_name(&tag) {
                    "sup" => raised = Some(Raised::Above),
                    "sub" => raised = Some(Raised::Below),
                    "/sup" | "/sub" => raised = None,
                    "br" => return Some((Piece::LineBreak, place)),
                    _ => {}
                }
                return None;
            }
            Event::Text(words) if raised.is_some() => {
                match raised.and_then(|raised| raised.written(&words)) {
                    Some(written) => Piece::Instead(written.into()),
                    None => Piece::Words,
                }
            }
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
                let marked = text.get(place.clone()).unwrap_or("");
                Piece::Block(match event {
                    Event::Start(Tag::Paragraph) if is_caption(marked) => LeafKind::Heading,
                    Event::Start(Tag::HtmlBlock) if is_html_heading(marked) => LeafKind::Heading,
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

/// The name of an inline tag, with the slash of a closing one, if it is one that changes what is read.
fn tag_name(tag: &str) -> &'static str {
    const NAMES: [&str; 5] = ["sup", "sub", "/sup", "/sub", "br"];
    let name = tag.trim_matches(['<', '>']).split([' ', '\t', '\n']).next().unwrap_or("");
    let name = if name.len() > 1 { name.trim_end_matches('/') } else { name };
    NAMES.into_iter().find(|known| name.eq_ignore_ascii_case(known)).unwrap_or("")
}

/// Set above the line or below it.
#[derive(Clone, Copy)]
enum Raised {
    Above,
    Below,
}

impl Raised {
    /// The same in characters that stand there by themselves, so that an exponent stays one. Other figures are set apart by a
    /// caret; letters stay, as in "5th".
    fn written(self, words: &str) -> Option<String> {
        const PLAIN: [char; 14] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '(', ')'];
        const ABOVE: [char; 14] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻', '⁽', '⁾'];
        const BELOW: [char; 14] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉', '₊', '₋', '₍', '₎'];
        let forms = match self {
            Raised::Above => ABOVE,
            Raised::Below => BELOW,
        };
        let plain = |c| if matches!(c, '\u{2212}' | '\u{2013}') { '-' } else { c };
        let form = |c| PLAIN.iter().position(|it| *it == plain(c)).and_then(|at| forms.get(at));
        let raised: Option<String> = words.chars().map(form).collect();
        raised.or_else(|| words.contains(char::is_numeric).then(|| format!("^{words}")))
    }
}

/// Is a paragraph nothing but a picture, with its description?
fn is_caption(paragraph: &str) -> bool {
    let paragraph = paragraph.trim();
    let Some(description) = paragraph.strip_prefix("![") else { return false };
    paragraph.ends_with(')') && description.matches("](").count() == 1
}

fn is_html_heading(block: &str) -> bool {
    let tag = block.trim_start().as_bytes();
    let ends = block.trim_end().to_ascii_lowercase();
    matches!(tag, [b'<', b'h' | b'H', b'1'..=b'6', b'>' | b' ', ..]) && ends.matches("</").count() == 1
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
