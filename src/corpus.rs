//! Floor 5: every claim, source and text of one moment, with what is wrong with how they are written.

use crate::fileset::{Entry, FileSet, Role};
use crate::model::baseline::Baseline;
use crate::model::claim::{self, Claim};
use crate::model::id;
use crate::model::policy::Policy;
use crate::model::source::Source;
use crate::syntax::allow::Allow;
use crate::syntax::fault::{Fault, FaultKind};
use crate::syntax::{self, Remarks};
use crate::text::fold::Markup;
use crate::text::span::{FileId, Span};
use rayon::prelude::*;
use std::collections::HashMap;

/// All that one set of files means.
#[derive(Debug, Default)]
pub struct Corpus {
    /// In the order of their files.
    pub claims: Vec<Claim>,
    /// In the order of their files.
    pub sources: Vec<Source>,
    /// The policy that holds.
    pub policy: Policy,
    /// The policy that is written, where another one holds.
    overruled: Option<Policy>,
    /// The findings that are set aside.
    pub baseline: Baseline,
    /// What is wrong with how files are written.
    pub faults: Vec<Fault>,
    /// Comments that silence.
    pub allows: Vec<Allow>,
    claim_index: Index,
    source_index: Index,
    /// For each evidence block of each claim, which sources it names.
    links: Vec<Link>,
    /// For each claim, the place of its first block in `links`; one more at the end.
    first_link: Vec<usize>,
    /// For each source, where its words are.
    texts: Vec<Option<Text>>,
    /// For each source, its fingerprint.
    fingerprints: Vec<Option<FileId>>,
    /// Texts and fingerprints in the tree that belong to no source.
    pub orphans: Vec<FileId>,
}

/// The place of a source in [`Corpus::sources`].
pub type SourceAt = u32;

/// The sources that an evidence block names, as far as they have records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The one quoted.
    pub source: Option<SourceAt>,
    /// Where the information first came from: the one quoted, if the block names no other.
    pub origin: Option<SourceAt>,
}

/// The file that holds the words of a source.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// The file.
    pub file: FileId,
    /// How it is marked up.
    pub markup: Markup,
    /// Another file that holds words of the same source, from the folder of texts.
    pub other: Option<FileId>,
}

impl Corpus {
    /// Reads every record of `files`, each once, on all cores. Texts are not read.
    pub fn read(files: &FileSet) -> Self {
        let mut corpus = Self::default();
        corpus.claims = corpus.take_in(read_all(files, Role::Claim, "claim", |file, id, text| {
            let (mut claim, remarks) = syntax::claim::read(file, id, text.unwrap_or_default());
            claim.sound &= text.is_some();
            (claim, remarks)
        }));
        corpus.sources = corpus.take_in(read_all(files, Role::Source, "source", |file, id, text| {
            let (mut source, remarks) = syntax::source::read(file, id, text.unwrap_or_default());
            source.sound &= text.is_some();
            (source, remarks)
        }));
        let policies = corpus.take_in(read_all(files, Role::Policy, "policy", |file, _, text| {
            syntax::policy::read(file, text.unwrap_or_default())
        }));
        corpus.policy = policies.into_iter().next().unwrap_or_default();
        let baselines = corpus.take_in(read_all(files, Role::Baseline, "baseline", |file, _, text| {
            syntax::baseline::read(file, text.unwrap_or_default())
        }));
        corpus.baseline = baselines.into_iter().next().unwrap_or_default();
        corpus.report_strays(files);
        corpus.index(files);
        corpus.link();
        corpus.find_texts(files);
        corpus
    }

    /// Lets another policy hold: that of the revision that a change is judged by.
    pub fn hold_to(&mut self, policy: Policy) {
        self.overruled = Some(std::mem::replace(&mut self.policy, Policy { file: None, ..policy }));
    }

    /// The same with nothing set aside: whatever is found counts.
    #[must_use]
    pub fn with_nothing_aside(mut self) -> Self {
        self.baseline = Baseline::default();
        self
    }

    /// The policy that is written, whether it holds or not.
    pub fn written_policy(&self) -> &Policy {
        self.overruled.as_ref().unwrap_or(&self.policy)
    }

    /// The claim of that id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claim_at(id).map(|at| &self.claims[at])
    }

    /// The place in [`Corpus::claims`] of the claim of that id.
    pub fn claim_at(&self, id: &str) -> Option<usize> {
        self.claim_index.get(id).map(|&at| at as usize)
    }

    /// The place in [`Corpus::sources`] of the source of that id.
    pub fn source_at(&self, id: &str) -> Option<usize> {
        self.source_index.get(id).map(|&at| at as usize)
    }

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.source_at(id).map(|at| &self.sources[at])
    }

    /// What the evidence blocks of the claim at that place of [`Corpus::claims`] name, in their order.
    pub fn links_of(&self, claim: usize) -> &[Link] {
        &self.links[self.first_link[claim]..self.first_link[claim + 1]]
    }

    /// Where the words of the source at that place of [`Corpus::sources`] are, if anywhere.
    pub fn text_of(&self, source: usize) -> Option<Text> {
        self.texts[source]
    }

    /// The file with the fingerprint of the source at that place of [`Corpus::sources`], if there is one.
    pub fn fingerprint_of(&self, source: usize) -> Option<FileId> {
        self.fingerprints[source]
    }

    /// Keeps what reading remarked, and hands on what was read.
    fn take_in<T>(&mut self, (read, remarks): (Vec<T>, Vec<Remarks>)) -> Vec<T> {
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

    fn index(&mut self, files: &FileSet) {
        let claims = self.claims.iter().map(|claim| (&claim.id, claim.file));
        self.claim_index = index("claim", claims, files, &mut self.faults);
        let sources = self.sources.iter().map(|source| (&source.id, source.file));
        self.source_index = index("source", sources, files, &mut self.faults);
    }

    fn link(&mut self) {
        let at = |id: &claim::Text| self.source_index.get(&*id.value).copied();
        for claim in &self.claims {
            self.first_link.push(self.links.len());
            self.links.extend(claim.evidence.iter().map(|evidence| {
                let source = evidence.source.as_ref().and_then(at);
                Link { source, origin: evidence.origin.as_ref().map_or(source, at) }
            }));
        }
        self.first_link.push(self.links.len());
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
            let source = self.source_index.get(entry.stem());
            // In the folder of texts, what belongs to no source is nobody's business; in the tree a link hides something.
            if let Some(irregular) = &entry.irregular
                && (source.is_some() || !entry.in_texts_folder())
            {
                self.faults.push(whole_file(file, FaultKind::IrregularFile(irregular.clone())));
                continue;
            }
            let Some(&at) = source else {
                self.orphans.extend((!entry.in_texts_folder() && !entry.is_readme()).then_some(file));
                continue;
            };
            let Some(markup) = markup else {
                match &mut self.fingerprints[at as usize] {
                    Some(first) => {
                        let (id, first) = (entry.stem().to_owned(), *first);
                        let kind = FaultKind::DuplicateId { what: "fingerprint", id, first };
                        self.faults.push(whole_file(file, kind));
                    }
                    none => *none = Some(file),
                }
                continue;
            };
            match &mut self.texts[at as usize] {
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

/// From ids to places in a list.
type Index = HashMap<Box<str>, u32, foldhash::fast::RandomState>;

/// Reads all files of one role, each with `read`, which gets no text where the file is refused or not UTF-8: what
/// cannot be read still stands for its id, so that links to it are not called wrong.
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
        if matches!(role, Role::Claim | Role::Source)
            && let Err(why) = id::check(entry.stem())
        {
            let kind = FaultKind::InvalidId { what, name: entry.stem().to_owned(), why };
            remarks.faults.push(whole_file(file, kind));
        }
        (value, remarks)
    };
    wanted.into_par_iter().with_min_len(32).map(read_one).unzip()
}

fn index<'a>(
    what: &'static str,
    ids: impl Iterator<Item = (&'a Box<str>, FileId)>,
    files: &FileSet,
    faults: &mut Vec<Fault>,
) -> Index {
    let mut index = Index::default();
    let mut first_files = Vec::new();
    for (at, (id, file)) in ids.enumerate() {
        first_files.push(file);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        match index.entry(id.clone()) {
            std::collections::hash_map::Entry::Vacant(free) => _ = free.insert(at),
            std::collections::hash_map::Entry::Occupied(taken) => {
                let first = first_files[*taken.get() as usize];
                let kind = FaultKind::DuplicateId { what, id: files.entry(file).stem().to_owned(), first };
                faults.push(whole_file(file, kind));
            }
        }
    }
    index
}

/// A fault of the file as a whole.
fn whole_file(file: FileId, kind: FaultKind) -> Fault {
    Fault { file, span: Span::default(), within: None, kind }
}
