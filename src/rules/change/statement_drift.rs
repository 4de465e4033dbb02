//! A statement that says something else, under the status of what it said before.

use super::touched::{Touched, also_withdrawn, named, spellings};
use crate::diagnostic::{Diagnostic, Level};
use crate::git::DEEPEN;
use crate::history::base::Base;
use crate::model::claim::Claim;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::rewording::reworded;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "statement-drift",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("statement_drift.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let spellings = spellings(context);
    for (base, touched) in also_withdrawn(context) {
        if !touched.status.asserts() || touched.was_checked_again(base) {
            continue;
        }
        let told = touched.formers.iter().find_map(|was| told(base, &touched, was, &spellings));
        diagnostics.extend(told);
    }
}

fn told(base: &Base, touched: &Touched, was: &Claim, spellings: &[Vec<&str>]) -> Option<Diagnostic> {
    let claim = touched.claim;
    let (old, new) = (was.statement.as_ref()?, claim.statement.as_ref()?);
    // A status that rises vouches for the statement anew, and that may have changed while it stood lower.
    let rises = claim.withdrawn.is_none() && touched.status > touched.status_before();
    if old.value == new.value && !rises {
        return None;
    }
    let last = base.last_check(&was.id);
    let (stood, since) = match last {
        Some(last) if last.unchecked => {
            (&*last.statement, format!("commit {}, when it last stood so high", last.commit.short()))
        }
        Some(last) => (&*last.statement, format!("commit {}, when it was last checked", last.commit.short())),
        None => (&*old.value, named(base)),
    };
    let place = Place::new(claim.file, new.span);
    let Some(rewording) = reworded(stood, &new.value, spellings) else {
        let what = if old.value == new.value { "status" } else { "statement" };
        let message = format!(
            "the {what} of `{}` changed, and this clone is too shallow to tell what it stated when it was last checked",
            claim.id
        );
        let told = || {
            let mut told = RULE
                .says(message, place, "nothing that counts changed since the oldest commit here")
                .help(DEEPEN);
            told.level = Level::Warning;
            told
        };
        return last.filter(|last| last.cut_off).map(|_| told());
    };
    let message = format!(
        "{} in the statement of `{}` changed{}, but the claim is still marked {}",
        rewording.kind.name(),
        claim.id,
        rewording.in_words(),
        touched.status.name()
    );
    let mut told =
        RULE.says(message, place, "was this checked?")
            .note(format!("the statement in {since}: {}", stood.trim()))
            .help(
                "check every quote against it, then set `on` in [checked] to the date of that check; or lower the status to unsubstantiated",
            )
            .help("if the new statement makes a different claim, put it into a file of its own");
    // Nobody says that the statement before was checked: lowering it may have been the honest way to mend it.
    if last.is_some_and(|last| last.unchecked) {
        told.level = Level::Warning;
    }
    Some(told)
}
