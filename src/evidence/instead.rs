//! What stands in a text instead of a quote that does not.
//!
//! The nearest passage, and what the quote changes in it. If none is near, the quote may yet be there in a form in which no
//! word is the same: where the text is garbled or runs words together, or where vowel marks or look-alikes differ.
//!
//! Each quote is compared as if it were the only one, so what is said of it does not depend on others.

use super::difference::{Alteration, Change, ChangeKind, NearMiss, Similarity, Words, difference, reach};
use super::elision::{self, Ellipsis, FEWEST_WORDS, Failure, MOST_OCCURRENCES, Why};
use super::nearest::nearest;
use super::occurrences::{Searched, occurrences, occurrences_between};
use super::reading::{IndexedText, QuoteReading};
use crate::text::fold::{Folded, FoldedRange, QuoteRange};
use crate::text::garbled::Repaired;
use crate::text::lookalikes::only_look_alike;
use crate::text::skeleton::{self, skeleton};
use crate::text::span::Span;
use crate::text::tokens::{is_token_edge, is_word_token, tokens};
use crate::text::vowel_marks::differ_in_vowel_marks;

/// What stands in the text instead of a quote.
pub(super) enum Instead {
    /// Many of its words, but not as quoted.
    Similar(NearMiss),
    /// Nothing like it. The passage that shares most words, if any does.
    Other(Option<NearMiss>),
}

/// What stands in the text instead of a quote, or instead of the part of it that was not found.
pub(super) fn instead(
    text: &IndexedText,
    quote: QuoteReading,
    failure: Option<(QuoteReading, Failure)>,
) -> Instead {
    if let Some(near_miss) = cut_number(text, quote, quote.whole()) {
        return Instead::Similar(near_miss);
    }
    let whole = || instead_of_part(text, quote, quote.whole());
    let Some((reading, Failure { part, why })) = failure else { return whole() };
    let whole = whole();
    if let Instead::Similar(near_miss) = &whole
        && keeps_dots(text, near_miss)
    {
        return whole;
    }
    match why {
        Why::Missing => cut_number(text, reading, part)
            .map_or_else(|| instead_of_part(text, reading, part), Instead::Similar),
        Why::Cut(place) => {
            let passage = text.reading.folded.original(place);
            let stands = text.reading.written_in(passage);
            let change = part_change(ChangeKind::Cut, reading, part, passage, stands);
            Instead::Similar(NearMiss { passage, changes: vec![change] })
        }
        Why::TooShort => {
            let change = part_change(ChangeKind::ShortPart, reading, part, Span::default(), "");
            Instead::Other(Some(NearMiss { passage: Span::default(), changes: vec![change] }))
        }
        Why::Apart(place) => apart(text, reading, part, place),
    }
}

/// Where the words of a part stand, but begin or end inside a number.
fn cut_number(text: &IndexedText, quote: QuoteReading, part: QuoteRange) -> Option<NearMiss> {
    let folded = text.reading.folded;
    let words = folded.as_str();
    let is_between =
        |place: FoldedRange| is_token_edge(words, place.start()) && is_token_edge(words, place.end());
    let place = *occurrences_between(&text.searched, quote.words(part), 1, is_between).first()?;
    let mut parts = tokens(quote.words(part)).map(|token| part.part(token));
    let first = parts.next()?;
    let ends = [(place.start(), first), (place.end(), parts.last().unwrap_or(first))];
    let changes = ends.into_iter().filter(|(edge, _)| !folded.is_edge(*edge)).map(|(edge, part)| {
        let number = folded.original(number_around(folded, edge));
        part_change(ChangeKind::Cut, quote, part, number, text.reading.written_in(number))
    });
    Some(NearMiss { passage: folded.original(place), changes: changes.collect() })
}

/// The number around a byte at which no quote may begin or end.
fn number_around(folded: &Folded, at: usize) -> FoldedRange {
    let words = folded.as_str();
    let is_end = |at: &usize| words.is_char_boundary(*at) && folded.is_edge(*at);
    let start = (0..at).rev().find(|at| is_end(at) && !words[*at..].starts_with(' ')).unwrap_or(0);
    let end =
        (at + 1..words.len()).find(|at| is_end(at) && !words[..*at].ends_with(' ')).unwrap_or(words.len());
    FoldedRange::new(start, end)
}

/// Whether the source has the dots of the quote too. Full stops of several sentences are none.
fn keeps_dots(text: &IndexedText, near_miss: &NearMiss) -> bool {
    let has_dots = |words: &str| words.contains("..") || words.contains('\u{2026}');
    has_dots(text.reading.written_in(near_miss.passage))
        && near_miss.changes.iter().all(|change| !has_dots(&change.wrote))
}

/// The part stands in the text, but not where it should.
fn apart(text: &IndexedText, quote: QuoteReading, part: QuoteRange, place: FoldedRange) -> Instead {
    let behind = behind_the_part_before(text, quote, part);
    let kind = if behind.is_some() { ChangeKind::FarApart } else { ChangeKind::Apart };
    let passage = text.reading.folded.original(behind.unwrap_or(place));
    let change = part_change(kind, quote, part, passage, text.reading.written_in(passage));
    Instead::Similar(NearMiss { passage, changes: vec![change] })
}

/// Where a part stands after the part before it, if it does.
fn behind_the_part_before(text: &IndexedText, quote: QuoteReading, part: QuoteRange) -> Option<FoldedRange> {
    let all = |ellipsis| elision::split(quote.folded, ellipsis);
    let parts = [Ellipsis::Bracketed, Ellipsis::Any].into_iter().filter_map(all);
    let parts = parts.into_iter().find(|parts| parts.contains(&part))?;
    let before = parts.iter().position(|other| *other == part)?.checked_sub(1)?;
    let before = occurrences(&text.searched, quote.words(*parts.get(before)?), 1).pop()?;
    let places = occurrences(&text.searched, quote.words(part), MOST_OCCURRENCES);
    places.into_iter().find(|place| place.start() >= before.end())
}

fn part_change(kind: ChangeKind, quote: QuoteReading, part: QuoteRange, text: Span, stands: &str) -> Change {
    let place = quote.folded.original(part);
    let wrote = quote.written_in(place).to_owned();
    Change { kind, alteration: Alteration::Changed, quote: place, text, wrote, stands: stands.to_owned() }
}

fn instead_of_part(text: &IndexedText, quote: QuoteReading, part: QuoteRange) -> Instead {
    if let Some(near_miss) = garbled(text, quote, part) {
        return Instead::Similar(near_miss);
    }
    match nearest_passage(text, quote, part) {
        Instead::Similar(mut near_miss) => {
            tell_escapes(&mut near_miss, quote.written);
            Instead::Similar(near_miss)
        }
        other @ Instead::Other(_) => by_looks(text, quote, part).map_or(other, Instead::Similar),
    }
}

/// The passage nearest to a part of a quote.
fn nearest_passage(text: &IndexedText, quote: QuoteReading, part: QuoteRange) -> Instead {
    let index = text.index();
    let quote = Words::of_part(quote, part);
    let words = quote.all();
    let Some((passage, changes)) = nearest(index, &words) else { return Instead::Other(None) };
    let reach = reach(changes, words.len());
    let around = passage.start.saturating_sub(reach)..(passage.end + reach).min(index.tokens.len());
    let located = passage.start - around.start..passage.end - around.start;
    let text = Words::of_tokens(text.reading, index.tokens.get(around).unwrap_or(&[]));
    let Similarity { near_miss, words, shared } = difference(&quote, &text, located);
    if shared == 0 {
        Instead::Other(None)
    } else if shared == words || (shared >= FEWEST_WORDS && shared * 5 >= words * 3) {
        Instead::Similar(near_miss)
    } else {
        Instead::Other(Some(near_miss))
    }
}

/// Where a part of a quote stands once the text is put right: each garbled word is a change.
fn garbled(text: &IndexedText, quote: QuoteReading, part: QuoteRange) -> Option<NearMiss> {
    let in_repair = |(repaired, folded): &(Repaired, Folded)| {
        let place = occurrences(&Searched::new(folded), quote.words(part), 1).pop()?;
        let garbled = |words: FoldedRange| {
            let span = folded.original(words).range();
            Span::new(repaired.garbled(span.start), repaired.garbled(span.end))
        };
        let words = quote.words(part).split(' ').scan(0, |start, word| {
            let place = *start..*start + word.len();
            *start = place.end + 1;
            Some(place)
        });
        let change = |word: std::ops::Range<usize>| {
            let span = garbled(place.part(word.clone()));
            let is_garbled = repaired.is_garbled(span.range().start, span.range().end);
            is_garbled.then(|| {
                let stands = text.reading.written_in(span);
                part_change(ChangeKind::Garbled, quote, part.part(word), span, stands)
            })
        };
        let changes: Vec<_> = words.filter_map(change).collect();
        (!changes.is_empty()).then(|| NearMiss { passage: garbled(place), changes })
    };
    text.repairs().iter().find_map(in_repair)
}

/// Where the letters of a part of a quote stand, as they look.
fn by_looks(text: &IndexedText, quote: QuoteReading, part: QuoteRange) -> Option<NearMiss> {
    // Fewer letters stand in a row by chance, across the ends of words.
    const FEWEST_LETTERS: usize = 12;
    let words = quote.words(part);
    let letters = skeleton(words);
    let is_long = tokens(words).filter(|token| is_word_token(&words[token.clone()])).nth(FEWEST_WORDS - 1);
    is_long.filter(|_| letters.len() >= FEWEST_LETTERS)?;
    let start = text.skeleton().places(letters.as_bytes()).next()?;
    let place = skeleton::place(text.str(), start..start + letters.len());
    let place = FoldedRange::new(place.start, place.end);
    let kind = hidden_difference(words, text.reading.words(place))?;
    let passage = text.reading.folded.original(place);
    let change = part_change(kind, quote, part, passage, text.reading.written_in(passage));
    Some(NearMiss { passage, changes: vec![change] })
}

/// How words with the same skeleton differ.
fn hidden_difference(wrote: &str, stands: &str) -> Option<ChangeKind> {
    let letters = |words: &str| -> String {
        words.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_punctuation()).collect()
    };
    let spaces = |words: &str| words.matches(char::is_whitespace).count();
    let (written, standing) = (letters(wrote), letters(stands));
    if written == standing {
        let is_run_together = spaces(stands) < spaces(wrote);
        Some(if is_run_together { ChangeKind::RunTogether } else { ChangeKind::Spacing })
    } else if differ_in_vowel_marks(&written, &standing) {
        Some(ChangeKind::VowelMarks)
    } else {
        only_look_alike(&written, &standing).then_some(ChangeKind::LookAlike)
    }
}

/// Tells where an escape in the record became another character than was meant.
fn tell_escapes(near_miss: &mut NearMiss, quote: &str) {
    for change in &mut near_miss.changes {
        let span = change.quote.range();
        // Folding takes a line end for a space, which is no change.
        let start =
            quote.get(..span.start).map_or(0, |before| before.trim_end_matches(char::is_control).len());
        let Some(wrote) = quote.get(start..span.end) else { continue };
        let is_meant = |escape: String| change.stands.contains(&escape);
        if wrote.chars().filter_map(escape).any(is_meant) {
            change.kind = ChangeKind::Escape;
            change.quote = Span::new(start, span.end);
            wrote.clone_into(&mut change.wrote);
        }
    }
}

/// How TOML writes this character between double quotation marks, if it does so with a letter.
pub fn escape(c: char) -> Option<String> {
    let letter = match c {
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{c}' => 'f',
        '\r' => 'r',
        '\u{1b}' => 'e',
        _ => return None,
    };
    Some(format!("\\{letter}"))
}
