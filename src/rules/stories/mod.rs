//! What our own texts say, against what the claims bear.

mod correction_owed;
mod overclaimed;
mod passage_changed;
mod passage_unclaimed;

use crate::corpus::StoryAt;
use crate::model::story::Story;
use crate::rules::{About, Context, Group};
use crate::story::draft::StoryText;

pub(super) const GROUP: Group = Group {
    about: About::Stories,
    folder: "stories",
    heading: "What our own texts say",
    rules: &[overclaimed::RULE, correction_owed::RULE, passage_changed::RULE, passage_unclaimed::RULE],
};

/// The stories whose records could be read whole and whose texts are here.
fn texts<'a>(context: &'a Context) -> impl Iterator<Item = (StoryAt, &'a Story, StoryText)> {
    let sound = context.corpus.each_story().filter(|(_, story)| story.sound);
    sound.filter_map(|(at, story)| Some((at, story, StoryText::of(context.corpus, context.files, at)?)))
}
