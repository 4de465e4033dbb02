//! One line for each diagnostic: `path:line:column: level[rule] message`.

use super::{Look, escape, summary};
use crate::report::check::CheckReport;
use std::fmt::Write;

/// Writes the outcome of a check, one line a diagnostic, then the summary.
pub(super) fn check(report: &CheckReport, _: Look) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}] {}",
            escape::terminal(&finding.path),
            finding.line,
            finding.column,
            finding.level.name(),
            finding.rule,
            escape::terminal(&finding.message)
        );
    }
    out + &summary::lines(report)
}
