//! Words of a story that are not what they were when they were linked to a claim.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::fileset::{Role, STORIES};
use crate::history::base::Was;
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
    diagnostics.extend(unlinked(context));
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

/// Words of a printed story that lose their claim: if it falls later, nothing would tell that a correction is owed.
fn unlinked(context: &Context) -> Vec<Diagnostic> {
    let Some(base) = context.base else { return Vec::new() };
    let here = context.corpus.stories.iter().filter(|story| story.sound).filter_map(|story| {
        let Was::Other(was) = base.story(&story.id) else { return None };
        Some((was, story.file, Some(story)))
    });
    let gone = context.files.iter().filter(|(_, entry)| {
        entry.role == Role::Gone
            && entry.path.starts_with(STORIES)
            && entry.path.strip_suffix(".toml").is_some()
    });
    let gone = gone.filter_map(|(file, entry)| {
        let was = base.gone_stories(context.corpus).find(|was| *was.id == *entry.stem())?;
        Some((was, file, None))
    });
    let printed = here.chain(gone).filter(|(was, ..)| was.published.is_some());
    let told = printed.flat_map(|(was, file, story)| {
        was.passages.iter().filter_map(move |old| {
            let (words, claim) = (old.words.as_ref()?, old.claim.as_ref()?);
            let mut passages = story.into_iter().flat_map(|story| &story.passages);
            let same = passages.find(|new| new.words.as_ref().is_some_and(|own| own.value == words.value));
            let place = match (same, story) {
                (Some(new), _) if new.claim.is_some() => return None,
                (Some(new), _) => Place::new(file, new.words.as_ref()?.span),
                // Words that the story has no more are told by the text that was pinned.
                (None, Some(_)) => return None,
                (None, None) => Place::start_of(file),
            };
            let message =
                format!("`{}` was printed on `{}`, and this change takes the link away", was.id, claim.value);
            Some(
                RULE.says(message, place, "printed").help(
                    "keep the claim of what was printed; only so you are told when a correction is owed",
                ),
            )
        })
    });
    told.collect()
}
