//! The last lines of a check: what was looked at, and what came of it.

use super::escape::terminal;
use crate::diagnostic::Level;
use crate::report::check::{CheckReport, Counts, Findings, NEEDS_WORDS, StoryCounts, need_the_text};
use crate::report::words::counted;

/// What stands below the findings; when less is to be said, what failed, if anything did.
pub(super) fn of(report: &CheckReport, findings: &Findings, quiet: bool) -> String {
    match quiet {
        true if report.counts.fails() => outcome(&report.counts) + "\n",
        true => String::new(),
        false => lines(&report.counts, findings.not_shown, findings.notes),
    }
}

/// The same for whoever reads each finding with its lines: below the counts what to begin with.
pub(super) fn with_remedies(report: &CheckReport, findings: &Findings, quiet: bool) -> String {
    let remedies = [by_rule(&report.counts), fixable(&report.counts)];
    let remedies = remedies.into_iter().filter(|line| !quiet && !line.is_empty());
    remedies.fold(of(report, findings, quiet), |lines, line| lines + &line + "\n")
}

/// A few lines of plain text. `not_shown` findings are not above them, nor are so many `notes`, which graver ones keep away.
pub(super) fn lines(counts: &Counts, not_shown: usize, notes: usize) -> String {
    let mut lines = vec![
        compared(counts),
        looked_at(counts),
        stories(&counts.stories),
        quotes(counts),
        vouched(counts),
        not_looked_for(counts),
        not_judged(counts),
        broken(counts),
        outcome(counts),
    ];
    let hidden = [(not_shown, "more"), (notes, if notes == 1 { "note" } else { "notes" })];
    let hidden: Vec<_> = hidden
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if !hidden.is_empty() {
        lines.push(format!("{} not shown (--limit 0 shows all)", hidden.join(" and ")));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n") + "\n"
}

fn compared(counts: &Counts) -> String {
    counts.base.as_ref().map_or_else(String::new, |base| {
        format!("compared with {}, the merge base of your branch and `{}`", base.short, terminal(&base.named))
    })
}

fn looked_at(counts: &Counts) -> String {
    let others = [
        ("withdrawn", counts.withdrawn),
        ("unreadable", counts.broken),
        ("without a status", counts.without_status),
    ];
    let more = match counts.not_earned {
        0 => String::new(),
        1 => "; 1 claim says more than it has earned".to_owned(),
        many => format!("; {many} claims say more than they have earned"),
    };
    format!(
        "{}{}, {}{more}",
        counted(counts.claims, "claim"),
        in_brackets(counts.statuses.iter().copied().chain(others)),
        counted(counts.sources, "source")
    )
}

fn stories(counts: &StoryCounts) -> String {
    let StoryCounts { total, without_text, facts, left } = *counts;
    if total == 0 {
        return String::new();
    }
    let unread = match without_text {
        0 => String::new(),
        1 => "; 1 text is not here".to_owned(),
        many => format!("; {many} texts are not here"),
    };
    let stories = if total == 1 { "1 story".to_owned() } else { format!("{total} stories") };
    format!(
        "{stories}: {} to check, {} covered, {left} left{unread}",
        counted(facts, "sentence"),
        facts - left
    )
}

fn quotes(counts: &Counts) -> String {
    if counts.quotes() == 0 {
        return String::new();
    }
    let grades = in_brackets(counts.grades.iter().copied());
    let Counts { checked, unread, skipped, .. } = counts;
    let all = counted(counts.quotes(), "quote");
    format!("{all}: {checked} checked{grades} + {unread} unread + {skipped} skipped")
}

/// ` (2 documented, 1 withdrawn)`, without those that there are none of.
fn in_brackets(counts: impl Iterator<Item = (&'static str, usize)>) -> String {
    let counts: Vec<_> =
        counts.filter(|(_, count)| *count > 0).map(|(name, count)| format!("{count} {name}")).collect();
    if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) }
}

/// What was found by fingerprint, and what was therefore not judged.
fn vouched(counts: &Counts) -> String {
    // As many ids as a line of the summary bears.
    const MOST_NAMED: usize = 8;
    if counts.by_fingerprint == 0 {
        return String::new();
    }
    let named: Vec<_> =
        counts.vouched.iter().take(MOST_NAMED).map(|id| format!("`{}`", terminal(id))).collect();
    let unnamed = counts.vouched.len().saturating_sub(MOST_NAMED);
    let more = if unnamed == 0 { String::new() } else { format!(" and {unnamed} more") };
    let quotes = counted(counts.by_fingerprint, "quote");
    format!(
        "{quotes} by fingerprint: vouched for by whoever pinned {}{more}, not verified here\n\
         not judged: {quotes} by fingerprint, as to {}",
        named.join(", "),
        need_the_text().collect::<Vec<_>>().join(", ")
    )
}

/// What failed, and was not looked for in every other source.
fn not_looked_for(counts: &Counts) -> String {
    match counts.not_looked_for_elsewhere {
        0 => String::new(),
        count => format!("not looked for elsewhere: {}", counted(count, "quote")),
    }
}

/// What was not judged because no words of the language are known.
fn not_judged(counts: &Counts) -> String {
    if counts.unlisted.is_empty() {
        return String::new();
    }
    let quotes = |(language, count): (&String, &usize)| {
        format!("{} in `{}`", counted(*count, "quote"), terminal(language))
    };
    let quotes: Vec<_> = counts.unlisted.iter().map(quotes).collect();
    format!("not judged: {}, as to {NEEDS_WORDS}", quotes.join(", "))
}

fn broken(counts: &Counts) -> String {
    match counts.broken {
        0 => String::new(),
        1 => "1 claim could not be read in full, so its quotes were not checked".to_owned(),
        broken => format!("{broken} claims could not be read in full, so their quotes were not checked"),
    }
}

/// Which rules found most, where that is more than one sees at a glance.
fn by_rule(counts: &Counts) -> String {
    const AT_A_GLANCE: usize = 5;
    const MOST_NAMED: usize = 6;
    let all: usize = counts.rules.iter().map(|(_, count)| count).sum();
    if all <= AT_A_GLANCE {
        return String::new();
    }
    let named = counts.rules.iter().take(MOST_NAMED).map(|(rule, count)| format!("{count} {rule}"));
    let more = counts.rules.len().saturating_sub(MOST_NAMED);
    let more = (more > 0).then(|| format!("more of {}", counted(more, "rule")));
    let named: Vec<_> = named.chain(more).collect();
    format!("by rule: {} (grounds explain RULE)", named.join(", "))
}

/// What `grounds fix` may do.
fn fixable(counts: &Counts) -> String {
    match counts.fixable {
        0 => String::new(),
        1 => "grounds fix --unsafe --dry-run shows whether 1 of them can be fixed, and how".to_owned(),
        count => format!("grounds fix --unsafe --dry-run shows which of {count} can be fixed, and how"),
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
        counted(errors, "error"),
        counted(warnings, "warning"),
        counted(notes, "note")
    )
}
