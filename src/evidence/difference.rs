//! What a quote changes, word by word, in the passage nearest to it.

mod alignment;
mod words;

use super::lexicon::{Negating, is_month, is_negation, is_number, negating};
use super::nearest::PATTERN;
use crate::text::fold::{FoldedRange, OfQuote, QuoteRange};
use crate::text::lookalikes::only_look_alike;
use crate::text::span::Span;
use crate::text::tokens::is_word_token;
use crate::text::vowel_marks::differ_in_vowel_marks;
use alignment::{Free, Piece, Token, Weight, align, push};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::ops::Range;
pub(super) use words::Words;
use words::{bare, is_capitalised, weight};

/// The passage nearest to a quote, and what the quote changes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// Where it stands in the source text.
    pub passage: Span,
    /// In the order of the quote.
    pub changes: Vec<Change>,
}

impl NearMiss {
    /// No passage: this part of a quote, beside an ellipsis, is too short to be looked for.
    pub(super) fn short_part(part: Span) -> Self {
        let (kind, alteration) = (ChangeKind::ShortPart, Alteration::Changed);
        let (wrote, stands) = (String::new(), String::new());
        let change = Change { kind, alteration, quote: part, text: Span::default(), wrote, stands };
        Self { passage: Span::default(), changes: vec![change] }
    }
}

/// One difference between a quote and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What differs.
    pub kind: ChangeKind,
    /// How it differs.
    pub alteration: Alteration,
    /// Where, in the quote as it is written in the record; empty if words were omitted.
    pub quote: Span,
    /// Where, in the source text; empty if words were added.
    pub text: Span,
    /// The words of the quote.
    pub wrote: String,
    /// The words of the source.
    pub stands: String,
}

/// What differs: of several kinds, the first in this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A number, in digits or in words, or a percent or currency sign.
    Number,
    /// The name of a month.
    Date,
    /// A word that negates.
    Negation,
    /// A capitalised word that does not begin a sentence.
    Name,
    /// Any other words.
    Words,
    /// Characters that look the same: a letter of another script, or a sign made of a letter.
    LookAlike,
    /// Marks that tell how a word is read.
    VowelMarks,
    /// An escape in the record that became a line end or the like, as in "C:\\new" between single quotation marks.
    Escape,
    /// The text of the source is garbled: UTF-8 that was read as another encoding.
    Garbled,
    /// The text of the source runs words together.
    RunTogether,
    /// The same words in another order.
    Order,
    /// Upper and lower case: "The" for "the".
    Case,
    /// An editor's square brackets, as in `[T]he` or `[the minister] said`, without ellipsis.
    Brackets,
    /// Quotation marks around the whole quote.
    Marks,
    /// The quote runs over the end of a paragraph, or from a heading into the body.
    Paragraph,
    /// Punctuation marks or symbols.
    Punctuation,
    /// White space between tokens, and nothing else.
    Spacing,
    /// The quote runs from one column into the next.
    Column,
    /// The quote begins or ends inside a number.
    Cut,
    /// A part after an ellipsis stands in the text, but not after the part before it, or too far after it.
    Apart,
    /// A part after an ellipsis stands in the text after the part before it, but too far.
    FarApart,
    /// A part beside an ellipsis has too few words to be looked for.
    ShortPart,
}

impl ChangeKind {
    /// Are the words other ones, or in another order?
    pub(super) fn is_of_words(self) -> bool {
        self <= ChangeKind::Words || self == ChangeKind::Order
    }
}

/// How a quote differs from its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alteration {
    /// It has something else.
    Changed,
    /// It lacks something that the source has.
    Omitted,
    /// It has something that the source lacks.
    Added,
}

impl Alteration {
    /// `None` if neither has it.
    fn of(in_quote: bool, in_source: bool) -> Option<Alteration> {
        match (in_quote, in_source) {
            (true, true) => Some(Alteration::Changed),
            (false, true) => Some(Alteration::Omitted),
            (true, false) => Some(Alteration::Added),
            (false, false) => None,
        }
    }
}

/// The nearest passage, and how near it is.
pub(super) struct Similarity {
    pub(super) near_miss: NearMiss,
    /// The number of words of the quote that were compared.
    pub(super) words: usize,
    /// How many of them stand in the passage in this order, in any case.
    pub(super) shared: usize,
}

/// How many tokens before and after the located passage may belong to it, at most.
const REACH: usize = 200;

/// So many of a passage that takes `changes` to become a quote of so many tokens: few changes are worth no long gap, by the
/// costs of an alignment.
pub(super) fn reach(changes: usize, tokens: usize) -> usize {
    match changes {
        _ if tokens > PATTERN => REACH,
        0 | 1 => 16,
        2 => 64,
        _ => REACH,
    }
}

/// The most tokens of the quote that are compared after the first difference; later differences are not listed.
const COMPARED: usize = 1000;

/// This many equal tokens at the start or end of quote and passage need no alignment.
const ANCHOR: usize = 8;

/// Up to this many omitted words are looked at one by one, as one of them may be "not"; more are an omitted passage.
const FEW_WORDS: usize = 3;

/// Compares a quote, or a part of one, with the passage nearest to it. `located` tells roughly which tokens of `text` that
/// is.
pub(super) fn difference(quote: &Words<OfQuote>, text: &Words, located: Range<usize>) -> Similarity {
    let quote = &quote.with_brackets_joined(text);
    let comparison = Comparison { quote, text, asides: &[] };
    let mut pieces = comparison.pieces(located);
    comparison.slide_gaps(&mut pieces);
    let mut asides = quote.asides();
    asides.retain(|aside| !pieces.iter().any(|piece| piece.same && piece.quote.contains(&aside.start)));
    let comparison = Comparison { asides: &asides, ..comparison };
    let shared =
        pieces.iter().filter(|piece| piece.same || comparison.differs_in_order(&piece.quote, &piece.text));
    let shared = shared.map(|piece| quote.count_words(piece.quote.clone())).sum();
    let pieces = comparison.joined(&pieces);
    let first = pieces.first().map_or(0, |first| first.text.start);
    let last = pieces.last().map_or(0, |last| last.text.end);
    let passage =
        if first < last { text.reading.folded.original(text.range(first..last)) } else { Span::default() };
    let compared = 0..pieces.last().map_or(0, |last| last.quote.end);
    Similarity {
        words: quote.count_words(compared.clone()) - comparison.words_put_in(&compared, &pieces),
        shared,
        near_miss: NearMiss { passage, changes: comparison.all_changes(&pieces) },
    }
}

/// What is equal and what is not, word by word, in the passage that `aligned` found. The alignment tells where the passage
/// is, a patience diff what differs in it.
fn word_by_word(quote: &[Token], text: &[Token], aligned: &[Piece]) -> Vec<Piece> {
    let (Some(first), Some(last)) = (aligned.first(), aligned.last()) else { return Vec::new() };
    let (quoted, passage) = (first.quote.start..last.quote.end, first.text.start..last.text.end);
    let mut in_quote = Vec::with_capacity(quoted.len());
    for piece in aligned {
        for (index, token) in piece.quote.clone().zip(&quote[piece.quote.clone()]) {
            // An ellipsis that the text lacks equals nothing, not even dot by dot.
            let alike = piece.same || token.weight != Weight::Aside;
            in_quote.push(if alike { (token.bare, 0) } else { (token.bare, index + 1) });
        }
    }
    let in_text: Vec<_> = text[passage.clone()].iter().map(|token| (token.any_case, 0)).collect();
    let later = |range: Range<usize>, by| range.start + by..range.end + by;
    let changes = capture_diff_slices(Algorithm::Patience, &in_quote, &in_text);
    let piece = |change: DiffOp| Piece {
        same: change.tag() == DiffTag::Equal,
        quote: later(change.old_range(), quoted.start),
        text: later(change.new_range(), passage.start),
    };
    changes.into_iter().map(piece).collect()
}

/// Whether the first have a word more often than the second, in any case.
fn surplus(these: &[&str], those: &[&str]) -> bool {
    let sorted = |words: &[&str]| {
        let mut words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        words.sort_unstable();
        words
    };
    let those = sorted(those);
    let mut rest = those.iter();
    !sorted(these).iter().all(|this| rest.find(|that| *that >= this) == Some(this))
}

/// A quote and a text.
#[derive(Clone, Copy)]
struct Comparison<'a> {
    quote: &'a Words<'a, OfQuote>,
    text: &'a Words<'a>,
    /// The tokens of the quote that stand in brackets which the text has not, brackets included.
    asides: &'a [Range<usize>],
}

impl<'a> Comparison<'a> {
    /// What is equal and what is not, in turn.
    fn pieces(&self, located: Range<usize>) -> Vec<Piece> {
        let (quote, text) = (self.quote.aligned_with_asides(), self.text.aligned());
        let located = located.start.min(text.len())..located.end.min(text.len());
        // Equal beginnings and ends need not be aligned, unless they lie on both sides of a block's end.
        let is_anchor = |length: usize, outer: &[Token]| {
            let is_whole = outer.iter().take(ANCHOR).skip(1).all(|token| !token.begins_block);
            if length < ANCHOR || !is_whole { 0 } else { length }
        };
        let is_same = |(quote, text): &(&Token, &Token)| quote.exact == text.exact;
        let text_from = &text[located.start..];
        let head = is_anchor(quote.iter().zip(text_from).take_while(is_same).count(), text_from);
        let from = if head == 0 { 0 } else { located.start + head };
        let quote_left = &quote[head..];
        let text_left = &text[from..located.end.max(from)];
        let text_end = &text_left[text_left.len().saturating_sub(ANCHOR)..];
        let tail = quote_left.iter().rev().zip(text_left.iter().rev()).take_while(is_same).count();
        let mut tail = is_anchor(tail, text_end);
        let most_text = COMPARED + COMPARED / 4 + 2 * REACH;
        if quote_left.len() - tail > COMPARED || text_left.len() - tail > most_text {
            tail = 0;
        }
        let core = head..(quote.len() - tail).min(head + COMPARED);
        let to = if tail == 0 { text.len().min(from + most_text) } else { located.end - tail };
        let mut pieces = Vec::new();
        push(&mut pieces, Piece { same: true, quote: 0..head, text: from - head..from });
        let free = Free { before: head == 0, after: tail == 0 };
        for piece in align(&quote[core.clone()], &text[from..to], free) {
            let later = |range: Range<usize>, by| range.start + by..range.end + by;
            let (quote, text) = (later(piece.quote, head), later(piece.text, from));
            push(&mut pieces, Piece { same: piece.same, quote, text });
        }
        push(&mut pieces, Piece { same: true, quote: core.end..core.end + tail, text: to..to + tail });
        word_by_word(&quote, &text, &pieces)
    }

    /// Of "A. B. C." the words "B." are left out, not ". B": gaps begin and end at white space where they can.
    fn slide_gaps(&self, pieces: &mut [Piece]) {
        for index in 1..pieces.len().saturating_sub(1) {
            let [.., before, gap, after] = &mut pieces[..index + 2] else { continue };
            // How far it can go to the left, and how far to the right of that.
            let (left, by) = match (gap.quote.len(), gap.text.len()) {
                (0, _) => self.text.slide(&gap.text, before.text.len(), after.text.len()),
                (_, 0) => self.quote.slide(&gap.quote, before.text.len(), after.text.len()),
                _ => continue,
            };
            let slid = |offset: usize| offset + by - left;
            for offset in [
                &mut before.text.end,
                &mut before.quote.end,
                &mut gap.text.start,
                &mut gap.text.end,
                &mut gap.quote.start,
                &mut gap.quote.end,
                &mut after.text.start,
                &mut after.quote.start,
            ] {
                *offset = slid(*offset);
            }
        }
    }

    /// Joins two changes with few equal words between them: words that changed places, or words that are equal by chance.
    fn joined(&self, pieces: &[Piece]) -> Vec<Piece> {
        let mut joined: Vec<Piece> = Vec::new();
        let mut rest = pieces.iter();
        while let Some(piece) = rest.next() {
            let after = rest.as_slice().first();
            if let (Some(before), true, Some(after)) = (joined.last_mut(), piece.same, after) {
                let quote = before.quote.start..after.quote.end;
                let text = before.text.start..after.text.end;
                let is_swap = piece.quote.len() <= FEW_WORDS
                    && self.differs_in_order(&quote, &text)
                    && (self.quote.count_words(piece.quote.clone()) == 0 || self.moves_words(&quote, &text));
                if is_swap || self.is_by_chance(before, piece, after) || self.is_aside(&piece.quote) {
                    *before = Piece { same: false, quote, text };
                    rest.next();
                    continue;
                }
            }
            joined.push(piece.clone());
        }
        joined
    }

    fn differs_in_order(&self, quote: &Range<usize>, text: &Range<usize>) -> bool {
        const MOST: usize = 40;
        let may_be = quote.len() == text.len() && (2..=MOST).contains(&quote.len());
        may_be && !surplus(&self.wrote(quote), &self.stands(text))
    }

    /// Whether words stand in another order, not only the marks between them.
    fn moves_words(&self, quote: &Range<usize>, text: &Range<usize>) -> bool {
        let words = |tokens: Vec<&'a str>| tokens.into_iter().filter(|token| is_word_token(token));
        !words(self.wrote(quote)).eq(words(self.stands(text)))
    }

    /// Whether all of these tokens stand in one pair of brackets.
    fn is_aside(&self, quote: &Range<usize>) -> bool {
        let within = |aside: &Range<usize>| aside.start <= quote.start && quote.end <= aside.end;
        self.asides.iter().any(within)
    }

    /// How many words in brackets the quote has where the text does not.
    fn words_put_in(&self, compared: &Range<usize>, pieces: &[Piece]) -> usize {
        let unequal = pieces.iter().filter(|piece| !piece.same).flat_map(|piece| piece.quote.clone());
        let put_in = unequal.filter(|token| compared.contains(token) && self.is_aside(&(*token..token + 1)));
        put_in.map(|token| self.quote.count_words(token..token + 1)).sum()
    }

    /// Whether short words between two larger changes are equal by chance.
    fn is_by_chance(&self, before: &Piece, same: &Piece, after: &Piece) -> bool {
        let is_large = |piece: &Piece| piece.quote.len().min(piece.text.len()) > same.quote.len();
        let is_nothing = |token: usize| {
            let word = self.quote.token(token);
            weight(word) != Weight::Word && !is_number(word) && !is_negation(word)
        };
        is_large(before) && is_large(after) && same.quote.len() <= 2 && same.quote.clone().all(is_nothing)
    }

    fn wrote(&self, quote: &Range<usize>) -> Vec<&'a str> {
        quote.clone().map(|token| self.quote.token(token)).collect()
    }

    fn stands(&self, text: &Range<usize>) -> Vec<&'a str> {
        text.clone().map(|token| self.text.token(token)).collect()
    }

    fn all_changes(&self, pieces: &[Piece]) -> Vec<Change> {
        let start = pieces.first().map_or(0, |first| first.text.start);
        let mut changes = Vec::new();
        let mut after_gap = false;
        for piece in pieces {
            let quote = piece.quote.clone();
            // No block ends where the passage begins.
            let ends_before = |text: &usize| *text > start && self.text.begins_block(*text);
            if piece.same {
                for (quote, text) in quote.zip(piece.text.clone()) {
                    let is_first = text == piece.text.start;
                    if ends_before(&text) {
                        let gap = self.gap(ChangeKind::Paragraph, quote, text);
                        changes.extend(gap.filter(|_| !(is_first && after_gap)));
                    } else if !is_first && self.quote.between(quote) != self.text.between(text) {
                        // White space counts only between tokens that both sides have.
                        let is_column = self.text.between(text).contains('\t');
                        let kind = if is_column { ChangeKind::Column } else { ChangeKind::Spacing };
                        changes.extend(self.gap(kind, quote, text));
                    }
                    let word = self.quote.token(quote);
                    if word != self.text.token(text) {
                        let kind = if bare(word).is_some() { ChangeKind::Brackets } else { ChangeKind::Case };
                        changes.push(self.change(
                            (kind, Alteration::Changed),
                            quote..quote + 1,
                            text..text + 1,
                        ));
                    }
                }
                after_gap = false;
                continue;
            }
            // An omitted passage may include the end of a paragraph.
            after_gap = quote.is_empty() && self.text.count_words(piece.text.clone()) > FEW_WORDS;
            if !after_gap {
                let ends = piece.text.clone().filter(ends_before);
                changes.extend(ends.filter_map(|text| self.gap(ChangeKind::Paragraph, quote.start, text)));
            }
            let change = self.change(self.kind(&quote, &piece.text), quote, piece.text.clone());
            changes.push(if piece.text.is_empty() && piece.text.start == start {
                self.put_before(change, start)
            } else {
                change
            });
        }
        self.tell_outer_marks(pieces, &mut changes);
        changes
    }

    /// Words added before the passage are placed at its first word, not at the word before it.
    fn put_before(&self, change: Change, first: usize) -> Change {
        let start = self.text.tokens.get(first).map_or(self.text.part.end(), FoldedRange::start);
        let place = FoldedRange::new(start, start);
        Change { text: self.text.reading.folded.original(place), ..change }
    }

    /// Quotation marks added at both ends are marks around the quote.
    fn tell_outer_marks(&self, pieces: &[Piece], changes: &mut [Change]) {
        let are_marks = |piece: Option<&Piece>| {
            piece.is_some_and(|piece| {
                piece.text.is_empty()
                    && self.wrote(&piece.quote).iter().all(|token| matches!(*token, "\"" | "'"))
            })
        };
        if pieces.len() > 2 && are_marks(pieces.first()) && are_marks(pieces.last()) {
            for index in [0, changes.len().saturating_sub(1)] {
                if let Some(change) = changes.get_mut(index) {
                    change.kind = ChangeKind::Marks;
                }
            }
        }
    }

    /// A change of the white space before these tokens.
    fn gap(&self, kind: ChangeKind, quote: usize, text: usize) -> Option<Change> {
        let text = self.text.gap(text)?;
        let end = self.quote.tokens.get(quote).map_or(self.quote.part.end(), FoldedRange::start);
        let before = quote.checked_sub(1).and_then(|before| self.quote.tokens.get(before));
        let quote = QuoteRange::new(before.map_or(end, FoldedRange::end), end);
        Some(self.spelt((kind, Alteration::Changed), quote, text))
    }

    fn change(&self, what: (ChangeKind, Alteration), quote: Range<usize>, text: Range<usize>) -> Change {
        self.spelt(what, self.quote.range(quote), self.text.range(text))
    }

    fn spelt(
        &self,
        (kind, alteration): (ChangeKind, Alteration),
        quote: QuoteRange,
        text: FoldedRange,
    ) -> Change {
        let quote_place = self.quote.reading.folded.original(quote);
        let text_place = self.text.reading.folded.original(text);
        Change {
            kind,
            alteration,
            quote: quote_place,
            text: text_place,
            wrote: self.quote.reading.written_in(quote_place).to_owned(),
            stands: self.text.reading.written_in(text_place).to_owned(),
        }
    }

    /// Whether a negating prefix was added or omitted, as in "a likely" for "an unlikely".
    fn negating_prefix(wrote: &[&str], stands: &[&str]) -> Option<Alteration> {
        let is_few = wrote.len().max(stands.len()) <= 2 * FEW_WORDS;
        let mut pairs = wrote.iter().flat_map(|wrote| stands.iter().map(move |stands| (*wrote, *stands)));
        let of_words = || pairs.find_map(|(wrote, stands)| negating(wrote, stands)).filter(|_| is_few);
        Some(match negating(&wrote.concat(), &stands.concat()).or_else(of_words)? {
            Negating::One => Alteration::Added,
            Negating::Other => Alteration::Omitted,
        })
    }

    /// The same characters, with white space elsewhere: is it the text that lacks it?
    fn spacing(&self, quote: &Range<usize>, text: &Range<usize>) -> ChangeKind {
        // The quote may have put one space into a word.
        const FEWEST_LOST: usize = 2;
        let wrote = quote.clone().skip(1).filter(|token| !self.quote.between(*token).is_empty()).count();
        let stands = text.clone().skip(1).filter(|token| !self.text.between(*token).is_empty()).count();
        if wrote >= stands + FEWEST_LOST { ChangeKind::RunTogether } else { ChangeKind::Spacing }
    }

    fn kind(&self, quote: &Range<usize>, text: &Range<usize>) -> (ChangeKind, Alteration) {
        let (wrote, stands) = (self.wrote(quote), self.stands(text));
        let (written, standing) = (wrote.concat(), stands.concat());
        if written == standing {
            return (self.spacing(quote, text), Alteration::Changed);
        }
        if only_look_alike(&written, &standing) {
            return (ChangeKind::LookAlike, Alteration::Changed);
        }
        if differ_in_vowel_marks(&written, &standing) {
            return (ChangeKind::VowelMarks, Alteration::Changed);
        }
        if self.differs_in_order(quote, text) {
            let moves_words = self.moves_words(quote, text);
            let kind = if moves_words { ChangeKind::Order } else { ChangeKind::Punctuation };
            return (kind, Alteration::Changed);
        }
        // What an editor put in, whatever it is, is told as that.
        let wrote: Vec<_> = quote
            .clone()
            .filter(|token| !self.is_aside(&(*token..token + 1)))
            .map(|token| self.quote.token(token))
            .filter(|word| bare(word).is_none())
            .collect();
        if wrote.is_empty() && !quote.is_empty() {
            return (ChangeKind::Brackets, Alteration::Changed);
        }
        // An omitted passage nearly always has some name or number.
        let is_passage =
            self.text.count_words(text.clone()) > self.quote.count_words(quote.clone()) + FEW_WORDS;
        let alteration = |is: &dyn Fn(&str) -> bool| {
            let these = |words: &[&'a str]| words.iter().copied().filter(|word| is(word)).collect::<Vec<_>>();
            let (wrote, stands) = (these(&wrote), these(&stands));
            Alteration::of(surplus(&wrote, &stands), surplus(&stands, &wrote) && !is_passage)
        };
        for (kind, is) in [
            (ChangeKind::Number, is_number as fn(&str) -> bool),
            (ChangeKind::Date, is_month),
            (ChangeKind::Negation, is_negation),
        ] {
            if let Some(alteration) = alteration(&is) {
                return (kind, alteration);
            }
        }
        if let Some(alteration) = Self::negating_prefix(&wrote, &stands) {
            return (ChangeKind::Negation, alteration);
        }
        if matches!(wrote[..], ["[" | "]"]) {
            return (ChangeKind::Brackets, Alteration::Changed);
        }
        let has_name = self.quote.has_name(quote.clone()) || self.text.has_name(text.clone());
        if let Some(alteration) = alteration(&is_capitalised).filter(|_| has_name) {
            return (ChangeKind::Name, alteration);
        }
        let has_word = |words: &[&str]| words.iter().any(|word| is_word_token(word));
        match Alteration::of(has_word(&wrote), has_word(&stands)) {
            Some(alteration) => (ChangeKind::Words, alteration),
            None => (
                ChangeKind::Punctuation,
                Alteration::of(!wrote.is_empty(), !stands.is_empty()).unwrap_or(Alteration::Changed),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::matching::{Outcome, QuoteSelector, search};
    use crate::text::fold::{Folded, Markup};

    const TEXT: &str = "Last year Minsk sold 700 old missiles to the firm Konkurs, and it did not ask twice. The “deal” was legal.\n\nA new paragraph came later on.";

    fn near_miss(quote: &str) -> NearMiss {
        let folded = Folded::text(TEXT, Markup::Plain);
        match search(TEXT, &folded, &[QuoteSelector { quote, ..QuoteSelector::default() }]).remove(0) {
            Outcome::Altered(near_miss) => near_miss,
            other => panic!("{quote}: {other:?}"),
        }
    }

    fn changes(quote: &str) -> Vec<(ChangeKind, String, String)> {
        let near_miss = near_miss(quote);
        for change in &near_miss.changes {
            assert_eq!(quote.get(change.quote.range()), Some(&*change.wrote));
            assert_eq!(TEXT.get(change.text.range()), Some(&*change.stands));
        }
        near_miss.changes.into_iter().map(|change| (change.kind, change.wrote, change.stands)).collect()
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
        let passage = |quote: &str| &TEXT[near_miss(quote).passage.range()];
        assert_eq!(passage("Minsk bought 700 old missiles"), "Minsk sold 700 old missiles");
        assert_eq!(passage("firms sold 700 old missiles"), "Minsk sold 700 old missiles");
        assert_eq!(passage("the 'deal' was illegal."), "The “deal” was legal.");
    }
}
