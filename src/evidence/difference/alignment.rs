//! Where the passage is that a quote was taken from, and which words of the two correspond.
//!
//! The cheapest alignment, with affine gaps (Gotoh 1982). Skipping words of the text costs little at first and hardly more
//! later, so a quote that leaves words out is aligned on both sides of the gap, and equal words far away are not picked one
//! by one. Text before and after the quote costs nothing.

use std::ops::Range;

/// What matters of a token for its cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// The hash of the token as it is written, and in lower case.
    pub(super) exact: u32,
    pub(super) any_case: u32,
    /// The hash in lower case without an editor's brackets.
    pub(super) bare: u32,
    pub(super) weight: Weight,
    /// It is a mark that ends a sentence.
    pub(super) ends_sentence: bool,
    /// A paragraph, heading or the like ends before it.
    pub(super) begins_block: bool,
}

/// How much a token matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Possibly an editor's addition in brackets.
    Aside,
    /// A quotation mark or a bracket.
    Enclosing,
    /// Any other mark.
    Mark,
    /// A word so short that it may stand anywhere.
    Short,
    Word,
}

/// Where text that is skipped costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Free {
    pub(super) before: bool,
    pub(super) after: bool,
}

/// Tokens of the quote and the tokens of the text that correspond to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) same: bool,
    pub(super) quote: Range<usize>,
    pub(super) text: Range<usize>,
}

// In thousandths of a changed word. One word at the edge of a quote is worth a gap of some four tokens in its sentence,
// two of fifty, three of nearly two hundred.
const CASE: u32 = 100;
const GAP: u32 = 550;
const GAP_TOKEN: u32 = 90;
const GAP_SENTENCE: u32 = 300;
const LONG_GAP: u32 = 1600;
const LONG_GAP_TOKEN: u32 = 8;
const BLOCK: u32 = 600;
const NEVER: u32 = u32::MAX / 4;

impl Token {
    /// The cost if the text has `text` where the quote has this token.
    fn instead_of(self, text: Token) -> u32 {
        if self.exact == text.exact {
            return 0;
        }
        if self.any_case == text.any_case || self.bare == text.any_case {
            return CASE;
        }
        match (self.weight, text.weight) {
            (Weight::Word, Weight::Word | Weight::Short) => 1000,
            (Weight::Short | Weight::Aside, Weight::Word | Weight::Short) => 700,
            (Weight::Mark, Weight::Mark) | (Weight::Enclosing, Weight::Enclosing) => 400,
            _ => NEVER,
        }
    }

    fn is_same(self, text: Token) -> bool {
        self.instead_of(text) <= CASE
    }

    /// The cost if only the quote has it: as the first of several, and as any other.
    fn put_in(self) -> (u32, u32) {
        match self.weight {
            Weight::Aside => (450, 150),
            Weight::Enclosing | Weight::Mark => (450, 300),
            Weight::Short => (GAP + 630, 630),
            Weight::Word => (GAP + 900, 900),
        }
    }
}

/// The last step of an alignment.
const PAIRED: usize = 0;
const PUT_IN: usize = 1;
const GAPPED: usize = 2;
const GAPPED_FAR: usize = 3;

/// The least cost by the last step.
type Costs = [u32; 4];

fn least(costs: Costs) -> (usize, u32) {
    let mut least = (PAIRED, costs[PAIRED]);
    for (state, cost) in costs.into_iter().enumerate() {
        if cost < least.1 {
            least = (state, cost);
        }
    }
    least
}

/// The cheapest alignment of all tokens of the quote: equal and unequal pieces in turn, in order. Takes time and room for
/// every pair of tokens.
pub(super) fn align(quote: &[Token], text: &[Token], free: Free) -> Vec<Piece> {
    let width = text.len() + 1;
    // For each pair of offsets: the state before, of each of the four states, in two bits.
    let mut before = vec![0_u8; (quote.len() + 1) * width];
    let mut current = vec![[NEVER; 4]; width];
    let mut previous = vec![[NEVER; 4]; width];
    // What it costs that the quote begins with words of its own, without which no block was left.
    let (mut lead, mut lead_above) = (0, 0);
    for row in 0..=quote.len() {
        if let Some(token) = row.checked_sub(1).and_then(|last| quote.get(last)) {
            let (first, more) = token.put_in();
            (lead_above, lead) = (lead, if row == 1 { first } else { lead + more });
        }
        for column in 0..=text.len() {
            let (mut costs, mut from) = ([NEVER; 4], [0; 4]);
            if row == 0 && (column == 0 || free.before) {
                costs[PAIRED] = 0;
            }
            if let Some(token) = row.checked_sub(1).and_then(|last| quote.get(last)) {
                let (first, more) = token.put_in();
                let others =
                    [previous[column][PAIRED], NEVER, previous[column][GAPPED], previous[column][GAPPED_FAR]];
                let (state, cost) = least(others);
                let on = previous[column][PUT_IN] + more;
                (from[PUT_IN], costs[PUT_IN]) =
                    if on <= cost + first { (PUT_IN, on) } else { (state, cost + first) };
            }
            if let Some(token) = column.checked_sub(1).and_then(|last| text.get(last)) {
                let crossed = |before: usize| {
                    if token.begins_block && (before > 0 || !free.before) { BLOCK } else { 0 }
                };
                if let Some(quoted) = row.checked_sub(1).and_then(|last| quote.get(last)) {
                    let (state, cost) = least(previous[column - 1]);
                    let (mut state, mut cost) = (state, cost + crossed(row - 1));
                    let leads = free.before && previous[column - 1][PUT_IN] == lead_above;
                    if row > 1 && leads && lead_above < cost {
                        (state, cost) = (PUT_IN, lead_above);
                    }
                    from[PAIRED] = state;
                    costs[PAIRED] = (cost + quoted.instead_of(*token)).min(NEVER);
                }
                if row > 0 || !free.before {
                    let left = current[column - 1];
                    let (state, cost) = least([left[PAIRED], left[PUT_IN], NEVER, NEVER]);
                    let near = GAP_TOKEN + if token.ends_sentence { GAP_SENTENCE } else { 0 };
                    for (gap, first, more) in [(GAPPED, GAP, near), (GAPPED_FAR, LONG_GAP, LONG_GAP_TOKEN)] {
                        let on = left[gap];
                        let (state, cost) =
                            if on <= cost + first { (gap, on) } else { (state, cost + first) };
                        from[gap] = state;
                        costs[gap] = (cost + more + crossed(row)).min(NEVER);
                    }
                }
            }
            current[column] = costs.map(|cost| cost.min(NEVER));
            before[row * width + column] = pack(from);
        }
        std::mem::swap(&mut current, &mut previous);
    }
    // `above` is the last row now.
    let end = if free.after {
        (0..width).min_by_key(|column| least(previous[*column]).1).unwrap_or(0)
    } else {
        text.len()
    };
    let state = least(previous[end]).0;
    pieces(quote, text, &trace(&before, width, (quote.len(), end, state), free))
}

#[allow(clippy::cast_possible_truncation)] // States are below four.
fn pack(from: [usize; 4]) -> u8 {
    from.iter().rev().fold(0, |packed, state| packed << 2 | *state as u8)
}

/// The offsets that the alignment passes, in order.
fn trace(before: &[u8], width: usize, end: (usize, usize, usize), free: Free) -> Vec<(usize, usize)> {
    let (mut row, mut column, mut state) = end;
    let mut path = vec![(row, column)];
    while row > 0 || (column > 0 && !free.before) {
        let packed = before[row * width + column];
        (row, column) = match state {
            // Nothing gets below 0: the first row and column have no such way.
            PAIRED => (row.saturating_sub(1), column.saturating_sub(1)),
            PUT_IN => (row.saturating_sub(1), column),
            _ => (row, column.saturating_sub(1)),
        };
        state = usize::from(packed >> (2 * state) & 3);
        path.push((row, column));
    }
    path.reverse();
    path
}

/// What is equal and what is not along the path of an alignment.
fn pieces(quote: &[Token], text: &[Token], path: &[(usize, usize)]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for step in path.windows(2) {
        let [(row, column), (at_end, to_end)] = *step else { continue };
        let same = match (quote.get(row..at_end), text.get(column..to_end)) {
            (Some([quote]), Some([text])) => quote.is_same(*text),
            _ => false,
        };
        push(&mut pieces, Piece { same, quote: row..at_end, text: column..to_end });
    }
    pieces
}

/// Adds a piece to the last one, if it is of its kind.
pub(super) fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    if piece.quote.is_empty() && piece.text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.same == piece.same => {
            last.quote.end = piece.quote.end;
            last.text.end = piece.text.end;
        }
        _ => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::nearest::{Letters, hash};
    use proptest::prelude::*;

    fn tokens(words: &str) -> Vec<Token> {
        words
            .split_whitespace()
            .map(|word| Token {
                exact: hash(word, Letters::Exact),
                any_case: hash(word, Letters::AnyCase),
                bare: hash(word, Letters::AnyCase),
                weight: match word {
                    "," | "." => Weight::Mark,
                    "\"" => Weight::Enclosing,
                    _ if word.len() < 4 => Weight::Short,
                    _ => Weight::Word,
                },
                ends_sentence: word == ".",
                begins_block: false,
            })
            .collect()
    }

    const FREE: Free = Free { before: true, after: true };

    /// The unequal pieces, as "quote/text".
    fn changes(quote: &str, text: &str) -> Vec<String> {
        let words = |words: &str, range: Range<usize>| {
            words.split_whitespace().collect::<Vec<_>>().get(range).map(|words| words.join(" ")).unwrap()
        };
        align(&tokens(quote), &tokens(text), FREE)
            .into_iter()
            .filter(|piece| !piece.same)
            .map(|piece| format!("{}/{}", words(quote, piece.quote), words(text, piece.text)))
            .collect()
    }

    #[test]
    fn skipped_words_are_taken_in() {
        let text = "It rained . Country , however , has little to offer to those who come";
        assert_eq!(changes("Country has little to offer", text), ["/, however ,"]);
        assert_eq!(changes("It rained . has little to offer to those", text), ["/Country , however ,"]);
        assert_eq!(changes("Other , however , has little", text), ["Other/Country"]);
        assert_eq!(changes("has little to sell", text), ["sell/offer"]);
        assert_eq!(changes("\" Country , however , has little \"", text), ["\"/", "\"/"]);
        assert_eq!(changes("has to little offer", text), ["to little/little to"]);
        assert_eq!(changes("", text), [""; 0]);
        assert_eq!(changes("Other", ""), ["Other/"]);
    }

    #[test]
    fn far_words_are_not_fetched_one_by_one() {
        let filler = "other words ".repeat(30);
        let text = format!("Country sold boats {filler} and has little to offer");
        assert_eq!(changes("boats has little to offer", &text), ["boats/and"]);
        assert_eq!(changes("Country sold boats has little to offer", &text).len(), 1);
    }

    proptest! {
        #[test]
        fn every_token_of_the_quote_is_aligned_once(quote in "([abc]{1,4} ){0,12}", text in "([abc]{1,4} ){0,30}", before: bool, after: bool) {
            let (quote, text) = (tokens(&quote), tokens(&text));
            let free = Free { before, after };
            let pieces = align(&quote, &text, free);
            let mut row = (0, pieces.first().map_or(0, |first| first.text.start));
            prop_assert!(before || row.1 == 0);
            for piece in &pieces {
                prop_assert_eq!((piece.quote.start, piece.text.start), row);
                if piece.same {
                    prop_assert_eq!(piece.quote.len(), piece.text.len());
                }
                row = (piece.quote.end, piece.text.end);
            }
            prop_assert_eq!(row.0, quote.len());
            prop_assert!(after || pieces.is_empty() || row.1 == text.len());
            prop_assert!(pieces.windows(2).all(|pair| pair[0].same != pair[1].same));
        }
    }
}
