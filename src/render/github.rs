//! For GitHub's runner: commands that put each finding beside its line in the pull request, then the summary.
//!
//! A runner keeps ten annotations of a level and step, and drops the rest in silence.

use super::escape::{self, CommandPart};
use super::{LIMIT, OutputOptions, said, summary};
use crate::diagnostic::Level;
use crate::report::check::{CheckReport, Finding, Location};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;

/// The most annotations of a level that a runner keeps.
const KEPT: usize = 10;

/// Writes the outcome of a check: the most serious first, and no more than the runner keeps; of more than it keeps, one of
/// each file before the second of any.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let mut of_change = report.of_change(options.limit.unwrap_or(LIMIT));
    let findings: Vec<_> = of_change.by_ref().collect();
    let mut more = Vec::new();
    for level in Level::ALL {
        let annotated = spread(findings.iter().filter(|finding| finding.level == level));
        for finding in &annotated {
            writeln!(out, "{}", command(finding, options.folder))?;
        }
        let elsewhere = if level == Level::Note { of_change.notes } else { 0 };
        match report.counts.of_level(level) - annotated.len() - elsewhere {
            0 => {}
            1 => more.push(format!("1 more {}", level.name())),
            count => more.push(format!("{count} more {}s", level.name())),
        }
    }
    if !more.is_empty() {
        writeln!(out, "not annotated: {} (--format concise --limit 0 lists all)", more.join(", "))?;
    }
    write!(out, "{}", summary::lines(&report.counts, 0, of_change.notes))
}

/// At most as many as the runner keeps.
fn spread<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<&'f Finding> {
    let mut of_file: HashMap<&str, usize> = HashMap::new();
    let mut ranked: Vec<_> = findings
        .map(|finding| {
            let rank = of_file.entry(&finding.place.path).or_default();
            *rank += 1;
            (*rank, finding)
        })
        .collect();
    if ranked.len() > KEPT {
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.truncate(KEPT);
    }
    ranked.into_iter().map(|(_, finding)| finding).collect()
}

/// `::error file=...,line=...,title=...::message`
fn command(finding: &Finding, folder: &str) -> String {
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let place = &finding.place;
    let path = format!("{folder}{}", place.path);
    let mut properties = format!("title={}", escape::command(finding.rule, CommandPart::Property));
    let mut texts = Vec::new();
    // A path that has to be escaped would name another file, or none.
    if place.leads_there && escape::terminal(&path) == path {
        let file = escape::command(&path, CommandPart::Property);
        properties = format!("file={file}{},{properties}", lines(place));
    } else {
        texts.push(format!("{}:{}:{}", place.path, place.line, place.column));
    }
    texts.extend(said::lines(finding));
    let texts: Vec<_> = texts.iter().map(|text| escape::command(text, CommandPart::Data)).collect();
    format!("::{name} {properties}::{}", texts.join("%0A"))
}

/// The runner takes columns only where a place lies in one line.
fn lines(place: &Location) -> String {
    let mut lines = format!(",line={},endLine={}", place.line, place.end_line);
    if place.line == place.end_line {
        // Writing to a String cannot fail.
        let _ = write!(lines, ",col={},endColumn={}", place.column, place.end_column);
    }
    lines
}
