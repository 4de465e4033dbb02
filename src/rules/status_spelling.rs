//! A status in another spelling than its own.

use super::fix::{Care, Fix};
use super::{About, Check, Configurable, Context, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::FaultKind;
use crate::syntax::written;

pub(super) const RULE: Rule = Rule {
    name: "status-spelling",
    about: About::Reading,
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("status_spelling.md"),
    check: Check::All(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::StatusSpelling { written, name } = &fault.kind else { continue };
        diagnostics.push(
            RULE.says(
                format!("`{written}` is understood, but is written `{name}`"),
                fault.place(),
                "other spelling",
            )
            .help(format!("write `status = \"{name}\"`")),
        );
    }
}

/// The status's own name.
pub(super) fn propose(context: &Context, fixes: &mut Vec<Fix>) {
    fixes.extend(context.faults().filter_map(|fault| match &fault.kind {
        FaultKind::StatusSpelling { name, .. } => {
            Some(Fix::of_fault(RULE.name, fault, written::text(name), Care::None))
        }
        _ => None,
    }));
}
