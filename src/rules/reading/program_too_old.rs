//! A project that needs a newer program.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "program-too-old",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("program_too_old.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let policy = context.corpus.written_policy();
    let (Some(requires), Some(file)) = (&policy.requires, policy.file) else { return };
    let place = Place::new(file, requires.span);
    let own = env!("CARGO_PKG_VERSION");
    let told = match (numbers(&requires.value), numbers(own)) {
        (None, _) => RULE
            .says(
                format!("`{}` is not a version", requires.value),
                place,
                "numbers with full stops between them",
            )
            .help(format!("write a version, such as requires = \"{own}\"")),
        (Some(needed), Some(has)) if needed > has => RULE
            .says(
                format!("this project needs grounds {} or later", requires.value),
                place,
                format!("this is {own}"),
            )
            .help("install a newer grounds; this one may judge claims by other rules"),
        _ => return,
    };
    diagnostics.push(told);
}

/// `0.2` as 0, 2, 0.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let mut numbers = [0; 3];
    let mut parts = version.trim().split('.');
    for number in &mut numbers {
        *number = match parts.next() {
            Some(part) => part.parse().ok()?,
            None => 0,
        };
    }
    parts.next().is_none().then_some(numbers)
}
