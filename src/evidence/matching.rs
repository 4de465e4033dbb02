//! Finding quotes in their source text.
//!
//! Text and quote are folded (see [`crate::text::fold`]); a match begins and ends at the edges of
//! tokens and stays inside a block. What is not found is compared with the nearest passage.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use memchr::{memchr3, memmem, memrchr3};

use super::difference::{Change, ChangeKind, Near, Wanted, difference};
use super::near::{Index, PATTERN, Pattern, index, nearest, shared_in_order};
use crate::text::fold::{BlockKind, Folded, Markup};
use crate::text::span::Span;
use crate::text::tokens::{is_token_edge, is_word_token, tokens};

/// A quote, and what stands directly before and after it where that is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sought<'a> {
    pub quote: &'a str,
    pub prefix: Option<&'a str>,
    pub suffix: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Found(Found),
    /// Words of the quote stand in the text, but not as quoted.
    Altered(Near),
    /// Nothing near stands in the text. The best passage, if it shares any words.
    Absent(Option<Near>),
}

/// Where a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What had to be done to find it.
    pub steps: Steps,
    /// Where it stands in the source text: one span a part, so one unless it is elided.
    pub parts: Vec<Span>,
    pub ambiguity: Option<Ambiguity>,
    /// Every place where it stands is a heading.
    pub headings_only: bool,
    /// The parts in the folded text.
    folded: Vec<Range<usize>>,
}

/// Why it is unsure which place is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ambiguity {
    /// The words stand in these other places too, and none is a better one.
    SeveralPlaces(Vec<Span>),
    /// The words stand in the text, but in no place between the given prefix and suffix.
    ContextNotFound,
}

/// What had to be done to find a quote, from strong to weak. Nothing had to: it stands exactly so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Other quotation marks, dashes, spaces, ligatures, accents put together, or markup.
    Typographic,
    /// A line or page break where the other side has none.
    Reflowed,
    /// Words left out at an ellipsis.
    Elided,
}

/// A set of steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Steps {
    pub typographic: bool,
    pub reflowed: bool,
    pub elided: bool,
}

impl Step {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Step::Typographic => "typographic",
            Step::Reflowed => "reflowed",
            Step::Elided => "elided",
        }
    }
}

impl Steps {
    #[must_use]
    pub fn is_exact(self) -> bool {
        self == Steps::default()
    }

    /// The weakest step names the grade.
    #[must_use]
    pub fn grade(self) -> &'static str {
        self.weakest_first().next().map_or("exact", Step::name)
    }

    pub fn weakest_first(self) -> impl Iterator<Item = Step> {
        let all = [
            (self.elided, Step::Elided),
            (self.reflowed, Step::Reflowed),
            (self.typographic, Step::Typographic),
        ];
        all.into_iter().filter_map(|(taken, step)| taken.then_some(step))
    }
}

impl Found {
    /// The words of the sentences in which the quote stands that are not in the quote: those before
    /// it, those left out between its parts, those after it. Spans of the source text, none empty.
    #[must_use]
    pub fn rest_of_sentence(&self, folded: &Folded) -> Vec<Span> {
        let (Some(first), Some(last)) = (self.folded.first(), self.folded.last()) else { return Vec::new() };
        let before = sentence_start(folded, first.start)..first.start;
        let between = self.folded.windows(2).filter_map(|pair| Some(pair.first()?.end..pair.last()?.start));
        let after = last.end..sentence_end(folded, last.clone());
        let text = folded.as_str();
        let words = |gap: Range<usize>| {
            let words = text.get(gap.clone())?;
            let start = gap.start + words.len() - words.trim_start().len();
            let end = start + words.trim().len();
            (start < end).then(|| folded.original(start..end))
        };
        std::iter::once(before).chain(between).chain([after]).filter_map(words).collect()
    }
}

/// Looks for each quote in a source text.
#[must_use]
pub fn search(original: &str, folded: &Folded, sought: &[Sought]) -> Vec<Outcome> {
    let mut text = Text {
        original,
        folded,
        index: OnceCell::new(),
        pull_quotes: HashMap::new(),
        near_work: NEAR_WORK,
        pull_quote_work: NEAR_WORK,
    };
    sought.iter().map(|sought| seek(&mut text, sought)).collect()
}

/// Places that are looked at; a quote that stands more often is ambiguous anyway.
const MOST_PLACES: usize = 64;

/// Occurrences of an elided part that are looked at.
const MOST_OCCURRENCES: usize = 4096;

/// Parts of an elided quote.
const MOST_PARTS: usize = 64;

/// Tokens that an ellipsis can stand for.
const MOST_ELIDED: usize = 100;

/// Words that an elided part has at least.
const FEWEST_WORDS: usize = 3;

/// Tokens of text that are compared in one search, at most, to locate near misses, and again to
/// tell pull quotes: two seconds or so.
const NEAR_WORK: usize = 200_000_000;

/// Bytes that are compared in vain, at most, for one quote or part.
const VAIN_WORK: usize = 32 << 20;

struct Text<'a> {
    original: &'a str,
    folded: &'a Folded,
    index: OnceCell<Index>,
    /// By the index of their block.
    pull_quotes: HashMap<usize, bool>,
    near_work: usize,
    pull_quote_work: usize,
}

impl Text<'_> {
    fn str(&self) -> &str {
        self.folded.as_str()
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| index(self.folded))
    }
}

/// The folded ranges of the parts of one match.
type Place = Vec<Range<usize>>;

fn seek(text: &mut Text, sought: &Sought) -> Outcome {
    let mut readings = vec![Folded::quote(sought.quote, Markup::Plain)];
    if let Some(found) = seek_whole(text, sought, &readings[0]) {
        return Outcome::Found(found);
    }
    if text.folded.markup() == Markup::Markdown && has_markup(sought.quote) {
        let marked = Folded::quote(sought.quote, Markup::Markdown);
        if marked.as_str() != readings[0].as_str() {
            if let Some(found) = seek_whole(text, sought, &marked) {
                return Outcome::Found(found);
            }
            readings.push(marked);
        }
        if let Some(found) = seek_bytes(text, sought) {
            return Outcome::Found(found);
        }
    }
    let mut failure = None;
    for reading in &readings {
        for ellipsis in [Ellipsis::Bracketed, Ellipsis::Any] {
            let Some(parts) = split(reading.as_str(), ellipsis) else { continue };
            match seek_parts(text, reading, &parts) {
                Ok(places) => return Outcome::Found(found(text, sought, reading, &parts, places)),
                // Dots that are the source's own leave short parts: the other split says more.
                Err(Failure { why: Why::TooShort, .. }) if ellipsis == Ellipsis::Any && failure.is_some() => {
                }
                Err(missing) => failure = Some(missing),
            }
        }
    }
    let Some(reading) = readings.last() else { return Outcome::Absent(None) };
    let whole = 0..reading.as_str().len();
    match (missing(text, sought.quote, reading, whole), failure) {
        (outcome, None) => outcome,
        (Outcome::Altered(near), Some(_)) if keeps_dots(&near) => Outcome::Altered(near),
        (_, Some(failure)) => missing_part(text, sought.quote, reading, failure),
    }
}

/// Whether the dots of the quote are the source's own.
fn keeps_dots(near: &Near) -> bool {
    near.changes.iter().all(|change| !change.wrote.contains("..") && !change.wrote.contains('…'))
}

fn has_markup(quote: &str) -> bool {
    quote.contains(['*', '_', '[', ']', '\\', '`', '&', '<', '!'])
}

fn seek_whole(text: &mut Text, sought: &Sought, quote: &Folded) -> Option<Found> {
    let places: Vec<Place> =
        occurrences(text.str(), quote.as_str(), MOST_PLACES).into_iter().map(|place| vec![place]).collect();
    let whole = 0..quote.as_str().len();
    (!places.is_empty()).then(|| found(text, sought, quote, &[whole], places))
}

/// Finds a quote that was cut out of the source file with half of a markup, as in "new [markets".
fn seek_bytes(text: &mut Text, sought: &Sought) -> Option<Found> {
    let quote = sought.quote.trim();
    let mut places = Vec::new();
    for start in memmem::find_iter(text.original.as_bytes(), quote).take(MOST_PLACES) {
        let place = text.folded.folded(Span::new(start, start + quote.len()));
        let words = text.str().get(place.clone()).unwrap_or("");
        let between_edges = is_token_edge(text.str(), place.start) && is_token_edge(text.str(), place.end);
        if between_edges && words.contains(char::is_alphanumeric) && !words.contains('\n') {
            places.push(vec![place]);
        }
    }
    if places.is_empty() {
        return None;
    }
    let (headings_only, place, ambiguity) = choose(text, sought, places);
    let parts = place.iter().map(|part| text.folded.original(part.clone())).collect();
    Some(Found { steps: Steps::default(), parts, ambiguity, headings_only, folded: place })
}

/// Where `words` stand between token edges, overlaps included.
fn occurrences(text: &str, words: &str, most: usize) -> Vec<Range<usize>> {
    // To prepare a search takes as long as the search if all words are sought: their beginning will
    // do, unless there is much to compare after it.
    const BEGINNING: usize = 24;
    const LONG: usize = 4096;
    // What it takes to look around a match.
    const EDGES: usize = 256;
    let mut found = Vec::new();
    let sought = words.as_bytes();
    let beginning = if sought.len() > LONG { sought } else { sought.get(..BEGINNING).unwrap_or(sought) };
    let finder = memmem::Finder::new(beginning);
    let mut work = VAIN_WORK;
    let mut from = 0;
    while let Some(rest) = text.as_bytes().get(from..).filter(|_| !sought.is_empty()) {
        let Some(at) = finder.find(rest) else { break };
        let place = from + at..from + at + sought.len();
        from = place.start + 1;
        let stands = rest.get(at..).is_some_and(|rest| rest.starts_with(sought));
        if stands && is_token_edge(text, place.start) && is_token_edge(text, place.end) {
            found.push(place);
            if found.len() == most {
                break;
            }
        } else {
            let cost = if stands { sought.len() + EDGES } else { BEGINNING };
            let Some(left) = work.checked_sub(cost) else { break };
            work = left;
        }
    }
    found
}

/// Of the places of a quote, which is meant.
fn found(
    text: &mut Text,
    sought: &Sought,
    quote: &Folded,
    parts: &[Range<usize>],
    places: Vec<Place>,
) -> Found {
    let (headings_only, place, ambiguity) = choose(text, sought, places);
    let mut steps = Steps { elided: is_elided(quote, parts), ..Steps::default() };
    for (part, stands) in parts.iter().zip(&place) {
        add_steps(&mut steps, text, sought.quote, quote, part, stands);
    }
    let spans = place.iter().map(|part| text.folded.original(part.clone())).collect();
    Found { steps, parts: spans, ambiguity, headings_only, folded: place }
}

/// Whether an ellipsis was taken from the quote.
fn is_elided(quote: &Folded, parts: &[Range<usize>]) -> bool {
    parts.iter().map(Range::len).sum::<usize>() < quote.as_str().len()
}

/// Whether all places are headings, the place that is meant, and how sure that is.
fn choose(text: &mut Text, sought: &Sought, places: Vec<Place>) -> (bool, Place, Option<Ambiguity>) {
    let headings_only = places.iter().flatten().all(|part| is_in_heading(text, part));
    let (place, ambiguity) = settle(text, sought, places);
    (headings_only, place, ambiguity)
}

fn settle(text: &mut Text, sought: &Sought, mut places: Vec<Place>) -> (Place, Option<Ambiguity>) {
    if sought.prefix.is_some() || sought.suffix.is_some() {
        let in_context: Vec<Place> =
            places.iter().filter(|place| is_in_context(text, sought, place)).cloned().collect();
        if in_context.is_empty() {
            return (places.swap_remove(0), Some(Ambiguity::ContextNotFound));
        }
        places = in_context;
    }
    if places.len() > 1 {
        let in_body: Vec<Place> =
            places.iter().filter(|place| place.iter().all(|part| is_in_body(text, part))).cloned().collect();
        if !in_body.is_empty() {
            places = in_body;
        }
    }
    let others = places.split_off(1);
    let place = places.swap_remove(0);
    let whole = |place: &Place| {
        let (start, end) =
            (place.first().map_or(0, |part| part.start), place.last().map_or(0, |part| part.end));
        text.folded.original(start..end)
    };
    let ambiguity =
        (!others.is_empty()).then(|| Ambiguity::SeveralPlaces(others.iter().map(whole).collect()));
    (place, ambiguity)
}

fn is_in_context(text: &Text, sought: &Sought, place: &Place) -> bool {
    let (Some(first), Some(last)) = (place.first(), place.last()) else { return false };
    let before = text.str()[..first.start].trim_end();
    let after = text.str()[last.end..].trim_start();
    let readings = |words: &str| [Markup::Plain, Markup::Markdown].map(|markup| Folded::quote(words, markup));
    let stands_before = |prefix: &Folded| {
        let start = before.len().checked_sub(prefix.as_str().len());
        before.ends_with(prefix.as_str()) && start.is_some_and(|start| is_token_edge(before, start))
    };
    let stands_after =
        |suffix: &Folded| after.starts_with(suffix.as_str()) && is_token_edge(after, suffix.as_str().len());
    sought.prefix.is_none_or(|prefix| readings(prefix).iter().any(stands_before))
        && sought.suffix.is_none_or(|suffix| readings(suffix).iter().any(stands_after))
}

fn is_in_body(text: &mut Text, part: &Range<usize>) -> bool {
    let block = text.folded.block_index(part.start);
    text.folded.block_at(part.start).kind == BlockKind::Body && !is_pull_quote(text, block)
}

/// A pull quote that looks like a heading is none.
fn is_in_heading(text: &mut Text, part: &Range<usize>) -> bool {
    let block = text.folded.block_index(part.start);
    text.folded.block_at(part.start).kind == BlockKind::Heading && !is_pull_quote(text, block)
}

/// Whether most of a short block stands again, in order, in a longer one.
fn is_pull_quote(text: &mut Text, block: usize) -> bool {
    const MOST_WORDS: usize = 60;
    const FEWEST_TOKENS: usize = 4;
    if let Some(known) = text.pull_quotes.get(&block) {
        return *known;
    }
    let blocks = text.folded.blocks();
    let index = text.index();
    let block_tokens = |at: usize| {
        let span = blocks.get(at).map(|block| block.span).unwrap_or_default();
        index.spans.partition_point(|token| token.start < span.start)
            ..index.spans.partition_point(|token| token.start < span.end)
    };
    let own = block_tokens(block);
    let is_word = |span: &&Span| is_word_token(&text.str()[span.range()]);
    let short = (FEWEST_TOKENS..=PATTERN).contains(&own.len())
        && index.spans[own.clone()].iter().filter(is_word).count() <= MOST_WORDS;
    let work = if short { index.spans.len() } else { 0 };
    let is_quote = work <= text.pull_quote_work && short && {
        let pattern = Pattern::new(index.any_case[own.clone()].iter().copied());
        // Four fifths of its tokens.
        let enough = (own.len() * 4).div_ceil(5);
        (0..blocks.len()).filter(|other| *other != block).map(block_tokens).any(|other| {
            other.len() > own.len() && shared_in_order(&pattern, &index.any_case[other]) as usize >= enough
        })
    };
    text.pull_quote_work = text.pull_quote_work.saturating_sub(work);
    text.pull_quotes.insert(block, is_quote);
    is_quote
}

/// Compares a part of the quote, as it is written, with what stands in the source.
fn add_steps(
    steps: &mut Steps,
    text: &Text,
    raw: &str,
    quote: &Folded,
    part: &Range<usize>,
    stands: &Range<usize>,
) {
    let wrote_at = quote.original(part.clone());
    let stands_at = text.folded.original(stands.clone());
    let wrote = raw.get(wrote_at.range()).unwrap_or("");
    let source = text.original.get(stands_at.range()).unwrap_or("");
    if wrote == source {
        return;
    }
    let has_breaks = wrote.contains(is_line_break) || source.contains(is_line_break);
    steps.typographic |= !has_breaks || !unbroken(wrote).eq(unbroken(source));
    steps.reflowed |= has_breaks && {
        let words = &quote.as_str().as_bytes()[part.clone()];
        memchr::memchr_iter(b' ', words).any(|at| {
            let is_break = |side: &str, span: Span| {
                side.get(span.range()).is_some_and(|gap| gap.contains(is_line_break))
            };
            is_break(raw, quote.original(part.start + at..part.start + at + 1))
                != is_break(text.original, text.folded.original(stands.start + at..stands.start + at + 1))
        })
    };
}

/// The characters of `text`, with one space for each run of white space that holds a line break.
fn unbroken(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let mut length = c.len_utf8();
        let mut shown = c;
        if c.is_whitespace() {
            let run = rest.len() - rest.trim_start().len();
            if rest[..run].contains(is_line_break) {
                (length, shown) = (run, ' ');
            }
        }
        rest = &rest[length..];
        Some(shown)
    })
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ellipsis {
    /// Only "[...]", for a source that has dots of its own.
    Bracketed,
    Any,
}

/// The parts of a folded quote between its ellipses; `None` if it has no such ellipsis.
fn split(quote: &str, ellipsis: Ellipsis) -> Option<Vec<Range<usize>>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for dots in memmem::find_iter(quote.as_bytes(), "...") {
        let bracketed = quote[..dots].ends_with('[') && quote[dots + 3..].starts_with(']');
        let (from, to) = match ellipsis {
            _ if bracketed => (dots - 1, dots + 4),
            // A full stop before an ellipsis belongs to the words.
            Ellipsis::Any if quote[dots + 3..].starts_with('.') => (dots + 1, dots + 4),
            Ellipsis::Any => (dots, dots + 3),
            Ellipsis::Bracketed => continue,
        };
        if from >= start {
            parts.push(start..from);
            start = to;
        }
    }
    if start == 0 {
        return None;
    }
    parts.push(start..quote.len());
    let trimmed = parts.into_iter().map(|part| {
        let words = &quote[part.clone()];
        let start = part.start + words.len() - words.trim_start().len();
        start..start + words.trim().len()
    });
    Some(trimmed.filter(|part| !part.is_empty()).collect())
}

/// Which part of an elided quote is not found, and why.
struct Failure {
    part: Range<usize>,
    why: Why,
}

enum Why {
    TooShort,
    Missing,
    /// It stands here, but not where it should.
    Apart(Range<usize>),
}

/// The places where all parts stand in order. Of the places that end in the same parts, the
/// narrowest.
fn seek_parts(text: &Text, quote: &Folded, parts: &[Range<usize>]) -> Result<Vec<Place>, Failure> {
    let words = |part: &Range<usize>| &quote.as_str()[part.clone()];
    let is_short = |part: &&Range<usize>| {
        let token_words = tokens(words(part)).filter(|token| is_word_token(&words(part)[token.clone()]));
        token_words.take(FEWEST_WORDS).count() < FEWEST_WORDS
    };
    let Some(first) = parts.first() else {
        return Err(Failure { part: 0..quote.as_str().len(), why: Why::Missing });
    };
    if let Some(short) = parts.iter().find(is_short) {
        return Err(Failure { part: short.clone(), why: Why::TooShort });
    }
    if let Some(beyond) = parts.get(MOST_PARTS) {
        return Err(Failure { part: beyond.clone(), why: Why::Missing });
    }
    // Forwards: the occurrences that can be reached, each with the nearest one before it.
    let mut reached: Vec<Vec<(Range<usize>, usize)>> = Vec::new();
    for part in parts {
        let all = occurrences(text.str(), words(part), MOST_OCCURRENCES);
        let Some(anywhere) = all.first().cloned() else {
            return Err(Failure { part: part.clone(), why: Why::Missing });
        };
        let here: Vec<_> = match reached.last() {
            None => all.into_iter().map(|place| (place, 0)).collect(),
            Some(before) => all
                .into_iter()
                .filter_map(|place| Some((place.clone(), reach(text, before, &place)?)))
                .collect(),
        };
        if here.is_empty() {
            return Err(Failure { part: part.clone(), why: Why::Apart(anywhere) });
        }
        reached.push(here);
    }
    // Backwards: one place for each first part, the narrowest.
    let mut places: Vec<Place> = Vec::new();
    let last = reached.last().map_or(0, Vec::len);
    for index in 0..last {
        let mut place = Place::new();
        let mut at = index;
        for level in reached.iter().rev() {
            let Some((part, before)) = level.get(at) else { break };
            place.push(part.clone());
            at = *before;
        }
        place.reverse();
        if places.last().is_none_or(|other| other.first() != place.first()) {
            places.push(place);
        }
        if places.len() == MOST_PLACES {
            break;
        }
    }
    if places.is_empty() {
        return Err(Failure { part: first.clone(), why: Why::Missing });
    }
    Ok(places)
}

/// Which of the occurrences of the part before comes last before `place`, if it is near enough.
fn reach(text: &Text, before: &[(Range<usize>, usize)], place: &Range<usize>) -> Option<usize> {
    let index = before.partition_point(|(part, _)| part.end <= place.start).checked_sub(1)?;
    let gap = before.get(index)?.0.end..place.start;
    // No word has this many bytes; it spares counting the tokens of whole texts.
    let near = gap.len() <= MOST_ELIDED * 100;
    (near && tokens(&text.str()[gap]).take(MOST_ELIDED + 1).count() <= MOST_ELIDED).then_some(index)
}

fn missing_part(text: &mut Text, raw: &str, quote: &Folded, failure: Failure) -> Outcome {
    let Failure { part, why } = failure;
    let span = quote.original(part.clone());
    let spelt = |kind: ChangeKind, text: Span, stands: &str| Change {
        kind,
        quote: span,
        text,
        wrote: raw.get(span.range()).unwrap_or("").to_owned(),
        stands: stands.to_owned(),
    };
    match why {
        Why::Missing => missing(text, raw, quote, part),
        Why::TooShort => {
            let change = spelt(ChangeKind::ShortPart, Span::default(), "");
            Outcome::Absent(Some(Near {
                passage: Span::default(),
                changes: vec![change],
                words: 0,
                shared: 0,
            }))
        }
        Why::Apart(place) => {
            let passage = text.folded.original(place);
            let stands = text.original.get(passage.range()).unwrap_or("");
            let words = tokens(&quote.as_str()[part]).count();
            Outcome::Altered(Near {
                passage,
                changes: vec![spelt(ChangeKind::Apart, passage, stands)],
                words,
                shared: words,
            })
        }
    }
}

/// What stands in the text instead of a quote, or of a part of it.
fn missing(text: &mut Text, raw: &str, quote: &Folded, part: Range<usize>) -> Outcome {
    let wanted = Wanted { raw, folded: quote, part: (part.start, part.end) };
    let ranges = wanted.tokens();
    let words: Vec<&str> = ranges.iter().map(|token| &quote.as_str()[token.clone()]).collect();
    let work = text.index().spans.len();
    if work > text.near_work {
        return Outcome::Absent(None);
    }
    text.near_work -= work;
    let index = text.index();
    let Some((passage, letters)) = nearest(index, &words) else { return Outcome::Absent(None) };
    let near = difference(text.original, text.folded, &index.spans[passage], letters, wanted);
    match near {
        _ if near.shared == 0 => Outcome::Absent(None),
        _ if near.shared == near.words
            || near.shared >= FEWEST_WORDS && near.shared * 5 >= near.words * 3 =>
        {
            Outcome::Altered(near)
        }
        _ => Outcome::Absent(Some(near)),
    }
}

/// How far a sentence is followed; in bytes.
const LONGEST_SENTENCE: usize = 4000;

/// Where the sentence begins that holds this offset of the folded text.
fn sentence_start(folded: &Folded, offset: usize) -> usize {
    let text = folded.as_str();
    let block = folded.block_at(offset).span.range();
    let floor = text.floor_char_boundary(offset.saturating_sub(LONGEST_SENTENCE)).max(block.start);
    let mut end = offset;
    while let Some(at) = text.as_bytes().get(floor..end).and_then(|words| memrchr3(b'.', b'!', b'?', words)) {
        end = floor + at;
        if let Some(start) = sentence_end_at(text, end, block.end).filter(|start| *start <= offset) {
            return start;
        }
    }
    floor
}

/// Where the sentence ends that holds the end of this range of the folded text.
fn sentence_end(folded: &Folded, quote: Range<usize>) -> usize {
    let text = folded.as_str();
    let block = folded.block_at(quote.start).span.range();
    let ceiling =
        text.ceil_char_boundary(quote.end.saturating_add(LONGEST_SENTENCE)).min(block.end).max(quote.end);
    // The quote may itself end with the sentence's end.
    let words = text.get(quote.clone()).unwrap_or("").trim_end_matches(CLOSING);
    let mut from = quote.start + words.len().saturating_sub(1);
    while let Some(at) = text.as_bytes().get(from..ceiling).and_then(|words| memchr3(b'.', b'!', b'?', words))
    {
        if let Some(end) = sentence_end_at(text, from + at, block.end).filter(|end| *end >= quote.end) {
            return end;
        }
        from += at + 1;
    }
    ceiling
}

const CLOSING: [char; 5] = ['"', '\'', ')', ']', '}'];

/// Whether the mark at `at` ends a sentence, and then where. An initial's full stop does not, nor one
/// before a small letter: rather a sentence too long than words of it missed.
fn sentence_end_at(text: &str, at: usize, block_end: usize) -> Option<usize> {
    let after = text.get(at + 1..block_end)?;
    let closed = after.trim_start_matches(CLOSING);
    let end = at + 1 + after.len() - closed.len();
    if closed.is_empty() {
        return Some(end);
    }
    let next = closed.strip_prefix(' ')?.trim_start_matches(['"', '\'', '(', '[']).chars().next()?;
    let mut before = text.get(..at)?.chars().rev();
    let is_initial =
        before.next().is_some_and(char::is_uppercase) && !before.next().is_some_and(char::is_alphanumeric);
    (!next.is_lowercase() && !is_initial).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn outcome_in(text: &str, markup: Markup, sought: Sought) -> Outcome {
        search(text, &Folded::text(text, markup), &[sought]).remove(0)
    }

    fn outcome(text: &str, quote: &str) -> Outcome {
        outcome_in(text, Markup::Markdown, Sought { quote, ..Sought::default() })
    }

    fn sought(text: &str, sought: Sought) -> Found {
        match outcome_in(text, Markup::Markdown, sought) {
            Outcome::Found(found) => found,
            other => panic!("{sought:?}: {other:?}"),
        }
    }

    fn find(text: &str, quote: &str) -> Found {
        sought(text, Sought { quote, ..Sought::default() })
    }

    fn grade(text: &str, quote: &str) -> &'static str {
        find(text, quote).steps.grade()
    }

    fn is_altered(text: &str, quote: &str) -> Option<ChangeKind> {
        match outcome(text, quote) {
            Outcome::Altered(near) => near.changes.first().map(|change| change.kind),
            _ => None,
        }
    }

    #[test]
    fn grades() {
        let text = "He said the “deal” was\nworth \\$95m, or *more* than [that](#) year’s\n\nsales together.";
        assert_eq!(grade(text, "He said the"), "exact");
        assert_eq!(grade(text, " the “deal” was\nworth "), "exact");
        assert_eq!(grade(text, "the \"deal\" was\nworth"), "typographic");
        assert_eq!(grade(text, "the “deal” was worth"), "reflowed");
        assert_eq!(grade(text, "He said\nthe “deal”"), "reflowed");
        assert_eq!(grade(text, "worth $95m, or more than that year's"), "typographic");
        assert_eq!(grade(text, "worth \\$95m, or *more* than [that](#)"), "exact");
        assert_eq!(grade(text, "than [that](http://a.b) year's"), "typographic");
        assert_eq!(grade(text, "than [that"), "exact");
        assert_eq!(grade(text, "that](#) year’s"), "exact");
        assert_eq!(grade(text, "that year's sales together"), "reflowed");
        let steps = find(text, "the \"deal\" was worth").steps;
        assert_eq!(steps.weakest_first().collect::<Vec<_>>(), [Step::Reflowed, Step::Typographic]);
        assert_eq!(find(text, "was worth $95m").parts, [Span::new(23, 38)]);
    }

    #[test]
    fn only_whole_tokens_match() {
        let text = "The government said 3,400 isn't enough.";
        for part in ["he government", "The govern", "3,4", "400 isn't", "isn"] {
            assert!(!matches!(outcome(text, part), Outcome::Found(_)), "{part}");
        }
        assert_eq!(grade("xa a a b", "a a b"), "exact");
        assert_eq!(grade("-a a a- b", "a a- b"), "exact");
        assert_eq!(outcome(text, ""), Outcome::Absent(None));
        assert_eq!(outcome(text, " \n"), Outcome::Absent(None));
        assert_eq!(outcome("", "a b c"), Outcome::Absent(None));
        assert_eq!(outcome(text, "nothing of this"), Outcome::Absent(None));
    }

    #[test]
    fn a_match_stays_in_its_block() {
        let text = "The New Deal\n\nThe state sold its old firm. It was a good price.\n\nThen it bought another one.";
        assert_eq!(is_altered(text, "It was a good price. Then it bought"), Some(ChangeKind::Paragraph));
        assert_eq!(is_altered(text, "The New Deal The state sold"), Some(ChangeKind::Paragraph));
    }

    const FILLER: &str = "one two three four five six seven eight nine ten ";

    #[test]
    fn elided_quotes() {
        let text = format!(
            "The first thing to say is that it was bought early. {FILLER}And then the second part stands here. The end."
        );
        let found = find(&text, "The first thing [...] second part stands […]");
        assert_eq!(found.steps.grade(), "elided");
        assert!(!found.steps.typographic);
        let words: Vec<_> = found.parts.iter().map(|part| &text[part.range()]).collect();
        assert_eq!(words, ["The first thing", "second part stands"]);
    }

    #[test]
    fn elision_has_rules() {
        let text = format!(
            "The first thing to say is this. {FILLER}\n\nAnd the second part stands here. {} So it came to an end.",
            FILLER.repeat(10)
        );
        assert_eq!(grade(&text, "The first thing... the second part"), "elided");
        assert_eq!(grade(&text, "…the first thing to say".replace("the f", "The f").as_str()), "elided");
        assert_eq!(is_altered(&text, "the second part [...] The first thing"), Some(ChangeKind::Apart));
        assert_eq!(is_altered(&text, "the second part [...] came to an end"), Some(ChangeKind::Apart));
        assert!(
            matches!(outcome(&text, "The first thing [...] second part [...] stands here."), Outcome::Absent(Some(near)) if near.changes[0].kind == ChangeKind::ShortPart)
        );
        let Outcome::Altered(near) = outcome(&text, "The first thing [...] And the third part stands here.")
        else {
            panic!()
        };
        assert_eq!((near.changes[0].wrote.as_str(), near.changes[0].stands.as_str()), ("third", "second"));
    }

    #[test]
    fn dots_of_the_source_are_no_ellipsis() {
        let text = "\"Belarus ... is quite skilled in [...] things like that ... and in more,\" he said at the time of it all.";
        assert_eq!(grade(text, "Belarus ... is quite skilled"), "exact");
        assert_eq!(grade(text, "skilled in [...] things like that"), "exact");
        assert_eq!(grade(text, "Belarus ... is quite skilled [...] and in more,"), "elided");
        assert_eq!(is_altered(text, "Belarus ... is hardly skilled in"), Some(ChangeKind::Words));
    }

    #[test]
    fn elision_finds_later_places() {
        let text = format!("{} a b c x d e f. {} a b c y g h i.", "a b c.", FILLER.repeat(20));
        let found = find(&text, "a b c [...] g h i");
        assert!(found.ambiguity.is_none());
        assert_eq!(&text[found.parts[0].start as usize..found.parts[1].end as usize], "a b c y g h i");
    }

    #[test]
    fn ambiguity() {
        let text = "He said it was a good deal. She said it was a bad deal. They said it was not.";
        let found = find(text, "said it was");
        assert_eq!(found.parts, [Span::new(3, 14)]);
        assert_eq!(
            found.ambiguity,
            Some(Ambiguity::SeveralPlaces(vec![Span::new(32, 43), Span::new(61, 72)]))
        );
        let quote = "said it was";
        let found = sought(text, Sought { quote, prefix: Some("She "), suffix: None });
        assert_eq!((found.parts[0], found.ambiguity), (Span::new(32, 43), None));
        let found = sought(text, Sought { quote, prefix: None, suffix: Some("a") });
        assert!(matches!(found.ambiguity, Some(Ambiguity::SeveralPlaces(others)) if others.len() == 1));
        let found = sought(text, Sought { quote, prefix: Some("he"), suffix: None });
        assert_eq!(found.ambiguity, Some(Ambiguity::ContextNotFound));
        let found = sought(
            text,
            Sought { quote: "They said it", prefix: Some("bad deal."), suffix: Some("was *not*.") },
        );
        assert_eq!(found.ambiguity, None);
    }

    #[test]
    fn the_body_wins_over_headings_and_pull_quotes() {
        let long = "Nobody knew at the time that the ruler can be accused of many things, but never of this one, as the papers wrote on all their pages.";
        let text = format!(
            "The ruler can be accused\n\n{long}\n\nThe ruler can be accused of many things, but never of this.\n\nAnother one stands here."
        );
        let found = find(&text, "ruler can be accused");
        assert!(found.ambiguity.is_none() && !found.headings_only);
        assert_eq!(found.parts[0].start as usize, text.find("ruler can be accused of").unwrap());
        let text = format!("# The ruler goes away\n\n{long}");
        assert!(find(&text, "ruler goes away").headings_only);
        assert!(find(&text, "papers wrote on all").ambiguity.is_none());
    }

    #[test]
    fn the_rest_of_the_sentence() {
        let text =
            "It rained. The U.S. Treasury may have sold it, if “that” is so (perhaps).” It did not. So";
        let folded = Folded::text(text, Markup::Plain);
        let rest = |quote: &str| -> Vec<&str> {
            let Outcome::Found(found) =
                search(text, &folded, &[Sought { quote, ..Sought::default() }]).remove(0)
            else {
                panic!("{quote}")
            };
            found.rest_of_sentence(&folded).into_iter().map(|span| &text[span.range()]).collect()
        };
        assert_eq!(rest("have sold it"), ["The U.S. Treasury may", ", if “that” is so (perhaps).”"]);
        assert_eq!(
            rest("Treasury may have [...] that\" is so"),
            ["The U.S.", "sold it, if “", "(perhaps).”"]
        );
        assert_eq!(rest("It rained."), [""; 0]);
        assert_eq!(rest("It rained"), ["."]);
        assert_eq!(rest("did not. So"), ["It"]);
    }

    #[test]
    fn hostile_quotes_take_no_time() {
        let many = 100_000;
        let text = "a ".repeat(many);
        let folded = Folded::text(&text, Markup::Markdown);
        let quotes = [
            "a ".repeat(many / 2),
            "a ".repeat(many / 2) + "b",
            "a a a ... ".repeat(many / 20),
            "b a a ".repeat(many / 10),
            "*".repeat(many),
        ];
        let sought: Vec<_> = quotes.iter().map(|quote| Sought { quote, ..Sought::default() }).collect();
        assert_eq!(search(&text, &folded, &sought).len(), sought.len());
        let text = "ab ".repeat(many);
        let folded = Folded::text(&text, Markup::Plain);
        let quote = "ab ".repeat(many / 2) + "a";
        assert!(!matches!(
            search(&text, &folded, &[Sought { quote: &quote, ..Sought::default() }])[0],
            Outcome::Found(_)
        ));
    }

    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a", "b", "The ", " of ", "state", " 12", " ", "\n", "\n\n", ". ", ", ", "“", "’", " – ", "...",
            "ﬁ", "é", "*", "[x](#)", "[", "\\$", "not ",
        ]);
        prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn agrees_with_a_simple_model(text in any_text(), quote in any_text()) {
            let folded = Folded::text(&text, Markup::Plain);
            let words = Folded::quote(&quote, Markup::Plain);
            let edges: Vec<_> = tokens(folded.as_str()).collect();
            let model = !words.as_str().is_empty() && folded.as_str().char_indices().any(|(at, _)| {
                let end = at + words.as_str().len();
                folded.as_str()[at..].starts_with(words.as_str())
                    && edges.iter().any(|token| token.start == at) && edges.iter().any(|token| token.end == end)
            });
            let found = outcome_in(&text, Markup::Plain, Sought { quote: &quote, ..Sought::default() });
            if let Outcome::Found(found) = &found {
                prop_assert!(model || found.steps.elided);
            } else {
                prop_assert!(!model);
            }
        }

        #[test]
        fn whatever_stands_is_found(text in any_text(), markdown: bool, from in 0_usize..20, length in 1_usize..20) {
            let markup = if markdown { Markup::Markdown } else { Markup::Plain };
            let folded = Folded::text(&text, markup);
            let tokens: Vec<_> = tokens(folded.as_str()).collect();
            prop_assume!(!tokens.is_empty());
            let first = from % tokens.len();
            let range = tokens[first].start..tokens[(first + length - 1).min(tokens.len() - 1)].end;
            let quote = &folded.as_str()[range.clone()];
            prop_assume!(!quote.contains('\n'));
            let outcome = search(&text, &folded, &[Sought { quote, ..Sought::default() }]).remove(0);
            prop_assert!(matches!(outcome, Outcome::Found(_)), "{:?} in {:?}", quote, folded.as_str());
        }

        #[test]
        fn a_changed_word_is_never_found(text in "([a-e]{1,3}[ ,.]{1,2}){3,30}", at in 0_usize..30, from in 0_usize..30, length in 3_usize..12) {
            let folded = Folded::text(&text, Markup::Plain);
            let all: Vec<_> = tokens(folded.as_str()).collect();
            let from = from % all.len();
            let chosen = &all[from..(from + length).min(all.len())];
            let changed = &chosen[at % chosen.len()];
            let str = folded.as_str();
            let quote = [&str[chosen[0].start..changed.start], "zz", &str[changed.end..chosen[chosen.len() - 1].end]].concat();
            let outcome = search(&text, &folded, &[Sought { quote: &quote, ..Sought::default() }]).remove(0);
            match outcome {
                Outcome::Found(_) => prop_assert!(false),
                Outcome::Altered(near) => prop_assert!(near.changes.iter().any(|change| change.wrote.contains("zz"))),
                Outcome::Absent(_) => {}
            }
        }
    }
}
