//! How tables are shown: on a terminal, in a document, in a spreadsheet, to a program.

pub(super) mod csv;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod terminal;

use crate::report::table::Cell;
use crate::report::words::percent;

/// A cell in words, as people read it.
pub(super) fn in_words(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) | Cell::Id(words) => words.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Share(share) => percent(*share),
        Cell::Bar(share) => bar(*share),
        Cell::Day(day) => day.to_string(),
        Cell::Days(days) => days.to_string(),
        Cell::Status(status) => status.name.to_owned(),
        Cell::List(words) => words.join(", "),
    }
}

/// The length of a full bar, in characters.
const BAR: usize = 20;

/// A part of a whole, in eighths of a character.
fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (0..=BAR * 8).rev().find(|&eighths| share >= part(eighths)).unwrap_or(0);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

// No bar is so long that this is not exact.
#[allow(clippy::cast_precision_loss)]
fn part(eighths: usize) -> f64 {
    (eighths as f64 - 0.5) / (BAR * 8) as f64
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_is_as_long_as_its_part_of_the_whole() {
        assert_eq!(
            [0.0, 1.0, 0.5, 0.1].map(bar),
            [String::new(), "█".repeat(20), "█".repeat(10), "██".to_owned()]
        );
        assert_eq!(bar(0.025), "▌");
    }
}
