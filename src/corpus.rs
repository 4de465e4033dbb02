//! Floor 5: every claim, source and text of one version of a project, and the faults in their files.

use crate::fileset::{Entry, FileSet, Role};
use crate::model::baseline::Baseline;
use crate::model::claim::{self, Claim};
use crate::model::id;
use crate::model::policy::Policy;
use crate::model::source::Source;
use crate::model::story::Story;
use crate::syntax::allow::Allow;
use crate::syntax::fault::{Fault, FaultKind};
use crate::syntax::{self, Remarks};
use crate::text::fold::Markup;
use crate::text::span::{FileId, Span};
use rayon::prelude::*;
use std::collections::{HashMap, hash_map};
use std::ops::Index;

/// The records in one set of files.
#[derive(Debug, Default)]
pub struct Corpus {
    /// In the order of their files.
    pub claims: Vec<Claim>,
    /// In the order of their files.
    pub sources: Vec<Source>,
    /// In the order of their files.
    pub stories: Vec<Story>,
    /// The policy in force.
    pub policy: Policy,
    /// The policy in `grounds.toml`, if the base's policy is in force.
    overruled: Option<Policy>,
    /// Findings that are accepted for now.
    pub baseline: Baseline,
    /// Faults in how files are written.
    pub faults: Vec<Fault>,
    /// Comments with `grounds: allow`.
    pub allows: Vec<Allow>,
    claim_ids: Ids<ClaimAt>,
    source_ids: Ids<SourceAt>,
    story_ids: Ids<StoryAt>,
    /// For each evidence block of each claim, the sources that it names.
    links: Vec<Link>,
    /// For each claim, where its blocks begin in `links`; one more at the end.
    first_link: Vec<usize>,
    /// For each source, the file with its text.
    texts: Vec<Option<Text>>,
    /// For each source, the file with its fingerprint.
    fingerprints: Vec<Option<FileId>>,
    /// For each story, the file with its text.
    story_texts: Vec<Option<Text>>,
    /// Texts and fingerprints in the tree that belong to no source and no story.
    pub orphans: Vec<FileId>,
}

/// The position of a claim in [`Corpus::claims`]. Only a corpus makes one, and only that corpus knows what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimAt(u32);

/// The position of a source in [`Corpus::sources`]. Only a corpus makes one, and only that corpus knows what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceAt(u32);

/// The position of a story in [`Corpus::stories`]. Only a corpus makes one, and only that corpus knows what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryAt(u32);

impl StoryAt {
    /// For a list that has one entry for each story, in the order of the corpus.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl ClaimAt {
    /// For a list that has one entry for each claim, in the order of the corpus.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl SourceAt {
    /// For a list that has one entry for each source, in the order of the corpus.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Index<ClaimAt> for Corpus {
    type Output = Claim;

    fn index(&self, claim: ClaimAt) -> &Claim {
        &self.claims[claim.index()]
    }
}

impl Index<StoryAt> for Corpus {
    type Output = Story;

    fn index(&self, story: StoryAt) -> &Story {
        &self.stories[story.index()]
    }
}

impl Index<SourceAt> for Corpus {
    type Output = Source;

    fn index(&self, source: SourceAt) -> &Source {
        &self.sources[source.index()]
    }
}

/// The sources that an evidence block names, as far as they have records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The source quoted.
    pub source: Option<SourceAt>,
    /// Where the information first came from: the source quoted, if the block names no other.
    pub origin: Option<SourceAt>,
}

/// The file with the text of a source.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// The file.
    pub file: FileId,
    /// How it is marked up.
    pub markup: Markup,
    /// A second file with it, in the folder of texts.
    pub other: Option<FileId>,
}

impl Corpus {
    /// Reads every record of `files`, each once, on all cores. Texts are not read.
    pub fn read(files: &FileSet) -> Self {
        let mut corpus = Self::default();
        corpus.claims = corpus.keep(read_all(files, Role::Claim, "claim", |file, id, text| {
            let (mut claim, remarks) = syntax::claim::read(file, id, text.unwrap_or_default());
            claim.sound &= text.is_some();
            (claim, remarks)
        }));
        corpus.sources = corpus.keep(read_all(files, Role::Source, "source", |file, id, text| {
            let (mut source, remarks) = syntax::source::read(file, id, text.unwrap_or_default());
            source.sound &= text.is_some();
            (source, remarks)
        }));
        corpus.stories = corpus.keep(read_all(files, Role::Story, "story", |file, id, text| {
            let (mut story, remarks) = syntax::story::read(file, id, text.unwrap_or_default());
            story.sound &= text.is_some();
            (story, remarks)
        }));
        let policies = corpus.keep(read_all(files, Role::Policy, "policy", |file, _, text| {
            syntax::policy::read(file, text.unwrap_or_default())
        }));
        corpus.policy = policies.into_iter().next().unwrap_or_default();
        let baselines = corpus.keep(read_all(files, Role::Baseline, "baseline", |file, _, text| {
            syntax::baseline::read(file, text.unwrap_or_default())
        }));
        corpus.baseline = baselines.into_iter().next().unwrap_or_default();
        corpus.report_strays(files);
        corpus.find_ids();
        corpus.link();
        corpus.find_texts(files);
        corpus.find_story_texts(files);
        corpus
    }

    /// These records under the policy of this corpus, with its texts and fingerprints. For what might have been: their files are
    /// others than this corpus was read from.
    #[must_use]
    pub fn with_records(&self, claims: Vec<Claim>, sources: Vec<Source>) -> Self {
        let mut corpus = Self { claims, sources, policy: self.policy.clone(), ..Self::default() };
        corpus.find_ids();
        corpus.link();
        let here = |source: &Source| self.source_at(&source.id);
        corpus.texts = corpus.sources.iter().map(|source| self.text_of(here(source)?)).collect();
        corpus.fingerprints =
            corpus.sources.iter().map(|source| self.fingerprint_of(here(source)?)).collect();
        corpus
    }

    /// Puts the base's policy in force, so that a change cannot loosen the rules it is checked by.
    pub fn enforce(&mut self, policy: Policy) {
        self.overruled = Some(std::mem::replace(&mut self.policy, Policy { file: None, ..policy }));
    }

    /// Drops the baseline, so that every finding counts.
    #[must_use]
    pub fn without_baseline(mut self) -> Self {
        self.baseline = Baseline::default();
        self
    }

    /// The policy in `grounds.toml`, whether it is in force or not.
    pub fn written_policy(&self) -> &Policy {
        self.overruled.as_ref().unwrap_or(&self.policy)
    }

    /// The claim of that id: of several, the first.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claim_at(id).map(|claim| &self[claim])
    }

    /// The position of the claim of that id: of several, the first.
    pub fn claim_at(&self, id: &str) -> Option<ClaimAt> {
        self.claim_ids.get(id).copied()
    }

    /// The claim of that id or, if there is none, one that had it.
    pub fn claim_called(&self, id: &str) -> Option<ClaimAt> {
        let heir = || self.each_claim().find(|(_, claim)| claim.was_called(id)).map(|(at, _)| at);
        self.claim_at(id).or_else(heir)
    }

    /// The source of that id: of several, the first.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.source_at(id).map(|source| &self[source])
    }

    /// The position of the source of that id: of several, the first.
    pub fn source_at(&self, id: &str) -> Option<SourceAt> {
        self.source_ids.get(id).copied()
    }

    /// The position of the source whose record is that file.
    pub fn source_in(&self, record: FileId) -> Option<SourceAt> {
        // Sources are in the order of their files.
        let index = self.sources.binary_search_by_key(&record, |source| source.file).ok()?;
        Some(SourceAt(narrow(index)))
    }

    /// Every claim with its position, in order.
    pub fn each_claim(&self) -> impl Iterator<Item = (ClaimAt, &Claim)> {
        (0..).map(ClaimAt).zip(&self.claims)
    }

    /// Every source with its position, in order.
    pub fn each_source(&self) -> impl Iterator<Item = (SourceAt, &Source)> {
        (0..).map(SourceAt).zip(&self.sources)
    }

    /// Every story with its position, in order.
    pub fn each_story(&self) -> impl Iterator<Item = (StoryAt, &Story)> {
        (0..).map(StoryAt).zip(&self.stories)
    }

    /// The story of that id.
    pub fn story_at(&self, id: &str) -> Option<StoryAt> {
        self.story_ids.get(id).copied()
    }

    /// The file with the text of a story, if there is one.
    pub fn text_of_story(&self, story: StoryAt) -> Option<Text> {
        self.story_texts.get(story.index()).copied().flatten()
    }

    /// The same as [`Corpus::each_claim`], on all cores.
    pub fn par_each_claim(&self) -> impl IndexedParallelIterator<Item = (ClaimAt, &Claim)> {
        self.claims.par_iter().enumerate().map(|(index, claim)| (ClaimAt(narrow(index)), claim))
    }

    /// The same as [`Corpus::each_source`], on all cores.
    pub fn par_each_source(&self) -> impl IndexedParallelIterator<Item = (SourceAt, &Source)> {
        self.sources.par_iter().enumerate().map(|(index, source)| (SourceAt(narrow(index)), source))
    }

    /// What the evidence blocks of a claim name, in their order.
    pub fn links_of(&self, claim: ClaimAt) -> &[Link] {
        &self.links[self.first_link[claim.index()]..self.first_link[claim.index() + 1]]
    }

    /// The file with the text of a source, if there is one.
    pub fn text_of(&self, source: SourceAt) -> Option<Text> {
        self.texts[source.index()]
    }

    /// The file with the fingerprint of a source, if there is one.
    pub fn fingerprint_of(&self, source: SourceAt) -> Option<FileId> {
        self.fingerprints[source.index()]
    }

    /// Stores the remarks, and returns the values.
    fn keep<T>(&mut self, (read, remarks): (Vec<T>, Vec<Remarks>)) -> Vec<T> {
        for remarks in remarks {
            self.faults.extend(remarks.faults);
            self.allows.extend(remarks.allows);
        }
        read
    }

    fn report_strays(&mut self, files: &FileSet) {
        for (file, entry) in files.iter().filter(|(_, entry)| entry.role == Role::Stray) {
            let irregular = entry.irregular.clone();
            self.faults.extend(irregular.map(|why| whole_file(file, FaultKind::IrregularFile(why))));
        }
    }

    fn find_ids(&mut self) {
        let claims = self.each_claim().map(|(claim, record)| (claim, &record.id, record.file));
        let (claim_ids, claim_faults) = index("claim", claims, |claim| self[claim].file);
        let sources = self.each_source().map(|(source, record)| (source, &record.id, record.file));
        let (source_ids, source_faults) = index("source", sources, |source| self[source].file);
        let stories = self.each_story().map(|(story, record)| (story, &record.id, record.file));
        let (story_ids, story_faults) = index("story", stories, |story| self[story].file);
        (self.claim_ids, self.source_ids, self.story_ids) = (claim_ids, source_ids, story_ids);
        self.faults.extend(claim_faults.into_iter().chain(source_faults).chain(story_faults));
    }

    fn link(&mut self) {
        let position = |id: &claim::Text| self.source_ids.get(&*id.value).copied();
        for claim in &self.claims {
            self.first_link.push(self.links.len());
            self.links.extend(claim.evidence.iter().map(|evidence| {
                let source = evidence.source.as_ref().and_then(position);
                Link { source, origin: evidence.origin.as_ref().map_or(source, position) }
            }));
        }
        self.first_link.push(self.links.len());
    }

    fn find_story_texts(&mut self, files: &FileSet) {
        self.story_texts = vec![None; self.stories.len()];
        for (file, entry) in files.iter() {
            let Role::StoryText(markup) = entry.role else { continue };
            if let Some(irregular) = &entry.irregular {
                self.faults.push(whole_file(file, FaultKind::IrregularFile(irregular.clone())));
                continue;
            }
            match self.story_ids.get(entry.stem()).map(|story| &mut self.story_texts[story.index()]) {
                None => self.orphans.push(file),
                Some(Some(text)) => {
                    let id = entry.stem().to_owned();
                    let kind = FaultKind::DuplicateId { what: "text", id, first: text.file };
                    self.faults.push(whole_file(file, kind));
                }
                Some(none) => *none = Some(Text { file, markup, other: None }),
            }
        }
    }

    fn find_texts(&mut self, files: &FileSet) {
        self.texts = vec![None; self.sources.len()];
        self.fingerprints = vec![None; self.sources.len()];
        for (file, entry) in files.iter() {
            let markup = match entry.role {
                Role::Text(markup) => Some(markup),
                Role::Fingerprint => None,
                _ => continue,
            };
            let source = self.source_ids.get(entry.stem()).copied();
            // In the folder of texts, files that belong to no source do not matter; in the tree a link may hide something.
            if let Some(irregular) = &entry.irregular
                && (source.is_some() || !entry.in_texts_folder())
            {
                self.faults.push(whole_file(file, FaultKind::IrregularFile(irregular.clone())));
                continue;
            }
            let Some(source) = source else {
                self.orphans.extend((!entry.in_texts_folder() && !entry.is_readme()).then_some(file));
                continue;
            };
            let Some(markup) = markup else {
                match &mut self.fingerprints[source.index()] {
                    Some(first) => {
                        let (id, first) = (entry.stem().to_owned(), *first);
                        let kind = FaultKind::DuplicateId { what: "fingerprint", id, first };
                        self.faults.push(whole_file(file, kind));
                    }
                    none => *none = Some(file),
                }
                continue;
            };
            match &mut self.texts[source.index()] {
                // Files of the tree come before those of the folder of texts, so the tree wins.
                Some(text)
                    if entry.in_texts_folder()
                        && !files.entry(text.file).in_texts_folder()
                        && text.other.is_none() =>
                {
                    text.other = Some(file);
                }
                Some(text) => {
                    let id = entry.stem().to_owned();
                    let kind = FaultKind::DuplicateId { what: "text", id, first: text.file };
                    self.faults.push(whole_file(file, kind));
                }
                none => *none = Some(Text { file, markup, other: None }),
            }
        }
    }
}

/// From ids to positions in a list.
type Ids<At> = HashMap<Box<str>, At, foldhash::fast::RandomState>;

/// Reads all files of one role with `read`, which gets no text if the file is refused or not UTF-8: what cannot be read
/// keeps its id, so that links to it are not reported.
fn read_all<T: Send>(
    files: &FileSet,
    role: Role,
    what: &'static str,
    read: impl Fn(FileId, &str, Option<&str>) -> (T, Remarks) + Sync,
) -> (Vec<T>, Vec<Remarks>) {
    let wanted: Vec<_> = files.iter().filter(|(_, entry)| entry.role == role).collect();
    let read_one = |(file, entry): (FileId, &Entry)| {
        let bytes = match files.read(file) {
            Ok(bytes) => bytes,
            Err(irregular) => {
                let remarks = Remarks::of(whole_file(file, FaultKind::IrregularFile(irregular)));
                return (read(file, entry.stem(), None).0, remarks);
            }
        };
        let (value, mut remarks) = match syntax::decode(file, &bytes) {
            Ok(text) => read(file, entry.stem(), Some(text)),
            Err(fault) => (read(file, entry.stem(), None).0, Remarks::of(fault)),
        };
        if matches!(role, Role::Claim | Role::Source | Role::Story)
            && let Err(why) = id::check(entry.stem())
        {
            let kind = FaultKind::InvalidId { what, name: entry.stem().to_owned(), why };
            remarks.faults.push(whole_file(file, kind));
        }
        (value, remarks)
    };
    wanted.into_par_iter().with_min_len(32).map(read_one).unzip()
}

/// The position of the first record of each id, and a fault for every other one. `file_of` gives the file of a record.
fn index<'a, At: Copy>(
    what: &'static str,
    records: impl Iterator<Item = (At, &'a Box<str>, FileId)>,
    file_of: impl Fn(At) -> FileId,
) -> (Ids<At>, Vec<Fault>) {
    let (mut ids, mut faults) = (Ids::default(), Vec::new());
    for (index, id, file) in records {
        match ids.entry(id.clone()) {
            hash_map::Entry::Vacant(free) => _ = free.insert(index),
            hash_map::Entry::Occupied(taken) => {
                let kind = FaultKind::DuplicateId { what, id: id.to_string(), first: file_of(*taken.get()) };
                faults.push(whole_file(file, kind));
            }
        }
    }
    (ids, faults)
}

/// Safe, because [`fileset::COUNT_LIMIT`](crate::fileset::COUNT_LIMIT) is far below 2^32.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A fault of the file as a whole.
fn whole_file(file: FileId, kind: FaultKind) -> Fault {
    Fault { file, span: Span::default(), within: None, kind }
}
