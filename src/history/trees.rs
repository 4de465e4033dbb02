//! Comparing the trees of commits. Most trees are the same from one commit to the next, so they are cached by path.

use crate::fileset::{CLAIMS, COUNT_LIMIT, DEPTH_LIMIT};
use crate::git::tree::{Change, EntryKind, differences};
use crate::git::{Error, Id, Reader, Repository};
use std::collections::HashMap;
use std::rc::Rc;

/// Reads trees through a cache.
pub(super) struct Trees<'r> {
    pub(super) reader: Reader<'r>,
    /// By path, the trees that were read last.
    kept: HashMap<Vec<u8>, RecentFolders, foldhash::fast::RandomState>,
    bytes: usize,
    /// By the tree of a project, its `claims`; only if the project is not at the top of the repository.
    claims: HashMap<Id, Option<Id>, foldhash::fast::RandomState>,
}

type RecentFolders = Vec<(Id, Rc<[u8]>)>;

/// The trees kept for one path: enough for walking this many branches in turn.
const BRANCHES: usize = 4;
/// The most bytes in the cache.
const KEPT: usize = 32 << 20;

impl<'r> Trees<'r> {
    pub(super) fn of(repository: &'r Repository) -> Self {
        Self { reader: repository.reader(), kept: HashMap::default(), bytes: 0, claims: HashMap::default() }
    }

    /// The tree `claims` of the project, from the root tree of a commit.
    pub(super) fn claims(&mut self, root: Id) -> Result<Option<Id>, Error> {
        if self.reader.repository.folders.is_empty() {
            return self.claims_in(root);
        }
        let Some(project) = self.reader.project_tree(root)? else { return Ok(None) };
        if let Some(&known) = self.claims.get(&project) {
            return Ok(known);
        }
        let claims = self.claims_in(project)?;
        self.claims.insert(project, claims);
        Ok(claims)
    }

    fn claims_in(&self, project: Id) -> Result<Option<Id>, Error> {
        let found = self.reader.entry(project, CLAIMS.as_bytes())?;
        Ok(found.and_then(|(kind, id)| (kind == EntryKind::Folder).then_some(id)))
    }

    /// Calls `each` for every file that differs between two trees, with its folder (ending in `/`), the depth of that folder,
    /// and the change.
    pub(super) fn compare(
        &mut self,
        before: Option<Id>,
        after: Option<Id>,
        each: &mut dyn FnMut(&[u8], usize, Change),
    ) -> Result<(), Error> {
        let mut path = Vec::new();
        let mut budget = COUNT_LIMIT;
        self.compare_at(&mut path, 0, (before, after), &mut budget, each)
    }

    fn compare_at(
        &mut self,
        path: &mut Vec<u8>,
        depth: usize,
        (before, after): (Option<Id>, Option<Id>),
        budget: &mut usize,
        each: &mut dyn FnMut(&[u8], usize, Change),
    ) -> Result<(), Error> {
        if before == after || depth > DEPTH_LIMIT {
            return Ok(());
        }
        let mut read = |id: Option<Id>| id.map_or(Ok(Rc::from(&[][..])), |id| self.read(path, id));
        let (old, new) = (read(before)?, read(after)?);
        let mut folders = Vec::new();
        let mut seen = 0;
        let compared = differences(&old, &new, self.reader.repository.id_length, |change| {
            seen += 1;
            let folder = |entry: Option<crate::git::tree::Entry>| {
                entry.filter(|entry| entry.kind == EntryKind::Folder).map(|entry| entry.id)
            };
            let (left, right) = (folder(change.before), folder(change.after));
            match change.before.or(change.after) {
                Some(entry) if left.is_some() || right.is_some() => {
                    folders.push((entry.name.to_vec(), left, right));
                }
                _ => each(path, depth, change),
            }
        });
        compared.map_err(|_| Error::new(format!("a tree of claims is damaged: {before:?} or {after:?}")))?;
        // A small repository can contain the same tree a billion times over.
        *budget = budget.checked_sub(seen).ok_or_else(|| {
            Error::new(format!("a commit changes more than {COUNT_LIMIT} files, the most that are read"))
        })?;
        for (name, left, right) in folders {
            let length = path.len();
            path.extend_from_slice(&name);
            path.push(b'/');
            self.compare_at(path, depth + 1, (left, right), budget, each)?;
            path.truncate(length);
        }
        Ok(())
    }

    fn read(&mut self, path: &[u8], id: Id) -> Result<Rc<[u8]>, Error> {
        if let Some(kept) = self.kept.get_mut(path)
            && let Some(index) = kept.iter().position(|(known, _)| *known == id)
        {
            let found = kept.remove(index);
            let data = Rc::clone(&found.1);
            kept.push(found);
            return Ok(data);
        }
        let data = self.reader.tree(id)?;
        if self.bytes + data.len() > KEPT {
            self.kept.clear();
            self.bytes = 0;
        }
        self.bytes += data.len();
        if !self.kept.contains_key(path) {
            self.kept.insert(path.to_vec(), Vec::with_capacity(BRANCHES));
        }
        if let Some(kept) = self.kept.get_mut(path) {
            if kept.len() == BRANCHES {
                let (_, dropped) = kept.remove(0);
                self.bytes -= dropped.len();
            }
            kept.push((id, Rc::clone(&data)));
        }
        Ok(data)
    }
}
