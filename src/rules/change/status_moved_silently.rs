//! A status that rose, and nobody says why.

use super::touched::{named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::history::version::{EvidenceVersion, pair};
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "status-moved-silently",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("status_moved_silently.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (base, touched) in touched(context) {
        let before = touched.status_before();
        if touched.status <= before || is_explained(touched.claim, touched.was) {
            continue;
        }
        let (now, then) = (touched.status.name(), touched.name_before());
        let message = format!(
            "`{}` rose from {then} to {now}, but neither its evidence nor its rationale changed",
            touched.claim.id
        );
        diagnostics.push(
            RULE.says(message, touched.place(), format!("{then} in {}", named(base)))
                .help("add new evidence, or say in `rationale` why the status was raised"),
        );
    }
}

/// Does the change touch what the evidence counts for, or the rationale? How words are typeset and wrapped does not count.
fn is_explained(claim: &Claim, was: Option<&Claim>) -> bool {
    let words = |claim: &Claim| {
        let rationale = claim.rationale.as_ref().map_or("", |rationale| &*rationale.value);
        crate::text::words::words(rationale)
    };
    let pieces = |claim: &Claim| claim.evidence.iter().map(EvidenceVersion::of).collect::<Vec<_>>();
    match was.filter(|was| was.sound) {
        Some(was) => words(was) != words(claim) || is_other(&pieces(was), &pieces(claim)),
        None => claim.rationale.is_some() || !claim.evidence.is_empty(),
    }
}

/// The order of evidence says nothing.
fn is_other(these: &[EvidenceVersion], those: &[EvidenceVersion]) -> bool {
    these.len() != those.len() || pair(these, those, EvidenceVersion::bears).contains(&None)
}
