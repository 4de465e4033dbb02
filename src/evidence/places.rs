//! Which of several places where a quote stands is meant.

use super::nearest::{PATTERN, Pattern, shared_in_order};
use super::reading::{IndexedText, Reading};
use super::selector::QuoteSelector;
use super::sentence;
use super::steps::Steps;
use crate::text::blocks::BlockKind;
use crate::text::fold::{Folded, FoldedQuote, FoldedRange, Markup};
use crate::text::span::Span;
use crate::text::tokens::is_word_token;

/// Where the parts of a quote stand, in order. A whole quote is one part.
pub(super) type Place = Vec<FoldedRange>;

/// The most places that are looked at; a quote that stands in more is ambiguous anyway.
pub(super) const MOST_PLACES: usize = 64;

/// Why it is unsure which place is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ambiguity {
    /// The words stand in these other places of the text too, and nothing tells them apart.
    SeveralPlaces(Vec<Span>),
    /// The words stand in the text, but nowhere between the given prefix and suffix.
    ContextNotFound,
}

/// The place that is meant.
pub(super) struct Chosen {
    pub(super) place: Place,
    pub(super) steps: Steps,
    pub(super) ambiguity: Option<Ambiguity>,
    /// In every place some part of the quote is a heading: the likeliest one, in the place where that is least likely.
    pub(super) heading: Option<Heading>,
}

/// How surely words are a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// They look like one.
    Likely,
    /// They are marked as one.
    Marked,
}

/// Chooses among the places of a quote, which are in the order of the text: those with the given prefix and suffix, of
/// these those in the body, of these the one that takes the fewest `steps`. `None` if there are no places.
pub(super) fn choose(
    text: &IndexedText,
    selector: &QuoteSelector,
    mut places: Vec<Place>,
    steps: impl Fn(&Place) -> Steps,
) -> Option<Chosen> {
    // One part in a headline is enough, and one place in the body.
    let heading = places.iter().map(|place| heading(text, place)).min().flatten();
    let mut context_found = true;
    if selector.prefix.is_some() || selector.suffix.is_some() {
        let context = Context::new(selector);
        context_found = keep_if_any(&mut places, |place| context.surrounds(text.reading, place));
    }
    if context_found && places.len() > 1 {
        keep_if_any(&mut places, |place| place.iter().all(|part| is_in_body(text, *part)));
    }
    let (best, steps) = places.iter().map(steps).enumerate().min_by_key(|(index, steps)| (*steps, *index))?;
    let place = places.remove(best);
    // Where a text holds a passage twice, nobody can say which is meant, and nobody need.
    if !places.is_empty() {
        let passage = |place: &Place| sentence::with_neighbours(text.reading.folded, place);
        let meant = passage(&place);
        places.retain(|other| meant.is_none() || passage(other) != meant);
    }
    let ambiguity = match (context_found, places.is_empty()) {
        (false, _) => Some(Ambiguity::ContextNotFound),
        (true, true) => None,
        (true, false) => {
            Some(Ambiguity::SeveralPlaces(places.iter().map(|other| whole(text, other)).collect()))
        }
    };
    Some(Chosen { place, steps, ambiguity, heading })
}

fn heading(text: &IndexedText, place: &Place) -> Option<Heading> {
    let kinds = place.iter().map(|part| match text.reading.folded.block_at(part.start()).kind {
        BlockKind::Heading => Some(Heading::Marked),
        BlockKind::LooksLikeHeading => Some(Heading::Likely),
        BlockKind::Body => None,
    });
    kinds.max().flatten()
}

/// Keeps what is good, or everything if nothing is. Returns whether anything is.
fn keep_if_any<T>(all: &mut Vec<T>, is_good: impl FnMut(&T) -> bool) -> bool {
    let good: Vec<bool> = all.iter().map(is_good).collect();
    let any = good.contains(&true);
    if any {
        let mut good = good.into_iter();
        all.retain(|_| good.next() == Some(true));
    }
    any
}

/// From the first part to the last.
fn whole(text: &IndexedText, place: &Place) -> Span {
    let (first, last) = (place.first(), place.last());
    text.reading
        .folded
        .original(FoldedRange::new(first.map_or(0, FoldedRange::start), last.map_or(0, FoldedRange::end)))
}

/// The prefix and suffix of a quote, each read as plain text and as Markdown.
struct Context {
    prefix: Option<[FoldedQuote; 2]>,
    suffix: Option<[FoldedQuote; 2]>,
}

impl Context {
    fn new(selector: &QuoteSelector) -> Self {
        let read = |words: &str| [Markup::Plain, Markup::Markdown].map(|markup| Folded::quote(words, markup));
        Self { prefix: selector.prefix.map(read), suffix: selector.suffix.map(read) }
    }

    fn surrounds(&self, text: Reading, place: &Place) -> bool {
        let (Some(first), Some(last)) = (place.first(), place.last()) else { return false };
        let before = text.words(FoldedRange::new(0, first.start())).trim_end();
        let after = text.words(FoldedRange::new(last.end(), text.whole().end())).trim_start();
        // Annotation tools cut what stands around at 32 characters: the outer edges may lie inside a word.
        let is_before = |words: &FoldedQuote| before.ends_with(words.as_str());
        let is_after = |words: &FoldedQuote| after.starts_with(words.as_str());
        self.prefix.as_ref().is_none_or(|prefix| prefix.iter().any(is_before))
            && self.suffix.as_ref().is_none_or(|suffix| suffix.iter().any(is_after))
    }
}

/// Whether a part stands in the body, but in no pull quote.
fn is_in_body(text: &IndexedText, part: FoldedRange) -> bool {
    let block = text.reading.folded.block_index(part.start());
    let kind = text.reading.folded.blocks().get(block).map(|block| block.kind);
    kind == Some(BlockKind::Body) && !is_pull_quote(text, block)
}

fn is_pull_quote(text: &IndexedText, block: usize) -> bool {
    *text.pull_quotes.borrow_mut().entry(block).or_insert_with(|| stands_again(text, block))
}

/// Whether most of a short block stands again, in order, in a longer one.
fn stands_again(text: &IndexedText, block: usize) -> bool {
    const MOST_WORDS: usize = 60;
    const FEWEST_TOKENS: usize = 4;
    // Of one block: what is more common than this is no longer looked for.
    const MOST_PLACES: usize = 1 << 13;
    const MOST_COMPARED: usize = 1 << 20;
    let folded = text.reading.folded;
    let index = text.index();
    // The tokens of a block; `get` gives none where there is no such block.
    let tokens_of = |block: usize| {
        let range = folded.blocks().get(block).map(|block| block.range).unwrap_or_default();
        index.tokens.partition_point(|token| token.start() < range.start())
            ..index.tokens.partition_point(|token| token.start() < range.end())
    };
    let own = tokens_of(block);
    if !(FEWEST_TOKENS..=PATTERN).contains(&own.len()) {
        return false;
    }
    let (Some(tokens), Some(hashes)) = (index.tokens.get(own.clone()), index.any_case.get(own.clone()))
    else {
        return false;
    };
    let words = tokens.iter().filter(|token| is_word_token(text.reading.words(**token))).count();
    if words > MOST_WORDS {
        return false;
    }
    // Four fifths of its tokens.
    let enough = (own.len() * 4).div_ceil(5);
    // A block with so many of them has one of any that are more than the rest.
    let mut rarest: Vec<&[u32]> = hashes.iter().map(|token| index.places(*token)).collect();
    rarest.sort_by_key(|places| places.len());
    rarest.truncate(own.len() - enough + 1);
    let places = rarest.into_iter().flatten().take(MOST_PLACES);
    let blocks = places.filter_map(|token| index.tokens.get(*token as usize));
    let mut blocks: Vec<usize> = blocks.map(|token| folded.block_index(token.start())).collect();
    blocks.sort_unstable();
    blocks.dedup();
    let pattern = Pattern::new(hashes.iter().copied());
    let mut compared = 0;
    let others = blocks.into_iter().filter(|other| *other != block).map(tokens_of);
    others
        .filter(|other| other.len() > own.len())
        .take_while(|other| {
            compared += other.len();
            compared <= MOST_COMPARED
        })
        .filter_map(|other| index.any_case.get(other))
        .any(|other| shared_in_order(&pattern, other) >= enough)
}
