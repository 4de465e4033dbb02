//! Splitting a TOML file into headers, entries, comments and blank lines without losing a byte, for code that edits files.

use std::ops::Range;
use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// Complete lines that belong together. All parts together are the file without its byte order mark.
#[derive(Debug)]
pub(super) struct Part {
    /// With the line break.
    pub(super) lines: Range<usize>,
    pub(super) kind: PartKind,
    /// Alone on its line, or behind a header or an entry.
    pub(super) comment: Option<Range<usize>>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Blank,
    /// A comment alone on its line.
    Comment,
    /// `[name]`, or `[[name]]` for a block.
    Header {
        block: bool,
        /// The segments of the name.
        path: Vec<String>,
        /// With the brackets.
        range: Range<usize>,
    },
    /// `key = value`, the value perhaps on several lines.
    Entry {
        /// The segments of the key.
        path: Vec<String>,
        key: Range<usize>,
        value: Range<usize>,
    },
}

impl Part {
    pub(super) fn is_header(&self) -> bool {
        matches!(self.kind, PartKind::Header { .. })
    }

    /// The first segment of the key or name; empty for other lines.
    pub(super) fn first_segment(&self) -> &str {
        match &self.kind {
            PartKind::Header { path, .. } | PartKind::Entry { path, .. } => {
                path.first().map_or("", String::as_str)
            }
            PartKind::Blank | PartKind::Comment => "",
        }
    }
}

/// The parts of `text`, which must be valid TOML.
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

/// `tokens` are those of the lines, without white space.
fn part(text: &str, lines: Range<usize>, tokens: &[Token]) -> Part {
    let range = |token: &Token| token.span().start()..token.span().end();
    let comment = tokens.last().filter(|last| last.kind() == TokenKind::Comment).map(range);
    let code = &tokens[..tokens.len() - usize::from(comment.is_some())];
    let (Some(first), Some(last)) = (code.first().map(range), code.last().map(range)) else {
        let kind = if comment.is_some() { PartKind::Comment } else { PartKind::Blank };
        return Part { lines, kind, comment };
    };
    let equals = code.iter().position(|token| token.kind() == TokenKind::Equals);
    let kind = match equals.and_then(|index| Some((code[..index].last()?, code.get(index + 1)?, index))) {
        Some((key_end, value, index)) if !text[first.clone()].starts_with('[') => PartKind::Entry {
            path: path(text, &code[..index]),
            key: first.start..range(key_end).end,
            value: range(value).start..last.end,
        },
        _ => PartKind::Header {
            block: text[first.start..].starts_with("[["),
            path: path(text, code),
            range: first.start..last.end,
        },
    };
    Part { lines, kind, comment }
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
