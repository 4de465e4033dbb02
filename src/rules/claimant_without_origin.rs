//! A claimant whom no quote shows making the claim.

use super::weighing::weighed;
use super::{About, Check, Context, Leeway, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::origins::SourceAt;
use crate::model::claim::{Claim, Evidence};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "claimant-without-origin",
    about: About::Evidence,
    level: Level::Warning,
    leeway: Leeway::Any,
    page: include_str!("claimant_without_origin.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for weighed in weighed(context) {
        let claim = weighed.claim;
        let Some(claimant) = &claim.claimant else { continue };
        // A source without a record has an error of its own.
        let ways: Option<Vec<_>> = claim.evidence.iter().map(|evidence| way(context, evidence)).collect();
        let Some(ways) = ways.filter(|ways| !ways.is_empty()) else { continue };
        if !ways.into_iter().flatten().any(|at| context.standings.is_claimant(context.corpus, claim, at)) {
            said.push(
                RULE.says(
                    format!("no quote of `{}` shows {} making this claim", claim.id, claimant.value),
                    Place::new(claim.file, claimant.span),
                    "neither publisher, author nor id of any source on the way",
                )
                .help(help(context, claim)),
            );
        }
    }
}

/// All sources on the way of a quote.
fn way(context: &Context, evidence: &Evidence) -> Option<Vec<SourceAt>> {
    let at = |id: &str| context.corpus.source_at(id).and_then(|at| SourceAt::try_from(at).ok());
    let quoted = at(&evidence.source.as_ref()?.value)?;
    let origin = match &evidence.origin {
        None => quoted,
        Some(id) => at(&id.value)?,
    };
    Some(
        std::iter::once(quoted)
            .chain(context.standings.origins.lineage(origin).path.iter().copied())
            .collect(),
    )
}

fn help(context: &Context, claim: &Claim) -> String {
    let quoted = claim.evidence.first().and_then(|evidence| evidence.source.as_ref());
    let publisher = quoted
        .and_then(|id| context.corpus.source(&id.value))
        .and_then(|source| source.publisher.as_ref().or(source.authors.first()));
    let who = publisher.map_or_else(String::new, |name| format!(", such as \"{}\"", name.value));
    format!(
        "quote where they say it, or name their document as `origin`; or name as claimant whoever does{who}. Other spellings of one name belong under [names] in grounds.toml"
    )
}
