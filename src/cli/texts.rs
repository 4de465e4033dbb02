//! The option `--texts`.

use super::Failure;
use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};
use grounds::fileset::{self, FileSet};
use grounds::git::{Id, Repository};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Names the folder where no option does.
const VARIABLE: &str = "GROUNDS_TEXTS";

#[derive(Debug, Clone, Args)]
pub(crate) struct Texts {
    /// The folder for texts that are not kept in the repository. Its files are named <id>.md or <id>.txt
    #[arg(long, value_name = "DIR", env = VARIABLE, hide_env_values = true, value_parser = any_path())]
    texts: Option<PathBuf>,
}

impl Texts {
    /// What the environment says.
    pub(crate) fn of_environment() -> Self {
        Self { texts: std::env::var_os(VARIABLE).map(PathBuf::from) }
    }

    /// Lists the files of the project and the texts.
    pub(crate) fn list(&self, root: &Path) -> Result<FileSet, Failure> {
        FileSet::from_dir(root, self.folder()).map_err(explain)
    }

    /// The files of the project in that commit, and the texts.
    pub(crate) fn list_commit(&self, repository: &Arc<Repository>, commit: Id) -> Result<FileSet, Failure> {
        let tree = repository.commit(commit)?.tree;
        FileSet::from_commit(repository, tree, self.folder()).map_err(explain)
    }

    /// The folder, if one is given; an empty variable gives none.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.texts.as_deref().filter(|texts| !texts.as_os_str().is_empty())
    }

    /// The folder of original documents in the folder of texts, if there is one.
    pub(crate) fn originals(&self) -> Option<PathBuf> {
        self.folder().map(|folder| folder.join("originals")).filter(|folder| folder.is_dir())
    }
}

pub(super) fn explain(error: fileset::Error) -> Failure {
    match error {
        fileset::Error::NoTextsFolder(dir) => {
            Failure::new(format!("the folder of texts {} does not exist", dir.display())).help(
                "correct --texts or GROUNDS_TEXTS; without them, only texts beside their records are read",
            )
        }
        fileset::Error::UnlistableTextsFolder(dir, why) => {
            Failure::new(format!("the folder of texts {} cannot be listed: {why}", dir.display()))
        }
        fileset::Error::TooManyFiles => Failure::new(format!(
            "the project has more than {} files, the most that are read",
            fileset::COUNT_LIMIT
        )),
        fileset::Error::Repository(error) => error.into(),
    }
}

/// Accepts an empty path too, because the variable may be set to nothing.
fn any_path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}
