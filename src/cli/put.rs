//! Writing the files of a project without losing anything: a file is written completely or not at all, keeps its mode, is
//! replaced only if it still has the content that was read, and never through a symbolic link.

use super::Failure;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{Error, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant};

/// Replaces the content `old` of the file at `path`, relative to `root`, by `new`. Without `old` it creates the file and the
/// folders above it.
///
/// # Errors
/// If a folder in the path is a link, the file has changed, or the system refuses. Then the file is as it was.
pub(crate) fn put(
    root: &Path,
    path: impl AsRef<Path>,
    old: Option<&[u8]>,
    new: &[u8],
) -> Result<(), Failure> {
    let path = path.as_ref();
    try_put(root, path, old, new)
        .map_err(|error| Failure::new(format!("{} was not written: {error}", path.display())))
}

fn try_put(root: &Path, path: &Path, old: Option<&[u8]>, new: &[u8]) -> Result<(), Error> {
    let mut folder = root.to_owned();
    for component in path.parent().into_iter().flat_map(Path::components) {
        let Component::Normal(name) = component else { return refuse("it is outside the project") };
        folder.push(name);
        if old.is_none()
            && let Err(error) = fs::create_dir(&folder)
            && error.kind() != ErrorKind::AlreadyExists
        {
            return Err(error);
        }
        if !folder.symlink_metadata()?.is_dir() {
            return refuse("a link or a file is in the place of one of its folders");
        }
    }
    let file = folder.join(path.file_name().ok_or(ErrorKind::InvalidInput)?);
    // Held until the new file has the name. Whoever waits for it then finds the content changed.
    let _lock = if old.is_some() { lock(&file)? } else { None };
    let mode = check_unchanged(&file, old)?;
    let (temporary, mut unfinished) = create_temporary(&folder, &file)?;
    let written = write_content(&mut unfinished, new, mode).and_then(|()| {
        // Another program may have written the file in the meantime.
        check_unchanged(&file, old)?;
        if old.is_some() { fs::rename(&temporary, &file) } else { link_new(&temporary, &file) }
    });
    if written.is_err() {
        // If this fails too, the first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    // Makes the rename survive a power cut. Where a system cannot sync folders, the old file comes back complete.
    let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Keeps other runs of this program from writing the file. `None` where the file system has no locks, or there is no file.
fn lock(file: &Path) -> Result<Option<File>, Error> {
    const LONGEST_WAIT: Duration = Duration::from_secs(5);
    const PAUSE: Duration = Duration::from_millis(10);
    // A pipe would wait for its other end.
    if !file.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Ok(None);
    }
    let opened = File::open(file)?;
    let start = Instant::now();
    loop {
        match opened.try_lock() {
            Ok(()) => return Ok(Some(opened)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if start.elapsed() < LONGEST_WAIT => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return refuse("another program is writing it"),
        }
    }
}

/// The mode of the file; an error unless the file still holds `old`.
fn check_unchanged(file: &Path, old: Option<&[u8]>) -> Result<Option<Permissions>, Error> {
    match (file.symlink_metadata(), old) {
        (Ok(metadata), Some(old)) if metadata.is_file() => {
            if fs::read(file)? != old {
                return refuse("another program has changed it in the meantime");
            }
            Ok(Some(metadata.permissions()))
        }
        (Ok(_), Some(_)) => refuse("it is not a regular file"),
        (Ok(_), None) => refuse("a file or folder of this name exists"),
        (Err(error), None) if error.kind() == ErrorKind::NotFound => Ok(None),
        (Err(error), Some(_)) if error.kind() == ErrorKind::NotFound => {
            refuse("another program has removed it in the meantime")
        }
        (Err(error), _) => Err(error),
    }
}

/// A new file in the same folder, under a name that no other run uses. It is hidden, so that one left behind is not taken
/// for a record.
fn create_temporary(folder: &Path, file: &Path) -> Result<(PathBuf, File), Error> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut tries = 0;
    loop {
        let temporary = folder.join(format!(".{name}.{}-{tries}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(new) => return Ok((temporary, new)),
            // Left by a killed run with the same process id.
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
    // Before the rename: otherwise a power cut could leave an empty file.
    new.sync_all()
}

/// Names a file only if the name is free: a rename would replace a file that another program has just created.
fn link_new(temporary: &Path, file: &Path) -> Result<(), Error> {
    match fs::hard_link(temporary, file) {
        Ok(()) => {
            // If this fails, the file only keeps a second name.
            let _ = fs::remove_file(temporary);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            refuse("a file or folder of this name exists")
        }
        // Not every file system has hard links.
        Err(_) => fs::rename(temporary, file),
    }
}

fn refuse<T>(why: &str) -> Result<T, Error> {
    Err(Error::other(why.to_owned()))
}
