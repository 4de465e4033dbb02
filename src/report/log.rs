//! What `log` shows: the transitions that somebody asked for.

use crate::history::timeline::{Timeline, Transition};
use crate::model::claim::Claim;
use crate::model::state::State;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Which transitions are asked for; all that are not ruled out.
#[derive(Debug, Default)]
pub struct Wanted {
    /// On this day or later, where the commit was made.
    pub since: Option<NaiveDate>,
    /// On this day or earlier.
    pub until: Option<NaiveDate>,
    /// By somebody whose name or address holds these words, in any letter case.
    pub author: Option<String>,
    /// To this state.
    pub to: Option<State>,
    /// Of claims with this topic.
    pub topic: Option<String>,
}

/// The transitions that were asked for.
#[derive(Debug)]
pub struct LogReport<'t> {
    timeline: &'t Timeline,
    shown: Vec<&'t Transition>,
    /// Is it the life of one claim?
    pub of_one: bool,
}

/// The transitions of each claim by itself.
#[derive(Debug)]
pub struct ClaimHistories<'t> {
    timeline: &'t Timeline,
    /// For each id, the places of its transitions in the timeline.
    places: HashMap<&'t str, Vec<usize>>,
}

/// One transition, as it is shown.
#[derive(Debug)]
pub struct Entry<'t> {
    /// The id of the commit.
    pub commit: String,
    /// Its beginning.
    pub short: String,
    /// When; `None` if no calendar has the day.
    pub at: Option<DateTime<FixedOffset>>,
    /// The author's name, or the address where there is none.
    pub author: &'t str,
    /// The author's address.
    pub email: &'t str,
    /// The first line of the commit's message.
    pub subject: &'t str,
    /// The claim's id.
    pub claim: &'t str,
    /// The id that it had before, if it was renamed.
    pub formerly: Option<&'t str>,
    /// The path of its file.
    pub path: &'t str,
    /// What became of the claim.
    pub kind: Kind,
    /// The transition itself.
    pub transition: &'t Transition,
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is new.
    Added,
    /// Its file is gone.
    Removed,
    /// It has another id, and the same status.
    Renamed,
    /// Its status rose.
    Raised,
    /// Its status fell.
    Lowered,
    /// It was given up.
    Withdrawn,
    /// It was taken up again.
    Restored,
    /// Its file cannot be read any more.
    Unreadable,
    /// Its file can be read again.
    Readable,
    /// A merge settled what its parents had brought apart.
    Resolved,
}

impl<'t> LogReport<'t> {
    /// The transitions of all claims, or of those of the ids `of`, that are `wanted`.
    pub fn of(timeline: &'t Timeline, of: Option<&[&str]>, wanted: &Wanted) -> Self {
        let author = wanted.author.as_ref().map(|author| author.to_lowercase());
        let is_wanted = |transition: &&Transition| {
            let day = || timeline.revision(transition).at.map(|at| at.date_naive());
            let is_by = |wanted: &String| {
                let (name, email) = timeline.author(transition);
                format!("{name} <{email}>").to_lowercase().contains(wanted.as_str())
            };
            of.is_none_or(|ids| ids.contains(&timeline.claim(transition)))
                && wanted.since.is_none_or(|since| day().is_some_and(|day| day >= since))
                && wanted.until.is_none_or(|until| day().is_some_and(|day| day <= until))
                && author.as_ref().is_none_or(is_by)
                && wanted.to.is_none_or(|to| transition.to == to)
                && wanted
                    .topic
                    .as_ref()
                    .is_none_or(|topic| transition.topics.iter().any(|known| **known == **topic))
        };
        let shown = timeline.transitions.iter().filter(is_wanted).collect();
        Self { timeline, shown, of_one: of.is_some() }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.shown.len()
    }

    /// Each of them, the newest first.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'t>> {
        self.entries_in(0..self.count())
    }

    /// Those in that range of them.
    pub fn entries_in(&self, range: Range<usize>) -> impl ExactSizeIterator<Item = Entry<'t>> {
        self.shown[range].iter().map(|transition| self.entry(transition))
    }

    fn entry(&self, transition: &'t Transition) -> Entry<'t> {
        let timeline = self.timeline;
        let revision = timeline.revision(transition);
        let (name, email) = timeline.author(transition);
        Entry {
            commit: revision.id.to_string(),
            short: revision.id.short(),
            at: revision.at,
            author: if name.is_empty() { email } else { name },
            email,
            subject: &revision.subject,
            claim: timeline.claim(transition),
            formerly: timeline.formerly(transition),
            path: timeline.path(transition),
            kind: Kind::of(transition),
            transition,
        }
    }
}

impl<'t> ClaimHistories<'t> {
    /// Those of all claims.
    pub fn of(timeline: &'t Timeline) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, transition) in timeline.transitions.iter().enumerate() {
            places.entry(timeline.claim(transition)).or_default().push(at);
        }
        Self { timeline, places }
    }

    /// That of a claim under all its names, those included that it has in no commit yet; `None` if no commit has it.
    pub fn of_claim(&self, claim: &Claim) -> Option<LogReport<'t>> {
        let former = claim.formerly.iter().map(|former| &*former.value);
        let names = std::iter::once(&*claim.id).chain(former);
        let ids: BTreeSet<&str> = names.flat_map(|name| self.timeline.ids_of(name)).collect();
        let mut places: Vec<_> = ids.iter().filter_map(|id| self.places.get(id)).flatten().collect();
        places.sort_unstable();
        let shown = places.into_iter().map(|&at| &self.timeline.transitions[at]).collect();
        (!ids.is_empty()).then_some(LogReport { timeline: self.timeline, shown, of_one: true })
    }
}

impl Kind {
    fn of(transition: &Transition) -> Self {
        match (transition.from, transition.to) {
            _ if !transition.dropped.is_empty() => Kind::Resolved,
            (_, State::Unreadable) => Kind::Unreadable,
            (_, State::Absent) => Kind::Removed,
            (State::Absent, _) => Kind::Added,
            (State::Unreadable, _) => Kind::Readable,
            (State::Withdrawn, State::Standing(_)) => Kind::Restored,
            (from, to) if from == to => Kind::Renamed,
            (_, State::Withdrawn) => Kind::Withdrawn,
            (State::Standing(from), State::Standing(to)) if to > from => Kind::Raised,
            (State::Standing(_), State::Standing(_)) => Kind::Lowered,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Renamed => "renamed",
            Kind::Raised => "raised",
            Kind::Lowered => "lowered",
            Kind::Withdrawn => "withdrawn",
            Kind::Restored => "restored",
            Kind::Unreadable => "unreadable",
            Kind::Readable => "readable again",
            Kind::Resolved => "resolved",
        }
    }
}
