//! A project as tables and exports read it, and the claims that somebody chooses of it.

use super::revisions::Parting;
use super::texts::Texts;
use super::{Common, Failure, output};
use chrono::{Days, NaiveDate};
use clap::Args;
use grounds::corpus::Corpus;
use grounds::evidence::standing::Overlay;
use grounds::history::base::Move;
use grounds::history::moment::Moment;
use grounds::history::version::State;
use grounds::report::audit::{LATELY, Lately};
use grounds::report::facts::{Filter, Sheet, UnknownSource};
use grounds::text::nearest::nearest;
use std::path::PathBuf;

/// Where the project is, and on which day it is looked at.
pub(super) struct Project {
    pub(super) root: PathBuf,
    pub(super) today: NaiveDate,
}

/// Which claims are asked for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which claims")]
pub(crate) struct Choice {
    #[command(flatten)]
    pub(super) texts: Texts,
    /// With this status; may repeat. Also `withdrawn` and `unreadable`
    #[arg(long, value_name = "STATUS", value_parser = super::state)]
    status: Vec<State>,
    /// With this beside the status: contested, contradicted, single-origin, second-hand, stale; may repeat
    #[arg(long, value_name = "OVERLAY", value_parser = overlay)]
    overlay: Vec<Overlay>,
    /// With this topic; may repeat
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// By this claimant, whatever the spelling that is known
    #[arg(long, value_name = "NAME")]
    claimant: Option<String>,
    /// That rest on this source, on whatever way
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// That nobody has checked for so many days, or ever
    #[arg(long, value_name = "DAYS")]
    stale: Option<i64>,
    /// To be checked again within so many days, or overdue
    #[arg(long, value_name = "DAYS")]
    due: Option<i64>,
    /// With all of these words in the statement, the rationale or the id
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
}

impl Project {
    /// The project; `None`, and a word to whoever asked, if there is none here.
    pub(super) fn find(common: &Common) -> Result<Option<Self>, Failure> {
        let today = common.today()?;
        let root = common.project()?;
        if root.is_none() {
            output::complain("nothing to read: no grounds.toml and no claims folder here or above");
        }
        Ok(root.map(|root| Self { root, today }))
    }

    /// The project as it stands.
    pub(super) fn moment(&self, texts: &Texts) -> Result<Moment, Failure> {
        let files = texts.list(&self.root)?;
        let corpus = Corpus::read(&files);
        Ok(Moment::of(files, corpus, self.today))
    }

    /// The project as it stands, with what git knows of the last days.
    pub(super) fn moment_and_moves(&self, texts: &Texts) -> Result<(Moment, Lately), Failure> {
        let day = self.today.checked_sub_days(Days::new(LATELY)).unwrap_or(self.today);
        let parting = Parting::by_day(&self.root, day);
        let mut files = texts.list(&self.root)?;
        if let Ok(Some(parting)) = &parting {
            files = parting.naming(files);
        }
        let corpus = Corpus::read(&files);
        let moves = match parting {
            Ok(Some(parting)) => parting.compare(&mut files).map(|base| base.moves(&corpus)),
            // All there is has come since.
            Ok(None) => Ok(corpus.claims.iter().map(Move::came).collect()),
            Err(failure) => Err(failure),
        };
        let lately = match moves {
            Ok(moves) => Lately::Since(day, moves),
            Err(failure) => Lately::Unknown(failure.message().to_owned()),
        };
        Ok((Moment::of(files, corpus, self.today), lately))
    }
}

impl Choice {
    /// Those claims of a sheet that are asked for.
    pub(super) fn of<'m>(&self, sheet: Sheet<'m>) -> Result<Sheet<'m>, Failure> {
        let filter = Filter {
            states: self.status.clone(),
            overlays: self.overlay.clone(),
            topics: self.topic.clone(),
            claimant: self.claimant.clone(),
            source: self.source.clone(),
            stale: self.stale,
            due: self.due,
            text: self.text.clone(),
        };
        let moment = sheet.moment;
        sheet.filtered(&filter).map_err(|UnknownSource(id)| {
            let meant = nearest(&id, moment.corpus.sources.iter().map(|source| &*source.id));
            let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            Failure::new(format!("no source is called `{id}`{meant}"))
        })
    }
}

fn overlay(written: &str) -> Result<Overlay, String> {
    Overlay::ALL.into_iter().find(|overlay| overlay.name() == written).ok_or_else(|| {
        let names: Vec<_> = Overlay::ALL.iter().map(|overlay| overlay.name()).collect();
        format!("one of {}", names.join(", "))
    })
}
