//! What a record says, for whoever shows it: every key of it.

use super::words::{Field, Word, Words, listed};
use crate::model::key::{self, Keyed, Kind, Reason, Said, Sink, Value};
use crate::model::source::Source;
use crate::text::span::Text;
use serde::{Serialize, Serializer};

/// What a record says under a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Datum<'r> {
    /// Nothing.
    Nothing,
    /// A text, a word or an id.
    Text(&'r str),
    /// A day or an interval.
    Date(String),
    /// A list.
    Texts(Vec<&'r str>),
    /// A table.
    Table(Record<'r>),
    /// Records, each with a reason.
    Reasons(Vec<ShownReason<'r>>),
}

/// A record that another names, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownReason<'r> {
    source: &'r str,
    because: &'r str,
}

/// A record or a table of one: its keys in canonical order, blocks aside. Written for programs as an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'r>(Vec<(&'static str, Datum<'r>)>);

impl<'r> Record<'r> {
    fn get(&self, path: &str) -> Option<&Datum<'r>> {
        let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
        let (_, datum) = self.0.iter().find(|(key, _)| *key == name)?;
        match (datum, rest) {
            (Datum::Table(table), Some(rest)) => table.get(rest),
            (datum, None) => Some(datum),
            (_, Some(_)) => None,
        }
    }

    /// Does it say anything there, a table included?
    pub fn has(&self, path: &str) -> bool {
        self.get(path).is_some_and(|datum| *datum != Datum::Nothing)
    }

    /// The words of a text, if there are some.
    pub fn text(&self, path: &str) -> Option<&'r str> {
        match self.get(path) {
            Some(Datum::Text(text)) => Some(text.trim()).filter(|words| !words.is_empty()),
            _ => None,
        }
    }

    /// The day, or the days, of a date: `2015-10-05 to 2015-10-09`.
    pub fn days(&self, path: &str) -> Option<String> {
        match self.get(path) {
            Some(Datum::Date(date)) => Some(date.replace('/', " to ")),
            _ => None,
        }
    }

    /// The texts of a list.
    pub fn texts(&self, path: &str) -> &[&'r str] {
        match self.get(path) {
            Some(Datum::Texts(texts)) => texts,
            _ => &[],
        }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, datum)| (key, datum)))
    }
}

/// All that a record says. Where one of a few words is not written, the one that holds.
pub fn record(record: &dyn Keyed) -> Record<'_> {
    let keys = record.table().keys.iter().zip(record.values());
    let data = keys.filter_map(|(key, value)| {
        let datum = match (key.kind, value) {
            (_, Value::Blocks) => return None,
            (_, Value::Reasons(reasons)) => Datum::Reasons(reasons.iter().map(shown_reason).collect()),
            (Kind::Word(_, Some(default)), Value::Nothing) => Datum::Text(default),
            (Kind::Texts | Kind::Ids | Kind::SomeTexts | Kind::OneOrMore, Value::Nothing) => {
                Datum::Texts(Vec::new())
            }
            (_, Value::Nothing) => Datum::Nothing,
            (_, Value::Text(text)) => Datum::Text(text),
            (_, Value::Word(word)) => Datum::Text(word),
            (_, Value::Date(date)) => Datum::Date(date.to_string()),
            (_, Value::Texts(texts)) => Datum::Texts(texts.iter().map(|text| &*text.value).collect()),
            (_, Value::Table(table)) => Datum::Table(self::record(table)),
        };
        Some((key.name, datum))
    });
    Record(data.collect())
}

fn shown_reason(reason: &Reason) -> ShownReason<'_> {
    fn words(text: Option<&Text>) -> &str {
        text.map_or("", |text| &*text.value)
    }
    ShownReason { source: words(reason.source.as_ref()), because: words(reason.because.as_ref()) }
}

/// The field of a key; `None` if the record says nothing there.
pub fn field(record: &dyn Keyed, path: &str) -> Option<Field> {
    let said = key::said(record).into_iter().find(|said| said.path() == path)?;
    let words = words(&said);
    (!words.is_empty()).then(|| Field::new(said.key.name, said.key.heading.to_lowercase(), words))
}

/// The fields of every key but those that are shown `apart`, and those that are not to be shown.
pub fn other_fields<'r>(record: &'r dyn Keyed, apart: &'r [&'r str]) -> impl Iterator<Item = Field> + 'r {
    let is_shown = |said: &Said| said.key.hidden.iter().all(|(sink, _)| *sink != Sink::Show);
    key::said(record)
        .into_iter()
        .filter(move |said| is_shown(said) && !apart.contains(&&*said.path()))
        .filter_map(|said| {
            let words = words(&said);
            (!words.is_empty()).then(|| Field::new(said.key.name, said.key.heading.to_lowercase(), words))
        })
}

fn words(said: &Said) -> Words {
    match said.value {
        Value::Nothing | Value::Table(_) | Value::Blocks => Vec::new(),
        Value::Text(text) => vec![Word::theirs(text)],
        Value::Texts(texts) => listed(texts.iter().map(|text| &*text.value)),
        Value::Reasons(_) => vec![Word::theirs(said.value.line())],
        Value::Date(date) => vec![Word::own(date.to_string())],
        Value::Word(word) => vec![Word::own(word)],
    }
}

/// What the record of a source says beside its title, whether it was retracted, and what it derives from, in the order in which it is
/// shown.
pub fn source_fields(source: &Source) -> Vec<Field> {
    const APART: [&str; 6] = [
        "title",
        "date_inferred_from",
        "derives_from",
        "may_derive_from",
        "retracted.on",
        "retracted.because",
    ];
    let said = key::said(source);
    let shown = said.iter().filter(|said| !APART.contains(&&*said.path())).filter_map(|said| {
        let mut words = words(said);
        if let ("published", Some(from)) = (said.key.name, &source.date_inferred_from) {
            words.extend([Word::own(" (inferred: "), Word::theirs(&*from.value), Word::own(")")]);
        }
        (!words.is_empty()).then(|| Field::new(said.key.name, said.key.heading, words))
    });
    shown.collect()
}

/// The document that a record describes: title, publisher, authors, date; and that it was retracted.
pub fn document(source: &Source) -> Words {
    let mut words =
        listed(source.title.iter().chain(&source.publisher).chain(&source.authors).map(|text| &*text.value));
    let add = |words: &mut Words, more: String| {
        if !words.is_empty() {
            words.push(Word::own(", "));
        }
        words.push(Word::own(more));
    };
    if let Some(published) = &source.published {
        let inferred = if source.date_inferred_from.is_some() { " (inferred)" } else { "" };
        add(&mut words, format!("{}{inferred}", published.value));
    }
    if let Some(retracted) = &source.retracted {
        let on = retracted.on.as_ref().map_or_else(String::new, |on| format!(" on {}", on.value));
        add(&mut words, format!("retracted{on}"));
        if let Some(because) = &retracted.because {
            words.extend([Word::own(" because: "), Word::theirs(&*because.value)]);
        }
    }
    words
}
