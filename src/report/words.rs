//! Sentences and fields in which some words are ours and some come out of files. Every sink escapes the latter.

use crate::model::state::State;
use crate::model::status::{Shade, Status};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::Display;

/// Some words of ours and some that come out of files.
pub type Words = Vec<Word>;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Ours.
    Own(Cow<'static, str>),
    /// Out of a file: an id, a path, a name.
    Theirs(String),
}

/// What is known of something, beside a label.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key of the record, or a name for what was computed.
    pub(crate) name: &'static str,
    pub(crate) label: Cow<'static, str>,
    pub(crate) words: Words,
    pub(crate) tone: Tone,
}

/// The state of a claim: its status, or why it has none. Ordered: the weakest is least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub(super) rank: State,
    /// The word for it.
    pub name: &'static str,
    /// How it is to be taken.
    pub tone: Tone,
}

/// How something is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// All has been shown.
    Good,
    /// Something has been shown.
    Middle,
    /// Nothing has been shown.
    Weak,
    /// Something is wrong.
    Bad,
}

impl Word {
    /// Words of ours.
    pub fn own(words: impl Into<Cow<'static, str>>) -> Self {
        Word::Own(words.into())
    }

    /// Words out of a file.
    pub fn theirs(words: impl Into<String>) -> Self {
        Word::Theirs(words.into())
    }
}

impl Mark {
    /// Every state that a claim can come to, the weakest first.
    pub fn states() -> impl DoubleEndedIterator<Item = Mark> {
        State::all().map(Mark::from).collect::<Vec<_>>().into_iter()
    }

    /// Every status, the weakest first.
    pub fn statuses() -> impl DoubleEndedIterator<Item = Mark> + Clone {
        Status::all().map(Mark::from).collect::<Vec<_>>().into_iter()
    }
}

impl From<State> for Mark {
    fn from(state: State) -> Self {
        let tone = match state {
            State::Standing(status) => match status.shade() {
                Shade::Full => Tone::Good,
                Shade::Middle => Tone::Middle,
                Shade::Light => Tone::Weak,
            },
            State::Absent | State::Unreadable | State::Withdrawn => Tone::Bad,
        };
        Self { rank: state, name: state.name(), tone }
    }
}

impl From<Status> for Mark {
    fn from(status: Status) -> Self {
        State::Standing(status).into()
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl Field {
    /// A field that is to be taken as it is.
    pub fn new(name: &'static str, label: impl Into<Cow<'static, str>>, words: Words) -> Self {
        Self { name, label: label.into(), words, tone: Tone::Plain }
    }
}

/// A share of the whole in percent; neither nothing nor all of it, unless it is.
pub fn percent(share: f64) -> String {
    let percent = format!("{:.0} %", share * 100.0);
    match &*percent {
        "0 %" if share > 0.0 => "under 1 %".to_owned(),
        "100 %" if share < 1.0 => "over 99 %".to_owned(),
        _ => percent,
    }
}

/// `1 origin`, `2 origins`, `2 witnesses`
pub fn counted(count: usize, what: &str) -> String {
    let end = if what.ends_with('s') { "es" } else { "s" };
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}{end}") }
}

/// Serializes what can be shown as a text.
pub(super) fn displayed<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// The words with those out of files as `say` writes them.
pub fn said(words: &[Word], say: impl Fn(&str) -> String) -> String {
    let words = words.iter().map(|word| match word {
        Word::Own(words) => words.to_string(),
        Word::Theirs(words) => say(words),
    });
    words.collect()
}

/// Words out of files, with commas between.
pub fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> Words {
    let mut all = Vec::new();
    for word in words {
        if !all.is_empty() {
            all.push(Word::own(", "));
        }
        all.push(Word::theirs(word));
    }
    all
}
