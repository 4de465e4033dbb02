//! A quoted sentence that credits somebody, and evidence that names no origin.

use super::weighed::{is_support, weighed};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::credits;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "origin-left-out",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("origin_left_out.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context) {
        for evidence in weighed.claim.evidence.iter().filter(|evidence| is_support(evidence)) {
            let is_own = evidence.origin.is_some()
                && evidence.origin.as_ref().map(|id| &id.value)
                    != evidence.source.as_ref().map(|id| &id.value);
            let Some(quote) = evidence.quote.as_ref().filter(|_| !is_own) else { continue };
            let Some(credit) = credits(&quote.value) else { continue };
            diagnostics.push(
                RULE.says(
                    format!("the quote credits somebody (\"{credit}\"), and the block names no origin"),
                    Place::new(weighed.claim.file, quote.span),
                    "whose information is it?",
                )
                .help(
                    "name the document that had it first as `origin`; if nobody is named, a source of kind \"unnamed\"",
                ),
            );
        }
    }
}
