//! A policy that is not that of the base.

use super::touched::named;
use crate::diagnostic::{Diagnostic, Level};
use crate::fileset::{POLICY_FILE, Role};
use crate::history::settings::{Setting, differences};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "policy-changed",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("policy_changed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    // Where the policy is the same, it is not among what the base holds.
    if base.policy.is_none() {
        return;
    }
    let is_policy = |role, path: &str| role == Role::Policy || role == Role::Gone && path == POLICY_FILE;
    let Some((file, _)) = context.files.iter().find(|(_, entry)| is_policy(entry.role, &entry.path)) else {
        return;
    };
    let changed = differences(&context.corpus.policy, context.corpus.written_policy());
    if changed.is_empty() {
        return;
    }
    let count = crate::rules::counted(changed.len(), "setting", "settings");
    let diagnostic = RULE
        .says(
            format!("this change alters {count}, but is judged by the settings in {}", named(base)),
            Place::start_of(file),
            "",
        )
        .help(
            "put the new settings into a pull request of their own, for the person responsible for grounds.toml; they apply once it is merged",
        );
    diagnostics
        .push(changed.iter().fold(diagnostic, |diagnostic, setting| diagnostic.note(in_words(setting))));
}

/// `rules.single-origin: error before, off now`
fn in_words(setting: &Setting) -> String {
    let or_unset = |value: &str| if value.is_empty() { "not set".to_owned() } else { value.to_owned() };
    format!("{}: {} before, {} now", setting.name, or_unset(&setting.before), or_unset(&setting.after))
}
