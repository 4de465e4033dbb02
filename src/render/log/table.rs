//! Transitions for people: a table, the newest first.

use crate::model::state::State;
use crate::render::escape::terminal;
use crate::render::table::{self, Drawn};
use crate::render::{LIMIT, OutputOptions};
use crate::report::log::{Entry, Kind, LogReport};
use crate::report::table::Column;
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
        let claim = if one_name { status(&entry) } else { format!("{}\n{}", claim(&entry), status(&entry)) };
        [when(&entry), claim, why(&entry, report.of_one)].map(Drawn::from).to_vec()
    });
    table::write(&columns, rows, Some(options.width), false, out)?;
    let (count, more) = (report.count(), report.count().saturating_sub(limit));
    let counted = if count == 1 { "1 transition".to_owned() } else { format!("{count} transitions") };
    writeln!(out, "\n{counted}")?;
    if more > 0 {
        writeln!(out, "{more} more not shown (--limit 0 shows all)")?;
    }
    Ok(())
}

/// The day, and the commit.
fn when(entry: &Entry) -> String {
    let day = entry.at.map_or_else(|| "no date".to_owned(), |at| at.format("%Y-%m-%d").to_string());
    format!("{day}\n{}", entry.short)
}

fn claim(entry: &Entry) -> String {
    match entry.formerly {
        Some(former) => format!("{}, formerly {}", terminal(entry.claim), terminal(former)),
        None => terminal(entry.claim).into_owned(),
    }
}

/// `unsubstantiated → documented`
pub(crate) fn status(entry: &Entry) -> String {
    let made = entry.transition;
    match entry.kind {
        Kind::Added => format!("new: {}", made.to.name()),
        Kind::Removed => format!("{} → removed", made.from.name()),
        Kind::Renamed => made.to.name().to_owned(),
        Kind::Unreadable if made.from == State::Absent => "new: unreadable".to_owned(),
        Kind::Resolved => {
            let dropped: Vec<_> = made.dropped.iter().map(|dropped| dropped.name()).collect();
            format!("resolved to {}, dropping {}", made.to.name(), dropped.join(" and "))
        }
        _ => format!("{} → {}", made.from.name(), made.to.name()),
    }
}

/// The commit's own words and author, and what changed with the status; in the life of one claim the new rationale too.
fn why(entry: &Entry, in_full: bool) -> String {
    let reason = &entry.transition.reason;
    let is_new = matches!(entry.transition.from, State::Absent);
    let mut parts = Vec::new();
    match &reason.rationale {
        Some(rationale) if in_full => parts.push(format!("“{}”", terminal(rationale.trim()))),
        Some(_) if !is_new => parts.push("new rationale".to_owned()),
        _ if reason.rationale_dropped => parts.push("rationale dropped".to_owned()),
        _ => {}
    }
    if reason.restated {
        parts.push("statement changed".to_owned());
    }
    if !is_new {
        parts.extend(reason.sources().map(|(what, source)| format!("{what} {}", terminal(source))));
    }
    let subject = terminal(entry.subject);
    let lines = [subject.into_owned(), parts.join("; "), format!("by {}", terminal(entry.author))];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
