//! Names with a number in them, which count nothing.

use super::super::items::{self, Case};
use super::super::{Date, Scale, Stated};
use super::Reader;
use super::words::roman;
use crate::text::language::numerals::{Numeral, Stretch};

impl Reader<'_> {
    pub(super) fn name(&mut self, at: usize) -> Option<usize> {
        self.telephone(at)
            .or_else(|| self.numbered(at))
            .or_else(|| self.series(at))
            .or_else(|| self.glued_name(at))
            .or_else(|| self.roman_name(at))
            .or_else(|| self.ordinal_name(at))
            .or_else(|| self.time_by_name(at))
    }

    /// "In the morning", "at noon", "weekly", "5 pm GMT": nothing is asked of a quote that has none of its kind.
    fn time_by_name(&mut self, at: usize) -> Option<usize> {
        const PARTS: [&str; 7] = ["morning", "noon", "midday", "afternoon", "evening", "midnight", "dawn"];
        const OFTEN: [&str; 8] =
            ["hourly", "daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "annually"];
        const ZONES: [&str; 16] = [
            "gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "eet",
            "eest", "msk", "bst",
        ];
        const FEASTS: [&str; 6] = ["christmas", "easter", "ramadan", "passover", "whitsun", "pentecost"];
        let (word, case) = self.items.word(at)?;
        let ends = match self.items.word(at + 1) {
            Some((next, case)) => case == Case::Small && next.chars().nth(3).is_none(),
            None => true,
        };
        let kind = match word {
            "bc" | "bce" if case == Case::Capitals => return self.era(at, "bc"),
            "ad" | "ce" if case == Case::Capitals => return self.era(at, "ad"),
            _ if case == Case::Small && PARTS.contains(&word) => "part of the day #",
            _ if case == Case::Small && ends && OFTEN.contains(&word) && !self.counts_before(at) => {
                "how often #"
            }
            _ if case == Case::Capitals
                && ZONES.contains(&word)
                && matches!(self.found.last(), Some(last) if matches!(last.is, Stated::Clock(..))) =>
            {
                "time of #"
            }
            _ if case == Case::Capital
                && FEASTS.contains(&word)
                && (ends || self.items.digits(at + 1).is_some()) =>
            {
                "feast #"
            }
            _ => return None,
        };
        let number = if word == "midday" { "noon" } else { word }.to_owned();
        self.put(at, at + 1, Stated::Name { label: kind.to_owned(), number }, true);
        Some(at + 1)
    }

    /// "No. 42", "Article 5", "Boeing 737".
    pub(super) fn numbered(&mut self, at: usize) -> Option<usize> {
        let (word, case) = self.items.word(at).unwrap_or(("", Case::Small));
        let is_sign = self.items.sign(at).is_some_and(|sign| matches!(sign, '\u{2116}' | '#'));
        let is_number = self.items.word_end(at, Numeral::Number).is_some();
        let is_named = case != Case::Small && self.items.word_end(at, Numeral::Named).is_some();
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
        // "2231/2015"
        let mut after = end + 1;
        while self.items.sign(after).is_some_and(|sign| matches!(sign, '/' | '-'))
            && self.items.is_glued(after)
            && self.items.is_glued(after + 1)
            && self.items.digits(after + 1).is_some()
        {
            after += 2;
        }
        let number = self.text_of(end, after);
        self.put(at, after, Stated::Name { label, number }, false);
        Some(after)
    }

    /// "555-12-34" is no number.
    pub(super) fn telephone(&self, at: usize) -> Option<usize> {
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
    pub(super) fn series(&mut self, at: usize) -> Option<usize> {
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

    /// "300 BC", "AD 300".
    fn era(&mut self, at: usize, era: &str) -> Option<usize> {
        let is_beside = |at: usize| {
            self.items.digits(at).is_some() || self.items.word_end(at, Numeral::Century).is_some()
        };
        let is_era = at.checked_sub(1).is_some_and(is_beside) || is_beside(at + 1);
        is_era.then(|| {
            self.put(at, at + 1, Stated::Name { label: "era #".to_owned(), number: era.to_owned() }, true);
            at + 1
        })
    }

    pub(super) fn text_of(&self, from: usize, end: usize) -> String {
        self.written(from, end).to_lowercase()
    }

    pub(super) fn written(&self, from: usize, end: usize) -> String {
        let start = self.items.get(from).map_or(0, |item| item.place.start);
        let end =
            end.checked_sub(1).and_then(|last| self.items.get(last)).map_or(start, |item| item.place.end);
        self.items.text.get(start..end).unwrap_or_default().to_owned()
    }

    /// Letters and digits in one: "BTR-82A", "2S19", "G20".
    pub(super) fn glued_name(&mut self, at: usize) -> Option<usize> {
        /// In items.
        const LONGEST: usize = 32;
        let mut end = at + 1;
        while end < at + LONGEST
            && self.items.is_glued(end)
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
            if case == Case::Small && self.items.digits(at + 1).is_none() && !matches!(word, "covid" | "sars")
            {
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
            let is_name = (is_upper && digits.plain.is_some()) || many_parts;
            if !is_name {
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
                label.push(if items::is_dash(c) { '-' } else { c });
            }
        }
        // "Q1 2019"
        let parts = match &*label {
            "q#" | "#q" => Some(4),
            "h#" | "#h" if self.time_behind(end).is_some() => Some(2),
            _ => None,
        };
        if let (Some(of), Ok(nth)) = (parts, number.parse::<u8>())
            && (1..=of).contains(&nth)
        {
            self.put(at, end, Stated::Stretch(Stretch::Part(nth, of), Scale::Year), false);
            return Some(end);
        }
        // "Milex-2017" tells the year.
        if let Some((year, _)) = self.year_at(end - 1) {
            self.put_implied(end - 1, end, Stated::Date(Date { year: Some(year), ..Date::default() }));
            return Some(end);
        }
        self.put(at, end, Stated::Name { label, number }, false);
        Some(end)
    }

    pub(super) fn joins_name(&self, at: usize) -> bool {
        (self.items.is_dash(at) || self.items.sign(at) == Some('/'))
            && self.items.is_glued(at + 1)
            && (self.items.word(at + 1).is_some() || self.items.digits(at + 1).is_some())
    }

    /// "World War II", "Nicholas II".
    pub(super) fn roman_name(&mut self, at: usize) -> Option<usize> {
        let (word, case) = self.items.word(at)?;
        // "Elizabeth I", "Article V"; other single letters are hardly numerals.
        let number = match word {
            "i" => 1,
            "v" => 5,
            "x" => 10,
            _ => roman(word).filter(|_| case == Case::Capitals)?,
        };
        if case == Case::Small {
            return None;
        }
        let (before, case) = self.items.word(at.checked_sub(1)?)?;
        let before = before.to_owned();
        if case != Case::Small && self.items.word_end(at + 1, Numeral::Century).is_none() {
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
    pub(super) fn ordinal_name(&mut self, at: usize) -> Option<usize> {
        let in_digits = self.items.digits(at).is_some();
        let (value, end) = self.ordinal(at)?;
        let is_capital = |at: usize| self.items.word(at).is_some_and(|(_, case)| case != Case::Small);
        let is_name = is_capital(end) && (in_digits || (is_capital(at) && !self.starts_sentence(at)));
        if !is_name || self.month(end).is_some() || self.items.word_end(end, Numeral::Century).is_some() {
            return None;
        }
        let label = format!("#th {}", self.items.word(end)?.0);
        self.put(at, end, Stated::Name { label, number: value.to_string() }, false);
        Some(end)
    }
}
