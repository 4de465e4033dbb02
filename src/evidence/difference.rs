//! Word by word: what a quote changes in the passage it is nearest to.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::near::{Letters, hash};
use crate::text::fold::Folded;
use crate::text::span::Span;
use crate::text::tokens::{is_word_token, tokens};

/// The passage nearest to a quote, and what the quote changes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// In the source text.
    pub passage: Span,
    /// In the order of the quote.
    pub changes: Vec<Change>,
    /// Words of the quote, or of the elided part in question, and how many of them stand in the
    /// passage in this order, whatever their case.
    pub words: usize,
    pub shared: usize,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    /// In the quote as it is written in the record; empty where words were dropped.
    pub quote: Span,
    /// In the source text; empty where words were put in.
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
    /// An editor's square brackets, as in "[T]he" or "[the minister] said", without ellipsis.
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

/// A quote, or the elided part of one, as it is compared.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// As it is written in the record.
    pub raw: &'a str,
    pub folded: &'a Folded,
    /// In the folded quote.
    pub part: (usize, usize),
}

impl Wanted<'_> {
    #[must_use]
    pub fn tokens(&self) -> Vec<Range<usize>> {
        let (start, end) = self.part;
        let text = self.folded.as_str().get(start..end).unwrap_or("");
        tokens(text).map(|token| start + token.start..start + token.end).collect()
    }
}

/// Tokens of the quote that are compared after the first difference; what follows is not listed.
const COMPARED: usize = 1000;

/// Compares a quote with the passage of a source text that these tokens make up.
#[must_use]
pub fn difference(
    original: &str,
    folded: &Folded,
    passage: &[Span],
    letters: Letters,
    wanted: Wanted,
) -> Near {
    let sides = Sides {
        original,
        folded,
        text: passage.iter().map(|span| span.range()).collect(),
        wanted,
        quote: wanted.tokens(),
    };
    let (quote, text) = (sides.quote_hashes(letters), sides.text_hashes(letters));
    let same = quote.iter().zip(&text).take_while(|(a, b)| a == b).count();
    let left = |hashes: &[u32]| same..hashes.len().min(same + COMPARED);
    let mut operations = vec![DiffOp::Equal { old_index: 0, new_index: 0, len: same }];
    for operation in capture_diff_slices(Algorithm::Myers, &quote[left(&quote)], &text[left(&text)]) {
        operations.push(shifted(operation, same));
    }
    let operations = sides.within_passage(operations);

    let text_range = operations.first().map_or(0, |first| first.new_range().start)
        ..operations.last().map_or(0, |last| last.new_range().end);
    let passage = match sides.text.get(text_range.clone()).unwrap_or(&[]) {
        [first, .., last] => folded.original(first.start..last.end),
        [only] => folded.original(only.clone()),
        [] => Span::default(),
    };
    let changes = operations.iter().flat_map(|operation| sides.changes(operation)).collect();
    let is_word = |token: &Range<usize>| is_word_token(&wanted.folded.as_str()[token.clone()]);
    let shared = operations.iter().filter(|operation| {
        let (quote, text) = (operation.old_range(), operation.new_range());
        matches!(operation, DiffOp::Equal { .. }) || sides.differs_in_case(quote, text)
    });
    Near {
        passage,
        changes,
        words: sides.quote.iter().take(same + COMPARED).filter(|token| is_word(token)).count(),
        shared: shared
            .flat_map(|equal| &sides.quote[equal.old_range()])
            .filter(|token| is_word(token))
            .count(),
    }
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

/// What is compared. In a [`DiffOp`] the quote is old and the text is new.
struct Sides<'a> {
    original: &'a str,
    folded: &'a Folded,
    /// Tokens, in the folded text.
    text: Vec<Range<usize>>,
    wanted: Wanted<'a>,
    /// Tokens, in the folded quote.
    quote: Vec<Range<usize>>,
}

impl Sides<'_> {
    fn quote_hashes(&self, letters: Letters) -> Vec<u32> {
        self.quote.iter().map(|token| hash(&self.wanted.folded.as_str()[token.clone()], letters)).collect()
    }

    fn text_hashes(&self, letters: Letters) -> Vec<u32> {
        self.text.iter().map(|token| hash(&self.folded.as_str()[token.clone()], letters)).collect()
    }

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
        self.between(0, text).1 == "\n"
    }

    /// "[T]he" for "the".
    fn is_bracketed(&self, quote: Range<usize>, text: Range<usize>) -> bool {
        if !(3..=4).contains(&quote.len()) || text.len() != 1 {
            return false;
        }
        let wrote: Vec<&str> = quote.map(|token| self.quote_token(token)).collect();
        let plain: String = wrote.iter().filter(|token| !matches!(**token, "[" | "]")).copied().collect();
        plain.len() + 2 == wrote.concat().len()
            && plain.to_lowercase() == self.text_token(text.start).to_lowercase()
    }

    fn changes(&self, operation: &DiffOp) -> Vec<Change> {
        let (quote, text) = (operation.old_range(), operation.new_range());
        let mut changes = Vec::new();
        if !matches!(operation, DiffOp::Equal { .. }) {
            changes.extend(self.paragraph_ends(quote.start, text.clone()));
            changes.push(self.change(self.kind(quote.clone(), text.clone()), quote, text));
            return changes;
        }
        for (quote, text) in quote.zip(text) {
            match self.between(quote, text) {
                (_, "\n") => changes.extend(self.gap(ChangeKind::Paragraph, quote, text)),
                (wrote, stands) if wrote != stands && self.is_after_equal(operation, quote) => {
                    changes.extend(self.gap(ChangeKind::Spacing, quote, text));
                }
                _ => {}
            }
            if self.quote_token(quote) != self.text_token(text) {
                changes.push(self.change(ChangeKind::Case, quote..quote + 1, text..text + 1));
            }
        }
        changes
    }

    /// White space counts only between two tokens that both stand on both sides.
    fn is_after_equal(&self, operation: &DiffOp, quote: usize) -> bool {
        operation.old_range().start < quote && quote < self.quote.len()
    }

    /// Paragraph ends before the tokens of a stretch of text that the quote changes.
    fn paragraph_ends(&self, quote: usize, text: Range<usize>) -> Vec<Change> {
        let over_end = |text: &usize| self.between(quote, *text).1 == "\n";
        text.filter(over_end).filter_map(|text| self.gap(ChangeKind::Paragraph, quote, text)).collect()
    }

    fn quote_token(&self, token: usize) -> &str {
        self.quote.get(token).map_or("", |range| &self.wanted.folded.as_str()[range.clone()])
    }

    fn text_token(&self, token: usize) -> &str {
        self.text.get(token).map_or("", |range| &self.folded.as_str()[range.clone()])
    }

    /// What stands before these tokens, on either side: white space or nothing.
    fn between(&self, quote: usize, text: usize) -> (&str, &str) {
        let gap = |tokens: &[Range<usize>], token: usize| {
            let before = tokens.get(token.checked_sub(1)?)?;
            Some(before.end..tokens.get(token)?.start)
        };
        let wrote = gap(&self.quote, quote).and_then(|gap| self.wanted.folded.as_str().get(gap));
        let stands = gap(&self.text, text).and_then(|gap| self.folded.as_str().get(gap));
        (wrote.unwrap_or(""), stands.unwrap_or(""))
    }

    /// A change of what stands before these tokens.
    fn gap(&self, kind: ChangeKind, quote: usize, text: usize) -> Option<Change> {
        let text = self.text.get(text.checked_sub(1)?)?.end..self.text.get(text)?.start;
        let end = self.quote.get(quote).map_or(self.wanted.part.1, |token| token.start);
        let start =
            quote.checked_sub(1).and_then(|before| self.quote.get(before)).map_or(end, |token| token.end);
        Some(self.spelt(kind, start..end, text))
    }

    fn change(&self, kind: ChangeKind, quote: Range<usize>, text: Range<usize>) -> Change {
        self.spelt(
            kind,
            folded_range(&self.quote, quote, self.wanted.part.0),
            folded_range(&self.text, text, 0),
        )
    }

    fn spelt(&self, kind: ChangeKind, quote: Range<usize>, text: Range<usize>) -> Change {
        let quote = self.wanted.folded.original(quote);
        let text = self.folded.original(text);
        Change {
            kind,
            quote,
            text,
            wrote: self.wanted.raw.get(quote.range()).unwrap_or("").to_owned(),
            stands: self.original.get(text.range()).unwrap_or("").to_owned(),
        }
    }

    fn differs_in_case(&self, quote: Range<usize>, text: Range<usize>) -> bool {
        let same =
            |(quote, text)| self.quote_token(quote).to_lowercase() == self.text_token(text).to_lowercase();
        quote.len() == text.len() && quote.zip(text).all(same)
    }

    fn kind(&self, quote: Range<usize>, text: Range<usize>) -> ChangeKind {
        let wrote: Vec<&str> = quote.clone().map(|token| self.quote_token(token)).collect();
        let stands: Vec<&str> = text.clone().map(|token| self.text_token(token)).collect();
        let either = |is: fn(&str) -> bool| wrote.iter().chain(&stands).any(|token| is(token));
        if self.is_bracketed(quote.clone(), text.clone()) {
            return ChangeKind::Brackets;
        }
        if self.differs_in_case(quote.clone(), text.clone()) {
            return ChangeKind::Case;
        }
        if either(is_number) {
            return ChangeKind::Number;
        }
        if either(is_negation) {
            return ChangeKind::Negation;
        }
        if matches!(wrote[..], ["[", .., "]"] | ["[" | "]"]) {
            return ChangeKind::Brackets;
        }
        let name_in_quote = |token: usize| {
            is_capitalised(self.quote_token(token))
                && !begins_sentence(self.wanted.folded, &self.quote, token)
        };
        let name_in_text = |token: usize| {
            is_capitalised(self.text_token(token)) && !begins_sentence(self.folded, &self.text, token)
        };
        if quote.clone().any(name_in_quote) || text.clone().any(name_in_text) {
            ChangeKind::Name
        } else if either(is_word_token) {
            ChangeKind::Words
        } else {
            ChangeKind::Punctuation
        }
    }
}

/// The range these tokens take up; of none, the empty range after the token before.
fn folded_range(all: &[Range<usize>], tokens: Range<usize>, start: usize) -> Range<usize> {
    match all.get(tokens.clone()).unwrap_or(&[]) {
        [] => {
            let before = tokens.start.checked_sub(1).and_then(|before| all.get(before));
            let at = before.map_or(all.first().map_or(start, |first| first.start), |before| before.end);
            at..at
        }
        [only] => only.clone(),
        [first, .., last] => first.start..last.end,
    }
}

fn is_capitalised(token: &str) -> bool {
    token.chars().next().is_some_and(char::is_uppercase) && token != "I"
}

/// Whether nothing or a sentence's end stands before a token, opening quotation marks aside.
fn begins_sentence(folded: &Folded, tokens: &[Range<usize>], token: usize) -> bool {
    let Some(range) = tokens.get(token) else { return false };
    let text = &folded.as_str()[..range.start];
    let near = text.floor_char_boundary(range.start.saturating_sub(16));
    let before = text[near..].trim_end_matches([' ', '"', '\'', '(', '[', '-']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '…'])
}

fn is_number(token: &str) -> bool {
    token.chars().any(|c| c.is_numeric() || matches!(c, '%' | '‰' | '$' | '€' | '£' | '¥' | '₽' | '±'))
        || is_in(token, &NUMBERS)
}

fn is_negation(token: &str) -> bool {
    is_in(token, &NEGATIONS) || token.to_lowercase().ends_with("n't")
}

fn is_in(token: &str, words: &[&str]) -> bool {
    // The longest word of the lists is shorter than this.
    token.len() <= 32 && words.contains(&&*token.to_lowercase())
}

#[rustfmt::skip]
static NEGATIONS: [&str; 24] = [
    "not", "no", "never", "none", "nor", "neither", "without", "cannot", "nobody", "nothing", "nowhere",
    "не", "ни", "нет", "без", "никогда", "никто", "ничего",
    "ня", "ні", "няма", "ніколі", "ніхто", "нічога",
];

#[rustfmt::skip]
static NUMBERS: [&str; 162] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands",
    "million", "millions", "billion", "billions", "trillion", "trillions", "dozen", "dozens", "half", "third",
    "quarter", "once", "twice", "thrice", "double", "triple", "first", "second",
    "ноль", "один", "одна", "одно", "два", "две", "двух", "три", "трёх", "трех", "четыре", "пять", "шесть",
    "семь", "восемь", "девять", "десять", "десяти", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать",
    "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать", "двадцать", "тридцать", "сорок",
    "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто", "сто", "двести", "триста", "пятьсот",
    "сотня", "сотни", "сотен", "тысяча", "тысячи", "тысяч", "миллион", "миллиона", "миллионов", "миллиард",
    "миллиарда", "миллиардов", "десяток", "десятки", "дюжина", "половина", "половины", "треть", "четверть",
    "дважды", "трижды", "вдвое", "втрое",
    "нуль", "адзін", "адно", "дзве", "двух", "тры", "трох", "чатыры", "пяць", "шэсць", "сем", "восем",
    "дзевяць", "дзесяць", "адзінаццаць", "дванаццаць", "трынаццаць", "чатырнаццаць", "пятнаццаць",
    "шаснаццаць", "семнаццаць", "васямнаццаць", "дзевятнаццаць", "дваццаць", "трыццаць", "сорак",
    "пяцьдзясят", "шэсцьдзясят", "семдзесят", "восемдзесят", "дзевяноста", "дзвесце", "трыста", "пяцьсот",
    "сотня", "тысячы", "мільён", "мільёны", "мільёнаў", "мільярд", "мільярды", "мільярдаў", "дзясятак", "палова",
    "паловы", "траціна", "чвэрць", "двойчы", "тройчы", "удвая",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::matching::{Outcome, Sought, search};
    use crate::text::fold::Markup;

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

    #[test]
    fn russian_and_belarusian_words_count() {
        assert!(["не", "Ня", "ніколі", "нет", "isn't"].iter().all(|word| is_negation(word)));
        assert!(["двадцать", "Дзве", "мільёнаў", "Dozen", "12-га", "$"].iter().all(|word| is_number(word)));
        assert!(!is_number("сеть") && !is_negation("нега"));
    }
}
