//! What a policy may ask of a status.

use super::key::{self, Kind, Word, Worded};

/// What a policy may ask of a status; `None` is what it may not ask of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// Independent witnesses.
    pub independent: Option<u32>,
    /// Which records, and which of the claimant's own words, count.
    pub primary: Option<Primary>,
}

/// Which records, and which of the claimant's own words, count towards `documented`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Primary {
    /// Only those that were read here.
    Held,
    /// Also those on the record and known through one other text.
    Relayed,
}

impl Worded for Primary {
    const WORDS: &'static [Word<Self>] = &[
        Word { name: "held", value: Primary::Held, meaning: "only those that were read here" },
        Word {
            name: "relayed",
            value: Primary::Relayed,
            meaning: "also those on the record and known through one other text",
        },
    ];
}

/// What may be written for [`Needs::primary`].
pub(super) const PRIMARY: Kind = Kind::Word(key::meanings::<Primary>, Some("held"));
