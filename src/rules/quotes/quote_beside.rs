//! A quote of what stands beside an article.

use super::quote_unread::rests_on;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::Verdict;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "quote-beside",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("quote_beside.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (claim, evidence, verdict) in context.quoted_evidence() {
        let (Verdict::Found(found), Some(source), Some(quote)) = (verdict, &evidence.source, &evidence.quote)
        else {
            continue;
        };
        if !found.stands.as_ref().is_some_and(|stands| stands.beside) {
            continue;
        }
        let message = format!("these words stand beside the article of `{}`, not in it", source.value);
        let mut told = RULE
            .says(message, Place::new(claim.file, quote.span), "behind the mark `<!-- beside -->`")
            .help("quote the article, or record the page that these words belong to; if they are part of the article, move them before the mark and run `grounds pin`");
        if rests_on(claim, evidence) {
            told.level = Level::Error;
        }
        diagnostics.push(told);
    }
}
