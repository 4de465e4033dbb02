//! A status that was raised by the one who says that it was checked.

use super::touched::touched;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::policy::Policy;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "self-checked",
    level: Level::Error,
    leeway: Configurable::OnRequest,
    page: include_str!("self_checked.md"),
    check: Check::Project(check),
};

/// Does the policy want to know who raised a status? To find out takes a walk through the commits of a change.
pub fn asks_who_raised(policy: &Policy) -> bool {
    let mut settings = policy.rules.iter().rev();
    let own = settings.find(|setting| *setting.rule.value == *RULE.name);
    own.is_some_and(|setting| setting.level.value.is_some())
}

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (base, touched) in touched(context) {
        let Some(by) = touched.claim.checked.as_ref().and_then(|check| check.by.as_ref()) else { continue };
        if touched.status <= touched.status_before() {
            continue;
        }
        let is_checker = |name: &str| name.trim().to_lowercase() == by.value.trim().to_lowercase();
        let is_it = |id: &str| {
            id == &*touched.claim.id || touched.claim.formerly.iter().any(|former| &*former.value == id)
        };
        let raised = base.raised_by.iter().filter(|raise| is_it(&raise.claim));
        for raise in raised.filter(|raise| is_checker(&raise.name) || is_checker(&raise.email)).take(1) {
            diagnostics.push(
                RULE.says(
                    format!(
                        "{} raised the status of `{}`, and is also named as its checker",
                        by.value, touched.claim.id
                    ),
                    Place::new(touched.claim.file, by.span),
                    "the same person",
                )
                .note(format!("the status was raised in commit {}", raise.commit.short()))
                .help("ask somebody else to check the evidence, and put their name into `by` in [checked]"),
            );
        }
    }
}
