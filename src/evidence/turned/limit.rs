//! What limits a quote, and the statement leaves out.

use super::{Turn, Turned, has, stem, words};
use crate::evidence::lexicon::is_number;
use crate::evidence::numbers::{Quantity, Stated, quantities};
use crate::evidence::otherwise::Sought;
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use std::sync::LazyLock;

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

/// "A few" of "few", which is hardly any.
pub(super) fn few(statement: &str, quotes: &[&str]) -> Option<Turned> {
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
pub(super) fn former(statement: &str, quotes: &[&str]) -> Option<Turned> {
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

/// "40 tugs" of "12 of the 40 tugs".
pub(super) fn of_so_many(statement: &str, quotes: &[&str]) -> Option<Turned> {
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

/// "The tugs" of "some of the tugs".
pub(super) fn part(statement: &str, quotes: &[&str]) -> Option<Turned> {
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
pub(super) fn exception(statement: &str, quotes: &[&str], sought: &Sought) -> Option<Turned> {
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

/// "12 tugs" of "12 more tugs than in 2018".
pub(super) fn so_many_more(statement: &str, quotes: &[&str]) -> Option<Turned> {
    const MORE: &str = "more fewer less additional extra further another others other";
    if has(statement, MORE) || !quotes.iter().any(|quote| has(quote, MORE)) {
        return None;
    }
    // A number, the word behind it, and both as they are written.
    let counted = |text: &str| -> Vec<(Quantity, String, Span)> {
        let is_one = |quantity: &Quantity| {
            matches!(quantity.is, Stated::Amount(amount) if amount.low == amount.high) && !quantity.is_implied
        };
        let with_thing = |quantity: Quantity| {
            let number = quantity.span.range();
            let (thing, word) = words(text.get(number.end..)?).into_iter().next()?;
            Some((quantity, word, Span::new(number.start, number.end + thing.end)))
        };
        quantities(text, Some("en")).into_iter().filter(is_one).filter_map(with_thing).collect()
    };
    let is_more = |word: &str| matches!(word, "more" | "fewer" | "less" | "additional" | "extra" | "further");
    let is_same = |one: &Quantity, other: &Quantity| match (&one.is, &other.is) {
        (Stated::Amount(one), Stated::Amount(other)) => one.low == other.low,
        _ => false,
    };
    let all = quotes.iter().flat_map(|quote| {
        let written = |span: Span| quote.get(span.range()).unwrap_or_default();
        counted(quote).into_iter().map(move |(number, word, span)| (number, word, written(span)))
    });
    let all: Vec<_> = all.collect();
    counted(statement).into_iter().find_map(|(number, thing, stated)| {
        let mut same = all.iter().filter(|(quoted, ..)| is_same(&number, quoted)).peekable();
        let (_, _, quoted) = *same.peek()?;
        let is_all = same.all(|(_, word, _)| is_more(word)) && thing.len() > 2;
        is_all.then(|| Turned { turn: Turn::Limit, stated, quoted: (*quoted).to_owned() })
    })
}

/// They say that it is so in part, for a while or nearly, right before what is so.
const PARTLY: &str = "partly, in part, partially, half, temporarily, provisionally, briefly, all but, almost, nearly, virtually, barely";

/// A statement with one of these limits it, too.
const LIMITING: &str = "partly part parts partially partial half temporarily temporary provisionally provisional briefly brief while time \
    almost nearly virtually barely hardly scarcely some most close near practically";

static PARTIAL: LazyLock<Phrases<()>> = LazyLock::new(|| phrases(PARTLY));

/// "Paid" of "partly paid".
pub(super) fn partly(statement: &str, quotes: &[&str]) -> Option<Turned> {
    const BETWEEN: &str = "the a an its their his her of";
    const TIMES: &str =
        "year month week day hour hours century decade minute million billion dozen past time";
    const SHORTEST: usize = 4;
    if has(statement, LIMITING) {
        return None;
    }
    // What is limited, and by which words.
    let limited = |quote: &str| -> Vec<(String, String)> {
        let places = PARTIAL.within(quote).filter_map(|(place, ())| {
            let is_known = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
            let (at, thing) =
                words(&quote[place.end..]).into_iter().find(|(_, word)| !is_known(BETWEEN, word))?;
            let is_near = !quote[place.end..place.end + at.start].contains([',', ';', ':', '.', '(']);
            let is_thing = thing.len() >= SHORTEST && !is_number(&thing) && !is_known(TIMES, &thing);
            (is_near && is_thing).then(|| (thing, quote[place].to_lowercase()))
        });
        places.collect()
    };
    let own = words(statement);
    let (place, limit) = quotes.iter().flat_map(|quote| limited(quote)).find_map(|(thing, limit)| {
        let (place, _) = own.iter().find(|(_, word)| *word == thing)?;
        let is_always = quotes.iter().all(|quote| {
            let said = words(quote).iter().filter(|(_, word)| *word == thing).count();
            said == limited(quote).iter().filter(|(limited, _)| *limited == thing).count()
        });
        is_always.then(|| (place.clone(), format!("{limit} {thing}")))
    })?;
    Some(Turned { turn: Turn::Limit, stated: place.into(), quoted: limit })
}
