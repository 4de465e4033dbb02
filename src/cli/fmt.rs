//! `grounds fmt`

use super::check::below;
use super::project::Opened;
use super::put::put;
use super::{Common, Failure, Outcome, output, texts};
use clap::Args;
use grounds::fileset::{Entry, FileSet, Role};
use grounds::render::escape::terminal;
use grounds::syntax::edit::{Record, Refusal};
use grounds::syntax::layout::formatted;
use grounds::text::span::FileId;
use std::path::PathBuf;

/// Format claims and source records
///
/// Sorts keys and blocks, aligns the `=`, puts one blank line before each block, and spells the status the standard way. Comments
/// stay with the lines they belong to, and quoted text stays as it is. Comments of `grounds new` go once what they ask for is there.
///
/// Exit codes: 0 all files in order, 1 some would change (--check) or cannot be read, 2 usage or set-up error, 3 no files.
#[derive(Debug, Args)]
pub(crate) struct Fmt {
    /// Files and folders [default: all claims and source records]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only list the files that would change, and write nothing
    #[arg(long)]
    check: bool,
}

enum Layout {
    Unchanged,
    /// The old content and the new.
    Changed(Vec<u8>, String),
    /// The reason.
    Skipped(&'static str),
}

pub(crate) fn run(args: &Fmt, common: &Common) -> Result<Outcome, Failure> {
    let Opened { root, .. } = Opened::find(common)?;
    let wanted = below(&root, &args.paths)?;
    let files = FileSet::from_dir(&root, None).map_err(texts::explain)?;
    let [mut changed, mut unchanged, mut skipped] = [0_usize; 3];
    let mut lines = String::new();
    for (file, entry) in files.iter().filter(|(_, entry)| is_wanted(entry, &wanted)) {
        let Some(record) = record(entry) else { continue };
        match format_file(&files, file, record) {
            Layout::Unchanged => unchanged += 1,
            Layout::Skipped(why) => {
                skipped += 1;
                output::message(&format!("{} was left alone: {why}", entry.path));
            }
            Layout::Changed(old, new) => {
                if !args.check {
                    put(&root, &entry.path, Some(&old), new.as_bytes())?;
                }
                changed += 1;
                lines += &terminal(&entry.path);
                lines.push('\n');
            }
        }
    }
    if changed + unchanged + skipped == 0 {
        return Err(Failure::nothing("nothing to format: no claims and no source records"));
    }
    let what = if args.check { "would change" } else { "formatted" };
    let counts = format!("{changed} {what}, {unchanged} unchanged, {skipped} left alone\n");
    let is_clean = skipped == 0 && (changed == 0 || !args.check);
    Ok(output::write(&(lines + &counts), if is_clean { Outcome::Clean } else { Outcome::Findings }))
}

fn format_file(files: &FileSet, file: FileId, record: Record) -> Layout {
    let Ok(old) = files.read(file) else {
        return Layout::Skipped("it cannot be read; `grounds check` says why");
    };
    let Ok(text) = std::str::from_utf8(&old) else { return Layout::Skipped("it is not UTF-8 text") };
    match formatted(record, text) {
        Ok(new) if new == text => Layout::Unchanged,
        Ok(new) => Layout::Changed(old, new),
        Err(Refusal::Broken) => Layout::Skipped("it is not valid TOML; `grounds check` shows the errors"),
        Err(Refusal::NotSafely) => Layout::Skipped("a new layout would change what it says"),
    }
}

pub(crate) fn record(entry: &Entry) -> Option<Record> {
    match entry.role {
        Role::Claim => Some(Record::Claim),
        Role::Source => Some(Record::Source),
        Role::Story => Some(Record::Story),
        _ => None,
    }
}

/// Is the file at or below one of the paths? No paths means every file.
pub(crate) fn is_wanted(entry: &Entry, paths: &[String]) -> bool {
    let lies_at = |path: &String| {
        let rest = entry.path.strip_prefix(path.as_str());
        path.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    paths.is_empty() || paths.iter().any(lies_at)
}
