//! Finding quotes by the fingerprint of their text.

use super::{Fingerprint, K, runs};
use crate::evidence::elision::{self, Ellipsis, MOST_ELIDED, MOST_OCCURRENCES, MOST_PARTS, is_short};
use crate::evidence::matching::{MARKUP, NEAR};
use crate::text::fold::{Folded, FoldedQuote, Markup, QuoteRange};
use crate::text::span::Span;
use std::ops::Range;

/// The result of looking for a quote by fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It stands in the text: where its parts do, in order, in tokens of the text. Several if words are left out between them.
    Found(Vec<Range<u32>>),
    /// Only some of its words do.
    Partly(Partly),
    /// No run of its tokens does.
    Absent,
    /// This part of the quote, beside an ellipsis, has fewer than three words.
    ShortPart(Span),
    /// The quote, or this part of it beside an ellipsis, is too short to be looked for.
    TooShort(Span),
    /// It may have been cut out of Markdown with half of a pair of marks, which only the text can tell.
    Marks,
    /// It stands in the text without some of its hyphens, which may be those of line ends: only the text can tell.
    Hyphens,
    /// Its words may stand in too many places.
    TooCommon,
}

/// A quote of which some words stand in the text. All spans are of the quote as it is written in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partly {
    /// The passages that stand there, in order; two at most.
    pub stands: Vec<Span>,
    /// What does not; empty where two passages stand in the text, but not together.
    pub differs: Span,
    /// How the quote differs.
    pub why: Why,
}

/// How a quote differs from a text in which some of its words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its first words stand there; it differs from `differs` on.
    From,
    /// Its last words stand there; it differs up to `differs`.
    UpTo,
    /// Only words in its middle stand there.
    PageFrame,
    /// The part after an ellipsis stands in the text, but not shortly after the part before it.
    Apart,
}

/// The most hashes that are compared for one quote: some hundredths of a second.
const MOST_WORK: usize = 1 << 25;

/// Looks for each quote in the text with this fingerprint.
pub fn search(fingerprint: &Fingerprint, quotes: &[&str]) -> Vec<Outcome> {
    let mut source = Source::new(fingerprint);
    let seek_alone = |quote: &&str| {
        source.work = MOST_WORK;
        seek(&mut source, quote).unwrap_or(Outcome::TooCommon)
    };
    quotes.iter().map(seek_alone).collect()
}

/// Do these words stand in the text within [`NEAR`] tokens of one of `places`? Counted in tokens of the text.
pub fn is_near(fingerprint: &Fingerprint, places: &[Range<u32>], words: &str) -> bool {
    let mut source = Source::new(fingerprint);
    let readings = [Markup::Plain, Markup::Markdown].map(|markup| Folded::quote(words, markup));
    readings.iter().any(|reading| {
        let part = Part::whole(reading);
        let found = source.occurrences(&part, MOST_OCCURRENCES).unwrap_or_default();
        found.iter().any(|here| places.iter().any(|place| gap(here, place) as usize <= NEAR))
    })
}

/// The tokens between two places; none if they touch or overlap.
fn gap(one: &Range<u32>, other: &Range<u32>) -> u32 {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    second.start.saturating_sub(first.end)
}

/// A fingerprint, an index of its hashes, and the work that may still be done for a quote: functions return `None` once it is
/// used up.
struct Source<'f> {
    fingerprint: &'f Fingerprint,
    /// The indices of the hashes, sorted by hash, then by index.
    by_hash: Vec<u32>,
    work: usize,
}

/// The part of a quote that is looked for.
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
    // A line end of the text may stand where the quote has a blank between two digits.
    let broken = plain.may_break().then(|| plain.clone().broken());
    for reading in readings.iter().copied().chain(&broken) {
        let places = source.occurrences(&Part::whole(reading), 1)?;
        if !places.is_empty() {
            return Some(Outcome::Found(places));
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
                // Splitting at the source's own dots leaves short parts: the other split says more.
                Outcome::ShortPart(_) if ellipsis == Ellipsis::Any && of_parts.is_some() => {}
                found @ Outcome::Found(_) => return Some(found),
                outcome => of_parts = Some(outcome),
            }
        }
    }
    if is_marked && may_be_cut_out(source, &plain)? {
        return Some(Outcome::Marks);
    }
    if stands_without_hyphens(source, &plain)? {
        return Some(Outcome::Hyphens);
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
    // Where each part stands that the part before reaches, in tokens of the text.
    let mut stands: Vec<Vec<Range<u32>>> = Vec::new();
    // Does the part before stand anywhere? One that is too short to be looked for may.
    let mut is_placed = false;
    let mut too_short = None;
    for (index, part) in parts.iter().enumerate() {
        let words = Part::new(quote, *part);
        if words.runs.is_empty() {
            // If another part is certainly wrong, that is reported instead.
            too_short.get_or_insert(original(part));
            is_placed = false;
            continue;
        }
        let anywhere = source.occurrences(&words, MOST_OCCURRENCES)?;
        if anywhere.is_empty() {
            return not_found(source, &words);
        }
        let here: Vec<_> = match stands.last().filter(|_| is_placed) {
            None => anywhere,
            Some(before) => anywhere.into_iter().filter(|place| is_reached(before, place)).collect(),
        };
        if here.is_empty() {
            let stands = parts.get(index.saturating_sub(1)).map(original).into_iter().collect();
            let differs = original(part);
            return Some(Outcome::Partly(Partly { stands, differs, why: Why::Apart }));
        }
        stands.push(here);
        is_placed = true;
    }
    Some(too_short.map_or_else(|| Outcome::Found(one_chain(&stands)), Outcome::TooShort))
}

/// One place of each part, each reached from the one before.
fn one_chain(stands: &[Vec<Range<u32>>]) -> Vec<Range<u32>> {
    let mut chain: Vec<Range<u32>> = Vec::with_capacity(stands.len());
    for places in stands.iter().rev() {
        let place = match chain.last() {
            None => places.first(),
            Some(next) => places.iter().rfind(|place| place.end <= next.start),
        };
        chain.extend(place.cloned());
    }
    chain.reverse();
    chain
}

/// Does one of the places `before` end shortly before `place`?
fn is_reached(before: &[Range<u32>], place: &Range<u32>) -> bool {
    let from = before.partition_point(|earlier| earlier.end <= place.start).checked_sub(1);
    from.and_then(|from| before.get(from))
        .is_some_and(|earlier| (place.start - earlier.end) as usize <= MOST_ELIDED)
}

/// Does the quote stand there without some of its hyphens? The text has folded away those of line ends.
fn stands_without_hyphens(source: &mut Source, quote: &FoldedQuote) -> Option<bool> {
    const MOST: usize = 4;
    let words = quote.as_str();
    let is_within = |at: &usize| {
        let (before, after) = (&words[..*at], &words[at + 1..]);
        let after = after.strip_prefix(' ').unwrap_or(after);
        before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
    };
    let hyphens: Vec<usize> =
        memchr::memchr_iter(b'-', words.as_bytes()).filter(is_within).take(MOST).collect();
    for chosen in 1..1_usize << hyphens.len() {
        let mut without = String::with_capacity(words.len());
        let mut done = 0;
        for (_, at) in hyphens.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1) {
            without.push_str(&words[done..*at]);
            done = at + 1 + usize::from(words.as_bytes().get(at + 1) == Some(&b' '));
        }
        without.push_str(&words[done..]);
        let without = Folded::quote(&without, Markup::Plain);
        let part = Part::whole(&without);
        if !part.runs.is_empty() && source.has(&part)? {
            return Some(true);
        }
    }
    Some(false)
}

/// How much of a part stands in the text, if the whole does not.
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
    // The number of tokens at the beginning that stand together, and at the end.
    let head = covered(source.agreement(runs, Direction::Forwards)?);
    let tail = covered(source.agreement(runs, Direction::Backwards)?);
    // In tokens: what stands there, what differs, and how.
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

/// The first tokens that stand in the text, if neither the first run does nor the last; empty if none do.
fn first_inside(source: &mut Source, runs: &[u32]) -> Option<Range<usize>> {
    for from in 1..runs.len() {
        let agree = source.agreement(runs.get(from..).unwrap_or(&[]), Direction::Forwards)?;
        if agree > 0 {
            return Some(from..from + covered(agree));
        }
    }
    Some(0..0)
}

/// The number of tokens in so many consecutive runs.
fn covered(runs: usize) -> usize {
    if runs == 0 { 0 } else { runs + K - 1 }
}

/// Could a quote that does not stand in a Markdown text have been cut out of its file with half of a pair of marks? Then
/// what lies between the words with marks stands in the text, as far as it is long enough to tell.
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
    let mut start = 0;
    for word in text.split(' ') {
        let place = start..start + word.len();
        start = place.end + 1;
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
    for range in bare {
        let part = Part::new(quote, range);
        if !part.runs.is_empty() && !source.has(&part)? {
            return Some(false);
        }
    }
    Some(true)
}

/// Does a quote have a mark without its other half? Whole pairs have been read as markup.
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
        let inside: Vec<_> = folded.units(part).collect();
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
    fn new(fingerprint: &'f Fingerprint) -> Self {
        let hash = |index: &u32| fingerprint.hashes.get(*index as usize).copied();
        let mut by_hash: Vec<u32> = (0..super::narrow(fingerprint.hashes.len())).collect();
        by_hash.sort_unstable_by_key(|index| (hash(index), *index));
        Self { fingerprint, by_hash, work: MOST_WORK }
    }

    /// Where a hash stands in `by_hash`.
    fn places(&self, hash: u32) -> Range<usize> {
        let hash_at = |index: &u32| self.fingerprint.hashes.get(*index as usize).copied();
        let start = self.by_hash.partition_point(|index| hash_at(index) < Some(hash));
        let rest = self.by_hash.get(start..).unwrap_or(&[]);
        start..start + rest.partition_point(|index| hash_at(index) == Some(hash))
    }

    fn has(&mut self, part: &Part) -> Option<bool> {
        Some(!self.occurrences(part, 1)?.is_empty())
    }

    /// The first `most` places of a part, in tokens of the text.
    fn occurrences(&mut self, part: &Part, most: usize) -> Option<Vec<Range<u32>>> {
        let runs = &part.runs;
        let rarest = runs.iter().enumerate().map(|(offset, run)| (offset, self.places(*run)));
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

    /// The most runs, from the first on or from the last back, that stand together in the text.
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
