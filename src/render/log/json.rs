//! Transitions for programs: one JSON object (RFC 8259) with all of them, or one a line (jsonlines.org).
//!
//! The struct here and [`Entry`](crate::report::log::Entry) are the format. Fields may be added; what is there changes only
//! together with [`VERSION`].

use crate::render::json::{self, Sequence};
use crate::render::{OutputOptions, escape};
use crate::report::log::LogReport;
use rayon::prelude::*;
use serde::Serialize;
use std::io;
use std::ops::Range;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Log<T: Serialize> {
    not_shown: usize,
    transitions: T,
}

/// Writes all transitions, unless fewer are asked for, in one object.
pub(crate) fn object(report: &LogReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let limit = options.limit.unwrap_or(usize::MAX);
    let not_shown = report.count().saturating_sub(limit);
    let transitions = Sequence::of(report.entries().take(limit));
    json::write("grounds-log", VERSION, Log { not_shown, transitions }, out)
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

/// Lines that are made at a time, on as many threads as there are.
const PAGE: usize = 256;
/// The most pages that are kept at a time.
const PAGES: usize = 32;

fn page(report: &LogReport, range: Range<usize>) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    report.entries_in(range).try_for_each(|entry| escape::json_line(&entry, &mut lines))?;
    Ok(lines)
}
