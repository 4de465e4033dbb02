//! Floor 8: how it is shown. Everything that leaves the program passes the escaping of its sink here.

mod concise;
pub mod escape;
mod full;
mod github;
mod json;
mod summary;

use crate::report::check::{CheckReport, Note};
use std::io;

/// A form in which the outcome of a check can be written.
#[derive(Debug)]
pub struct Format {
    /// The word for it on the command line.
    pub name: &'static str,
    /// What it is good for, in a few words.
    pub about: &'static str,
    /// Writes it.
    pub check: fn(&CheckReport, Look, &mut dyn io::Write) -> io::Result<()>,
}

/// Every format, the default first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "full",
        about: "the lines in question, marked, with reasons and remedies",
        check: full::check,
    },
    Format { name: "concise", about: "one line for each diagnostic", check: concise::check },
    Format { name: "json", about: "everything, for programs", check: json::check },
    Format { name: "github", about: "annotations in a pull request on GitHub", check: github::check },
];

/// Remarks that belong to no diagnostic, for people: each with its lines, marked.
pub fn remarks(notes: &[Note], look: Look) -> String {
    full::remarks(notes, look)
}

/// How the output is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// With terminal colours?
    pub colour: bool,
    /// Columns of text.
    pub width: usize,
    /// Findings to show at most, if somebody said so; all for `usize::MAX`.
    pub limit: Option<usize>,
    /// The folder of the project below that of its repository, with a `/` at its end; empty if it is the same.
    pub folder: &'a str,
}

/// Findings that are shown to people at most, if nobody says otherwise.
pub const LIMIT: usize = 1000;
