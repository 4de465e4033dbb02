//! The status table: the only place that knows which statuses there are.

/// How well a claim is evidenced. Ordered: the weakest is least. Not a verdict of true or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing but the assertion, or less than the next status needs.
    Unsubstantiated,
    /// One independent origin beyond the claimant's own word, or evidence for a part.
    PartiallyConfirmed,
    /// A primary origin, or two independent ones, for the whole statement.
    Documented,
}

/// How much a status weighs, for whoever draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// Nothing has been shown.
    Light,
    /// Something has.
    Middle,
    /// All has.
    Full,
}

struct Row {
    status: Status,
    name: &'static str,
    meaning: &'static str,
    shade: Shade,
}

const TABLE: [Row; 3] = [
    Row {
        status: Status::Unsubstantiated,
        name: "unsubstantiated",
        meaning: "nothing but the assertion, or less than the next status needs; no verdict of falsehood",
        shade: Shade::Light,
    },
    Row {
        status: Status::PartiallyConfirmed,
        name: "partially confirmed",
        meaning: "one independent origin beyond the claimant's own word, or evidence for a part",
        shade: Shade::Middle,
    },
    Row {
        status: Status::Documented,
        name: "documented",
        meaning: "a published primary, or two independent origins, for the whole statement",
        shade: Shade::Full,
    },
];

impl Status {
    /// Where every claim begins.
    pub const WEAKEST: Status = TABLE[0].status;

    /// All statuses, the weakest first.
    pub fn all() -> impl Iterator<Item = Status> {
        TABLE.iter().map(|row| row.status)
    }

    /// The word as it is written in a claim.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it says of the evidence, in a few words.
    pub fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// How much it weighs, for whoever draws it.
    pub fn shade(self) -> Shade {
        self.row().shade
    }

    /// Does the status assert that something has been shown? The weakest one does not.
    pub fn asserts(self) -> bool {
        self > Status::WEAKEST
    }

    /// The status written exactly as it should be.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_statuses() {
        for (at, row) in TABLE.iter().enumerate() {
            assert_eq!(row.status as usize, at);
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
