//! A claim that has no file.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule, suggest};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "unknown-claim",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("unknown_claim.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for claim in context.claims() {
        for id in claim.conflicts_with.iter().chain(&claim.content) {
            let place = Place::new(claim.file, id.span);
            if *id.value == *claim.id {
                diagnostics.push(RULE.says("the claim names itself", place, "this is its own id"));
            } else if context.corpus.claim(&id.value).is_none() {
                let known = context.corpus.claims.iter().map(|claim| &*claim.id);
                let meant = suggest(&id.value, known, diagnostics.len());
                diagnostics.push(
                    RULE.says(format!("no claim called `{}`{meant}", id.value), place, "no such claim")
                        .help("the id of a claim is its file name without .toml"),
                );
            }
        }
    }
}
