//! Options that filter claims, shared by `audit` and `export`.

use super::texts::Texts;
use super::{Failure, output, word};
use clap::Args;
use clap::builder::TypedValueParser;
use grounds::evidence::standing::Overlay;
use grounds::model::state::State;
use grounds::project::Project;
use grounds::report::facts::{Filter, Sheet, UnknownSource};
use grounds::text::nearest::{did_you_mean, nearest};
use std::collections::BTreeSet;

#[derive(Debug, Args)]
#[command(next_help_heading = "Which claims")]
pub(crate) struct Choice {
    #[command(flatten)]
    pub(super) texts: Texts,
    /// Only claims with this status; `withdrawn` and `unreadable` also work. May be repeated
    #[arg(long, value_name = "STATUS", value_parser = super::state(), hide_possible_values = true)]
    status: Vec<State>,
    /// Only claims with this flag: not-earned, contradicted, contested, second-hand, single-witness or stale. docs/status.md explains them. May be repeated
    #[arg(long, value_name = "FLAG", value_parser = overlay(), hide_possible_values = true)]
    overlay: Vec<Overlay>,
    /// Only claims with this topic. May be repeated
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only claims made by this claimant, in any known spelling
    #[arg(long, value_name = "NAME")]
    claimant: Option<String>,
    /// Only claims that rest on this source, directly or through others
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only claims that were last checked DAYS or more days ago, or never
    #[arg(long, value_name = "DAYS", value_parser = days)]
    stale: Option<i64>,
    /// Only claims due for a check within DAYS days, or overdue
    #[arg(long, value_name = "DAYS", value_parser = days)]
    due: Option<i64>,
    /// Only claims with all these words in the statement, rationale or id
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
}

impl Choice {
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
        let project = sheet.project;
        self.note_unknown(project);
        let all = sheet.claims.len();
        let sheet = sheet.filtered(&filter).map_err(|UnknownSource(id)| {
            Failure::no_such("source", &id, project.corpus.sources.iter().map(|source| &*source.id))
        })?;
        if sheet.claims.is_empty() && all > 0 {
            output::message(&format!("no claim matches (the project has {all})"));
        }
        Ok(sheet)
    }

    /// Warns of a topic or claimant that no claim has: an empty table alone could mean a spelling mistake.
    fn note_unknown(&self, project: &Project) {
        let claims = &project.corpus.claims;
        let topics = || claims.iter().flat_map(|claim| &claim.topics).map(|topic| &*topic.value);
        for topic in self.topic.iter().filter(|topic| !topics().any(|known| known == **topic)) {
            let meant = did_you_mean(nearest(topic, topics().collect::<BTreeSet<_>>()));
            output::message(&format!("note: no claim has the topic `{topic}`{meant}"));
        }
        let claimants = || claims.iter().flat_map(|claim| &claim.claimant).map(|name| &*name.value);
        let is_known = |name: &str| {
            project.standings.documents.parties.find(name).is_some()
                || claimants().any(|known| known.to_lowercase() == name.to_lowercase())
        };
        if let Some(name) = self.claimant.as_ref().filter(|name| !is_known(name)) {
            let known: BTreeSet<_> = claimants().collect();
            let containing =
                || known.iter().copied().find(|known| known.to_lowercase().contains(&name.to_lowercase()));
            let meant = did_you_mean(nearest(name, known.iter().copied()).or_else(containing));
            output::message(&format!("note: no claim is made by `{name}`{meant}"));
        }
    }
}

fn overlay() -> impl TypedValueParser<Value = Overlay> {
    word::one_of(Overlay::ALL.map(|overlay| (overlay.name(), overlay)))
}

fn days(written: &str) -> Result<i64, String> {
    written.parse().map_err(|_| "a whole number of days is needed, such as 30".to_owned())
}
