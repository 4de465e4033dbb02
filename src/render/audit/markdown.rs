//! Tables for a document: GitHub's Markdown, in which what comes out of files is in code spans.

use super::in_words;
use crate::render::OutputOptions;
use crate::render::escape::{code_span, table_cell};
use crate::report::table::{Cell, Table};
use std::io;

/// Writes the tables, each below its title if there are several.
pub(crate) fn write(tables: &[Table], _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if tables.len() > 1 {
            writeln!(out, "### {}\n", code_free(&table.title))?;
        }
        let titles: Vec<_> = table.columns.iter().map(|column| column.title).collect();
        writeln!(out, "| {} |", titles.join(" | "))?;
        let is_number =
            |at: usize| table.rows.iter().any(|row| matches!(row[at], Cell::Number(_) | Cell::Share(_)));
        let rules = (0..table.columns.len()).map(|at| if is_number(at) { "---:" } else { "---" });
        writeln!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "))?;
        for row in &table.rows {
            let cells: Vec<_> = row.iter().map(cell).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        if table.more > 0 {
            writeln!(out, "\n{} more not shown", table.more)?;
        }
    }
    Ok(())
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) | Cell::Id(words) => table_cell(&code_span(words)),
        Cell::List(words) => {
            table_cell(&words.iter().map(|word| code_span(word)).collect::<Vec<_>>().join(", "))
        }
        ours => in_words(ours),
    }
}

/// A title of ours, which may hold the words of an error.
fn code_free(title: &str) -> String {
    title.chars().map(|c| if c.is_alphanumeric() || " ,:→-".contains(c) { c } else { ' ' }).collect()
}
