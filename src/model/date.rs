//! Dates as newsrooms know them: a day, a month, a year, or from one to another.

use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

/// The days a date may mean, both ends included.
///
/// Two periods compare only where it is certain: [`Period::is_after`] holds if every day of one is
/// later than every day of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The earliest day meant.
    pub first: NaiveDate,
    /// The latest day meant.
    pub last: NaiveDate,
}

/// Why something is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// It is written like none of the forms.
    Form,
    /// No calendar has that day or month.
    NoSuchDay,
    /// The interval ends before it begins.
    Backwards,
    /// It has a time of day.
    Time,
}

impl Period {
    /// The one day `year`-`month`-`day`.
    ///
    /// # Errors
    /// [`DateFault::NoSuchDay`].
    pub fn day(year: i32, month: u32, day: u32) -> Result<Self, DateFault> {
        let day = NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NoSuchDay)?;
        Ok(Self { first: day, last: day })
    }

    /// Reads `2020`, `2020-02`, `2020-02-11`, or two of these with a `/` between: an interval as in ISO 8601-1.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(written: &str) -> Result<Self, DateFault> {
        let Some((from, to)) = written.split_once('/') else { return parse_one(written) };
        let (from, to) = (parse_one(from)?, parse_one(to)?);
        if to.last < from.first {
            return Err(DateFault::Backwards);
        }
        Ok(Self { first: from.first, last: to.last })
    }

    /// Is every day of this period later than every day of `other`?
    pub fn is_after(self, other: Period) -> bool {
        self.first > other.last
    }
}

fn parse_one(written: &str) -> Result<Period, DateFault> {
    let mut parts = written.split('-');
    let year = number(parts.next(), 4)?.ok_or(DateFault::Form)?;
    let month = number(parts.next(), 2)?;
    let day = number(parts.next(), 2)?;
    if parts.next().is_some() {
        return Err(DateFault::Form);
    }
    let year = i32::try_from(year).map_err(|_| DateFault::Form)?;
    let date = |month, day| NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NoSuchDay);
    match (month, day) {
        (Some(month), Some(day)) => Period::day(year, month, day),
        (Some(month), None) => {
            let first = date(month, 1)?;
            let last =
                first.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1)));
            Ok(Period { first, last: last.ok_or(DateFault::NoSuchDay)? })
        }
        (None, _) => Ok(Period { first: date(1, 1)?, last: date(12, 31)? }),
    }
}

/// `None` where nothing is written; an error unless exactly `digits` ASCII digits are.
fn number(part: Option<&str>, digits: usize) -> Result<Option<u32>, DateFault> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateFault::Form);
    }
    part.parse().map(Some).map_err(|_| DateFault::Form)
}

impl fmt::Display for Period {
    /// The shortest form that means the same days.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = self;
        let whole_month = first.day() == 1
            && first.year() == last.year()
            && first.month() == last.month()
            && last.checked_add_days(Days::new(1)).is_none_or(|next| next.month() != last.month());
        let whole_year =
            first.year() == last.year() && first.ordinal() == 1 && last.month() == 12 && last.day() == 31;
        if first == last {
            write!(f, "{first}")
        } else if whole_year {
            write!(f, "{:04}", first.year())
        } else if whole_month {
            write!(f, "{:04}-{:02}", first.year(), first.month())
        } else {
            write!(f, "{first}/{last}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_written_back() {
        for form in ["2020-02-11", "2020-02", "2020", "2015-04-16/2015-05-05", "0001", "9999", "9999-12"] {
            assert_eq!(Period::parse(form).unwrap().to_string(), form);
        }
        assert_eq!(Period::parse("2019/2020-02").unwrap().to_string(), "2019-01-01/2020-02-29");
    }

    #[test]
    fn what_is_no_date_is_told_why() {
        for form in
            ["", "20", "2020-2", "11.02.2020", "2020-02-11T10:00", "2020-02-11-01", "+020", "２０２０"]
        {
            assert_eq!(Period::parse(form), Err(DateFault::Form), "{form}");
        }
        for none in ["2020-13", "2019-02-29", "2020-00", "2020-01-32"] {
            assert_eq!(Period::parse(none), Err(DateFault::NoSuchDay), "{none}");
        }
        assert_eq!(Period::parse("2020/2019"), Err(DateFault::Backwards));
    }

    #[test]
    fn later_means_certainly_later() {
        let p = |s| Period::parse(s).unwrap();
        assert!(p("2020-03").is_after(p("2020-02")));
        assert!(!p("2020-02").is_after(p("2020")));
        assert!(!p("2020").is_after(p("2020-02")));
        assert!(p("2021").is_after(p("2020-02-11")));
    }
}
