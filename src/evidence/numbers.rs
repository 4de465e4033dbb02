//! What quantities a text states, and which of them another text does not bear.
//!
//! A number is read as it is meant: "eleven" is 11, "1 000" and "1,000" are one number, "$1bn" is 1,000 million dollars, "a dozen" is
//! 12. "More than 40" is another quantity than 40, and than "almost 40". The number in a name, such as "BTR-82A" or "140th Tank Repair
//! Works", is none, but two such names that differ only in it are told apart.
//!
//! Of what somebody writes in words only the languages are read that have lists in [`crate::text::language::numerals`]; digits are
//! read in all.

mod bearing;
mod claims;
mod cut;
mod items;
mod reading;
mod swapped;
mod value;

use crate::text::language::numerals::Unit;
pub use crate::text::language::numerals::{Bound, DateSide, Stretch, may_have_numbers};
use crate::text::span::Span;
pub use bearing::{Bearers, Unborne, Why, unborne};
pub use claims::{add_names, bearers, quoted, quoted_for_part};
pub use cut::{Whole, whole};
pub use reading::quantities;
pub use swapped::swapped;
pub use value::Exact;

/// How much, how many or when, as a text says it. What can be read in two ways is two quantities at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where in the text, with its unit and what bounds it.
    pub span: Span,
    /// What it says.
    pub is: Stated,
    /// It only follows from what is said, as two does from "both" and a year from "Milex-2017": it bears others, and needs nobody to
    /// bear it.
    pub is_implied: bool,
    /// Is it said in words?
    pub in_words: bool,
    /// Of a time: on which side of it.
    pub side: DateSide,
    /// Where in the text, with the words that say the side.
    pub with_side: Span,
}

/// What a quantity says.
#[derive(Debug, Clone, PartialEq)]
pub enum Stated {
    /// How much or how many.
    Amount(Amount),
    /// An indefinite number of some size: "several million euros".
    Vague {
        /// The size.
        size: u64,
        /// Of what.
        of: Of,
    },
    /// A day, a month or a year.
    Date(Date),
    /// Ten years, by the first; of "the 90s" only the last two digits.
    Decade(i32),
    /// A hundred years, counted from 1.
    Century(u64),
    /// A time of day: hours and minutes.
    Clock(u32, u32),
    /// A stretch of a longer time: "early" in 2019, its second half.
    Stretch(Stretch, Scale),
    /// From spring.
    Season(u8),
    /// From Monday.
    Weekday(u8),
    /// What it is counted by: "a day", "per barrel".
    Per(&'static Unit),
    /// Where to, from north over north-east, behind degrees or a length.
    Direction(u8),
    /// What is no number that can be read, by its characters: "4O".
    Unread(String),
    /// A name with a number in it.
    Name {
        /// The name in lower case, `#` for its number.
        label: String,
        /// The number, as written.
        number: String,
    },
}

/// Of what a stretch is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Of a month.
    Month,
    /// Of three of them.
    Season,
    /// Of a year.
    Year,
    /// Of ten years.
    Decade,
    /// Of a hundred.
    Century,
}

/// How much or how many: one value, or from one to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The value, or the lower one.
    pub low: Exact,
    /// The same value, or the higher one.
    pub high: Exact,
    /// Of what.
    pub of: Of,
    /// How the value is meant.
    pub bound: Bound,
}

/// What is counted or measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Things, or nobody says what.
    Count,
    /// A place in a row.
    Rank,
    /// Parts of a whole: two thirds, 40 per cent.
    Share,
    /// How many times.
    Times,
    /// A unit.
    Unit(&'static Unit),
}

/// A day, a month or a year, as far as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Date {
    /// The year.
    pub year: Option<i32>,
    /// If it is only known by its distance from the year of the text: "last year".
    pub years_from_now: Option<i32>,
    /// From 1.
    pub month: Option<u8>,
    /// Of the month.
    pub day: Option<u8>,
}
