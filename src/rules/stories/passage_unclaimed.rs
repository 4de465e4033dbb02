//! A story that states what no claim stands behind.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::story::cover::CoveredStory;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "passage-unclaimed",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("passage_unclaimed.md"),
    check: Check::Project(check),
};

/// So many sentences are shown.
const SHOWN: usize = 3;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for CoveredStory { story, text, cover, .. } in &context.stories {
        let open: Vec<_> = cover.sentences.iter().filter(|covered| covered.is_open()).collect();
        if open.is_empty() {
            continue;
        }
        let all = cover.sentences.iter().filter(|covered| covered.is_open() || covered.is_covered()).count();
        let have = if open.len() == 1 { "has" } else { "have" };
        let message = format!(
            "{} of {all} sentences of `{}` that state something {have} no [[passage]]",
            open.len(),
            story.id
        );
        let place = story
            .title
            .as_ref()
            .map_or_else(|| Place::start_of(story.file), |title| Place::new(story.file, title.span));
        let first = open.iter().take(SHOWN);
        let shown =
            first.map(|covered| Label::new(Place::new(text.file, covered.sentence.span), "")).collect();
        let which = if open.len() > SHOWN { "the first of them" } else { "these" };
        diagnostics.push(RULE.says(message, place, "").note_at(which, shown).help(format!(
            "`grounds cover {}` shows all, and proposes a claim for each",
            context.path(text.file)
        )));
    }
}
