//! A quote can be verbatim and still say more than its sentence: "it was not true that ...", and then the quote.
//!
//! The lists are short on purpose, and a word counts only where it usually bears on the quote: any negation or hedge before
//! the quote or in what it leaves out, but after it only what takes back the whole ("..., which was untrue"; "...,
//! reportedly"). Even so only a person can tell; hence a warning.

use super::lexicon::{NEGATIONS, is_negation};
use crate::text::shapes::Shapes;
use crate::text::span::Span;
use crate::text::tokens::tokens;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A negation or hedge outside a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// The word in lower case.
    pub word: String,
    /// Where it stands in the text.
    pub span: Span,
    /// It is a negation between two parts of the quote: the ellipsis reverses the sentence.
    pub elided_negation: bool,
}

/// What weakens the words that follow it, and every negation. English, then Russian and Belarusian.
static BEFORE: Words = Words::new(|| {
    let mut words = words(
        "alleged allegedly apparently could denied denies deny denying doubtful false falsely if
     incorrect may maybe might perhaps possibly presumably probably
     purported purportedly reportedly rumored rumoured rumours supposedly unconfirmed unlikely unproven
     untrue whether
     адмаўляе адмаўляюць адмаўляў будто быццам верагодна вероятно возможно вряд едва если кажется калі
     магчыма можа может наўрад не неверно неправда нет ни никогда ня няма няпраўда няслушна ні нібы
     нібыта ніколі отрицает отрицал отрицала отрицают предположительно хлусня якобы",
    );
    words.extend(NEGATIONS);
    words
});

/// What takes back or weakens the words before it.
static AFTER: Words = Words::new(|| {
    words(
        "allegedly apparently denied denies false incorrect purportedly reportedly rumored rumoured
     supposedly unconfirmed unlikely unproven untrue
     адмаўляе адмаўляюць адмаўляў верагодна вероятно неверно неправда няпраўда няслушна нібыта отрицает
     отрицал отрицала отрицают предположительно хлусня якобы",
    )
});

/// What makes a `not` after a quote take all of it back: "... is not true".
static AFTER_NOT: Words = Words::new(|| words("case confirmed correct known proved proven so true"));

/// The first negation or hedge in `rest`: what belongs to the quoted sentence and is not quoted, as spans of `text`. `quote`
/// is from the first part of the quote to the last.
pub fn outside(text: &str, rest: &[Span], quote: Span) -> Option<Hedge> {
    rest.iter().find_map(|part| {
        let words = text.get(part.range())?;
        let start = part.start as usize;
        let hedge = |token: Range<usize>, elided_negation| {
            let word = lower(&words[token.clone()]).into_owned();
            Hedge { word, span: Span::new(start + token.start, start + token.end), elided_negation }
        };
        if part.start >= quote.end {
            return after(words).map(|token| hedge(token, false));
        }
        let between = part.start >= quote.start;
        // What is left out between two parts counts as far as it belongs to the sentence of one of them.
        let all = [0..words.len(), words.len()..words.len()];
        let parts = if between { ends_of(text, start, words) } else { all };
        parts.into_iter().find_map(|part| {
            let token = before(words.get(part.clone())?)?;
            let token = part.start + token.start..part.start + token.end;
            let word = lower(&words[token.clone()]);
            let negates = is_negation(&word) || is_contracted(&word);
            Some(hedge(token, between && negates))
        })
    })
}

/// The first word of `words` that takes from what follows.
fn before(words: &str) -> Option<Range<usize>> {
    // Nearly everywhere this is all.
    BEFORE_SHAPES.next(words, 0)?;
    tokens(words).find(|token| {
        let written = &words[token.clone()];
        let word = lower(written);
        // "May" is a month, and "No. 5" a number.
        let is_other = written == "May" || (word == "no" && words[token.end..].starts_with('.'));
        !is_other && (BEFORE.contains(&*word) || is_contracted(&word))
    })
}

/// The first word of `words` that takes back what stands before.
fn after(words: &str) -> Option<Range<usize>> {
    // Nearly everywhere this is all.
    AFTER_SHAPES.next(words, 0)?;
    let mut last_is_not = false;
    tokens(words).find(|token| {
        let word = lower(&words[token.clone()]);
        let found = AFTER.contains(&*word) || (last_is_not && AFTER_NOT.contains(&*word));
        last_is_not =
            is_contracted(&word) || word == "not" || (last_is_not && matches!(&*word, "the" | "quite"));
        found
    })
}

/// Of `words`, which stand in `text` from `start` on between two parts of a quote, what belongs to the sentence of the
/// part before and of the part after; whole sentences in between do not.
fn ends_of(text: &str, start: usize, words: &str) -> [Range<usize>; 2] {
    let ends_sentence = |c: char| matches!(c, '.' | '!' | '?');
    let closed = text.get(..start).is_some_and(|before| before.trim_end().ends_with(ends_sentence));
    let first = words.find(ends_sentence).map_or(words.len(), |mark| mark + 1);
    let last = words.rfind(ends_sentence).map_or(0, |mark| mark + 1);
    let before = if closed { 0..0 } else { 0..first };
    let last = if last <= before.end { before.end } else { last };
    [before, last..words.len()]
}

/// Of the words in `BEFORE`, and of the end of "isn't".
static BEFORE_SHAPES: LazyLock<Shapes> = LazyLock::new(|| Shapes::of(BEFORE.iter().copied().chain(["t"])));

/// Of the words in `AFTER`, and of what makes those in `AFTER_NOT` count.
static AFTER_SHAPES: LazyLock<Shapes> =
    LazyLock::new(|| Shapes::of(AFTER.iter().copied().chain(["t", "not"])));

type Words = LazyLock<HashSet<&'static str, foldhash::fast::RandomState>>;

fn words(list: &'static str) -> HashSet<&'static str, foldhash::fast::RandomState> {
    list.split_whitespace().collect()
}

fn is_contracted(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n\u{2019}t")
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hedge in `before` a quote, or in what follows it.
    fn around(before: &str, after: &str) -> Option<String> {
        let text = format!("{before} QUOTE {after}");
        let quote = before.len() + 1..before.len() + 6;
        let rest = [Span::new(0, quote.start), Span::new(quote.end, text.len())];
        outside(&text, &rest, Span::from(quote)).map(|hedge| hedge.word)
    }

    #[test]
    fn negations_and_hedges_of_three_languages_are_seen_before_a_quote() {
        for (before, word) in [
            ("It was not true that", "not"),
            ("It wasn\u{2019}t the case that", "wasn\u{2019}t"),
            ("Reportedly,", "reportedly"),
            ("Не верно, что", "не"),
            ("Якобы", "якобы"),
            ("Ён ніколі", "ніколі"),
        ] {
            assert_eq!(around(before, "and left.").as_deref(), Some(word));
        }
        for before in ["On 4 May the minister noted that", "нота и нетто", "A knot, a note:"] {
            assert_eq!(around(before, "."), None);
        }
    }

    #[test]
    fn no_word_is_passed_over_for_its_shape() {
        let all = |words: &Words| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        for word in all(&BEFORE).iter().chain(&["Isn\u{2019}t".to_owned(), "NOT".to_owned()]) {
            let text = format!("the boats \u{201c}{word}\u{201d} left");
            assert!(BEFORE_SHAPES.next(&text, 0).is_some(), "{word}");
        }
        for word in all(&AFTER).iter().chain(&["isn't true".to_owned(), "not so".to_owned()]) {
            assert!(AFTER_SHAPES.next(&format!("\u{2014}{word}."), 0).is_some(), "{word}");
        }
        assert!(BEFORE_SHAPES.next("The boats \u{2014} forty of them \u{2014} sailed.", 0).is_none());
    }

    #[test]
    fn an_ellipsis_may_leave_out_a_sentence_but_not_a_not() {
        let elided = |text: &str| {
            let (start, end) = (text.find('{').unwrap(), text.find('}').unwrap() - 1);
            let text = text.replace(['{', '}'], "");
            let whole = Span::new(0, text.len());
            outside(&text, &[Span::new(start, end)], whole).map(|hedge| hedge.elided_negation)
        };
        assert_eq!(elided("The firm {did not, it said,} sell the boats."), Some(true));
        assert_eq!(elided("The firm {hardly ever} sold boats."), Some(true));
        assert_eq!(elided("Ten boats were sold. {The crew was not paid. It left.} The army came."), None);
        assert_eq!(
            elided("Ten boats were sold {in May. The crew was not paid. It is said that no} army came."),
            Some(true)
        );
        assert_eq!(elided("The ship in {port No. 5} was sold."), None);
    }

    #[test]
    fn after_a_quote_only_what_takes_it_back_counts() {
        for (after, word) in [
            ("is not true.", "true"),
            ("was not the case.", "case"),
            ("is untrue, the ministry said", "untrue"),
            (", reportedly.", "reportedly"),
            ("- это неправда", "неправда"),
        ] {
            assert_eq!(around("That", after).as_deref(), Some(word));
        }
        for after in ["and that no more were ordered", "if the weather holds", "but not the crew"] {
            assert_eq!(around("That", after), None);
        }
    }
}
