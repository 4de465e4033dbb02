//! One statement that makes two claims.

use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::checkable::second_claim;
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;
use rayon::prelude::*;

pub(super) const RULE: Rule = Rule {
    name: "compound-claim",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("compound_claim.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let claims = context.corpus.par_each_claim().with_min_len(256).map(|(_, claim)| claim);
    let standing = claims.filter(|claim| claim.sound && claim.withdrawn.is_none());
    diagnostics.extend(standing.filter_map(told).collect::<Vec<_>>());
}

fn told(claim: &Claim) -> Option<Diagnostic> {
    let statement = claim.statement.as_ref()?;
    let joint = second_claim(&statement.value)?;
    let place = Place::within(claim.file, statement.span, joint.into());
    Some(
        RULE.says(
            format!(
                "the statement of `{}` makes two claims, and each could be true without the other",
                claim.id
            ),
            place,
            "a second claim begins here",
        )
        .subject(&*statement.value)
        .help("make two claims of it, each with its own quotes and its own status"),
    )
}
