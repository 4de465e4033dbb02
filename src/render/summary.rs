//! The last lines of a check: what was looked at, and what came of it.

use super::escape::terminal;
use crate::diagnostic::Level;
use crate::evidence::Grade;
use crate::report::check::Counts;
use crate::rules::NEED_THE_TEXT;

/// A few lines of plain text. `not_shown` findings stand nowhere above them.
pub(super) fn lines(counts: &Counts, not_shown: usize) -> String {
    let mut lines = vec![
        compared(counts),
        looked_at(counts),
        quotes(counts),
        vouched(counts),
        broken(counts),
        outcome(counts),
    ];
    if not_shown > 0 {
        lines.push(format!("{not_shown} more not shown (--limit 0 shows all)"));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n") + "\n"
}

fn compared(counts: &Counts) -> String {
    counts.base.as_ref().map_or_else(String::new, |base| {
        format!("compared with {}, where this parted from `{}`", base.short, terminal(&base.named))
    })
}

fn looked_at(counts: &Counts) -> String {
    let statuses = counts.statuses.iter().map(|(status, count)| (status.name(), *count));
    let statuses: Vec<_> = statuses
        .chain([("withdrawn", counts.withdrawn)])
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| format!("{count} {status}"))
        .collect();
    let statuses = if statuses.is_empty() { String::new() } else { format!(" ({})", statuses.join(", ")) };
    format!(
        "{}{statuses}, {}",
        counted(counts.claims, "claim", "claims"),
        counted(counts.sources, "source", "sources")
    )
}

fn quotes(counts: &Counts) -> String {
    if counts.quotes() == 0 {
        return String::new();
    }
    let grades: Vec<_> =
        counts.grades.iter().map(|(grade, count)| format!("{count} {}", grade.name())).collect();
    let grades = if grades.is_empty() { String::new() } else { format!(" ({})", grades.join(", ")) };
    format!(
        "{}: {} checked{grades} + {} unread + {} skipped",
        counted(counts.quotes(), "quote", "quotes"),
        counts.checked,
        counts.unread,
        counts.skipped
    )
}

/// What was found by fingerprint, and what was therefore not judged.
fn vouched(counts: &Counts) -> String {
    // As many ids as a line of the summary bears.
    const MOST_NAMED: usize = 8;
    let count = counts.of_grade(Grade::Fingerprint);
    if count == 0 {
        return String::new();
    }
    let named: Vec<_> =
        counts.vouched.iter().take(MOST_NAMED).map(|id| format!("`{}`", terminal(id))).collect();
    let unnamed = counts.vouched.len().saturating_sub(MOST_NAMED);
    let more = if unnamed == 0 { String::new() } else { format!(" and {unnamed} more") };
    let quotes = counted(count, "quote", "quotes");
    format!(
        "{quotes} by fingerprint: vouched for by whoever pinned {}{more}, not verified here\n\
         not judged: {quotes} by fingerprint, as to {}",
        named.join(", "),
        NEED_THE_TEXT.join(", ")
    )
}

fn broken(counts: &Counts) -> String {
    match counts.broken {
        0 => String::new(),
        1 => "1 claim could not be read whole, and its quotes were not looked at".to_owned(),
        broken => format!("{broken} claims could not be read whole, and their quotes were not looked at"),
    }
}

/// The counts of errors, warnings and notes, in words.
pub(super) fn outcome(counts: &Counts) -> String {
    let [errors, warnings, notes] = Level::ALL.map(|level| counts.of_level(level));
    let silenced = match counts.silenced {
        0 => String::new(),
        silenced => format!("; {silenced} silenced by a comment"),
    };
    let aside = match (counts.aside.all(), counts.aside.until) {
        (count @ 1.., Some(until)) => format!("; {count} set aside, the first until {until}"),
        _ => String::new(),
    };
    format!(
        "{}, {}, {}{silenced}{aside}",
        counted(errors, "error", "errors"),
        counted(warnings, "warning", "warnings"),
        counted(notes, "note", "notes")
    )
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
