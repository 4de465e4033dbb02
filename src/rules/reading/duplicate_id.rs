//! Two files that give the same id.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-id",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("duplicate_id.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::DuplicateId { what, id, first } = &fault.kind else { continue };
        let also = Label::new(Place::start_of(*first), "");
        diagnostics.push(
            RULE.says(format!("two {what}s are called `{id}`"), fault.place(), "")
                .note_at(format!("the other is {}", context.path(*first)), vec![also])
                .help(
                    "rename one of the two: the id is the file name without its extension, whatever the folder",
                ),
        );
    }
}
