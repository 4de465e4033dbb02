//! The dashboard as plain values: what is counted, which claims are behind each number, and what became of all in the course
//! of time.

pub mod annotated;
pub mod findings;
pub mod glossary;
pub mod needs;
mod places;
pub mod reading;
mod search;
pub mod series;
pub mod sources;
pub mod stories;
pub mod tags;

use super::audit::{self, By, RecentMoves};
use super::claim_review::{Review, Reviews};
use super::diff::DiffReport;
pub use super::facts::SheetAt;
use super::facts::{ClaimFacts, Sheet};
use super::log::{ClaimHistories, Entry, LogReport, Wanted};
use super::origins::{Derived, needs};
use super::passages::Passages;
use super::show::{NextCheck, Past, References, ShowReport};
use super::table::Table;
use super::wanted;
use super::words::Mark;
use crate::corpus::ClaimAt;
pub use crate::corpus::SourceAt;
use crate::evidence::standing::Overlay;
use crate::history::timeline::Timeline;
use crate::model::claim::Text;
use crate::model::date::Period;
use crate::model::state::State;
use crate::project::printable;
use crate::text::span::Spanned;
use chrono::NaiveDate;
use findings::{Findings, Verified};
use places::{formers, names, stated};
use rayon::prelude::*;
use series::Series;
pub use sources::{QuoteFrom, SourceView};
use std::collections::{BTreeMap, HashMap};
use stories::{CorrectionView, StoryNote, StoryView};
use tags::{Beside, Tags};

/// All that the dashboard shows.
#[derive(Debug)]
pub struct Site<'m> {
    /// The heading of every page.
    pub title: String,
    pub(super) sheet: &'m Sheet<'m>,
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
    references: References<'m>,
    derived: Derived<'m>,
    /// For each source of the corpus, the claims that rest on it.
    resting: Vec<Vec<ClaimAt>>,
    /// Ids that claims had before and none has now, with these claims.
    pub formers: BTreeMap<&'m str, SheetAt>,
    positions: HashMap<ClaimAt, SheetAt, foldhash::fast::RandomState>,
    /// Our own texts: drafts first, then the newest.
    pub stories: Vec<StoryView<'m>>,
    /// The names of their pages, in the same order.
    story_pages: Vec<String>,
    /// For each claim that stories state, where: the index of the story, and its note.
    stated: HashMap<ClaimAt, Vec<(usize, NoteAt)>>,
    verified: Verified,
    panel: Vec<Table>,
    /// The documents that claims want and that nobody here has read.
    wanted: HashMap<ClaimAt, Vec<wanted::Wanted>>,
    /// The names of the queues of those who check claims.
    desk_pages: Vec<String>,
    /// What a check says.
    pub findings: Findings,
    /// Where the project is kept on the web: the address of the repository, and the folder of the project in it, with a `/` at
    /// its end unless it is the same.
    pub kept: Option<(&'m str, String)>,
}

/// Words of a story that state a claim.
#[derive(Debug, Clone, Copy)]
pub struct StatedIn<'s> {
    /// The index of the story.
    pub(crate) at: usize,
    pub(crate) story: &'s StoryView<'s>,
    pub(crate) place: NoteAt,
    pub(crate) note: &'s StoryNote<'s>,
}

/// Which note of a story, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteAt {
    /// Of those beside the text.
    Beside(usize),
    /// Of those that stand nowhere, since the text is not here.
    Unplaced(usize),
}

/// What git knows of the past.
#[derive(Debug)]
pub struct History<'m> {
    /// Claims of each status, as time went by.
    pub(crate) series: Series,
    landed: &'m Timeline,
    lives: ClaimHistories<'m>,
}

/// How much of everything there is.
#[derive(Debug, Clone, Copy)]
pub struct Totals {
    pub(crate) claims: usize,
    /// Claims that have a status and are not withdrawn.
    pub(crate) with_status: usize,
    pub(crate) sources: usize,
}

/// A claim as it is in a list.
#[derive(Debug)]
pub struct Listed<'m> {
    pub(crate) id: &'m str,
    pub(crate) statement: Option<&'m str>,
    pub(crate) state: Mark,
    /// Is it declared higher than its evidence bears?
    pub(crate) not_earned: bool,
    /// What an editor should know besides the status.
    pub(crate) overlays: Vec<&'static str>,
    /// How to print it, if it has a status.
    pub(crate) print: &'static str,
    /// Of a saying, what was said.
    pub(crate) content: Option<Content<'m>>,
    pub(crate) claimant: Option<String>,
    /// The day or days on which it was made.
    pub(crate) claimed_on: Option<String>,
    /// Of one with a status: independent witnesses, verified quotes, and all quotes.
    pub(crate) counts: Option<(usize, usize, usize)>,
    /// The day or days of the last check.
    pub(crate) checked_on: Option<String>,
    pub(crate) next_check: Option<NextCheck>,
}

/// What was said, beside the saying.
#[derive(Debug)]
pub struct Content<'m> {
    pub(crate) id: &'m str,
    pub(crate) state: Mark,
    pub(crate) print: &'static str,
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
        let stories = stories::stories(sheet.project, past.as_ref().ok().map(|past| past.landed));
        let past = past.map(|Timelines { landed, written }| History {
            series: Series::of(landed, sheet),
            landed,
            lives: ClaimHistories::of(written),
        });
        let stated = stated(&stories);
        let wanted: Vec<_> =
            sheet.claims.par_iter().map(|facts| (facts.at, wanted::of(sheet, facts))).collect();
        let beside = Beside {
            stories: stated
                .iter()
                .map(|(claim, places)| (*claim, places.iter().map(|(at, _)| stories[*at].id).collect()))
                .collect(),
            wanted: wanted.into_iter().filter(|(_, wanted)| !wanted.is_empty()).collect(),
        };
        let site = Self {
            title,
            sheet,
            tags: Tags::of(sheet, moves, &beside),
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
            references: References::of(corpus),
            derived: Derived::of(corpus),
            resting,
            formers: formers(sheet),
            positions: sheet.each_claim().map(|(at, facts)| (facts.at, at)).collect(),
            story_pages: names(stories.iter().map(|story| (story.id, story.path))),
            stated,
            stories,
            verified: Verified::of(sheet),
            panel: audit::panel(sheet, moves),
            wanted: beside.wanted,
            desk_pages: Vec::new(),
            findings: Findings::default(),
            kept: None,
        };
        let desks = site.desks();
        let desk_pages = places::of_names(desks.keys().copied());
        Self { desk_pages, ..site }
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

    /// The address below which all pages are published, if the settings tell that of claims.
    pub fn pages_at(&self) -> Option<String> {
        self.base?.strip_suffix("claim/").map(str::to_owned)
    }

    /// A claim, whole.
    pub fn claim(&self, at: SheetAt) -> ShowReport<'_> {
        let ClaimFacts { at, claim, .. } = &self.sheet[at];
        let past = match &self.past {
            Ok(past) => Past::of(&past.lives, claim),
            Err(why) => Past::Unknown(why.clone()),
        };
        let known = (self.sheet.project, &self.passages, &self.references);
        ShowReport::among(known, *at, past, self.sheet.today)
    }

    /// What is published of a claim, if it is fit for it.
    pub fn review(&self, at: SheetAt) -> Option<&Review> {
        self.reviews.get(&*self.sheet[at].claim.id)
    }

    /// How much of everything there is.
    pub fn totals(&self) -> Totals {
        Totals {
            claims: self.sheet.claims.len(),
            with_status: self.sheet.standing().count(),
            sources: self.sheet.project.corpus.sources.len(),
        }
    }

    /// What became of all quotes.
    pub fn verified(&self) -> Verified {
        self.verified
    }

    /// The day that counts as today.
    pub fn today(&self) -> NaiveDate {
        self.sheet.today
    }

    /// Every claim, in the order of their ids.
    pub fn claims(&self) -> impl Iterator<Item = SheetAt> + use<'m> {
        self.sheet.each_claim().map(|(at, _)| at)
    }

    /// Every source, in the order of the corpus.
    pub fn sources(&self) -> impl Iterator<Item = SourceAt> + use<'m> {
        self.sheet.project.corpus.each_source().map(|(at, _)| at)
    }

    /// The id of a claim.
    pub fn claim_id(&self, at: SheetAt) -> &'m str {
        &self.sheet[at].claim.id
    }

    /// What a claim says; its id if nothing can be read.
    pub fn statement_or_id(&self, at: SheetAt) -> &'m str {
        trimmed(self.sheet[at].claim.statement.as_ref()).unwrap_or(&self.sheet[at].claim.id)
    }

    /// The id of a source.
    pub fn source_id(&self, at: SourceAt) -> &'m str {
        self.sheet.source(at)
    }

    /// The state of a claim, and whether it is declared higher than its evidence bears.
    pub fn state(&self, at: SheetAt) -> (Mark, bool) {
        let facts = &self.sheet[at];
        (facts.state.into(), facts.counts_as() != facts.status())
    }

    /// The name of the queue of the person with that index among the desks.
    pub fn desk_page(&self, at: usize) -> &str {
        &self.desk_pages[at]
    }

    /// A claim as it is in a list.
    pub fn listed(&self, at: SheetAt) -> Listed<'m> {
        let facts = &self.sheet[at];
        let ClaimFacts { claim, standing, verdicts, .. } = facts;
        let has_status = facts.status().is_some();
        let order = |at| printable::order(printable::printable(self.sheet.project, at).how);
        let days = |date: &Option<Spanned<Period>>| {
            date.as_ref().map(|period| period.value.to_string().replace('/', " to "))
        };
        Listed {
            id: &claim.id,
            statement: trimmed(claim.statement.as_ref()),
            state: facts.state.into(),
            not_earned: facts.counts_as() != facts.status(),
            overlays: standing.overlays.iter().map(Overlay::name).filter(|_| has_status).collect(),
            print: if has_status { order(facts.at) } else { "" },
            content: self.sheet.content(facts).map(|(at, status)| Content {
                id: &self.sheet.project.corpus[at].id,
                state: status.into(),
                print: order(at),
            }),
            claimant: joined(&claim.claimant),
            claimed_on: days(&claim.claimed_on),
            counts: has_status.then(|| {
                let verified = verdicts.iter().filter(|verdict| verdict.stands()).count();
                (standing.witnesses, verified, verdicts.len())
            }),
            checked_on: claim.checked.as_ref().and_then(|check| days(&check.on)),
            next_check: facts.due.map(|due| NextCheck { day: due.day, overdue: due.day < self.sheet.today }),
        }
    }

    /// How many claims more say that they have this status, and have not earned it.
    pub fn more_say_so(&self, state: Mark) -> usize {
        match state.rank {
            State::Standing(status) => audit::more_say_so(self.sheet, status),
            _ => 0,
        }
    }

    /// What a state means, for whoever meets it for the first time: of a status what the policy asks for it, and of the weakest,
    /// for which nothing is asked, what the status table says.
    pub fn meaning(&self, state: Mark) -> String {
        let words = match state.rank {
            State::Standing(status) => {
                let needs =
                    needs(&self.sheet.project.corpus.policy, None).into_iter().find(|(of, _)| *of == status);
                needs.map_or_else(|| status.meaning().to_owned(), |(_, needs)| format!("it has {needs}"))
            }
            State::Withdrawn => "it was withdrawn, and counts in no status".to_owned(),
            State::Unreadable => "its file cannot be read, so nothing is known of it".to_owned(),
            State::Absent => "there is no such claim".to_owned(),
        };
        let mut words = words + ".";
        // All begin with letters of ASCII.
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        words
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

    /// The statement of the claim that has that id or had it, if there is such a claim.
    pub fn statement(&self, claim: &str) -> Option<&'m str> {
        let now = self.sheet.project.corpus.claim_at(claim).and_then(|at| self.positions.get(&at));
        let at = now.or_else(|| self.formers.get(claim))?;
        trimmed(self.sheet[*at].claim.statement.as_ref())
    }

    /// The page of the source of that id, if there is such a source.
    pub fn page_of_source(&self, source: &str) -> Option<&str> {
        self.sheet.project.corpus.source_at(source).map(|at| self.source_page(at))
    }

    /// The name of the page of a story, by its index.
    pub fn story_page(&self, at: usize) -> &str {
        &self.story_pages[at]
    }

    /// Where stories state a claim, in the order of the stories.
    pub fn stated_in(&self, at: SheetAt) -> impl Iterator<Item = StatedIn<'_>> {
        let places = self.stated.get(&self.sheet[at].at).into_iter().flatten();
        places.map(|&(at, place)| {
            let story = &self.stories[at];
            let note = match place {
                NoteAt::Beside(number) => &story.notes[number],
                NoteAt::Unplaced(number) => &story.unplaced[number],
            };
            StatedIn { at, story, place, note }
        })
    }

    /// The claim at that place of the corpus, as a story names it.
    pub fn stated_claim(&self, stated: &stories::Stated) -> Option<(SheetAt, Listed<'m>)> {
        let (at, _) = stated.claim.as_ref()?;
        self.positions.get(at).map(|&at| (at, self.listed(at)))
    }

    /// Everything that was put right, the newest first, each with the index of its story.
    pub fn corrections(&self) -> Vec<(usize, &CorrectionView<'m>)> {
        let all = self.stories.iter().enumerate();
        let mut all: Vec<_> =
            all.flat_map(|(at, story)| story.corrections.iter().map(move |one| (at, one))).collect();
        all.sort_by_key(|(_, correction)| correction.order());
        all
    }

    /// Who publishes, and their address, if the settings say so.
    pub fn publisher(&self) -> Option<(&'m str, Option<&'m str>)> {
        let publication = &self.sheet.project.corpus.policy.export;
        let author = publication.author.as_ref()?;
        Some((&author.value, publication.author_url.as_ref().map(|url| &*url.value)))
    }

    /// The source of that id.
    pub fn source_at(&self, id: &str) -> Option<SourceAt> {
        self.sheet.project.corpus.source_at(id)
    }

    /// The tables of an audit's first screen.
    pub fn panel(&self) -> Vec<Table> {
        self.panel.clone()
    }

    /// A table of an audit, the rows with most claims first.
    pub fn table(&self, by: By) -> Table {
        audit::table(self.sheet, by)
    }

    /// The last move of every claim, as it landed, by its id.
    pub fn last_moves(&self) -> HashMap<&str, Entry<'_>> {
        let Ok(past) = &self.past else { return HashMap::new() };
        let mut moves = HashMap::new();
        for entry in LogReport::of(past.landed, None, &Wanted::default()).entries() {
            moves.entry(entry.claim).or_insert(entry);
        }
        moves
    }

    /// Recent moves, as it landed, the newest first, at most so much of it.
    pub fn newest(&self, since: NaiveDate, limit: usize) -> Vec<Entry<'_>> {
        let Ok(past) = &self.past else { return Vec::new() };
        let report = LogReport::of(past.landed, None, &Wanted { since: Some(since), ..Wanted::default() });
        report.entries().take(limit).collect()
    }
}

/// The words of a text, if there are some.
fn trimmed(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.trim()).filter(|words| !words.is_empty())
}

/// Names, with commas; `None` if there are none.
fn joined(names: &[Text]) -> Option<String> {
    let names: Vec<_> = names.iter().map(|name| name.value.trim()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
