//! A review that is due before the check it is to follow.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "review-before-check",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("review_before_check.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for claim in context.standing_claims() {
        let Some(checked) = &claim.checked else { continue };
        let (Some(on), Some(due)) = (&checked.on, &checked.review_due) else { continue };
        if on.value.is_after(due.value) {
            diagnostics.push(
                RULE.says(
                    format!("the next check of `{}` is due before its most recent check", claim.id),
                    Place::new(claim.file, due.span),
                    "earlier than that",
                )
                .label(Place::new(claim.file, on.span), "the most recent check")
                .help(
                    "set `review_due` to a date after `on`; or remove it, and the interval in grounds.toml applies",
                ),
            );
        }
    }
}
