//! The folder of texts.

use super::Failure;
use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};
use grounds::fileset::{self, FileSet};
use std::path::{Path, PathBuf};

/// Where the texts are that do not lie beside their records.
#[derive(Debug, Clone, Args)]
pub(crate) struct Texts {
    /// The folder that holds texts not kept in the repository, in files named <id>.md or <id>.txt
    #[arg(long, value_name = "DIR", env = "GROUNDS_TEXTS", hide_env_values = true, value_parser = any_path())]
    texts: Option<PathBuf>,
}

impl Texts {
    /// Lists the files of the project and the texts.
    pub(crate) fn list(&self, root: &Path) -> Result<FileSet, Failure> {
        FileSet::from_dir(root, self.folder()).map_err(explain)
    }

    /// The folder with the texts, if one is named; an empty variable names none.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.texts.as_deref().filter(|texts| !texts.as_os_str().is_empty())
    }
}

pub(super) fn explain(error: fileset::Error) -> Failure {
    match error {
        fileset::Error::NoTextsFolder(dir) => {
            Failure::new(format!("there is no folder of texts {}", dir.display()))
                .help("name it with --texts or GROUNDS_TEXTS, or leave both out to do without it")
        }
        fileset::Error::UnlistableTextsFolder(dir, why) => {
            Failure::new(format!("the folder of texts {} cannot be listed: {why}", dir.display()))
        }
        fileset::Error::TooManyFiles => {
            Failure::new(format!("the project has more than {} files", fileset::COUNT_LIMIT))
        }
        fileset::Error::Repository(error) => error.into(),
    }
}

/// Takes an empty path too: a variable that is set to nothing.
fn any_path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}
