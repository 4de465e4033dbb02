//! Writing records and what lies beside them. What others wrote is not lost: a file is written whole or not at all, keeps
//! its mode, is only replaced if it is still as it was when it was read, and never through a link.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{Error, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// Puts `new` in the place of the file at `path`, relative to `root`, which held `old`; `None` where there was none.
///
/// # Errors
/// If a component of the path is a link, the file is not as it was, or the system refuses. Then nothing has changed.
pub(crate) fn put(root: &Path, path: &Path, old: Option<&[u8]>, new: &[u8]) -> Result<(), Error> {
    let mut folder = root.to_owned();
    for component in path.parent().into_iter().flat_map(Path::components) {
        let Component::Normal(name) = component else { return refuse("it lies outside the project") };
        folder.push(name);
        if !folder.symlink_metadata()?.is_dir() {
            return refuse("it would be written through a link");
        }
    }
    let file = folder.join(path.file_name().ok_or(ErrorKind::InvalidInput)?);
    let mode = check_unchanged(&file, old)?;
    let (temporary, mut unfinished) = create_temporary(&folder, &file)?;
    let written = write_content(&mut unfinished, new, mode).and_then(|()| {
        // Writing takes its time; others may have written meanwhile.
        check_unchanged(&file, old)?;
        if old.is_some() { fs::rename(&temporary, &file) } else { link_new(&temporary, &file) }
    });
    if written.is_err() {
        // What could not be written whole does not stay; if it cannot be removed either, the first error says why.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    // The new name outlives a power cut too. Where a system cannot promise that, the old file comes back whole.
    let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The mode of the file, if there is one, and it still holds `old`.
fn check_unchanged(file: &Path, old: Option<&[u8]>) -> Result<Option<Permissions>, Error> {
    match (file.symlink_metadata(), old) {
        (Ok(metadata), Some(old)) if metadata.is_file() => {
            if fs::read(file)? != old {
                return refuse("it was changed meanwhile");
            }
            Ok(Some(metadata.permissions()))
        }
        (Ok(_), Some(_)) => refuse("it is not a regular file"),
        (Ok(_), None) => refuse("something else of this name lies there"),
        (Err(error), None) if error.kind() == ErrorKind::NotFound => Ok(None),
        (Err(error), Some(_)) if error.kind() == ErrorKind::NotFound => refuse("it was removed meanwhile"),
        (Err(error), _) => Err(error),
    }
}

/// A new file in the same folder, under a name that no other run has. It is hidden: should it be left behind, it is none
/// of the project's.
fn create_temporary(folder: &Path, file: &Path) -> Result<(PathBuf, File), Error> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut tries = 0;
    loop {
        let temporary = folder.join(format!(".{name}.{}-{tries}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(new) => return Ok((temporary, new)),
            // A killed run of the same number left it.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < 100 => tries += 1,
            Err(error) => return Err(error),
        }
    }
}

fn write_content(new: &mut File, content: &[u8], mode: Option<Permissions>) -> Result<(), Error> {
    new.write_all(content)?;
    if let Some(mode) = mode {
        new.set_permissions(mode)?;
    }
    // Renamed before its content is on the disk, the file could be empty after a power cut.
    new.sync_all()
}

/// Gives a file a name that nobody has: a rename would take it from whoever came first.
fn link_new(temporary: &Path, file: &Path) -> Result<(), Error> {
    match fs::hard_link(temporary, file) {
        Ok(()) => {
            // A second name for the same file does no harm.
            let _ = fs::remove_file(temporary);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            refuse("something else of this name lies there")
        }
        // Not every file system knows second names.
        Err(_) => fs::rename(temporary, file),
    }
}

fn refuse<T>(why: &str) -> Result<T, Error> {
    Err(Error::other(why.to_owned()))
}
