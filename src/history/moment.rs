//! A whole project at one moment, understood and weighed.

use crate::corpus::Corpus;
use crate::evidence::Quotes;
use crate::evidence::standing::Standings;
use crate::fileset::FileSet;
use crate::model::policy::Policy;
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
    /// Reads `files`, looks up every quote, and weighs every claim as of `today`; by another policy than the one that is
    /// written there, if one is given.
    pub fn read(files: FileSet, today: NaiveDate, policy: Option<Policy>) -> Self {
        let mut corpus = Corpus::read(&files);
        if let Some(policy) = policy {
            corpus.hold_to(policy);
        }
        let quotes = Quotes::verify(&corpus, &files);
        let standings = Standings::weigh(&corpus, &quotes, today);
        Self { files, corpus, quotes, standings }
    }
}
