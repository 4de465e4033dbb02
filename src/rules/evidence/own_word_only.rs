//! A fact that rests on a party's word.

use super::weighed::{named, roots, short};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Role, Shortfall, Weight};
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "own-word-only",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("own_word_only.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::PartyWord) {
        let supports = short.supports_if_found(context);
        let is_partys =
            |weight: &&Weight| matches!(weight, Weight::Counts(counted) if counted.role == Role::PartyWord);
        let from = named(context, &roots(supports.iter().map(|(_, weight)| weight).filter(is_partys)));
        let message = format!("{} as a fact, but by {from}, a party's own word", short.stated());
        let mut diagnostic = RULE.says(message, short.place(), "a party's word").help(format!(
            "that the party said so is a claim of its own, with judges = \"saying\". For the fact, find a record or \
             witnesses who are no party; {}",
            short.until_then()
        ));
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}
