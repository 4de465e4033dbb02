//! `grounds schema`

use super::project::NO_PROJECT;
use super::put::put;
use super::{Common, Failure, Outcome, output, word};
use clap::Args;
use clap::builder::TypedValueParser;
use grounds::evidence::sha256;
use grounds::render::editors::{self, EditorFile};
use grounds::schema::{SUBJECTS, Subject};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Print the JSON Schemas, or set up your text editor to use them
///
/// A schema lists what a claim, a source record or grounds.toml may contain. Without an argument, the command lists the schemas.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    #[arg(value_name = "WHAT", value_parser = subject(), hide_possible_values = true, help = subject_help())]
    subject: Option<&'static Subject>,
    /// Write the schemas into the project, with settings for Tombi, taplo and Visual Studio Code. Files that you wrote or changed are left alone
    #[arg(long, conflicts_with = "subject")]
    write: bool,
}

pub(crate) fn run(args: &Schema, common: &Common) -> Result<Outcome, Failure> {
    if let Some(subject) = args.subject {
        return Ok(output::write(&editors::schema(subject), Outcome::Clean));
    }
    if !args.write {
        return Ok(output::write(&list(), Outcome::Clean));
    }
    let root =
        common.project()?.ok_or_else(|| Failure::new(NO_PROJECT).help("give its folder with --root"))?;
    let mut text = String::new();
    for (file, state) in write(&root)? {
        // Writing to a String cannot fail.
        let _ = match state {
            FileState::Written => writeln!(text, "wrote {}", file.path),
            FileState::UpToDate => writeln!(text, "{} is up to date", file.path),
            FileState::Kept => writeln!(
                text,
                "left {} alone, because grounds did not write it as it is; editors need this in it:\n\n    {}\n",
                file.path,
                file.content.trim_end().replace('\n', "\n    ")
            ),
        };
    }
    Ok(output::write(&text, Outcome::Clean))
}

/// The state of a file for editors after [`write`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileState {
    /// It was missing, or as an earlier version of grounds wrote it.
    Written,
    UpToDate,
    /// A person wrote or changed it, so it was left alone.
    Kept,
}

/// Holds the hash of each file that grounds wrote, in the format of `sha256sum`, to tell which of them people have changed.
const OURS: &str = ".grounds/written";

/// No generated file is longer, in bytes.
const LONGEST: u64 = 1 << 20;

/// Writes the files for editors into the project at `root`, except those that people have changed.
///
/// # Errors
/// If one of them cannot be read or written. Those before it have been written then.
pub(crate) fn write(root: &Path) -> Result<Vec<(EditorFile, FileState)>, Failure> {
    let listed = read(root, Path::new(OURS))?.unwrap_or_default();
    let listed: BTreeMap<_, _> = std::str::from_utf8(&listed)
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once("  ").map(|(hash, path)| (path, hash)))
        .collect();
    let mut states = Vec::new();
    let mut ours = String::new();
    for file in editors::files() {
        let old = read(root, Path::new(&file.path))?;
        let hash = sha256(file.content.as_bytes());
        let state = match old.as_deref().map(sha256) {
            Some(old) if old == hash => FileState::UpToDate,
            Some(old) if listed.get(&*file.path) != Some(&&*old) => FileState::Kept,
            _ => FileState::Written,
        };
        if state == FileState::Written {
            put(root, &file.path, old.as_deref(), file.content.as_bytes())?;
        }
        if state != FileState::Kept {
            // Writing to a String cannot fail.
            let _ = writeln!(ours, "{hash}  {}", file.path);
        }
        states.push((file, state));
    }
    let old = read(root, Path::new(OURS))?;
    if old.as_deref() != Some(ours.as_bytes()) {
        put(root, OURS, old.as_deref(), ours.as_bytes())?;
    }
    Ok(states)
}

/// The bytes of a file of the project; `None` if there is none. Links are refused, and a file that is too long to be generated
/// counts as a different, empty one.
fn read(root: &Path, path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let refuse = |why: &str| Failure::new(format!("{} cannot be read: {why}", path.display()));
    let mut place = root.to_owned();
    for component in path.components() {
        place.push(component);
        match place.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(refuse(&error.kind().to_string())),
            Ok(metadata) if metadata.is_symlink() => return Err(refuse("a symbolic link is in its path")),
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) if metadata.is_file() && metadata.len() <= LONGEST => {}
            Ok(metadata) if metadata.is_file() => return Ok(Some(Vec::new())),
            Ok(_) => return Err(refuse("it is not a regular file")),
        }
    }
    fs::read(&place).map(Some).map_err(|error| refuse(&error.kind().to_string()))
}

fn list() -> String {
    let subjects = SUBJECTS.iter().map(|subject| format!("{:8}{}\n", subject.name, subject.files));
    subjects.collect::<String>()
        + "\n`grounds schema WHAT` prints one of these; `grounds schema --write` writes all of them for editors.\n"
}

fn subject() -> impl TypedValueParser<Value = &'static Subject> {
    word::one_of(SUBJECTS.iter().map(|subject| (subject.name, subject)))
}

fn subject_help() -> String {
    let described: Vec<_> =
        SUBJECTS.iter().map(|subject| format!("{} ({})", subject.name, subject.files)).collect();
    format!("What to describe: {}", described.join(", "))
}
