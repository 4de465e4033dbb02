//! Writing a dashboard to a folder, without touching files that no dashboard wrote.

use crate::cli::Failure;
use crate::cli::destination::{link_refused, make_folder, replace};
use crate::cli::progress::Progress;
use grounds::render::site::{Dashboard, File};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Lists the files that a dashboard wrote, one on each line: only these may be overwritten or removed by the next one.
const LIST: &str = ".grounds-report";
/// A longer list, in bytes, is not read.
const LONGEST_LIST: u64 = 64 << 20;
const FOLDERS: [&str; 6] = ["claim", "source", "changes", "story", "text", "queue"];

/// Writes all files of a dashboard, and returns a sentence that says so.
pub(super) fn write(dashboard: &Dashboard, folder: &Path, progress: &Progress) -> Result<String, Failure> {
    let files = dashboard.files();
    let known = written_before(folder);
    let is_foreign =
        |file: &&File| !known.contains(&file.path) && folder.join(&file.path).symlink_metadata().is_ok();
    if let Some(taken) = files.iter().find(is_foreign) {
        let taken = folder.join(&taken.path);
        return Err(Failure::new(format!("{} exists, and grounds did not write it", taken.display()))
            .help("give another folder; an earlier dashboard would be overwritten"));
    }
    for folder in [folder.to_owned()].into_iter().chain(FOLDERS.map(|below| folder.join(below))) {
        if folder.is_symlink() {
            return Err(link_refused(&folder));
        }
        make_folder(&folder)?;
    }
    let now: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    // Before the pages: if this run is killed, the list already has everything it may have written.
    list(folder, known.union(&now))?;
    progress.count("writing pages", files.len());
    files.par_iter().try_for_each(|file: &File| {
        put(folder, &file.path, &|out| dashboard.write(file, out))?;
        progress.tick();
        Ok::<_, Failure>(())
    })?;
    let mut removed = 0;
    for outdated in known.difference(&now) {
        let path = folder.join(outdated);
        if path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
            std::fs::remove_file(&path).map_err(|error| {
                Failure::new(format!("{} was not removed: {}", path.display(), error.kind()))
            })?;
            removed += 1;
        }
    }
    list(folder, now.iter())?;
    let gone = match removed {
        0 => String::new(),
        removed => format!(", removed {removed} that are out of date"),
    };
    Ok(format!(
        "wrote {} files to {}{gone}; open {}",
        files.len(),
        folder.display(),
        folder.join("index.html").display()
    ))
}

/// The files on the list. The list may be a stranger's, so only paths that a dashboard could have are taken from it.
fn written_before(folder: &Path) -> BTreeSet<String> {
    let list = folder.join(LIST);
    let is_list = |metadata: &std::fs::Metadata| metadata.is_file() && metadata.len() <= LONGEST_LIST;
    if !list.symlink_metadata().is_ok_and(|metadata| is_list(&metadata)) {
        return BTreeSet::new();
    }
    let list = std::fs::read_to_string(list).unwrap_or_default();
    list.lines().filter(|line| is_of_a_dashboard(line)).map(str::to_owned).collect()
}

/// `index.html`, `style.css`, `claim/<name>.html`
fn is_of_a_dashboard(path: &str) -> bool {
    let name = match path.split_once('/') {
        Some((below, name)) if FOLDERS.contains(&below) => name,
        Some(_) => return false,
        None => path,
    };
    let is_plain = |stem: &str| {
        !stem.is_empty()
            && stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
    };
    name.split_once('.').is_some_and(|(stem, end)| {
        is_plain(stem) && ["html", "css", "js", "svg", "csv", "json", "xml"].contains(&end)
    })
}

fn list<'f>(folder: &Path, files: impl Iterator<Item = &'f String>) -> Result<(), Failure> {
    let lines: String = files.flat_map(|file| [file, "\n"]).collect();
    put(folder, LIST, &|out| out.write_all(lines.as_bytes()))
}

fn put(folder: &Path, path: &str, content: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let file = folder.join(path);
    // A new file is written in place: if this run is killed, the next one overwrites what is incomplete.
    let written = match OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(new) => {
            let mut out = BufWriter::new(new);
            content(&mut out).and_then(|()| out.flush())
        }
        Err(_) => replace(&file, content),
    };
    written.map_err(|error| super::unwritten(&file, &error))
}
