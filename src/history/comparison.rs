//! Comparing two versions of a project: what changed in each claim, and why.

use super::settings::{self, Setting};
use super::version::{EvidenceVersion, pair};
use crate::corpus::{ClaimAt, SourceAt};
use crate::evidence::Verdict;
use crate::evidence::standing::{Overlay, Standing};
use crate::model::claim::{Claim, Evidence, Text};
use crate::model::key::{self, Key, Keyed, Kind, Value};
use crate::model::source::{SOURCE, Source};
use crate::model::state::State;
use crate::model::story::Story;
use crate::project::Project;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The changes from one version of a project to another.
#[derive(Debug)]
pub struct Comparison<'m> {
    /// Sorted by id.
    pub claims: Vec<ClaimChange<'m>>,
    /// Sorted by id.
    pub sources: Vec<SourceChange<'m>>,
    /// Sorted by id.
    pub stories: Vec<StoryChange<'m>>,
    /// Sorted by name.
    pub policy: Vec<Setting>,
}

/// The changes in one claim.
#[derive(Debug)]
pub struct ClaimChange<'m> {
    /// `None` if it is new.
    pub before: Option<Side<'m>>,
    /// `None` if it is removed.
    pub after: Option<Side<'m>>,
    /// Quotes found or lost, then added, changed and removed evidence.
    pub evidence: Vec<EvidenceChange<'m>>,
    /// Other changed keys, in canonical order.
    pub keys: Vec<KeyChange>,
    /// Ids of the changed sources that its evidence rests on.
    pub sources: Vec<&'m str>,
}

/// A claim in one of the two versions.
#[derive(Debug, Clone, Copy)]
pub struct Side<'m> {
    /// The moment, and which of its claims it is.
    pub project: &'m Project,
    /// See `project`.
    pub at: ClaimAt,
    /// As it was read.
    pub claim: &'m Claim,
    /// The path of its file.
    pub path: &'m str,
    /// The status that its evidence supports.
    pub standing: &'m Standing,
    /// For each quote, whether its source has it.
    pub verdicts: &'m [Verdict],
}

/// A change in one evidence block.
#[derive(Debug, Clone)]
pub enum EvidenceChange<'m> {
    /// A new block, and whether its quote was found.
    Added(&'m Evidence, QuoteResult),
    /// A block for the same source with these changed keys, and whether its quote was found.
    Changed(&'m Evidence, QuoteResult, Vec<KeyChange>),
    /// A removed block.
    Lost(&'m Evidence),
    /// An unchanged block whose quote was found before and is not now, or the reverse: the old result and the new.
    Judged(&'m Evidence, QuoteResult, QuoteResult),
}

/// The result of looking for a quote in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteResult {
    /// The source has it.
    Verified,
    /// The source has something similar.
    Altered,
    /// The source has nothing similar.
    Absent,
    /// The text of the source is not here.
    Unread,
    /// It was not looked for, because a record has errors.
    Skipped,
}

/// The changes in one source.
#[derive(Debug)]
pub struct SourceChange<'m> {
    /// The file stem.
    pub id: &'m str,
    /// `None` if it is new.
    pub before: Option<&'m Source>,
    /// `None` if it is removed.
    pub after: Option<&'m Source>,
    /// Is the retraction new?
    pub retracted: bool,
    /// Is the recorded hash of its text different?
    pub repinned: bool,
    /// Other changed keys, in canonical order.
    pub keys: Vec<KeyChange>,
}

/// The changes in one of our own texts, and in what it rests on.
#[derive(Debug)]
pub struct StoryChange<'m> {
    /// The file stem.
    pub id: &'m str,
    /// `None` if it is new.
    pub before: Option<&'m Story>,
    /// `None` if it is removed.
    pub after: Option<&'m Story>,
    /// Changed keys of its record, but for those of its blocks.
    pub keys: Vec<KeyChange>,
    /// The places, in [`Comparison::claims`], of claims that it states or stated, and whose state is another.
    pub moved: Vec<usize>,
}

/// A key with a changed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChange {
    /// With its table: `checked.by`.
    pub path: String,
    /// The old value in one line; empty if there was none.
    pub before: String,
    /// The new value in one line; empty if there is none.
    pub after: String,
    /// Does it decide which status the claim has earned?
    pub bears: bool,
}

/// Compares two versions of one project.
pub fn compare<'m>(before: &'m Project, after: &'m Project) -> Comparison<'m> {
    let sources = sources(before, after);
    let other: HashSet<&str> = sources.iter().map(|change| change.id).collect();
    let mut pairs: BTreeMap<&str, (Option<ClaimAt>, Option<ClaimAt>)> = BTreeMap::new();
    for (index, claim) in after.corpus.each_claim() {
        // If two claims share an id, which is an error, the first counts.
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
    let claims: Vec<ClaimChange> = claims.collect();
    Comparison {
        stories: stories(before, after, &claims),
        claims,
        sources,
        policy: settings::differences(before.corpus.written_policy(), after.corpus.written_policy()),
    }
}

impl Side<'_> {
    /// Its status, or why it has none.
    pub fn state(&self) -> State {
        State::of(self.claim)
    }
}

impl<'m> ClaimChange<'m> {
    /// Its current id, or its last one if it is removed.
    pub fn id(&self) -> &'m str {
        self.after.or(self.before).map_or("", |side| &side.claim.id)
    }

    /// Its old id, if it was renamed.
    pub fn formerly(&self) -> Option<&'m str> {
        let (before, after) = (self.before?, self.after?);
        (before.claim.id != after.claim.id).then_some(&*before.claim.id)
    }

    /// The old and new path of its file, if the folder changed.
    pub fn moved(&self) -> Option<(&'m str, &'m str)> {
        let (before, after) = (self.before?, self.after?);
        let folder = |path: &'m str| path.rsplit_once('/').map_or("", |(folder, _)| folder);
        (folder(before.path) != folder(after.path)).then_some((before.path, after.path))
    }

    /// Its old state.
    pub fn from(&self) -> State {
        self.before.map_or(State::Absent, |side| side.state())
    }

    /// Its new state.
    pub fn to(&self) -> State {
        self.after.map_or(State::Absent, |side| side.state())
    }

    /// The old and new statement, if it changed.
    pub fn statement(&self) -> Option<(&'m str, &'m str)> {
        differing(self.before?.claim.statement.as_ref(), self.after?.claim.statement.as_ref())
    }

    /// The old and new rationale, if it changed; empty where there is none.
    pub fn rationale(&self) -> Option<(&'m str, &'m str)> {
        let of = |side: Option<Side<'m>>| side.and_then(|side| side.claim.rationale.as_ref());
        differing(of(self.before), of(self.after))
    }

    /// The old and new number of independent witnesses, if it changed.
    pub fn origins(&self) -> Option<(usize, usize)> {
        let (before, after) = (self.before?.standing.witnesses, self.after?.standing.witnesses);
        (before != after).then_some((before, after))
    }

    /// Flags that the claim did not have before.
    pub fn overlays_gained(&self) -> Vec<Overlay> {
        let had = |overlay| self.before.is_some_and(|side| side.standing.overlays.has(overlay));
        let has = self.after.into_iter().flat_map(|side| side.standing.overlays.iter());
        // `stale` comes with time, not with a change.
        has.filter(|&overlay| !had(overlay) && overlay != Overlay::Stale).collect()
    }

    /// Did its evidence support its status before, and does it no longer?
    pub fn is_undermined(&self) -> bool {
        let short = |side: Option<Side>| side.is_some_and(|side| side.standing.shortfall.is_some());
        short(self.after) && !short(self.before)
    }

    /// Was the status raised without a change of evidence or rationale?
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
    /// The result for its quote, if the quote is new or newly checked and its source does not have it.
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
    /// From a verdict.
    pub fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Found(_) => QuoteResult::Verified,
            Verdict::Altered(_) | Verdict::Partly(_) => QuoteResult::Altered,
            Verdict::Absent(_) => QuoteResult::Absent,
            Verdict::Unread(_) => QuoteResult::Unread,
            Verdict::Skipped => QuoteResult::Skipped,
        }
    }

    /// In words, for reports.
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
        project,
        at: index,
        claim,
        path: &project.files.entry(claim.file).path,
        standing: project.standings.of_claim(index),
        verdicts: project.verification.of_claim(index),
    }
}

/// The changes of a claim; `None` if nothing with a meaning changed.
fn claim_change<'m>(
    before: Option<Side<'m>>,
    after: Option<Side<'m>>,
    (old, new): (&'m Project, &'m Project),
    other_sources: &HashSet<&str>,
) -> Option<ClaimChange<'m>> {
    let evidence = evidence(before, after);
    let keys = match (before, after) {
        (Some(before), Some(after)) => {
            // Where the state is another, that tells of the status too.
            let apart = ["statement", "rationale", "status"];
            let count = if before.state() == after.state() { 2 } else { 3 };
            key_changes(before.claim, after.claim, &apart[..count])
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

/// Ids of all sources that a claim's evidence rests on, directly or through others.
fn rests_on<'m>(claim: &'m Claim, project: &'m Project) -> Vec<&'m str> {
    let corpus = &project.corpus;
    let mut ids = Vec::new();
    for id in claim
        .evidence
        .iter()
        .flat_map(|evidence| evidence.source.iter().chain(&evidence.origin).chain(&evidence.through))
    {
        let Some(index) = corpus.source_at(&id.value) else { continue };
        ids.push(&*corpus[index].id);
        ids.extend(project.standings.documents.lineage(index).path.iter().map(|&index| &*corpus[index].id));
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
    // By source, the unmatched old blocks, in reverse order for `pop`.
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

/// The two texts, if they differ in more than white space; a missing one counts as empty.
fn differing<'m>(before: Option<&'m Text>, after: Option<&'m Text>) -> Option<(&'m str, &'m str)> {
    let value = |text: Option<&'m Text>| text.map_or("", |text| text.value.trim());
    let (before, after) = (value(before), value(after));
    (before.split_whitespace().ne(after.split_whitespace())).then_some((before, after))
}

/// The changed keys, without those at the top of the file that are listed in `apart`.
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

/// White space and the order of a list do not count as differences.
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
        let keys = was.zip(is).map(|(was, is)| key_changes(was, is, &[])).unwrap_or_default();
        let retracted =
            is.is_some_and(|is| is.retracted.is_some()) && was.is_none_or(|was| was.retracted.is_none());
        let repinned = was.zip(is).is_some_and(|(was, is)| pin(was) != pin(is));
        let is_unchanged = was.is_some() == is.is_some() && keys.is_empty() && !retracted && !repinned;
        (!is_unchanged).then_some(SourceChange { id, before: was, after: is, retracted, repinned, keys })
    });
    changes.collect()
}

fn stories<'m>(before: &'m Project, after: &'m Project, claims: &[ClaimChange]) -> Vec<StoryChange<'m>> {
    let mut pairs: BTreeMap<&str, (Option<&Story>, Option<&Story>)> = BTreeMap::new();
    for story in &before.corpus.stories {
        pairs.entry(&story.id).or_default().0 = Some(story);
    }
    for story in &after.corpus.stories {
        pairs.entry(&story.id).or_default().1 = Some(story);
    }
    let moved: Vec<_> = claims.iter().enumerate().filter(|(_, claim)| claim.from() != claim.to()).collect();
    let changes = pairs.into_iter().filter_map(|(id, (was, is))| {
        let keys = was.zip(is).map(|(was, is)| key_changes(was, is, &[])).unwrap_or_default();
        let stated = |id: &str| was.into_iter().chain(is).any(|story| story.states(id));
        let is_stated =
            |claim: &ClaimChange| claim.before.iter().chain(&claim.after).any(|side| stated(&side.claim.id));
        let moved: Vec<_> =
            moved.iter().filter(|(_, claim)| is_stated(claim)).map(|(place, _)| *place).collect();
        let is_unchanged = was.zip(is).is_some_and(|(was, is)| was.says_as(is)) && keys.is_empty();
        let is_told = !is_unchanged || !moved.is_empty();
        is_told.then_some(StoryChange { id, before: was, after: is, keys, moved })
    });
    changes.collect()
}

/// The recorded SHA-256 of a source's text.
pub fn pin(source: &Source) -> Option<&str> {
    source.text.as_ref().and_then(|text| text.sha256.as_ref()).map(|hash| &*hash.value)
}

/// The changed keys that decide what a source counts for.
pub fn weighing_keys(before: &Source, after: &Source) -> Vec<&'static str> {
    let values = before.all_values().into_iter().zip(after.all_values());
    // Words around its quotes are read in its language; where it names none, as English.
    let language = |source: &Source| {
        let written = source.language.as_ref().map_or("en", |language| &*language.value);
        written.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
    };
    let is_other_language = language(before) != language(after);
    let bears = |key: &Key| key.bears && (key.name != "language" || is_other_language);
    let bearing = SOURCE.keys.iter().zip(values).filter(|(key, _)| bears(key));
    let differing = bearing.filter(|(key, (was, is))| match (was, is) {
        (Value::Table(_), Value::Table(_)) => false,
        (Value::Table(_), _) | (_, Value::Table(_)) => true,
        _ => !is_same(key, *was, *is),
    });
    differing.map(|(key, _)| key.name).collect()
}
