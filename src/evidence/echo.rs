//! Two texts held beside each other: has one the words of the other?
//!
//! They are compared by the hashes of their runs of four tokens, which a text and its fingerprint have in common. What both
//! quote between quotation marks, a title or a footer that both have, and what also stands in a third text that both are known
//! to have used, shows no copy, unless so little is left that the two are one text all the same.

use super::shingles::Shingles;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// So many words in a row in both texts are no chance.
pub const LONG_RUN: usize = 12;

/// A share of fewer runs than this says nothing, however short the texts are.
const FEWEST_SHARED: usize = 12;

/// A stretch of a text, in runs, of which a third is in the other.
const STRETCH: usize = 80;

/// The runs of a stretch that are in the other text.
const OF_A_STRETCH: usize = STRETCH / 3 + 1;

/// Within a stretch, the words that were put in or left out shift the rest by fewer places than this.
const SHIFT: usize = 40;

/// The most places of one run in a text that are followed.
const MOST_PLACES: usize = 32;

/// The most steps that the comparison of two texts takes.
const MOST_STEPS: usize = 1 << 24;

/// What two texts have in common, where it is too much for two who wrote by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Echo {
    /// How much it is.
    pub likeness: Likeness,
    /// The longest stretch that is the same in both, word for word; its words are those that count.
    pub run: Run,
    /// How many different runs of four tokens count and are in both.
    pub shared: usize,
    /// How many the shorter text has.
    pub of: usize,
    /// Was it told what stands between quotation marks? Not without either text.
    pub quotations_told: bool,
}

/// How much two texts have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Twelve words in a row.
    Run,
    /// A third of a stretch of both.
    Stretch,
    /// A third of the shorter text.
    Third,
    /// Half of each or more: they are one text.
    Copy,
}

/// A stretch that is the same in both texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Run {
    /// Its first run of four tokens in the one text.
    pub one: usize,
    /// The same in the other text.
    pub other: usize,
    /// How many such runs it is long.
    pub length: usize,
    /// How many words it has; tokens, where neither text is at hand.
    pub words: usize,
}

/// Two texts repeat themselves so much that they could not be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

/// What does not count, wherever it stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ignored<'i> {
    /// Runs of a text that both are known to have used.
    pub common: Option<&'i HashSet<u32, RandomState>>,
    /// Runs that stand in very many texts. They do not count as copied, and where half of each text is the same it is the
    /// same all the same.
    pub frequent: Option<&'i Frequencies>,
}

/// In how many texts each run stands. Some that stand in few may be taken for others that stand in many.
#[derive(Debug)]
pub struct Frequencies {
    counts: Vec<u16>,
    most: u16,
}

impl Frequencies {
    /// Nothing yet. What stands in more texts than `most` is frequent.
    pub fn new(most: u16) -> Self {
        Self { counts: vec![0; 1 << 24], most }
    }

    /// Adds a text.
    pub fn add(&mut self, text: &Shingles) {
        let mut hashes: Vec<u32> = text.hashes().collect();
        hashes.sort_unstable();
        hashes.dedup();
        for hash in hashes {
            if let Some(count) = self.counts.get_mut(hash as usize >> 8) {
                *count = count.saturating_add(1);
            }
        }
    }

    fn is_frequent(&self, hash: u32) -> bool {
        self.counts.get(hash as usize >> 8).is_some_and(|count| *count > self.most)
    }

    /// How many different runs are frequent.
    pub fn frequent(&self) -> usize {
        self.counts.iter().filter(|count| **count > self.most).count()
    }
}

/// Compares two texts.
///
/// # Errors
/// If they cannot be compared in the time that there is.
pub fn compare(one: &Shingles, other: &Shingles, ignored: Ignored) -> Result<Option<Echo>, TooLong> {
    let (one_hashes, other_hashes) = (one.hashes_beside(other), other.hashes_beside(one));
    let places = Places::of(other_hashes);
    let is_common = |hash: u32| ignored.common.is_some_and(|common| common.contains(&hash));
    let counts = |s: usize, p: usize| {
        let hash = one_hashes[s];
        !(is_quoted_in_both(one, other, s, p)
            || one.marks[s].is_on_the_edge() && other.marks[p].is_on_the_edge()
            || is_common(hash)
            || ignored
                .frequent
                .is_some_and(|frequent| one.hashes_of(s).any(|hash| frequent.is_frequent(hash))))
    };
    let mut steps = MOST_STEPS;
    let (mut raw, mut counted) = (Vec::new(), Vec::new());
    let mut longest = Run::default();
    let mut diagonals: Vec<(usize, usize)> = Vec::new();
    for (s, &hash) in one_hashes.iter().enumerate() {
        for p in places.of_hash(hash).take(MOST_PLACES) {
            steps = steps.checked_sub(1).ok_or(TooLong)?;
            if !is_common(hash) && raw.last() != Some(&hash) {
                raw.push(hash);
            }
            if !counts(s, p) {
                continue;
            }
            counted.push(hash);
            diagonals.push(((p + one.len() - s) / SHIFT, s));
            let goes_on = |s: usize, p: usize| {
                s < one.len()
                    && p < other.len()
                    && !one.marks[s].begins()
                    && !other.marks[p].begins()
                    && one_hashes[s] == other_hashes[p]
                    && counts(s, p)
            };
            let is_within = s > 0
                && p > 0
                && goes_on(s, p)
                && one_hashes[s - 1] == other_hashes[p - 1]
                && counts(s - 1, p - 1);
            if is_within {
                continue;
            }
            let mut length = 1;
            while goes_on(s + length, p + length) {
                length += 1;
                steps = steps.checked_sub(1).ok_or(TooLong)?;
            }
            let run = Run { one: s, other: p, length, words: words(one, other, s, p, length) };
            if (run.words, run.length) > (longest.words, longest.length) {
                longest = run;
            }
        }
    }
    let (raw, shared) = (distinct(raw), distinct(counted));
    let distincts = [one.distinct_beside(other), other.distinct_beside(one)];
    let (few, many) = (distincts[0].min(distincts[1]), distincts[0].max(distincts[1]));
    let likeness = match () {
        () if raw >= FEWEST_SHARED && 2 * raw >= many => Likeness::Copy,
        () if shared >= FEWEST_SHARED && 3 * shared >= few => Likeness::Third,
        () if has_stretch(diagonals) => Likeness::Stretch,
        () if longest.words >= LONG_RUN => Likeness::Run,
        () => return Ok(None),
    };
    let quotations_told = one.is_text || other.is_text;
    Ok(Some(Echo { likeness, run: longest, shared, of: few, quotations_told }))
}

/// The words of a run that begins at `s` and `p`, by whichever text is at hand.
fn words(one: &Shingles, other: &Shingles, s: usize, p: usize, length: usize) -> usize {
    let (marks, at) = if one.is_text { (&one.marks, s) } else { (&other.marks, p) };
    let of_run = marks.get(at..at + length).unwrap_or_default();
    let first: usize = of_run.iter().map(|marks| marks.first()).sum();
    first + of_run.last().map_or(0, |marks| marks.rest())
}

fn distinct(mut hashes: Vec<u32>) -> usize {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.len()
}

/// Do enough of the runs that count stand close together in both texts? `diagonals` has for each of them by how much it is
/// shifted, in steps of [`SHIFT`], and its place.
fn has_stretch(mut diagonals: Vec<(usize, usize)>) -> bool {
    diagonals.sort_unstable();
    diagonals.dedup();
    let bands = diagonals.chunk_by(|(one, _), (other, _)| one == other);
    let mut before: Option<(usize, Vec<usize>)> = None;
    for band in bands {
        let Some(&(shift, _)) = band.first() else { continue };
        let own: Vec<usize> = band.iter().map(|(_, place)| *place).collect();
        // Half of what belongs together may stand in the band before.
        let mut both = own.clone();
        if let Some((_, last)) = before.filter(|(last, _)| last + 1 == shift) {
            both.extend(last);
            both.sort_unstable();
            both.dedup();
        }
        if both.windows(OF_A_STRETCH).any(|places| match places {
            [first, .., last] => last - first < STRETCH,
            _ => false,
        }) {
            return true;
        }
        before = Some((shift, own));
    }
    false
}

/// Where each hash stands in a text.
struct Places {
    first: HashMap<u32, u32, RandomState>,
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Places {
    fn of(hashes: &[u32]) -> Self {
        let mut first = HashMap::with_capacity_and_hasher(hashes.len(), RandomState::default());
        let mut next = vec![NONE; hashes.len()];
        for (place, &hash) in (0..NONE).zip(hashes).rev() {
            if let Some(behind) = first.insert(hash, place)
                && let Some(slot) = next.get_mut(place as usize)
            {
                *slot = behind;
            }
        }
        Self { first, next }
    }

    fn of_hash(&self, hash: u32) -> impl Iterator<Item = usize> {
        let known = |place: u32| (place != NONE).then_some(place);
        let first = self.first.get(&hash).copied();
        let behind = move |&place: &u32| self.next.get(place as usize).copied().and_then(known);
        std::iter::successors(first, behind).map(|place| place as usize)
    }
}

/// Does a run stand between quotation marks in both texts, as far as can be told? Where one is known by its fingerprint alone,
/// its mark shows if what is the same in both reaches from the run to a mark.
fn is_quoted_in_both(one: &Shingles, other: &Shingles, s: usize, p: usize) -> bool {
    let (text, at) = match (one.is_text, other.is_text) {
        (true, true) => return one.marks[s].is_quoted() && other.marks[p].is_quoted(),
        (true, false) => (one, s),
        (false, true) => (other, p),
        (false, false) => return false,
    };
    if !text.marks[at].is_quoted() {
        return false;
    }
    let is_same = |s: usize, p: usize| {
        one.hashes_beside(other).get(s).is_some_and(|hash| other.hashes_beside(one).get(p) == Some(hash))
    };
    let is_mark = |back: usize, on: usize| text.marks[at + on - back].has_quotation_mark();
    let begins = |s: usize, p: usize| one.marks[s].begins() || other.marks[p].begins();
    let mut back = 0;
    loop {
        if is_mark(back, 0) {
            return true;
        }
        if back == s.min(p) || begins(s - back, p - back) || !is_same(s - back - 1, p - back - 1) {
            break;
        }
        back += 1;
    }
    let mut on = 1;
    while is_same(s + on, p + on) && !begins(s + on, p + on) {
        if is_mark(0, on) {
            return true;
        }
        on += 1;
    }
    false
}
