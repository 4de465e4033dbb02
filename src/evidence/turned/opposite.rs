//! The opposite of what a quote says.

use super::{Turn, Turned, is_capitalised, words};
use crate::evidence::lexicon::{is_negation, negating};
use crate::evidence::otherwise::each_word;
use crate::text::names::skeleton;
use std::ops::Range;

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

/// A word of the statement of which a clause has the opposite, and no quote the word itself.
pub(super) fn opposite(statement: &str, quotes: &[&str], clauses: &[(&str, &str)]) -> Option<Turned> {
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
pub(super) fn exchange(statement: &str, quotes: &[&str], clauses: &[(&str, &str)]) -> Option<Turned> {
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

/// "All tugs were not inspected" of "not all tugs were inspected".
pub(super) fn not_all(statement: &str, quotes: &[&str]) -> Option<Turned> {
    let is_all = |word: &str| matches!(word, "all" | "every" | "both" | "everyone" | "everything");
    let is_not = |word: &str| matches!(word, "not" | "t" | "never");
    let denied_all = |text: &str| {
        let words = words(text);
        words
            .windows(2)
            .find_map(|pair| (pair[0].1 == "not" && is_all(&pair[1].1)).then(|| pair[1].1.clone()))
    };
    if denied_all(statement).is_some() {
        return None;
    }
    let own = words(statement);
    let all = own.iter().position(|(_, word)| is_all(word))?;
    let not = own.iter().skip(all + 1).find(|(_, word)| is_not(word))?;
    let quoted = quotes.iter().map(|quote| denied_all(quote)).collect::<Option<Vec<_>>>()?;
    let quoted = quoted.into_iter().find(|word| *word == own[all].1)?;
    let stated = own[all].0.start..not.0.end;
    Some(Turned { turn: Turn::Opposite, stated: stated.into(), quoted: format!("not {quoted}") })
}

/// "Did not ask her to sign" of "asked her not to sign", and the other way round. Who does not want it wants it not.
pub(super) fn moved_not(statement: &str, quotes: &[&str]) -> Option<Turned> {
    const RAISING: &str = "want wish hope intend plan expect seem appear mean like";
    let own = words(statement);
    let (stated, verb, is_bare) = infinitives(&own)?;
    let turned = quotes.iter().map(|quote| {
        let quoted = words(quote);
        let (place, other, bare) = infinitives(&quoted)?;
        let is_raised = [&own, &quoted]
            .into_iter()
            .flatten()
            .any(|(_, word)| RAISING.split_whitespace().any(|known| word.starts_with(known)));
        (other == verb && bare != is_bare && !is_raised).then(|| quote[place].to_owned())
    });
    let quoted = turned.collect::<Option<Vec<_>>>()?.into_iter().next()?;
    Some(Turned { turn: Turn::Opposite, stated: stated.into(), quoted })
}

/// The one negation of a text with the infinitive that it denies (`true`), or that stands further behind it (`false`).
fn infinitives(words: &[(Range<usize>, String)]) -> Option<(Range<usize>, &str, bool)> {
    let mut nots = words.iter().enumerate().filter(|(_, (_, word))| matches!(&**word, "not" | "t" | "never"));
    let (at, _) = nots.next().filter(|_| nots.next().is_none())?;
    let to = words.iter().skip(at).position(|(_, word)| word == "to")? + at;
    let verb = words.get(to + 1)?;
    Some((words[at].0.start..verb.0.end, &verb.1, to == at + 1))
}

/// "The Tern and the Gull" of "the Tern or the Gull".
pub(super) fn either(statement: &str, quotes: &[&str]) -> Option<Turned> {
    let is_denied = |text: &str| each_word(text).any(|place| is_negation(&text[place]));
    if is_denied(statement) || quotes.iter().any(|quote| is_denied(quote)) {
        return None;
    }
    let both = pairs(statement, "and");
    quotes.iter().find_map(|quote| {
        let one = pairs(quote, "or");
        let (place, names) = both.iter().find(|(_, names)| one.iter().any(|(_, other)| other == names))?;
        let (quoted, _) = one.iter().find(|(_, other)| other == names)?;
        let is_said = quotes.iter().any(|quote| pairs(quote, "and").iter().any(|(_, other)| other == names));
        (!is_said).then(|| Turned {
            turn: Turn::Opposite,
            stated: place.clone().into(),
            quoted: quote[quoted.clone()].to_owned(),
        })
    })
}

/// Two names beside a joint, in the order of the alphabet, and where they stand.
fn pairs(text: &str, joint: &str) -> Vec<(Range<usize>, [String; 2])> {
    let words = words(text);
    let joints = words.iter().enumerate().filter(|(_, (_, word))| word == joint);
    let pair = |(at, _): (usize, _)| {
        let before = words.get(at.checked_sub(1)?)?;
        let behind = words.iter().skip(at + 1).find(|(_, word)| word != "the")?;
        let are_names = is_capitalised(text, &before.0) && is_capitalised(text, &behind.0);
        let mut names = [skeleton(&before.1), skeleton(&behind.1)];
        names.sort_unstable();
        are_names.then_some((before.0.start..behind.0.end, names))
    };
    joints.filter_map(pair).collect()
}
