//! A source that counts for something else than in the base.

use super::touched::named;
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
        let keys = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        diagnostics.push(
            RULE.says(
                format!("{keys} of `{}` changed since {}", source.id, named(base)),
                place,
                "decides how much the quotes count",
            )
            .help(
                "ask whoever changed it how they know; it can change the status of every claim that rests on this source",
            ),
        );
    }
}
