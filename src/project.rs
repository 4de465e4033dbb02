//! Floor 7: one project at one moment, its quotes verified and its claims weighed.

pub mod printable;

use crate::corpus::Corpus;
use crate::evidence::Verification;
use crate::evidence::standing::Standings;
use crate::fileset::FileSet;
use chrono::NaiveDate;

/// A project as of one day: its files and records, whether each quote was found, and which status each claim has earned.
#[derive(Debug)]
pub struct Project {
    /// The files. Only their names are kept; contents are read again where they are shown.
    pub files: FileSet,
    /// The claims, sources and policy in them.
    pub corpus: Corpus,
    /// For each quote, whether its source has it.
    pub verification: Verification,
    /// For each claim, the status that its evidence supports.
    pub standings: Standings,
}

impl Project {
    /// Reads the records of `files`, looks up every quote, and weighs every claim as of `today`.
    pub fn read(files: FileSet, today: NaiveDate) -> Self {
        let corpus = Corpus::read(&files);
        Self::of(files, corpus, today)
    }

    /// The same for a `corpus` that was read from these `files`, and perhaps changed.
    pub fn of(files: FileSet, corpus: Corpus, today: NaiveDate) -> Self {
        let verification = Verification::verify(&corpus, &files);
        let standings = Standings::weigh(&corpus, &files, &verification, today);
        Self { files, corpus, verification, standings }
    }
}
