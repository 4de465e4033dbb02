//! A documented claim whose only primary nobody can inspect.

use super::weighing::{access_word, ends_of, short, source};
use super::{About, Check, Context, Leeway, Rule};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::Shortfall;
use crate::model::source::Access;

pub(super) const RULE: Rule = Rule {
    name: "unseen-primary",
    about: About::Evidence,
    level: Level::Error,
    leeway: Leeway::Any,
    page: include_str!("unseen_primary.md"),
    check: Check::All(check),
};

fn check(context: &Context, said: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::UnseenPrimary) {
        let supports = short.supports(context);
        let ends = supports.iter().filter_map(|(evidence, _)| ends_of(context, evidence)).flatten();
        let mut unseen = ends.map(|&at| source(context, at)).filter(|source| {
            source.access != Access::Published
                && source.kind.as_ref().is_some_and(|kind| kind.value.is_primary())
        });
        let (id, access) =
            unseen.next().map_or(("", Access::Published), |source| (&*source.id, source.access));
        let message = format!("{}, but its only primary, `{id}`, is {}", short.stated(), access_word(access));
        let mut diagnostic = RULE.says(message, short.place(), "nobody can check it there").help(format!(
            "find a primary that is published; until then write \"{}\"",
            short.standing.earned.name()
        ));
        diagnostic.notes.push(short.remark(context));
        said.push(diagnostic);
    }
}
