//! Floor 8: a draft or a printed text of ours, held against the claims.
//!
//! [`draft`] reads the text, [`stated`] finds the passages of its record in it, [`fitting`] proposes the claims that a sentence
//! may state, [`checkable`] says whether there is anything to check, [`overclaim`] whether a sentence says more than its claims
//! bear, and [`cover`] puts them together.

pub mod checkable;
pub mod cover;
pub mod draft;
pub mod fitting;
pub mod overclaim;
pub mod stated;
mod terms;
