//! Floor 8: what became of every claim in the course of time, as git holds it; nothing is kept beside it.
//!
//! One walk serves all claims. [`walk`] lists the commits, `events` compares their folders and tells which files changed,
//! [`version`] reads each content once, and [`timeline`] makes the transitions of it. [`comparison`] sets two moments side by
//! side; [`base`] is what one change is judged by.

pub mod base;
pub mod comparison;
mod events;
pub mod gain;
pub mod last_check;
mod names;
pub mod runner;
pub mod settings;
pub mod timeline;
mod trees;
pub mod version;
pub mod walk;
