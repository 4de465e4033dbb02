//! A status in another spelling than its own.

use crate::diagnostic::{Applicability, Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;
use crate::syntax::written;

pub(super) const RULE: Rule = Rule {
    name: "status-spelling",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("status_spelling.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::StatusSpelling { written, name } = &fault.kind else { continue };
        diagnostics.push(
            RULE.says(
                format!("`{written}` is understood, but should be written `{name}`"),
                fault.place(),
                "not the standard spelling",
            )
            .help(format!("write `status = \"{name}\"`"))
            .fix(context.fix_of(fault, Some(written::text(name)), Applicability::Safe)),
        );
    }
}
