//! A next check that is put off for longer than the policy lets it be.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "review-too-late",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("review_too_late.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let longest = context.corpus.policy.longest_review;
    for claim in context.standing_claims() {
        let Some(checked) = &claim.checked else { continue };
        let Some(due) = &checked.review_due else { continue };
        let from = checked.on.as_ref().map_or(context.today, |on| on.value.last);
        if (due.value.last - from).num_days() <= i64::from(longest) {
            continue;
        }
        diagnostics.push(
            RULE.says(
                format!("the next check of `{}` is put off for more than {longest} days", claim.id),
                Place::new(claim.file, due.span),
                format!("counted from {from}"),
            )
            .help("set an earlier date; or remove `review_due`, and the interval in grounds.toml applies")
            .help("how long it may be is `longest` in [review] of grounds.toml"),
        );
    }
}
