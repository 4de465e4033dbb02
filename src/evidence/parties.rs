//! Who is who: publishers, authors and claimants, each known by one name whatever its spelling.

use crate::model::policy::Policy;
use crate::text::fold::{Folded, Markup};
use std::collections::HashMap;

/// Somebody who publishes, writes or says things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party(u32);

/// The names that are known, and who bears them.
///
/// Two names are one where they differ in letter case and white space only, or where the policy joins them under
/// `[names]`. Nothing is guessed: names that look alike are two.
#[derive(Debug, Default)]
pub struct Parties {
    by_spelling: HashMap<String, Party, foldhash::fast::RandomState>,
    /// As they are written in records: most names are always written alike.
    as_written: HashMap<Box<str>, Party, foldhash::fast::RandomState>,
    /// For each party, the one that it turned out to be; most are themselves.
    same_as: Vec<Party>,
}

impl Parties {
    /// The parties that a policy knows by several names.
    pub fn of(policy: &Policy) -> Self {
        let mut parties = Self::default();
        for (name, others) in &policy.names {
            let party = parties.enter(&name.value);
            for other in others {
                parties.join(&other.value, party);
            }
        }
        parties
    }

    /// Makes `name` one more name of `party`. Whoever bears it already becomes that party too.
    fn join(&mut self, name: &str, party: Party) {
        let bearer = self.enter(name);
        let (bearer, party) = (self.settle(bearer), self.settle(party));
        self.same_as[bearer.0 as usize] = party;
    }

    /// Who a party turned out to be, at the end of all joins; the way there is made short.
    fn settle(&mut self, party: Party) -> Party {
        let mut at = party;
        while self.same_as[at.0 as usize] != at {
            let next = self.same_as[at.0 as usize];
            self.same_as[at.0 as usize] = self.same_as[next.0 as usize];
            at = next;
        }
        at
    }

    /// Who bears that name; somebody new if nobody does yet.
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

    /// Who bears that name, if anybody does.
    pub fn find(&self, name: &str) -> Option<Party> {
        let written = self.as_written.get(name);
        let mut party = written.or_else(|| self.by_spelling.get(&spelling(name))).copied()?;
        while self.same_as[party.0 as usize] != party {
            party = self.same_as[party.0 as usize];
        }
        Some(party)
    }
}

/// A name without what never tells two names apart: letter case, white space, and what folding takes away.
pub fn spelling(name: &str) -> String {
    let mut spelling = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !spelling.is_empty() {
            spelling.push(' ');
        }
        spelling.push_str(word);
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
        assert_eq!(parties.find("Gazette é"), None);
        assert_ne!(parties.enter("The Gazettes é"), gazette);
    }
}
