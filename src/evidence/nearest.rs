//! Locates the passage of a text nearest to words that do not stand in it.
//!
//! A short text is compared whole. Of a long one, the places are compared where rare words of the quote stand: so it costs
//! hardly more than a short one, however many quotes fail, and no quote goes short because of others.

use crate::text::fold::FoldedRange;
use crate::text::tokens::tokens;
use std::cell::OnceCell;
use std::ops::Range;

/// The tokens of a folded text and their hashes.
#[derive(Default)]
pub(super) struct Index {
    pub(super) tokens: Vec<FoldedRange>,
    exact: Vec<u32>,
    /// The hashes of the tokens in lower case.
    pub(super) any_case: Vec<u32>,
    /// The tokens by their hash in lower case, then by place; made once it is needed.
    by_hash: OnceCell<Vec<u32>>,
}

/// Whether "The" equals "the".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    Exact,
    AnyCase,
}

/// Later tokens of a text are not looked at: some 25 MB of prose.
const MOST_TOKENS: usize = 4 << 20;

/// A text of so many tokens is compared whole: a book of 150 pages.
const COMPARED_WHOLE: usize = 1 << 16;

/// The tokens of one pattern: the bits of a `u128`.
pub(super) const PATTERN: usize = 128;

pub(super) fn index(text: &str) -> Index {
    let mut index = Index::default();
    for token in tokens(text).take(MOST_TOKENS) {
        index.exact.push(hash(&text[token.clone()], Letters::Exact));
        index.any_case.push(hash(&text[token.clone()], Letters::AnyCase));
        index.tokens.push(FoldedRange::new(token.start, token.end));
    }
    index
}

/// The tokens of the text that take the fewest changes to become `quote`, in any case if that takes fewer, and how many these
/// are, of the first [`PATTERN`] tokens; of several such ranges the last. `None` if they share no token.
pub(super) fn nearest(text: &Index, quote: &[&str]) -> Option<(Range<usize>, usize)> {
    let hashes = |letters| quote.iter().map(|token| hash(token, letters)).collect::<Vec<_>>();
    let (exact, any_case) = (hashes(Letters::Exact), hashes(Letters::AnyCase));
    let windows = if text.tokens.len() <= COMPARED_WHOLE {
        std::iter::once(0..text.tokens.len()).collect()
    } else {
        text.windows(&any_case)
    };
    let (range, least) = nearest_of(&windows, &text.any_case, &any_case)?;
    // No passage takes fewer changes where case counts, so the last in any case is mostly the last of all.
    let around = range.start.saturating_sub(2 * PATTERN)..range.end;
    let is_nearest = |(_, changes): &(Range<usize>, usize)| *changes == least;
    let same = if quote.len() <= PATTERN {
        nearest_of(std::slice::from_ref(&around), &text.exact, &exact).filter(is_nearest)
    } else {
        None
    };
    let where_case_counts = || nearest_of(&windows, &text.exact, &exact).filter(is_nearest);
    same.or_else(where_case_counts).or(Some((range, least)))
}

/// The nearest of several windows of a text; of equal ones the last.
fn nearest_of(windows: &[Range<usize>], text: &[u32], quote: &[u32]) -> Option<(Range<usize>, usize)> {
    let in_window = |window: &Range<usize>| {
        let (range, changes) = nearest_tokens(text.get(window.clone())?, quote)?;
        Some((window.start + range.start..window.start + range.end, changes))
    };
    windows.iter().filter_map(in_window).rev().min_by_key(|(_, changes)| *changes)
}

impl Index {
    /// Where in a long text the nearest passage to a quote may be, in order: where most of its rarest tokens stand, as far
    /// from each other as they do in the quote.
    fn windows(&self, quote: &[u32]) -> Vec<Range<usize>> {
        // The rarest tokens are enough of a trace; of one that is nowhere rare, its first places must do.
        const MOST_PLACES: usize = 1 << 14;
        const MOST_WINDOWS: usize = 16;
        let head = quote.get(..PATTERN).unwrap_or(quote);
        let mut rarest: Vec<_> =
            head.iter().enumerate().map(|(at, token)| (at, self.places(*token))).collect();
        rarest.sort_by_key(|(_, places)| places.len());
        // Where the quote would begin, in steps of its own length.
        let step = head.len().max(1);
        let mut begins: Vec<usize> = Vec::new();
        for (at, places) in rarest {
            let left = MOST_PLACES.saturating_sub(begins.len());
            begins.extend(places.iter().take(left).map(|place| (*place as usize).saturating_sub(at) / step));
        }
        begins.sort_unstable();
        let mut traces: Vec<(usize, usize)> =
            begins.chunk_by(PartialEq::eq).filter_map(|same| Some((same.len(), *same.first()?))).collect();
        // Those with most tokens, and of equal ones the last.
        traces.sort_unstable();
        let best = traces.split_off(traces.len().saturating_sub(MOST_WINDOWS));
        let length = quote.len() + quote.len() / 4 + step;
        let window = |(_, begin): (usize, usize)| {
            let begin = begin * step;
            begin.saturating_sub(2 * step)..(begin + 2 * step + length).min(self.tokens.len())
        };
        let mut windows: Vec<_> = best.into_iter().map(window).collect();
        windows.sort_unstable_by_key(|window| window.start);
        windows
    }

    /// Where a token stands, in any case.
    pub(super) fn places(&self, token: u32) -> &[u32] {
        let hash = |place: &u32| self.any_case.get(*place as usize).copied();
        let by_hash = self.by_hash.get_or_init(|| {
            let mut places: Vec<u32> = (0..).take(self.any_case.len()).collect();
            places.sort_unstable_by_key(|place| (hash(place), *place));
            places
        });
        let start = by_hash.partition_point(|place| hash(place) < Some(token));
        let rest = by_hash.get(start..).unwrap_or(&[]);
        &rest[..rest.partition_point(|place| hash(place) == Some(token))]
    }
}

/// The nearest range and the number of changes. The first and the last [`PATTERN`] tokens of `quote` decide the range, the
/// first ones the number.
fn nearest_tokens(text: &[u32], quote: &[u32]) -> Option<(Range<usize>, usize)> {
    let head = quote.get(..PATTERN).unwrap_or(quote);
    let (head_end, changes) = nearest_end(text, head)?;
    let start = matching_start(text, head_end, head);
    if head.len() == quote.len() {
        return Some((start..head_end, changes));
    }
    // The rest is as long as that of `quote`, give or take a quarter; it ends where the tail fits best.
    let length = quote.len();
    let earliest = (start + length - length / 4).min(text.len());
    let latest = (start + length + length / 4).min(text.len());
    let tail = &quote[length - PATTERN..];
    // Not after `latest`, so that slicing cannot fail.
    let from = earliest.saturating_sub(PATTERN).max(head_end).min(latest);
    let end = nearest_end(&text[from..latest], tail)
        .map_or((start + length).min(text.len()), |(end, _)| from + end);
    Some((start..end.max(head_end), changes))
}

/// The length of the longest common subsequence of the pattern and `text`, by Hyyrö's bit-parallel algorithm (2004).
pub(super) fn shared_in_order(pattern: &Pattern, text: &[u32]) -> usize {
    let mut free = u128::MAX;
    for token in text {
        let hit = free & pattern.mask(*token);
        free = free.wrapping_add(hit) | (free - hit);
    }
    (!free & pattern.all()).count_ones() as usize
}

pub(super) fn hash(token: &str, letters: Letters) -> u32 {
    match letters {
        Letters::Exact => fnv(token.bytes()),
        Letters::AnyCase if token.is_ascii() => fnv(token.bytes().map(|byte| byte.to_ascii_lowercase())),
        Letters::AnyCase => fnv(token.to_lowercase().bytes()),
    }
}

/// FNV-1a: tokens are short, and starting a standard hasher takes longer than running this. Tokens that are made to collide
/// can only make a message point to another passage.
fn fnv(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Which of up to [`PATTERN`] tokens are equal to a given one, as bits.
pub(super) struct Pattern {
    /// An open-addressed table: the hash of a token and its positions in the pattern.
    slots: Vec<(u32, u128)>,
    length: usize,
}

impl Pattern {
    pub(super) fn new(tokens: impl Iterator<Item = u32>) -> Self {
        let mut pattern = Pattern { slots: vec![(0, 0); SLOTS], length: 0 };
        for token in tokens.take(PATTERN) {
            let slot = pattern.slot(token);
            if let Some((hash, mask)) = pattern.slots.get_mut(slot) {
                *hash = token;
                *mask |= 1 << pattern.length;
            }
            pattern.length += 1;
        }
        pattern
    }

    /// The positions of this token in the pattern, as bits.
    fn mask(&self, token: u32) -> u128 {
        self.slots[self.slot(token)].1
    }

    /// All positions of the pattern.
    fn all(&self) -> u128 {
        if self.length == PATTERN { u128::MAX } else { (1 << self.length) - 1 }
    }

    /// The index of a token's slot, or of the free one that it would take. At most a quarter of them are taken, so the search
    /// ends.
    fn slot(&self, token: u32) -> usize {
        let mut slot = token as usize % SLOTS;
        while self.slots[slot].1 != 0 && self.slots[slot].0 != token {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

const SLOTS: usize = 4 * PATTERN;

/// Where a match may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MatchStart {
    /// At any token of the text.
    Anywhere,
    /// With its first token.
    First,
}

/// Where the best match of `quote` ends in `text`, and the changes it takes.
fn nearest_end(text: &[u32], quote: &[u32]) -> Option<(usize, usize)> {
    let pattern = Pattern::new(quote.iter().copied());
    best_end(text.iter(), &pattern, MatchStart::Anywhere).filter(|(_, changes)| *changes < quote.len())
}

/// Where the match of `quote` that ends before the token at `end` begins: the same search backwards.
fn matching_start(text: &[u32], end: usize, quote: &[u32]) -> usize {
    let pattern = Pattern::new(quote.iter().rev().copied());
    let backwards = text[..end].iter().rev().take(2 * PATTERN);
    best_end(backwards, &pattern, MatchStart::First).map_or(end, |(length, _)| end - length)
}

/// Approximate matching, bit-parallel (Myers 1999): the number of tokens after which the edit distance is least, and that
/// distance. Of equal ones the last, so that a changed last word is part of the passage.
fn best_end<'a>(
    text: impl Iterator<Item = &'a u32>,
    pattern: &Pattern,
    start: MatchStart,
) -> Option<(usize, usize)> {
    let last = 1_u128 << pattern.length.checked_sub(1)?;
    let first_row = u128::from(start == MatchStart::First);
    let (mut plus, mut minus) = (u128::MAX, 0_u128);
    let mut changes = pattern.length;
    let mut nearest: Option<(usize, usize)> = None;
    for (index, token) in text.enumerate() {
        let equal = pattern.mask(*token);
        let vertical = equal | minus;
        let horizontal = ((equal & plus).wrapping_add(plus) ^ plus) | equal;
        let mut up = minus | !(horizontal | plus);
        let mut down = plus & horizontal;
        if up & last != 0 {
            changes += 1;
        }
        if down & last != 0 {
            changes -= 1;
        }
        up = (up << 1) | first_row;
        down <<= 1;
        plus = down | !(vertical | up);
        minus = up & vertical;
        if nearest.is_none_or(|(_, least)| changes <= least) {
            nearest = Some((index + 1, changes));
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hashes(text: &str) -> Vec<u32> {
        text.split(' ').map(|word| hash(word, Letters::Exact)).collect()
    }

    fn near(text: &str, quote: &str) -> Option<Range<usize>> {
        nearest_tokens(&hashes(text), &hashes(quote)).map(|(range, _)| range)
    }

    #[test]
    fn case_counts_where_it_can() {
        let index = index("The New Deal was made. It was the new deal.");
        assert_eq!(nearest(&index, &["New", "Deal", "is"]), Some((1..4, 1)));
        assert_eq!(nearest(&index, &["THE", "NEW"]), Some((8..10, 0)));
    }

    #[test]
    fn changed_words_belong_to_the_passage() {
        let text = "x x one two three four five six x x";
        assert_eq!(near(text, "one two three four"), Some(2..6));
        assert_eq!(near(text, "one two three FIVE"), Some(2..6));
        assert_eq!(near(text, "one two other four"), Some(2..6));
        assert_eq!(near(text, "two three four other"), Some(3..7));
        assert_eq!(near(text, "other three four five"), Some(3..7));
        assert_eq!(near(text, "nothing at all"), None);
        assert_eq!(near("", "nothing"), None);
        assert_eq!(near("some", ""), None);
    }

    #[test]
    fn a_long_text_is_compared_where_rare_words_of_the_quote_stand() {
        let line = |line: usize| ["On day", &line.to_string(), "the harbour was shut . "].join(" ");
        let text = (0..COMPARED_WHOLE / 5).map(line).collect::<Vec<_>>().concat();
        let index = index(&text);
        assert!(index.tokens.len() > COMPARED_WHOLE);
        let words = |range: Range<usize>| {
            range.map(|token| &text[index.tokens[token].range()]).collect::<Vec<_>>().join(" ")
        };
        let found = |quote: &str| {
            nearest(&index, &quote.split(' ').collect::<Vec<_>>()).map(|(range, _)| words(range))
        };
        assert_eq!(found("On day 7000 the city was shut .").unwrap(), "On day 7000 the harbour was shut .");
        assert_eq!(found("day 9999 THE HARBOUR IS SHUT").unwrap(), "day 9999 the harbour was shut");
        // No word of it is rare.
        assert!(found("the harbour is shut").unwrap().starts_with("the harbour was shut"));
        assert_eq!(found("nothing like it"), None);
    }

    #[test]
    fn long_quotes_are_found_by_both_ends() {
        let text: Vec<u32> = (0..5000).collect();
        let mut quote: Vec<u32> = (1000..1900).collect();
        quote[300] = 70_000;
        quote.remove(500);
        assert_eq!(nearest_tokens(&text, &quote), Some((1000..1900, 0)));
    }

    proptest! {
        #[test]
        fn distance_is_exact(text in prop::collection::vec(0_u32..6, 0..40), quote in prop::collection::vec(0_u32..6, 1..12)) {
            let pattern = Pattern::new(quote.iter().copied());
            for start in [MatchStart::Anywhere, MatchStart::First] {
                let mut column: Vec<usize> = (0..=quote.len()).collect();
                let mut least: Option<(usize, usize)> = None;
                for (index, token) in text.iter().enumerate() {
                    let mut above_left = column[0];
                    column[0] = if start == MatchStart::First { index + 1 } else { 0 };
                    for row in 1..=quote.len() {
                        let left = column[row];
                        let step = usize::from(quote[row - 1] != *token);
                        column[row] = (above_left + step).min(left + 1).min(column[row - 1] + 1);
                        above_left = left;
                    }
                    let changes = column[quote.len()];
                    if least.is_none_or(|(_, least)| changes <= least) {
                        least = Some((index + 1, changes));
                    }
                }
                prop_assert_eq!(best_end(text.iter(), &pattern, start), least);
            }
        }

        #[test]
        fn order_is_counted_exactly(text in prop::collection::vec(0_u32..5, 0..30), quote in prop::collection::vec(0_u32..5, 0..30)) {
            let mut lengths = vec![vec![0_usize; quote.len() + 1]; text.len() + 1];
            for i in 0..text.len() {
                for j in 0..quote.len() {
                    lengths[i + 1][j + 1] = if text[i] == quote[j] { lengths[i][j] + 1 } else { lengths[i][j + 1].max(lengths[i + 1][j]) };
                }
            }
            prop_assert_eq!(shared_in_order(&Pattern::new(quote.iter().copied()), &text), lengths[text.len()][quote.len()]);
        }
    }
}
