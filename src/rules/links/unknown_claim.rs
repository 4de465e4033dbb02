//! A claim that has no file.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule, suggest};
use crate::text::span::{FileId, Place, Text};

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
            if *id.value == *claim.id {
                let place = Place::new(claim.file, id.span);
                diagnostics.push(RULE.says("the claim names itself", place, "this is its own id"));
            } else {
                look_up(context, claim.file, id, diagnostics);
            }
        }
    }
    for story in context.corpus.stories.iter().filter(|story| story.sound) {
        let passages = story.passages.iter().filter_map(|passage| passage.claim.as_ref());
        let corrections = story.corrections.iter().filter_map(|correction| correction.claim.as_ref());
        passages.chain(corrections).for_each(|id| look_up(context, story.file, id, diagnostics));
    }
}

fn look_up(context: &Context, file: FileId, id: &Text, diagnostics: &mut Vec<Diagnostic>) {
    // A claim that was renamed is corrected under the id that it had.
    let is_former = |claim: &Claim| claim.formerly.iter().any(|former| former.value == id.value);
    let corpus = context.corpus;
    if corpus.claim(&id.value).is_some() {
        return;
    }
    let known = corpus.claims.iter().map(|claim| &*claim.id);
    let meant = suggest(&id.value, known, diagnostics.len());
    let message = format!("no claim called `{}`{meant}", id.value);
    let told = RULE.says(message, Place::new(file, id.span), "no such claim");
    diagnostics.push(match corpus.claims.iter().find(|claim| is_former(claim)) {
        Some(heir) => told.help(format!("it is called `{}` now", heir.id)),
        None => told.help("the id of a claim is its file name without .toml"),
    });
}
