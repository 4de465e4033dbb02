//! Floor 2: what claims, sources, stories and policy mean. No TOML, no files.
//!
//! The reader is lenient, so that old and broken files can be spoken about: whatever a file may lack is
//! an `Option` here, and the rules decide what must not be missing.

pub mod baseline;
pub mod claim;
pub mod date;
pub mod id;
pub mod key;
pub mod needs;
pub mod policy;
pub mod review;
pub mod source;
pub mod state;
pub mod status;
pub mod story;
