//! Tables for people: below each other, as wide as the terminal; whole rows in one line where there is none.

use super::in_words;
use crate::render::OutputOptions;
use crate::render::escape::terminal;
use crate::render::table::{self, Drawn};
use crate::report::table::{Cell, Table};
use crate::report::words::Tone;
use anstyle::Style;
use std::io;

/// Writes the tables, each below its title if there are several.
pub(crate) fn write(tables: &[Table], options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    for (at, table) in tables.iter().enumerate() {
        if tables.len() > 1 {
            let gap = if at == 0 { "" } else { "\n" };
            let bold = if options.colour { Style::new().bold() } else { Style::new() };
            writeln!(out, "{gap}{bold}{}{bold:#}", terminal(&table.title))?;
        }
        if !table.rows.is_empty() {
            let rows = table.rows.iter().map(|row| row.iter().map(drawn).collect());
            table::write(&table.columns, rows, options.columns, options.colour, out)?;
        } else if tables.len() == 1 {
            writeln!(out, "no {}", terminal(&table.title))?;
        }
        if table.more > 0 {
            writeln!(out, "{} more not shown (--limit 0 shows all)", table.more)?;
        }
    }
    Ok(())
}

fn drawn(cell: &Cell) -> Drawn {
    let tone = match cell {
        Cell::Status(status) => status.tone,
        _ => Tone::Plain,
    };
    let right = matches!(cell, Cell::Number(_) | Cell::Share(_));
    Drawn { text: terminal(&in_words(cell)).into_owned(), tone, right }
}
