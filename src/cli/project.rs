//! The project that a command works on.

use super::revisions::MergeBase;
use super::texts::Texts;
use super::{Common, Failure, output};
use chrono::{Days, NaiveDate};
use grounds::corpus::{ClaimAt, Corpus, SourceAt};
use grounds::evidence::TextState;
use grounds::fileset::FileSet;
use grounds::history::base::Move;
use grounds::project::Project;
use grounds::report::audit::{RECENT_DAYS, RecentMoves};
use grounds::text::nearest::{did_you_mean, nearest};
use grounds::text::span::FileId;
use std::path::PathBuf;

/// Where a project is, and the day that counts as today.
pub(crate) struct Opened {
    pub(crate) root: PathBuf,
    pub(crate) today: NaiveDate,
}

/// A project whose records were read.
pub(crate) struct Loaded {
    pub(crate) root: PathBuf,
    pub(crate) files: FileSet,
    pub(crate) corpus: Corpus,
}

/// Why there is nothing to work on.
pub(crate) const NO_PROJECT: &str =
    "there is no project here: no grounds.toml and no claims folder here or above";

impl Opened {
    /// The project here or above; `None`, after saying so, if there is none.
    pub(crate) fn find(common: &Common) -> Result<Option<Self>, Failure> {
        let today = common.today()?;
        let root = common.project()?;
        if root.is_none() {
            output::message(NO_PROJECT);
        }
        Ok(root.map(|root| Self { root, today }))
    }

    /// The project as it is now, judged.
    pub(crate) fn judge(&self, texts: &Texts) -> Result<Project, Failure> {
        let files = texts.list(&self.root)?;
        let corpus = Corpus::read(&files);
        Ok(Project::of(files, corpus, self.today))
    }

    /// The same, with the moves of the last days as git knows them.
    pub(crate) fn judge_with_moves(&self, texts: &Texts) -> Result<(Project, RecentMoves), Failure> {
        let day = self.today.checked_sub_days(Days::new(RECENT_DAYS)).unwrap_or(self.today);
        let base = MergeBase::before_day(&self.root, day);
        let mut files = texts.list(&self.root)?;
        if let Ok(Some(base)) = &base {
            files = base.with_object_ids(files);
        }
        let corpus = Corpus::read(&files);
        let moves = match base {
            Ok(Some(base)) => base.compare(&mut files).map(|base| base.moves(&corpus)),
            // The history is younger than that day: every claim is new.
            Ok(None) => Ok(corpus.claims.iter().map(Move::came).collect()),
            Err(failure) => Err(failure),
        };
        let moves = match moves {
            Ok(moves) => RecentMoves::Since(day, moves),
            Err(failure) => RecentMoves::Unknown(failure.message().to_owned()),
        };
        Ok((Project::of(files, corpus, self.today), moves))
    }
}

impl Loaded {
    /// Reads the project here or above; `None`, after saying so, if there is none.
    pub(crate) fn read(common: &Common, texts: &Texts) -> Result<Option<Self>, Failure> {
        let Some(Opened { root, .. }) = Opened::find(common)? else { return Ok(None) };
        let files = texts.list(&root)?;
        let corpus = Corpus::read(&files);
        Ok(Some(Self { root, files, corpus }))
    }

    /// The place of the source `id` in the corpus.
    pub(crate) fn source_at(&self, id: &str) -> Result<SourceAt, Failure> {
        self.corpus.source_at(id).ok_or_else(|| {
            let meant = did_you_mean(nearest(id, self.corpus.sources.iter().map(|source| &*source.id)));
            Failure::new(format!("no source is called `{id}`{meant}"))
        })
    }

    /// The place of the claim `id` in the corpus.
    pub(crate) fn claim_at(&self, id: &str) -> Result<ClaimAt, Failure> {
        self.corpus.claim_at(id).ok_or_else(|| {
            let meant = did_you_mean(nearest(id, self.corpus.claims.iter().map(|claim| &*claim.id)));
            Failure::new(format!("no claim is called `{id}`{meant}"))
        })
    }

    /// Why the text of a source is not used.
    pub(crate) fn why_unusable(&self, state: &TextState) -> String {
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
