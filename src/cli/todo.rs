//! `grounds todo`

use super::destination::{self, Destination, Written, write_all};
use super::output::{self, Output};
use super::project::Opened;
use super::texts::Texts;
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::git::Repository;
use grounds::history::timeline::Timeline;
use grounds::history::walk::ParentFilter;
use grounds::project::Project;
use grounds::render::{self, AUDIT_FORMATS};
use grounds::report::facts::Sheet;
use grounds::report::{owed, todo};
use grounds::rules::{self, Context};
use std::sync::Arc;

/// List what needs attention, sorted by severity, then by date
///
/// Lists corrections that printed stories owe, errors, findings that are set aside (the soonest to expire first), overdue checks, disputed claims, claims never checked, and
/// warnings, each with the command to run next.
#[derive(Debug, Args)]
pub(crate) struct Todo {
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(AUDIT_FORMATS), hide_possible_values = true, help = destination::help(AUDIT_FORMATS))]
    format: Vec<Written>,
    /// Show at most N records. 0 shows all [default: 30; with --format all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// The default number of rows: about a day's work.
const LIMIT: usize = 30;

pub(crate) fn run(args: &Todo, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let opened = Opened::find(common)?;
    let destinations = Destination::of(&args.format, AUDIT_FORMATS, &opened.root)?;
    let project = opened.judge(&args.texts)?;
    let context = Context::of(&project, opened.today, None);
    let judgement = rules::run(&context);
    let owed = owed::of(&project, history_of_stories(&project, &opened)?.as_ref());
    let mut queue = todo::queue(&context, &judgement, &Sheet::of(&project, opened.today), owed);
    let limit = args.limit.or(args.format.is_empty().then_some(LIMIT)).filter(|limit| *limit > 0);
    let more = limit.map_or(0, |limit| queue.len().saturating_sub(limit));
    queue.truncate(queue.len() - more);
    let options = destination::options(output, args.limit);
    if args.format.is_empty() {
        return Ok(output::stream(Outcome::Clean, |out| render::todo::write(&queue, more, options, out)));
    }
    let tables = [todo::table(&queue, more)];
    Ok(write_all(&destinations, options, Outcome::Clean, |write, options, out| write(&tables, options, out)))
}

/// What corrections are judged by; `None`, with a note, where there is no history. It is not read if nothing was printed.
fn history_of_stories(project: &Project, opened: &Opened) -> Result<Option<Timeline>, Failure> {
    if project.corpus.stories.iter().all(|story| story.published.is_none()) {
        return Ok(None);
    }
    let repository = Repository::of(&opened.root)?.map(|repository| Arc::new(repository.trusting()));
    let head = repository.as_ref().map(|repository| repository.head()).transpose()?.flatten();
    let timeline = match (&repository, head) {
        (Some(repository), Some(head)) if !repository.is_shallow() => {
            Some(Timeline::read(repository, head, ParentFilter::All)?)
        }
        _ => None,
    };
    if timeline.is_none() {
        output::message(
            "note: not judged: whether a claim fell after a story was printed; that takes the whole git history",
        );
    }
    Ok(timeline)
}
