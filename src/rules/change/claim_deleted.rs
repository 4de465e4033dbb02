//! A claim that is gone.

use super::touched::named;
use crate::diagnostic::{Diagnostic, Level};
use crate::fileset::Role;
use crate::history::base::Was;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::nearest::nearest;
use crate::text::span::Place;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "claim-deleted",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("claim_deleted.md"),
    check: Check::Project(check),
};

/// So many are told what they may be now.
const MOST_HINTS: usize = 100;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    let claims = &context.corpus.claims;
    let renamed: HashSet<&str> =
        claims.iter().flat_map(|claim| &claim.formerly).map(|former| &*former.value).collect();
    let new: Vec<&str> = claims
        .iter()
        .filter(|claim| matches!(base.claim_that_was(claim, context.corpus), Was::Absent))
        .map(|claim| &*claim.id)
        .collect();
    for (file, entry) in context.files.iter().filter(|(_, entry)| entry.role == Role::Gone) {
        let id = entry.stem();
        let was_claim = !matches!(base.claim(id), Was::Absent) && context.corpus.claim(id).is_none();
        if !entry.path.starts_with(crate::fileset::CLAIMS) || !was_claim || renamed.contains(id) {
            continue;
        }
        let said_of = RULE
            .says(format!("the claim `{id}` is gone"), Place::start_of(file), "")
            .note(format!("it is in {}, and no claim names `{id}` in `formerly`", named(base)))
            .help("bring the file back, and give it [withdrawn] with `on` and `because`, so that readers learn what became of it");
        // To find the nearest of many names takes its time, and nobody renames so many one by one.
        let nearest = if diagnostics.len() < MOST_HINTS { nearest(id, new.iter().copied()) } else { None };
        diagnostics.push(match nearest {
            Some(new) => {
                said_of.help(format!("if its id is now `{new}`, add to that claim: formerly = [\"{id}\"]"))
            }
            None => said_of,
        });
    }
}
