//! For programs: one JSON object (RFC 8259), with a version, every finding with its key, and every claim.
//!
//! The structs here, and those of the report that are `Serialize`, are the format. Fields may be added; what is there changes
//! only together with [`VERSION`].

use super::{OutputOptions, escape};
use crate::report::check::{CheckReport, ComparedWith, Counts, StoryCounts};
use serde::{Serialize, Serializer};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;

const VERSION: u32 = 2;

/// What every object begins with.
#[derive(Serialize)]
struct Envelope<B: Serialize> {
    format: &'static str,
    version: u32,
    /// The version of the program.
    grounds: &'static str,
    #[serde(flatten)]
    body: B,
}

/// Writes `body` as an object of that format.
pub(super) fn write(
    format: &'static str,
    version: u32,
    body: impl Serialize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    escape::json(&Envelope { format, version, grounds: env!("CARGO_PKG_VERSION"), body }, out)
}

/// Writes the outcome of a check, a line for each finding and each claim. All findings, unless fewer are asked for.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let findings = report.findings(options.limit.unwrap_or(usize::MAX));
    let body = Check {
        summary: summary(&report.counts, findings.not_shown),
        findings: Sequence::of(findings),
        set_aside: Sequence::of(report.asides()),
        claims: Sequence::of(report.claims()),
    };
    write("grounds-check", VERSION, body, out)
}

#[derive(Serialize)]
struct Check<'r, F: Serialize, A: Serialize, C: Serialize> {
    summary: Summary<'r>,
    findings: F,
    /// What counts for nothing until a day.
    set_aside: A,
    claims: C,
}

#[derive(Serialize)]
struct Summary<'r> {
    claims: usize,
    broken: usize,
    withdrawn: usize,
    /// By what is earned, as far as it is declared.
    statuses: Table,
    /// Claims that declare more than they have earned.
    not_earned: usize,
    without_status: usize,
    sources: usize,
    #[serde(skip_serializing_if = "is_without_stories")]
    stories: StoryCounts,
    quotes: Quotes<'r>,
    levels: Table,
    silenced: usize,
    set_aside: usize,
    not_shown: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared_with: Option<&'r ComparedWith>,
    /// The exit code that the findings give. A run that fails otherwise ends with 2.
    exit: u8,
}

#[derive(Serialize)]
struct Quotes<'r> {
    total: usize,
    checked: usize,
    unread: usize,
    skipped: usize,
    grades: Table,
    /// The ids of sources whose quotes were found by fingerprint: vouched for, not verified here.
    vouched: &'r [String],
    /// Quotes around which no words were judged, by the language of which none are known.
    not_judged: &'r BTreeMap<String, usize>,
    /// Those that failed and were not looked for in every other source.
    #[serde(skip_serializing_if = "is_none")]
    not_looked_for_elsewhere: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_without_stories(counts: &StoryCounts) -> bool {
    counts.total == 0
}

fn summary(counts: &Counts, not_shown: usize) -> Summary<'_> {
    Summary {
        claims: counts.claims,
        broken: counts.broken,
        withdrawn: counts.withdrawn,
        statuses: Table(counts.statuses.clone()),
        not_earned: counts.not_earned,
        without_status: counts.without_status,
        sources: counts.sources,
        stories: counts.stories,
        quotes: Quotes {
            total: counts.quotes(),
            checked: counts.checked,
            unread: counts.unread,
            skipped: counts.skipped,
            grades: Table(counts.grades.clone()),
            vouched: &counts.vouched,
            not_looked_for_elsewhere: counts.not_looked_for_elsewhere,
            not_judged: &counts.unlisted,
        },
        levels: Table(counts.levels.iter().map(|(level, count)| (level.name(), *count)).collect()),
        silenced: counts.silenced,
        set_aside: counts.aside.all(),
        not_shown,
        compared_with: counts.base.as_ref(),
        exit: u8::from(counts.fails()),
    }
}

/// Numbers by their names, in the order of the program.
struct Table(Vec<(&'static str, usize)>);

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Items that are made while they are written, once.
pub(super) struct Sequence<I>(RefCell<Option<I>>);

impl<I> Sequence<I> {
    pub(super) fn of(items: I) -> Self {
        Self(RefCell::new(Some(items)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for Sequence<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}
