//! Words of a story that are not what they were when they were linked to a claim.

use super::texts;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::rules::{Check, Configurable, Context, Rule, nearest_passage};
use crate::story::stated::{Stands, passages};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "passage-changed",
    level: Level::Warning,
    leeway: Configurable::MustBeSaid,
    page: include_str!("passage_changed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (at, story, text) in texts(context) {
        if text.is_another(context.corpus, at)
            && let Some(sha256) = story.text.as_ref().and_then(|text| text.sha256.as_ref())
        {
            let message = format!("the text of `{}` is not the one that was pinned", story.id);
            diagnostics.push(
                RULE.says(message, Place::new(story.file, sha256.span), format!("now {}", text.sha256))
                    .help("look at what changed, then write the new hash"),
            );
        }
        for (passage, stands) in passages(story, &text.draft) {
            let Some(words) = &passage.words else { continue };
            let place = Place::new(story.file, words.span);
            diagnostics.push(match stands {
                Stands::Here(_) => continue,
                Stands::Changed { near, .. } => {
                    let remark = nearest_passage(&near, &story.id, text.file);
                    RULE.says("these words of the story were changed", place, "check them again")
                        .note_at(remark.message, remark.labels)
                        .help("check the claim against the new words, then write them here")
                }
                Stands::Gone(near) => {
                    let told = RULE.says("these words are no longer in the story", place, "gone");
                    let told = match near {
                        Some(near) => told.note_at(
                            "the most similar words",
                            vec![Label::new(Place::new(text.file, near.passage), "")],
                        ),
                        None => told,
                    };
                    told.help("delete this [[passage]], or write the words that took their place")
                }
            });
        }
    }
}
