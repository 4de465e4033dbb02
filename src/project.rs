//! Floor 7: one project at one moment, its quotes verified and its claims weighed.

use crate::corpus::Corpus;
use crate::evidence::Verification;
use crate::evidence::standing::Standings;
use crate::fileset::FileSet;
use chrono::NaiveDate;

/// A project at one moment: the files, what they mean, what became of each quote, and what each claim has earned.
#[derive(Debug)]
pub struct Project {
    /// The files, by name only.
    pub files: FileSet,
    /// What they mean.
    pub corpus: Corpus,
    /// What became of each quote.
    pub verification: Verification,
    /// What the evidence of each claim has earned.
    pub standings: Standings,
}

impl Project {
    /// Looks up every quote of `corpus`, which `files` mean, and weighs every claim as of `today`.
    pub fn of(files: FileSet, corpus: Corpus, today: NaiveDate) -> Self {
        let verification = Verification::verify(&corpus, &files);
        let standings = Standings::weigh(&corpus, &verification, today);
        Self { files, corpus, verification, standings }
    }
}
