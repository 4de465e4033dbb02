//! Splitting a file that is not valid TOML into statements: headers, keys with values, and lines that should be one of these.

use super::scan::{is_merge_marker, is_unclosed};
use std::ops::Range;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// How comments begin in other languages, and how they end there if not with the line.
pub(super) const FOREIGN_COMMENTS: [(&str, &str); 5] =
    [("//", ""), ("<!--", "-->"), ("```", ""), ("/*", "*/"), ("-->", "")];

pub(super) const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

#[derive(Debug)]
pub(super) struct Statement<'t> {
    /// With a comment behind it, without the line break.
    pub(super) range: Range<usize>,
    /// Without a comment behind it.
    pub(super) code: &'t str,
    /// Before the `=`, or all of the code.
    pub(super) head: &'t str,
    /// After the `=`; `None` without one.
    pub(super) value: Option<&'t str>,
    /// From a quotation mark or bracket that is never closed to the end.
    pub(super) unclosed: Option<&'t str>,
    /// Which statement is the header above it.
    pub(super) header: Option<usize>,
}

impl Statement<'_> {
    /// The name and the number of brackets before it, if this is a header.
    pub(super) fn as_header(&self) -> Option<(&str, usize)> {
        let inner = self.code.trim_start_matches('[').trim_end_matches(']');
        let brackets = self.code.len() - self.code.trim_start_matches('[').len();
        let is_closed = self.code.len() - self.code.trim_end_matches(']').len() == brackets;
        (brackets > 0 && is_closed).then_some((inner.trim(), brackets))
    }
}

/// A statement whose end is not reached yet.
#[derive(Default)]
struct Open {
    start: usize,
    equals: Option<usize>,
    comment: Option<usize>,
    unclosed_text: Option<usize>,
    brackets: Vec<(TokenKind, usize)>,
}

/// The statements of `text`, in order.
pub(super) fn statements(text: &str) -> Vec<Statement<'_>> {
    let mut all = Vec::new();
    let mut current: Option<Open> = None;
    let mut header = None;
    for token in Source::new(text).lex() {
        let (kind, start, end) = (token.kind(), token.span().start(), token.span().end());
        let is_end = kind == TokenKind::Eof || kind == TokenKind::Newline && text[..end].ends_with('\n');
        match (&mut current, kind) {
            (None, TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline | TokenKind::Eof) => {}
            (Some(open), _) if is_end => {
                if kind != TokenKind::Eof && open.runs_on(text, end) {
                    continue;
                }
                let statement = open.close(text, start, header);
                if statement.code.starts_with('[') || ends_in_block(statement.code) {
                    header = Some(all.len());
                }
                all.push(statement);
                current = None;
            }
            (Some(open), TokenKind::Comment) if open.brackets.is_empty() => open.comment = Some(start),
            _ => {
                let open = current.get_or_insert_with(|| Open { start, ..Open::default() });
                match kind {
                    TokenKind::Equals if open.brackets.is_empty() => _ = open.equals.get_or_insert(start),
                    TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                        open.brackets.push((kind, start));
                    }
                    TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => _ = open.brackets.pop(),
                    _ if is_unclosed(kind, &text[start..end]) => {
                        open.unclosed_text.get_or_insert(start);
                    }
                    _ => {}
                }
            }
        }
    }
    all
}

impl Open {
    /// Does it go on in the line at `next`, because a bracket is open there?
    fn runs_on(&self, text: &str, next: usize) -> bool {
        let line = text[next..].split('\n').next().unwrap_or("");
        match self.brackets.last() {
            Some(_) if text[self.start..].starts_with('[') => false,
            Some((TokenKind::LeftSquareBracket, _)) => !begins(line) || line.trim_start().starts_with('#'),
            Some(_) => !begins_block(line),
            None => false,
        }
    }

    fn close<'t>(&self, text: &'t str, end: usize, header: Option<usize>) -> Statement<'t> {
        let code = text[self.start..self.comment.unwrap_or(end)].trim_end_matches(SPACE);
        let equals = self.equals.map(|equals| equals - self.start);
        let bracket = self.brackets.last().filter(|_| !code.starts_with('[')).map(|(_, offset)| *offset);
        Statement {
            range: self.start..end,
            code,
            head: &code[..equals.unwrap_or(code.len())],
            value: equals.map(|equals| code[equals + 1..].trim_start_matches(SPACE)),
            unclosed: self.unclosed_text.or(bracket).map(|offset| &text[offset..self.start + code.len()]),
            header,
        }
    }
}

/// Does something new begin on this line: a key, a block, a comment?
pub(super) fn begins(line: &str) -> bool {
    let line = line.trim_matches(SPACE);
    let is_comment = line.starts_with('#') || FOREIGN_COMMENTS.iter().any(|(mark, _)| line.starts_with(mark));
    if is_comment || is_merge_marker(line) || begins_block(line) {
        return true;
    }
    let Some(end) = line.find(['=', ':']) else { return false };
    let key = line[..end].trim_matches(SPACE);
    if ['"', '\''].into_iter().any(|mark| key.matches(mark).count() % 2 == 1) {
        return false;
    }
    let words = key.split_whitespace().count();
    if line[end..].starts_with(':') {
        return words == 1 && key.bytes().all(|b| b.is_ascii_lowercase() || b"_\"".contains(&b));
    }
    (1..=3).contains(&words) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.\"' ".contains(&b))
}

/// `[name` or `[[name`. In a list, `[true]` and the like may be at the beginning of a line.
fn begins_block(line: &str) -> bool {
    let line = line.trim_matches(SPACE);
    let Some(name) = line.strip_prefix("[[").or_else(|| line.strip_prefix('[')) else { return false };
    let word = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').next().unwrap_or("");
    word.starts_with(|c: char| c.is_ascii_alphabetic()) && !["true", "false", "inf", "nan"].contains(&word)
}

/// `.[[evidence]]`: a header with something before it.
fn ends_in_block(code: &str) -> bool {
    code.ends_with("]]") && code.contains("[[") && !code.contains('=')
}
