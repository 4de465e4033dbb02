//! Finding quotes in their source text.
//!
//! Text and quote are folded (see [`crate::text::fold`]); a match begins and ends at the edges of
//! tokens and stays inside a block. A quote is looked for as it is written, then as the Markdown it may have been
//! copied from, then in parts if it has an ellipsis. What is not found is compared with the nearest passage.

use super::difference::NearMiss;
use super::elision::{self, Ellipsis, Failure, Why};
use super::instead::{Instead, instead};
use super::occurrences::{Searched, occurrences};
use super::places::{self, MOST_PLACES, Place};
pub use super::places::{Ambiguity, Heading};
use super::reading::{IndexedText, QuoteReading, Reading};
use super::rejoined::{
    before_note, with_hyphens_of_line_ends, without_blanks_around_dashes, without_stray_blanks,
    without_vowel_marks,
};
pub use super::selector::QuoteSelector;
pub use super::steps::{Step, Steps};
use crate::text::fold::{Folded, FoldedRange, Markup, QuoteRange};
use crate::text::span::Span;
use crate::text::tokens::tokens;

/// The result of looking for a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stands in the text.
    Found(Found),
    /// Many of its words stand in the text, but not as quoted.
    Altered(NearMiss),
    /// Nothing like it stands in the text. The passage that shares most words, if any does.
    Absent(Option<NearMiss>),
}

/// Where a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How it differs from an exact match.
    pub steps: Steps,
    /// Where it stands in the source text: one span for each part, so one unless it is elided.
    pub parts: Vec<Span>,
    /// Why the place is unsure, if it is.
    pub ambiguity: Option<Ambiguity>,
    /// In every place some part of it is a heading.
    pub heading: Option<Heading>,
    folded: Place,
}

impl Found {
    /// Its parts in the folded text, in order.
    pub(super) fn folded(&self) -> &[FoldedRange] {
        &self.folded
    }
}

/// Words that put an origin on the record stand within so many tokens of the quote.
pub const NEAR: usize = 100;

/// Do these words stand in the text within [`NEAR`] tokens of a quote that was found in it?
pub fn is_near(folded: &Folded, found: &Found, words: &str) -> bool {
    let text = Searched::new(folded);
    let readings = [Markup::Plain, Markup::Markdown].map(|markup| Folded::quote(words, markup));
    let mut places = readings.iter().flat_map(|reading| occurrences(&text, reading.as_str(), MOST_PLACES));
    places.any(|here| {
        found.folded.iter().any(|there| {
            let (first, second) = if here.start() <= there.start() { (here, *there) } else { (*there, here) };
            let between = FoldedRange::new(first.end(), second.start().max(first.end()));
            tokens(folded.words(between)).take(NEAR + 1).count() <= NEAR
        })
    })
}

/// Looks for each quote in a source text: `original`, and the same folded.
pub fn search(original: &str, folded: &Folded, selectors: &[QuoteSelector]) -> Vec<Outcome> {
    let text = IndexedText::new(original, folded);
    selectors.iter().map(|selector| seek(&text, selector)).collect()
}

fn seek(text: &IndexedText, selector: &QuoteSelector) -> Outcome {
    let plain = Folded::quote(selector.quote, Markup::Plain);
    let plain = Reading { written: selector.quote, folded: &plain };
    if let Some(found) = seek_whole(text, selector, plain) {
        return Outcome::Found(found);
    }
    let mut readings = vec![plain];
    let may_be_marked = text.reading.folded.markup() == Markup::Markdown && selector.quote.contains(MARKUP);
    let marked = may_be_marked.then(|| Folded::quote(selector.quote, Markup::Markdown));
    if let Some(marked) = &marked {
        let marked = Reading { written: selector.quote, folded: marked };
        if marked.folded.as_str() != plain.folded.as_str() {
            if let Some(found) = seek_whole(text, selector, marked) {
                return Outcome::Found(found);
            }
            readings.push(marked);
        }
        if let Some(found) = seek_bytes(text, selector) {
            return Outcome::Found(found);
        }
    }
    if let Some(found) = seek_rejoined(text, selector, *readings.last().unwrap_or(&plain)) {
        return Outcome::Found(found);
    }
    match seek_elided(text, selector, &readings) {
        Ok(found) => Outcome::Found(found),
        Err(failure) => match instead(text, *readings.last().unwrap_or(&plain), failure) {
            Instead::Similar(near_miss) => Outcome::Altered(near_miss),
            Instead::Other(near_miss) => Outcome::Absent(near_miss),
        },
    }
}

/// A line without these characters reads the same as Markdown and as plain text.
pub(super) const MARKUP: [char; 10] = ['*', '_', '[', ']', '\\', '`', '&', '<', '!', '~'];

fn seek_whole(text: &IndexedText, selector: &QuoteSelector, quote: QuoteReading) -> Option<Found> {
    let places = occurrences(&text.searched, quote.folded.as_str(), MOST_PLACES);
    at_places(text, selector, quote, places, Steps::default())
}

/// Finds a quote in which only the page differs: hyphens at line ends, the number of a note, vowel marks.
fn seek_rejoined(text: &IndexedText, selector: &QuoteSelector, quote: QuoteReading) -> Option<Found> {
    let words = quote.folded.as_str();
    let rejoined = Steps { rejoined: true, ..Steps::default() };
    let typographic = Steps { typographic: true, ..Steps::default() };
    let looks: [(&dyn Fn() -> Vec<FoldedRange>, Steps); 5] = [
        (&|| with_hyphens_of_line_ends(text, words, MOST_PLACES), rejoined),
        (&|| before_note(&text.searched, words, MOST_PLACES), rejoined),
        (&|| without_blanks_around_dashes(text, quote, MOST_PLACES), typographic),
        (&|| without_stray_blanks(text, words, MOST_PLACES), typographic),
        (&|| without_vowel_marks(text, words, MOST_PLACES), typographic),
    ];
    looks.into_iter().find_map(|(look, least)| at_places(text, selector, quote, look(), least))
}

/// Chooses among places of the whole quote, found in these steps at least.
fn at_places(
    text: &IndexedText,
    selector: &QuoteSelector,
    quote: QuoteReading,
    places: Vec<FoldedRange>,
    least: Steps,
) -> Option<Found> {
    let places = places.into_iter().map(|place| vec![place]).collect();
    found(text, selector, places, |text, place| steps(text, place, quote, &[quote.whole()]).with(least))
}

/// Finds a quote that was cut out of the source file with half of a pair of marks, as in "new [markets".
fn seek_bytes(text: &IndexedText, selector: &QuoteSelector) -> Option<Found> {
    let folded = text.reading.folded;
    let quote = selector.quote.trim();
    let mut places = Vec::new();
    for start in text.written.places(quote.as_bytes()).take(MOST_PLACES) {
        let place = folded.folded(Span::new(start, start + quote.len()));
        // Markup may be dropped together with the white space beside it.
        let place = folded.trimmed(place);
        let words = folded.words(place);
        // A letter and its accent, which fold as a whole, are not cut apart.
        let whole = folded.original(place).range();
        let is_whole = start <= whole.start && whole.end <= start + quote.len();
        let between_edges = folded.is_edge(place.start()) && folded.is_edge(place.end());
        if is_whole && between_edges && words.contains(char::is_alphanumeric) && !words.contains('\n') {
            places.push(vec![place]);
        }
    }
    found(text, selector, places, |_, _| Steps::default())
}

/// Finds a quote in parts, or says which part of which reading is not found; `None` if it has no ellipsis.
fn seek_elided<'a>(
    text: &IndexedText,
    selector: &QuoteSelector,
    readings: &[QuoteReading<'a>],
) -> Result<Found, Option<(QuoteReading<'a>, Failure)>> {
    let mut failure = None;
    for &reading in readings {
        let quote = reading.folded;
        for ellipsis in [Ellipsis::Bracketed, Ellipsis::Any] {
            let Some(parts) = elision::split(quote, ellipsis) else { continue };
            let places = match elision::seek_parts(&text.searched, quote, &parts) {
                Ok(places) => places,
                // Splitting at the source's own dots leaves short parts: the other split says more.
                Err(Failure { why: Why::TooShort, .. }) if ellipsis == Ellipsis::Any && failure.is_some() => {
                    continue;
                }
                Err(missing) => {
                    failure = Some((reading, missing));
                    continue;
                }
            };
            if let Some(found) =
                found(text, selector, places, |text, place| steps(text, place, reading, &parts))
            {
                return Ok(found);
            }
        }
    }
    Err(failure)
}

/// The place that is meant of several; `None` if there are none.
fn found(
    text: &IndexedText,
    selector: &QuoteSelector,
    places: Vec<Place>,
    steps: impl Fn(Reading, &Place) -> Steps,
) -> Option<Found> {
    let chosen = places::choose(text, selector, places, |place| steps(text.reading, place))?;
    Some(Found {
        steps: chosen.steps,
        parts: chosen.place.iter().map(|part| text.reading.folded.original(*part)).collect(),
        ambiguity: chosen.ambiguity,
        heading: chosen.heading,
        folded: chosen.place,
    })
}

/// How the parts of a quote differ from what stands at a place.
fn steps(text: Reading, place: &Place, quote: QuoteReading, parts: &[QuoteRange]) -> Steps {
    let length: usize = parts.iter().map(QuoteRange::len).sum();
    // What belongs to no part was an ellipsis.
    let mut steps = Steps { elided: length < quote.whole().len(), ..Steps::default() };
    for (part, stands) in parts.iter().zip(place) {
        steps.add(quote, *part, text, *stands);
    }
    steps
}

#[cfg(test)]
mod tests;
