//! An address that can die, and no copy of what stood there.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::links::used;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "source-unarchived",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("source_unarchived.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let sources = context.corpus.each_source();
    let unarchived: Vec<_> = sources
        .filter(|(_, source)| source.sound && source.archived.is_none())
        .filter_map(|(at, source)| Some((at, source, source.url.as_ref()?)))
        .collect();
    if unarchived.is_empty() {
        return;
    }
    let used = used(context.corpus);
    for (_, source, url) in unarchived.into_iter().filter(|(at, ..)| used.contains(at)) {
        diagnostics.push(
            RULE.says(
                format!("the record of `{}` gives no archived copy", source.id),
                Place::new(source.file, url.span),
                "this page may change or disappear",
            )
            .help("save the page in a web archive, and put the address of the copy into `archived`"),
        );
    }
}
