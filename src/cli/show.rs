//! `grounds show`

use super::destination::{self, Destination, Written};
use super::output::Output;
use super::project::Opened;
use super::texts::Texts;
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::git::Repository;
use grounds::history::timeline::Timeline;
use grounds::history::walk::ParentFilter;
use grounds::render::SHOW_FORMATS;
use grounds::report::log::ClaimHistories;
use grounds::report::show::{self, Named, Past, ShowReport};
use grounds::text::nearest::did_you_mean;
use std::path::Path;
use std::sync::Arc;

/// Show one claim in full
///
/// Shows the statement, the status and the one that the evidence supports, each quote in its sentence, where each quote comes from and what
/// it counts for, what speaks against the claim, and its history.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of a claim, present or former
    #[arg(value_name = "CLAIM")]
    claim: String,
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(SHOW_FORMATS), hide_possible_values = true, help = destination::help(SHOW_FORMATS))]
    format: Vec<Written>,
}

pub(crate) fn run(args: &Show, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let Some(opened) = Opened::find(common)? else { return Ok(Outcome::Nothing) };
    let destinations = Destination::of(&args.format, SHOW_FORMATS, &opened.root)?;
    let project = opened.judge(&args.texts)?;
    let (at, asked) = match show::named(&project, &args.claim) {
        Named::Now(at) => (at, None),
        Named::Formerly(at) => (at, Some(args.claim.clone())),
        Named::Nothing(meant) => {
            let meant = did_you_mean(meant);
            return Err(Failure::new(format!("no claim is called `{}`{meant}", args.claim)));
        }
    };
    let timeline = timeline(&opened.root);
    let past = match &timeline {
        Ok(timeline) => Past::of(&ClaimHistories::of(timeline), &project.corpus[at]),
        Err(failure) => Past::Unknown(failure.message().to_owned()),
    };
    let report = ShowReport { asked, ..ShowReport::of(&project, at, past, opened.today) };
    let options = destination::options(output, None);
    let mut outcome = Outcome::Clean;
    for destination in &destinations {
        outcome = destination.write(options, outcome, |write, options, out| write(&report, options, out));
    }
    Ok(outcome)
}

/// The history of all claims that leads to the commit that is checked out.
fn timeline(root: &Path) -> Result<Timeline, Failure> {
    let repository =
        Repository::of(root)?.ok_or_else(|| Failure::new("the project is in no git repository"))?;
    let repository = Arc::new(repository.trusting());
    let head = repository.head()?.ok_or_else(|| Failure::new("there is no commit yet"))?;
    Ok(Timeline::read(&repository, head, ParentFilter::All)?)
}
