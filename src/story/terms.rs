//! The terms of a sentence, as [`super::fitting`] compares them: stems of words, numbers, years, months and days.
//!
//! Stems are made for English; of other languages the words count as they are written, without accents.

use crate::evidence::is_month;
use crate::text::language::numerals::{Numeral, number_words};
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a term is. A date hardly tells one claim from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A word.
    Word,
    /// A number.
    Number,
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day of a month.
    Day,
}

impl Kind {
    /// What a term of a statement counts, of one.
    pub fn weight(self) -> f32 {
        match self {
            Self::Word | Self::Number => 1.0,
            Self::Year => 0.3,
            Self::Month => 0.5,
            Self::Day => 0.6,
        }
    }
}

/// A term.
pub type Term = (String, Kind);

/// The terms of a sentence, each once.
pub fn terms(sentence: &str) -> BTreeSet<Term> {
    let bare: String = sentence.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let words = written(&bare);
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let beside =
            |step: isize| at.checked_add_signed(step).and_then(|at| words.get(at)).map_or("", |word| word);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = lower.replace(',', "");
            let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
            let is_day = is_month(beside(-1))
                || is_month(beside(1))
                || starts_with_digit(beside(1)) && is_month(beside(2));
            let kind = if is_year {
                Kind::Year
            } else if is_day {
                Kind::Day
            } else {
                Kind::Number
            };
            found.insert((digits, kind));
        } else if is_month(word) {
            found.insert((lower, Kind::Month));
        } else if let Some(scale) = scale(&lower).filter(|_| starts_with_digit(beside(-1))) {
            found.insert((scale.to_owned(), Kind::Word));
        } else if let Some(number) = cardinal(&lower) {
            found.insert((number.to_string(), Kind::Number));
        } else if lower.chars().nth(1).is_some() && !SMALL.contains(&*lower)
            || word.chars().all(char::is_uppercase)
        {
            found.extend(same(word).split(' ').map(|word| (stem(&word.to_lowercase()), Kind::Word)));
        }
    }
    found
}

/// Runs of letters, and numbers; of a name in the genitive the name.
fn written(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(&first) = chars.get(at) {
        let start = at;
        let next = |at: usize| chars.get(at).copied().unwrap_or(' ');
        if first.is_ascii_digit() {
            while next(at).is_ascii_digit() || matches!(next(at), '.' | ',') && next(at + 1).is_ascii_digit()
            {
                at += 1;
            }
            words.push(chars[start..at].iter().collect());
        } else if first.is_alphabetic() {
            while next(at).is_alphabetic() {
                at += 1;
            }
            words.push(chars[start..at].iter().collect());
            let is_genitive = matches!(next(at), '\'' | '\u{2019}')
                && next(at + 1) == 's'
                && !next(at + 2).is_alphanumeric();
            at += if is_genitive { 2 } else { 0 };
        } else {
            at += 1;
        }
    }
    words
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn scale(word: &str) -> Option<&'static str> {
    match word {
        "m" | "mn" | "million" | "millions" => Some("million"),
        "bn" | "billion" | "billions" => Some("billion"),
        _ => None,
    }
}

/// The number that a word names, from two to ninety.
fn cardinal(word: &str) -> Option<u32> {
    let phrases = number_words("", Some("en")).beginning_with(word);
    let single = phrases.iter().find(|(rest, _)| rest.is_empty());
    match single?.1 {
        Numeral::Cardinal(value) if (2..100).contains(&value) => Some(value),
        _ => None,
    }
}

/// Names of states that are written in several ways.
fn same(word: &str) -> &str {
    match word {
        "US" | "USA" | "American" | "Americans" => "america",
        "UAE" => "emirates",
        "EU" => "eu europe",
        "UK" | "British" => "britain",
        _ => word,
    }
}

/// A word without its ending: as much as leaves four letters.
fn stem(word: &str) -> String {
    const LEAST: usize = 4;
    let mut stem: Vec<char> = word.chars().collect();
    if stem.len() < LEAST || !word.is_ascii() {
        return word.to_owned();
    }
    if word.ends_with("sses") {
        stem.truncate(stem.len() - 2);
        return stem.into_iter().collect();
    }
    let cut = ENDINGS.split(' ').find(|ending| word.ends_with(ending) && stem.len() - ending.len() >= LEAST);
    stem.truncate(stem.len() - cut.map_or(0, str::len));
    if let [.., one, other] = stem[..]
        && stem.len() > LEAST
        && one == other
        && !matches!(one, 'a' | 'e' | 'i' | 'o' | 'u')
    {
        stem.pop();
    }
    if stem.len() > LEAST && stem.last() == Some(&'i') {
        stem.pop();
    }
    stem.into_iter().collect()
}

/// The longest that fits is taken.
const ENDINGS: &str = "isations izations isation ization ations ation ements ement ments ment ingly ings ing edly ed ies ives ive \
    ions ion ers er ors or als al ians ian ans an es s ly ic ish y e";

/// They tell nothing.
static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP.split_whitespace().collect());

const STOP: &str = "the a an of to in on and or that was were is are it its by for with as from at be been being had has have \
    having no not this these those their them which who whom whose he his him she her they we you our us but than then there \
    so such into over about after before also would could may might will should can did do does more most some any all other \
    others own up out if when while where what how only very just both between through during against under within upon per via";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_two_ways_is_one_term() {
        let of = |text: &str| terms(text).into_iter().map(|(term, _)| term).collect::<Vec<_>>();
        assert_eq!(of("The yard's boats"), of("the yards' boat"));
        assert_eq!(of("eleven boats"), of("11 boats"));
        assert_eq!(of("US sanctions"), of("American sanction"));
        assert_eq!(of("the Davuto\u{11f}lu visit"), of("visits of Davutoglu"));
        assert_eq!(terms("in May 2019 he may go").iter().filter(|(_, kind)| *kind == Kind::Month).count(), 1);
        assert_eq!(
            terms("on 3 May 2019").iter().find(|(term, _)| term == "3").map(|(_, kind)| *kind),
            Some(Kind::Day)
        );
    }
}
