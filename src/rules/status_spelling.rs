//! A status in another spelling than its own.

use super::{About, Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "status-spelling",
    about: About::Reading,
    level: Level::Warning,
    adjustable: true,
    page: include_str!("status_spelling.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (fault, kind) in context.faults() {
        let FaultKind::StatusSpelling { written, name } = kind else { continue };
        said.push(
            RULE.says(
                format!("`{written}` is understood, but is written `{name}`"),
                fault.place(),
                "other spelling",
            )
            .help(format!("write `status = \"{name}\"`")),
        );
    }
}
