//! Columns of tables: keys of a record, and what is computed of it.

use super::table::{Cell, Column};
use crate::model::key::{self, Key, Keyed, Kind, Reason, Said, Sink, Table, Value};

/// A column of a table whose rows are records: `T` is all that is known of one.
pub(super) enum Pick<T> {
    /// What the record says under that key; of one in a table, `checked_by`. The number is the least width in characters.
    Key(&'static str, usize),
    /// Something else.
    Computed(Column, fn(&T) -> Cell),
}

/// The columns that were picked of a kind of record.
pub(super) struct Columns<T> {
    /// In their order.
    pub(super) columns: Vec<Column>,
    cells: Vec<CellOf<T>>,
}

enum CellOf<T> {
    /// The key at that place of all keys.
    Key(usize),
    Computed(fn(&T) -> Cell),
}

impl<T> Columns<T> {
    /// Those of a table's records: the picks, and then every other key of the top that may be exported.
    pub(super) fn of(table: &'static Table, picks: impl IntoIterator<Item = Pick<T>>) -> Self {
        let paths = key::paths(table);
        let column = |pick: Pick<T>| match pick {
            Pick::Computed(column, cell) => Some((column, CellOf::Computed(cell))),
            Pick::Key(name, least) => {
                let place = paths.iter().position(|(of, key)| column_name(*of, key) == name)?;
                Some((Column { key: name, title: paths[place].1.heading, least }, CellOf::Key(place)))
            }
        };
        let (mut columns, mut cells): (Vec<_>, Vec<_>) = picks.into_iter().filter_map(column).unzip();
        for (place, (of, key)) in paths.iter().enumerate() {
            let is_hidden = key.hidden.iter().any(|(sink, _)| *sink == Sink::Export);
            if of.is_none() && !is_hidden && columns.iter().all(|column: &Column| column.key != key.name) {
                columns.push(Column { key: key.name, title: key.heading, least: 12 });
                cells.push(CellOf::Key(place));
            }
        }
        Self { columns, cells }
    }

    /// The row of one record.
    pub(super) fn row(&self, record: &dyn Keyed, of: &T) -> Vec<Cell> {
        let said = key::said(record);
        let cells = self.cells.iter().map(|pick| match pick {
            CellOf::Computed(compute) => compute(of),
            CellOf::Key(place) => said.get(*place).map_or(Cell::Empty, cell),
        });
        cells.collect()
    }
}

/// A computed column.
pub(super) const fn computed<T>(
    key: &'static str,
    title: &'static str,
    least: usize,
    cell: fn(&T) -> Cell,
) -> Pick<T> {
    Pick::Computed(Column { key, title, least }, cell)
}

/// What a record says under a key.
pub(super) fn cell(said: &Said) -> Cell {
    match (said.key.kind, said.value) {
        (Kind::Word(_, default), Value::Nothing) => Cell::text(default),
        (Kind::Id, Value::Text(id)) => Cell::Id(id.to_owned()),
        (_, Value::Text(text)) => Cell::text(Some(text)),
        (_, Value::Word(word)) => Cell::text(Some(word)),
        (_, Value::Texts(texts)) => Cell::list(texts.iter().map(|text| &*text.value)),
        (_, Value::Reasons(reasons)) => Cell::list(reasons.iter().map(Reason::line)),
        (_, Value::Date(period)) => Cell::period(Some(period)),
        (_, Value::Nothing | Value::Table(_) | Value::Blocks) => Cell::Empty,
    }
}

/// The name of the column of a key: `claimant`, `checked_by`.
fn column_name(of: Option<&Key>, key: &Key) -> String {
    key::path(of, key).replace('.', "_")
}
