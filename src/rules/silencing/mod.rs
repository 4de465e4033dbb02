//! Comments that silence a rule, and findings that are set aside.

mod baseline;
mod malformed_allow;
mod unused_allow;

use crate::rules::{About, Group};

pub(super) const GROUP: Group = Group {
    about: About::Silencing,
    folder: "silencing",
    heading: "Comments that silence a rule, and findings that are set aside",
    rules: &[malformed_allow::RULE, unused_allow::RULE, baseline::UNUSED, baseline::EXPIRED, baseline::ADDED],
};
