//! A claim that says in `formerly` that it was another, and cannot have been.

use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::{Base, Was};
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule, change};
use crate::text::span::{Place, Text};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "wrong-heir",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("wrong_heir.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut heirs: HashMap<&str, (&Claim, &Text)> = HashMap::new();
    for claim in context.claims() {
        for former in &claim.formerly {
            let id = &*former.value;
            let place = Place::new(claim.file, former.span);
            if context.corpus.claim(id).is_some() {
                let what = if *id == *claim.id {
                    format!("`{id}` says that it was itself")
                } else {
                    format!("`{}` says that it was `{id}`, which is still here", claim.id)
                };
                diagnostics.push(
                    RULE.says(what, place, "not a former name")
                        .help("remove it from `formerly`: that is for names that no claim has any more"),
                );
                continue;
            }
            if let Some((first, named)) = heirs.get(id).filter(|(first, _)| first.id != claim.id) {
                let what = format!("both `{}` and `{}` say that they were `{id}`", first.id, claim.id);
                diagnostics.push(
                    RULE.says(what, place.clone(), "one claim has one heir")
                        .label(Place::new(first.file, named.span), "the other")
                        .help("keep it in `formerly` of the claim that states the same"),
                );
            } else {
                heirs.insert(id, (claim, former));
            }
            let wrong = context.base.and_then(|base| wrong_in_change(context, base, claim, id));
            diagnostics
                .extend(wrong.map(|(what, help)| RULE.says(what, place, "not a former name").help(help)));
        }
    }
}

/// What is wrong with a name that this change puts into `formerly`.
fn wrong_in_change(context: &Context, base: &Base, claim: &Claim, id: &str) -> Option<(String, String)> {
    let own = base.claim(&claim.id);
    let named_before = match own {
        Was::Same => true,
        Was::Other(was) => was.formerly.iter().any(|former| *former.value == *id),
        Was::Absent => {
            // What a claim was that this one was itself.
            let heritage = base.heritage(claim, context.corpus);
            heritage.into_iter().any(|was| was.formerly.iter().any(|former| *former.value == *id))
        }
    };
    if named_before {
        return None;
    }
    let base_in_words = change::named(base);
    if !matches!(own, Was::Absent) {
        return Some((
            format!("`{}` says that it was `{id}`, but it is itself in {base_in_words}", claim.id),
            format!(
                "a claim that takes the place of `{id}` is a new one; or give `{id}` up: restore its file, with a [withdrawn] block"
            ),
        ));
    }
    matches!(base.claim(id), Was::Absent).then(|| {
        (
            format!("`{}` says that it was `{id}`, which is not in {base_in_words}", claim.id),
            "write into `formerly` only names of claims that this change removes".to_owned(),
        )
    })
}
