//! How the transitions of claims are shown.

pub(super) mod json;
pub(super) mod table;
