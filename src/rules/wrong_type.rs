//! A value of the wrong type.

use super::{About, Check, Configurable, Context, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "wrong-type",
    about: About::Reading,
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("wrong_type.md"),
    check: Check::All(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::WrongType { key, expected, found } = &fault.kind else { continue };
        diagnostics.push(RULE.says(
            format!("`{key}` should be {expected}, and is {found}"),
            fault.place(),
            format!("expected {expected}"),
        ));
    }
}
