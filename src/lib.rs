//! `grounds` keeps a newsroom's claims honest.
//!
//! A claim is a TOML file with a status and verbatim quotes from named sources. This library reads such files, looks for every
//! quote in its source's text, decides which status the evidence supports, and reports what is wrong, with the line.
//!
//! # How it flows
//!
//! ```text
//! directory ──┐
//!             ├──> FileSet ──> syntax ──> Corpus ──> evidence ──┬──────────────> rules ──> report ──> render ──> text
//! commit ─────┘                                               │                ^         ^
//! commits ──> events ──> syntax ──> timeline, comparison ─────┴────────────────┴─────────┘
//! ```
//!
//! Each module imports only from modules above it in this list (a test keeps it so):
//!
//! 0. [`text`]: positions in a text, folding, tokens. Knows nothing about claims.
//! 1. [`diagnostic`]: findings, as plain data.
//! 2. [`model`]: claims, sources and policy, without TOML or files. [`git`]: the only access to the repository.
//! 3. [`fileset`]: the files of a folder or a commit; the only access to the disk. [`capture`]: the text in a document.
//! 4. [`syntax`]: from TOML to the model; always a value *and* a list of faults.
//! 5. [`corpus`]: every record of one version of a project.
//! 6. [`evidence`]: is each quote in its text, or in the [`evidence::fingerprint`] of the text? Where does it come from, and which
//!    status has the claim earned? [`evidence::passage`] works in the other direction, from words to a quote.
//! 7. [`project`]: one version of a project, with its quotes verified and its claims weighed.
//! 8. [`history`]: how every claim changed over time, and the differences between two versions. [`story`]: a draft held against
//!    the claims.
//! 9. [`rules`]: the findings; each rule has one file and one page.
//! 10. [`report`]: what is shown. [`schema`]: what may be written, for editors.
//! 11. [`render`]: how it is shown, with the escapes for every format.
//!
//! The command line belongs to the binary, so the library cannot name it.
//!
//! # What is deliberately absent
//!
//! The library never prints or writes, never runs a program, never opens a network connection, and never asks for the time, the
//! environment or the terminal. Only [`capture::child`] starts a program: the reader of a PDF that a person gave. It reads files
//! only in [`fileset`], and git objects only in [`git`]. It keeps no text of a
//! source in memory: what a diagnostic shows is read again.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod text;

pub mod diagnostic;

pub mod git;
pub mod model;

pub mod fileset;

pub mod capture;
pub mod syntax;

pub mod corpus;

pub mod evidence;

pub mod project;

pub mod history;
pub mod story;

pub mod rules;

pub mod report;
pub mod schema;

pub mod render;
