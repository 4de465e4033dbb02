//! The corrections that printed stories owe, whenever what they rest on fell: by the days of git and of the records.

use crate::corpus::{ClaimAt, StoryAt};
use crate::evidence::standing::Overlay;
use crate::history::timeline::{Timeline, Transition};
use crate::model::claim::Claim;
use crate::model::state::State;
use crate::project::Project;
use chrono::NaiveDate;

/// A correction that is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// By whom.
    pub story: StoryAt,
    /// For which claim, and what became of it since the story was printed, in words.
    pub why: String,
}

/// What came out, and when; the day is unknown where the change is in no commit yet.
type Fell = (String, Option<NaiveDate>);

/// All that are owed, story by story. Without a history only retractions can be told, which have days of their own.
pub fn of(project: &Project, timeline: Option<&Timeline>) -> Vec<Owed> {
    let mut owed: Vec<Owed> = Vec::new();
    for (at, story) in project.corpus.each_story().filter(|(_, story)| story.sound) {
        let Some(published) = story.published.as_ref().map(|on| on.value.last) else { continue };
        for id in story.passages.iter().filter_map(|passage| passage.claim.as_ref()) {
            let Some(claim) = project.corpus.claim_called(&id.value) else { continue };
            let Some((what, day)) = what_fell(project, timeline, claim, published) else { continue };
            if story.is_corrected(&project.corpus[claim], Some(day.unwrap_or(published))) {
                continue;
            }
            let why = format!("a correction is owed for `{}`: {what}", id.value);
            let new = Owed { story: at, why };
            if !owed.contains(&new) {
                owed.push(new);
            }
        }
    }
    owed
}

fn what_fell(
    project: &Project,
    timeline: Option<&Timeline>,
    at: ClaimAt,
    published: NaiveDate,
) -> Option<Fell> {
    let claim = &project.corpus[at];
    retracted(project, at, published)
        .or_else(|| lowered(timeline?, claim, published))
        .or_else(|| contradicted(project, timeline?, at, published))
}

fn retracted(project: &Project, at: ClaimAt, published: NaiveDate) -> Option<Fell> {
    let sources = project.corpus.links_of(at).iter().flat_map(|link| [link.source, link.origin]).flatten();
    let mut sources = sources.map(|source| &project.corpus[source]);
    sources.find_map(|source| {
        let on = source.retracted.as_ref()?.on.as_ref().map(|on| on.value.last);
        let since = on.is_none_or(|on| on > published);
        let day = on.map_or_else(String::new, |on| format!(" on {on}"));
        since.then(|| (format!("the source `{}` was retracted{day}", source.id), on))
    })
}

/// Is a claim less than it was on the day of publication? One that came back is not.
fn lowered(timeline: &Timeline, claim: &Claim, published: NaiveDate) -> Option<Fell> {
    let history = of_claim(timeline, claim);
    let day = |transition: &Transition| timeline.revision(transition).at.map(|at| at.date_naive());
    let is_before = |transition: &&&Transition| day(transition).is_some_and(|day| day <= published);
    let then = history.iter().find(is_before).or(history.last())?.to;
    let now = State::of(claim);
    if now >= then {
        return None;
    }
    let fall = history.iter().find(|transition| transition.to < transition.from);
    let on = fall.filter(|transition| !is_before(transition)).and_then(|transition| day(transition));
    let when = on.map_or_else(String::new, |on| format!(" on {on}"));
    Some(match now {
        State::Withdrawn => (format!("the claim was withdrawn{when}"), on),
        now => (format!("the status fell from {} to {}{when}", then.name(), now.name()), on),
    })
}

/// Does a claim that came later contradict it?
fn contradicted(project: &Project, timeline: &Timeline, at: ClaimAt, published: NaiveDate) -> Option<Fell> {
    let claim = &project.corpus[at];
    if !project.standings.of_claim(at).overlays.has(Overlay::Contradicted) {
        return None;
    }
    let names = |one: &Claim, other: &Claim| one.conflicts_with.iter().any(|id| *id.value == *other.id);
    let mut rivals = project
        .corpus
        .each_claim()
        .map(|(_, other)| other)
        .filter(|other| names(claim, other) || names(other, claim));
    rivals.find_map(|rival| {
        let history = of_claim(timeline, rival);
        let first = history.last().and_then(|first| timeline.revision(first).at).map(|at| at.date_naive());
        let is_later = first.is_none_or(|first| first > published);
        is_later.then(|| (format!("`{}` says otherwise since", rival.id), first))
    })
}

/// The transitions of a claim under all its names, the newest first.
fn of_claim<'t>(timeline: &'t Timeline, claim: &Claim) -> Vec<&'t Transition> {
    let former = claim.formerly.iter().map(|former| &*former.value);
    let ids: Vec<_> = std::iter::once(&*claim.id).chain(former).flat_map(|id| timeline.ids_of(id)).collect();
    let is_of = |transition: &&Transition| ids.contains(&timeline.claim(transition));
    timeline.transitions.iter().filter(is_of).collect()
}
