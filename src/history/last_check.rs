//! What a claim stated when it was last checked.

use crate::fileset::{self, FileSet, RECORD_LIMIT, Role};

use crate::git::tree::EntryKind;
use crate::git::{Ancestry, Error, Id, Repository, Unread};
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
    /// Was it never checked? Then this is where its status last said more than "unsubstantiated".
    pub unchecked: bool,
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

    /// The same of the newest version before `commit` that names a check: a claim that names none now may have had one. If none
    /// ever did, of the newest that asserts something.
    ///
    /// # Errors
    /// If the repository cannot be read.
    pub(super) fn before(
        repository: &Arc<Repository>,
        commit: Id,
        claim: &Claim,
        path: &str,
    ) -> Result<Option<Self>, fileset::Error> {
        let mut versions = Versions::of(repository, commit, claim, path);
        let mut asserted = None;
        loop {
            match versions.earlier()? {
                Earlier::Version(earlier) if checked_on(&earlier).is_some() => {
                    return Self::of(repository, versions.commit, &earlier, &versions.path);
                }
                Earlier::Version(earlier) => {
                    let asserts = earlier.status.as_ref().is_some_and(|status| status.value.asserts());
                    if let Some(statement) = earlier.statement.filter(|_| asserts && asserted.is_none()) {
                        let (statement, commit) = (statement.value.into(), versions.commit);
                        asserted =
                            Some(Self { statement, commit, day: None, cut_off: false, unchecked: true });
                    }
                }
                Earlier::Same => {}
                Earlier::None | Earlier::Unread | Earlier::CutOff => return Ok(asserted),
            }
        }
    }

    fn walk(
        repository: &Arc<Repository>,
        commit: Id,
        (claim, check): (&Claim, Period),
        path: &str,
    ) -> Result<Self, fileset::Error> {
        let statement = claim.statement.as_ref().map_or("", |statement| &statement.value);
        let mut last = LastCheck {
            statement: statement.to_owned(),
            commit,
            day: None,
            cut_off: false,
            unchecked: false,
        };
        let mut versions = Versions::of(repository, commit, claim, path);
        loop {
            match versions.earlier()? {
                Earlier::Same => {}
                Earlier::Version(earlier) if checked_on(&earlier) == Some(check) => {
                    if let Some(statement) = earlier.statement {
                        last.statement = statement.value.into();
                    }
                }
                Earlier::Version(_) | Earlier::None | Earlier::Unread => return Ok(last),
                Earlier::CutOff => {
                    last.cut_off = true;
                    return Ok(last);
                }
            }
            last.commit = versions.commit;
        }
    }
}

/// The versions of a claim along first parents, from the newest to the oldest, also under its former ids.
struct Versions<'r> {
    repository: &'r Arc<Repository>,
    ancestry: Ancestry<'r>,
    /// Where the walk is.
    commit: Id,
    path: String,
    id: String,
    formerly: Vec<String>,
    known: Option<Id>,
}

/// What a claim was one commit earlier.
enum Earlier {
    /// The same bytes as at the last step.
    Same,
    /// What it says there.
    Version(Box<Claim>),
    /// It did not exist, or there is no earlier commit.
    None,
    /// It cannot be read there.
    Unread,
    /// The clone ends here.
    CutOff,
}

impl<'r> Versions<'r> {
    fn of(repository: &'r Arc<Repository>, commit: Id, claim: &Claim, path: &str) -> Self {
        let (path, id) = (path.to_owned(), claim.id.to_string());
        let ancestry = repository.ancestry();
        Self { repository, ancestry, commit, path, id, formerly: former_ids(claim), known: None }
    }

    fn earlier(&mut self) -> Result<Earlier, fileset::Error> {
        let repository = self.repository;
        let parent = self.ancestry.parents(self.commit).map_err(fileset::Error::Repository)?.first().copied();
        let Some(parent) = parent else {
            let commit = repository.commit(self.commit).map_err(fileset::Error::Repository)?;
            return Ok(if commit.parents.is_empty() { Earlier::None } else { Earlier::CutOff });
        };
        let tree = repository.commit(parent).map_err(fileset::Error::Repository)?.tree;
        let Some((path, blob)) = self.find(tree)? else { return Ok(Earlier::None) };
        (self.commit, self.path) = (parent, path);
        if self.known.replace(blob) == Some(blob) {
            return Ok(Earlier::Same);
        }
        let read = read_claim(repository, blob, &self.id).map_err(fileset::Error::Repository)?;
        let Some(claim) = read else { return Ok(Earlier::Unread) };
        self.formerly = former_ids(&claim);
        Ok(Earlier::Version(Box::new(claim)))
    }

    /// Its path and blob in an earlier tree. Where it is not, it may be there under a former id.
    fn find(&mut self, tree: Id) -> Result<Option<(String, Id)>, fileset::Error> {
        let found = find(self.repository, tree, &self.id, &self.path)?;
        if found.is_some() {
            return Ok(found);
        }
        for id in std::mem::take(&mut self.formerly) {
            let path = format!("{}/{id}.toml", fileset::CLAIMS);
            if let Some(found) = find(self.repository, tree, &id, &path)? {
                self.id = id;
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

fn former_ids(claim: &Claim) -> Vec<String> {
    claim.formerly.iter().map(|former| former.value.to_string()).collect()
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
