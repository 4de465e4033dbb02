//! A quote that leaves a negation or hedge of its sentence outside.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::{Verdict, is_negation};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-sheds-hedge",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("quote_sheds_hedge.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let Verdict::Found(found) = verdict else { continue };
        let (Some(hedge), Some(quote)) = (&found.hedge, &evidence.quote) else { continue };
        let Some(text) = context.text_file(evidence) else { continue };
        let labels = vec![
            Label::new(Place::new(text, hedge.span), "left out"),
            Label::new(Place::new(text, found.place), "quoted"),
        ];
        let place = Place::new(claim.file, quote.span);
        let word = &hedge.word;
        let (message, label) = if hedge.elided_negation {
            (format!("the `[...]` in this quote hides a `{word}`"), "says the opposite of the full sentence")
        } else {
            let message = format!("the quoted sentence contains `{word}`, but the quote leaves it out");
            let is_negated = is_negation(word);
            let label = if is_negated {
                "may say the opposite of the full sentence"
            } else {
                "may be more certain than the full sentence"
            };
            (message, label)
        };
        let mut diagnostic = RULE.says(message, place, label).note_at("the full sentence", labels).help(
            format!("include `{word}` in the quote; if it does not apply to the words you quote, write above this line: # grounds: allow(quote-sheds-hedge) because ..."),
        );
        if hedge.elided_negation {
            diagnostic.level = Level::Error;
        }
        diagnostics.push(diagnostic);
    }
}
