//! For a comment in a pull request, or the summary of a step: the counts, a table, the most serious first, then the lines in question.
//! Whatever comes out of files is in code spans and fences, where it can only be read.

use super::escape::{code_fence, code_span, table_cell};
use super::room::{COMMENT, fitting};
use super::{LIMIT, OutputOptions, full, summary};
use crate::report::check::{CheckReport, Finding};
use std::cmp::Reverse;
use std::io;

/// The most bytes of a comment that its table may take, so that there is room for the lines in question.
const LONGEST_TABLE: usize = 30_000;

/// Columns that a code block shows beside the navigation of a page.
const WIDTH: usize = 100;

/// Writes the outcome of a check. What has no room is counted.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let mut shown = report.of_change(options.limit.unwrap_or(LIMIT));
    let mut findings: Vec<_> = shown.by_ref().collect();
    findings.sort_by_key(|finding| Reverse(finding.level));
    let outcome = summary::outcome(&report.counts);
    let counts = summary::lines(&report.counts, shown.not_shown, shown.notes);
    let counts =
        counts.lines().filter(|line| **line != outcome).map(|line| format!("- {}\n", code_span(line)));
    let sign = if report.counts.fails() { "❌" } else { "✅" };
    let mut text = format!("### {sign} Claims: {outcome}\n\n{}", counts.collect::<String>());
    let options = OutputOptions { colour: false, width: WIDTH, ..options };
    let table = "\n| Level | Where | What | Rule |\n| --- | --- | --- | --- |\n";
    text += &fitting(table, findings.iter().map(row), usize::MAX, LONGEST_TABLE, "findings");
    let lines = findings.iter().map(|finding| lines(finding, options));
    let head = "\n<details><summary>The lines in question</summary>\n";
    let room = COMMENT.saturating_sub(text.len());
    let lines = fitting(head, lines, usize::MAX, room, "findings with their lines");
    if !lines.is_empty() {
        text += &lines;
        text += "\n</details>\n";
    }
    out.write_all(text.as_bytes())
}

fn row(finding: &Finding) -> String {
    let place = format!("{}:{}", finding.place.path, finding.place.line);
    format!(
        "| {} | {} | {} | {} |\n",
        finding.level.name(),
        table_cell(&code_span(&place)),
        table_cell(&code_span(&finding.message)),
        finding.rule
    )
}

fn lines(finding: &Finding, options: OutputOptions) -> String {
    let drawn: Vec<_> = full::drawing(finding, options).lines().map(str::to_owned).collect();
    format!("\n{}\n", code_fence("text", &drawn))
}
