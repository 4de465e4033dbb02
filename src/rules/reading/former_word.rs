//! A word of an earlier version.

use crate::diagnostic::{Applicability, Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;
use crate::syntax::written;

pub(super) const RULE: Rule = Rule {
    name: "former-word",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("former_word.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::FormerWord { key, written, now } = &fault.kind else { continue };
        diagnostics.push(
            RULE.says(format!("`{written}` is now called `{now}`"), fault.place(), "earlier word")
                .help(format!("write `{key} = \"{now}\"` (`grounds fix` does it)"))
                .fix(context.fix_of(fault, Some(written::text(now)), Applicability::Safe)),
        );
    }
}
