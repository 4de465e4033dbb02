//! The revisions that a command compares.

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

/// What the tree is compared with: where the branch that is checked out parted from another.
pub(super) struct MergeBase {
    repository: Arc<Repository>,
    named: String,
    commit: Id,
    head: Id,
}

/// The repository of the project at `root`.
pub(super) fn repository(root: &Path) -> Result<Arc<Repository>, Failure> {
    Ok(Arc::new(Repository::of(root)?.ok_or_else(|| no_repository(root))?))
}

/// The commit that is checked out.
pub(super) fn head(repository: &Repository) -> Result<Id, Failure> {
    repository.head()?.ok_or_else(|| {
        Failure::new("there is no commit yet, and so nothing to compare with")
            .help("`grounds check` without --base needs none")
    })
}

impl MergeBase {
    /// Where the branch that is checked out in the project at `root` parted from the revision `named`.
    pub(super) fn from(root: &Path, named: &str) -> Result<Self, Failure> {
        let repository = repository(root)?;
        let head = head(&repository)?;
        let commit = merge_base(&repository, named, repository.resolve(named)?, head)?;
        Ok(Self { repository, named: named.to_owned(), commit, head })
    }

    /// The newest commit on the way of first parents that is older than that day; `None` if the history is younger.
    pub(super) fn before_day(root: &Path, day: NaiveDate) -> Result<Option<Self>, Failure> {
        let repository = repository(root)?;
        let head = head(&repository)?;
        let commit = newest_before(&repository, head, day)?;
        Ok(commit.map(|commit| Self { repository, named: day.to_string(), commit, head }))
    }

    /// The commit.
    pub(super) fn commit(&self) -> Id {
        self.commit
    }

    /// Reads what is not the same in the tree.
    pub(super) fn compare(&self, files: &mut FileSet) -> Result<Base, Failure> {
        Base::read(&self.repository, (self.commit, &self.named), self.head, files).map_err(explain)
    }

    /// The same, so that files are compared with it as they are read.
    pub(super) fn with_object_ids(&self, files: FileSet) -> FileSet {
        files.with_object_ids(self.repository.id_length)
    }

    /// Reads what is not the same in the tree, which `corpus` means, and lets it judge that.
    pub(super) fn judge(&self, files: &mut FileSet, corpus: &mut Corpus) -> Result<Base, Failure> {
        let mut base = self.compare(files)?;
        if let Some(policy) = &base.policy {
            corpus.enforce(policy.clone());
        }
        if rules::asks_who_raised(&corpus.policy) {
            base.read_raises(&self.repository, self.head)?;
        }
        Ok(base)
    }
}

/// The newest commit on the way of first parents that is older than that day, in universal time.
fn newest_before(repository: &Repository, head: Id, day: NaiveDate) -> Result<Option<Id>, Failure> {
    let mut next = Some(head);
    while let Some(id) = next {
        let commit = repository.commit(id)?;
        if commit.committer.at.is_some_and(|at| at.naive_utc().date() < day) {
            return Ok(Some(id));
        }
        // What was cut off may be older.
        repository.must_not_be_shallow()?;
        next = commit.parents.first().copied();
    }
    Ok(None)
}
