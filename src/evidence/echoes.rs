//! Which documents of a corpus share words, and nobody has told how: those that count for one claim as different witnesses, and
//! those that are nearly one text.
//!
//! Sketches tell which pairs are worth a comparison: two texts that share twelve words in a row share a hash.

use super::documents::{Documents, meet};
use super::echo::{Echo, Frequencies, Ignored, Likeness, compare};
use super::shingles::Shingles;
use super::{Verdict, Verification};
use crate::corpus::{ClaimAt, Corpus, SourceAt};
use crate::fileset::FileSet;
use crate::model::claim::Evidence;
use foldhash::fast::RandomState;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Two documents, the first of the corpus first.
pub type Pair = (SourceAt, SourceAt);

/// What the documents behind the claims of a corpus have in common.
#[derive(Debug, Default)]
pub struct Echoes {
    found: BTreeMap<Pair, Echo>,
    /// Pairs that were not compared, for want of time.
    unlooked: HashSet<Pair, RandomState>,
    /// Pairs that are nearly one text, it seems, and were not compared, for want of time.
    pub unlooked_copies: Vec<Pair>,
}

/// Pairs of documents with nearly the same text.
#[derive(Debug, Default)]
pub struct Copies {
    /// Those found.
    pub found: Vec<Pair>,
    /// Those that seem so, and were not compared, for want of time.
    pub unlooked: Vec<Pair>,
}

/// Two quotes of one claim, from documents that are not known to have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Witnesses {
    /// The index of the block of the one.
    pub first: usize,
    /// The index of the block of the other.
    pub second: usize,
    /// Documents of either, in the same order.
    pub documents: (SourceAt, SourceAt),
    /// Does one quote of the claim name both on its way? Then it tells how the one comes by the words of the other.
    pub is_told: bool,
}

/// The most supporting quotes of one claim whose documents are compared with each other: those that stand first.
const MOST_OF_A_CLAIM: usize = 64;

/// The most hashes of sketches that all comparisons together take: some hundred million words.
const MOST_WORK: usize = 1 << 25;

/// So many of the least hashes of a sketch show whether two texts are nearly the same.
const LEAST: usize = 24;

/// The most texts with a hash in common of which every two are compared: of more, each only with the one before.
const MOST_WITH_A_HASH: usize = 16;

impl Echoes {
    /// Compares the documents that support one claim and are not known to have to do with each other.
    pub fn of_claims(corpus: &Corpus, files: &FileSet, quotes: &Verification, documents: &Documents) -> Self {
        let claims = corpus.par_each_claim().with_min_len(64);
        let pairs = claims.flat_map_iter(|(claim, _)| {
            let pairs = witnesses(corpus, quotes, documents, claim);
            pairs.into_iter().map(|witnesses| ordered(witnesses.documents))
        });
        let mut pairs: Vec<Pair> = pairs.collect();
        pairs.sort_unstable();
        pairs.dedup();
        let pairs = alike(quotes, &pairs);
        let common = Common::of(corpus, files, documents, &pairs, true);
        Self::compared(corpus, files, quotes, pairs, &common)
    }

    fn compared(
        corpus: &Corpus,
        files: &FileSet,
        quotes: &Verification,
        mut pairs: Vec<Pair>,
        common: &Common,
    ) -> Self {
        let mut work = 0;
        let affordable = pairs.iter().take_while(|(one, other)| {
            work += quotes.sketch(*one).len() + quotes.sketch(*other).len();
            work <= MOST_WORK
        });
        let unlooked = pairs.split_off(affordable.count());
        let shingles = Library::of(corpus, files, &pairs);
        let compared: Vec<_> = pairs
            .par_iter()
            .map(|&pair| {
                let (Some(one), Some(other)) = (shingles.get(pair.0), shingles.get(pair.1)) else {
                    return (pair, Ok(None));
                };
                (pair, {
                    let common = common.of_both(pair);
                    compare(one, other, Ignored { common: Some(&common), frequent: None })
                })
            })
            .collect();
        let mut echoes = Self { unlooked: unlooked.into_iter().collect(), ..Self::default() };
        for (pair, outcome) in compared {
            match outcome {
                Ok(Some(echo)) => _ = echoes.found.insert(pair, echo),
                Ok(None) => {}
                Err(_) => _ = echoes.unlooked.insert(pair),
            }
        }
        echoes
    }

    /// What two documents have in common, if that is too much.
    pub fn between(&self, one: SourceAt, other: SourceAt) -> Option<&Echo> {
        self.found.get(&ordered((one, other)))
    }

    /// Were the two not compared, for want of time?
    pub fn is_unlooked(&self, one: SourceAt, other: SourceAt) -> bool {
        self.unlooked.contains(&ordered((one, other)))
    }

    /// The documents that support a claim and have too much in common.
    pub fn of_claim(
        &self,
        corpus: &Corpus,
        quotes: &Verification,
        documents: &Documents,
        claim: ClaimAt,
    ) -> Vec<Pair> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let witnesses = witnesses(corpus, quotes, documents, claim).into_iter();
        let pairs = witnesses.map(|witnesses| ordered(witnesses.documents));
        pairs.filter(|pair| self.found.contains_key(pair)).collect()
    }

    /// Is there none, and was every pair compared?
    pub fn is_empty(&self) -> bool {
        self.found.is_empty() && self.unlooked.is_empty()
    }
}

fn ordered((one, other): Pair) -> Pair {
    (one.min(other), one.max(other))
}

/// Every two documents that support a claim by different blocks, are of different voices, and are not known to have to do with
/// each other. Copies of one text among them are: their records name different people.
pub fn witnesses(
    corpus: &Corpus,
    quotes: &Verification,
    documents: &Documents,
    claim: ClaimAt,
) -> Vec<Witnesses> {
    let record = &corpus[claim];
    if !record.sound || record.withdrawn.is_some() || record.evidence.len() < 2 {
        return Vec::new();
    }
    let links = corpus.links_of(claim);
    let count =
        record.evidence.iter().zip(quotes.of_claim(claim)).filter(|(one, verdict)| supports(one, verdict));
    if count.take(2).count() < 2 {
        return Vec::new();
    }
    let blocks = record.evidence.iter().zip(links).zip(quotes.of_claim(claim)).enumerate();
    let counting = blocks.filter(|(_, ((evidence, _), verdict))| supports(evidence, verdict));
    let chains: Vec<(usize, Vec<SourceAt>)> = counting
        .map(|(block, ((evidence, link), _))| {
            let through = evidence.through.iter().filter_map(|id| corpus.source_at(&id.value));
            let mut chain: Vec<SourceAt> =
                link.source.into_iter().chain(through).chain(link.origin).collect();
            for nth in 0..chain.len() {
                chain.extend(documents.lineage(chain[nth]).path.iter().skip(1));
            }
            chain.sort_unstable();
            chain.dedup();
            (block, chain)
        })
        .take(MOST_OF_A_CLAIM)
        .collect();
    let mut found: Vec<Witnesses> = Vec::new();
    let each = documents.each_for_itself();
    for (nth, (first, chain)) in chains.iter().enumerate() {
        for (second, other) in &chains[nth + 1..] {
            for &one in chain {
                for &two in other {
                    let pair = (one, two);
                    let has_words = |at: SourceAt| !quotes.sketch(at).is_empty();
                    if one == two
                        || !has_words(one)
                        || !has_words(two)
                        || meet(&each.node(one).voices, &each.node(two).voices)
                        || each.is_told(one, two)
                        || found.iter().any(|known| ordered(known.documents) == ordered(pair))
                    {
                        continue;
                    }
                    let is_told =
                        chains.iter().any(|(_, chain)| chain.contains(&one) && chain.contains(&two));
                    found.push(Witnesses { first: *first, second: *second, documents: pair, is_told });
                }
            }
        }
    }
    found
}

fn supports(evidence: &Evidence, verdict: &Verdict) -> bool {
    evidence.supports() && verdict.stands()
}

/// Has a claim more supporting quotes than those of which every two are compared?
pub fn has_too_many(corpus: &Corpus, quotes: &Verification, claim: ClaimAt) -> bool {
    let evidence = &corpus[claim].evidence;
    evidence.len() > MOST_OF_A_CLAIM
        && evidence.iter().zip(quotes.of_claim(claim)).filter(|(one, verdict)| supports(one, verdict)).count()
            > MOST_OF_A_CLAIM
}

/// Those pairs whose sketches have something in common. `pairs` is sorted.
fn alike(quotes: &Verification, pairs: &[Pair]) -> Vec<Pair> {
    const BITS: usize = 1 << 16;
    let of_one: Vec<&[Pair]> = pairs.chunk_by(|(one, _), (other, _)| one == other).collect();
    let alike = of_one.par_iter().with_min_len(16).map_init(
        || vec![0_u64; BITS / 64],
        |bits, of_one| {
            let Some((one, _)) = of_one.first() else { return Vec::new() };
            let sketch = quotes.sketch(*one);
            // The lower bits: sketches are chosen for small hashes, whose upper bits are alike.
            let place = |hash: u32| ((hash as usize % BITS) / 64, 1_u64 << (hash % 64));
            for &hash in sketch {
                let (word, bit) = place(hash);
                bits[word] |= bit;
            }
            let may_have = |hash: u32| {
                let (word, bit) = place(hash);
                bits[word] & bit != 0 && sketch.binary_search(&hash).is_ok()
            };
            let is_alike = |(_, other): &&Pair| quotes.sketch(*other).iter().any(|&hash| may_have(hash));
            let alike: Vec<Pair> = of_one.iter().filter(is_alike).copied().collect();
            for &hash in sketch {
                bits[place(hash).0] = 0;
            }
            alike
        },
    );
    alike.flatten_iter().collect()
}

/// A text with so many hashes is short: some two hundred words.
const SHORT: usize = 64;

/// Pairs of documents with nearly the same text, where no record tells how they come by it.
pub fn copies(corpus: &Corpus, files: &FileSet, quotes: &Verification, documents: &Documents) -> Copies {
    let mut least: Vec<(u32, SourceAt)> = Vec::new();
    for (at, _) in corpus.each_source().filter(|(_, source)| source.sound) {
        let sketch = quotes.sketch(at);
        // Of a short text all hashes are few, and the least may be those of its changed words. Sketches are in order.
        let taken = if sketch.len() <= SHORT { SHORT } else { LEAST };
        least.extend(sketch.iter().take(taken).map(|&hash| (hash, at)));
    }
    least.par_sort_unstable();
    let mut pairs: Vec<Pair> = Vec::new();
    for same in least.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() > 1) {
        for (nth, (_, other)) in same.iter().enumerate() {
            let from = if same.len() > MOST_WITH_A_HASH { nth.saturating_sub(1) } else { 0 };
            pairs.extend(same[from..nth].iter().map(|(_, one)| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|&(one, other)| {
        documents.same_words(one) != documents.same_words(other)
            && !documents.is_told(one, other)
            && is_near(quotes.sketch(one), quotes.sketch(other))
    });
    let common = Common::of(corpus, files, documents, &pairs, false);
    let echoes = Echoes::compared(corpus, files, quotes, pairs, &common);
    let mut unlooked: Vec<_> = echoes.unlooked.into_iter().collect();
    unlooked.sort_unstable();
    let found = echoes.found.into_iter().filter(|(_, echo)| echo.likeness == Likeness::Copy);
    Copies { found: found.map(|(pair, _)| pair).collect(), unlooked }
}

/// What all texts of a corpus have in common, two by two.
#[derive(Debug)]
pub struct AllPairs {
    /// Pairs with too much in common, of different voices or nearly one text, where no record tells how.
    pub found: Vec<(Pair, Echo)>,
    /// How many texts were compared.
    pub texts: usize,
    /// How many texts hold a run that is taken for boilerplate, at least.
    pub boilerplate_from: usize,
    /// How many runs of four tokens are.
    pub boilerplate: usize,
    /// How many pairs may have something in common and were not compared, for want of time.
    pub unlooked: usize,
}

/// The most pairs that are compared when all are.
const MOST_PAIRS: usize = 1 << 18;

/// The fewest texts that make boilerplate of what stands in all of them; of a large corpus one in a hundred.
const FEWEST_FOR_BOILERPLATE: usize = 20;

/// Compares every text of a corpus with every other.
pub fn all_pairs(corpus: &Corpus, files: &FileSet, documents: &Documents) -> AllPairs {
    let sources: Vec<SourceAt> = corpus
        .each_source()
        .filter(|(_, source)| source.sound && source.text.is_some())
        .map(|(at, _)| at)
        .collect();
    let texts = Library::read(corpus, files, sources.clone());
    let most = (texts.0.len() / 100).max(FEWEST_FOR_BOILERPLATE).min(usize::from(u16::MAX) - 1);
    let mut frequencies = Frequencies::new(u16::try_from(most).unwrap_or(u16::MAX));
    sources.iter().filter_map(|at| texts.get(*at)).for_each(|text| frequencies.add(text));
    let sketches: Vec<_> =
        sources.par_iter().map(|at| texts.get(*at).map(Shingles::sketch).unwrap_or_default()).collect();
    let mut postings: Vec<(u32, SourceAt)> =
        Vec::with_capacity(sketches.iter().map(|sketch| sketch.len()).sum());
    for (at, sketch) in sources.iter().zip(sketches) {
        postings.extend(sketch.iter().map(|&hash| (hash, *at)));
    }
    postings.par_sort_unstable();
    let (mut pairs, mut unlooked) = (Vec::new(), 0);
    let each = documents.each_for_itself();
    for same in postings.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() > 1) {
        for (nth, (_, other)) in same.iter().enumerate() {
            // Where very many have a hash, each is held beside the first and the one before: so a family of copies shows, and
            // boilerplate costs little.
            let before = if same.len() > MOST_WITH_A_HASH { nth.saturating_sub(1) } else { 0 };
            let first = usize::from(before > 0);
            for (_, one) in same[..first].iter().chain(&same[before..nth]) {
                if pairs.len() < 8 * MOST_PAIRS { pairs.push((*one, *other)) } else { unlooked += 1 }
            }
        }
    }
    drop(postings);
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs.retain(|&(one, other)| {
        !each.is_told(one, other)
            && (documents.same_words(one) == documents.same_words(other)
                || !meet(&each.node(one).voices, &each.node(other).voices)
                || documents.same_text(one) == documents.same_text(other))
    });
    if pairs.len() > MOST_PAIRS {
        unlooked += pairs.len() - MOST_PAIRS;
        pairs.truncate(MOST_PAIRS);
    }
    let common = Common::of(corpus, files, documents, &pairs, true);
    let compared: Vec<_> = pairs
        .par_iter()
        .map(|&pair| {
            let (Some(one), Some(other)) = (texts.get(pair.0), texts.get(pair.1)) else {
                return (pair, Ok(None));
            };
            let common = common.of_both(pair);
            (pair, compare(one, other, Ignored { common: Some(&common), frequent: Some(&frequencies) }))
        })
        .collect();
    let mut found = Vec::new();
    for (pair, outcome) in compared {
        match outcome {
            Ok(Some(echo)) => found.push((pair, echo)),
            Ok(None) => {}
            Err(_) => unlooked += 1,
        }
    }
    AllPairs {
        found,
        texts: texts.0.len(),
        boilerplate_from: most + 1,
        boilerplate: frequencies.frequent(),
        unlooked,
    }
}

/// May two texts be nearly the same, by their sketches?
fn is_near(one: &[u32], other: &[u32]) -> bool {
    8 * crate::text::sketch::shared(one, other) >= one.len().max(other.len())
}

/// The texts that are compared, each read once.
struct Library(HashMap<SourceAt, Shingles, RandomState>);

impl Library {
    fn of(corpus: &Corpus, files: &FileSet, pairs: &[Pair]) -> Self {
        let all = pairs.iter().flat_map(|(one, other)| [*one, *other]);
        Self::read(corpus, files, all.collect())
    }

    fn read(corpus: &Corpus, files: &FileSet, mut all: Vec<SourceAt>) -> Self {
        all.sort_unstable();
        all.dedup();
        // Where every text is at hand, none is compared with a fingerprint.
        let is_held = |at: SourceAt| corpus.text_of(at).is_none() && corpus.fingerprint_of(at).is_some();
        let as_written = corpus.each_source().any(|(at, _)| is_held(at));
        let read = all
            .into_par_iter()
            .filter_map(|at| Some((at, Shingles::of_source(corpus, files, at, as_written)?)));
        Self(read.collect())
    }

    fn get(&self, source: SourceAt) -> Option<&Shingles> {
        self.0.get(&source)
    }
}

/// The texts that two documents are both known to have used.
struct Common<'d> {
    documents: &'d Documents,
    /// For each document that is compared, the origins that any claim names for it.
    origins: HashMap<SourceAt, Vec<SourceAt>, RandomState>,
    texts: Library,
}

impl<'d> Common<'d> {
    /// If not `by_origin`, only what their records derive them from.
    fn of(
        corpus: &Corpus,
        files: &FileSet,
        documents: &'d Documents,
        pairs: &[Pair],
        by_origin: bool,
    ) -> Self {
        let mut origins: HashMap<SourceAt, Vec<SourceAt>, RandomState> =
            pairs.iter().flat_map(|(one, other)| [*one, *other]).map(|at| (at, Vec::new())).collect();
        if by_origin && !pairs.is_empty() {
            for (claim, _) in corpus.each_claim() {
                for link in corpus.links_of(claim) {
                    let (Some(source), Some(origin)) = (link.source, link.origin) else { continue };
                    if let Some(of_source) = origins.get_mut(&source).filter(|_| source != origin) {
                        of_source.push(origin);
                    }
                }
            }
        }
        let mut common = Self { documents, origins, texts: Library(HashMap::default()) };
        let all = pairs.iter().flat_map(|pair| common.sources(*pair)).collect();
        common.texts = Library::read(corpus, files, all);
        common
    }

    /// The documents that both name; neither of themselves, nor what has the text of one.
    fn sources(&self, (one, other): Pair) -> Vec<SourceAt> {
        let named = |at: SourceAt| {
            let origins = self.origins.get(&at).map_or(&[][..], Vec::as_slice);
            let ancestors = self.documents.lineage(at).path.iter().skip(1);
            ancestors.chain(origins.iter().flat_map(|origin| &self.documents.lineage(*origin).path))
        };
        let others: HashSet<SourceAt, RandomState> = named(other).copied().collect();
        let mut both: Vec<_> = named(one).copied().filter(|at| others.contains(at)).collect();
        let own = [one, other].map(|at| self.documents.same_text(at));
        both.retain(|at| !own.contains(&self.documents.same_text(*at)));
        both.sort_unstable();
        both.dedup();
        both
    }

    fn of_both(&self, pair: Pair) -> HashSet<u32, RandomState> {
        let texts = self.sources(pair).into_iter().filter_map(|at| self.texts.get(at));
        texts.flat_map(Shingles::hashes).collect()
    }
}
