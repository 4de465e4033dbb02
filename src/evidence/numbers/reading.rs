//! Reads the quantities of a text.

use super::items::{Case, Items};
use super::{Amount, Bound, Date, Exact, Of, Quantity, Stated};
use crate::text::language::numerals::{Numeral, Unit, number_words, unit};
use crate::text::span::Span;

/// The quantities of `text`, in its order; `language` (BCP 47) is guessed if nobody says which it is.
pub fn quantities(text: &str, language: Option<&str>) -> Vec<Quantity> {
    if text.is_empty() {
        return Vec::new();
    }
    let items = Items::of(text, number_words(text, language));
    let mut reader = Reader { items, found: Vec::new() };
    let is_german = reader.is_german();
    let mut at = 0;
    while at < reader.items.all.len() {
        // German writes long numbers in one word, which is on no list.
        if reader.items.is_plain_word(at) && !is_german {
            at += 1;
            continue;
        }
        at = reader.read(at).unwrap_or(at + 1).max(at + 1);
    }
    reader.found
}

struct Reader<'t> {
    items: Items<'t>,
    found: Vec<Quantity>,
}

/// A value in words or digits, and what it counts.
#[derive(Clone, Copy)]
struct Value {
    is: Size,
    of: Of,
    end: usize,
    in_words: bool,
    /// Did a scale multiply it?
    is_scaled: bool,
}

#[derive(Clone, Copy)]
enum Size {
    Exact(Exact),
    Vague(u64),
}

impl<'t> Reader<'t> {
    /// Reads what begins at an item. Where it ends, if it is a quantity or a name.
    fn read(&mut self, at: usize) -> Option<usize> {
        self.none(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.numeric_date(at))
            .or_else(|| self.name(at))
            .or_else(|| self.date(at))
            .or_else(|| self.year(at))
            .or_else(|| self.amount(at))
    }

    /// "No boats".
    fn none(&mut self, at: usize) -> Option<usize> {
        let ((), end) = self.items.find(at, |is| (is == Numeral::None).then_some(()))?;
        if self.bound(at).is_some() || self.items.digits(end).is_some() || self.items.sign(end).is_some() {
            return None;
        }
        let none = Exact::whole(0);
        self.put_implied(at, end, amount(none, none, Of::Count, Bound::Exactly));
        Some(end)
    }

    fn put(&mut self, from: usize, end: usize, is: Stated, in_words: bool) {
        self.found.extend(self.quantity(from, end, is, false, in_words));
    }

    fn put_implied(&mut self, from: usize, end: usize, is: Stated) {
        self.found.extend(self.quantity(from, end, is, true, true));
    }

    fn quantity(
        &self,
        from: usize,
        end: usize,
        is: Stated,
        is_implied: bool,
        in_words: bool,
    ) -> Option<Quantity> {
        let start = self.items.get(from)?.place.start;
        let end = self.items.get(end.checked_sub(1)?)?.place.end;
        Some(Quantity { span: Span::new(start, end), is, is_implied, in_words })
    }

    /// The number in digits at an item, if it is a single run of so many digits.
    fn small(&self, at: usize, most_digits: usize) -> Option<u32> {
        let digits = self.items.digits(at)?;
        digits.plain.filter(|count| *count <= most_digits)?;
        digits.value?.as_whole().and_then(|value| u32::try_from(value).ok())
    }

    fn is_word_before(&self, at: usize) -> bool {
        at > 0 && self.items.is_glued(at) && self.items.word(at - 1).is_some()
    }

    fn starts_sentence(&self, at: usize) -> bool {
        let before = self.items.get(at).map_or("", |item| &self.items.text[..item.place.start]);
        let before = before.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '(' | '\u{201c}' | '\u{ab}')
        });
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '\u{2026}'])
    }

    // ---- times of day

    fn clock(&mut self, at: usize) -> Option<usize> {
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

    // ---- dates

    fn month(&self, at: usize) -> Option<(u8, usize)> {
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

    fn year_at(&self, at: usize) -> Option<(i32, usize)> {
        let digits = self.items.digits(at)?;
        let year =
            digits.value?.as_whole().filter(|year| digits.plain == Some(4) && (1000..2101).contains(year))?;
        let year = i32::try_from(year).ok()?;
        Some((year, at + 1))
    }

    /// A day of the month in digits or as an ordinal, with its ending.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
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

    fn ordinal_ending(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.items.is_dash(at) && self.items.is_glued(at));
        let glued = self.items.is_glued(at);
        let (_, end) = self.items.find(at, |is| (is == Numeral::OrdinalEnding).then_some(()))?;
        glued.then_some(end)
    }

    fn skip_word(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.items.word(at).is_some_and(|(word, _)| words.contains(&word)))
    }

    fn comma_then_year(&self, at: usize) -> Option<(i32, usize)> {
        let after = at + usize::from(self.items.sign(at) == Some(','));
        let after = self.skip_word(after, &["of", "de"]);
        self.year_at(after).filter(|(_, end)| !self.goes_on_as_count(*end))
    }

    /// Does a unit or a scale follow, so that a number of four digits is no year?
    fn goes_on_as_count(&self, at: usize) -> bool {
        self.items.sign(at).is_some_and(|sign| matches!(sign, '%' | '$' | '\u{20ac}' | '\u{b0}' | '\u{2030}'))
            || self.items.find(at, |is| matches!(is, Numeral::Scale { .. }).then_some(())).is_some()
            || self.unit(at).is_some_and(|(unit, _)| unit.dimension != "months")
    }

    /// A joint between two days: "22-24 September", "6 and 7 May".
    fn joint(&self, at: usize) -> Option<usize> {
        if self.items.is_dash(at) || self.items.sign(at) == Some(',') || self.items.sign(at) == Some('/') {
            // "6, and 7"
            return Some(
                self.items
                    .find(at + 1, |is| (is == Numeral::And).then_some(()))
                    .map_or(at + 1, |(_, end)| end),
            );
        }
        self.items.find(at, |is| matches!(is, Numeral::And | Numeral::To).then_some(())).map(|(_, end)| end)
    }

    fn date(&mut self, at: usize) -> Option<usize> {
        if self.is_word_before(at) {
            return None;
        }
        self.days_then_month(at).or_else(|| self.month_then_days(at))
    }

    fn days_then_month(&mut self, at: usize) -> Option<usize> {
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
    fn put_days(&mut self, days: &[(usize, usize, u8)], end: usize, date: Date) {
        for (nth, (from, own_end, day)) in days.iter().enumerate() {
            let end = if nth + 1 == days.len() { end } else { *own_end };
            self.put_date(*from, end, Date { day: Some(*day), ..date });
        }
    }

    fn with_year(&self, at: usize) -> (Option<i32>, usize) {
        self.comma_then_year(at).map_or((None, at), |(year, end)| (Some(year), end))
    }

    fn month_then_days(&mut self, at: usize) -> Option<usize> {
        let (month, after) = self.month(at)?;
        let mut days = Vec::new();
        let mut end = after;
        // "May 20-22, 2017", but not "in May 20 boats".
        let mut next = Some(after);
        while let Some((day, after)) = next.and_then(|next| self.day(next)).filter(|_| days.len() < 16) {
            let is_digits = next.is_some_and(|next| self.small(next, 2).is_some());
            let is_other = !is_digits || self.goes_on_as_count(after) || self.month(after).is_some();
            let is_plain = self.items.word(after).is_none() || self.joint(after).is_some();
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
    fn put_date(&mut self, at: usize, end: usize, date: Date) {
        if let (Some(year), Some(month)) = (date.year, date.month) {
            let start = self.items.get(at).map_or(0, |item| item.place.start);
            let mut from = start;
            for earlier in self.found.iter_mut().rev().take(16) {
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
    fn numeric_date(&mut self, at: usize) -> Option<usize> {
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
    fn year(&mut self, at: usize) -> Option<usize> {
        if let Some((years, end)) =
            self.items.find(at, |is| if let Numeral::Year(years) = is { Some(years) } else { None })
        {
            let date = Date { years_from_now: Some(years), ..Date::default() };
            self.put_implied(at, end, Stated::Date(date));
            return Some(end);
        }
        if let Some(century) = self.century(at) {
            return Some(century);
        }
        // "'90s", "1990s", "1990-х"
        let (number, digits) = (self.small(at, 4)?, self.items.digits(at)?.plain?);
        let behind = at + 1 + usize::from(self.items.is_dash(at + 1));
        let is_decade_in = |word: &str| matches!(word, "s" | "er" | "х" | "е" | "ті" | "тих" | "ми");
        let ending =
            self.items.word(behind).filter(|(word, case)| is_decade_in(word) && *case == Case::Small);
        let ending = ending.filter(|_| {
            self.items.is_glued(behind) && number.is_multiple_of(10) && (digits == 4 || digits == 2)
        });
        if ending.is_some() && !self.is_word_before(at) {
            self.put(at, behind + 1, Stated::Decade(i32::try_from(number).ok()?), false);
            return Some(behind + 1);
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

    fn put_year(&mut self, at: usize, year: i32) {
        self.put(at, at + 1, Stated::Date(Date { year: Some(year), ..Date::default() }), false);
        let follows = self.items.word(at + 1).is_some_and(|(_, case)| case == Case::Small);
        if follows && let Ok(count) = u64::try_from(year) {
            let count = Exact::whole(count);
            self.put(at, at + 1, amount(count, count, Of::Count, Bound::Exactly), false);
        }
    }

    fn century(&mut self, at: usize) -> Option<usize> {
        let (value, end) = match self.ordinal(at) {
            Some(found) => found,
            None => {
                let (word, case) = self.items.word(at)?;
                // French "XIXe".
                let bare = word.strip_suffix("ème").or_else(|| word.strip_suffix('e')).unwrap_or(word);
                (roman(bare).filter(|_| case != Case::Small)?, at + 1)
            }
        };
        let end = end + usize::from(self.items.is_dash(end));
        let (_, end) = self.items.find(end, |is| (is == Numeral::Century).then_some(()))?;
        self.put(at, end, Stated::Century(value), false);
        Some(end)
    }

    // ---- names

    fn name(&mut self, at: usize) -> Option<usize> {
        self.telephone(at)
            .or_else(|| self.numbered(at))
            .or_else(|| self.series(at))
            .or_else(|| self.glued_name(at))
            .or_else(|| self.roman_name(at))
            .or_else(|| self.ordinal_name(at))
    }

    /// "No. 42", "Article 5", "Boeing 737".
    fn numbered(&mut self, at: usize) -> Option<usize> {
        let (word, case) = self.items.word(at).unwrap_or(("", Case::Small));
        let is_sign = self.items.sign(at).is_some_and(|sign| matches!(sign, '\u{2116}' | '#'));
        let is_number = self.items.find(at, |is| (is == Numeral::Number).then_some(())).is_some();
        let is_named =
            case != Case::Small && self.items.find(at, |is| (is == Numeral::Named).then_some(())).is_some();
        let has_point = self.items.sign(at + 1) == Some('.') && self.items.is_glued(at + 1);
        let end = at + 1 + usize::from(has_point && is_number);
        let end = end
            + usize::from(
                self.items.sign(end).is_some_and(|sign| matches!(sign, '\u{2116}' | '\u{b0}' | '#')),
            );
        // "No 40 boats" is no name, and "no. 5" is.
        let counts = is_sign || is_named || (is_number && (has_point || word.len() > 3 || end > at + 1));
        let digits = self.items.digits(end).filter(|_| counts)?;
        digits.value?;
        if is_named && self.goes_on_as_count(end + 1) {
            return None;
        }
        let label = if is_named { format!("{word} #") } else { "no. #".to_owned() };
        let is_tail = |reader: &Self, at: usize| {
            let sign = reader.items.sign(at).is_some_and(|sign| matches!(sign, '/' | '-'));
            sign && reader.items.is_glued(at)
                && reader.items.is_glued(at + 1)
                && !reader.items.is_glued(at + 2).then(|| reader.items.sign(at + 1)).flatten().is_some()
        };
        let mut after = end + 1;
        while is_tail(self, after) && self.items.digits(after + 1).or(None).is_some() {
            after += 2;
        }
        let number = self.text_of(end, after);
        self.put(at, after, Stated::Name { label, number }, false);
        Some(after)
    }

    /// "555-12-34" is no number.
    fn telephone(&self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        self.items.digits(at)?;
        while self.items.is_dash(end)
            && self.items.is_glued(end)
            && self.items.is_glued(end + 1)
            && self.items.digits(end + 1).is_some()
        {
            end += 2;
        }
        (end > at + 3).then_some(end)
    }

    /// "iPhone 12", "State Television 1": a number behind a name that counts nothing.
    fn series(&mut self, at: usize) -> Option<usize> {
        let digits = self.items.digits(at)?;
        let (before, case) = self.items.word(at.checked_sub(1)?)?;
        let is_name = case != Case::Small && !self.starts_sentence(at - 1) || before == "covid";
        let is_other = self.items.all_at(at - 1).next().is_some()
            || self.items.is_glued(at)
            || digits.plain.is_none_or(|count| count > 3);
        let counts = self.goes_on_as_count(at + 1)
            || self.items.word(at + 1).is_some_and(|(word, case)| {
                case == Case::Small
                    && (word.ends_with('s') || !word.is_ascii() || self.unit(at + 1).is_some())
            });
        let goes_on = self.items.sign(at + 1).is_some_and(|sign| {
            !matches!(sign, '.' | ',' | ';' | ')' | '"' | '\'' | '\u{201d}' | '\u{2019}')
        });
        if !is_name || is_other || counts || goes_on || self.month(at - 1).is_some() {
            return None;
        }
        let label = format!("{before} #");
        let number = self.text_of(at, at + 1);
        self.put(at, at + 1, Stated::Name { label, number }, false);
        Some(at + 1)
    }

    fn text_of(&self, from: usize, end: usize) -> String {
        let start = self.items.get(from).map_or(0, |item| item.place.start);
        let end =
            end.checked_sub(1).and_then(|last| self.items.get(last)).map_or(start, |item| item.place.end);
        self.items.text.get(start..end).unwrap_or_default().to_lowercase()
    }

    /// Letters and digits in one: "BTR-82A", "2S19", "G20".
    fn glued_name(&mut self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        while self.items.is_glued(end)
            && (self.items.word(end).is_some() || self.items.digits(end).is_some() || self.joins_name(end))
        {
            end += 1;
        }
        let has_digits = (at..end).any(|at| self.items.digits(at).is_some());
        let first_word = (at..end).find_map(|at| Some((at, self.items.word(at)?)));
        let (place, (word, case)) = first_word.filter(|_| has_digits && end > at + 1)?;
        if place == at {
            // "mid-2015", "pre-2014" and "US$5".
            let digits = (at..end).find(|at| self.items.digits(*at).is_some())?;
            let is_time = case == Case::Small && self.items.is_dash(digits.checked_sub(1)?);
            if is_time && !matches!(word, "covid" | "sars") {
                return None;
            }
            if case == Case::Small && self.items.digits(at + 1).is_none() {
                return None;
            }
            let is_unit =
                self.unit(at).is_some_and(|(unit, _)| unit.name == "dollar" || unit.dimension.ends_with('s'));
            if is_unit && self.items.digits(at + 1).is_some() {
                return None;
            }
        } else {
            // "40mm", "5bn", "140th", "12-га", "3-year" and "30-40" are numbers; "2S19" is none.
            let digits = self.items.digits(at)?;
            let is_behind_dash = self.items.is_dash(place.checked_sub(1)?);
            let known = |is| {
                matches!(
                    is,
                    Numeral::Unit(_)
                        | Numeral::Scale { .. }
                        | Numeral::OrdinalEnding
                        | Numeral::HalfOfDay(_)
                        | Numeral::TimesBehind
                        | Numeral::Decade
                )
            };
            let is_known = self.items.find(place, |is| known(is).then_some(())).is_some()
                && (end == place + 1 || is_behind_dash);
            let is_clock = word == "h" && self.items.digits(place + 1).is_some();
            let is_upper = case != Case::Small && !is_known;
            let many_parts =
                (place + 1..end).any(|at| self.items.digits(at).is_some()) && !is_behind_dash && !is_clock;
            if !(is_upper && digits.plain.is_some()) && !many_parts {
                return None;
            }
            // "30-Jährige" and "20-Kilometer-Zone" in German.
            if is_behind_dash && case == Case::Capital {
                return None;
            }
        }
        let written = self.text_of(at, end);
        let mut label = String::new();
        let mut number = String::new();
        for c in written.chars() {
            if c.is_ascii_digit() {
                number.push(c);
                if !label.ends_with('#') {
                    label.push('#');
                }
            } else {
                label.push(if super::items::is_dash(c) { '-' } else { c });
            }
        }
        // "Milex-2017" tells the year.
        if let Some((year, _)) = self.year_at(end - 1) {
            self.put_implied(end - 1, end, Stated::Date(Date { year: Some(year), ..Date::default() }));
            return Some(end);
        }
        self.put(at, end, Stated::Name { label, number }, false);
        Some(end)
    }

    fn joins_name(&self, at: usize) -> bool {
        (self.items.is_dash(at) || self.items.sign(at) == Some('/'))
            && self.items.is_glued(at + 1)
            && (self.items.word(at + 1).is_some() || self.items.digits(at + 1).is_some())
    }

    /// "World War II", "Nicholas II".
    fn roman_name(&mut self, at: usize) -> Option<usize> {
        let (word, case) = self.items.word(at)?;
        let number = roman(word).filter(|_| case == Case::Capitals)?;
        let (before, case) = self.items.word(at.checked_sub(1)?)?;
        let before = before.to_owned();
        if case != Case::Small
            && self.items.find(at + 1, |is| (is == Numeral::Century).then_some(())).is_none()
        {
            self.put(
                at,
                at + 1,
                Stated::Name { label: format!("{before} #"), number: number.to_string() },
                false,
            );
            return Some(at + 1);
        }
        None
    }

    /// "140th Tank Repair Works", "Second World War": no number, but a name.
    fn ordinal_name(&mut self, at: usize) -> Option<usize> {
        let in_digits = self.items.digits(at).is_some();
        let (value, end) = self.ordinal(at)?;
        let is_capital = |at: usize| self.items.word(at).is_some_and(|(_, case)| case != Case::Small);
        let is_name = is_capital(end) && (in_digits || (is_capital(at) && !self.starts_sentence(at)));
        if !is_name
            || self.month(end).is_some()
            || self.items.find(end, |is| (is == Numeral::Century).then_some(())).is_some()
        {
            return None;
        }
        let label = format!("#th {}", self.items.word(end)?.0);
        self.put(at, end, Stated::Name { label, number: value.to_string() }, false);
        Some(end)
    }

    // ---- amounts

    fn is_currency_sign(&self, at: usize) -> bool {
        self.items.sign(at).is_some_and(|sign| currency(sign).is_some())
    }

    fn unit(&self, at: usize) -> Option<(&'static Unit, usize)> {
        self.items.find(at, |is| if let Numeral::Unit(unit) = is { Some(unit) } else { None })
    }

    fn bound(&self, at: usize) -> Option<(Bound, usize)> {
        let sign = self.items.sign(at).and_then(|sign| {
            Some(match sign {
                '~' | '\u{2248}' | '\u{223c}' => Bound::About,
                '>' => Bound::Above,
                '<' => Bound::Below,
                '\u{2265}' | '\u{2a7e}' => Bound::AtLeast,
                '\u{2264}' | '\u{2a7d}' => Bound::AtMost,
                _ => return None,
            })
        });
        if let Some(bound) = sign {
            return Some((bound, at + 1));
        }
        if self.is_particle(at) {
            return None;
        }
        self.items.find(at, |is| if let Numeral::Bound(bound) = is { Some(bound) } else { None })
    }

    /// Is "over" a part of the verb before it, as in "handed over", or "about" what somebody speaks of?
    fn is_particle(&self, at: usize) -> bool {
        const HANDED: [&str; 22] = [
            "hand", "hands", "handed", "handing", "take", "takes", "took", "taken", "taking", "turn",
            "turned", "turning", "sign", "signed", "pass", "passed", "carried", "flew", "fly", "flying",
            "moved", "won",
        ];
        const SPOKE: [&str; 20] = [
            "story",
            "stories",
            "report",
            "reports",
            "article",
            "news",
            "talk",
            "talks",
            "wrote",
            "written",
            "spoke",
            "speak",
            "asked",
            "told",
            "know",
            "knew",
            "knows",
            "question",
            "questions",
            "information",
        ];
        let (Some((word, _)), Some((before, _))) =
            (self.items.word(at), at.checked_sub(1).and_then(|before| self.items.word(before)))
        else {
            return false;
        };
        (word == "over" && HANDED.contains(&before)) || (word == "about" && SPOKE.contains(&before))
    }

    fn amount(&mut self, at: usize) -> Option<usize> {
        if let Some((bound, after)) = self.bound(at) {
            let after = self.skip_word(after, &["the", "les", "des", "die", "den", "der"]);
            // "About more than": the nearer one counts. "About the year" is no amount.
            if self.bound(after).is_some() {
                return None;
            }
            return self.amount_with(at, after, bound);
        }
        self.amount_with(at, at, Bound::Exactly)
    }

    fn amount_with(&mut self, from: usize, at: usize, bound: Bound) -> Option<usize> {
        if from < at && (self.date_follows(at)) {
            return None;
        }
        if self.is_word_before(at) && self.items.digits(at).is_some() {
            let before = self.items.word(at - 1).map_or("", |(word, _)| word);
            if before != "us" && self.unit(at - 1).is_none() {
                return Some(at + 1);
            }
        }
        let (is_between, start) = match self.items.find(at, |is| (is == Numeral::Between).then_some(())) {
            Some(((), after)) => (true, after),
            None => (false, at),
        };
        // Money before the number: "$5", "USD 5".
        let mut start = start;
        let mut money = None;
        let is_us = self.items.word(start).is_some_and(|(word, case)| {
            case != Case::Small && matches!(word, "us" | "a" | "c" | "hk" | "nz")
        }) && self.is_currency_sign(start + 1);
        start += usize::from(is_us);
        if let Some(sign) = self.items.sign(start).and_then(currency) {
            money = Some(sign);
            start += 1;
        } else if let Some((unit, after)) = self.unit(start).filter(|(unit, _)| is_money(unit)) {
            self.items.digits(after)?;
            money = Some(unit);
            start = after;
        }
        let value = self.value(start, is_between)?;
        let mut first = value;
        let mut second = None;
        let mut end = first.end;
        // A unit may stand between: "$10m to $20m".
        if let Some((other, after)) = self.range(end, is_between, money.is_some()) {
            second = Some(other);
            end = after;
        } else if is_between {
            return None;
        }
        if let Some(other) = second {
            // "10 to 20 million": both are millions.
            if let (Size::Exact(low), Size::Exact(high)) = (first.is, other.is) {
                let scale = self.scale_of(other.end - 1);
                if other.is_scaled
                    && !first.is_scaled
                    && low < high
                    && let Some(scale) = scale
                    && let Some(scaled) = low.times(scale)
                {
                    let unscaled_is_less = scaled <= high;
                    if unscaled_is_less {
                        first.is = Size::Exact(scaled);
                    }
                }
            }
        }
        let (units, after) = self.units_behind(end, money);
        end = after;
        let mut bound = bound;
        // "От 10 до 20" is a range.
        if second.is_some() && matches!(bound, Bound::AtLeast | Bound::AtMost) {
            bound = Bound::Exactly;
        }
        if bound == Bound::Exactly
            && let Some((behind, after)) = self.bound_behind(end)
        {
            (bound, end) = (behind, after);
        }
        let of = second.map_or(first.of, |other| if first.of == Of::Count { other.of } else { first.of });
        if from == at
            && bound == Bound::Exactly
            && units.is_empty()
            && second.is_none()
            && self.is_idle(at, &first)
        {
            return Some(end);
        }
        let in_words = first.in_words;
        let readings: Vec<Of> =
            if units.is_empty() { vec![of] } else { units.iter().map(|unit| Of::Unit(unit)).collect() };
        for of in readings {
            let stated = self.stated(first, second, of, bound);
            let is_pair = self.items.find(start, |is| (is == Numeral::Pair).then_some(())).is_some();
            if let Some(stated) = stated {
                self.found.extend(self.quantity(from, end, stated, is_pair, in_words));
            }
        }
        // "5m" are millions or metres.
        if second.is_none()
            && let Some(metres) = self.metres(first.end - 1)
            && let Some(Size::Exact(value)) = self.before_scale(first).filter(|_| first.is_scaled)
        {
            if money.is_none() && units.is_empty() {
                self.put(from, end, amount(value, value, Of::Unit(metres), bound), false);
            }
        }
        Some(end)
    }

    fn date_follows(&self, at: usize) -> bool {
        self.month(at).is_some()
            || self.day(at).is_some_and(|(_, end)| self.month(self.skip_word(end, &["of", "de"])).is_some())
            || self.year_at(at).is_some_and(|(_, end)| {
                !self.goes_on_as_count(end)
                    && !self.items.word(end).is_some_and(|(_, case)| {
                        case == Case::Small && self.items.sign(end).is_none() && self.is_noun(end)
                    })
            })
    }

    /// Is it a word that may be counted, and none of those that follow a year?
    fn is_noun(&self, at: usize) -> bool {
        self.items.word(at).is_some_and(|(word, case)| {
            case == Case::Small && word.len() > 3 && word.ends_with('s') && word != "was"
        })
    }

    fn metres(&self, at: usize) -> Option<&'static Unit> {
        let (word, _) = self.items.word(at)?;
        (word == "m").then(|| unit("m")).flatten()
    }

    fn before_scale(&self, value: Value) -> Option<Size> {
        let Size::Exact(exact) = value.is else { return None };
        let million = Exact::new(1, 1_000_000)?;
        exact.times(million).map(Size::Exact)
    }

    fn scale_of(&self, at: usize) -> Option<Exact> {
        // The scale stands before what ends there.
        (at.saturating_sub(1)..=at).rev().find_map(|at| {
            let (by, _) =
                self.items.find(at, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None })?;
            Some(Exact::whole(by))
        })
    }

    fn stated(&self, first: Value, second: Option<Value>, of: Of, bound: Bound) -> Option<Stated> {
        let percent = |value: Exact| Exact::new(1, 100).and_then(|part| value.times(part));
        let is_percent = matches!(of, Of::Unit(unit) if unit.dimension == "percent");
        match (first.is, second.map(|second| second.is)) {
            (Size::Vague(size), _) => Some(Stated::Vague { size, of }),
            (Size::Exact(low), other) => {
                let high = match other {
                    Some(Size::Exact(high)) => high,
                    Some(Size::Vague(_)) => return None,
                    None => low,
                };
                let (low, high) = if is_percent { (percent(low)?, percent(high)?) } else { (low, high) };
                let of = if is_percent { Of::Share } else { of };
                let (low, high) = if high < low { (high, low) } else { (low, high) };
                Some(amount(low, high, of, bound))
            }
        }
    }

    /// A number that says nothing by itself: "one" for somebody, "first" for at first.
    fn is_idle(&self, at: usize, value: &Value) -> bool {
        let Size::Exact(exact) = value.is else { return false };
        let is_one = exact == Exact::whole(1);
        if !value.in_words || !is_one {
            return false;
        }
        match value.of {
            Of::Count => {
                let is_article = self.items.find(at, |is| (is == Numeral::Article).then_some(())).is_some()
                    && self.items.word(at).is_some_and(|(word, _)| word != "single");
                let next = self.items.word(value.end).map_or("", |(word, _)| word);
                let is_pronoun = next.is_empty()
                    || matches!(
                        next,
                        "of" | "that"
                            | "which"
                            | "who"
                            | "on"
                            | "in"
                            | "by"
                            | "and"
                            | "or"
                            | "is"
                            | "was"
                            | "can"
                            | "could"
                            | "should"
                            | "may"
                            | "must"
                            | "with"
                            | "for"
                            | "to"
                            | "from"
                            | "at"
                            | "as"
                            | "has"
                            | "had"
                    );
                let is_before = at > 0
                    && self.items.word(at - 1).is_some_and(|(word, _)| {
                        matches!(
                            word,
                            "no" | "the"
                                | "this"
                                | "that"
                                | "each"
                                | "every"
                                | "any"
                                | "some"
                                | "another"
                                | "which"
                        )
                    });
                is_article || is_pronoun || is_before
            }
            Of::Rank => {
                !(at > 0
                    && self.items.word(at - 1).is_some_and(|(word, _)| {
                        matches!(word, "the" | "its" | "his" | "her" | "their" | "s")
                    }))
            }
            _ => false,
        }
    }

    fn bound_behind(&self, at: usize) -> Option<(Bound, usize)> {
        if self.items.sign(at) == Some('+') && self.items.is_glued(at) {
            return Some((Bound::AtLeast, at + 1));
        }
        self.items.find(at, |is| if let Numeral::BoundBehind(bound) = is { Some(bound) } else { None })
    }

    /// The units behind a number; several if nobody says which is meant.
    fn units_behind(&self, at: usize, money: Option<&'static Unit>) -> (Vec<&'static Unit>, usize) {
        if let Some(money) = money {
            // "$5 million US dollars"
            let end = self.unit(at).filter(|(unit, _)| is_money(unit)).map_or(at, |(_, end)| end);
            return (vec![money], end);
        }
        if let Some(sign) = self.items.sign(at) {
            let of_sign = match sign {
                '%' => unit("percent"),
                '\u{2030}' => unit("per mille"),
                '\u{b0}' => {
                    let of = self.items.word(at + 1).and_then(|(word, _)| match word {
                        "c" => unit("degree Celsius"),
                        "f" => unit("degree Fahrenheit"),
                        _ => None,
                    });
                    if let Some(of) = of {
                        return (vec![of], at + 2);
                    }
                    unit("degree")
                }
                sign => currency(sign),
            };
            if let Some(unit) = of_sign {
                let points = self.items.word(at + 1 + usize::from(self.items.is_dash(at + 1))).is_some_and(
                    |(word, _)| {
                        matches!(word, "points" | "point" | "punkte" | "пункта" | "пунктов" | "пункт")
                    },
                );
                if sign == '%' && points {
                    return (
                        super::reading::unit("percentage point").into_iter().collect(),
                        at + 2 + usize::from(self.items.is_dash(at + 1)),
                    );
                }
                return (vec![unit], at + 1);
            }
        }
        // "40-mm", "millions of euros"
        let dash = at + usize::from(self.items.is_dash(at) && self.items.is_glued(at));
        let start = self.skip_word(dash, &["of", "de", "d", "von"]);
        if start > dash && self.unit(start).is_none_or(|(unit, _)| !is_money(unit) && unit.name != "percent")
        {
            return (Vec::new(), at);
        }
        let Some((_, end)) = self.unit(start) else { return (Vec::new(), at) };
        let Some((word, _)) = self.items.word(start) else { return (Vec::new(), at) };
        // "40m²"
        let is_raised = self.items.sign(end).is_some_and(|sign| matches!(sign, '\u{b2}' | '\u{b3}'))
            && self.items.is_glued(end);
        if is_raised {
            let of = match (word, self.items.sign(end)) {
                ("m" | "м", Some('\u{b2}')) => unit("square metre"),
                ("km" | "км", Some('\u{b2}')) => unit("square km"),
                ("m" | "м", _) => unit("cubic metre"),
                _ => None,
            };
            return (of.into_iter().collect(), end + 1);
        }
        if word == "m" && self.items.is_glued(start) && start == at {
            return (Vec::new(), at);
        }
        let mut units = Vec::new();
        for (numeral, own_end) in self.items.all_at(start) {
            if let Numeral::Unit(unit) = numeral
                && own_end == end
                && !units.contains(&unit)
            {
                units.push(unit);
            }
        }
        if units.is_empty() {
            units.extend(self.unit(start).map(|(unit, _)| unit));
        }
        (units, end)
    }

    /// The other end of a range, and where it ends.
    fn range(&self, at: usize, is_between: bool, is_money: bool) -> Option<(Value, usize)> {
        let at_unit = self.unit(at).map_or(at, |(_, end)| end);
        for start in [at, at_unit] {
            let start = start + usize::from(self.items.sign(start) == Some('%'));
            let is_joint = |is| match is {
                Numeral::To => Some(()),
                Numeral::And => is_between.then_some(()),
                _ => None,
            };
            let after = if self.items.is_dash(start)
                && self.items.is_glued(start) == self.items.is_glued(start + 1)
            {
                Some(start + 1)
            } else {
                self.items.find(start, is_joint).map(|(_, end)| end)
            };
            let Some(after) = after else { continue };
            let after = after + usize::from(is_money && self.is_currency_sign(after));
            let is_date = self.date_follows(after);
            if let Some(value) = self.value(after, false).filter(|_| !is_date) {
                return Some((value, value.end));
            }
        }
        None
    }

    /// A value in digits or in words.
    fn value(&self, at: usize, is_between: bool) -> Option<Value> {
        self.vague(at)
            .or_else(|| self.part(at))
            .or_else(|| self.times(at))
            .or_else(|| self.number(at, is_between))
    }

    /// "Hundreds", "tens of thousands", "several million".
    fn vague(&self, at: usize) -> Option<Value> {
        let many =
            |at| self.items.find(at, |is| if let Numeral::Many(size) = is { Some(size) } else { None });
        let scale =
            |at| self.items.find(at, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None });
        let several = self.items.find(at, |is| (is == Numeral::Several).then_some(()));
        let (mut size, mut end) = match several {
            Some(((), after)) => many(after).or_else(|| scale(after))?,
            None => {
                // "Five millions" are no vague number.
                let alone = scale(at).is_some()
                    && self
                        .items
                        .find(at, |is| matches!(is, Numeral::Scale { alone: true, .. }).then_some(()))
                        .is_some();
                many(at).filter(|_| !alone)?
            }
        };
        loop {
            let next = self.skip_word(end, &["of", "de", "d", "von"]);
            let Some((by, after)) = many(next).or_else(|| scale(next)) else { break };
            (size, end) = (size.checked_mul(by)?, after);
        }
        Some(Value { is: Size::Vague(size), of: Of::Count, end, in_words: true, is_scaled: true })
    }

    /// "Two thirds", "half", "a quarter", "3/4"; of "half a million" the whole.
    fn part(&self, at: usize) -> Option<Value> {
        let part =
            |at| self.items.find(at, |is| if let Numeral::Part(parts) = is { Some(parts) } else { None });
        let value = |is: Exact, end| Value {
            is: Size::Exact(is),
            of: Of::Share,
            end,
            in_words: true,
            is_scaled: false,
        };
        if let (Some(above), Some('/')) = (self.small(at, 3), self.items.sign(at + 1))
            && self.items.is_glued(at + 1)
            && self.items.is_glued(at + 2)
        {
            let below = self.small(at + 2, 3)?;
            let is = Exact::new(above.into(), below.into())?;
            return Some(Value { in_words: false, ..value(is, at + 3) });
        }
        let is_article = self.items.find(at, |is| (is == Numeral::Article).then_some(()));
        let (number, number_end, is_one) = match self.cardinal(at) {
            Some((number, end)) => (Some(number), end, number == 1),
            None => match self.small(at, 2) {
                Some(number) => (Some(u64::from(number)), at + 1, number == 1),
                None => (None, is_article.map_or(at, |(_, end)| end), is_article.is_some()),
            },
        };
        let joint =
            number_end + usize::from(self.items.is_dash(number_end) && self.items.is_glued(number_end));
        if number_end > at
            && let Some((parts, end)) = part(joint)
        {
            let number = number.unwrap_or(1);
            let is_plural = number > 1 && number < u64::from(parts);
            if (is_plural || is_one) && parts > 1 {
                // "A second" and "one second" are no halves.
                let is = Exact::new(number.into(), parts.into())?;
                let is_rank = self.items.word(joint).is_some_and(|(word, _)| matches!(word, "third"))
                    && (number != 1
                        || (is_article.is_some() && self.cardinal(at).is_none() && !self.is_share_end(end)));
                if !is_rank {
                    return Some(self.half_of(value(is, end)));
                }
            }
        }
        let (parts, end) = part(at)?;
        let alone = parts == 2 || !self.items.word(at).is_some_and(|(word, _)| word.is_ascii());
        let is_half_year = at > 0 && self.ordinal_word_before(at);
        (alone && !is_half_year)
            .then(|| Exact::new(1, parts.into()))
            .flatten()
            .map(|is| self.half_of(value(is, end)))
    }

    /// Does what follows show that a "third" is a part: "a third of", "one third"?
    fn is_share_end(&self, at: usize) -> bool {
        let next = self.items.word(at).map_or("", |(word, _)| word);
        self.items.get(at).is_none()
            || self.items.sign(at).is_some()
            || matches!(next, "of" | "more" | "less" | "in" | "to" | "by" | "and")
    }

    fn ordinal_word_before(&self, at: usize) -> bool {
        self.items
            .find(at - 1, |is| if let Numeral::Ordinal(value) = is { Some(value) } else { None })
            .is_some()
    }

    /// "Half a million", "half a dozen".
    fn half_of(&self, part: Value) -> Value {
        let after = self
            .items
            .find(part.end, |is| (is == Numeral::Article).then_some(()))
            .map_or(part.end, |(_, end)| end);
        let scale =
            self.items.find(after, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None });
        if let (Some((by, end)), Size::Exact(exact)) = (scale, part.is)
            && let Some(is) = exact.times(Exact::whole(by))
        {
            return Value { is: Size::Exact(is), of: Of::Count, end, in_words: true, is_scaled: true };
        }
        // "Half a year"
        let unit = self.unit(after);
        Value { end: if unit.is_some() { after } else { part.end }, ..part }
    }

    fn times(&self, at: usize) -> Option<Value> {
        let (times, end) =
            self.items.find(at, |is| if let Numeral::Times(times) = is { Some(times) } else { None })?;
        Some(Value {
            is: Size::Exact(Exact::whole(times.into())),
            of: Of::Times,
            end,
            in_words: true,
            is_scaled: false,
        })
    }

    /// A place in a row, in words or in digits with their ending.
    fn ordinal(&self, at: usize) -> Option<(u64, usize)> {
        if let Some(value) = self.small(at, 6) {
            let has_point = self.items.sign(at + 1) == Some('.') && self.items.is_glued(at + 1);
            let is_german =
                has_point && self.items.find(at + 2, |is| (is == Numeral::Century).then_some(())).is_some();
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

    fn number(&self, at: usize, is_between: bool) -> Option<Value> {
        let mut at = at;
        let is_minus = if self.items.is_dash(at) {
            let is_free = !self.items.is_glued(at) || at == 0 || self.items.sign(at - 1).is_some();
            if !(is_free && self.items.is_glued(at + 1) && self.items.digits(at + 1).is_some()) {
                return None;
            }
            at += 1;
            true
        } else if let Some(((), after)) = self.items.find(at, |is| (is == Numeral::Minus).then_some(())) {
            at = after;
            true
        } else {
            false
        };
        at += usize::from(self.items.sign(at) == Some('+') && self.items.is_glued(at + 1));
        let mut value = self.figures(at).or_else(|| self.words(at, is_between))?;
        if let (true, Size::Exact(exact)) = (is_minus, value.is) {
            value.is = Size::Exact(exact.negative());
        }
        Some(value)
    }

    /// A number in digits, with what multiplies it.
    fn figures(&self, at: usize) -> Option<Value> {
        if let Some(fraction) = self.items.sign(at).and_then(fraction) {
            return Some(self.half_of(Value {
                is: Size::Exact(fraction),
                of: Of::Share,
                end: at + 1,
                in_words: false,
                is_scaled: false,
            }));
        }
        let mut value = self.items.digits(at)?.value?;
        let mut end = at + 1;
        if let Some(ending) = self.ordinal_ending(end) {
            return Some(Value {
                is: Size::Exact(value),
                of: Of::Rank,
                end: ending,
                in_words: false,
                is_scaled: false,
            });
        }
        if let Some(part) = self.items.sign(end).and_then(fraction) {
            (value, end) = (value.plus(part)?, end + 1);
        }
        // "10²" is 100, but "m²" is a unit.
        if let Some(power) = self.items.sign(end).and_then(power).filter(|_| self.items.is_glued(end)) {
            let base = value;
            for _ in 1..power {
                value = value.times(base)?;
            }
            end += 1;
        }
        if self.items.word(end).is_some_and(|(word, _)| matches!(word, "x" | "\u{445}"))
            && self.items.is_glued(end)
        {
            return Some(Value {
                is: Size::Exact(value),
                of: Of::Times,
                end: end + 1,
                in_words: false,
                is_scaled: false,
            });
        }
        if let Some(times) = self.times_behind(end) {
            return Some(Value {
                is: Size::Exact(value),
                of: Of::Times,
                end: times,
                in_words: false,
                is_scaled: false,
            });
        }
        let (value, end, is_scaled) = self.scaled(value, end)?;
        Some(Value { is: Size::Exact(value), of: Of::Count, end, in_words: false, is_scaled })
    }

    fn times_behind(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.items.is_dash(at) && self.items.is_glued(at));
        self.items.find(at, |is| (is == Numeral::TimesBehind).then_some(())).map(|(_, end)| end)
    }

    /// With the scales that follow: "40 thousand million".
    fn scaled(&self, value: Exact, at: usize) -> Option<(Exact, usize, bool)> {
        let (mut value, mut end, mut is_scaled) = (value, at, false);
        loop {
            let start = end + usize::from(self.items.is_dash(end) && self.items.is_glued(end));
            let start = start
                + usize::from(
                    self.items.sign(start) == Some('.')
                        && is_scaled
                        && self.items.is_glued(start)
                        && self
                            .items
                            .find(start + 1, |is| matches!(is, Numeral::Scale { .. }).then_some(()))
                            .is_some(),
                );
            let Some((by, after)) =
                self.items.find(start, |is| if let Numeral::Scale { by, .. } = is { Some(by) } else { None })
            else {
                break;
            };
            let (word, case) = self.items.word(start)?;
            // "5 m" is hardly a million, and "5M" is.
            let is_letter = word.len() == 1;
            if is_letter
                && !(self.items.is_glued(start) && start == end)
                && !(word == "m" && self.is_money_near(at, after))
            {
                break;
            }
            // "400 m€", and the unit "m" of "5 m high".
            let _ = case;
            (value, end, is_scaled) = (value.times(Exact::whole(by))?, after, true);
            // The point of an abbreviation before its unit.
            if self.items.sign(end) == Some('.')
                && self.items.is_glued(end)
                && (self.unit(end + 1).is_some() || self.is_currency_sign(end + 1))
            {
                end += 1;
            }
        }
        Some((value, end, is_scaled))
    }

    fn is_money_near(&self, number_end: usize, after: usize) -> bool {
        let before = number_end.checked_sub(2).is_some_and(|before| self.is_currency_sign(before));
        before || self.is_currency_sign(after) || self.unit(after).is_some_and(|(unit, _)| is_money(unit))
    }

    /// A number in words.
    fn words(&self, at: usize, is_between: bool) -> Option<Value> {
        let exact =
            |is, of, end| Some(Value { is: Size::Exact(is), of, end, in_words: true, is_scaled: false });
        if let Some(((), end)) = self.items.find(at, |is| (is == Numeral::OneAndHalf).then_some(())) {
            let (value, end, is_scaled) = self.scaled(Exact::new(3, 2)?, end)?;
            return Some(Value { is: Size::Exact(value), of: Of::Count, end, in_words: true, is_scaled });
        }
        if let Some(((), end)) = self.items.find(at, |is| (is == Numeral::Pair).then_some(())) {
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
        let article = self.items.find(at, |is| (is == Numeral::Article).then_some(()));
        let scale = |at| {
            self.items
                .find(at, |is| if let Numeral::Scale { by, alone } = is { Some((by, alone)) } else { None })
        };
        if let Some(((by, _), end)) = article.and_then(|(_, after)| scale(after)).filter(|((by, _), end)| {
            *by >= 10 && self.items.word(end - 1).is_some_and(|(word, _)| word.len() > 1)
        }) {
            let (value, end, _) = self.scaled(Exact::whole(by), end)?;
            return Some(Value {
                is: Size::Exact(value),
                of: Of::Count,
                end,
                in_words: true,
                is_scaled: true,
            });
        }
        if let Some(((by, true), end)) = scale(at).filter(|_| self.cardinal(at).is_none()) {
            let (value, end, _) = self.scaled(Exact::whole(by), end)?;
            return Some(Value {
                is: Size::Exact(value),
                of: Of::Count,
                end,
                in_words: true,
                is_scaled: true,
            });
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
        if let Some(half) = self.and_a_half(end) {
            (value, end, is_scaled) = self.scaled(value.plus(Exact::new(1, 2)?)?, half)?;
        }
        Some(Value {
            is: Size::Exact(value),
            of: Of::Count,
            end,
            in_words: true,
            is_scaled: is_scaled || self.scale_of(end - 1).is_some(),
        })
    }

    fn is_german(&self) -> bool {
        self.items.words.beginning_with("und").iter().any(|(_, is)| *is == Numeral::And)
    }

    fn and_a_half(&self, at: usize) -> Option<usize> {
        // "Три с половиной".
        let with = self.skip_word(at, &["\u{441}", "\u{437}"]);
        let and = self.items.find(at, |is| (is == Numeral::And).then_some(()));
        let after = if with > at { with } else { and.map(|((), after)| after)? };
        let after =
            self.items.find(after, |is| (is == Numeral::Article).then_some(())).map_or(after, |(_, end)| end);
        let (parts, end) =
            self.items.find(after, |is| if let Numeral::Part(parts) = is { Some(parts) } else { None })?;
        (parts == 2).then_some(end)
    }

    fn cardinal(&self, at: usize) -> Option<(u64, usize)> {
        self.cardinal_of(at, true)
    }

    /// The words of one whole number: "two hundred and five thousand".
    fn cardinal_of(&self, at: usize, is_between: bool) -> Option<(u64, usize)> {
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
            let and = self.items.find(joint, |is| (is == Numeral::And).then_some(())).map(|(_, end)| end);
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
            (current, end) = (current + value, after);
        }
        Some((total.checked_add(current)?, end))
    }
}

fn amount(low: Exact, high: Exact, of: Of, bound: Bound) -> Stated {
    Stated::Amount(Amount { low, high, of, bound })
}

fn is_money(unit: &Unit) -> bool {
    const MONEY: [&str; 13] = [
        "dollars",
        "euros",
        "pounds sterling",
        "roubles",
        "hryvnias",
        "zlotys",
        "yuan",
        "yen",
        "francs",
        "rupees",
        "liras",
        "shekels",
        "marks",
    ];
    MONEY.contains(&unit.dimension)
}

fn currency(sign: char) -> Option<&'static Unit> {
    unit(match sign {
        '$' => "dollar",
        '\u{20ac}' => "euro",
        '\u{a3}' => "pound sterling",
        '\u{20bd}' => "rouble",
        '\u{20b4}' => "hryvnia",
        '\u{a5}' => "yen",
        '\u{20b9}' => "rupee",
        '\u{20ba}' => "lira",
        '\u{20aa}' => "shekel",
        _ => return None,
    })
}

fn fraction(sign: char) -> Option<Exact> {
    let (above, below) = match sign {
        '\u{bd}' => (1, 2),
        '\u{bc}' => (1, 4),
        '\u{be}' => (3, 4),
        '\u{2153}' => (1, 3),
        '\u{2154}' => (2, 3),
        '\u{2155}' => (1, 5),
        '\u{215b}' => (1, 8),
        '\u{215c}' => (3, 8),
        '\u{215d}' => (5, 8),
        '\u{215e}' => (7, 8),
        _ => return None,
    };
    Exact::new(above, below)
}

fn power(sign: char) -> Option<u32> {
    Some(match sign {
        '\u{b2}' => 2,
        '\u{b3}' => 3,
        '\u{2074}'..='\u{2079}' => sign as u32 - 0x2070,
        _ => return None,
    })
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
fn roman(word: &str) -> Option<u64> {
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
