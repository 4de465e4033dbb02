//! Walking the history of a commit, each commit before its parents.

use super::names::Names;
use super::trees::Trees;
use crate::git::commit::{Commit, Signature};
use crate::git::{Error, Id, Mailmap, Repository};
use chrono::{DateTime, FixedOffset};
use std::collections::HashMap;
use std::sync::mpsc::{SyncSender, sync_channel};

/// Which parents are followed, and therefore what the date of a change means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParentFilter {
    /// All: dates say when something was written.
    All,
    /// Only the first parent of each commit: dates say when it landed.
    FirstParents,
}

/// One commit, reduced to what the history needs.
#[derive(Debug)]
pub struct Revision {
    /// The commit.
    pub id: Id,
    /// The indexes, in the walk, of the parents that are followed.
    pub parents: Box<[u32]>,
    /// The tree of its claims.
    pub(super) claims: Option<Id>,
    /// When it was written or landed; see [`ParentFilter`]. `None` if the commit has no valid date.
    pub at: Option<DateTime<FixedOffset>>,
    /// The first line of its message.
    pub subject: Box<str>,
    author: u32,
}

/// Commits in topological order, as in `git log --topo-order`: each before its parents, branch by branch, whatever their dates.
#[derive(Debug)]
pub struct Walk {
    /// The newest first.
    pub revisions: Vec<Revision>,
    authors: Vec<(String, String)>,
}

impl Walk {
    /// Walks the history of `head`. Names of authors go through the `.mailmap` of `head`.
    ///
    /// # Errors
    /// If a commit is missing or damaged. The caller must refuse a shallow clone first.
    pub fn from(repository: &Repository, head: Id, filter: ParentFilter) -> Result<Self, Error> {
        let mailmap = repository.mailmap(&repository.commit(head)?);
        let mut authors = Names::default();
        let found = read_revisions(repository, head, filter, &mut authors)?;
        let revisions = topological(found);
        Ok(Self { revisions, authors: mapped_authors(&authors, &mailmap) })
    }

    /// Name and address of the author of a commit.
    pub fn author(&self, revision: &Revision) -> (&str, &str) {
        let (name, email) = &self.authors[revision.author as usize];
        (name, email)
    }
}

/// The commits in breadth-first order; parents are indexes into it.
///
/// Commits must be read one after the other, because only a child names its parents. Meanwhile a second thread reads the
/// trees of those already known.
fn read_revisions(
    repository: &Repository,
    head: Id,
    filter: ParentFilter,
    authors: &mut Names<[String]>,
) -> Result<Vec<Revision>, Error> {
    let (send, receive) = sync_channel::<Vec<Id>>(WAITING);
    std::thread::scope(|scope| {
        let folders = scope.spawn(move || {
            let mut trees = Trees::of(repository);
            receive.into_iter().flatten().map(|tree| trees.claims(tree)).collect::<Result<Vec<_>, Error>>()
        });
        let found = read_commits(repository, head, filter, authors, &send);
        drop(send);
        let folders = folders.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let mut found = found?;
        for (revision, claims) in found.iter_mut().zip(folders?) {
            revision.claims = claims;
        }
        Ok(found)
    })
}

/// Trees sent to the second thread at a time, and the most batches that wait for it.
const BATCH: usize = 256;
const WAITING: usize = 64;

/// The commits without [`Revision::claims`]; their root trees are sent to `trees`.
fn read_commits(
    repository: &Repository,
    head: Id,
    filter: ParentFilter,
    authors: &mut Names<[String]>,
    trees: &SyncSender<Vec<Id>>,
) -> Result<Vec<Revision>, Error> {
    let mut places: HashMap<Id, u32, foldhash::fast::RandomState> = HashMap::default();
    let mut queue = vec![head];
    places.insert(head, 0);
    let mut revisions = Vec::new();
    let mut batch = Vec::with_capacity(BATCH);
    let reader = repository.reader();
    while let Some(&id) = queue.get(revisions.len()) {
        let Commit { tree, parents, author, committer, subject } = reader.commit(id)?;
        batch.push(tree);
        if batch.len() == BATCH {
            // The receiver is gone only after an error, which `join` in `read_revisions` reports.
            let _ = trees.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
        }
        let followed = if filter == ParentFilter::All { parents.len() } else { parents.len().min(1) };
        let parents = parents[..followed].iter().map(|&parent| {
            *places.entry(parent).or_insert_with(|| {
                queue.push(parent);
                u32::try_from(queue.len() - 1).unwrap_or(u32::MAX)
            })
        });
        let parents = parents.collect();
        let at = if filter == ParentFilter::All { author.at } else { committer.at };
        let Signature { name, email, .. } = author;
        let author = authors.number(&[name, email][..]);
        revisions.push(Revision { id, parents, claims: None, at, subject: subject.into(), author });
    }
    let _ = trees.send(batch);
    Ok(revisions)
}

/// Topological order (Kahn 1962), one branch after the other.
fn topological(found: Vec<Revision>) -> Vec<Revision> {
    let mut children = vec![0u32; found.len()];
    for parent in found.iter().flat_map(|revision| &revision.parents) {
        children[*parent as usize] += 1;
    }
    let mut place = vec![u32::MAX; found.len()];
    let mut order = Vec::with_capacity(found.len());
    let mut open = vec![0u32];
    while let Some(index) = open.pop() {
        place[index as usize] = u32::try_from(order.len()).unwrap_or(u32::MAX);
        order.push(index);
        for &parent in &found[index as usize].parents {
            children[parent as usize] -= 1;
            if children[parent as usize] == 0 {
                open.push(parent);
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().map(Some).collect();
    let mut revisions: Vec<_> = order.iter().filter_map(|&index| found[index as usize].take()).collect();
    for revision in &mut revisions {
        for parent in &mut revision.parents {
            *parent = place[*parent as usize];
        }
    }
    revisions
}

fn mapped_authors(authors: &Names<[String]>, mailmap: &Mailmap) -> Vec<(String, String)> {
    let written = (0..authors.count()).map(|number| authors.get(u32::try_from(number).unwrap_or(u32::MAX)));
    written
        .map(|written| match written {
            [name, email] => mailmap.resolve(name, email),
            _ => (String::new(), String::new()),
        })
        .collect()
}
