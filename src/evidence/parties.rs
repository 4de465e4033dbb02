//! Publishers, authors and claimants, each one party whatever the spelling of the name.

use crate::model::policy::Policy;
use crate::text::fold::{Folded, Markup};
use std::collections::HashMap;

/// A person or organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party(u32);

impl Party {
    /// Of whom no record has the name.
    pub(super) const NOBODY: Party = Party(u32::MAX);

    /// Whoever wrote what two documents have in common, which nobody has told. Greater than every party with a name.
    pub(super) fn untold(number: u32) -> Self {
        Party(u32::MAX - 1 - number.min(u32::MAX / 2))
    }
}

/// All known names, and the party that each belongs to.
///
/// Two names are one party if they differ only in letter case and white space, or if the policy joins them under `[names]`.
/// Nothing is guessed from likeness.
#[derive(Debug, Default)]
pub struct Parties {
    by_spelling: HashMap<String, Party, foldhash::fast::RandomState>,
    /// As they are written in records: most names have one spelling.
    as_written: HashMap<Box<str>, Party, foldhash::fast::RandomState>,
    /// For each party, the one that it was joined to, or itself (union-find).
    same_as: Vec<Party>,
    /// Of a party that speaks for others: itself and all of them, sorted.
    voices: HashMap<Party, Vec<Party>, foldhash::fast::RandomState>,
}

/// The name under which `[names]` lists those of the newsroom itself.
const OURSELVES: &str = "ourselves";

impl Parties {
    /// The parties to which a policy gives several names, and those that speak for others.
    pub fn of(policy: &Policy) -> Self {
        let mut parties = Self::default();
        for (name, others) in &policy.names {
            let party = parties.enter(&name.value);
            for other in others {
                parties.join(&other.value, party);
            }
        }
        let mut speaks_for: HashMap<Party, Vec<Party>, foldhash::fast::RandomState> = HashMap::default();
        for (party, names) in &policy.speaks_for {
            let party = parties.enter(&party.value);
            for name in names {
                speaks_for.entry(parties.enter(&name.value)).or_default().push(party);
            }
        }
        parties.voices = speaks_for.keys().map(|&party| (party, reached(party, &speaks_for))).collect();
        parties
    }

    /// A party and all for which it speaks, sorted.
    pub fn voice<'p>(&'p self, party: &'p Party) -> &'p [Party] {
        self.voices.get(party).map_or(std::slice::from_ref(party), Vec::as_slice)
    }

    /// The newsroom itself, if the policy names it.
    pub fn ourselves(&self) -> Option<Party> {
        self.find(OURSELVES)
    }

    /// Every name in the spelling of [`spelling`], and its party. What stands for the newsroom itself in the policy is no name.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Party)> {
        let names = self.by_spelling.iter().filter(|(name, _)| *name != OURSELVES);
        names.filter_map(|(name, _)| Some((name.as_str(), self.find(name)?)))
    }

    /// Makes `name` one more name of `party`, and whatever party it belonged to the same party.
    fn join(&mut self, name: &str, party: Party) {
        let other = self.enter(name);
        let (other, party) = (self.settle(other), self.settle(party));
        self.same_as[other.0 as usize] = party;
    }

    /// The party that stands for all those joined to this one; shortens the chain to it.
    fn settle(&mut self, party: Party) -> Party {
        let mut current = party;
        while self.same_as[current.0 as usize] != current {
            let next = self.same_as[current.0 as usize];
            self.same_as[current.0 as usize] = self.same_as[next.0 as usize];
            current = next;
        }
        current
    }

    /// The party of that name; a new one if there is none yet.
    pub fn enter(&mut self, name: &str) -> Party {
        if let Some(&party) = self.as_written.get(name) {
            return self.settle(party);
        }
        let next = Party(u32::try_from(self.same_as.len()).unwrap_or(u32::MAX));
        let party = *self.by_spelling.entry(spelling(name)).or_insert(next);
        if party == next {
            self.same_as.push(next);
        }
        self.as_written.insert(name.into(), party);
        self.settle(party)
    }

    /// The party of that name, if there is one.
    pub fn find(&self, name: &str) -> Option<Party> {
        let written = self.as_written.get(name);
        let mut party = written.or_else(|| self.by_spelling.get(&spelling(name))).copied()?;
        while self.same_as[party.0 as usize] != party {
            party = self.same_as[party.0 as usize];
        }
        Some(party)
    }
}

/// A party and all that can be reached from it, sorted.
fn reached(from: Party, speaks_for: &HashMap<Party, Vec<Party>, foldhash::fast::RandomState>) -> Vec<Party> {
    let mut all = vec![from];
    let mut next = 0;
    while let Some(party) = all.get(next) {
        for &other in speaks_for.get(party).into_iter().flatten() {
            if !all.contains(&other) {
                all.push(other);
            }
        }
        next += 1;
    }
    all.sort_unstable();
    all
}

/// Articles that catalogues put behind a name.
const ARTICLES: [&str; 13] =
    ["the", "le", "la", "les", "der", "die", "das", "el", "los", "las", "il", "lo", "i"];

/// A name without what never distinguishes two: letter case, white space, and what folding removes.
pub fn spelling(name: &str) -> String {
    let mut spelling = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !spelling.is_empty() {
            spelling.push(' ');
        }
        spelling.push_str(word);
    }
    // As catalogues write it: "Gazette, The".
    if let Some((name, article)) = spelling.rsplit_once(", ")
        && ARTICLES.iter().any(|known| known.eq_ignore_ascii_case(article))
    {
        spelling = format!("{article} {name}");
    }
    if spelling.is_ascii() {
        spelling.make_ascii_lowercase();
        return spelling;
    }
    Folded::quote(&spelling, Markup::Plain).as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_share_a_name_are_one_party() {
        let mut parties = Parties::default();
        let (a, c) = (parties.enter("A"), parties.enter("C"));
        parties.join("B", a);
        parties.join("B", c);
        assert_eq!([parties.find("a"), parties.find("A"), parties.enter("b").into()], [Some(c); 3]);
    }

    #[test]
    fn case_space_and_accents_make_no_new_party_and_nothing_else_is_guessed() {
        let mut parties = Parties::default();
        let gazette = parties.enter("The  Gazette é");
        assert_eq!(parties.find("the gazette e\u{301}"), Some(gazette));
        assert_eq!(parties.find("Gazette é, The"), Some(gazette));
        assert_eq!(parties.find("Gazette é"), None);
        assert_ne!(parties.enter("The Gazettes é"), gazette);
    }
}
