//! The words of the dashboard, and what they mean: for whoever meets them for the first time.

use super::Site;
use crate::evidence::Grade;
use crate::evidence::basis::Basis;
use crate::evidence::standing::Overlay;
use crate::model::claim::Stance;
use crate::model::key::Worded;
pub use crate::project::printable::ways_of;
use crate::project::printable::{self, Answer};
use crate::report::words::Mark;

/// A row of the table that decides a status.
#[derive(Debug)]
pub struct Row {
    pub(crate) basis: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) status: Mark,
    pub(crate) order: &'static str,
}

/// A word, and what it means.
pub(crate) type Term = (&'static str, &'static str);

/// The answers to what may be printed, each with what it asks of a writer.
pub fn answers() -> [(Answer, &'static str, &'static str); 4] {
    Answer::ALL.map(|answer| (answer, answer.name(), answer.meaning()))
}

/// What a flag says of a claim.
pub fn flag(overlay: Overlay) -> &'static str {
    match overlay {
        Overlay::NotEarned => "The status that is written is higher than the one its evidence bears.",
        Overlay::Contradicted => "A claim that cannot be true with it has all that documented needs.",
        Overlay::Contested => "Verified quotes, or a claim that cannot be true with it, speak against it.",
        Overlay::SecondHand => "What carries its status was not read here.",
        Overlay::SingleWitness => "It rests on one witness.",
        Overlay::Stale => "The next check is overdue.",
    }
}

/// The same by the name of the flag.
pub fn flag_named(name: &str) -> &'static str {
    FLAGS.iter().find(|overlay| overlay.name() == name).map_or("", |overlay| flag(*overlay))
}

const FLAGS: [Overlay; 6] = [
    Overlay::NotEarned,
    Overlay::Contradicted,
    Overlay::Contested,
    Overlay::SecondHand,
    Overlay::SingleWitness,
    Overlay::Stale,
];

/// Every flag, with what it says of a claim.
pub fn flags() -> [Term; 6] {
    FLAGS.map(|overlay| (overlay.name(), flag(overlay)))
}

/// How a quote was found, or why it was not, in words behind the grade.
pub fn grade(name: &str) -> &'static str {
    GRADES.iter().find(|(known, _)| *known == name).map_or("", |(_, meaning)| meaning)
}

const GRADES: [Term; 11] = [
    (Grade::Exact.name(), "character for character as in the source"),
    (Grade::Typographic.name(), "the source's words; quotation marks, dashes or spaces are typed otherwise"),
    (Grade::Reflowed.name(), "the source's words, over the end of a line or page"),
    (
        Grade::Rejoined.name(),
        "the source's words; a hyphen parts one at the end of a line, or a note's number stands in it",
    ),
    (Grade::Elided.name(), "the source's words, in their order, with some left out where [...] stands"),
    (Grade::Fingerprint.name(), "the text is not here; its fingerprint has these words in this order"),
    (Grade::Ambiguous.name(), "the words are in the source, and it is unsure in which place"),
    (Grade::Altered.name(), "not what the source says: words were changed"),
    (Grade::Absent.name(), "not in the source"),
    ("unread", "there is no text to look in, so nobody knows"),
    ("skipped", "not looked for, since a record cannot be read"),
];

/// Every grade, the best first.
pub fn grades() -> &'static [Term] {
    &GRADES
}

/// What a quote can be to a claim.
pub fn stances() -> impl Iterator<Item = Term> {
    Stance::WORDS.iter().map(|word| (word.name, word.meaning))
}

/// Words that stand on many pages.
pub const WORDS: [Term; 14] = [
    ("claim", "one statement that can be checked, in our own words, with our status for it"),
    ("claimant", "who says so; of a saying or an act, who said or did it"),
    (
        "party",
        "whom the statement is about. A party's word is no witness for a fact, except against its own interest",
    ),
    ("source", "a record of one document: an article, a report, a statement, a dataset"),
    ("held", "of a text: it is here, and is the version that was recorded"),
    ("quote", "words of a source, searched for in its text each time these pages are made"),
    ("origin", "the document that had the information first, as far as is known"),
    ("chain", "the documents from the quoted source back to the origin. What they pass on is counted once"),
    (
        "witness",
        "who vouches for the thing from own knowledge. Five papers that copy one report are one witness",
    ),
    ("independent", "of witnesses: neither speaks for the other, and neither carried the other's words"),
    ("declared", "the status that somebody wrote"),
    (
        "earned",
        "the status that the evidence bears, as computed. Every number here counts the lower of the two",
    ),
    ("wanted", "a document that would settle a claim, and that nobody here has read"),
    (
        "check",
        "the day on which a person last went over the claim. When the next one is due depends on its status",
    ),
];

impl Site<'_> {
    /// The table that decides a status: the first row that holds.
    pub fn bases(&self) -> [Row; 11] {
        let policy = &self.sheet.project.corpus.policy;
        Basis::ALL.map(|basis| Row {
            basis: basis.name(),
            meaning: printable::meaning(basis),
            status: basis.status(policy).into(),
            order: printable::order_of(basis),
        })
    }
}

/// What a basis means, by its name.
pub fn basis(name: &str) -> &'static str {
    Basis::ALL.iter().find(|basis| basis.name() == name).map_or("", |basis| printable::meaning(*basis))
}
