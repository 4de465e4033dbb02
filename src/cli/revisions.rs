//! The revisions that a command compares.

use super::texts::explain;
use super::{Failure, no_repository};
use grounds::fileset::FileSet;
use grounds::git::{Id, Repository};
use grounds::history::base::{Base, common_ancestor};
use grounds::model::policy::Policy;
use grounds::rules;
use std::path::Path;
use std::sync::Arc;

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

/// A change that is to be judged.
pub(super) struct Change {
    pub(super) base: Base,
    repository: Arc<Repository>,
    head: Id,
}

/// The change from where the branch that is checked out parted from the revision `named`, to the tree of the project at
/// `root`. Also returns the tree, with the files that are gone from it.
pub(super) fn change(root: &Path, named: &str, tree: FileSet) -> Result<(Change, FileSet), Failure> {
    let repository = repository(root)?;
    let head = head(&repository)?;
    let ancestor = common_ancestor(&repository, named, repository.resolve(named)?, head)?;
    let (base, tree) = Base::read(&repository, ancestor, named, tree).map_err(explain)?;
    Ok((Change { base, repository, head }, tree))
}

impl Change {
    /// Finds out who raised statuses, if a rule asks.
    pub(super) fn find_raises(&mut self, policy: &Policy) -> Result<(), Failure> {
        if rules::asks_who_raised(policy) {
            self.base.find_raises(&self.repository, self.head)?;
        }
        Ok(())
    }
}
