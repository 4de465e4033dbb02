//! On which side of a date something was: "before 2019", "since May", "by the end of the year".

use super::super::items::is_dash;
use super::super::{Date, DateSide, Stated};
use super::Reader;
use crate::text::language::numerals::Numeral;
use std::ops::Range;

impl Stated {
    /// Is it a time, of which something can be on either side?
    pub(super) fn is_time(&self) -> bool {
        matches!(
            self,
            Self::Date(_)
                | Self::Decade(_)
                | Self::Century(_)
                | Self::Clock(..)
                | Self::Stretch(..)
                | Self::Season(_)
                | Self::Weekday(_)
        )
    }
}

impl Reader<'_> {
    /// By the words before and behind, and from where to where they stand with the time.
    pub(super) fn side(&self, from: usize, end: usize, is: &Stated) -> (DateSide, Range<usize>) {
        let behind =
            self.items.find(end, |is| if let Numeral::SideBehind(side) = is { Some(side) } else { None });
        if let Some((side, end)) = behind.filter(|(_, end)| self.items.ends_clause(*end)) {
            return (side, from..end);
        }
        // "After the 2015 election" speaks of another day than "after 2015".
        let is_of_noun =
            matches!(is, Stated::Date(Date { day: None, .. })) && self.is_article(from.wrapping_sub(1));
        let before = if is_of_noun { None } else { self.side_ending_at(self.without_what_parts(from)) };
        before.map_or((DateSide::In, from..end), |(side, from)| (side, from..end))
    }

    /// With where its words begin.
    fn side_ending_at(&self, end: usize) -> Option<(DateSide, usize)> {
        /// In words.
        const LONGEST: usize = 3;
        (1..=LONGEST.min(end)).rev().find_map(|words| {
            let mut ending = self.items.all_at(end - words).filter(|(_, until)| *until == end);
            ending.find_map(
                |(is, _)| if let Numeral::Side(side) = is { Some((side, end - words)) } else { None },
            )
        })
    }

    /// Back over what may stand between the word and the date: articles, "the end of", "the year".
    fn without_what_parts(&self, from: usize) -> usize {
        /// In words and signs.
        const MOST: usize = 5;
        let mut at = from;
        while at > 0 && from - at < MOST && self.side_ending_at(at).is_none() && self.is_between(at - 1) {
            at -= 1;
        }
        at
    }

    fn is_between(&self, at: usize) -> bool {
        let is_read = || {
            let (Some(item), Some(last)) = (self.items.get(at), self.found.last()) else { return false };
            let span = last.span.range();
            matches!(last.is, Stated::Stretch(..))
                && span.start <= item.place.start
                && item.place.end <= span.end
        };
        let is_unit = || {
            self.items
                .find(at, |is| {
                    matches!(is, Numeral::Unit(unit) if matches!(unit.name, "year" | "month" | "day"))
                        .then_some(())
                })
                .is_some()
        };
        self.is_article(at)
            || self.items.word(at).is_some_and(|(word, _)| OF.contains(&word))
            || (self.items.is_dash(at) && self.items.is_glued(at + 1))
            || is_unit()
            || is_read()
    }

    fn is_article(&self, at: usize) -> bool {
        self.items.word(at).is_some_and(|(word, _)| ARTICLES.contains(&word))
    }

    /// The first day of a range is one on which it was: "from 2013 to 2015" is not "since 2013".
    pub(super) fn ranges(&mut self) {
        let text = self.items.text;
        // "Mid-December" is no range.
        let is_end = |is: &Stated| is.is_time() && !matches!(is, Stated::Stretch(..));
        let times: Vec<usize> = (0..self.found.len()).filter(|at| is_end(&self.found[*at].is)).collect();
        for pair in times.windows(2) {
            let &[first, last] = pair else { continue };
            let (start, end) = (self.found[first].span.range().end, self.found[last].span.range().start);
            let between = text.get(start..end).unwrap_or_default().trim();
            let is_near = !between.contains(['.', ',', ';']) && between.split_whitespace().count() <= 2;
            let is_dash = !between.is_empty() && between.chars().all(is_dash);
            let is_word = self.found[last].side == DateSide::Until
                || between.split(|c: char| !c.is_alphabetic()).any(|word| RANGE.contains(&word));
            if is_near && (is_dash || is_word) {
                self.found[last].side = DateSide::To;
                if self.found[first].side == DateSide::From {
                    self.found[first].side = DateSide::In;
                }
            }
        }
    }
}

/// Between the ends of a range, and not before a date alone.
const RANGE: [&str; 3] = ["to", "\u{e0}", "au"];

const ARTICLES: [&str; 16] = [
    "the", "this", "that", "last", "next", "same", "der", "den", "dem", "des", "die", "das", "l", "le", "la",
    "les",
];

const OF: [&str; 9] = ["of", "de", "du", "d", "en", "au", "\u{e0}", "von", "vom"];
