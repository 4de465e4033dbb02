//! A headline quoted as evidence.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-is-title",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("quote_is_title.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let (Verdict::Found(found), Some(source), Some(quote)) = (verdict, &evidence.source, &evidence.quote)
        else {
            continue;
        };
        if found.heading {
            let words = if found.steps.elided { "a part of this quote is" } else { "these words are" };
            let message = format!("{words} only in a title, heading or caption of `{}`", source.value);
            diagnostics.push(
                RULE.says(message, Place::new(claim.file, quote.span), "a headline is not evidence")
                    .help("quote the body of the text, which often says less than its headline"),
            );
        }
    }
}
