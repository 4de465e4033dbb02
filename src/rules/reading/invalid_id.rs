//! A file name that cannot be an id.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::id;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "invalid-id",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("invalid_id.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::InvalidId { what, name, why } = &fault.kind else { continue };
        let diagnostic =
            RULE.says(format!("`{name}` cannot be the id of a {what}: {why}"), fault.place(), "").note(
                "the file name without .toml is the id: small letters a to z, digits and hyphens, at most 63",
            );
        diagnostics.push(match id::propose(name) {
            Some(proposed) => diagnostic.help(format!("rename the file to {proposed}.toml")),
            None => diagnostic.help("rename the file"),
        });
    }
}
