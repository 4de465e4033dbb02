//! The quote to look for in a text.

use crate::model::claim::Evidence;

/// A quote, with the words directly before and after it where they are given: the W3C's `TextQuoteSelector`.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuoteSelector<'a> {
    /// As the record has it.
    pub quote: &'a str,
    /// The words directly before it.
    pub prefix: Option<&'a str>,
    /// The words directly after it.
    pub suffix: Option<&'a str>,
}

impl<'a> QuoteSelector<'a> {
    /// `None` if the evidence has no quote.
    pub(super) fn of(evidence: &'a Evidence) -> Option<Self> {
        let location = evidence.location.as_ref();
        Some(Self {
            quote: &evidence.quote.as_ref()?.value,
            prefix: location.and_then(|location| location.prefix.as_ref()).map(|prefix| &*prefix.value),
            suffix: location.and_then(|location| location.suffix.as_ref()).map(|suffix| &*suffix.value),
        })
    }
}
