//! A check that nobody has repeated in time.

use super::{About, Check, Context, Leeway, Rule, counted};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::Claim;
use crate::text::span::{Place, Span};
use chrono::{Days, NaiveDate};

pub(super) const RULE: Rule = Rule {
    name: "stale-check",
    about: About::Upkeep,
    level: Level::Warning,
    leeway: Leeway::Any,
    page: include_str!("stale_check.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for claim in context.standing_claims() {
        let Some((due, span, why)) = due(context, claim) else { continue };
        let overdue = (context.today - due).num_days();
        if overdue > 0 {
            let overdue = counted(usize::try_from(overdue).unwrap_or(usize::MAX), "day", "days");
            said.push(
                RULE.says(
                    format!("`{}` was to be checked again by {due}, {overdue} ago", claim.id),
                    Place::new(claim.file, span),
                    why,
                )
                .help(
                    "read its sources again, see whether the status still holds, then set `on` to the day \
                     when you did",
                ),
            );
        }
    }
}

/// The last day for the next check, what says so, and in which words; `None` if the claim was never checked, or if
/// something else is wrong with the days.
fn due(context: &Context, claim: &Claim) -> Option<(NaiveDate, Span, String)> {
    let checked = claim.checked.as_ref()?;
    if let Some(due) = &checked.review_due {
        let is_told_elsewhere = checked.on.as_ref().is_some_and(|on| on.value.is_after(due.value));
        return (!is_told_elsewhere).then(|| (due.value.last, due.span, String::new()));
    }
    let (on, status) = (checked.on.as_ref()?, claim.status.as_ref()?.value);
    let (_, days) = context.corpus.policy.review_days.iter().find(|(of, _)| *of == status)?;
    let due = on.value.last.checked_add_days(Days::new(u64::from(*days)))?;
    let why =
        format!("a claim that is {} is good for {}", status.name(), counted(*days as usize, "day", "days"));
    Some((due, on.span, why))
}
