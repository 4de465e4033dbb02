//! Quotes with words left out: "[...]" or "…" between parts that stand in order, not far apart.

use super::edge::is_cut;
use super::occurrences::{Searched, occurrences};
use super::places::{MOST_PLACES, Place};
use super::rejoined::before_note;
use crate::text::fold::{FoldedQuote, FoldedRange, QuoteRange};
use crate::text::tokens::{is_word_token, tokens};
use crate::text::unspaced::{count_words, is_unspaced};
use memchr::memmem;

/// The fewest words of a part.
pub(super) const FEWEST_WORDS: usize = 3;

/// The most parts of a quote.
pub(super) const MOST_PARTS: usize = 64;

/// The most tokens that an ellipsis can stand for.
pub(super) const MOST_ELIDED: usize = 100;

/// The most occurrences of a part that are looked at.
pub(super) const MOST_OCCURRENCES: usize = 4096;

/// What counts as an ellipsis.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ellipsis {
    /// Only "[...]", for a source that has dots of its own.
    Bracketed,
    Any,
}

/// The parts of a quote between its ellipses; `None` if it has no such ellipsis.
pub(super) fn split(folded: &FoldedQuote, ellipsis: Ellipsis) -> Option<Vec<QuoteRange>> {
    let quote = folded.as_str();
    let mut parts = Vec::new();
    let mut start = 0;
    for dots in memmem::find_iter(quote.as_bytes(), "...") {
        // Dots are one byte each, so slicing beside them cannot fail.
        let (before, after) = (&quote[..dots], &quote[dots + 3..]);
        let (from, to) = match ellipsis {
            _ if before.ends_with('[') && after.starts_with(']') => (dots - 1, dots + 4),
            // A full stop before an ellipsis belongs to the words.
            Ellipsis::Any if after.starts_with('.') => (dots + 1, dots + 4),
            Ellipsis::Any => (dots, dots + 3),
            Ellipsis::Bracketed => continue,
        };
        if from >= start {
            parts.push(QuoteRange::new(start, from));
            start = to;
        }
    }
    if start == 0 {
        return None;
    }
    parts.push(QuoteRange::new(start, quote.len()));
    let trimmed = parts.into_iter().map(|part| folded.trimmed(part));
    Some(trimmed.filter(|part| !part.is_empty()).collect())
}

/// The part of an elided quote that is not found.
pub(super) struct Failure {
    pub(super) part: QuoteRange,
    pub(super) why: Why,
}

pub(super) enum Why {
    TooShort,
    Missing,
    /// It stands here, but the ellipsis beside it leaves out only a part of a word, of a range or of a number.
    Cut(FoldedRange),
    /// It stands here, but not where it should.
    Apart(FoldedRange),
}

/// The places of a folded text where all parts of a quote stand in order. Of the places that begin with the same parts, the
/// narrowest.
pub(super) fn seek_parts(
    text: &Searched,
    quote: &FoldedQuote,
    parts: &[QuoteRange],
) -> Result<Vec<Place>, Failure> {
    let fail = |part: QuoteRange, why: Why| Err(Failure { part, why });
    if parts.is_empty() {
        return fail(quote.whole(), Why::Missing);
    }
    if let Some(&short) = parts.iter().find(|part| is_short(quote.words(**part))) {
        return fail(short, Why::TooShort);
    }
    if let Some(&beyond) = parts.get(MOST_PARTS) {
        return fail(beyond, Why::Missing);
    }
    // Forwards: the occurrences that can be reached, each with the nearest one before it.
    let mut reached: Vec<Vec<Reached>> = Vec::new();
    for (index, &part) in parts.iter().enumerate() {
        let mut all = occurrences(text, quote.words(part), MOST_OCCURRENCES);
        if all.is_empty() {
            all = before_note(text, quote.words(part), MOST_OCCURRENCES);
        }
        let stands = all.first().copied();
        // What is left out is whole words and numbers, with their signs.
        all.retain(|place| {
            (index == 0 || !is_cut(text.folded, place.start()))
                && (index + 1 == parts.len() || !is_cut(text.folded, place.end()))
        });
        let Some(&anywhere) = all.first() else { return fail(part, stands.map_or(Why::Missing, Why::Cut)) };
        let here: Vec<_> = match reached.last() {
            None => all.into_iter().map(|place| Reached { place, from: 0 }).collect(),
            Some(before) => {
                all.into_iter().filter_map(|place| reach(text.folded.as_str(), before, place)).collect()
            }
        };
        if here.is_empty() {
            return fail(part, Why::Apart(anywhere));
        }
        reached.push(here);
    }
    Ok(narrowest(&reached))
}

pub(super) fn is_short(part: &str) -> bool {
    if part.contains(is_unspaced) {
        return count_words(part) < FEWEST_WORDS;
    }
    let words = tokens(part).filter(|token| is_word_token(&part[token.clone()]));
    words.take(FEWEST_WORDS).count() < FEWEST_WORDS
}

/// An occurrence of a part, and which of the occurrences of the part before comes last before it.
struct Reached {
    place: FoldedRange,
    from: usize,
}

/// `place`, if an occurrence of the part before is near enough.
fn reach(text: &str, before: &[Reached], place: FoldedRange) -> Option<Reached> {
    let from = before.partition_point(|earlier| earlier.place.end() <= place.start()).checked_sub(1)?;
    let gap = text.get(before.get(from)?.place.end()..place.start())?;
    // No word has this many bytes; it spares counting the tokens of whole texts.
    let near = gap.len() <= MOST_ELIDED * 100;
    (near && is_short_gap(gap)).then_some(Reached { place, from })
}

/// Where no spaces are written, every character is a token: words are counted there.
fn is_short_gap(gap: &str) -> bool {
    if gap.contains(is_unspaced) {
        return count_words(gap) <= MOST_ELIDED;
    }
    tokens(gap).take(MOST_ELIDED + 1).count() <= MOST_ELIDED
}

/// Backwards from the occurrences of the last part: one place for each of the first part.
fn narrowest(reached: &[Vec<Reached>]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for last in 0..reached.last().map_or(0, Vec::len) {
        let mut place = Place::new();
        let mut index = last;
        for part in reached.iter().rev() {
            let Some(here) = part.get(index) else { break };
            place.push(here.place);
            index = here.from;
        }
        place.reverse();
        if places.last().is_none_or(|other| other.first() != place.first()) {
            places.push(place);
        }
        if places.len() == MOST_PLACES {
            break;
        }
    }
    places
}
