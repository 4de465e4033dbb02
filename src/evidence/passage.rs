//! Finds the passage for some words, and quotes it as an evidence block does.

use super::difference::NearMiss;
use super::matching::{Ambiguity, Found, Outcome, QuoteSelector, search};
use super::reading::Reading;
use super::{Passed, Searched, passed};
use crate::model::source::Source;
use crate::text::fold::{Folded, FoldedRange, Markup};
use crate::text::span::Span;
use std::cmp::Reverse;

/// The result of looking for words to quote.
#[derive(Debug)]
pub enum Match {
    /// They stand in the text.
    Here(Passage),
    /// Something similar does.
    NearMiss {
        /// How it differs.
        near_miss: NearMiss,
        /// The passage, as far as it lies in one paragraph; `None` if it cannot be quoted.
        passage: Option<Passage>,
    },
    /// Nothing similar does. The passage that shares most words with them, if any does.
    Nothing(Option<NearMiss>),
}

/// A passage, as it is quoted.
#[derive(Debug)]
pub struct Passage {
    /// The source's own words, in one line: quotation marks and dashes as it has them, without markup.
    pub quote: String,
    /// The words directly before, if they are needed to tell the place.
    pub prefix: Option<String>,
    /// The words directly after, if they are needed to tell the place.
    pub suffix: Option<String>,
    /// The number of places where the words stand equally well: one at least.
    pub places: usize,
    /// What a check finds when it looks for the quote.
    pub passed: Passed,
}

/// Looks for `words` in the text of `source`, and quotes the passage. Of several places it takes the first, in the
/// body if there is one in the body.
pub fn find(words: &str, source: &Source, text: &str, folded: &Folded) -> Match {
    let reading = Reading { written: text, folded };
    let selector = QuoteSelector { quote: words, ..QuoteSelector::default() };
    match search(text, folded, &[selector]).pop() {
        Some(Outcome::Found(found)) => {
            let (parts, places) = first_place(folded, &found);
            let quoted = Quoted { source, text: reading, parts: &parts, places };
            quoted.passage(Some(words)).map_or(Match::Nothing(None), Match::Here)
        }
        Some(Outcome::Altered(near_miss)) => {
            let passage = nearest(&near_miss, source, text, folded);
            Match::NearMiss { near_miss, passage }
        }
        Some(Outcome::Absent(near_miss)) => Match::Nothing(near_miss),
        None => Match::Nothing(None),
    }
}

/// The passage that nearly matches, as far as it lies in one paragraph; `None` if it cannot be quoted.
pub fn nearest(near_miss: &NearMiss, source: &Source, text: &str, folded: &Folded) -> Option<Passage> {
    let reading = Reading { written: text, folded };
    let part = in_one_block(reading, near_miss.passage)?;
    Quoted { source, text: reading, parts: &[part], places: 1 }.passage(None)
}

/// Where the parts of a quote are first, and in how many places they are.
fn first_place(folded: &Folded, found: &Found) -> (Vec<FoldedRange>, usize) {
    let others: &[Span] = match &found.ambiguity {
        Some(Ambiguity::SeveralPlaces(others)) => others,
        _ => &[],
    };
    let parts = match found.parts[..] {
        [only] => vec![folded.folded(others.iter().copied().fold(only, Span::min))],
        // Of other places only the two ends are known.
        _ => found.parts.iter().map(|part| folded.folded(*part)).collect(),
    };
    (parts, others.len() + 1)
}

/// Of a passage, the most that lies in one block.
fn in_one_block(text: Reading, passage: Span) -> Option<FoldedRange> {
    let place = text.folded.folded(passage);
    let first = text.folded.block_index(place.start());
    let blocks = text.folded.blocks().get(first..)?.iter().map(|block| block.range);
    let within = blocks
        .take_while(|block| block.start() < place.end())
        .map(|block| FoldedRange::new(block.start().max(place.start()), block.end().min(place.end())));
    let longest = within.max_by_key(|part| (part.len(), Reverse(part.start())))?;
    text.words(longest).contains(char::is_alphanumeric).then_some(longest)
}

/// A place that is to be quoted.
struct Quoted<'a> {
    source: &'a Source,
    text: Reading<'a>,
    /// More than one if words between them are left out.
    parts: &'a [FoldedRange],
    places: usize,
}

/// What stands directly before and after a quote, as far as that is told.
#[derive(Clone, Debug, Default)]
struct Context {
    prefix: Option<String>,
    suffix: Option<String>,
}

impl Quoted<'_> {
    /// The passage in words by which a check finds it: those that it shows, else those that it folds to, else those
    /// `given`.
    fn passage(&self, given: Option<&str>) -> Option<Passage> {
        let joined = |words: &dyn Fn(FoldedRange) -> String| {
            self.parts.iter().copied().map(words).collect::<Vec<_>>().join(" [...] ")
        };
        let shown = joined(&|part| shown(self.text, part));
        let folded = joined(&|part| self.text.words(part).to_owned());
        [Some(&*shown), Some(&*folded), given].into_iter().flatten().find_map(|quote| self.in_words(quote))
    }

    /// The passage in these words, with as much context as it takes to tell its place.
    fn in_words(&self, quote: &str) -> Option<Passage> {
        let alone = Context::default();
        let anywhere = self.look(quote, std::slice::from_ref(&alone)).pop()??;
        if self.is_here(&anywhere) {
            return Some(self.quoted(quote, alone, &anywhere));
        }
        let contexts = contexts(self.text, self.parts);
        let found = self.look(quote, &contexts);
        let told = contexts.into_iter().zip(found).find_map(|(context, found)| {
            let found = found.filter(|found| self.is_here(found))?;
            Some((context, found))
        });
        let (context, found) = told.unwrap_or((alone, anywhere));
        Some(self.quoted(quote, context, &found))
    }

    /// What a check finds in each context.
    fn look(&self, quote: &str, contexts: &[Context]) -> Vec<Option<Found>> {
        let selector = |context| selector(quote, context);
        let selector: Vec<_> = contexts.iter().map(selector).collect();
        let outcomes = search(self.text.written, self.text.folded, &selector).into_iter();
        let found = |outcome| if let Outcome::Found(found) = outcome { Some(found) } else { None };
        outcomes.map(found).collect()
    }

    /// Whether it was found at this place for certain.
    fn is_here(&self, found: &Found) -> bool {
        let ends = |parts: &[FoldedRange]| Some((parts.first()?.start(), parts.last()?.end()));
        let parts: Vec<_> = found.parts.iter().map(|part| self.text.folded.folded(*part)).collect();
        found.ambiguity.is_none() && ends(&parts) == ends(self.parts)
    }

    fn quoted(&self, quote: &str, context: Context, found: &Found) -> Passage {
        let searched = Searched::of(self.text.written, self.text.folded);
        let passed = passed(found, self.source, &searched);
        let Context { prefix, suffix } = context;
        Passage { quote: quote.to_owned(), prefix, suffix, places: self.places, passed }
    }
}

fn selector<'a>(quote: &'a str, context: &'a Context) -> QuoteSelector<'a> {
    QuoteSelector { quote, prefix: context.prefix.as_deref(), suffix: context.suffix.as_deref() }
}

/// The words at a place of the folded text as the source has them, but without markup, and in one line.
pub(super) fn shown(text: Reading, place: FoldedRange) -> String {
    let words = text.words(place);
    if text.written_at(place) == words {
        return words.to_owned();
    }
    let mut shown = String::with_capacity(words.len());
    // Of the original; what folds to several characters is shown once.
    let mut done = 0;
    for (offset, c) in words.char_indices() {
        let original = text.folded.original(place.part(offset..offset + c.len_utf8()));
        let written = text.written_in(original);
        if c.is_whitespace() || written.chars().eq([c]) {
            shown.push(c);
        } else if done <= original.start {
            let whole = text.words(text.folded.folded(original));
            // A dash is shown with the blanks that it has.
            let (mark, whole) = (written.trim(), whole.trim());
            let is_typography = Folded::quote(mark, Markup::Plain).as_str() == whole;
            let is_blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
            if is_blank(written.chars().next()) && !shown.ends_with(' ') {
                shown.push(' ');
            }
            shown.push_str(if is_typography { mark } else { whole });
            if is_blank(written.chars().next_back()) {
                shown.push(' ');
            }
        }
        done = original.end;
    }
    let is_true = Folded::quote(&shown, Markup::Plain).as_str() == words.trim();
    if is_true { shown } else { words.to_owned() }
}

/// Words of context that are tried on each side, at most.
const MOST_CONTEXT: usize = 32;

/// Bytes that these have, at most: beyond, they are no words that anybody compares.
const LONGEST_CONTEXT: usize = 400;

/// What may tell a place from others, the shortest first: words of its paragraph before it, or after it, or both. Words
/// of the paragraphs around come last: people look for them in the same one.
fn contexts(text: Reading, parts: &[FoldedRange]) -> Vec<Context> {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Vec::new() };
    let (before, after) = (before(text, first.start()), after(text, last.end()));
    let block = text.folded.block_at(first.start()).range;
    let own_before: &[String] = if first.start() == block.start() { &[] } else { &before };
    let own_after: &[String] = if last.end() == block.end() { &[] } else { &after };
    let mut contexts = growing(own_before, own_after);
    if own_before.is_empty() || own_after.is_empty() {
        contexts.extend(growing(&before, &after));
    }
    contexts
}

fn growing(before: &[String], after: &[String]) -> Vec<Context> {
    let mut contexts = Vec::new();
    for length in 0..before.len().max(after.len()) {
        let (prefix, suffix) = (before.get(length).cloned(), after.get(length).cloned());
        let both = (prefix.is_some() && suffix.is_some())
            .then(|| Context { prefix: prefix.clone(), suffix: suffix.clone() });
        contexts.extend(prefix.map(|prefix| Context { prefix: Some(prefix), suffix: None }));
        contexts.extend(suffix.map(|suffix| Context { prefix: None, suffix: Some(suffix) }));
        contexts.extend(both);
    }
    contexts
}

/// The last word of the block before a place, the last two, and so on.
fn before(text: Reading, place: usize) -> Vec<String> {
    let words = text.words(FoldedRange::new(0, place)).trim_end();
    let block = words.rfind('\n').map_or(0, |end| end + 1);
    let starts = words[block..].rmatch_indices(' ').map(|(space, _)| block + space + 1).chain([block]);
    spoken(text, starts.map(|start| FoldedRange::new(start, words.len())))
}

/// The first word of the block after a place, the first two, and so on.
fn after(text: Reading, place: usize) -> Vec<String> {
    let words = text.words(FoldedRange::new(place, text.whole().end()));
    let start = words.len() - words.trim_start().len();
    let block = words[start..].find('\n').map_or(words.len(), |end| start + end);
    let ends = words[start..block].match_indices(' ').map(|(space, _)| start + space).chain([block]);
    spoken(text, ends.map(|end| FoldedRange::new(place + start, place + end)))
}

/// Those of the places that hold a word, as they are shown; the first few.
fn spoken(text: Reading, places: impl Iterator<Item = FoldedRange>) -> Vec<String> {
    let spoken = places
        .take_while(|place| place.len() <= LONGEST_CONTEXT)
        .filter(|place| text.words(*place).contains(char::is_alphanumeric));
    spoken.take(MOST_CONTEXT).map(|place| shown(text, place)).collect()
}
