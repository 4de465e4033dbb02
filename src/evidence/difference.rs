//! Word by word: what a quote changes in the passage it is nearest to.

use super::lexicon::{is_negation, is_number};
use super::near::{Letters, hash};
use super::sides::Side;
use crate::text::span::Span;
use crate::text::tokens::{is_word_token, tokens};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// The passage nearest to a quote, and what the quote changes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// In bytes of the source text.
    pub passage: Span,
    /// In the order of the quote.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing it concerns.
    pub kind: ChangeKind,
    /// In bytes of the quote as it is written in the record; empty where words were dropped.
    pub quote: Span,
    /// In bytes of the source text; empty where words were put in.
    pub text: Span,
    /// What the quote has there.
    pub wrote: String,
    /// What the source has there.
    pub stands: String,
}

/// What kind of thing a change concerns: of several, the first in this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A number, in digits or in words, or a percent or currency sign.
    Number,
    /// A negation was put in, dropped or changed.
    Negation,
    /// A capitalised word that does not begin a sentence.
    Name,
    /// Any other words.
    Words,
    /// The same words in other letters: "The" for "the".
    Case,
    /// An editor's square brackets, as in `[T]he` or `[the minister] said`, without ellipsis.
    Brackets,
    /// Punctuation marks or symbols.
    Punctuation,
    /// Only white space was put in or left out between tokens.
    Spacing,
    /// The quote runs over the end of a paragraph, or from a heading into the body.
    Paragraph,
    /// A part after an ellipsis stands in the text, but not after the part before it, or too far.
    Apart,
    /// A part beside an ellipsis has too few words to be found.
    ShortPart,
}

/// How near a passage is.
pub(super) struct Likeness {
    pub(super) near: Near,
    /// Words of the quote that were compared.
    pub(super) words: usize,
    /// How many of them stand in the passage in this order, whatever their case.
    pub(super) shared: usize,
}

/// Tokens of the quote that are compared after the first difference; what follows is not listed.
const COMPARED: usize = 1000;

/// Compares a quote, or the elided part of one, with the passage of a source text that is nearest to it.
pub(super) fn difference(quote: &Words, text: &Words, letters: Letters) -> Likeness {
    let sides = Sides { quote, text };
    let operations = sides.within_passage(operations(&quote.hashes(letters), &text.hashes(letters)));
    let first = operations.first().map_or(0, |first| first.new_range().start);
    let last = operations.last().map_or(0, |last| last.new_range().end);
    let passage =
        if first < last { text.side.folded.original(text.range(first..last)) } else { Span::default() };
    let compared = operations.iter().map(|operation| operation.old_range().end).max().unwrap_or(0);
    let shared = operations.iter().filter(|operation| {
        matches!(operation, DiffOp::Equal { .. })
            || sides.differs_in_case(operation.old_range(), operation.new_range())
    });
    Likeness {
        words: quote.count_words(0..compared),
        shared: shared.map(|operation| quote.count_words(operation.old_range())).sum(),
        near: Near {
            passage,
            changes: operations.iter().flat_map(|operation| sides.changes(operation)).collect(),
        },
    }
}

/// What makes one row of tokens the other: the quote is old and the text is new.
fn operations(quote: &[u32], text: &[u32]) -> Vec<DiffOp> {
    let same = quote.iter().zip(text).take_while(|(quote, text)| quote == text).count();
    // `same` is no more than either length.
    let left = |hashes: &[u32]| same..hashes.len().min(same + COMPARED);
    let mut operations = vec![DiffOp::Equal { old_index: 0, new_index: 0, len: same }];
    for operation in capture_diff_slices(Algorithm::Myers, &quote[left(quote)], &text[left(text)]) {
        operations.push(shifted(operation, same));
    }
    operations
}

fn shifted(unshifted: DiffOp, by: usize) -> DiffOp {
    let later = |range: Range<usize>| range.start + by..range.end + by;
    let (quote, text) = (later(unshifted.old_range()), later(unshifted.new_range()));
    match unshifted {
        DiffOp::Equal { len, .. } => DiffOp::Equal { old_index: quote.start, new_index: text.start, len },
        _ => operation(quote, text),
    }
}

/// The change of these tokens of the quote to these of the text.
fn operation(quote: Range<usize>, text: Range<usize>) -> DiffOp {
    let (old_index, old_len, new_index, new_len) = (quote.start, quote.len(), text.start, text.len());
    match (old_len, new_len) {
        (_, 0) => DiffOp::Delete { old_index, old_len, new_index },
        (0, _) => DiffOp::Insert { old_index, new_index, new_len },
        _ => DiffOp::Replace { old_index, old_len, new_index, new_len },
    }
}

/// What is compared: some of the tokens of a quote or of a text.
pub(super) struct Words<'a> {
    side: Side<'a>,
    /// In bytes of the folded side.
    tokens: Vec<Range<usize>>,
    /// What they were taken from.
    part: Range<usize>,
}

impl<'a> Words<'a> {
    /// All tokens of a part of the folded side.
    pub(super) fn of_part(side: Side<'a>, part: Range<usize>) -> Self {
        let found = tokens(side.words(part.clone()));
        let tokens = found.map(|token| part.start + token.start..part.start + token.end).collect();
        Self { side, tokens, part }
    }

    /// These tokens of the folded side.
    pub(super) fn of_tokens(side: Side<'a>, tokens: &[Span]) -> Self {
        let tokens: Vec<_> = tokens.iter().map(|token| token.range()).collect();
        let start = tokens.first().map_or(0, |first| first.start);
        let end = tokens.last().map_or(0, |last| last.end);
        Self { side, tokens, part: start..end }
    }

    /// The tokens themselves.
    pub(super) fn all(&self) -> Vec<&'a str> {
        self.tokens.iter().map(|token| self.side.words(token.clone())).collect()
    }

    fn hashes(&self, letters: Letters) -> Vec<u32> {
        self.tokens.iter().map(|token| hash(self.side.words(token.clone()), letters)).collect()
    }

    fn token(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |range| self.side.words(range.clone()))
    }

    /// The place before a token and after the one before: of white space or empty. `None` before the first.
    fn gap(&self, token: usize) -> Option<Range<usize>> {
        Some(self.tokens.get(token.checked_sub(1)?)?.end..self.tokens.get(token)?.start)
    }

    /// What stands there.
    fn between(&self, token: usize) -> &'a str {
        self.gap(token).map_or("", |gap| self.side.words(gap))
    }

    /// The place that these tokens take up; of none, the empty place after the token before.
    fn range(&self, tokens: Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens.clone()).unwrap_or(&[]) {
            [] => {
                let before = tokens.start.checked_sub(1).and_then(|before| self.tokens.get(before));
                let first = self.tokens.first().map_or(self.part.start, |first| first.start);
                let at = before.map_or(first, |before| before.end);
                at..at
            }
            [only] => only.clone(),
            [first, .., last] => first.start..last.end,
        }
    }

    fn count_words(&self, tokens: Range<usize>) -> usize {
        tokens.filter(|token| is_word_token(self.token(*token))).count()
    }

    /// Whether a word among these is capitalised for another reason than that it begins a sentence.
    fn has_name(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| is_capitalised(self.token(token)) && !self.begins_sentence(token))
    }

    /// Whether nothing or a sentence's end stands before a token, opening quotation marks aside.
    fn begins_sentence(&self, token: usize) -> bool {
        let Some(range) = self.tokens.get(token) else { return false };
        let text = self.side.words(0..range.start);
        let near = text.floor_char_boundary(text.len().saturating_sub(16));
        let before = text[near..].trim_end_matches([' ', '"', '\'', '(', '[', '-']);
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '…'])
    }
}

fn is_capitalised(token: &str) -> bool {
    token.chars().next().is_some_and(char::is_uppercase) && token != "I"
}

/// A quote and a passage. In a [`DiffOp`] the quote is old and the text is new.
#[derive(Clone, Copy)]
struct Sides<'a> {
    quote: &'a Words<'a>,
    text: &'a Words<'a>,
}

impl Sides<'_> {
    /// Text before the first shared word, or after the last, is no part of the passage, unless
    /// words of the quote stand for it, in the same block.
    fn within_passage(&self, mut operations: Vec<DiffOp>) -> Vec<DiffOp> {
        operations.retain(|operation| !operation.old_range().is_empty() || !operation.new_range().is_empty());
        if let Some(first) = operations.first_mut() {
            let (quote, text) = (first.old_range(), first.new_range());
            let from = |start: &usize| {
                self.starts_block(start + 1) || self.is_bracketed(quote.clone(), *start..text.end)
            };
            if let Some(start) =
                text.clone().rev().find(from).filter(|_| !matches!(first, DiffOp::Equal { .. }))
            {
                let start = if self.starts_block(start + 1) { start + 1 } else { start };
                *first = operation(quote, start..text.end);
            }
        }
        if let Some(last) = operations.last_mut() {
            let (quote, text) = (last.old_range(), last.new_range());
            let end = text.clone().find(|end| self.starts_block(*end));
            if let Some(end) = end.filter(|_| !matches!(last, DiffOp::Equal { .. })) {
                *last = operation(quote, text.start..end);
            }
        }
        let is_only_text = |operation: &DiffOp| operation.old_range().is_empty();
        while operations.last().is_some_and(is_only_text) {
            operations.pop();
        }
        let only_text = operations.iter().take_while(|operation| is_only_text(operation)).count();
        operations.drain(..only_text);
        operations
    }

    fn starts_block(&self, text: usize) -> bool {
        self.text.between(text) == "\n"
    }

    /// "[T]he" for "the".
    fn is_bracketed(&self, quote: Range<usize>, text: Range<usize>) -> bool {
        if !(3..=4).contains(&quote.len()) || text.len() != 1 {
            return false;
        }
        let wrote: String = quote.map(|token| self.quote.token(token)).collect();
        let plain = wrote.replace(['[', ']'], "");
        plain.len() + 2 == wrote.len() && plain.to_lowercase() == self.text.token(text.start).to_lowercase()
    }

    fn changes(&self, operation: &DiffOp) -> Vec<Change> {
        let (quote, text) = (operation.old_range(), operation.new_range());
        let mut changes = Vec::new();
        if !matches!(operation, DiffOp::Equal { .. }) {
            changes.extend(self.paragraph_ends(quote.start, text.clone()));
            changes.push(self.change(self.kind(quote.clone(), text.clone()), quote, text));
            return changes;
        }
        let first = quote.start;
        for (quote, text) in quote.zip(text) {
            // White space counts only between two tokens that both stand on both sides.
            if self.starts_block(text) {
                changes.extend(self.gap(ChangeKind::Paragraph, quote, text));
            } else if quote > first && self.quote.between(quote) != self.text.between(text) {
                changes.extend(self.gap(ChangeKind::Spacing, quote, text));
            }
            if self.quote.token(quote) != self.text.token(text) {
                changes.push(self.change(ChangeKind::Case, quote..quote + 1, text..text + 1));
            }
        }
        changes
    }

    /// Paragraph ends before the tokens of a stretch of text that the quote changes.
    fn paragraph_ends(&self, quote: usize, text: Range<usize>) -> Vec<Change> {
        let ends = text.filter(|text| self.starts_block(*text));
        ends.filter_map(|text| self.gap(ChangeKind::Paragraph, quote, text)).collect()
    }

    /// A change of what stands before these tokens.
    fn gap(&self, kind: ChangeKind, quote: usize, text: usize) -> Option<Change> {
        let text = self.text.gap(text)?;
        let end = self.quote.tokens.get(quote).map_or(self.quote.part.end, |token| token.start);
        let before = quote.checked_sub(1).and_then(|before| self.quote.tokens.get(before));
        Some(self.spelt(kind, before.map_or(end, |token| token.end)..end, text))
    }

    fn change(&self, kind: ChangeKind, quote: Range<usize>, text: Range<usize>) -> Change {
        self.spelt(kind, self.quote.range(quote), self.text.range(text))
    }

    fn spelt(&self, kind: ChangeKind, quote: Range<usize>, text: Range<usize>) -> Change {
        let quote_place = self.quote.side.folded.original(quote);
        let text_place = self.text.side.folded.original(text);
        Change {
            kind,
            quote: quote_place,
            text: text_place,
            wrote: self.quote.side.written_in(quote_place).to_owned(),
            stands: self.text.side.written_in(text_place).to_owned(),
        }
    }

    fn differs_in_case(&self, quote: Range<usize>, text: Range<usize>) -> bool {
        let same =
            |(quote, text)| self.quote.token(quote).to_lowercase() == self.text.token(text).to_lowercase();
        quote.len() == text.len() && quote.zip(text).all(same)
    }

    fn kind(&self, quote: Range<usize>, text: Range<usize>) -> ChangeKind {
        let wrote: Vec<&str> = quote.clone().map(|token| self.quote.token(token)).collect();
        let stands: Vec<&str> = text.clone().map(|token| self.text.token(token)).collect();
        let either = |is: fn(&str) -> bool| wrote.iter().chain(&stands).any(|token| is(token));
        if self.is_bracketed(quote.clone(), text.clone()) {
            ChangeKind::Brackets
        } else if self.differs_in_case(quote.clone(), text.clone()) {
            ChangeKind::Case
        } else if either(is_number) {
            ChangeKind::Number
        } else if either(is_negation) {
            ChangeKind::Negation
        } else if matches!(wrote[..], ["[", .., "]"] | ["[" | "]"]) {
            ChangeKind::Brackets
        } else if self.quote.has_name(quote) || self.text.has_name(text) {
            ChangeKind::Name
        } else if either(is_word_token) {
            ChangeKind::Words
        } else {
            ChangeKind::Punctuation
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::matching::{Outcome, Sought, search};
    use crate::text::fold::{Folded, Markup};

    const TEXT: &str = "Last year Minsk sold 700 old missiles to the firm Konkurs, and it did not ask twice. The “deal” was legal.\n\nA new paragraph came later on.";

    fn near(quote: &str) -> Near {
        let folded = Folded::text(TEXT, Markup::Plain);
        match search(TEXT, &folded, &[Sought { quote, ..Sought::default() }]).remove(0) {
            Outcome::Altered(near) => near,
            other => panic!("{quote}: {other:?}"),
        }
    }

    fn changes(quote: &str) -> Vec<(ChangeKind, String, String)> {
        let near = near(quote);
        for change in &near.changes {
            assert_eq!(quote.get(change.quote.range()), Some(&*change.wrote));
            assert_eq!(TEXT.get(change.text.range()), Some(&*change.stands));
        }
        near.changes.into_iter().map(|change| (change.kind, change.wrote, change.stands)).collect()
    }

    fn one(kind: ChangeKind, wrote: &str, stands: &str) -> Vec<(ChangeKind, String, String)> {
        vec![(kind, wrote.to_owned(), stands.to_owned())]
    }

    #[test]
    fn kinds_of_changes() {
        assert_eq!(changes("Minsk sold 900 old missiles to"), one(ChangeKind::Number, "900", "700"));
        assert_eq!(changes("and it did not ask once"), one(ChangeKind::Number, "once", "twice"));
        assert_eq!(changes("and it did ask twice"), one(ChangeKind::Negation, "", "not"));
        assert_eq!(changes("and it didn't ask twice"), one(ChangeKind::Negation, "didn't", "did not"));
        assert_eq!(
            changes("sold 700 old missiles to the firm Bastion, and it"),
            one(ChangeKind::Name, "Bastion", "Konkurs")
        );
        assert_eq!(changes("sold 700 fine missiles to the firm"), one(ChangeKind::Words, "fine", "old"));
        assert_eq!(changes("sold 700 old missiles to a firm"), one(ChangeKind::Words, "a", "the"));
        assert_eq!(changes("the \"deal\" was legal."), one(ChangeKind::Case, "the", "The"));
        assert_eq!(changes("[t]he \"deal\" was legal."), one(ChangeKind::Brackets, "[t]he", "The"));
        assert_eq!(
            changes("and [the firm] did not ask twice"),
            one(ChangeKind::Brackets, "[the firm]", "it")
        );
        assert_eq!(changes("to the firm Konkurs and it did"), one(ChangeKind::Punctuation, "", ","));
        assert_eq!(changes("did not ask twice ."), one(ChangeKind::Spacing, " ", ""));
        assert_eq!(changes("\"deal\" was legal. A new paragraph"), one(ChangeKind::Paragraph, " ", "\n\n"));
    }

    #[test]
    fn changes_are_listed_in_order() {
        let kinds: Vec<_> = changes("Minsk sold 70 old rockets to the firm Konkurs, and it did ask twice")
            .into_iter()
            .map(|change| change.0)
            .collect();
        assert_eq!(kinds, [ChangeKind::Number, ChangeKind::Words, ChangeKind::Negation]);
    }

    #[test]
    fn the_passage_is_what_is_compared() {
        let passage = |quote: &str| &TEXT[near(quote).passage.range()];
        assert_eq!(passage("Minsk bought 700 old missiles"), "Minsk sold 700 old missiles");
        assert_eq!(passage("firms sold 700 old missiles"), "Minsk sold 700 old missiles");
        assert_eq!(passage("the 'deal' was illegal."), "The “deal” was legal.");
    }
}
