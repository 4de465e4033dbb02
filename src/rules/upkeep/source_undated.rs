//! A source of which nobody knows when it came out.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::source::Kind;
use crate::rules::links::used;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "source-undated",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("source_undated.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let sources = context.corpus.each_source();
    // Somebody who is not named has no date of publication.
    let is_unnamed = |kind| matches!(kind, Kind::Unnamed);
    let undated: Vec<_> = sources
        .filter(|(_, source)| source.sound && source.published.is_none())
        .filter(|(_, source)| source.kind.as_ref().is_some_and(|kind| !is_unnamed(kind.value)))
        .collect();
    if undated.is_empty() {
        return;
    }
    let used = used(context.corpus);
    for (_, source) in undated.into_iter().filter(|(at, _)| used.contains(at)) {
        diagnostics.push(
            RULE.says(
                format!("the record of `{}` does not say when the document was published", source.id),
                Place::start_of(source.file),
                "",
            )
            .help(
                "add `published`, as precisely as you know it, such as \"2015-04\" or \"2015-04-16/2015-05-05\"; if the \
                 document has no date, explain in `date_inferred_from` how you worked it out",
            ),
        );
    }
}
