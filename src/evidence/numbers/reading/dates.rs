//! Times of day, days, months, years, decades and centuries.

use super::super::items::Case;
use super::super::{Bound, Date, Exact, Of, Stated};
use super::words::roman;
use super::{Reader, amount};
use crate::text::language::numerals::Numeral;

impl Reader<'_> {
    pub(super) fn clock(&mut self, at: usize) -> Option<usize> {
        if self.is_word_before(at) {
            return None;
        }
        let hours = |reader: &Self| reader.small(at, 2).filter(|hours| *hours < 25);
        let (hours, minutes, mut end) = match (hours(self), self.items.sign(at + 1)) {
            (Some(hours), Some(':')) if self.items.is_glued(at + 1) => {
                let is_two = self.items.digits(at + 2)?.plain == Some(2);
                let minutes = self.small(at + 2, 2).filter(|minutes| *minutes < 60 && is_two)?;
                // Seconds do not count.
                let has_seconds = self.items.sign(at + 3) == Some(':') && self.small(at + 4, 2).is_some();
                (hours, minutes, at + if has_seconds { 5 } else { 3 })
            }
            (Some(hours), _) => {
                let is_h = self.items.word(at + 1).is_some_and(|(word, _)| word == "h")
                    && self.items.is_glued(at + 1);
                match self.small(at + 2, 2).filter(|_| is_h) {
                    Some(minutes) => (hours, minutes, at + 3),
                    None => (hours, 0, at + 1),
                }
            }
            // "10.30 pm"
            (None, _) => {
                let [(_, hours, _), ('.', minutes, 2)] = *self.items.digits(at)?.runs else { return None };
                (
                    Some(hours).filter(|hours| *hours < 25)?,
                    Some(minutes).filter(|minutes| *minutes < 60)?,
                    at + 1,
                )
            }
        };
        let half =
            self.items.find(end, |is| if let Numeral::HalfOfDay(added) = is { Some(added) } else { None });
        let has_minutes = end > at + 1;
        let Some((added, after)) = half else {
            if !has_minutes {
                return None;
            }
            self.put(at, end, Stated::Clock(hours, minutes), false);
            return Some(end);
        };
        end = after;
        let hours = match (hours, added) {
            (12, 0)
                if hours == 12
                    && self.items.word(end - 1).is_some_and(|(word, _)| word.starts_with(['a', 'm'])) =>
            {
                0
            }
            (hours, 12) if hours < 12 => hours + 12,
            (hours, _) => hours,
        };
        self.put(at, end, Stated::Clock(hours, minutes), false);
        // "17 heures" may be how long it took.
        if let Some((unit, _)) = self.unit(after - 1).filter(|_| !has_minutes) {
            let value = Exact::whole(hours.into());
            self.put(at, end, amount(value, value, Of::Unit(unit), Bound::Exactly), false);
        }
        Some(end)
    }

    pub(super) fn month(&self, at: usize) -> Option<(u8, usize)> {
        let (month, end) =
            self.items.find(at, |is| if let Numeral::Month(month) = is { Some(month) } else { None })?;
        let (word, case) = self.items.word(at)?;
        // "May" and "march" are other words, too.
        let is_verb = matches!(word, "may" | "march" | "mar" | "jan" | "sep" | "dec") && case == Case::Small;
        // The point of an abbreviation.
        let is_short =
            word.chars().count() <= 4 && self.items.sign(end) == Some('.') && self.items.is_glued(end);
        (!is_verb).then_some((month, end + usize::from(is_short && self.year_at(end + 1).is_some())))
    }

    pub(super) fn year_at(&self, at: usize) -> Option<(i32, usize)> {
        let digits = self.items.digits(at)?;
        let year =
            digits.value?.as_whole().filter(|year| digits.plain == Some(4) && (1000..2101).contains(year))?;
        let year = i32::try_from(year).ok()?;
        Some((year, at + 1))
    }

    /// A day of the month in digits or as an ordinal, with its ending.
    pub(super) fn day(&self, at: usize) -> Option<(u8, usize)> {
        if let Some(day) = self.small(at, 2).filter(|day| (1..32).contains(day)) {
            let mut end = at + 1;
            if self.items.sign(end) == Some('.') && self.items.is_glued(end) {
                end += 1;
            } else if let Some(after) = self.ordinal_ending(end) {
                end = after;
            }
            return Some((u8::try_from(day).ok()?, end));
        }
        let (value, end) = self.ordinal(at)?;
        let day = u8::try_from(value).ok().filter(|day| (1..32).contains(day))?;
        Some((day, end))
    }

    pub(super) fn ordinal_ending(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.items.is_dash(at) && self.items.is_glued(at));
        let glued = self.items.is_glued(at);
        let end = self.items.word_end(at, Numeral::OrdinalEnding)?;
        glued.then_some(end)
    }

    pub(super) fn skip_word(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.items.word(at).is_some_and(|(word, _)| words.contains(&word)))
    }

    pub(super) fn comma_then_year(&self, at: usize) -> Option<(i32, usize)> {
        let after = at + usize::from(self.items.sign(at) == Some(','));
        let after = self.skip_word(after, &["of", "de"]);
        self.year_at(after).filter(|(_, end)| !self.goes_on_as_count(*end))
    }

    /// Does a unit or a scale follow, so that a number of four digits is no year?
    pub(super) fn goes_on_as_count(&self, at: usize) -> bool {
        self.items.sign(at).is_some_and(|sign| matches!(sign, '%' | '$' | '\u{20ac}' | '\u{b0}' | '\u{2030}'))
            || self.items.find(at, |is| matches!(is, Numeral::Scale { .. }).then_some(())).is_some()
            || self.unit(at).is_some_and(|(unit, _)| unit.dimension != "months")
    }

    /// A joint between two days: "22-24 September", "6 and 7 May".
    pub(super) fn joint(&self, at: usize) -> Option<usize> {
        if self.items.is_dash(at) || self.items.sign(at) == Some(',') || self.items.sign(at) == Some('/') {
            // "6, and 7"
            return Some(self.items.word_end(at + 1, Numeral::And).unwrap_or(at + 1));
        }
        self.items
            .find(at, |is| matches!(is, Numeral::And | Numeral::To | Numeral::Or).then_some(()))
            .map(|((), end)| end)
    }

    pub(super) fn date(&mut self, at: usize) -> Option<usize> {
        if self.is_word_before(at) {
            return None;
        }
        self.days_then_month(at).or_else(|| self.month_then_days(at))
    }

    pub(super) fn days_then_month(&mut self, at: usize) -> Option<usize> {
        let (day, mut end) = self.day(at)?;
        // Each with the place of its own number.
        let mut days = vec![(at, end, day)];
        let month = loop {
            let after = self.skip_word(end, &["of", "de", "day"]);
            let after = self.skip_word(after, &["of"]);
            if let Some(month) = self.month(after) {
                break month;
            }
            let next = self.joint(end)?;
            let (day, after) = self.day(next)?;
            if days.len() > 16 {
                return None;
            }
            days.push((next, after, day));
            end = after;
        };
        let (month, end) = month;
        let (year, end) = self.with_year(end);
        self.put_days(&days, end, Date { year, month: Some(month), ..Date::default() });
        Some(end)
    }

    /// Each day at its own place; the last one, and what follows it, is one place.
    pub(super) fn put_days(&mut self, days: &[(usize, usize, u8)], end: usize, date: Date) {
        for (nth, (from, own_end, day)) in days.iter().enumerate() {
            let end = if nth + 1 == days.len() { end } else { *own_end };
            self.put_date(*from, end, Date { day: Some(*day), ..date });
        }
    }

    pub(super) fn with_year(&self, at: usize) -> (Option<i32>, usize) {
        self.comma_then_year(at).map_or((None, at), |(year, end)| (Some(year), end))
    }

    pub(super) fn month_then_days(&mut self, at: usize) -> Option<usize> {
        let (month, after) = self.month(at)?;
        let mut days = Vec::new();
        let mut end = after;
        // "May 20-22, 2017", but not "in May 20 boats".
        let mut next = Some(after);
        while let Some((day, after)) = next.and_then(|next| self.day(next)).filter(|_| days.len() < 16) {
            let is_digits = next.is_some_and(|next| self.small(next, 2).is_some());
            let is_other = !is_digits || self.goes_on_as_count(after) || self.month(after).is_some();
            let counts =
                self.items.word(after).is_some_and(|(word, case)| case == Case::Small && word.ends_with('s'));
            let is_plain = !counts || self.joint(after).is_some();
            let in_english =
                self.items.word(at).is_some_and(|(word, case)| word.is_ascii() && case != Case::Small);
            if is_other
                || !in_english
                || !(is_plain || !days.is_empty() || self.comma_then_year(after).is_some())
            {
                break;
            }
            days.push((next.filter(|_| !days.is_empty()).unwrap_or(at), after, day));
            end = after;
            next = self
                .joint(after)
                .filter(|_| self.items.sign(after) != Some(',') || self.year_at(after + 1).is_none());
        }
        let (year, end) = self.with_year(end);
        let month = Some(month);
        if days.is_empty() {
            let is_name = year.is_none()
                && self.starts_sentence(at)
                && self.items.word(at).is_some_and(|(word, _)| word == "may");
            if is_name {
                return None;
            }
            self.put_date(at, end, Date { year, month, ..Date::default() });
        }
        self.put_days(&days, end, Date { year, month, ..Date::default() });
        Some(end)
    }

    /// Of "30 November to 6 December 2015" the first day has the year of the second.
    pub(super) fn put_date(&mut self, at: usize, end: usize, date: Date) {
        if let (Some(year), Some(month)) = (date.year, date.month) {
            let start = self.items.get(at).map_or(0, |item| item.place.start);
            let mut from = start;
            for earlier in self.found.iter_mut().rev().take(16) {
                // "Late March or early April 2013"
                if matches!(earlier.is, Stated::Stretch(..) | Stated::Weekday(_)) {
                    continue;
                }
                let between = self
                    .items
                    .text
                    .get(earlier.span.range().end..from.max(earlier.span.range().end))
                    .unwrap_or_default();
                let is_joint = between.split_whitespace().count() <= 2
                    && between.len() <= 12
                    && !between.contains(['.', ';', ',']);
                let Stated::Date(Date { year: None, month: Some(before), day, years_from_now: None }) =
                    earlier.is
                else {
                    break;
                };
                if earlier.span.range().end <= start && is_joint {
                    let year = if before > month { year - 1 } else { year };
                    earlier.is = Stated::Date(Date {
                        year: Some(year),
                        month: Some(before),
                        day,
                        years_from_now: None,
                    });
                    from = earlier.span.range().start;
                } else {
                    break;
                }
            }
        }
        self.put(at, end, Stated::Date(date), false);
    }

    /// "2017-10-02", "02.10.2017", "2/10/2017".
    pub(super) fn numeric_date(&mut self, at: usize) -> Option<usize> {
        if self.is_word_before(at) {
            return None;
        }
        let date = |year: u32, month: u32, day: u32| {
            let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            let fits = (1..13).contains(&month) && (1..32).contains(&day) && (1000..2101).contains(&year);
            fits.then_some(Date {
                year: i32::try_from(year).ok(),
                month: Some(month),
                day: Some(day),
                years_from_now: None,
            })
        };
        if let [(_, day, 1..=2), ('.', month, 1..=2), ('.', year, count)] = *self.items.digits(at)?.runs {
            let year = if count == 2 { year + 2000 } else { year };
            let date = date(year, month, day)?;
            self.put(at, at + 1, Stated::Date(date), false);
            return Some(at + 1);
        }
        let [one, two, three] = [0, 2, 4].map(|behind| self.small(at + behind, 4));
        let (one, two, three) = (one?, two?, three?);
        let is_parted_by = |sign: char| {
            [1, 3]
                .iter()
                .all(|behind| self.items.sign(at + behind) == Some(sign) && self.items.is_glued(at + behind))
                && [2, 4].iter().all(|behind| self.items.is_glued(at + behind))
        };
        if is_parted_by('-') && self.items.digits(at)?.plain == Some(4) {
            let date = date(one, two, three)?;
            self.put(at, at + 5, Stated::Date(date), false);
            return Some(at + 5);
        }
        if is_parted_by('/') && self.items.digits(at + 4)?.plain == Some(4) {
            // Day or month first: nobody says which.
            let readings = [date(three, two, one), date(three, one, two)];
            for date in readings.into_iter().flatten() {
                self.put(at, at + 5, Stated::Date(date), false);
            }
            return readings.iter().any(Option::is_some).then_some(at + 5);
        }
        None
    }

    /// A year, a decade, a century.
    pub(super) fn year(&mut self, at: usize) -> Option<usize> {
        if let Some((years, end)) =
            self.items.find(at, |is| if let Numeral::Year(years) = is { Some(years) } else { None })
        {
            let date = Date { years_from_now: Some(years), ..Date::default() };
            self.put_implied(at, end, Stated::Date(date));
            // "This spring"
            if self.items.find(end - 1, |is| matches!(is, Numeral::Season(_)).then_some(())).is_some() {
                return self.season(end - 1);
            }
            return Some(end);
        }
        if let Some(century) = self.century(at) {
            return Some(century);
        }
        let number = self.small(at, 4)?;
        if let Some(end) = self.decade_end(at).filter(|_| !self.is_word_before(at)) {
            self.put(at, end, Stated::Decade(i32::try_from(number).ok()?), false);
            return Some(end);
        }
        let (year, end) = self.year_at(at)?;
        let is_money = at > 0
            && (self.is_currency_sign(at - 1)
                || self.items.sign(at - 1).is_some_and(|sign| matches!(sign, '#' | '\u{2116}' | '/')));
        if is_money || self.goes_on_as_count(end) || self.is_word_before(at) {
            return None;
        }
        let before = at
            .checked_sub(1)
            .map(|before| (before, self.items.is_dash(before) && self.items.is_glued(before)));
        // Behind "mid-", but not in "Unit-2015": that is a name.
        if before.is_some_and(|(before, is_dash)| {
            is_dash && !self.is_word_before(before) && self.items.is_glued(at)
        }) && at < 2
        {
            return None;
        }
        self.put_year(at, year);
        let mut end = end;
        // "2015-2016", "2015/16"
        let joint = self.items.is_dash(end) || self.items.sign(end) == Some('/');
        if joint && self.items.is_glued(end + 1) {
            if let Some((other, after)) = self.year_at(end + 1) {
                self.put_year(end + 1, other);
                end = after;
            } else if let Some(short) = self
                .small(end + 1, 2)
                .filter(|_| self.items.digits(end + 1).is_some_and(|d| d.plain == Some(2)))
            {
                let other = year - year % 100 + i32::try_from(short).ok()?;
                if other > year {
                    self.put_year(end + 1, other);
                    end += 2;
                }
            }
        }
        // An ending, as in "2015-м".
        if let Some(after) = self.ordinal_ending(end) {
            end = after;
        }
        Some(end)
    }

    pub(super) fn put_year(&mut self, at: usize, year: i32) {
        self.put(at, at + 1, Stated::Date(Date { year: Some(year), ..Date::default() }), false);
        // "2019 boats" may be so many, "2019 году" is a year.
        let follows = self.items.word(at + 1).is_some_and(|(_, case)| case == Case::Small)
            && self.unit(at + 1).is_none_or(|(unit, _)| unit.name != "year");
        if follows && let Ok(count) = u64::try_from(year) {
            let count = Exact::whole(count);
            self.put(at, at + 1, amount(count, count, Of::Count, Bound::Exactly), false);
        }
    }

    /// Where "'90s", "1990s", "1990-х" end.
    pub(super) fn decade_end(&self, at: usize) -> Option<usize> {
        let (number, digits) = (self.small(at, 4)?, self.items.digits(at)?.plain?);
        let behind = at + 1 + usize::from(self.items.is_dash(at + 1));
        let is_ending = |word: &str| matches!(word, "s" | "er" | "х" | "е" | "ті" | "тих" | "ми");
        let (word, case) = self.items.word(behind)?;
        let is_decade = is_ending(word)
            && case == Case::Small
            && self.items.is_glued(behind)
            && number.is_multiple_of(10)
            && (digits == 4 || digits == 2);
        is_decade.then_some(behind + 1)
    }

    pub(super) fn century(&mut self, at: usize) -> Option<usize> {
        let (value, end) = self.century_at(at)?;
        self.put(at, end, Stated::Century(value), false);
        Some(end)
    }

    pub(super) fn century_at(&self, at: usize) -> Option<(u64, usize)> {
        let (value, end) = if let Some(found) = self.ordinal(at) {
            found
        } else {
            let (word, case) = self.items.word(at)?;
            // French "XIXe".
            let bare = word.strip_suffix("ème").or_else(|| word.strip_suffix('e')).unwrap_or(word);
            (roman(bare).filter(|_| case != Case::Small)?, at + 1)
        };
        let end = end + usize::from(self.items.is_dash(end));
        let end = self.items.word_end(end, Numeral::Century)?;
        Some((value, end))
    }
}
