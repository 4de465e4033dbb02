//! A claim that earns more by something other than the evidence that speaks for it.

use super::touched::named;
use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::Was;
use crate::model::state::State;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "earns-more",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("earns_more.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    for gain in &context.gains {
        let claim = &context.corpus[gain.claim];
        let Some(status) = claim.status.as_ref().filter(|_| claim.withdrawn.is_none()) else { continue };
        let before = match base.claim_that_was(claim, context.corpus) {
            Was::Other(was) => State::of(was),
            Was::Same | Was::Absent => State::of(claim),
        };
        let rises = State::of(claim).is_above(before) && status.value > gain.expected;
        let earned = context.standings.of_claim(gain.claim).earned;
        let what = if gain.by_conflict {
            "a claim that cannot be true with it holds it down no more"
        } else {
            "something else that this change touches holds it down no more"
        };
        let message = format!(
            "`{}` earns {} now. Its own evidence would earn {}: {what}",
            claim.id,
            earned.name(),
            gain.expected.name()
        );
        let place = Place::new(claim.file, status.span);
        let mut told = RULE.says(message, place, format!("weighed as it stood in {}", named(base)));
        told = if rises {
            told.level = Level::Error;
            told.help("its status rises in the same change. Raise it in a change of its own, once this one was looked at")
        } else {
            told.help(
                "look at what else the change does: to quotes that dispute it, to claims in conflict with it, to its \
                 `subjects`, and to the records of its sources",
            )
        };
        diagnostics.push(told);
    }
}
