//! For programs: one JSON object (RFC 8259) with all that is known of a claim.
//!
//! The structs here are the format. Fields may be added; what is there changes only together with [`VERSION`].

use super::{grade, next_check};
use crate::evidence::standing::Overlay;
use crate::model::claim::{Judges, Stance, Text};
use crate::model::date::Period;
use crate::render::json::word;
use crate::render::log::json::{Transition, transition};
use crate::render::origins::json::{Origins, origins};
use crate::render::{OutputOptions, escape};
use crate::report::check::Location;
use crate::report::show::{Past, ShowReport, ShownQuote};
use crate::text::span::Spanned;
use serde::Serialize;
use std::io;

/// The version of the format.
const VERSION: u32 = 1;

/// Writes everything.
pub(crate) fn write(report: &ShowReport, _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let envelope = Envelope {
        format: "grounds-show",
        version: VERSION,
        grounds: env!("CARGO_PKG_VERSION"),
        asked: report.asked.as_deref(),
        claim: claim(report),
        evidence: report.quotes.iter().map(evidence).collect(),
        origins: origins(&report.origins),
        conflicts: report
            .conflicts
            .iter()
            .map(|conflict| Conflict {
                id: conflict.id,
                state: conflict.claim.map(|_| conflict.state.name()),
                statement: conflict.claim.and_then(|claim| said(claim.statement.as_ref())),
            })
            .collect(),
        history: match &report.past {
            Past::Known(log) => {
                History { unknown: None, transitions: log.entries().map(transition).collect() }
            }
            Past::Unknown(why) => History { unknown: Some(why), transitions: Vec::new() },
        },
    };
    escape::json(&envelope, out)
}

#[derive(Serialize)]
struct Envelope<'r> {
    format: &'static str,
    version: u32,
    /// The program's version.
    grounds: &'static str,
    /// The former id by which it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'r str>,
    claim: Claim<'r>,
    evidence: Vec<Evidence<'r>>,
    origins: Origins<'r>,
    conflicts: Vec<Conflict<'r>>,
    history: History<'r>,
}

#[derive(Serialize)]
struct Claim<'r> {
    id: &'r str,
    path: &'r str,
    /// A status, `withdrawn` or `unreadable`.
    state: &'static str,
    /// The status that is written, also of a claim that is given up.
    status: Option<&'static str>,
    earned: &'static str,
    overlays: Vec<&'static str>,
    statement: Option<&'r str>,
    judges: &'static str,
    claimant: Option<&'r str>,
    claimed_on: Option<String>,
    date_inferred_from: Option<&'r str>,
    as_of: Option<String>,
    due: Option<String>,
    topics: Vec<&'r str>,
    subjects: Vec<&'r str>,
    rationale: Option<&'r str>,
    formerly: Vec<&'r str>,
    withdrawn: Option<Withdrawn<'r>>,
    checked: Option<Checked<'r>>,
    next_check: Option<NextCheck>,
}

#[derive(Serialize)]
struct Withdrawn<'r> {
    on: Option<String>,
    because: Option<&'r str>,
}

#[derive(Serialize)]
struct Checked<'r> {
    by: Option<&'r str>,
    on: Option<String>,
}

#[derive(Serialize)]
struct NextCheck {
    day: String,
    overdue: bool,
}

#[derive(Serialize)]
struct Evidence<'r> {
    source: Option<&'r str>,
    title: Option<&'r str>,
    publisher: Option<&'r str>,
    published: Option<String>,
    quote: Option<&'r str>,
    stance: &'static str,
    /// Was it found where it is said to stand?
    stands: bool,
    /// The grade; `unread` or `skipped` if it was not looked for.
    grade: &'static str,
    /// What is wrong with it, in words.
    wrong: Option<&'r str>,
    origin: Option<&'r str>,
    part: Option<&'r str>,
    at: Option<&'r str>,
    translation: Option<&'r str>,
    note: Option<&'r str>,
    /// Where it is written, in the claim.
    written: Option<Place<'r>>,
    /// Where it stands, in the text; null if that is not at hand.
    passage: Option<Passage<'r>>,
}

/// Lines and columns are counted from 1, columns in Unicode characters.
#[derive(Serialize)]
struct Place<'r> {
    path: &'r str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Passage<'r> {
    place: Place<'r>,
    /// The sentences around it.
    sentence: Vec<Stretch<'r>>,
}

#[derive(Serialize)]
struct Stretch<'r> {
    text: &'r str,
    quoted: bool,
}

#[derive(Serialize)]
struct Conflict<'r> {
    id: &'r str,
    /// Null if there is no such claim.
    state: Option<&'static str>,
    statement: Option<&'r str>,
}

#[derive(Serialize)]
struct History<'r> {
    /// Why nothing is known, if nothing is.
    unknown: Option<&'r str>,
    transitions: Vec<Transition<'r>>,
}

fn claim<'r>(report: &'r ShowReport<'r>) -> Claim<'r> {
    let facts = &report.origins.facts;
    let claim = facts.claim;
    let list = |texts: &'r [Text]| texts.iter().map(|text| &*text.value).collect();
    Claim {
        id: &claim.id,
        path: facts.path,
        state: facts.state.name(),
        status: claim.status.as_ref().map(|status| status.value.name()),
        earned: facts.standing.earned.name(),
        overlays: facts.standing.overlays.iter().map(Overlay::name).collect(),
        statement: said(claim.statement.as_ref()),
        judges: word(&Judges::WORDS, claim.judges),
        claimant: said(claim.claimant.as_ref()),
        claimed_on: days(claim.claimed_on.as_ref()),
        date_inferred_from: said(claim.date_inferred_from.as_ref()),
        as_of: days(claim.as_of.as_ref()),
        due: days(claim.due.as_ref()),
        topics: list(&claim.topics),
        subjects: list(&claim.subjects),
        rationale: said(claim.rationale.as_ref()),
        formerly: list(&claim.formerly),
        withdrawn: claim.withdrawn.as_ref().map(|given_up| Withdrawn {
            on: days(given_up.on.as_ref()),
            because: said(given_up.because.as_ref()),
        }),
        checked: claim
            .checked
            .as_ref()
            .map(|check| Checked { by: said(check.by.as_ref()), on: days(check.on.as_ref()) }),
        next_check: next_check(report).map(|(day, overdue)| NextCheck { day: day.to_string(), overdue }),
    }
}

fn evidence<'r>(quote: &'r ShownQuote<'r>) -> Evidence<'r> {
    let evidence = quote.evidence;
    let gloss = evidence.gloss.as_ref();
    Evidence {
        source: said(evidence.source.as_ref()),
        title: quote.source.and_then(|source| said(source.title.as_ref())),
        publisher: quote.source.and_then(|source| said(source.publisher.as_ref())),
        published: quote.source.and_then(|source| days(source.published.as_ref())),
        quote: said(evidence.quote.as_ref()),
        stance: word(&Stance::WORDS, evidence.stance),
        stands: quote.verdict.stands(),
        grade: grade(quote),
        wrong: quote.wrong.as_deref(),
        origin: said(evidence.origin.as_ref()),
        part: said(evidence.part.as_ref()),
        at: said(evidence.location.as_ref().and_then(|location| location.at.as_ref())),
        translation: said(gloss.and_then(|gloss| gloss.translation.as_ref())),
        note: said(gloss.and_then(|gloss| gloss.note.as_ref())),
        written: quote.written.as_ref().map(place),
        passage: quote.passage.as_ref().map(|passage| Passage {
            place: place(&passage.place),
            sentence: passage
                .segments
                .iter()
                .map(|stretch| Stretch { text: &stretch.text, quoted: stretch.quoted })
                .collect(),
        }),
    }
}

fn place(at: &Location) -> Place<'_> {
    Place { path: &at.path, line: at.line, column: at.column }
}

fn said(text: Option<&Text>) -> Option<&str> {
    text.map(|text| &*text.value)
}

fn days(period: Option<&Spanned<Period>>) -> Option<String> {
    period.map(|period| period.value.to_string())
}
