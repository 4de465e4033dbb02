//! `grounds` keeps a newsroom's claims honest.
//!
//! A claim is a TOML file with a status and verbatim quotes from named sources. This library reads such files, looks
//! for every quote in its source's text, weighs what a status has earned, and says what is wrong, at the line, in plain words.
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
//! 0. [`text`]: places in a text, folding, tokens. Knows nothing of claims.
//! 1. [`diagnostic`]: what the program has to say, as plain data.
//! 2. [`model`]: what claims, sources and policy mean; no TOML, no files. [`git`]: the one door to the repository.
//! 3. [`fileset`]: the files of one moment, of a folder or of a commit; the one door to the disk.
//! 4. [`syntax`]: TOML to model, always a value *and* what is wrong.
//! 5. [`corpus`]: every record of one moment.
//! 6. [`evidence`]: does each quote stand in its text, or by the [`evidence::fingerprint`] of it, where does it come from,
//!    and what has a claim earned? [`evidence::passage`] goes the other way, from words to the quote.
//! 7. [`project`]: one project at one moment, verified and weighed.
//! 8. [`history`]: what became of every claim over time, and what differs between two moments.
//! 9. [`rules`]: judgement; one file and one page a rule.
//! 10. [`report`]: what is shown. [`schema`]: what may be written, for editors.
//! 11. [`render`]: how it is shown; every escape for every sink.
//!
//! The command line belongs to the binary, so the library cannot name it.
//!
//! # What is deliberately absent
//!
//! The library never prints, never asks for the time, the environment or the terminal, never runs a program, never
//! opens a network connection, and never writes. It reads files in one place, [`fileset`], and objects of git in another,
//! [`git`]. It keeps no text of a source: what a diagnostic shows is read again.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod text;

pub mod diagnostic;

pub mod git;
pub mod model;

pub mod fileset;

pub mod syntax;

pub mod corpus;

pub mod evidence;

pub mod project;

pub mod history;

pub mod rules;

pub mod report;
pub mod schema;

pub mod render;
