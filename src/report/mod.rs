//! Floor 10: what is shown, as plain values: sorted, counted, places turned into lines and columns.

pub mod audit;
pub mod check;
pub mod claim_review;
mod columns;
pub mod cover;
pub mod diff;
mod echo;
pub mod export;
pub mod facts;
pub mod here;
pub mod log;
pub mod origins;
pub mod owed;
pub mod passages;
pub mod record;
pub mod selection;
pub mod show;
pub mod site;
mod stories;
pub mod table;
pub mod todo;
pub mod wanted;
pub mod words;

pub use crate::project::printable::Printable;
