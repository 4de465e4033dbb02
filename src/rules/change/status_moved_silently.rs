//! A status that rose, and nobody says why.

use super::touched::{named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::history::version::{EvidenceVersion, pair};
use crate::model::claim::{Claim, Evidence, Stance};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::unseen::unseen;

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

/// Does the change touch the evidence that speaks for the claim, or the words of the rationale? How words are typeset and
/// wrapped does not count, nor what nobody sees.
fn is_explained(claim: &Claim, was: Option<&Claim>) -> bool {
    let words = |claim: &Claim| {
        let rationale = claim.rationale.as_ref().map_or("", |rationale| &*rationale.value);
        crate::text::words::words(&rationale.chars().filter(|c| is_seen(*c)).collect::<String>())
    };
    let pieces = |claim: &Claim| {
        let supports = |evidence: &&Evidence| matches!(evidence.stance(), Stance::Supports | Stance::Admits);
        claim.evidence.iter().filter(supports).map(EvidenceVersion::of).collect::<Vec<_>>()
    };
    match was.filter(|was| was.sound) {
        Some(was) => words(was) != words(claim) || is_other(&pieces(was), &pieces(claim)),
        None => !words(claim).is_empty() || !pieces(claim).is_empty(),
    }
}

fn is_seen(c: char) -> bool {
    c.is_whitespace() || unseen(c).is_none()
}

/// The order of evidence says nothing.
fn is_other(these: &[EvidenceVersion], those: &[EvidenceVersion]) -> bool {
    these.len() != those.len() || pair(these, those, EvidenceVersion::bears).contains(&None)
}
