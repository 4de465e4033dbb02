//! `grounds check`

use super::output::{self, Output};
use super::texts::Texts;
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::corpus::Corpus;
use grounds::evidence::Quotes;
use grounds::evidence::standing::Standings;
use grounds::fileset;
use grounds::render::{FORMATS, Format, LIMIT, Look};
use grounds::report::check::{CheckReport, report};
use grounds::report::selection::Selection;
use grounds::rules::{self, Context};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

/// Check claims, sources, and that every quote stands in its source. Writes nothing but the files that `--format` names.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Show and count only what lies at or below these files and folders, and the sources that those claims rest on;
    /// the whole tree is read all the same
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    texts: Texts,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Destination::parse, help = formats_help())]
    format: Vec<Destination>,
    #[arg(long, value_name = "N", help = limit_help())]
    limit: Option<usize>,
}

/// A format, and the file it goes to; standard output if none.
#[derive(Debug, Clone)]
struct Destination {
    format: &'static Format,
    file: Option<PathBuf>,
}

pub(crate) fn run(args: &Check, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let destinations = destinations(&args.format)?;
    let today = common.today()?;
    let Some(root) = common.project()? else {
        output::complain("nothing to check: no grounds.toml and no claims folder here or above");
        return Ok(Outcome::Nothing);
    };
    let selection = selection(&root, &args.paths)?;
    destinations.iter().try_for_each(|destination| destination.spare_records(&root))?;
    let files = args.texts.list(&root)?;
    let corpus = Corpus::read(&files);
    let quotes = Quotes::verify(&corpus, &files);
    let standings = Standings::weigh(&corpus, &quotes, today);
    let context = Context { files: &files, corpus: &corpus, quotes: &quotes, standings: &standings, today };
    let judgement = rules::run(&context);
    let report = report(&context, &judgement, &selection);
    let no_claims = args.paths.is_empty() && report.counts.claims == 0 && !report.counts.fails();
    if no_claims || report.counts.is_empty() {
        let where_to =
            if args.paths.is_empty() { format!("in {}", root.display()) } else { "there".to_owned() };
        output::complain(&format!("nothing to check: no claims {where_to}"));
        return Ok(Outcome::Nothing);
    }
    let folder = folder_in_repository(&root, std::env::var_os("GITHUB_WORKSPACE"));
    let limit = args.limit.map(|limit| if limit == 0 { usize::MAX } else { limit });
    let look = Look { limit, folder: &folder, ..output.look };
    let mut outcome = if report.counts.fails() { Outcome::Findings } else { Outcome::Clean };
    for destination in &destinations {
        outcome = write(destination, &report, look, outcome);
    }
    // The process ends here, and the system takes everything back faster than piece by piece.
    std::mem::forget(report);
    std::mem::forget((judgement, standings, quotes, corpus, files));
    Ok(outcome)
}

fn destinations(asked: &[Destination]) -> Result<Vec<Destination>, Failure> {
    if asked.iter().filter(|destination| destination.file.is_none()).count() > 1 {
        return Err(Failure::new("only one format can go to standard output")
            .help("write the others to files: --format concise=FILE"));
    }
    Ok(match asked {
        [] => vec![Destination { format: &FORMATS[0], file: None }],
        asked => asked.to_vec(),
    })
}

fn write(destination: &Destination, report: &CheckReport, look: Look, outcome: Outcome) -> Outcome {
    let Some(file) = &destination.file else {
        return output::stream(outcome, |out| (destination.format.check)(report, look, out));
    };
    let look = Look { colour: false, ..look };
    match replace(file, |out| (destination.format.check)(report, look, out)) {
        Ok(()) => outcome,
        Err(error) => {
            output::complain(&format!("error: {} could not be written: {}", file.display(), error.kind()));
            Outcome::Failed
        }
    }
}

/// Writes a file whole or not at all. A link in its place is replaced, not followed.
fn replace(file: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let fill = |file: File| {
        let mut out = BufWriter::new(file);
        content(&mut out).and_then(|()| out.flush())
    };
    // What is no regular file, such as /dev/stderr, cannot be replaced.
    if file.symlink_metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_symlink()) {
        return fill(File::create(file)?);
    }
    let name = file.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let beside = file.with_file_name(format!(".{name}.{}", std::process::id()));
    let new = std::fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let replaced = fill(new).and_then(|()| std::fs::rename(&beside, file));
    if replaced.is_err() {
        // What could not be written whole does not stay; if it cannot be removed either, the first error says why.
        let _ = std::fs::remove_file(&beside);
    }
    replaced
}

/// Where the project lies in the repository that GitHub's runner checked out: it wants paths from there.
fn folder_in_repository(root: &Path, repository: Option<OsString>) -> String {
    let repository = repository.filter(|repository| !repository.is_empty());
    let below = || {
        let (root, repository) = (root.canonicalize().ok()?, Path::new(&repository?).canonicalize().ok()?);
        root.strip_prefix(repository).map(fileset::shown).ok()
    };
    match below() {
        Some(folder) if !folder.is_empty() => folder + "/",
        _ => String::new(),
    }
}

/// What the paths name, relative to the root.
fn selection(root: &Path, paths: &[PathBuf]) -> Result<Selection, Failure> {
    if paths.is_empty() {
        return Ok(Selection::all());
    }
    let absolute = |path: &Path| {
        std::path::absolute(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
    };
    let root = without_dots(&absolute(root)?);
    let relative = |path: &PathBuf| {
        if path.symlink_metadata().is_err() {
            return Err(Failure::new(format!("there is no {}", path.display())));
        }
        let path = without_dots(&absolute(path)?);
        let inside = path.strip_prefix(&root).map_err(|_| {
            Failure::new(format!("{} lies outside the project {}", path.display(), root.display()))
        })?;
        Ok(fileset::shown(inside))
    };
    Ok(Selection::of(paths.iter().map(relative).collect::<Result<_, _>>()?))
}

/// `a/./b/../c` as `a/c`, without asking the disk.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => _ = plain.pop(),
            component => plain.push(component),
        }
    }
    plain
}

impl Destination {
    /// Refuses to write over what is checked.
    fn spare_records(&self, root: &Path) -> Result<(), Failure> {
        let Some(file) = &self.file else { return Ok(()) };
        let absolute =
            |path: &Path| std::path::absolute(path).map(|path| without_dots(&path)).unwrap_or_default();
        let (file, root) = (absolute(file), absolute(root));
        let records = [fileset::CLAIMS, fileset::SOURCES, fileset::POLICY_FILE];
        if records.iter().any(|records| file.starts_with(root.join(records))) {
            return Err(Failure::new(format!(
                "{} is among what is checked, and is not written over",
                file.display()
            )));
        }
        Ok(())
    }

    fn parse(written: &str) -> Result<Self, String> {
        let (name, file) = match written.split_once('=') {
            Some((name, file)) if !file.is_empty() => (name, Some(PathBuf::from(file))),
            Some(_) => return Err("no file after `=`".to_owned()),
            None => (written, None),
        };
        let format = FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
            let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
            format!("the formats are {}", names.join(", "))
        })?;
        Ok(Self { format, file })
    }
}

fn limit_help() -> String {
    format!(
        "Show at most so many findings, the gravest of them, and three notes of a rule; 0 shows all. The counts are \
         always of all [default: {LIMIT}; for json all]"
    )
}

fn formats_help() -> String {
    let formats: Vec<_> =
        FORMATS.iter().map(|format| format!("{} ({})", format.name, format.about)).collect();
    format!(
        "How to show the outcome, and the file to write it to; may repeat. Formats: {} [default: {}]",
        formats.join(", "),
        FORMATS[0].name
    )
}
