//! A claim: one checkable statement that somebody made, with our status for it.

use super::date::Period;
use super::key::{self, Key, Keyed, Kind, Sink, Table, Value, Word, Worded};
use super::status::Status;
pub use crate::text::span::Text;
use crate::text::span::{FileId, Span, Spanned};

/// One claim, as its file means it.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The file stem.
    pub id: Box<str>,
    /// The file it was read from.
    pub file: FileId,
    /// Could all of the file be read? What a broken file seems to say is not judged.
    pub sound: bool,
    /// One sentence in our own words.
    pub statement: Option<Text>,
    /// How well it is evidenced.
    pub status: Option<Spanned<Status>>,
    /// What the status is about, if it says; see [`Claim::judges`].
    pub judges: Option<Spanned<Judges>>,
    /// Who makes the claim: names, or source ids. Of an act of several, every one is the actor.
    pub claimant: Vec<Text>,
    /// When it was made.
    pub claimed_on: Option<Spanned<Period>>,
    /// What `claimed_on` was inferred from, if nothing states the date.
    pub date_inferred_from: Option<Text>,
    /// What it is about.
    pub topics: Vec<Text>,
    /// Whom it is about.
    pub subjects: Vec<Text>,
    /// Why this status.
    pub rationale: Option<Text>,
    /// When the statement is meant to hold.
    pub as_of: Option<Spanned<Period>>,
    /// When a forecast becomes checkable.
    pub due: Option<Spanned<Period>>,
    /// Claims that cannot hold together with this one; one side suffices.
    pub conflicts_with: Vec<Text>,
    /// Sources that would settle the claim and that nobody here has read.
    pub wanted: Vec<Text>,
    /// Of a claim about words that were said: the claim that says what was said.
    pub content: Option<Text>,
    /// Ids that this claim had before.
    pub formerly: Vec<Text>,
    /// Given up instead of deleted. Boxed, because it is rare.
    pub withdrawn: Option<Box<Withdrawal>>,
    /// The links to sources.
    pub evidence: Vec<Evidence>,
    /// Who checked it, and when.
    pub checked: Option<Check>,
}

/// What a status is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Judges {
    /// What the statement says is true.
    #[default]
    Fact,
    /// That these words were said.
    Saying,
    /// What the claimant did by words or by a document: announced, decided, ordered, signed, sued, published.
    Act,
}

impl Worded for Judges {
    const WORDS: &'static [Word<Self>] = &[
        Word { name: "fact", value: Judges::Fact, meaning: "that the statement is true" },
        Word {
            name: "saying",
            value: Judges::Saying,
            meaning: "that the words were said, not that they are true",
        },
        Word {
            name: "act",
            value: Judges::Act,
            meaning: "that the claimant did something by words or by a document: announced, decided, ordered, signed, sued, published",
        },
    ];
}

/// One link from a claim to a source.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Where the block is written: its header.
    pub header: Span,
    /// The id of the source quoted.
    pub source: Option<Text>,
    /// Words from that source's text.
    pub quote: Option<Text>,
    /// What the quote does to the claim, if it says; see [`Evidence::stance`].
    pub stance: Option<Spanned<Stance>>,
    /// The id of the source that had the information first: the source quoted, for what it knows by itself.
    pub origin: Option<Text>,
    /// The sources that carried the information from the origin to the source quoted, nearest to the latter first.
    pub through: Vec<Text>,
    /// How the origin knows: what it itself makes or registers, or that it was there, measured it, examined the document.
    pub knows: Option<Text>,
    /// Words near the quote that put an origin that was not seen on the record.
    pub on_record: Option<Text>,
    /// Which part of the statement the quote is about.
    pub part: Option<Text>,
    /// Where in the source. Boxed, because it is rare.
    pub location: Option<Box<Location>>,
    /// What helps readers, if anything does.
    pub gloss: Option<Box<Gloss>>,
}

/// Which passage of a source is meant, if the quote appears more than once.
/// `prefix` and `suffix` are those of the W3C's `TextQuoteSelector` (Web Annotation Data Model, 4.2.4).
#[derive(Debug, Clone)]
pub struct Location {
    /// Page, paragraph.
    pub at: Option<Text>,
    /// The words directly before the quote.
    pub prefix: Option<Text>,
    /// The words directly after the quote.
    pub suffix: Option<Text>,
}

/// What helps readers to understand a quote.
#[derive(Debug, Clone)]
pub struct Gloss {
    /// Ours, into the language of the claims.
    pub translation: Option<Text>,
    /// Anything else.
    pub note: Option<Text>,
}

/// What a quote does to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stance {
    /// Speaks for it.
    #[default]
    Supports,
    /// Says the contrary.
    Disputes,
    /// Speaks for it, by a party, against its own interest.
    Admits,
    /// Says the contrary, by a party.
    Denies,
    /// Neither; helps to understand it.
    Context,
}

impl Worded for Stance {
    const WORDS: &'static [Word<Self>] = &[
        Word { name: "supports", value: Stance::Supports, meaning: "supports the claim" },
        Word { name: "disputes", value: Stance::Disputes, meaning: "contradicts the claim" },
        Word {
            name: "admits",
            value: Stance::Admits,
            meaning: "somebody the claim is about concedes it, against their own interest",
        },
        Word { name: "denies", value: Stance::Denies, meaning: "somebody the claim is about contradicts it" },
        Word {
            name: "context",
            value: Stance::Context,
            meaning: "neither supports nor disputes the claim, but helps readers to understand it",
        },
    ];
}

/// Who checked a claim, and when.
#[derive(Debug, Clone)]
pub struct Check {
    /// The checker.
    pub by: Option<Text>,
    /// The day.
    pub on: Option<Spanned<Period>>,
    /// When the next check is due.
    pub review_due: Option<Spanned<Period>>,
}

/// A claim given up.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    /// The day.
    pub on: Option<Spanned<Period>>,
    /// The reason.
    pub because: Option<Text>,
}

/// A claim.
pub const CLAIM: Table = Table { name: "the claim", about: ABOUT, keys: &KEYS, either: None };

const ABOUT: &str = "One checkable statement that somebody made, with our status for it. One claim a file; the file's name is its id.";

const KEYS: [Key; 18] = [
    Key::new(
        "statement",
        "Statement",
        Kind::Words,
        "What is claimed: one sentence that can be checked, in our own words, with a date in it.",
    )
    .required()
    .such_as(&["Country A delivered 40 patrol boats to Country B in 2019."]),
    Key::new(
        "status",
        "Status",
        Kind::Status,
        "How well the evidence supports the claim. It does not say whether the claim is true.",
    )
    .required(),
    Key::new(
        "judges",
        "The status is about",
        Kind::Word(key::meanings::<Judges>, Some("fact")),
        "What the evidence has to show.",
    )
    .bearing(),
    Key::new(
        "claimant",
        "Claimant",
        Kind::OneOrMore,
        "Who made the claim: a name, or the id of a source; a list, if several acted together.",
    )
    .bearing(),
    Key::new("claimed_on", "Claimed on", Kind::Date, "When the claim was made."),
    Key::new(
        "date_inferred_from",
        "Date inferred from",
        Kind::Text,
        "How the date in `claimed_on` was worked out, if no document gives it.",
    ),
    Key::new(
        "topics",
        "Topics",
        Kind::Texts,
        "What the claim is about. The project's settings file, `grounds.toml`, may list the topics to choose from.",
    ),
    Key::new("subjects", "Subjects", Kind::Texts, "The people and organisations that the claim is about.")
        .bearing(),
    Key::new("as_of", "As of", Kind::Date, "The date to which the statement applies."),
    Key::new(
        "due",
        "Due",
        Kind::Date,
        "When a forecast can be checked. Before that day nothing supports it.",
    )
    .bearing(),
    Key::new(
        "rationale",
        "Rationale",
        Kind::Text,
        "The reason for the status, in a sentence or two that a reader can check. Required unless the status is unsubstantiated.",
    ),
    Key::new(
        "conflicts_with",
        "Conflicts with",
        Kind::Ids,
        "Ids of claims that cannot be true if this one is. Enter the conflict in only one of the two claims.",
    )
    .bearing(),
    Key::new(
        "wanted",
        "Wanted",
        Kind::Ids,
        "Ids of sources that would settle the claim and that nobody here has read. Origins that were not seen are wanted without being named.",
    ),
    Key::new(
        "content",
        "Content",
        Kind::Id,
        "For a claim about words that were said: the id of the claim that says what was said.",
    ),
    Key::new("formerly", "Formerly", Kind::Ids, "This claim's earlier ids."),
    Key::new(
        "withdrawn",
        "Withdrawn",
        Kind::Table(&WITHDRAWN),
        "When and why the claim was withdrawn. The file is not deleted.",
    ),
    Key::new(
        "evidence",
        "Evidence",
        Kind::Blocks(&EVIDENCE),
        "A quote from a source. Each quote has a block of its own.",
    ),
    Key::new(
        "checked",
        "Checked",
        Kind::Table(&CHECKED),
        "Who checked the claim last, when, and when the next check is due.",
    ),
];

/// A block of evidence.
pub const EVIDENCE: Table = Table {
    name: "an evidence block",
    about: "A quote from a source, and how it bears on the claim.",
    keys: &EVIDENCE_KEYS,
    either: None,
};

const EVIDENCE_KEYS: [Key; 13] = [
    Key::new(
        "source",
        "Source",
        Kind::Id,
        "The id of the quoted source: the name of its record without .toml.",
    )
    .required()
    .bearing()
    .such_as(&["gazette-2020-02-11"]),
    Key::new(
        "quote",
        "Quote",
        Kind::Words,
        "Words copied exactly from the source's text. Put [...] where you leave words out.",
    )
    .required()
    .bearing()
    .such_as(&["forty boats left the yard before the winter"]),
    Key::new(
        "stance",
        "Stance",
        Kind::Word(key::meanings::<Stance>, Some("supports")),
        "How the quote bears on the claim.",
    )
    .bearing(),
    Key::new(
        "origin",
        "Origin",
        Kind::Id,
        "The id of the source that had the information first; the quoted source's own id for what it knows by itself.",
    )
    .bearing(),
    Key::new(
        "through",
        "Through",
        Kind::Ids,
        "Ids of the sources that carried the information from the origin to the quoted source, nearest to the quoted source first.",
    )
    .bearing(),
    Key::new(
        "knows",
        "Knows",
        Kind::Words,
        "How the origin knows: what it itself makes or registers, or that it was there, measured it, or examined the document.",
    )
    .bearing()
    .such_as(&["the ministry keeps the register of deliveries", "its reporter stood on the quay"]),
    Key::new(
        "on_record",
        "On the record",
        Kind::Words,
        "Four words or more, within 100 words of the quote, that put an origin you have not seen on the record: a day, an occasion, a title or authority with a year, or words in quotation marks.",
    )
    .bearing(),
    Key::new(
        "part",
        "Part",
        Kind::Text,
        "The part of the statement that the quote is about, if not all of it. If the source does not say which part, write \"not said which\".",
    )
    .bearing(),
    Key::new("at", "At", Kind::Text, "Where the quote is in the source, such as the page or paragraph."),
    Key::new(
        "prefix",
        "Prefix",
        Kind::Text,
        "The words directly before the quote, if the quote occurs more than once.",
    )
    .hidden(&[(Sink::Show, "the passage itself is shown")]),
    Key::new(
        "suffix",
        "Suffix",
        Kind::Text,
        "The words directly after the quote, if the quote occurs more than once.",
    )
    .hidden(&[(Sink::Show, "the passage itself is shown")]),
    Key::new("translation", "Translation", Kind::Text, "Our translation of the quote."),
    Key::new("note", "Note", Kind::Text, "Anything else that helps a reader."),
];

/// The table `[checked]`.
pub const CHECKED: Table = Table {
    name: "the [checked] block",
    about: "Who checked the claim last, when, and when the next check is due.",
    keys: &CHECKED_KEYS,
    either: None,
};

const CHECKED_KEYS: [Key; 3] = [
    Key::new("by", "Checked by", Kind::Words, "Who checked it.").required().such_as(&["E. Marsh"]),
    Key::new("on", "Checked on", Kind::Date, "The day of the check.").required(),
    Key::new(
        "review_due",
        "Review due",
        Kind::Date,
        "When the next check is due. If it is missing, the interval under `[review]` in `grounds.toml` applies.",
    ),
];

/// The table `[withdrawn]`.
pub const WITHDRAWN: Table = Table {
    name: "the [withdrawn] block",
    about: "When and why the claim was withdrawn. The file is not deleted.",
    keys: &WITHDRAWN_KEYS,
    either: None,
};

const WITHDRAWN_KEYS: [Key; 2] = [
    Key::new("on", "Withdrawn on", Kind::Date, "The day on which the claim was withdrawn.").required(),
    Key::new("because", "Withdrawn because", Kind::Words, "The reason, in one sentence.").required(),
];

impl Claim {
    /// Is that its id, or was it once?
    pub fn was_called(&self, id: &str) -> bool {
        *self.id == *id || self.formerly.iter().any(|former| *former.value == *id)
    }

    /// What the status is about.
    pub fn judges(&self) -> Judges {
        self.judges.as_ref().map(|judges| judges.value).unwrap_or_default()
    }

    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; KEYS.len()] {
        // Without `..`, so that a new field cannot be forgotten here.
        let Self {
            id: _,
            file: _,
            sound: _,
            statement,
            status,
            judges,
            claimant,
            claimed_on,
            date_inferred_from,
            topics,
            subjects,
            rationale,
            as_of,
            due,
            conflicts_with,
            wanted,
            content,
            formerly,
            withdrawn,
            evidence: _,
            checked,
        } = self;
        [
            key::text(statement.as_ref()),
            status.as_ref().map_or(Value::Nothing, |status| Value::Word(status.value.name())),
            key::word(judges.as_ref()),
            Value::Texts(claimant),
            key::date(claimed_on.as_ref()),
            key::text(date_inferred_from.as_ref()),
            Value::Texts(topics),
            Value::Texts(subjects),
            key::date(as_of.as_ref()),
            key::date(due.as_ref()),
            key::text(rationale.as_ref()),
            Value::Texts(conflicts_with),
            Value::Texts(wanted),
            key::text(content.as_ref()),
            Value::Texts(formerly),
            key::table(withdrawn.as_deref()),
            Value::Blocks,
            key::table(checked.as_ref()),
        ]
    }
}

impl Keyed for Claim {
    fn table(&self) -> &'static Table {
        &CLAIM
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}

impl Evidence {
    /// What the quote does to the claim.
    pub fn stance(&self) -> Stance {
        self.stance.as_ref().map(|stance| stance.value).unwrap_or_default()
    }

    /// Does it speak for the claim?
    pub fn supports(&self) -> bool {
        matches!(self.stance(), Stance::Supports | Stance::Admits)
    }

    /// Does it speak against the claim?
    pub fn disputes(&self) -> bool {
        matches!(self.stance(), Stance::Disputes | Stance::Denies)
    }

    /// Does it say how whoever vouches knows? Words that say that nobody knows do not.
    pub fn says_how(&self) -> bool {
        const NOTHING: [&str; 24] = [
            "unknown",
            "not known",
            "unclear",
            "not clear",
            "n/a",
            "na",
            "none",
            "nothing",
            "no",
            "not stated",
            "not said",
            "not given",
            "hearsay",
            "rumour",
            "rumor",
            "we do not know",
            "nobody knows",
            "no idea",
            "it does not say",
            "it does not know",
            "does not say",
            "to be done",
            "tbd",
            "todo",
        ];
        const GUESSES: [&str; 7] =
            ["guess", "assume", "suppose", "presume", "speculate", "believe", "imagine"];
        // "It guesses so." tells how little somebody knows. More words may tell what the guess rests on.
        let is_guess = |said: &str| {
            let words: Vec<&str> = said.split_whitespace().collect();
            let guesses = |word: &&str| {
                let bare = word.strip_suffix("es").or_else(|| word.strip_suffix('s'));
                GUESSES.contains(word)
                    || bare.is_some_and(|bare| GUESSES.contains(&bare))
                    || word.strip_suffix('s').is_some_and(|bare| GUESSES.contains(&bare))
            };
            words.len() <= 4 && words.iter().any(guesses)
        };
        let said = self
            .knows
            .as_ref()
            .map(|knows| knows.value.trim().trim_end_matches(['.', '!', '?']).to_lowercase());
        said.is_some_and(|said| !NOTHING.contains(&&*said) && !is_guess(&said))
    }

    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; EVIDENCE_KEYS.len()] {
        let Self {
            header: _,
            source,
            quote,
            stance,
            origin,
            through,
            knows,
            on_record,
            part,
            location,
            gloss,
        } = self;
        let [at, prefix, suffix] = match location.as_deref() {
            Some(Location { at, prefix, suffix }) => [at, prefix, suffix].map(Option::as_ref),
            None => [None; 3],
        };
        let [translation, note] = match gloss.as_deref() {
            Some(Gloss { translation, note }) => [translation, note].map(Option::as_ref),
            None => [None; 2],
        };
        let texts = [
            source.as_ref(),
            quote.as_ref(),
            origin.as_ref(),
            knows.as_ref(),
            on_record.as_ref(),
            part.as_ref(),
            at,
            prefix,
            suffix,
            translation,
            note,
        ];
        let [source, quote, origin, knows, on_record, part, at, prefix, suffix, translation, note] =
            texts.map(key::text);
        [
            source,
            quote,
            key::word(stance.as_ref()),
            origin,
            Value::Texts(through),
            knows,
            on_record,
            part,
            at,
            prefix,
            suffix,
            translation,
            note,
        ]
    }
}

impl Keyed for Evidence {
    fn table(&self) -> &'static Table {
        &EVIDENCE
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}

impl Check {
    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; CHECKED_KEYS.len()] {
        let Self { by, on, review_due } = self;
        [key::text(by.as_ref()), key::date(on.as_ref()), key::date(review_due.as_ref())]
    }
}

impl Keyed for Check {
    fn table(&self) -> &'static Table {
        &CHECKED
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}

impl Withdrawal {
    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; WITHDRAWN_KEYS.len()] {
        let Self { on, because } = self;
        [key::date(on.as_ref()), key::text(because.as_ref())]
    }
}

impl Keyed for Withdrawal {
    fn table(&self) -> &'static Table {
        &WITHDRAWN
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}
