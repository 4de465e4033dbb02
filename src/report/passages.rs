//! Where quotes are in the texts that are held, and what is wrong with those that are not: of one claim or of
//! many, each text read once.

use super::check::Location;
use crate::corpus::{ClaimAt, SourceAt};
use crate::evidence::excerpt::excerpt;
use crate::evidence::{Grade, Unread, Verdict, usable_text};
use crate::project::Project;
use crate::rules::nearest_passage;
use crate::text::fold::Folded;
use crate::text::lines::LineIndex;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// What there is to know of the passages of some quotes.
#[derive(Debug, Default)]
pub struct Passages {
    found: HashMap<Quote, Found, foldhash::fast::RandomState>,
}

/// Where a quote was found, or what comes nearest to it.
#[derive(Debug, Clone, Serialize)]
pub struct Passage {
    pub(crate) place: Location,
    /// The sentences around it, in one line.
    #[serde(rename = "sentence")]
    pub(crate) segments: Vec<Segment>,
}

/// Words that are all quoted, or all not.
#[derive(Debug, Clone, Serialize)]
pub struct Segment {
    pub(crate) text: String,
    pub(crate) quoted: bool,
}

/// What the text of its source tells of one quote.
#[derive(Debug)]
struct Found {
    passage: Option<Passage>,
    /// What is nearest, in words, where the quote is not found.
    nearest: Option<String>,
}

/// The claim, and the index of the evidence block in it.
type Quote = (ClaimAt, usize);

impl Passages {
    /// Of the quotes of these claims.
    pub fn of(project: &Project, claims: impl IntoIterator<Item = ClaimAt>) -> Self {
        let mut by_source: BTreeMap<SourceAt, Vec<Quote>> = BTreeMap::new();
        for claim in claims {
            for (number, link) in project.corpus.links_of(claim).iter().enumerate() {
                if let Some(source) = link.source {
                    by_source.entry(source).or_default().push((claim, number));
                }
            }
        }
        let by_source: Vec<_> = by_source.into_iter().collect();
        let found =
            by_source.into_par_iter().flat_map_iter(|(source, quotes)| look(project, source, &quotes));
        Self { found: found.collect::<Vec<_>>().into_iter().collect() }
    }

    /// The passage of a claim's quote, by its index, if the text is held.
    pub fn passage(&self, claim: ClaimAt, number: usize) -> Option<&Passage> {
        self.found.get(&(claim, number))?.passage.as_ref()
    }

    /// What is wrong with the quote of that number of a claim, in words, if something is.
    pub fn wrong(&self, claim: ClaimAt, number: usize, verdict: &Verdict) -> Option<String> {
        let nearest = self.found.get(&(claim, number)).and_then(|found| found.nearest.clone());
        nearest.or_else(|| wrong(verdict).map(str::to_owned))
    }
}

/// Reads the text of a source, and looks at the passages of its quotes.
fn look(project: &Project, source: SourceAt, quotes: &[Quote]) -> Vec<(Quote, Found)> {
    let Project { files, corpus, verification: verdicts, .. } = project;
    let Some(text) = usable_text(corpus, files, source).1 else { return Vec::new() };
    let folded = Folded::text(&text.text, text.markup);
    let lines = LineIndex::new(&text.text);
    let look = |&(claim, number): &Quote| {
        let (evidence, verdict) = (&corpus[claim].evidence[number], &verdicts.of_claim(claim)[number]);
        let passage = excerpt(evidence, verdict, &text.text, &folded).map(|around| {
            let (line, column) = lines.position(&text.text, around.place.start as usize);
            let (end_line, end_column) = lines.position(&text.text, around.place.end as usize);
            let start = Location::start_of(files.entry(text.file));
            let place = Location { line, column, end_line, end_column, ..start };
            let segments = around.segments.into_iter();
            let segments = segments.map(|segment| Segment { text: segment.text, quoted: segment.quoted });
            Passage { place, segments: segments.collect() }
        });
        let nearest = match (verdict, &evidence.source) {
            (Verdict::Altered(near), Some(source)) => {
                Some(nearest_passage(near, &source.value, text.file).message)
            }
            _ => None,
        };
        ((claim, number), Found { passage, nearest })
    };
    quotes.iter().map(look).collect()
}

/// What is wrong with a quote, if something is.
fn wrong(verdict: &Verdict) -> Option<&'static str> {
    Some(match verdict {
        Verdict::Found(passed) if passed.grade() == Grade::Ambiguous => {
            "its words are found in several places, or it is unclear in which"
        }
        Verdict::Found(passed) if passed.heading => "it is found only in a title, heading or caption",
        Verdict::Found(_) => return None,
        Verdict::Altered(_) => "the source words it differently",
        Verdict::Partly(_) => "only some of its words are in the source, as the fingerprint tells",
        Verdict::Absent(_) => "its words are not in the source",
        Verdict::Unread(why) => match why {
            Unread::NeverSeen => "nobody here has seen the document",
            Unread::NotHeld => "the text of the source is not held here",
            Unread::TextRefused => "the text of the source may not be used; `grounds check` says why",
            Unread::TooCommon => {
                "the text is not here, and by its fingerprint the words may stand in too many places"
            }
            Unread::AgedFingerprint(_) => "the fingerprint was made for another version of grounds",
            Unread::TooShortForFingerprint(_) => {
                "the text is not here, and its fingerprint cannot verify so few words"
            }
            Unread::MarksForFingerprint => {
                "the text is not here, and its fingerprint cannot tell whether marks in the quote are markup"
            }
            Unread::HyphensForFingerprint => {
                "the text is not here, and its fingerprint cannot tell whether hyphens in the quote stand at line ends"
            }
        },
        Verdict::Skipped => {
            "it was not checked: its record or that of its source is missing or cannot be read"
        }
    })
}
