//! What there is to know of each claim of a moment, found out once: what tables, exports and filters ask for.

use crate::corpus::{ClaimAt, SourceAt};
use crate::evidence::Verdict;
use crate::evidence::standing::{Overlay, Standing, Weight};
use crate::model::claim::Claim;
use crate::model::review::{self, Due};
use crate::model::state::State;
use crate::model::status::Status;
use crate::project::Project;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::ops::Index;

/// What there is to know of one claim.
#[derive(Debug)]
pub struct ClaimFacts<'m> {
    pub(crate) at: ClaimAt,
    pub(crate) claim: &'m Claim,
    pub(crate) path: &'m str,
    pub(crate) state: State,
    pub(crate) standing: &'m Standing,
    /// What became of each quote, in the order of its evidence.
    pub(crate) verdicts: &'m [Verdict],
    /// What each quote does for it, in the same order.
    pub(crate) weights: Vec<Weight>,
    /// When it is to be checked again, if ever.
    pub(crate) due: Option<Due>,
    /// All sources that its evidence rests on, on all ways, each once.
    pub(crate) rests_on: Vec<SourceAt>,
}

/// What every claim of a moment is.
#[derive(Debug)]
pub struct Sheet<'m> {
    /// The moment.
    pub project: &'m Project,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// The claims, in the order of their ids.
    pub claims: Vec<ClaimFacts<'m>>,
}

/// The position of a claim in [`Sheet::claims`]. Only a sheet makes one, and only that sheet knows what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetAt(u32);

impl SheetAt {
    /// For a list that has one entry for each claim, in the order of the sheet.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl<'m> Index<SheetAt> for Sheet<'m> {
    type Output = ClaimFacts<'m>;

    fn index(&self, at: SheetAt) -> &ClaimFacts<'m> {
        &self.claims[at.index()]
    }
}

/// Which claims are asked for; all that nothing rules out.
#[derive(Debug, Default)]
pub struct Filter {
    /// With one of these states.
    pub states: Vec<State>,
    /// With all of these overlays.
    pub overlays: Vec<Overlay>,
    /// With one of these topics.
    pub topics: Vec<String>,
    /// By somebody of that name, or with another spelling of it.
    pub claimant: Option<String>,
    /// That rest on this source, on any way.
    pub source: Option<String>,
    /// That nobody has checked for this many days, or ever.
    pub stale: Option<i64>,
    /// To be checked again within this many days, or overdue.
    pub due: Option<i64>,
    /// With all of these words in statement, id or rationale.
    pub text: Option<String>,
}

impl<'m> Sheet<'m> {
    /// Finds out what there is to know of every claim of `project`, as of `today`.
    pub fn of(project: &'m Project, today: NaiveDate) -> Self {
        let claims = project.corpus.par_each_claim().with_min_len(64);
        let mut claims: Vec<_> = claims.map(|(claim, _)| ClaimFacts::of(project, claim)).collect();
        claims.sort_unstable_by(|a, b| (&a.claim.id, a.path).cmp(&(&b.claim.id, b.path)));
        Self { project, today, claims }
    }

    /// The same with those claims only that are asked for.
    ///
    /// # Errors
    /// If the filter names a source that there is not.
    pub fn filtered(mut self, filter: &Filter) -> Result<Self, UnknownSource> {
        let corpus = &self.project.corpus;
        let source = match &filter.source {
            Some(id) => match corpus.source_at(id) {
                Some(source) => Some(source),
                None => return Err(UnknownSource(id.clone())),
            },
            None => None,
        };
        let parties = &self.project.standings.documents.parties;
        let claimant = filter.claimant.as_ref().map(|name| (name.to_lowercase(), parties.find(name)));
        let words: Vec<_> =
            filter.text.iter().flat_map(|text| text.split_whitespace()).map(str::to_lowercase).collect();
        let today = self.today;
        self.claims.retain(|facts| {
            let claim = facts.claim;
            let is_by = |(name, party): &(String, Option<_>)| {
                claim.claimant.iter().any(|claimant| {
                    claimant.value.to_lowercase() == *name
                        || party.is_some() && parties.find(&claimant.value) == *party
                })
            };
            let age = || facts.checked_on().map(|on| (today - on).num_days());
            let left = || facts.due.map(|due| (due.day - today).num_days());
            (filter.states.is_empty() || filter.states.contains(&facts.state))
                && filter.overlays.iter().all(|overlay| facts.standing.overlays.has(*overlay))
                && (filter.topics.is_empty()
                    || claim
                        .topics
                        .iter()
                        .any(|topic| filter.topics.iter().any(|wanted| **wanted == *topic.value)))
                && claimant.as_ref().is_none_or(is_by)
                && source.is_none_or(|source| facts.rests_on.contains(&source))
                && filter.stale.is_none_or(|days| age().is_none_or(|age| age >= days))
                && filter.due.is_none_or(|days| left().is_some_and(|left| left <= days))
                && (words.is_empty() || facts.has_words(&words))
        });
        Ok(self)
    }

    /// Every claim with its position, in order.
    pub fn each_claim(&self) -> impl Iterator<Item = (SheetAt, &ClaimFacts<'m>)> {
        (0..).map(SheetAt).zip(&self.claims)
    }

    /// The claims that have a status and are not withdrawn.
    pub fn standing(&self) -> impl Iterator<Item = &ClaimFacts<'m>> {
        self.claims.iter().filter(|facts| facts.status().is_some())
    }

    /// Of a saying, the claim that says what was said, and the status that this one counts under; `None` if it cannot be read
    /// or was withdrawn.
    pub fn content(&self, facts: &ClaimFacts) -> Option<(ClaimAt, Status)> {
        let Project { corpus, standings, .. } = self.project;
        let at = corpus.claim_at(&facts.claim.content.as_ref()?.value)?;
        match State::of(&corpus[at]) {
            State::Standing(status) => Some((at, status.min(standings.of_claim(at).earned))),
            _ => None,
        }
    }

    /// The id of a source.
    pub fn source(&self, source: SourceAt) -> &'m str {
        &self.project.corpus[source].id
    }

    /// An origin in words.
    pub fn origin(&self, root: SourceAt) -> &'m str {
        origin_in_words(self.project, root)
    }
}

/// Everybody who is not named, as one origin.
pub const UNNAMED: &str = "unnamed sources";

/// An origin in words: the id of its source, or everybody unnamed.
pub fn origin_in_words(project: &Project, root: SourceAt) -> &str {
    if project.standings.documents.node(root).unnamed { UNNAMED } else { &project.corpus[root].id }
}

/// No source has this id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSource(pub String);

impl<'m> ClaimFacts<'m> {
    /// What there is to know of the claim at `at`.
    pub fn of(project: &'m Project, at: ClaimAt) -> Self {
        let Project { files, corpus, verification, standings } = project;
        let claim = &corpus[at];
        let mut rests_on: Vec<SourceAt> = Vec::new();
        for link in corpus.links_of(at) {
            for source in [link.source, link.origin].into_iter().flatten() {
                rests_on.push(source);
                rests_on.extend(&standings.documents.lineage(source).path);
            }
        }
        rests_on.sort_unstable();
        rests_on.dedup();
        Self {
            at,
            claim,
            path: &files.entry(claim.file).path,
            state: State::of(claim),
            standing: standings.of_claim(at),
            verdicts: verification.of_claim(at),
            weights: standings.weights(corpus, verification, at),
            due: review::due(claim, &corpus.policy),
            rests_on,
        }
    }

    /// Its status, if it has one and is not withdrawn.
    pub fn status(&self) -> Option<Status> {
        match self.state {
            State::Standing(status) => Some(status),
            _ => None,
        }
    }

    /// The status that it counts under: the one that is written or, where the evidence bears less, that.
    pub fn counts_as(&self) -> Option<Status> {
        self.status().map(|status| status.min(self.standing.earned))
    }

    /// The last day that somebody may have checked it.
    pub fn checked_on(&self) -> Option<NaiveDate> {
        self.claim.checked.as_ref()?.on.as_ref().map(|on| on.value.last)
    }

    /// What its supporting quotes come from, each root once.
    pub fn roots(&self) -> Vec<SourceAt> {
        let counted = self.weights.iter().filter_map(|weight| match weight {
            Weight::Counts(counted) => Some(&counted.roots),
            Weight::Nothing(_) => None,
        });
        let mut roots: Vec<_> = counted.flatten().copied().collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// Is there a quote that is not verified?
    pub fn has_verdict(&self, wanted: impl Fn(&Verdict) -> bool) -> bool {
        self.verdicts.iter().any(wanted)
    }

    /// Its supporting quotes that were verified, and how many there are.
    pub fn support(&self) -> (usize, usize) {
        let supports = self.claim.evidence.iter().zip(self.verdicts);
        let supports = supports.filter(|(evidence, _)| evidence.supports());
        supports
            .fold((0, 0), |(verified, all), (_, verdict)| (verified + usize::from(verdict.stands()), all + 1))
    }

    /// The topics, or none.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        self.claim.topics.iter().map(|topic| &*topic.value)
    }

    fn has_words(&self, words: &[String]) -> bool {
        let claim = self.claim;
        let texts = [claim.statement.as_ref(), claim.rationale.as_ref()].into_iter().flatten();
        let all = texts.fold(claim.id.to_lowercase(), |all, text| all + " " + &text.value.to_lowercase());
        words.iter().all(|word| all.contains(word))
    }
}
