//! What a claim gains in a change by something other than its own evidence.
//!
//! The past is weighed once more, with one thing as it is now: the quotes that speak for each claim. Where a claim earns more
//! than that, something else that held it down has given way: a dispute, a claim in conflict, a record, a subject.

use super::base::{Base, Was};
use crate::corpus::{ClaimAt, Corpus, SourceAt};
use crate::evidence::Verification;
use crate::evidence::standing::Standings;
use crate::model::claim::{Claim, Evidence};
use crate::model::source::Source;
use crate::model::status::Status;
use crate::project::Project;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// A claim that earns more than its own evidence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gain {
    /// The claim, as it is now.
    pub claim: ClaimAt,
    /// What its evidence of now would earn, with all else as it was.
    pub expected: Status,
    /// Did a claim that cannot be true with it hold it down, and does none now?
    pub by_conflict: bool,
}

/// The gains of a change, in the order of the claims of `project`, as of `today`. New claims have none. Where a source has
/// another text than it had, nobody can tell what its quotes would have earned, and of a claim that they speak for nothing is
/// said.
pub fn gains(base: &Base, project: &Project, today: NaiveDate) -> Vec<Gain> {
    let corpus = &project.corpus;
    let pairs = pairs(base, project);
    if pairs.is_empty() {
        return Vec::new();
    }
    let gone = || base.gone_claims(corpus).cloned();
    let weigh = |claims: Vec<Claim>, sources| {
        let is_weighed = |at: ClaimAt| pairs.get(at.index()).is_none_or(|pair| pair.role != Role::Carries);
        World::weigh(project, claims, sources, today, is_weighed)
    };
    let of_then = pairs.iter().map(|pair| pair.then.clone()).chain(gone()).collect();
    let then = weigh(of_then, sources(base, corpus, |_| false));
    let support = support(corpus, &pairs);
    let of_both = pairs.iter().map(|pair| with_support(pair.then, &corpus[pair.now])).chain(gone()).collect();
    let own = weigh(of_both, sources(base, corpus, |at| support.contains(&at)));
    let conflicts = then.standings.conflicts(&then.corpus);
    let worlds = then.corpus.each_claim().zip(own.corpus.each_claim());
    let mut gains = Vec::new();
    for (pair, ((at_then, _), (at_own, _))) in pairs.iter().zip(worlds) {
        let alone = own.standings.of_claim(at_own).earned_alone();
        let is_held_down = conflicts.get(&at_then) == Some(&Status::Documented);
        let expected = if is_held_down { alone.min(Status::PartiallyConfirmed) } else { alone };
        let earned = project.standings.of_claim(pair.now).earned;
        let is_sound = pair.then.sound && corpus[pair.now].sound;
        let is_judged = pair.role == Role::Touched && is_sound && earned > expected;
        if is_judged && own.finds(at_own) == found(corpus, &project.verification, pair.now) {
            gains.push(Gain { claim: pair.now, expected, by_conflict: expected < alone });
        }
    }
    gains
}

/// A claim now, and what it was in the base.
struct Pair<'m> {
    now: ClaimAt,
    then: &'m Claim,
    role: Role,
}

/// What a claim has to do with a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// What it earns may be another: it changed, or what it rests on did, or a claim that stands against it.
    Touched,
    /// It stands against one that is touched.
    Opposes,
    /// It is none of these, and tells who carried what.
    Carries,
}

/// The claims that are in the base too and have to do with the change, in order.
fn pairs<'m>(base: &'m Base, project: &'m Project) -> Vec<Pair<'m>> {
    let corpus = &project.corpus;
    let then = |claim: &'m Claim| match base.claim_that_was(claim, corpus) {
        Was::Same => Some(claim),
        Was::Other(was) => Some(was),
        Was::Absent => None,
    };
    let is_other = |source: &Source| !matches!(base.source(&source.id), Was::Same);
    let mut sources: HashSet<SourceAt> =
        corpus.each_source().filter(|(_, source)| is_other(source)).map(|(at, _)| at).collect();
    let mut touched: HashSet<ClaimAt> = HashSet::new();
    let mut versions: Vec<&Claim> = base.gone_claims(corpus).collect();
    for (at, claim) in corpus.each_claim() {
        let was = match base.claim_that_was(claim, corpus) {
            Was::Same => continue,
            Was::Other(was) => Some(was),
            Was::Absent => None,
        };
        touched.insert(at);
        versions.extend(was.into_iter().chain([claim]));
    }
    // What one claim tells of a chain holds for every claim from the same sources.
    for claim in versions.iter().filter(|claim| claim.evidence.iter().any(|block| !block.through.is_empty()))
    {
        sources.extend(claim.evidence.iter().flat_map(|block| named(corpus, block)));
    }
    let rests = |at: ClaimAt| {
        let ends = corpus.links_of(at).iter().flat_map(|link| [link.source, link.origin]).flatten();
        let mut paths = ends.map(|end| (end, &project.standings.documents.lineage(end).path));
        paths.any(|(end, path)| sources.contains(&end) || path.iter().any(|on| sources.contains(on)))
    };
    if !sources.is_empty() {
        touched.extend(corpus.each_claim().map(|(at, _)| at).filter(|at| rests(*at)));
    }
    if touched.is_empty() && versions.is_empty() {
        return Vec::new();
    }
    let conflicts = Conflicts::of(corpus, &versions);
    touched.extend(conflicts.with(corpus, &touched, &versions));
    let opposing = conflicts.with(corpus, &touched, &[]);
    let pair = |(now, claim): (ClaimAt, &'m Claim)| {
        let role = match () {
            () if touched.contains(&now) => Role::Touched,
            () if opposing.contains(&now) => Role::Opposes,
            () if claim.evidence.iter().any(|block| !block.through.is_empty()) => Role::Carries,
            () => return None,
        };
        Some(Pair { now, then: then(claim)?, role })
    };
    corpus.each_claim().filter_map(pair).collect()
}

/// Which ids of claims cannot be true together, whichever of two says so, now or then.
struct Conflicts<'m>(HashMap<&'m str, Vec<&'m str>>);

impl<'m> Conflicts<'m> {
    fn of(corpus: &'m Corpus, versions: &[&'m Claim]) -> Self {
        let mut conflicts: HashMap<&str, Vec<&str>> = HashMap::new();
        for claim in corpus.claims.iter().chain(versions.iter().copied()) {
            for other in &claim.conflicts_with {
                conflicts.entry(&claim.id).or_default().push(&other.value);
                conflicts.entry(&other.value).or_default().push(&claim.id);
            }
        }
        Self(conflicts)
    }

    /// The claims that stand against any of these.
    fn with(&self, corpus: &Corpus, claims: &HashSet<ClaimAt>, versions: &[&Claim]) -> HashSet<ClaimAt> {
        if self.0.is_empty() {
            return HashSet::new();
        }
        let now = claims.iter().map(|at| &*corpus[*at].id);
        let ids = now.chain(versions.iter().map(|claim| &*claim.id));
        let others = ids.filter_map(|id| self.0.get(id)).flatten();
        others.filter_map(|id| corpus.claim_at(id)).collect()
    }
}

/// The sources of the base; those that `is_as_now` names as they are now, though they be new.
fn sources(base: &Base, corpus: &Corpus, is_as_now: impl Fn(SourceAt) -> bool) -> Vec<Source> {
    let source = |(at, now): (SourceAt, &Source)| match base.source(&now.id) {
        Was::Same => Some(now.clone()),
        _ if is_as_now(at) => Some(now.clone()),
        Was::Other(was) => Some(was.clone()),
        Was::Absent => None,
    };
    corpus.each_source().filter_map(source).chain(base.gone_sources(corpus).cloned()).collect()
}

/// The sources that speak for a claim, what these derive from, and no source that spoke against one: what a change does to such
/// a record is no part of what it brings in favour of a claim.
fn support(corpus: &Corpus, pairs: &[Pair]) -> HashSet<SourceAt> {
    let names = |block| named(corpus, block);
    let touched = || pairs.iter().filter(|pair| pair.role == Role::Touched);
    let against: HashSet<SourceAt> = touched()
        .flat_map(|pair| pair.then.evidence.iter().filter(|block| block.disputes()))
        .flat_map(names)
        .collect();
    let supporting = touched().flat_map(|pair| &corpus[pair.now].evidence).filter(|block| block.supports());
    let mut open: Vec<SourceAt> = supporting.flat_map(names).collect();
    let mut support = HashSet::new();
    while let Some(at) = open.pop() {
        if !against.contains(&at) && support.insert(at) {
            let source = &corpus[at];
            let from = source.derives_from.iter().chain(&source.may_derive_from);
            open.extend(from.filter_map(|id| corpus.source_at(&id.value)));
        }
    }
    support
}

/// The claim as it was, with the quotes that speak for it now.
fn with_support(then: &Claim, now: &Claim) -> Claim {
    let mut claim = then.clone();
    claim.evidence.retain(|block| !block.supports());
    claim.evidence.extend(now.evidence.iter().filter(|block| block.supports()).cloned());
    claim
}

/// The sources that a block names.
fn named(corpus: &Corpus, block: &Evidence) -> Vec<SourceAt> {
    let ids = block.source.iter().chain(&block.origin).chain(&block.through);
    ids.filter_map(|id| corpus.source_at(&id.value)).collect()
}

/// What might have been: records with what they would have earned.
struct World {
    corpus: Corpus,
    verification: Verification,
    standings: Standings,
}

impl World {
    /// With the texts of `project`. Only quotes of the claims that are meant are looked for.
    fn weigh(
        project: &Project,
        claims: Vec<Claim>,
        sources: Vec<Source>,
        today: NaiveDate,
        is_meant: impl Fn(ClaimAt) -> bool,
    ) -> Self {
        let corpus = project.corpus.with_records(claims, sources);
        let verification = Verification::verify_some(&corpus, &project.files, is_meant);
        let standings = Standings::weigh(&corpus, &project.files, &verification, today);
        Self { corpus, verification, standings }
    }

    /// Of the quotes that speak for a claim, which are found.
    fn finds(&self, claim: ClaimAt) -> Vec<bool> {
        found(&self.corpus, &self.verification, claim)
    }
}

fn found(corpus: &Corpus, verification: &Verification, claim: ClaimAt) -> Vec<bool> {
    let quotes = corpus[claim].evidence.iter().zip(verification.of_claim(claim));
    quotes.filter(|(block, _)| block.supports()).map(|(_, verdict)| verdict.stands()).collect()
}
