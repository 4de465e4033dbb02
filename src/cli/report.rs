//! `grounds report`

mod folder;
mod spans;

use super::destination::{refuse_records, replace};
use super::export::base_address;
use super::output;
use super::progress::Progress;
use super::project::Opened;
use super::texts::Texts;
use super::{Common, Failure, Outcome, revisions};
use clap::Args;
use grounds::git::{Id, Repository};
use grounds::history::timeline::Timeline;
use grounds::history::walk::ParentFilter;
use grounds::render::site::Dashboard;
use grounds::report::facts::Sheet;
use grounds::report::site::findings::Findings;
use grounds::report::site::{Site, Timelines};
use grounds::rules::{self, Context};
use std::io;
use std::path::{Path, PathBuf};

/// Write the dashboard as web pages
///
/// The pages show how much is documented, what needs attention, what has changed, which claims rest on which origins, and each claim
/// and source in full. They need no server and no network: open index.html, or publish the folder as it is.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The folder to write to. Files of your own in it are left alone
    #[arg(long, value_name = "DIR", required_unless_present = "single_file")]
    out: Option<PathBuf>,
    /// Write a single file instead, to send by mail. Up to 2,000 claims
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    single_file: Option<PathBuf>,
    /// The title [default: the author in [export] of grounds.toml, if there is one]
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Add a page that shows what changed since a revision, or between two. May be repeated
    #[arg(long, value_name = "REV[..REV]")]
    compare: Vec<String>,
    #[command(flatten)]
    texts: Texts,
}

pub(crate) fn run(args: &Report, common: &Common) -> Result<Outcome, Failure> {
    let opened = Opened::find(common)?;
    if let Some(place) = args.out.as_ref().or(args.single_file.as_ref()) {
        refuse_records(place, &opened.root)?;
    }
    let progress = Progress::begin("reading");
    let (project, moves) = opened.judge_with_moves(&args.texts)?;
    if project.corpus.claims.is_empty() {
        return Err(Failure::nothing("nothing to report: the project has no claims"));
    }
    if args.single_file.is_some() && project.corpus.claims.len() > MOST_IN_ONE_FILE {
        return Err(Failure::new(format!(
            "{} claims are too many for a single file: a browser takes up to {MOST_IN_ONE_FILE}",
            project.corpus.claims.len()
        ))
        .help("write a folder instead: --out DIR"));
    }
    progress.phase("reading the history");
    let past = Past::read(&opened.root);
    let spans = spans::spans(args, &opened, past.as_ref().err())?;
    let comparisons: Vec<_> = spans.iter().map(|span| span.comparison(&project)).collect();
    let changes = spans.iter().zip(&comparisons).map(|(span, comparison)| span.change(comparison.as_ref()));
    let publication = &project.corpus.policy.export;
    let sheet = Sheet::of(&project, opened.today);
    let author = publication.author.as_ref().map(|author| format!("{}: claims", author.value));
    let title = args.title.clone().or(author).unwrap_or_else(|| "Claims".to_owned());
    let timelines = match &past {
        Ok(Past { landed, written, .. }) => Ok(Timelines { landed, written }),
        Err(why) => Err(why.clone()),
    };
    let mut site = Site::of(title, &sheet, &moves, timelines, changes.collect());
    progress.phase("checking");
    let context = Context::of(&project, opened.today, None).with_fixes();
    site.findings = Findings::of(&context, &rules::run(&context));
    let repository = project.corpus.policy.repository.as_ref();
    site.kept = repository.map(|repository| (&*repository.value, folder_in_repository(&opened.root)));
    site.revision = past.as_ref().ok().map(|past| past.head).map(|head| (head.to_string(), head.short()));
    if publication.url.is_some() {
        site = site.published(base_address(publication)?);
    }
    let failed = |error: io::Error| Failure::new(format!("the pages were not made: {error}"));
    let dashboard = Dashboard::of(&site).map_err(failed)?;
    let done = match (&args.out, &args.single_file) {
        (Some(folder), _) => folder::write(&dashboard, folder, &progress)?,
        (None, Some(file)) => write_single(&dashboard, file, &progress)?,
        (None, None) => String::new(),
    };
    progress.end();
    output::message(&done);
    Ok(Outcome::Clean)
}

/// With more claims a single file takes longer than two seconds to open.
const MOST_IN_ONE_FILE: usize = 2000;

/// The history up to HEAD, with and without the commits of merged branches.
struct Past {
    head: Id,
    landed: Timeline,
    written: Timeline,
}

impl Past {
    fn read(root: &Path) -> Result<Self, String> {
        let read = || -> Result<Self, Failure> {
            let (repository, head) = revisions::history(root)?;
            let landed = Timeline::read(&repository, head, ParentFilter::FirstParents)?;
            let written = Timeline::read(&repository, head, ParentFilter::All)?;
            Ok(Self { head, landed, written })
        };
        read().map_err(|failure| failure.message)
    }
}

/// The folder of the project below that of its repository, with a `/` at its end unless it is the same.
fn folder_in_repository(root: &Path) -> String {
    let repository = Repository::of(root).ok().flatten();
    let folders = repository.iter().flat_map(|repository| &repository.folders);
    folders.map(|name| String::from_utf8_lossy(name).into_owned() + "/").collect()
}

fn write_single(dashboard: &Dashboard, file: &Path, progress: &Progress) -> Result<String, Failure> {
    progress.count("writing pages", dashboard.count());
    replace(file, |out| dashboard.write_single(out, &|| progress.tick()))
        .map_err(|error| unwritten(file, &error))?;
    Ok(format!("wrote {}", file.display()))
}

fn unwritten(file: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{} was not written: {error}", file.display()))
}
