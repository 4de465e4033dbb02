//! Where a project stands, in a few numbers: what there is, what may be printed, what waits for a person.

use super::audit;
use super::check::Counts;
use super::facts::Sheet;
use super::words::counted;
use crate::diagnostic::Level;
use crate::evidence::Grade;
use crate::project::printable::{printable, ways};
use chrono::NaiveDate;

/// A few lines for whoever comes back to a project, each a sentence or two of our own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// How many claims there are, by status, and whether the quotes stand.
    pub claims: String,
    /// How many may be printed how.
    pub printable: String,
    /// What is wrong, and what waits for a person.
    pub waiting: String,
    /// When the next check is due, if one is.
    pub next: Option<String>,
}

/// What there is to say of a project that was checked.
pub fn here(counts: &Counts, sheet: &Sheet) -> Here {
    let statuses = counts.statuses.iter().rev().filter(|(_, count)| *count > 0);
    let statuses: Vec<_> = statuses.map(|(name, count)| format!("{count} {name}")).collect();
    let failed = [Grade::Altered, Grade::Absent].map(Grade::name);
    let passed = counts
        .grades
        .iter()
        .filter(|(grade, _)| !failed.contains(grade))
        .map(|(_, count)| count)
        .sum::<usize>();
    let quotes = match counts.quotes() {
        0 => String::new(),
        all => format!(" {passed} of {} verified.", counted(all, "quote")),
    };
    let of_all = counted(counts.claims, "claim");
    let claims = if statuses.is_empty() {
        format!("{of_all}.{quotes}")
    } else {
        format!("{of_all}: {}.{quotes}", statuses.join(", "))
    };
    Here { claims, printable: printed(sheet), waiting: waiting(counts, sheet), next: next(sheet) }
}

/// Of what a person has to look at, what no finding tells.
const NEEDS: [&str; 4] = [audit::CONTRADICTED, audit::CONTESTED, audit::OVERDUE, audit::NEVER_CHECKED];

fn printed(sheet: &Sheet) -> String {
    let all = || sheet.standing().map(|facts| printable(sheet.project, facts.at).how);
    let kinds = ways().filter_map(|(how, counted)| match all().filter(|other| *other == how).count() {
        0 => None,
        count => Some(format!("{count} {counted}")),
    });
    let kinds: Vec<_> = kinds.collect();
    if kinds.is_empty() { String::new() } else { format!("May be printed: {}.", kinds.join(", ")) }
}

fn waiting(counts: &Counts, sheet: &Sheet) -> String {
    let found = [Level::Error, Level::Warning].map(|level| (counts.of_level(level), level.name()));
    let found = found.into_iter().filter(|(count, _)| *count > 0);
    let needs = NEEDS.iter().filter_map(|what| {
        let count =
            sheet.claims.iter().filter(|facts| audit::reasons(facts).any(|reason| reason == *what)).count();
        (count > 0).then(|| format!("{count} {what}"))
    });
    let all: Vec<_> = found.map(|(count, level)| counted(count, level)).chain(needs).collect();
    if all.is_empty() {
        "Nothing waits for a person.".to_owned()
    } else {
        format!("For a person: {}.", all.join(", "))
    }
}

fn next(sheet: &Sheet) -> Option<String> {
    let due: Option<NaiveDate> = sheet.standing().filter_map(|facts| facts.due).map(|due| due.day).min();
    due.map(|day| format!("Next check due {day}."))
}
