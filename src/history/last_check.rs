//! What a claim stated when it was last checked.

use crate::fileset::{self, FileSet, RECORD_LIMIT, Role};
use crate::git::tree::EntryKind;
use crate::git::{Error, Id, Repository, Unread};
use crate::model::claim::Claim;
use crate::model::date::Period;
use crate::syntax;
use crate::text::span::FileId;
use chrono::NaiveDate;
use std::sync::Arc;

/// A claim as it stood when the check that it names was first written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastCheck {
    /// What it stated.
    pub statement: String,
    /// The oldest commit with that check, along first parents.
    pub commit: Id,
    /// The newest day of that commit and those before it; `None` if they name none.
    pub day: Option<NaiveDate>,
    /// Does the clone end there? Then the check may be older, and the statement another.
    pub cut_off: bool,
}

/// The day of the check that a claim names.
pub fn checked_on(claim: &Claim) -> Option<Period> {
    Some(claim.checked.as_ref()?.on.as_ref()?.value)
}

impl LastCheck {
    /// Of a claim of `commit`, whose file is at `path`. `None` if it names no check.
    ///
    /// # Errors
    /// If the repository cannot be read.
    pub(super) fn of(
        repository: &Arc<Repository>,
        commit: Id,
        claim: &Claim,
        path: &str,
    ) -> Result<Option<Self>, fileset::Error> {
        let Some(check) = checked_on(claim) else { return Ok(None) };
        let mut last = Self::walk(repository, commit, (claim, check), path)?;
        last.day = newest_day(repository, last.commit).map_err(fileset::Error::Repository)?;
        Ok(Some(last))
    }

    fn walk(
        repository: &Arc<Repository>,
        commit: Id,
        (claim, check): (&Claim, Period),
        path: &str,
    ) -> Result<Self, fileset::Error> {
        let statement = claim.statement.as_ref().map_or("", |statement| &statement.value);
        let mut last = LastCheck { statement: statement.to_owned(), commit, day: None, cut_off: false };
        let mut path = path.to_owned();
        let mut known = None;
        let mut ancestry = repository.ancestry();
        loop {
            let parent = ancestry.parents(last.commit).map_err(fileset::Error::Repository)?.first().copied();
            let Some(parent) = parent else {
                let commit = repository.commit(last.commit).map_err(fileset::Error::Repository)?;
                last.cut_off = !commit.parents.is_empty();
                return Ok(last);
            };
            let tree = repository.commit(parent).map_err(fileset::Error::Repository)?.tree;
            let Some((found, blob)) = find(repository, tree, &claim.id, &path)? else {
                return Ok(last);
            };
            path = found;
            if known != Some(blob) {
                known = Some(blob);
                let Some(earlier) =
                    read_claim(repository, blob, &claim.id).map_err(fileset::Error::Repository)?
                else {
                    return Ok(last);
                };
                if checked_on(&earlier) != Some(check) {
                    return Ok(last);
                }
                if let Some(statement) = earlier.statement {
                    last.statement = statement.value.into();
                }
            }
            last.commit = parent;
        }
    }
}

/// The newest day of a commit and those before it along first parents: whoever writes a commit can give it an old date, and no
/// commit is older than what it builds on.
pub(super) fn newest_day(repository: &Repository, commit: Id) -> Result<Option<NaiveDate>, Error> {
    const MOST: usize = 256;
    let (mut newest, mut next) = (None, Some(commit));
    for _ in 0..MOST {
        let Some(id) = next else { break };
        let commit = repository.commit(id)?;
        newest = newest.max(commit.committer.at.map(|at| at.date_naive()));
        let parent = commit.parents.first().copied();
        // A shallow clone ends here.
        next = parent.filter(|parent| repository.commit(*parent).is_ok());
    }
    Ok(newest)
}

/// The path and the blob of a claim in a tree: at `path`, or wherever else its file lies.
fn find(
    repository: &Arc<Repository>,
    tree: Id,
    id: &str,
    path: &str,
) -> Result<Option<(String, Id)>, fileset::Error> {
    if let Some(blob) = at_path(repository, tree, path).map_err(fileset::Error::Repository)? {
        return Ok(Some((path.to_owned(), blob)));
    }
    let files = FileSet::from_commit(repository, tree, None)?;
    let moved = files.iter().find(|(_, entry)| entry.role == Role::Claim && entry.stem() == id);
    Ok(moved.and_then(|(file, entry)| Some((entry.path.clone(), files.object(file)?))))
}

fn at_path(repository: &Repository, tree: Id, path: &str) -> Result<Option<Id>, Error> {
    let Some(mut found) = repository.project_tree(tree)? else { return Ok(None) };
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        let expected = if names.peek().is_some() { EntryKind::Folder } else { EntryKind::File };
        match repository.entry(found, name.as_bytes())? {
            Some((kind, id)) if kind == expected => found = id,
            _ => return Ok(None),
        }
    }
    Ok(Some(found))
}

/// `None` if the blob is not a sound claim.
fn read_claim(repository: &Repository, blob: Id, id: &str) -> Result<Option<Claim>, Error> {
    let bytes = match repository.blob(blob, RECORD_LIMIT) {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge) => return Ok(None),
        Err(Unread::Error(error)) => return Err(error),
    };
    let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(None) };
    Ok(Some(syntax::claim::read(FileId(0), id, text).0).filter(|claim| claim.sound))
}
