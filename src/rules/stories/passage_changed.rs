//! Words of a story that are not what they were when they were linked to a claim.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::model::story::Passage;
use crate::rules::{Check, Configurable, Context, Rule, nearest_passage};
use crate::story::cover::CoveredStory;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "passage-changed",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("passage_changed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for CoveredStory { story, text, is_another, cover } in &context.stories {
        let pinned = story.text.as_ref().and_then(|text| text.sha256.as_ref());
        if let Some(sha256) = pinned.filter(|_| *is_another) {
            let message = format!("the text of `{}` is not the one that was pinned", story.id);
            diagnostics.push(
                RULE.says(message, Place::new(story.file, sha256.span), format!("now {}", text.sha256))
                    .help("look at what changed, then write the new hash"),
            );
        }
        let place = |passage: &Passage| Some(Place::new(story.file, passage.words.as_ref()?.span));
        let linked = cover.sentences.iter().flat_map(|covered| &covered.passages);
        for (linked, near) in linked.filter_map(|linked| Some((linked, linked.changed.as_ref()?))) {
            let Some(place) = place(linked.passage) else { continue };
            let remark = nearest_passage(near, &story.id, text.file);
            diagnostics.push(
                RULE.says("these words of the story were changed", place, "check them again")
                    .note_at(remark.message, remark.labels)
                    .help("check the claim against the new words, then write them here"),
            );
        }
        for (passage, near) in &cover.gone {
            let Some(place) = place(passage) else { continue };
            let told = RULE.says("these words are no longer in the story", place, "gone");
            let told = match near {
                Some(near) => told.note_at(
                    "the most similar words",
                    vec![Label::new(Place::new(text.file, near.passage), "")],
                ),
                None => told,
            };
            diagnostics.push(told.help("delete this [[passage]], or write the words that took their place"));
        }
    }
}
