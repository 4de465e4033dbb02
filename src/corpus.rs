//! Floor 4: every claim, source and text of one moment, with what is wrong with how they are written.

use crate::fileset::{FileSet, Irregular, Role};
use crate::model::claim::Claim;
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
#[derive(Debug)]
pub struct Corpus {
    /// In the order of their files.
    pub claims: Vec<Claim>,
    /// In the order of their files.
    pub sources: Vec<Source>,
    /// The policy that holds.
    pub policy: Policy,
    /// What is wrong with how files are written.
    pub faults: Vec<Fault>,
    /// Comments that silence.
    pub allows: Vec<Allow>,
    claim_index: HashMap<Box<str>, u32>,
    source_index: HashMap<Box<str>, u32>,
    /// For each source, where its words are.
    texts: Vec<Option<Text>>,
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
        let records: Vec<_> =
            files.iter().filter(|(_, entry)| !matches!(entry.role, Role::Text(_))).collect();
        let read: Vec<Record> = records
            .into_par_iter()
            .with_min_len(32)
            .map(|(file, entry)| read_record(files, file, entry))
            .collect();
        let mut corpus = Self {
            claims: Vec::new(),
            sources: Vec::new(),
            policy: Policy::default(),
            faults: Vec::new(),
            allows: Vec::new(),
            claim_index: HashMap::new(),
            source_index: HashMap::new(),
            texts: Vec::new(),
        };
        for record in read {
            corpus.add(record);
        }
        corpus.index(files);
        corpus.find_texts(files);
        corpus
    }

    /// The claim of that id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claim_index.get(id).map(|&at| &self.claims[at as usize])
    }

    /// The place in [`Corpus::sources`] of the source of that id.
    pub fn source_at(&self, id: &str) -> Option<usize> {
        self.source_index.get(id).map(|&at| at as usize)
    }

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.source_at(id).map(|at| &self.sources[at])
    }

    /// Where the words of the source at that place of [`Corpus::sources`] are, if anywhere.
    pub fn text_of(&self, source: usize) -> Option<Text> {
        self.texts[source]
    }

    fn add(&mut self, record: Record) {
        let Remarks { faults, allows } = match record {
            Record::Claim(claim, remarks) => {
                self.claims.push(*claim);
                remarks
            }
            Record::Source(source, remarks) => {
                self.sources.push(*source);
                remarks
            }
            Record::Policy(policy, remarks) => {
                self.policy = *policy;
                remarks
            }
            Record::Refused(remarks) => remarks,
        };
        self.faults.extend(faults);
        self.allows.extend(allows);
    }

    fn index(&mut self, files: &FileSet) {
        let claims = self.claims.iter().map(|claim| (&claim.id, claim.file));
        self.claim_index = index("claim", claims, files, &mut self.faults);
        let sources = self.sources.iter().map(|source| (&source.id, source.file));
        self.source_index = index("source", sources, files, &mut self.faults);
    }

    fn find_texts(&mut self, files: &FileSet) {
        self.texts = vec![None; self.sources.len()];
        for (file, entry) in files.iter() {
            let Role::Text(markup) = entry.role else { continue };
            let source = self.source_index.get(entry.stem());
            // In the folder of texts, what belongs to no source is nobody's business; in the tree a link hides something.
            if let Some(irregular) = &entry.irregular
                && (source.is_some() || !entry.in_texts_folder())
            {
                self.faults.push(whole_file(file, FaultKind::IrregularFile(irregular.clone())));
                continue;
            }
            let Some(&at) = source else { continue };
            match &mut self.texts[at as usize] {
                // Files of the tree come before those of the folder of texts, so the tree wins.
                Some(text) if entry.in_texts_folder() && !files.entry(text.file).in_texts_folder() => {
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

enum Record {
    Claim(Box<Claim>, Remarks),
    Source(Box<Source>, Remarks),
    Policy(Box<Policy>, Remarks),
    Refused(Remarks),
}

fn read_record(files: &FileSet, file: FileId, entry: &crate::fileset::Entry) -> Record {
    let refused = |fault: Fault| Record::Refused(Remarks { faults: vec![fault], allows: Vec::new() });
    let bytes = match files.read(file) {
        Ok(bytes) => bytes,
        Err(irregular) => return refused(whole_file(file, FaultKind::IrregularFile(irregular))),
    };
    let (text, undecodable) = match syntax::decode(file, &bytes) {
        Ok(text) => (text, None),
        Err(fault) => ("", Some(fault)),
    };
    let mut record = match entry.role {
        Role::Claim => {
            let (claim, remarks) = syntax::claim::read(file, entry.stem(), text);
            Record::Claim(Box::new(claim), remarks)
        }
        Role::Source => {
            let (source, remarks) = syntax::source::read(file, entry.stem(), text);
            Record::Source(Box::new(source), remarks)
        }
        Role::Policy | Role::Text(_) => {
            let (policy, remarks) = syntax::policy::read(file, text);
            Record::Policy(Box::new(policy), remarks)
        }
    };
    let (what, sound, remarks) = match &mut record {
        Record::Claim(claim, remarks) => ("claim", Some(&mut claim.sound), remarks),
        Record::Source(source, remarks) => ("source", Some(&mut source.sound), remarks),
        Record::Policy(_, remarks) | Record::Refused(remarks) => ("policy", None, remarks),
    };
    if let Some(fault) = undecodable {
        // An unreadable record still stands for its id, so that links to it are not called wrong.
        if let Some(sound) = sound {
            *sound = false;
        }
        remarks.faults = vec![fault];
    }
    if what != "policy"
        && let Err(why) = id::check(entry.stem())
    {
        let kind = FaultKind::InvalidId { what, name: entry.stem().to_owned(), why };
        remarks.faults.push(whole_file(file, kind));
    }
    record
}

fn index<'a>(
    what: &'static str,
    ids: impl Iterator<Item = (&'a Box<str>, FileId)>,
    files: &FileSet,
    faults: &mut Vec<Fault>,
) -> HashMap<Box<str>, u32> {
    let mut index: HashMap<Box<str>, u32> = HashMap::new();
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

impl Corpus {
    /// Was this file refused, so that nothing is known of what it says?
    pub fn refused(&self, file: FileId) -> Option<&Irregular> {
        self.faults.iter().find_map(|fault| match &fault.kind {
            FaultKind::IrregularFile(irregular) if fault.file == file => Some(irregular),
            _ => None,
        })
    }
}
