//! Addresses of files and commits where the project is kept on the web.

use crate::render::escape::{uri_path, web_address};
use crate::report::site::Site;

/// Where the repository is, and how its host spells addresses.
pub(super) struct Links<'s> {
    repository: &'s str,
    /// The folder of the project in it.
    folder: &'s str,
    /// What stands between the address of the repository and a view of it.
    view: &'static str,
}

impl<'s> Links<'s> {
    /// Of the repository that the settings name, if they do and it is an address of the web.
    pub(super) fn of(site: &'s Site<'_>) -> Option<Self> {
        let (written, folder) = site.kept.as_ref()?;
        let repository = web_address(written.trim())?.trim_end_matches('/').trim_end_matches(".git");
        if repository.contains(['?', '#']) {
            return None;
        }
        let host = repository.split('/').nth(2).unwrap_or_default();
        let view = if host.contains("gitlab") { "/-" } else { "" };
        Some(Self { repository, folder, view })
    }

    /// Of a commit, by its whole id.
    pub(super) fn commit(&self, id: &str) -> String {
        format!("{}{}/commit/{id}", self.repository, self.view)
    }

    /// Of a file, to be read.
    pub(super) fn file(&self, path: &str) -> String {
        self.at("blob", path)
    }

    /// Of a file, to be edited.
    pub(super) fn edit(&self, path: &str) -> String {
        self.at("edit", path)
    }

    /// Of the commits that touched a file.
    pub(super) fn history(&self, path: &str) -> String {
        self.at("commits", path)
    }

    fn at(&self, what: &str, path: &str) -> String {
        format!("{}{}/{what}/HEAD/{}{}", self.repository, self.view, uri_path(self.folder), uri_path(path))
    }
}
