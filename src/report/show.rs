//! One claim whole: what it says, what its evidence is worth, what is against it, and what became of it.

use super::check::{Location, Texts};
use super::log::{ClaimHistories, LogReport};
use super::origins::ClaimOrigins;
use super::passages::{Passage, Passages};
use crate::corpus::{ClaimAt, Corpus};
use crate::evidence::Verdict;
use crate::model::claim::{Claim, Evidence};
use crate::model::source::Source;
use crate::model::state::State;
use crate::project::Project;
use crate::text::nearest::nearest;
use crate::text::span::Place;
use chrono::NaiveDate;
use std::collections::HashMap;

/// One claim whole.
#[derive(Debug)]
pub struct ShowReport<'m> {
    /// The claim, and where its evidence comes from.
    pub origins: ClaimOrigins<'m>,
    /// The former id by which it was asked for.
    pub asked: Option<String>,
    /// Its evidence, in the order of the file.
    pub quotes: Vec<ShownQuote<'m>>,
    /// The claims that cannot hold beside it.
    pub conflicts: Vec<Conflict<'m>>,
    /// What became of it in the course of time.
    pub past: Past<'m>,
    /// The day that counts as today.
    pub today: NaiveDate,
}

/// One piece of evidence.
#[derive(Debug)]
pub struct ShownQuote<'m> {
    /// What is written.
    pub evidence: &'m Evidence,
    /// The record of the source quoted, if there is one.
    pub source: Option<&'m Source>,
    /// What became of the quote.
    pub verdict: &'m Verdict,
    /// What is wrong with it, in words, if something is.
    pub wrong: Option<String>,
    /// Where it is written, in the claim; `None` where many claims are shown, and nobody asks.
    pub written: Option<Location>,
    /// Where it stands, if the text is at hand.
    pub passage: Option<Passage>,
}

/// A claim that cannot hold beside another.
#[derive(Debug)]
pub struct Conflict<'m> {
    /// Its id.
    pub id: &'m str,
    /// The claim, if there is one of that id.
    pub claim: Option<&'m Claim>,
    /// Where it stands.
    pub state: State,
}

/// What is known of the past of a claim.
#[derive(Debug)]
pub enum Past<'t> {
    /// Its transitions.
    Known(LogReport<'t>),
    /// Nothing, and why.
    Unknown(String),
}

/// Which claim an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'m> {
    /// This one.
    Now(ClaimAt),
    /// This one had the id before.
    Formerly(ClaimAt),
    /// None; perhaps this id was meant.
    Nothing(Option<&'m str>),
}

impl<'t> Past<'t> {
    /// What these lives tell of a claim.
    pub fn of(lives: &ClaimHistories<'t>, claim: &Claim) -> Self {
        match lives.of_claim(claim) {
            Some(life) => Past::Known(life),
            None => Past::Unknown("no commit has it yet".to_owned()),
        }
    }
}

/// Which claim of a project is called `id`, or was.
pub fn named<'m>(project: &'m Project, id: &str) -> Named<'m> {
    let corpus = &project.corpus;
    if let Some(at) = corpus.claim_at(id) {
        return Named::Now(at);
    }
    let was = |claim: &Claim| claim.formerly.iter().any(|former| *former.value == *id);
    match corpus.each_claim().find(|(_, claim)| was(claim)) {
        Some((claim, _)) => Named::Formerly(claim),
        None => Named::Nothing(nearest(id, corpus.claims.iter().map(|claim| &*claim.id))),
    }
}

impl<'m> ShowReport<'m> {
    /// The claim at `at`, with what is known of its past.
    pub fn of(project: &'m Project, at: ClaimAt, past: Past<'m>, today: NaiveDate) -> Self {
        let (passages, conflicts) = (Passages::of(project, [at]), Conflicts::of(&project.corpus));
        let mut report = Self::among((project, &passages, &conflicts), at, past, today);
        let mut texts = Texts::new(&project.files);
        let file = project.corpus[at].file;
        for quote in &mut report.quotes {
            let span = quote.evidence.quote.as_ref().map_or(quote.evidence.header, |quote| quote.span);
            quote.written = Some(texts.location(&Place::new(file, span)));
        }
        report
    }

    /// The same, with what was found out once for many claims.
    pub fn among(
        (project, passages, conflicts): (&'m Project, &Passages, &Conflicts<'m>),
        at: ClaimAt,
        past: Past<'m>,
        today: NaiveDate,
    ) -> Self {
        let corpus = &project.corpus;
        Self {
            origins: ClaimOrigins::of(project, at),
            asked: None,
            quotes: quotes(project, at, passages),
            conflicts: conflicts.with(corpus, &corpus[at]),
            past,
            today,
        }
    }
}

fn quotes<'m>(project: &'m Project, at: ClaimAt, passages: &Passages) -> Vec<ShownQuote<'m>> {
    let Project { corpus, verification, .. } = project;
    let all = corpus[at].evidence.iter().zip(verification.of_claim(at)).zip(corpus.links_of(at));
    let shown = all.enumerate().map(|(number, ((evidence, verdict), link))| ShownQuote {
        evidence,
        source: link.source.map(|source| &corpus[source]),
        verdict,
        wrong: passages.wrong(at, number, verdict),
        written: None,
        passage: passages.passage(at, number).cloned(),
    });
    shown.collect()
}

/// Which claims cannot hold beside which.
#[derive(Debug, Default)]
pub struct Conflicts<'m> {
    /// For each id that others name, the ids of these.
    named_by: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> Conflicts<'m> {
    /// Those of all claims.
    pub fn of(corpus: &'m Corpus) -> Self {
        let mut named_by: HashMap<&str, Vec<&str>> = HashMap::new();
        for claim in &corpus.claims {
            for named in &claim.conflicts_with {
                named_by.entry(&*named.value).or_default().push(&claim.id);
            }
        }
        for others in named_by.values_mut() {
            others.sort_unstable();
        }
        Self { named_by }
    }

    /// What either side names, each once, in the order of the file and then of the others' ids.
    fn with(&self, corpus: &'m Corpus, claim: &'m Claim) -> Vec<Conflict<'m>> {
        let own = claim.conflicts_with.iter().map(|other| &*other.value);
        let others = self.named_by.get(&*claim.id).into_iter().flatten().copied();
        let mut ids: Vec<&str> = Vec::new();
        for id in own.chain(others).filter(|id| *id != &*claim.id) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let conflict = |id| {
            let claim = corpus.claim(id);
            Conflict { id, claim, state: claim.map_or(State::Absent, State::of) }
        };
        ids.into_iter().map(conflict).collect()
    }
}
