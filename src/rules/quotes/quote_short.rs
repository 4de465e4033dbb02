//! A quote of too few words.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::rules::{Check, Configurable, Context, Rule, counted};
use crate::text::span::Place;
use crate::text::unspaced::count_words;

pub(super) const RULE: Rule = Rule {
    name: "quote-short",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("quote_short.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let least = context.corpus.policy.min_words as usize;
    for (claim, evidence, verdict) in context.quoted_evidence() {
        // Of a quote that does not stand there, more is wrong than its length.
        if matches!(verdict, Verdict::Altered(_) | Verdict::Partly(_) | Verdict::Absent(_)) {
            continue;
        }
        let Some(quote) = &evidence.quote else { continue };
        // A row of a table says in few words what it says.
        if quote.value.contains(" | ") || surely_has(&quote.value, least) {
            continue;
        }
        let count = count_words(&quote.value);
        if count < least {
            let message =
                format!("this quote has {}; the minimum is {least}", counted(count, "word", "words"));
            diagnostics.push(
                RULE.says(message, Place::new(claim.file, quote.span), "")
                    .help("quote more of the sentence: so few words prove little"),
            );
        }
    }
}

/// Are there so many words, if only those count that begin with a Latin letter or digit behind a space?
fn surely_has(quote: &str, least: usize) -> bool {
    let bytes = quote.as_bytes();
    let begins = bytes.windows(2).filter(|pair| pair[0] == b' ' && pair[1].is_ascii_alphanumeric());
    begins.take(least).count() == least
}

#[cfg(test)]
mod tests {
    use super::{count_words, surely_has};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_surely_has_so_many_words_has_them(quote in "[a1 \u{e9}\u{a0}.-]{0,30}", least in 0usize..6) {
            prop_assert!(!surely_has(&quote, least) || count_words(&quote) >= least);
        }
    }
}
