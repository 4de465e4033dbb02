//! The status that the evidence of a claim has earned: quotes are weighed by where they come from, and counted by origin.

use super::disjoint::most_disjoint;
use super::origins::{Node, Origins, Root};
use super::parties::{Party, spelling};
use super::{Verdict, Verification};
use crate::corpus::{ClaimAt, Corpus, Link, SourceAt};
use crate::model::claim::{Claim, Evidence, Judges, Stance};
use crate::model::needs::Primary;
use crate::model::policy::Policy;
use crate::model::review;
use crate::model::source::Access;
use crate::model::status::Status;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::fmt;

/// What every claim of a corpus has earned.
#[derive(Debug, Default)]
pub struct Standings {
    /// Where the information in each source came from.
    pub origins: Origins,
    claims: Vec<Standing>,
}

/// What the evidence of one claim has earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The highest status that the evidence supports, with or without a rationale.
    pub earned: Status,
    /// The number of independent origins: the most supporting quotes with pairwise disjoint roots. Quotes that earn nothing
    /// are not among them.
    pub independent: usize,
    /// What an editor should know besides the status.
    pub overlays: Overlays,
    /// Does any quote, whatever its stance, come from the claimant? True also if there is no claimant or no quote, or if a
    /// path cannot be followed.
    pub claimant_met: bool,
    /// Why the declared status is not earned, if it is not.
    pub shortfall: Option<Shortfall>,
}

/// What an editor should know besides the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overlay {
    /// Verified quotes dispute or deny it.
    Contested,
    /// Verified quotes that would themselves earn documented dispute it.
    Contradicted,
    /// Above unsubstantiated, and resting on exactly one independent origin.
    SingleOrigin,
    /// Documented, and every primary is known only through another text.
    SecondHand,
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
    /// Documented: it would be, if the evidence for a part were evidence for the whole.
    PartForWhole,
    /// Documented: it would be, if a party's own word were more than its word.
    OwnWord,
    /// Documented: it would be, if somebody could inspect the primary.
    UnseenPrimary,
    /// Documented: no primary, and one independent origin.
    SingleOrigin,
    /// Otherwise.
    Unsupported,
}

/// What one quote does for its claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weight {
    /// It counts.
    Counts(Counted),
    /// It does not count.
    Nothing(Why),
}

/// A quote that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The origins that it comes from, sorted.
    pub roots: Vec<Root>,
    /// How the primary is known, if it comes from published primaries and nothing else.
    pub primary: Option<KnownFrom>,
    /// Why it cannot help towards documented, if it cannot.
    pub limit: Option<Limit>,
}

/// How a primary is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownFrom {
    /// A quote was verified in it.
    OwnText,
    /// It is known only through another text.
    OtherText,
}

/// Why a quote cannot help towards documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// It bears on a part of the statement only.
    Part,
    /// It comes from unnamed people.
    Unnamed,
    /// It comes from a leaked document.
    Leaked,
}

/// Why a quote does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its stance is not `supports`.
    NoSupport,
    /// It was not found in its source.
    NotFound,
    /// Its path names a source that has no record or a broken one. Another error says so.
    Broken,
    /// Its path is longer than is followed.
    TooLong,
    /// This source on its path was retracted.
    Retracted(SourceAt),
    /// Its sources copy each other in a circle.
    Circle,
    /// Nobody can inspect what it is quoted from.
    Sealed,
    /// The claimant is on its path.
    OwnWord,
}

/// What is removed, to see what would fall with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// This source, as if it were retracted: nothing that is quoted from it or derives from it counts.
    Source(SourceAt),
    /// This origin: nothing that comes from it counts.
    Origin(Root),
}

/// A requirement that is waived, to see whether it is the one that is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waived {
    Nothing,
    Retraction,
    Part,
    /// That a primary is not the claimant's own.
    OwnPrimary,
    /// That a quote does not come from the claimant.
    OwnWord,
    Access,
}

/// Who makes the claim.
#[derive(Debug, Clone, Default)]
struct Claimant {
    source: Option<SourceAt>,
    parties: Vec<Party>,
}

/// What the standing of one claim is computed from.
struct Assessment<'a> {
    corpus: &'a Corpus,
    origins: &'a Origins,
    claim: &'a Claim,
    links: &'a [Link],
    verdicts: &'a [Verdict],
    claimant: Claimant,
}

impl Standings {
    /// Weighs every claim of `corpus` as of `today`, on all cores. Claims whose file has errors have earned nothing.
    pub fn weigh(corpus: &Corpus, quotes: &Verification, today: NaiveDate) -> Self {
        let origins = Origins::trace(corpus);
        let standing = |(claim, _)| Assessment::new(corpus, &origins, quotes, claim).standing(today);
        let claims = corpus.par_each_claim().with_min_len(64).map(standing).collect();
        Self { origins, claims }
    }

    /// What a claim has earned.
    pub fn of_claim(&self, claim: ClaimAt) -> &Standing {
        &self.claims[claim.index()]
    }

    /// The weight of each quote of a claim, in the order of its evidence.
    pub fn weights(&self, corpus: &Corpus, quotes: &Verification, claim: ClaimAt) -> Vec<Weight> {
        Assessment::new(corpus, &self.origins, quotes, claim).weights(true, Waived::Nothing)
    }

    /// What a claim would have earned, and on how many independent origins, without something.
    pub fn earned_without(
        &self,
        corpus: &Corpus,
        quotes: &Verification,
        claim: ClaimAt,
        removed: Removed,
    ) -> (Status, usize) {
        let assessment = Assessment::new(corpus, &self.origins, quotes, claim);
        let mut weights = assessment.weights(true, Waived::Nothing);
        for (weight, link) in weights.iter_mut().zip(assessment.links) {
            let falls = match (&*weight, removed) {
                (Weight::Counts(_), Removed::Source(source)) => self.origins.rests_on(*link, source),
                (Weight::Counts(counted), Removed::Origin(root)) => counted.roots.contains(&root),
                (Weight::Nothing(_), _) => false,
            };
            if falls {
                // The reason does not matter: weights are only counted here.
                *weight = Weight::Nothing(Why::NotFound);
            }
        }
        (earned(&weights, &corpus.policy), independent(counted(&weights)))
    }

    /// Is `source` the claimant of that claim, or published or written by them?
    pub fn is_claimant(&self, corpus: &Corpus, claim: &Claim, source: SourceAt) -> bool {
        Claimant::of(corpus, &self.origins, claim).is(source, self.origins.node(source))
    }

    /// The weight that each quote would have if all quotes were found in their sources.
    pub fn weights_if_found(&self, corpus: &Corpus, quotes: &Verification, claim: ClaimAt) -> Vec<Weight> {
        Assessment::new(corpus, &self.origins, quotes, claim).weights(false, Waived::Nothing)
    }
}

impl Overlay {
    /// All overlays.
    pub const ALL: [Overlay; 5] = [
        Overlay::Contested,
        Overlay::Contradicted,
        Overlay::SingleOrigin,
        Overlay::SecondHand,
        Overlay::Stale,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Overlay::Contested => "contested",
            Overlay::Contradicted => "contradicted",
            Overlay::SingleOrigin => "single-origin",
            Overlay::SecondHand => "second-hand",
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

impl Claimant {
    fn of(corpus: &Corpus, origins: &Origins, claim: &Claim) -> Self {
        let Some(name) = &claim.claimant else { return Self::default() };
        let source = corpus.source_at(&name.value).or_else(|| corpus.source_at(&spelling(&name.value)));
        let mut parties: Vec<_> = origins.parties.find(&name.value).into_iter().collect();
        if let Some(source) = source {
            parties.extend(&origins.node(source).parties);
        }
        Self { source, parties }
    }

    fn is(&self, source: SourceAt, node: &Node) -> bool {
        self.source == Some(source)
            || self.parties.contains(&node.id)
            || node.parties.iter().any(|party| self.parties.contains(party))
    }
}

impl<'a> Assessment<'a> {
    fn new(corpus: &'a Corpus, origins: &'a Origins, quotes: &'a Verification, claim: ClaimAt) -> Self {
        let (links, verdicts) = (corpus.links_of(claim), quotes.of_claim(claim));
        let claim = &corpus[claim];
        Self { corpus, origins, claim, links, verdicts, claimant: Claimant::of(corpus, origins, claim) }
    }

    fn standing(&self, today: NaiveDate) -> Standing {
        let policy = &self.corpus.policy;
        let weights = self.weights(true, Waived::Nothing);
        let earned = earned(&weights, policy);
        let independent = independent(counted(&weights));
        let written = self.claim.status.as_ref().filter(|_| self.claim.sound).map(|status| status.value);
        Standing {
            earned,
            independent,
            overlays: self.overlays(written, &weights, independent, today),
            claimant_met: self.claimant_met(),
            shortfall: written.filter(|&status| status > earned).map(|status| self.shortfall(status, policy)),
        }
    }

    /// The weight of each quote; if not `as_found`, as if all quotes had been found.
    fn weights(&self, as_found: bool, waived: Waived) -> Vec<Weight> {
        self.quotes()
            .map(|(evidence, link, verdict)| match evidence.stance() {
                Stance::Supports if as_found && !matches!(verdict, Verdict::Found(_)) => {
                    Weight::Nothing(Why::NotFound)
                }
                Stance::Supports => self.weigh(evidence, *link, &self.claimant, waived),
                _ => Weight::Nothing(Why::NoSupport),
            })
            .collect()
    }

    fn quotes(&self) -> impl Iterator<Item = (&'a Evidence, &'a Link, &'a Verdict)> {
        let quotes = self.claim.evidence.iter().zip(self.links).zip(self.verdicts);
        quotes.map(|((evidence, link), verdict)| (evidence, link, verdict))
    }

    fn claimant_met(&self) -> bool {
        let met = |link: &Link| {
            let (Some(quoted), Some(origin)) = (link.source, link.origin) else { return true };
            let lineage = self.origins.lineage(origin);
            let is_claimant = |source| self.claimant.is(source, self.origins.node(source));
            lineage.broken || is_claimant(quoted) || lineage.path.iter().any(|&source| is_claimant(source))
        };
        self.claim.claimant.is_none() || self.links.is_empty() || self.links.iter().any(met)
    }

    /// The weight of a quote for a claim by `claimant`.
    fn weigh(&self, evidence: &Evidence, link: Link, claimant: &Claimant, waived: Waived) -> Weight {
        let (Some(quoted), Some(origin)) = (link.source, link.origin) else {
            return Weight::Nothing(Why::Broken);
        };
        let node = |source| self.origins.node(source);
        let (lineage, quoted_lineage) = (self.origins.lineage(origin), self.origins.lineage(quoted));
        // A document that nobody can inspect is the word of whoever describes it, and of their sources. So is every document
        // known through another, if only primaries that were read count.
        let by_hearsay = origin != quoted
            && (node(origin).is_sealed() && waived != Waived::Access
                || self.corpus.policy.primary(Status::Documented) == Primary::Held);
        if lineage.broken || quoted_lineage.broken {
            return Weight::Nothing(Why::Broken);
        }
        if lineage.too_long || quoted_lineage.too_long {
            return Weight::Nothing(Why::TooLong);
        }
        let retracted = lineage.retracted.or(quoted_lineage.retracted);
        if let Some(retracted) = retracted.filter(|_| waived != Waived::Retraction) {
            return Weight::Nothing(Why::Retracted(retracted));
        }
        if lineage.ends.is_empty() || by_hearsay && quoted_lineage.ends.is_empty() {
            return Weight::Nothing(Why::Circle);
        }
        let seen = |source| waived == Waived::Access || !node(source).is_sealed();
        if !seen(quoted) {
            return Weight::Nothing(Why::Sealed);
        }
        let published = |source| waived == Waived::Access || node(source).access == Access::Published;
        let is_claimant = |source| claimant.is(source, node(source));
        // Their own document shows what the claimant said, whatever its kind.
        let own_text =
            self.claim.judges() == Judges::Saying && lineage.ends == [quoted] && is_claimant(quoted);
        let all_primary = lineage.certain
            && (own_text || lineage.ends.iter().all(|&source| node(source).is_primary() && seen(source)));
        let own_primary =
            self.claim.judges() == Judges::Fact && lineage.ends.iter().any(|&source| is_claimant(source));
        let speaks_for_itself = all_primary && (!own_primary || waived == Waived::OwnPrimary);
        let described = if by_hearsay { &quoted_lineage.path[..] } else { &[quoted] };
        let is_claimants = lineage.path.iter().chain(described).any(|&source| is_claimant(source));
        if is_claimants && !speaks_for_itself && waived != Waived::OwnWord {
            return Weight::Nothing(Why::OwnWord);
        }
        let mut roots = lineage.roots.clone();
        if by_hearsay {
            roots.extend(&quoted_lineage.roots);
            roots.sort_unstable();
            roots.dedup();
        }
        let part = evidence.part.is_some() && waived != Waived::Part;
        let leaked =
            lineage.path.iter().chain(described).any(|&source| node(source).access == Access::Leaked)
                && !(waived == Waived::Access && all_primary);
        let limit = match () {
            () if part => Some(Limit::Part),
            () if leaked => Some(Limit::Leaked),
            () if roots.contains(&Root::Unnamed) => Some(Limit::Unnamed),
            () => None,
        };
        let known_from = if lineage.ends == [quoted] { KnownFrom::OwnText } else { KnownFrom::OtherText };
        let primary =
            (all_primary && lineage.ends.iter().all(|&source| published(source))).then_some(known_from);
        Weight::Counts(Counted { roots, primary, limit })
    }

    fn overlays(
        &self,
        status: Option<Status>,
        weights: &[Weight],
        independent: usize,
        today: NaiveDate,
    ) -> Overlays {
        let policy = &self.corpus.policy;
        let found = self.quotes().filter(|(_, _, verdict)| matches!(verdict, Verdict::Found(_)));
        let (mut denied, mut disputes) = (false, Vec::new());
        for (evidence, link, _) in found {
            match evidence.stance() {
                Stance::Denies => denied = true,
                Stance::Disputes => {
                    disputes.push(self.weigh(evidence, *link, &Claimant::default(), Waived::Nothing));
                }
                Stance::Supports | Stance::Context => {}
            }
        }
        let contradicted = !disputes.is_empty() && self::earned(&disputes, policy) == Status::Documented;
        let primaries = || counted(weights).filter_map(|counted| counted.primary);
        let applies = |overlay: &Overlay| match overlay {
            Overlay::Contested => denied || !disputes.is_empty() && !contradicted,
            Overlay::Contradicted => contradicted,
            Overlay::SingleOrigin => status.is_some_and(Status::asserts) && independent == 1,
            Overlay::SecondHand => {
                status == Some(Status::Documented)
                    && primaries().next().is_some()
                    && primaries().all(|known_from| known_from == KnownFrom::OtherText)
            }
            Overlay::Stale => review::due(self.claim, policy).is_some_and(|due| due.day < today),
        };
        Overlay::ALL.into_iter().filter(applies).collect()
    }

    /// Why `status` is not earned.
    fn shortfall(&self, status: Status, policy: &Policy) -> Shortfall {
        let earns = |waived| earned(&self.weights(false, waived), policy) >= status;
        let documented = status == Status::Documented;
        let unknown = || self.weights(false, Waived::Nothing).contains(&Weight::Nothing(Why::Broken));
        match () {
            () if earns(Waived::Nothing) || unknown() => Shortfall::Verification,
            () if earns(Waived::Retraction) => Shortfall::Retracted,
            () if documented && earns(Waived::Part) => Shortfall::PartForWhole,
            () if documented && earns(Waived::OwnPrimary) => Shortfall::OwnWord,
            () if documented && self.has_closed_primary() && earns(Waived::Access) => {
                Shortfall::UnseenPrimary
            }
            () if documented && self.rests_on_one() => Shortfall::SingleOrigin,
            () => Shortfall::Unsupported,
        }
    }

    /// Would a quote come from primaries alone if they could be inspected?
    fn has_closed_primary(&self) -> bool {
        let weights = self.weights(false, Waived::Access);
        counted(&weights).any(|counted| counted.primary.is_some() && counted.limit.is_none())
    }

    /// Is there no primary, and one origin? If none counts, the claimant's own does.
    fn rests_on_one(&self) -> bool {
        let weights = self.weights(false, Waived::Nothing);
        let no_primary = counted(&weights).all(|counted| counted.primary.is_none());
        no_primary
            && match independent(counted(&weights)) {
                0 => independent(counted(&self.weights(false, Waived::OwnWord))) == 1,
                one => one == 1,
            }
    }
}

fn counted(weights: &[Weight]) -> impl Iterator<Item = &Counted> {
    weights.iter().filter_map(|weight| match weight {
        Weight::Counts(counted) => Some(counted),
        Weight::Nothing(_) => None,
    })
}

fn independent<'c>(counted: impl Iterator<Item = &'c Counted>) -> usize {
    let roots: Vec<&[Root]> = counted.map(|counted| &*counted.roots).collect();
    match &roots[..] {
        [] => 0,
        [_] => 1,
        roots => most_disjoint(roots),
    }
}

/// The highest status that quotes of these weights support.
fn earned(weights: &[Weight], policy: &Policy) -> Status {
    let whole = || counted(weights).filter(|counted| counted.limit.is_none());
    let counts_as_primary = |counted: &Counted| match (counted.primary, policy.primary(Status::Documented)) {
        (Some(KnownFrom::OwnText), _) | (Some(KnownFrom::OtherText), Primary::Relayed) => true,
        (Some(KnownFrom::OtherText), Primary::Held) | (None, _) => false,
    };
    let enough = |found: usize, needed: u32| found > 0 && found >= needed as usize;
    let for_a_part = || counted(weights).any(|counted| counted.limit == Some(Limit::Part));
    if whole().any(counts_as_primary) || enough(independent(whole()), policy.independent(Status::Documented))
    {
        Status::Documented
    } else if for_a_part()
        || enough(independent(counted(weights)), policy.independent(Status::PartiallyConfirmed))
    {
        Status::PartiallyConfirmed
    } else {
        Status::Unsubstantiated
    }
}
