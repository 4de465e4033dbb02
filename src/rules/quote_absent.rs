//! Quoted words that do not stand in the source.

use super::{About, Check, Context, Rule};
use crate::diagnostic::Label;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-absent",
    about: About::Quotes,
    level: Level::Error,
    adjustable: true,
    page: include_str!("quote_absent.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quotes() {
        let (Verdict::Absent(nearest), Some(source), Some(quote)) =
            (verdict, &evidence.source, &evidence.quote)
        else {
            continue;
        };
        let place = Place::new(claim.file, quote.span);
        let mut diagnostic = RULE.says(
            format!("these words are not in `{}`", source.value),
            place,
            "nothing like this stands there",
        );
        if let (Some(near), Some(text)) = (nearest, context.text_file(evidence)) {
            let passage = Label::new(Place::new(text, near.passage), "");
            diagnostic = diagnostic.note_at("the passage that shares most words with it", vec![passage]);
        }
        said.push(
            diagnostic
                .help("quote another passage, or another source; if there is none, leave the evidence out"),
        );
    }
}
