//! What the rules about change share: each claim beside what it was.

use crate::history::base::{Base, Was};
use crate::history::last_check::checked_on;
use crate::model::claim::Claim;
use crate::model::state::State;
use crate::model::status::Status;
use crate::rules::Context;
use crate::text::span::{Place, Span};
use std::collections::HashMap;

/// A claim with a status that a change touched.
pub(super) struct Touched<'a> {
    pub claim: &'a Claim,
    /// What it was: of several the weakest; `None` if it is new.
    pub was: Option<&'a Claim>,
    /// All that it was.
    pub formers: Vec<&'a Claim>,
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

    /// Does it name a later check than any that it was?
    ///
    /// Nobody checks again before the last check is written down: an earlier day is that of something else. Where one of them
    /// named no check, only one that is not older than the base is a later one.
    pub(super) fn was_checked_again(&self, base: &Base) -> bool {
        let Some(now) = checked_on(self.claim) else { return false };
        let written = |was: &Claim| base.last_check(&was.id).and_then(|last| last.day);
        self.formers.iter().all(|was| match checked_on(was) {
            Some(before) => now.is_after(before) && written(was).is_none_or(|day| now.first >= day),
            None => base.day.is_none_or(|day| now.first >= day),
        })
    }

    /// Does it name a check after the day of the base commit?
    pub(super) fn was_checked_since(&self, base: &Base) -> bool {
        checked_on(self.claim).zip(base.day).is_some_and(|(on, day)| on.first > day)
    }

    /// Where the status is written.
    pub(super) fn place(&self) -> Place {
        Place::new(self.claim.file, self.span)
    }
}

/// The base, where there is one, and every standing claim that is not the same in it.
pub(super) fn touched<'a>(context: &Context<'a>) -> Vec<(&'a Base, Touched<'a>)> {
    let mut touched = also_withdrawn(context);
    touched.retain(|(_, touched)| touched.claim.withdrawn.is_none());
    touched
}

/// The same, with those that are withdrawn: they may come back.
pub(super) fn also_withdrawn<'a>(context: &Context<'a>) -> Vec<(&'a Base, Touched<'a>)> {
    let Some(base) = context.base else { return Vec::new() };
    let mut heirs: HashMap<&str, usize> = HashMap::new();
    for former in context.claims().flat_map(|claim| &claim.formerly) {
        *heirs.entry(&former.value).or_default() += 1;
    }
    // What several claims say that they were lends its status to none of them.
    let shares = |was: &Claim, claim: &Claim| {
        was.id != claim.id && heirs.get(&*was.id).is_some_and(|&heirs| heirs > 1)
    };
    let touched = context.claims().filter_map(|claim| {
        let was = match base.claim_that_was(claim, context.corpus) {
            Was::Same => return None,
            Was::Other(was) => Some(was).filter(|was| !shares(was, claim)),
            Was::Absent => None,
        };
        let formers = match base.claim(&claim.id) {
            Was::Other(own) => vec![own],
            _ => base.heritage(claim, context.corpus),
        };
        let status = claim.status.as_ref()?;
        Some((base, Touched { claim, was, formers, status: status.value, span: status.span }))
    });
    touched.collect()
}

/// The spellings of names that are one: each list begins with the name.
pub(super) fn spellings<'a>(context: &Context<'a>) -> Vec<Vec<&'a str>> {
    let names = &context.corpus.policy.names;
    let all = names.iter().map(|(name, others)| std::iter::once(name).chain(others));
    all.map(|names| names.map(|name| &*name.value).collect()).collect()
}

/// `the base commit 4b825dc6`
pub(in crate::rules) fn named(base: &Base) -> String {
    format!("the base commit {}", base.commit.short())
}
