//! Words by which a statement speaks of a whole field: that something never happened, or was the first, the only, the most.
//! Witnesses cannot know that; a record of the whole field can.

use crate::text::phrases::Phrases;
use std::sync::LazyLock;

/// What speaks of a whole field, and what only looks like it. English, with the Russian and Belarusian words that have one form.
static PHRASES: LazyLock<Phrases<bool>> = LazyLock::new(|| {
    let whole = WHOLE.split(',').map(|phrase| (phrase.trim(), true));
    let other = OTHER.split(',').map(|phrase| (phrase.trim(), false));
    Phrases::of(whole.chain(other))
});

const WHOLE: &str = "never, first, only, most, sole, solely, exclusively, unique, uniquely, unprecedented, unrivalled, unparalleled, \
    no other, nobody else, no one else, nobody but, no one but, none but, not once, \
    best, biggest, busiest, cheapest, closest, costliest, deadliest, deepest, earliest, fastest, fewest, greatest, heaviest, \
    highest, largest, least, longest, lowest, nearest, newest, oldest, poorest, quickest, richest, shortest, slowest, \
    smallest, strongest, tallest, weakest, wealthiest, worst, youngest, \
    никогда, впервые, ни разу, ніколі, упершыню, ніводнага разу";

const OTHER: &str = "at first, first of all, first aid, first class, first deputy, first half, first hand, first instance, first lady, \
    first lieutenant, first minister, first name, first officer, first quarter, first reading, first secretary, first vice, \
    at best, at least, at most, at worst, at the earliest, least developed, most likely, most recent, most recently, \
    only minutes, only hours, only days, only weeks, only months, only years";

/// How Russian and Belarusian words begin that speak of a whole field in every form.
const BEGINNINGS: [&str; 12] = [
    "единственн",
    "первый",
    "первая",
    "первое",
    "первые",
    "самый",
    "самая",
    "самое",
    "адзіны",
    "адзіная",
    "першы",
    "першая",
];

/// The first words of a statement that speak of a whole field, if any do.
pub fn whole_field(statement: &str) -> Option<&str> {
    let found: Vec<_> = PHRASES.within(statement).collect();
    let is_other = |at: usize| found.iter().any(|(place, whole)| !**whole && place.contains(&at));
    let listed = found.iter().filter(|(place, whole)| **whole && !is_other(place.start));
    let words = listed.map(|(place, _)| &statement[place.clone()]).next();
    words.or_else(|| statement.split(|c: char| !c.is_alphanumeric()).find(|word| is_begun(word)))
}

fn is_begun(word: &str) -> bool {
    !word.is_ascii() && BEGINNINGS.iter().any(|beginning| word.to_lowercase().starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::whole_field;

    #[test]
    fn what_speaks_of_a_whole_field_is_named() {
        for (statement, words) in [
            ("The Northyard was the first to build it.", "first"),
            ("Сарна ніколі не прадавала лодак.", "ніколі"),
            ("Это единственная верфь страны.", "единственная"),
            ("No other yard has built one.", "No other"),
            ("It is the largest yard on the coast.", "largest"),
            ("At first it built boats, and later only tugs.", "only"),
        ] {
            assert_eq!(whole_field(statement), Some(words), "{statement}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_passed_over() {
        for statement in [
            "The Northyard built forty boats firsthand.",
            "The First Officer left only hours later.",
            "Sales doubled in the first half of 2017, to at least 40 boats.",
            "The most recent tide came at noon.",
        ] {
            assert_eq!(whole_field(statement), None, "{statement}");
        }
    }
}
