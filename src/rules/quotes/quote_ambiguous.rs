//! A quote that stands in several places of its source.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::Verdict;
use crate::evidence::matching::Ambiguity;
use crate::rules::{Check, Configurable, Context, Rule, counted};
use crate::text::span::{Place, Span};

pub(super) const RULE: Rule = Rule {
    name: "quote-ambiguous",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("quote_ambiguous.md"),
    check: Check::Project(check),
};

/// So many of the places are shown.
const MOST_PLACES: usize = 3;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let Verdict::Found(found) = verdict else { continue };
        let Some(ambiguity) = &found.ambiguity else { continue };
        let (Some(source), Some(quote)) = (&evidence.source, &evidence.quote) else { continue };
        let places = |others: &[Span]| {
            let places = std::iter::once(found.place).chain(others.iter().copied()).take(MOST_PLACES);
            let text = context.text_file(evidence);
            places.filter_map(|span| Some(Label::new(Place::new(text?, span), ""))).collect::<Vec<_>>()
        };
        diagnostics.push(match &**ambiguity {
            Ambiguity::SeveralPlaces(others) => {
                let unshown = (others.len() + 1).saturating_sub(MOST_PLACES);
                let more = if unshown == 0 { String::new() } else { format!(", and in {}", counted(unshown, "other", "others")) };
                let message = format!("these words are in {} places in `{}`", others.len() + 1, source.value);
                RULE.says(message, Place::new(claim.file, quote.span), "which passage do you mean?")
                    .note_at(format!("they occur in these places{more}"), places(others))
                    .help("quote more words; or add the words directly before the quote as `prefix`, or those directly after it as `suffix`")
            }
            Ambiguity::ContextNotFound => {
                let location = evidence.location.as_ref();
                let context = location.and_then(|location| location.prefix.as_ref().or(location.suffix.as_ref()));
                let place = Place::new(claim.file, context.map_or(quote.span, |context| context.span));
                let message = format!("the quote is in `{}`, but these words are not directly beside it", source.value);
                RULE.says(message, place, "not beside the quote")
                    .note_at("the quote is here", places(&[]))
                    .help("`prefix` holds the words directly before the quote, `suffix` the words directly after it")
            }
        });
    }
}
