//! Finding the commits that a command compares.

use super::texts::explain;
use super::{Failure, no_repository};
use chrono::NaiveDate;
use grounds::corpus::Corpus;
use grounds::fileset::FileSet;
use grounds::git::{Id, Repository};
use grounds::history::base::{Base, merge_base};
use grounds::rules;
use std::path::Path;
use std::sync::Arc;

/// The commit that the working tree is compared with.
pub(super) struct MergeBase {
    repository: Arc<Repository>,
    named: String,
    commit: Id,
    head: Id,
}

pub(super) fn repository(root: &Path) -> Result<Arc<Repository>, Failure> {
    Ok(Arc::new(Repository::of(root)?.ok_or_else(no_repository)?))
}

/// The repository and its HEAD, for reading the history on several threads.
pub(super) fn history(root: &Path) -> Result<(Arc<Repository>, Id), Failure> {
    let repository =
        Repository::of(root)?.ok_or_else(|| Failure::new("the project is not in a git repository"))?;
    let repository = Arc::new(repository.trusting());
    let head = repository.head()?.ok_or_else(|| Failure::new("there is no commit yet"))?;
    Ok((repository, head))
}

pub(super) fn head(repository: &Repository) -> Result<Id, Failure> {
    repository.head()?.ok_or_else(|| {
        Failure::new("there is no commit yet, so there is nothing to compare with")
            .help("commit first, or run `grounds check` without --base")
    })
}

impl MergeBase {
    /// The merge base of HEAD and the revision `named`.
    pub(super) fn from(root: &Path, named: &str) -> Result<Self, Failure> {
        let repository = repository(root)?;
        let head = head(&repository)?;
        let commit = merge_base(&repository, named, repository.resolve(named)?, head)?;
        Ok(Self { repository, named: named.to_owned(), commit, head })
    }

    /// The newest commit before that day, following first parents; `None` if all are later.
    pub(super) fn before_day(root: &Path, day: NaiveDate) -> Result<Option<Self>, Failure> {
        let repository = repository(root)?;
        let head = head(&repository)?;
        let commit = newest_before(&repository, head, day)?;
        Ok(commit.map(|commit| Self { repository, named: day.to_string(), commit, head }))
    }

    pub(super) fn commit(&self) -> Id {
        self.commit
    }

    /// Reads the records that differ from the working tree.
    pub(super) fn compare(&self, files: &mut FileSet) -> Result<Base, Failure> {
        Base::read(&self.repository, (self.commit, &self.named), self.head, files).map_err(explain)
    }

    /// Makes `files` compute their git ids as they are read, as [`MergeBase::compare`] needs them.
    pub(super) fn with_object_ids(&self, files: FileSet) -> FileSet {
        files.with_object_ids(self.repository.id_length)
    }

    /// Reads the records that differ from the working tree, and enforces the base's policy on `corpus`.
    pub(super) fn judge(&self, files: &mut FileSet, corpus: &mut Corpus) -> Result<Base, Failure> {
        let mut base = self.compare(files)?;
        if let Some(policy) = &base.policy {
            corpus.enforce(policy.clone());
        }
        base.read_last_checks(&self.repository, corpus).map_err(explain)?;
        if rules::asks_who_raised(&corpus.policy) {
            base.read_raises(&self.repository, self.head)?;
        }
        Ok(base)
    }
}

/// The newest commit before that day in UTC, following first parents.
fn newest_before(repository: &Repository, head: Id, day: NaiveDate) -> Result<Option<Id>, Failure> {
    let mut next = Some(head);
    while let Some(id) = next {
        let commit = repository.commit(id)?;
        if commit.committer.at.is_some_and(|at| at.naive_utc().date() < day) {
            return Ok(Some(id));
        }
        // In a shallow clone an older commit may be missing.
        repository.must_not_be_shallow()?;
        next = commit.parents.first().copied();
    }
    Ok(None)
}
