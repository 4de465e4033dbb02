//! Which claims' files each commit changed: by their names and objects alone, nothing is read yet.

use super::names::Names;
use super::trees::Trees;
use super::walk::Walk;
use crate::fileset::claim_id;
use crate::git::tree::{Entry, EntryKind};
use crate::git::{Error, Id, Repository};
use crate::text::bytes::in_words;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// What a claim's file is; `None` if there is none.
pub(super) type Content = Option<Object>;

/// The object of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Object {
    /// Of a regular file.
    File(Id),
    /// Of a link and the like: nothing is known of it but its name.
    Other(Id),
}

/// What one commit did to one claim.
#[derive(Debug)]
pub(super) struct Event {
    /// The place of the commit in the walk.
    pub revision: u32,
    /// The claim's number.
    pub claim: u32,
    /// The number of the path where its file is; where it was, if it is gone.
    pub path: u32,
    /// What it became.
    pub after: Content,
    /// What it was.
    pub before: Before,
}

/// What a claim was before a commit.
#[derive(Debug)]
pub(super) enum Before {
    /// In its one parent, or nothing where there is none.
    One(Content),
    /// In each parent of a merge.
    Many(Vec<Side>),
}

/// A claim in one parent of a merge.
#[derive(Debug)]
pub(super) struct Side {
    /// What it is there.
    pub content: Content,
    /// What it was in the common ancestors of this parent and another one: one list for each other one.
    pub bases: Vec<Vec<Content>>,
}

/// What all commits of a walk did to claims, in the order of the walk.
#[derive(Debug, Default)]
pub(super) struct Events {
    pub all: Vec<Event>,
    pub claims: Names<str>,
    pub paths: Names<str>,
}

/// What differs between two folders of claims: for each claim its path, and what it was and became.
type Changed = BTreeMap<u32, (u32, Content, Content)>;

/// Compares every commit of `walk` with its parents.
///
/// The walk is cut into a few runs, which are read at once. Each begins with no folder at hand, and unpacking the first ones
/// takes long; but with one run for each thread, all would wait for the slowest.
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

/// So many runs for each thread.
const RUNS_PER_THREAD: usize = 2;

fn read_run(repository: &Repository, walk: &Walk, run: Range<usize>) -> Result<Events, Error> {
    let mut reader = Run { trees: Trees::of(repository), events: Events::default() };
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
    /// Takes in what later commits of the walk did, with numbers of its own for things.
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

/// Some commits in a row.
struct Run<'r> {
    trees: Trees<'r>,
    events: Events,
}

impl Run<'_> {
    /// What a commit with at most one parent did.
    fn change(&mut self, revision: u32, before: Option<Id>, after: Option<Id>) -> Result<(), Error> {
        for (claim, (path, before, after)) in self.changed(before, after)? {
            let before = Before::One(before);
            self.events.all.push(Event { revision, claim, path, after, before });
        }
        Ok(())
    }

    /// What a merge did beyond taking over what one parent had.
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
            // Nothing new where each parent that differs stayed as it was.
            let stayed = |side: &Side| side.bases.iter().all(|bases| bases.contains(&side.content));
            let taken_over = sides.iter().any(|side| side.content == after);
            if taken_over && sides.iter().all(|side| side.content == after || stayed(side)) {
                continue;
            }
            self.events.all.push(Event { revision, claim, path, after, before: Before::Many(sides) });
        }
        Ok(())
    }

    /// For each parent of a merge, what it changed since the common ancestors with the first parent; for the first one,
    /// with each other.
    fn since_bases(&mut self, ids: &[Id], parents: &[Option<Id>]) -> Result<Vec<Vec<Vec<Changed>>>, Error> {
        let mut since: Vec<Vec<Vec<Changed>>> = vec![Vec::new(); parents.len()];
        for other in 1..parents.len() {
            let mut bases = Vec::new();
            for base in self.trees.reader.repository.merge_bases(ids[0], ids[other])? {
                let tree = self.trees.reader.commit(base)?.tree;
                bases.push(self.trees.claims(tree)?);
            }
            // Histories that have nothing in common began with nothing.
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
            // A file that moved is gone in one place and new in another.
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
