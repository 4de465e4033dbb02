//! A quote of too many words.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use crate::text::unspaced::count_words;

pub(super) const RULE: Rule = Rule {
    name: "quote-overlong",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("quote_overlong.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let most = context.corpus.policy.max_words as usize;
    for (claim, evidence, _) in context.quoted_evidence() {
        let Some(quote) = &evidence.quote else { continue };
        // A word has a byte at least, and white space between it and the next; most quotes need no counting.
        if quote.value.len() < 2 * most || may_be_white(&quote.value) < most {
            continue;
        }
        let count = count_words(&quote.value);
        if count > most {
            let message = format!("this quote has {count} words; the maximum is {most}");
            diagnostics.push(
                RULE.says(message, Place::new(claim.file, quote.span), "").help(
                    "quote only the words that make the point, and put [...] where you leave words out",
                ),
            );
        }
    }
}

/// How many bytes may be white space, or part of it.
fn may_be_white(quote: &str) -> usize {
    // The processor adds up many bytes at once; so many at most fit into one.
    let in_some = |bytes: &[u8]| bytes.iter().map(|b| u8::from(!b.is_ascii_graphic())).sum::<u8>();
    quote.as_bytes().chunks(u8::MAX.into()).map(in_some).map(usize::from).sum()
}
