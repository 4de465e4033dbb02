//! A story: a draft or a printed text of ours, and the claims that its passages state.

use super::claim::{Claim, Text};
use super::date::Period;
use super::key::{self, Key, Keyed, Kind as Of, Table, Value};
use super::source::TEXT;
use crate::model::source::TextRecord;
use crate::text::span::{FileId, Span, Spanned};
use chrono::NaiveDate;

/// One text of ours, as its record describes it.
#[derive(Debug, Clone)]
pub struct Story {
    /// The file stem.
    pub id: Box<str>,
    /// The record's file.
    pub file: FileId,
    /// Could all of the record be read?
    pub sound: bool,
    /// Its title.
    pub title: Option<Text>,
    /// When it was published; a draft has no such day.
    pub published: Option<Spanned<Period>>,
    /// Where it can be read.
    pub url: Option<Text>,
    /// Its language.
    pub language: Option<Text>,
    /// Only if its text is pinned.
    pub text: Option<TextRecord>,
    /// What it states, in the order of the record.
    pub passages: Vec<Passage>,
    /// What was put right after it was published.
    pub corrections: Vec<Correction>,
}

/// Words of the story that state something: a claim, or what needs none of its own.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its place in the record.
    pub header: Span,
    /// The story's own words.
    pub words: Option<Text>,
    /// The claim that they state.
    pub claim: Option<Text>,
    /// Why they need no claim.
    pub because: Option<Text>,
}

/// A correction that was printed.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Its place in the record.
    pub header: Span,
    /// The day.
    pub on: Option<Spanned<Period>>,
    /// The claim that was printed wrongly.
    pub claim: Option<Text>,
    /// What was wrong, as it was printed.
    pub because: Option<Text>,
    /// Where it can be read.
    pub url: Option<Text>,
}

/// The record of a story.
pub const STORY: Table = Table {
    name: "the story record",
    about: "A draft or a published text of ours. The file's name is its id, and its text lies beside it.",
    keys: &KEYS,
    either: None,
};

const KEYS: [Key; 7] = [
    Key::new("title", "Title", Of::Words, "The story's title.").required(),
    Key::new("published", "Published", Of::Date, "The day of publication. Leave it out for a draft."),
    Key::new("url", "Address", Of::Text, "The web address of the story."),
    Key::new("language", "Language", Of::Text, "The language of the story.").such_as(&["en"]),
    Key::new("text", "Text", Of::Table(&TEXT), "The hash of the story's text, once it is published."),
    Key::new(
        "passage",
        "Passages",
        Of::Blocks(&PASSAGE),
        "What the story states, and the claims that it rests on.",
    ),
    Key::new("correction", "Corrections", Of::Blocks(&CORRECTION), "What was put right after publication."),
];

/// A block `[[passage]]`.
pub const PASSAGE: Table = Table {
    name: "a [[passage]] block",
    about: "Words of the story that state something. It needs a `claim`, or says `because` why it needs none.",
    keys: &PASSAGE_KEYS,
    either: Some(["claim", "because"]),
};

const PASSAGE_KEYS: [Key; 3] = [
    Key::new("words", "Words", Of::Words, "The story's own words, such as a sentence or a part of one.")
        .required(),
    Key::new(
        "claim",
        "Claim",
        Of::Id,
        "The id of the claim that the words state. Required unless there is a `because`.",
    ),
    Key::new(
        "because",
        "Because",
        Of::Words,
        "Why the words need no claim, such as a reference work. Required unless there is a `claim`.",
    ),
];

/// A block `[[correction]]`.
pub const CORRECTION: Table = Table {
    name: "a [[correction]] block",
    about: "A correction that was printed after publication.",
    keys: &CORRECTION_KEYS,
    either: None,
};

const CORRECTION_KEYS: [Key; 4] = [
    Key::new("on", "Corrected on", Of::Date, "The day of the correction.").required(),
    Key::new("claim", "Claim", Of::Id, "The id of the claim that was printed wrongly.").required(),
    Key::new("because", "Because", Of::Words, "What was wrong, as readers were told.").required(),
    Key::new("url", "Correction", Of::Text, "The web address of the correction."),
];

impl Story {
    /// Does a passage of it state the claim of that id?
    pub fn states(&self, claim: &str) -> bool {
        self.passages.iter().any(|passage| passage.claim.as_ref().is_some_and(|id| *id.value == *claim))
    }

    /// Was the claim, under whichever id, corrected on that day or later?
    pub fn is_corrected(&self, claim: &Claim, since: Option<NaiveDate>) -> bool {
        self.corrections.iter().any(|correction| {
            let is_it = correction.claim.as_ref().is_some_and(|id| claim.was_called(&id.value));
            let on = correction.on.as_ref().map(|on| on.value.last);
            is_it && on.is_some_and(|on| since.is_none_or(|since| since <= on))
        })
    }

    /// Has it the same passages and corrections as another?
    pub fn says_as(&self, other: &Self) -> bool {
        self.passages.len() == other.passages.len()
            && self.corrections.len() == other.corrections.len()
            && self.passages.iter().all(|passage| other.has_passage(passage))
            && self.corrections.iter().all(|correction| other.has_correction(correction))
    }

    /// Has it a passage that says the same?
    pub fn has_passage(&self, passage: &Passage) -> bool {
        self.passages.iter().any(|own| own.said() == passage.said())
    }

    /// Has it a correction that says the same?
    pub fn has_correction(&self, correction: &Correction) -> bool {
        self.corrections.iter().any(|own| own.said() == correction.said())
    }

    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; KEYS.len()] {
        // Without `..`, so that a new field cannot be forgotten here.
        let Self { id: _, file: _, sound: _, title, published, url, language, text, passages, corrections } =
            self;
        let blocks = |is_empty: bool| if is_empty { Value::Nothing } else { Value::Blocks };
        [
            key::text(title.as_ref()),
            key::date(published.as_ref()),
            key::text(url.as_ref()),
            key::text(language.as_ref()),
            key::table(text.as_ref()),
            blocks(passages.is_empty()),
            blocks(corrections.is_empty()),
        ]
    }
}

impl Keyed for Story {
    fn table(&self) -> &'static Table {
        &STORY
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}

impl Passage {
    /// What it says, wherever it stands in a file.
    fn said(&self) -> [Option<&str>; 3] {
        [&self.words, &self.claim, &self.because].map(|text| text.as_ref().map(|text| &*text.value))
    }

    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; PASSAGE_KEYS.len()] {
        let Self { header: _, words, claim, because } = self;
        [words, claim, because].map(|text| key::text(text.as_ref()))
    }
}

impl Keyed for Passage {
    fn table(&self) -> &'static Table {
        &PASSAGE
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}

impl Correction {
    /// What it says, wherever it stands in a file.
    fn said(&self) -> (Option<Period>, [Option<&str>; 3]) {
        let texts =
            [&self.claim, &self.because, &self.url].map(|text| text.as_ref().map(|text| &*text.value));
        (self.on.as_ref().map(|on| on.value), texts)
    }

    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; CORRECTION_KEYS.len()] {
        let Self { header: _, on, claim, because, url } = self;
        [
            key::date(on.as_ref()),
            key::text(claim.as_ref()),
            key::text(because.as_ref()),
            key::text(url.as_ref()),
        ]
    }
}

impl Keyed for Correction {
    fn table(&self) -> &'static Table {
        &CORRECTION
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}
