//! For programs: one JSON object (RFC 8259) with all that is known of a claim.
//!
//! The structs here are the format. Fields may be added; what is there changes only together with [`VERSION`].

use crate::evidence::standing::Overlay;
use crate::model::claim::Text;
use crate::render::json::Keys;
use crate::render::log::json::{Transition, transition};
use crate::render::origins::json::{Origins, origins};
use crate::render::{OutputOptions, escape};
use crate::report::check::Location;
use crate::report::record::record;
use crate::report::show::{Past, ShowReport, ShownQuote};
use serde::Serialize;
use std::io;

/// The version of the format.
const VERSION: u32 = 2;

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
    earned: &'static str,
    overlays: Vec<&'static str>,
    /// Every key of the record.
    #[serde(flatten)]
    record: Keys<'r>,
    next_check: Option<NextCheck>,
}

#[derive(Serialize)]
struct NextCheck {
    day: String,
    overdue: bool,
}

#[derive(Serialize)]
struct Evidence<'r> {
    /// Every key of the block.
    #[serde(flatten)]
    record: Keys<'r>,
    /// Every key of the source's record; null if there is none.
    document: Option<Keys<'r>>,
    /// Was it found where it is said to be?
    stands: bool,
    /// The grade; `unread` or `skipped` if it was not looked for.
    grade: &'static str,
    /// What is wrong with it, in words.
    wrong: Option<&'r str>,
    /// Where it is written, in the claim.
    written: Option<Place<'r>>,
    /// Where it was found, in the text; null if that is not at hand.
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
    Claim {
        id: &facts.claim.id,
        path: facts.path,
        state: facts.state.name(),
        earned: facts.standing.earned.name(),
        overlays: facts.standing.overlays.iter().map(Overlay::name).collect(),
        record: Keys(record(facts.claim)),
        next_check: report.next_check().map(|(day, overdue)| NextCheck { day: day.to_string(), overdue }),
    }
}

fn evidence<'r>(quote: &'r ShownQuote<'r>) -> Evidence<'r> {
    Evidence {
        record: Keys(record(quote.evidence)),
        document: quote.source.map(|source| Keys(record(source))),
        stands: quote.verdict.stands(),
        grade: quote.grade(),
        wrong: quote.wrong.as_deref(),
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
