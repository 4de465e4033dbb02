//! Which claims a sentence may state: by the terms of their statements, the sentences around, and the folder that these are from.
//!
//! A term weighs the more the rarer it is in all statements and the draft. How well a claim fits is a sum of five figures, each
//! from 0 to about 1; the weights were fitted on seven of eight articles and tried on the eighth, each in turn.

use super::draft::{Draft, Sentence};
use super::terms::{Kind, Term, terms};
use crate::corpus::ClaimAt;
use crate::project::Project;
use rayon::prelude::*;
use std::collections::HashMap;

/// A claim that a sentence may state.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The claim.
    pub claim: ClaimAt,
    /// How well it fits.
    pub score: f32,
    /// Does it fit so well, and so much better than others and than elsewhere, that nobody need be asked?
    pub is_sure: bool,
}

/// The standing claims of a project, by their terms.
#[derive(Debug)]
pub struct Index {
    claims: Vec<Known>,
    folders: usize,
}

#[derive(Debug)]
struct Known {
    at: ClaimAt,
    terms: Vec<Term>,
    folder: usize,
    /// The place of the claim of which it says that somebody said it.
    content: Option<ClaimAt>,
}

/// So many claims are proposed for a sentence.
const PROPOSED: usize = 3;

/// So much a sentence and a claim share at least.
const LEAST: f32 = 0.1;

/// Among so many a sentence's claims are compared.
const COMPARED: usize = 6;

/// From here on it is sure.
const SURE: f32 = 15.5;

/// What a lead over the next claim, or over the next sentence, adds at most.
const MOST_LEAD: f32 = 4.0;

/// Sentences beside one, and what a term in them counts, of one.
const AROUND: [(isize, f32); 4] = [(-1, 0.6), (-2, 0.4), (-3, 0.25), (1, 0.3)];

impl Index {
    /// The standing claims of `project`.
    pub fn of(project: &Project) -> Self {
        let corpus = &project.corpus;
        let mut folders: HashMap<&str, usize> = HashMap::new();
        let mut claims = Vec::new();
        for (at, claim) in corpus.each_claim().filter(|(_, claim)| claim.sound && claim.withdrawn.is_none()) {
            let Some(statement) = &claim.statement else { continue };
            let path = &project.files.entry(claim.file).path;
            let next = folders.len();
            let folder =
                *folders.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_insert(next);
            let content = claim.content.as_ref().and_then(|id| corpus.claim_at(&id.value));
            claims.push(Known { at, terms: terms(&statement.value).into_iter().collect(), folder, content });
        }
        Self { claims, folders: folders.len() }
    }

    /// For each sentence of a draft, the claims that it may state, the likeliest first. A heading is sure of nothing.
    pub fn fits(&self, draft: &Draft, sentences: &[Sentence]) -> Vec<Vec<Fit>> {
        if self.claims.is_empty() {
            return sentences.iter().map(|_| Vec::new()).collect();
        }
        let of_sentences: Vec<Vec<Term>> = sentences
            .iter()
            .map(|sentence| terms(draft.words(sentence.place)).into_iter().collect())
            .collect();
        let (scores, shared) = self.scores(&of_sentences);
        let best = |row: &Vec<f32>| {
            let mut order: Vec<usize> = (0..row.len()).collect();
            order.sort_by(|one, other| row[*other].total_cmp(&row[*one]).then(one.cmp(other)));
            order.truncate(COMPARED);
            order
        };
        let tops: Vec<Vec<usize>> = scores.par_iter().map(best).collect();
        let elsewhere = Best::of(scores.iter(), self.claims.len());
        let fit = |here: usize, top: &[usize], claim: usize| {
            let score = scores[here][claim];
            let rival =
                top.iter().find(|other| **other != claim && !self.are_twins(claim, **other)).or(top.last());
            let lead = rival.map_or(0.0, |rival| score - scores[here][*rival]).min(MOST_LEAD);
            let ahead = (score - elsewhere[claim].but(here)).min(MOST_LEAD);
            let is_sure = !sentences[here].is_heading && score + lead + ahead >= SURE;
            Fit { claim: self.claims[claim].at, score, is_sure }
        };
        let fits = |(here, top): (usize, &Vec<usize>)| {
            // What shares hardly a term fits by nothing but its neighbours.
            let likely = top.iter().filter(|claim| shared[here].both[**claim] >= LEAST).take(PROPOSED);
            likely.map(|claim| fit(here, top, *claim)).collect()
        };
        tops.par_iter().enumerate().map(fits).collect()
    }

    /// Is one of two claims that the other was said?
    fn are_twins(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.claims[one], &self.claims[other]);
        one.content == Some(other.at) || other.content == Some(one.at)
    }

    /// How well each claim fits each sentence, and what the two share.
    fn scores(&self, sentences: &[Vec<Term>]) -> (Vec<Vec<f32>>, Vec<Overlap>) {
        let terms = Terms::of(&self.claims, sentences);
        let overlaps: Vec<Overlap> = terms.sentences.par_iter().map(|own| terms.overlap(own)).collect();
        let folders = self.folders_of(&overlaps);
        let best = Best::of(overlaps.iter().map(|overlap| &overlap.both), self.claims.len());
        let count = sentences.len();
        let rows = (0..count).into_par_iter().map(|at| {
            let around = terms.around(at);
            let overlap = &overlaps[at];
            let score = |claim: usize| {
                let best = best[claim].but(at);
                11.0 * overlap.both[claim]
                    + 6.0 * overlap.of_claim[claim]
                    + 9.0 * (around[claim] - overlap.of_claim[claim])
                    + 5.0 * folders[at][self.claims[claim].folder]
                    - 3.0 * (best - overlap.both[claim]).max(0.0)
            };
            (0..self.claims.len()).map(score).collect()
        });
        (rows.collect(), overlaps)
    }

    /// For each sentence, from which folder the claims of its neighbours are, in shares of one.
    fn folders_of(&self, overlaps: &[Overlap]) -> Vec<Vec<f32>> {
        const NEAR: usize = 3;
        /// A sentence that shares so much with its claim is one of that folder.
        const ENOUGH: f32 = 0.3;
        const SHARP: f32 = 20.0;
        let own = |overlap: &Overlap| {
            let best = overlap.both.iter().copied().fold(0.0_f32, f32::max);
            let weights: Vec<f32> = overlap.both.iter().map(|both| (SHARP * (both - best)).exp()).collect();
            let all: f32 = weights.iter().sum();
            let mut folders = vec![0.0; self.folders];
            for (claim, weight) in self.claims.iter().zip(weights) {
                folders[claim.folder] += weight / all * (best / ENOUGH).min(1.0);
            }
            folders
        };
        let own: Vec<Vec<f32>> = overlaps.par_iter().map(own).collect();
        let around = |at: usize| {
            let mut folders = vec![0.0_f32; self.folders];
            for distance in 1..=NEAR {
                let beside = [at.checked_sub(distance), at.checked_add(distance)];
                for row in beside.into_iter().flatten().filter_map(|at| own.get(at)) {
                    let weight = if distance == 1 {
                        1.0
                    } else {
                        1.0 / f32::from(u8::try_from(distance).unwrap_or(1))
                    };
                    folders.iter_mut().zip(row).for_each(|(sum, share)| *sum += share * weight);
                }
            }
            let all: f32 = folders.iter().sum::<f32>().max(1e-9);
            folders.into_iter().map(|share| share / all).collect()
        };
        (0..own.len()).map(around).collect()
    }
}

/// The best two figures of a claim, and the sentence of the first.
#[derive(Clone, Copy)]
struct Best {
    first: f32,
    at: usize,
    second: f32,
}

impl Best {
    /// Of each claim, in rows with a figure of each for one sentence.
    fn of<'r>(rows: impl Iterator<Item = &'r Vec<f32>>, claims: usize) -> Vec<Self> {
        let mut best = vec![Self { first: f32::MIN, at: usize::MAX, second: f32::MIN }; claims];
        for (at, row) in rows.enumerate() {
            for (best, figure) in best.iter_mut().zip(row) {
                if *figure > best.first {
                    *best = Self { first: *figure, at, second: best.first };
                } else {
                    best.second = best.second.max(*figure);
                }
            }
        }
        best
    }

    /// The best of all sentences but one.
    fn but(&self, at: usize) -> f32 {
        if self.at == at { self.second } else { self.first }
    }
}

/// What a sentence and each claim share.
struct Overlap {
    /// Of the claim's terms, by weight.
    of_claim: Vec<f32>,
    /// Of those of both: the harmonic mean.
    both: Vec<f32>,
}

/// The terms of all claims and sentences, by number.
struct Terms {
    /// How rare.
    rarity: Vec<f32>,
    kinds: Vec<Kind>,
    /// The claims that have a term.
    holders: Vec<Vec<u32>>,
    /// What the terms of each claim weigh together.
    of_claims: Vec<f32>,
    sentences: Vec<Vec<usize>>,
}

impl Terms {
    fn of(claims: &[Known], sentences: &[Vec<Term>]) -> Self {
        let mut numbers: HashMap<&Term, usize, foldhash::fast::RandomState> = HashMap::default();
        for term in claims.iter().flat_map(|claim| &claim.terms).chain(sentences.iter().flatten()) {
            let next = numbers.len();
            numbers.entry(term).or_insert(next);
        }
        let of = |terms: &[Term]| {
            terms.iter().filter_map(|term| numbers.get(term).copied()).collect::<Vec<usize>>()
        };
        let of_claims: Vec<Vec<usize>> = claims.iter().map(|claim| of(&claim.terms)).collect();
        let sentences: Vec<Vec<usize>> = sentences.iter().map(|terms| of(terms)).collect();
        let mut kinds = vec![Kind::Word; numbers.len()];
        for (term, at) in &numbers {
            kinds[*at] = term.1;
        }
        let mut counts = vec![0.0_f32; numbers.len()];
        of_claims.iter().chain(&sentences).flatten().for_each(|term| counts[*term] += 1.0);
        let all = count(of_claims.len() + sentences.len() + 1);
        let rarity: Vec<f32> = counts.iter().map(|count| (all / (count + 0.5)).ln()).collect();
        let mut holders = vec![Vec::new(); numbers.len()];
        for (claim, terms) in (0..).zip(&of_claims) {
            for term in terms {
                holders[*term].push(claim);
            }
        }
        let weight =
            |terms: &Vec<usize>| terms.iter().map(|term| rarity[*term] * kinds[*term].weight()).sum::<f32>();
        let of_claims = of_claims.iter().map(|terms| weight(terms).max(1e-9)).collect();
        Self { rarity, kinds, holders, of_claims, sentences }
    }

    /// What a sentence with these terms shares with each claim.
    fn overlap(&self, own: &[usize]) -> Overlap {
        let all = own.iter().map(|term| self.rarity[*term]).sum::<f32>().max(1e-9);
        let mut of_claim = vec![0.0; self.of_claims.len()];
        let mut of_sentence = vec![0.0; self.of_claims.len()];
        for term in own {
            for claim in &self.holders[*term] {
                of_claim[*claim as usize] += self.rarity[*term] * self.kinds[*term].weight();
                of_sentence[*claim as usize] += self.rarity[*term];
            }
        }
        of_claim.iter_mut().zip(&self.of_claims).for_each(|(shared, weight)| *shared /= weight);
        let both = of_claim.iter().zip(&of_sentence).map(|(claim, sentence)| {
            let sentence = sentence / all;
            2.0 * claim * sentence / (claim + sentence).max(1e-9)
        });
        let both = both.collect();
        Overlap { of_claim, both }
    }

    /// The same share of each claim, counting what stands in the sentences around as well.
    fn around(&self, at: usize) -> Vec<f32> {
        let mut weights: HashMap<usize, f32, foldhash::fast::RandomState> = HashMap::default();
        self.sentences[at].iter().for_each(|term| _ = weights.insert(*term, 1.0));
        for (step, weight) in AROUND {
            let Some(beside) = at.checked_add_signed(step).and_then(|at| self.sentences.get(at)) else {
                continue;
            };
            for term in beside {
                let known = weights.entry(*term).or_insert(0.0);
                *known = known.max(weight);
            }
        }
        let mut shares = vec![0.0; self.of_claims.len()];
        // In the order of the terms, so that the sums are the same in every run.
        let mut weights: Vec<(usize, f32)> = weights.into_iter().collect();
        weights.sort_unstable_by_key(|(term, _)| *term);
        for (term, weight) in weights {
            for claim in &self.holders[term] {
                shares[*claim as usize] += weight * self.rarity[term] * self.kinds[term].weight();
            }
        }
        shares.iter_mut().zip(&self.of_claims).for_each(|(share, weight)| *share /= weight);
        shares
    }
}

fn count(of: usize) -> f32 {
    f32::from(u16::try_from(of).unwrap_or(u16::MAX))
}
