//! Transitions for people: a table, the newest first.

use crate::render::escape::terminal;
use crate::render::table::{self, Drawn};
use crate::render::{LIMIT, OutputOptions};
use crate::report::log::{Entry, LogReport};
use crate::report::table::Column;
use crate::report::words::{counted, said};
use std::io;

/// Writes the table, and what it does not show.
pub(crate) fn write(report: &LogReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let limit = options.limit.unwrap_or(LIMIT);
    // The life of one claim needs no column for its name.
    let mut names = report.entries().flat_map(|entry| [Some(entry.claim), entry.formerly]).flatten();
    let first = names.next();
    let one_name = report.of_one && names.all(|name| Some(name) == first);
    let columns = [
        Column { key: "when", title: "When", least: 10 },
        Column { key: "claim", title: if one_name { "Status" } else { "Claim" }, least: 20 },
        Column { key: "why", title: "Why", least: 20 },
    ];
    let rows = report.entries().take(limit).map(|entry| {
        let claim = if one_name { entry.status() } else { format!("{}\n{}", claim(&entry), entry.status()) };
        [when(&entry), claim, why(&entry, report.of_one)].map(Drawn::from).to_vec()
    });
    table::write(&columns, rows, Some(options.width), false, out)?;
    let (count, more) = (report.count(), report.count().saturating_sub(limit));
    writeln!(out, "\n{}", counted(count, "transition"))?;
    if more > 0 {
        writeln!(out, "{more} more not shown (--limit 0 shows all)")?;
    }
    Ok(())
}

/// The day, and the commit.
fn when(entry: &Entry) -> String {
    format!("{}\n{}", entry.day(), entry.short)
}

fn claim(entry: &Entry) -> String {
    match entry.formerly {
        Some(former) => format!("{}, formerly {}", terminal(entry.claim), terminal(former)),
        None => terminal(entry.claim).into_owned(),
    }
}

/// The commit's own words and author, and what changed with the status; in the life of one claim the new rationale too.
fn why(entry: &Entry, in_full: bool) -> String {
    let mut parts = Vec::new();
    match entry.rationale() {
        Some(rationale) if in_full => parts.push(format!("“{}”", terminal(rationale))),
        Some(_) if !entry.is_new() => parts.push("new rationale".to_owned()),
        _ => {}
    }
    parts.extend(entry.changes().iter().map(|change| said(change, |words| terminal(words).into_owned())));
    let subject = terminal(entry.subject).into_owned();
    let grounds = entry.grounds().map(|grounds| terminal(&grounds).into_owned()).unwrap_or_default();
    let lines = [subject, parts.join("; "), grounds, format!("by {}", terminal(entry.author))];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
