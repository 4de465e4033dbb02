//! A file name that cannot be an id.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::id::{self, IdFault};
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
        let why = match why {
            IdFault::Character(_) => format!("it contains {}", characters(name)),
            _ => why.to_string(),
        };
        let diagnostic = RULE.says(format!("`{name}` is not a valid {what} id: {why}"), fault.place(), "").note(
            "the id is the file name without .toml; it may contain lower-case letters a to z, digits and hyphens, \
             and at most 63 characters",
        );
        diagnostics.push(match id::propose(name) {
            Some(proposed) => diagnostic.help(format!("rename the file to {proposed}.toml")),
            None => diagnostic.help("rename the file"),
        });
    }
}

/// The characters of a name that an id cannot have, in words; of many the first ones.
fn characters(name: &str) -> String {
    const MOST: usize = 3;
    let mut wrong: Vec<String> = Vec::new();
    for c in name.chars().filter(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        let words = match c {
            ' ' => "a space".to_owned(),
            '_' => "an underscore".to_owned(),
            c if c.is_uppercase() => format!("a capital `{c}`"),
            c => format!("`{c}`"),
        };
        if !wrong.contains(&words) {
            wrong.push(words);
        }
    }
    wrong.truncate(MOST);
    match wrong.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => wrong.concat(),
    }
}
