//! A TOML file as its lines, none left out: headers, entries, remarks, blank lines. For whoever changes a file and must
//! know what to leave alone.

use std::ops::Range;
use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// Whole lines that belong together. All parts of a file, one after the other, are the file, but for a byte order mark.
#[derive(Debug)]
pub(super) struct Part {
    /// With the line break.
    pub(super) lines: Range<usize>,
    /// What the lines are.
    pub(super) kind: PartKind,
    /// The remark in them: alone, or behind a header or an entry.
    pub(super) remark: Option<Range<usize>>,
}

/// What a part is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    /// Nothing.
    Blank,
    /// A remark alone on its line.
    Remark,
    /// `[name]`, or `[[name]]` for a block.
    Header {
        /// Is it one of several?
        block: bool,
        /// The name, in its segments.
        path: Vec<String>,
        /// With its brackets.
        at: Range<usize>,
    },
    /// `key = value`, the value perhaps on several lines.
    Entry {
        /// The key, in its segments.
        path: Vec<String>,
        /// The key, as it is written.
        key: Range<usize>,
        /// The value, as it is written.
        value: Range<usize>,
    },
}

/// The parts of `text`, which must be TOML: of anything else the parts are of no use.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut all = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    let mut depth = 0_usize;
    for token in Source::new(text).lex() {
        let start_here = *start.get_or_insert(token.span().start());
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth = depth.saturating_sub(1),
            TokenKind::Newline if depth == 0 => {
                all.push(part(text, start_here..token.span().end(), &tokens));
                tokens.clear();
                start = None;
                continue;
            }
            TokenKind::Eof => {
                if start_here < text.len() {
                    all.push(part(text, start_here..text.len(), &tokens));
                }
                break;
            }
            TokenKind::Whitespace => continue,
            _ => {}
        }
        tokens.push(token);
    }
    all
}

/// What the lines of these tokens are; white space is not among them.
fn part(text: &str, lines: Range<usize>, tokens: &[Token]) -> Part {
    let range = |token: &Token| token.span().start()..token.span().end();
    let remark = tokens.last().filter(|last| last.kind() == TokenKind::Comment).map(range);
    let said = &tokens[..tokens.len() - usize::from(remark.is_some())];
    let (Some(first), Some(last)) = (said.first().map(range), said.last().map(range)) else {
        let kind = if remark.is_some() { PartKind::Remark } else { PartKind::Blank };
        return Part { lines, kind, remark };
    };
    let equals = said.iter().position(|token| token.kind() == TokenKind::Equals);
    let kind = match equals.and_then(|at| Some((said[..at].last()?, said.get(at + 1)?, at))) {
        Some((key_end, value, at)) if !text[first.clone()].starts_with('[') => PartKind::Entry {
            path: path(text, &said[..at]),
            key: first.start..range(key_end).end,
            value: range(value).start..last.end,
        },
        _ => PartKind::Header {
            block: text[first.start..].starts_with("[["),
            path: path(text, said),
            at: first.start..last.end,
        },
    };
    Part { lines, kind, remark }
}

/// The segments of a dotted key.
fn path(text: &str, tokens: &[Token]) -> Vec<String> {
    let segment = |token: &Token| {
        let raw = &text[token.span().start()..token.span().end()];
        match token.kind() {
            TokenKind::Atom => Some(raw.to_owned()),
            TokenKind::BasicString | TokenKind::LiteralString => {
                let entry = format!("{raw} = 0");
                let (table, _) = DeTable::parse_recoverable(&entry);
                table.get_ref().keys().next().map(|key| key.get_ref().as_ref().to_owned())
            }
            _ => None,
        }
    };
    tokens.iter().filter_map(segment).collect()
}
