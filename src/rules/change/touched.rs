//! What the rules about change share: each claim beside what it was.

use crate::history::base::{Base, Was};
use crate::model::claim::Claim;
use crate::model::state::State;
use crate::model::status::Status;
use crate::rules::Context;
use crate::text::span::{Place, Span};
use std::collections::HashMap;

/// A claim with a status that a change touched.
pub(super) struct Touched<'a> {
    pub claim: &'a Claim,
    /// What it was; `None` if it is new.
    pub was: Option<&'a Claim>,
    /// Its status now.
    pub status: Status,
    /// Where that is written.
    pub span: Span,
}

impl Touched<'_> {
    /// The status that it had. A claim that is new, could not be read or was withdrawn comes from the weakest: nobody stood
    /// by it.
    pub(super) fn status_before(&self) -> Status {
        let stood = self.was.filter(|was| was.sound && was.withdrawn.is_none());
        stood.and_then(|was| was.status.as_ref()).map_or(Status::WEAKEST, |status| status.value)
    }

    /// The word for that.
    pub(super) fn name_before(&self) -> &'static str {
        let withdrawn = self.was.is_some_and(|was| was.withdrawn.is_some());
        if withdrawn { State::Withdrawn.name() } else { self.status_before().name() }
    }

    /// Where the status is written.
    pub(super) fn place(&self) -> Place {
        Place::new(self.claim.file, self.span)
    }
}

/// The base, where there is one, and every standing claim that is not the same in it.
pub(super) fn touched<'a>(context: &Context<'a>) -> Vec<(&'a Base, Touched<'a>)> {
    let Some(base) = context.base else { return Vec::new() };
    let mut heirs: HashMap<&str, usize> = HashMap::new();
    for former in context.claims().flat_map(|claim| &claim.formerly) {
        *heirs.entry(&former.value).or_default() += 1;
    }
    // What several claims say that they were lends its status to none of them.
    let shares = |was: &Claim, claim: &Claim| {
        was.id != claim.id && heirs.get(&*was.id).is_some_and(|&heirs| heirs > 1)
    };
    let touched = context.standing_claims().filter_map(|claim| {
        let was = match base.claim_that_was(claim, context.corpus) {
            Was::Same => return None,
            Was::Other(was) => Some(was).filter(|was| !shares(was, claim)),
            Was::Absent => None,
        };
        let status = claim.status.as_ref()?;
        Some((base, Touched { claim, was, status: status.value, span: status.span }))
    });
    touched.collect()
}

/// `the base commit 4b825dc6`
pub(in crate::rules) fn named(base: &Base) -> String {
    format!("the base commit {}", base.commit.short())
}
