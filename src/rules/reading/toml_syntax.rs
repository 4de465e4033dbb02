//! A file that is not TOML 1.0.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::syntax::fault::FaultKind;

pub(super) const RULE: Rule = Rule {
    name: "toml-syntax",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("toml_syntax.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::Syntax(syntax) = &fault.kind else { continue };
        let diagnostic = RULE.says(syntax.message.clone(), fault.place(), syntax.label.clone());
        let has_help = !syntax.help.is_empty();
        diagnostics.push(if has_help { diagnostic.help(syntax.help.clone()) } else { diagnostic });
    }
}
