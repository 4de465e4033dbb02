//! The words, digits and signs of a text.

use super::value::Exact;
use crate::text::language::numerals::{NumberWords, Numeral, Phrase, is_time_name};
use std::borrow::Cow;
use std::ops::Range;

/// A word, a number in digits, or a sign.
#[derive(Debug)]
pub(super) struct Item<'t> {
    pub place: Range<usize>,
    /// Does no white space stand before it?
    pub is_glued: bool,
    pub is: Is<'t>,
    /// Does it belong to a phrase that is no number?
    pub is_harmless: bool,
    /// The phrases that a word may begin.
    phrases: &'static [Phrase],
}

#[derive(Debug)]
pub(super) enum Is<'t> {
    /// In lower case.
    Word {
        lower: Cow<'t, str>,
        case: Case,
    },
    Digits(Digits),
    Sign(char),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Small,
    /// The first letter is a capital.
    Capital,
    /// All are, and there are two at least.
    Capitals,
}

/// A number in digits, with the points and commas within it.
#[derive(Debug)]
pub(super) struct Digits {
    /// `None` if it is no number, but a version or the like.
    pub value: Option<Exact>,
    /// Its runs of digits and the marks before them, if it is more than one run.
    pub runs: Vec<(char, u32, usize)>,
    /// How many digits it has if it is a single run.
    pub plain: Option<usize>,
}

/// The items of a text.
pub(super) struct Items<'t> {
    pub text: &'t str,
    pub all: Vec<Item<'t>>,
    pub words: &'static NumberWords,
}

impl<'t> Items<'t> {
    pub(super) fn of(text: &'t str, words: &'static NumberWords) -> Self {
        let mut items = Self { text, all: Vec::new(), words };
        let mut at = 0;
        let mut is_glued = false;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            if c.is_whitespace() {
                (at, is_glued) = (at + c.len_utf8(), false);
                continue;
            }
            let before = items.all.last().filter(|_| is_glued);
            let in_name = before.is_some_and(|item| {
                matches!(item.is, Is::Word { .. })
                    || matches!(item.is, Is::Sign(sign) if is_dash(sign) && !text[..item.place.start].ends_with(char::is_whitespace) && item.place.start > 0)
            });
            let (length, is) = if let Some(value) = enclosed(c) {
                let plain = Some(if value < 10 { 1 } else { 2 });
                (
                    c.len_utf8(),
                    Is::Digits(Digits { value: Some(Exact::whole(value)), runs: Vec::new(), plain }),
                )
            } else if digit(c).is_some() {
                digits(rest, words.decimal_comma, in_name)
            } else if c.is_alphabetic() {
                word(rest)
            } else {
                (c.len_utf8(), Is::Sign(c))
            };
            let phrases = match &is {
                Is::Word { lower, .. } => words.beginning_with(lower),
                _ => &[],
            };
            items.all.push(Item { place: at..at + length, is_glued, is, is_harmless: false, phrases });
            (at, is_glued) = (at + length, true);
            // "l'an" is two words.
            if text[at..].starts_with(['\'', '\u{2019}'])
                && text[at + quote_length(&text[at..])..].starts_with(char::is_alphabetic)
            {
                at += quote_length(&text[at..]);
                is_glued = false;
            }
        }
        items.mute();
        items
    }

    pub(super) fn get(&self, at: usize) -> Option<&Item<'t>> {
        self.all.get(at)
    }

    /// A word that means nothing here, and is part of nothing.
    pub(super) fn is_plain_word(&self, at: usize) -> bool {
        const LONGEST_ROMAN: usize = 6;
        let Some(Item { is: Is::Word { lower, case }, phrases: [], .. }) = self.get(at) else { return false };
        let may_be_time = (4..=11).contains(&lower.len()) && lower.is_ascii() && is_time_name(lower);
        !self.is_glued(at + 1) && !may_be_time && (*case == Case::Small || lower.len() > LONGEST_ROMAN)
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.get(at)?.is {
            Is::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn digits(&self, at: usize) -> Option<&Digits> {
        match &self.get(at)?.is {
            Is::Digits(digits) => Some(digits),
            _ => None,
        }
    }

    /// The word in lower case.
    pub(super) fn word(&self, at: usize) -> Option<(&str, Case)> {
        match &self.get(at)?.is {
            Is::Word { lower, case } => Some((lower, *case)),
            _ => None,
        }
    }

    /// The item as it is written.
    pub(super) fn written(&self, at: usize) -> &'t str {
        self.get(at).and_then(|item| self.text.get(item.place.clone())).unwrap_or_default()
    }

    /// Does no white space stand before it?
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|item| item.is_glued)
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.sign(at).is_some_and(is_dash)
    }

    /// What the words that begin there mean, if it is what is sought, and where they end: the longest first.
    pub(super) fn find<T>(&self, at: usize, pick: impl Fn(Numeral) -> Option<T>) -> Option<(T, usize)> {
        let item = self.get(at).filter(|item| !item.is_harmless)?;
        item.phrases.iter().find_map(|(rest, numeral)| {
            let picked = pick(*numeral)?;
            Some((picked, self.end_of(at, rest)?))
        })
    }

    /// Does a mark or the end of the text follow?
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        self.word(at).is_none() && self.digits(at).is_none()
    }

    /// Where the words end that begin there, if they mean this.
    pub(super) fn word_end(&self, at: usize, sought: Numeral) -> Option<usize> {
        self.find(at, |is| (is == sought).then_some(())).map(|((), end)| end)
    }

    /// All that the words that begin there may mean, and where each ends.
    pub(super) fn all_at(&self, at: usize) -> impl Iterator<Item = (Numeral, usize)> {
        let phrases: &[Phrase] = self.get(at).map_or(&[], |item| item.phrases);
        phrases.iter().filter_map(move |(rest, numeral)| Some((*numeral, self.end_of(at, rest)?)))
    }

    /// Where a phrase ends that begins there, if its other words follow.
    fn end_of(&self, at: usize, rest: &[String]) -> Option<usize> {
        let mut end = at + 1;
        for sought in rest {
            while self.sign(end).is_some_and(|sign| matches!(sign, '.' | '/') || is_dash(sign))
                && self.is_glued(end)
            {
                end += 1;
            }
            if self.word(end)?.0 != sought {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Marks what only looks like a number.
    fn mute(&mut self) {
        let mut at = 0;
        while at < self.all.len() {
            let longest = self.all_at(at).next();
            match longest {
                Some((Numeral::Harmless, end)) => {
                    for item in self.all.get_mut(at..end).unwrap_or_default() {
                        item.is_harmless = true;
                    }
                    at = end;
                }
                _ => at += 1,
            }
        }
    }
}

pub(super) fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn quote_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// The value of a digit: of those of the scripts that write numbers from left to right with ten digits, and of mathematical ones.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 20] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
        0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
    ];
    match c {
        '0'..='9' => c.to_digit(10),
        '\u{1d7ce}'..='\u{1d7ff}' => Some((c as u32 - 0x1d7ce) % 10),
        '\u{660}'.. => {
            ZEROS.iter().filter_map(|zero| (c as u32).checked_sub(*zero)).find(|value| *value < 10)
        }
        _ => None,
    }
}

/// The value of one character that is a whole number: a number in a circle, a Roman numeral.
fn enclosed(c: char) -> Option<u64> {
    /// The first of a row, how many it has, and the value of the first.
    const ROWS: [(u32, u32, u32); 13] = [
        (0x2160, 12, 1),
        (0x2170, 12, 1),
        (0x2460, 20, 1),
        (0x2474, 20, 1),
        (0x2488, 20, 1),
        (0x24ea, 1, 0),
        (0x24eb, 10, 11),
        (0x24f5, 10, 1),
        (0x24ff, 1, 0),
        (0x2776, 10, 1),
        (0x2780, 10, 1),
        (0x278a, 10, 1),
        (0x3251, 15, 21),
    ];
    if c < '\u{2160}' {
        return None;
    }
    ROWS.iter().find_map(|(first, count, value)| {
        let nth = (c as u32).checked_sub(*first).filter(|nth| nth < count)?;
        Some((nth + value).into())
    })
}

fn word(rest: &str) -> (usize, Is<'_>) {
    // Ukrainian and Belarusian have an apostrophe within words.
    let is_cyrillic = rest.starts_with(|c| ('\u{400}'..='\u{52f}').contains(&c));
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}' | '\u{2bc}');
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins =
            is_apostrophe(c) && is_cyrillic && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let is_mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}') || (c == '\u{ba}' && at > 0);
        if !((c.is_alphabetic() && !is_superscript(c)) || joins || is_mark) {
            break;
        }
        length = at + c.len_utf8();
    }
    // A letter that is no part of a word, such as an ordinal sign.
    let length = if length == 0 { quote_length(rest) } else { length };
    let written = &rest[..length];
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let case = match written.chars().next() {
        Some(first) if first.is_uppercase() => {
            if capitals > 1 && !written.chars().any(char::is_lowercase) {
                Case::Capitals
            } else {
                Case::Capital
            }
        }
        // "iPhone"
        _ => {
            if capitals > 0 {
                Case::Capital
            } else {
                Case::Small
            }
        }
    };
    let plain = |c: char| c.is_lowercase() && c != '\u{ad}' && c.is_ascii();
    let lower = if written.chars().all(plain) {
        Cow::Borrowed(written)
    } else {
        let small = written.to_lowercase();
        Cow::Owned(small.replace(['\u{2019}', '\u{2bc}'], "'").replace('\u{ad}', "").replace('ё', "е"))
    };
    (length, Is::Word { lower, case })
}

fn is_superscript(c: char) -> bool {
    matches!(c, '\u{2070}'..='\u{209c}')
}

/// A number in digits at the start of `rest`, with its length.
fn digits(rest: &str, decimal_comma: bool, in_name: bool) -> (usize, Is<'_>) {
    const MOST_RUNS: usize = 32;
    // Runs of digits: the mark before each, its value, how many digits it has, and where it ends.
    let mut runs: Vec<(char, Option<u128>, usize, usize)> = Vec::new();
    let mut at = 0;
    let mut mark = '\0';
    loop {
        let (mut value, mut count) = (Some(0_u128), 0);
        while let Some((c, figure)) = rest[at..].chars().next().and_then(|c| Some((c, digit(c)?))) {
            value = value.and_then(|value| value.checked_mul(10)?.checked_add(figure.into()));
            count += 1;
            at += c.len_utf8();
        }
        runs.push((mark, value, count, at));
        let mut next = rest[at..].chars();
        let Some(sign) = next.next() else { break };
        let follows = next.as_str();
        if !follows.starts_with(|c| digit(c).is_some()) {
            break;
        }
        let three = follows.chars().take_while(|c| digit(*c).is_some()).count() == 3;
        let first_is_short =
            runs.first().is_some_and(|run| run.2 <= 3) && runs.iter().skip(1).all(|run| run.2 == 3);
        let is_blank =
            matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\'' | '\u{2019}');
        let goes_on = match sign {
            '.' | ',' | '\u{66b}' | '\u{66c}' => !in_name || runs.len() > 1 || sign == '.',
            _ if is_blank => {
                let same = runs.iter().skip(1).all(|run| run.0 == '_');
                three && first_is_short && same && !in_name
            }
            _ => false,
        };
        if !goes_on || runs.len() >= MOST_RUNS {
            break;
        }
        mark = if is_blank { '_' } else { sign };
        at += sign.len_utf8();
    }
    let value = value(&runs, decimal_comma);
    let plain = if let [(_, _, count, _)] = *runs { Some(count) } else { None };
    let runs = if plain.is_some() {
        Vec::new()
    } else {
        let small =
            |value: Option<u128>| value.and_then(|value| u32::try_from(value).ok()).unwrap_or(u32::MAX);
        runs.iter().map(|(mark, value, count, _)| (*mark, small(*value), *count)).collect()
    };
    (at, Is::Digits(Digits { value, runs, plain }))
}

/// The value of runs of digits with marks between them.
fn value(runs: &[(char, Option<u128>, usize, usize)], decimal_comma: bool) -> Option<Exact> {
    let first = runs.first()?;
    let marks: Vec<char> = runs.iter().skip(1).map(|run| run.0).collect();
    let is_group = |run: &(char, Option<u128>, usize, usize)| run.2 == 3;
    let groups = |runs: &[(char, Option<u128>, usize, usize)]| {
        let leads = first.2 <= 3 && !(first.1 == Some(0) && runs.len() == 1);
        // Indian numbers have groups of two before the last.
        let indian = runs.len() > 1
            && runs.last().is_some_and(is_group)
            && runs.iter().rev().skip(1).all(|run| run.2 == 2)
            && first.2 <= 2;
        leads && (runs.iter().all(is_group) || indian)
    };
    let point = if decimal_comma { ',' } else { '.' };
    let decimals = match marks.as_slice() {
        [] => 0,
        ['_', ..] if marks.iter().all(|mark| *mark == '_') => 0,
        ['\u{66b}'] => 1,
        [only] => usize::from(*only == point || !groups(&runs[1..])),
        [rest @ .., last] => {
            if marks.iter().all(|mark| mark == last) && groups(&runs[1..]) {
                0
            } else if rest.iter().all(|mark| mark != last) && groups(&runs[1..runs.len() - 1]) {
                1
            } else {
                return None;
            }
        }
    };
    let mut above: i128 = 0;
    let mut below: i128 = 1;
    for (at, run) in runs.iter().enumerate() {
        let ten = 10_i128.checked_pow(u32::try_from(run.2).ok()?)?;
        above = above.checked_mul(ten)?.checked_add(i128::try_from(run.1?).ok()?)?;
        if at > 0 && at + decimals == runs.len() {
            below = ten;
        }
    }
    Exact::new(above, below)
}
