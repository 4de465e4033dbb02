//! A documented claim whose only primary nobody can inspect.

use super::weighed::{short, source, way_of};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::Shortfall;
use crate::model::key::Worded;
use crate::model::source::Access;
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unseen-primary",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("unseen_primary.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::UnseenPrimary) {
        let supports = short.supports(context);
        let ways = supports.iter().filter_map(|(evidence, _)| way_of(context, evidence));
        let mut closed = ways
            .flatten()
            .map(|at| source(context, at))
            .filter(|source| source.access() != Access::Published);
        let (id, access) =
            closed.next().map_or(("", Access::Published), |source| (&*source.id, source.access()));
        let message = format!("{}, but only by `{id}`, which is {}", short.stated(), access.word());
        let mut diagnostic = RULE.says(message, short.place(), "nobody can check it").help(format!(
            "find a published record; until then set the status to \"{}\"",
            short.standing.earned.name()
        ));
        diagnostic.notes.push(short.remark(context));
        diagnostics.push(diagnostic);
    }
}
