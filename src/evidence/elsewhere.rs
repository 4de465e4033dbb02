//! Quotes that do not stand in their source, but in another source of the project.
//!
//! Nothing is looked for unless a quote failed. Then each text is read once more, for all those quotes together: a rolling
//! hash (Karp and Rabin 1987) of some bytes at a time tells where one of them may stand. So it costs as much for one quote as
//! for many, and what is found for one does not depend on the others.

use super::elision::{self, Ellipsis};
use super::fingerprint;
use super::matching::MARKUP;
use super::occurrences::Searched;
use super::{TextState, Verdict, Verification};
use crate::corpus::{Corpus, SourceAt};
use crate::fileset::FileSet;
use crate::model::claim::Evidence;
use crate::text::fold::{Folded, FoldedQuote, FoldedRange, Markup, QuoteRange};
use crate::text::span::{FileId, Span};
use crate::text::unspaced::count_words;
use foldhash::HashMap;
use memchr::memmem::{self, Finder};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Which quotes that failed stand in other sources.
#[derive(Debug, Default)]
pub struct Elsewhere {
    found: HashMap<(FileId, Span), Standing>,
    /// How many quotes were not looked for everywhere.
    pub unsought: usize,
}

/// Another source in which a quote stands: of several the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The source.
    pub source: SourceAt,
    /// Where in its text, and in which line; `None` if its fingerprint tells it.
    pub place: Option<(Span, usize)>,
}

/// The fewest words of a quote that is looked for: fewer may stand anywhere.
const FEWEST_WORDS: usize = 4;

/// How many bytes are hashed at a time; a quote needs so many in a row.
const WINDOW: usize = 12;

/// Of the texts that have the longest part of an elided quote, in so many it is looked for with its other parts.
const MOST_TEXTS: usize = 8;

impl Elsewhere {
    /// Looks for every quote that failed in every other source.
    pub fn look(corpus: &Corpus, files: &FileSet, verification: &Verification) -> Self {
        let sought = sought(corpus, verification);
        if sought.is_empty() {
            return Self::default();
        }
        let readings: Vec<Reading> =
            sought.par_iter().enumerate().flat_map_iter(|(quote, sought)| readings(quote, sought)).collect();
        let net = Net::of(&readings);
        let catches: Vec<Mutex<Catch>> = sought.iter().map(|_| Mutex::default()).collect();
        corpus.par_each_source().for_each(|(source, _)| {
            cast(corpus, files, verification, source, &net, |reading, caught| {
                let quote = readings[reading].quote;
                if sought[quote].source != source {
                    caught(&mut catches[quote].lock().unwrap_or_else(PoisonError::into_inner));
                }
            });
        });
        let unlock = |catch: Mutex<Catch>| catch.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut catches: Vec<Catch> = catches.into_iter().map(unlock).collect();
        for (quote, standing) in try_parts(corpus, files, &readings, &catches) {
            catches[quote].keep(standing);
        }
        let unsought = catches.iter().filter(|catch| catch.first.is_none() && catch.is_cut_short()).count();
        let found =
            sought.iter().zip(catches).filter_map(|(sought, catch)| Some((sought.place, catch.first?)));
        Self { found: found.collect(), unsought }
    }

    /// Where the quote of `evidence` in the file `claim` stands, if not in its source.
    pub fn of(&self, claim: FileId, evidence: &Evidence) -> Option<&Standing> {
        self.found.get(&(claim, evidence.quote.as_ref()?.span))
    }
}

/// A quote that failed.
struct Sought<'c> {
    place: (FileId, Span),
    source: SourceAt,
    quote: &'c str,
}

fn sought<'c>(corpus: &'c Corpus, verification: &Verification) -> Vec<Sought<'c>> {
    let mut sought = Vec::new();
    for (at, claim) in corpus.each_claim().filter(|(_, claim)| claim.sound) {
        let links = claim.evidence.iter().zip(corpus.links_of(at)).zip(verification.of_claim(at));
        for ((evidence, link), verdict) in links {
            if let (true, Some(source), Some(quote)) = (is_lost(verdict), link.source, &evidence.quote)
                && is_telling(&quote.value)
            {
                let place = (claim.file, quote.span);
                sought.push(Sought { place, source, quote: &quote.value });
            }
        }
    }
    sought
}

/// Are its words not those of its source? Where no more than marks and the like differ they are, and it belongs there.
fn is_lost(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Altered(near) => near.changes.iter().any(|change| change.kind.is_of_words()),
        Verdict::Partly(_) | Verdict::Absent(_) => true,
        Verdict::Found(_) | Verdict::Unread(_) | Verdict::Skipped => false,
    }
}

fn is_telling(quote: &str) -> bool {
    count_words(quote) >= FEWEST_WORDS
}

/// One way to read a quote.
struct Reading {
    /// Its index among those that are sought.
    quote: usize,
    folded: FoldedQuote,
    /// Only in a text with this markup.
    only_in: Option<Markup>,
    /// More than one if it has an ellipsis.
    parts: Vec<QuoteRange>,
}

impl Reading {
    /// What is looked for first: the quote, or its longest part.
    fn longest(&self) -> &str {
        let longest = self.parts.iter().max_by_key(|part| part.len());
        longest.map_or("", |part| self.folded.words(*part))
    }
}

/// As it is written and, for Markdown, without its markup; whole, and in parts.
fn readings(quote: usize, sought: &Sought) -> Vec<Reading> {
    let marked = sought.quote.contains(MARKUP).then_some(Markup::Markdown);
    let mut readings = Vec::new();
    for only_in in std::iter::once(None).chain(marked.map(Some)) {
        let folded = || Folded::quote(sought.quote, only_in.unwrap_or(Markup::Plain));
        let whole = folded();
        let split = [Ellipsis::Bracketed, Ellipsis::Any].map(|ellipsis| elision::split(&whole, ellipsis));
        let parts: Vec<_> = split.into_iter().flatten().filter(|parts| parts.len() > 1).collect();
        let all = vec![whole.whole()];
        readings.push(Reading { quote, folded: whole, only_in, parts: all });
        readings.extend(parts.into_iter().map(|parts| Reading { quote, folded: folded(), only_in, parts }));
    }
    readings
}

/// What is looked for in every source, by some of its bytes and by its first run of tokens.
struct Net<'r> {
    readings: &'r [Reading],
    /// For each hash of some bytes: the readings that have them, and where in their words.
    by_bytes: HashMap<u64, Vec<(usize, usize)>>,
    /// A bit for each of these hashes, in no order: most places of a text are told by it.
    sieve: Vec<u64>,
    /// The longest words of each reading, if there are few.
    longest_words: Vec<Finder<'static>>,
    /// For each hash of a run, as fingerprints have it: the readings whose longest part begins with it.
    by_run: HashMap<u32, Vec<usize>>,
}

impl<'r> Net<'r> {
    fn of(readings: &'r [Reading]) -> Self {
        // Near-identical quotes are told apart by the bytes that fewest of them have.
        const ANCHORS: usize = 8;
        const FEW: usize = 32;
        let anchors = |words: &str| {
            let last = words.len().checked_sub(WINDOW);
            let at = |anchor: usize| last.map(|last| anchor * last / ANCHORS);
            let mut offsets: Vec<_> = (0..=ANCHORS).filter_map(at).collect();
            offsets.dedup();
            offsets
        };
        let hash_at = |words: &str, at: usize| words.as_bytes().get(at..at + WINDOW).map_or(0, hash);
        let mut shared: HashMap<u64, u32> = HashMap::default();
        for words in readings.iter().map(Reading::longest) {
            for at in anchors(words) {
                *shared.entry(hash_at(words, at)).or_default() += 1;
            }
        }
        let mut net = Net {
            readings,
            by_bytes: HashMap::default(),
            sieve: vec![0; SIEVE / 64],
            by_run: HashMap::default(),
            longest_words: Vec::new(),
        };
        if readings.len() <= FEW {
            let words = readings.iter().flat_map(|reading| longest_words(reading.longest()));
            net.longest_words = words.map(|words| Finder::new(&words).into_owned()).collect();
        }
        for (index, reading) in readings.iter().enumerate() {
            let words = reading.longest();
            let rarest =
                anchors(words).into_iter().min_by_key(|at| shared.get(&hash_at(words, *at)).copied());
            if let Some(at) = rarest {
                let hash = hash_at(words, at);
                net.by_bytes.entry(hash).or_default().push((index, at));
                let bit = sieve_bit(hash);
                net.sieve[bit / 64] |= 1 << (bit % 64);
            }
            if let Some(run) = fingerprint::first_run(words) {
                net.by_run.entry(run).or_default().push(index);
            }
        }
        net
    }

    /// May any reading stand in a text? Asked of each by itself where they are few.
    fn may_catch(&self, text: &str) -> bool {
        self.longest_words.is_empty()
            || self.longest_words.iter().any(|word| word.find(text.as_bytes()).is_some())
    }

    /// Calls `caught` with each reading whose longest part stands in a folded text, and where; with no place if it was
    /// compared in vain so often that it is given up.
    fn drag(&self, folded: &Folded, mut caught: impl FnMut(usize, Option<FoldedRange>)) {
        // In bytes of each reading.
        const VAIN_WORK: usize = 32 << 20;
        let mut vain: HashMap<usize, usize> = HashMap::default();
        let bytes = folded.as_str().as_bytes();
        let Some(first) = bytes.get(..WINDOW) else { return };
        let mut rolling = hash(first);
        for start in 0..=bytes.len() - WINDOW {
            let bit = sieve_bit(rolling);
            if self.sieve[bit / 64] >> (bit % 64) & 1 == 1 {
                for &(reading, offset) in self.by_bytes.get(&rolling).into_iter().flatten() {
                    let Some(start) = start.checked_sub(offset) else { continue };
                    let words = self.readings[reading].longest();
                    let worked = vain.get(&reading).copied().unwrap_or(0);
                    if worked > VAIN_WORK {
                        continue;
                    }
                    let place = FoldedRange::new(start, start + words.len());
                    let stands = bytes.get(start..).is_some_and(|rest| rest.starts_with(words.as_bytes()));
                    if stands && folded.is_edge(place.start()) && folded.is_edge(place.end()) {
                        caught(reading, Some(place));
                    }
                    vain.insert(reading, worked + words.len());
                    if worked + words.len() > VAIN_WORK {
                        caught(reading, None);
                    }
                }
            }
            if let (Some(out), Some(next)) = (bytes.get(start), bytes.get(start + WINDOW)) {
                rolling = rolling
                    .wrapping_sub(u64::from(*out).wrapping_mul(LEADING))
                    .wrapping_mul(BASE)
                    .wrapping_add(u64::from(*next));
            }
        }
    }
}

/// The bits of the sieve: 256 KiB, which stay near the processor.
const SIEVE: usize = 1 << 21;

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// What the first byte of a window is multiplied by.
const LEADING: u64 = {
    let (mut power, mut count) = (1_u64, 1);
    while count < WINDOW {
        power = power.wrapping_mul(BASE);
        count += 1;
    }
    power
};

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |hash: u64, byte| hash.wrapping_mul(BASE).wrapping_add(u64::from(*byte)))
}

#[allow(clippy::cast_possible_truncation, reason = "the uppermost bits, of which there are few")]
fn sieve_bit(hash: u64) -> usize {
    (hash.wrapping_mul(0xff51_afd7_ed55_8ccd) >> (64 - SIEVE.trailing_zeros())) as usize
}

/// What is known of where a quote stands.
#[derive(Debug, Default)]
struct Catch {
    /// It stands there, and in no source before.
    first: Option<Standing>,
    /// These sources have the longest part of a reading of it: the first ones, and one more to tell that there are more.
    parts: BTreeSet<(SourceAt, usize)>,
    /// It was given up in some source.
    given_up: bool,
}

impl Catch {
    fn keep(&mut self, standing: Standing) {
        if self.first.as_ref().is_none_or(|first| standing.source < first.source) {
            self.first = Some(standing);
        }
    }

    fn keep_part(&mut self, source: SourceAt, reading: usize) {
        self.parts.insert((source, reading));
        if self.parts.len() > MOST_TEXTS + 1 {
            self.parts.pop_last();
        }
    }

    fn is_cut_short(&self) -> bool {
        self.given_up || self.parts.len() > MOST_TEXTS
    }
}

/// Looks into one source, by its text or, without it, by its fingerprint. `tell` is called with a reading, and with what is
/// known of its quote.
fn cast(
    corpus: &Corpus,
    files: &FileSet,
    verification: &Verification,
    source: SourceAt,
    net: &Net,
    tell: impl Fn(usize, &dyn Fn(&mut Catch)),
) {
    match verification.text_state(source) {
        TextState::Verified { .. } | TextState::Unpinned { .. } => {
            let Some((text, markup)) = written_text_of(corpus, files, source) else { return };
            // In Markdown a mark may stand between two words.
            let is_plain = markup == Markup::Plain;
            if is_plain && !net.may_catch(&text) {
                return;
            }
            let folded = Folded::text(&text, markup);
            net.drag(&folded, |reading, place| {
                let Reading { only_in, parts, .. } = &net.readings[reading];
                if only_in.is_some_and(|markup| markup != folded.markup())
                    || is_plain && !has_longest_words(&text, net.readings[reading].longest())
                {
                    return;
                }
                tell(reading, &|catch| match place {
                    None => catch.given_up = true,
                    Some(_) if parts.len() > 1 => catch.keep_part(source, reading),
                    Some(place) => {
                        // A text that has it many times is not asked for the line each time.
                        if catch.first.as_ref().is_none_or(|first| source < first.source) {
                            catch.keep(Standing::at(source, folded.original(place), &text));
                        }
                    }
                });
            });
        }
        TextState::NotHeld => {
            let Some(fingerprint) = fingerprint::held(corpus, files, source, None).1 else { return };
            for run in fingerprint.runs() {
                for reading in net.by_run.get(run).into_iter().flatten() {
                    tell(*reading, &|catch| catch.keep_part(source, *reading));
                }
            }
        }
        _ => {}
    }
}

impl Standing {
    fn at(source: SourceAt, place: Span, text: &str) -> Self {
        let before = text.get(..place.range().start).unwrap_or("");
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        Self { source, place: Some((place, line)) }
    }
}

fn written_text_of(corpus: &Corpus, files: &FileSet, source: SourceAt) -> Option<(String, Markup)> {
    let held = corpus.text_of(source)?;
    Some((String::from_utf8(files.read(held.file).ok()?).ok()?, held.markup))
}

fn text_of(corpus: &Corpus, files: &FileSet, source: SourceAt) -> Option<(String, Folded)> {
    let (text, markup) = written_text_of(corpus, files, source)?;
    let folded = Folded::text(&text, markup);
    Some((text, folded))
}

/// Do the longest words stand in a text as it is written? A plain text that parts or spells them otherwise is not looked into:
/// that is told much faster than by folding every text.
fn has_longest_words(text: &str, words: &str) -> bool {
    longest_words(words).iter().any(|words| memmem::find(text.as_bytes(), words.as_bytes()).is_some())
}

/// The longest two words that only a space parts, with a space and with a line end between them; where no spaces are written,
/// the longest stretch without a mark.
fn longest_words(words: &str) -> Vec<String> {
    let stretches = words.split(|c: char| !c.is_alphanumeric() && c != ' ');
    let words_of = stretches.map(|stretch| stretch.split(' ').filter(|word| !word.is_empty()));
    let pairs = words_of.clone().flat_map(|words| words.clone().zip(words.skip(1)));
    if let Some((one, other)) = pairs.max_by_key(|(one, other)| one.len() + other.len()) {
        return vec![format!("{one} {other}"), format!("{one}\n{other}")];
    }
    let longest = words_of.flatten().max_by_key(|word| word.len());
    vec![longest.unwrap_or(words).to_owned()]
}

/// The quotes that stand in parts, or by fingerprint, in the first sources where they may. Each source is read once.
fn try_parts(
    corpus: &Corpus,
    files: &FileSet,
    readings: &[Reading],
    catches: &[Catch],
) -> Vec<(usize, Standing)> {
    let unfound = catches.iter().filter(|catch| catch.first.is_none());
    let mut tries: Vec<(SourceAt, usize)> =
        unfound.flat_map(|catch| catch.parts.iter().copied().take(MOST_TEXTS)).collect();
    tries.sort_unstable();
    let of_sources: Vec<_> = tries.chunk_by(|one, other| one.0 == other.0).collect();
    let try_source = |tries: &&[(SourceAt, usize)]| {
        let source = tries.first().map(|(source, _)| *source);
        let text = source.and_then(|source| text_of(corpus, files, source));
        let fingerprint = source
            .filter(|_| text.is_none())
            .and_then(|source| fingerprint::held(corpus, files, source, None).1);
        let stands = |&(source, reading): &(SourceAt, usize)| {
            let Reading { quote, folded: words, parts, .. } = &readings[reading];
            let standing = match (&text, &fingerprint) {
                (Some((text, folded)), _) => {
                    let place =
                        elision::seek_parts(&Searched::new(folded), words, parts).ok()?.into_iter().next()?;
                    Standing::at(source, folded.original(*place.first()?), text)
                }
                (None, Some(fingerprint)) => {
                    let found = fingerprint::search(fingerprint, &[words.as_str()]).pop()?;
                    let fingerprint::Outcome::Found(_) = found else { return None };
                    Standing { source, place: None }
                }
                (None, None) => return None,
            };
            Some((*quote, standing))
        };
        tries.iter().filter_map(stands).collect::<Vec<_>>()
    };
    of_sources.par_iter().flat_map_iter(try_source).collect()
}
