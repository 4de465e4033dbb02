//! Tables for spreadsheets and programs: comma-separated values (RFC 4180), every cell between quotation marks, and none that a
//! spreadsheet would take for a formula.

use super::in_words;
use crate::render::OutputOptions;
use crate::render::escape::csv_cell;
use crate::report::table::{Cell, Table};
use ::csv::{ErrorKind, QuoteStyle, Terminator, Writer, WriterBuilder};
use std::io;

/// Writes the tables, an empty line between.
pub(crate) fn write(tables: &[Table], _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\r\n")?;
        }
        let mut writer = writer(&mut *out);
        writer.write_record(table.columns.iter().map(|column| column.key)).map_err(as_io)?;
        for row in &table.rows {
            writer.write_record(row.iter().map(cell)).map_err(as_io)?;
        }
        writer.flush()?;
    }
    Ok(())
}

/// Writes the names of the columns.
pub(crate) fn head(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    writer(out).write_record(table.columns.iter().map(|column| column.key)).map_err(as_io)
}

/// Writes one row.
pub(crate) fn row(cells: &[Cell], out: &mut dyn io::Write) -> io::Result<()> {
    writer(out).write_record(cells.iter().map(cell)).map_err(as_io)
}

fn writer<W: io::Write>(out: W) -> Writer<W> {
    WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(out)
}

/// The error beneath, so that a closed pipe is known for one.
fn as_io(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Share(share) | Cell::Bar(share) => format!("{share:.4}"),
        Cell::List(words) => csv_cell(&words.join("; ")),
        Cell::Text(words) | Cell::Id(words) => csv_cell(words),
        ours => in_words(ours),
    }
}
