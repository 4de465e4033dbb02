//! Floor 6: does each quote stand in its source's text, and what has the evidence of a claim earned?
//!
//! Texts are read once each, with all their quotes together, and not kept.

mod above;
mod alike;
pub mod attribution;
mod bare;
pub mod basis;
pub mod chain;
pub mod checkable;
mod credit;
pub mod difference;
mod disguised;
pub mod documents;
pub mod echo;
pub mod echoes;
mod edge;
mod elision;
pub mod elsewhere;
pub mod excerpt;
pub mod fingerprint;
pub mod hedge;
pub mod imprint;
mod instead;
mod joined;
mod lexicon;
pub mod matching;
mod nearest;
mod noted;
pub mod numbers;
mod occurrences;
pub mod otherwise;
pub mod parties;
pub mod passage;
mod places;
mod reading;
mod rejoined;
pub mod scope;
mod selector;
mod sentence;
pub mod shingles;
mod source_text;
pub mod speaker;
pub mod standing;
mod steps;
pub mod turned;
pub mod whole_field;

use crate::corpus::{ClaimAt, Corpus, SourceAt};
use crate::fileset::FileSet;
use crate::model::source::Source;
use crate::text::fold::{Folded, Markup};
use crate::text::language::reads_as_english;
use crate::text::outline::{self, Outline};
use crate::text::sketch::{self, Sketch};
use crate::text::span::Span;
use crate::text::unspaced::count_words;
use crate::text::whereabouts::{Stands, Whereabouts};
pub use attribution::Credit;
pub use credit::credits;
use difference::NearMiss;
use fingerprint::{Age, Fingerprint, FingerprintState, Partly, TextAtHand};
use hedge::Hedge;
use imprint::Imprint;
pub use instead::escape;
pub use lexicon::{is_month, is_negation, is_number};
use matching::{Ambiguity, Found, Heading, Outcome, QuoteSelector, Step, Steps};
use numbers::Whole;
use rayon::prelude::*;
pub use sentence::sentences;
use shingles::Shingles;
pub use source_text::{SourceText, TextState, UsableText, sha256, usable_text};
use speaker::Speaker;

/// The result of looking for every quote of a corpus in its source.
#[derive(Debug)]
pub struct Verification {
    verdicts: Vec<Verdict>,
    /// For each claim, where its quotes begin in `verdicts`; one more at the end.
    first: Vec<usize>,
    texts: Vec<TextState>,
    fingerprints: Vec<FingerprintState>,
    sketches: Vec<Sketch>,
    imprints: Vec<Option<Box<Imprint>>>,
}

/// The result of looking for one quote.
#[derive(Debug)]
pub enum Verdict {
    /// It stands in the text. This is the only one that passes.
    Found(Passed),
    /// Something like it stands in the text.
    Altered(Box<NearMiss>),
    /// By the fingerprint, some of its words stand in the text; more cannot be told without the text.
    Partly(Box<Partly>),
    /// Nothing like it stands in the text. The passage that shares most words with it, if any does.
    Absent(Option<Box<NearMiss>>),
    /// It was not looked for, as there is no text to look in.
    Unread(Unread),
    /// It was not looked for, as its record or that of its source is broken or incomplete.
    Skipped,
}

/// A quote that stands in its text.
#[derive(Debug)]
pub struct Passed {
    /// How it differs from an exact match.
    pub steps: Steps,
    /// Where it stands in the text; if it is elided, where its first part does. Empty if it was found by fingerprint, which
    /// tells no place to show.
    pub place: Span,
    /// Which words of the text it is.
    pub extent: Extent,
    /// Do the words of `on_record` stand near it?
    pub on_record: bool,
    /// Why the place is unsure, if it is. Never told by fingerprint, nor is what follows.
    pub ambiguity: Option<Box<Ambiguity>>,
    /// It stands only in a title, heading or caption.
    pub heading: bool,
    /// A negation or hedge in the rest of the sentence.
    pub hedge: Option<Box<Hedge>>,
    /// The words beside it that give it as what somebody says.
    pub credit: Option<Box<Credit>>,
    /// Whose turn it is there, in a transcript.
    pub speaker: Option<Box<Speaker>>,
    /// What it states in full, if an edge of it cuts a number.
    pub whole: Option<Box<Whole>>,
    /// The year that the heading of its section names.
    pub year: Option<i32>,
    /// On which page, in which minute or row it stands, as far as the text says.
    pub stands: Option<Box<Stands>>,
}

/// Which words of a text a quote is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// Its parts in order, in bytes of the text.
    Bytes(Parts),
    /// Its parts in order, in tokens of the text: by fingerprint.
    Tokens(Parts),
}

/// One part, or several. Almost every quote has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parts {
    /// The whole quote.
    One(Span),
    /// What stands between ellipses.
    Several(Box<[Span]>),
}

/// Why a quote was not looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// The record says that nobody here has seen the document.
    NeverSeen,
    /// No file holds the text.
    NotHeld,
    /// A file holds the text or its fingerprint, but may not be used.
    TextRefused,
    /// By the fingerprint, its words may stand in too many places.
    TooCommon,
    /// There is only a fingerprint, made for another version of the program.
    AgedFingerprint(Age),
    /// There is only a fingerprint, and it cannot tell so few words: these, of the quote.
    TooShortForFingerprint(Span),
    /// There is only a fingerprint, and it cannot tell whether marks in the quote are markup of the text.
    MarksForFingerprint,
    /// There is only a fingerprint, and it cannot tell whether hyphens in the quote are those of line ends.
    HyphensForFingerprint,
}

/// How well a quote matches its source, the best first. All but the last two pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Character for character.
    Exact,
    /// Except for quotation marks, dashes, spaces or markup.
    Typographic,
    /// Across a line or page break.
    Reflowed,
    /// With a word that a hyphen parts at a line end, or that has the number of a note behind it.
    Rejoined,
    /// In parts, in order.
    Elided,
    /// By the fingerprint of the text, which is not here.
    Fingerprint,
    /// In several places, or not between the given prefix and suffix.
    Ambiguous,
    /// With differences.
    Altered,
    /// Not at all.
    Absent,
}

impl Verification {
    /// Looks for every quote of `corpus` in its text, on all cores.
    pub fn verify(corpus: &Corpus, files: &FileSet) -> Self {
        let (grouped, sketched) = (group(corpus, |_| true), Sketched::of(corpus));
        Self::of_sources(corpus, grouped, |source, quotes| {
            verify_source(corpus, files, source, quotes, sketched)
        })
    }

    /// Looks for the quotes of some claims of `corpus`, and reads no other text than theirs.
    pub fn verify_some(corpus: &Corpus, files: &FileSet, is_meant: impl Fn(ClaimAt) -> bool) -> Self {
        let (grouped, sketched) = (group(corpus, is_meant), Sketched::of(corpus));
        Self::of_sources(corpus, grouped, |source, quotes| match quotes {
            [] => Verified::nothing(),
            quotes => verify_source(corpus, files, source, quotes, sketched),
        })
    }

    fn of_sources(
        corpus: &Corpus,
        Grouped { first, mut verdicts, by_source }: Grouped,
        verify: impl Fn(SourceAt, &[Quote]) -> Verified + Sync,
    ) -> Self {
        let sources = corpus.par_each_source().zip(&by_source);
        let done: Vec<Verified> = sources.map(|((source, _), quotes)| verify(source, quotes)).collect();
        let (mut texts, mut fingerprints) = (Vec::with_capacity(done.len()), Vec::with_capacity(done.len()));
        let (mut sketches, mut imprints) = (Vec::with_capacity(done.len()), Vec::with_capacity(done.len()));
        for (quotes, verified) in by_source.iter().zip(done) {
            texts.push(verified.text);
            fingerprints.push(verified.fingerprint);
            sketches.push(verified.sketch);
            imprints.push(verified.imprint);
            for (quote, verdict) in quotes.iter().zip(verified.quotes) {
                verdicts[quote.number] = verdict;
            }
        }
        Self { verdicts, first, texts, fingerprints, sketches, imprints }
    }

    /// The verdicts on the quotes of a claim, in the order of its evidence.
    pub fn of_claim(&self, claim: ClaimAt) -> &[Verdict] {
        &self.verdicts[self.first[claim.index()]..self.first[claim.index() + 1]]
    }

    /// The state of a source's text.
    pub fn text_state(&self, source: SourceAt) -> &TextState {
        &self.texts[source.index()]
    }

    /// A few hashes of a source's text, for telling which texts have words in common; empty where there is no text.
    pub fn sketch(&self, source: SourceAt) -> &[u32] {
        &self.sketches[source.index()]
    }

    /// What the text of a source says of itself; `None` if that is nothing, or there is no text.
    pub fn imprint(&self, source: SourceAt) -> Option<&Imprint> {
        self.imprints[source.index()].as_deref()
    }

    /// The state of a source's fingerprint.
    pub fn fingerprint_state(&self, source: SourceAt) -> &FingerprintState {
        &self.fingerprints[source.index()]
    }
}

impl Verdict {
    /// Was the quote found in its source?
    pub fn stands(&self) -> bool {
        matches!(self, Verdict::Found(_))
    }

    /// The grade; `None` if the quote was not looked for.
    pub fn grade(&self) -> Option<Grade> {
        match self {
            Verdict::Found(passed) => Some(passed.grade()),
            Verdict::Altered(_) | Verdict::Partly(_) => Some(Grade::Altered),
            Verdict::Absent(_) => Some(Grade::Absent),
            Verdict::Unread(_) | Verdict::Skipped => None,
        }
    }
}

impl Extent {
    /// Where its parts stand in the text, in order; nowhere if only a fingerprint tells of it.
    pub fn places(&self) -> &[Span] {
        match self {
            Extent::Bytes(parts) => parts.spans(),
            Extent::Tokens(_) => &[],
        }
    }

    /// Do two quotes from one text share a word? Where one was found by the text and the other by its fingerprint nobody can
    /// tell, and they count as if they did.
    pub fn shares_words_with(&self, other: &Extent) -> bool {
        let ((Extent::Bytes(one), Extent::Bytes(other)) | (Extent::Tokens(one), Extent::Tokens(other))) =
            (self, other)
        else {
            return true;
        };
        one.spans().iter().any(|a| other.spans().iter().any(|b| a.start < b.end && b.start < a.end))
    }
}

impl Extent {
    /// Have two quotes from one text most of the shorter one in common? Where nobody can tell, they have not.
    pub fn is_mostly(&self, other: &Extent) -> bool {
        let ((Extent::Bytes(one), Extent::Bytes(other)) | (Extent::Tokens(one), Extent::Tokens(other))) =
            (self, other)
        else {
            return false;
        };
        let length = |parts: &Parts| parts.spans().iter().map(|span| span.end - span.start).sum::<u32>();
        let shared = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
        let pairs = one.spans().iter().flat_map(|a| other.spans().iter().map(move |b| shared(a, b)));
        pairs.sum::<u32>() * 2 >= length(one).min(length(other))
    }
}

impl Parts {
    fn of(spans: &[Span]) -> Self {
        match spans {
            [one] => Parts::One(*one),
            several => Parts::Several(several.into()),
        }
    }

    fn spans(&self) -> &[Span] {
        match self {
            Parts::One(span) => std::slice::from_ref(span),
            Parts::Several(spans) => spans,
        }
    }
}

impl Passed {
    /// Named by the weakest step.
    pub fn grade(&self) -> Grade {
        if self.ambiguity.is_some() {
            return Grade::Ambiguous;
        }
        match self.steps.weakest_first().next() {
            None => Grade::Exact,
            Some(Step::Typographic) => Grade::Typographic,
            Some(Step::Reflowed) => Grade::Reflowed,
            Some(Step::Rejoined) => Grade::Rejoined,
            Some(Step::Elided) => Grade::Elided,
            Some(Step::Fingerprint) => Grade::Fingerprint,
        }
    }
}

impl Grade {
    /// The best first.
    pub const ALL: [Grade; 9] = [
        Grade::Exact,
        Grade::Typographic,
        Grade::Reflowed,
        Grade::Rejoined,
        Grade::Elided,
        Grade::Fingerprint,
        Grade::Ambiguous,
        Grade::Altered,
        Grade::Absent,
    ];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Grade::Exact => "exact",
            Grade::Typographic => "typographic",
            Grade::Reflowed => "reflowed",
            Grade::Rejoined => "rejoined",
            Grade::Elided => "elided",
            Grade::Fingerprint => "fingerprint",
            Grade::Ambiguous => "ambiguous",
            Grade::Altered => "altered",
            Grade::Absent => "absent",
        }
    }
}

/// A quote that is to be looked for.
struct Quote {
    claim: ClaimAt,
    /// The index of its evidence block in the claim.
    evidence: u32,
    /// Its index among all verdicts.
    number: usize,
}

/// The quotes of a corpus by their sources.
struct Grouped {
    /// See [`Verification`].
    first: Vec<usize>,
    /// One for each quote: nothing has been looked for yet.
    verdicts: Vec<Verdict>,
    by_source: Vec<Vec<Quote>>,
}

fn group(corpus: &Corpus, is_meant: impl Fn(ClaimAt) -> bool) -> Grouped {
    let mut first = Vec::with_capacity(corpus.claims.len() + 1);
    let mut verdicts = Vec::new();
    let mut by_source: Vec<Vec<Quote>> = Vec::new();
    by_source.resize_with(corpus.sources.len(), Vec::new);
    for (claim, record) in corpus.each_claim() {
        first.push(verdicts.len());
        let is_meant = record.sound && is_meant(claim);
        for (number, (block, link)) in (0..).zip(record.evidence.iter().zip(corpus.links_of(claim))) {
            if let Some(source) = link.source.filter(|_| is_meant && block.quote.is_some()) {
                let quote = Quote { claim, evidence: number, number: verdicts.len() };
                by_source[source.index()].push(quote);
            }
            verdicts.push(Verdict::Skipped);
        }
    }
    first.push(verdicts.len());
    Grouped { first, verdicts, by_source }
}

/// One source with the verdicts on its quotes.
struct Verified {
    text: TextState,
    fingerprint: FingerprintState,
    quotes: Vec<Verdict>,
    sketch: Sketch,
    imprint: Option<Box<Imprint>>,
}

impl Verified {
    /// A source that was not looked at.
    fn nothing() -> Self {
        Self {
            text: TextState::NotHeld,
            fingerprint: FingerprintState::NotHeld,
            quotes: Vec::new(),
            sketch: Sketch::default(),
            imprint: None,
        }
    }
}

/// What the sketches of a corpus are made of.
#[derive(Debug, Clone, Copy)]
enum Sketched {
    /// Nothing: there is one text at most.
    Nothing,
    /// The words of the texts.
    Words,
    /// The hashes that fingerprints have, since some texts are known by their fingerprints alone.
    Hashes,
}

impl Sketched {
    fn of(corpus: &Corpus) -> Self {
        let has_text = |at: SourceAt| corpus.text_of(at).is_some();
        let has_any = |at: SourceAt| has_text(at) || corpus.fingerprint_of(at).is_some();
        match () {
            () if corpus.each_source().filter(|(at, _)| has_any(*at)).nth(1).is_none() => Self::Nothing,
            () if corpus.each_source().any(|(at, _)| has_any(at) && !has_text(at)) => Self::Hashes,
            () => Self::Words,
        }
    }

    fn text(self, folded: &Folded) -> Sketch {
        match self {
            Self::Nothing => Sketch::default(),
            Self::Words => sketch::of_words(folded.as_str()),
            Self::Hashes => Shingles::of_text(folded).sketch(),
        }
    }
}

fn verify_source(
    corpus: &Corpus,
    files: &FileSet,
    source: SourceAt,
    quotes: &[Quote],
    sketched: Sketched,
) -> Verified {
    let record = &corpus[source];
    let (state, usable) = source_text::usable_text(corpus, files, source);
    let Some(UsableText { file, markup, sha256, text }) = usable else {
        let (fingerprint, held) = fingerprint::held(corpus, files, source, None);
        let held = held.filter(|_| state == TextState::NotHeld);
        let sketch = held.as_ref().map(|held| sketch::of_hashes(held.runs())).unwrap_or_default();
        let quotes = match held {
            Some(held) => by_fingerprint(&held, &selectors(corpus, quotes), &on_records(corpus, quotes)),
            None => without_text(record, &state, &fingerprint, quotes.len()),
        };
        return Verified { text: state, fingerprint, quotes, sketch, imprint: None };
    };
    let is_searched = !quotes.is_empty() && record.sound;
    let folded = Folded::text(&text, markup);
    let sketch = sketched.text(&folded);
    let imprint = Imprint::of(&text).map(Box::new);
    if !is_searched && corpus.fingerprint_of(source).is_none() {
        let quotes = quotes.iter().map(|_| Verdict::Skipped).collect();
        return Verified { text: state, fingerprint: FingerprintState::NotHeld, quotes, sketch, imprint };
    }
    let at_hand = TextAtHand { file, folded: &folded, sha256: &sha256 };
    let (fingerprint, _) = fingerprint::held(corpus, files, source, Some(&at_hand));
    let quotes = if is_searched {
        by_text(record, &text, &folded, &selectors(corpus, quotes), &on_records(corpus, quotes))
    } else {
        quotes.iter().map(|_| Verdict::Skipped).collect()
    };
    Verified { text: state, fingerprint, quotes, sketch, imprint }
}

fn selectors<'c>(corpus: &'c Corpus, quotes: &[Quote]) -> Vec<QuoteSelector<'c>> {
    let evidence = quotes.iter().map(|quote| &corpus[quote.claim].evidence[quote.evidence as usize]);
    evidence.map(|evidence| QuoteSelector::of(evidence).unwrap_or_default()).collect()
}

/// The words that are to put the origin of each quote on the record, if any; fewer than four words put nothing there.
fn on_records<'c>(corpus: &'c Corpus, quotes: &[Quote]) -> Vec<Option<&'c str>> {
    let evidence = quotes.iter().map(|quote| &corpus[quote.claim].evidence[quote.evidence as usize]);
    let on_record = evidence.map(|evidence| evidence.on_record.as_ref().map(|words| &*words.value));
    on_record
        .map(|on_record| on_record.filter(|on_record| count_words(on_record) >= FEWEST_ON_RECORD))
        .collect()
}

/// The fewest words that put an origin on the record.
const FEWEST_ON_RECORD: usize = 4;

fn by_text(
    source: &Source,
    text: &str,
    folded: &Folded,
    selectors: &[QuoteSelector],
    on_records: &[Option<&str>],
) -> Vec<Verdict> {
    let outcomes = matching::search(text, folded, selectors);
    let searched = Searched::of(text, folded);
    let verdicts = on_records.iter().zip(outcomes).map(|(on_record, outcome)| match outcome {
        Outcome::Found(found) => {
            let on_record = on_record.is_some_and(|words| matching::is_near(folded, &found, words));
            Verdict::Found(Passed { on_record, ..passed(&found, source, &searched) })
        }
        Outcome::Altered(near_miss) => Verdict::Altered(Box::new(near_miss)),
        Outcome::Absent(near_miss) => Verdict::Absent(near_miss.map(Box::new)),
    });
    verdicts.collect()
}

fn by_fingerprint(
    fingerprint: &Fingerprint,
    selectors: &[QuoteSelector],
    on_records: &[Option<&str>],
) -> Vec<Verdict> {
    use fingerprint::Outcome;
    let quotes: Vec<_> = selectors.iter().map(|selector| selector.quote).collect();
    let outcomes = fingerprint::search(fingerprint, &quotes).into_iter().zip(on_records);
    let verdicts = outcomes.map(|(outcome, on_record)| match outcome {
        Outcome::Found(places) => Verdict::Found(Passed {
            steps: Steps { fingerprint: true, elided: places.len() > 1, ..Steps::default() },
            place: Span::default(),
            extent: Extent::Tokens(Parts::of(
                &places
                    .iter()
                    .map(|place| Span::new(place.start as usize, place.end as usize))
                    .collect::<Vec<_>>(),
            )),
            on_record: on_record.is_some_and(|words| fingerprint::is_near(fingerprint, &places, words)),
            ambiguity: None,
            heading: false,
            hedge: None,
            credit: None,
            speaker: None,
            year: None,
            whole: None,
            stands: None,
        }),
        Outcome::Partly(partly) => Verdict::Partly(Box::new(partly)),
        Outcome::Absent => Verdict::Absent(None),
        Outcome::ShortPart(part) => Verdict::Absent(Some(Box::new(NearMiss::short_part(part)))),
        Outcome::TooShort(words) => Verdict::Unread(Unread::TooShortForFingerprint(words)),
        Outcome::Marks => Verdict::Unread(Unread::MarksForFingerprint),
        Outcome::Hyphens => Verdict::Unread(Unread::HyphensForFingerprint),
        Outcome::TooCommon => Verdict::Unread(Unread::TooCommon),
    });
    verdicts.collect()
}

/// `count` verdicts on quotes of a source without a text or a fingerprint to look in.
fn without_text(
    source: &Source,
    text: &TextState,
    fingerprint: &FingerprintState,
    count: usize,
) -> Vec<Verdict> {
    let why = match (text, fingerprint) {
        (TextState::NotHeld, _) if source.text.is_none() => Unread::NeverSeen,
        (TextState::NotHeld, FingerprintState::NotHeld) => Unread::NotHeld,
        (TextState::NotHeld, FingerprintState::Aged { age, .. }) => Unread::AgedFingerprint(*age),
        _ => Unread::TextRefused,
    };
    let verdict = || if source.sound { Verdict::Unread(why) } else { Verdict::Skipped };
    std::iter::repeat_with(verdict).take(count).collect()
}

fn passed(found: &Found, source: &Source, text: &Searched) -> Passed {
    let folded = text.folded;
    let has_headlines = source.kind.as_ref().is_none_or(|kind| kind.value.has_headlines());
    let is_heading = match found.heading {
        Some(Heading::Marked) => true,
        Some(Heading::Likely) => has_headlines,
        None => has_headlines && is_title(found, source, folded),
    };
    let language = source.language.as_ref().map(|language| &*language.value);
    Passed {
        steps: found.steps,
        place: found.parts.first().copied().unwrap_or_default(),
        extent: Extent::Bytes(Parts::of(&found.parts)),
        on_record: false,
        ambiguity: found.ambiguity.clone().map(Box::new),
        heading: is_heading,
        hedge: hedge(folded, found, language)
            .or_else(|| above::above(text.written, &text.outline, extent(found), language))
            .or_else(|| noted::noted(text.written, folded, &text.outline, extent(found), language))
            .map(Box::new),
        credit: attribution::beside(folded, found.folded(), leading(text, extent(found)), language)
            .map(Box::new),
        speaker: speaker::speaker(&text.outline, extent(found)).map(Box::new),
        year: year_above(text, extent(found)),
        whole: numbers::whole(folded, found.folded(), language),
        stands: text.whereabouts.stands(extent(found)).map(Box::new),
    }
}

/// A text in which quotes are sought, and what its lines say of the passages below them.
struct Searched<'t> {
    written: &'t str,
    folded: &'t Folded,
    whereabouts: Whereabouts,
    outline: Outline,
}

impl<'t> Searched<'t> {
    fn of(written: &'t str, folded: &'t Folded) -> Self {
        let whereabouts = match folded.markup() {
            Markup::Markdown => Whereabouts::of_markdown(written),
            Markup::Plain => Whereabouts::of_plain(written),
        };
        Self { written, folded, whereabouts, outline: Outline::of(written, folded.markup()) }
    }
}

/// The line that leads the list in which a passage stands.
fn leading<'t>(text: &Searched<'t>, passage: Span) -> Option<&'t str> {
    text.written.get(outline::lead(text.written, passage.start)?.range())
}

/// The year that is, or ends, the heading of the section in which a passage stands. What only looks like a heading does not count.
fn year_above(text: &Searched, passage: Span) -> Option<i32> {
    let heading =
        text.outline.headings(passage.start).next().filter(|_| text.folded.markup() == Markup::Markdown)?;
    let words = text.written.get(heading.range())?.trim_end_matches(['*', '_', '#', ':', '.', ' ']);
    let digits = words.rsplit(|c: char| !c.is_ascii_digit()).next().filter(|digits| digits.len() == 4)?;
    digits.parse().ok().filter(|year| (1800..2200).contains(year))
}

/// What the words around a quote do to it, in the language that the record names and, where the passage reads as English, in that.
fn hedge(folded: &Folded, found: &Found, language: Option<&str>) -> Option<Hedge> {
    let told = hedge::outside(folded, found.folded(), language);
    if told.is_some() || language.is_none() {
        return told;
    }
    let block = folded.block_at(found.folded().first()?.start()).range;
    reads_as_english(folded.words(block)).then(|| hedge::outside(folded, found.folded(), None)).flatten()
}

/// Does the quote stand in one block of several that has the words of the title?
fn is_title(found: &Found, source: &Source, folded: &Folded) -> bool {
    let Some(title) = source.title.as_ref().filter(|_| found.ambiguity.is_none()) else { return false };
    let block = folded.block_at(folded.folded(extent(found)).start()).range;
    folded.blocks().len() > 1 && same_words(&title.value, folded.words(block))
}

/// From the first part of a quote to its last.
fn extent(found: &Found) -> Span {
    let start = found.parts.first().map_or(0, |part| part.start);
    Span { start, end: found.parts.last().map_or(start, |part| part.end) }
}

/// Are they the same but for typography and a full stop?
fn same_words(a: &str, b: &str) -> bool {
    let words = |text| Folded::quote(text, Markup::Plain);
    a.len().abs_diff(b.len()) < 64
        && words(a).as_str().trim_end_matches('.') == words(b).as_str().trim_end_matches('.')
}
