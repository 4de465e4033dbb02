//! A claim that is gone.

use super::touched::named;
use crate::diagnostic::{Diagnostic, Level};
use crate::fileset::Role;
use crate::history::base::{Base, Was};
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::nearest::nearest;
use crate::text::span::Place;
use crate::text::words::words;
use std::collections::{HashMap, HashSet};

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
    let new: Vec<&Claim> = claims
        .iter()
        .filter(|claim| matches!(base.claim_that_was(claim, context.corpus), Was::Absent))
        .collect();
    let by_statement: HashMap<Vec<Box<str>>, &Claim> =
        new.iter().rev().filter_map(|claim| Some((statement(claim)?, *claim))).collect();
    forgotten(context, base, &renamed, diagnostics);
    for (file, entry) in context.files.iter().filter(|(_, entry)| entry.role == Role::Gone) {
        let id = entry.stem();
        let was = base.claim(id);
        let was_claim = !matches!(was, Was::Absent) && context.corpus.claim(id).is_none();
        if !entry.path.starts_with(crate::fileset::CLAIMS) || !was_claim || renamed.contains(id) {
            continue;
        }
        let says_the_same = match was {
            Was::Other(was) => statement(was).and_then(|words| by_statement.get(&words).copied()),
            _ => None,
        };
        let now = says_the_same.or_else(|| {
            // To find the nearest of many names takes its time, and nobody renames so many one by one.
            let ids = new.iter().map(|claim| &*claim.id);
            let nearest = nearest(id, ids.take(if diagnostics.len() < MOST_HINTS { usize::MAX } else { 0 }))?;
            new.iter().find(|claim| *claim.id == *nearest).copied()
        });
        let renaming = match now {
            Some(now) => {
                format!(
                    "if this claim is now `{}`, write in {}: {}",
                    now.id,
                    context.path(now.file),
                    formerly(now, id)
                )
            }
            None => {
                format!("if a new claim replaces it, write in that claim's file: formerly = [\"{id}\"]")
            }
        };
        diagnostics.push(
            RULE.says(format!("this change removes the claim `{id}`"), Place::start_of(file), "")
                .note(format!("it is in {}, and no claim has `{id}` in `formerly`", named(base)))
                .help(renaming)
                .help("otherwise restore this file, and add a [withdrawn] block that says when (`on`) and why (`because`)"),
        );
    }
}

/// Former ids that a claim had in the base and that none has now: what stood under them is no longer found.
fn forgotten(context: &Context, base: &Base, renamed: &HashSet<&str>, diagnostics: &mut Vec<Diagnostic>) {
    for claim in context.claims() {
        let known: Vec<&Claim> = match base.claim(&claim.id) {
            Was::Other(was) => vec![was],
            Was::Same => continue,
            Was::Absent => base.heritage(claim, context.corpus),
        };
        let ids = known.iter().filter(|was| was.sound).flat_map(|was| &was.formerly);
        for id in ids.map(|former| &*former.value) {
            if renamed.contains(id) || context.corpus.claim(id).is_some() {
                continue;
            }
            let place = claim
                .status
                .as_ref()
                .map_or(Place::start_of(claim.file), |status| Place::new(claim.file, status.span));
            let message = format!("`{}` no longer says that it was `{id}`", claim.id);
            let mut told = RULE
                .says(message, place, format!("it did in {}", named(base)))
                .help(format!("put it back: {}", formerly(claim, id)));
            told.level = Level::Warning;
            diagnostics.push(told);
        }
    }
}

/// The words of what a claim states.
fn statement(claim: &Claim) -> Option<Vec<Box<str>>> {
    Some(words(&claim.statement.as_ref()?.value)).filter(|words| !words.is_empty())
}

/// The line that says that `claim` was `id` before, and what else it was.
fn formerly(claim: &Claim, id: &str) -> String {
    let ids = claim.formerly.iter().map(|former| &*former.value).chain([id]);
    let ids: Vec<_> = ids.map(|id| format!("\"{id}\"")).collect();
    format!("formerly = [{}]", ids.join(", "))
}
