//! Where the evidence comes from: of one claim, of one source both ways, and of all.

use super::facts::{ClaimFacts, Sheet, origin_in_words};
use super::table::{Cell, Column, Table};
use crate::corpus::{ClaimAt, Corpus, SourceAt};
use crate::evidence::origins::Root;
use crate::evidence::standing::{KnownFrom, Removed, Weight};
use crate::model::claim::{Claim, Evidence, Stance};
use crate::model::needs::Primary;
use crate::model::policy::Policy;
use crate::model::source::Source;
use crate::model::state::State;
use crate::model::status::Status;
use crate::project::Project;
use crate::rules::weight_in_words;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What `origins` shows.
#[derive(Debug)]
pub enum OriginsReport<'m> {
    /// Of one claim.
    Claim(ClaimOrigins<'m>),
    /// Of one source.
    Source(SourceOrigins<'m>),
    /// Of all claims.
    All(Table),
}

/// Where the supporting quotes of a claim come from, and what that earns.
#[derive(Debug)]
pub struct ClaimOrigins<'m> {
    /// The project.
    pub project: &'m Project,
    /// The claim.
    pub facts: ClaimFacts<'m>,
}

/// Where one supporting quote comes from.
#[derive(Debug)]
pub struct QuoteOrigin<'a, 'm> {
    /// Its number among all quotes of the claim, counted from 1.
    pub number: usize,
    /// The evidence.
    pub evidence: &'m Evidence,
    /// What it does.
    pub weight: &'a Weight,
    /// From the source quoted to where its information first came from; `None` if it names no source.
    pub way: Option<Way<'m>>,
    /// What it is counted as, in words; empty if it is not counted.
    pub roots: Vec<String>,
}

/// A source on a way, with all that the way goes on to.
#[derive(Debug)]
pub struct Way<'m> {
    /// Its id, as it is named there.
    pub id: &'m str,
    /// Its record; `None` if there is none.
    pub source: Option<&'m Source>,
    /// How the way came here.
    pub step: Step,
    /// Where the way ends without having come to its end.
    pub cut: Option<Cut>,
    /// Is it the claimant, or by them?
    pub claimant: bool,
    /// What the way goes on to.
    pub next: Vec<Way<'m>>,
}

/// How a way comes to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It begins there.
    Start,
    /// The evidence names it as its origin.
    Origin,
    /// The one before derives from it.
    From,
    /// The one before may derive from it.
    PerhapsFrom,
    /// It derives from the one before.
    To,
    /// It may derive from the one before.
    PerhapsTo,
}

/// Why a way is not followed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// It leads back to where it has been: a circle.
    Circle,
    /// What follows was shown before.
    Again,
    /// It is too long.
    Long,
}

/// Where a source comes from, what comes from it, and what rests on it.
#[derive(Debug)]
pub struct SourceOrigins<'m> {
    /// The source.
    pub source: &'m Source,
    /// What it derives from.
    pub from: Way<'m>,
    /// What derives from it.
    pub to: Way<'m>,
    /// The claims that rest on it: those that would fall with it first, then by their ids.
    pub claims: Vec<Resting<'m>>,
}

/// For each source, those that derive from it, in the order of their ids.
#[derive(Debug, Default)]
pub struct Derived<'m> {
    of: HashMap<&'m str, Vec<(&'m str, Step)>>,
}

/// A claim that rests on a source.
#[derive(Debug)]
pub struct Resting<'m> {
    /// The claim.
    pub claim: &'m Claim,
    /// Where it stands.
    pub state: State,
    /// What its status would fall to, were the source taken back.
    pub falls: Option<Fall>,
}

/// What a claim would lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fall {
    /// What its evidence bears now of the status that is written.
    pub from: Status,
    /// What it would bear then.
    pub to: Status,
}

impl Step {
    /// The words for it, before the id of the source.
    pub fn name(self) -> &'static str {
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

impl Cut {
    /// The words for it.
    pub fn name(self) -> &'static str {
        match self {
            Cut::Circle => "a circle",
            Cut::Again => "see above",
            Cut::Long => "not followed further",
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
}

impl<'m> ClaimOrigins<'m> {
    /// Where the evidence of `claim` comes from.
    pub fn of(project: &'m Project, claim: ClaimAt) -> Self {
        Self { project, facts: ClaimFacts::of(project, claim) }
    }

    /// Each supporting quote, in the order of the file.
    pub fn quotes(&self) -> impl Iterator<Item = QuoteOrigin<'_, 'm>> {
        let quotes = (1..).zip(self.facts.claim.evidence.iter().zip(&self.facts.weights));
        let supporting = quotes.filter(|(_, (evidence, _))| evidence.stance() == Stance::Supports);
        supporting.map(|(number, (evidence, weight))| QuoteOrigin {
            number,
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

    /// What a quote does for the claim, in words; `name` says how the id of a source is written there.
    pub fn does(&self, evidence: &Evidence, weight: &Weight, name: &dyn Fn(&str) -> String) -> String {
        let origins = &self.project.standings.origins;
        weight_in_words(&self.project.corpus, origins, evidence, weight, name)
            .unwrap_or_else(|| "from a source without a record".to_owned())
    }

    /// How the best primary that counts is known, if there is one.
    pub fn primary(&self) -> Option<KnownFrom> {
        let counted = self.facts.weights.iter().filter_map(|weight| match weight {
            Weight::Counts(counted) if counted.limit.is_none() => counted.primary,
            _ => None,
        });
        let held = |best, next| if best == KnownFrom::OwnText { best } else { next };
        counted.reduce(held)
    }

    /// The count that decides: `2 independent origins, a primary among them`.
    pub fn count(&self) -> String {
        let origins = counted(self.facts.standing.independent, "independent origin");
        match self.primary() {
            None => format!("{origins}, no primary"),
            Some(KnownFrom::OwnText) => format!("{origins}, a primary held"),
            Some(KnownFrom::OtherText) => format!("{origins}, a primary relayed"),
        }
    }

    /// What the policy asks for each status above the weakest, the highest first.
    pub fn needs(&self) -> Vec<(Status, String)> {
        needs(&self.project.corpus.policy)
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
                    || standings.origins.rests_on(*link, source)
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
        Self { source, from, to, claims: resting(project, at, claims) }
    }

    /// How many claims would fall with it.
    pub fn falling(&self) -> usize {
        self.claims.iter().filter(|claim| claim.falls.is_some()).count()
    }
}

/// What a claim would fall to without something, if it would fall: below its status, as
/// far as that is earned now. Whoever is given up does not fall.
pub fn fall(project: &Project, claim: ClaimAt, without: Removed) -> Option<Fall> {
    let Project { corpus, verification, standings, .. } = project;
    let State::Standing(status) = State::of(&corpus[claim]) else { return None };
    let from = status.min(standings.of_claim(claim).earned);
    let (to, _) = standings.earned_without(corpus, verification, claim, without);
    (to < from).then_some(Fall { from, to })
}

fn resting<'m>(project: &'m Project, source: SourceAt, claims: &[ClaimAt]) -> Vec<Resting<'m>> {
    let resting = claims.par_iter().with_min_len(64).map(|&at| {
        let claim = &project.corpus[at];
        let falls = fall(project, at, Removed::Source(source));
        Resting { claim, state: State::of(claim), falls }
    });
    let mut claims: Vec<_> = resting.collect();
    claims.sort_by_key(|resting| (resting.falls.is_none(), &resting.claim.id, resting.claim.file));
    claims
}

/// What the policy asks for each status above the weakest, the highest first.
pub fn needs(policy: &Policy) -> Vec<(Status, String)> {
    let origins = |count: u32| counted(count as usize, "independent origin");
    let primary = match policy.primary(Status::Documented) {
        Primary::Relayed => "a published primary",
        Primary::Held => "a published primary, quoted from its own text",
    };
    let documented = format!("{primary}, or {}", origins(policy.independent(Status::Documented)));
    let partially =
        format!("{}, or evidence for a part", origins(policy.independent(Status::PartiallyConfirmed)));
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
    let found: Vec<(Root, bool, bool)> = sheet
        .claims
        .par_iter()
        .filter(|facts| facts.status().is_some())
        .flat_map_iter(|facts| {
            let roots = facts.roots();
            let alone = roots.len() == 1;
            let falls = |root| fall(sheet.project, facts.at, Removed::Origin(root)).is_some();
            roots.into_iter().map(move |root| (root, falls(root), alone)).collect::<Vec<_>>()
        })
        .collect();
    let mut counts: BTreeMap<Root, [usize; 3]> = BTreeMap::new();
    for (root, falls, alone) in found {
        let [claims, falling, alones] = counts.entry(root).or_default();
        *claims += 1;
        *falling += usize::from(falls);
        *alones += usize::from(alone);
    }
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|(root, [claims, falling, alone])| {
            (falling, claims, in_one_line(sheet.origin(root)), kind(root), alone)
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

fn kind(root: Root) -> &'static str {
    match root {
        Root::Document(_) => "document",
        Root::Party(_) => "publisher",
        Root::Unnamed => "unnamed",
    }
}

/// `1 origin`, `2 origins`
pub fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
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
        Way {
            id,
            source: at.map(|at| &self.corpus[at]),
            step,
            cut: None,
            claimant: at.is_some_and(self.is_claimant),
            next: Vec::new(),
        }
    }

    fn from(&mut self, id: &'m str, step: Step, before: &mut Vec<&'m str>) -> Way<'m> {
        let mut way = self.only(id, step);
        let neighbours = way.source.map(|source| (self.neighbours)(source)).unwrap_or_default();
        way.cut = match () {
            () if before.contains(&id) => Some(Cut::Circle),
            () if neighbours.is_empty() => None,
            () if self.seen.contains(id) => Some(Cut::Again),
            () if self.seen.len() >= LONGEST => Some(Cut::Long),
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
