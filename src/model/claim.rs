//! A claim: one checkable statement that somebody made, with our status for it.

use super::date::Period;
use super::status::Status;
use crate::text::span::{FileId, Spanned};

/// Text out of a file, and where it stands.
pub type Text = Spanned<Box<str>>;

/// One claim, as its file means it.
#[derive(Debug)]
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
    /// What the status is about.
    pub judges: Judges,
    /// Who makes the claim: a name, or a source id.
    pub claimant: Option<Text>,
    /// When it was made.
    pub claimed_on: Option<Spanned<Period>>,
    /// From what that was inferred, if nobody says it.
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
    /// Ids that this claim had before.
    pub formerly: Vec<Text>,
    /// Given up instead of deleted. Rare, so it is kept aside.
    pub withdrawn: Option<Box<Withdrawal>>,
    /// The links to sources.
    pub evidence: Vec<Evidence>,
    /// Who checked it, and when.
    pub checked: Option<Check>,
}

/// What a status is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Judges {
    /// That it is so.
    #[default]
    Fact,
    /// That these words were said.
    Saying,
    /// The claimant's own act, announced plan or position.
    Act,
}

impl Judges {
    /// Every value with the word for it.
    pub const WORDS: [(&'static str, Judges); 3] =
        [("fact", Judges::Fact), ("saying", Judges::Saying), ("act", Judges::Act)];
}

/// One link from a claim to a source.
#[derive(Debug)]
pub struct Evidence {
    /// Where the block is written: its header.
    pub header: crate::text::span::Span,
    /// The id of the source quoted.
    pub source: Option<Text>,
    /// Words that stand in that source's text.
    pub quote: Option<Text>,
    /// What the quote does to the claim.
    pub stance: Stance,
    /// The id of the source the information first came from; the source itself if absent.
    pub origin: Option<Text>,
    /// Which part of the statement this bears on.
    pub part: Option<Text>,
    /// Where in the source, if it says. Rare, so it is kept aside.
    pub location: Option<Box<Location>>,
    /// What helps readers, if anything does.
    pub gloss: Option<Box<Gloss>>,
}

/// Which passage of a source is meant, where the quote alone does not tell.
/// `prefix` and `suffix` are those of the W3C's `TextQuoteSelector` (Web Annotation Data Model, 4.2.4).
#[derive(Debug)]
pub struct Location {
    /// Page, paragraph.
    pub at: Option<Text>,
    /// The words directly before the quote.
    pub prefix: Option<Text>,
    /// The words directly after the quote.
    pub suffix: Option<Text>,
}

/// What helps readers to understand a quote.
#[derive(Debug)]
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
    /// Says the contrary, by the party accused.
    Denies,
    /// Neither; helps to understand it.
    Context,
}

impl Stance {
    /// Every value with the word for it.
    pub const WORDS: [(&'static str, Stance); 4] = [
        ("supports", Stance::Supports),
        ("disputes", Stance::Disputes),
        ("denies", Stance::Denies),
        ("context", Stance::Context),
    ];
}

/// Who checked a claim, and when.
#[derive(Debug)]
pub struct Check {
    /// The checker.
    pub by: Option<Text>,
    /// The day.
    pub on: Option<Spanned<Period>>,
    /// The day by which somebody should look again.
    pub review_due: Option<Spanned<Period>>,
}

/// A claim given up.
#[derive(Debug)]
pub struct Withdrawal {
    /// The day.
    pub on: Option<Spanned<Period>>,
    /// The reason.
    pub because: Option<Text>,
}
