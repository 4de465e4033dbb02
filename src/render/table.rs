//! Tables for a terminal: as wide as it, and no column so narrow that words stand letter below letter.

use crate::report::table::Column;
use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle,
    Table, TableStyle, Width,
};
use std::io;
use unicode_width::UnicodeWidthStr;

/// A cell as it is drawn; its words were escaped before.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    pub text: String,
    pub tint: Option<Tint>,
    /// At the right end of its column?
    pub right: bool,
}

/// What the colour of a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tint {
    /// As good as it gets.
    Good,
    /// Between.
    Middle,
    /// Least.
    Faint,
}

impl From<String> for Drawn {
    fn from(text: String) -> Self {
        Self { text, tint: None, right: false }
    }
}

/// A line below the headings, and a space between columns.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(CELLS)
    .header_separator(LineStyle { left: None, fill: Some('─'), junction: Some(' '), right: None })
    .content_lines(CELLS);

const CELLS: ContentLineStyle = ContentLineStyle { left: None, junction: Some(' '), right: None };

/// Spaces between columns.
const GAP: u16 = 2;

/// Writes a table `width` characters wide, or as wide as it needs.
pub(super) fn write(
    columns: &[Column],
    rows: impl Iterator<Item = Vec<Drawn>>,
    width: Option<usize>,
    colour: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let rows: Vec<Vec<Drawn>> = rows.collect();
    let widths = widths(columns, &rows, width.unwrap_or(usize::MAX));
    let mut table = Table::new();
    if colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns.iter().map(|column| breakable(column.title)));
    table.add_rows(rows.iter().map(|row| row.iter().map(drawn)));
    for (column, width) in table.column_iter_mut().zip(widths) {
        column.set_padding((0, GAP - 1)).set_delimiter(BREAK);
        let width = u16::try_from(width).unwrap_or(u16::MAX).saturating_add(GAP - 1);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.replace(BREAK, "").trim_end())?;
    }
    Ok(())
}

fn drawn(cell: &Drawn) -> Cell {
    let drawn = Cell::new(breakable(&cell.text));
    let drawn = if cell.right { drawn.set_alignment(CellAlignment::Right) } else { drawn };
    match cell.tint {
        Some(Tint::Good) => drawn.fg(Color::Green),
        Some(Tint::Middle) => drawn.fg(Color::Yellow),
        Some(Tint::Faint) => drawn.add_attribute(Attribute::Dim),
        None => drawn,
    }
}

/// Nobody sees it; it stands where a line may end, and nowhere else: what files hold of it was escaped.
const BREAK: char = '\u{200b}';

/// Lines may end behind spaces, and behind the hyphens of ids.
fn breakable(cell: &str) -> String {
    let mut breakable = String::with_capacity(cell.len() * 2);
    for c in cell.chars() {
        breakable.push(c);
        if matches!(c, ' ' | '-' | '/') {
            breakable.push(BREAK);
        }
    }
    breakable
}

/// Each column gets what it has at least; what is left goes to those that need more, in equal parts.
fn widths(columns: &[Column], rows: &[Vec<Drawn>], width: usize) -> Vec<usize> {
    let needs: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = rows.iter().filter_map(|row| row.get(at)).flat_map(|cell| cell.text.lines());
            cells.map(UnicodeWidthStr::width).max().unwrap_or(0).max(column.title.width())
        })
        .collect();
    let mut widths: Vec<_> =
        needs.iter().zip(columns).map(|(&need, column)| need.min(column.least)).collect();
    let mut left = width
        .saturating_sub(widths.iter().sum::<usize>() + usize::from(GAP) * columns.len().saturating_sub(1));
    loop {
        let open: Vec<_> = (0..widths.len()).filter(|&at| widths[at] < needs[at]).collect();
        if left == 0 || open.is_empty() {
            return widths;
        }
        let share = (left / open.len()).max(1);
        for at in open {
            let more = share.min(needs[at] - widths[at]).min(left);
            widths[at] += more;
            left -= more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_goes_to_those_who_need_it() {
        let columns =
            [("a", 4), ("b", 4), ("c", 4)].map(|(title, least)| Column { key: title, title, least });
        let row = |lengths: [usize; 3]| lengths.map(|length| Drawn::from("x".repeat(length))).to_vec();
        let widths = |lengths, width| super::widths(&columns, &[row(lengths)], width);
        assert_eq!(widths([2, 30, 30], 44), [2, 19, 19]);
        assert_eq!(widths([2, 6, 90], 44), [2, 6, 32]);
        assert_eq!(widths([2, 6, 9], 200), [2, 6, 9]);
        assert_eq!(widths([20, 20, 20], 10), [4, 4, 4]);
    }
}
