//! `grounds fix`

use super::check::below;
use super::fmt::{is_wanted, record};
use super::output::{self, Output};
use super::project::Loaded;
use super::put::put;
use super::texts::Texts;
use super::{Common, Failure, Outcome, counted};
use clap::Args;
use grounds::corpus::Corpus;
use grounds::diagnostic::{Applicability, Diagnostic, Edit};
use grounds::fileset::FileSet;
use grounds::project::Project;
use grounds::render::patch::patch;
use grounds::report::check::new_errors;
use grounds::rules::{self, Context, Judgement};
use grounds::syntax::edit::{Refusal, edited};
use grounds::syntax::layout::formatted;
use grounds::text::span::FileId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Fix what can be fixed automatically
///
/// Fixes layout, the spelling of statuses, and invisible characters, and shows each change.
///
/// With --unsafe, it also makes changes that you must read afterwards. It restores the source's own words in an altered quote,
/// and replaces a misspelt status, key or value with the nearest right one. To see these changes first, use --unsafe --dry-run.
///
/// Exit codes: 0 all fixes made, 1 some files left alone, 2 usage or set-up error, 3 no files.
#[derive(Debug, Args)]
pub(crate) struct Fix {
    /// Files and folders [default: all claims and source records]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Also change statuses, quotes, keys and values. Read each of these changes
    #[arg(long = "unsafe")]
    with_care: bool,
    /// Show the changes without writing them
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    texts: Texts,
}

struct Change {
    path: String,
    old: String,
    new: String,
}

pub(crate) fn run(args: &Fix, common: &Common, output: &Output) -> Result<Outcome, Failure> {
    let Loaded { root, today, files, corpus } = Loaded::read(common, &args.texts)?;
    let wanted = below(&root, &args.paths)?;
    // Without the baseline, so that findings that are set aside are fixed too.
    let project = Project::of(files, corpus.without_baseline(), today);
    let context = Context::of(&project, today, None).with_fixes();
    let judgement = rules::run(&context);
    let wanted_here =
        |diagnostic: &&Diagnostic| is_wanted(project.files.entry(diagnostic.place().file), &wanted);
    let (edits, left): (Vec<_>, Vec<_>) = judgement
        .diagnostics
        .iter()
        .filter(wanted_here)
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
        .partition(|fix| args.with_care || fix.applicability == Applicability::Safe);
    let edits: Vec<_> = edits.into_iter().flat_map(|fix| &fix.edits).collect();
    let mut skipped = BTreeMap::new();
    let mut changes = changes(&project.files, &wanted, &edits, &mut skipped);
    if project.corpus.claims.is_empty() && project.corpus.sources.is_empty() {
        return Err(Failure::nothing("nothing to fix: no claims and no source records"));
    }
    let files = changes.iter().fold(args.texts.list(&root)?, |files, change| {
        files.with_draft(&change.path, change.new.as_bytes().to_vec())
    });
    for path in made_worse(files, &context, &judgement) {
        skipped.insert(path, "the fix would cause a new error");
    }
    changes.retain(|change| !skipped.contains_key(&change.path));
    let mut diff = String::new();
    for change in &changes {
        diff += &patch(&change.path, &change.old, &change.new, output.options);
        diff.push('\n');
    }
    let what = if args.dry_run { "would change" } else { "fixed" };
    let counts = format!("{} {what}, {} left alone\n", counted(changes.len(), "file"), skipped.len());
    // Printed before anything is written, so that every change is on record.
    let outcome =
        output::write(&(diff + &counts), if skipped.is_empty() { Outcome::Clean } else { Outcome::Findings });
    for change in changes.iter().filter(|_| !args.dry_run) {
        put(&root, &change.path, Some(change.old.as_bytes()), change.new.as_bytes())?;
    }
    for (path, why) in &skipped {
        output::message(&format!("{path} was left alone: {why}"));
    }
    if !left.is_empty() {
        let (fixes, them) = if left.len() == 1 { ("fix needs", "it") } else { ("fixes need", "them") };
        output::message(&format!(
            "{} more {fixes} a person's judgement: `grounds fix --unsafe --dry-run` shows {them}",
            left.len()
        ));
    }
    Ok(outcome)
}

/// The records that change. Those that cannot be changed are added to `skipped` with the reason.
fn changes(
    files: &FileSet,
    wanted: &[String],
    edits: &[&Edit],
    skipped: &mut BTreeMap<String, &'static str>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (file, entry) in files.iter().filter(|(_, entry)| is_wanted(entry, wanted) && entry.is_at_path()) {
        let Some(record) = record(entry) else { continue };
        let Some(old) = files.read(file).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
            skipped.insert(entry.path.clone(), "it cannot be read; `grounds check` says why");
            continue;
        };
        let fixed = apply(&old, edits, file);
        let new = match formatted(record, &fixed) {
            // The layout stays as it is; this only makes sure that the fixed text is still valid.
            Err(Refusal::NotSafely) => edited(record, &fixed, &[]),
            formatted_text => formatted_text,
        };
        match new {
            Ok(new) if new == old => {}
            Ok(new) => changes.push(Change { path: entry.path.clone(), old, new }),
            Err(_) => {
                skipped.insert(entry.path.clone(), "it is not valid TOML; `grounds check` shows the errors");
            }
        }
    }
    changes
}

/// The text of `file` with its edits made.
fn apply(old: &str, edits: &[&Edit], file: FileId) -> String {
    let mut edits: Vec<_> = edits.iter().filter(|edit| edit.file == file).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut new = old.to_owned();
    // From the end, so that the earlier spans stay valid.
    for edit in edits.into_iter().rev().filter(|edit| old.get(edit.span.range()).is_some()) {
        new.replace_range(edit.span.range(), &edit.replacement);
    }
    new
}

/// The paths of the records that would get a new error if the drafts in `files` were written.
fn made_worse(files: FileSet, context: &Context, judgement: &Judgement) -> BTreeSet<String> {
    let corpus = Corpus::read(&files).without_baseline();
    let project = Project::of(files, corpus, context.today);
    let after = Context::of(&project, context.today, None);
    let judged = rules::run(&after);
    new_errors((context, judgement), (&after, &judged)).into_iter().map(|error| error.place.path).collect()
}
