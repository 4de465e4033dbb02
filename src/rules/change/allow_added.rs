//! A comment that silences, brought in by the change itself.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "allow-added",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("allow_added.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    let new = base.new_allows(context.files, context.corpus);
    for (allow, _) in context.corpus.allows.iter().zip(new).filter(|(_, new)| *new) {
        let Ok(says) = &allow.says else { continue };
        diagnostics.push(
            RULE.says(
                format!("this change adds or moves a comment that allows `{}`", says.rule.value),
                Place::new(allow.file, allow.span),
                "silences no error until the change is merged",
            )
            .help("tell your reviewer why the finding does not apply"),
        );
    }
}
