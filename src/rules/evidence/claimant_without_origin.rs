//! A claimant whom no quote shows making the claim.

use super::weighed::weighed;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::{Claim, Judges};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "claimant-without-origin",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("claimant_without_origin.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context) {
        let claim = weighed.claim;
        let Some(claimant) = &claim.claimant else {
            if claim.judges() == Judges::Fact && weighed.status.asserts() {
                let mut diagnostic = RULE
                    .says(
                        format!("{} and names no claimant", weighed.stated()),
                        weighed.place(),
                        "without a claimant, nobody can tell which quotes are the claimant's own words",
                    )
                    .help("add `claimant`: who makes the claim. Their own words do not count as evidence for a fact");
                // Whether the status is earned hangs on it.
                diagnostic.level = Level::Error;
                diagnostics.push(diagnostic);
            }
            continue;
        };
        if !weighed.standing.claimant_met {
            diagnostics.push(
                RULE.says(
                    format!("no quote in `{}` shows {} making this claim", claim.id, claimant.value),
                    Place::new(claim.file, claimant.span),
                    "not the publisher, author or id of any source between a quote and its origin",
                )
                .help(help(context, claim)),
            );
        }
    }
}

fn help(context: &Context, claim: &Claim) -> String {
    let quoted = claim.evidence.first().and_then(|evidence| evidence.source.as_ref());
    let publisher = quoted
        .and_then(|id| context.corpus.source(&id.value))
        .and_then(|source| source.publisher.as_ref().or(source.authors.first()));
    let who = publisher.map_or_else(String::new, |name| format!(", such as \"{}\"", name.value));
    format!(
        "quote a passage in which the claimant says it, or name their document as `origin`. If somebody else makes the claim, name them as claimant{who}. If two spellings of one name are to blame, list them together under [names] in grounds.toml"
    )
}
