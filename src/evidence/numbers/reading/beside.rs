//! What stands beside numbers and dates and changes them: "early", "Monday", "a day", "north".

use super::super::items::Case;
use super::super::{Of, Scale, Stated};
use super::words::roman;
use super::{Reader, is_currency, prefixed};
use crate::text::language::numerals::{Numeral, Stretch, Unit};

/// Between "end" and the year: "the end of the year", "early in 2019", "конец этого года".
const OF: [&str; 22] = [
    "of", "in", "the", "this", "that", "last", "next", "same", "der", "des", "dem", "im", "von", "vom", "de",
    "du", "d", "l", "la", "les", "\u{432}", "\u{443}",
];

impl Reader<'_> {
    /// What is told before a number or a date is read: it may begin like one.
    pub(super) fn before_number(&mut self, at: usize) -> Option<usize> {
        self.unread(at)
            .or_else(|| self.stretch(at))
            .or_else(|| self.part_of_time(at))
            .or_else(|| self.season(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.nineties(at))
    }

    /// What is only told where no number begins.
    pub(super) fn behind_number(&mut self, at: usize) -> Option<usize> {
        self.rate(at).or_else(|| self.direction(at))
    }

    /// Digits among letters that look like them ("4O"), numerals of which nobody here knows the value, and currencies that are on
    /// no list ("XY$40"): they are told by their characters.
    fn unread(&mut self, at: usize) -> Option<usize> {
        if self.is_word_before(at)
            || self.items.digits(at.wrapping_sub(1)).is_some() && self.items.is_glued(at)
        {
            return None;
        }
        let is_numeral = |sign: char| {
            sign.is_numeric()
                && !matches!(sign, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{bc}'..='\u{be}' | '\u{2070}'..='\u{208e}' | '\u{2150}'..='\u{215e}')
        };
        if self.items.sign(at).is_some_and(is_numeral) {
            return Some(self.put_unread(at, at + 1));
        }
        if self.items.word(at).is_some_and(|(letters, case)| {
            case != Case::Small
                && self.items.is_glued(at + 1)
                && self.items.digits(at + 2).is_some()
                && self
                    .items
                    .sign(at + 1)
                    .is_some_and(|sign| is_currency(sign) && prefixed(letters, sign).is_none())
        }) {
            return Some(self.put_unread(at, at + 3));
        }
        let is_look_alike = |at: usize| {
            self.items.word(at).is_some()
                && self
                    .items
                    .written(at)
                    .chars()
                    .all(|c| matches!(c, 'O' | 'o' | 'l' | 'I' | '\u{41e}' | '\u{43e}' | '\u{406}'))
        };
        let mut end = at;
        while self.items.digits(end).is_some() || is_look_alike(end) {
            end += 1;
            if !self.items.is_glued(end) {
                break;
            }
        }
        let goes_on = self.items.is_glued(end) && (self.items.word(end).is_some() || self.items.is_dash(end));
        let has_digits = (at..end).any(|at| self.items.digits(at).is_some());
        let has_letters = (at..end).any(|at| self.items.word(at).is_some());
        (has_digits && has_letters && !goes_on).then(|| self.put_unread(at, end))
    }

    fn put_unread(&mut self, at: usize, end: usize) -> usize {
        self.put(at, end, Stated::Unread(self.written(at, end)), false);
        end
    }

    /// "Early 2019", "the end of May", "mid-April".
    fn stretch(&mut self, at: usize) -> Option<usize> {
        let (stretch, end) = self
            .items
            .find(at, |is| if let Numeral::Stretch(stretch) = is { Some(stretch) } else { None })?;
        let scale = self.time_behind(end)?;
        self.put(at, end, Stated::Stretch(stretch, scale), true);
        Some(end)
    }

    /// "The second half", "the last quarter", "II квартал".
    fn part_of_time(&mut self, at: usize) -> Option<usize> {
        let last = self.items.word_end(at, Numeral::Last);
        let (nth, end) = match last {
            Some(end) => (None, end),
            None => self.nth(at).map(|(nth, end)| (Some(nth), end))?,
        };
        let end = end + usize::from(self.items.is_dash(end) && self.items.is_glued(end));
        let (of, end) = self.items.find(end, |is| match is {
            Numeral::Part(parts @ 2..=4) => u8::try_from(parts).ok(),
            Numeral::Unit(unit) if unit.name == "quarter" => Some(4),
            Numeral::HalfYear => Some(2),
            _ => None,
        })?;
        // "The first half hour", "the second half million".
        let is_measure = self.unit(end).is_some()
            || self.items.find(end, |is| matches!(is, Numeral::Scale { .. }).then_some(())).is_some()
            || self.items.is_dash(end) && self.items.is_glued(end);
        let nth = nth.unwrap_or(of);
        if is_measure || nth == 0 || nth > of {
            return None;
        }
        self.put(at, end, Stated::Stretch(Stretch::Part(nth, of), Scale::Year), true);
        Some(end)
    }

    fn nth(&self, at: usize) -> Option<(u8, usize)> {
        let (nth, end) = self
            .ordinal(at)
            .or_else(|| {
                let (word, case) = self.items.word(at).filter(|(_, case)| *case != Case::Small)?;
                if word == "i" {
                    Some((1, at + 1))
                } else {
                    Some((roman(word).filter(|_| case == Case::Capitals)?, at + 1))
                }
            })
            .or_else(|| {
                let has_point = self.items.sign(at + 1) == Some('.') && self.items.is_glued(at + 1);
                Some((self.small(at, 1)?.into(), at + 2)).filter(|_| has_point)
            })?;
        Some((u8::try_from(nth).ok()?, end))
    }

    /// What time follows an "early" or an "end of".
    pub(super) fn time_behind(&self, at: usize) -> Option<Scale> {
        /// In words and signs: "of the same".
        const MOST: usize = 4;
        let is_between = |at: &usize| {
            self.items.is_dash(*at)
                || self.items.sign(*at).is_some_and(|sign| matches!(sign, '\'' | '\u{2019}'))
                || self.items.word(*at).is_some_and(|(word, _)| OF.contains(&word))
        };
        let skipped = (at..at + MOST).take_while(is_between).count();
        (at..=at + skipped).find_map(|at| self.time_at(at))
    }

    fn time_at(&self, at: usize) -> Option<Scale> {
        if self.decade_end(at).is_some() {
            return Some(Scale::Decade);
        }
        if self.century_at(at).is_some() {
            return Some(Scale::Century);
        }
        if self.year_at(at).is_some() {
            return Some(Scale::Year);
        }
        if self.month(at).is_some() {
            return Some(Scale::Month);
        }
        let by_word = self.items.find(at, |is| {
            Some(match is {
                Numeral::Nineties(_) => Scale::Decade,
                Numeral::Season(_) => Scale::Season,
                Numeral::Year(_) => Scale::Year,
                Numeral::Unit(unit) => match unit.name {
                    "year" => Scale::Year,
                    "month" => Scale::Month,
                    "decade" => Scale::Decade,
                    "century" => Scale::Century,
                    _ => return None,
                },
                _ => return None,
            })
        });
        by_word.map(|(scale, _)| scale)
    }

    /// "Spring 2019", "in the spring".
    pub(super) fn season(&mut self, at: usize) -> Option<usize> {
        const BEFORE: [&str; 26] = [
            "in", "the", "this", "that", "last", "next", "early", "late", "mid", "of", "by", "since",
            "until", "during", "every", "each", "or", "and", "im", "des", "den", "au", "du", "le", "l",
            "cet",
        ];
        let (season, end) =
            self.items.find(at, |is| if let Numeral::Season(season) = is { Some(season) } else { None })?;
        let (word, case) = self.items.word(at)?;
        let of = end + usize::from(self.items.word(end).is_some_and(|(word, _)| OF.contains(&word)));
        let has_year = self.year_at(end).or_else(|| self.year_at(of)).is_some();
        let before = at.checked_sub(1).map(|mut before| {
            while before > 0 && self.items.is_dash(before) {
                before -= 1;
            }
            self.items.word(before).map_or("", |(word, _)| word)
        });
        let is_time = if word == "fall" {
            before.is_some_and(|before| matches!(before, "this" | "last" | "next"))
        } else if word.is_ascii() {
            // The Arab Spring is none.
            (case == Case::Small || self.is_german()) && before.is_some_and(|before| BEFORE.contains(&before))
        } else {
            true
        };
        // "To spring" and "the fall" are none; "all summer" may bear the season, and needs nobody to bear it.
        if !has_year && !is_time && matches!(word, "spring" | "fall") {
            return None;
        }
        let is_stated = has_year || is_time;
        self.found.extend(self.quantity(at, end, Stated::Season(season), !is_stated, true));
        Some(end)
    }

    fn weekday(&mut self, at: usize) -> Option<usize> {
        let (day, end) =
            self.items.find(at, |is| if let Numeral::Weekday(day) = is { Some(day) } else { None })?;
        // "The Sunday Times"
        let is_name = self.items.word(at + 1).is_some_and(|(_, case)| case != Case::Small)
            && self.month(at + 1).is_none()
            && at
                .checked_sub(1)
                .is_some_and(|before| self.items.word(before).is_some_and(|(word, _)| word == "the"));
        self.found.extend(self.quantity(at, end, Stated::Weekday(day), is_name, true));
        Some(end)
    }

    /// "The nineties"; "in his nineties" is an age.
    fn nineties(&mut self, at: usize) -> Option<usize> {
        let before =
            at.checked_sub(1).and_then(|before| self.items.word(before)).map_or("", |(word, _)| word);
        let before_that =
            at.checked_sub(2).and_then(|before| self.items.word(before)).map_or("", |(word, _)| word);
        let is_age = |word: &str| matches!(word, "his" | "her" | "their" | "my" | "our" | "your");
        if is_age(before) || is_age(before_that) {
            return None;
        }
        // "Années 90"
        if self.items.word(at).is_some_and(|(word, _)| word == "ann\u{e9}es")
            && let Some(first) = self.small(at + 1, 4).filter(|first| first.is_multiple_of(10))
        {
            self.put(at, at + 2, Stated::Decade(i32::try_from(first).ok()?), false);
            return Some(at + 2);
        }
        let (first, end) =
            self.items.find(at, |is| if let Numeral::Nineties(first) = is { Some(first) } else { None })?;
        self.put(at, end, Stated::Decade(i32::try_from(first).ok()?), true);
        Some(end)
    }

    /// "40 boats a day", "40 dollars per barrel", "boats/year", "daily".
    fn rate(&mut self, at: usize) -> Option<usize> {
        if self.items.get(at)?.is_harmless {
            return None;
        }
        if self.items.sign(at) == Some('/') && self.items.is_glued(at) && self.items.is_glued(at + 1) {
            let (unit, end) = self.unit(at + 1)?;
            self.items.word(at.checked_sub(1)?)?;
            self.put(at, end, Stated::Per(unit), true);
            return Some(end);
        }
        if let Some(after) = self.items.word_end(at, Numeral::Per) {
            let (unit, end) = self.unit(after)?;
            self.put(at, end, Stated::Per(unit), true);
            return Some(end);
        }
        let often = self.items.find(at, |is| if let Numeral::Rate(unit) = is { Some(unit) } else { None });
        if let Some((unit, end)) = often {
            let is_stated = self.counts_before(at) && self.clause_ends(end);
            self.found.extend(self.quantity(at, end, Stated::Per(unit), !is_stated, true));
            return Some(end);
        }
        let after = self.items.word_end(at, Numeral::Each)?;
        let (unit, end) = self.unit(after).filter(|(unit, _)| is_time(unit))?;
        // "Two boats, a second one".
        let is_rank = unit.name == "second" && !self.clause_ends(end);
        if is_rank || self.is_span_of_time(at, end) || !self.counts_before(at) {
            return None;
        }
        self.put(at, end, Stated::Per(unit), true);
        Some(end)
    }

    /// "For a day", "a year ago", "в день выборов".
    fn is_span_of_time(&self, at: usize, end: usize) -> bool {
        const BEFORE: [&str; 22] = [
            "for", "in", "within", "after", "of", "than", "about", "over", "by", "once", "half", "such",
            "at", "on", "from", "to", "is", "was", "with", "before", "until", "during",
        ];
        const BEHIND: [&str; 22] = [
            "ago",
            "later",
            "earlier",
            "before",
            "after",
            "old",
            "long",
            "off",
            "that",
            "when",
            "early",
            "late",
            "vor",
            "nach",
            "sp\u{e4}ter",
            "\u{434}\u{43e}",
            "\u{434}\u{430}",
            "\u{43f}\u{43e}\u{441}\u{43b}\u{435}",
            "\u{43f}\u{456}\u{441}\u{43b}\u{44f}",
            "\u{43d}\u{430}\u{437}\u{430}\u{434}",
            "\u{442}\u{43e}\u{43c}\u{443}",
            "\u{442}\u{430}\u{43c}\u{443}",
        ];
        let is_of = |at: Option<usize>, words: &[&str]| {
            at.and_then(|at| self.items.word(at)).is_some_and(|(word, _)| words.contains(&word))
        };
        let in_english =
            self.items.word(at).is_some_and(|(word, _)| matches!(word, "a" | "an" | "each" | "every"));
        is_of(at.checked_sub(1), &BEFORE)
            || is_of(Some(end), &BEHIND)
            || self.items.digits(end).is_some()
            || !in_english && !self.clause_ends(end)
    }

    /// Is there a number in the words before?
    pub(super) fn counts_before(&self, at: usize) -> bool {
        /// In words and signs: "500,000 bicycles of steel a year".
        const NEAR: usize = 6;
        let from = at
            .checked_sub(1)
            .and_then(|_| self.items.get(at.saturating_sub(NEAR)))
            .map(|item| item.place.start);
        let is_near = |from: usize| {
            self.found.last().is_some_and(|last| {
                matches!(last.is, Stated::Amount(_) | Stated::Vague { .. }) && last.span.range().end > from
            })
        };
        from.is_some_and(is_near)
            && !(at.saturating_sub(NEAR)..at)
                .any(|at| self.items.sign(at).is_some_and(|sign| matches!(sign, ';' | ':')))
    }

    /// Does a mark follow, the end, or a short word?
    fn clause_ends(&self, at: usize) -> bool {
        const SHORT: usize = 3;
        match self.items.word(at) {
            Some((word, _)) => word.chars().nth(SHORT).is_none(),
            None => true,
        }
    }

    /// "5 degrees north", "40 km to the south of Oll", "53°N".
    fn direction(&mut self, at: usize) -> Option<usize> {
        let by_word = self.items.find(at, |is| if let Numeral::Direction(of) = is { Some(of) } else { None });
        let by_letter = || {
            let of = match self.items.written(at) {
                "N" => 0,
                "E" => 2,
                "S" => 4,
                "W" => 6,
                _ => return None,
            };
            let sign = self.items.sign(at.checked_sub(1)?)?;
            let is_angle =
                matches!(sign, '\u{b0}' | '\u{ba}' | '\u{2032}' | '\u{2033}' | '\'' | '\u{2019}' | '"');
            is_angle.then_some((of, at + 1))
        };
        let (direction, end) = by_word.or_else(by_letter)?;
        let mut before = at;
        while before > 0
            && self.items.word(before - 1).is_some_and(|(word, _)| {
                matches!(word, "to" | "the" | "latitude" | "longitude" | "de" | "au")
            })
        {
            before -= 1;
        }
        let ends_at =
            before.checked_sub(1).and_then(|last| self.items.get(last)).map_or(0, |item| item.place.end);
        let is_behind = self.found.last().is_some_and(|last| {
            let is_way = matches!(&last.is, Stated::Amount(amount) if matches!(amount.of, Of::Unit(unit) if matches!(unit.dimension, "degrees" | "length")));
            is_way && last.span.range().end == ends_at
        });
        self.found.extend(self.quantity(at, end, Stated::Direction(direction), !is_behind, true));
        Some(end)
    }
}

fn is_time(unit: &Unit) -> bool {
    matches!(unit.dimension, "time" | "months")
}
