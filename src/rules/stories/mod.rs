//! What our own texts say, against what the claims bear.

mod correction_owed;
mod overclaimed;
mod passage_changed;
mod passage_unclaimed;

use crate::rules::{About, Group};

pub(super) const GROUP: Group = Group {
    about: About::Stories,
    folder: "stories",
    heading: "What our own texts say",
    rules: &[overclaimed::RULE, correction_owed::RULE, passage_changed::RULE, passage_unclaimed::RULE],
};
