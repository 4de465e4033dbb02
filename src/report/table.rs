//! Tables as plain values: which columns there are, and what is in each cell. How a row looks is decided in `render`.

use super::words::Mark;
use crate::model::date::Period;
use chrono::NaiveDate;
use std::cmp::Ordering;

/// Some rows of cells below headings.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is a table of.
    pub title: String,
    /// The columns, in the order in which they are shown.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// Rows that are left out at the end.
    pub more: usize,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name on the command line, and in formats for programs.
    pub key: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Characters that it has at least on a terminal, unless none of its cells needs so many.
    pub least: usize,
}

/// The content of one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words out of a file.
    Text(String),
    /// The id of a claim or a source, or a path.
    Id(String),
    /// A count.
    Number(usize),
    /// A part of a whole, from 0 to 1.
    Share(f64),
    /// The same, to be drawn.
    Bar(f64),
    /// A day.
    Day(NaiveDate),
    /// Some days, of which it is not known which.
    Days(Period),
    /// A status.
    Status(Mark),
    /// Words of ours, and ids.
    List(Vec<String>),
}

impl Table {
    /// A table without rows yet.
    pub fn new(title: impl Into<String>, columns: &[Column]) -> Self {
        Self { title: title.into(), columns: columns.to_vec(), rows: Vec::new(), more: 0 }
    }

    /// The same with these columns only, in this order.
    ///
    /// # Errors
    /// The name that no column has.
    pub fn only(mut self, keys: &[String]) -> Result<Self, String> {
        let mut places = Vec::with_capacity(keys.len());
        for key in keys {
            places.push(self.place(key).ok_or_else(|| key.clone())?);
        }
        self.columns = places.iter().map(|&at| self.columns[at]).collect();
        for row in &mut self.rows {
            *row = places.iter().map(|&at| row[at].clone()).collect();
        }
        Ok(self)
    }

    /// The same in the order of that column; from its end where `backward`. Rows that are equal there stay as they were.
    ///
    /// # Errors
    /// If no column has that name.
    pub fn sorted(mut self, key: &str, backward: bool) -> Result<Self, String> {
        let at = self.place(key).ok_or_else(|| key.to_owned())?;
        self.rows.sort_by(|a, b| match (backward, a[at].order(&b[at])) {
            // What is not known comes last either way.
            _ if a[at] == Cell::Empty || b[at] == Cell::Empty => a[at].order(&b[at]),
            (false, order) => order,
            (true, order) => order.reverse(),
        });
        Ok(self)
    }

    /// The same with `limit` rows at most.
    #[must_use]
    pub fn first(mut self, limit: usize) -> Self {
        self.more += self.rows.len().saturating_sub(limit);
        self.rows.truncate(limit);
        self
    }

    fn place(&self, key: &str) -> Option<usize> {
        let loose = |key: &str| key.trim().to_lowercase().replace(['-', '_'], " ");
        self.columns.iter().position(|column| loose(column.key) == loose(key))
    }
}

impl Cell {
    /// The words, or nothing if there are none.
    pub fn text(words: Option<&str>) -> Self {
        match words.map(str::trim) {
            Some(words) if !words.is_empty() => Cell::Text(words.to_owned()),
            _ => Cell::Empty,
        }
    }

    /// The day, where one is meant; or the days.
    pub fn period(period: Option<Period>) -> Self {
        match period {
            Some(Period { first, last }) if first == last => Cell::Day(first),
            Some(period) => Cell::Days(period),
            None => Cell::Empty,
        }
    }

    /// The words of a list, or nothing if it is empty.
    pub fn list(words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let words: Vec<String> = words.into_iter().map(Into::into).collect();
        if words.is_empty() { Cell::Empty } else { Cell::List(words) }
    }

    /// In the order in which people look for things: nothing last, statuses the weakest first.
    fn order(&self, other: &Self) -> Ordering {
        let day = |cell: &Self| match cell {
            Cell::Day(day) => Some((*day, *day)),
            Cell::Days(period) => Some((period.first, period.last)),
            _ => None,
        };
        match (self, other) {
            (Cell::Empty, Cell::Empty) => Ordering::Equal,
            (Cell::Empty, _) => Ordering::Greater,
            (_, Cell::Empty) => Ordering::Less,
            (Cell::Number(a), Cell::Number(b)) => a.cmp(b),
            (Cell::Share(a) | Cell::Bar(a), Cell::Share(b) | Cell::Bar(b)) => a.total_cmp(b),
            (Cell::Status(a), Cell::Status(b)) => a.cmp(b),
            (Cell::List(a), Cell::List(b)) => a.cmp(b),
            (Cell::Text(a) | Cell::Id(a), Cell::Text(b) | Cell::Id(b)) => {
                a.to_lowercase().cmp(&b.to_lowercase())
            }
            _ => day(self).cmp(&day(other)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(
            "t",
            &[Column { key: "id", title: "Id", least: 4 }, Column { key: "count", title: "Count", least: 4 }],
        );
        for (id, count) in [("b", Cell::Number(2)), ("a", Cell::Empty), ("C", Cell::Number(10))] {
            table.rows.push(vec![Cell::Id(id.to_owned()), count]);
        }
        table
    }

    fn ids(table: &Table) -> String {
        let ids = table.rows.iter().map(|row| match &row[0] {
            Cell::Id(id) => id.as_str(),
            _ => "",
        });
        ids.collect()
    }

    #[test]
    fn rows_are_sorted_as_people_look_for_them() {
        assert_eq!(ids(&table().sorted("id", false).unwrap()), "abC");
        assert_eq!(ids(&table().sorted("count", false).unwrap()), "bCa");
        assert_eq!(ids(&table().sorted("count", true).unwrap()), "Cba");
        assert_eq!(table().sorted("size", true).unwrap_err(), "size");
    }

    #[test]
    fn columns_and_rows_are_chosen() {
        let chosen = table().only(&["count".to_owned(), "id".to_owned()]).unwrap().first(2);
        assert_eq!(
            (chosen.rows[0].clone(), chosen.more),
            (vec![Cell::Number(2), Cell::Id("b".to_owned())], 1)
        );
        assert!(table().only(&["x".to_owned()]).is_err());
    }
}
