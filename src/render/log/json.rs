//! Transitions for programs: one JSON object (RFC 8259) with all of them, or one a line (jsonlines.org).
//!
//! The structs here are the format. Fields may be added; what is there changes only together with [`VERSION`].

use crate::model::state::State;
use crate::render::json::Sequence;
use crate::render::{OutputOptions, escape};
use crate::report::log::{Entry, LogReport};
use rayon::prelude::*;
use serde::Serialize;
use std::io;
use std::ops::Range;

/// The version of the format.
const VERSION: u32 = 1;

/// Writes all transitions, unless fewer are asked for, in one object.
pub(crate) fn object(report: &LogReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let limit = options.limit.unwrap_or(usize::MAX);
    let envelope = Envelope {
        format: "grounds-log",
        version: VERSION,
        grounds: env!("CARGO_PKG_VERSION"),
        not_shown: report.count().saturating_sub(limit),
        transitions: Sequence::of(report.entries().take(limit).map(transition)),
    };
    escape::json(&envelope, out)
}

/// Writes each transition in a line of its own; all of them, unless fewer are asked for.
pub(crate) fn lines(report: &LogReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let count = report.count().min(options.limit.unwrap_or(usize::MAX));
    let starts: Vec<_> = (0..count).step_by(PAGE).collect();
    for some in starts.chunks(PAGES) {
        let page = |&start: &usize| page(report, start..count.min(start + PAGE));
        let pages: Vec<io::Result<Vec<u8>>> = some.par_iter().map(page).collect();
        pages.into_iter().try_for_each(|page| out.write_all(&page?))?;
    }
    Ok(())
}

/// So many lines are made at a time, on as many threads as there are, and so many times that many are kept at most.
const PAGE: usize = 256;
const PAGES: usize = 32;

fn page(report: &LogReport, range: Range<usize>) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for entry in report.entries_in(range) {
        escape::json_line(&transition(entry), &mut lines)?;
    }
    Ok(lines)
}

#[derive(Serialize)]
struct Envelope<T: Serialize> {
    format: &'static str,
    version: u32,
    /// The program's version.
    grounds: &'static str,
    not_shown: usize,
    transitions: T,
}

/// One transition.
#[derive(Serialize)]
pub(crate) struct Transition<'e> {
    claim: &'e str,
    /// The id that it had before this commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    formerly: Option<&'e str>,
    kind: &'static str,
    /// A status, `withdrawn` or `unreadable`; null if there was no claim.
    from: Option<&'static str>,
    /// The same; null if there is none any more.
    to: Option<&'static str>,
    /// Of a merge that settles what its parents had brought apart: the states that it drops.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dropped: Vec<Option<&'static str>>,
    /// RFC 3339, in the time zone of whoever made the commit; null if no calendar has it.
    date: Option<String>,
    author: &'e str,
    email: &'e str,
    commit: String,
    subject: &'e str,
    path: &'e str,
    reason: Reason<'e>,
}

#[derive(Serialize)]
struct Reason<'e> {
    /// The rationale that came with it; null if it is as it was.
    rationale: Option<&'e str>,
    #[serde(skip_serializing_if = "is_false")]
    rationale_dropped: bool,
    /// The sources of evidence that came with it.
    gained: &'e [Box<str>],
    /// The sources of evidence that went with it.
    lost: &'e [Box<str>],
    #[serde(skip_serializing_if = "is_false")]
    statement_changed: bool,
}

// The form that serde asks for.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !value
}

/// What is said of a transition.
pub(crate) fn transition(entry: Entry<'_>) -> Transition<'_> {
    let made = entry.transition;
    Transition {
        claim: entry.claim,
        formerly: entry.formerly,
        kind: entry.kind.name(),
        from: state(made.from),
        to: state(made.to),
        dropped: made.dropped.iter().map(|&dropped| state(dropped)).collect(),
        date: entry.at.map(|at| at.to_rfc3339()),
        author: entry.author,
        email: entry.email,
        commit: entry.commit,
        subject: entry.subject,
        path: entry.path,
        reason: Reason {
            rationale: made.reason.rationale.as_deref(),
            rationale_dropped: made.reason.rationale_dropped,
            gained: &made.reason.gained,
            lost: &made.reason.lost,
            statement_changed: made.reason.restated,
        },
    }
}

fn state(state: State) -> Option<&'static str> {
    (state != State::Absent).then(|| state.name())
}
