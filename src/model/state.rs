//! The state of a claim: its status, or why it has none.

use super::claim::Claim;
use super::status::Status;

/// The state of a claim in one version of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The claim does not exist.
    Absent,
    /// Its file cannot be read, or has no status.
    Unreadable,
    /// It has a `[withdrawn]` table.
    Withdrawn,
    /// It has a status.
    Standing(Status),
}

impl State {
    /// In lower case, for reports.
    pub fn name(self) -> &'static str {
        match self {
            State::Absent => "absent",
            State::Unreadable => "unreadable",
            State::Withdrawn => "withdrawn",
            State::Standing(status) => status.name(),
        }
    }

    /// Every state that a claim can come to.
    pub fn all() -> impl Iterator<Item = State> {
        [State::Absent, State::Unreadable, State::Withdrawn]
            .into_iter()
            .chain(Status::all().map(State::Standing))
    }

    /// Is it a higher status than `other`? A claim without a readable status counts as the weakest.
    pub fn is_above(self, other: Self) -> bool {
        let rank = |state| match state {
            State::Standing(status) => status,
            _ => Status::WEAKEST,
        };
        rank(self) > rank(other)
    }

    /// The state of an existing claim.
    pub fn of(claim: &Claim) -> Self {
        match &claim.status {
            _ if !claim.sound => State::Unreadable,
            _ if claim.withdrawn.is_some() => State::Withdrawn,
            Some(status) => State::Standing(status.value),
            None => State::Unreadable,
        }
    }
}
