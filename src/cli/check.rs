//! `grounds check`

use super::destination::{self, Destination, Written, without_dots, write_all};
use super::output::Output;
use super::project::Opened;
use super::revisions::MergeBase;
use super::texts::Texts;
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::corpus::Corpus;
use grounds::fileset;
use grounds::project::Project;
use grounds::render::{FORMATS, LIMIT, OutputOptions, WriteCheck};
use grounds::report::check::{CheckReport, report};
use grounds::report::selection::Selection;
use grounds::rules::{self, Context};
use grounds::text::nearest::{did_you_mean, nearest};
use std::path::{Path, PathBuf};

/// Check claims, sources and quotes
///
/// Checks that the files are well formed, that every quote is in its source, and that the evidence supports each status. With
/// --base, it also judges what has changed since an earlier version. It writes no files except those that --format names.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Show and count only findings in these files and folders, and in the sources of their claims. The whole project is still read
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Also judge what has changed since the branch left this revision, such as origin/main. The grounds.toml of that commit (the merge base) applies
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// Ignore the baseline: also show and count the findings that it sets aside
    #[arg(long)]
    no_baseline: bool,
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Written::parser(FORMATS), hide_possible_values = true, help = destination::help(FORMATS))]
    format: Vec<Written>,
    #[arg(long, value_name = "N", help = limit_help())]
    limit: Option<usize>,
}

/// Receives the report too.
pub(super) type Also<'a> = &'a mut dyn FnMut(&CheckReport, OutputOptions);

impl Check {
    /// A check of the whole project.
    pub(super) fn whole(
        base: Option<String>,
        texts: Texts,
        format: Vec<Written>,
        limit: Option<usize>,
    ) -> Self {
        Self { paths: Vec::new(), base, no_baseline: false, texts, format, limit }
    }
}

pub(crate) fn run(args: &Check, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    run_and(args, common, output, &mut |_, _| {})
}

/// The same, and hands the report to `also`.
pub(super) fn run_and(
    args: &Check,
    common: &Common,
    output: &Output,
    also: Also,
) -> Result<Outcome, Failure> {
    let Opened { root, today } = Opened::find(common)?;
    let selection =
        if args.paths.is_empty() { Selection::all() } else { Selection::of(below(&root, &args.paths)?) };
    let destinations = Destination::of(&args.format, FORMATS, &root)?;
    let base = args.base.as_deref().map(|named| MergeBase::from(&root, named)).transpose()?;
    let mut files = args.texts.list(&root)?;
    if let Some(base) = &base {
        files = base.with_object_ids(files);
    }
    let mut corpus = Corpus::read(&files);
    let base = base.map(|base| base.judge(&mut files, &mut corpus)).transpose()?;
    if args.no_baseline {
        corpus = corpus.without_baseline();
    }
    let project = Project::of(files, corpus, today);
    let mut context = Context::of(&project, today, base.as_ref());
    if destinations.iter().any(|destination| matches!(destination.writer(), WriteCheck::WithFixes(_))) {
        context = context.with_fixes();
    }
    let judgement = rules::run(&context);
    let report = report(&context, &judgement, &selection);
    let no_claims = args.paths.is_empty() && report.counts.claims == 0 && !report.counts.fails();
    if no_claims || report.counts.is_empty() {
        let where_to =
            if args.paths.is_empty() { format!("in {}", root.display()) } else { "there".to_owned() };
        return Err(Failure::nothing(format!("nothing to check: no claims {where_to}")));
    }
    let (folder, from_here) = (folder_in_repository(&root, CHECKED_OUT), folder_from_here(&root));
    let options =
        OutputOptions { folder: &folder, from_here: &from_here, ..destination::options(output, args.limit) };
    let outcome = if report.counts.fails() { Outcome::Findings } else { Outcome::Clean };
    let outcome =
        write_all(&destinations, options, outcome, |write, options, out| write.write(&report, options, out));
    also(&report, options);
    // Skip the destructors: the process is about to exit.
    std::mem::forget(report);
    std::mem::forget((judgement, project, base));
    Ok(outcome)
}

/// The variables in which GitHub's and GitLab's runners give the folder of the checkout.
const CHECKED_OUT: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The project's folder relative to the runner's checkout: the hosts show annotations at paths from there.
fn folder_in_repository(root: &Path, variables: [&str; 2]) -> String {
    let mut folders = variables.into_iter().filter_map(std::env::var_os).filter(|folder| !folder.is_empty());
    let mut below = || {
        let (root, repository) =
            (root.canonicalize().ok()?, Path::new(&folders.next()?).canonicalize().ok()?);
        root.strip_prefix(repository).map(as_beginning).ok()
    };
    below().unwrap_or_default()
}

/// The project's folder relative to the current one.
fn folder_from_here(root: &Path) -> String {
    let both = || Some((root.canonicalize().ok()?, std::env::current_dir().ok()?.canonicalize().ok()?));
    let Some((root, here)) = both() else { return String::new() };
    let shared = here.ancestors().find(|folder| root.starts_with(folder)).unwrap_or(Path::new(""));
    let up = here.strip_prefix(shared).map_or(0, |below| below.components().count());
    let down = root.strip_prefix(shared).map(as_beginning).unwrap_or_default();
    "../".repeat(up) + &down
}

/// With a slash at the end, unless it is empty.
fn as_beginning(folder: &Path) -> String {
    match fileset::shown(folder) {
        folder if folder.is_empty() => folder,
        folder => folder + "/",
    }
}

/// The paths relative to the root; the root itself is the empty path.
pub(crate) fn below(root: &Path, paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let absolute = |path: &Path| {
        std::path::absolute(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
    };
    let root = without_dots(&absolute(root)?);
    let relative = |path: &PathBuf| {
        if path.symlink_metadata().is_err() {
            let meant = did_you_mean(similar_name(path).as_deref());
            return Err(Failure::new(format!("there is no file or folder {}{meant}", path.display())));
        }
        let path = without_dots(&absolute(path)?);
        let inside = path.strip_prefix(&root).map_err(|_| {
            Failure::new(format!("{} is outside the project {}", path.display(), root.display()))
        })?;
        Ok(fileset::shown(inside))
    };
    paths.iter().map(relative).collect()
}

/// The entry with the most similar name in the folder of a path that does not exist.
fn similar_name(path: &Path) -> Option<String> {
    let folder = path.parent()?;
    let here = if folder == Path::new("") { Path::new(".") } else { folder };
    let names = std::fs::read_dir(here).ok()?.take(MOST_NAMES).flatten();
    let names: Vec<_> = names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let meant = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(fileset::shown(&folder.join(meant)))
}

/// Comparing more names would take too long.
const MOST_NAMES: usize = 10_000;

fn limit_help() -> String {
    format!(
        "Show at most N findings, most severe first, and at most three notes of each rule. 0 shows all. The totals always \
         count all [default: {LIMIT}; all for json, gitlab, junit and rdjson, 5000 for sarif]"
    )
}
