//! Whether a quote says what a statement says, or denies it, asks it, leaves it open or only plans it; and whether a statement
//! denies what its quotes say.
//!
//! Words are compared, not meanings. So only a clause of the quote counts that has most of the statement's words, and only a
//! statement that says flatly what it says: "refused to sell" may well be told by "did not sell".

use super::hedge::{Force, forces};
use crate::text::language::word_lists;
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// How a quote says what a statement states. What weighs most is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// It says that it is not so.
    Negates,
    /// Somebody says in it that it is not so, or did not do it.
    Denies,
    /// It asks whether it is so.
    Asks,
    /// It leaves it open, or says under which condition it is so.
    Weakens,
    /// It says that somebody means to do it.
    Plans,
}

/// The words of a text that say it in some manner, and where they stand in it.
pub type Told = (Manner, Span);

/// Words for what is not done yet.
const PLANS: &str = "would, plans to, planned to, plan to, intends to, intended to, aims to, hopes to, hoped to, wants to, wanted to, \
    is to, are to, was to, were to, will, shall, promised to, agreed to, offered to, threatened to, is going to, are going to, \
    was going to, is set to, is due to, expects to, is expected to, is planned, are planned, ready to, proposes to, \
    будет, будут, планирует, планируют, планировал, планировала, намерен, намерена, намерены, собирается, собираются, обещает, хочет, бы, \
    будзе, будуць, плануе, плануюць, збіраецца, абяцае, хоча, мае намер, \
    буде, будуть, планує, планують, збирається, обіцяє, хоче, має намір, \
    wird, werden, würde, würden, soll, sollen, will, wollen, plant, planen, beabsichtigt, droht, möchte, \
    va, vont, prévoit de, envisage de, compte, veut, souhaite, entend, projette de, promet de";

/// They deny by themselves what another says with a "not", or are said with one: stems.
const OPPOSITES: &str = "refus reject fail without deni deny ban bann forb prohibit prevent block halt stop end ended ceas cancel annul \
    lack absen avoid rule ruled exclud abandon oppos against lost lose loss miss unable few little only until before former withdr \
    suspend freez froze close shut drop declin neglect omit stay remain free fell short too other than different unlike instead \
    rather far except but yet still un in im ir il dis non mis less \
    отказ отверг запре прекра отмен без лиш только против потер утра преж остан \
    адмов адхіл забар спын адмян без бяз толькі супраць страц застал \
    відмов відхил заборон припин скасув без лише тільки проти втрат залиш \
    weiger ablehn verbot verbiet verhinder ohne nur gegen einstell verlor verlier fehl abgelehnt \
    refus rejet interdi empêch sans contre annul cess manqu perdu seulement";

/// Prefixes of these would be words of their own: only the whole word counts.
const WHOLE_WORDS: [&str; 32] = [
    "ban", "end", "ended", "lost", "lose", "loss", "few", "little", "only", "until", "before", "but", "yet",
    "still", "free", "far", "too", "than", "short", "other", "against", "unable", "rule", "ruled", "drop",
    "shut", "stay", "fell", "close", "without", "без", "ohne",
];

/// Prefixes of words that are denied by them; what stands behind has to be a word of some length.
const PREFIXES: [&str; 8] = ["un", "in", "im", "ir", "il", "dis", "non", "mis"];

/// They take away less than all, and a statement may say the rest of it.
const WEAK: [&str; 12] = [
    "hardly",
    "barely",
    "scarcely",
    "rarely",
    "seldom",
    "kaum",
    "schwerlich",
    "guère",
    "nothing",
    "neither",
    "nor",
    "non",
];

static PLANNING: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::of(PLANS.split(',').map(|phrase| (phrase.trim(), ()))));

/// How a quote in a language (BCP 47) says a flat statement, if not flatly, and the words that show it.
pub fn manner(statement: &str, quote: &str, language: Option<&str>) -> Option<Told> {
    let sought = Sought::of(statement);
    let clause = sought.clause(quote)?;
    let words = quote.get(clause.clone())?;
    if has_opposite(statement, &Sought::of(words)) {
        return None;
    }
    let last = sought.places(words).last()?.start;
    let in_lists = forces(words, word_lists(language).ok()?).into_iter().filter_map(|(place, force)| {
        let word = words.get(place.clone())?.to_lowercase();
        let manner = match force {
            Force::Negates if !WEAK.contains(&&*word) && sought.is_near(words, place.end) => Manner::Negates,
            Force::Denies => Manner::Denies,
            Force::Weakens | Force::Limits if place.start < last => Manner::Weakens,
            _ => return None,
        };
        Some((manner, place))
    });
    let bare = words.trim_end_matches(['"', '\'', '\u{201d}', ')', ' ']);
    let asks = bare.ends_with('?').then(|| (Manner::Asks, bare.len() - 1..bare.len()));
    let plans = PLANNING.within(words).find(|(place, ())| place.start < last);
    let plans = plans.map(|(place, ())| (Manner::Plans, place));
    let (manner, place) =
        in_lists.chain(asks).chain(plans).min_by_key(|(manner, place)| (*manner, place.start))?;
    if !sought.is_close(words, &place) {
        return None;
    }
    Some((manner, Span::new(clause.start + place.start, clause.start + place.end)))
}

/// Does a text say what it says without a word that denies, asks, limits or plans?
pub fn is_flat(text: &str, language: Option<&str>) -> bool {
    let Ok(lists) = word_lists(language) else { return false };
    let is_marked = forces(text, lists).iter().any(|(_, force)| *force != Force::Ascribes);
    !is_marked && !text.contains('?') && PLANNING.within(text).next().is_none()
}

/// The negation of a statement, which all its quotes say flatly and in most of its words. Of what somebody said (`is_saying`)
/// "denied that" is one, too.
pub fn negation(statement: &str, is_saying: bool, quotes: &[(&str, Option<&str>)]) -> Option<Span> {
    let lists = word_lists(None).ok()?;
    let (place, _) = forces(statement, lists).into_iter().find(|(place, force)| {
        let word = statement[place.clone()].to_lowercase();
        match force {
            Force::Negates => is_of_verb(&word),
            Force::Denies => is_saying && matches!(&*word, "denied" | "denies"),
            _ => false,
        }
    })?;
    let sought = Sought::of(statement);
    let is_said = |(quote, language): &(&str, Option<&str>)| {
        let clause = sought.clause(quote).filter(|clause| sought.is_close(&quote[clause.clone()], &(0..0)));
        clause.is_some() && is_flat(quote, *language) && !has_opposite(quote, &sought)
    };
    (!quotes.is_empty() && quotes.iter().all(is_said)).then(|| place.into())
}

/// Is it a negation of what is done, and not of one word?
fn is_of_verb(word: &str) -> bool {
    word.ends_with("n't")
        || matches!(word, "not" | "never" | "не" | "ня" | "nicht" | "nie" | "никогда" | "ніколі" | "jamais")
}

/// Has a text a word that may deny what another says, and that one does not have it?
fn has_opposite(text: &str, other: &Sought) -> bool {
    static STEMS: LazyLock<Vec<&'static str>> = LazyLock::new(|| OPPOSITES.split_whitespace().collect());
    each_word(text).any(|place| {
        let word = text[place].to_lowercase();
        if stem(&word).is_some_and(|stem| other.stems.contains(&stem)) {
            return false;
        }
        STEMS.iter().any(|stem| {
            if PREFIXES.contains(stem) {
                word.chars().count() > stem.len() + 3 && word.starts_with(stem)
            } else if *stem == "less" {
                word.ends_with("less")
            } else if WHOLE_WORDS.contains(stem) {
                word == *stem
            } else {
                word.starts_with(stem)
            }
        })
    })
}

/// The telling words of a statement.
pub(super) struct Sought {
    stems: HashSet<String>,
}

impl Sought {
    pub(super) fn of(statement: &str) -> Self {
        Self { stems: each_word(statement).filter_map(|place| stem(&statement[place])).collect() }
    }

    /// Where its words stand in a text, each once.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut seen = HashSet::new();
        let is_new = |place: &Range<usize>| {
            stem(&text[place.clone()]).is_some_and(|stem| self.stems.contains(&stem) && seen.insert(stem))
        };
        each_word(text).filter(is_new).collect()
    }

    /// The clause of a quote that has most of its words, and at least half of them.
    pub(super) fn clause(&self, quote: &str) -> Option<Range<usize>> {
        const FEWEST: usize = 2;
        let shared = |clause: &Range<usize>| self.places(&quote[clause.clone()]).len();
        let best =
            clauses(quote).into_iter().max_by_key(|clause| (shared(clause), usize::MAX - clause.start))?;
        let found = shared(&best);
        (found >= FEWEST && found * 2 >= self.stems.len()).then_some(best)
    }

    /// Has a clause, apart from some words of it, hardly a telling word that the statement has not?
    fn is_close(&self, clause: &str, apart: &Range<usize>) -> bool {
        let is_other = |place: &Range<usize>| {
            let is_apart = place.start < apart.end && apart.start < place.end;
            !is_apart && stem(&clause[place.clone()]).is_some_and(|stem| !self.stems.contains(&stem))
        };
        let others = each_word(clause).filter(is_other).count();
        others <= 1 || others * 3 <= self.places(clause).len()
    }

    /// Does one of its words stand among the next few?
    fn is_near(&self, text: &str, from: usize) -> bool {
        const NEAR: usize = 5;
        let behind = &text[from..];
        each_word(behind)
            .take(NEAR)
            .any(|place| stem(&behind[place]).is_some_and(|stem| self.stems.contains(&stem)))
    }
}

/// The clauses of a text, without the marks between them but with a question mark at their end.
fn clauses(text: &str) -> Vec<Range<usize>> {
    const MARKS: [char; 8] = [',', ';', ':', '(', ')', '.', '!', '\u{60c}'];
    const JOINTS: [&str; 12] = [
        "but", "which", "who", "while", "although", "though", "because", "но", "але", "aber", "mais", "хотя",
    ];
    let mut cuts = vec![0];
    for (at, c) in text.char_indices() {
        let is_decimal = text[at + c.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
        if (MARKS.contains(&c) && !is_decimal) || c == '?' || matches!(c, '\u{2013}' | '\u{2014}') {
            cuts.push(at + c.len_utf8());
        }
    }
    cuts.extend(
        each_word(text)
            .filter(|place| JOINTS.contains(&&*text[place.clone()].to_lowercase()))
            .map(|place| place.start),
    );
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.windows(2).map(|pair| pair[0]..pair[1]).filter(|clause| !clause.is_empty()).collect()
}

/// A word by its first letters; `None` of a small one.
fn stem(word: &str) -> Option<String> {
    const LETTERS: usize = 5;
    const SMALL: [&str; 20] = [
        "that", "with", "from", "this", "have", "were", "been", "said", "which", "their", "they", "into",
        "also", "than", "them", "when", "what", "there", "would", "will",
    ];
    let word = word.to_lowercase();
    let is_telling = word.chars().count() > 3 || word.chars().any(char::is_numeric);
    (is_telling && !SMALL.contains(&&*word)).then(|| word.chars().take(LETTERS).collect())
}

pub(super) fn each_word(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        let end =
            text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        from = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAT: &str = "The Northyard sold two tugs to the port of Sarn.";

    #[test]
    fn a_quote_may_say_it_otherwise() {
        for (quote, manner) in [
            ("The Northyard did not sell two tugs to the port of Sarn", Some(Manner::Negates)),
            ("The Northyard never sold two tugs to the port of Sarn", Some(Manner::Negates)),
            ("It is untrue that the Northyard sold two tugs to the port of Sarn", Some(Manner::Denies)),
            ("The Northyard denied that it sold two tugs to the port of Sarn", Some(Manner::Denies)),
            ("The Northyard refused to sell two tugs to the port of Sarn", Some(Manner::Denies)),
            ("Did the Northyard sell two tugs to the port of Sarn?", Some(Manner::Asks)),
            ("If the Northyard sold two tugs to the port of Sarn", Some(Manner::Weakens)),
            ("The Northyard may have sold two tugs to the port of Sarn", Some(Manner::Weakens)),
            ("The Northyard plans to sell two tugs to the port of Sarn", Some(Manner::Plans)),
            ("The Northyard sold two tugs to the port of Sarn, but not the barge", None),
            ("The barge is not old; the Northyard sold two tugs to the port of Sarn", None),
            ("On 4 May the Northyard sold two tugs to the port of Sarn", None),
            ("The Northyard sold two tugs to the port of Sarn", None),
            ("The ministry did not support any loan for the tugs sold to the port of Sarn", None),
        ] {
            assert_eq!(super::manner(FLAT, quote, Some("en")).map(|(manner, _)| manner), manner, "{quote}");
        }
    }

    #[test]
    fn an_opposite_may_be_told_by_a_negation() {
        let manner = |statement, quote| super::manner(statement, quote, Some("en")).map(|(manner, _)| manner);
        let kept = "The fleet did not keep its two ships";
        assert_eq!(manner("The fleet lost its two ships.", kept), None);
        let never = "The fleet never lost its two ships";
        assert_eq!(manner("The fleet lost its two ships.", never), Some(Manner::Negates));
    }

    #[test]
    fn other_languages_are_read() {
        for (language, statement, quote) in [
            ("ru", "Северная верфь продала два буксира.", "Северная верфь не продала два буксира"),
            (
                "de",
                "Die Nordwerft verkaufte die Schlepper an den Hafen.",
                "Die Nordwerft verkaufte die Schlepper nicht an den Hafen",
            ),
        ] {
            let found = super::manner(statement, quote, Some(language)).map(|(manner, _)| manner);
            assert_eq!(found, Some(Manner::Negates), "{quote}");
        }
    }

    #[test]
    fn a_statement_may_deny_what_is_quoted() {
        let said =
            |statement: &str, quote: &str| negation(statement, false, &[(quote, Some("en"))]).is_some();
        assert!(said(
            "The Northyard did not sell two tugs to the port of Sarn.",
            "the Northyard sold two tugs to the port of Sarn"
        ));
        assert!(!said(
            "The Northyard did not sell tugs to Sarn.",
            "the Northyard refused to sell tugs to Sarn"
        ));
        assert!(!said("The Northyard did not keep its tugs.", "the Northyard lost its tugs"));
        let denied = "Anna Okoro denied that the fleet lost two ships.";
        let quotes = [("The fleet lost two ships", None)];
        assert!(negation(denied, true, &quotes).is_some() && negation(denied, false, &quotes).is_none());
    }
}
