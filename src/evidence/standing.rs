//! What the evidence of each claim has earned, and what an editor should know besides.

use super::basis::{Asked, Basis, Earned, Quote, documents_the_contrary, earned, witnesses};
use super::chain::Inquiry;
pub use super::chain::{Counted, Role, Waived, Weight, Why};
use super::documents::{Documents, meet};
use super::echoes::{self, Echoes};
use super::parties::{Party, spelling};
use super::{Verdict, Verification};
use crate::corpus::{ClaimAt, Corpus, Link, SourceAt};
use crate::fileset::FileSet;
use crate::model::claim::{Claim, Evidence, Judges, Stance};
use crate::model::review;
use crate::model::status::Status;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;

/// What every claim of a corpus has earned.
#[derive(Debug, Default)]
pub struct Standings {
    /// What the sources are as documents.
    pub documents: Documents,
    /// Which of them share words, and nobody has told how.
    pub echoes: Echoes,
    claims: Vec<Standing>,
}

/// What the evidence of one claim has earned.
// Each says one thing besides the status, and is printed by itself.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The highest status that the evidence supports, with or without a rationale.
    pub earned: Status,
    /// Why: the first row of the table that holds.
    pub basis: Basis,
    /// Of a part that is borne out: why.
    pub part: Option<Basis>,
    /// Why it earns less than its basis bears, if it does.
    pub cap: Option<Cap>,
    /// The blocks of evidence that carry it, in order.
    pub carrying: Vec<usize>,
    /// How many witnesses stand behind it, each independent of every other.
    pub witnesses: usize,
    /// What an editor should know besides the status.
    pub overlays: Overlays,
    /// Does a verified quote deny or dispute it?
    pub disputed: bool,
    /// Does a party deny it in a verified quote?
    pub denied: bool,
    /// Would the evidence against it by itself be documented?
    pub outweighed: bool,
    /// Was something that carries it leaked?
    pub leaked: bool,
    /// Is any of its support no more than a party's own word?
    pub party_word: bool,
    /// Does any quote, whatever its stance, come from the claimant? True also if there is no claimant or no quote, or if a
    /// chain cannot be followed.
    pub claimant_met: bool,
    /// Why the declared status is not earned, if it is not.
    pub shortfall: Option<Shortfall>,
}

/// Why a claim earns less than its basis bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// A document that carries it was leaked.
    Leaked,
    /// The evidence that disputes it would itself earn documented.
    Disputed,
    /// This claim, which cannot be true with it, has all that documented needs.
    Conflict(ClaimAt),
    /// The statement speaks of a whole field, and only witnesses bear it.
    WholeField,
    /// It cannot be checked yet.
    NotDue,
}

/// What an editor should know besides the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overlay {
    /// The status that is written is higher than the one that is earned.
    NotEarned,
    /// A claim that cannot be true with it has all that documented needs, and it has not.
    Contradicted,
    /// Anything else disputes or denies it.
    Contested,
    /// What carries the status was not seen here.
    SecondHand,
    /// It rests on one witness where two would do better.
    SingleWitness,
    /// Its next check is overdue.
    Stale,
}

/// A set of overlays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overlays(u8);

/// Why a status is not earned: the first reason that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortfall {
    /// It would be, or may be, if all quotes were found in their sources. Each that is not has an error of its own.
    Verification,
    /// It would be, if a source had not been retracted.
    Retracted,
    /// Something else stands against it.
    Capped(Cap),
    /// A saying or an act, and no quote has the claimant's own document as its origin.
    NotTheClaimants,
    /// It would be, if the evidence for a part were evidence for the whole.
    PartForWhole,
    /// It would be, if a party's own word were more than its word.
    PartyWord,
    /// Documented: it would be, if the record or the words had been read here.
    UnseenPrimary,
    /// It would be, if an origin that nobody here has seen were on the record.
    NotOnRecord,
    /// There is one witness.
    SingleWitness,
    /// Otherwise.
    Unsupported,
}

/// What is removed, to see what would fall with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed<'a> {
    /// These sources, as if they were retracted: what they say, and what derives from them, does not count. That they said so
    /// stands.
    Sources(&'a [SourceAt]),
    /// This root: nothing that comes from it counts.
    Root(SourceAt),
}

/// What the standing of one claim is computed from.
struct Assessment<'a> {
    corpus: &'a Corpus,
    documents: &'a Documents,
    /// One for a fact, and one for each actor of a saying or an act.
    inquiries: Vec<Inquiry<'a>>,
    claim: &'a Claim,
    links: &'a [Link],
    verdicts: &'a [Verdict],
    /// For each quote, the part of the statement that it bears on, in the spelling of names.
    parts: Vec<Option<String>>,
}

/// Weights of the quotes of a claim, for each actor, or for the fact.
type Weights = Vec<Vec<Weight>>;

impl Standings {
    /// Weighs every claim of `corpus` as of `today`, on all cores. Claims whose file has errors have earned nothing.
    pub fn weigh(corpus: &Corpus, files: &FileSet, quotes: &Verification, today: NaiveDate) -> Self {
        let mut documents = Documents::of(corpus, &[]);
        let copies = echoes::copies(corpus, files, quotes, &documents);
        if !copies.found.is_empty() {
            documents = Documents::of(corpus, &copies.found);
        }
        let mut echoes = Echoes::of_claims(corpus, files, quotes, &documents);
        echoes.unlooked_copies = copies.unlooked;
        let standing =
            |(claim, _)| Assessment::new(corpus, (&documents, &echoes), quotes, claim).standing(today);
        let mut claims: Vec<Standing> = corpus.par_each_claim().with_min_len(64).map(standing).collect();
        let conflicts = conflicts(corpus);
        let earned: Vec<Status> = if conflicts.is_empty() {
            Vec::new()
        } else {
            claims.iter().map(Standing::earned_undisputed).collect()
        };
        for (claim, others) in &conflicts {
            let strongest =
                others.iter().copied().max_by_key(|other| (earned[other.index()], Reverse(*other)));
            if let Some(other) = strongest {
                claims[claim.index()].conflicts(other, earned[other.index()], earned[claim.index()]);
            }
        }
        corpus.par_each_claim().zip(&mut claims).with_min_len(64).for_each(|((at, claim), standing)| {
            let written = claim
                .status
                .as_ref()
                .filter(|_| claim.sound && claim.withdrawn.is_none())
                .map(|status| status.value);
            if let Some(status) = written.filter(|&status| status > standing.earned) {
                let assessment = Assessment::new(corpus, (&documents, &echoes), quotes, at);
                standing.shortfall = Some(assessment.shortfall(status, standing));
                standing.overlays.insert(Overlay::NotEarned);
            }
        });
        Self { documents, echoes, claims }
    }

    /// What a claim has earned.
    pub fn of_claim(&self, claim: ClaimAt) -> &Standing {
        &self.claims[claim.index()]
    }

    /// For each claim that cannot be true with others, what the strongest of those would earn if nothing stood against it.
    pub fn conflicts(&self, corpus: &Corpus) -> HashMap<ClaimAt, Status> {
        let has = |other: &ClaimAt| self.of_claim(*other).earned_undisputed();
        let strongest = |others: Vec<ClaimAt>| others.iter().map(has).max();
        conflicts(corpus)
            .into_iter()
            .filter_map(|(claim, others)| Some((claim, strongest(others)?)))
            .collect()
    }

    /// The weight of each quote of a claim, in the order of its evidence. Of an act of several, for the first of them for whom
    /// it counts.
    pub fn weights(&self, corpus: &Corpus, quotes: &Verification, claim: ClaimAt) -> Vec<Weight> {
        let assessment = Assessment::new(corpus, (&self.documents, &self.echoes), quotes, claim);
        assessment.shown(assessment.weights(true, Waived::Nothing))
    }

    /// The weight that each quote would have if all quotes were found in their sources.
    pub fn weights_if_found(&self, corpus: &Corpus, quotes: &Verification, claim: ClaimAt) -> Vec<Weight> {
        let assessment = Assessment::new(corpus, (&self.documents, &self.echoes), quotes, claim);
        assessment.shown(assessment.weights(false, Waived::Nothing))
    }

    /// What a claim would have earned, and with how many witnesses, without something.
    pub fn earned_without(
        &self,
        corpus: &Corpus,
        quotes: &Verification,
        claim: ClaimAt,
        removed: Removed,
    ) -> (Status, usize) {
        let mut assessment = Assessment::new(corpus, (&self.documents, &self.echoes), quotes, claim);
        if let Removed::Sources(gone) = removed {
            assessment.inquiries.iter_mut().for_each(|inquiry| inquiry.without = gone);
        }
        let mut weights = assessment.weights(true, Waived::Nothing);
        for weight in weights.iter_mut().flatten() {
            if matches!((&*weight, removed), (Weight::Counts(counted), Removed::Root(root)) if counted.roots.contains(&root))
            {
                // The reason does not matter: weights are only counted here.
                *weight = Weight::Nothing(Why::NotFound);
            }
        }
        let witnesses = assessment.quotes(&weights).first().map_or(0, |quotes| witnesses(quotes));
        (assessment.earned(&weights, Waived::Nothing).status.min(self.ceiling(claim)), witnesses)
    }

    /// What a claim would have earned if what comes from `root` had been quoted from there.
    pub fn earned_if_read(
        &self,
        corpus: &Corpus,
        quotes: &Verification,
        claim: ClaimAt,
        root: SourceAt,
    ) -> Status {
        let assessment = Assessment::new(corpus, (&self.documents, &self.echoes), quotes, claim);
        let mut weights = assessment.weights(true, Waived::Nothing);
        for weight in weights.iter_mut().flatten() {
            if let Weight::Counts(counted) = weight
                && counted.roots == [root]
            {
                assessment.read(counted, root);
            }
        }
        assessment.earned(&weights, Waived::Nothing).status.min(self.ceiling(claim))
    }

    /// The most that a claim can earn, whatever is added to it.
    fn ceiling(&self, claim: ClaimAt) -> Status {
        let standing = self.of_claim(claim);
        match standing.cap {
            Some(Cap::Disputed | Cap::Conflict(_)) => Status::PartiallyConfirmed,
            Some(Cap::NotDue) => Status::WEAKEST,
            Some(Cap::Leaked | Cap::WholeField) | None => Status::Documented,
        }
    }

    /// Is what this source says a party's word for that claim?
    pub fn is_party(&self, corpus: &Corpus, claim: &Claim, source: SourceAt) -> bool {
        meet(&self.documents.node(source).voices, &parties(corpus, &self.documents, claim))
    }

    /// Is `source` the claimant of that claim, or published or written by them?
    pub fn is_claimant(&self, corpus: &Corpus, claim: &Claim, source: SourceAt) -> bool {
        let node = self.documents.node(source);
        let claimants = claimants(corpus, &self.documents, claim);
        claim.claimant.iter().any(|name| *name.value == *corpus[source].id)
            || claimants.iter().any(|party| node.parties.contains(party))
    }
}

impl Standing {
    /// What it would earn if nothing disputed it and no claim stood against it.
    fn earned_undisputed(&self) -> Status {
        match self.cap {
            Some(Cap::Disputed | Cap::Conflict(_)) => Status::Documented,
            _ => self.earned,
        }
    }

    /// What it would earn if no claim stood against it.
    pub fn earned_alone(&self) -> Status {
        if matches!(self.cap, Some(Cap::Conflict(_))) { Status::Documented } else { self.earned }
    }

    /// Takes into account the strongest claim that cannot be true with this one: what `other` has earned, and what this one
    /// has, before either stood against the other.
    fn conflicts(&mut self, other: ClaimAt, of_other: Status, own: Status) {
        if of_other == Status::Documented && self.earned == Status::Documented {
            self.earned = Status::PartiallyConfirmed;
            self.cap = Some(Cap::Conflict(other));
        }
        if of_other == Status::Documented && own < Status::Documented {
            self.overlays.insert(Overlay::Contradicted);
            self.overlays.remove(Overlay::Contested);
        } else if of_other > Status::WEAKEST {
            self.overlays.insert(Overlay::Contested);
        }
    }
}

impl Overlay {
    /// All overlays.
    pub const ALL: [Overlay; 6] = [
        Overlay::NotEarned,
        Overlay::Contradicted,
        Overlay::Contested,
        Overlay::SecondHand,
        Overlay::SingleWitness,
        Overlay::Stale,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Overlay::NotEarned => "not-earned",
            Overlay::Contradicted => "contradicted",
            Overlay::Contested => "contested",
            Overlay::SecondHand => "second-hand",
            Overlay::SingleWitness => "single-witness",
            Overlay::Stale => "stale",
        }
    }
}

impl fmt::Display for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Overlays {
    /// Is it one of them?
    pub fn has(self, overlay: Overlay) -> bool {
        self.0 & 1 << overlay as u8 != 0
    }

    /// Each of them, in the order of [`Overlay::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Overlay> {
        Overlay::ALL.into_iter().filter(move |&overlay| self.has(overlay))
    }
}

impl FromIterator<Overlay> for Overlays {
    fn from_iter<I: IntoIterator<Item = Overlay>>(overlays: I) -> Self {
        Self(overlays.into_iter().fold(0, |set, overlay| set | 1 << overlay as u8))
    }
}

impl Overlays {
    fn insert(&mut self, overlay: Overlay) {
        self.0 |= 1 << overlay as u8;
    }

    fn remove(&mut self, overlay: Overlay) {
        self.0 &= !(1 << overlay as u8);
    }
}

/// For each claim that cannot be true with another, those others; what one of two says holds for both. Claims that were
/// withdrawn or cannot be read stand against nothing.
fn conflicts(corpus: &Corpus) -> HashMap<ClaimAt, Vec<ClaimAt>> {
    let stands = |at: ClaimAt| corpus[at].sound && corpus[at].withdrawn.is_none();
    let mut conflicts: HashMap<ClaimAt, Vec<ClaimAt>> = HashMap::new();
    for (claim, record) in corpus.each_claim().filter(|(at, _)| stands(*at)) {
        for id in &record.conflicts_with {
            let Some(other) = corpus.claim_at(&id.value).filter(|&at| at != claim && stands(at)) else {
                continue;
            };
            conflicts.entry(claim).or_default().push(other);
            conflicts.entry(other).or_default().push(claim);
        }
    }
    for others in conflicts.values_mut() {
        others.sort_unstable();
        others.dedup();
    }
    conflicts
}

/// The claimants of a claim; who stands behind a source, where the id of one is given.
fn claimants(corpus: &Corpus, documents: &Documents, claim: &Claim) -> Vec<Party> {
    let mut claimants = Vec::new();
    for name in &claim.claimant {
        let source = corpus.source_at(&name.value).or_else(|| corpus.source_at(&spelling(&name.value)));
        let names = source.map(|at| &corpus[at]).map(|source| {
            if source.authors.is_empty() { source.publisher.as_slice() } else { &source.authors }
        });
        for name in names.unwrap_or(std::slice::from_ref(name)) {
            // Of whom nothing is known, nothing can be their own.
            claimants.push(documents.parties.find(&name.value).unwrap_or(Party::NOBODY));
        }
    }
    claimants.sort_unstable();
    claimants.dedup();
    claimants
}

impl<'a> Assessment<'a> {
    fn new(
        corpus: &'a Corpus,
        (documents, echoes): (&'a Documents, &Echoes),
        quotes: &'a Verification,
        at: ClaimAt,
    ) -> Self {
        let echoes = echoes.of_claim(corpus, quotes, documents, at);
        let (links, verdicts, claim) = (corpus.links_of(at), quotes.of_claim(at), &corpus[at]);
        let is_fact = claim.judges() == Judges::Fact;
        let inquiries = if is_fact {
            let parties = if links.is_empty() { Vec::new() } else { parties(corpus, documents, claim) };
            let due = claim.due.as_ref().map(|due| due.value);
            vec![Inquiry {
                corpus,
                documents,
                actor: None,
                by_voice: false,
                against: false,
                parties,
                due,
                echoes,
                without: &[],
            }]
        } else {
            let of = |actor| Inquiry {
                corpus,
                documents,
                actor: Some(actor),
                by_voice: false,
                against: false,
                parties: Vec::new(),
                due: None,
                echoes: echoes.clone(),
                without: &[],
            };
            claimants(corpus, documents, claim).into_iter().map(of).collect()
        };
        let part = |evidence: &Evidence| evidence.part.as_ref().map(|part| spelling(&part.value));
        let parts = claim.evidence.iter().map(part).collect();
        Self { corpus, documents, inquiries, claim, links, verdicts, parts }
    }

    fn standing(&self, today: NaiveDate) -> Standing {
        let weights = self.weights(true, Waived::Nothing);
        let Earned { status, basis, part, carrying } = self.earned(&weights, Waived::Nothing);
        let shown = self.quotes(&weights);
        let leaks = |quote: &Quote| quote.counted.leaked && carrying.binary_search(&quote.block).is_ok();
        let is_leaked = basis.is_documented() && shown.iter().flatten().any(leaks);
        let disputed = self.found().any(|stance| matches!(stance, Stance::Disputes | Stance::Denies));
        let mut standing = Standing {
            earned: status,
            basis,
            part,
            cap: match () {
                () if basis.is_documented() && status == Status::Documented => None,
                () if is_leaked => Some(Cap::Leaked),
                () if basis == Basis::WitnessesRead => Some(Cap::WholeField),
                () => None,
            },
            witnesses: shown.first().map_or(0, |quotes| witnesses(quotes)),
            overlays: Overlays::default(),
            disputed,
            denied: self.found().any(|stance| stance == Stance::Denies),
            party_word: shown.iter().flatten().any(|quote| quote.counted.role == Role::PartyWord),
            claimant_met: self.claimant_met(),
            shortfall: None,
            outweighed: disputed && self.contrary_is_documented(),
            leaked: shown.iter().flatten().any(leaks),
            carrying,
        };
        if status == Status::Documented && standing.outweighed {
            standing.earned = Status::PartiallyConfirmed;
            standing.cap = Some(Cap::Disputed);
        }
        let due = self.claim.due.as_ref().filter(|_| self.is_fact());
        if due.is_some_and(|due| today < due.value.last) {
            standing.earned = Status::WEAKEST;
            standing.basis = Basis::Nothing;
            standing.part = None;
            standing.cap = Some(Cap::NotDue);
            standing.carrying.clear();
        }
        standing.overlays = self.overlays(&standing, &shown, today);
        standing
    }

    fn is_fact(&self) -> bool {
        self.claim.judges() == Judges::Fact
    }

    fn asked(&self) -> Asked<'a> {
        Asked {
            is_fact: self.is_fact(),
            takes_witnesses: !self.claim.subjects.is_empty(),
            statement: self.claim.statement.as_ref().filter(|_| self.is_fact()).map(|it| &*it.value),
            policy: &self.corpus.policy,
        }
    }

    fn earned(&self, weights: &Weights, waived: Waived) -> Earned {
        let admitting = self.admitting(waived);
        let admitting: Vec<_> = admitting.iter().map(|weights| self.quotes_of(weights)).collect();
        earned(&self.quotes(weights), &admitting, self.asked())
    }

    /// The weights of the quotes that support the claim; if not `as_found`, as if all quotes had been found.
    fn weights(&self, as_found: bool, waived: Waived) -> Weights {
        let of = |inquiry| self.weights_of(inquiry, Evidence::supports, (as_found, waived));
        self.inquiries.iter().map(of).collect()
    }

    /// For each subject of a fact, the weights of what it concedes: as for a saying of its own.
    fn admitting(&self, waived: Waived) -> Weights {
        let admits = |evidence: &Evidence| {
            evidence.stance() == Stance::Admits && (evidence.origin.is_some() || evidence.knows.is_some())
        };
        let Some(fact) = self.inquiries.first().filter(|_| self.is_fact()) else { return Vec::new() };
        if !self.claim.evidence.iter().any(admits) {
            return Vec::new();
        }
        let as_fact = self.weights_of(fact, admits, (true, waived));
        let subjects = self.claim.subjects.iter().filter_map(|name| self.documents.parties.find(&name.value));
        let of = |subject| {
            let inquiry = Inquiry { actor: Some(subject), by_voice: true, due: None, ..fact.clone() };
            let mut weights = self.weights_of(&inquiry, admits, (true, waived));
            for ((weight, as_fact), link) in weights.iter_mut().zip(&as_fact).zip(self.links) {
                let origin = link.origin.map(|origin| self.documents.same_text(origin));
                let is_root = |counted: &Counted| origin.is_some_and(|origin| counted.roots == [origin]);
                if !matches!(as_fact, Weight::Counts(counted) if is_root(counted)) {
                    *weight = Weight::Nothing(Why::NoSupport);
                }
            }
            weights
        };
        subjects.map(of).collect()
    }

    /// Does the evidence against the claim document its contrary? That somebody did not say or do it is a fact, and he is its
    /// party. Each record is taken for what it says of itself: a copy of a text takes nothing from it.
    fn contrary_is_documented(&self) -> bool {
        let (corpus, documents) = (self.corpus, self.documents.each_for_itself());
        let fact = self.inquiries.first().filter(|_| self.is_fact());
        let (parties, due) = if let Some(fact) = fact {
            (fact.parties.clone(), fact.due)
        } else {
            let mut parties: Vec<_> = claimants(corpus, documents, self.claim)
                .iter()
                .flat_map(|party| documents.parties.voice(party).to_vec())
                .collect();
            parties.sort_unstable();
            (parties, None)
        };
        let inquiry = Inquiry {
            corpus,
            documents,
            actor: None,
            by_voice: false,
            against: true,
            parties,
            due,
            echoes: Vec::new(),
            without: &[],
        };
        let weights = self.weights_of(&inquiry, Evidence::disputes, (true, Waived::Nothing));
        let asked = Asked { is_fact: true, takes_witnesses: true, statement: None, ..self.asked() };
        let mut quotes = self.quotes_of(&weights);
        // Only quotes from the very same text can be one passage here.
        for quote in &mut quotes {
            quote.text = quote.copy;
        }
        documents_the_contrary(&quotes, asked)
    }

    fn weights_of(
        &self,
        inquiry: &Inquiry,
        is_meant: impl Fn(&Evidence) -> bool,
        how: (bool, Waived),
    ) -> Vec<Weight> {
        let blocks = self.claim.evidence.iter().zip(self.links).zip(self.verdicts);
        let weigh = |((evidence, link), verdict): ((&Evidence, &Link), &Verdict)| {
            if is_meant(evidence) {
                inquiry.weigh(evidence, *link, verdict, how)
            } else {
                Weight::Nothing(Why::NoSupport)
            }
        };
        blocks.map(weigh).collect()
    }

    /// The weight of each quote that is shown: of an act of several, for the first for whom it counts.
    fn shown(&self, weights: Weights) -> Vec<Weight> {
        let mut weights = weights.into_iter();
        let none = || vec![Weight::Nothing(Why::NotTheClaimants); self.links.len()];
        let mut shown = weights.next().unwrap_or_else(none);
        for of_other in weights {
            for (weight, other) in shown.iter_mut().zip(of_other) {
                if !matches!(weight, Weight::Counts(_)) {
                    *weight = other;
                }
            }
        }
        shown
    }

    fn quotes<'w>(&'w self, weights: &'w Weights) -> Vec<Vec<Quote<'w>>> {
        weights.iter().map(|weights| self.quotes_of(weights)).collect()
    }

    /// The quotes that count.
    fn quotes_of<'w>(&'w self, weights: &'w [Weight]) -> Vec<Quote<'w>> {
        let quote = |(block, weight): (usize, &'w Weight)| {
            let Weight::Counts(counted) = weight else { return None };
            let extent = match &self.verdicts[block] {
                Verdict::Found(passed) => Some(&passed.extent),
                _ => None,
            };
            let Link { source, origin } = self.links[block];
            let (text, origin) = (self.documents.same_text(source?), self.documents.same_text(origin?));
            let copy = self.documents.same_words(source?);
            let part = self.parts[block].as_deref().filter(|_| counted.part);
            Some(Quote { block, counted, text, copy, origin, extent, part })
        };
        weights.iter().enumerate().filter_map(quote).collect()
    }

    /// The stances of the quotes that were found.
    fn found(&self) -> impl Iterator<Item = Stance> {
        let quotes = self.claim.evidence.iter().zip(self.verdicts);
        quotes.filter(|(_, verdict)| verdict.stands()).map(|(evidence, _)| evidence.stance())
    }

    fn claimant_met(&self) -> bool {
        let named = &self.claim.claimant;
        if named.is_empty() || self.links.is_empty() {
            return true;
        }
        let claimants = claimants(self.corpus, self.documents, self.claim);
        let is_claimant = |source: SourceAt| {
            named.iter().any(|name| *name.value == *self.corpus[source].id)
                || claimants.iter().any(|party| self.documents.node(source).voices.contains(party))
        };
        self.links.iter().any(|link| {
            let (Some(quoted), Some(origin)) = (link.source, link.origin) else { return true };
            let lineage = self.documents.lineage(origin);
            lineage.broken || is_claimant(quoted) || lineage.path.iter().any(|&source| is_claimant(source))
        })
    }

    /// Makes a quote one that was read in its root.
    fn read(&self, counted: &mut Counted, root: SourceAt) {
        let node = self.documents.node(root);
        counted.read_here = true;
        counted.is_own = !self.is_fact();
        counted.hands = 0;
        counted.closed = false;
        counted.carriers.clear();
        counted.witness =
            self.inquiries.first().map(|of| of.voices(std::iter::once(&root))).unwrap_or_default();
        let is_party = self.inquiries.first().is_some_and(|fact| meet(&node.voices, &fact.parties));
        counted.role = match () {
            () if !self.is_fact() => Role::OwnWords,
            // Whether it registers what the claim says, nobody knows before it was read.
            () if node.may_be_record => Role::Record,
            () if is_party => Role::PartyWord,
            () => Role::Witness,
        };
    }

    fn overlays(&self, standing: &Standing, quotes: &[Vec<Quote>], today: NaiveDate) -> Overlays {
        let carries = |quote: &&Quote| standing.carrying.binary_search(&quote.block).is_ok();
        let carrying = || quotes.iter().flatten().filter(carries).map(|quote| quote.counted);
        // What two who heard it vouch for was seen if their reports were.
        let basis = standing.part.unwrap_or(standing.basis);
        let by_hearers = !self.is_fact() && matches!(basis, Basis::WitnessesRead | Basis::Witnesses);
        let is_seen = |counted: &Counted| counted.read_here || by_hearers && counted.knows;
        let asserts = standing.earned.asserts();
        let applies = |overlay: &Overlay| match overlay {
            Overlay::Contested => standing.disputed,
            Overlay::SecondHand => asserts && carrying().any(|counted| !is_seen(counted)),
            Overlay::SingleWitness => {
                asserts && standing.carrying.len() == 1 && carrying().all(|counted| !is_seen(counted))
            }
            Overlay::Stale => {
                let policy = &self.corpus.policy;
                review::due(self.claim, policy).is_some_and(|due| due.day < today)
            }
            Overlay::NotEarned | Overlay::Contradicted => false,
        };
        Overlay::ALL.into_iter().filter(applies).collect()
    }

    /// Why `status` is not earned.
    fn shortfall(&self, status: Status, standing: &Standing) -> Shortfall {
        let if_found = |waived| self.earned(&self.weights(false, waived), waived);
        let earns = |waived| if_found(waived).status >= status;
        let weights = self.weights(false, Waived::Nothing);
        let supports =
            || weights.iter().flatten().filter(|weight| **weight != Weight::Nothing(Why::NoSupport));
        let some = || supports().next().is_some();
        let are = |why: Why| supports().any(|weight| *weight == Weight::Nothing(why));
        let retracted =
            || some() && supports().all(|weight| matches!(weight, Weight::Nothing(Why::Retracted(_))));
        let documented = status == Status::Documented;
        let capped = standing.cap.filter(|cap| !matches!(cap, Cap::Leaked | Cap::WholeField));
        let basis = if_found(Waived::Nothing).basis;
        match () {
            () if are(Why::Broken) || capped.is_none() && earns(Waived::Nothing) => Shortfall::Verification,
            () if let Some(cap) = capped => Shortfall::Capped(cap),
            () if retracted() || earns(Waived::Retraction) => Shortfall::Retracted,
            () if self.somebody_has_no_words(&weights) => Shortfall::NotTheClaimants,
            () if documented && (basis == Basis::Part || earns(Waived::Part)) => Shortfall::PartForWhole,
            () if basis == Basis::PartyWord => Shortfall::PartyWord,
            () if let Some(cap) = standing.cap => Shortfall::Capped(cap),
            () if earns(Waived::OnRecord) => Shortfall::NotOnRecord,
            () if documented && earns(Waived::Reading) => Shortfall::UnseenPrimary,
            () if self.quotes(&weights).first().is_some_and(|quotes| witnesses(quotes) == 1)
                && matches!(basis, Basis::LoneReport | Basis::Witnesses) =>
            {
                Shortfall::SingleWitness
            }
            () => Shortfall::Unsupported,
        }
    }

    /// Of a saying or an act: is there somebody of whose own documents no quote comes?
    fn somebody_has_no_words(&self, weights: &Weights) -> bool {
        let not_theirs = |weights: &Vec<Weight>| {
            let mut supports =
                weights.iter().filter(|weight| **weight != Weight::Nothing(Why::NoSupport)).peekable();
            supports.peek().is_some()
                && supports.all(|weight| *weight == Weight::Nothing(Why::NotTheClaimants))
        };
        !self.is_fact() && weights.iter().any(not_theirs)
    }
}

/// The parties of a fact: the voices of its subjects, and of whoever its statement names. Sorted.
fn parties(corpus: &Corpus, documents: &Documents, claim: &Claim) -> Vec<Party> {
    let mut parties = Vec::new();
    for subject in &claim.subjects {
        if let Some(source) = corpus.source_at(&subject.value) {
            parties.extend_from_slice(&documents.node(source).voices);
        }
        let named = documents
            .parties
            .find(&subject.value)
            .into_iter()
            .chain(documents.alike(&subject.value).iter().copied());
        for party in named {
            parties.extend_from_slice(documents.parties.voice(&party));
        }
    }
    if let Some(statement) = &claim.statement {
        for party in documents.named_in(&statement.value) {
            parties.extend_from_slice(documents.parties.voice(&party));
        }
    }
    parties.sort_unstable();
    parties.dedup();
    parties
}
