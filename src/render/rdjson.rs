//! reviewdog's diagnostic format (`DiagnosticResult` of reviewdog/proto/rdf): for comments in reviews, on whatever host
//! reviewdog knows.

use super::json::Sequence;
use super::{OutputOptions, escape, said};
use crate::diagnostic::Level;
use crate::report::check::{self as report, CheckReport, Finding};
use serde::Serialize;
use std::io;

/// Writes the outcome of a check. All findings, unless fewer are asked for.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let findings = report.findings(options.limit.unwrap_or(usize::MAX));
    let result = DiagnosticResult {
        source: Source { name: env!("CARGO_PKG_NAME") },
        diagnostics: Sequence::of(findings.map(|finding| diagnostic(finding, options.from_here))),
    };
    escape::json(&result, out)
}

#[derive(Serialize)]
struct DiagnosticResult<D: Serialize> {
    source: Source,
    diagnostics: D,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code,
    /// Lines that GitHub and others offer to change, for somebody to accept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

/// The end is the first byte after the place.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Counted from 1, columns in bytes of UTF-8.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

fn diagnostic(finding: Finding, from_here: &str) -> Diagnostic {
    let message: Vec<_> = said::lines(&finding).iter().map(|line| escaped(line)).collect();
    let labelled = finding.other_places.into_iter().map(|place| (place.text.clone(), place));
    let noted = finding.notes.into_iter().flat_map(|note| {
        let words = move |place: &report::Location| {
            if place.text.is_empty() { note.message.clone() } else { place.text.clone() }
        };
        note.places.into_iter().map(move |place| (words(&place), place))
    });
    let related = labelled.chain(noted);
    Diagnostic {
        message: message.join("\n\n"),
        severity: match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note => "INFO",
        },
        code: Code { value: finding.rule },
        related_locations: related
            .map(|(words, place)| Related { message: escaped(&words), location: location(place, from_here) })
            .collect(),
        suggestions: finding.fix.into_iter().flat_map(|fix| fix.edits).map(suggestion).collect(),
        location: location(finding.place, from_here),
    }
}

/// What is in the file afterwards: not escaped.
fn suggestion(edit: report::Edit) -> Suggestion {
    Suggestion { range: range(&edit.place), text: edit.replacement }
}

/// reviewdog puts a message into a comment in Markdown, where strangers' words can only be read inside of code spans.
fn escaped(words: &str) -> String {
    escape::code_span(words)
}

fn location(place: report::Location, from_here: &str) -> Location {
    let range = range(&place);
    Location {
        path: if place.leads_there { format!("{from_here}{}", place.path) } else { place.path },
        range,
    }
}

fn range(place: &report::Location) -> Range {
    Range {
        start: Position { line: place.line, column: place.byte_column },
        end: Position { line: place.end_line, column: place.end_byte_column },
    }
}
