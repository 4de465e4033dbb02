//! A comment that silences nothing.

use super::{About, Check, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::syntax::allow::Allow;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "unused-allow",
    about: About::Silencing,
    level: Level::Warning,
    adjustable: true,
    page: include_str!("unused_allow.md"),
    check: Check::UnusedAllows(check),
};

fn check(unused: &[&Allow], others: &[Diagnostic], said: &mut Vec<Diagnostic>) {
    for allow in unused {
        let Ok(permission) = &allow.says else { continue };
        // A rule that does not exist is `malformed-allow`.
        if super::find(&permission.rule.value).is_none_or(|rule| !rule.adjustable) {
            continue;
        }
        let elsewhere = others
            .iter()
            .any(|other| other.rule == permission.rule.value && other.place().file == allow.file);
        said.push(
            RULE.says(
                format!("there is no `{}` here to be silenced", permission.rule.value),
                Place::new(allow.file, allow.span),
                "silences nothing",
            )
            .help(if elsewhere {
                "the comment reaches its own line and the next: move it directly above the line that it is about"
            } else {
                "remove the comment"
            }),
        );
    }
}
