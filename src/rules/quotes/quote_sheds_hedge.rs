//! A quote that leaves a negation or hedge of its sentence outside.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::Verdict;
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
        let (Verdict::Found(found), Some(quote)) = (verdict, &evidence.quote) else { continue };
        let (Some(hedge), Some(text)) = (&found.hedge, context.text_file(evidence)) else { continue };
        let labels = vec![
            Label::new(Place::new(text, hedge.span), "left out"),
            Label::new(Place::new(text, found.place), "quoted"),
        ];
        let place = Place::new(claim.file, quote.span);
        diagnostics.push(if hedge.elided_negation {
            let message = format!("the ellipsis in this quote hides a `{}`", hedge.word);
            let mut diagnostic = RULE
                .says(message, place, "says the opposite of the full sentence")
                .note_at("the full sentence", labels)
                .help("include that word in the quote; if the word does not apply to what you quote, add `# grounds: allow(quote-sheds-hedge) because ...`");
            diagnostic.level = Level::Error;
            diagnostic
        } else {
            let message = format!("the quoted sentence contains `{}`, but the quote leaves it out", hedge.word);
            RULE.says(message, place, "claims more than the full sentence does").note_at("the full sentence", labels).help(
                "include that word in the quote; if the word does not apply to what you quote, add `# grounds: allow(quote-sheds-hedge) because ...`",
            )
        });
    }
}
