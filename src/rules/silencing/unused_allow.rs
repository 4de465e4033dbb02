//! A comment that silences nothing.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Rule};
use crate::syntax::allow::Allow;
use crate::text::span::{FileId, Place};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "unused-allow",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("unused_allow.md"),
    check: Check::Comments(check),
};

fn check(unused: &[&Allow], others: &[Diagnostic], diagnostics: &mut Vec<Diagnostic>) {
    let said_of: HashSet<(&str, FileId)> =
        others.iter().map(|other| (other.rule, other.place().file)).collect();
    for allow in unused {
        let Ok(permission) = &allow.says else { continue };
        // A rule that does not exist, or cannot be silenced, is `malformed-allow`.
        if crate::rules::find(&permission.rule.value).is_none_or(|rule| !rule.leeway.lets_comments_silence())
        {
            continue;
        }
        let elsewhere = said_of.contains(&(&permission.rule.value, allow.file));
        diagnostics.push(
            RULE.says(
                format!("there is no `{}` here to silence", permission.rule.value),
                Place::new(allow.file, allow.span),
                "silences nothing",
            )
            .help(if elsewhere {
                "the comment applies to its own line and the next: move it directly above the line that it is about"
            } else {
                "remove the comment"
            }),
        );
    }
}
