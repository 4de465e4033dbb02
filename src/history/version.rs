//! What a claim said at one moment, as far as histories need it.

use crate::fileset::RECORD_LIMIT;
use crate::git::{Error, Id, Reader, Unread};
use crate::model::claim::{Claim, Evidence, Text};
use crate::model::key::{self, Keyed, Kind, Said, Value};
use crate::model::state::State;
use crate::syntax;
use crate::text::span::FileId;
use crate::text::words::words;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

/// One content of a claim's file.
#[derive(Debug, Clone)]
pub struct Version {
    /// Where the claim stands.
    pub state: State,
    /// Why it has its status, or was given up.
    pub rationale: Option<Box<str>>,
    /// Its evidence, in the order of the file.
    pub evidence: Box<[EvidenceVersion]>,
    /// What it is about.
    pub topics: Box<[Box<str>]>,
    /// Ids that it had before.
    pub formerly: Box<[Box<str>]>,
    /// A hash of the statement.
    statement: u64,
    /// A hash of everything else that is compared, evidence aside.
    others: u64,
}

/// One link of a claim to a source.
#[derive(Debug, Clone)]
pub struct EvidenceVersion {
    /// The id of the source; empty if none is named.
    pub source: Box<str>,
    quote: Box<str>,
    /// A hash of the other keys that decide what it counts for.
    bearing: u64,
    /// A hash of the rest.
    rest: u64,
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
    /// Did other keys of the claim say something else?
    pub others_changed: bool,
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
            others: 0,
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
            evidence: claim.evidence.iter().map(EvidenceVersion::of).collect(),
            statement: hash(claim.statement.as_ref().map(|statement| &*statement.value)),
            others: hash_of(&claim, |entry| {
                entry.table.is_some() || !["statement", "status", "rationale"].contains(&entry.key.name)
            }),
            rationale: because.or(claim.rationale).map(|text| text.value),
            topics: values(claim.topics),
            formerly: values(claim.formerly),
        }
    }

    /// What changed since `before`.
    pub fn since(&self, before: Option<&Version>) -> Reason {
        let Some(before) = before else {
            let gained = self.evidence.iter().map(|evidence| evidence.source.clone()).collect();
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
            others_changed: self.others != before.others,
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

impl EvidenceVersion {
    /// What an evidence block says.
    pub fn of(evidence: &Evidence) -> Self {
        let value = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let is_apart = |entry: &Said| ["source", "quote"].contains(&entry.key.name);
        Self {
            source: value(&evidence.source).unwrap_or_default(),
            quote: value(&evidence.quote).unwrap_or_default(),
            bearing: hash_of(evidence, |entry| entry.key.bears && !is_apart(entry)),
            rest: hash_of(evidence, |entry| !entry.key.bears && !is_apart(entry)),
        }
    }

    /// All that it says beside source and quote.
    pub fn says(&self) -> (u64, u64) {
        (self.bearing, self.rest)
    }

    /// What of that decides what it counts for.
    pub fn bears(&self) -> (u64, u64) {
        (self.bearing, 0)
    }
}

/// A hash of what a record says under the keys that are `wanted`. How words are typeset, and the order of a list, says nothing.
fn hash_of(record: &dyn Keyed, wanted: impl Fn(&Said) -> bool) -> u64 {
    let mut hasher = foldhash::quality::FixedState::default().build_hasher();
    for entry in key::said(record).iter().filter(|entry| wanted(entry)) {
        match (entry.key.kind, entry.value) {
            (Kind::Word(_, Some(default)), Value::Nothing) => default.hash(&mut hasher),
            (_, Value::Word(word)) => word.hash(&mut hasher),
            (_, Value::Text(text)) => text.split_whitespace().for_each(|word| word.hash(&mut hasher)),
            (_, Value::Texts(texts)) => {
                let mut texts: Vec<_> = texts.iter().map(|text| &*text.value).collect();
                texts.sort_unstable();
                texts.hash(&mut hasher);
            }
            (_, Value::Date(period)) => period.hash(&mut hasher),
            _ => {}
        }
        entry.key.name.hash(&mut hasher);
    }
    hasher.finish()
}

/// For each of `these` the place of an equal one of `those`, each of which is taken once: of the same source, with the same words
/// however they are typeset, and the same `by` [`Piece::says`] or [`Piece::bears`].
pub fn pair(
    these: &[EvidenceVersion],
    those: &[EvidenceVersion],
    by: fn(&EvidenceVersion) -> (u64, u64),
) -> Vec<Option<usize>> {
    // As a rule most of it stayed as it was, and where.
    let same = these
        .iter()
        .zip(those)
        .take_while(|(this, that)| {
            this.source == that.source && by(this) == by(that) && this.quote == that.quote
        })
        .count();
    let mut pairs: Vec<_> = (0..these.len()).map(|index| (index < same).then_some(index)).collect();
    if same == these.len() || same == those.len() {
        return pairs;
    }
    let mut left: HashMap<_, Vec<usize>> = HashMap::new();
    for (index, evidence) in those.iter().enumerate().skip(same).rev() {
        left.entry((&evidence.source, by(evidence), words(&evidence.quote))).or_default().push(index);
    }
    for (pair, evidence) in pairs.iter_mut().zip(these).skip(same) {
        *pair = left.get_mut(&(&evidence.source, by(evidence), words(&evidence.quote))).and_then(Vec::pop);
    }
    pairs
}

/// The sources of what is in `these` and not in `those`.
fn surplus(these: &[EvidenceVersion], those: &[EvidenceVersion]) -> Box<[Box<str>]> {
    let alone =
        these.iter().zip(pair(these, those, EvidenceVersion::says)).filter(|(_, pair)| pair.is_none());
    only_once(alone.map(|(evidence, _)| evidence.source.clone()).collect())
}

fn only_once(mut sources: Vec<Box<str>>) -> Box<[Box<str>]> {
    sources.sort_unstable();
    sources.dedup();
    sources.into()
}

fn hash(value: impl Hash) -> u64 {
    foldhash::quality::FixedState::default().hash_one(value)
}
