//! The two kinds of records, and the order of their keys.

use super::claim::{CHECKED, CLAIM, EVIDENCE, WITHDRAWN};
use super::source::{RETRACTED, SOURCE, TEXT};
use super::table::Shape;

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// A claim.
    Claim,
    /// The record of a source.
    Source,
}

impl Record {
    /// The table of that name, or the top of the file.
    fn shape(self, table: Option<&str>) -> Option<&'static Shape> {
        Some(match (self, table) {
            (Record::Claim, None) => &CLAIM,
            (Record::Claim, Some("evidence")) => &EVIDENCE,
            (Record::Claim, Some("checked")) => &CHECKED,
            (Record::Claim, Some("withdrawn")) => &WITHDRAWN,
            (Record::Source, None) => &SOURCE,
            (Record::Source, Some("retracted")) => &RETRACTED,
            (Record::Source, Some("text")) => &TEXT,
            _ => return None,
        })
    }

    /// The rank of a key in its table, or of a table among the others; unknown ones come last.
    pub(super) fn rank(self, table: Option<&str>, key: &str) -> usize {
        let keys = self.shape(table).map_or(&[][..], |shape| shape.keys);
        keys.iter().position(|known| *known == key).unwrap_or(usize::MAX)
    }

    /// To how many characters the keys of a table are padded, so that the `=` are aligned; longer keys stick out.
    pub(super) fn column(self, table: Option<&str>) -> usize {
        match (self, table) {
            (Record::Claim, None) => "claimed_on".len(),
            (Record::Claim, Some("evidence")) => "source".len(),
            (Record::Source, None) => "publisher".len(),
            _ => 0,
        }
    }
}
