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

fn check(unused: &[&Allow], said: &mut Vec<Diagnostic>) {
    for allow in unused {
        let Ok(permission) = &allow.says else { continue };
        // A rule that does not exist is `malformed-allow`.
        if super::find(&permission.rule.value).is_none_or(|rule| !rule.adjustable) {
            continue;
        }
        said.push(
            RULE.says(
                format!("there is no `{}` here to be silenced", permission.rule.value),
                Place::new(allow.file, allow.span),
                "silences nothing",
            )
            .help("remove the comment"),
        );
    }
}
