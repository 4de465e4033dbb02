//! Transitions for people, the newest first.

use crate::render::escape::terminal;
use crate::render::page::{BOLD, Page, Piece, plain};
use crate::render::table::{self, Drawn};
use crate::render::{LIMIT, OutputOptions};
use crate::report::log::{Entry, LogReport};
use crate::report::table::Column;
use crate::report::words::{counted, said};
use std::io;
use unicode_width::UnicodeWidthStr;

/// Writes the life of one claim as a table, or what became of all commit by commit; and how much is not shown.
pub(crate) fn write(report: &LogReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let limit = options.limit.unwrap_or(LIMIT);
    if report.of_one {
        life(report, limit, options, out)?;
    } else {
        commits(report, limit, options, out)?;
    }
    let (count, more) = (report.count(), report.count().saturating_sub(limit));
    let gap = if count > 0 { "\n" } else { "" };
    writeln!(out, "{gap}{}", counted(count, "transition"))?;
    if more > 0 {
        writeln!(out, "{more} more not shown (--limit 0 shows all)")?;
    }
    Ok(())
}

fn life(report: &LogReport, limit: usize, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    // The life of one claim needs no column for its name.
    let mut names = report.entries().flat_map(|entry| [Some(entry.claim), entry.formerly]).flatten();
    let first = names.next();
    let one_name = names.all(|name| Some(name) == first);
    let columns = [
        Column { key: "when", title: "When", least: 10 },
        Column { key: "claim", title: if one_name { "Status" } else { "Claim" }, least: 20 },
        Column { key: "why", title: "Why", least: 20 },
    ];
    let rows = report.entries().take(limit).map(|entry| {
        let claim = if one_name { entry.status() } else { format!("{}\n{}", claim(&entry), entry.status()) };
        [when(&entry), claim, why(&entry)].map(Drawn::from).to_vec()
    });
    table::write(&columns, rows, Some(options.width), false, out)
}

/// Each commit with its own words, and below it what it did to claims: the sentence, then id, status and the rest.
fn commits(
    report: &LogReport,
    limit: usize,
    options: OutputOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = Page::new(options, out);
    let mut commit: Option<String> = None;
    for entry in report.entries().take(limit) {
        if commit.as_ref() != Some(&entry.commit) {
            if commit.is_some() {
                writeln!(page.out)?;
            }
            let head = format!("{} {}  ", entry.day(), entry.short);
            let subject = Piece { text: entry.subject.to_owned(), style: BOLD };
            let author = plain(&format!(" ({})", entry.author));
            page.paragraph(&head, &" ".repeat(head.width()), &[subject, author])?;
            commit = Some(entry.commit.clone());
        }
        let mut facts = vec![format!("{}: {}", claim(&entry), entry.status())];
        facts.extend(changes(&entry, false));
        let rest = plain(&facts.join("; "));
        match report.statement(entry.claim) {
            Some(statement) => {
                page.paragraph("  ", "  ", &[plain(statement)])?;
                page.paragraph("    ", "    ", &[rest])?;
            }
            None => page.paragraph("  ", "    ", &[rest])?,
        }
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

/// The commit's own words and author, the new rationale, and what changed with the status.
fn why(entry: &Entry) -> String {
    let subject = terminal(entry.subject).into_owned();
    let grounds = entry.grounds().map(|grounds| terminal(&grounds).into_owned()).unwrap_or_default();
    let lines = [subject, changes(entry, true).join("; "), grounds, format!("by {}", terminal(entry.author))];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The new rationale, `in_full` or only that there is one, and what else changed.
fn changes(entry: &Entry, in_full: bool) -> Vec<String> {
    let mut parts = Vec::new();
    match entry.rationale() {
        Some(rationale) if in_full => parts.push(format!("“{}”", terminal(rationale))),
        Some(_) if !entry.is_new() => parts.push("new rationale".to_owned()),
        _ => {}
    }
    parts.extend(entry.changes().iter().map(|change| said(change, |words| terminal(words).into_owned())));
    parts
}
