//! The states of a claim: its status, or why it has none.

use super::claim::Claim;
use super::status::Status;

/// Where a claim stands at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// There is no such claim.
    Absent,
    /// Its file cannot be read, or has no status.
    Unreadable,
    /// It is given up.
    Withdrawn,
    /// It has a status.
    Standing(Status),
}

impl State {
    /// The word for it.
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

    /// Is it a higher status than `other`? What has no status that can be read counts as the weakest.
    pub fn is_above(self, other: Self) -> bool {
        let rank = |state| match state {
            State::Standing(status) => status,
            _ => Status::WEAKEST,
        };
        rank(self) > rank(other)
    }

    /// The state of a claim that is there.
    pub fn of(claim: &Claim) -> Self {
        match &claim.status {
            _ if !claim.sound => State::Unreadable,
            _ if claim.withdrawn.is_some() => State::Withdrawn,
            Some(status) => State::Standing(status.value),
            None => State::Unreadable,
        }
    }
}
