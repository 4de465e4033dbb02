//! A status above the weakest that rests on one witness.

use super::weighed::{Weighed, named, roots, short};
use crate::corpus::SourceAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::Shortfall;
use crate::model::claim::Judges;
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
        if let Some(record) = may_be_record(context, short, &roots) {
            diagnostic = diagnostic.help(format!(
                "if `{record}` is the record of this, say so in its block: knows = \"...\", what it makes or registers"
            ));
        }
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}

/// A record that bears a fact, if it says in `knows` what it registers.
fn may_be_record<'c>(context: &Context<'c>, short: Weighed<'c>, roots: &[SourceAt]) -> Option<&'c str> {
    let source = |at: &SourceAt| &context.corpus[*at];
    let is_record = |at: &&SourceAt| source(at).kind.as_ref().is_some_and(|kind| kind.value.may_be_record());
    let record = roots.iter().find(is_record).filter(|_| short.claim.judges() == Judges::Fact)?;
    let mut blocks = short.claim.evidence.iter().filter(|block| block.supports() && block.knows.is_none());
    let id = &source(record).id;
    blocks.any(|block| block.source.as_ref().is_some_and(|named| *named.value == **id)).then_some(&**id)
}

/// The name that all these sources share, if they are several of one voice.
fn shared_voice<'c>(context: &Context<'c>, roots: &[SourceAt]) -> Option<&'c str> {
    let documents = &context.standings.documents;
    let (first, rest) = roots.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let mut voices = documents.node(*first).voices.iter();
    let shared = voices.find(|party| rest.iter().all(|at| documents.node(*at).voices.contains(party)))?;
    documents.name_of(context.corpus, *shared)
}
