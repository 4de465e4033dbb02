//! A word that is none of those a key may have.

use super::{About, Check, Context, Rule, alternatives, did_you_mean};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::claim::Text;
use crate::syntax::fault::FaultKind;
use crate::text::nearest::nearest;
use crate::text::span::{FileId, Place};

pub(super) const RULE: Rule = Rule {
    name: "unknown-value",
    about: About::Reading,
    level: Level::Error,
    adjustable: false,
    page: include_str!("unknown_value.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for (fault, kind) in context.faults() {
        let FaultKind::UnknownValue { key, value, known } = kind else { continue };
        let meant = did_you_mean(nearest(value, known.iter().copied()));
        said.push(
            RULE.says(
                format!("`{value}` is none of the words for `{key}`{meant}"),
                fault.place(),
                "unknown word",
            )
            .help(format!("`{key}` may be {}", alternatives(known))),
        );
    }
    for claim in context.claims() {
        said.extend(claim.topics.iter().filter_map(|topic| unknown_topic(context, claim.file, topic)));
    }
    let policy = &context.corpus.policy;
    for setting in &policy.rules {
        let fixed = super::find(&setting.rule.value).filter(|rule| !rule.adjustable);
        if let (Some(file), Some(rule)) = (policy.file, fixed)
            && setting.level.value != Some(rule.level)
        {
            let message = format!("`{}` cannot be turned down", rule.name);
            said.push(
                RULE.says(message, Place::new(file, setting.level.span), "has no effect")
                    .help("what this rule reports must never pass; remove the line"),
            );
        }
    }
}

fn unknown_topic(context: &Context, file: FileId, topic: &Text) -> Option<Diagnostic> {
    let allowed: Vec<_> = context.corpus.policy.topics.iter().map(|allowed| &*allowed.value).collect();
    if allowed.is_empty() || allowed.contains(&&*topic.value) {
        return None;
    }
    let meant = did_you_mean(nearest(&topic.value, allowed.iter().copied()));
    let message = format!("`{}` is not one of the topics{meant}", topic.value);
    Some(
        RULE.says(message, Place::new(file, topic.span), "unknown topic")
            .help(format!("grounds.toml allows {}", alternatives(&allowed))),
    )
}
