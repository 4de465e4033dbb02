//! How one claim is shown whole: on a terminal, in a document, to a program.

pub(super) mod full;
pub(super) mod json;
pub(super) mod markdown;

use crate::report::show::Conflict;

/// So many transitions are shown to people.
const NEWEST: usize = 5;

/// Where a claim that cannot hold beside this one stands.
pub(super) fn conflict_state(conflict: &Conflict) -> &'static str {
    if conflict.claim.is_some() { conflict.state.name() } else { "no such claim" }
}
