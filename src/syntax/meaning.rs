//! The content of a TOML file without its spelling, to check that an edit changed nothing else.

use super::document;
use crate::text::span::FileId;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Text(String),
    /// A number, a truth value or a date: its type, and how it is written.
    Scalar(&'static str, String),
    /// A list, or the blocks of one name.
    List(Vec<Meaning>),
    /// Under a header, in braces or as dotted keys.
    Table(Table),
}

/// Sorted: the order of keys means nothing.
pub(super) type Table = BTreeMap<String, Meaning>;

/// `None` if it is not valid TOML 1.0.
pub(super) fn of(text: &str) -> Option<Table> {
    let parsed = document::parse(FileId(0), text);
    parsed.sound.then(|| table(&parsed.table))
}

/// One value; `None` if it is not valid.
pub(super) fn of_value(value: &str) -> Option<Meaning> {
    let mut table = of(&format!("value = {value}"))?;
    table.remove("value").filter(|_| table.is_empty())
}

fn table(table: &DeTable) -> Table {
    table.iter().map(|(key, value)| (key.get_ref().as_ref().to_owned(), value_of(value.get_ref()))).collect()
}

fn value_of(value: &DeValue) -> Meaning {
    match value {
        DeValue::String(text) => Meaning::Text(text.as_ref().to_owned()),
        DeValue::Integer(number) => {
            Meaning::Scalar("integer", format!("{}/{}", number.as_str(), number.radix()))
        }
        DeValue::Float(number) => Meaning::Scalar("float", number.as_str().to_owned()),
        DeValue::Boolean(truth) => Meaning::Scalar("boolean", truth.to_string()),
        DeValue::Datetime(date) => Meaning::Scalar("date", date.to_string()),
        DeValue::Array(items) => Meaning::List(items.iter().map(|item| value_of(item.get_ref())).collect()),
        DeValue::Table(inner) => Meaning::Table(table(inner)),
    }
}
