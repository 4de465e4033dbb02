//! For programs: one JSON object (RFC 8259), with a version, every finding with its key, and every claim.
//!
//! The structs here are the format. Fields may be added; what is there changes only together with [`VERSION`].

use super::{OutputOptions, escape};
use crate::diagnostic::Level;
use crate::evidence::matching::Step;
use crate::evidence::standing::Overlay;
use crate::evidence::{Grade, Verdict};
use crate::model::key::Worded;
use crate::model::status::Status;
use crate::report::check::{self as report, CheckReport, Counts};
use crate::report::record::{self, Datum};
use crate::rules::finding_key::Record;
use serde::{Serialize, Serializer};
use std::cell::RefCell;
use std::io;

/// The version of the format.
const VERSION: u32 = 1;

/// Writes the outcome of a check, a line for each finding and each claim. All findings, unless fewer are asked for.
pub(super) fn check(report: &CheckReport, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let findings = report.findings(options.limit.unwrap_or(usize::MAX));
    let envelope = Envelope {
        format: "grounds-check",
        version: VERSION,
        grounds: env!("CARGO_PKG_VERSION"),
        summary: summary(&report.counts, findings.not_shown),
        findings: Sequence::of(findings.map(finding)),
        set_aside: Sequence::of(report.asides().map(aside)),
        claims: Sequence::of(report.claims().map(|outcome| claim(&outcome))),
    };
    escape::json(&envelope, out)
}

#[derive(Serialize)]
struct Envelope<F: Serialize, A: Serialize, C: Serialize> {
    format: &'static str,
    version: u32,
    /// The program's version.
    grounds: &'static str,
    summary: Summary,
    findings: F,
    /// What counts for nothing until a day.
    set_aside: A,
    claims: C,
}

#[derive(Serialize)]
struct Summary {
    claims: usize,
    broken: usize,
    withdrawn: usize,
    statuses: Table,
    sources: usize,
    quotes: Quotes,
    levels: Table,
    silenced: usize,
    set_aside: usize,
    not_shown: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared_with: Option<ComparedWith>,
    /// The exit code that the findings give. A run that fails otherwise ends with 2.
    exit: u8,
}

/// The commit that a change was compared with, and the revision that was named: there the two parted.
#[derive(Serialize)]
struct ComparedWith {
    commit: String,
    named: String,
}

#[derive(Serialize)]
struct Quotes {
    total: usize,
    checked: usize,
    unread: usize,
    skipped: usize,
    grades: Table,
    /// The ids of sources whose quotes were found by fingerprint: vouched for, not verified here.
    vouched: Vec<String>,
}

#[derive(Serialize)]
struct Finding {
    key: String,
    rule: &'static str,
    level: &'static str,
    message: String,
    /// The id of the claim it is about, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<String>,
    /// The id of the source it is about, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    place: Place,
    other_places: Vec<Place>,
    notes: Vec<Note>,
    help: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix>,
}

/// What `grounds fix` makes of it; what needs reading, only with `--unsafe`.
#[derive(Serialize)]
struct Fix {
    /// `safe` or `needs-reading`.
    applicability: &'static str,
    edits: Vec<Edit>,
}

/// `replacement` for what is at the place.
#[derive(Serialize)]
struct Edit {
    #[serde(flatten)]
    place: Place,
    replacement: String,
}

/// A finding that is set aside, why, and the last day of that.
#[derive(Serialize)]
struct Aside<'a> {
    #[serde(flatten)]
    finding: Finding,
    because: &'a str,
    until: String,
}

/// Lines and columns are counted from 1, columns in Unicode characters; the end is the first character after the place.
#[derive(Serialize)]
struct Place {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

#[derive(Serialize)]
struct Note {
    message: String,
    places: Vec<Place>,
}

#[derive(Serialize)]
struct Claim<'a> {
    id: &'a str,
    path: &'a str,
    broken: bool,
    withdrawn: bool,
    status: Option<&'static str>,
    judges: &'static str,
    /// The highest status that the evidence bears.
    earned: &'static str,
    /// Independent origins of its supporting quotes.
    independent: usize,
    /// What to know beside the status: contested, contradicted, single-origin, second-hand, stale.
    overlays: Vec<&'static str>,
    quotes: Vec<Quote<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    source: Option<&'a str>,
    stance: &'static str,
    outcome: &'static str,
    grade: Option<&'static str>,
    /// All that had to be done to find it, the weakest step first.
    steps: Vec<&'static str>,
}

fn summary(counts: &Counts, not_shown: usize) -> Summary {
    Summary {
        claims: counts.claims,
        broken: counts.broken,
        withdrawn: counts.withdrawn,
        statuses: table(&counts.statuses, Status::name),
        sources: counts.sources,
        quotes: Quotes {
            total: counts.quotes(),
            checked: counts.checked,
            unread: counts.unread,
            skipped: counts.skipped,
            grades: table(&counts.grades, Grade::name),
            vouched: counts.vouched.clone(),
        },
        levels: table(&counts.levels, Level::name),
        silenced: counts.silenced,
        set_aside: counts.aside.all(),
        not_shown,
        compared_with: counts
            .base
            .as_ref()
            .map(|base| ComparedWith { commit: base.commit.clone(), named: base.named.clone() }),
        exit: u8::from(counts.fails()),
    }
}

fn finding(finding: report::Finding) -> Finding {
    let (claim, source) = match finding.record {
        Record::Claim(id) => (Some(id), None),
        Record::Source(id) => (None, Some(id)),
        Record::Policy | Record::Stray(_) => (None, None),
    };
    let places = |places: Vec<report::Location>| places.into_iter().map(place).collect();
    Finding {
        key: finding.key,
        rule: finding.rule,
        level: finding.level.name(),
        message: finding.message,
        claim,
        source,
        place: place(finding.place),
        other_places: places(finding.other_places),
        notes: finding
            .notes
            .into_iter()
            .map(|note| Note { message: note.message, places: places(note.places) })
            .collect(),
        help: finding.help,
        fix: finding.fix.map(fix),
    }
}

fn fix(fix: report::Fix) -> Fix {
    let edits =
        fix.edits.into_iter().map(|edit| Edit { place: place(edit.place), replacement: edit.replacement });
    Fix { applicability: fix.applicability.name(), edits: edits.collect() }
}

fn aside(aside: report::Aside<'_>) -> Aside<'_> {
    Aside { finding: finding(aside.finding), because: aside.because, until: aside.until.to_string() }
}

fn place(at: report::Location) -> Place {
    let report::Location { path, line, column, end_line, end_column, text, .. } = at;
    Place { path, line, column, end_line, end_column, text }
}

fn claim<'a>(claim: &report::ClaimOutcome<'a>) -> Claim<'a> {
    Claim {
        id: claim.id,
        path: claim.path,
        broken: claim.broken,
        withdrawn: claim.withdrawn,
        status: claim.status.map(Status::name),
        judges: claim.judges.word(),
        earned: claim.standing.earned.name(),
        independent: claim.standing.independent,
        overlays: claim.standing.overlays.iter().map(Overlay::name).collect(),
        quotes: claim.quotes.iter().map(quote).collect(),
    }
}

fn quote<'a>(quote: &report::QuoteOutcome<'a>) -> Quote<'a> {
    let (outcome, steps) = match quote.verdict {
        Verdict::Found(passed) => ("found", passed.steps.weakest_first().map(Step::name).collect()),
        Verdict::Altered(_) | Verdict::Partly(_) => ("altered", Vec::new()),
        Verdict::Absent(_) => ("absent", Vec::new()),
        Verdict::Unread(_) => ("unread", Vec::new()),
        Verdict::Skipped => ("skipped", Vec::new()),
    };
    let grade = quote.verdict.grade().map(Grade::name);
    Quote { source: quote.source, stance: quote.stance.word(), outcome, grade, steps }
}

/// A record, or a table of one, as an object with every key.
pub(super) struct Keys<'r>(pub record::Record<'r>);

impl Serialize for Keys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, datum)| (key, Value(datum))))
    }
}

struct Value<'d>(&'d Datum<'d>);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Datum::Nothing => serializer.serialize_none(),
            Datum::Text(text) => serializer.serialize_str(text),
            Datum::Date(date) => serializer.serialize_str(date),
            Datum::Texts(texts) => serializer.collect_seq(texts),
            Datum::Table(record) => {
                serializer.collect_map(record.iter().map(|(key, datum)| (key, Value(datum))))
            }
        }
    }
}

/// Numbers by their names, in the order of the program.
struct Table(Vec<(&'static str, usize)>);

fn table<T: Copy>(counts: &[(T, usize)], name: impl Fn(T) -> &'static str) -> Table {
    Table(counts.iter().map(|(what, count)| (name(*what), *count)).collect())
}

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
