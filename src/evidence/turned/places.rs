//! Names in the place of others.

use super::{Turn, Turned, has, is_capitalised, stem, words};
use crate::evidence::lexicon::is_past;
use crate::text::names::skeleton;
use std::ops::Range;

/// Another name in the very place of the quote's, and all other words the same.
pub(super) fn another_name(statement: &str, quotes: &[&str], clauses: &[(&str, &str)]) -> Option<Turned> {
    let [(_, clause)] = clauses else { return None };
    if quotes.len() > 1 {
        return None;
    }
    let beyond = |one: &str, other: &str| -> Vec<(Range<usize>, String)> {
        let known: Vec<String> = words(other).into_iter().map(|(_, word)| stem(&word)).collect();
        let own = words(one).into_iter();
        own.filter(|(_, word)| word.len() > 3 && !known.contains(&stem(word))).collect()
    };
    let (ours, theirs) = (beyond(statement, quotes[0]), beyond(clause, statement));
    let ([(own, _)], [(other, _)]) = (&ours[..], &theirs[..]) else { return None };
    let is_name = |text: &str, place: &Range<usize>| {
        text[place.clone()].starts_with(char::is_uppercase) && place.start > 0
    };
    // Their neighbours are the same: it is the same place.
    let before = |text: &str, place: &Range<usize>| words(&text[..place.start]).pop().map(|(_, word)| word);
    let is_same_place = before(statement, own) == before(clause, other);
    let is_one = skeleton(&statement[own.clone()]) == skeleton(&clause[other.clone()]);
    let is_other = is_name(statement, own) && is_name(clause, other) && is_same_place && !is_one;
    is_other.then(|| Turned {
        turn: Turn::Name,
        stated: own.clone().into(),
        quoted: clause[other.clone()].to_owned(),
    })
}

/// Two names in each other's place around the same words, and nothing that makes it the same again: "sued" of "was sued by".
pub(super) fn places(statement: &str, quotes: &[&str], clauses: &[(&str, &str)]) -> Option<Turned> {
    let [(quote, clause)] = clauses else { return None };
    if quotes.len() > 1 {
        return None;
    }
    let (own, other) = (words(statement), words(clause));
    let significant = |words: &[(Range<usize>, String)]| -> Vec<String> {
        let mut significant: Vec<_> =
            words.iter().map(|(_, word)| word.clone()).filter(|word| word.len() > 3).collect();
        significant.sort_unstable();
        significant
    };
    let (stated, quoted) = (significant(&own), significant(&other));
    let shared = stated.iter().filter(|word| quoted.contains(word)).count();
    if shared * 10 < stated.len() * 9 || quoted.len() > stated.len() + 2 {
        return None;
    }
    let names = |text: &str, words: &[(Range<usize>, String)]| -> Vec<(Range<usize>, String)> {
        let is_name = |(place, word): &&(Range<usize>, String)| {
            text[place.clone()].starts_with(char::is_uppercase) && word.len() > 3
        };
        words.iter().filter(is_name).cloned().collect()
    };
    let (own_names, other_names) = (names(statement, &own), names(clause, &other));
    let both: Vec<_> = own_names
        .iter()
        .filter_map(|(place, name)| {
            let mut there = other_names.iter().filter(|(_, other)| other == name);
            let (only, more) = (there.next()?, there.next());
            more.is_none().then(|| (place.clone(), only.0.clone()))
        })
        .collect();
    let pair = both.windows(2).find(|pair| {
        let (own, own_next) = (&pair[0].0, &pair[1].0);
        let is_swapped = pair[0].1.start > pair[1].1.start;
        let (from, to) = if is_swapped { (&pair[1].1, &pair[0].1) } else { (&pair[0].1, &pair[1].1) };
        let (Some(ours), Some(theirs)) =
            (statement.get(own.end..own_next.start), clause.get(from.end..to.start))
        else {
            return false;
        };
        let is_joint = |text: &str| has(text, "and or with between nor");
        let has_verb = |text: &str| words(text).iter().any(|(_, word)| word.len() > 3);
        let is_between = [ours, theirs].into_iter().all(|text| !is_joint(text) && has_verb(text));
        is_between && is_swapped != (is_passive(ours) != is_passive(theirs))
    })?;
    let stated = pair[0].0.start..pair[1].0.end;
    Some(Turned { turn: Turn::Places, stated: stated.into(), quoted: quote.trim().to_owned() })
}

fn is_passive(text: &str) -> bool {
    has(text, "was were been being is are be") && has(text, "by")
}

/// "The X of Name" in a text: the thing, the name, and where they stand.
fn of_names(text: &str) -> Vec<(String, String, Range<usize>)> {
    let words = words(text);
    let ofs = words.iter().enumerate().filter(|(_, (_, word))| word == "of");
    let pair = |(at, _): (usize, _)| {
        let (thing, _) = words.get(at.checked_sub(1)?).filter(|(place, _)| !is_capitalised(text, place))?;
        let (name, _) = words.iter().skip(at + 1).find(|(_, word)| word != "the")?;
        let key = skeleton(&text[name.clone()]);
        is_capitalised(text, name).then(|| (text[thing.clone()].to_lowercase(), key, thing.start..name.end))
    };
    ofs.filter_map(pair).collect()
}

/// "The owner of the Tern and the captain of the Gull" of "the captain of the Tern and the owner of the Gull".
pub(super) fn crossed(statement: &str, quotes: &[&str]) -> Option<Turned> {
    let own = of_names(statement);
    let all: Vec<_> = quotes.iter().flat_map(|quote| of_names(quote)).collect();
    let is_quoted = |thing: &str, name: &str| all.iter().any(|(one, other, _)| one == thing && other == name);
    own.iter().enumerate().find_map(|(at, (thing, name, place))| {
        let (_, _, end) = own.iter().skip(at + 1).find(|(other_thing, other_name, _)| {
            thing != other_thing
                && name != other_name
                && is_quoted(thing, other_name)
                && is_quoted(other_thing, name)
                && !is_quoted(thing, name)
                && !is_quoted(other_thing, other_name)
        })?;
        let stated = place.start..end.end;
        Some(Turned { turn: Turn::Places, stated: stated.into(), quoted: quotes.first()?.trim().to_owned() })
    })
}

/// "The Northyard sold" of "a tenant of the Northyard sold".
pub(super) fn belonging(statement: &str, quotes: &[&str]) -> Option<Turned> {
    /// What is the same under another name, or acts for all of it.
    const SAME: &str = "city town village port republic state kingdom government authorities island province region district county \
        municipality capital country name firm group bank university union people nation ministry army office council";
    /// Behind them a name does nothing.
    const BEFORE: &str = "of by for with to from and or at in on the against under over between than";
    let is_in = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let own = words(statement);
    let stems: Vec<String> = own.iter().map(|(_, word)| stem(word)).collect();
    quotes.iter().find_map(|quote| {
        let quoted = words(quote);
        of_names(quote).into_iter().find_map(|(thing, _, place)| {
            let first = quoted.iter().position(|(word, _)| word.end == place.end)?;
            let behind = quoted.iter().skip(first);
            let names: Vec<_> =
                behind.clone().take_while(|(place, _)| is_capitalised(quote, place)).collect();
            let verb = behind.clone().nth(names.len()).filter(|(place, word)| {
                let between = names.last().and_then(|(last, _)| quote.get(last.end..place.start));
                is_past(word) && between == Some(" ")
            })?;
            let is_other = thing.len() > 3 && !is_in(SAME, &thing) && !stems.contains(&stem(&thing));
            let sought: Vec<&str> = names.iter().copied().chain([verb]).map(|(_, word)| &**word).collect();
            let at = own
                .windows(sought.len())
                .position(|window| window.iter().map(|(_, word)| &**word).eq(sought.iter().copied()))?;
            let before = own[..at].iter().rev().map(|(_, word)| &**word).find(|word| *word != "the");
            let is_doer =
                is_capitalised(statement, &own[at].0) && before.is_none_or(|word| !is_in(BEFORE, word));
            let stated = own[at].0.start..own[at + sought.len() - 1].0.end;
            (is_other && is_doer).then(|| Turned {
                turn: Turn::Name,
                stated: stated.into(),
                quoted: format!("{} {}", &quote[place], verb.1),
            })
        })
    })
}
