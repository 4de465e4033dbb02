//! A file as a TOML table, and its syntax errors in the words of the people who make them.

use super::fault::{Fault, FaultKind, SyntaxFault};
use super::scan::{self, Scan};
use super::{Parsed, Remarks};
use crate::text::lines::LineIndex;
use crate::text::span::{FileId, Span};
use std::collections::BTreeSet;
use std::num::IntErrorKind;
use toml::de::{DeInteger, DeTable, DeValue, Error};

/// At most so many syntax faults are told for one file.
const MOST_FAULTS: usize = 20;

/// The quotation marks that word processors put in place of `"` and `'`.
const CURLY: [char; 8] = ['“', '”', '„', '‟', '«', '»', '‘', '’'];

/// Parses the text of a file.
pub(super) fn parse(file: FileId, text: &str) -> Parsed<'_> {
    let mut remarks = Remarks::default();
    let scanned = scan::is_needed(text);
    let mut scan = if scanned { scan::scan(file, text, &mut remarks) } else { Scan::default() };
    if !scan.parsable {
        limit(file, text, &mut remarks.faults);
        return Parsed { table: DeTable::new(), sound: false, remarks };
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() && !scanned {
        scan = scan::scan(file, text, &mut remarks);
    }
    if !scan.merge_markers {
        tell_errors(file, text, &scan, &errors, &mut remarks.faults);
    }
    if errors.is_empty() {
        tell_numbers(file, table.get_ref(), &mut remarks.faults);
    }
    limit(file, text, &mut remarks.faults);
    let sound = !scan.merge_markers && errors.is_empty() && !remarks.faults.iter().any(is_syntax);
    Parsed { table: table.into_inner(), sound, remarks }
}

fn tell_errors(file: FileId, text: &str, scan: &Scan, errors: &[Error], faults: &mut Vec<Fault>) {
    if errors.is_empty() {
        return;
    }
    let lines = LineIndex::new(text);
    // The parser stumbles several times over one mistake: one fault a line, and none behind an unclosed text.
    let newer = faults.iter().filter(|fault| is_syntax(fault));
    let mut told: BTreeSet<usize> = newer.map(|fault| lines.line(fault.span.start as usize)).collect();
    let unclosed_line = scan.unclosed.map(|span| lines.line(span.start as usize));
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let start = range.start.min(text.len());
        let line = lines.line(start);
        if unclosed_line.is_some_and(|unclosed| line >= unclosed) || !told.insert(line) {
            continue;
        }
        let (span, kind) = explain(text, lines.range(line), start..range.end.clamp(start, text.len()), error);
        faults.push(Fault { file, span, within: None, kind: FaultKind::Syntax(kind) });
    }
    if let (Some(span), Some(line)) = (scan.unclosed, unclosed_line) {
        let (span, kind) = explain_unclosed(text, lines.range(line), span);
        faults.push(Fault { file, span, within: None, kind: FaultKind::Syntax(kind) });
    }
}

/// The parser leaves numbers as they are written, and takes `0b` and digits of other scripts for such.
fn tell_numbers(file: FileId, table: &DeTable, faults: &mut Vec<Fault>) {
    let mut values: Vec<_> = table.values().collect();
    while let Some(value) = values.pop() {
        let fault = match value.get_ref() {
            DeValue::Array(items) => {
                values.extend(items.iter());
                None
            }
            DeValue::Table(table) => {
                values.extend(table.values());
                None
            }
            DeValue::Integer(integer) => explain_integer(integer),
            DeValue::Float(float) => float.as_str().parse::<f64>().err().map(|_| not_a_number()),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => None,
        };
        let span = Span::from(value.span());
        faults.extend(fault.map(|fault| Fault { file, span, within: None, kind: FaultKind::Syntax(fault) }));
    }
}

fn explain_integer(integer: &DeInteger) -> Option<SyntaxFault> {
    let error = i64::from_str_radix(integer.as_str(), integer.radix()).err()?;
    Some(match error.kind() {
        IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => SyntaxFault::NumberTooLarge,
        _ => not_a_number(),
    })
}

fn not_a_number() -> SyntaxFault {
    SyntaxFault::Other("this is not a number".to_owned())
}

/// Of the syntax faults leaves the first ones, and says how many more there are.
fn limit(file: FileId, text: &str, faults: &mut Vec<Fault>) {
    faults.sort_by_key(|fault| fault.span);
    let mut count = 0;
    faults.retain(|fault| {
        count += usize::from(is_syntax(fault));
        count <= MOST_FAULTS || !is_syntax(fault)
    });
    if count > MOST_FAULTS {
        let kind = FaultKind::Syntax(SyntaxFault::More(count - MOST_FAULTS));
        faults.push(Fault { file, span: Span::new(text.len(), text.len()), within: None, kind });
    }
}

fn is_syntax(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::Syntax(_))
}

/// What somebody probably did who wrote this line.
fn explain(
    text: &str,
    line: std::ops::Range<usize>,
    at: std::ops::Range<usize>,
    error: &Error,
) -> (Span, SyntaxFault) {
    let content = text[line.clone()].trim_end();
    let here = Span::from(at.clone());
    if error.message().contains("duplicate key") {
        return (here, SyntaxFault::DuplicateKey);
    }
    if error.message().contains("escape") {
        return (here, SyntaxFault::Backslash);
    }
    let Some(equals) = content.find('=') else {
        return explain_without_equals(content, line.start, here);
    };
    if let Some(fault) = explain_colon(&content[..equals], line.start) {
        return fault;
    }
    let value = content[equals + 1..].trim_start();
    let start = line.start + content.len() - value.len();
    match value.chars().next() {
        None => (Span::new(line.start + equals, line.start + equals + 1), SyntaxFault::NoValue),
        Some(first) if CURLY.contains(&first) => {
            (Span::new(start, start + first.len_utf8()), SyntaxFault::CurlyQuotes)
        }
        Some('"' | '\'') => {
            let rest = closing(value).map(|end| (end, value[end..].trim_start()));
            match rest.map(|(end, rest)| (end, rest.chars().next())) {
                None | Some((_, None | Some('#'))) => (here, SyntaxFault::Other(error.message().to_owned())),
                Some((_, Some(','))) => {
                    (Span::new(start, line.start + content.len()), SyntaxFault::ListWithoutBrackets)
                }
                Some((end, Some(_))) => (Span::new(start + end - 1, start + end), SyntaxFault::QuoteInside),
            }
        }
        Some(first) if first.is_alphabetic() && !value.starts_with("true") && !value.starts_with("false") => {
            let word = value.split('#').next().unwrap_or(value).trim_end();
            (Span::new(start, start + word.len()), SyntaxFault::BareWord { word: word.to_owned() })
        }
        Some(_) => (here, SyntaxFault::Other(error.message().to_owned())),
    }
}

fn explain_without_equals(content: &str, line_start: usize, here: Span) -> (Span, SyntaxFault) {
    if let Some(fault) = explain_colon(content, line_start) {
        return fault;
    }
    let trimmed = content.trim_start();
    let start = line_start + content.len() - trimmed.len();
    match trimmed.chars().next() {
        // A line that continues an array, a header or a text is better left to the parser's own words.
        Some(first) if first.is_alphanumeric() || CURLY.contains(&first) => {
            (Span::new(start, line_start + content.len()), SyntaxFault::NoEquals)
        }
        _ => (here, SyntaxFault::Other("this is not a key with a value".to_owned())),
    }
}

/// `key: value`, seen before any `=`.
fn explain_colon(before: &str, line_start: usize) -> Option<(Span, SyntaxFault)> {
    let colon = before.find(':')?;
    let key = before[..colon].trim();
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    let span = Span::new(line_start + colon, line_start + colon + 1);
    plain.then(|| (span, SyntaxFault::Colon { key: key.to_owned() }))
}

fn explain_unclosed(text: &str, line: std::ops::Range<usize>, token: Span) -> (Span, SyntaxFault) {
    let start = token.start as usize;
    let before = text[line.start..start].trim_end();
    // `"He said "never" again` leaves its last mark unclosed: the trouble is the one inside.
    if before.contains('=') && !before.ends_with('=') {
        let value = before.split_once('=').map_or("", |(_, value)| value).trim_start();
        if let Some(end) = closing(value) {
            let at = line.start + (before.len() - value.len()) + end;
            return (Span::new(at - 1, at), SyntaxFault::QuoteInside);
        }
    }
    let width = if text[start..].starts_with("\"\"\"") || text[start..].starts_with("'''") { 3 } else { 1 };
    (Span::new(start, (start + width).min(text.len())), SyntaxFault::Unclosed)
}

/// The offset after the delimiter that closes the one-line text at the beginning of `value`.
fn closing(value: &str) -> Option<usize> {
    let delimiter = value.bytes().next()?;
    let mut escaped = false;
    for (at, byte) in value.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if delimiter == b'"' => escaped = true,
            _ if byte == delimiter => return Some(at + 1),
            _ => {}
        }
    }
    None
}
