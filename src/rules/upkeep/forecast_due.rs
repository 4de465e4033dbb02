//! A forecast whose day has come.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule, counted};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "forecast-due",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("forecast_due.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for claim in context.standing_claims() {
        let Some(due) = &claim.due else { continue };
        let since = (context.today - due.value.last).num_days();
        let checked = claim.checked.as_ref().and_then(|checked| checked.on.as_ref());
        if since > 0 && checked.is_none_or(|on| on.value.first < due.value.last) {
            let since = counted(usize::try_from(since).unwrap_or(usize::MAX), "day", "days");
            let place = Place::new(claim.file, due.span);
            let last = due.value.last;
            let message = format!(
                "the forecast `{}` fell due on {last}, {since} ago, and has not been checked since",
                claim.id
            );
            let mut told = RULE.says(message, place, "this date has passed");
            if let Some(on) = checked {
                told = told.label(Place::new(claim.file, on.span), "last checked before that date");
            }
            diagnostics.push(told.help(
                "find out whether the forecast came true, and give the result in `rationale`; then set `on` in [checked] \
                 to the date of that check",
            ));
        }
    }
}
