//! Locates the passage of a text nearest to words that do not stand in it.

use crate::text::fold::FoldedRange;
use crate::text::tokens::tokens;
use std::ops::Range;

/// The tokens of a folded text and their hashes.
#[derive(Default)]
pub(super) struct Index {
    pub(super) tokens: Vec<FoldedRange>,
    exact: Vec<u32>,
    /// The hashes of the tokens in lower case.
    pub(super) any_case: Vec<u32>,
}

/// Whether "The" equals "the".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    Exact,
    AnyCase,
}

/// Later tokens of a text are not looked at: some 25 MB of prose.
const MOST_TOKENS: usize = 4 << 20;

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

/// The tokens of the text that take the fewest changes to become `quote`, in any case if that takes fewer; of several such
/// ranges the last. `None` if they share no token.
pub(super) fn nearest(text: &Index, quote: &[&str]) -> Option<Range<usize>> {
    let hashes = |letters| quote.iter().map(|token| hash(token, letters)).collect::<Vec<_>>();
    let exact = nearest_tokens(&text.exact, &hashes(Letters::Exact));
    let any_case = nearest_tokens(&text.any_case, &hashes(Letters::AnyCase));
    match (exact, any_case) {
        (Some((range, changes)), Some((_, least))) if changes <= least => Some(range),
        (exact, any_case) => any_case.or(exact).map(|(range, _)| range),
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
        assert_eq!(nearest(&index, &["New", "Deal", "is"]), Some(1..4));
        assert_eq!(nearest(&index, &["THE", "NEW"]), Some(8..10));
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
