//! Floor 5: does each quote stand in its source's text, and what has the evidence of a claim earned?
//!
//! Texts are read once each, with all their quotes together, and not kept.

pub mod difference;
mod disjoint;
mod elision;
pub mod hedge;
mod held;
mod lexicon;
pub mod matching;
mod near;
mod occurrences;
pub mod origins;
pub mod parties;
mod places;
mod sentence;
mod sides;
pub mod standing;
mod steps;

use crate::corpus::Corpus;
use crate::fileset::FileSet;
use crate::model::source::Source;
use crate::text::fold::{Folded, Markup};
use crate::text::span::Span;
use difference::Near;
use hedge::Hedge;
pub use held::{TextState, sha256};
pub use lexicon::is_number;
use matching::{Ambiguity, Found, Outcome, Sought, Step, Steps};
use rayon::prelude::*;

/// What became of every quote and every text of a corpus.
#[derive(Debug)]
pub struct Quotes {
    verdicts: Vec<Verdict>,
    /// For each claim, the place of its first quote in `verdicts`; one more at the end.
    first: Vec<usize>,
    texts: Vec<TextState>,
}

/// What became of one quote.
#[derive(Debug)]
pub enum Verdict {
    /// It stands in the text. This is the only one that passes.
    Found(Passed),
    /// Something like it stands in the text.
    Altered(Box<Near>),
    /// Nothing like it stands there; the passage that shares most words with it, if any does.
    Absent(Option<Box<Near>>),
    /// There is no text to look in.
    Unread(Unread),
    /// It could not be looked for: its record or its source's record is broken or incomplete.
    Skipped,
}

/// A quote that stands in its text.
#[derive(Debug)]
pub struct Passed {
    /// What had to be done to find it.
    pub steps: Steps,
    /// Where it stands, in the text; where its first part does, if it is elided.
    pub place: Span,
    /// Why the place is unsure, if it is.
    pub ambiguity: Option<Box<Ambiguity>>,
    /// It stands only in a title, heading or caption.
    pub heading: bool,
    /// A negation or hedge that the quote leaves outside.
    pub hedge: Option<Box<Hedge>>,
}

/// Why there is no text to look in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// The record says that nobody here has seen the document.
    NeverSeen,
    /// No file holds the text.
    NotHeld,
    /// A file does, but it may not be used.
    TextRefused,
    /// So many quotes were looked for in so long a text that this one was not.
    TooMany,
}

/// How a quote that was looked for was found, the best first. All but the last two pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Character for character.
    Exact,
    /// But for quotation marks, dashes, spaces, markup.
    Typographic,
    /// Over a line or page break.
    Reflowed,
    /// Its parts, in order.
    Elided,
    /// In several places.
    Ambiguous,
    /// Near, but not so.
    Altered,
    /// Not at all.
    Absent,
}

impl Quotes {
    /// Looks for every quote of `corpus` in its text, on all cores.
    pub fn verify(corpus: &Corpus, files: &FileSet) -> Self {
        let (first, mut verdicts, by_source) = group(corpus);
        let done: Vec<(TextState, Vec<Verdict>)> = by_source
            .par_iter()
            .enumerate()
            .map(|(at, quotes)| verify_source(corpus, files, at, quotes))
            .collect();
        let mut texts = Vec::with_capacity(done.len());
        for (quotes, (state, found)) in by_source.iter().zip(done) {
            texts.push(state);
            for (quote, verdict) in quotes.iter().zip(found) {
                verdicts[quote.number] = verdict;
            }
        }
        Self { verdicts, first, texts }
    }

    /// What became of the quotes of the claim at that place of the corpus, in the order of its evidence.
    pub fn of_claim(&self, claim: usize) -> &[Verdict] {
        &self.verdicts[self.first[claim]..self.first[claim + 1]]
    }

    /// What became of the text of the source at that place of the corpus.
    pub fn text_state(&self, source: usize) -> &TextState {
        &self.texts[source]
    }
}

impl Verdict {
    /// The grade; `None` if the quote was not looked for.
    pub fn grade(&self) -> Option<Grade> {
        match self {
            Verdict::Found(passed) => Some(passed.grade()),
            Verdict::Altered(_) => Some(Grade::Altered),
            Verdict::Absent(_) => Some(Grade::Absent),
            Verdict::Unread(_) | Verdict::Skipped => None,
        }
    }
}

impl Passed {
    /// The grade, named by the weakest step.
    pub fn grade(&self) -> Grade {
        if self.ambiguity.is_some() {
            return Grade::Ambiguous;
        }
        match self.steps.weakest_first().next() {
            None => Grade::Exact,
            Some(Step::Typographic) => Grade::Typographic,
            Some(Step::Reflowed) => Grade::Reflowed,
            Some(Step::Elided) => Grade::Elided,
        }
    }
}

impl Grade {
    /// All grades, the best first.
    pub const ALL: [Grade; 7] = [
        Grade::Exact,
        Grade::Typographic,
        Grade::Reflowed,
        Grade::Elided,
        Grade::Ambiguous,
        Grade::Altered,
        Grade::Absent,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Exact => "exact",
            Grade::Typographic => "typographic",
            Grade::Reflowed => "reflowed",
            Grade::Elided => "elided",
            Grade::Ambiguous => "ambiguous",
            Grade::Altered => "altered",
            Grade::Absent => "absent",
        }
    }
}

/// The words of a quote as people count them: what stands between spaces and holds a letter or digit.
pub fn words(quote: &str) -> impl Iterator<Item = &str> {
    quote.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

/// One quote, on its way to its source.
struct Quote {
    claim: u32,
    evidence: u32,
    /// Its place among all quotes.
    number: usize,
}

fn group(corpus: &Corpus) -> (Vec<usize>, Vec<Verdict>, Vec<Vec<Quote>>) {
    let mut first = Vec::with_capacity(corpus.claims.len() + 1);
    let mut verdicts = Vec::new();
    let mut by_source: Vec<Vec<Quote>> = Vec::new();
    by_source.resize_with(corpus.sources.len(), Vec::new);
    for (claim_at, claim) in (0u32..).zip(&corpus.claims) {
        first.push(verdicts.len());
        let links = corpus.links_of(claim_at as usize);
        for (evidence_at, (evidence, link)) in (0..).zip(claim.evidence.iter().zip(links)) {
            if let Some(source) = link.source.filter(|_| claim.sound && evidence.quote.is_some()) {
                let number = verdicts.len();
                by_source[source as usize].push(Quote { claim: claim_at, evidence: evidence_at, number });
            }
            verdicts.push(Verdict::Skipped);
        }
    }
    first.push(verdicts.len());
    (first, verdicts, by_source)
}

/// Bytes of one text that are searched for all its quotes together, at most; some seconds. A text of 16 MiB may have
/// 2,000 quotes.
const MOST_SEARCHED: usize = 1 << 35;

fn verify_source(corpus: &Corpus, files: &FileSet, at: usize, quotes: &[Quote]) -> (TextState, Vec<Verdict>) {
    let source = &corpus.sources[at];
    let (state, text) = held::read(corpus, files, at);
    let Some((text, markup)) = text else {
        let why = match (&state, &source.text) {
            (TextState::NotHeld, None) => Unread::NeverSeen,
            (TextState::NotHeld, Some(_)) => Unread::NotHeld,
            _ => Unread::TextRefused,
        };
        let verdict = || if source.sound { Verdict::Unread(why) } else { Verdict::Skipped };
        return (state, quotes.iter().map(|_| verdict()).collect());
    };
    if quotes.is_empty() || !source.sound {
        return (state, quotes.iter().map(|_| Verdict::Skipped).collect());
    }
    let folded = Folded::text(&text, markup);
    let sought: Vec<_> = quotes
        .iter()
        .map(|quote| {
            let evidence = &corpus.claims[quote.claim as usize].evidence[quote.evidence as usize];
            let location = evidence.location.as_ref();
            Sought {
                quote: evidence.quote.as_ref().map_or("", |quote| &quote.value),
                prefix: location.and_then(|location| location.prefix.as_ref()).map(|prefix| &*prefix.value),
                suffix: location.and_then(|location| location.suffix.as_ref()).map(|suffix| &*suffix.value),
            }
        })
        .collect();
    let affordable = sought.len().min(MOST_SEARCHED / text.len().max(1));
    let outcomes = matching::search(&text, &folded, &sought[..affordable]);
    let mut verdicts: Vec<_> = sought
        .iter()
        .zip(outcomes)
        .map(|(sought, outcome)| match outcome {
            Outcome::Found(found) => Verdict::Found(passed(&found, sought, source, &text, &folded)),
            Outcome::Altered(near) => Verdict::Altered(Box::new(near)),
            Outcome::Absent(near) => Verdict::Absent(near.map(Box::new)),
        })
        .collect();
    verdicts.resize_with(sought.len(), || Verdict::Unread(Unread::TooMany));
    (state, verdicts)
}

fn passed(found: &Found, sought: &Sought, source: &Source, text: &str, folded: &Folded) -> Passed {
    let is_title = source.title.as_ref().is_some_and(|title| same_words(&title.value, sought.quote))
        && found.ambiguity.is_none()
        && stands_alone(found, folded);
    Passed {
        steps: found.steps,
        place: found.parts.first().copied().unwrap_or_default(),
        ambiguity: found.ambiguity.clone().map(Box::new),
        heading: found.headings_only || is_title,
        hedge: hedge::shed(text, &found.rest_of_sentence(folded), extent(found)).map(Box::new),
    }
}

/// Is the quote a whole block of a text that has others?
fn stands_alone(found: &Found, folded: &Folded) -> bool {
    let place = folded.folded(extent(found));
    folded.blocks().len() > 1 && folded.block_at(place.start).span.range() == place
}

/// From the first part of a quote to its last.
fn extent(found: &Found) -> Span {
    let start = found.parts.first().map_or(0, |part| part.start);
    Span { start, end: found.parts.last().map_or(start, |part| part.end) }
}

fn same_words(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) < 64
        && Folded::quote(a, Markup::Plain).as_str() == Folded::quote(b, Markup::Plain).as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_people_count_them() {
        assert_eq!(words("22 patrol boats \u{2013} delivered [...] at 4.30").count(), 6);
        assert_eq!(words("").count(), 0);
    }
}
