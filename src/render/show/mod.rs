//! How one claim is shown whole: on a terminal, in a document, to a program.

pub(super) mod full;
pub(super) mod json;
pub(super) mod markdown;

/// The most transitions that people are shown.
const NEWEST: usize = 5;
