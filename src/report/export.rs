//! Claims and their evidence as two tables, for whoever takes them elsewhere: what spreadsheets and programs get.

use super::audit::{self, By};
use super::facts::{ClaimFacts, Sheet};
use super::table::{Cell, Column, Table};
use crate::corpus::SourceAt;
use crate::evidence::{Grade, Verdict};
use crate::model::claim::{Evidence, Stance};
use crate::text::lines::LineIndex;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Some claims, and all of their evidence.
#[derive(Debug)]
pub struct Export {
    /// A row for each claim.
    pub claims: Table,
    /// A row for each quote, in the order of the claims, and then of their files.
    pub evidence: Table,
    /// For each claim, the place behind its last row in `evidence`.
    ends: Vec<usize>,
    /// The day on which all this held.
    pub today: NaiveDate,
}

/// One of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// With a row for each claim.
    Claims,
    /// With a row for each quote.
    Evidence,
}

impl Which {
    /// Each with the word for it.
    pub const WORDS: [(&'static str, Which); 2] = [("claims", Which::Claims), ("evidence", Which::Evidence)];
}

impl Export {
    /// The claims of a sheet, in its order.
    pub fn of(sheet: &Sheet) -> Self {
        let mut evidence = Table::new("evidence", &EVIDENCE);
        let lines = lines_of_texts(sheet);
        let ends = sheet.claims.iter().map(|facts| {
            evidence.rows.extend(quotes(sheet, facts, &lines));
            evidence.rows.len()
        });
        let ends = ends.collect();
        Self { claims: claims(sheet), evidence, ends, today: sheet.today }
    }

    /// One of the tables.
    pub fn table(&self, which: Which) -> &Table {
        match which {
            Which::Claims => &self.claims,
            Which::Evidence => &self.evidence,
        }
    }

    /// The rows of evidence for the claim of that row.
    pub fn evidence_of(&self, claim: usize) -> &[Vec<Cell>] {
        let start = claim.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.evidence.rows[start..self.ends[claim]]
    }
}

/// What an audit has of each claim, and what else its file says of it.
fn claims(sheet: &Sheet) -> Table {
    let mut table = audit::table(sheet, By::Claim);
    table.columns.extend([
        Column { key: "forecast_due", title: "Forecast due", least: 10 },
        Column { key: "withdrawn", title: "Withdrawn", least: 10 },
        Column { key: "withdrawn_because", title: "Withdrawn because", least: 18 },
    ]);
    for (row, facts) in table.rows.iter_mut().zip(&sheet.claims) {
        let withdrawn = facts.claim.withdrawn.as_deref();
        row.extend([
            Cell::period(facts.claim.due.as_ref().map(|due| due.value)),
            Cell::period(withdrawn.and_then(|withdrawn| withdrawn.on.as_ref()).map(|on| on.value)),
            Cell::text(withdrawn.and_then(|withdrawn| withdrawn.because.as_ref()).map(|why| &*why.value)),
        ]);
    }
    table
}

const EVIDENCE: [Column; 16] = [
    Column { key: "claim", title: "Claim", least: 22 },
    Column { key: "number", title: "Number", least: 6 },
    Column { key: "source", title: "Source", least: 18 },
    Column { key: "stance", title: "Stance", least: 8 },
    Column { key: "origin", title: "Origin", least: 18 },
    Column { key: "part", title: "Part", least: 14 },
    Column { key: "quote", title: "Quote", least: 30 },
    Column { key: "outcome", title: "Outcome", least: 11 },
    Column { key: "place", title: "Place", least: 18 },
    Column { key: "at", title: "At", least: 6 },
    Column { key: "title", title: "Title", least: 20 },
    Column { key: "publisher", title: "Publisher", least: 14 },
    Column { key: "published", title: "Published", least: 10 },
    Column { key: "url", title: "Address", least: 20 },
    Column { key: "note", title: "Note", least: 20 },
    Column { key: "translation", title: "Translation", least: 20 },
];

fn quotes<'r>(
    sheet: &'r Sheet,
    facts: &'r ClaimFacts,
    lines: &'r BTreeMap<SourceAt, Lines>,
) -> impl Iterator<Item = Vec<Cell>> + 'r {
    let corpus = &sheet.project.corpus;
    let quotes = facts.claim.evidence.iter().zip(corpus.links_of(facts.at)).zip(facts.verdicts);
    quotes.enumerate().map(move |(at, ((evidence, link), verdict))| {
        let value =
            |text: &Option<crate::model::claim::Text>| Cell::text(text.as_ref().map(|text| &*text.value));
        let source = link.source.map(|at| &corpus[at]);
        let gloss = evidence.gloss.as_deref();
        let publisher = source.and_then(|source| source.publisher.as_ref());
        let place = link.source.and_then(|source| lines.get(&source)?.place(verdict));
        vec![
            Cell::Id(facts.claim.id.to_string()),
            Cell::Number(at + 1),
            id(evidence.source.as_ref()),
            Cell::text(Some(stance(evidence))),
            id(evidence.origin.as_ref().or(evidence.source.as_ref())),
            value(&evidence.part),
            value(&evidence.quote),
            Cell::text(Some(outcome(verdict))),
            place.map_or(Cell::Empty, Cell::Id),
            evidence.location.as_ref().map_or(Cell::Empty, |location| value(&location.at)),
            source.map_or(Cell::Empty, |source| value(&source.title)),
            match (publisher, source) {
                (None, Some(source)) => Cell::list(source.authors.iter().map(|author| &*author.value)),
                (publisher, _) => Cell::text(publisher.map(|name| &*name.value)),
            },
            Cell::period(source.and_then(|source| source.published.as_ref()).map(|on| on.value)),
            source.map_or(Cell::Empty, |source| value(&source.url)),
            gloss.map_or(Cell::Empty, |gloss| value(&gloss.note)),
            gloss.map_or(Cell::Empty, |gloss| value(&gloss.translation)),
        ]
    })
}

fn id(written: Option<&crate::model::claim::Text>) -> Cell {
    written.map_or(Cell::Empty, |id| Cell::Id(id.value.to_string()))
}

fn stance(evidence: &Evidence) -> &'static str {
    Stance::WORDS.iter().find(|(_, stance)| *stance == evidence.stance).map_or("", |(word, _)| word)
}

/// The grade of a quote that was looked for, or why there is none.
fn outcome(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Unread(_) => "unread",
        Verdict::Skipped => "skipped",
        looked_for => looked_for.grade().map_or("", Grade::name),
    }
}

/// Where the lines of a text begin. By its name alone: the folder of texts lies elsewhere with everybody.
struct Lines {
    name: String,
    index: LineIndex,
}

impl Lines {
    /// The line on which a quote begins, if the text told.
    fn place(&self, verdict: &Verdict) -> Option<String> {
        let Verdict::Found(passed) = verdict else { return None };
        let place = passed.place;
        (place.start < place.end).then(|| format!("{}:{}", self.name, self.index.line(place.start as usize)))
    }
}

/// The lines of every text in which a quote of the sheet was found. What was verified is not kept, so each is read again.
fn lines_of_texts(sheet: &Sheet) -> BTreeMap<SourceAt, Lines> {
    let (corpus, files) = (&sheet.project.corpus, &sheet.project.files);
    let found = sheet.claims.iter().flat_map(|facts| {
        let links = corpus.links_of(facts.at).iter().zip(facts.verdicts);
        links.filter(|(_, verdict)| verdict.stands()).filter_map(|(link, _)| link.source)
    });
    let found: BTreeSet<SourceAt> = found.collect();
    let read = |source: SourceAt| {
        let file = corpus.text_of(source)?.file;
        let text = String::from_utf8(files.read(file).ok()?).ok()?;
        let name = files.entry(file).path.rsplit('/').next().unwrap_or_default().to_owned();
        Some((source, Lines { name, index: LineIndex::new(&text) }))
    };
    found.into_par_iter().filter_map(read).collect()
}
