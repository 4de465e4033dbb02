//! A source: a record of one document.

use super::claim::Text;
use super::date::Period;
use super::key::{self, Key, Keyed, Kind as Of, Reason, Table, Value, Word, Worded};
use crate::text::span::{FileId, Span, Spanned};

/// One document, as its record describes it.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file stem.
    pub id: Box<str>,
    /// The record's file.
    pub file: FileId,
    /// Could all of the record be read?
    pub sound: bool,
    /// The document's title.
    pub title: Option<Text>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// Who wrote or said it.
    pub authors: Vec<Text>,
    /// What sort of document it is.
    pub kind: Option<Spanned<Kind>>,
    /// When it was published.
    pub published: Option<Spanned<Period>>,
    /// What `published` was inferred from, if the document has no date.
    pub date_inferred_from: Option<Text>,
    /// Can anybody inspect it? See [`Source::access`].
    pub access: Option<Spanned<Access>>,
    /// Where it can be found.
    pub url: Option<Text>,
    /// Where a copy is kept.
    pub archived: Option<Text>,
    /// When we looked at it.
    pub accessed: Option<Spanned<Period>>,
    /// Its language.
    pub language: Option<Text>,
    /// Documents that it relays as a whole.
    pub derives_from: Vec<Text>,
    /// Documents that it may relay; counted as if it did.
    pub may_derive_from: Vec<Text>,
    /// Documents with which it shares words, and of which somebody has seen that it is no copy. It holds both ways.
    pub not_copied_from: Vec<Reason>,
    /// Taken back by its publisher.
    pub retracted: Option<Retraction>,
    /// Only if the text was added.
    pub text: Option<TextRecord>,
}

/// The table `[text]`.
#[derive(Debug, Clone)]
pub struct TextRecord {
    /// Its place in the record.
    pub header: Span,
    /// SHA-256 of the text with line ends folded to LF, in hexadecimal (FIPS 180-4).
    pub sha256: Option<Text>,
    /// The document that the text was taken out of.
    pub from: Option<Original>,
}

/// The document that a text was taken out of, as `from` of `[text]` describes it.
#[derive(Debug, Clone, Default)]
pub struct Original {
    /// The name of its file.
    pub file: Option<Text>,
    /// SHA-256 of its bytes, in hexadecimal (FIPS 180-4).
    pub sha256: Option<Text>,
    /// What took the text out, with its version: "pdf 1 (pdftotext 24.02)".
    pub extractor: Option<Text>,
    /// In which encoding its letters were written, where that had to be guessed.
    pub encoding: Option<Text>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// Who or what typed or recognised the words, where no program could take them out.
    pub made_by: Option<Text>,
    /// All of this in one line.
    pub line: String,
}

/// A document taken back.
#[derive(Debug, Clone)]
pub struct Retraction {
    /// The day.
    pub on: Option<Spanned<Period>>,
    /// The reason given.
    pub because: Option<Text>,
    /// The address of the retraction.
    pub url: Option<Text>,
}

/// What sort of document a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A state's or court's record.
    OfficialRecord,
    /// The thing itself: a contract, a letter, an invoice.
    OriginalDocument,
    /// Figures that were collected.
    Dataset,
    /// Somebody's own words: a speech, a press release, an interview as it was given, our recording of them.
    Statement,
    /// A report in the press.
    NewsReport,
    /// Somebody's assessment.
    Analysis,
    /// A post on a platform.
    SocialPost,
    /// Somebody who is not named.
    Unnamed,
}

impl Worded for Kind {
    const WORDS: &'static [Word<Self>] = &[
        Word {
            name: "official-record",
            value: Kind::OfficialRecord,
            meaning: "a record kept by a state or a court, such as a register or a judgment",
        },
        Word {
            name: "original-document",
            value: Kind::OriginalDocument,
            meaning: "a contract, letter, invoice or the like, as opposed to a report about it",
        },
        Word { name: "dataset", value: Kind::Dataset, meaning: "collected figures" },
        Word {
            name: "statement",
            value: Kind::Statement,
            meaning: "somebody's own words: a speech, a press release, an interview as it was given, our recording of them",
        },
        Word { name: "news-report", value: Kind::NewsReport, meaning: "a report in the press" },
        Word { name: "analysis", value: Kind::Analysis, meaning: "somebody's assessment" },
        Word {
            name: "social-post",
            value: Kind::SocialPost,
            meaning: "a post on a social network: the author's own words",
        },
        Word { name: "unnamed", value: Kind::Unnamed, meaning: "information from somebody who is not named" },
    ];

    const FORMER: &'static [(&'static str, Self)] = &[
        ("on-record-statement", Kind::Statement),
        ("reported-statement", Kind::Statement),
        ("interview", Kind::Statement),
    ];
}

impl Kind {
    /// Has it headlines? What somebody says or posts has none: a short first line is the first thing said.
    pub fn has_headlines(self) -> bool {
        !matches!(self, Kind::Statement | Kind::SocialPost)
    }

    /// May it be a record: a document that makes or registers something?
    pub fn may_be_record(self) -> bool {
        matches!(self, Kind::OfficialRecord | Kind::OriginalDocument | Kind::Dataset)
    }
}

/// Can anybody inspect a document?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// Yes.
    #[default]
    Published,
    /// It is known to exist and was never published.
    Unpublished,
    /// Somebody holds it and refuses to show it.
    Withheld,
    /// It became public against its owner's will.
    Leaked,
    /// It was public and cannot be found any more.
    Lost,
}

impl Worded for Access {
    const WORDS: &'static [Word<Self>] = &[
        Word { name: "published", value: Access::Published, meaning: "anybody can" },
        Word {
            name: "unpublished",
            value: Access::Unpublished,
            meaning: "it is known to exist, but was never published",
        },
        Word { name: "withheld", value: Access::Withheld, meaning: "its holder refuses to show it" },
        Word { name: "leaked", value: Access::Leaked, meaning: "it became public against its owner's will" },
        Word { name: "lost", value: Access::Lost, meaning: "it was public and can no longer be found" },
    ];
}

/// The record of a source.
pub const SOURCE: Table = Table {
    name: "the source record",
    about: "One document. The file's name is its id. It needs a `publisher` or `authors`.",
    keys: &KEYS,
    either: Some(["publisher", "authors"]),
};

const KEYS: [Key; 16] = [
    Key::new("title", "Title", Of::Text, "The document's title."),
    Key::new("publisher", "Publisher", Of::Words, "Who published the document. Required unless there are `authors`.")
        .bearing(),
    Key::new(
        "authors",
        "Authors",
        Of::Texts,
        "Who wrote or said the words. Required unless there is a `publisher`.",
    )
    .bearing(),
    Key::new("kind", "Kind", Of::Word(key::meanings::<Kind>, None), "What sort of document it is.")
        .required()
        .bearing(),
    Key::new("published", "Published", Of::Date, "When the document was published.").bearing(),
    Key::new(
        "date_inferred_from",
        "Date inferred from",
        Of::Text,
        "How the date was worked out, if the document gives none.",
    ),
    Key::new(
        "access",
        "Access",
        Of::Word(key::meanings::<Access>, Some("published")),
        "Whether anybody can inspect the document.",
    )
    .bearing(),
    Key::new("url", "Address", Of::Text, "The web address of the document."),
    Key::new("archived", "Archived", Of::Text, "The web address of an archived copy."),
    Key::new("accessed", "Accessed", Of::Date, "When we read it."),
    Key::new("language", "Language", Of::Text, "The language of the document.").such_as(&["en"]).bearing(),
    Key::new("derives_from", "Derives from", Of::Ids, "Ids of the sources on which the whole document is based.")
        .bearing(),
    Key::new(
        "may_derive_from",
        "May derive from",
        Of::Ids,
        "Ids of sources on which the document may be based. To be safe, it is not counted as independent of them.",
    )
    .bearing(),
    Key::new(
        "not_copied_from",
        "Not copied from",
        Of::Reasons(&NOT_COPIED),
        "Sources that share words with the document although neither copies the other, each with the reason: `{ source = \"an-id\", because = \"both quote the press release\" }`. It holds for both.",
    )
    .bearing(),
    Key::new(
        "retracted",
        "Retracted",
        Of::Table(&RETRACTED),
        "When and why the publisher retracted the document. Quotes from it no longer count, nor do quotes from sources based on it.",
    )
    .bearing(),
    Key::new(
        "text",
        "Text",
        Of::Table(&TEXT),
        "The hash of the document's text. Leave this block out if nobody in the newsroom has the text. The document can then be named as an origin, but not quoted.",
    ),
];

/// The table `[retracted]`.
pub const RETRACTED: Table = Table {
    name: "the [retracted] block",
    about: "When and why the publisher retracted the document. Quotes from it no longer count, nor do quotes from sources based on it.",
    keys: &RETRACTED_KEYS,
    either: None,
};

/// A table in the list `not_copied_from`.
pub const NOT_COPIED: Table = Table {
    name: "an entry of `not_copied_from`",
    about: "A source that shares words with the document although neither copies the other.",
    keys: &NOT_COPIED_KEYS,
    either: None,
};

const NOT_COPIED_KEYS: [Key; 2] = [
    Key::new("source", "Source", Of::Id, "The id of the other source.").required(),
    Key::new(
        "because",
        "Because",
        Of::Words,
        "Why both have the same words, such as a press release that both quote.",
    )
    .required(),
];

const RETRACTED_KEYS: [Key; 3] = [
    Key::new("on", "Retracted on", Of::Date, "The day of the retraction."),
    Key::new("because", "Retracted because", Of::Words, "The reason given.").required(),
    Key::new("url", "Retraction", Of::Text, "The address of the retraction."),
];

/// The table `[text]`.
pub const TEXT: Table = Table {
    name: "the [text] block",
    about: "The hash of the document's text. Leave this block out if nobody in the newsroom has the text. The document can then be named as an origin, but not quoted.",
    keys: &TEXT_KEYS,
    either: None,
};

const TEXT_KEYS: [Key; 2] = [
    Key::new(
        "sha256",
        "SHA-256 of the text",
        Of::Sha256,
        "The SHA-256 hash of the text. It changes if even one letter of the text changes. `grounds pin` writes it.",
    )
    .required(),
    Key::new(
        "from",
        "Taken out of",
        Of::Table(&FROM),
        "The original document that the text was taken out of. `grounds new source` writes it, and `grounds pin --again` compares the two.",
    ),
];

/// The table `from` in `[text]`.
pub const FROM: Table = Table {
    name: "`from` in [text]",
    about: "The original document that the text was taken out of.",
    keys: &FROM_KEYS,
    either: None,
};

const FROM_KEYS: [Key; 6] = [
    Key::new("file", "File", Of::Text, "The name of the original document's file."),
    Key::new("sha256", "SHA-256", Of::Sha256, "The SHA-256 hash of the original document."),
    Key::new("extractor", "Extractor", Of::Text, "What took the text out, with its version.")
        .such_as(&["pdf 1 (pdftotext 24.02)"]),
    Key::new(
        "encoding",
        "Encoding",
        Of::Text,
        "How the document's letters were encoded, if that had to be guessed.",
    )
    .such_as(&["windows-1251 (guessed)"]),
    Key::new("pages", "Pages", Of::Number(None), "How many pages the document has."),
    Key::new(
        "made_by",
        "Made by",
        Of::Text,
        "Who or what typed or recognised the words of a picture or a recording.",
    )
    .such_as(&["tesseract 5, read by A. Keel"]),
];

impl Source {
    /// Can anybody inspect it?
    pub fn access(&self) -> Access {
        self.access.as_ref().map(|access| access.value).unwrap_or_default()
    }

    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; KEYS.len()] {
        // Without `..`, so that a new field cannot be forgotten here.
        let Self {
            id: _,
            file: _,
            sound: _,
            title,
            publisher,
            authors,
            kind,
            published,
            date_inferred_from,
            access,
            url,
            archived,
            accessed,
            language,
            derives_from,
            may_derive_from,
            not_copied_from,
            retracted,
            text,
        } = self;
        [
            key::text(title.as_ref()),
            key::text(publisher.as_ref()),
            Value::Texts(authors),
            key::word(kind.as_ref()),
            key::date(published.as_ref()),
            key::text(date_inferred_from.as_ref()),
            key::word(access.as_ref()),
            key::text(url.as_ref()),
            key::text(archived.as_ref()),
            key::date(accessed.as_ref()),
            key::text(language.as_ref()),
            Value::Texts(derives_from),
            Value::Texts(may_derive_from),
            Value::Reasons(not_copied_from),
            key::table(retracted.as_ref()),
            key::table(text.as_ref()),
        ]
    }
}

impl Keyed for Source {
    fn table(&self) -> &'static Table {
        &SOURCE
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}

impl Retraction {
    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; RETRACTED_KEYS.len()] {
        let Self { on, because, url } = self;
        [key::date(on.as_ref()), key::text(because.as_ref()), key::text(url.as_ref())]
    }
}

impl Keyed for Retraction {
    fn table(&self) -> &'static Table {
        &RETRACTED
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}

impl TextRecord {
    /// What it says under each key, in the order of the list.
    pub(crate) fn all_values(&self) -> [Value<'_>; TEXT_KEYS.len()] {
        let Self { header: _, sha256, from } = self;
        [key::text(sha256.as_ref()), from.as_ref().map_or(Value::Nothing, |from| Value::Text(&from.line))]
    }
}

impl Original {
    /// The same, with all that it says in one line.
    pub(crate) fn in_one_line(mut self) -> Self {
        let said = |text: &Option<Text>| text.as_ref().map(|text| text.value.to_string());
        let pages =
            self.pages.map(|pages| if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") });
        let by = said(&self.extractor).map(|extractor| format!("by {extractor}"));
        let made_by = said(&self.made_by).map(|made_by| format!("made by {made_by}"));
        let sha256 = said(&self.sha256).map(|sha256| format!("SHA-256 {sha256}"));
        let all = [said(&self.file), pages, by, said(&self.encoding), made_by, sha256];
        self.line = all.into_iter().flatten().collect::<Vec<_>>().join(", ");
        self
    }
}

impl Keyed for TextRecord {
    fn table(&self) -> &'static Table {
        &TEXT
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.all_values().to_vec()
    }
}
