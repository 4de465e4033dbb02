//! The project as the commands read it: with the folder of texts, if there is one.

use super::{Common, Failure, output};
use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};
use grounds::corpus::Corpus;
use grounds::evidence::TextState;
use grounds::fileset::{self, FileSet};
use grounds::text::nearest::{did_you_mean, nearest};
use grounds::text::span::FileId;
use std::path::{Path, PathBuf};

/// Where the texts are that do not lie beside their records.
#[derive(Debug, Clone, Args)]
pub(crate) struct Texts {
    /// The folder with texts that are not in the repository, named <id>.md or <id>.txt
    #[arg(long, value_name = "DIR", env = "GROUNDS_TEXTS", hide_env_values = true, value_parser = any_path())]
    texts: Option<PathBuf>,
}

/// A project that was read.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) files: FileSet,
    pub(crate) corpus: Corpus,
}

impl Texts {
    /// Reads the project; `None`, and a word to whoever asked, if there is none here.
    pub(crate) fn read(&self, common: &Common) -> Result<Option<Project>, Failure> {
        let Some(root) = common.project()? else {
            output::complain("nothing to read: no grounds.toml and no claims folder here or above");
            return Ok(None);
        };
        let files = self.list(&root)?;
        let corpus = Corpus::read(&files);
        Ok(Some(Project { root, files, corpus }))
    }

    /// Lists the files of the project and the texts.
    pub(crate) fn list(&self, root: &Path) -> Result<FileSet, Failure> {
        FileSet::from_dir(root, self.folder()).map_err(explain)
    }

    /// The folder with the texts, if one is named; an empty variable names none.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.texts.as_deref().filter(|texts| !texts.as_os_str().is_empty())
    }
}

impl Project {
    /// The place of the source `id` in the corpus.
    pub(crate) fn source_at(&self, id: &str) -> Result<usize, Failure> {
        self.corpus.source_at(id).ok_or_else(|| {
            let meant = did_you_mean(nearest(id, self.corpus.sources.iter().map(|source| &*source.id)));
            Failure::new(format!("no source is called `{id}`{meant}"))
        })
    }

    /// The place of the claim `id` in the corpus.
    pub(crate) fn claim_at(&self, id: &str) -> Result<usize, Failure> {
        self.corpus.claim_at(id).ok_or_else(|| {
            let meant = did_you_mean(nearest(id, self.corpus.claims.iter().map(|claim| &*claim.id)));
            Failure::new(format!("no claim is called `{id}`{meant}"))
        })
    }

    /// Why the text of a source is not used.
    pub(crate) fn in_the_way(&self, state: &TextState) -> String {
        let path = |file: &FileId| &self.files.entry(*file).path;
        match state {
            TextState::TwoTexts { tree, folder } => {
                format!("{} and {} differ; keep the right one", path(tree), path(folder))
            }
            TextState::Refused { file, .. } => {
                format!("{} is refused; `grounds check` says why", path(file))
            }
            TextState::NotUtf8 { file, offset } => {
                format!("{} is not UTF-8 text: byte {} is wrong", path(file), offset + 1)
            }
            TextState::Changed { file, .. } => {
                format!("{} is not the text that its record has the sha256 of", path(file))
            }
            TextState::NotHeld | TextState::Verified { .. } | TextState::Unpinned { .. } => {
                "its text is not here; name the folder that has it: --texts DIR".to_owned()
            }
        }
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
