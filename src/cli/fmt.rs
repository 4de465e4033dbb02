//! `grounds fmt`

use super::check::below;
use super::project::NO_PROJECT;
use super::put::put;
use super::{Common, Failure, Outcome, output, texts};
use clap::Args;
use grounds::fileset::{Entry, FileSet, Role};
use grounds::render::escape::terminal;
use grounds::syntax::edit::{Record, Refusal};
use grounds::syntax::layout::tidied;
use grounds::text::span::FileId;
use std::path::{Path, PathBuf};

/// Format claims and source records
///
/// Sorts keys and tables, aligns the `=`, puts one blank line before each table, and spells the status the standard way. Comments
/// stay with the lines they belong to, and quoted text stays as it is.
///
/// Exit codes: 0 all files are in order, 1 some would change (--check) or cannot be read, 2 wrong usage or set-up, 3 no files.
#[derive(Debug, Args)]
pub(crate) struct Fmt {
    /// Files and folders [default: all claims and source records]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only list the files that would change, and write nothing
    #[arg(long)]
    check: bool,
}

/// What became of one file.
enum Laid {
    Unchanged,
    /// From this to that.
    Changed(Vec<u8>, String),
    /// Why not.
    LeftAlone(&'static str),
}

pub(crate) fn run(args: &Fmt, common: &Common) -> Result<Outcome, Failure> {
    let Some(root) = common.project()? else {
        output::complain(NO_PROJECT);
        return Ok(Outcome::Nothing);
    };
    let wanted = below(&root, &args.paths)?;
    let files = FileSet::from_dir(&root, None).map_err(texts::explain)?;
    let [mut changed, mut unchanged, mut left_alone] = [0_usize; 3];
    let mut lines = String::new();
    for (file, entry) in files.iter().filter(|(_, entry)| is_wanted(entry, &wanted)) {
        let Some(record) = record(entry) else { continue };
        match lay_out(&files, file, record) {
            Laid::Unchanged => unchanged += 1,
            Laid::LeftAlone(why) => {
                left_alone += 1;
                output::complain(&format!("{} is left alone: {why}", entry.path));
            }
            Laid::Changed(old, new) => {
                if !args.check {
                    put(&root, Path::new(&entry.path), Some(&old), new.as_bytes())
                        .map_err(|error| Failure::new(format!("{} was not written: {error}", entry.path)))?;
                }
                changed += 1;
                lines += &terminal(&entry.path);
                lines.push('\n');
            }
        }
    }
    if changed + unchanged + left_alone == 0 {
        output::complain("nothing to lay out: no claim and no source record there");
        return Ok(Outcome::Nothing);
    }
    let what = if args.check { "would change" } else { "laid out" };
    let counts = format!("{changed} {what}, {unchanged} unchanged, {left_alone} left alone\n");
    let is_clean = left_alone == 0 && (changed == 0 || !args.check);
    Ok(output::write(&(lines + &counts), if is_clean { Outcome::Clean } else { Outcome::Findings }))
}

fn lay_out(files: &FileSet, file: FileId, record: Record) -> Laid {
    let Ok(old) = files.read(file) else { return Laid::LeftAlone("it is refused; `grounds check` says why") };
    let Ok(text) = std::str::from_utf8(&old) else { return Laid::LeftAlone("it is not UTF-8 text") };
    match tidied(record, text) {
        Ok(new) if new == text => Laid::Unchanged,
        Ok(new) => Laid::Changed(old, new),
        Err(Refusal::Broken) => Laid::LeftAlone("it cannot be read whole; `grounds check` says why"),
        Err(Refusal::NotSafely) => Laid::LeftAlone("its layout cannot change without changing what it says"),
    }
}

/// The kind of record that a file of the tree is.
pub(crate) fn record(entry: &Entry) -> Option<Record> {
    match entry.role {
        Role::Claim => Some(Record::Claim),
        Role::Source => Some(Record::Source),
        _ => None,
    }
}

/// Does it lie at or below one of the paths? None are all.
pub(crate) fn is_wanted(entry: &Entry, paths: &[String]) -> bool {
    let lies_at = |path: &String| {
        let rest = entry.path.strip_prefix(path.as_str());
        path.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    paths.is_empty() || paths.iter().any(lies_at)
}
