//! Claims and their evidence as two tables, for whoever takes them elsewhere: what spreadsheets and programs get.

use super::audit::{self, By};
use super::columns::{Columns, Pick, cell, computed};
use super::facts::{ClaimFacts, Sheet};
use super::show::grade;
use super::table::{Cell, Table};
use crate::corpus::SourceAt;
use crate::evidence::Verdict;
use crate::model::claim::{EVIDENCE, Evidence};
use crate::model::key;
use crate::model::source::{SOURCE, Source};
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
    /// A row for each source that the claims rest on, in the order of their ids.
    pub sources: Table,
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
    /// With a row for each source that the claims rest on.
    Sources,
}

impl Which {
    /// Each with the word for it.
    pub const WORDS: [(&'static str, Which); 3] =
        [("claims", Which::Claims), ("evidence", Which::Evidence), ("sources", Which::Sources)];
}

impl Export {
    /// The claims of a sheet, in its order.
    pub fn of(sheet: &Sheet) -> Self {
        let columns = Columns::of(&EVIDENCE, evidence_columns());
        let mut evidence = Table::new("evidence", &columns.columns);
        let lines = lines_of_texts(sheet);
        let ends = sheet.claims.iter().map(|facts| {
            evidence.rows.extend(quotes((sheet, &columns), facts, &lines));
            evidence.rows.len()
        });
        let ends = ends.collect();
        let claims = audit::table(sheet, By::Claim);
        Self { claims, evidence, sources: sources(sheet), ends, today: sheet.today }
    }

    /// One of the tables.
    pub fn table(&self, which: Which) -> &Table {
        match which {
            Which::Claims => &self.claims,
            Which::Evidence => &self.evidence,
            Which::Sources => &self.sources,
        }
    }

    /// The rows of evidence for the claim of that row.
    pub fn evidence_of(&self, claim: usize) -> &[Vec<Cell>] {
        let start = claim.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.evidence.rows[start..self.ends[claim]]
    }
}

/// A quote, and what is known of it.
struct Quoted<'r> {
    claim: &'r str,
    number: usize,
    evidence: &'r Evidence,
    source: Option<&'r Source>,
    verdict: &'r Verdict,
    place: Option<String>,
}

fn evidence_columns<'r>() -> [Pick<Quoted<'r>>; 19] {
    [
        computed("claim", "Claim", 22, |quoted| Cell::Id(quoted.claim.to_owned())),
        computed("number", "Number", 6, |quoted| Cell::Number(quoted.number)),
        Pick::Key("source", 18),
        Pick::Key("stance", 8),
        computed("origin", "Origin", 18, |quoted| {
            let id = quoted.evidence.origin.as_ref().or(quoted.evidence.source.as_ref());
            id.map_or(Cell::Empty, |id| Cell::Id(id.value.to_string()))
        }),
        Pick::Key("part", 14),
        Pick::Key("quote", 30),
        computed("outcome", "Outcome", 11, |quoted| Cell::text(Some(grade(quoted.verdict)))),
        computed("place", "Place", 18, |quoted| quoted.place.clone().map_or(Cell::Empty, Cell::Id)),
        Pick::Key("at", 6),
        Pick::Key("prefix", 14),
        Pick::Key("suffix", 14),
        computed("title", "Title", 20, |quoted| of_source(quoted, "title")),
        computed("publisher", "Publisher", 14, |quoted| match of_source(quoted, "publisher") {
            Cell::Empty => of_source(quoted, "authors"),
            publisher => publisher,
        }),
        computed("published", "Published", 10, |quoted| of_source(quoted, "published")),
        computed("date_inferred_from", "Date inferred from", 14, |quoted| {
            of_source(quoted, "date_inferred_from")
        }),
        computed("url", "Address", 20, |quoted| of_source(quoted, "url")),
        Pick::Key("note", 20),
        Pick::Key("translation", 20),
    ]
}

/// What the record of the source quoted says under a key.
fn of_source(quoted: &Quoted, name: &str) -> Cell {
    let said = quoted.source.map(|source| key::said(source)).unwrap_or_default();
    said.iter().find(|said| said.table.is_none() && said.key.name == name).map_or(Cell::Empty, cell)
}

const SOURCE_COLUMNS: [Pick<Source>; 20] = [
    computed("source", "Source", 18, |source| Cell::Id(source.id.to_string())),
    Pick::Key("title", 20),
    Pick::Key("publisher", 14),
    Pick::Key("authors", 14),
    Pick::Key("kind", 12),
    Pick::Key("published", 10),
    Pick::Key("date_inferred_from", 14),
    Pick::Key("access", 10),
    Pick::Key("url", 20),
    Pick::Key("archived", 20),
    Pick::Key("accessed", 10),
    Pick::Key("language", 8),
    Pick::Key("derives_from", 18),
    Pick::Key("may_derive_from", 18),
    Pick::Key("not_copied_from", 18),
    Pick::Key("retracted_on", 10),
    Pick::Key("retracted_because", 18),
    Pick::Key("retracted_url", 20),
    Pick::Key("text_sha256", 12),
    Pick::Key("text_from", 12),
];

fn quotes<'r>(
    (sheet, columns): (&'r Sheet, &'r Columns<Quoted<'r>>),
    facts: &'r ClaimFacts,
    lines: &'r BTreeMap<SourceAt, Lines>,
) -> impl Iterator<Item = Vec<Cell>> + 'r {
    let corpus = &sheet.project.corpus;
    let quotes = facts.claim.evidence.iter().zip(corpus.links_of(facts.at)).zip(facts.verdicts);
    (1..).zip(quotes).map(move |(number, ((evidence, link), verdict))| {
        let quoted = Quoted {
            claim: &facts.claim.id,
            number,
            evidence,
            source: link.source.map(|at| &corpus[at]),
            verdict,
            place: link.source.and_then(|source| lines.get(&source)?.place(verdict)),
        };
        columns.row(evidence, &quoted)
    })
}

fn sources(sheet: &Sheet) -> Table {
    let places: BTreeSet<SourceAt> =
        sheet.claims.iter().flat_map(|facts| facts.rests_on.iter().copied()).collect();
    let mut sources: Vec<_> = places.into_iter().map(|at| &sheet.project.corpus[at]).collect();
    sources.sort_unstable_by_key(|source| &source.id);
    let columns = Columns::of(&SOURCE, SOURCE_COLUMNS);
    let mut table = Table::new("sources", &columns.columns);
    table.rows = sources.into_iter().map(|source| columns.row(source, source)).collect();
    table
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
