//! A quote of too few words.

use super::{About, Check, Context, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::words;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-short",
    about: About::Quotes,
    level: Level::Warning,
    adjustable: true,
    page: include_str!("quote_short.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    let least = context.corpus.policy.min_words as usize;
    for (claim, evidence, _) in context.quotes() {
        let Some(quote) = &evidence.quote else { continue };
        let count = words(&quote.value).take(least).count();
        if count < least {
            let message = format!("this quote has {}", counted(count, "word", "words"));
            said.push(
                RULE.says(message, Place::new(claim.file, quote.span), format!("fewer than {least}"))
                    .help("so few words stand almost anywhere: quote enough to carry the point"),
            );
        }
    }
}
