//! Writing records and what lies beside them. What others wrote is not lost: a file is written whole or not at all, keeps
//! its mode, is only replaced if it is still as it was when it was read, and never through a link.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{Error, ErrorKind, Write};
use std::path::{Component, Path};

/// Puts `new` in the place of the file at `path`, relative to `root`, which held `old`; `None` where there was none.
///
/// # Errors
/// If a component of the path is a link, the file is not as it was, or the system refuses. Then nothing has changed.
pub(crate) fn put(root: &Path, path: &Path, old: Option<&[u8]>, new: &[u8]) -> Result<(), Error> {
    let refuse = |why: &str| Err(Error::other(why.to_owned()));
    let mut folder = root.to_owned();
    for component in path.parent().into_iter().flat_map(Path::components) {
        let Component::Normal(name) = component else { return refuse("it lies outside the project") };
        folder.push(name);
        if !folder.symlink_metadata()?.is_dir() {
            return refuse("it would be written through a link");
        }
    }
    let name = path.file_name().ok_or(ErrorKind::InvalidInput)?;
    let file = folder.join(name);
    let mode = match (file.symlink_metadata(), old) {
        (Ok(metadata), Some(old)) if metadata.is_file() => {
            if fs::read(&file)? != old {
                return refuse("it was changed meanwhile");
            }
            Some(metadata.permissions())
        }
        (Ok(_), Some(_)) => return refuse("it is not a regular file"),
        (Ok(_), None) => return refuse("something else of this name lies there"),
        (Err(error), None) if error.kind() == ErrorKind::NotFound => None,
        (Err(error), _) => return Err(error),
    };
    // A hidden file is none of the project's, should it be left behind.
    let beside = folder.join(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let written = write_new(&beside, new, mode).and_then(|()| fs::rename(&beside, &file));
    if written.as_ref().is_err_and(|error| error.kind() != ErrorKind::AlreadyExists) {
        // What could not be written whole does not stay; if it cannot be removed either, the first error says why.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(file: &Path, content: &[u8], mode: Option<Permissions>) -> Result<(), Error> {
    let mut new = OpenOptions::new().write(true).create_new(true).open(file)?;
    new.write_all(content)?;
    if let Some(mode) = mode {
        new.set_permissions(mode)?;
    }
    // Renamed before its content is on the disk, the file could be empty after a power cut.
    new.sync_all()
}
