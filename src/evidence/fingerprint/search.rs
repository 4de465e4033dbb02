//! Finding quotes by the fingerprint of their text.

use super::{Fingerprint, K, runs};
use crate::evidence::elision::{self, Ellipsis, MOST_ELIDED, MOST_OCCURRENCES, MOST_PARTS, is_short};
use crate::evidence::matching::MARKUP;
use crate::text::fold::{Folded, FoldedQuote, Markup, QuoteRange};
use crate::text::span::Span;
use crate::text::tokens::tokens;
use std::ops::Range;

/// What became of a quote that was looked for by fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It stands in the text.
    Found {
        /// In parts, in order.
        elided: bool,
    },
    /// Some of its words do, one after the other.
    Partly(Partly),
    /// No run of its words does.
    Absent,
    /// This part of it, beside an ellipsis, has fewer than three words; in bytes of the quote.
    ShortPart(Span),
    /// It, or a part of it beside an ellipsis, is too short to be looked for; in bytes of the quote.
    TooShort(Span),
    /// It may have been cut out of Markdown with half of a markup, which only the text can tell.
    Marks,
    /// So many quotes were looked for in so long a text that this one was not.
    TooMany,
}

/// A quote of which some words stand in the text. All spans are in bytes of the quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partly {
    /// The stretches that stand there, each one for itself, in order; not more than two.
    pub stands: Vec<Span>,
    /// From where to where it does not; empty where two stretches that stand there do not stand together.
    pub differs: Span,
    /// Why it does not.
    pub why: Why,
}

/// Why a quote does not stand where some of its words do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its first words stand there, and from `differs` on it is another.
    From,
    /// Its last words stand there, and up to `differs` it is another.
    UpTo,
    /// Some words in its midst stand there, and around them it is another.
    PageFrame,
    /// The part behind an ellipsis stands in the text, but not near behind the part before it.
    Apart,
}

/// Hashes that are compared in one search, at most; a few seconds.
const MOST_WORK: usize = 1 << 31;

/// Looks for each quote in the text that `fingerprint` is of.
pub fn search(fingerprint: &Fingerprint, quotes: &[&str]) -> Vec<Outcome> {
    search_within(fingerprint, quotes, MOST_WORK)
}

/// The same, with so many hashes compared at most.
pub(super) fn search_within(fingerprint: &Fingerprint, quotes: &[&str], work: usize) -> Vec<Outcome> {
    let mut source = Source::new(fingerprint, work);
    quotes.iter().map(|quote| seek(&mut source, quote).unwrap_or(Outcome::TooMany)).collect()
}

/// A fingerprint, where each hash stands in it, and the work that may still be done. Whoever has none left
/// gives `None`.
struct Source<'f> {
    fingerprint: &'f Fingerprint,
    /// The indices of the hashes, in the order of hashes, then of indices.
    by_hash: Vec<u32>,
    work: usize,
}

/// Words of a quote, on their way to the text.
struct Part<'q> {
    folded: &'q FoldedQuote,
    tokens: Vec<QuoteRange>,
    /// The hashes of the runs.
    runs: Vec<u32>,
}

fn seek(source: &mut Source, quote: &str) -> Option<Outcome> {
    let plain = Folded::quote(quote, Markup::Plain);
    let mut readings = vec![&plain];
    let is_marked = source.fingerprint.markup == Markup::Markdown && quote.contains(MARKUP);
    let marked = is_marked.then(|| Folded::quote(quote, Markup::Markdown));
    readings.extend(marked.iter().filter(|marked| marked.as_str() != plain.as_str()));
    for reading in &readings {
        if source.has(&Part::whole(reading))? {
            return Some(Outcome::Found { elided: false });
        }
    }
    if let Some(short) = readings.iter().find(|reading| Part::whole(reading).runs.is_empty()) {
        return Some(Outcome::TooShort(short.original(short.whole())));
    }
    let mut of_parts = None;
    for reading in &readings {
        for ellipsis in [Ellipsis::Bracketed, Ellipsis::Any] {
            let parts = elision::split(reading, ellipsis);
            let Some(parts) = parts.filter(|parts| !parts.is_empty()) else { continue };
            match seek_parts(source, reading, &parts)? {
                // Dots that are the source's own leave short parts: the other split says more.
                Outcome::ShortPart(_) if ellipsis == Ellipsis::Any && of_parts.is_some() => {}
                found @ Outcome::Found { .. } => return Some(found),
                outcome => of_parts = Some(outcome),
            }
        }
    }
    if is_marked && may_be_cut_out(source, &plain)? {
        return Some(Outcome::Marks);
    }
    match (of_parts, readings.last()) {
        (Some(outcome), _) => Some(outcome),
        (None, Some(reading)) => not_found(source, &Part::whole(reading)),
        (None, None) => Some(Outcome::Absent),
    }
}

fn seek_parts(source: &mut Source, quote: &FoldedQuote, parts: &[QuoteRange]) -> Option<Outcome> {
    let original = |part: &QuoteRange| quote.original(*part);
    if parts.len() > MOST_PARTS {
        return Some(Outcome::Absent);
    }
    if let Some(short) = parts.iter().find(|part| is_short(quote.words(**part))) {
        return Some(Outcome::ShortPart(original(short)));
    }
    // The places of the part before, in tokens of the text.
    let mut reached: Option<Vec<Range<u32>>> = None;
    let mut too_short = None;
    for (at, part) in parts.iter().enumerate() {
        let sought = Part::new(quote, *part);
        if sought.runs.is_empty() {
            // What is certainly wrong with the others is told first.
            too_short.get_or_insert(original(part));
            reached = None;
            continue;
        }
        let anywhere = source.occurrences(&sought, MOST_OCCURRENCES)?;
        if anywhere.is_empty() {
            return not_found(source, &sought);
        }
        let here: Vec<_> = match &reached {
            None => anywhere,
            Some(before) => anywhere.into_iter().filter(|place| is_reached(before, place)).collect(),
        };
        if here.is_empty() {
            let stands = parts.get(at.saturating_sub(1)).map(original).into_iter().collect();
            let differs = original(part);
            return Some(Outcome::Partly(Partly { stands, differs, why: Why::Apart }));
        }
        reached = Some(here);
    }
    Some(too_short.map_or(Outcome::Found { elided: true }, Outcome::TooShort))
}

/// Is one of the places `before` near enough before `place`?
fn is_reached(before: &[Range<u32>], place: &Range<u32>) -> bool {
    let from = before.partition_point(|earlier| earlier.end <= place.start).checked_sub(1);
    from.and_then(|from| before.get(from))
        .is_some_and(|earlier| (place.start - earlier.end) as usize <= MOST_ELIDED)
}

/// How far words agree with a text in which they do not stand as a whole.
fn not_found(source: &mut Source, part: &Part) -> Option<Outcome> {
    let Part { folded, tokens, runs } = part;
    let count = tokens.len();
    let span = |range: Range<usize>| {
        let start = tokens.get(range.start).map_or(folded.whole().end(), QuoteRange::start);
        let last = range.end.checked_sub(1).and_then(|last| tokens.get(last)).filter(|_| !range.is_empty());
        folded.original(QuoteRange::new(start, last.map_or(start, QuoteRange::end)))
    };
    if runs.is_empty() {
        return Some(Outcome::TooShort(span(0..count)));
    }
    // In tokens: those at the beginning that stand together, and those at the end.
    let head = covered(source.agreement(runs, Direction::Forwards)?);
    let tail = covered(source.agreement(runs, Direction::Backwards)?);
    // Stretches of tokens that stand there, each for itself; what differs; and where it lies.
    let (stands, differs, why) = match (head, tail) {
        (0, 0) => {
            let inner = first_inside(source, runs)?;
            if inner.is_empty() {
                return Some(Outcome::Absent);
            }
            let differs = 0..inner.start;
            ([Some(inner), None], differs, Why::PageFrame)
        }
        (head, 0) => ([Some(0..head), None], head..count, Why::From),
        (0, tail) => ([Some(count - tail..count), None], 0..count - tail, Why::UpTo),
        (head, tail) => {
            let end = (count - tail).max(head);
            ([Some(0..head), Some(count - tail..count)], head..end, Why::From)
        }
    };
    let stands = stands.into_iter().flatten().map(span).collect();
    Some(Outcome::Partly(Partly { stands, differs: span(differs), why }))
}

/// Of words of which neither the first nor the last stand in the text, the first that do, in tokens; empty if none do.
fn first_inside(source: &mut Source, runs: &[u32]) -> Option<Range<usize>> {
    for from in 1..runs.len() {
        let agree = source.agreement(runs.get(from..).unwrap_or(&[]), Direction::Forwards)?;
        if agree > 0 {
            return Some(from..from + covered(agree));
        }
    }
    Some(0..0)
}

/// The tokens of so many runs, one after the other.
fn covered(runs: usize) -> usize {
    if runs == 0 { 0 } else { runs + K - 1 }
}

/// Could a quote that does not stand in a Markdown text have been cut out of its file with half of a markup? Then what
/// lies between the words that bear marks stands in the text, as far as it is long enough.
fn may_be_cut_out(source: &mut Source, quote: &FoldedQuote) -> Option<bool> {
    let text = quote.as_str();
    if !has_half_marks(text) {
        return Some(false);
    }
    let mut bare = Vec::new();
    let mut open: Option<usize> = None;
    // The quote may begin in the target of a link.
    let inside = text.strip_prefix('(').unwrap_or(text);
    let closed = text.find(')').filter(|_| inside.find(')') < inside.find('(').or(Some(usize::MAX)));
    let mut target_until = closed.map_or(0, |end| end + 1);
    let mut at = 0;
    for word in text.split(' ') {
        let place = at..at + word.len();
        at = place.end + 1;
        // At the beginning of a line these would be marks too.
        let begins_block = word.bytes().all(|byte| b"#>-+=~|".contains(&byte));
        let is_plain = place.start >= target_until && !begins_block && !word.contains(MARKUP);
        if !is_plain {
            bare.extend(open.take().map(|start| QuoteRange::new(start, place.start)));
            if let Some(target) = word.find("](").filter(|_| place.start >= target_until) {
                let start = place.start + target;
                let length = text.get(start..).and_then(|rest| rest.find(')'));
                target_until = length.map_or(text.len(), |length| start + length + 1);
            }
        } else if open.is_none() {
            open = Some(place.start);
        }
    }
    bare.extend(open.map(|start| QuoteRange::new(start, text.len())));
    for stretch in bare {
        let part = Part::new(quote, stretch);
        if !part.runs.is_empty() && !source.has(&part)? {
            return Some(false);
        }
    }
    Some(true)
}

/// Has a quote a mark whose other half it has not? Whole markup has been read as such.
fn has_half_marks(quote: &str) -> bool {
    let count = |mark: char| quote.matches(mark).count();
    let is_odd = |mark: char| !count(mark).is_multiple_of(2);
    let open_target = quote.rfind("](").is_some_and(|at| !quote.get(at..).unwrap_or("").contains(')'));
    count('[') != count(']')
        || count('<') != count('>')
        || ['*', '_', '`'].into_iter().any(is_odd)
        || open_target
}

impl<'q> Part<'q> {
    fn whole(folded: &'q FoldedQuote) -> Self {
        Self::new(folded, folded.whole())
    }

    fn new(folded: &'q FoldedQuote, part: QuoteRange) -> Self {
        let words = folded.words(part);
        let inside: Vec<_> = tokens(words).collect();
        let runs = runs(words, &inside).collect();
        Self { folded, tokens: inside.into_iter().map(|token| part.part(token)).collect(), runs }
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Forwards,
    Backwards,
}

impl<'f> Source<'f> {
    fn new(fingerprint: &'f Fingerprint, work: usize) -> Self {
        let hash = |at: &u32| fingerprint.hashes.get(*at as usize).copied();
        let mut by_hash: Vec<u32> = (0..super::narrow(fingerprint.hashes.len())).collect();
        by_hash.sort_unstable_by_key(|at| (hash(at), *at));
        Self { fingerprint, by_hash, work }
    }

    /// Where a hash stands: indices, in order.
    fn places(&self, hash: u32) -> Range<usize> {
        let at = |at: &u32| self.fingerprint.hashes.get(*at as usize).copied();
        let start = self.by_hash.partition_point(|place| at(place) < Some(hash));
        let rest = self.by_hash.get(start..).unwrap_or(&[]);
        start..start + rest.partition_point(|place| at(place) == Some(hash))
    }

    /// Do these words stand in the text?
    fn has(&mut self, part: &Part) -> Option<bool> {
        Some(!self.occurrences(part, 1)?.is_empty())
    }

    /// The first `most` places of some words, in tokens of the text.
    fn occurrences(&mut self, part: &Part, most: usize) -> Option<Vec<Range<u32>>> {
        let runs = &part.runs;
        let rarest = runs.iter().enumerate().map(|(at, run)| (at, self.places(*run)));
        let Some((offset, places)) = rarest.min_by_key(|(_, places)| places.len()) else {
            return Some(Vec::new());
        };
        let mut found = Vec::new();
        for place in places {
            self.work = self.work.checked_sub(runs.len())?;
            let Some(&place) = self.by_hash.get(place) else { break };
            let Some(start) = (place as usize).checked_sub(offset) else { continue };
            let block = self.block(start);
            if start + runs.len() <= self.end(block)
                && self.fingerprint.hashes.get(start..start + runs.len()) == Some(runs)
            {
                let first = self.token(block, start);
                found.push(first..first.saturating_add(super::narrow(part.tokens.len())));
                if found.len() == most {
                    break;
                }
            }
        }
        Some(found)
    }

    /// How many of the first or last runs stand together in the text, at most.
    fn agreement(&mut self, runs: &[u32], direction: Direction) -> Option<usize> {
        let first = match direction {
            Direction::Forwards => runs.first(),
            Direction::Backwards => runs.last(),
        };
        let mut most = 0;
        for place in first.map_or(0..0, |run| self.places(*run)) {
            let Some(&place) = self.by_hash.get(place) else { break };
            let place = place as usize;
            let block = self.block(place);
            let hashes = &self.fingerprint.hashes;
            let agree = match direction {
                Direction::Forwards => {
                    let there = hashes.get(place..self.end(block)).unwrap_or(&[]);
                    there.iter().zip(runs).take_while(|(there, run)| there == run).count()
                }
                Direction::Backwards => {
                    let there = hashes.get(self.start(block)..=place).unwrap_or(&[]);
                    there.iter().rev().zip(runs.iter().rev()).take_while(|(there, run)| there == run).count()
                }
            };
            self.work = self.work.checked_sub(agree + 1)?;
            most = most.max(agree);
        }
        Some(most)
    }

    /// The index of the block that holds the run of this index.
    fn block(&self, run: usize) -> usize {
        self.fingerprint.blocks.partition_point(|block| block.hash as usize <= run).saturating_sub(1)
    }

    /// The index of the first run of a block.
    fn start(&self, block: usize) -> usize {
        self.fingerprint.blocks.get(block).map_or(self.fingerprint.hashes.len(), |block| block.hash as usize)
    }

    /// The index after the last run of a block.
    fn end(&self, block: usize) -> usize {
        self.start(block + 1)
    }

    /// The number of the first token of a run of a block.
    fn token(&self, block: usize, run: usize) -> u32 {
        let block = self.fingerprint.blocks.get(block);
        block.map_or(0, |block| block.token.saturating_add(super::narrow(run) - block.hash))
    }
}
