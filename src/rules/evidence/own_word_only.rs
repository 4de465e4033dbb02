//! A documented fact whose primaries are all the claimant's own.

use super::weighed::{one_origin, short};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Shortfall, Weight, Why};
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "own-word-only",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("own_word_only.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::OwnWord) {
        let supports = short.supports_if_found(context);
        let own = supports.iter().filter(|(_, weight)| *weight == Weight::Nothing(Why::OwnWord));
        let origin = one_origin(context, own.map(|(evidence, _)| *evidence));
        let claimant = short.claim.claimant.as_ref().map_or("the claimant", |name| &name.value);
        let message = format!("{} as a fact, but only by {origin}, the claimant's own word", short.stated());
        let mut diagnostic = RULE
            .says(message, short.place(), "only the claimant's word")
            .help(format!(
                "\"{claimant} said (or did) so\" is a separate claim: use judges = \"saying\" or \"act\". To document the fact, find somebody else's record, or set the status to \"{}\"",
                short.standing.earned.name()
            ));
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}
