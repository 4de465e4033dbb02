//! Where the passages of a story's record stand in its text: found like quotes.

use super::draft::Draft;
use crate::evidence::difference::NearMiss;
use crate::evidence::matching::{Outcome, QuoteSelector, search};
use crate::model::story::{Passage, Story};
use crate::text::fold::FoldedRange;

/// Where a passage stands.
#[derive(Debug)]
pub enum Stands {
    /// Here, in all its parts.
    Here(Vec<FoldedRange>),
    /// Here, but the words were changed.
    Changed {
        /// The nearest words.
        at: FoldedRange,
        /// How they differ.
        near: NearMiss,
    },
    /// Nowhere. The words that share most with it, if any do.
    Gone(Option<NearMiss>),
}

impl Stands {
    /// The places that it covers, changed or not.
    pub fn places(&self) -> &[FoldedRange] {
        match self {
            Stands::Here(parts) => parts,
            Stands::Changed { at, .. } => std::slice::from_ref(at),
            Stands::Gone(_) => &[],
        }
    }
}

/// Where each passage with words stands, in the order of the record.
pub fn passages<'s>(story: &'s Story, draft: &Draft) -> Vec<(&'s Passage, Stands)> {
    let (passages, selectors): (Vec<_>, Vec<_>) = story
        .passages
        .iter()
        .filter_map(|passage| {
            let words = &*passage.words.as_ref()?.value;
            Some((passage, QuoteSelector { quote: words, ..QuoteSelector::default() }))
        })
        .unzip();
    let place = |span| draft.folded.folded(span);
    let stands = |outcome| match outcome {
        Outcome::Found(found) => Stands::Here(found.parts.iter().map(|part| place(*part)).collect()),
        Outcome::Altered(near) => Stands::Changed { at: place(near.passage), near },
        Outcome::Absent(near) => Stands::Gone(near),
    };
    let found = search(&draft.written, &draft.folded, &selectors).into_iter().map(stands);
    passages.into_iter().zip(found).collect()
}
