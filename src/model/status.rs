//! The status table: the only place that knows which statuses there are.
//!
//! What evidence earns a status is decided in [`crate::evidence::standing`].

use super::key::{Key, Kind, Table};
use super::needs::{Needs, PRIMARY, Primary};

/// The most days from a check to the next one that a claim names, where the policy sets no others: three years.
pub(super) const LONGEST_REVIEW: u32 = 1096;

/// How well the evidence supports a claim. Ordered: the weakest is least. Not a verdict of true or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing but the assertion, or less than the next status needs.
    Unsubstantiated,
    /// On the record at second hand, two independent witnesses, an admission, or evidence for a part.
    PartiallyConfirmed,
    /// A record, or the claimant's own words, read here; or two independent witnesses read here. For the whole statement.
    Documented,
}

/// The weight of a status in charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// Nothing has been shown.
    Light,
    /// Something has.
    Middle,
    /// All has.
    Full,
}

#[derive(Clone, Copy)]
struct Row {
    status: Status,
    name: &'static str,
    meaning: &'static str,
    shade: Shade,
    needs: Needs,
    /// The keys of its table in `[status]`.
    keys: &'static Table,
    review_days: u32,
}

const ROWS: usize = 3;

const TABLE: [Row; ROWS] = [
    Row {
        status: Status::Unsubstantiated,
        name: "unsubstantiated",
        meaning: "one report, a party's own word, or nothing that counts; this does not mean false",
        shade: Shade::Light,
        needs: Needs { independent: None, primary: None },
        keys: &Table { name: "the [status.unsubstantiated] block", about: "", keys: &[], either: None },
        review_days: 180,
    },
    Row {
        status: Status::PartiallyConfirmed,
        name: "partially confirmed",
        meaning: "a record or words on the record at second hand, two independent witnesses, an admission, or evidence for a part of the statement",
        shade: Shade::Middle,
        needs: Needs { independent: Some(2), primary: None },
        keys: &Table {
            name: "the [status.\"partially confirmed\"] block",
            about: "What `partially confirmed` needs.",
            keys: &[Key::new(
                "independent",
                "Independent",
                Kind::Number(Some(2)),
                "How many independent witnesses it needs, if nothing else bears it.",
            )],
            either: None,
        },
        review_days: 365,
    },
    Row {
        status: Status::Documented,
        name: "documented",
        meaning: "a record or the claimant's own words, read here, or two independent witnesses read here, for the whole statement",
        shade: Shade::Full,
        needs: Needs { independent: Some(2), primary: Some(Primary::Held) },
        keys: &Table {
            name: "the [status.documented] block",
            about: "What `documented` needs.",
            keys: &[
                Key::new(
                    "independent",
                    "Independent",
                    Kind::Number(Some(2)),
                    "How many independent witnesses it needs, if there is no record and no words of the claimant's own.",
                ),
                Key::new(
                    "primary",
                    "Primary",
                    PRIMARY,
                    "Which records, and which of the claimant's own words, count.",
                ),
            ],
            either: None,
        },
        review_days: 730,
    },
];

impl Status {
    /// Where every claim begins.
    pub const WEAKEST: Status = TABLE[0].status;

    /// The keys of `[review]`.
    pub(super) const REVIEWS: [Key; ROWS + 1] = {
        let mut keys = [NO_KEY; ROWS + 1];
        keys[ROWS] = Key::new(
            "longest",
            "Longest",
            Kind::Number(Some(LONGEST_REVIEW)),
            "The most days from a check to the `review_due` that a claim names.",
        );
        let mut at = 0;
        while at < ROWS {
            let Row { name, review_days, .. } = TABLE[at];
            keys[at] = Key::new(
                name,
                name,
                Kind::Number(Some(review_days)),
                "The number of days after which such a claim should be checked again.",
            );
            at += 1;
        }
        keys
    };

    /// The keys of `[allowed_moves]`.
    pub(super) const MOVES: [Key; ROWS] = {
        let mut keys = [NO_KEY; ROWS];
        let mut at = 0;
        while at < ROWS {
            let name = TABLE[at].name;
            keys[at] = Key::new(
                name,
                name,
                Kind::Statuses,
                "The statuses to which one change may move such a claim.",
            );
            at += 1;
        }
        keys
    };

    /// The keys of `[status]`: the statuses of which a policy may ask something.
    pub(super) const NEEDS: [Key; ROWS - 1] = {
        let mut keys = [NO_KEY; ROWS - 1];
        let mut index = 1;
        while index < ROWS {
            let Row { name, keys: table, .. } = TABLE[index];
            keys[index - 1] = Key::new(name, name, Kind::Table(table), table.about);
            index += 1;
        }
        keys
    };

    /// All statuses, the weakest first.
    pub fn all() -> impl Iterator<Item = Status> {
        TABLE.iter().map(|row| row.status)
    }

    /// The word as it is written in a claim.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it says about the evidence, in a few words.
    pub fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// Its weight in charts.
    pub fn shade(self) -> Shade {
        self.row().shade
    }

    /// The evidence it needs by default; a policy may change that.
    pub fn needs(self) -> Needs {
        self.row().needs
    }

    /// The default number of days until the next check; a claim or a policy may change it.
    pub fn review_days(self) -> u32 {
        self.row().review_days
    }

    /// Does the status say that some evidence was found? All but the weakest do.
    pub fn asserts(self) -> bool {
        self > Status::WEAKEST
    }

    /// Only the exact spelling.
    pub fn from_name(written: &str) -> Option<Status> {
        TABLE.iter().find(|row| row.name == written).map(|row| row.status)
    }

    /// The status in another spelling: other letter case, hyphens or underscores for spaces.
    pub fn from_loose_name(written: &str) -> Option<Status> {
        if written.len() > 64 {
            return None;
        }
        let words: Vec<_> = written
            .split(|c: char| c.is_whitespace() || c == '-' || c == '_')
            .filter(|w| !w.is_empty())
            .collect();
        Status::from_name(&words.join(" ").to_lowercase())
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

/// Fills constant arrays until the loop has replaced it.
const NO_KEY: Key = Key::new("", "", Kind::Text, "");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_statuses() {
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.status as usize, index);
            assert_eq!(Status::from_name(row.name), Some(row.status));
        }
    }

    #[test]
    fn other_spellings_are_understood_but_told_apart() {
        for loose in
            ["Partially Confirmed", "partially_confirmed", "PARTIALLY-CONFIRMED", " partially  confirmed"]
        {
            assert_eq!(Status::from_name(loose), None);
            assert_eq!(Status::from_loose_name(loose), Some(Status::PartiallyConfirmed));
        }
        assert_eq!(Status::from_loose_name("documentd"), None);
    }
}
