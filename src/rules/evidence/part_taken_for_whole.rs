//! A documented claim whose evidence bears on a part of it.

use super::weighed::short;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::standing::Shortfall;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "part-taken-for-whole",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("part_taken_for_whole.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::PartForWhole) {
        let supports = short.supports(context);
        let parts =
            supports.iter().filter_map(|(evidence, _)| evidence.part.as_ref().zip(evidence.source.as_ref()));
        let labels: Vec<_> = parts
            .map(|(part, source)| {
                let text = format!("all that `{}` supports", source.value);
                Label::new(Place::new(short.claim.file, part.span), text)
            })
            .collect();
        let what = if labels.len() == 1 { "a part of it" } else { "parts of it" };
        diagnostics.push(
            RULE.says(
                format!("{}, but its evidence supports only {what}", short.stated()),
                short.place(),
                "not for the whole statement",
            )
            .note_at("several parts do not make a whole", labels)
            .help(format!(
                "write a claim for each part, or remove `part` where a quote supports the whole; until then set the status to \"{}\"",
                short.standing.earned.name()
            )),
        );
    }
}
