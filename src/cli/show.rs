//! `grounds show`

use super::destination::{self, Destination, Written, write_all};
use super::output::Output;
use super::project::Opened;
use super::texts::Texts;
use super::{Common, Failure, Outcome, revisions};
use clap::Args;
use grounds::history::timeline::Timeline;
use grounds::history::walk::ParentFilter;
use grounds::project::Project;
use grounds::render::SHOW_FORMATS;
use grounds::report::log::ClaimHistories;
use grounds::report::show::{self, Named, Past, ShowReport};

/// Show one claim in full
///
/// Shows the statement, the declared status, the status that the evidence supports, and the history of the claim. Each quote is
/// shown in its sentence, with its origin and what it counts for. Evidence against the claim is listed separately.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of a claim, present or former; or words of its id or statement that no other claim has
    #[arg(value_name = "CLAIM|WORDS", required = true)]
    claim: Vec<String>,
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(SHOW_FORMATS), hide_possible_values = true, help = destination::help(SHOW_FORMATS))]
    format: Vec<Written>,
}

pub(crate) fn run(args: &Show, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let opened = Opened::find(common)?;
    let destinations = Destination::of(&args.format, SHOW_FORMATS, &opened.root)?;
    let project = opened.judge(&args.texts)?;
    let asked_for = args.claim.join(" ");
    let (claim, asked) = match show::named(&project, &asked_for) {
        Named::Now(claim) => (claim, None),
        Named::Formerly(claim) => (claim, Some(asked_for)),
        Named::Nothing(_) => match show::having(&project.corpus, &asked_for)[..] {
            [only] => {
                (project.corpus.claim_called(&only.id).ok_or_else(|| unknown(&project, &asked_for))?, None)
            }
            _ => return Err(unknown(&project, &asked_for)),
        },
    };
    let timeline = revisions::history(&opened.root)
        .and_then(|(repository, head)| Ok(Timeline::read(&repository, head, ParentFilter::All)?));
    let past = match &timeline {
        Ok(timeline) => Past::of(&ClaimHistories::of(timeline), &project.corpus[claim]),
        Err(failure) => Past::Unknown(failure.message.clone()),
    };
    let report = ShowReport { asked, ..ShowReport::of(&project, claim, past, opened.today) };
    let options = destination::options(output, None);
    Ok(write_all(&destinations, options, Outcome::Clean, |write, options, out| write(&report, options, out)))
}

fn unknown(project: &Project, words: &str) -> Failure {
    Failure::no_such_claim(&project.corpus, words)
}
