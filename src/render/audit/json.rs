//! Tables for programs: one JSON object (RFC 8259), each row an object with the keys of the columns.
//!
//! What is there changes only together with [`VERSION`].

use crate::render::{OutputOptions, json};
use crate::report::table::{Cell, Column, Table};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::io;

const VERSION: u32 = 3;

/// Writes all tables in one object.
pub(crate) fn write(tables: &[Table], _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    json::write("grounds-audit", VERSION, Tables { tables: tables.iter().map(tabled).collect() }, out)
}

#[derive(Serialize)]
struct Tables<'t> {
    tables: Vec<Tabled<'t>>,
}

#[derive(Serialize)]
struct Tabled<'t> {
    title: &'t str,
    not_shown: usize,
    rows: Vec<Row<'t>>,
}

fn tabled(table: &Table) -> Tabled<'_> {
    let rows = table.rows.iter().map(|cells| Row { columns: &table.columns, cells });
    Tabled { title: &table.title, not_shown: table.more, rows: rows.collect() }
}

/// A row as an object with the keys of the columns.
pub(in crate::render) struct Row<'t> {
    pub(in crate::render) columns: &'t [Column],
    pub(in crate::render) cells: &'t [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            row.serialize_entry(column.key, &Value(cell))?;
        }
        row.end()
    }
}

struct Value<'t>(&'t Cell);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(words) | Cell::Id(words) => serializer.serialize_str(words),
            Cell::Number(number) => number.serialize(serializer),
            Cell::Share(share) | Cell::Bar(share) => serializer.serialize_f64(*share),
            Cell::Day(day) => serializer.collect_str(day),
            Cell::Days(days) => serializer.collect_str(days),
            Cell::Status(status) => serializer.serialize_str(status.name),
            Cell::List(words) => words.serialize(serializer),
        }
    }
}
