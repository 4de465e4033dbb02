//! What a claim gains in a change by something other than its own evidence.
//!
//! The past is weighed once more, with one thing as it is now: the quotes that speak for each claim. Where a claim earns more
//! than that, something else that held it down has given way: a dispute, a claim in conflict, a record, a subject.

use super::base::{Base, Was};
use crate::corpus::{ClaimAt, Corpus, SourceAt};
use crate::evidence::Verification;
use crate::evidence::standing::Standings;
use crate::model::claim::{Claim, Evidence, Stance};
use crate::model::source::Source;
use crate::model::status::Status;
use crate::project::Project;
use chrono::NaiveDate;
use std::collections::HashSet;

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
    let pairs = pairs(base, &project.corpus);
    if pairs.iter().all(|pair| !pair.touched) {
        return Vec::new();
    }
    let gone = || base.gone_claims(&project.corpus).cloned();
    let weigh = |claims: Vec<Claim>, sources| {
        World::weigh(project, claims, sources, today, |at| {
            pairs.get(at.index()).is_none_or(|pair| pair.touched)
        })
    };
    let of_then = pairs.iter().map(|pair| pair.then.clone()).chain(gone()).collect();
    let then = weigh(of_then, sources(base, &project.corpus, |_| false));
    let of_both = pairs.iter().map(|pair| with_support(pair.then, &project.corpus[pair.now]));
    let support = support(&project.corpus, &pairs);
    let known = sources(base, &project.corpus, |at| support.contains(&at));
    let own = weigh(of_both.chain(gone()).collect(), known);
    let conflicts = then.standings.conflicts(&then.corpus);
    let mut gains = Vec::new();
    let worlds = then.corpus.each_claim().zip(own.corpus.each_claim());
    for (pair, ((at_then, _), (at_own, _))) in pairs.iter().zip(worlds).filter(|(pair, _)| pair.touched) {
        let alone = own.standings.of_claim(at_own).earned_alone();
        let is_held_down = conflicts.get(&at_then) == Some(&Status::Documented);
        let expected = if is_held_down { alone.min(Status::PartiallyConfirmed) } else { alone };
        let earned = project.standings.of_claim(pair.now).earned;
        if earned > expected && own.finds(at_own) == found(&project.corpus, &project.verification, pair.now) {
            gains.push(Gain { claim: pair.now, expected, by_conflict: expected < alone });
        }
    }
    gains
}

/// A claim now, and what it was in the base.
struct Pair<'m> {
    now: ClaimAt,
    then: &'m Claim,
    /// Can the change bear on what it earns?
    touched: bool,
}

/// Every claim that is in the base too. One can be touched that is the same: by its sources, or by a claim in conflict with it
/// or from the same sources.
fn pairs<'m>(base: &'m Base, corpus: &'m Corpus) -> Vec<Pair<'m>> {
    let names = |claim: &Claim| -> Vec<SourceAt> {
        claim.evidence.iter().flat_map(|block| named(corpus, block)).collect()
    };
    let is_other = |source: &Source| !matches!(base.source(&source.id), Was::Same);
    let mut sources: HashSet<SourceAt> =
        corpus.each_source().filter(|(_, source)| is_other(source)).map(|(at, _)| at).collect();
    let mut claims: HashSet<&str> = HashSet::new();
    for claim in &corpus.claims {
        let then = match base.claim_that_was(claim, corpus) {
            Was::Same => continue,
            Was::Other(was) => Some(was),
            Was::Absent => None,
        };
        claims.insert(&claim.id);
        sources.extend([Some(claim), then].into_iter().flatten().flat_map(names));
    }
    for claim in base.gone_claims(corpus) {
        claims.insert(&claim.id);
        sources.extend(names(claim));
    }
    if sources.is_empty() && claims.is_empty() {
        return Vec::new();
    }
    let rivals = |claim: &Claim| claim.conflicts_with.iter().any(|id| claims.contains(&*id.value));
    let derives = |at: SourceAt| {
        let source = &corpus[at];
        let from = source.derives_from.iter().chain(&source.may_derive_from);
        sources.contains(&at)
            || from.filter_map(|id| corpus.source_at(&id.value)).any(|at| sources.contains(&at))
    };
    let mut held_by: HashSet<&str> = HashSet::new();
    for claim in corpus
        .claims
        .iter()
        .filter(|claim| claims.contains(&*claim.id) || names(claim).into_iter().any(derives))
    {
        held_by.extend(claim.conflicts_with.iter().map(|id| &*id.value));
    }
    let pair = |(now, claim): (ClaimAt, &'m Claim)| {
        let then = match base.claim_that_was(claim, corpus) {
            Was::Same => claim,
            Was::Other(was) => was,
            Was::Absent => return None,
        };
        let touched = claims.contains(&*claim.id)
            || held_by.contains(&*claim.id)
            || rivals(claim)
            || names(claim).into_iter().any(derives);
        Some(Pair { now, then, touched: touched && then.sound && claim.sound })
    };
    corpus.each_claim().filter_map(pair).collect()
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
    let touched = || pairs.iter().filter(|pair| pair.touched);
    let is_against = |block: &&Evidence| matches!(block.stance(), Stance::Disputes | Stance::Denies);
    let against: HashSet<SourceAt> =
        touched().flat_map(|pair| pair.then.evidence.iter().filter(is_against)).flat_map(names).collect();
    let supporting = touched().flat_map(|pair| &corpus[pair.now].evidence).filter(|block| supports(block));
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
    claim.evidence.retain(|block| !supports(block));
    claim.evidence.extend(now.evidence.iter().filter(|block| supports(block)).cloned());
    claim
}

/// The sources that a block names.
fn named(corpus: &Corpus, block: &Evidence) -> Vec<SourceAt> {
    let ids = block.source.iter().chain(&block.origin).chain(&block.through);
    ids.filter_map(|id| corpus.source_at(&id.value)).collect()
}

fn supports(block: &Evidence) -> bool {
    matches!(block.stance(), Stance::Supports | Stance::Admits)
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
    quotes.filter(|(block, _)| supports(block)).map(|(_, verdict)| verdict.stands()).collect()
}
