//! What `log` shows: the transitions that somebody asked for.

use super::words::{Word, Words};
use crate::evidence::Verdict;
use crate::evidence::basis::Basis;
use crate::fileset::{FileSet, Role};
use crate::git::Id;
use crate::history::timeline::{Timeline, Transition};
use crate::model::claim::Claim;
use crate::model::state::State;
use crate::model::status::Status;
use crate::project::Project;
use crate::project::printable::{self, Printable};
use crate::syntax;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Serialize, Serializer};
use std::collections::{BTreeSet, HashMap, HashSet};
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
    pub(crate) of_one: bool,
    /// What the new status rested on, by its commit and claim, where that was asked.
    grounds: HashMap<(Id, &'t str), Grounds>,
    /// What claims state now, by their ids, where that was asked.
    statements: HashMap<&'t str, String>,
}

/// What a status rested on when it moved, by the rules of this program.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The status that the evidence earned.
    earned: &'static str,
    basis: &'static str,
    printable: Printable,
}

/// The transitions of each claim by itself.
#[derive(Debug)]
pub struct ClaimHistories<'t> {
    timeline: &'t Timeline,
    /// For each id, the places of its transitions in the timeline.
    places: HashMap<&'t str, Vec<usize>>,
}

/// One transition. Written for programs as it is: fields may be added; whatever else changes raises the version of the format.
#[derive(Debug, Serialize)]
pub struct Entry<'t> {
    pub(crate) claim: &'t str,
    /// The id that it had before this commit, if it was renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) formerly: Option<&'t str>,
    #[serde(serialize_with = "named")]
    kind: Kind,
    /// A status, `withdrawn` or `unreadable`; `None` if there was no claim.
    from: Option<&'static str>,
    /// The same; `None` if there is no claim any more.
    to: Option<&'static str>,
    /// Of a merge that settles what its parents had brought apart: the states that it drops.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dropped: Vec<Option<&'static str>>,
    /// When, in the time zone of whoever made the commit (RFC 3339); `None` if no calendar has the day.
    #[serde(rename = "date", serialize_with = "rfc3339")]
    pub(crate) at: Option<DateTime<FixedOffset>>,
    /// The author's name, or the address where there is none.
    pub(crate) author: &'t str,
    email: &'t str,
    pub(crate) commit: String,
    #[serde(skip)]
    pub(crate) short: String,
    /// The first line of the commit's message.
    pub(crate) subject: &'t str,
    path: &'t str,
    reason: Reason<'t>,
    /// Only of one claim, and only if every quote of it could be looked for.
    #[serde(rename = "rests_on", skip_serializing_if = "Option::is_none")]
    grounds: Option<Grounds>,
}

/// What changed in a claim together with its status.
#[derive(Debug, Serialize)]
struct Reason<'t> {
    /// The rationale that came with it; `None` if it is as it was.
    rationale: Option<&'t str>,
    #[serde(skip_serializing_if = "is_false")]
    rationale_dropped: bool,
    /// The sources of evidence that came with it.
    gained: &'t [Box<str>],
    /// The sources of evidence that went with it.
    lost: &'t [Box<str>],
    #[serde(skip_serializing_if = "is_false")]
    statement_changed: bool,
    /// The same sources, each with what became of its evidence.
    #[serde(skip)]
    of: &'t crate::history::version::Reason,
}

// The forms that serde asks for.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !value
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn named<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

#[allow(clippy::ref_option)]
fn rfc3339<S: Serializer>(at: &Option<DateTime<FixedOffset>>, serializer: S) -> Result<S::Ok, S::Error> {
    at.map(|at| at.to_rfc3339()).serialize(serializer)
}

impl<'t> Entry<'t> {
    /// The day in the author's time zone, or that there is none.
    pub fn day(&self) -> String {
        self.at.map_or_else(|| "no date".to_owned(), |at| at.date_naive().to_string())
    }

    /// The word for the state that it came to; `None` if there is no claim any more.
    pub fn to_name(&self) -> Option<&'static str> {
        self.to
    }

    /// Was there no claim before?
    pub fn is_new(&self) -> bool {
        self.from.is_none()
    }

    /// `unsubstantiated → documented`
    pub fn status(&self) -> String {
        let [from, to] = [self.from, self.to].map(|state| state.unwrap_or(State::Absent.name()));
        match self.kind {
            Kind::Added => format!("new: {to}"),
            Kind::Removed => format!("{from} → removed"),
            Kind::Renamed => to.to_owned(),
            Kind::Unreadable if self.is_new() => "new: unreadable".to_owned(),
            Kind::Resolved => {
                let dropped = self.dropped.iter().map(|state| state.unwrap_or(State::Absent.name()));
                format!("resolved to {to}, dropping {}", dropped.collect::<Vec<_>>().join(" and "))
            }
            _ => format!("{from} → {to}"),
        }
    }

    /// The rationale that came with it.
    pub fn rationale(&self) -> Option<&'t str> {
        self.reason.rationale.map(str::trim).filter(|words| !words.is_empty())
    }

    /// What the new status rested on, and how the claim could be printed; if it was not earned, what was.
    pub fn grounds(&self) -> Option<String> {
        let Grounds { earned, basis, printable } = self.grounds.as_ref()?;
        let is_earned = self.to == Some(earned);
        // Of a claim that says nothing and has nothing, there is nothing to tell.
        if is_earned && *basis == Basis::Nothing.name() {
            return None;
        }
        let only =
            if is_earned { String::new() } else { format!("by today's rules it earned only {earned}: ") };
        Some(format!("{only}{basis}; printable: {}", printable.words))
    }

    /// What else changed in the claim; of a new one nothing is told from before.
    pub fn changes(&self) -> Vec<Words> {
        let Reason { rationale, rationale_dropped, statement_changed, of, .. } = self.reason;
        let dropped = rationale.is_none() && rationale_dropped;
        let sources = of.sources().filter(|_| !self.is_new());
        let of_source = |(what, source)| vec![Word::own(format!("{what} ")), Word::theirs(source)];
        let mut changes = Vec::new();
        changes.extend(dropped.then(|| vec![Word::own("rationale dropped")]));
        changes.extend(statement_changed.then(|| vec![Word::own("statement changed")]));
        changes.extend(sources.map(of_source));
        changes
    }
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Added,
    Removed,
    /// It has another id, and the same status.
    Renamed,
    Raised,
    Lowered,
    Withdrawn,
    Restored,
    Unreadable,
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
        Self { timeline, shown, of_one: of.is_some(), grounds: HashMap::new(), statements: HashMap::new() }
    }

    /// Asks for each move to another status what that rested on. `moment` judges the project as a commit has it, as of a day.
    pub fn judge(&mut self, moment: impl Fn(Id, Option<NaiveDate>) -> Option<Project>) {
        for transition in &self.shown {
            let State::Standing(status) = transition.to else { continue };
            let revision = self.timeline.revision(transition);
            let day = revision.at.map(|at| at.date_naive());
            let id = self.timeline.claim(transition);
            let grounds = moment(revision.id, day).and_then(|project| Grounds::of(&project, id, status));
            self.grounds.extend(grounds.map(|grounds| ((revision.id, id), grounds)));
        }
    }

    /// Reads what the claims of the first `most` transitions state in `files`: people know sentences, not ids.
    pub fn tell_statements(&mut self, files: &FileSet, most: usize) {
        let mut wanted: HashSet<&'t str> =
            self.shown.iter().take(most).map(|transition| self.timeline.claim(transition)).collect();
        for (file, entry) in files.iter().filter(|(_, entry)| entry.role == Role::Claim) {
            let Some(id) = wanted.take(entry.stem()) else { continue };
            let Ok(bytes) = files.read(file) else { continue };
            let Ok(text) = std::str::from_utf8(&bytes) else { continue };
            let claim = syntax::claim::read(file, id, text).0;
            self.statements.extend(claim.statement.map(|statement| (id, statement.value.to_string())));
        }
    }

    /// What a claim states now, where it was asked and is known.
    pub fn statement(&self, claim: &str) -> Option<&str> {
        self.statements.get(claim).map(String::as_str)
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
        let reason = &transition.reason;
        let state = |state: State| (state != State::Absent).then(|| state.name());
        Entry {
            claim: timeline.claim(transition),
            formerly: timeline.formerly(transition),
            kind: Kind::of(transition),
            from: state(transition.from),
            to: state(transition.to),
            dropped: transition.dropped.iter().map(|&dropped| state(dropped)).collect(),
            at: revision.at,
            author: if name.is_empty() { email } else { name },
            email,
            commit: revision.id.to_string(),
            short: revision.id.short(),
            subject: &revision.subject,
            path: timeline.path(transition),
            reason: Reason {
                rationale: reason.rationale.as_deref(),
                rationale_dropped: reason.rationale_dropped,
                gained: &reason.gained,
                lost: &reason.lost,
                statement_changed: reason.restated,
                of: reason,
            },
            grounds: self.grounds.get(&(revision.id, timeline.claim(transition))).cloned(),
        }
    }
}

impl Grounds {
    /// Those of a claim; `None` where a quote could not be looked for, because then nobody can tell.
    fn of(project: &Project, id: &str, written: Status) -> Option<Self> {
        let at = project.corpus.claim_at(id)?;
        let is_unread = |verdict: &Verdict| matches!(verdict, Verdict::Unread(_) | Verdict::Skipped);
        if project.verification.of_claim(at).iter().any(is_unread) {
            return None;
        }
        let standing = project.standings.of_claim(at);
        Some(Self {
            earned: standing.earned.min(written).name(),
            basis: standing.basis.name(),
            printable: printable::printable(project, at),
        })
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
        let (grounds, statements) = (HashMap::new(), HashMap::new());
        let report = LogReport { timeline: self.timeline, shown, of_one: true, grounds, statements };
        (!ids.is_empty()).then_some(report)
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
