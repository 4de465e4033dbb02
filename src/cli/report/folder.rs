//! Writing a dashboard to a folder. What lies there and is none of ours stays as it is.

use crate::cli::Failure;
use crate::cli::destination::replace;
use crate::cli::progress::Progress;
use grounds::render::site::{Dashboard, File};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What marks a folder as one that a dashboard was written to, so that pages that are none any more may be removed.
const MARK: &str = ".grounds-report";
/// The folders of the pages.
const FOLDERS: [&str; 3] = ["claim", "source", "changes"];

/// Writes all files of a dashboard, and says so.
pub(super) fn write(dashboard: &Dashboard, folder: &Path, progress: &Progress) -> Result<String, Failure> {
    let files = dashboard.files();
    let is_ours = folder.join(MARK).symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    if !is_ours
        && let Some(taken) = files.iter().find(|file| folder.join(&file.path).symlink_metadata().is_ok())
    {
        let taken = folder.join(&taken.path);
        return Err(Failure::new(format!("{} is there already, and no dashboard wrote it", taken.display()))
            .help("name another folder; what a dashboard wrote, the next one writes over"));
    }
    make_folder(folder)?;
    for below in FOLDERS {
        let below = folder.join(below);
        if below.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(Failure::new(format!(
                "{} is a link, and pages are not written through one",
                below.display()
            ))
            .help("remove it"));
        }
        make_folder(&below)?;
    }
    // From here on the folder is a dashboard's, also where this run does not come to its end.
    put(folder, MARK, &|out| out.write_all(b"written by grounds report\n"))?;
    progress.count("writing pages", files.len());
    files.par_iter().try_for_each(|file: &File| {
        put(folder, &file.path, &|out| dashboard.write(file, out))?;
        progress.tick();
        Ok::<_, Failure>(())
    })?;
    let removed = remove_outdated(folder, &files)?;
    let gone = if removed == 0 {
        String::new()
    } else {
        format!(", removed {removed} that are of nothing any more")
    };
    Ok(format!(
        "wrote {} files to {}{gone}; open {}",
        files.len(),
        folder.display(),
        folder.join("index.html").display()
    ))
}

fn put(folder: &Path, path: &str, content: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let file = folder.join(path);
    // Where nothing lies yet, nothing has to be replaced. What a killed run leaves in part, the next one makes whole.
    let written = match OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(new) => {
            let mut out = BufWriter::new(new);
            content(&mut out).and_then(|()| out.flush())
        }
        Err(_) => replace(&file, content),
    };
    written.map_err(|error| super::unwritten(&file, &error))
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("the folder {} could not be made: {}", folder.display(), error.kind()))
    })
}

/// Removes pages of what is no more; only pages, and only where pages of ours lie.
fn remove_outdated(folder: &Path, files: &[File]) -> Result<usize, Failure> {
    let written: BTreeSet<&str> = files.iter().map(|file| &*file.path).collect();
    let is_outdated = |path: &str| {
        let is_list =
            path.strip_prefix("claims-").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        path.rsplit_once('.').is_some_and(|(_, end)| end == "html")
            && (path.contains('/') || is_list)
            && !written.contains(path)
    };
    let mut removed = 0;
    for below in std::iter::once("").chain(FOLDERS) {
        let names = std::fs::read_dir(folder.join(below)).into_iter().flatten();
        let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let paths = names.map(|name| if below.is_empty() { name } else { format!("{below}/{name}") });
        for path in paths.filter(|path| is_outdated(path)).collect::<Vec<_>>() {
            let path = folder.join(path);
            std::fs::remove_file(&path).map_err(|error| {
                Failure::new(format!("{} could not be removed: {}", path.display(), error.kind()))
            })?;
            removed += 1;
        }
    }
    Ok(removed)
}
