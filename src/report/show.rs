//! One claim whole: what it says, what its evidence is worth, what is against it, and what became of it.

use super::check::{Location, Texts};
use super::log::LogReport;
use super::origins::ClaimOrigins;
use crate::evidence::surroundings::{Stretch, surroundings};
use crate::evidence::{Grade, Unread, Verdict, usable};
use crate::history::moment::Moment;
use crate::history::version::State;
use crate::model::claim::{Claim, Evidence};
use crate::model::source::Source;
use crate::rules::nearest_passage;
use crate::text::fold::Folded;
use crate::text::lines::LineIndex;
use crate::text::nearest::nearest;
use crate::text::span::Place;
use chrono::NaiveDate;
use std::collections::HashMap;

/// One claim whole.
#[derive(Debug)]
pub struct ShowReport<'m> {
    /// The claim, and where its evidence comes from.
    pub origins: ClaimOrigins<'m>,
    /// The former id by which it was asked for.
    pub asked: Option<String>,
    /// Its evidence, in the order of the file.
    pub quotes: Vec<ShownQuote<'m>>,
    /// The claims that cannot hold beside it.
    pub conflicts: Vec<Conflict<'m>>,
    /// What became of it in the course of time.
    pub past: Past<'m>,
    /// The day that counts as today.
    pub today: NaiveDate,
}

/// One piece of evidence.
#[derive(Debug)]
pub struct ShownQuote<'m> {
    /// What is written.
    pub evidence: &'m Evidence,
    /// The record of the source quoted, if there is one.
    pub source: Option<&'m Source>,
    /// What became of the quote.
    pub verdict: &'m Verdict,
    /// What is wrong with it, in words, if something is.
    pub wrong: Option<String>,
    /// Where it is written.
    pub written: Location,
    /// Where it stands, if the text is at hand.
    pub passage: Option<Passage>,
}

/// Where a quote stands, or what comes nearest to it.
#[derive(Debug)]
pub struct Passage {
    /// The place.
    pub place: Location,
    /// The sentences around it.
    pub stretches: Vec<Stretch>,
}

/// A claim that cannot hold beside another.
#[derive(Debug)]
pub struct Conflict<'m> {
    /// Its id.
    pub id: &'m str,
    /// The claim, if there is one of that id.
    pub claim: Option<&'m Claim>,
    /// Where it stands.
    pub state: State,
}

/// What is known of the past of a claim.
#[derive(Debug)]
pub enum Past<'t> {
    /// Its transitions.
    Known(LogReport<'t>),
    /// Nothing, and why.
    Unknown(String),
}

/// Which claim an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'m> {
    /// The one at that place of the corpus.
    Now(usize),
    /// The one at that place had this id before.
    Formerly(usize),
    /// None; perhaps this id was meant.
    Nothing(Option<&'m str>),
}

/// Which claim of a project is called `id`, or was.
pub fn named<'m>(moment: &'m Moment, id: &str) -> Named<'m> {
    let corpus = &moment.corpus;
    if let Some(at) = corpus.claim_at(id) {
        return Named::Now(at);
    }
    let was = |claim: &Claim| claim.formerly.iter().any(|former| *former.value == *id);
    match corpus.claims.iter().position(was) {
        Some(at) => Named::Formerly(at),
        None => Named::Nothing(nearest(id, corpus.claims.iter().map(|claim| &*claim.id))),
    }
}

impl<'m> ShowReport<'m> {
    /// The claim at that place of the corpus, with what is known of its past.
    pub fn of(moment: &'m Moment, at: usize, past: Past<'m>, today: NaiveDate) -> Self {
        Self {
            origins: ClaimOrigins::of(moment, at),
            asked: None,
            quotes: quotes(moment, at),
            conflicts: conflicts(moment, at),
            past,
            today,
        }
    }
}

fn quotes(moment: &Moment, at: usize) -> Vec<ShownQuote<'_>> {
    let Moment { files, corpus, quotes, .. } = moment;
    let claim = &corpus.claims[at];
    let mut texts = Texts::new(files);
    let mut read = HashMap::new();
    let all = claim.evidence.iter().zip(quotes.of_claim(at)).zip(corpus.links_of(at));
    all.map(|((evidence, verdict), link)| {
        let source = link.source.map(|source| source as usize);
        let span = evidence.quote.as_ref().map_or(evidence.header, |quote| quote.span);
        let text = source.and_then(|source| {
            read.entry(source)
                .or_insert_with(|| {
                    let text = usable(corpus, files, source).1?;
                    let folded = Folded::text(&text.text, text.markup);
                    let lines = LineIndex::new(&text.text);
                    Some((text, folded, lines))
                })
                .as_ref()
        });
        let passage = text.and_then(|(text, folded, lines)| {
            let around = surroundings(evidence, verdict, &text.text, folded)?;
            let (line, column) = lines.position(&text.text, around.place.start as usize);
            let (end_line, end_column) = lines.position(&text.text, around.place.end as usize);
            let start = Location::start_of(files.entry(text.file));
            let place = Location { line, column, end_line, end_column, ..start };
            Some(Passage { place, stretches: around.stretches })
        });
        let wrong = match (verdict, text, &evidence.source) {
            (Verdict::Altered(near), Some((text, ..)), Some(source)) => {
                Some(nearest_passage(near, &source.value, text.file).message)
            }
            _ => wrong(verdict).map(str::to_owned),
        };
        ShownQuote {
            evidence,
            source: source.map(|source| &corpus.sources[source]),
            verdict,
            wrong,
            written: texts.location(&Place::new(claim.file, span)),
            passage,
        }
    })
    .collect()
}

/// What is wrong with a quote, if something is.
fn wrong(verdict: &Verdict) -> Option<&'static str> {
    Some(match verdict {
        Verdict::Found(passed) if passed.grade() == Grade::Ambiguous => {
            "its words stand in several places, or it is not sure in which"
        }
        Verdict::Found(passed) if passed.heading => "it stands only in a title, heading or caption",
        Verdict::Found(_) => return None,
        Verdict::Altered(_) => "its words are not so in the source",
        Verdict::Partly(_) => "only some of its words are in the source, as the fingerprint tells",
        Verdict::Absent(_) => "its words are not in the source",
        Verdict::Unread(why) => match why {
            Unread::NeverSeen => "nobody here has seen the document",
            Unread::NotHeld => "the text of the source is not here",
            Unread::TextRefused => "the text of the source may not be used; `grounds check` says why",
            Unread::TooMany => "too many quotes are looked for in so long a text",
            Unread::AgedFingerprint(_) => "the fingerprint is one for another version of grounds",
            Unread::TooShortForFingerprint(_) => {
                "the text is not here, and its fingerprint cannot tell so few words"
            }
            Unread::MarksForFingerprint => {
                "the text is not here, and its fingerprint cannot tell whether marks in the quote are markup"
            }
        },
        Verdict::Skipped => {
            "it was not looked for: its record or that of its source is missing or cannot be read"
        }
    })
}

/// What either side names, each once, in the order of the file and then of the others' ids.
fn conflicts(moment: &Moment, at: usize) -> Vec<Conflict<'_>> {
    let corpus = &moment.corpus;
    let claim = &corpus.claims[at];
    let mut ids: Vec<&str> = Vec::new();
    let own = claim.conflicts_with.iter().map(|other| &*other.value);
    let names_it = |other: &&Claim| other.conflicts_with.iter().any(|named| named.value == claim.id);
    let mut others: Vec<_> = corpus.claims.iter().filter(names_it).map(|other| &*other.id).collect();
    others.sort_unstable();
    for id in own.chain(others).filter(|id| *id != &*claim.id) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let conflict = |id| {
        let claim = corpus.claim(id);
        Conflict { id, claim, state: claim.map_or(State::Absent, State::of) }
    };
    ids.into_iter().map(conflict).collect()
}
