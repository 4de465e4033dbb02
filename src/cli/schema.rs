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
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// Print the JSON Schemas, or set up your text editor to use them
///
/// A schema says what may be in a claim, a source record or grounds.toml. Without an argument it lists the schemas.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    #[arg(value_name = "WHAT", value_parser = subject(), hide_possible_values = true, help = subject_help())]
    subject: Option<&'static Subject>,
    /// Write the schemas into the project, with settings for Tombi, taplo and Visual Studio Code. Files of your own are left alone
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
        common.project()?.ok_or_else(|| Failure::new(NO_PROJECT).help("name its folder with --root"))?;
    let mut told = String::new();
    for (file, fate) in write(&root)? {
        // Writing to a String cannot fail.
        let _ = match fate {
            Fate::Written => writeln!(told, "wrote {}", file.path),
            Fate::UpToDate => writeln!(told, "{} is up to date", file.path),
            Fate::Kept => writeln!(
                told,
                "left {} as it is, for it is not ours; editors need this in it:\n\n    {}\n",
                file.path,
                file.content.trim_end().replace('\n', "\n    ")
            ),
        };
    }
    Ok(output::write(&told, Outcome::Clean))
}

/// What became of a file for editors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It was not there, or was as we wrote it before.
    Written,
    /// It is as it should be.
    UpToDate,
    /// Somebody else wrote it, or changed it.
    Kept,
}

/// The file with the hash of each file that we wrote, in the form of `sha256sum`: so it is known which are still ours.
const OURS: &str = ".grounds/written";

/// No file of ours is longer.
const LONGEST: u64 = 1 << 20;

/// Writes the files for editors into the project at `root`, as far as nobody else wrote them.
///
/// # Errors
/// If one of them cannot be read or written. Those before it are written then.
pub(crate) fn write(root: &Path) -> Result<Vec<(EditorFile, Fate)>, Failure> {
    let listed = read(root, Path::new(OURS))?.unwrap_or_default();
    let listed: BTreeMap<_, _> = std::str::from_utf8(&listed)
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once("  ").map(|(hash, path)| (path, hash)))
        .collect();
    let mut fates = Vec::new();
    let mut ours = String::new();
    for file in editors::files() {
        let old = read(root, Path::new(&file.path))?;
        let hash = sha256(file.content.as_bytes());
        let fate = match old.as_deref().map(sha256) {
            Some(old) if old == hash => Fate::UpToDate,
            Some(old) if listed.get(&*file.path) != Some(&&*old) => Fate::Kept,
            _ => Fate::Written,
        };
        if fate == Fate::Written {
            replace(root, Path::new(&file.path), old.as_deref(), file.content.as_bytes())?;
        }
        if fate != Fate::Kept {
            // Writing to a String cannot fail.
            let _ = writeln!(ours, "{hash}  {}", file.path);
        }
        fates.push((file, fate));
    }
    let old = read(root, Path::new(OURS))?;
    if old.as_deref() != Some(ours.as_bytes()) {
        replace(root, Path::new(OURS), old.as_deref(), ours.as_bytes())?;
    }
    Ok(fates)
}

/// The bytes of a file of the project; `None` if there is none. Links are not followed, and what is far too long to be ours
/// is not read whole.
fn read(root: &Path, path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let refuse = |why: &str| Failure::new(format!("{} cannot be read: {why}", path.display()));
    let mut place = root.to_owned();
    for component in path.components() {
        place.push(component);
        match place.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(refuse(&error.kind().to_string())),
            Ok(metadata) if metadata.is_symlink() => return Err(refuse("it lies behind a link")),
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) if metadata.is_file() && metadata.len() <= LONGEST => {}
            Ok(metadata) if metadata.is_file() => return Ok(Some(Vec::new())),
            Ok(_) => return Err(refuse("it is no regular file")),
        }
    }
    fs::read(&place).map(Some).map_err(|error| refuse(&error.kind().to_string()))
}

/// Writes a file, and the folders that lead to it.
fn replace(root: &Path, path: &Path, old: Option<&[u8]>, new: &[u8]) -> Result<(), Failure> {
    let made = make_folders(root, path).and_then(|()| put(root, path, old, new));
    made.map_err(|error| Failure::new(format!("{} cannot be written: {error}", path.display())))
}

/// The folders above a file, as far as they are missing.
pub(super) fn make_folders(root: &Path, path: &Path) -> io::Result<()> {
    let mut folder = PathBuf::from(root);
    for component in path.parent().into_iter().flat_map(Path::components) {
        let Component::Normal(name) = component else { continue };
        folder.push(name);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            Err(_) if !folder.symlink_metadata()?.is_dir() => {
                return Err(io::Error::other("it would be written through a link"));
            }
            _ => {}
        }
    }
    Ok(())
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
