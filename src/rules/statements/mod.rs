//! What statements say, and whether their evidence bears it.

mod compound_claim;
mod deed_as_act;
mod not_checkable;
mod number_not_in_evidence;
mod quote_says_otherwise;

use crate::rules::{About, Group};

pub(super) const GROUP: Group = Group {
    about: About::Statements,
    folder: "statements",
    heading: "What a statement says",
    rules: &[
        number_not_in_evidence::RULE,
        quote_says_otherwise::RULE,
        not_checkable::RULE,
        compound_claim::RULE,
        deed_as_act::RULE,
    ],
};
