//! For programs: one JSON object (RFC 8259) with all that is known of a claim.
//!
//! The structs here, and those of the report that are `Serialize`, are the format. Fields may be added; what is there changes
//! only together with [`VERSION`].

use crate::render::OutputOptions;
use crate::render::json;
use crate::render::origins::json::{Origins, origins};
use crate::report::check::Location;
use crate::report::log::Entry;
use crate::report::passages::Passage;
use crate::report::record::Record;
use crate::report::show::{Neighbours, NextCheck, Past, ShowReport, ShownQuote};
use crate::report::words::Mark;
use serde::Serialize;
use std::io;

const VERSION: u32 = 3;

/// Writes everything.
pub(crate) fn write(report: &ShowReport, _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let (unknown, transitions) = match &report.past {
        Past::Known(log) => (None, log.entries().collect()),
        Past::Unknown(why) => (Some(&**why), Vec::new()),
    };
    let body = Show {
        asked: report.asked.as_deref(),
        claim: Claim {
            id: report.origins.id(),
            path: report.path(),
            state: report.origins.state(),
            earned: report.origins.earned(),
            overlays: report.overlays(),
            record: report.record(),
            next_check: report.next_check(),
        },
        evidence: report.quotes.iter().map(evidence).collect(),
        origins: origins(&report.origins),
        neighbours: &report.neighbours,
        history: History { unknown, transitions },
    };
    json::write("grounds-show", VERSION, body, out)
}

#[derive(Serialize)]
struct Show<'r> {
    /// The former id by which it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'r str>,
    claim: Claim<'r>,
    evidence: Vec<Evidence<'r>>,
    origins: Origins<'r>,
    #[serde(flatten)]
    neighbours: &'r Neighbours<'r>,
    history: History<'r>,
}

#[derive(Serialize)]
struct Claim<'r> {
    id: &'r str,
    path: &'r str,
    state: Mark,
    earned: &'static str,
    overlays: Vec<&'static str>,
    /// Every key of the record.
    #[serde(flatten)]
    record: Record<'r>,
    next_check: Option<NextCheck>,
}

#[derive(Serialize)]
struct Evidence<'r> {
    /// Every key of the block.
    #[serde(flatten)]
    record: Record<'r>,
    /// Every key of the source's record; null if there is none.
    document: Option<Record<'r>>,
    /// Was it found where it is said to be?
    stands: bool,
    /// The grade; `unread` or `skipped` if it was not looked for.
    grade: &'static str,
    /// What is wrong with it, in words.
    wrong: Option<&'r str>,
    /// Where it is written, in the claim.
    written: Option<&'r Location>,
    /// Where it was found, in the text; null if that is not at hand.
    passage: Option<&'r Passage>,
}

#[derive(Serialize)]
struct History<'r> {
    /// Why nothing is known, if nothing is.
    unknown: Option<&'r str>,
    transitions: Vec<Entry<'r>>,
}

fn evidence<'r>(quote: &'r ShownQuote<'r>) -> Evidence<'r> {
    Evidence {
        record: quote.record(),
        document: quote.source_record(),
        stands: quote.stands(),
        grade: quote.grade(),
        wrong: quote.wrong.as_deref(),
        written: quote.written.as_ref(),
        passage: quote.passage.as_ref(),
    }
}
