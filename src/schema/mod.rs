//! Floor 10: what may be written in a record, as JSON Schema (draft 7, which all TOML servers of editors read): for hover,
//! completion and squiggles without this program.
//!
//! The keys are those that the reader asks for, the words those of the model, the rules those of the list: what is new there
//! is here by itself, and a test wants it described. What only the whole project can tell, such as whether a source exists,
//! no schema knows.

mod claim;
mod config;
mod node;
mod source;

pub use node::Schema;

/// What a file may hold.
#[derive(Debug)]
pub struct Subject {
    /// The word for it on the command line.
    pub name: &'static str,
    /// Which files, as a pattern of paths below the project.
    pub files: &'static str,
    /// Makes the schema.
    pub schema: fn() -> Schema,
}

/// Everything that people write.
pub const SUBJECTS: &[Subject] = &[
    Subject { name: "claim", files: "claims/**/*.toml", schema: claim::schema },
    Subject { name: "source", files: "sources/**/*.toml", schema: source::schema },
    Subject { name: "config", files: "grounds.toml", schema: config::schema },
];
