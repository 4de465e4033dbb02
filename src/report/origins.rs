//! Where the evidence comes from: of one claim, of one source both ways, and of all.

use super::facts::{ClaimFacts, Sheet, origin_in_words};
use super::table::{Cell, Column, Table};
use super::words::{Mark, Word, Words, counted, said};
use crate::corpus::{ClaimAt, Corpus, SourceAt};
use crate::evidence::standing::{Removed, Weight};
use crate::model::claim::{Evidence, Judges};
use crate::model::key::Worded;
use crate::model::needs::Primary;
use crate::model::policy::Policy;
use crate::model::source::{Access, Source};
use crate::model::state::State;
use crate::model::status::Status;
use crate::project::Project;
use crate::project::printable::{self, Printable};
use crate::rules::weight_in_words;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What `origins` shows.
// A run makes one of it.
#[allow(clippy::large_enum_variant)]
#[derive(Debug)]
pub enum OriginsReport<'m> {
    /// Of one claim.
    Claim(ClaimOrigins<'m>),
    /// Of one source.
    Source(SourceOrigins<'m>),
    /// Of all that one outlet published.
    Outlet(Outlet<'m>),
    /// Of all claims.
    All(Table),
}

/// Where the supporting quotes of a claim come from, and what that earns.
#[derive(Debug)]
pub struct ClaimOrigins<'m> {
    pub(super) project: &'m Project,
    pub(super) facts: ClaimFacts<'m>,
}

/// What a policy asks for a status.
#[derive(Debug, Serialize)]
pub struct Need {
    pub(crate) status: &'static str,
    /// `2 independent origins`
    pub(crate) needs: String,
}

/// How words out of files are written in some place.
pub type Say<'a> = &'a dyn Fn(&str) -> String;

/// Where one supporting quote comes from.
#[derive(Debug)]
pub struct QuoteOrigin<'a, 'm> {
    /// Its number among all quotes of the claim, counted from 1.
    pub(crate) number: usize,
    pub(crate) counts: bool,
    /// From the source quoted to where its information first came from; `None` if it names no source.
    pub(crate) way: Option<Way<'m>>,
    /// What it is counted as, in words; empty if it is not counted.
    pub(crate) roots: Vec<String>,
    project: &'m Project,
    evidence: &'m Evidence,
    weight: &'a Weight,
}

/// A source on a way, with all that the way goes on to. Written for programs as it is, but for what it goes on to.
#[derive(Debug, Serialize)]
pub struct Way<'m> {
    /// How the way came here, before the id of the source: `origin`, `derives from`, `may derive from`, `relayed by`, `perhaps
    /// relayed by`; empty for the first source.
    pub(crate) by: &'static str,
    /// The id of the source, as it is named there.
    #[serde(rename = "source")]
    pub(crate) id: &'m str,
    pub(crate) kind: Option<&'static str>,
    pub(crate) publisher: Option<&'m str>,
    published: Option<String>,
    access: Option<&'static str>,
    retracted: bool,
    claimant: bool,
    /// Why the way is not followed further, if it is not.
    cut: Option<&'static str>,
    #[serde(skip)]
    pub(crate) recorded: bool,
    #[serde(skip)]
    source: Option<&'m Source>,
    #[serde(skip)]
    pub(crate) next: Vec<Way<'m>>,
}

/// How a way comes to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    /// The evidence names it as its origin.
    Origin,
    /// The one before derives from it.
    From,
    PerhapsFrom,
    /// It derives from the one before.
    To,
    PerhapsTo,
}

/// Where a source comes from, what comes from it, and what rests on it.
#[derive(Debug)]
pub struct SourceOrigins<'m> {
    /// The id of the source.
    pub id: &'m str,
    /// Its title.
    pub title: Option<&'m str>,
    /// What it derives from.
    pub from: Way<'m>,
    /// What derives from it.
    pub to: Way<'m>,
    /// The claims that rest on it: those that would fall with it first, then by their ids.
    pub claims: Vec<Resting<'m>>,
}

/// What rests on all that somebody published or wrote.
#[derive(Debug)]
pub struct Outlet<'m> {
    /// The name.
    pub name: String,
    /// The ids of the documents.
    pub sources: Vec<&'m str>,
    /// The claims that rest on any of them: those that would fall with all of them first, then by their ids.
    pub claims: Vec<Resting<'m>>,
}

/// For each source, those that derive from it, in the order of their ids.
#[derive(Debug, Default)]
pub struct Derived<'m> {
    of: HashMap<&'m str, Vec<(&'m str, Step)>>,
}

/// A claim that rests on a source.
#[derive(Debug, Serialize)]
pub struct Resting<'m> {
    /// Its id.
    pub id: &'m str,
    /// What it says.
    #[serde(skip)]
    pub statement: Option<&'m str>,
    /// Its state.
    pub state: Mark,
    /// What its status would fall to, were the source withdrawn.
    pub falls: Option<Fall>,
}

/// What a claim would lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fall {
    /// What its evidence supports now, of the status that is written.
    pub from: Mark,
    /// What it would support then.
    pub to: Mark,
}

impl Resting<'_> {
    /// `documented → partially confirmed`, or `stays documented`
    pub fn in_words(&self) -> String {
        match self.falls {
            Some(Fall { from, to }) => format!("{} → {}", from.name, to.name),
            None => format!("stays {}", self.state.name),
        }
    }
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Step::Start => "",
            Step::Origin => "origin",
            Step::From => "derives from",
            Step::PerhapsFrom => "may derive from",
            Step::To => "relayed by",
            Step::PerhapsTo => "perhaps relayed by",
        }
    }
}

impl<'m> Way<'m> {
    /// The source and all that the way goes on to, each with the number of steps to it.
    pub fn steps(&self) -> Vec<(usize, &Way<'m>)> {
        let mut steps = Vec::new();
        let mut open = vec![(0, self)];
        while let Some((depth, way)) = open.pop() {
            steps.push((depth, way));
            open.extend(way.next.iter().rev().map(|next| (depth + 1, next)));
        }
        steps
    }

    /// What is known of the source: `official-record, Ministry of the Sea, 2020-05`. `say` is how words out of files are written
    /// there.
    pub fn about(&self, say: Say) -> String {
        said(&self.about_in_words(), say)
    }

    /// The same, with the words out of files kept apart.
    pub fn about_in_words(&self) -> Words {
        let mut about: Words = self.kind.iter().map(|&kind| Word::own(kind)).collect();
        let own = |when: bool, words: &'static str| when.then(|| Word::own(words));
        match (self.source, self.publisher) {
            (_, Some(publisher)) => about.push(Word::theirs(publisher)),
            (Some(source), None) => {
                about.extend(source.authors.iter().map(|author| Word::theirs(&*author.value)));
            }
            (None, None) => about.push(Word::own("no record")),
        }
        about.extend(self.published.clone().map(Word::own));
        about.extend(self.access.filter(|access| *access != Access::Published.word()).map(Word::own));
        about.extend(own(self.retracted, "retracted"));
        about.extend(own(self.source.is_some_and(|source| !source.sound), "cannot be read in full"));
        about.extend(own(self.claimant, "the claimant"));
        about.extend(self.cut.map(Word::own));
        let commas = about.into_iter().flat_map(|word| [Word::own(", "), word]);
        commas.skip(1).collect()
    }

    /// `derives from yearbook: official-record, Ministry of the Sea, 2020-05`
    pub fn described(&self, say: Say) -> String {
        let space = if self.by.is_empty() { "" } else { " " };
        format!("{}{space}{}: {}", self.by, say(self.id), self.about(say))
    }
}

impl QuoteOrigin<'_, '_> {
    /// What the quote does for the claim, in words.
    pub fn does(&self, say: Say) -> String {
        let corpus = &self.project.corpus;
        weight_in_words(corpus, self.evidence, self.weight, say)
            .unwrap_or_else(|| "from a source without a record".to_owned())
    }
}

impl<'m> ClaimOrigins<'m> {
    /// Where the evidence of `claim` comes from.
    pub fn of(project: &'m Project, claim: ClaimAt) -> Self {
        Self { project, facts: ClaimFacts::of(project, claim) }
    }

    /// Each supporting quote, in the order of the file.
    pub fn quotes(&self) -> impl Iterator<Item = QuoteOrigin<'_, 'm>> {
        let quotes = (1..).zip(self.facts.claim.evidence.iter().zip(&self.facts.weights));
        let supporting = quotes.filter(|(_, (evidence, _))| evidence.supports());
        supporting.map(|(number, (evidence, weight))| QuoteOrigin {
            number,
            counts: self.carries(number - 1),
            project: self.project,
            evidence,
            weight,
            way: self.way(evidence),
            roots: match weight {
                Weight::Counts(counted) => {
                    counted.roots.iter().map(|&root| origin_in_words(self.project, root).to_owned()).collect()
                }
                Weight::Nothing(_) => Vec::new(),
            },
        })
    }

    /// Does a quote carry a status above the weakest?
    fn carries(&self, block: usize) -> bool {
        let standing = self.facts.standing;
        standing.earned.asserts() && standing.carrying.contains(&block)
    }

    /// The id of the claim.
    pub fn id(&self) -> &'m str {
        &self.facts.claim.id
    }

    /// Its state.
    pub fn state(&self) -> Mark {
        self.facts.state.into()
    }

    /// The highest status that the evidence supports.
    pub fn earned(&self) -> &'static str {
        self.facts.standing.earned.name()
    }

    /// How many witnesses stand behind it, each independent of every other.
    pub fn witnesses(&self) -> usize {
        self.facts.standing.witnesses
    }

    /// The row of the table that holds, in the words of programs.
    pub fn basis(&self) -> &'static str {
        self.facts.standing.basis.name()
    }

    /// The same for people.
    pub fn basis_in_words(&self) -> String {
        printable::in_words(self.project, self.facts.claim, self.facts.standing)
    }

    /// How the claim may be printed.
    pub fn printable(&self) -> Printable {
        printable::printable(self.project, self.facts.at)
    }

    /// What the policy asks of such a claim for each status above the weakest, the highest first.
    pub fn needs(&self) -> Vec<Need> {
        needs(&self.project.corpus.policy, Some(self.facts.claim.judges()))
            .into_iter()
            .map(|(status, needs)| Need { status: status.name(), needs })
            .collect()
    }

    fn way(&self, evidence: &'m Evidence) -> Option<Way<'m>> {
        let Project { corpus, standings, .. } = self.project;
        let quoted = evidence.source.as_ref()?;
        let claim = self.facts.claim;
        let is_claimant = |at| standings.is_claimant(corpus, claim, at);
        let back = |source: &'m Source| sources_of(source);
        let mut walk = Walk { corpus, is_claimant: &is_claimant, neighbours: &back, seen: HashSet::new() };
        Some(match evidence.origin.as_ref().filter(|origin| origin.value != quoted.value) {
            None => walk.from(&quoted.value, Step::Start, &mut Vec::new()),
            Some(origin) => {
                let mut way = walk.only(&quoted.value, Step::Start);
                way.next.push(walk.from(&origin.value, Step::Origin, &mut Vec::new()));
                way
            }
        })
    }
}

impl<'m> SourceOrigins<'m> {
    /// Where `source` comes from, what comes from it, and what rests on it.
    pub fn of(project: &'m Project, source: SourceAt) -> Self {
        let Project { corpus, standings, .. } = project;
        let rests = |claim: &ClaimAt| {
            corpus.links_of(*claim).iter().any(|link| {
                [link.source, link.origin].contains(&Some(source))
                    || standings.documents.rests_on(*link, source)
            })
        };
        let claims = corpus.par_each_claim().with_min_len(64).map(|(claim, _)| claim);
        let claims: Vec<_> = claims.filter(rests).collect();
        Self::among((project, &Derived::of(corpus)), source, &claims)
    }

    /// The same, with what was found out once for many sources: what derives from which, and the claims that rest on this one.
    pub fn among((project, derived): (&'m Project, &Derived<'m>), at: SourceAt, claims: &[ClaimAt]) -> Self {
        let corpus = &project.corpus;
        let source = &corpus[at];
        let back = |source: &'m Source| sources_of(source);
        let forth = |source: &'m Source| derived.of.get(&*source.id).cloned().unwrap_or_default();
        let nobody = |_| false;
        let walk = |neighbours| {
            let mut walk = Walk { corpus, is_claimant: &nobody, neighbours, seen: HashSet::new() };
            walk.from(&source.id, Step::Start, &mut Vec::new())
        };
        let (from, to) = (walk(&back), walk(&forth));
        let title = source.title.as_ref().map(|title| &*title.value);
        Self { id: &source.id, title, from, to, claims: resting(project, &[at], claims) }
    }

    /// How many claims would fall with it.
    pub fn falling(&self) -> usize {
        falling(&self.claims)
    }
}

fn falling(claims: &[Resting]) -> usize {
    claims.iter().filter(|claim| claim.falls.is_some()).count()
}

impl<'m> Outlet<'m> {
    /// All that bears a name, in any of its spellings, as publisher or author; `None` if nothing does.
    pub fn of(project: &'m Project, name: &str) -> Option<Self> {
        let Project { corpus, standings, .. } = project;
        let documents = &standings.documents;
        let party = documents.parties.find(name)?;
        let bears = |source: &Source| {
            let mut names = source.publisher.iter().chain(&source.authors);
            names.any(|known| documents.parties.find(&known.value) == Some(party))
        };
        let sources: Vec<SourceAt> =
            corpus.each_source().filter(|(_, source)| bears(source)).map(|(at, _)| at).collect();
        if sources.is_empty() {
            return None;
        }
        let rests = |claim: &ClaimAt| {
            corpus.links_of(*claim).iter().any(|link| {
                sources.iter().any(|source| {
                    [link.source, link.origin].contains(&Some(*source)) || documents.rests_on(*link, *source)
                })
            })
        };
        let claims = corpus.par_each_claim().with_min_len(64).map(|(claim, _)| claim);
        let claims: Vec<_> = claims.filter(rests).collect();
        let ids = sources.iter().map(|at| &*corpus[*at].id).collect();
        Some(Self { name: name.to_owned(), sources: ids, claims: resting(project, &sources, &claims) })
    }

    /// How many claims would fall, if all of it were withdrawn.
    pub fn falling(&self) -> usize {
        falling(&self.claims)
    }
}

/// What a claim would fall to without something, if it would fall: below its status, as
/// far as that is earned now. A withdrawn claim does not fall.
pub fn fall(project: &Project, claim: ClaimAt, without: Removed) -> Option<Fall> {
    let Project { corpus, verification, standings, .. } = project;
    let State::Standing(status) = State::of(&corpus[claim]) else { return None };
    let from = status.min(standings.of_claim(claim).earned);
    let (to, _) = standings.earned_without(corpus, verification, claim, without);
    (to < from).then(|| Fall { from: from.into(), to: to.into() })
}

fn resting<'m>(project: &'m Project, gone: &[SourceAt], claims: &[ClaimAt]) -> Vec<Resting<'m>> {
    let resting = claims.par_iter().with_min_len(64).map(|&at| {
        let claim = &project.corpus[at];
        let falls = fall(project, at, Removed::Sources(gone));
        let statement = claim.statement.as_ref().map(|statement| &*statement.value);
        (claim.file, Resting { id: &claim.id, statement, state: State::of(claim).into(), falls })
    });
    let mut claims: Vec<_> = resting.collect();
    claims.sort_by_key(|(file, resting)| (resting.falls.is_none(), resting.id, *file));
    claims.into_iter().map(|(_, resting)| resting).collect()
}

/// What the policy asks for each status above the weakest, the highest first: of a claim that judges this, or of any.
pub(super) fn needs(policy: &Policy, judges: Option<Judges>) -> Vec<(Status, String)> {
    let witnesses = |count: u32| counted(count as usize, "independent witness");
    let (primary, knowing, admission) = match judges {
        Some(Judges::Fact) => ("a record", ", who say how they know", ", an admission"),
        Some(Judges::Saying | Judges::Act) => ("the claimant's own words", "", ""),
        None => ("a record or the claimant's own words", "", ", an admission"),
    };
    let read = match policy.primary(Status::Documented) {
        Primary::Held => "read here",
        Primary::Relayed => "read here or on the record",
    };
    let documented = format!(
        "{primary}, {read}, or {} read here{knowing}",
        witnesses(policy.independent(Status::Documented).max(1))
    );
    let partially = format!(
        "{primary} not read here but on the record, {}{admission}, or evidence for a part",
        witnesses(policy.independent(Status::PartiallyConfirmed).max(2))
    );
    let words = [partially, documented];
    let mut needs: Vec<_> = Status::all().filter(|status| status.asserts()).zip(words).collect();
    needs.reverse();
    needs
}

/// Every origin that supporting quotes are counted as, the one that most would fall with first.
pub fn table(sheet: &Sheet) -> Table {
    let columns = [
        Column { key: "origin", title: "Origin", least: 24 },
        Column { key: "kind", title: "Kind", least: 9 },
        Column { key: "claims", title: "Claims", least: 6 },
        Column { key: "falling", title: "Would fall", least: 10 },
        Column { key: "alone", title: "Only this", least: 8 },
    ];
    let found: Vec<(SourceAt, bool, bool)> = sheet
        .claims
        .par_iter()
        .filter(|facts| facts.status().is_some())
        .flat_map_iter(|facts| {
            let roots = facts.roots();
            let alone = roots.len() == 1;
            let falls = |root| fall(sheet.project, facts.at, Removed::Root(root)).is_some();
            roots.into_iter().map(move |root| (root, falls(root), alone)).collect::<Vec<_>>()
        })
        .collect();
    let mut counts: BTreeMap<SourceAt, [usize; 3]> = BTreeMap::new();
    for (root, falls, alone) in found {
        let [claims, falling, alones] = counts.entry(root).or_default();
        *claims += 1;
        *falling += usize::from(falls);
        *alones += usize::from(alone);
    }
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|(root, [claims, falling, alone])| {
            (falling, claims, in_one_line(sheet.origin(root)), kind(sheet, root), alone)
        })
        .collect();
    rows.sort_by(|a, b| (b.0, b.1, &a.2).cmp(&(a.0, a.1, &b.2)));
    let mut table = Table::new("origins", &columns);
    table.rows = rows
        .into_iter()
        .map(|(falling, claims, origin, kind, alone)| {
            let numbers = [claims, falling, alone].map(Cell::Number);
            [Cell::Id(origin), Cell::text(Some(kind))].into_iter().chain(numbers).collect()
        })
        .collect();
    table
}

fn in_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind(sheet: &Sheet, root: SourceAt) -> &'static str {
    sheet.project.corpus[root].kind.as_ref().map_or("", |kind| kind.value.word())
}

type Neighbours<'a, 'm> = &'a dyn Fn(&'m Source) -> Vec<(&'m str, Step)>;

/// Follows the sources from one to the next.
struct Walk<'a, 'm> {
    corpus: &'m Corpus,
    is_claimant: &'a dyn Fn(SourceAt) -> bool,
    neighbours: Neighbours<'a, 'm>,
    seen: HashSet<&'m str>,
}

/// Sources that are shown of one way, at most.
const LONGEST: usize = 256;

impl<'m> Walk<'_, 'm> {
    fn only(&self, id: &'m str, step: Step) -> Way<'m> {
        let at = self.corpus.source_at(id);
        let source = at.map(|at| &self.corpus[at]);
        Way {
            by: step.name(),
            id,
            kind: source.and_then(|source| source.kind.as_ref()).map(|kind| kind.value.word()),
            publisher: source.and_then(|source| source.publisher.as_ref()).map(|name| &*name.value),
            published: source.and_then(|source| source.published.as_ref()).map(|on| on.value.to_string()),
            access: source.map(|source| source.access().word()),
            retracted: source.is_some_and(|source| source.retracted.is_some()),
            claimant: at.is_some_and(self.is_claimant),
            cut: None,
            recorded: source.is_some(),
            source,
            next: Vec::new(),
        }
    }

    fn from(&mut self, id: &'m str, step: Step, before: &mut Vec<&'m str>) -> Way<'m> {
        let mut way = self.only(id, step);
        let neighbours = way.source.map(|source| (self.neighbours)(source)).unwrap_or_default();
        way.cut = match () {
            () if before.contains(&id) => Some("a circle"),
            () if neighbours.is_empty() => None,
            () if self.seen.contains(id) => Some("see above"),
            () if self.seen.len() >= LONGEST => Some("not followed further"),
            () => None,
        };
        if way.cut.is_some() || !self.seen.insert(id) {
            return way;
        }
        before.push(id);
        way.next = neighbours.into_iter().map(|(id, step)| self.from(id, step, before)).collect();
        before.pop();
        way
    }
}

fn sources_of(source: &Source) -> Vec<(&str, Step)> {
    let surely = source.derives_from.iter().map(|id| (&*id.value, Step::From));
    let perhaps = source.may_derive_from.iter().map(|id| (&*id.value, Step::PerhapsFrom));
    surely.chain(perhaps).collect()
}

impl<'m> Derived<'m> {
    /// Of all sources.
    pub fn of(corpus: &'m Corpus) -> Self {
        let mut derived: HashMap<&str, Vec<(&str, Step)>> = HashMap::new();
        for source in &corpus.sources {
            for (id, step) in sources_of(source) {
                let step = if step == Step::From { Step::To } else { Step::PerhapsTo };
                derived.entry(id).or_default().push((&source.id, step));
            }
        }
        for all in derived.values_mut() {
            all.sort_by_key(|(id, _)| *id);
        }
        Self { of: derived }
    }
}
