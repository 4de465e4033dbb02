//! A file as a TOML table, and its syntax errors in the words of the people who make them.

use super::fault::{Fault, FaultKind, SyntaxFault};
use super::scan::{self, Scan};
use super::{Parsed, Remarks, mistakes};
use crate::text::lines::LineIndex;
use crate::text::span::{FileId, Span};
use std::collections::BTreeSet;
use std::num::IntErrorKind;
use std::ops::Range;
use toml::de::{DeInteger, DeTable, DeValue, Error};

/// At most so many syntax faults are told for one file.
const MOST_FAULTS: usize = 20;

/// A file is parsed again for each mistake, but of a large one no more than so many bytes.
const MOST_BYTES: usize = 2 << 20;

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
    let sound = errors.is_empty();
    if !sound && !scanned {
        scan = scan::scan(file, text, &mut remarks);
    }
    if !scan.merge_markers && !errors.is_empty() {
        tell_mistakes(file, text, errors, &mut remarks.faults);
    }
    if sound {
        tell_numbers(file, table.get_ref(), &mut remarks.faults);
    }
    limit(file, text, &mut remarks.faults);
    let sound = sound && !scan.merge_markers && !remarks.faults.iter().any(is_syntax);
    Parsed { table: table.into_inner(), sound, remarks }
}

/// The parser stumbles many times over one mistake. So the first one is told and taken out, and the parser tries again.
fn tell_mistakes(file: FileId, text: &str, mut errors: Vec<Error>, faults: &mut Vec<Fault>) {
    let lines = LineIndex::new(text);
    let line_of = |span: Span| lines.line(span.start as usize);
    let mut told: BTreeSet<usize> =
        faults.iter().filter(|fault| is_syntax(fault)).map(|fault| line_of(fault.span)).collect();
    let mut rest = text.to_owned();
    let rounds = (MOST_BYTES / text.len().max(1)).clamp(1, MOST_FAULTS);
    for _ in 0..rounds {
        let Some((at, error)) = places(&errors, text).min_by_key(|(at, _)| at.start) else { return };
        let mistake = mistakes::first(&rest, at, error.message());
        mistake.take_out(&mut rest);
        let span = mistake.span;
        let last = matches!(mistake.kind, FaultKind::MergeMarkers(_));
        if matches!(mistake.kind, FaultKind::Syntax(SyntaxFault::UnclosedBracket { .. })) {
            // The line break in it is no mistake of its own.
            faults.retain(|fault| !is_syntax(fault) || line_of(fault.span) != line_of(span));
            told.remove(&line_of(span));
        }
        if told.insert(line_of(span)) {
            faults.push(Fault { file, span, within: None, kind: mistake.kind });
        }
        if last {
            return;
        }
        errors = DeTable::parse_recoverable(&rest).1;
    }
    for (at, error) in places(&errors, text) {
        let span = Span::from(at);
        if told.insert(line_of(span)) {
            let kind = FaultKind::Syntax(SyntaxFault::Other(error.message().to_owned()));
            faults.push(Fault { file, span, within: None, kind });
        }
    }
}

/// Where the parser stumbled, as places between the characters of `text`.
fn places<'e>(errors: &'e [Error], text: &str) -> impl Iterator<Item = (Range<usize>, &'e Error)> {
    errors.iter().map(move |error| {
        let range = error.span().unwrap_or(0..0);
        let start = text.floor_char_boundary(range.start);
        (start..text.floor_char_boundary(range.end.max(start)), error)
    })
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
    SyntaxFault::NotANumber
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
