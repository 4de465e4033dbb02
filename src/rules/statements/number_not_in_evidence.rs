//! A number, date or unit of a statement that no supporting quote bears.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::numbers::{Unborne, Why, add_names, may_have_numbers, quantities, quoted, unborne};
use crate::model::claim::Claim;
use crate::model::status::Status;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Text};
use rayon::prelude::*;

pub(super) const RULE: Rule = Rule {
    name: "number-not-in-evidence",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("number_not_in_evidence.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let claims = context.corpus.par_each_claim().with_min_len(64).map(|(_, claim)| claim);
    let standing = claims.filter(|claim| claim.sound && claim.withdrawn.is_none());
    diagnostics.extend(standing.flat_map_iter(|claim| told(context, claim)).collect::<Vec<_>>());
}

fn told(context: &Context, claim: &Claim) -> Vec<Diagnostic> {
    let Some(statement) = &claim.statement else { return Vec::new() };
    if !may_have_numbers(&statement.value) {
        return Vec::new();
    }
    let stated = quantities(&statement.value, None);
    if stated.iter().all(|quantity| quantity.is_implied) {
        return Vec::new();
    }
    let Some(mut bearers) = quoted(context.corpus, claim) else { return Vec::new() };
    if unborne(&statement.value, &stated, &bearers).is_empty() {
        return Vec::new();
    }
    add_names(&mut bearers, context.corpus, claim);
    let is_documented = claim.status.as_ref().is_some_and(|status| status.value == Status::Documented);
    let found = unborne(&statement.value, &stated, &bearers);
    found.iter().map(|unborne| said(claim, statement, unborne, is_documented)).collect()
}

fn said(claim: &Claim, statement: &Text, unborne: &Unborne, is_documented: bool) -> Diagnostic {
    let words = statement.value.get(unborne.quantity.span.range()).unwrap_or_default();
    let message = match &unborne.why {
        Why::OtherAsOf(_) => {
            format!("the statement says `{words}`, but neither `as_of` nor a supporting quote does")
        }
        _ => format!("the statement says `{words}`, but no supporting quote does"),
    };
    let (label, help) = match &unborne.why {
        Why::Absent => (
            "where is this from?".to_owned(),
            "quote the words that say it, or take it out of the statement".to_owned(),
        ),
        Why::OtherBound(quoted) => {
            (format!("a quote says `{quoted}`"), format!("write what the quote says: `{quoted}`"))
        }
        Why::OtherUnit(quoted) | Why::OtherValue(quoted) => (
            format!("a quote says `{quoted}`"),
            format!("write what the quote says, or quote the words that say `{words}`"),
        ),
        Why::OtherAsOf(period) => (
            format!("`as_of` says {period}"),
            "make the two agree, or quote the words that give the date".to_owned(),
        ),
    };
    let place = Place::within(claim.file, statement.span, unborne.quantity.span);
    let mut diagnostic = RULE.says(message, place, label).help(help);
    if is_documented {
        diagnostic.level = Level::Error;
    }
    diagnostic
}
