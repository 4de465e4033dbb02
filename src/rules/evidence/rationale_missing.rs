//! A status above the weakest, and no word why.

use super::weighed::weighed;
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "rationale-missing",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("rationale_missing.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for weighed in weighed(context).filter(|weighed| weighed.status.asserts()) {
        let written = weighed.claim.rationale.as_ref();
        if written.is_none_or(|rationale| !rationale.value.chars().any(char::is_alphanumeric)) {
            diagnostics.push(
                RULE.says(format!("{}, but nobody says why", weighed.stated()), weighed.place(), "without a rationale")
                    .help("add `rationale`, above the first block: what the status rests on, in a sentence that a reader can check"),
            );
        }
    }
}
