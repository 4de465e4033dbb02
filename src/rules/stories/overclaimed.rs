//! A sentence of a story that says more than its claims bear.

use crate::diagnostic::{Diagnostic, Level};
use crate::model::story::Story;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::story::cover::{Covered, CoveredStory};
use crate::story::draft::StoryText;
use crate::story::overclaim::{Excess, Overclaim};
use crate::text::fold::FoldedRange;
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "overclaimed",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("overclaimed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for CoveredStory { story, text, cover, .. } in &context.stories {
        for covered in &cover.sentences {
            let found = covered.overclaims.iter().map(|over| told(context, story, text, covered, over));
            diagnostics.extend(found);
        }
    }
}

fn told(
    context: &Context,
    story: &Story,
    text: &StoryText,
    covered: &Covered,
    over: &Overclaim,
) -> Diagnostic {
    let place = FoldedRange::new(over.at.start, over.at.end);
    let words = text.draft.words(place);
    let place = Place::new(text.file, text.draft.folded.original(place));
    let claim = over.claim.map_or("", |claim| &*context.corpus[claim].id);
    let ids: Vec<String> = covered
        .passages
        .iter()
        .filter_map(|linked| Some(format!("`{}`", linked.passage.claim.as_ref()?.value)))
        .collect();
    let (message, label) = match &over.what {
        Excess::Unprintable(form) => (
            format!("`{}` prints `{claim}`, which {}", story.id, form.as_order()),
            "not to be printed".to_owned(),
        ),
        Excess::Flat(form) => {
            let message = format!("`{}` states `{claim}` flatly; it {}", story.id, form.as_order());
            (message, "nobody is named who says so".to_owned())
        }
        Excess::Number(instead) => {
            let label = instead
                .as_ref()
                .map_or("not in the claim".to_owned(), |instead| format!("the claim says `{instead}`"));
            (format!("`{}` says `{words}`, but {} does not", story.id, ids.join(" and ")), label)
        }
        Excess::Name => (
            format!("`{}` names `{words}`, but {} does not", story.id, ids.join(" and ")),
            "not in the claim".to_owned(),
        ),
    };
    RULE.says(message, place, label).help(over.what.right())
}
