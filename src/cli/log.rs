//! `grounds log`

use super::destination::{self, Destination, Written, write_all};
use super::output::{self, Output};
use super::texts::{Texts, explain};
use super::{Common, Failure, Outcome, day, state};
use chrono::NaiveDate;
use clap::Args;
use grounds::fileset::FileSet;
use grounds::git::Repository;
use grounds::history::timeline::Timeline;
use grounds::history::walk::ParentFilter;
use grounds::model::state::State;
use grounds::project::Project;
use grounds::render::{LIMIT, LOG_FORMATS};
use grounds::report::log::{LogReport, Wanted};
use grounds::text::nearest::{did_you_mean, nearest};
use std::sync::Arc;

/// Show when each status changed, who changed it and why
///
/// Shows the history of one claim or of all claims, as committed in git, up to HEAD. It does not include uncommitted changes.
///
/// The statuses are those that the files declared. For one claim, each change also says what its evidence rested on by the
/// rules of this program, and how the claim could be printed.
#[derive(Debug, Args)]
pub(crate) struct Log {
    /// The id of a claim, present or former, or of a story: the history of the claims that it states
    #[arg(value_name = "CLAIM")]
    claim: Option<String>,
    /// Show when changes were merged, not when they were written (follow only first parents)
    #[arg(long)]
    first_parent: bool,
    /// Only changes on this day or later, such as 2026-11-20
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<NaiveDate>,
    /// Only changes on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<NaiveDate>,
    /// Only changes by authors whose name or address contains these words
    #[arg(long, value_name = "WORDS")]
    author: Option<String>,
    /// Only changes to this status; `withdrawn`, `unreadable` and `removed` also work
    #[arg(long, value_name = "STATUS", value_parser = state(), hide_possible_values = true)]
    to: Option<State>,
    /// Only claims with this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(LOG_FORMATS), hide_possible_values = true, help = destination::help(LOG_FORMATS))]
    format: Vec<Written>,
    #[arg(long, value_name = "N", help = limit_help())]
    limit: Option<usize>,
    #[command(flatten)]
    texts: Texts,
}

pub(crate) fn run(args: &Log, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let root = common.project_or_here()?;
    let destinations = Destination::of(&args.format, LOG_FORMATS, &root)?;
    let repository = Repository::of(&root)?.ok_or_else(super::no_repository)?;
    let repository = Arc::new(repository.trusting());
    let Some(head) = repository.head()? else {
        return Err(Failure::nothing("no history: there is no commit yet"));
    };
    let filter = if args.first_parent { ParentFilter::FirstParents } else { ParentFilter::All };
    let timeline = Timeline::read(&repository, head, filter)?;
    if timeline.all_ids().next().is_none() {
        return Err(Failure::nothing("no history: no commit has a claim"));
    }
    let wanted = Wanted {
        since: args.since,
        until: args.until,
        author: args.author.clone(),
        to: args.to,
        topic: args.topic.clone(),
    };
    let today = common.today()?;
    let at = |commit, day| {
        let files = args.texts.list_commit(&repository, commit).ok()?;
        Some(Project::read(files, day))
    };
    let of = args.claim.as_deref().map(|id| ids_of(&timeline, id, || at(head, today))).transpose()?;
    let mut report = LogReport::of(&timeline, of.as_deref(), &wanted);
    if of.is_some() {
        // What cannot be read any more is not judged; its status is told all the same.
        report.judge(|commit, day| at(commit, day.unwrap_or(today)));
    }
    let options = destination::options(output, args.limit);
    let files = FileSet::from_commit(&repository, repository.commit(head)?.tree, None).map_err(explain)?;
    if of.is_none() && args.format.is_empty() {
        report.tell_statements(&files, options.limit.unwrap_or(LIMIT));
        files.must_not_lack_objects().map_err(explain)?;
    }
    let outcome =
        write_all(&destinations, options, Outcome::Clean, |write, options, out| write(&report, options, out));
    warn_of_large_folders(&files);
    // Skip the destructors: the process is about to exit.
    std::mem::forget(report);
    std::mem::forget(timeline);
    Ok(outcome)
}

/// Above this many claims in one folder, git itself becomes slow.
const LARGE_FOLDER: usize = 1_000;

fn warn_of_large_folders(files: &FileSet) {
    if let Some((folder, count)) = files.largest_folder().filter(|(_, count)| *count > LARGE_FOLDER) {
        output::message(&format!(
            "note: {folder} has {count} claims, and git is many times slower with such a large folder; keep at most \
             {LARGE_FOLDER} in one folder, sorted by topic or by the first letters of their ids"
        ));
    }
}

/// All ids of the claim of that id or, of a story, of the claims that it states.
fn ids_of<'t>(
    timeline: &'t Timeline,
    id: &str,
    project: impl Fn() -> Option<Project>,
) -> Result<Vec<&'t str>, Failure> {
    let of_story = || {
        let project = project()?;
        let story = &project.corpus[project.corpus.story_at(id)?];
        let claims = story.passages.iter().filter_map(|passage| passage.claim.as_ref());
        Some(claims.flat_map(|claim| timeline.ids_of(&claim.value)).collect::<Vec<_>>())
    };
    let mut ids = timeline.ids_of(id);
    if ids.is_empty() {
        ids = of_story().unwrap_or_default();
    }
    if ids.is_empty() {
        let meant = did_you_mean(nearest(id, timeline.all_ids()));
        return Err(Failure::new(format!("no claim was ever called `{id}`{meant}")));
    }
    Ok(ids)
}

fn limit_help() -> String {
    format!("Show at most N changes, newest first. 0 shows all [default: {LIMIT}; for json and jsonl all]")
}
