//! How records point to each other.

mod circular_origin;
mod fingerprint_wrong;
mod origin_later_than_copy;
mod source_changed;
mod unknown_claim;
mod unknown_source;
mod unused_source;
mod wrong_heir;

use crate::rules::{About, Group};
pub(super) use unused_source::used;

pub(super) const GROUP: Group = Group {
    about: About::Links,
    folder: "links",
    heading: "How records point to each other",
    rules: &[
        unknown_source::RULE,
        unknown_claim::RULE,
        wrong_heir::RULE,
        circular_origin::RULE,
        origin_later_than_copy::RULE,
        source_changed::RULE,
        fingerprint_wrong::RULE,
        unused_source::RULE,
    ],
};
