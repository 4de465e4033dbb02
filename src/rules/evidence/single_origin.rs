//! A status above the weakest that rests on one witness.

use super::weighed::{named, roots, short};
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::Shortfall;
use crate::rules::{Check, Configurable, Context, Rule, counted};

pub(super) const RULE: Rule = Rule {
    name: "single-origin",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("single_origin.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::SingleWitness) {
        let supports = short.supports_if_found(context);
        let roots = roots(supports.iter().map(|(_, weight)| weight));
        let from = match shared_voice(context, &roots) {
            Some(name) => format!("{name} ({})", named(context, &roots)),
            None => named(context, &roots),
        };
        let all = match supports.len() {
            1 => "its only quote comes from".to_owned(),
            2 => "both its quotes come from".to_owned(),
            many => format!("all {} come from", counted(many, "quote", "quotes")),
        };
        let message = format!("{}, but {all} {from}: one witness", short.stated());
        let mut diagnostic = RULE.says(message, short.place(), "one witness").help(format!(
            "find the record itself, or a witness independent of this one; {}",
            short.until_then()
        ));
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}

/// The name that all these sources share, if they are several of one voice.
fn shared_voice<'c>(context: &Context<'c>, roots: &[SourceAt]) -> Option<&'c str> {
    let documents = &context.standings.documents;
    let (first, rest) = roots.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let mut voices = documents.node(*first).voices.iter();
    let shared = voices.find(|party| rest.iter().all(|at| documents.node(*at).voices.contains(party)))?;
    documents.name_of(context.corpus, *shared)
}
