//! Where each thing is: the names of pages, and what former ids and stories lead to.

use super::NoteAt;
use super::stories::StoryView;
use crate::corpus::ClaimAt;
use crate::model::id;
use crate::report::facts::{Sheet, SheetAt};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Former ids that can be in an address, and that no claim has now.
pub(super) fn formers<'m>(sheet: &Sheet<'m>) -> BTreeMap<&'m str, SheetAt> {
    let mut formers = BTreeMap::new();
    for (at, facts) in sheet.each_claim() {
        for former in facts.claim.formerly.iter().map(|former| &*former.value) {
            if id::check(former).is_ok() && sheet.project.corpus.claim(former).is_none() {
                formers.entry(former).or_insert(at);
            }
        }
    }
    formers
}

/// For each claim, the notes that name it. What is no longer in a text is stated no more.
pub(super) fn stated(stories: &[StoryView]) -> HashMap<ClaimAt, Vec<(usize, NoteAt)>> {
    let mut stated: HashMap<ClaimAt, Vec<(usize, NoteAt)>> = HashMap::new();
    for (at, story) in stories.iter().enumerate() {
        let beside = (0..).map(NoteAt::Beside).zip(&story.notes);
        let elsewhere = if story.text.is_none() { &story.unplaced[..] } else { &[] };
        for (place, note) in beside.chain((0..).map(NoteAt::Unplaced).zip(elsewhere)) {
            for (claim, _) in note.claims.iter().filter_map(|stated| stated.claim.as_ref()) {
                let places = stated.entry(*claim).or_default();
                if places.last() != Some(&(at, place)) {
                    places.push((at, place));
                }
            }
        }
    }
    stated
}

/// Names for pages: ids, where they are good ones and the first of their kind; what is none may hold anything, and is named after
/// its path.
pub(super) fn names<'m>(records: impl Iterator<Item = (&'m str, &'m str)>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let name = |(id, path): (&str, &str)| {
        let is_first = seen.insert(id.to_owned());
        if is_first && id::check(id).is_ok() {
            return id.to_owned();
        }
        // No id begins with this mark. 16 digits of SHA-256 (FIPS 180-4) tell as many paths apart as a project can have.
        let hash = Sha256::digest(path.as_bytes());
        hash.iter().take(8).fold("_".to_owned(), |name, byte| format!("{name}{byte:02x}"))
    };
    records.map(name).collect()
}

/// Names for pages of people: their names in letters of ASCII, as far as they have some and are the first of their kind.
pub(super) fn of_names<'m>(all: impl Iterator<Item = &'m str>) -> Vec<String> {
    let whole: Vec<&str> = all.collect();
    let ids: Vec<String> = whole
        .iter()
        .map(|name| {
            let plain =
                name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
            let plain: String = plain.collect();
            plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
        })
        .collect();
    // Those that no such name is left of are told apart by the whole of it.
    self::names(ids.iter().zip(whole).map(|(id, whole)| (&**id, whole)))
}
