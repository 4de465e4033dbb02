//! Markdown (`CommonMark` 0.31, and `~~` of struck words), split into words and the ends of blocks.
//!
//! Emphasis marks, link targets, backslash escapes, heading and blockquote marks, thematic breaks, list markers, link
//! reference definitions, code markers, HTML tags and comments, and the marks of struck words are dropped. Code, the words of
//! HTML blocks and image descriptions stay as text.

use super::blocks::LeafKind;
use super::html_lines::{self, BLOCKS, HtmlLines, Part, name_of};
use super::span::Span;
use super::whereabouts::{goes_on, is_row};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::mem;
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
pub(super) fn of_text(text: &str, each: impl FnMut(Piece, Range<usize>)) {
    pieces(text, each);
}

/// The same for a quote, in which only inline Markdown is read: one that begins with "1." or "#" keeps it.
pub(super) fn of_quote(quote: &str, mut each: impl FnMut(Piece, Range<usize>)) {
    // Block syntax needs the start of a line: there is only one, and it is taken.
    const TAKEN: &str = "x ";
    let one_line = TAKEN.to_owned() + &quote.replace(['\n', '\r'], " ");
    let in_quote = |offset: usize| offset.saturating_sub(TAKEN.len());
    pieces(&one_line, |piece, place| each(piece, in_quote(place.start)..in_quote(place.end)));
}

/// What is struck out: by `<del>`, `<s>`, `<strike>`, a line through it, and `~~`.
pub(super) fn struck(text: &str) -> Vec<Span> {
    let inside = |strike: Range<usize>| Span::new(strike.start + STRIKE.len(), strike.end - STRIKE.len());
    let mut struck: Vec<Span> = strikes(text).into_iter().map(inside).collect();
    let mut open: Option<(usize, String)> = None;
    for (tag, end) in memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| {
        const LONGEST: usize = 200;
        let rest = text.as_bytes().get(at..)?;
        let length = memchr::memchr(b'>', rest.get(..LONGEST).unwrap_or(rest))?;
        Some((at, at + length + 1))
    }) {
        let tag_text = text.get(tag..end).unwrap_or("");
        let name = name_of(tag_text);
        if html_lines::strikes(tag_text) {
            open.get_or_insert((end, name));
        } else if let Some((start, opened)) = &open
            && name.strip_prefix('/') == Some(opened.as_str())
        {
            struck.push(Span::new(*start, tag));
            open = None;
        }
    }
    struck
}

const STRIKE: &str = "~~";

/// What stands between two `~~`, with them. A single `~` is a sign of numbers.
fn strikes(text: &str) -> Vec<Range<usize>> {
    if memchr::memmem::find(text.as_bytes(), STRIKE.as_bytes()).is_none() {
        return Vec::new();
    }
    let events = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).into_offset_iter();
    let strike = |(event, place): (Event, Range<usize>)| {
        let words = text.get(place.clone())?;
        let is_double =
            words.len() > 2 * STRIKE.len() && words.starts_with(STRIKE) && words.ends_with(STRIKE);
        (event == Event::Start(Tag::Strikethrough) && is_double).then_some(place)
    };
    events.filter_map(strike).collect()
}

fn pieces(text: &str, mut each: impl FnMut(Piece, Range<usize>)) {
    let mut strikes: Vec<_> = strikes(text)
        .into_iter()
        .flat_map(|strike| [strike.start..strike.start + STRIKE.len(), strike.end - STRIKE.len()..strike.end])
        .collect();
    strikes.sort_unstable_by_key(|mark| mark.start);
    let mut after_paragraph = false;
    let mut html = HtmlLines::default();
    let mut raised = None;
    let mut mark_until = 0;
    let mut under_row = false;
    // The element whose words nobody sees, if it is open.
    let mut unseen: Option<String> = None;
    for (event, place) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        // Over the number of a page a paragraph goes on as over a blank line.
        if matches!(event, Event::Start(Tag::HtmlBlock)) && text.get(place.clone()).is_some_and(goes_on) {
            mark_until = place.end;
        }
        if place.start < mark_until {
            continue;
        }
        if let (Some(name), Event::InlineHtml(tag) | Event::Html(tag)) = (&unseen, &event)
            && name_of(tag.trim_start()).strip_prefix('/') == Some(name.as_str())
        {
            unseen = None;
            continue;
        }
        if unseen.is_some() && !matches!(event, Event::Start(_) | Event::End(_)) {
            continue;
        }
        let piece = match event {
            Event::InlineHtml(ref tag) if html_lines::unseen(tag).is_some() => {
                unseen = html_lines::unseen(tag);
                continue;
            }
            Event::Start(tag) if is_inline(tag.to_end()) => continue,
            Event::End(tag) if is_inline(tag) => continue,
            Event::SoftBreak | Event::HardBreak => Piece::LineBreak,
            Event::InlineHtml(tag) => match tag_piece(&tag, &mut raised) {
                Some(piece) => piece,
                None => continue,
            },
            Event::Html(line) if text.get(place.clone()) == Some(&*line) => {
                html.line(&line, |part, here| {
                    let here = place.start + here.start..place.start + here.end;
                    match part {
                        Part::Words => html_words(text, here, raised, &mut each),
                        Part::Tag(tag) => {
                            if let Some(piece) = tag_piece(tag, &mut raised) {
                                each(piece, here);
                            }
                        }
                    }
                });
                continue;
            }
            Event::Code(code) => {
                let (piece, place) = code_piece(text, place, code);
                each(piece, place);
                continue;
            }
            Event::Text(words) if let Some(written) = raised.and_then(|raised| raised.written(&words)) => {
                Piece::Instead(written.into())
            }
            Event::Text(words) | Event::Html(words) if text.get(place.clone()) != Some(&*words) => {
                Piece::Instead(words)
            }
            Event::Start(_) | Event::End(_) | Event::Rule => {
                let follows = mem::replace(&mut after_paragraph, event == Event::End(TagEnd::Paragraph));
                if matches!(event, Event::Start(Tag::HtmlBlock)) {
                    (html, raised) = (HtmlLines::default(), None);
                    under_row = text.get(place.clone()).is_some_and(is_row);
                }
                if event == Event::End(TagEnd::HtmlBlock) {
                    // A paragraph is closed by whatever follows; any other element goes on behind a blank line.
                    unseen = html.unseen().filter(|name| *name != "p").map(str::to_owned).or(unseen);
                    html = HtmlLines::default();
                }
                if event == Event::End(TagEnd::Paragraph) && unseen.as_deref() == Some("p") {
                    unseen = None;
                }
                let marked = text.get(place.clone()).unwrap_or("");
                Piece::Block(match event {
                    // However short a row is, it heads nothing.
                    Event::Start(Tag::Paragraph) if mem::take(&mut under_row) => LeafKind::Other,
                    Event::Start(Tag::Paragraph) if is_caption(marked) => LeafKind::Heading,
                    Event::Start(Tag::Paragraph) => LeafKind::Paragraph { follows },
                    Event::Start(Tag::Heading { .. }) => LeafKind::Heading,
                    _ => LeafKind::Other,
                })
            }
            _ => {
                let first = strikes.partition_point(|mark| mark.start < place.start);
                let mut done = place.start;
                for mark in strikes.iter().skip(first).take_while(|mark| mark.end <= place.end) {
                    each(Piece::Words, done..mark.start);
                    done = mark.end;
                }
                each(Piece::Words, done..place.end);
                continue;
            }
        };
        each(piece, place);
    }
}

/// Words of an HTML block, with what its entities stand for.
fn html_words(
    text: &str,
    place: Range<usize>,
    raised: Option<Raised>,
    each: &mut impl FnMut(Piece, Range<usize>),
) {
    let words = text.get(place.clone()).unwrap_or("");
    if let Some(written) = raised.and_then(|raised| raised.written(words)) {
        return each(Piece::Instead(written.into()), place);
    }
    let mut done = 0;
    for start in memchr::memchr_iter(b'&', words.as_bytes()) {
        const LONGEST: usize = 40;
        let entity = words.get(start..).unwrap_or("");
        let Some(length) = entity.bytes().take(LONGEST).position(|byte| byte == b';') else { continue };
        let entity = entity.get(..=length).unwrap_or("");
        let Some(Event::Text(read)) = Parser::new(entity).nth(1).filter(|_| start >= done) else { continue };
        if &*read != entity && !read.starts_with('&') || &*read == "&" {
            each(Piece::Words, place.start + done..place.start + start);
            done = start + entity.len();
            each(Piece::Instead(read), place.start + start..place.start + done);
        }
    }
    each(Piece::Words, place.start + done..place.end);
}

/// What a tag stands for, if it changes what is read.
fn tag_piece(tag: &str, raised: &mut Option<Raised>) -> Option<Piece<'static>> {
    const HEADINGS: [&str; 8] = ["h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"];
    let name = name_of(tag);
    match &*name {
        "sup" => *raised = Some(Raised::Above),
        "sub" => *raised = Some(Raised::Below),
        "/sup" | "/sub" => *raised = None,
        "br" => return Some(Piece::LineBreak),
        "p" => return Some(Piece::Block(LeafKind::Paragraph { follows: false })),
        name if HEADINGS.contains(&name) => return Some(Piece::Block(LeafKind::Heading)),
        name if BLOCKS.contains(&name.trim_start_matches('/')) => return Some(Piece::Block(LeafKind::Other)),
        _ => {}
    }
    None
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
