//! `grounds diff`

use super::destination::{self, Destination, Written, write_all};
use super::output::Output;
use super::revisions;
use super::texts::{Texts, explain};
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::corpus::Corpus;
use grounds::fileset::FileSet;
use grounds::git::Repository;
use grounds::history::base::{merge_base, must_not_have_moved};
use grounds::history::comparison::compare;
use grounds::project::Project;
use grounds::render::{DIFF_FORMATS, LIMIT, OutputOptions};
use grounds::report::check::ComparedWith;
use grounds::report::diff::DiffReport;
use std::path::Path;

/// Show what changed in the claims since an earlier version
///
/// Lists statuses raised or lowered, and why; claims added, removed, moved or renamed; and changes to statements and quotes, word
/// by word. The older version is the merge base of --base and REV. Without REV, it is the merge base of --base and HEAD.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The newer version: a branch, tag or commit [default: the working tree]
    #[arg(value_name = "REV")]
    head: Option<String>,
    /// Compare with the merge base of this revision and REV
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    base: String,
    /// Exit with 1 if anything changed
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(DIFF_FORMATS), hide_possible_values = true, help = destination::help(DIFF_FORMATS))]
    format: Vec<Written>,
    #[arg(long, value_name = "N", help = limit_help())]
    limit: Option<usize>,
}

/// Receives the report too.
pub(super) type Also<'a> = &'a mut dyn FnMut(&DiffReport, OutputOptions);

impl Diff {
    /// The changes since `base`, for [`run_and`].
    pub(super) fn since(base: String, texts: Texts) -> Self {
        Self { head: None, base, exit_code: false, texts, format: Vec::new(), limit: None }
    }
}

pub(crate) fn run(args: &Diff, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let root = common.project_or_here()?;
    let destinations = Destination::of(&args.format, DIFF_FORMATS, &root)?;
    let options = destination::options(output, args.limit);
    let mut outcome = Outcome::Clean;
    run_and(args, common, output, &mut |report, _| {
        outcome = if args.exit_code && !report.is_empty() { Outcome::Findings } else { Outcome::Clean };
        outcome =
            write_all(&destinations, options, outcome, |write, options, out| write(report, options, out));
    })?;
    Ok(outcome)
}

/// Hands the report to `also`.
pub(super) fn run_and(args: &Diff, common: &Common, output: &Output, also: Also) -> Result<Outcome, Failure> {
    let today = common.today()?;
    let root = common.project_or_here()?;
    let repository = revisions::repository(&root)?;
    let head = args.head.as_deref().map(|named| repository.resolve(named)).transpose()?;
    let checked_out = match head {
        Some(head) => head,
        None => revisions::head(&repository)?,
    };
    let ancestor = merge_base(&repository, &args.base, repository.resolve(&args.base)?, checked_out)?;
    let files = args.texts.list_commit(&repository, ancestor)?;
    if files.iter().len() == 0 {
        must_not_have_moved(&repository, ancestor, checked_out)?;
    }
    let before = Project::read(files, today);
    before.files.must_not_lack_objects().map_err(explain)?;
    let files = match head {
        Some(head) => args.texts.list_commit(&repository, head)?,
        None => of_tree(args, &repository, &root)?,
    };
    let mut corpus = Corpus::read(&files);
    corpus.enforce(before.corpus.policy.clone());
    let after = Project::of(files, corpus, today);
    after.files.must_not_lack_objects().map_err(explain)?;
    if before.corpus.claims.is_empty() && after.corpus.claims.is_empty() {
        return Err(Failure::nothing("nothing to compare: neither side has claims"));
    }
    let comparison = compare(&before, &after);
    let base =
        ComparedWith { commit: ancestor.to_string(), short: ancestor.short(), named: args.base.clone() };
    let report = DiffReport::of(&comparison, base, head.map(|head| (head.to_string(), head.short())));
    also(&report, destination::options(output, args.limit));
    Ok(Outcome::Clean)
}

fn of_tree(args: &Diff, repository: &Repository, root: &Path) -> Result<FileSet, Failure> {
    if repository.bare {
        return Err(Failure::new("this repository is bare: it has no working tree to compare")
            .help("give a second revision: grounds diff --base main feature"));
    }
    args.texts.list(root)
}

fn limit_help() -> String {
    format!(
        "Show at most N claims, most severe first. 0 shows all [default: {LIMIT}; for json all, for markdown all that fit]"
    )
}
