//! The statements of a TOML file, right or wrong: each a header, or a key with its value.

use super::mistakes::{begins, begins_block};
use super::scan::is_unclosed;
use std::ops::Range;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// A header, or a key with its value; or a line that should have been one.
#[derive(Debug, Default)]
pub(super) struct Statement {
    /// From the first character to the end of the last line, without the line break.
    pub(super) range: Range<usize>,
    /// Where the `=` stands.
    pub(super) equals: Option<usize>,
    /// Where a remark begins behind it.
    pub(super) comment: Option<usize>,
    /// What is begun in it and never closed.
    pub(super) unclosed: Option<Unclosed>,
    /// The header of the block that it stands in.
    pub(super) block: Option<Range<usize>>,
}

/// What is never closed, and where it begins.
#[derive(Debug)]
pub(super) enum Unclosed {
    Text(usize),
    Bracket(usize),
}

impl Statement {
    /// Is it the header `name` in so many brackets?
    pub(super) fn is_header(&self, text: &str, name: &str, brackets: usize) -> bool {
        let line = &text[self.range.start..self.comment.unwrap_or(self.range.end)];
        let inner = line.trim().trim_start_matches('[').trim_end_matches(']');
        inner.trim() == name && line.matches('[').count() == brackets && line.matches(']').count() == brackets
    }
}

/// The statements of `text`, in order.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut all = Vec::new();
    let mut current: Option<Statement> = None;
    let mut open: Vec<(TokenKind, usize)> = Vec::new();
    let mut block = None;
    for token in Source::new(text).lex() {
        let kind = token.kind();
        let (start, end) = (token.span().start(), token.span().end());
        match kind {
            TokenKind::Newline | TokenKind::Eof => {
                let header = current.as_ref().is_some_and(|one| text[one.range.start..].starts_with('['));
                let next = text[end..].split('\n').next().unwrap_or("");
                let runs_on = match open.last() {
                    None => false,
                    _ if header || kind == TokenKind::Eof => false,
                    Some((TokenKind::LeftSquareBracket, _)) => {
                        !begins(next) || next.trim_start().starts_with('#')
                    }
                    Some(_) => !begins_block(next),
                };
                if runs_on {
                    continue;
                }
                let unclosed = open.last().filter(|_| !header).map(|&(_, at)| Unclosed::Bracket(at));
                open.clear();
                if let Some(mut statement) = current.take() {
                    statement.range.end = start;
                    statement.unclosed = statement.unclosed.take().or(unclosed);
                    if header && !text[statement.range.clone()].starts_with("[[-]]") {
                        block = Some(statement.range.clone());
                    }
                    all.push(statement);
                }
                continue;
            }
            TokenKind::Whitespace => continue,
            TokenKind::Comment => {
                if let Some(statement) = current.as_mut().filter(|_| open.is_empty()) {
                    statement.comment = Some(start);
                }
                continue;
            }
            _ => {}
        }
        let statement = current.get_or_insert_with(|| Statement {
            range: start..start,
            block: block.clone(),
            ..Statement::default()
        });
        match kind {
            TokenKind::Equals if open.is_empty() => _ = statement.equals.get_or_insert(start),
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => open.push((kind, start)),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => _ = open.pop(),
            _ if is_unclosed(kind, &text[start..end]) => {
                statement.unclosed.get_or_insert(Unclosed::Text(start));
            }
            _ => {}
        }
    }
    all
}
