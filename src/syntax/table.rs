//! Reading one TOML table: each known key is taken once, faults are collected, and the keys left over are unknown.

use super::fault::{Fault, FaultKind};
use super::invisible;
use crate::model::claim::Text;
use crate::model::date::{DateFault, Period};
use crate::model::key::{Table, Value, Worded};
use crate::text::nearest::nearest;
use crate::text::span::{FileId, Span, Spanned};
use toml::de::{DeTable, DeValue};

/// The keys of one table that were not taken yet.
pub(super) struct Fields<'t> {
    shape: &'static Table,
    /// Where the table is written: its header, or the braces; empty for the top of the file.
    pub(super) header: Span,
    entries: Vec<(Key<'t>, toml::Spanned<DeValue<'t>>)>,
}

type Key<'t> = toml::Spanned<std::borrow::Cow<'t, str>>;

/// Collects the faults of one file.
pub(super) struct Faults<'f> {
    pub(super) file: FileId,
    pub(super) list: &'f mut Vec<Fault>,
}

impl Faults<'_> {
    pub(super) fn add(&mut self, span: Span, kind: FaultKind) {
        self.list.push(Fault { file: self.file, span, within: None, kind });
    }
}

impl<'t> Fields<'t> {
    pub(super) fn new(shape: &'static Table, header: Span, table: DeTable<'t>) -> Self {
        Self { shape, header, entries: table.into_iter().collect() }
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str, faults: &mut Faults) -> Option<Text> {
        let value = self.take(key)?;
        as_text(key, value, faults)
    }

    /// A text with at least one letter or digit.
    pub(super) fn words(&mut self, key: &'static str, faults: &mut Faults) -> Option<Text> {
        self.text(key, faults).filter(|text| text.value.contains(char::is_alphanumeric))
    }

    /// A text with at least one letter or digit, or a list of texts.
    pub(super) fn one_or_more(&mut self, key: &'static str, faults: &mut Faults) -> Vec<Text> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let has_words = |text: &Text| text.value.contains(char::is_alphanumeric);
        match value.get_ref() {
            DeValue::Array(_) => as_texts(key, value, faults).into_iter().filter(has_words).collect(),
            _ => as_text(key, value, faults).into_iter().filter(has_words).collect(),
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &'static str, faults: &mut Faults) -> Vec<Text> {
        let Some(value) = self.take(key) else { return Vec::new() };
        as_texts(key, value, faults)
    }

    /// A day, month, year or interval.
    pub(super) fn date(&mut self, key: &'static str, faults: &mut Faults) -> Option<Spanned<Period>> {
        let value = self.take(key)?;
        let span = span_of(&value);
        let period = match value.get_ref() {
            DeValue::Datetime(date) => match (date.date, date.time) {
                (Some(date), None) => Period::day(date.year.into(), date.month.into(), date.day.into()),
                _ => Err(DateFault::Time),
            },
            DeValue::String(text) => Period::parse(text),
            _ => {
                let found = type_name(value.get_ref());
                let expected = "a date";
                faults.add(span, FaultKind::WrongType { key: key.to_owned(), expected, found });
                return None;
            }
        };
        match period {
            Ok(value) => Some(Spanned { value, span }),
            Err(why) => {
                faults.add(span, FaultKind::InvalidDate { key, why });
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Worded>(&mut self, key: &'static str, faults: &mut Faults) -> Option<Spanned<T>> {
        let value = self.take(key)?;
        as_word(key, value, faults)
    }

    /// A whole number that is not negative.
    pub(super) fn number(&mut self, key: &'static str, faults: &mut Faults) -> Option<u32> {
        let value = self.take(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(integer) => u32::from_str_radix(integer.as_str(), integer.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            let found = type_name(value.get_ref());
            let expected = "a whole number, 0 or more";
            faults.add(span_of(&value), FaultKind::WrongType { key: key.to_owned(), expected, found });
        }
        number
    }

    /// A table inside this one.
    pub(super) fn table(
        &mut self,
        key: &'static str,
        shape: &'static Table,
        faults: &mut Faults,
    ) -> Option<Fields<'t>> {
        let value = self.take(key)?;
        as_fields(key, value, shape, "a block", faults)
    }

    /// The blocks `[[key]]`. A single `[key]` counts as one block, and is reported.
    pub(super) fn blocks(
        &mut self,
        key: &'static str,
        shape: &'static Table,
        expected: &'static str,
        faults: &mut Faults,
    ) -> Vec<Fields<'t>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let span = span_of(&value);
        match value.into_inner() {
            DeValue::Array(blocks) => blocks
                .into_iter()
                .filter_map(|block| as_fields(key, block, shape, expected, faults))
                .collect(),
            DeValue::Table(table) => {
                let found = "a single block";
                faults.add(span, FaultKind::WrongType { key: key.to_owned(), expected, found });
                vec![Fields::new(shape, span, table)]
            }
            other => {
                let found = type_name(&other);
                faults.add(span, FaultKind::WrongType { key: key.to_owned(), expected, found });
                Vec::new()
            }
        }
    }

    /// The keys and values of a table in which any key may be written.
    pub(super) fn names(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<Vec<(Text, toml::Spanned<DeValue<'t>>)>> {
        let entries = as_fields(key, self.take(key)?, self.shape, "a block", faults)?.entries;
        let names = entries.into_iter().map(|(key, value)| {
            let span = Span::from(key.span());
            if let Some((part, kind)) = invisible::worst(key.get_ref()) {
                faults.list.push(Fault { file: faults.file, span, within: Some(part), kind });
            }
            (Spanned { value: key.into_inner().into(), span }, value)
        });
        Some(names.collect())
    }

    /// Reports the keys left over: those that belong in an `elsewhere` table as misplaced, others as unknown.
    ///
    /// Returns the keys that were probably meant, so that they are not reported as missing too.
    pub(super) fn finish(self, elsewhere: &[&'static Table], faults: &mut Faults) -> Vec<&'static str> {
        let mut meant = Vec::new();
        for (key, _) in self.entries {
            let span = Span::from(key.span());
            let home =
                elsewhere.iter().find_map(|table| Some((table, table.key(key.get_ref().as_ref())?.name)));
            let key = key.into_inner().into_owned();
            if let Some((shape, known)) = home {
                meant.push(known);
                let (inside, belongs, header) = (self.shape.name, shape.name, self.header);
                faults.add(span, FaultKind::MisplacedKey { key, inside, belongs, header });
            } else {
                let table = self.shape;
                meant.extend(nearest(&key, table.names()));
                faults.add(span, FaultKind::UnknownKey { key, table });
            }
        }
        meant
    }

    /// Is the key there?
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.get_ref() == key)
    }

    fn take(&mut self, key: &str) -> Option<toml::Spanned<DeValue<'t>>> {
        let index = self.entries.iter().position(|(name, _)| name.get_ref() == key)?;
        Some(self.entries.swap_remove(index).1)
    }
}

/// Reports the required keys without a value in `values`.
pub(super) fn report_missing(
    (table, header): (&'static Table, Span),
    values: &[Value],
    known: (&[&'static str], usize),
    faults: &mut Faults,
) {
    let missing =
        || table.keys.iter().zip(values).filter(|(_, value)| value.is_nothing()).map(|(key, _)| key);
    for key in missing().filter(|key| key.required) {
        report_lacking(std::slice::from_ref(&key.name), (table, header), known, faults);
    }
    if let Some(keys) = &table.either
        && keys.iter().all(|name| missing().any(|key| key.name == *name))
    {
        report_lacking(keys, (table, header), known, faults);
    }
}

/// Reports that a table has none of `keys`, unless one was reported already: if it is among the `meant` keys, or a fault from
/// index `since` on is about its value.
pub(super) fn report_lacking(
    keys: &'static [&'static str],
    (table, header): (&'static Table, Span),
    (meant, since): (&[&'static str], usize),
    faults: &mut Faults,
) {
    let is_reported = |fault: &Fault| match &fault.kind {
        FaultKind::WrongType { key, .. } | FaultKind::UnknownValue { key, .. } => {
            keys.contains(&key.as_str())
        }
        FaultKind::InvalidDate { key, .. } => keys.contains(key),
        FaultKind::UnknownStatus(_) => keys.contains(&"status"),
        _ => false,
    };
    if !keys.iter().any(|key| meant.contains(key)) && !faults.list[since..].iter().any(is_reported) {
        faults.add(header, FaultKind::MissingField { keys, table: table.name });
    }
}

/// A value as a text.
pub(super) fn as_text(key: &str, value: toml::Spanned<DeValue>, faults: &mut Faults) -> Option<Text> {
    let span = span_of(&value);
    match value.into_inner() {
        DeValue::String(text) => {
            if let Some((part, kind)) = invisible::worst(&text) {
                let file = faults.file;
                faults.list.push(Fault { file, span, within: Some(part), kind });
            }
            Some(Spanned { value: text.into(), span })
        }
        other => {
            let found = type_name(&other);
            let expected = "a text between quotation marks";
            faults.add(span, FaultKind::WrongType { key: key.to_owned(), expected, found });
            None
        }
    }
}

/// A value as a list of texts.
pub(super) fn as_texts(key: &str, value: toml::Spanned<DeValue>, faults: &mut Faults) -> Vec<Text> {
    let span = span_of(&value);
    match value.into_inner() {
        DeValue::Array(items) => {
            // Collecting would keep the far larger allocation of the items.
            let mut texts = Vec::with_capacity(items.len());
            texts.extend(items.into_iter().filter_map(|item| as_text(key, item, faults)));
            texts
        }
        other => {
            let found = type_name(&other);
            let expected = "a list of texts, such as [\"one\", \"two\"]";
            faults.add(span, FaultKind::WrongType { key: key.to_owned(), expected, found });
            Vec::new()
        }
    }
}

/// A value as one of a few words.
pub(super) fn as_word<T: Worded>(
    key: &str,
    value: toml::Spanned<DeValue>,
    faults: &mut Faults,
) -> Option<Spanned<T>> {
    let Spanned { value: written, span } = as_text(key, value, faults)?;
    let found = T::WORDS.iter().find(|word| *word.name == *written);
    if let Some((former, value)) = T::FORMER.iter().find(|(former, _)| **former == *written) {
        faults.add(span, FaultKind::FormerWord { key: key.to_owned(), written: former, now: value.word() });
        return Some(Spanned { value: *value, span });
    }
    if found.is_none() {
        let known = T::WORDS.iter().map(|word| word.name).collect();
        faults.add(span, FaultKind::UnknownValue { key: key.to_owned(), value: written.into(), known });
    }
    found.map(|word| Spanned { value: word.value, span })
}

fn as_fields<'t>(
    key: &str,
    value: toml::Spanned<DeValue<'t>>,
    shape: &'static Table,
    expected: &'static str,
    faults: &mut Faults,
) -> Option<Fields<'t>> {
    let span = span_of(&value);
    match value.into_inner() {
        DeValue::Table(table) => Some(Fields::new(shape, span, table)),
        other => {
            let found = type_name(&other);
            faults.add(span, FaultKind::WrongType { key: key.to_owned(), expected, found });
            None
        }
    }
}

fn span_of<T>(value: &toml::Spanned<T>) -> Span {
    Span::from(value.span())
}

fn type_name(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a block",
    }
}
