//! GitLab's Code Quality report (docs.gitlab.com, "Code Quality report format"): an array of what is found, shown in a merge
//! request beside the lines that it changes.

use super::json::Sequence;
use super::{OutputOptions, escape, said};
use crate::diagnostic::Level;
use crate::report::check::{CheckReport, Finding};
use serde::Serialize;
use std::io;

/// Writes the outcome of a check. All findings, unless fewer are asked for.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let findings = report.findings(options.limit.unwrap_or(usize::MAX));
    escape::json_in_lines(&Sequence::of(findings.map(|finding| violation(finding, options.folder))), 1, out)
}

#[derive(Serialize)]
struct Violation {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

/// Counted from 1, the last one included.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn violation(finding: Finding, folder: &str) -> Violation {
    let said: Vec<_> = said::lines(&finding).iter().map(|line| escape::terminal(line).into_owned()).collect();
    let severity = match finding.level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    };
    let place = finding.place;
    Violation {
        description: said.join("; "),
        check_name: finding.rule,
        fingerprint: finding.key,
        severity,
        location: Location {
            path: if place.leads_there { format!("{folder}{}", place.path) } else { place.path },
            lines: Lines { begin: place.line, end: place.end_line },
        },
    }
}
