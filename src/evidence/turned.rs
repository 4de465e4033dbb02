//! A statement that turns round what its quotes say although it has nearly all their words: by an opposite, by dropping what
//! limits them, or by letting two names change places. English alone.
//!
//! Words are compared, not meanings. So a quote counts only with a clause that has at least half of the statement's telling
//! words, and one quote that says it as the statement does settles it.

use super::lexicon::{is_negation, negating};
use super::otherwise::{Sought, each_word};
use crate::text::names::skeleton;
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use std::ops::Range;
use std::sync::LazyLock;

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

/// Both sides of an opposition, each with its forms. Words that mean something else as well are left out: "close ties", "a
/// dispute over".
const OPPOSITES: [(&str, &str); 18] = [
    (
        "rose rise rises risen rising increased increase increases increasing grew grow grows grown climbed jumped doubled",
        "fell fall falls fallen falling decreased decrease decreases dropped drop drops declined decline declines shrank shrunk reduced plunged halved",
    ),
    ("won win wins winning", "lost lose loses losing"),
    ("approved approve approves approving", "rejected reject rejects rejecting vetoed"),
    ("opened opens opening reopened", "closed closes closing shut"),
    ("joined join joins joining", "left leave leaves leaving quit"),
    ("imported import imports", "exported export exports"),
    ("arrived arrive arrives", "departed depart departs"),
    ("appointed appoint appoints hired", "dismissed dismiss dismisses fired sacked"),
    ("supported support supports backed", "opposed oppose opposes"),
    ("convicted convict guilty", "acquitted acquit innocent"),
    ("succeeded succeed succeeds success", "failed fail fails failure"),
    ("upheld uphold", "overturned overturn quashed annulled"),
    ("imposed impose imposes", "lifted lift lifts"),
    ("started start starts began begin begins begun", "ended end ends stopped stop stops ceased"),
    ("built build builds", "destroyed destroy destroys demolished"),
    ("confirmed confirm confirms", "denied deny denies"),
    ("extended extend prolonged", "shortened shorten"),
    ("alive survived", "dead died killed"),
];

/// Who sells and who buys do the same deal: these are opposites only where the same name stands before the verb.
const EXCHANGES: [(&str, &str); 4] = [
    ("bought buys buy purchased acquired", "sold sells sell"),
    ("lent lends lend", "borrowed borrows borrow"),
    ("paid pays pay", "received receives receive got"),
    ("gave gives give handed", "took takes take"),
];

/// They say of how many of a thing a quote speaks: the thing stands behind.
const PARTS: &str = "some of, several of, one of, two of, three of, half of, most of, many of, part of, few of, a number of, \
    the majority of, a third of, a quarter of, dozens of, hundreds of";

/// A statement with one of these limits its thing, too.
const LIMITED: &str = "some several one two three four five six seven eight nine ten half most many part few number majority third quarter \
    dozens hundreds any certain";

/// They take away from what stands before them.
const EXCEPTIONS: &str = "except, except for, apart from, other than, excluding, but not, with the exception of, save for, barring";

/// A statement with one of these excepts or denies something, too.
const EXCEPTED: &str =
    "except apart other excluding but exception save barring only not no never none without";

static PART: LazyLock<Phrases<()>> = LazyLock::new(|| phrases(PARTS));
static EXCEPTION: LazyLock<Phrases<()>> = LazyLock::new(|| phrases(EXCEPTIONS));

fn phrases(list: &str) -> Phrases<()> {
    Phrases::of(list.split(',').map(|phrase| (phrase.trim(), ())))
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
    opposite(statement, &all, &clauses)
        .or_else(|| exchange(statement, &all, &clauses))
        .or_else(|| few(statement, &all))
        .or_else(|| former(statement, &all))
        .or_else(|| of_so_many(statement, &all))
        .or_else(|| another_name(statement, &all, &clauses))
        .or_else(|| part(statement, &all))
        .or_else(|| exception(statement, &all, &sought))
        .or_else(|| places(statement, &all, &clauses))
}

fn words(text: &str) -> Vec<(Range<usize>, String)> {
    each_word(text).map(|place| (place.clone(), text[place].to_lowercase())).collect()
}

fn has(text: &str, list: &str) -> bool {
    words(text).iter().any(|(_, word)| list.split_whitespace().any(|known| known == word))
}

/// A word of the statement of which a clause has the opposite, and no quote the word itself.
fn opposite(statement: &str, quotes: &[&str], clauses: &[(&str, &str)]) -> Option<Turned> {
    let is_flat =
        |text: &str| !each_word(text).any(|place| is_negation(&text[place])) && !text.contains("n't");
    if !is_flat(statement) {
        return None;
    }
    let stated = words(statement);
    let is_quoted = |sought: &dyn Fn(&str) -> bool| {
        quotes.iter().any(|quote| words(quote).iter().any(|(_, word)| sought(word)))
    };
    for (_, clause) in clauses.iter().filter(|(_, clause)| is_flat(clause)) {
        for (_, quoted) in words(clause) {
            let contrary = |(_, word): &&(Range<usize>, String)| {
                let sides = OPPOSITES.iter().flat_map(|(one, other)| [(one, other), (other, one)]);
                let in_list = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
                let listed = sides.into_iter().any(|(own, other)| {
                    in_list(own, word)
                        && in_list(other, &quoted)
                        && !is_quoted(&|other| in_list(own, other))
                        && !stated.iter().any(|(_, word)| in_list(other, word))
                });
                listed || negating(word, &quoted).is_some() && !is_quoted(&|other| other == word)
            };
            if let Some((place, _)) = stated.iter().find(contrary) {
                return Some(Turned { turn: Turn::Opposite, stated: place.clone().into(), quoted });
            }
        }
    }
    None
}

/// "The Northyard sold" of "the Northyard bought".
fn exchange(statement: &str, quotes: &[&str], clauses: &[(&str, &str)]) -> Option<Turned> {
    let side = |text: &str, list: &str| {
        let known = |place: &Range<usize>| {
            let word = text[place.clone()].to_lowercase();
            list.split_whitespace().any(|known| known == word)
        };
        each_word(text).find(known)
    };
    // The last name before the verb, if the verb is active.
    let doer = |text: &str, verb: &Range<usize>| {
        let before: Vec<_> = each_word(text).take_while(|place| place.end <= verb.start).collect();
        let last = before.last().map_or("", |place| &text[place.clone()]);
        let is_passive = matches!(last, "was" | "were" | "been" | "be" | "being" | "is" | "are");
        let name = before
            .iter()
            .rev()
            .map(|place| &text[place.clone()])
            .find(|word| word.starts_with(char::is_uppercase));
        name.filter(|_| !is_passive).map(skeleton)
    };
    let sides = EXCHANGES.iter().flat_map(|(one, other)| [(one, other), (other, one)]);
    sides.into_iter().find_map(|(own, other)| {
        let stated = side(statement, own)?;
        if side(statement, other).is_some() || quotes.iter().any(|quote| side(quote, own).is_some()) {
            return None;
        }
        let subject = doer(statement, &stated)?;
        clauses.iter().find_map(|(_, clause)| {
            let quoted = side(clause, other)?;
            (doer(clause, &quoted).as_ref() == Some(&subject)).then(|| Turned {
                turn: Turn::Opposite,
                stated: stated.clone().into(),
                quoted: clause[quoted].to_owned(),
            })
        })
    })
}

/// "A few" of "few", which is hardly any.
fn few(statement: &str, quotes: &[&str]) -> Option<Turned> {
    let bare_few = |text: &str| {
        let words = words(text);
        let at = words.iter().position(|(_, word)| word == "few")?;
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map(|(_, word)| word.as_str());
        Some((
            words[at].0.clone(),
            before.is_some_and(|word| matches!(word, "a" | "the" | "last" | "next" | "first")),
        ))
    };
    let (stated, is_some) = bare_few(statement)?;
    let turned = quotes.iter().all(|quote| bare_few(quote).is_some_and(|(_, some)| is_some && !some));
    turned.then(|| Turned { turn: Turn::Limit, stated: stated.into(), quoted: "few".to_owned() })
}

/// "The owner" of "the former owner", if nothing in the statement says when.
fn former(statement: &str, quotes: &[&str]) -> Option<Turned> {
    const FORMER: [&str; 4] = ["former", "erstwhile", "ex", "onetime"];
    let own = words(statement);
    let is_past = own.iter().any(|(_, word)| FORMER.contains(&&**word) || matches!(&**word, "once" | "then"));
    if is_past {
        return None;
    }
    let things: Option<Vec<_>> = quotes
        .iter()
        .map(|quote| {
            let words = words(quote);
            let pair = words.windows(2).find(|pair| FORMER.contains(&&*pair[0].1))?;
            Some((pair[0].1.clone(), pair[1].1.clone()))
        })
        .collect();
    let (former, thing) = things?.into_iter().next()?;
    let (place, _) = own.iter().find(|(_, word)| *word == thing || stem(word) == stem(&thing))?;
    Some(Turned { turn: Turn::Limit, stated: place.clone().into(), quoted: format!("{former} {thing}") })
}

/// Words of one root: "owner" and "owns".
fn stem(word: &str) -> String {
    word.chars().take(4).collect()
}

/// "40 tugs" of "12 of the 40 tugs".
fn of_so_many(statement: &str, quotes: &[&str]) -> Option<Turned> {
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let own = words(statement);
    let says = |number: &str| own.iter().find(|(_, word)| word == number);
    quotes.iter().find_map(|quote| {
        let quoted = words(quote);
        let four = quoted.windows(4).find(|four| {
            is_number(&four[0].1)
                && four[1].1 == "of"
                && matches!(&*four[2].1, "the" | "its" | "their" | "his" | "her" | "these")
                && is_number(&four[3].1)
        })?;
        let (part, whole) = (&four[0].1, &four[3].1);
        let (place, _) = says(whole).filter(|_| says(part).is_none())?;
        let quoted = format!("{part} of the {whole}");
        Some(Turned { turn: Turn::Limit, stated: place.clone().into(), quoted })
    })
}

/// Another name in the very place of the quote's, and all other words the same.
fn another_name(statement: &str, quotes: &[&str], clauses: &[(&str, &str)]) -> Option<Turned> {
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

/// "The tugs" of "some of the tugs".
fn part(statement: &str, quotes: &[&str]) -> Option<Turned> {
    if has(statement, LIMITED) || !has_years_alone(statement) {
        return None;
    }
    let stated = words(statement);
    quotes.iter().find_map(|quote| {
        let (place, ()) = PART.within(quote).next()?;
        let behind = &quote[place.end..];
        // A plural: another word may only describe the thing.
        let thing = words(behind).into_iter().find(|(_, word)| {
            !matches!(&**word, "the" | "its" | "their" | "his" | "her" | "these" | "those" | "our")
        })?;
        let thing = Some(thing).filter(|(_, word)| word.ends_with('s'))?;
        let whole = stated.windows(2).find(|pair| {
            pair[1].1 == thing.1 && matches!(&*pair[0].1, "the" | "its" | "their" | "all" | "both" | "every")
        })?;
        // Another quote may speak of the whole.
        let elsewhere = quotes.iter().any(|other| !std::ptr::eq(*other, *quote) && other.contains(&*thing.1));
        let quoted = format!("{} {}", &quote[place], thing.1);
        let stated = whole[0].0.start..whole[1].0.end;
        (!elsewhere).then(|| Turned { turn: Turn::Limit, stated: stated.into(), quoted })
    })
}

/// Are all numbers of a text years?
fn has_years_alone(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers.all(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}

/// What is excepted in every quote that says it, and not in the statement.
fn exception(statement: &str, quotes: &[&str], sought: &Sought) -> Option<Turned> {
    const WHOLE: &str = "all every everyone everything whole entire both each";
    if has(statement, EXCEPTED) {
        return None;
    }
    let mut found = None;
    for quote in quotes {
        match EXCEPTION.within(quote).next() {
            Some((place, ())) if sought.clause(&quote[..place.start]).is_some() => {
                let whole = words(&quote[..place.start])
                    .into_iter()
                    .any(|(_, word)| WHOLE.split_whitespace().any(|known| known == word));
                found = whole.then(|| quote[place].to_owned());
            }
            _ => return None,
        }
    }
    let end = statement.trim_end().trim_end_matches('.').len();
    Some(Turned { turn: Turn::Limit, stated: Span::new(0, end), quoted: found? })
}

/// Two names in each other's place around the same words, and nothing that makes it the same again: "sued" of "was sued by".
fn places(statement: &str, quotes: &[&str], clauses: &[(&str, &str)]) -> Option<Turned> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_turned_round_is_told() {
        let found = |statement: &str, quote: &str| {
            turned(statement, &[(quote, None)])
                .map(|turned| (turned.turn, statement[turned.stated.range()].to_owned()))
        };
        for (statement, quote, turn, words) in [
            (
                "In 2019 exports of the yard rose by 12 per cent.",
                "In 2019 exports of the yard fell by 12 per cent",
                Turn::Opposite,
                "rose",
            ),
            (
                "The court rejected the sale of the tugs.",
                "the court approved the sale of the tugs",
                Turn::Opposite,
                "rejected",
            ),
            (
                "Inspectors found the tugs unseaworthy.",
                "inspectors found the tugs seaworthy",
                Turn::Opposite,
                "unseaworthy",
            ),
            (
                "Inspectors found that the tugs leaked.",
                "inspectors found that some of the tugs leaked",
                Turn::Limit,
                "the tugs",
            ),
            (
                "The yard sold all its tugs.",
                "the yard sold all its tugs except the Tern",
                Turn::Limit,
                "The yard sold all its tugs",
            ),
            (
                "Northyard sued Sarnport over the tugs.",
                "Northyard was sued by Sarnport over the tugs",
                Turn::Places,
                "Northyard sued Sarnport",
            ),
            (
                "Sarnport sold the tugs to Northyard.",
                "Northyard sold the tugs to Sarnport",
                Turn::Places,
                "Sarnport sold the tugs to Northyard",
            ),
        ] {
            assert_eq!(found(statement, quote), Some((turn, words.to_owned())), "{statement}");
        }
        for (statement, quote) in [
            (
                "In 2019 exports of the yard rose by 12 per cent.",
                "In 2019 exports of the yard grew by 12 per cent",
            ),
            ("In 2019 exports of the yard rose.", "In 2019 exports of the yard did not fall"),
            ("The yard opened talks over the tugs.", "the yard has close ties under the contract on tugs"),
            (
                "Inspectors found that several of the tugs leaked.",
                "inspectors found that some of the tugs leaked",
            ),
            ("Northyard was sued by Sarnport over the tugs.", "Sarnport sued Northyard over the tugs"),
            ("Northyard and Sarnport met in May.", "Sarnport and Northyard met in May"),
            ("In 2019 few of the tugs leaked.", "few of the tugs leaked"),
            ("Inspectors found that 12 of 40 tugs leaked.", "inspectors found that 12 of the 40 tugs leaked"),
            ("The yard sold tugs to the port of Sarns.", "the yard sold tugs to the port of Sarn"),
            ("The yard sold all its tugs but one.", "the yard sold all its tugs except the Tern"),
        ] {
            assert_eq!(found(statement, quote), None, "{statement}");
        }
    }
}
