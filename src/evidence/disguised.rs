//! The parties that a text names in another spelling: with a letter of another script, an accent, a hyphen, a plural.

use super::parties::Party;
use crate::text::names;
use crate::text::skeleton::skeleton;
use std::collections::HashMap;

/// The names of all parties by what is left of their spellings.
#[derive(Debug, Default)]
pub struct Disguised {
    /// Each with the number of its words.
    by_skeleton: HashMap<Box<str>, Vec<(Party, usize)>, foldhash::fast::RandomState>,
    longest: usize,
}

/// A shorter name is too much like others.
const FEWEST_LETTERS: usize = 5;

/// A longer name is hardly ever spelled otherwise.
const MOST_WORDS: usize = 6;

impl Disguised {
    pub(super) fn of<'n>(names: impl Iterator<Item = (&'n str, Party)>) -> Self {
        let mut all = Self::default();
        for (name, party) in names {
            let words = words(name).count();
            if words > MOST_WORDS {
                continue;
            }
            let skeleton = names::skeleton(name);
            if skeleton.chars().count() < FEWEST_LETTERS {
                continue;
            }
            all.longest = all.longest.max(words);
            for key in [skeleton, looks(name)] {
                all.by_skeleton.entry(key.into()).or_default().push((party, words));
            }
        }
        all
    }

    /// The parties that words of a text name, of which the first has a capital.
    pub fn within(&self, text: &str) -> Vec<Party> {
        let words: Vec<&str> = words(text).collect();
        let mut found = Vec::new();
        for (at, first) in words.iter().enumerate() {
            if !first.starts_with(char::is_uppercase) {
                continue;
            }
            let mut run = String::new();
            for (count, word) in (1..=self.longest + 1).zip(&words[at..]) {
                run.push_str(if run.is_empty() { "" } else { " " });
                run.push_str(word);
                found.extend(self.named(&run, count));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whom these words name, which are so many.
    fn named(&self, run: &str, words: usize) -> Vec<Party> {
        let find = |key: &str| {
            let plural = || self.by_skeleton.get(key.strip_suffix('s')?);
            let named = self.by_skeleton.get(key).or_else(plural).into_iter().flatten();
            named.filter(|(_, of_name)| words <= of_name + 1).map(|(party, _)| *party).collect::<Vec<_>>()
        };
        let found = find(&names::skeleton(run));
        if found.is_empty() && !run.is_ascii() { find(&looks(run)) } else { found }
    }
}

/// What a name looks like, whatever script its letters are of; with a mark in front, as it is no spelling.
fn looks(name: &str) -> String {
    let small = name.to_lowercase();
    let bare = small.strip_prefix("the ").unwrap_or(&small);
    format!("={}", names::skeleton(&skeleton(bare)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}'))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::parties::Parties;
    use super::*;

    #[test]
    fn another_spelling_names_the_same_party() {
        let mut parties = Parties::default();
        let names = ["Northyard", "Coast Post", "Oll"].map(|name| (name, parties.enter(name)));
        let disguised = Disguised::of(names.into_iter());
        for text in [
            "The N\u{43e}rthyard sold two tugs.",
            "The N\u{f3}rthyard sold two tugs.",
            "The North-yard sold two tugs.",
            "The North Yard sold two tugs.",
            "The Northyards sold two tugs.",
            "The Northyard's tugs were sold.",
        ] {
            assert_eq!(disguised.within(text), [names[0].1], "{text}");
        }
        assert_eq!(disguised.within("The \u{421}oast Post was sold."), [names[1].1]);
        for text in ["A north yard sold tugs.", "\u{d3}ll sold tugs.", "The North Sea yard sold tugs."] {
            assert!(disguised.within(text).is_empty(), "{text}");
        }
    }
}
