//! A source that counts for something else than in the base.

use crate::diagnostic::{Diagnostic, Level};
use crate::history::base::Was;
use crate::history::comparison::weighing_keys;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "source-reweighed",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("source_reweighed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    for source in context.corpus.sources.iter().filter(|source| source.sound) {
        let Was::Other(was) = base.source(&source.id) else { continue };
        let keys = weighing_keys(was, source);
        if keys.is_empty() {
            continue;
        }
        let place = match &source.kind {
            Some(kind) if keys.contains(&"kind") => Place::new(source.file, kind.span),
            _ => Place::start_of(source.file),
        };
        let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
        let keys = match keys.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => keys.concat(),
        };
        diagnostics.push(
            RULE.says(
                format!("this change alters {keys} in the record of `{}`", source.id),
                place,
                "decides how much its quotes count",
            )
            .help(
                "tell your reviewer why; every claim that rests on this source may now earn another status",
            ),
        );
    }
}
