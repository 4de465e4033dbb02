//! Evidence that is older than what it is to show, or newer than the check of it.

use super::weighed::weighed;
use crate::diagnostic::{Diagnostic, Level};
use crate::history::last_check::checked_on;
use crate::model::claim::Judges;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "too-early",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("too_early.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let corpus = context.corpus;
    for weighed in weighed(context).filter(|weighed| weighed.status.asserts()) {
        let claim = weighed.claim;
        let blocks = claim.evidence.iter().zip(corpus.links_of(weighed.at));
        let supports = blocks.filter(|(evidence, _)| evidence.supports());
        let sources: Vec<_> = supports.filter_map(|(_, link)| Some(&corpus[link.source?])).collect();
        let published = || sources.iter().map(|source| source.published.as_ref().map(|on| on.value));
        let as_of = claim.as_of.as_ref().filter(|_| claim.judges() == Judges::Fact);
        if let Some(as_of) = as_of
            && !sources.is_empty()
            && published().all(|on| on.is_some_and(|on| on.last < as_of.value.first))
        {
            diagnostics.push(
                RULE.says(
                    format!("all that supports `{}` was published before {}", claim.id, as_of.value),
                    Place::new(claim.file, as_of.span),
                    "when it is said to hold",
                )
                .help("a plan is no evidence that it came true: quote something published since, or state the plan"),
            );
        }
        let on = claim.checked.as_ref().and_then(|check| check.on.as_ref());
        let newer = sources.iter().find(|source| {
            let day = source.published.as_ref().map(|on| on.value.first);
            day.zip(checked_on(claim)).is_some_and(|(day, on)| on.last < day)
        });
        if let Some((on, source)) = on.zip(newer) {
            diagnostics.push(
                RULE.says(
                    format!("`{}` was checked before `{}` was published", claim.id, source.id),
                    Place::new(claim.file, on.span),
                    "nobody can have read it by then",
                )
                .help("check the claim again, or put the dates right"),
            );
        }
    }
}
