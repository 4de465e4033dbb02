//! A word that is none of those a key may have.

use crate::diagnostic::{Applicability, Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule, alternatives, did_you_mean, suggest};
use crate::syntax::fault::FaultKind;
use crate::syntax::written;
use crate::text::nearest::nearest;
use crate::text::span::Place;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "unknown-value",
    level: Level::Error,
    leeway: Configurable::None,
    page: include_str!("unknown_value.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for fault in context.faults() {
        let FaultKind::UnknownValue { key, value, known } = &fault.kind else { continue };
        let meant = nearest(value, known.iter().copied());
        diagnostics.push(
            RULE.says(
                if value.is_empty() {
                    format!("`{key}` is empty")
                } else {
                    format!("`{key}` cannot be `{value}`{}", did_you_mean(meant))
                },
                fault.place(),
                "not one of the allowed words",
            )
            .help(format!("`{key}` may be {}", alternatives(known)))
            .fix(context.fix_of(fault, meant.map(written::text), Applicability::NeedsReading)),
        );
    }
    unknown_topics(context, diagnostics);
    let policy = context.corpus.written_policy();
    for setting in &policy.rules {
        let fixed = crate::rules::find(&setting.rule.value).filter(|rule| !rule.allows(setting.level.value));
        if let (Some(file), Some(rule)) = (policy.file, fixed) {
            let message = format!("the level of `{}` cannot be lowered", rule.name);
            diagnostics.push(
                RULE.says(message, Place::new(file, setting.level.span), "has no effect")
                    .help("this rule always applies: remove this line"),
            );
        }
    }
}

fn unknown_topics(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let allowed: Vec<_> = context.corpus.policy.topics.iter().map(|allowed| &*allowed.value).collect();
    let known: HashSet<_> = allowed.iter().copied().collect();
    if allowed.is_empty() {
        return;
    }
    let before = diagnostics.len();
    for claim in context.claims() {
        for topic in claim.topics.iter().filter(|topic| !known.contains(&*topic.value)) {
            let meant = suggest(&topic.value, allowed.iter().copied(), diagnostics.len() - before);
            let message = format!("`{}` is not one of the allowed topics{meant}", topic.value);
            diagnostics.push(
                RULE.says(message, Place::new(claim.file, topic.span), "unknown topic")
                    .help(format!("grounds.toml allows {}", alternatives(&allowed))),
            );
        }
    }
}
