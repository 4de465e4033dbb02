//! How one claim is shown whole: on a terminal, in a document, to a program.

pub(super) mod full;
pub(super) mod json;
pub(super) mod markdown;

use crate::evidence::{Grade, Verdict};
use crate::model::claim::Judges;
use crate::model::date::Period;
use crate::model::source::Source;
use crate::report::show::{Conflict, ShowReport, ShownQuote};
use chrono::NaiveDate;

/// How words out of files are written in some place.
type Say<'a> = &'a dyn Fn(&str) -> String;

/// So many transitions are shown to people.
const NEWEST: usize = 5;

/// What the status is about.
pub(super) fn judges(judges: Judges) -> &'static str {
    match judges {
        Judges::Fact => "fact: that it is so",
        Judges::Saying => "saying: that these words were said",
        Judges::Act => "act: the claimant's own act, plan or position",
    }
}

/// The status with what to know beside it, or that there is none.
fn status(report: &ShowReport) -> String {
    let facts = &report.origins.facts;
    let overlays = facts.standing.overlays.iter().map(|overlay| format!(", {overlay}"));
    format!("{}{}", facts.state.name(), overlays.collect::<String>())
}

/// Who made the claim, and when.
fn claimant(report: &ShowReport, say: Say) -> Option<String> {
    let claim = report.origins.facts.claim;
    let on = claim.claimed_on.as_ref().map(|on| {
        let inferred = claim.date_inferred_from.as_ref();
        let from = inferred.map(|from| format!(" (inferred from {})", say(&from.value)));
        format!("{}{}", on.value, from.unwrap_or_default())
    });
    let by = claim.claimant.as_ref().map(|by| say(&by.value));
    joined([by, on], ", ")
}

/// Who checked it, and when.
pub(super) fn checked(report: &ShowReport, say: Say) -> Option<String> {
    let check = report.origins.facts.claim.checked.as_ref()?;
    let on = check.on.as_ref().map(|on| on.value.to_string());
    let by = check.by.as_ref().map(|by| format!("by {}", say(&by.value)));
    joined([on, by], " ")
}

/// When somebody should look again.
pub(super) fn next_check(report: &ShowReport) -> Option<(NaiveDate, bool)> {
    report.origins.facts.due.map(|due| (due.day, due.day < report.today))
}

fn next_check_in_words(report: &ShowReport) -> Option<String> {
    next_check(report).map(|(day, overdue)| if overdue { format!("{day}, overdue") } else { day.to_string() })
}

/// The day, or the days, of what is written.
fn days(period: Option<&crate::text::span::Spanned<Period>>) -> Option<String> {
    period.map(|period| period.value.to_string())
}

/// The document that is quoted: title, publisher or authors, date.
pub(super) fn document(source: &Source, say: Say) -> String {
    let mut about: Vec<String> = source.title.iter().map(|title| say(&title.value)).collect();
    about.extend(source.publisher.iter().chain(&source.authors).map(|name| say(&name.value)));
    let inferred = if source.date_inferred_from.is_some() { " (inferred)" } else { "" };
    about.extend(source.published.as_ref().map(|on| format!("{}{inferred}", on.value)));
    if let Some(retracted) = &source.retracted {
        let on = days(retracted.on.as_ref()).map_or_else(String::new, |on| format!(" on {on}"));
        let because = retracted.because.as_ref().map(|why| format!(" because: {}", say(&why.value)));
        about.push(format!("retracted{on}{}", because.unwrap_or_default()));
    }
    about.join(", ")
}

/// The grade of a quote, or that it was not looked at.
pub(super) fn grade(quote: &ShownQuote) -> &'static str {
    outcome(quote.verdict)
}

/// The grade that a verdict is, or that there is none.
pub(super) fn outcome(verdict: &Verdict) -> &'static str {
    match (verdict.grade().map(Grade::name), verdict) {
        (Some(grade), _) => grade,
        (None, Verdict::Unread(_)) => "unread",
        (None, _) => "skipped",
    }
}

/// `sources/gazette.md:7`
fn place(at: &crate::report::check::Location) -> String {
    format!("{}:{}", at.path, at.line)
}

/// Where a claim that cannot hold beside this one stands.
pub(super) fn conflict_state(conflict: &Conflict) -> &'static str {
    if conflict.claim.is_some() { conflict.state.name() } else { "no such claim" }
}

fn joined(parts: [Option<String>; 2], with: &str) -> Option<String> {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(with))
}
