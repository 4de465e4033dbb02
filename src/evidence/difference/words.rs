//! The tokens of one side of a comparison.

use super::alignment::{Token, Weight};
use crate::evidence::lexicon::is_number;
use crate::evidence::nearest::{Letters, hash};
use crate::evidence::reading::Reading;
use crate::text::fold::{FoldedRange, OfText};
use crate::text::tokens::{is_word_token, tokens};
use std::ops::Range;

/// What is compared: some of the tokens of a quote or of a text.
pub(in crate::evidence) struct Words<'a, Of = OfText> {
    pub(super) reading: Reading<'a, Of>,
    pub(super) tokens: Vec<FoldedRange<Of>>,
    /// What they were taken from.
    pub(super) part: FoldedRange<Of>,
}

impl<'a, Of: Copy> Words<'a, Of> {
    /// All tokens of a part.
    pub(in crate::evidence) fn of_part(reading: Reading<'a, Of>, part: FoldedRange<Of>) -> Self {
        let tokens = tokens(reading.words(part)).map(|token| part.part(token)).collect();
        Self { reading, tokens, part }
    }

    pub(in crate::evidence) fn of_tokens(reading: Reading<'a, Of>, tokens: &[FoldedRange<Of>]) -> Self {
        let start = tokens.first().map_or(0, FoldedRange::start);
        let end = tokens.last().map_or(0, FoldedRange::end);
        Self { reading, tokens: tokens.to_vec(), part: FoldedRange::new(start, end) }
    }

    pub(in crate::evidence) fn all(&self) -> Vec<&'a str> {
        self.tokens.iter().map(|token| self.reading.words(*token)).collect()
    }

    /// The same with "[T]he" and "work[ed]" as one token each, unless the other side has them too.
    pub(super) fn with_brackets_joined(&self, other: &Words<impl Copy>) -> Self {
        // The most that are looked for on the other side.
        const MOST: usize = 64;
        let mut joined = 0;
        let mut tokens = Vec::with_capacity(self.tokens.len());
        let mut index = 0;
        while let Some(first) = self.tokens.get(index) {
            let mut end = first.end();
            let run = self.tokens[index..].iter().take_while(|token| {
                let word = self.reading.words(**token);
                let goes_on = token.start() == first.start() || token.start() == end;
                let fits = goes_on && (is_word_token(word) || matches!(word, "[" | "]"));
                end = if fits { token.end() } else { end };
                fits
            });
            let length = run.count();
            let whole = FoldedRange::new(first.start(), end);
            let word = self.reading.words(whole);
            let is_bracketed = joined < MOST && length > 2 && bare(word).is_some();
            joined += usize::from(is_bracketed);
            if is_bracketed && !other.reading.words(other.part).contains(word) {
                tokens.push(whole);
            } else {
                tokens.extend(self.tokens[index..].iter().take(length.max(1)));
            }
            index += length.max(1);
        }
        Self { reading: self.reading, tokens, part: self.part }
    }

    pub(super) fn aligned(&self) -> Vec<Token> {
        let aligned = |index| {
            let word = self.token(index);
            let any_case = hash(word, Letters::AnyCase);
            Token {
                exact: hash(word, Letters::Exact),
                any_case,
                bare: bare(word).map_or(any_case, |bare| hash(&bare, Letters::AnyCase)),
                weight: weight(word),
                ends_sentence: matches!(word, "." | "!" | "?"),
                begins_block: self.begins_block(index),
            }
        };
        (0..self.tokens.len()).map(aligned).collect()
    }

    /// The same for a quote: what stands in brackets may be an editor's.
    pub(super) fn aligned_with_asides(&self) -> Vec<Token> {
        let mut tokens = self.aligned();
        for aside in self.asides() {
            for token in tokens.get_mut(aside).unwrap_or_default() {
                token.weight = Weight::Aside;
            }
        }
        tokens
    }

    /// The tokens in each pair of brackets, brackets included.
    pub(super) fn asides(&self) -> Vec<Range<usize>> {
        const LONGEST: usize = 64;
        let mut asides: Vec<Range<usize>> = Vec::new();
        for index in 0..self.tokens.len() {
            let closed = asides.last().map_or(0, |aside| aside.end);
            if index >= closed && self.token(index) == "[" {
                let end = (index..self.tokens.len()).take(LONGEST).find(|end| self.token(*end) == "]");
                asides.extend(end.map(|end| index..end + 1));
            }
        }
        asides
    }

    pub(super) fn token(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |range| self.reading.words(*range))
    }

    /// What lies between a token and the one before: white space or nothing. `None` before the first.
    pub(super) fn gap(&self, token: usize) -> Option<FoldedRange<Of>> {
        let before = self.tokens.get(token.checked_sub(1)?)?;
        Some(FoldedRange::new(before.end(), self.tokens.get(token)?.start()))
    }

    pub(super) fn between(&self, token: usize) -> &'a str {
        self.gap(token).map_or("", |gap| self.reading.words(gap))
    }

    pub(super) fn begins_block(&self, token: usize) -> bool {
        self.between(token) == "\n"
    }

    /// A gap, tokens of this side only, can often be placed in several ways: in "B. C. D." either "C." or ". C" may be
    /// missing. `before` and `after` are the numbers of tokens beside it that both sides have. Returns how far to the left
    /// the gap could lie, and how far to the right of that it should, so that it begins and ends at white space.
    pub(super) fn slide(&self, gap: &Range<usize>, before: usize, after: usize) -> (usize, usize) {
        let same = |one: usize, other: usize| self.token(one) == self.token(other);
        let left = (1..before).take_while(|by| same(gap.start - by, gap.end - by)).count();
        let right = (0..after.saturating_sub(1)).take_while(|by| same(gap.start + by, gap.end + by)).count();
        let is_neat = |by: &usize| {
            let is_white = |token: usize| !self.between(token + by - left).is_empty();
            is_white(gap.start) && is_white(gap.end)
        };
        (left, (0..=left + right).rev().find(is_neat).unwrap_or(left + right))
    }

    /// From the first of these tokens to the last; of none, the empty range after the token before.
    pub(super) fn range(&self, tokens: Range<usize>) -> FoldedRange<Of> {
        match self.tokens.get(tokens.clone()).unwrap_or(&[]) {
            [] => {
                let before = tokens.start.checked_sub(1).and_then(|before| self.tokens.get(before));
                let first = self.tokens.first().unwrap_or(&self.part).start();
                let end = before.map_or(first, FoldedRange::end);
                FoldedRange::new(end, end)
            }
            [only] => *only,
            [first, .., last] => FoldedRange::new(first.start(), last.end()),
        }
    }

    pub(super) fn count_words(&self, tokens: Range<usize>) -> usize {
        tokens.filter(|token| is_word_token(self.token(*token))).count()
    }

    /// Whether a word among these is capitalised although it does not begin a sentence.
    pub(super) fn has_name(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| is_capitalised(self.token(token)) && !self.begins_sentence(token))
    }

    /// Whether a token is the first of the text or of a sentence, opening quotation marks aside.
    fn begins_sentence(&self, token: usize) -> bool {
        let Some(range) = self.tokens.get(token) else { return false };
        let text = self.reading.words(FoldedRange::new(0, range.start()));
        let near = text.floor_char_boundary(text.len().saturating_sub(16));
        let before = text[near..].trim_end_matches([' ', '"', '\'', '(', '[', '-']);
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '…'])
    }
}

pub(super) fn is_capitalised(token: &str) -> bool {
    token.chars().next().is_some_and(char::is_uppercase) && token != "I"
}

/// A word with an editor's brackets in it, without them.
pub(super) fn bare(word: &str) -> Option<String> {
    let is_bracketed = word.contains('[') && word.contains(']') && is_word_token(word);
    is_bracketed.then(|| word.replace(['[', ']'], ""))
}

pub(super) fn weight(token: &str) -> Weight {
    const SHORT: usize = 3;
    if is_word_token(token) {
        let is_short = token.chars().nth(SHORT).is_none() && !is_number(token);
        if is_short { Weight::Short } else { Weight::Word }
    } else if matches!(token, "\"" | "'" | "(" | ")" | "[" | "]") {
        Weight::Enclosing
    } else {
        Weight::Mark
    }
}
