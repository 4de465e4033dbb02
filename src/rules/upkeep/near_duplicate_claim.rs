//! Two claims whose statements share nearly all words.
//!
//! All pairs are never compared. Two sets of words that are this alike share at least two of their rarest words, so only
//! claims that share such a pair are (prefix filtering: Bayardo, Ma and Srikant, "Scaling Up All Pairs Similarity
//! Search", WWW 2007; with two words instead of one as in Wang, Li and Feng, "Can We Beat the Prefix Filtering?", SIGMOD
//! 2012).

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::{is_negation, is_number};
use crate::model::claim::{Claim, Evidence, Text};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use crate::text::words::{each_word, words};
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;

pub(super) const RULE: Rule = Rule {
    name: "near-duplicate-claim",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("near_duplicate_claim.md"),
    check: Check::Project(check),
};

/// So many of a hundred words of two statements together must stand in both (Jaccard's coefficient).
const ALIKE: usize = 80;
/// Statements of fewer different words say too little to be compared.
const FEWEST: usize = 5;
/// No sentence has more; of a longer statement the first ones are compared.
const MOST: usize = 64;
/// With so many others of those that share a pair of rare words a claim is compared. It bounds the time where thousands
/// of claims are made after one pattern.
const NEIGHBOURS: usize = 16;

/// They turn a statement round, and change nothing of what it is about.
const DENYING: [&str; 8] = ["not", "never", "no", "did", "does", "do", "didn't", "doesn't"];

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let claims: Vec<(&Claim, &Text)> =
        context.claims().filter_map(|claim| Some((claim, claim.statement.as_ref()?))).collect();
    let sets = sets(&claims, |(_, statement)| &statement.value);
    // For a claim how alike the nearest of the earlier ones is, and which one it is.
    let mut nearest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut shed: BTreeSet<(usize, usize)> = BTreeSet::new();
    let pairs = rare_pairs(&sets);
    for sharing in pairs.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, later)) in sharing.iter().enumerate() {
            for &(_, earlier) in &sharing[at.saturating_sub(NEIGHBOURS)..at] {
                let (earlier, later) = (earlier as usize, later as usize);
                let Some(alike) = alike(&sets[earlier], &sets[later]) else { continue };
                let (one, other) = (claims[earlier].0, claims[later].0);
                if !may_be_one(one, other) {
                    continue;
                }
                if sheds(one, other).or(sheds(other, one)).is_some() {
                    shed.insert((later, earlier));
                }
                let both_stand = one.withdrawn.is_none() && other.withdrawn.is_none();
                let is_nearer = nearest
                    .get(&later)
                    .is_none_or(|&(best, other)| alike > best || (alike == best && earlier < other));
                if is_nearer && both_stand {
                    nearest.insert(later, (alike, earlier));
                }
            }
        }
    }
    shed.extend(nearest.into_iter().map(|(later, (_, earlier))| (later, earlier)));
    diagnostics.extend(shed.into_iter().filter_map(|(later, earlier)| told(claims[earlier], claims[later])));
}

/// For each statement its different words, by their hashes, the rarest first. Words whose hashes share a slot seem less rare
/// than they are, which costs a little time and nothing else: the order is one for all.
fn sets<T: Sync>(all: &[T], statement: impl Fn(&T) -> &str + Sync) -> Vec<Box<[u32]>> {
    const SLOTS: usize = 1 << 16;
    let mut sets: Vec<_> = all.par_iter().map(|one| hashes(statement(one))).collect();
    let mut uses = vec![0u32; SLOTS];
    for word in sets.iter().flatten() {
        uses[*word as usize % SLOTS] += 1;
    }
    sets.par_iter_mut()
        .for_each(|set| set.sort_unstable_by_key(|word| (uses[*word as usize % SLOTS], *word)));
    sets
}

/// The different words of a statement, by their hashes.
fn hashes(statement: &str) -> Box<[u32]> {
    let mut words = Vec::with_capacity(MOST);
    let hasher = FixedState::default();
    each_word(statement, |word| {
        // "Did not sell" is as near to "sold" as it is to itself: the contrary is told, too.
        if words.len() < MOST && !DENYING.contains(&word) {
            words.push(low(hasher.hash_one(word)));
        }
    });
    words.sort_unstable();
    words.dedup();
    words.into()
}

/// Every pair of rare words that several statements have, hashed, with each statement that has it; equal pairs together.
/// Most pairs are in one statement only, and nearly all of these are known by their slots and need not be sorted.
fn rare_pairs(sets: &[Box<[u32]>]) -> Vec<(u32, u32)> {
    let of_one = |(at, set)| pairs(set).map(move |pair| (pair, low(at as u64)));
    let each = || sets.iter().map(AsRef::as_ref).enumerate().flat_map(of_one);
    let mut slots = Slots::for_pairs(sets.iter().map(|set| rare(set).len().pow(2) / 2).sum());
    each().for_each(|(pair, _)| slots.fill(pair));
    let mut all: Vec<_> = each().filter(|(pair, _)| slots.have_several(*pair)).collect();
    all.sort_unstable();
    let same = all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    same.flatten().copied().collect()
}

/// In which slots one thing was put, and in which several. Two different things seldom share a slot.
struct Slots {
    filled: Vec<u64>,
    several: Vec<u64>,
}

impl Slots {
    fn for_pairs(count: usize) -> Self {
        const SLOTS_FOR_ONE: usize = 8;
        let words = (count * SLOTS_FOR_ONE / 64).next_power_of_two();
        Self { filled: vec![0; words], several: vec![0; words] }
    }

    fn fill(&mut self, hash: u32) {
        let (word, bit) = self.place(hash);
        self.several[word] |= self.filled[word] & bit;
        self.filled[word] |= bit;
    }

    fn have_several(&self, hash: u32) -> bool {
        let (word, bit) = self.place(hash);
        self.several[word] & bit != 0
    }

    fn place(&self, hash: u32) -> (usize, u64) {
        ((hash / 64) as usize % self.filled.len(), 1 << (hash % 64))
    }
}

/// The pairs of the rare words of a set.
fn pairs(set: &[u32]) -> impl Iterator<Item = u32> {
    let rare = rare(set);
    let after = |at: usize| rare[at + 1..].iter();
    rare.iter()
        .enumerate()
        .flat_map(move |(at, a)| after(at).map(move |b| low(FixedState::default().hash_one((a, b)))))
}

/// Those words of a set of which a set that is alike has at least two.
fn rare(set: &[u32]) -> &[u32] {
    let least_shared = (set.len() * ALIKE).div_ceil(100);
    if set.len() < FEWEST { &[] } else { &set[..set.len() - least_shared + 2] }
}

/// The lower half of a number. A hash is as good for it; places are never so large.
fn low(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default()
}

/// How alike two sets of words are, in thousandths; `None` if they are not.
fn alike(a: &[u32], b: &[u32]) -> Option<usize> {
    let (fewer, more) = (a.len().min(b.len()), a.len().max(b.len()));
    if fewer * 100 < more * ALIKE {
        return None;
    }
    let shared = a.iter().filter(|word| b.contains(word)).count();
    let all = a.len() + b.len() - shared;
    (shared * 100 >= all * ALIKE).then(|| shared * 1000 / all.max(1))
}

/// May the two claims be one? Not if they are known to be two, or one to have been the other.
fn may_be_one(a: &Claim, b: &Claim) -> bool {
    let names = |claim: &Claim, other: &Claim| {
        claim.conflicts_with.iter().chain(&claim.formerly).any(|id| id.value == other.id)
    };
    // Of two files with one id `duplicate-id` has said it.
    a.id != b.id && a.judges() == b.judges() && !names(a, b) && !names(b, a)
}

/// The source of a quote that disputes `other`, which may be the same claim, and that `claim` leaves out under a status that
/// asserts something.
pub(super) fn sheds<'c>(claim: &Claim, other: &'c Claim) -> Option<&'c str> {
    let asserts = claim.status.as_ref().is_some_and(|status| status.value.asserts());
    if !asserts || claim.withdrawn.is_some() {
        return None;
    }
    let words = |block: &Evidence| {
        let [source, quote] =
            [&block.source, &block.quote].map(|text| text.as_ref().map(|text| text.value.clone()));
        (source, quote)
    };
    let weighed: Vec<_> = claim.evidence.iter().filter(|block| block.disputes()).map(words).collect();
    let mut left_out = other
        .evidence
        .iter()
        .filter(|block| block.disputes())
        .filter(|block| !weighed.contains(&words(block)));
    left_out.find_map(|block| block.source.as_ref()).map(|source| &*source.value)
}

fn told((earlier, there): (&Claim, &Text), (later, here): (&Claim, &Text)) -> Option<Diagnostic> {
    let (earlier_words, later_words) = (words(&there.value), words(&here.value));
    let only_in = |of: &[Box<str>], other: &[Box<str>]| -> Vec<Box<str>> {
        let other: BTreeSet<_> = other.iter().collect();
        let mut seen = BTreeSet::new();
        of.iter().filter(|word| !other.contains(word) && seen.insert(*word)).cloned().collect()
    };
    let (gone, new) = (only_in(&earlier_words, &later_words), only_in(&later_words, &earlier_words));
    // For each year a claim of its own: so it should be.
    if !new.is_empty() && new.len() == gone.len() && new.iter().chain(&gone).all(|word| is_year(word)) {
        return None;
    }
    let (id, other) = (&later.id, &earlier.id);
    let message = if later_words == earlier_words {
        format!("`{id}` says the same as `{other}`")
    } else if new.is_empty() && gone.is_empty() {
        format!("`{id}` has the same words as `{other}`, in a different order")
    } else {
        format!("`{id}` and `{other}` differ only in {}", difference((id, &new), (other, &gone)))
    };
    let only_numbers = new.iter().chain(&gone).all(|word| is_number(word)) && !new.is_empty();
    let denies = |words: &[Box<str>]| words.iter().any(|word| is_negation(word));
    let are_contrary = denies(&new) != denies(&gone);
    let help = if only_numbers || are_contrary {
        format!("if they cannot both be true, add `{other}` to `conflicts_with` in this claim")
    } else {
        "if they are the same claim, move all the evidence to one of them and withdraw the other".to_owned()
    };
    let place = Place::new(later.file, here.span);
    let other_place = Place::new(earlier.file, there.span);
    let left_out = [(later, earlier), (earlier, later)]
        .into_iter()
        .find_map(|(claim, other)| Some((claim, other, sheds(claim, other)?)));
    let mut told =
        RULE.says(message, place, "").note_at("the other statement", vec![Label::new(other_place, "")]);
    let asserts = |claim: &Claim| claim.status.as_ref().is_some_and(|status| status.value.asserts());
    if (only_numbers || are_contrary) && asserts(later) && asserts(earlier) {
        told.level = Level::Warning;
    }
    if let Some((claim, other, source)) = left_out {
        told.level = Level::Warning;
        let (claim, other) = (&claim.id, &other.id);
        told = told.help(format!(
            "`{claim}` leaves out a quote from `{source}` that disputes `{other}`: weigh it there too, if the two say the same"
        ));
    }
    Some(told.help(help))
}

/// `40/22`; or what one of them has and the other lacks.
fn difference((id, new): (&str, &[Box<str>]), (other, gone): (&str, &[Box<str>])) -> String {
    const SHOWN: usize = 4;
    let list = |words: &[Box<str>]| {
        let more = if words.len() > SHOWN { " ..." } else { "" };
        words.iter().take(SHOWN).map(AsRef::as_ref).collect::<Vec<_>>().join(" ") + more
    };
    match (new, gone) {
        (new, []) => format!("`{}`, which only `{id}` has", list(new)),
        ([], gone) => format!("`{}`, which only `{other}` has", list(gone)),
        (new, gone) => format!("`{}`/`{}`", list(new), list(gone)),
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u32| (1900..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_alike_shares_a_pair_of_rare_words(
            statements in prop::collection::vec(prop::collection::vec("[a-l]", 5..20), 2..8),
        ) {
            let statements: Vec<_> = statements.iter().map(|words| words.join(" ")).collect();
            let sets = sets(&statements, |statement| statement);
            let pairs = rare_pairs(&sets);
            for later in 0..sets.len() {
                for earlier in (0..later).filter(|at| sets[*at].len() >= FEWEST && sets[later].len() >= FEWEST) {
                    let of = |at: usize| pairs.iter().filter(move |(_, of)| *of as usize == at).map(|(pair, _)| pair);
                    if alike(&sets[earlier], &sets[later]).is_some() {
                        prop_assert!(of(earlier).any(|pair| of(later).any(|other| pair == other)));
                    }
                }
            }
        }
    }
}
