//! When somebody should look at a claim again.

use super::claim::Claim;
use super::policy::Policy;
use crate::text::span::Span;
use chrono::{Days, NaiveDate};

/// The last day for the next check of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub day: NaiveDate,
    /// What says so: `review_due`, or else the day of the last check.
    pub span: Span,
    /// So many days a check is good for, if the policy decides and not the claim.
    pub good_for: Option<u32>,
}

/// When `claim` is to be checked again; `None` if it never was, if it is given up, if the policy asks for none of its
/// status, or if its days contradict each other.
pub fn due(claim: &Claim, policy: &Policy) -> Option<Due> {
    let checked = claim.checked.as_ref().filter(|_| claim.sound && claim.withdrawn.is_none())?;
    if let Some(due) = &checked.review_due {
        let contradicts = checked.on.as_ref().is_some_and(|on| on.value.is_after(due.value));
        return (!contradicts).then_some(Due { day: due.value.last, span: due.span, good_for: None });
    }
    let (on, status) = (checked.on.as_ref()?, claim.status.as_ref()?.value);
    let (_, days) = policy.review_days.iter().find(|(of, _)| *of == status)?;
    let day = on.value.last.checked_add_days(Days::new(u64::from(*days)))?;
    Some(Due { day, span: on.span, good_for: Some(*days) })
}
