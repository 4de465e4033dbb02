//! A statement that no evidence could make false.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::checkable::{Uncheckable, uncheckable};
use crate::model::claim::{Claim, Judges};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use rayon::prelude::*;

pub(super) const RULE: Rule = Rule {
    name: "not-checkable",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("not_checkable.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let claims = context.corpus.par_each_claim().with_min_len(256).map(|(_, claim)| claim);
    let facts =
        claims.filter(|claim| claim.sound && claim.withdrawn.is_none() && claim.judges() == Judges::Fact);
    diagnostics.extend(facts.filter_map(told).collect::<Vec<_>>());
}

fn told(claim: &Claim) -> Option<Diagnostic> {
    let statement = claim.statement.as_ref()?;
    let (words, why) = uncheckable(&statement.value)?;
    let said = statement.value.get(words.clone())?;
    let (message, label) = match why {
        Uncheckable::Open => (
            format!("`{said}` leaves open whether it is so: no evidence could make this statement false"),
            "says only that it may be so",
        ),
        Uncheckable::Opinion => (
            format!("`{said}` says how somebody sees it: no evidence could make this statement false"),
            "an opinion",
        ),
    };
    let place = Place::within(claim.file, statement.span, words.into());
    Some(
        RULE.says(message, place, label)
            .subject(&*statement.value)
            .help("state flatly what evidence would have to show; a claim that is not shown is unsubstantiated")
            .help("if the claim is that somebody said this, name them in the statement and add `judges = \"saying\"`"),
    )
}
