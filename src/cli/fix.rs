//! `grounds fix`

use super::check::below;
use super::fmt::{is_wanted, record};
use super::output::{self, Output};
use super::project::Loaded;
use super::put::put;
use super::texts::Texts;
use super::{Common, Failure, Outcome};
use clap::Args;
use grounds::corpus::Corpus;
use grounds::diagnostic::{Applicability, Diagnostic, Edit};
use grounds::fileset::FileSet;
use grounds::project::Project;
use grounds::render::patch::patch;
use grounds::report::check::new_errors;
use grounds::rules::{self, Context, Judgement};
use grounds::syntax::edit::{Refusal, edited};
use grounds::syntax::layout::tidied;
use grounds::text::span::FileId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Make the fixes that need no judgement
///
/// Fixes layout, the spelling of statuses, and invisible characters, and shows each change.
///
/// With --unsafe it also makes changes that a person must read afterwards: it restores the source's own words in an altered quote, and
/// replaces a misspelt status, key or value by the nearest right one. Look first with --unsafe --dry-run.
///
/// Exit codes: 0 all fixes were made, 1 some files were left alone, 2 wrong usage or set-up, 3 no files.
#[derive(Debug, Args)]
pub(crate) struct Fix {
    /// Files and folders [default: all claims and source records]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Also change statuses, quotes, keys and values. Read every one of these changes
    #[arg(long = "unsafe")]
    with_care: bool,
    /// Show the changes without writing them
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    texts: Texts,
}

/// How one record would change.
struct Change {
    path: String,
    old: String,
    new: String,
}

pub(crate) fn run(args: &Fix, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let today = common.today()?;
    let Some(project) = Loaded::read(common, &args.texts)? else { return Ok(Outcome::Nothing) };
    let root = project.root;
    let wanted = below(&root, &args.paths)?;
    // What is set aside can be fixed like everything else.
    let project = Project::of(project.files, project.corpus.with_nothing_aside(), today);
    let context = Context::of(&project, today, None).with_fixes();
    let judgement = rules::run(&context);
    let wanted_here =
        |diagnostic: &&Diagnostic| is_wanted(project.files.entry(diagnostic.place().file), &wanted);
    let (made, left): (Vec<_>, Vec<_>) = judgement
        .diagnostics
        .iter()
        .filter(wanted_here)
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
        .partition(|fix| args.with_care || fix.applicability == Applicability::Safe);
    let made: Vec<_> = made.into_iter().flat_map(|fix| &fix.edits).collect();
    let mut alone = BTreeMap::new();
    let mut changes = changes(&project.files, &wanted, &made, &mut alone);
    if project.corpus.claims.is_empty() && project.corpus.sources.is_empty() {
        output::complain("nothing to fix: no claim and no source record there");
        return Ok(Outcome::Nothing);
    }
    let files = changes.iter().fold(args.texts.list(&root)?, |files, change| {
        files.with_draft(&change.path, change.new.as_bytes().to_vec())
    });
    for path in made_worse(files, &context, &judgement) {
        alone.insert(path, "it would then have an error that it does not have now");
    }
    changes.retain(|change| !alone.contains_key(&change.path));
    let mut shown = String::new();
    for change in &changes {
        shown += &patch(&change.path, &change.old, &change.new, output.options);
        shown.push('\n');
    }
    let what = if args.dry_run { "would change" } else { "fixed" };
    let counts = format!("{}, {} left alone\n", counted(changes.len(), what), alone.len());
    // What is shown is shown before it is written.
    let outcome =
        output::write(&(shown + &counts), if alone.is_empty() { Outcome::Clean } else { Outcome::Findings });
    for change in changes.iter().filter(|_| !args.dry_run) {
        put(&root, Path::new(&change.path), Some(change.old.as_bytes()), change.new.as_bytes())
            .map_err(|error| Failure::new(format!("{} was not written: {error}", change.path)))?;
    }
    for (path, why) in &alone {
        output::complain(&format!("{path} is left alone: {why}"));
    }
    if !left.is_empty() {
        let (count, what) =
            if left.len() == 1 { ("one".to_owned(), "it") } else { (left.len().to_string(), "them") };
        output::complain(&format!(
            "{count} more can be fixed if somebody reads {what}: `grounds fix --unsafe --dry-run` shows {what}"
        ));
    }
    Ok(outcome)
}

/// The records that change; into `alone` goes which cannot be, and why.
fn changes(
    files: &FileSet,
    wanted: &[String],
    made: &[&Edit],
    alone: &mut BTreeMap<String, &'static str>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (file, entry) in files.iter().filter(|(_, entry)| is_wanted(entry, wanted) && entry.is_at_path()) {
        let Some(record) = record(entry) else { continue };
        let Some(old) = files.read(file).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
            alone.insert(entry.path.clone(), "it cannot be read; `grounds check` says why");
            continue;
        };
        let fixed = with(&old, made, file);
        let new = match tidied(record, &fixed) {
            // Its layout stays; what was fixed must still be a record.
            Err(Refusal::NotSafely) => edited(record, &fixed, &[]),
            laid => laid,
        };
        match new {
            Ok(new) if new == old => {}
            Ok(new) => changes.push(Change { path: entry.path.clone(), old, new }),
            Err(_) => {
                alone.insert(entry.path.clone(), "it cannot be read whole; `grounds check` says why");
            }
        }
    }
    changes
}

/// The text of a file with the edits that are made in it.
fn with(old: &str, made: &[&Edit], file: FileId) -> String {
    let mut edits: Vec<_> = made.iter().filter(|edit| edit.file == file).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut new = old.to_owned();
    // From the end: so the places before it stay where they are.
    for edit in edits.into_iter().rev().filter(|edit| old.get(edit.span.range()).is_some()) {
        new.replace_range(edit.span.range(), &edit.replacement);
    }
    new
}

/// The records that would have an error which is not there now, if the drafts in `files` were written.
fn made_worse(files: FileSet, context: &Context, judgement: &Judgement) -> BTreeSet<String> {
    let corpus = Corpus::read(&files).with_nothing_aside();
    let project = Project::of(files, corpus, context.today);
    let after = Context::of(&project, context.today, None);
    let judged = rules::run(&after);
    new_errors((context, judgement), (&after, &judged)).into_iter().map(|error| error.place.path).collect()
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 file {what}") } else { format!("{count} files {what}") }
}
