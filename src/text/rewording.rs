//! Whether a statement was only reworded, or says something else.
//!
//! Free is what stands on closed lists: layout, the full stop at the end, listed spellings and contractions, articles, "that", how a
//! number or a date is written, some commas, and a clause that moves from one end of a plain sentence to the other. All else counts
//! as meaning, also a word that no list knows. No share of words that stay the same makes a change free.
//!
//! The lists are of English, and are asked only of sentences in which an English word stands that no other language has.

mod english;
mod order;

use super::fold::{Folded, Markup};
use super::language::{self, Role, word_lists};
use super::tokens::{is_word_token, tokens};
use std::collections::HashMap;

/// What a rewording changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewording {
    /// What kind of thing.
    pub kind: Kind,
    /// The words that stood there, as they were written; empty if there were none.
    pub was: String,
    /// The words that stand there now; empty if there are none.
    pub now: String,
}

/// What a change of words touches: the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A number, in digits or words.
    Number,
    /// Kilometres or miles, per cent or percentage points.
    Unit,
    /// Euros or dollars.
    Currency,
    /// A minus, a plus, or the mark between the ends of a range.
    Sign,
    /// A word such as "not".
    Negation,
    /// A prefix such as "un-".
    NegatingPrefix,
    /// A word that leaves it open: "may", "allegedly".
    Hedge,
    /// A word that says from where to where, before or after, more or less, who by whom.
    Direction,
    /// A capital letter: a name, mostly.
    Name,
    /// Quotation marks, a question mark, a comma that parts otherwise.
    Punctuation,
    /// Nothing but the order of the words.
    Order,
    /// Any other word.
    Word,
}

impl Kind {
    /// With its article, to begin a sentence or to stand in one.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Number => "a number",
            Kind::Unit => "a unit",
            Kind::Currency => "a currency",
            Kind::Sign => "a sign",
            Kind::Negation => "a negation",
            Kind::NegatingPrefix => "a negating prefix",
            Kind::Hedge => "a hedge",
            Kind::Direction => "a direction",
            Kind::Name => "a name",
            Kind::Punctuation => "the punctuation",
            Kind::Order => "the order of the words",
            Kind::Word => "the wording",
        }
    }
}

impl Rewording {
    /// ` from "confirmed" to "denied"`
    pub fn in_words(&self) -> String {
        match (&*self.was, &*self.now) {
            ("", "") => String::new(),
            ("", now) => format!(" (new: \"{now}\")"),
            (was, "") => format!(" (gone: \"{was}\")"),
            (was, now) => format!(" from \"{was}\" to \"{now}\""),
        }
    }
}

/// A word or mark that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    /// As it is compared.
    word: String,
    /// As it is written; several tokens may have become this one.
    written: String,
    /// Does a comma stand before it?
    comma: bool,
}

/// What changed from `old` to `new`; `None` if only what is free did. `spellings` are those of names that are one: each list
/// begins with the name.
pub fn reworded(old: &str, new: &str, spellings: &[Vec<&str>]) -> Option<Rewording> {
    let (old, new) = (Folded::quote(old, Markup::Plain), Folded::quote(new, Markup::Plain));
    let (old, new) = (old.as_str().trim(), new.as_str().trim());
    if old == new {
        return None;
    }
    let is_english = english::is_english(old) && english::is_english(new);
    let read = |text: &str| {
        let mut read = written(text);
        if is_english {
            english::free(&mut read);
        }
        one_name(&mut read, spellings);
        read
    };
    let (mut was, mut now) = (read(old), read(new));
    first_letters(&mut was, &mut now);
    let words = |tokens: &[Token]| tokens.iter().map(|token| token.word.clone()).collect::<Vec<_>>();
    if words(&was) == words(&now) {
        let comma = commas_differ(&was, &now, is_english)?;
        let around = |tokens: &[Token]| {
            let from = comma.saturating_sub(1);
            in_writing(tokens.get(from..(comma + 1).min(tokens.len())).unwrap_or(&[]))
        };
        return Some(Rewording { kind: Kind::Punctuation, was: around(&was), now: around(&now) });
    }
    if is_english && order::is_free(&was, &now) {
        return None;
    }
    let same = |pairs: &mut dyn Iterator<Item = (&Token, &Token)>| {
        pairs.take_while(|(was, now)| was.word == now.word).count()
    };
    let before = same(&mut was.iter().zip(&now));
    let most = was.len().min(now.len()) - before;
    let behind = same(&mut was.iter().rev().zip(now.iter().rev())).min(most);
    let (was, now) = (&was[before..was.len() - behind], &now[before..now.len() - behind]);
    Some(Rewording { kind: kind(was, now), was: in_writing(was), now: in_writing(now) })
}

/// The tokens of a text without its last full stop. Commas are no tokens.
fn written(text: &str) -> Vec<Token> {
    let mut read: Vec<Token> = Vec::new();
    let (mut comma, mut end) = (false, 0);
    for token in tokens(text) {
        let (word, follows) = (&text[token.clone()], token.start == end);
        end = token.end;
        if word == "," {
            comma = true;
            continue;
        }
        let is_group = |digits: &str| digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
        // "1 000" is one number, but "by May 12 300 soldiers" has two.
        let is_day = read.len() > 1 && english::is_month(&read[read.len() - 2].word);
        if let Some(last) = read.last_mut()
            && !is_day
            && !comma
            && !follows
            && is_group(word)
            && last.word.len() <= 3
            && last.word.bytes().all(|digit| digit.is_ascii_digit())
        {
            last.word.push_str(word);
            last.written.push(' ');
            last.written.push_str(word);
            continue;
        }
        read.push(Token { word: grouped(word), written: word.to_owned(), comma });
        comma = false;
    }
    if read.last().is_some_and(|last| last.word == ".") {
        read.pop();
    }
    read
}

/// "1,000" as "1000".
fn grouped(word: &str) -> String {
    let mut groups = word.split(',');
    let is_number = |digits: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let first = groups.next().unwrap_or("");
    let is_grouped = word.contains(',')
        && is_number(first, 1..=3)
        && groups.all(|group| is_number(group.split('.').next().unwrap_or(""), 3..=3));
    if is_grouped { word.replace(',', "") } else { word.to_owned() }
}

/// Writes names of several spellings in one.
fn one_name(read: &mut Vec<Token>, spellings: &[Vec<&str>]) {
    for names in spellings {
        let Some((name, others)) = names.split_first() else { continue };
        for other in others {
            let words: Vec<&str> = tokens(other).map(|token| &other[token]).collect();
            let mut at = 0;
            while !words.is_empty() && at + words.len() <= read.len() {
                let is_it =
                    read[at..at + words.len()].iter().zip(&words).all(|(token, word)| token.written == *word);
                if is_it {
                    let name = tokens(name).map(|token| &name[token]);
                    let comma = read[at].comma;
                    let mut said: Vec<Token> = name
                        .map(|word| Token { word: word.to_owned(), written: word.to_owned(), comma: false })
                        .collect();
                    if let Some(first) = said.first_mut() {
                        first.comma = comma;
                    }
                    let length = said.len();
                    read.splice(at..at + words.len(), said);
                    at += length.max(1);
                } else {
                    at += 1;
                }
            }
        }
    }
}

/// The first word of a sentence has a capital that says nothing, if the other sentence has the word without.
fn first_letters(was: &mut [Token], now: &mut [Token]) {
    let small = |these: &mut [Token], those: &[Token]| {
        let Some(first) = these.first_mut() else { return };
        let lower = first.word.to_lowercase();
        if !those.iter().any(|token| token.word == first.word)
            && those.iter().any(|token| token.word == lower)
        {
            first.word = lower;
        }
    };
    small(was, now);
    small(now, was);
}

/// The first word before which only one of two sentences of the same words has a comma that counts.
fn commas_differ(was: &[Token], now: &[Token], is_english: bool) -> Option<usize> {
    let differs = |at: &usize| was[*at].comma != now[*at].comma;
    let counts = |at: &usize| !is_english || !english::comma_is_free(was, now, *at);
    let differing: Vec<usize> = (0..was.len().min(now.len())).filter(differs).collect();
    // One that goes here and comes there parts the sentence otherwise.
    let moves = differing.iter().any(|at| was[*at].comma) && differing.iter().any(|at| now[*at].comma);
    if moves { differing.first().copied() } else { differing.into_iter().find(counts) }
}

fn kind(was: &[Token], now: &[Token]) -> Kind {
    // The first words say what it is; a statement may be as long as a file.
    const LOOKED_AT: usize = 200;
    let (was, now) = (&was[..was.len().min(LOOKED_AT)], &now[..now.len().min(LOOKED_AT)]);
    let mut counts: HashMap<&str, isize> = HashMap::new();
    for (tokens, sign) in [(was, 1), (now, -1)] {
        for token in tokens {
            *counts.entry(&token.word).or_default() += sign;
        }
    }
    let changed: Vec<&str> = counts.iter().filter(|(_, count)| **count != 0).map(|(word, _)| *word).collect();
    if changed.is_empty() {
        return Kind::Order;
    }
    if changed.contains(&"?") {
        return Kind::Punctuation;
    }
    let only = |sign: isize| {
        let mut words: Vec<&str> =
            counts.iter().filter(|(_, count)| count.signum() == sign).map(|(word, _)| *word).collect();
        words.sort_unstable();
        words
    };
    let is_prefixed = only(1).iter().any(|one| only(-1).iter().any(|other| is_negating(one, other)));
    let of_word = |word: &&str| of_word(word);
    let of_words = changed.iter().map(of_word).min().unwrap_or(Kind::Word);
    if is_prefixed { of_words.min(Kind::NegatingPrefix) } else { of_words }
}

/// What a word is.
fn of_word(word: &str) -> Kind {
    let lower = word.to_lowercase();
    if word.chars().any(char::is_numeric) || english::is_number(&lower) {
        Kind::Number
    } else if english::is_unit(&lower) {
        Kind::Unit
    } else if english::is_currency(&lower) {
        Kind::Currency
    } else if matches!(word, "-" | "+" | "/" | "\u{b1}" | "~" | "<" | ">") {
        Kind::Sign
    } else if language::is_negation(&lower) || lower.ends_with("n't") {
        Kind::Negation
    } else if english::is_hedge(&lower) || leaves_open(word) {
        Kind::Hedge
    } else if english::is_direction(&lower) {
        Kind::Direction
    } else if word.chars().next().is_some_and(char::is_uppercase) {
        Kind::Name
    } else if !is_word_token(word) {
        Kind::Punctuation
    } else {
        Kind::Word
    }
}

/// Is it a hedge in any language of which words are known?
fn leaves_open(word: &str) -> bool {
    let Ok(lists) = word_lists(None) else { return false };
    lists.of(word).phrases.within(word).any(|(_, role)| matches!(role, Role::Doubted(_)))
}

/// Is one of two words the other with something before it that denies it?
fn is_negating(one: &str, other: &str) -> bool {
    const PREFIXES: [&str; 14] = [
        "un",
        "in",
        "im",
        "il",
        "ir",
        "non",
        "dis",
        "mis",
        "anti",
        "\u{43d}\u{435}",
        "\u{43d}\u{44f}",
        "\u{431}\u{435}\u{437}",
        "\u{431}\u{435}\u{441}",
        "\u{431}\u{44f}\u{437}",
    ];
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let denies = |longer: &str, shorter: &str| {
        longer.len() > shorter.len()
            && PREFIXES.iter().any(|prefix| longer.strip_prefix(prefix) == Some(shorter))
    };
    let turned = |one: &str, other: &str| {
        one.strip_suffix("less").zip(other.strip_suffix("ful")).is_some_and(|(one, other)| one == other)
    };
    denies(&one, &other) || denies(&other, &one) || turned(&one, &other) || turned(&other, &one)
}

/// The words as they are written, as many as a message bears.
fn in_writing(tokens: &[Token]) -> String {
    const MOST: usize = 12;
    let mut words = String::new();
    for (index, token) in tokens.iter().take(MOST).enumerate() {
        if token.comma {
            words.push(',');
        }
        if index > 0 {
            words.push(' ');
        }
        words.push_str(&token.written);
    }
    if tokens.len() > MOST {
        words.push_str(" ...");
    }
    words.trim_start_matches([',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Kind, reworded};

    fn kind(old: &str, new: &str) -> Option<Kind> {
        reworded(old, new, &[]).map(|rewording| rewording.kind)
    }

    #[test]
    fn what_changed_is_named() {
        let old = "The yard delivered 40 patrol boats to Norland in 2019.";
        for (new, told) in [
            ("The yard delivered 41 patrol boats to Norland in 2019.", Kind::Number),
            ("The yard never delivered 40 patrol boats to Norland in 2019.", Kind::Negation),
            ("The yard delivered 40 patrol boats to Sarn in 2019.", Kind::Name),
            ("Norland delivered 40 patrol boats to the yard in 2019.", Kind::Order),
            ("The yard delivered 40 patrol boats from Norland in 2019.", Kind::Direction),
            ("The yard allegedly delivered 40 patrol boats to Norland in 2019.", Kind::Hedge),
            ("The yard lost 40 patrol boats to Norland in 2019.", Kind::Word),
            ("Did the yard deliver 40 patrol boats to Norland in 2019?", Kind::Punctuation),
            ("The yard \"delivered\" 40 patrol boats to Norland in 2019.", Kind::Punctuation),
        ] {
            assert_eq!(kind(old, new), Some(told), "{new}");
        }
        let rewording = reworded("The minister confirmed it.", "The minister denied it.", &[]).unwrap();
        assert_eq!((&*rewording.was, &*rewording.now), ("confirmed", "denied"));
    }

    #[test]
    fn names_that_the_policy_joins_are_one() {
        let spellings = [vec!["Lukashenka", "Lukashenko", "Alyaksandr Lukashenka"]];
        let (old, new) =
            ("The bill was signed by Lukashenko.", "The bill was signed by Alyaksandr Lukashenka.");
        assert_eq!(reworded(old, new, &spellings), None);
        assert!(reworded(old, new, &[]).is_some());
    }

    #[test]
    fn statements_as_long_as_a_file_may_be_are_compared_at_once() {
        let many = |letter: char| {
            let digits = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| (a, b)));
            let words = digits.flat_map(|(a, b)| ('a'..='z').map(move |c| format!("{letter}{a}{b}{c}")));
            words.cycle().take(200_000).collect::<Vec<_>>().join(" ") + " and the rest"
        };
        assert!(reworded(&many('x'), &many('y'), &[]).is_some());
    }
}
