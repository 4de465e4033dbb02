//! A statement that turns round what its quotes say although it has nearly all their words: by an opposite, by dropping what
//! limits them, or by letting two names change places. English alone.
//!
//! Words are compared, not meanings. So a quote counts only with a clause that has at least half of the statement's telling
//! words, and one quote that says it as the statement does settles it.

mod limit;
mod opposite;
mod places;

use super::otherwise::{Sought, each_word};
use crate::text::span::Span;
use std::ops::Range;

/// How a statement turns a quote round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It says the opposite: "rose" of "fell".
    Opposite,
    /// It leaves out what limits the quote: "some of the", "except".
    Limit,
    /// Two names stand in each other's place.
    Places,
    /// Another name stands in the place of the quote's.
    Name,
}

/// Where a statement does so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// How.
    pub turn: Turn,
    /// The words of the statement.
    pub stated: Span,
    /// Those of the quote.
    pub quoted: String,
}

/// How a statement turns its supporting quotes round, if it does. Quotes in other languages (BCP 47) are not read: then it does
/// not.
pub fn turned(statement: &str, quotes: &[(&str, Option<&str>)]) -> Option<Turned> {
    let is_english =
        |language: Option<&str>| language.is_none_or(|code| code.split('-').next() == Some("en"));
    if quotes.is_empty() || !quotes.iter().all(|(_, language)| is_english(*language)) {
        return None;
    }
    let sought = Sought::of(statement);
    let clauses: Vec<(&str, &str)> =
        quotes.iter().filter_map(|(quote, _)| Some((*quote, quote.get(sought.clause(quote)?)?))).collect();
    if clauses.is_empty() {
        return None;
    }
    let all: Vec<&str> = quotes.iter().map(|(quote, _)| *quote).collect();
    opposite::opposite(statement, &all, &clauses)
        .or_else(|| opposite::exchange(statement, &all, &clauses))
        .or_else(|| opposite::not_all(statement, &all))
        .or_else(|| opposite::moved_not(statement, &all))
        .or_else(|| opposite::either(statement, &all))
        .or_else(|| limit::few(statement, &all))
        .or_else(|| limit::former(statement, &all))
        .or_else(|| limit::of_so_many(statement, &all))
        .or_else(|| limit::so_many_more(statement, &all))
        .or_else(|| limit::partly(statement, &all))
        .or_else(|| places::another_name(statement, &all, &clauses))
        .or_else(|| limit::part(statement, &all))
        .or_else(|| limit::exception(statement, &all, &sought))
        .or_else(|| places::places(statement, &all, &clauses))
        .or_else(|| places::crossed(statement, &all))
        .or_else(|| places::belonging(statement, &all))
}

fn words(text: &str) -> Vec<(Range<usize>, String)> {
    each_word(text).map(|place| (place.clone(), text[place].to_lowercase())).collect()
}

/// A word with a capital.
fn is_capitalised(text: &str, place: &Range<usize>) -> bool {
    text[place.clone()].starts_with(char::is_uppercase)
}

fn has(text: &str, list: &str) -> bool {
    words(text).iter().any(|(_, word)| list.split_whitespace().any(|known| known == word))
}

/// Words of one root: "owner" and "owns".
fn stem(word: &str) -> String {
    word.chars().take(4).collect()
}

#[cfg(test)]
mod tests;
