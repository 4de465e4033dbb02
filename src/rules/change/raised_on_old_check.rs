//! A status that rises on a check from before the change.

use super::touched::{Touched, named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::Base;
use crate::history::last_check::checked_on;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "raised-on-old-check",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("raised_on_old_check.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (base, touched) in touched(context) {
        // Of a new claim nobody can have checked less than what it says now; of what cannot be read another rule tells.
        if touched.status > touched.status_before()
            && !touched.formers.is_empty()
            && touched.formers.iter().all(|was| was.sound)
            && !touched.was_checked_again(base)
        {
            diagnostics.extend(told(base, &touched));
        }
    }
}

fn told(base: &Base, touched: &Touched) -> Option<Diagnostic> {
    let (id, claim) = (&touched.claim.id, touched.claim);
    let then = touched.name_before();
    let message = if let Some(on) = checked_on(claim) {
        format!("the status of `{id}` rises from {then} on a check of {on}, which is older than this change")
    } else {
        let before = touched.formers.iter().find_map(|was| checked_on(was))?;
        format!("the status of `{id}` rises from {then}, and the check of {before} is gone")
    };
    let on = claim.checked.as_ref().and_then(|check| check.on.as_ref());
    let place = on.map_or(touched.place(), |on| Place::new(claim.file, on.span));
    Some(
        RULE.says(message, place, format!("{then} in {}", named(base))).help(
            "check every quote against the statement, and set `on` in [checked] to the date of that check",
        ),
    )
}
