//! A pass over the tokens of a TOML file before parsing. It finds what the parser does not report (syntax of TOML 1.1, merge
//! markers, comments) and what would crash it (deep nesting).

use super::allow;
use super::fault::{Fault, FaultKind, Remarks, SyntaxFault};
use super::invisible;
use crate::text::span::{FileId, Span};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Brackets inside brackets, and segments of a dotted key.
///
/// The parser limits each to 80, but a value nests as deep as their product, and building or dropping that
/// recursively overflows the stack: 30 inline tables with dotted keys (5 KB) abort a thread with a 2 MiB stack.
const DEPTH_LIMIT: usize = 16;

pub(super) struct Scan {
    /// Is it safe to parse?
    pub(super) parsable: bool,
    pub(super) merge_markers: bool,
}

/// A bracket that is not closed yet.
struct Open {
    bracket: TokenKind,
    has_line_break: bool,
}

impl Default for Scan {
    /// For a file that needs no scan.
    fn default() -> Self {
        Self { parsable: true, merge_markers: false }
    }
}

/// Can `text` contain anything that the scan looks for? Most files cannot, and skipping the scan saves a fifth of the reading
/// time.
///
/// Dangerous nesting needs `{` or `[[[`; without them the parser's own limits are enough.
pub(super) fn is_needed(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'{', b'#', b'\\', bytes).is_some()
        || memchr::memmem::find(bytes, b"[[[").is_some()
        || memchr::memmem::find(bytes, b"<<<<<<<").is_some()
        || memchr::memchr_iter(b':', bytes).any(|offset| offset > 0 && bytes[offset - 1].is_ascii_digit())
}

/// Scans `text`, adding what it finds to `remarks`.
pub(super) fn scan(file: FileId, text: &str, remarks: &mut Remarks) -> Scan {
    let mut scan = Scan::default();
    let Remarks { faults, allows } = remarks;
    let mut add = |span, kind| faults.push(Fault { file, span, within: None, kind });
    if let Some((span, lines)) = merge_markers(text) {
        scan.merge_markers = true;
        add(span, FaultKind::MergeMarkers(lines));
    }
    let mut open: Vec<Open> = Vec::new();
    let mut dots = 0;
    let mut after_comma = false;
    let mut line_is_empty = true;
    for token in Source::new(text).lex() {
        let kind = token.kind();
        let span = Span::new(token.span().start(), token.span().end());
        let raw = &text[span.range()];
        let inline_table = open.last_mut().filter(|open| open.bracket == TokenKind::LeftCurlyBracket);
        match kind {
            TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket => {
                // Braces at the beginning of a line are no table, but JSON, which is reported as such.
                let is_json = line_is_empty && open.is_empty();
                let bracket = if is_json { TokenKind::LeftSquareBracket } else { kind };
                open.push(Open { bracket, has_line_break: false });
            }
            TokenKind::RightCurlyBracket => {
                if inline_table.is_some() && after_comma {
                    add(span, newer("a comma before }", "remove the last comma"));
                }
                open.pop();
            }
            TokenKind::RightSquareBracket => _ = open.pop(),
            TokenKind::Newline => {
                if let Some(table) = inline_table.filter(|table| !table.has_line_break) {
                    let help = "write all of { } on one line, or use a [table] of its own";
                    add(span, newer("a line break inside { }", help));
                    table.has_line_break = true;
                }
            }
            TokenKind::BasicString | TokenKind::MlBasicString => {
                if let Some(offset) = newer_escape(raw) {
                    let start = span.start as usize + offset;
                    let what = "the special characters \\e and \\x";
                    add(Span::new(start, start + 2), newer(what, "write \\u and four digits instead"));
                }
            }
            TokenKind::Atom if is_short_time(raw) => {
                add(span, newer("a time without seconds", "add the seconds, as in 10:30:00"));
            }
            TokenKind::Comment => {
                allows.extend(allow::read(file, text, span, line_is_empty));
                if let Some((part, kind)) = invisible::worst(raw) {
                    add(Span { start: span.start + part.start, end: span.start + part.end }, kind);
                }
            }
            _ => {}
        }
        match kind {
            TokenKind::Whitespace | TokenKind::Comment => {}
            TokenKind::Newline => line_is_empty = true,
            TokenKind::Comma => (after_comma, line_is_empty) = (true, false),
            _ => (after_comma, line_is_empty) = (false, false),
        }
        match kind {
            TokenKind::Dot => dots += 1,
            TokenKind::Atom | TokenKind::Whitespace | TokenKind::BasicString | TokenKind::LiteralString => {}
            _ => dots = 0,
        }
        if open.len() > DEPTH_LIMIT || dots > DEPTH_LIMIT {
            let message = "brackets inside brackets, or dots in a key, go too deep";
            let help = "a record nests lists and tables only a few levels deep";
            add(span, FaultKind::Syntax(SyntaxFault::new(message, "not read any further", help)));
            scan.parsable = false;
            return scan;
        }
    }
    scan
}

/// Syntax of TOML 1.1 that TOML 1.0 does not have.
fn newer(what: &str, help: &str) -> FaultKind {
    let message = format!("TOML 1.0 does not allow {what}, and other tools refuse it");
    FaultKind::Syntax(SyntaxFault::new(message, "only TOML 1.1 allows this", help))
}

/// The first marker line, and how many there are. A lone row of `=` may be an underline in a text, so an
/// opening and a closing marker must both be there.
fn merge_markers(text: &str) -> Option<(Span, usize)> {
    let opening = memchr::memmem::find_iter(text.as_bytes(), b"<<<<<<<");
    let mut opening = opening.filter(|offset| text[..*offset].is_empty() || text[..*offset].ends_with('\n'));
    let start = opening.find(|offset| text[*offset..].lines().next().is_some_and(is_merge_marker))?;
    let markers: Vec<_> = text[start..].lines().filter(|line| is_merge_marker(line)).collect();
    let is_closed = markers.iter().any(|line| line.starts_with(">>>>>>>"));
    is_closed.then(|| (Span::new(start, start + markers[0].len()), markers.len()))
}

/// Is it a line that git leaves where two versions could not be merged?
pub(super) fn is_merge_marker(line: &str) -> bool {
    let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    let rest = marks.iter().find_map(|mark| line.strip_prefix(mark));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']))
}

/// The offset of the first `\e` or `\x..`.
fn newer_escape(raw: &str) -> Option<usize> {
    let bytes = raw.as_bytes();
    let mut offset = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[offset..]) {
        offset += found;
        if matches!(bytes.get(offset + 1), Some(b'e' | b'x')) {
            return Some(offset);
        }
        offset = (offset + 2).min(bytes.len());
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
    let digit =
        |offset: Option<usize>| offset.and_then(|offset| bytes.get(offset)).is_some_and(u8::is_ascii_digit);
    digit(colon.checked_sub(1))
        && digit(colon.checked_sub(2))
        && digit(Some(colon + 1))
        && digit(Some(colon + 2))
        && matches!(bytes.get(colon + 3), None | Some(b'Z' | b'z' | b'+' | b'-'))
}

/// Is the token a text that is never closed?
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
