//! One line for each diagnostic: `path:line:column: level[rule] message`.

use super::{LIMIT, OutputOptions, escape, summary};
use crate::report::check::CheckReport;
use std::io;

/// Writes the outcome of a check, one line a diagnostic, then the summary.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let limit = options.limit.unwrap_or(LIMIT);
    let mut findings = if options.quiet { report.errors(limit) } else { report.findings(limit) };
    for finding in findings.by_ref() {
        writeln!(
            out,
            "{}:{}:{}: {}[{}] {}",
            escape::terminal(&finding.place.path),
            finding.place.line,
            finding.place.column,
            finding.level.name(),
            finding.rule,
            escape::terminal(&finding.message)
        )?;
    }
    write!(out, "{}", summary::of(report, &findings, options.quiet))
}
