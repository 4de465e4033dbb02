//! Numbers in words, and Roman numerals.

use super::super::items::Case;
use super::super::{Exact, Of};
use super::{Reader, Size, Value};
use crate::text::language::numerals::Numeral;

impl Reader<'_> {
    /// A place in a row, in words or in digits with their ending.
    pub(super) fn ordinal(&self, at: usize) -> Option<(u64, usize)> {
        if let Some(value) = self.small(at, 6) {
            let has_point = self.items.sign(at + 1) == Some('.') && self.items.is_glued(at + 1);
            let is_german = has_point && self.items.word_end(at + 2, Numeral::Century).is_some();
            if is_german {
                return Some((value.into(), at + 2));
            }
            return self.ordinal_ending(at + 1).map(|end| (value.into(), end));
        }
        let word = |at| {
            self.items
                .find(at, |is| if let Numeral::Ordinal(value) = is { Some(u64::from(value)) } else { None })
        };
        if let Some((tens, end)) =
            self.cardinal(at).filter(|(tens, _)| *tens >= 20 && tens.is_multiple_of(10))
        {
            let after = end + usize::from(self.items.is_dash(end));
            if let Some((value, end)) = word(after).filter(|(value, _)| *value < 10) {
                return Some((tens + value, end));
            }
        }
        word(at).or_else(|| {
            let (word, case) = self.items.word(at)?;
            Some((german_ordinal(word).filter(|_| self.is_german() && case != Case::Capitals)?, at + 1))
        })
    }

    /// A number in words.
    pub(super) fn words(&self, at: usize, is_between: bool) -> Option<Value> {
        let exact =
            |is, of, end| Some(Value { is: Size::Exact(is), of, end, in_words: true, is_scaled: false });
        if let Some(end) = self.items.word_end(at, Numeral::OneAndHalf) {
            let (value, end, is_scaled) = self.scaled(Exact::new(3, 2)?, end)?;
            return Some(Value { is: Size::Exact(value), of: Of::Count, end, in_words: true, is_scaled });
        }
        if let Some(end) = self.items.word_end(at, Numeral::Pair) {
            return exact(Exact::whole(2), Of::Count, end);
        }
        let is_capital = |at: usize| {
            self.items.word(at).is_some_and(|(word, case)| case != Case::Small && !word.is_empty())
        };
        if let Some((value, end)) = self.ordinal(at) {
            // "Two seconds", and "a second".
            return exact(Exact::whole(value), Of::Rank, end);
        }
        // "A million", "tausend".
        let article = self.items.word_end(at, Numeral::Article);
        let scale = |at| {
            self.items
                .find(at, |is| if let Numeral::Scale { by, alone } = is { Some((by, alone)) } else { None })
        };
        let of_scale = |by, end| {
            let (value, end, _) = self.scaled(Exact::whole(by), end)?;
            Some(Value { is: Size::Exact(value), of: Of::Count, end, in_words: true, is_scaled: true })
        };
        if let Some(((by, _), end)) = article.and_then(scale).filter(|((by, _), end)| {
            *by >= 10 && self.items.word(end - 1).is_some_and(|(word, _)| word.len() > 1)
        }) {
            return of_scale(by, end);
        }
        if let Some(((by, true), end)) = scale(at).filter(|_| self.cardinal(at).is_none()) {
            return of_scale(by, end);
        }
        // "Dreieinhalb" in one word.
        let half = self
            .items
            .word(at)
            .and_then(|(word, _)| german(word.strip_suffix("einhalb")?))
            .filter(|_| self.is_german());
        if let Some(whole) = half {
            let (value, end, is_scaled) =
                self.scaled(Exact::whole(whole).plus(Exact::new(1, 2)?)?, at + 1)?;
            return Some(Value { is: Size::Exact(value), of: Of::Count, end, in_words: true, is_scaled });
        }
        let (value, end) = self.cardinal_of(at, is_between)?;
        if is_capital(at) && is_capital(end) && !self.starts_sentence(at) {
            return None;
        }
        if let Some(times) = self.times_behind(end) {
            return exact(Exact::whole(value), Of::Times, times);
        }
        let mut value = Exact::whole(value);
        let mut end = end;
        let mut is_scaled = false;
        // "Two and a half million", "deux millions et demi".
        if let Some((parts, behind)) = self.and_a_part(end) {
            (value, end, is_scaled) = self.scaled(value.plus(Exact::new(1, parts)?)?, behind)?;
        }
        if let Some(times) = self.times_behind(end) {
            return exact(value, Of::Times, times);
        }
        Some(Value {
            is: Size::Exact(value),
            of: Of::Count,
            end,
            in_words: true,
            is_scaled: is_scaled || self.scale_of(end - 1).is_some(),
        })
    }

    pub(super) fn is_german(&self) -> bool {
        self.items.words.beginning_with("und").iter().any(|(_, is)| *is == Numeral::And)
    }

    /// "And a half", "and a third".
    pub(super) fn and_a_part(&self, at: usize) -> Option<(i128, usize)> {
        // "Три с половиной".
        let with = self.skip_word(at, &["\u{441}", "\u{437}"]);
        let and = self.items.word_end(at, Numeral::And);
        let after = if with > at { with } else { and? };
        let article = self.items.word_end(after, Numeral::Article);
        let after = article.unwrap_or(after);
        let (parts, end) =
            self.items.find(after, |is| if let Numeral::Part(parts) = is { Some(parts) } else { None })?;
        let is_part = parts == 2 || (article.is_some() && parts < 5 && self.is_share_end(end));
        is_part.then_some((parts.into(), end))
    }

    pub(super) fn cardinal(&self, at: usize) -> Option<(u64, usize)> {
        self.cardinal_of(at, true)
    }

    /// The words of one whole number: "two hundred and five thousand".
    pub(super) fn cardinal_of(&self, at: usize, is_between: bool) -> Option<(u64, usize)> {
        let one = |at: usize| {
            let listed = self
                .items
                .find(at, |is| if let Numeral::Cardinal(value) = is { Some(u64::from(value)) } else { None });
            listed.or_else(|| {
                let (word, _) = self.items.word(at)?;
                let is_german = word.len() >= 8 && self.is_german();
                Some((german(word).filter(|_| is_german)?, at + 1))
            })
        };
        let scale = |at: usize| {
            self.items.find(at, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None })
        };
        let (first, mut end) = one(at)?;
        let (mut total, mut current, mut smallest) = (0_u64, first, u64::MAX);
        loop {
            let joint = end
                + usize::from(
                    self.items.is_dash(end) && self.items.is_glued(end) && self.items.is_glued(end + 1),
                );
            let word_is_long = self.items.word(joint).is_some_and(|(word, _)| word.chars().count() > 1);
            if let Some((by, after)) = scale(joint).filter(|_| word_is_long) {
                if by < 1000 && current > 0 && current < by {
                    (current, end) = (current.checked_mul(by)?, after);
                    continue;
                }
                if by >= 1000 && by < smallest {
                    total = total.checked_add(current.max(1).checked_mul(by)?)?;
                    (current, smallest, end) = (0, by, after);
                    continue;
                }
                break;
            }
            let and = self.items.word_end(joint, Numeral::And);
            let (next, has_and) = match and {
                Some(after) if !is_between => (after, true),
                Some(after)
                    if (20..=80).contains(&current)
                        && self.items.word(joint).is_some_and(|(word, _)| word == "et") =>
                {
                    (after, true)
                }
                _ => (joint, false),
            };
            let Some((value, after)) = one(next) else { break };
            // "Quatre-vingt".
            if current == 4 && value == 20 && joint > end {
                (current, end) = (80, after);
                continue;
            }
            // What follows has to fit into the zeros of what stands.
            let zeros = if current == 0 { 1000 } else { 10_u64.pow(trailing_zeros(current)) };
            let french = matches!(current % 100, 60 | 80) && value < 20;
            let fits = value > 0 && (value < zeros || french) && (current > 0 || total > 0);
            let may_and = !has_and || current.is_multiple_of(100) || (value == 1 || value == 11);
            if !fits || !may_and || (has_and && current == 0 && total == 0) {
                break;
            }
            (current, end) = (current.checked_add(value)?, after);
        }
        Some((total.checked_add(current)?, end))
    }
}

fn trailing_zeros(value: u64) -> u32 {
    let mut zeros = 0;
    let mut value = value;
    while value > 0 && value.is_multiple_of(10) {
        (value, zeros) = (value / 10, zeros + 1);
    }
    zeros
}

/// The value of a Roman numeral of two letters or more, in small letters.
pub(super) fn roman(word: &str) -> Option<u64> {
    if word.len() < 2 || word.len() > 8 {
        return None;
    }
    let digit = |c| {
        Some(match c {
            'i' => 1_u64,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let values: Option<Vec<u64>> = word.chars().map(digit).collect();
    let values = values?;
    // From the last letter to the first: what is less than the one behind it is taken away.
    let mut sum = 0_u64;
    let mut behind = 0;
    for value in values.iter().rev() {
        if *value < behind {
            sum = sum.checked_sub(*value)?;
        } else {
            sum = sum.checked_add(*value)?;
            behind = *value;
        }
    }
    Some(sum)
}

/// A number that German writes in one word: "zweihundertfünfundzwanzig".
fn german(word: &str) -> Option<u64> {
    const ONES: [(&str, u64); 13] = [
        ("ein", 1),
        ("eins", 1),
        ("zwei", 2),
        ("drei", 3),
        ("vier", 4),
        ("fünf", 5),
        ("sechs", 6),
        ("sieben", 7),
        ("acht", 8),
        ("neun", 9),
        ("zehn", 10),
        ("elf", 11),
        ("zwölf", 12),
    ];
    const TEENS: [(&str, u64); 7] = [
        ("dreizehn", 13),
        ("vierzehn", 14),
        ("fünfzehn", 15),
        ("sechzehn", 16),
        ("siebzehn", 17),
        ("achtzehn", 18),
        ("neunzehn", 19),
    ];
    const TENS: [(&str, u64); 9] = [
        ("zwanzig", 20),
        ("dreißig", 30),
        ("dreissig", 30),
        ("vierzig", 40),
        ("fünfzig", 50),
        ("sechzig", 60),
        ("siebzig", 70),
        ("achtzig", 80),
        ("neunzig", 90),
    ];
    let listed = |word: &str| {
        ONES.iter().chain(&TEENS).chain(&TENS).find(|(name, _)| *name == word).map(|(_, value)| *value)
    };
    for (scale, by) in [("tausend", 1000), ("hundert", 100)] {
        if let Some((before, after)) = word.split_once(scale) {
            let times = if before.is_empty() { 1 } else { german(before)? };
            let rest = after.strip_prefix("und").filter(|rest| listed(rest).is_some()).unwrap_or(after);
            let rest = if rest.is_empty() { 0 } else { german(rest)? };
            return (rest < by).then(|| times.checked_mul(by)?.checked_add(rest)).flatten();
        }
    }
    if let Some(value) = listed(word) {
        return Some(value);
    }
    let (ones, tens) = word.split_once("und")?;
    let ones = listed(ones).filter(|ones| *ones < 10)?;
    let tens = TENS.iter().find(|(name, _)| *name == tens).map(|(_, value)| *value)?;
    Some(tens + ones)
}

fn german_ordinal(word: &str) -> Option<u64> {
    if word.len() < 9 {
        return None;
    }
    let stem = ["ste", "sten", "ster", "stes", "te", "ten", "ter", "tes"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    german(stem).filter(|value| *value > 12)
}
