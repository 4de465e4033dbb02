//! Listing the files of a commit, by the same rules as those of a folder.

use super::{
    BASELINE_FILE, COUNT_LIMIT, DEPTH_LIMIT, Entry, Error, FOLDERS, Home, Irregular, POLICY_FILE, Role,
    is_ignored, role,
};
use crate::git::tree::{self, EntryKind};
use crate::git::{self, Id, Repository};
use crate::text::bytes::in_words;

/// Adds the files of the project with the tree `root`.
pub(super) fn list(repository: &Repository, root: Id, files: &mut Vec<Entry>) -> Result<(), Error> {
    let mut listing = Listing { repository, files, visited: 0 };
    for (kind, name, id) in listing.entries(root)? {
        let top = FOLDERS.into_iter().find(|top| top.as_bytes() == name);
        match (top, kind) {
            (Some(top), EntryKind::Folder) => listing.folder(top, top, id, 1)?,
            // A link or file in place of the folder must not count as an empty folder.
            (Some(top), _) => listing.add(top.to_owned(), Role::Stray, Some(irregular(kind)), id),
            (None, _) => {
                let tops = [(POLICY_FILE, Role::Policy), (BASELINE_FILE, Role::Baseline)];
                if let Some((top, role)) = tops.into_iter().find(|(top, _)| top.as_bytes() == name) {
                    let irregular = (kind != EntryKind::File).then(|| irregular(kind));
                    listing.add(top.to_owned(), role, irregular, id);
                }
            }
        }
    }
    Ok(())
}

struct Listing<'a> {
    repository: &'a Repository,
    files: &'a mut Vec<Entry>,
    /// Entries seen: a small repository can contain the same tree a billion times over.
    visited: usize,
}

impl Listing<'_> {
    fn folder(&mut self, top: &str, path: &str, id: Id, depth: usize) -> Result<(), Error> {
        for (kind, name, id) in self.entries(id)? {
            let is_folder = kind == EntryKind::Folder;
            if is_ignored(&name, is_folder) {
                continue;
            }
            let path = format!("{path}/{}", in_words(&name));
            if is_folder && depth <= DEPTH_LIMIT {
                self.folder(top, &path, id, depth + 1)?;
                continue;
            }
            let irregular = match kind {
                EntryKind::File => None,
                EntryKind::Folder => Some(Irregular::TooDeep),
                EntryKind::Link | EntryKind::Submodule => Some(irregular(kind)),
            };
            if let Some((role, irregular)) = role(top, &name, irregular) {
                self.add(path, role, irregular, id);
            }
        }
        Ok(())
    }

    fn add(&mut self, path: String, role: Role, irregular: Option<Irregular>, id: Id) {
        self.files.push(Entry { path, role, irregular, home: Home::Tree, odd_path: None, object: Some(id) });
    }

    fn entries(&mut self, folder: Id) -> Result<Vec<(EntryKind, Vec<u8>, Id)>, Error> {
        let data = self.repository.tree(folder).map_err(Error::Repository)?;
        let damaged = || Error::Repository(git::Error::new(format!("tree {folder} is damaged")));
        let entries = tree::entries(&data, self.repository.id_length)
            .map(|entry| {
                entry.map(|entry| (entry.kind, entry.name.to_vec(), entry.id)).map_err(|_| damaged())
            })
            .collect::<Result<Vec<_>, _>>()?;
        self.visited += entries.len();
        if self.visited > COUNT_LIMIT { Err(Error::TooManyFiles) } else { Ok(entries) }
    }
}

fn irregular(kind: EntryKind) -> Irregular {
    if kind == EntryKind::Link { Irregular::Link } else { Irregular::NotAFile }
}
