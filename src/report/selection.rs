//! Which part of the tree is shown and counted. The whole tree is always read.

use crate::corpus::Corpus;
use crate::fileset::{FileSet, Role};
use crate::model::claim::Claim;
use crate::model::story::Story;
use crate::text::span::FileId;
use std::collections::HashSet;

/// The part of a tree that somebody asked about: everything, or what lies at or below some paths.
#[derive(Debug, Default)]
pub struct Selection {
    paths: Vec<String>,
}

/// The files of a selection.
#[derive(Debug)]
pub enum Selected {
    /// All.
    All,
    /// These.
    Files(HashSet<FileId>),
}

impl Selection {
    /// Everything.
    pub fn all() -> Self {
        Self::default()
    }

    /// What lies at or below `paths`: relative to the root, `/` between components. The empty path is the root itself.
    pub fn of(paths: Vec<String>) -> Self {
        Self { paths }
    }

    /// The files that were asked about, and all that the stories and claims among them rest on: the policy, and the records and
    /// texts of their sources and origins. A claim is not fine as long as any of these is not.
    pub fn files(&self, files: &FileSet, corpus: &Corpus) -> Selected {
        if self.paths.is_empty() {
            return Selected::All;
        }
        let asked = files.iter().filter(|(_, entry)| self.has(&entry.path));
        let mut selected: HashSet<FileId> = asked.map(|(file, _)| file).collect();
        let stories = stories_in(corpus, &selected);
        let ids: HashSet<&str> = stories.iter().map(|story| &*story.id).collect();
        selected
            .extend(corpus.claims.iter().filter(|claim| is_stated(&stories, claim)).map(|claim| claim.file));
        let claims: HashSet<&str> = claims_in(corpus, &selected).map(|claim| &*claim.id).collect();
        let sources = sources_of(corpus, &selected);
        // By their names, and so also what stands in their way: a second file of the same name, or a link.
        let needed = files.iter().filter(|(_, entry)| match entry.role {
            Role::Claim => claims.contains(entry.stem()),
            Role::Source | Role::Text(_) | Role::Fingerprint => sources.contains(entry.stem()),
            Role::Story | Role::StoryText(_) => ids.contains(entry.stem()),
            Role::Policy | Role::Baseline | Role::Stray | Role::Gone => false,
        });
        selected.extend(needed.map(|(file, _)| file));
        selected.extend(corpus.written_policy().file);
        Selected::Files(selected)
    }

    fn has(&self, path: &str) -> bool {
        self.paths.iter().any(|selected| {
            let rest = path.strip_prefix(selected.as_str());
            rest.is_some_and(|rest| selected.is_empty() || rest.is_empty() || rest.starts_with('/'))
        })
    }
}

impl Selected {
    /// Is the file one of them?
    pub fn has(&self, file: FileId) -> bool {
        match self {
            Selected::All => true,
            Selected::Files(files) => files.contains(&file),
        }
    }
}

/// The stories of these files, or of the texts among them.
fn stories_in<'c>(corpus: &'c Corpus, files: &HashSet<FileId>) -> Vec<&'c Story> {
    let all = corpus.each_story().filter(|(at, story)| {
        let text = corpus.text_of_story(*at).map(|text| text.file);
        files.contains(&story.file) || text.is_some_and(|text| files.contains(&text))
    });
    all.map(|(_, story)| story).collect()
}

/// Does one of the stories state the claim?
fn is_stated(stories: &[&Story], claim: &Claim) -> bool {
    let mut passages = stories.iter().flat_map(|story| &story.passages);
    passages.any(|passage| passage.claim.as_ref().is_some_and(|id| *id.value == *claim.id))
}

fn claims_in<'c>(corpus: &'c Corpus, files: &HashSet<FileId>) -> impl Iterator<Item = &'c Claim> {
    corpus.claims.iter().filter(|claim| files.contains(&claim.file))
}

/// The ids of all sources that the claims in `files` rest on, directly or through another source.
fn sources_of<'c>(corpus: &'c Corpus, files: &HashSet<FileId>) -> HashSet<&'c str> {
    let evidence = claims_in(corpus, files).flat_map(|claim| &claim.evidence);
    let named = evidence.flat_map(|evidence| evidence.source.iter().chain(&evidence.origin));
    let mut open: Vec<&str> = named.map(|id| &*id.value).collect();
    let mut ids = HashSet::new();
    while let Some(id) = open.pop() {
        if ids.insert(id)
            && let Some(source) = corpus.source(id)
        {
            open.extend(source.derives_from.iter().chain(&source.may_derive_from).map(|id| &*id.value));
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::Selection;

    #[test]
    fn a_folder_selects_what_is_below_it_and_nothing_beside_it() {
        let selection = Selection::of(vec!["claims/sea".to_owned()]);
        assert!(selection.has("claims/sea/tides.toml") && selection.has("claims/sea"));
        assert!(!selection.has("claims/seaside.toml") && !selection.has("claims"));
        assert!(Selection::of(vec![String::new()]).has("grounds.toml"));
    }
}
