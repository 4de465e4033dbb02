//! Names that are probably one, and about which nobody has decided: until then, who bears them is one voice.
//!
//! One name in two scripts, a name with its last part first, the press office of a body and the body, a company with and without
//! its form, a first name and its letter, a name with a title, a body and its initials. What `[names]` joins is one anyway, and what `[[distinct]]` parts is two. A likeness
//! only ever takes away: it makes two witnesses one, and a party's office a party; nobody gets a document of their own by it.

use super::parties::{Parties, Party};
use crate::model::policy::Policy;
use crate::text::names::{
    acronym, consonants, initial, is_arabic, skeleton, speaks_for, without_additions, without_title,
};
use std::collections::{BTreeMap, HashSet};

/// Which parties bear names that are probably one.
#[derive(Debug, Default)]
pub(super) struct Alike {
    by_skeleton: BTreeMap<String, Vec<Party>>,
    /// With whether the name is written in Arabic letters.
    by_consonants: BTreeMap<String, Vec<(Party, bool)>>,
    /// With whether the first name is written out.
    by_initial: BTreeMap<String, Vec<(Party, bool)>>,
    /// With whether the words are written out.
    by_acronym: BTreeMap<String, Vec<(Party, bool)>>,
    apart: HashSet<(Party, Party)>,
}

/// Of shorter names too many have the same skeleton.
const FEWEST_LETTERS: usize = 5;

impl Alike {
    pub(super) fn of(policy: &Policy, parties: &Parties) -> Self {
        let mut alike = Self::default();
        let mut names: Vec<(&str, Party)> = parties.names().collect();
        names.sort_unstable();
        for (name, party) in names {
            for key in keys(name) {
                alike.by_skeleton.entry(key).or_default().push(party);
            }
            if let Some((initial, is_whole)) = initial(name) {
                alike.by_initial.entry(initial).or_default().push((party, is_whole));
            }
            if let Some((acronym, is_whole)) = acronym(name) {
                alike.by_acronym.entry(acronym).or_default().push((party, is_whole));
            }
            if let Some(consonants) = consonants(name) {
                alike.by_consonants.entry(consonants).or_default().push((party, is_arabic(name)));
            }
        }
        for group in &policy.distinct {
            let distinct: Vec<Party> = group.iter().filter_map(|name| parties.find(&name.value)).collect();
            for one in &distinct {
                alike.apart.extend(distinct.iter().map(|other| (*one, *other)));
            }
        }
        alike
    }

    /// The parties that probably bear that name too, or speak for who does: those of `own` are told apart from others.
    pub(super) fn with(&self, name: &str, own: Option<Party>) -> Vec<Party> {
        let mut found = Vec::new();
        for key in keys(name) {
            found.extend(self.by_skeleton.get(&key).into_iter().flatten().copied());
        }
        for (key, lists) in [(initial(name), &self.by_initial), (acronym(name), &self.by_acronym)] {
            let Some((key, is_whole)) = key else { continue };
            let others = lists.get(&key).into_iter().flatten();
            found.extend(others.filter(|(_, whole)| *whole != is_whole).map(|(party, _)| *party));
        }
        let in_arabic = is_arabic(name);
        let same_consonants = consonants(name).and_then(|consonants| self.by_consonants.get(&consonants));
        let across = same_consonants.into_iter().flatten().filter(|(_, arabic)| *arabic != in_arabic);
        found.extend(across.map(|(party, _)| *party));
        found.retain(|party| own.is_none_or(|own| own != *party && !self.apart.contains(&(own, *party))));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// A name, and what it is without what may be added to it.
fn keys(name: &str) -> impl Iterator<Item = String> {
    let names = [Some(name), speaks_for(name), without_additions(name), without_title(name)];
    names.into_iter().flatten().filter_map(key)
}

fn key(name: &str) -> Option<String> {
    Some(skeleton(name)).filter(|skeleton| skeleton.chars().count() >= FEWEST_LETTERS)
}
