//! One pass over the tokens of a TOML file, before it is parsed, for what the parser cannot see or must not see:
//! nesting that would exhaust its stack, syntax of TOML 1.1, merge markers, comments.

use super::Remarks;
use super::allow;
use super::fault::{Fault, FaultKind, Newer, SyntaxFault};
use super::invisible;
use crate::text::span::{FileId, Span};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Brackets inside brackets, and segments of a dotted key.
///
/// The parser limits each to 80, but a value nests as deep as their product, and building or dropping that
/// recursively overflows the stack: 30 inline tables with dotted keys (5 KB) abort a thread with a 2 MiB stack.
const DEPTH_LIMIT: usize = 16;

/// What the scan found out.
pub(super) struct Scan {
    /// May the file be handed to the parser?
    pub(super) parsable: bool,
    /// Has the file merge markers?
    pub(super) merge_markers: bool,
}

/// A bracket that is not closed yet.
struct Open {
    bracket: TokenKind,
    /// Has it been told that there is a line break in it?
    told: bool,
}

impl Default for Scan {
    /// What there is to find out of a file that need not be scanned.
    fn default() -> Self {
        Self { parsable: true, merge_markers: false }
    }
}

/// Can `text` hold anything that the parser must not see, or cannot tell? Most files cannot, and reading their tokens
/// twice would take a fifth of the time of reading them.
///
/// Nesting needs `{` or `[[[`: without them a value is at most as deep as the parser's own limits, which is harmless.
pub(super) fn is_needed(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'{', b'#', b'\\', bytes).is_some()
        || memchr::memmem::find(bytes, b"[[[").is_some()
        || memchr::memmem::find(bytes, b"<<<<<<<").is_some()
        || memchr::memchr_iter(b':', bytes).any(|at| at > 0 && bytes[at - 1].is_ascii_digit())
}

/// Scans `text`, adding what it finds to `remarks`.
pub(super) fn scan(file: FileId, text: &str, remarks: &mut Remarks) -> Scan {
    let mut scan = Scan::default();
    if let Some((span, lines)) = merge_markers(text) {
        scan.merge_markers = true;
        remarks.faults.push(fault(file, span, FaultKind::MergeMarkers(lines)));
    }
    let mut open: Vec<Open> = Vec::new();
    let mut dots = 0;
    let mut last_comma: Option<Span> = None;
    let mut line_is_empty = true;
    for token in Source::new(text).lex() {
        let kind = token.kind();
        let span = Span::new(token.span().start(), token.span().end());
        let inline_table = open.last_mut().filter(|open| open.bracket == TokenKind::LeftCurlyBracket);
        let mut newer = |what| {
            remarks.faults.push(fault(file, span, FaultKind::Syntax(SyntaxFault::Newer(what))));
        };
        match kind {
            TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket => {
                // Braces at the beginning of a line are no table, but JSON: that is told as such.
                let json = line_is_empty && open.is_empty();
                let bracket = if json { TokenKind::LeftSquareBracket } else { kind };
                open.push(Open { bracket, told: false });
            }
            TokenKind::RightCurlyBracket => {
                if inline_table.is_some() && last_comma.is_some() {
                    newer(Newer::TrailingComma);
                }
                open.pop();
            }
            TokenKind::RightSquareBracket => _ = open.pop(),
            TokenKind::Newline => {
                if let Some(table) = inline_table.filter(|table| !table.told) {
                    newer(Newer::InlineTableLines);
                    table.told = true;
                }
            }
            TokenKind::BasicString | TokenKind::MlBasicString => {
                if let Some(at) = newer_escape(&text[span.range()]) {
                    let at = span.start as usize + at;
                    let escape = Span::new(at, at + 2);
                    remarks.faults.push(fault(
                        file,
                        escape,
                        FaultKind::Syntax(SyntaxFault::Newer(Newer::Escape)),
                    ));
                }
            }
            TokenKind::Atom if is_short_time(&text[span.range()]) => newer(Newer::ShortTime),
            TokenKind::Comment => {
                remarks.allows.extend(allow::read(file, text, span, line_is_empty));
                if let Some((part, kind)) = invisible::worst(&text[span.range()]) {
                    let start = span.start + part.start;
                    let place = Span { start, end: span.start + part.end };
                    remarks.faults.push(fault(file, place, kind));
                }
            }
            _ => {}
        }
        match kind {
            TokenKind::Whitespace | TokenKind::Comment => {}
            TokenKind::Newline => line_is_empty = true,
            _ => line_is_empty = false,
        }
        match kind {
            TokenKind::Dot => dots += 1,
            TokenKind::Atom | TokenKind::Whitespace | TokenKind::BasicString | TokenKind::LiteralString => {}
            _ => dots = 0,
        }
        match kind {
            TokenKind::Comma => last_comma = Some(span),
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment => {}
            _ => last_comma = None,
        }
        if open.len() > DEPTH_LIMIT || dots > DEPTH_LIMIT {
            remarks.faults.push(fault(file, span, FaultKind::Syntax(SyntaxFault::TooDeep)));
            scan.parsable = false;
            return scan;
        }
    }
    scan
}

fn fault(file: FileId, span: Span, kind: FaultKind) -> Fault {
    Fault { file, span, within: None, kind }
}

/// The first marker line, and how many there are. A lone row of `=` may be an underline in a text, so an
/// opening and a closing marker must both be there.
fn merge_markers(text: &str) -> Option<(Span, usize)> {
    memchr::memmem::find(text.as_bytes(), b"<<<<<<<")?;
    let mut first = None;
    let (mut opened, mut closed, mut lines) = (false, false, 0);
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let marker = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].into_iter().find(|marker| {
            content.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        });
        if let Some(marker) = marker {
            opened |= marker == "<<<<<<<";
            closed |= marker == ">>>>>>>";
            if opened {
                lines += 1;
                first.get_or_insert(Span::new(offset, offset + content.len()));
            }
        }
        offset += line.len();
    }
    first.filter(|_| closed).map(|span| (span, lines))
}

/// Where a `\e` or `\x..` stands.
fn newer_escape(raw: &str) -> Option<usize> {
    let bytes = raw.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]) {
        at += found;
        if matches!(bytes.get(at + 1), Some(b'e' | b'x')) {
            return Some(at);
        }
        at = (at + 2).min(bytes.len());
    }
    None
}

/// Is it, or does it end in, `hh:mm` without seconds? Behind `+` or `-` it is an offset.
fn is_short_time(atom: &str) -> bool {
    let Some(colon) = atom.find(':') else { return false };
    let before = atom[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    if !before.is_empty() && !before.ends_with(['T', 't']) {
        return false;
    }
    let bytes = atom.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    digit(colon.checked_sub(1))
        && digit(colon.checked_sub(2))
        && digit(Some(colon + 1))
        && digit(Some(colon + 2))
        && matches!(bytes.get(colon + 3), None | Some(b'Z' | b'z' | b'+' | b'-'))
}

/// Is the token a text that has no end?
pub(super) fn is_unclosed(kind: TokenKind, raw: &str) -> bool {
    let delimiter = match kind {
        TokenKind::BasicString => "\"",
        TokenKind::LiteralString => "'",
        TokenKind::MlBasicString => "\"\"\"",
        TokenKind::MlLiteralString => "'''",
        _ => return false,
    };
    raw.len() < 2 * delimiter.len() || !raw.ends_with(delimiter) || ends_escaped(kind, raw, delimiter)
}

/// Is the delimiter at the end escaped, and so no end?
fn ends_escaped(kind: TokenKind, raw: &str, delimiter: &str) -> bool {
    let before = raw[..raw.len() - delimiter.len()].bytes().rev();
    matches!(kind, TokenKind::BasicString | TokenKind::MlBasicString)
        && before.take_while(|&b| b == b'\\').count() % 2 == 1
}
