//! A status that the evidence does not bear.

use super::weighed::short;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Shortfall, Weight, Why};
use crate::model::claim::Evidence;
use crate::model::needs::Primary;
use crate::model::policy::Policy;
use crate::model::status::Status;
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "status-unsupported",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("status_unsupported.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::Unsupported) {
        let policy = &context.corpus.policy;
        let standing = short.standing;
        let needed = needed(short.status, policy);
        let supports = short.supports(context);
        let own = |(_, weight): &(&Evidence, Weight)| *weight == Weight::Nothing(Why::OwnWord);
        let has = if (1..needed as usize).contains(&standing.independent) {
            format!("it has only {} of the {needed} independent origins it needs", standing.independent)
        } else if supports.is_empty() {
            "no quote supports it".to_owned()
        } else if supports.iter().all(own) {
            "only by the claimant's own word".to_owned()
        } else {
            format!("its evidence supports \"{}\" at most", standing.earned.name())
        };
        let mut diagnostic = RULE
            .says(format!("{}, but {has}", short.stated()), short.place(), "not supported")
            .help(format!(
                "{}. Otherwise set the status to \"{}\"",
                needs(short.status, policy),
                standing.earned.name()
            ));
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}

fn needed(status: Status, policy: &Policy) -> u32 {
    if status == Status::Documented {
        policy.independent(Status::Documented).max(1)
    } else {
        policy.independent(Status::PartiallyConfirmed).max(1)
    }
}

fn needs(status: Status, policy: &Policy) -> String {
    let origins = match needed(status, policy) {
        1 => "one independent origin".to_owned(),
        many => format!("{many} independent origins"),
    };
    if status == Status::Documented {
        let primary = match policy.primary(Status::Documented) {
            Primary::Relayed => "a published primary source",
            Primary::Held => "a published primary source that is quoted from its own text",
        };
        format!("\"documented\" needs {primary}, or {origins}, for the whole statement")
    } else {
        format!(
            "\"{}\" needs {origins} besides the claimant's own word, or evidence for a part",
            status.name()
        )
    }
}
