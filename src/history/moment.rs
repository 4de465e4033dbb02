//! A whole project at one moment, understood and weighed.

use crate::corpus::Corpus;
use crate::evidence::Quotes;
use crate::evidence::standing::Standings;
use crate::fileset::FileSet;
use chrono::NaiveDate;

/// A project at one moment: the files, what they mean, what became of each quote, and what each claim has earned.
#[derive(Debug)]
pub struct Moment {
    /// The files, by name only.
    pub files: FileSet,
    /// What they mean.
    pub corpus: Corpus,
    /// What became of each quote.
    pub quotes: Quotes,
    /// What the evidence of each claim has earned.
    pub standings: Standings,
}

impl Moment {
    /// Looks up every quote of `corpus`, which `files` mean, and weighs every claim as of `today`.
    pub fn of(files: FileSet, corpus: Corpus, today: NaiveDate) -> Self {
        let quotes = Quotes::verify(&corpus, &files);
        let standings = Standings::weigh(&corpus, &quotes, today);
        Self { files, corpus, quotes, standings }
    }
}
