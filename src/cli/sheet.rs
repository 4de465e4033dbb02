//! A project as tables and exports read it, and the claims that somebody chooses of it.

use super::revisions::Parting;
use super::texts::Texts;
use super::{Common, Failure, output, word};
use chrono::{Days, NaiveDate};
use clap::Args;
use clap::builder::TypedValueParser;
use grounds::corpus::Corpus;
use grounds::evidence::standing::Overlay;
use grounds::history::base::Move;
use grounds::history::moment::Moment;
use grounds::history::version::State;
use grounds::report::audit::{LATELY, Lately};
use grounds::report::facts::{Filter, Sheet, UnknownSource};
use grounds::text::nearest::{did_you_mean, nearest};
use std::collections::BTreeSet;
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
    /// Only claims with this status, or withdrawn or unreadable. May be repeated
    #[arg(long, value_name = "STATUS", value_parser = super::state(), hide_possible_values = true)]
    status: Vec<State>,
    /// Only claims with this flag: contested, contradicted, single-origin, second-hand, stale. May be repeated
    #[arg(long, value_name = "OVERLAY", value_parser = overlay(), hide_possible_values = true)]
    overlay: Vec<Overlay>,
    /// Only claims with this topic. May be repeated
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only claims by this claimant, in any known spelling
    #[arg(long, value_name = "NAME")]
    claimant: Option<String>,
    /// Only claims that rest on this source, directly or through others
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only claims not checked for this many days, or ever
    #[arg(long, value_name = "DAYS")]
    stale: Option<i64>,
    /// Only claims due for a check within this many days, or overdue
    #[arg(long, value_name = "DAYS")]
    due: Option<i64>,
    /// Only claims with all these words in the statement, rationale or id
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
        self.note_unknown(moment);
        sheet.filtered(&filter).map_err(|UnknownSource(id)| {
            let meant = did_you_mean(nearest(&id, moment.corpus.sources.iter().map(|source| &*source.id)));
            Failure::new(format!("no source is called `{id}`{meant}"))
        })
    }
}

impl Choice {
    /// Says which topic or claimant no claim has: a table is empty for a misspelt one as for a rare one.
    fn note_unknown(&self, moment: &Moment) {
        let claims = &moment.corpus.claims;
        let topics = || claims.iter().flat_map(|claim| &claim.topics).map(|topic| &*topic.value);
        for topic in self.topic.iter().filter(|topic| !topics().any(|known| known == **topic)) {
            let meant = did_you_mean(nearest(topic, unique(topics())));
            output::complain(&format!("note: no claim has the topic `{topic}`{meant}"));
        }
        let claimants = || claims.iter().filter_map(|claim| Some(&*claim.claimant.as_ref()?.value));
        let is_known = |name: &str| {
            moment.standings.origins.parties.find(name).is_some()
                || claimants().any(|known| known.to_lowercase() == name.to_lowercase())
        };
        if let Some(name) = self.claimant.as_ref().filter(|name| !is_known(name)) {
            let meant = did_you_mean(nearest(name, unique(claimants())));
            output::complain(&format!("note: no claim is made by `{name}`{meant}"));
        }
    }
}

fn unique<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<&'w str> {
    words.collect()
}

fn overlay() -> impl TypedValueParser<Value = Overlay> {
    word::one_of(Overlay::ALL.map(|overlay| (overlay.name(), overlay)))
}
