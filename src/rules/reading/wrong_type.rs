//! A value of the wrong type.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "wrong-type",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("wrong_type.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::WrongType { key, expected, found } = &fault.kind else { continue };
        diagnostics.push(RULE.says(
            format!("`{key}` should be {expected}, but is {found}"),
            fault.place(),
            "",
        ));
    }
}
