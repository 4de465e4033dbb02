//! What a policy may ask of a status.

use super::key::{self, Kind, Word, Worded};

/// What a policy may ask of a status; `None` is what it may not ask of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// Independent origins, where there is no primary one.
    pub independent: Option<u32>,
    /// Which primaries count.
    pub primary: Option<Primary>,
}

/// Which primary origins count towards `documented`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Primary {
    /// Also those known only through another text.
    Relayed,
    /// Only those whose own text was quoted.
    Held,
}

impl Worded for Primary {
    const WORDS: &'static [Word<Self>] = &[
        Word {
            name: "relayed",
            value: Primary::Relayed,
            meaning: "also those known only through another text",
        },
        Word { name: "held", value: Primary::Held, meaning: "only those whose own text was quoted" },
    ];
}

/// What may be written for [`Needs::primary`].
pub(super) const PRIMARY: Kind = Kind::Word(key::meanings::<Primary>, Some("relayed"));
