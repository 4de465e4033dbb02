//! A quote that stands in several places of its source.

use super::{About, Check, Context, Rule};
use crate::diagnostic::Label;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::evidence::matching::Ambiguity;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-ambiguous",
    about: About::Quotes,
    level: Level::Warning,
    adjustable: true,
    page: include_str!("quote_ambiguous.md"),
    check: Check::All(check),
};

/// So many of the places are shown.
const MOST_PLACES: usize = 3;

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quotes() {
        let (Verdict::Found(found), Some(source), Some(quote)) = (verdict, &evidence.source, &evidence.quote)
        else {
            continue;
        };
        let Some(ambiguity) = &found.ambiguity else { continue };
        let place = Place::new(claim.file, quote.span);
        let (message, others) = match &**ambiguity {
            Ambiguity::SeveralPlaces(others) => (
                format!("these words stand in {} places of `{}`", others.len() + 1, source.value),
                others.as_slice(),
            ),
            Ambiguity::ContextNotFound => (
                format!("these words stand in `{}`, but not between this prefix and suffix", source.value),
                [].as_slice(),
            ),
        };
        let places = std::iter::once(&found.place).chain(others).take(MOST_PLACES);
        let labels = context
            .text_file(evidence)
            .map(|text| places.map(|&span| Label::new(Place::new(text, span), "")).collect());
        said.push(
            RULE.says(message, place, "which of them is meant?")
                .note_at("they stand here", labels.unwrap_or_default())
                .help("quote more words, or add `prefix` with the words directly before the quote, or `suffix` with those after it"),
        );
    }
}
