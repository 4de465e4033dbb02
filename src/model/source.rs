//! A source: a record of one document.

use super::claim::Text;
use super::date::Period;
use crate::text::span::{FileId, Spanned};

/// One document, as its record describes it.
#[derive(Debug)]
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
    /// From what the date was inferred, if the document bears none.
    pub date_inferred_from: Option<Text>,
    /// Can anybody inspect it?
    pub access: Access,
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
    /// Taken back by its publisher.
    pub retracted: Option<Retraction>,
    /// Its words, if anybody here has seen them.
    pub text: Option<TextRecord>,
}

/// What a record says of a document's text.
#[derive(Debug)]
pub struct TextRecord {
    /// Where the record says so.
    pub header: crate::text::span::Span,
    /// SHA-256 of the text with line ends folded to LF, in hexadecimal (FIPS 180-4).
    pub sha256: Option<Text>,
}

/// A document taken back.
#[derive(Debug)]
pub struct Retraction {
    /// The day.
    pub on: Option<Spanned<Period>>,
    /// The reason given.
    pub because: Option<Text>,
    /// Where it was said.
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
    /// A named person's or body's own words, on the record.
    OnRecordStatement,
    /// What somebody is said to have said: a paraphrase without their words, a day, a place or an occasion.
    ReportedStatement,
    /// A report in the press.
    NewsReport,
    /// Somebody's assessment.
    Analysis,
    /// A post on a platform.
    SocialPost,
    /// Answers to questions.
    Interview,
    /// Somebody who is not named.
    Unnamed,
}

impl Kind {
    /// Every value with the word for it.
    pub const WORDS: [(&'static str, Kind); 10] = [
        ("official-record", Kind::OfficialRecord),
        ("original-document", Kind::OriginalDocument),
        ("dataset", Kind::Dataset),
        ("on-record-statement", Kind::OnRecordStatement),
        ("reported-statement", Kind::ReportedStatement),
        ("news-report", Kind::NewsReport),
        ("analysis", Kind::Analysis),
        ("social-post", Kind::SocialPost),
        ("interview", Kind::Interview),
        ("unnamed", Kind::Unnamed),
    ];

    /// Is such a document the thing itself, and not somebody's account of it?
    pub fn is_primary(self) -> bool {
        matches!(
            self,
            Kind::OfficialRecord | Kind::OriginalDocument | Kind::Dataset | Kind::OnRecordStatement
        )
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

impl Access {
    /// Every value with the word for it.
    pub const WORDS: [(&'static str, Access); 5] = [
        ("published", Access::Published),
        ("unpublished", Access::Unpublished),
        ("withheld", Access::Withheld),
        ("leaked", Access::Leaked),
        ("lost", Access::Lost),
    ];
}
