//! What a record may say: the vocabulary of the lists of keys.
//!
//! Each list stands beside the struct that it describes ([`super::claim`], [`super::source`], [`super::policy`]), and
//! whatever reads, compares, shows, exports or describes a record walks it.

use super::date::Period;
use crate::text::span::{Spanned, Text};

/// A table of a record: the top of a file, `[checked]`, a block `[[evidence]]`.
#[derive(Debug)]
pub struct Table {
    /// In words, as in "the claim has no status".
    pub name: &'static str,
    /// What it says.
    pub about: &'static str,
    /// In canonical order.
    pub keys: &'static [Key],
    /// Of two keys one is needed, the second only if it is a list that is not empty.
    pub either: Option<[&'static str; 2]>,
}

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// How people see it named.
    pub heading: &'static str,
    /// What it says, in a sentence.
    pub about: &'static str,
    /// What may be written.
    pub kind: Kind,
    /// Must it be there?
    pub required: bool,
    /// Does what it says decide what a status has earned?
    pub bears: bool,
    /// Such as.
    pub examples: &'static [&'static str],
    /// Why it is not shown or not exported, where it is not.
    pub hidden: &'static [(Sink, &'static str)],
}

/// Where what a key says can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sink {
    /// `diff`, and what it says of a change.
    Diff,
    /// `show` and the dashboard.
    Show,
    /// Tables for spreadsheets and programs.
    Export,
}

/// What may be written under a key.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A text.
    Text,
    /// A text with at least one letter or digit.
    Words,
    /// The id of a record.
    Id,
    /// The SHA-256 of a text, in hexadecimal.
    Sha256,
    /// A list of texts.
    Texts,
    /// A list of at least one text.
    SomeTexts,
    /// A text, or a list of texts.
    OneOrMore,
    /// A list of ids.
    Ids,
    /// A day, month, year or interval.
    Date,
    /// A status.
    Status,
    /// A list of statuses.
    Statuses,
    /// One of a few words, and which holds where none is written.
    Word(fn() -> Vec<(&'static str, &'static str)>, Option<&'static str>),
    /// A whole number that is not negative, and which holds where none is written.
    Number(Option<u32>),
    /// A table.
    Table(&'static Table),
    /// Blocks, each a table.
    Blocks(&'static Table),
    /// A list of tables, each with the id of a record and a reason.
    Reasons(&'static Table),
    /// A table in which every key is a name, and every value its other spellings.
    Names,
    /// A table of levels, each key a rule.
    Levels,
}

/// What a record says under a key.
#[derive(Debug, Clone, Copy)]
pub enum Value<'r> {
    /// Nothing.
    Nothing,
    /// A text.
    Text(&'r str),
    /// A list of texts.
    Texts(&'r [Text]),
    /// A date.
    Date(Period),
    /// One of a few words.
    Word(&'static str),
    /// A table that is there.
    Table(&'r dyn Keyed),
    /// Blocks, which are compared and shown one by one.
    Blocks,
    /// A list of records, each with a reason.
    Reasons(&'r [Reason]),
}

/// A record, and the reason why it is named.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The id of the record.
    pub source: Option<Text>,
    /// Why. Without a reason it says nothing.
    pub because: Option<Text>,
}

/// A table that was read.
pub trait Keyed: std::fmt::Debug + Sync {
    /// Its keys.
    fn table(&self) -> &'static Table;
    /// What it says under each of them, in the same order.
    fn values(&self) -> Vec<Value<'_>>;
}

/// A word of a closed list.
#[derive(Debug)]
pub struct Word<T: 'static> {
    /// As it is written.
    pub name: &'static str,
    /// What is meant.
    pub value: T,
    /// The same for people.
    pub meaning: &'static str,
}

/// Something that is written as one of a few words.
pub trait Worded: Copy + PartialEq + 'static {
    /// All of them.
    const WORDS: &'static [Word<Self>];
    /// Words of earlier versions, and what is written for them now.
    const FORMER: &'static [(&'static str, Self)] = &[];

    /// The word for it.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|word| word.value == self).map_or("", |word| word.name)
    }

    /// What it means.
    fn meaning(self) -> &'static str {
        Self::WORDS.iter().find(|word| word.value == self).map_or("", |word| word.meaning)
    }
}

/// All words of a list, each with its meaning.
pub fn meanings<T: Worded>() -> Vec<(&'static str, &'static str)> {
    T::WORDS.iter().map(|word| (word.name, word.meaning)).collect()
}

impl Key {
    /// A key that need not be there.
    pub const fn new(name: &'static str, heading: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, heading, about, kind, required: false, bears: false, examples: &[], hidden: &[] }
    }

    /// The same key, and it must be there.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same key, and what it says decides what a status has earned.
    #[must_use]
    pub const fn bearing(self) -> Self {
        Self { bears: true, ..self }
    }

    /// The same key, with examples.
    #[must_use]
    pub const fn such_as(self, examples: &'static [&'static str]) -> Self {
        Self { examples, ..self }
    }

    /// The same key, with the reasons why it cannot be seen everywhere.
    #[must_use]
    pub const fn hidden(self, hidden: &'static [(Sink, &'static str)]) -> Self {
        Self { hidden, ..self }
    }
}

impl Table {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of its keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|key| key.name)
    }
}

impl Reason {
    /// `mirror-2020 (both quote the same press release)`
    pub fn line(&self) -> String {
        let of = |text: &Option<Text>| {
            let words = text.as_ref().map_or("", |text| &*text.value).split_whitespace();
            words.collect::<Vec<_>>().join(" ")
        };
        format!("{} ({})", of(&self.source), of(&self.because))
    }
}

impl Value<'_> {
    /// Does the record say nothing here?
    pub fn is_nothing(&self) -> bool {
        match self {
            Value::Nothing => true,
            Value::Texts(texts) => texts.is_empty(),
            Value::Reasons(reasons) => reasons.is_empty(),
            _ => false,
        }
    }

    /// As one line of text: lists with commas, dates as they are written.
    pub fn line(&self) -> String {
        match self {
            Value::Nothing | Value::Blocks | Value::Table(_) => String::new(),
            Value::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Value::Texts(texts) => texts.iter().map(|text| &*text.value).collect::<Vec<_>>().join(", "),
            Value::Reasons(reasons) => {
                let mut lines: Vec<_> = reasons.iter().map(Reason::line).collect();
                // Their order says nothing.
                lines.sort_unstable();
                lines.join(", ")
            }
            Value::Date(period) => period.to_string(),
            Value::Word(word) => (*word).to_owned(),
        }
    }
}

/// A key of a record, inside its table if it is in one, and what the record says there.
#[derive(Debug, Clone, Copy)]
pub struct Said<'r> {
    /// The key of the top of the file that holds the table; `None` for one of the top itself.
    pub table: Option<&'static Key>,
    /// The key.
    pub key: &'static Key,
    /// What it says.
    pub value: Value<'r>,
}

impl Said<'_> {
    /// `claimant`, `checked.by`
    pub fn path(&self) -> String {
        path(self.table, self.key)
    }
}

/// `claimant`, `checked.by`
pub fn path(table: Option<&Key>, key: &Key) -> String {
    table.map_or_else(|| key.name.to_owned(), |table| format!("{}.{}", table.name, key.name))
}

/// Every key of a record and of its tables, blocks aside, in canonical order, and what the record says there.
pub fn said(record: &dyn Keyed) -> Vec<Said<'_>> {
    let mut all = Vec::new();
    for (key, value) in record.table().keys.iter().zip(record.values()) {
        match (key.kind, value) {
            (Kind::Blocks(_), _) => {}
            (Kind::Table(table), value) => {
                let values = match value {
                    Value::Table(inner) => inner.values(),
                    _ => vec![Value::Nothing; table.keys.len()],
                };
                let inner = table.keys.iter().zip(values);
                all.extend(inner.map(|(inner, value)| Said { table: Some(key), key: inner, value }));
            }
            (_, value) => all.push(Said { table: None, key, value }),
        }
    }
    all
}

/// Every path of a table and of those in it, blocks aside, in canonical order.
pub fn paths(table: &'static Table) -> Vec<(Option<&'static Key>, &'static Key)> {
    let mut all = Vec::new();
    for key in table.keys {
        match key.kind {
            Kind::Blocks(_) => {}
            Kind::Table(inner) => all.extend(inner.keys.iter().map(|inner| (Some(key), inner))),
            _ => all.push((None, key)),
        }
    }
    all
}

/// What a text says; nothing if it is not there.
pub(crate) fn text(text: Option<&Text>) -> Value<'_> {
    text.map_or(Value::Nothing, |text| Value::Text(&text.value))
}

/// What a date says.
pub(super) fn date(date: Option<&Spanned<Period>>) -> Value<'static> {
    date.map_or(Value::Nothing, |date| Value::Date(date.value))
}

/// What a word says, or `None` where none is written.
pub(super) fn word<T: Worded>(written: Option<&Spanned<T>>) -> Value<'static> {
    written.map_or(Value::Nothing, |word| Value::Word(word.value.word()))
}

/// What a table says.
pub(super) fn table<T: Keyed>(table: Option<&T>) -> Value<'_> {
    table.map_or(Value::Nothing, |table| Value::Table(table))
}
