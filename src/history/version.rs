//! One version of a claim, reduced to what the history needs.

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

/// One version of a claim.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its status, or why it has none.
    pub state: State,
    /// The rationale of the status, or the reason of the withdrawal.
    pub rationale: Option<Box<str>>,
    /// In the order of the file.
    pub evidence: Box<[EvidenceVersion]>,
    /// As written.
    pub topics: Box<[Box<str>]>,
    /// Former ids.
    pub formerly: Box<[Box<str>]>,
    /// A hash.
    statement: u64,
    /// A hash of all other compared keys, without evidence.
    others: u64,
}

/// One evidence block of a version.
#[derive(Debug, Clone)]
pub struct EvidenceVersion {
    /// The id of the source; empty if none is named.
    pub source: Box<str>,
    quote: Box<str>,
    /// A hash of the other keys that decide what it counts for.
    bearing: u64,
    /// A hash of the remaining keys.
    rest: u64,
}

/// What changed from one version of a claim to the next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason {
    /// The new rationale, if it changed.
    pub rationale: Option<Box<str>>,
    /// Was the rationale removed?
    pub rationale_dropped: bool,
    /// The sources of added evidence.
    pub gained: Box<[Box<str>]>,
    /// The sources of removed evidence.
    pub lost: Box<[Box<str>]>,
    /// Did the statement change?
    pub restated: bool,
    /// Did other keys change?
    pub others_changed: bool,
}

impl Version {
    /// The version of a file that cannot be read.
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

    /// Reads the blob of a claim's file.
    ///
    /// # Errors
    /// If it is missing or damaged. A blob that is not a valid claim gives an unreadable version instead.
    pub(super) fn in_git(reader: &Reader, object: Id) -> Result<Self, Error> {
        match reader.blob(object, RECORD_LIMIT) {
            Ok(bytes) => Ok(Self::read(&bytes)),
            Err(Unread::TooLarge) => Ok(Self::unreadable()),
            Err(Unread::Error(error)) => Err(error),
        }
    }

    /// Reads the bytes of a claim's file.
    pub fn read(bytes: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else { return Self::unreadable() };
        Self::of(syntax::claim::read(FileId(0), "", text).0)
    }

    /// Reduces a claim.
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

    /// The changes since `before`; `None` if the claim is new.
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
    /// Every source with changed evidence: whether that was added, changed or lost, and the id.
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
    /// Reduces an evidence block.
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

    /// Hashes of all keys except source and quote.
    pub fn says(&self) -> (u64, u64) {
        (self.bearing, self.rest)
    }

    /// Only of the keys that decide what it counts for.
    pub fn bears(&self) -> (u64, u64) {
        (self.bearing, 0)
    }
}

/// A hash of the values of the `wanted` keys. White space and the order of lists do not matter.
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

/// For each of `these`, the index of an equal one of `those`, each used once. Equal means the same source, the same words in the
/// quote, and the same hashes `by` [`EvidenceVersion::says`] or [`EvidenceVersion::bears`].
pub fn pair(
    these: &[EvidenceVersion],
    those: &[EvidenceVersion],
    by: fn(&EvidenceVersion) -> (u64, u64),
) -> Vec<Option<usize>> {
    // Fast path: usually most evidence is unchanged and in the same order.
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

/// The sources of evidence that is in `these` and not in `those`.
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
