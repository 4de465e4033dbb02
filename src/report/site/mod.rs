//! The dashboard as plain values: what is counted, which claims are behind each number, and what became of all in the course
//! of time.

pub mod series;
pub mod tags;

use super::audit::{self, By, RecentMoves};
use super::claim_review::{Review, Reviews};
use super::diff::DiffReport;
use super::facts::{ClaimFacts, Sheet, SheetAt};
use super::log::{ClaimHistories, Entry, LogReport, Wanted};
use super::origins::{Derived, SourceOrigins};
use super::passages::Passages;
use super::show::{Conflicts, Past, ShowReport};
use super::table::Table;
use crate::corpus::{ClaimAt, SourceAt};
use crate::history::timeline::Timeline;
use crate::model::id;
use chrono::NaiveDate;
use series::Series;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tags::Tags;

/// All that the dashboard shows.
#[derive(Debug)]
pub struct Site<'m> {
    /// What stands above it.
    pub title: String,
    /// Every claim.
    pub sheet: &'m Sheet<'m>,
    /// Under which names each claim is counted.
    pub tags: Tags<'m>,
    /// The names of the pages of claims, in the order of the sheet.
    claim_pages: Vec<String>,
    /// The names of the pages of sources, in the order of the corpus.
    source_pages: Vec<String>,
    /// What moved in the last days.
    pub moves: &'m RecentMoves,
    /// What is known of the past.
    pub past: Result<History<'m>, String>,
    /// What differs between two moments, page by page.
    pub changes: Vec<Change>,
    /// The commit that is checked out: its id, and the beginning of it.
    pub revision: Option<(String, String)>,
    /// What the addresses of all claims begin with, where they are published.
    pub base: Option<&'m str>,
    reviews: HashMap<String, Review>,
    passages: Passages,
    conflicts: Conflicts<'m>,
    derived: Derived<'m>,
    /// For each source of the corpus, the claims that rest on it.
    resting: Vec<Vec<ClaimAt>>,
    /// Ids that claims had before and none has now, with these claims.
    pub formers: BTreeMap<&'m str, SheetAt>,
    positions: HashMap<ClaimAt, SheetAt, foldhash::fast::RandomState>,
}

/// What git knows of the past.
#[derive(Debug)]
pub struct History<'m> {
    /// Claims of each status, as time went by.
    pub series: Series,
    landed: &'m Timeline,
    lives: ClaimHistories<'m>,
}

/// What differs between two moments.
#[derive(Debug)]
pub struct Change {
    /// The name of the page, below that of changes.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What differs, or why that is not known.
    pub report: Result<DiffReport, String>,
}

/// What the past is read from.
#[derive(Debug, Clone, Copy)]
pub struct Timelines<'m> {
    /// Along first parents only.
    pub landed: &'m Timeline,
    /// Along all parents.
    pub written: &'m Timeline,
}

impl<'m> Site<'m> {
    /// Puts together what is shown of a sheet.
    pub fn of(
        title: String,
        sheet: &'m Sheet<'m>,
        moves: &'m RecentMoves,
        past: Result<Timelines<'m>, String>,
        changes: Vec<Change>,
    ) -> Self {
        let corpus = &sheet.project.corpus;
        let mut resting = vec![Vec::new(); corpus.sources.len()];
        for facts in &sheet.claims {
            facts.rests_on.iter().for_each(|&source| resting[source.index()].push(facts.at));
        }
        let past = past.map(|Timelines { landed, written }| History {
            series: Series::of(landed, sheet),
            landed,
            lives: ClaimHistories::of(written),
        });
        Self {
            title,
            sheet,
            tags: Tags::of(sheet, moves),
            claim_pages: names(sheet.claims.iter().map(|facts| (&*facts.claim.id, facts.path))),
            source_pages: names(
                corpus
                    .sources
                    .iter()
                    .map(|source| (&*source.id, &*sheet.project.files.entry(source.file).path)),
            ),
            moves,
            past,
            changes,
            revision: None,
            base: None,
            reviews: HashMap::new(),
            passages: Passages::of(sheet.project, sheet.claims.iter().map(|facts| facts.at)),
            conflicts: Conflicts::of(corpus),
            derived: Derived::of(corpus),
            resting,
            formers: formers(sheet),
            positions: sheet.each_claim().map(|(at, facts)| (facts.at, at)).collect(),
        }
    }

    /// The same, published below the address `base`: with the reviews of those claims that are fit for it.
    #[must_use]
    pub fn published(mut self, base: &'m str) -> Self {
        let publication = &self.sheet.project.corpus.policy.export;
        let reviews = Reviews::of(self.sheet, publication, base).fit;
        self.reviews = reviews.into_iter().map(|review| (review.claim.clone(), review)).collect();
        self.base = Some(base);
        self
    }

    /// A claim, whole.
    pub fn claim(&self, at: SheetAt) -> ShowReport<'_> {
        let ClaimFacts { at, claim, .. } = &self.sheet[at];
        let past = match &self.past {
            Ok(past) => Past::of(&past.lives, claim),
            Err(why) => Past::Unknown(why.clone()),
        };
        let known = (self.sheet.project, &self.passages, &self.conflicts);
        ShowReport::among(known, *at, past, self.sheet.today)
    }

    /// What is published of a claim, if it is fit for it.
    pub fn review(&self, at: SheetAt) -> Option<&Review> {
        self.reviews.get(&*self.sheet[at].claim.id)
    }

    /// Where a source comes from, what comes from it, and what rests on it.
    pub fn source(&self, source: SourceAt) -> SourceOrigins<'m> {
        let resting = &self.resting[source.index()];
        SourceOrigins::among((self.sheet.project, &self.derived), source, resting)
    }

    /// The name of the page of a claim.
    pub fn claim_page(&self, at: SheetAt) -> &str {
        &self.claim_pages[at.index()]
    }

    /// The name of the page of a source.
    pub fn source_page(&self, at: SourceAt) -> &str {
        &self.source_pages[at.index()]
    }

    /// The page of the claim that has that id or had it, if there is such a claim.
    pub fn page_of_claim(&self, claim: &str) -> Option<&str> {
        let now = self.sheet.project.corpus.claim_at(claim).and_then(|at| self.positions.get(&at));
        now.or_else(|| self.formers.get(claim)).map(|&at| self.claim_page(at))
    }

    /// The page of the source of that id, if there is such a source.
    pub fn page_of_source(&self, source: &str) -> Option<&str> {
        self.sheet.project.corpus.source_at(source).map(|at| self.source_page(at))
    }

    /// The claims that quote a source, each with the indices of the evidence blocks that do.
    pub fn quoting(&self, source: SourceAt) -> impl Iterator<Item = (SheetAt, Vec<usize>)> {
        let corpus = &self.sheet.project.corpus;
        self.resting[source.index()].iter().filter_map(move |&at| {
            let links = corpus.links_of(at).iter().enumerate();
            let quoting = links.filter(|(_, link)| link.source == Some(source));
            let numbers: Vec<_> = quoting.map(|(number, _)| number).collect();
            (!numbers.is_empty()).then_some((*self.positions.get(&at)?, numbers))
        })
    }

    /// A table of an audit, the rows with most claims first.
    pub fn table(&self, by: By) -> Table {
        audit::table(self.sheet, by)
    }

    /// What moved lately, as it landed, the newest first, at most so much of it.
    pub fn newest(&self, since: NaiveDate, limit: usize) -> Vec<Entry<'_>> {
        let Ok(past) = &self.past else { return Vec::new() };
        let report = LogReport::of(past.landed, None, &Wanted { since: Some(since), ..Wanted::default() });
        report.entries().take(limit).collect()
    }
}

/// Former ids that can be in an address, and that no claim has now.
fn formers<'m>(sheet: &Sheet<'m>) -> BTreeMap<&'m str, SheetAt> {
    let mut formers = BTreeMap::new();
    for (at, facts) in sheet.each_claim() {
        for former in facts.claim.formerly.iter().map(|former| &*former.value) {
            if id::check(former).is_ok() && sheet.project.corpus.claim(former).is_none() {
                formers.entry(former).or_insert(at);
            }
        }
    }
    formers
}

/// Names for pages: ids, where they are good ones and the first of their kind; what is none may hold anything, and is named after
/// its path.
fn names<'m>(records: impl Iterator<Item = (&'m str, &'m str)>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let name = |(id, path): (&str, &str)| {
        let is_first = seen.insert(id.to_owned());
        if is_first && id::check(id).is_ok() {
            return id.to_owned();
        }
        // No id begins with this mark. 16 digits of SHA-256 (FIPS 180-4) tell as many paths apart as a project can have.
        let hash = Sha256::digest(path.as_bytes());
        hash.iter().take(8).fold("_".to_owned(), |name, byte| format!("{name}{byte:02x}"))
    };
    records.map(name).collect()
}
