//! Floor 8: how it is shown. Everything that leaves the program passes the escaping of its sink here.

mod concise;
pub mod escape;
mod full;
mod summary;

use crate::report::check::CheckReport;

/// A form in which the outcome of a check can be written.
#[derive(Debug)]
pub struct Format {
    /// The word for it on the command line.
    pub name: &'static str,
    /// What it is good for, in a few words.
    pub about: &'static str,
    /// Writes it.
    pub check: fn(&CheckReport, Look) -> String,
}

/// Every format, the default first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "full",
        about: "the lines in question, marked, with reasons and remedies",
        check: full::check,
    },
    Format { name: "concise", about: "one line for each diagnostic", check: concise::check },
];

/// How the output is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// With terminal colours?
    pub colour: bool,
    /// Columns of text.
    pub width: usize,
}
