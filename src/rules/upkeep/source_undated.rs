//! A source of which nobody knows when it came out.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::source::{Kind, Source};
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
    let wide: Vec<_> =
        context.corpus.each_source().filter(|(_, source)| source.sound && is_wide(source)).collect();
    if undated.is_empty() && wide.is_empty() {
        return;
    }
    let used = used(context.corpus);
    for (_, source) in wide.into_iter().filter(|(at, _)| used.contains(at)) {
        let Some(published) = &source.published else { continue };
        let mut told = RULE
            .says(
                format!(
                    "`published` of `{}` may be any day of more than a year: no rule about time can judge it",
                    source.id
                ),
                Place::new(source.file, published.span),
                "when?",
            )
            .help("narrow it down, or explain in `date_inferred_from` how you worked it out");
        told.level = Level::Warning;
        diagnostics.push(told);
    }
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

/// A range of years, and nobody says why.
fn is_wide(source: &Source) -> bool {
    const LONGEST: i64 = 366;
    let days = source.published.as_ref().map(|on| (on.value.last - on.value.first).num_days());
    days.is_some_and(|days| days > LONGEST) && source.date_inferred_from.is_none()
}
