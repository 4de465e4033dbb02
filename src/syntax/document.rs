//! Parsing TOML, with syntax errors explained for people who do not know TOML.

use super::fault::{Fault, FaultKind, Remarks, SyntaxFault};
use super::mistakes::{self, NOT_A_NUMBER};
use super::scan::{self, Scan, is_merge_marker};
use super::statements::{FOREIGN_COMMENTS, begins, statements};
use super::typing_error::{Mistake, TypingError, place};
use crate::text::span::{FileId, Span};
use std::num::IntErrorKind;
use toml::de::{DeTable, DeValue};

/// The most syntax faults that are reported for one file.
const MOST_FAULTS: usize = 20;

const TOO_LARGE: (&str, &str, &str) = ("this number is too large", "more than 64 bits", "");

/// A parsed file and its TOML errors.
pub(super) struct Parsed<'t> {
    pub(super) table: DeTable<'t>,
    /// Is the table complete?
    pub(super) sound: bool,
    pub(super) remarks: Remarks,
}

pub(super) fn parse(file: FileId, text: &str) -> Parsed<'_> {
    let mut remarks = Remarks::default();
    let is_scanned = scan::is_needed(text);
    let mut scan = if is_scanned { scan::scan(file, text, &mut remarks) } else { Scan::default() };
    let mut table = DeTable::new();
    if scan.parsable {
        let (parsed, errors) = DeTable::parse_recoverable(text);
        table = parsed.into_inner();
        if errors.is_empty() {
            report_numbers(file, &table, &mut remarks.faults);
        } else {
            if !is_scanned {
                scan = scan::scan(file, text, &mut remarks);
            }
            if scan.parsable && !scan.merge_markers {
                report_mistakes(file, text, &mut remarks.faults);
            }
        }
    }
    let sound = !remarks.faults.iter().any(|fault| is_syntax(fault) || is_merge(fault));
    limit(file, text, &mut remarks.faults);
    Parsed { table, sound, remarks }
}

/// One mistake can cause many parser errors. So each statement is parsed alone first, and then the remaining ones together.
fn report_mistakes(file: FileId, text: &str, faults: &mut Vec<Fault>) {
    let statements = statements(text);
    let mut rest = text.to_owned();
    let mut reported = vec![false; statements.len()];
    let mut mistaken: Vec<Fault> = Vec::new();
    let (mut skipped_until, mut is_fenced) = (0, false);
    for (index, statement) in statements.iter().enumerate() {
        let (range, code) = (statement.range.clone(), statement.code);
        // A line that does not begin a statement probably belongs to the mistake above it.
        let follows = index > 0 && reported[index - 1] && !begins(code);
        if !follows && range.start >= skipped_until && !(is_fenced && code.starts_with("```")) {
            let own = &text[range.clone()];
            let errors = DeTable::parse_recoverable(own).1;
            let Some(error) = errors.iter().min_by_key(|error| place(error, own).start) else { continue };
            let error = TypingError::new(text, statement, error);
            let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
            if is_merge_marker(&text[line..range.start + error.line.len()]) {
                let lines = text[range.start..].lines().filter(|line| is_merge_marker(line)).count();
                let span = Span::new(range.start, range.start + error.line.len());
                faults.push(Fault { file, span, within: None, kind: FaultKind::MergeMarkers(lines) });
                break;
            }
            if mistaken.len() < MOST_FAULTS {
                let fault = mistakes::explain(error).into_fault(file, text);
                is_fenced |= text[fault.span.range()] == *"```";
                mistaken.push(fault);
                let comment = FOREIGN_COMMENTS.iter().find(|(mark, _)| code.starts_with(mark));
                let end = comment.and_then(|(_, end)| text[range.start..].find(end));
                skipped_until = range.start + end.unwrap_or_default();
            } else {
                // Beyond the limit, mistakes are only counted.
                mistaken.push(Mistake::unknown(code, "").into_fault(file, text));
            }
        }
        reported[index] = true;
        let blank = text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        rest.replace_range(range, &blank.collect::<String>());
    }
    // A fault from the scan in such a statement may be a consequence of the mistake.
    faults.retain(|fault| {
        let index = statements.partition_point(|one| one.range.start <= fault.span.start as usize);
        !is_syntax(fault) || index == 0 || !reported[index - 1]
    });
    faults.append(&mut mistaken);
    if !faults.iter().any(is_merge) {
        let duplicates = mistakes::duplicates(text, &rest, &statements, reported);
        faults.extend(duplicates.into_iter().map(|mistake| mistake.into_fault(file, text)));
    }
}

/// The parser does not convert numbers, and accepts `0b` and digits of other scripts.
fn report_numbers(file: FileId, table: &DeTable, faults: &mut Vec<Fault>) {
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
            DeValue::Integer(integer) => {
                let error = i64::from_str_radix(integer.as_str(), integer.radix()).err();
                error.map(|error| match error.kind() {
                    IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => TOO_LARGE,
                    _ => NOT_A_NUMBER,
                })
            }
            DeValue::Float(float) => float.as_str().parse::<f64>().err().map(|_| NOT_A_NUMBER),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => None,
        };
        let span = Span::from(value.span());
        faults.extend(fault.map(|(message, label, help)| {
            let kind = FaultKind::Syntax(SyntaxFault::new(message, label, help));
            Fault { file, span, within: None, kind }
        }));
    }
}

/// Keeps the first [`MOST_FAULTS`] syntax faults, and adds one with the number of the others.
fn limit(file: FileId, text: &str, faults: &mut Vec<Fault>) {
    faults.sort_by_key(|fault| fault.span);
    let mut count = 0;
    faults.retain(|fault| {
        count += usize::from(is_syntax(fault));
        count <= MOST_FAULTS || !is_syntax(fault)
    });
    if let Some(more @ 1..) = count.checked_sub(MOST_FAULTS) {
        let message = format!("{more} more lines of this file are not TOML");
        let kind = FaultKind::Syntax(SyntaxFault::new(message, "", "fix the ones above first"));
        faults.push(Fault { file, span: Span::new(text.len(), text.len()), within: None, kind });
    }
}

fn is_syntax(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::Syntax(_))
}

fn is_merge(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::MergeMarkers(_))
}
