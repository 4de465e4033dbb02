//! A printed story that rests on what is no longer so.

use crate::corpus::ClaimAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::Overlay;
use crate::fileset::{Role, STORIES};
use crate::history::base::{Base, Was};
use crate::model::claim::Claim;
use crate::model::state::State;
use crate::model::story::{Passage, Story};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::Place;

pub(super) const RULE: Rule = Rule {
    name: "correction-owed",
    level: Level::Error,
    leeway: Configurable::MustBeSaid,
    page: include_str!("correction_owed.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(base) = context.base else { return };
    for story in context.corpus.stories.iter().filter(|story| story.sound) {
        let was = match base.story(&story.id) {
            Was::Other(was) => was,
            Was::Same => story,
            Was::Absent => continue,
        };
        // Whoever takes the passage out, or the day, has printed it all the same.
        let is_printed = was.published.is_some();
        let passages = story.passages.iter().chain(&was.passages);
        if is_printed {
            owed(context, base, story, passages, diagnostics);
        }
    }
    for (file, entry) in context.files.iter().filter(|(_, entry)| entry.role == Role::Gone) {
        let mut gone = base.gone_stories(context.corpus).filter(|story| story.published.is_some());
        let is_record = entry.path.starts_with(STORIES) && entry.path.strip_suffix(".toml").is_some();
        let Some(was) = gone.find(|was| is_record && *was.id == *entry.stem()) else { continue };
        let here = Story { file, ..was.clone() };
        let passages = was.passages.iter();
        owed(context, base, &here, passages, diagnostics);
    }
}

/// What a printed story owes for the claims that its passages state, each once.
fn owed<'s>(
    context: &Context,
    base: &Base,
    story: &Story,
    passages: impl Iterator<Item = &'s Passage>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut told: Vec<ClaimAt> = Vec::new();
    for id in passages.filter_map(|passage| passage.claim.as_ref()) {
        let Some(at) = context.corpus.claim_called(&id.value).filter(|at| !told.contains(at)) else {
            continue;
        };
        let Some(what) = what_fell(context, base, at) else { continue };
        if story.is_corrected(&context.corpus[at], base.day) {
            continue;
        }
        told.push(at);
        let message = format!("`{}` was printed with `{}`, and {what} in this change", story.id, id.value);
        let is_here = story.passages.iter().any(|passage| passage.claim.as_ref() == Some(id));
        let is_gone = context.files.entry(story.file).role == Role::Gone;
        let place =
            if is_here && !is_gone { Place::new(story.file, id.span) } else { Place::start_of(story.file) };
        diagnostics
            .push(RULE.says(message, place, "printed on this claim").help(
                "print a correction, and add it here: [[correction]] with `on`, `claim` and `because`",
            ));
    }
}

/// What of a claim fell in this change, in words.
fn what_fell(context: &Context, base: &Base, at: ClaimAt) -> Option<String> {
    let claim = &context.corpus[at];
    if let Was::Other(was) = base.claim_that_was(claim, context.corpus) {
        let (before, now) = (State::of(was), State::of(claim));
        if now < before {
            return Some(match now {
                State::Withdrawn => "it is withdrawn".to_owned(),
                now => format!("its status falls from {} to {}", before.name(), now.name()),
            });
        }
    }
    let sources = context.corpus.links_of(at).iter().flat_map(|link| [link.source, link.origin]).flatten();
    let retracted = sources.map(|source| &context.corpus[source]).find(|source| {
        let was_retracted = match base.source(&source.id) {
            Was::Other(was) => was.retracted.is_some(),
            _ => true,
        };
        source.retracted.is_some() && !was_retracted
    });
    if let Some(source) = retracted {
        return Some(format!("its source `{}` is retracted", source.id));
    }
    let is_contradicted = context.standings.of_claim(at).overlays.has(Overlay::Contradicted);
    let rivals = context.claims().filter(|other| {
        let names = |one: &Claim, other: &Claim| one.conflicts_with.iter().any(|id| *id.value == *other.id);
        names(claim, other) || names(other, claim)
    });
    let mut touched = rivals.filter(|other| !matches!(base.claim_that_was(other, context.corpus), Was::Same));
    let rival = touched.next().filter(|_| is_contradicted)?;
    Some(format!("`{}` contradicts it", rival.id))
}
