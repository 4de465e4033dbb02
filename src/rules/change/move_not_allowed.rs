//! A status that moved where the policy does not let it.

use super::touched::{named, touched};
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "move-not-allowed",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("move_not_allowed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (base, touched) in touched(context) {
        let (before, now) = (touched.status_before(), touched.status);
        let allowed = context.corpus.policy.allowed_moves.iter().find(|(from, _)| *from == before);
        let Some((_, allowed)) = allowed.filter(|(_, to)| now != before && !to.contains(&now)) else {
            continue;
        };
        let names: Vec<_> = allowed.iter().map(|status| status.name()).collect();
        let help = if names.is_empty() {
            format!("grounds.toml does not let a claim move from {} to another status", before.name())
        } else {
            format!(
                "in one change, grounds.toml lets a claim move from {} only to {}",
                before.name(),
                crate::rules::alternatives(&names)
            )
        };
        diagnostics.push(
            RULE.says(
                format!(
                    "`{}` moved from {} to {} in one change",
                    touched.claim.id,
                    touched.name_before(),
                    now.name()
                ),
                touched.place(),
                format!("{} in {}", touched.name_before(), named(base)),
            )
            .help(help),
        );
    }
}
