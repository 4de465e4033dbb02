//! Phrases that are sought in texts, many at once, as whole words in either case.

use super::shapes::Shapes;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Phrases, each with what it stands for.
#[derive(Debug)]
pub struct Phrases<T> {
    /// By their first words, in lower case.
    by_first_word: HashMap<Box<str>, Vec<Phrase<T>>, foldhash::fast::RandomState>,
    /// Of the first words: nearly every other word of a text is passed over by these.
    shapes: Shapes,
}

#[derive(Debug)]
struct Phrase<T> {
    /// All words behind the first.
    rest: Box<[Box<str>]>,
    meaning: T,
}

impl<T> Phrases<T> {
    /// A phrase without a word is never found.
    pub fn of<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut by_first_word: HashMap<Box<str>, Vec<_>, _> = HashMap::default();
        for (phrase, meaning) in phrases {
            let mut words = words(phrase).map(lower);
            let Some(first) = words.next() else { continue };
            let rest = words.collect();
            by_first_word.entry(first).or_default().push(Phrase { rest, meaning });
        }
        let shapes = Shapes::of(by_first_word.keys().map(AsRef::as_ref));
        Self { by_first_word, shapes }
    }

    /// The phrases that stand in `text`, in its order: where, and what they stand for.
    pub fn within<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'t T)> {
        let mut at = 0;
        let mut small = String::new();
        let candidates = std::iter::from_fn(move || {
            loop {
                let word = self.shapes.next(text, at)?;
                at = word.end;
                small.clear();
                for c in text[word.clone()].chars() {
                    if is_small(c) { small.push(c) } else { small.extend(c.to_lowercase()) }
                }
                if let Some(phrases) = self.by_first_word.get(&*small) {
                    return Some((word, phrases));
                }
            }
        });
        candidates.flat_map(move |(first, phrases)| {
            phrases.iter().filter_map(move |phrase| {
                let mut end = first.end;
                for sought in &phrase.rest {
                    let word = EVERY.next(text, end)?;
                    if !is_lower(&text[word.clone()], sought) {
                        return None;
                    }
                    end = word.end;
                }
                Some((first.start..end, &phrase.meaning))
            })
        })
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self::of([])
    }
}

/// Is it surely its own small letter? Of most letters it is known without a search in tables.
fn is_small(c: char) -> bool {
    c.is_ascii_lowercase() || matches!(c, 'а'..='џ' | 'ء'..='ي')
}

static EVERY: LazyLock<Shapes> = LazyLock::new(Shapes::every);

/// All words of a phrase.
fn words(phrase: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = EVERY.next(phrase, at)?;
        at = word.end;
        Some(&phrase[word])
    })
}

fn lower(word: &str) -> Box<str> {
    word.chars().flat_map(char::to_lowercase).collect()
}

fn is_lower(word: &str, lower: &str) -> bool {
    word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

#[cfg(test)]
mod tests {
    use super::Phrases;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<u8> {
        let phrases = Phrases::of([
            ("The Northyard", 1),
            ("northyard", 2),
            ("port of Sarn", 3),
            ("ЗАО «Верфь»", 4),
            ("", 5),
        ]);
        phrases.within(text).map(|(_, meaning)| *meaning).collect()
    }

    #[test]
    fn a_phrase_is_found_where_it_stands() {
        let text = "\u{201c}The Port of Sarn\u{201d}";
        let phrases = Phrases::of([("port of sarn", ())]);
        let places: Vec<_> = phrases.within(text).map(|(place, ())| &text[place]).collect();
        assert_eq!(places, ["Port of Sarn"]);
    }

    #[test]
    fn whole_words_are_found_in_either_case_whatever_parts_them() {
        assert_eq!(found("THE NORTHYARD\u{2019}s boats, and the  port\nof \u{201c}Sarn\u{201d}"), [1, 2, 3]);
        assert_eq!(found("зао верфь продала"), [4]);
        assert_eq!(found("Northyards, ports of Sarn, a port of"), [0; 0]);
    }

    proptest! {
        /// Against a second search that looks at every place.
        #[test]
        fn nothing_is_passed_over(words in prop::collection::vec("[aAbBéÉß]{1,2}", 0..12), sought in "[aAbBéÉß]{1,2}( [abé]){0,2}") {
            let text = words.join("-");
            let slow = {
                let words: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
                let sought: Vec<_> = sought.split(' ').map(str::to_lowercase).collect();
                words.windows(sought.len()).filter(|window| *window == sought).count()
            };
            prop_assert_eq!(Phrases::of([(&*sought, ())]).within(&text).count(), slow);
        }
    }
}
