//! What a claim said at one moment, as far as histories need it.

use crate::fileset::RECORD_LIMIT;
use crate::git::{Error, Id, Reader, Unread};
use crate::model::claim::{Claim, Evidence, Stance, Text};
use crate::model::state::State;
use crate::syntax;
use crate::text::span::FileId;
use crate::text::words::words;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

/// One content of a claim's file.
#[derive(Debug, Clone)]
pub struct Version {
    /// Where the claim stands.
    pub state: State,
    /// Why it has its status, or was given up.
    pub rationale: Option<Box<str>>,
    /// Its evidence, in the order of the file.
    pub evidence: Box<[Piece]>,
    /// What it is about.
    pub topics: Box<[Box<str>]>,
    /// Ids that it had before.
    pub formerly: Box<[Box<str>]>,
    /// A hash of the statement.
    statement: u64,
}

/// One link of a claim to a source.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The id of the source; empty if none is named.
    pub source: Box<str>,
    quote: Box<str>,
    stance: Stance,
    origin: Option<Box<str>>,
    part: Option<Box<str>>,
}

/// What changed from one content of a claim's file to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason {
    /// The rationale that was given, if it is another.
    pub rationale: Option<Box<str>>,
    /// Was there a rationale, and none is left?
    pub rationale_dropped: bool,
    /// The sources of evidence that was not there before.
    pub gained: Box<[Box<str>]>,
    /// The sources of evidence that is not there any more.
    pub lost: Box<[Box<str>]>,
    /// Was the statement another?
    pub restated: bool,
}

impl Version {
    /// Of a file that cannot be read.
    pub fn unreadable() -> Self {
        Self {
            state: State::Unreadable,
            rationale: None,
            evidence: Box::default(),
            topics: Box::default(),
            formerly: Box::default(),
            statement: 0,
        }
    }

    /// What the object says as the file of a claim.
    ///
    /// # Errors
    /// If it is missing or damaged. One that cannot be understood is unreadable, which is no error.
    pub(super) fn in_git(reader: &Reader, object: Id) -> Result<Self, Error> {
        match reader.blob(object, RECORD_LIMIT) {
            Ok(bytes) => Ok(Self::read(&bytes)),
            Err(Unread::TooLarge) => Ok(Self::unreadable()),
            Err(Unread::Error(error)) => Err(error),
        }
    }

    /// What these bytes say as the file of a claim.
    pub fn read(bytes: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else { return Self::unreadable() };
        Self::of(syntax::claim::read(FileId(0), "", text).0)
    }

    /// What a claim says.
    pub fn of(claim: Claim) -> Self {
        let values = |list: Vec<Text>| list.into_iter().map(|text| text.value).collect();
        let because = claim.withdrawn.as_ref().and_then(|withdrawal| withdrawal.because.clone());
        Self {
            state: State::of(&claim),
            evidence: claim.evidence.iter().map(Piece::of).collect(),
            statement: hash(claim.statement.as_ref().map(|statement| &*statement.value)),
            rationale: because.or(claim.rationale).map(|text| text.value),
            topics: values(claim.topics),
            formerly: values(claim.formerly),
        }
    }

    /// What changed since `before`.
    pub fn since(&self, before: Option<&Version>) -> Reason {
        let Some(before) = before else {
            let gained = self.evidence.iter().map(|piece| piece.source.clone()).collect();
            return Reason {
                rationale: self.rationale.clone(),
                gained: only_once(gained),
                ..Reason::default()
            };
        };
        let new = self.rationale != before.rationale;
        Reason {
            rationale: if new { self.rationale.clone() } else { None },
            rationale_dropped: new && self.rationale.is_none(),
            gained: surplus(&self.evidence, &before.evidence),
            lost: surplus(&before.evidence, &self.evidence),
            restated: self.statement != before.statement,
        }
    }
}

impl Reason {
    /// Every source whose evidence is not what it was, with what became of it: added, changed or lost.
    pub fn sources(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let gained = self
            .gained
            .iter()
            .map(|source| (if self.lost.contains(source) { "changed" } else { "added" }, &**source));
        let lost = self.lost.iter().filter(|source| !self.gained.contains(source));
        gained.chain(lost.map(|source| ("lost", &**source)))
    }
}

impl Piece {
    /// What an evidence block says.
    pub fn of(evidence: &Evidence) -> Self {
        let value = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        Self {
            source: value(&evidence.source).unwrap_or_default(),
            quote: value(&evidence.quote).unwrap_or_default(),
            stance: evidence.stance,
            origin: value(&evidence.origin),
            part: value(&evidence.part),
        }
    }

    /// What makes it other evidence, with what is to be compared of its quote.
    fn key<Q>(&self, quote: Q) -> (&str, Stance, Option<&str>, Option<&str>, Q) {
        (&self.source, self.stance, self.origin.as_deref(), self.part.as_deref(), quote)
    }
}

/// For each of `these` the place of an equal one of `those`, each of which is taken once. How words are typeset makes no other
/// evidence.
pub fn pair(these: &[Piece], those: &[Piece]) -> Vec<Option<usize>> {
    // As a rule most of it stayed as it was, and where.
    let same = these
        .iter()
        .zip(those)
        .take_while(|(this, that)| this.key(&this.quote) == that.key(&that.quote))
        .count();
    let mut pairs: Vec<_> = (0..these.len()).map(|at| (at < same).then_some(at)).collect();
    if same == these.len() || same == those.len() {
        return pairs;
    }
    let mut left: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, piece) in those.iter().enumerate().skip(same).rev() {
        left.entry(piece.key(words(&piece.quote))).or_default().push(at);
    }
    for (pair, piece) in pairs.iter_mut().zip(these).skip(same) {
        *pair = left.get_mut(&piece.key(words(&piece.quote))).and_then(Vec::pop);
    }
    pairs
}

/// The sources of what is in `these` and not in `those`.
fn surplus(these: &[Piece], those: &[Piece]) -> Box<[Box<str>]> {
    let alone = these.iter().zip(pair(these, those)).filter(|(_, pair)| pair.is_none());
    only_once(alone.map(|(piece, _)| piece.source.clone()).collect())
}

fn only_once(mut sources: Vec<Box<str>>) -> Box<[Box<str>]> {
    sources.sort_unstable();
    sources.dedup();
    sources.into()
}

fn hash(value: impl Hash) -> u64 {
    foldhash::quality::FixedState::default().hash_one(value)
}
