//! A check that nobody has repeated in time.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::review;
use crate::rules::{Check, Configurable, Context, Rule, counted};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "stale-check",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("stale_check.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for claim in context.standing_claims() {
        let Some(due) = review::due(claim, &context.corpus.policy) else { continue };
        let overdue = (context.today - due.day).num_days();
        if overdue > 0 {
            let why = due.good_for.zip(claim.status.as_ref()).map_or_else(String::new, |(days, status)| {
                let days = counted(days as usize, "day", "days");
                let status = status.value.name();
                let article = if status.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
                format!("{article} {status} claim must be checked again within {days}")
            });
            let overdue = counted(usize::try_from(overdue).unwrap_or(usize::MAX), "day", "days");
            diagnostics.push(
                RULE.says(
                    format!("`{}` was due for a check by {} and is {overdue} overdue", claim.id, due.day),
                    Place::new(claim.file, due.span),
                    why,
                )
                .help(
                    if due.good_for.is_some() {
                        "check the claim again, then set `on` to the date of that check"
                    } else {
                        "check the claim again, then set `on` to the date of that check and `review_due` to a later date"
                    },
                ),
            );
        }
    }
}
