//! Which claims of a project somebody asks for.

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

/// Which claims are asked for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which claims")]
pub(crate) struct Choice {
    #[command(flatten)]
    pub(super) texts: Texts,
    /// Only claims with this status; `withdrawn` and `unreadable` also work. May be repeated
    #[arg(long, value_name = "STATUS", value_parser = super::state(), hide_possible_values = true)]
    status: Vec<State>,
    /// Only claims with this flag: contested, contradicted, single-origin, second-hand or stale. docs/status.md explains them. May be repeated
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
    #[arg(long, value_name = "DAYS")]
    stale: Option<i64>,
    /// Only claims due for a check within DAYS days, or overdue
    #[arg(long, value_name = "DAYS")]
    due: Option<i64>,
    /// Only claims with all these words in the statement, rationale or id
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
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
        let project = sheet.project;
        self.note_unknown(project);
        let all = sheet.claims.len();
        let sheet = sheet.filtered(&filter).map_err(|UnknownSource(id)| {
            let meant = did_you_mean(nearest(&id, project.corpus.sources.iter().map(|source| &*source.id)));
            Failure::new(format!("no source is called `{id}`{meant}"))
        })?;
        if sheet.claims.is_empty() && all > 0 {
            output::complain(&format!("of {all} claims none is what you asked for"));
        }
        Ok(sheet)
    }
}

impl Choice {
    /// Says which topic or claimant no claim has: a table is empty for a misspelt one as for a rare one.
    fn note_unknown(&self, project: &Project) {
        let claims = &project.corpus.claims;
        let topics = || claims.iter().flat_map(|claim| &claim.topics).map(|topic| &*topic.value);
        for topic in self.topic.iter().filter(|topic| !topics().any(|known| known == **topic)) {
            let meant = did_you_mean(nearest(topic, unique(topics())));
            output::complain(&format!("note: no claim has the topic `{topic}`{meant}"));
        }
        let claimants = || claims.iter().filter_map(|claim| Some(&*claim.claimant.as_ref()?.value));
        let is_known = |name: &str| {
            project.standings.origins.parties.find(name).is_some()
                || claimants().any(|known| known.to_lowercase() == name.to_lowercase())
        };
        if let Some(name) = self.claimant.as_ref().filter(|name| !is_known(name)) {
            let known = unique(claimants());
            let part = || {
                let mut holding =
                    known.iter().copied().filter(|known| known.to_lowercase().contains(&name.to_lowercase()));
                holding.next()
            };
            let meant = did_you_mean(nearest(name, known.iter().copied()).or_else(part));
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
