//! The kinds of records, and the order of their keys.

use crate::model::claim::CLAIM;
use crate::model::key::{Kind, Table};
use crate::model::source::SOURCE;
use crate::model::story::STORY;

/// Which kind of record a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// A claim.
    Claim,
    /// The record of a source.
    Source,
    /// The record of a story.
    Story,
}

impl Record {
    /// The table of that name, or the top of the file.
    fn table(self, name: Option<&str>) -> Option<&'static Table> {
        let top = match self {
            Record::Claim => &CLAIM,
            Record::Source => &SOURCE,
            Record::Story => &STORY,
        };
        let Some(name) = name else { return Some(top) };
        match top.key(name)?.kind {
            Kind::Table(table) | Kind::Blocks(table) | Kind::Reasons(table) => Some(table),
            _ => None,
        }
    }

    /// The rank of a key in its table, or of a table among the others; unknown ones come last.
    pub(super) fn rank(self, table: Option<&str>, key: &str) -> usize {
        let keys = self.table(table).map_or(&[][..], |table| table.keys);
        keys.iter().position(|known| known.name == key).unwrap_or(usize::MAX)
    }

    /// The width, in characters, that keys of a table are padded to; longer keys stick out.
    pub(super) fn column(self, table: Option<&str>) -> usize {
        match (self, table) {
            (Record::Claim, None) => "claimed_on".len(),
            (Record::Claim, Some("evidence")) => "source".len(),
            (Record::Source | Record::Story, None) => "publisher".len(),
            (Record::Story, Some("passage" | "correction")) => "because".len(),
            _ => 0,
        }
    }
}
