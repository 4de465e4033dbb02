//! Two moments side by side: what became of each claim, and why.

use super::settings::{self, Setting};
use super::version::{EvidenceVersion, pair};
use crate::corpus::{ClaimAt, SourceAt};
use crate::evidence::Verdict;
use crate::evidence::standing::{Overlay, Standing};
use crate::model::claim::{Claim, Evidence, Text};
use crate::model::key::{self, Key, Keyed, Kind, Value};
use crate::model::source::{SOURCE, Source};
use crate::model::state::State;
use crate::project::Project;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is not as it was.
#[derive(Debug)]
pub struct Comparison<'m> {
    /// In the order of their ids.
    pub claims: Vec<ClaimChange<'m>>,
    /// In the order of their ids.
    pub sources: Vec<SourceChange<'m>>,
    /// In the order of their names.
    pub policy: Vec<Setting>,
}

/// What became of a claim.
#[derive(Debug)]
pub struct ClaimChange<'m> {
    /// What it was; `None` if there was none.
    pub before: Option<Side<'m>>,
    /// What it is; `None` if there is none any more.
    pub after: Option<Side<'m>>,
    /// What became of its evidence: what was added, changed and lost, in this order.
    pub evidence: Vec<EvidenceChange<'m>>,
    /// The other keys that say something else, in canonical order.
    pub keys: Vec<KeyChange>,
    /// The sources on which its evidence rests, and that are not what they were.
    pub sources: Vec<&'m str>,
}

/// A claim at one of the two moments.
#[derive(Debug, Clone, Copy)]
pub struct Side<'m> {
    /// The claim.
    pub claim: &'m Claim,
    /// The path of its file.
    pub path: &'m str,
    /// What it has earned.
    pub standing: &'m Standing,
    /// What became of its quotes.
    pub verdicts: &'m [Verdict],
}

/// What became of one link of a claim to a source.
#[derive(Debug, Clone)]
pub enum EvidenceChange<'m> {
    /// It is new, and its quote fares so.
    Added(&'m Evidence, QuoteResult),
    /// It says something else of the same source under these keys, and its quote fares so.
    Changed(&'m Evidence, QuoteResult, Vec<KeyChange>),
    /// It is gone.
    Lost(&'m Evidence),
    /// It is as it was, but its quote does not fare as it did.
    Judged(&'m Evidence, QuoteResult, QuoteResult),
}

/// How a quote fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteResult {
    /// It stands in its source.
    Verified,
    /// Something like it does.
    Altered,
    /// Nothing like it does.
    Absent,
    /// There is no text to look in.
    Unread,
    /// It was not looked for, because a record is broken.
    Skipped,
}

/// What became of a source.
#[derive(Debug)]
pub struct SourceChange<'m> {
    /// Its id.
    pub id: &'m str,
    /// What it was; `None` if there was none.
    pub before: Option<&'m Source>,
    /// What it is; `None` if there is none any more.
    pub after: Option<&'m Source>,
    /// Was it taken back?
    pub retracted: bool,
    /// Is its text another one?
    pub repinned: bool,
    /// The other keys that say something else, in canonical order.
    pub keys: Vec<KeyChange>,
}

/// A key that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChange {
    /// With the table it is in: `checked.by`.
    pub path: String,
    /// What it said, in one line; empty if nothing.
    pub before: String,
    /// What it says.
    pub after: String,
    /// Does it decide what a status has earned?
    pub bears: bool,
}

/// Compares two moments of one project.
pub fn compare<'m>(before: &'m Project, after: &'m Project) -> Comparison<'m> {
    let sources = sources(before, after);
    let other: HashSet<&str> = sources.iter().map(|change| change.id).collect();
    let mut pairs: BTreeMap<&str, (Option<ClaimAt>, Option<ClaimAt>)> = BTreeMap::new();
    for (index, claim) in after.corpus.each_claim() {
        // Of two claims of one id, which is an error, the first counts.
        pairs.entry(&claim.id).or_insert((before.corpus.claim_at(&claim.id), Some(index)));
    }
    let mut renamed = HashSet::new();
    for (id, pair) in pairs.iter_mut().filter(|(_, pair)| pair.0.is_none()) {
        let Some(claim) = pair.1.map(|index| &after.corpus[index]) else { continue };
        let was = claim.formerly.iter().find(|former| {
            before.corpus.claim(&former.value).is_some() && after.corpus.claim(&former.value).is_none()
        });
        if let Some(was) = was.filter(|was| !renamed.contains(&*was.value) && *was.value != **id) {
            renamed.insert(&*was.value);
            pair.0 = before.corpus.claim_at(&was.value);
        }
    }
    for (index, claim) in before.corpus.each_claim() {
        if after.corpus.claim(&claim.id).is_none() && !renamed.contains(&*claim.id) {
            pairs.entry(&claim.id).or_insert((Some(index), None));
        }
    }
    let claims = pairs.into_values().filter_map(|(old, new)| {
        let (old, new) = (old.map(|index| side(before, index)), new.map(|index| side(after, index)));
        claim_change(old, new, (before, after), &other)
    });
    let claims = claims.collect();
    Comparison {
        claims,
        sources,
        policy: settings::differences(before.corpus.written_policy(), after.corpus.written_policy()),
    }
}

impl Side<'_> {
    /// Where the claim stands.
    pub fn state(&self) -> State {
        State::of(self.claim)
    }
}

impl<'m> ClaimChange<'m> {
    /// Its id; the last one, if it is gone.
    pub fn id(&self) -> &'m str {
        self.after.or(self.before).map_or("", |side| &side.claim.id)
    }

    /// The id that it had before, if that was another.
    pub fn formerly(&self) -> Option<&'m str> {
        let (before, after) = (self.before?, self.after?);
        (before.claim.id != after.claim.id).then_some(&*before.claim.id)
    }

    /// The paths that its file had and has, if the folder is another.
    pub fn moved(&self) -> Option<(&'m str, &'m str)> {
        let (before, after) = (self.before?, self.after?);
        let folder = |path: &'m str| path.rsplit_once('/').map_or("", |(folder, _)| folder);
        (folder(before.path) != folder(after.path)).then_some((before.path, after.path))
    }

    /// Where it stood.
    pub fn from(&self) -> State {
        self.before.map_or(State::Absent, |side| side.state())
    }

    /// Where it stands.
    pub fn to(&self) -> State {
        self.after.map_or(State::Absent, |side| side.state())
    }

    /// The statement that it had and the one that it has, if it is another.
    pub fn statement(&self) -> Option<(&'m str, &'m str)> {
        differing(self.before?.claim.statement.as_ref(), self.after?.claim.statement.as_ref())
    }

    /// The rationale that it had and the one that it has, if it is another; empty where there is none.
    pub fn rationale(&self) -> Option<(&'m str, &'m str)> {
        let of = |side: Option<Side<'m>>| side.and_then(|side| side.claim.rationale.as_ref());
        differing(of(self.before), of(self.after))
    }

    /// The independent origins that it had and has, if there are more or fewer.
    pub fn origins(&self) -> Option<(usize, usize)> {
        let (before, after) = (self.before?.standing.independent, self.after?.standing.independent);
        (before != after).then_some((before, after))
    }

    /// What there is to know beside the status that there was not before.
    pub fn overlays_gained(&self) -> Vec<Overlay> {
        let had = |overlay| self.before.is_some_and(|side| side.standing.overlays.has(overlay));
        let has = self.after.into_iter().flat_map(|side| side.standing.overlays.iter());
        // That time goes by is nobody's change.
        has.filter(|&overlay| !had(overlay) && overlay != Overlay::Stale).collect()
    }

    /// Is its status not earned any more, though it was?
    pub fn is_undermined(&self) -> bool {
        let short = |side: Option<Side>| side.is_some_and(|side| side.standing.shortfall.is_some());
        short(self.after) && !short(self.before)
    }

    /// Did the status rise, and neither evidence nor rationale change?
    pub fn is_silent(&self) -> bool {
        let evidence = |change: &EvidenceChange| match change {
            EvidenceChange::Judged(..) => false,
            EvidenceChange::Changed(_, _, keys) => keys.iter().any(|key| key.bears),
            EvidenceChange::Added(..) | EvidenceChange::Lost(_) => true,
        };
        self.to().is_above(self.from()) && self.rationale().is_none() && !self.evidence.iter().any(evidence)
    }
}

impl EvidenceChange<'_> {
    /// How its quote fares, if that is worse than it was, or if it is new and does not stand in its source.
    pub fn failing(&self) -> Option<QuoteResult> {
        match *self {
            EvidenceChange::Judged(_, QuoteResult::Verified, result)
            | EvidenceChange::Added(_, result)
            | EvidenceChange::Changed(_, result, _)
                if result != QuoteResult::Verified =>
            {
                Some(result)
            }
            _ => None,
        }
    }
}

impl QuoteResult {
    /// The fate that a verdict is.
    pub fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Found(_) => QuoteResult::Verified,
            Verdict::Altered(_) | Verdict::Partly(_) => QuoteResult::Altered,
            Verdict::Absent(_) => QuoteResult::Absent,
            Verdict::Unread(_) => QuoteResult::Unread,
            Verdict::Skipped => QuoteResult::Skipped,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            QuoteResult::Verified => "verified",
            QuoteResult::Altered => "altered",
            QuoteResult::Absent => "absent",
            QuoteResult::Unread => "unread",
            QuoteResult::Skipped => "not looked for",
        }
    }
}

fn side(project: &Project, index: ClaimAt) -> Side<'_> {
    let claim = &project.corpus[index];
    Side {
        claim,
        path: &project.files.entry(claim.file).path,
        standing: project.standings.of_claim(index),
        verdicts: project.verification.of_claim(index),
    }
}

/// What became of a claim; `None` if nothing that says anything did.
fn claim_change<'m>(
    before: Option<Side<'m>>,
    after: Option<Side<'m>>,
    (old, new): (&'m Project, &'m Project),
    other_sources: &HashSet<&str>,
) -> Option<ClaimChange<'m>> {
    let evidence = evidence(before, after);
    let keys = match (before, after) {
        (Some(before), Some(after)) => {
            key_changes(before.claim, after.claim, &["statement", "status", "rationale"])
        }
        _ => Vec::new(),
    };
    let mut change = ClaimChange { before, after, evidence, keys, sources: Vec::new() };
    let both = change.before.is_some() && change.after.is_some();
    let same_standing = change.origins().is_none()
        && change.overlays_gained().is_empty()
        && before.map(|side| side.standing.earned) == after.map(|side| side.standing.earned);
    let is_same_claim = both
        && change.from() == change.to()
        && change.formerly().is_none()
        && change.moved().is_none()
        && change.statement().is_none()
        && change.rationale().is_none()
        && change.evidence.is_empty()
        && change.keys.is_empty()
        && same_standing;
    if is_same_claim {
        return None;
    }
    if both {
        let mut sources: Vec<_> = [(before, old), (after, new)]
            .into_iter()
            .flat_map(|(side, project)| side.map(|side| rests_on(side.claim, project)).unwrap_or_default())
            .filter(|id| other_sources.contains(id))
            .collect();
        sources.sort_unstable();
        sources.dedup();
        change.sources = sources;
    }
    Some(change)
}

/// The sources on all ways of a claim's evidence.
fn rests_on<'m>(claim: &'m Claim, project: &'m Project) -> Vec<&'m str> {
    let corpus = &project.corpus;
    let mut ids = Vec::new();
    for id in claim.evidence.iter().flat_map(|evidence| evidence.source.iter().chain(&evidence.origin)) {
        let Some(index) = corpus.source_at(&id.value) else { continue };
        ids.push(&*corpus[index].id);
        ids.extend(project.standings.origins.lineage(index).path.iter().map(|&index| &*corpus[index].id));
    }
    ids
}

fn evidence<'m>(before: Option<Side<'m>>, after: Option<Side<'m>>) -> Vec<EvidenceChange<'m>> {
    let versions = |side: Option<Side<'m>>| -> Vec<EvidenceVersion> {
        side.map_or_else(Vec::new, |side| side.claim.evidence.iter().map(EvidenceVersion::of).collect())
    };
    let results = |side: Option<Side<'m>>| {
        let evidence = side.into_iter().flat_map(|side| side.claim.evidence.iter().zip(side.verdicts));
        evidence.map(|(evidence, verdict)| (evidence, QuoteResult::of(verdict))).collect::<Vec<_>>()
    };
    let (known, now) = (versions(before), versions(after));
    let (old, new) = (results(before), results(after));
    let pairs = pair(&now, &known, EvidenceVersion::says);
    let kept: HashSet<usize> = pairs.iter().copied().flatten().collect();
    // What is left of a source, the last one first.
    let mut left: HashMap<&str, Vec<usize>> = HashMap::new();
    for index in (0..old.len()).rev().filter(|index| !kept.contains(index)) {
        left.entry(&known[index].source).or_default().push(index);
    }
    let mut changes = Vec::new();
    for ((&(evidence, result), version), was) in new.iter().zip(&now).zip(pairs) {
        match was {
            Some(was) if old[was].1 != result => {
                changes.push(EvidenceChange::Judged(evidence, old[was].1, result));
            }
            Some(_) => {}
            None => changes.push(match left.get_mut(&*version.source).and_then(Vec::pop) {
                Some(was) => {
                    EvidenceChange::Changed(evidence, result, key_changes(old[was].0, evidence, &[]))
                }
                None => EvidenceChange::Added(evidence, result),
            }),
        }
    }
    let mut lost: Vec<_> = left.into_values().flatten().collect();
    lost.sort_unstable();
    changes.extend(lost.into_iter().map(|index| EvidenceChange::Lost(old[index].0)));
    let rank = |change: &EvidenceChange| match change {
        EvidenceChange::Judged(..) => 0,
        EvidenceChange::Added(..) => 1,
        EvidenceChange::Changed(..) => 2,
        EvidenceChange::Lost(_) => 3,
    };
    changes.sort_by_key(rank);
    changes
}

/// The two texts, if they say different things; one that is not there says nothing.
fn differing<'m>(before: Option<&'m Text>, after: Option<&'m Text>) -> Option<(&'m str, &'m str)> {
    let value = |text: Option<&'m Text>| text.map_or("", |text| text.value.trim());
    let (before, after) = (value(before), value(after));
    (before.split_whitespace().ne(after.split_whitespace())).then_some((before, after))
}

/// Every key that says something else, but for those of the top that are told `apart`.
fn key_changes(before: &dyn Keyed, after: &dyn Keyed, apart: &[&str]) -> Vec<KeyChange> {
    let pairs = key::said(before).into_iter().zip(key::said(after));
    let differing = pairs.filter(|(was, is)| {
        let is_apart = is.table.is_none() && apart.contains(&is.key.name);
        !is_apart && !is_same(is.key, was.value, is.value)
    });
    differing
        .map(|(was, is)| KeyChange {
            path: is.path(),
            before: was.value.line(),
            after: is.value.line(),
            bears: is.key.bears,
        })
        .collect()
}

/// Do both say the same under the key? How words are typeset, and the order of a list, says nothing.
fn is_same(key: &Key, before: Value, after: Value) -> bool {
    let word = |value| match (key.kind, value) {
        (_, Value::Word(word)) => Some(word),
        (Kind::Word(_, default), _) => default,
        _ => None,
    };
    match (before, after) {
        (Value::Texts(before), Value::Texts(after)) => sorted(before) == sorted(after),
        (Value::Date(before), Value::Date(after)) => before == after,
        (Value::Word(_), _) | (_, Value::Word(_)) => word(before) == word(after),
        _ => before.line() == after.line(),
    }
}

fn sorted(texts: &[Text]) -> Vec<&str> {
    let mut texts: Vec<_> = texts.iter().map(|text| &*text.value).collect();
    texts.sort_unstable();
    texts
}

fn sources<'m>(before: &'m Project, after: &'m Project) -> Vec<SourceChange<'m>> {
    let mut pairs: BTreeMap<&str, (Option<SourceAt>, Option<SourceAt>)> = BTreeMap::new();
    for source in &before.corpus.sources {
        pairs.entry(&source.id).or_default().0 = before.corpus.source_at(&source.id);
    }
    for source in &after.corpus.sources {
        pairs.entry(&source.id).or_default().1 = after.corpus.source_at(&source.id);
    }
    let changes = pairs.into_iter().filter_map(|(id, (old, new))| {
        let (was, is) = (old.map(|index| &before.corpus[index]), new.map(|index| &after.corpus[index]));
        let keys = was.zip(is).map(|(was, is)| source_keys(was, is)).unwrap_or_default();
        let retracted =
            is.is_some_and(|is| is.retracted.is_some()) && was.is_none_or(|was| was.retracted.is_none());
        let repinned = was.zip(is).is_some_and(|(was, is)| pin(was) != pin(is));
        let is_unchanged = was.is_some() == is.is_some() && keys.is_empty() && !retracted && !repinned;
        (!is_unchanged).then_some(SourceChange { id, before: was, after: is, retracted, repinned, keys })
    });
    changes.collect()
}

/// The hash of the text that a record names.
pub fn pin(source: &Source) -> Option<&str> {
    source.text.as_ref().and_then(|text| text.sha256.as_ref()).map(|hash| &*hash.value)
}

/// The keys that say something else and decide what a source counts for. That it was retracted is not one: that only takes away.
pub fn weighing_keys(before: &Source, after: &Source) -> Vec<&'static str> {
    let values = before.all_values().into_iter().zip(after.all_values());
    let bearing = SOURCE.keys.iter().zip(values).filter(|(key, _)| key.bears);
    let differing = bearing.filter(|(key, (was, is))| match (was, is) {
        (Value::Table(_), Value::Table(_)) | (Value::Nothing, Value::Table(_)) => false,
        (Value::Table(_), _) => true,
        _ => !is_same(key, *was, *is),
    });
    differing.map(|(key, _)| key.name).collect()
}

/// The keys, but for that of the text, that say something else.
fn source_keys(before: &Source, after: &Source) -> Vec<KeyChange> {
    let mut keys = key_changes(before, after, &[]);
    keys.retain(|key| key.path != "text.sha256");
    keys
}
