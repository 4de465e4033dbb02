//! When a claim is due for its next check.

use super::claim::Claim;
use super::policy::Policy;
use crate::text::span::Span;
use chrono::{Days, NaiveDate};

/// The last day for the next check of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub day: NaiveDate,
    /// Of `review_due`, or else of the day of the last check.
    pub span: Span,
    /// In days, if the policy sets the interval and not the claim.
    pub good_for: Option<u32>,
}

/// When `claim` is due for its next check; `None` if it was never checked, is withdrawn, has a status without an interval in the
/// policy, or has contradictory dates.
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
