//! The project that a command works on.

use super::revisions::MergeBase;
use super::texts::Texts;
use super::{Common, Failure};
use chrono::{Days, NaiveDate};
use grounds::corpus::{ClaimAt, Corpus, SourceAt};
use grounds::evidence::TextState;
use grounds::fileset::FileSet;
use grounds::history::base::Move;
use grounds::project::Project;
use grounds::report::audit::{RECENT_DAYS, RecentMoves};
use grounds::text::span::FileId;
use std::path::PathBuf;

pub(crate) struct Opened {
    pub(crate) root: PathBuf,
    pub(crate) today: NaiveDate,
}

/// A project whose records are read, but not checked.
pub(crate) struct Loaded {
    pub(crate) root: PathBuf,
    pub(crate) today: NaiveDate,
    pub(crate) files: FileSet,
    pub(crate) corpus: Corpus,
}

pub(crate) const NO_PROJECT: &str =
    "there is no project here: neither this folder nor one above it has a grounds.toml or a claims folder";

impl Opened {
    pub(crate) fn find(common: &Common) -> Result<Self, Failure> {
        let today = common.today()?;
        let root = common.project()?.ok_or_else(|| Failure::nothing(NO_PROJECT))?;
        Ok(Self { root, today })
    }

    pub(crate) fn judge(&self, texts: &Texts) -> Result<Project, Failure> {
        Ok(Project::read(texts.list(&self.root)?, self.today))
    }

    /// Also compares with git: which statuses moved in the last [`RECENT_DAYS`] days.
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
            // The repository is younger than that: every claim is new.
            Ok(None) => Ok(corpus.claims.iter().map(Move::came).collect()),
            Err(failure) => Err(failure),
        };
        let moves = match moves {
            Ok(moves) => RecentMoves::Since(day, moves),
            Err(failure) => RecentMoves::Unknown(failure.message),
        };
        Ok((Project::of(files, corpus, self.today), moves))
    }
}

impl Loaded {
    pub(crate) fn read(common: &Common, texts: &Texts) -> Result<Self, Failure> {
        let Opened { root, today } = Opened::find(common)?;
        let files = texts.list(&root)?;
        let corpus = Corpus::read(&files);
        Ok(Self { root, today, files, corpus })
    }

    pub(crate) fn source_at(&self, id: &str) -> Result<SourceAt, Failure> {
        let known = || self.corpus.sources.iter().map(|source| &*source.id);
        self.corpus.source_at(id).ok_or_else(|| Failure::no_such("source", id, known()))
    }

    pub(crate) fn claim_at(&self, id: &str) -> Result<ClaimAt, Failure> {
        self.corpus.claim_at(id).ok_or_else(|| Failure::no_such_claim(&self.corpus, id))
    }

    /// Why the text of a source cannot be used, and what to do.
    pub(crate) fn why_unusable(&self, state: &TextState) -> String {
        let path = |file: &FileId| &self.files.entry(*file).path;
        match state {
            TextState::TwoTexts { tree, folder } => {
                format!(
                    "there are two texts, {} and {}, and they differ; delete the wrong one",
                    path(tree),
                    path(folder)
                )
            }
            TextState::Refused { file, .. } => {
                format!("{} cannot be read; `grounds check` says why", path(file))
            }
            TextState::NotText { file, foreign } => format!("{} is {}", path(file), foreign.in_words()),
            TextState::Changed { file, .. } => {
                format!("{} has changed: it does not match the sha256 in its record", path(file))
            }
            TextState::NotHeld | TextState::Verified { .. } | TextState::Unpinned { .. } => {
                "its text is not here; give the folder that has it: --texts DIR".to_owned()
            }
        }
    }
}
