//! Tables for a terminal: as wide as it, and no column so narrow that words are broken letter by letter.

use super::escape::no_command;
use crate::report::table::Column;
use crate::report::words::Tone;
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
    pub tone: Tone,
    /// At the right end of its column?
    pub right: bool,
}

impl From<String> for Drawn {
    fn from(text: String) -> Self {
        Self { text, tone: Tone::Plain, right: false }
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
    let Some(widths) = widths(columns, &rows, width.unwrap_or(usize::MAX)) else {
        return below_each_other(columns, &rows, out);
    };
    let mut table = Table::new();
    if colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns.iter().map(|column| breakable(column.title)));
    table.add_rows(rows.iter().map(|row| row.iter().map(drawn)));
    let last = columns.len().saturating_sub(1);
    for (at, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
        let gap = if at == last { 0 } else { GAP - 1 };
        column.set_padding((0, gap)).set_delimiter(BREAK);
        let width = u16::try_from(width).unwrap_or(u16::MAX).saturating_add(gap);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    for line in table.lines() {
        writeln!(out, "{}", no_command(line.replace(BREAK, "").trim_end()))?;
    }
    Ok(())
}

/// Each row as lines, where there is no room for so many columns.
fn below_each_other(columns: &[Column], rows: &[Vec<Drawn>], out: &mut dyn io::Write) -> io::Result<()> {
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty()) {
            let lines = format!("{}: {}", column.title, cell.text);
            lines.lines().try_for_each(|line| writeln!(out, "{}", no_command(line)))?;
        }
    }
    Ok(())
}

fn drawn(cell: &Drawn) -> Cell {
    let drawn = Cell::new(breakable(&cell.text));
    let drawn = if cell.right { drawn.set_alignment(CellAlignment::Right) } else { drawn };
    match cell.tone {
        Tone::Good => drawn.fg(Color::Green),
        Tone::Middle => drawn.fg(Color::Yellow),
        Tone::Weak => drawn.add_attribute(Attribute::Dim),
        Tone::Plain | Tone::Bad => drawn,
    }
}

/// Invisible; it is where a line may end, and nowhere else: what files hold of it was escaped.
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

/// No column is narrower, unless none of its cells needs so much.
const NARROWEST: usize = 8;
/// Words of up to this many characters are not broken: the longest name of a status.
const WHOLE: usize = 15;

/// Each column gets what it has at least; what is left goes to those that need more, in equal parts. Where there is less, the
/// widest give. `None` if they would be too narrow then.
fn widths(columns: &[Column], rows: &[Vec<Drawn>], width: usize) -> Option<Vec<usize>> {
    let needs: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = rows.iter().filter_map(|row| row.get(at)).flat_map(|cell| cell.text.lines());
            cells.map(UnicodeWidthStr::width).max().unwrap_or(0).max(column.title.width())
        })
        .collect();
    // No word of a heading is broken.
    let heading =
        |column: &Column| column.title.split([' ', '-']).map(UnicodeWidthStr::width).max().unwrap_or(0);
    let least = |column: &Column| heading(column).max(column.least);
    let longest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let words = cells.flat_map(|cell| cell.text.split([' ', '-', '/', '\n']));
        words.map(UnicodeWidthStr::width).filter(|&width| width <= WHOLE).max().unwrap_or(0)
    };
    let room = width.saturating_sub(usize::from(GAP) * columns.len().saturating_sub(1));
    let mut widths: Vec<_> =
        needs.iter().zip(columns).map(|(&need, column)| need.min(least(column))).collect();
    // First they give without breaking words, then as far as they can.
    for whole in [true, false] {
        let floor = |at: usize| {
            let word = if whole { longest(at) } else { 0 };
            needs[at].min(heading(&columns[at]).max(NARROWEST).max(word))
        };
        let floors: Vec<_> = (0..columns.len()).map(floor).collect();
        while widths.iter().sum::<usize>() > room {
            let giving = (0..widths.len()).filter(|&at| widths[at] > floors[at]);
            let Some(widest) = giving.max_by_key(|&at| widths[at]) else { break };
            widths[widest] -= 1;
        }
    }
    let mut left = room.checked_sub(widths.iter().sum::<usize>())?;
    loop {
        let open: Vec<_> = (0..widths.len()).filter(|&at| widths[at] < needs[at]).collect();
        if left == 0 || open.is_empty() {
            return Some(widths);
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_table_is_a_command() {
        let columns = [("a", 4), ("b", 8)].map(|(title, least)| Column { key: title, title, least });
        let row = ["::x", "one ::add-mask::y ::z"].map(|text| Drawn::from(text.to_owned())).to_vec();
        for (width, colour) in
            [(Some(40), false), (Some(18), false), (Some(18), true), (Some(3), false), (None, false)]
        {
            let mut out = Vec::new();
            write(&columns, [row.clone()].into_iter(), width, colour, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert!(out.lines().all(|line| !line.trim_start().starts_with("::")), "{out}");
        }
    }

    #[test]
    fn what_is_left_goes_to_those_who_need_it() {
        let columns =
            [("a", 4), ("b", 4), ("c", 4)].map(|(title, least)| Column { key: title, title, least });
        let row = |lengths: [usize; 3]| lengths.map(|length| Drawn::from("x".repeat(length))).to_vec();
        let widths = |lengths, width| super::widths(&columns, &[row(lengths)], width);
        assert_eq!(widths([2, 30, 30], 44), Some(vec![2, 19, 19]));
        assert_eq!(widths([2, 6, 90], 44), Some(vec![2, 6, 32]));
        assert_eq!(widths([2, 6, 9], 200), Some(vec![2, 6, 9]));
        // The widest give, to eight at most.
        let columns = columns.map(|column| Column { least: 20, ..column });
        let widths = |width| super::widths(&columns, &[row([30, 30, 30])], width);
        assert_eq!(widths(40), Some(vec![12, 12, 12]));
        assert_eq!(widths(27), None);
    }
}
