//! A claim that leans on a source which was taken back.

use super::weighed::{named, source, weighed};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Shortfall, Weight, Why};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "source-retracted",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("source_retracted.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let sources = &context.corpus.sources;
    if sources.iter().all(|source| source.retracted.is_none()) {
        return;
    }
    for weighed in weighed(context).filter(|weighed| weighed.status.asserts()) {
        let falls = weighed.standing.shortfall == Some(Shortfall::Retracted);
        for (evidence, weight) in weighed.supports_if_found(context) {
            let (Weight::Nothing(Why::Retracted(at)), Some(quoted)) = (weight, &evidence.source) else {
                continue;
            };
            let retracted = source(context, at);
            let itself = *quoted.value == *retracted.id;
            let name = named(context, &[at]);
            let message = match (falls, itself) {
                (true, true) => format!("{} by {name}, which was retracted", weighed.stated()),
                (true, false) => {
                    format!("{} by a source that derives from {name}, which was retracted", weighed.stated())
                }
                (false, _) => format!("this quote no longer counts: {name} was retracted"),
            };
            let mut diagnostic =
                RULE.says(message, Place::new(weighed.claim.file, quoted.span), "does not count");
            if let Some(because) =
                retracted.retracted.as_ref().and_then(|taken_back| taken_back.because.as_ref())
            {
                diagnostic = diagnostic.note(format!("its record says why: {}", because.value));
            }
            diagnostic = if weighed.standing.shortfall.is_none() {
                // What is left is enough.
                diagnostic.level = Level::Warning;
                diagnostic
                    .help("the status holds without it: remove the quote, or give it the stance \"context\"")
            } else {
                let earned = weighed.standing.earned.name();
                diagnostic.help(format!(
                    "find another source, or set the status to \"{earned}\" and say why in the rationale"
                ))
            };
            diagnostics.push(diagnostic);
        }
    }
}
