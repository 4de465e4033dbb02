//! What needs looking after.

mod dates_out_of_order;
mod distinct_names_mixed;
mod forecast_due;
mod forecast_without_due;
mod future_date;
mod name_variant;
mod near_duplicate_claim;
mod quote_reused;
mod review_before_check;
mod review_too_late;
mod source_unarchived;
mod source_undated;
mod stale_check;

use crate::rules::{About, Group};

pub(super) const GROUP: Group = Group {
    about: About::Upkeep,
    folder: "upkeep",
    heading: "What needs looking after",
    rules: &[
        stale_check::RULE,
        review_before_check::RULE,
        review_too_late::RULE,
        future_date::RULE,
        dates_out_of_order::RULE,
        forecast_without_due::RULE,
        forecast_due::RULE,
        near_duplicate_claim::RULE,
        quote_reused::RULE,
        name_variant::RULE,
        distinct_names_mixed::RULE,
        source_undated::RULE,
        source_unarchived::RULE,
    ],
};
