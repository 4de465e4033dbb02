//! Which claims' files each commit changed, by their paths and object ids. No file is read here.

use super::names::Names;
use super::trees::Trees;
use super::walk::Walk;
use crate::fileset::claim_id;
use crate::git::tree::{Entry, EntryKind};
use crate::git::{Ancestry, Error, Id, Repository};
use crate::text::bytes::in_words;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// The object of a claim's file; `None` without a file.
pub(super) type Content = Option<Object>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Object {
    /// Of a regular file.
    File(Id),
    /// A link or submodule, which is never read.
    Other(Id),
}

/// What one commit did to one claim.
#[derive(Debug)]
pub(super) struct Event {
    /// The commit's index in the walk.
    pub revision: u32,
    /// The claim's number in [`Events::claims`].
    pub claim: u32,
    /// The number, in [`Events::paths`], of its path; of a removed file, its last one.
    pub path: u32,
    pub after: Content,
    pub before: Before,
}

/// A claim's file before a commit.
#[derive(Debug)]
pub(super) enum Before {
    /// In the only parent; nothing for a root commit.
    One(Content),
    /// In each parent of a merge.
    Many(Vec<Side>),
}

/// A claim in one parent of a merge.
#[derive(Debug)]
pub(super) struct Side {
    pub content: Content,
    /// Its content in the merge bases of this parent and each other parent: one list for each other parent.
    pub bases: Vec<Vec<Content>>,
}

/// The changes of claims, in the order of the walk.
#[derive(Debug, Default)]
pub(super) struct Events {
    pub all: Vec<Event>,
    pub claims: Names<str>,
    pub paths: Names<str>,
}

/// The differences between two trees of claims: by claim number, its path number, old and new content.
type Changed = BTreeMap<u32, (u32, Content, Content)>;

/// Compares every commit of `walk` with its parents.
///
/// The walk is cut into runs, which are read in parallel. Fewer runs means less unpacking, because each starts with an empty
/// cache; more runs means less waiting for the slowest.
pub(super) fn read(repository: &Repository, walk: &Walk) -> Result<Events, Error> {
    let threads = rayon::current_num_threads();
    let runs = if threads == 1 { 1 } else { threads * RUNS_PER_THREAD };
    let length = walk.revisions.len().div_ceil(runs).max(1);
    let runs: Vec<_> = (0..walk.revisions.len()).step_by(length).collect();
    let read = |&start: &usize| read_run(repository, walk, start..walk.revisions.len().min(start + length));
    let runs: Vec<Result<Events, Error>> = runs.par_iter().map(read).collect();
    let mut events = Events::default();
    for run in runs {
        events.append(run?);
    }
    Ok(events)
}

/// A compromise, by measurement.
const RUNS_PER_THREAD: usize = 2;

fn read_run(repository: &Repository, walk: &Walk, run: Range<usize>) -> Result<Events, Error> {
    let (trees, ancestry) = (Trees::of(repository), repository.ancestry());
    let mut reader = Run { trees, ancestry, events: Events::default() };
    for index in run {
        let revision = &walk.revisions[index];
        let after = revision.claims;
        let parents = revision.parents.iter().map(|&parent| &walk.revisions[parent as usize]);
        let folders: Vec<_> = parents.clone().map(|parent| parent.claims).collect();
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        match &folders[..] {
            [] => reader.change(number, None, after)?,
            [before] => reader.change(number, *before, after)?,
            _ if folders.iter().all(|&before| before == after) => {}
            several => {
                let ids: Vec<_> = parents.map(|parent| parent.id).collect();
                reader.merge(number, &ids, several, after)?;
            }
        }
    }
    Ok(reader.events)
}

impl Events {
    /// Appends a later run's events, renumbering its claims and paths.
    fn append(&mut self, later: Self) {
        let claims = self.claims.append(later.claims);
        let paths = self.paths.append(later.paths);
        self.all.extend(later.all.into_iter().map(|event| Event {
            claim: claims[event.claim as usize],
            path: paths[event.path as usize],
            ..event
        }));
    }
}

/// Reads consecutive commits of the walk.
struct Run<'r> {
    trees: Trees<'r>,
    ancestry: Ancestry<'r>,
    events: Events,
}

impl Run<'_> {
    /// Records the changes of a commit with at most one parent.
    fn change(&mut self, revision: u32, before: Option<Id>, after: Option<Id>) -> Result<(), Error> {
        for (claim, (path, before, after)) in self.changed(before, after)? {
            let before = Before::One(before);
            self.events.all.push(Event { revision, claim, path, after, before });
        }
        Ok(())
    }

    /// Records the changes of a merge, except where it only takes over what one parent changed.
    fn merge(
        &mut self,
        revision: u32,
        ids: &[Id],
        parents: &[Option<Id>],
        after: Option<Id>,
    ) -> Result<(), Error> {
        let mut differing = Vec::with_capacity(parents.len());
        for &parent in parents {
            differing.push(self.changed(parent, after)?);
        }
        let claims: HashSet<u32> = differing.iter().flat_map(|changed| changed.keys().copied()).collect();
        if claims.is_empty() {
            return Ok(());
        }
        let bases = self.since_bases(ids, parents)?;
        let mut claims: Vec<_> = claims.into_iter().collect();
        claims.sort_unstable();
        for claim in claims {
            let Some(&(path, _, after)) = differing.iter().find_map(|changed| changed.get(&claim)) else {
                continue;
            };
            let sides: Vec<_> = differing
                .iter()
                .zip(&bases)
                .map(|(changed, since)| {
                    let content = changed.get(&claim).map_or(after, |&(_, before, _)| before);
                    let was = |since: &Changed| since.get(&claim).map_or(content, |&(_, before, _)| before);
                    let bases = since.iter().map(|bases| bases.iter().map(was).collect()).collect();
                    Side { content, bases }
                })
                .collect();
            // Not a change by this merge: the parents that differ did not touch the claim.
            let stayed = |side: &Side| side.bases.iter().all(|bases| bases.contains(&side.content));
            let taken_over = sides.iter().any(|side| side.content == after);
            if taken_over && sides.iter().all(|side| side.content == after || stayed(side)) {
                continue;
            }
            self.events.all.push(Event { revision, claim, path, after, before: Before::Many(sides) });
        }
        Ok(())
    }

    /// For each parent of a merge, its changes since the merge bases with the first parent; for the first one, since those
    /// with each other parent.
    fn since_bases(&mut self, ids: &[Id], parents: &[Option<Id>]) -> Result<Vec<Vec<Vec<Changed>>>, Error> {
        let mut since: Vec<Vec<Vec<Changed>>> = vec![Vec::new(); parents.len()];
        for other in 1..parents.len() {
            let mut bases = Vec::new();
            for base in self.ancestry.merge_bases(ids[0], ids[other])? {
                let tree = self.trees.reader.commit(base)?.tree;
                bases.push(self.trees.claims(tree)?);
            }
            // Unrelated histories are compared with an empty tree.
            if bases.is_empty() {
                bases.push(None);
            }
            for side in [0, other] {
                let changed = bases.iter().map(|&base| self.changed(base, parents[side]));
                since[side].push(changed.collect::<Result<_, _>>()?);
            }
        }
        Ok(since)
    }

    fn changed(&mut self, before: Option<Id>, after: Option<Id>) -> Result<Changed, Error> {
        let mut changed = Changed::new();
        let Events { claims, paths, .. } = &mut self.events;
        self.trees.compare(before, after, &mut |folder, depth, change| {
            let Some(entry) = change.after.or(change.before) else { return };
            let Some(id) = claim_id(entry.name, depth) else { return };
            let path = paths.number(&*format!("claims/{}{}", in_words(folder), in_words(entry.name)));
            let content = |entry: Option<Entry>| {
                entry.map(|entry| match entry.kind {
                    EntryKind::File => Object::File(entry.id),
                    _ => Object::Other(entry.id),
                })
            };
            let (before, after) = (content(change.before), content(change.after));
            // A moved file appears twice: removed in one folder, added in another.
            let known = changed.entry(claims.number(&*id)).or_insert((path, None, None));
            if after.is_some() {
                known.0 = path;
            }
            known.1 = known.1.or(before);
            known.2 = known.2.or(after);
        })?;
        changed.retain(|_, (_, before, after)| before != after);
        Ok(changed)
    }
}
