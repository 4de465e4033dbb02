//! How many claims there were of each status, as time went by.

use crate::history::timeline::Timeline;
use crate::model::state::State;
use crate::model::status::Status;
use crate::report::facts::Sheet;
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::BTreeMap;

/// Claims of each status at the end of each day, or of each week.
#[derive(Debug, PartialEq, Eq)]
pub struct Series {
    pub(crate) step: Step,
    /// The points, the oldest first; the last one is today, as the files are.
    pub(crate) points: Vec<Point>,
}

/// How far points are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Day,
    /// A week; points are Sundays (ISO 8601 has the week end then), but for the last one.
    Week,
    /// A month; points are its last days.
    Month,
    /// A year; points are its last days.
    Year,
}

impl Step {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Step::Day => "day",
            Step::Week => "week",
            Step::Month => "month",
            Step::Year => "year",
        }
    }
}

/// The end of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The day, as those who made the commits have it.
    pub(crate) day: NaiveDate,
    /// Claims of each status, in the order of [`Status::all`].
    pub(crate) counts: Vec<usize>,
}

/// The longest spans that are shown day by day, week by week, and month by month, in days: there are never more than some hundred points.
const LONGEST: [(Step, i64); 3] = [(Step::Day, 120), (Step::Week, 7 * 320), (Step::Month, 30 * 320)];
/// The year in which git's clock begins; what a commit says of earlier ones counts for its first day.
const FIRST: i32 = 1970;

impl Series {
    /// What the timeline of first parents tells, up to the claims of `sheet`. Commits count in their order: one whose date is
    /// older than that of a commit before it counts for the day of that one.
    pub fn of(landed: &Timeline, sheet: &Sheet) -> Self {
        let mut counts: BTreeMap<Status, usize> = Status::all().map(|status| (status, 0)).collect();
        let listed = |counts: &BTreeMap<Status, usize>| counts.values().copied().collect::<Vec<_>>();
        let mut days: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for transition in landed.transitions.iter().rev() {
            if let State::Standing(status) = transition.from {
                counts.entry(status).and_modify(|count| *count = count.saturating_sub(1));
            }
            if let State::Standing(status) = transition.to {
                counts.entry(status).and_modify(|count| *count += 1);
            }
            let at = landed.revision(transition).at.map(|at| at.date_naive());
            let at = at.filter(|at| at.year() >= FIRST).or(NaiveDate::from_ymd_opt(FIRST, 1, 1));
            let latest = days.last_key_value().map(|(day, _)| *day);
            let day = at.max(latest).unwrap_or(sheet.today).min(sheet.today);
            days.insert(day, listed(&counts));
        }
        let now = Status::all()
            .map(|status| sheet.standing().filter(|facts| facts.status() == Some(status)).count());
        days.insert(sheet.today, now.collect());
        let first = days.first_key_value().map_or(sheet.today, |(day, _)| *day);
        let span = (sheet.today - first).num_days();
        let step = LONGEST.iter().find(|(_, longest)| span < *longest).map_or(Step::Year, |(step, _)| *step);
        Self { step, points: points(&days, step, sheet.today) }
    }
}

/// One point for each step; what did not change stays.
fn points(days: &BTreeMap<NaiveDate, Vec<usize>>, step: Step, today: NaiveDate) -> Vec<Point> {
    let mut points = Vec::new();
    let mut next = days.first_key_value().map(|(day, _)| end(*day, step));
    while let Some(day) = next.filter(|day| *day < today) {
        let counts = days.range(..=day).next_back().map(|(_, counts)| counts.clone());
        points.push(Point { day, counts: counts.unwrap_or_default() });
        next = day.checked_add_days(Days::new(1)).map(|next| end(next, step));
    }
    points.extend(days.get(&today).map(|counts| Point { day: today, counts: counts.clone() }));
    points
}

/// The last day of the step that a day is in.
fn end(day: NaiveDate, step: Step) -> NaiveDate {
    match step {
        Step::Day => day,
        Step::Week => {
            let left = 6 - day.weekday().num_days_from_monday();
            day.checked_add_days(Days::new(left.into())).unwrap_or(day)
        }
        Step::Month => {
            last_of(day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))), day)
        }
        Step::Year => last_of(NaiveDate::from_ymd_opt(day.year() + 1, 1, 1), day),
    }
}

/// The day before `next`; `day`, if no calendar has it.
fn last_of(next: Option<NaiveDate>, day: NaiveDate) -> NaiveDate {
    next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(day)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_point_for_each_day_or_week_and_the_last_is_today() {
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        let days = BTreeMap::from([
            (day("2026-11-04"), vec![1]),
            (day("2026-11-17"), vec![2]),
            (day("2026-11-25"), vec![3]),
        ]);
        let drawn = |step| {
            let points = points(&days, step, day("2026-11-25"));
            points.iter().map(|point| format!("{} {}", point.day, point.counts[0])).collect::<Vec<_>>()
        };
        assert_eq!(drawn(Step::Week), ["2026-11-08 1", "2026-11-15 1", "2026-11-22 2", "2026-11-25 3"]);
        assert_eq!(drawn(Step::Month), ["2026-11-25 3"]);
        assert_eq!(end(day("2024-02-03"), Step::Month), day("2024-02-29"));
        assert_eq!(end(day("2024-12-03"), Step::Year), day("2024-12-31"));
        assert_eq!(drawn(Step::Day).len(), 22);
        assert_eq!(drawn(Step::Day)[12..14], ["2026-11-16 1", "2026-11-17 2"]);
    }
}
