//! Which quantities of a text another text bears.

use super::reading::quantities;
use super::{Amount, Bound, Date, DateSide, Exact, Of, Quantity, Scale, Stated, Whole};
use crate::model::date::Period;
use crate::text::language::numerals::{Stretch, may_have_numbers, number_words};
use chrono::{Datelike, Months, NaiveDate};

/// What may bear the quantities of a statement: texts, and the days that records name.
#[derive(Debug, Default)]
pub struct Bearers {
    texts: Vec<Bearer>,
    /// When the statement is meant to hold.
    as_of: Option<Period>,
    /// When a forecast can be checked.
    due: Option<Period>,
    /// When it was claimed, or the document was published that had it first.
    dated: Vec<Period>,
    /// When the quoted documents told it.
    told: Vec<Told>,
    /// Is the statement itself judged? Then when it was said is not when it holds.
    is_fact: bool,
}

/// A text, and what it states.
#[derive(Debug)]
struct Bearer {
    text: Box<str>,
    quantities: Vec<Quantity>,
    /// Are words for numbers known in its language?
    is_read: bool,
    /// What of it counts.
    kind: Kind,
    /// When it was said: what "last year" and a day without a year go by.
    said: Vec<Period>,
}

/// What a text is, and so what of it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// All.
    Quote,
    /// The name of somebody: all, but it speaks of nothing else.
    Name,
    /// Its dates and names.
    Title,
}

/// When a quoted document was published.
#[derive(Debug, Clone, Copy)]
struct Told {
    on: Period,
    /// Did another document have it first?
    is_relayed: bool,
}

/// A quantity that nothing bears.
#[derive(Debug)]
pub struct Unborne<'q> {
    /// The quantity.
    pub quantity: &'q Quantity,
    /// What is there instead.
    pub why: Why,
}

/// What stands in the place of a quantity that nothing bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nothing like it.
    Absent,
    /// The same number of the same things, but bound otherwise: these words.
    OtherBound(String),
    /// The same time, but on another side of it: these words.
    OtherSide(String),
    /// The same number of other things: these words.
    OtherUnit(String),
    /// Another number of the same things: these words.
    OtherValue(String),
    /// The day, month or year on which the statement is meant to hold.
    OtherAsOf(Period),
}

impl Bearers {
    /// A quoted text in some language (BCP 47), said on one of these days.
    pub fn text(&mut self, text: &str, language: Option<&str>, said: Vec<Period>) {
        self.put(text, language, said, Kind::Quote);
    }

    /// A quote that cuts a number, with what its text says in full.
    pub fn whole(&mut self, whole: &Whole, language: Option<&str>, said: Vec<Period>) {
        self.texts.push(Bearer {
            text: whole.text.clone(),
            quantities: whole.quantities.clone(),
            is_read: number_words(&whole.text, language).are_known,
            kind: Kind::Quote,
            said,
        });
    }

    /// The title of a quoted document: its dates and names count.
    pub fn title(&mut self, title: &str, language: Option<&str>) {
        self.put(title, language, Vec::new(), Kind::Title);
    }

    /// The name of somebody or something that the claim or its documents name: it may have a number.
    pub fn name(&mut self, name: &str) {
        if may_have_numbers(name) {
            self.put(name, None, Vec::new(), Kind::Name);
        }
    }

    /// When the statement is meant to hold.
    pub fn as_of(&mut self, period: Period) {
        self.as_of = Some(period);
    }

    /// When a forecast can be checked.
    pub fn due(&mut self, period: Period) {
        self.due = Some(period);
    }

    /// The statement is a fact, and not that something was said or done on the day of a document.
    pub fn is_fact(&mut self) {
        self.is_fact = true;
    }

    /// When a quoted document was published; `is_relayed` if another had it first.
    pub fn told(&mut self, on: Period, is_relayed: bool) {
        self.told.push(Told { on, is_relayed });
    }

    /// When it was claimed, or the document published that had it first.
    pub fn dated(&mut self, period: Period) {
        self.dated.push(period);
    }

    fn put(&mut self, text: &str, language: Option<&str>, said: Vec<Period>, kind: Kind) {
        let is_read = number_words(text, language).are_known;
        self.texts.push(Bearer {
            text: text.into(),
            quantities: quantities(text, language),
            is_read,
            kind,
            said,
        });
    }

    fn bears(&self, quantity: &Quantity) -> bool {
        let stated = &quantity.is;
        self.texts.iter().any(|bearer| bearer.bears(stated, Some(quantity.side), self))
            || match stated {
                Stated::Decade(first) => self.is_in_record(|period| is_in_decade(*period, *first)),
                Stated::Century(century) => self.is_in_record(|period| {
                    is_in_century(period.first.year(), *century)
                        && is_in_century(period.last.year(), *century)
                }),
                _ => false,
            }
    }

    /// Does a text speak of a second or a later one?
    fn has_other_rank(&self) -> bool {
        let is_later = |quantity: &Quantity| matches!(&quantity.is, Stated::Amount(amount) if amount.of == Of::Rank && Exact::whole(1) < amount.low);
        self.texts.iter().any(|bearer| bearer.quantities.iter().any(is_later))
    }

    fn is_in_record(&self, is_in: impl Fn(&Period) -> bool) -> bool {
        self.held()
            .chain(self.dated.iter().copied())
            .chain(self.told.iter().map(|told| told.on))
            .any(|period| is_in(&period))
    }

    /// The periods for which the statement speaks.
    fn held(&self) -> impl Iterator<Item = Period> {
        self.as_of.into_iter().chain(self.due)
    }
}

impl Bearer {
    /// Does it state that, on a side from which this one follows, if one is asked for?
    fn bears(&self, stated: &Stated, side: Option<DateSide>, all: &Bearers) -> bool {
        let is_on_side = |own: &&Quantity| side.is_none_or(|side| side.follows(own.side));
        self.quantities.iter().filter(is_on_side).any(|own| match (stated, &own.is) {
            (Stated::Date(date), Stated::Date(own)) => self.is_of(*own, *date, all),
            (Stated::Decade(first), Stated::Decade(own)) => {
                first == own || (first.min(own) < &100 && first.rem_euclid(100) == own.rem_euclid(100))
            }
            (Stated::Decade(first), Stated::Date(own)) => {
                own.days().is_some_and(|days| is_in_decade(days, *first))
            }
            (Stated::Century(century), Stated::Date(Date { year: Some(year), .. })) => {
                is_in_century(*year, *century)
            }
            (Stated::Century(century), Stated::Century(own)) => century == own,
            (Stated::Name { .. }, Stated::Name { .. })
            | (Stated::Season(_), Stated::Season(_))
            | (Stated::Weekday(_), Stated::Weekday(_))
            | (Stated::Unread(_), Stated::Unread(_)) => *stated == own.is,
            // "Early" in the first quarter, and the first half of it.
            (Stated::Stretch(stretch, of), Stated::Stretch(own, own_of)) => {
                of == own_of && contains_stretch(*stretch, *own)
            }
            (Stated::Stretch(..) | Stated::Season(_), Stated::Date(own)) => is_at(stated, *own),
            (Stated::Weekday(day), Stated::Date(own)) => self.days(*own).any(|days| is_on(*day, days)),
            _ if self.kind == Kind::Title => false,
            (Stated::Amount(amount), Stated::Amount(own)) => {
                (is_same_value(amount, own) && follows(amount.bound, own.bound)) || is_rounded(amount, own)
            }
            // "The 140th repair plant" is "the 140th Repair Works".
            (Stated::Amount(Amount { low, of: Of::Rank, .. }), Stated::Name { label, number }) => {
                (label.starts_with("#th") || label == "no. #")
                    && low.as_whole().is_some_and(|value| value.to_string() == *number)
            }
            (Stated::Name { label, number }, Stated::Amount(Amount { low, of: Of::Rank, .. })) => {
                label.starts_with("#th") && low.as_whole().is_some_and(|value| value.to_string() == *number)
            }
            (Stated::Vague { size, of }, Stated::Amount(own)) => *of == own.of && is_of_size(own.low, *size),
            (Stated::Vague { .. }, Stated::Vague { .. })
            | (Stated::Clock(..), Stated::Clock(..))
            | (Stated::Per(_), Stated::Per(_))
            | (Stated::Direction(_), Stated::Direction(_)) => *stated == own.is,
            _ => false,
        })
    }

    /// Is a day of this text, completed, that date, or within it?
    fn is_of(&self, own: Date, date: Date, all: &Bearers) -> bool {
        if let Some(years) = own.years_from_now {
            let year = |day: NaiveDate| day.year() + years;
            let is_year = |period: &Period| {
                date.year == Some(year(period.first)) || date.year == Some(year(period.last))
            };
            return date.month.is_none() && self.said.iter().any(is_year);
        }
        let is_part = |part: Option<u8>, of: Option<u8>| part.is_none() || part == of;
        if !is_part(date.month, own.month) || !is_part(date.day, own.day) {
            return false;
        }
        match (date.year, own.year) {
            (None, _) => true,
            (Some(year), Some(own)) => year == own,
            (Some(year), None) => {
                date.month.is_some()
                    && (self.said.iter().any(|period| nearest_years(own, *period).contains(&Some(year)))
                        || all.is_around(date))
            }
        }
    }
}

impl Bearer {
    /// The days that a date of this text may mean.
    fn days(&self, own: Date) -> impl Iterator<Item = Period> {
        let years = self.said.iter().flat_map(move |said| nearest_years(own, *said)).flatten();
        let completed = years.map(move |year| Date { year: Some(year), ..own });
        [own]
            .into_iter()
            .chain(completed.filter(move |_| own.year.is_none() && own.month.is_some()))
            .filter_map(Date::days)
    }

    /// The years that it names, and those of which it says how far from its own they are.
    fn years(&self) -> Vec<i32> {
        let distances = self.quantities.iter().filter_map(|quantity| match quantity.is {
            Stated::Date(date) => date.years_from_now,
            _ => None,
        });
        let of_distance = |distance: i32| self.said.iter().map(move |said| said.last.year() + distance);
        years(&self.quantities).chain(distances.flat_map(of_distance)).collect()
    }
}

impl Bearers {
    /// Does a record name a time around this date?
    fn is_around(&self, date: Date) -> bool {
        let Some(days) = date.days() else { return false };
        self.held().any(|period| contains(period, days) || contains(days, period))
    }
}

/// Is it a single day, and that of the week, from Monday?
fn is_on(day: u8, days: Period) -> bool {
    days.first == days.last && u32::from(day) == days.first.weekday().num_days_from_monday()
}

/// Does a date lie in that stretch or season, as far as it is known?
fn is_at(stated: &Stated, date: Date) -> bool {
    match stated {
        Stated::Season(season) => date.month.is_some_and(|month| is_in_season_of(*season, month)),
        Stated::Stretch(_, Scale::Season) => date.month.is_some(),
        Stated::Stretch(stretch, scale) => {
            // The middle of the day, the month or the year.
            let year = |of: i32| date.year.and_then(|year| u32::try_from(2 * year.rem_euclid(of) + 1).ok());
            let (at, whole) = match scale {
                Scale::Month => (date.day.map(|day| 2 * u32::from(day) - 1), 2 * 31),
                Scale::Decade => (year(10), 2 * 10),
                Scale::Century => (year(100), 2 * 100),
                Scale::Season | Scale::Year => (date.month.map(|month| 2 * u32::from(month) - 1), 2 * 12),
            };
            let (from, to) = stretch.twelfths();
            at.is_some_and(|at| (u32::from(from) * whole..u32::from(to) * whole).contains(&(at * 12)))
        }
        _ => false,
    }
}

/// Spring is from March to June, by the calendar of some and by the sun of others; the northern one.
fn is_in_season_of(season: u8, month: u8) -> bool {
    let first = 3 + 3 * season;
    (first..first + 4).any(|of_year| (of_year - 1) % 12 + 1 == month)
}

/// Is the second the first, or a part of it? What is early by one writer's measure is hardly so by another's, but a quarter is exact.
fn contains_stretch(outer: Stretch, inner: Stretch) -> bool {
    let ((from, to), (own_from, own_to)) = (outer.twelfths(), inner.twelfths());
    outer == inner || (from <= own_from && own_to <= to)
}

/// The years in which a day without one lies nearest to when it was spoken of, at its beginning and at its end.
fn nearest_years(date: Date, said: Period) -> [Option<i32>; 2] {
    [said.first, said.last].map(|said| {
        let years = [said.year(), said.year() - 1, said.year() + 1].into_iter();
        let distance = |year: &i32| {
            let day = NaiveDate::from_ymd_opt(*year, date.month?.into(), date.day.unwrap_or(15).into())?;
            Some(day.signed_duration_since(said).num_days().abs())
        };
        years.filter(|year| distance(year).is_some()).min_by_key(|year| distance(year))
    })
}

impl Date {
    /// The days it may mean, if its year is known.
    pub fn days(self) -> Option<Period> {
        let year = self.year?;
        match (self.month, self.day) {
            (Some(month), Some(day)) => Period::day(year, month.into(), day.into()).ok(),
            (Some(month), None) => {
                let first = NaiveDate::from_ymd_opt(year, month.into(), 1)?;
                Some(Period { first, last: first.checked_add_months(Months::new(1))?.pred_opt()? })
            }
            _ => Some(Period {
                first: NaiveDate::from_ymd_opt(year, 1, 1)?,
                last: NaiveDate::from_ymd_opt(year, 12, 31)?,
            }),
        }
    }
}

fn contains(outer: Period, inner: Period) -> bool {
    outer.first <= inner.first && inner.last <= outer.last
}

fn is_in_decade(period: Period, first: i32) -> bool {
    let is_in = |day: NaiveDate| {
        let year = if first < 100 { day.year().rem_euclid(100) } else { day.year() };
        (first..first + 10).contains(&year)
    };
    is_in(period.first) && is_in(period.last)
}

fn is_in_century(year: i32, century: u64) -> bool {
    i64::try_from(century).is_ok_and(|century| (i64::from(year) - 1).div_euclid(100) + 1 == century)
}

/// The same value of the same things, whatever bounds it?
fn is_same_value(one: &Amount, other: &Amount) -> bool {
    let (one_size, other_size) = (size(one.of), size(other.of));
    let (one_size, other_size) =
        if one.of == Of::Count { (one_size, one_size) } else { (one_size, other_size) };
    let same = |one: Exact, other: Exact| match (one.times(one_size), other.times(other_size)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other && one_size == other_size,
    };
    is_same_thing(one.of, other.of) && same(one.low, other.low) && same(one.high, other.high)
}

/// Is the first the second, rounded: "more than 200 million" of 206 million, "52 per cent" of 51.96?
fn is_rounded(one: &Amount, other: &Amount) -> bool {
    const LARGE: u64 = 1_000_000;
    let is_single =
        one.low == one.high && other.low == other.high && one.of == other.of && other.bound == Bound::Exactly;
    if !is_single {
        return false;
    }
    let (value, exact) = (one.low, other.low);
    let (Some(digits), Some(more)) = (value.significant_digits(), exact.significant_digits()) else {
        return false;
    };
    if digits >= more {
        return false;
    }
    let is_within = |from: (i128, i128), to: (i128, i128)| {
        let part = |(above, below)| Exact::new(above, below).and_then(|part| value.times(part));
        part(from).zip(part(to)).is_some_and(|(from, to)| from < exact && exact < to)
    };
    match one.bound {
        Bound::Above | Bound::AtLeast | Bound::JustOver => is_within((1, 1), (11, 10)),
        Bound::Below | Bound::AtMost | Bound::Almost => is_within((9, 10), (1, 1)),
        Bound::About => exact.rounded(digits) == Some(value),
        Bound::Exactly => {
            (one.of == Of::Share || value >= Exact::whole(LARGE))
                && digits > 1
                && exact.rounded(digits) == Some(value)
        }
    }
}

fn is_same_thing(one: Of, other: Of) -> bool {
    match (one, other) {
        (Of::Unit(one), Of::Unit(other)) => one.dimension == other.dimension,
        // "29 of the 60 years" are 29 years.
        (Of::Count, Of::Unit(unit)) => matches!(unit.dimension, "time" | "months" | "length" | "mass"),
        _ => one == other,
    }
}

fn size(of: Of) -> Exact {
    Exact::whole(if let Of::Unit(unit) = of { unit.size } else { 1 })
}

/// Does a value that is bound like the first follow from one that is bound like the other?
fn follows(one: Bound, other: Bound) -> bool {
    one == other
        || match one {
            Bound::Exactly | Bound::Almost | Bound::JustOver => false,
            Bound::About => matches!(other, Bound::Exactly | Bound::Almost | Bound::JustOver),
            Bound::Above => other == Bound::JustOver,
            Bound::Below => other == Bound::Almost,
            Bound::AtLeast => matches!(other, Bound::Exactly | Bound::Above | Bound::JustOver),
            Bound::AtMost => matches!(other, Bound::Exactly | Bound::Below | Bound::Almost),
        }
}

/// "Hundreds" are 200 and more, and no tens of thousands.
fn is_of_size(value: Exact, size: u64) -> bool {
    let from = Exact::whole(size.saturating_mul(2));
    let to = Exact::whole(size.saturating_mul(100));
    from <= value && value < to
}

/// The quantities of `stated` that nothing bears, in their order. `text` is the one in which they stand.
pub fn unborne<'q>(text: &str, stated: &'q [Quantity], bearers: &Bearers) -> Vec<Unborne<'q>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = stated.get(at) {
        let readings = stated[at..].iter().take_while(|quantity| quantity.span == first.span).count().max(1);
        let readings = &stated[at..at + readings];
        at += readings.len();
        let judged = readings.iter().filter(|quantity| !quantity.is_implied);
        if judged.clone().count() == 0
            || readings.iter().any(|quantity| is_borne(text, quantity, stated, bearers))
        {
            continue;
        }
        found.extend(judged.take(1).map(|quantity| Unborne { quantity, why: why(quantity, bearers) }));
    }
    if found.is_empty()
        && let Some((quantity, period)) = beside_as_of(stated, bearers)
    {
        found.push(Unborne { quantity, why: Why::OtherAsOf(period) });
    }
    found
}

fn is_borne(text: &str, quantity: &Quantity, stated: &[Quantity], bearers: &Bearers) -> bool {
    match &quantity.is {
        // Two names of one kind that differ in the number alone are two things; a name that is nowhere else may be the desk's.
        Stated::Name { label, .. } => {
            let quotes = bearers.texts.iter().filter(|bearer| bearer.kind == Kind::Quote);
            let mut all = quotes.flat_map(|bearer| &bearer.quantities);
            let is_alike =
                |own: &Quantity| matches!(&own.is, Stated::Name { label: own, .. } if own == label);
            !all.any(is_alike) || bearers.bears(quantity)
        }
        Stated::Date(date) => {
            is_quoted(quantity, bearers)
                || (on_another_side(quantity, bearers).is_none()
                    && is_recorded(*date, quantity.side, is_in_season(text, quantity), stated, bearers))
        }
        Stated::Stretch(..) | Stated::Season(_) | Stated::Weekday(_) => {
            bearers.bears(quantity)
                || (on_another_side(quantity, bearers).is_none() && is_recorded_at(quantity, bearers))
                || !is_read(quantity, bearers)
        }
        Stated::Unread(_) => bearers.bears(quantity),
        // "The first" is often said in other words.
        Stated::Amount(amount) if amount.of == Of::Rank && amount.low == Exact::whole(1) => {
            bearers.bears(quantity) || !bearers.has_other_rank()
        }
        Stated::Amount(amount) if is_one(amount) && quantity.in_words => {
            bearers.bears(quantity)
                || bearers.texts.iter().any(|bearer| has_one(&bearer.text, text, quantity))
        }
        _ => bearers.bears(quantity) || !is_read(quantity, bearers),
    }
}

fn is_quoted(quantity: &Quantity, bearers: &Bearers) -> bool {
    let quotes = bearers.texts.iter().filter(|bearer| bearer.kind == Kind::Quote);
    quotes.into_iter().any(|bearer| bearer.bears(&quantity.is, Some(quantity.side), bearers))
}

/// What a quote says of the same time where none says it on this side of it: "in 2019" for "before 2019".
fn on_another_side(quantity: &Quantity, bearers: &Bearers) -> Option<String> {
    if is_quoted(quantity, bearers) {
        return None;
    }
    let mut quotes = bearers.texts.iter().filter(|bearer| bearer.kind == Kind::Quote);
    quotes.find_map(|bearer| {
        let is_same = |own: &&Quantity| own.is == quantity.is && !quantity.side.follows(own.side);
        bearer
            .quantities
            .iter()
            .find(is_same)
            .map(|own| bearer.text.get(own.with_side.range()).unwrap_or_default().to_owned())
    })
}

/// "In autumn 2015" is more than a year.
fn is_in_season(text: &str, quantity: &Quantity) -> bool {
    const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "fall", "winter"];
    let before = text.get(..quantity.span.range().start).unwrap_or_default();
    SEASONS.iter().any(|season| before.trim_end().ends_with(season))
}

/// Does a record give the date: as that for which the statement speaks, or on which something was said or published?
fn is_recorded(date: Date, side: DateSide, in_season: bool, stated: &[Quantity], bearers: &Bearers) -> bool {
    let Some(days) = date.days() else { return is_held_in_any_year(date, bearers) };
    let is_held = |period: Period| is_day_of(date, days, period, side, stated);
    // "On 18 May 2017 he said that in 2017 ...": a record gives the day on which he said it, and no more.
    let is_finer = |other: Date| other.month.is_some() && date.month.is_none() && other.year == date.year;
    let is_coarse = stated.iter().any(|quantity| match quantity.is {
        Stated::Date(other) => !quantity.is_implied && is_finer(other),
        _ => false,
    });
    if is_coarse && !in_season {
        return false;
    }
    // A forecast for a year can be checked at its end.
    let is_due = |due: Period| is_held(due) && (date.month.is_some() || due.last == days.last);
    if (bearers.as_of.is_some_and(is_held) && !is_of_another_year(date, stated, bearers))
        || (!matches!(side, DateSide::From | DateSide::After) && bearers.due.is_some_and(is_due))
    {
        return true;
    }
    // What a document tells had happened by its day, in the month or year of that day.
    let is_by = matches!(side, DateSide::By | DateSide::Before | DateSide::Until);
    let is_told = |told: &Told| {
        contains(days, told.on) || (is_short(told.on) && date.month.is_some() && is_in(days, told.on.last))
    };
    if is_by && !names_an_end(bearers) && bearers.told.iter().any(is_told) {
        return true;
    }
    // When a fact was told is not when it was.
    if (bearers.is_fact && bearers.as_of.is_some())
        || names_another_year(stated, bearers)
        || names_another_month(date, stated, bearers)
    {
        return false;
    }
    let is_only_day = date.month.is_some() && bearers.dated.is_empty() && bearers.as_of.is_none();
    let is_dated = |period: Period| {
        contains(days, period) || (is_short(period) && is_day_of(date, days, period, side, stated))
    };
    bearers.dated.iter().any(|period| is_dated(*period))
        || bearers.told.iter().any(|told| contains(days, told.on) && (!told.is_relayed || is_only_day))
        || bearers
            .texts
            .iter()
            .any(|bearer| bearer.kind == Kind::Title && bearer.bears(&Stated::Date(date), None, bearers))
}

/// Does a record give the stretch, the season or the day of the week? When something was told counts only where no quote has another.
fn is_recorded_at(quantity: &Quantity, bearers: &Bearers) -> bool {
    let stated = &quantity.is;
    // "By late 2011" is by the end of 2011, if the record names no more than the year.
    let is_by = matches!(quantity.side, DateSide::By | DateSide::Before | DateSide::Until | DateSide::To);
    let is_on = |period: Period| {
        let is_at_end = |day| is_at(stated, date_of(day, period));
        is_at_end(period.first)
            || is_at_end(period.last)
            || (is_by && is_at(stated, date(period.last)))
            || matches!(stated, Stated::Weekday(day) if is_on(*day, period))
    };
    let quotes = bearers.texts.iter().filter(|bearer| bearer.kind == Kind::Quote);
    let is_another = |own: &Quantity| match (&own.is, stated) {
        (Stated::Stretch(_, own), Stated::Stretch(_, of)) => own == of,
        (own, stated) => std::mem::discriminant(own) == std::mem::discriminant(stated),
    };
    let names_another = quotes.flat_map(|bearer| &bearer.quantities).any(is_another);
    let told = bearers.told.iter().map(|told| told.on);
    bearers.held().any(is_on) || (!names_another && bearers.dated.iter().copied().chain(told).any(is_on))
}

/// The end of a period as far as the record says it: of one from the first of a year to the last of one only the year.
fn date_of(day: NaiveDate, period: Period) -> Date {
    let behind = period.last.succ_opt().unwrap_or(period.last);
    let is_whole_months = period.first.day() == 1 && behind.day() == 1;
    let is_whole_years = is_whole_months && period.first.month() == 1 && behind.month() == 1;
    let date = date(day);
    Date { month: date.month.filter(|_| !is_whole_years), day: date.day.filter(|_| !is_whole_months), ..date }
}

fn date(day: NaiveDate) -> Date {
    Date {
        year: Some(day.year()),
        month: u8::try_from(day.month()).ok(),
        day: u8::try_from(day.day()).ok(),
        years_from_now: None,
    }
}

/// Does a period name the month in which it begins or ends?
fn is_short(period: Period) -> bool {
    const SHORT: i64 = 45;
    period.last.signed_duration_since(period.first).num_days() <= SHORT
}

/// Is the date when a period is, or the beginning or the end of it that is meant?
fn is_day_of(date: Date, days: Period, period: Period, side: DateSide, stated: &[Quantity]) -> bool {
    let single = period.first == period.last;
    if side == DateSide::Before && single {
        // "Before 2015" is to the end of 2014.
        if period.last.succ_opt() == Some(days.first) {
            return true;
        }
        if period.last == days.last && days.first < days.last {
            return false;
        }
    }
    if contains(days, period) {
        return true;
    }
    if is_calendar_unit(period) {
        return false;
    }
    let is_short = is_short(period);
    let (is_first, is_last) = (is_in(days, period.first), is_in(days, period.last));
    // "From 30 November to 6 December"; of a short period not "in spring, in May".
    let is_like = |other: Date| {
        !is_short
            || (other.month.is_some() == date.month.is_some() && other.day.is_some() == date.day.is_some())
    };
    let names_first = stated.iter().any(|quantity| match quantity.is {
        Stated::Date(other) if other != date && is_like(other) => {
            other.days().is_some_and(|days| is_in(days, period.first))
        }
        _ => false,
    });
    let is_end = matches!(side, DateSide::By | DateSide::To | DateSide::Before | DateSide::Until);
    (is_first && !matches!(side, DateSide::By | DateSide::To | DateSide::Until))
        || (is_last && (is_end || names_first))
}

fn is_in(days: Period, day: NaiveDate) -> bool {
    days.first <= day && day <= days.last
}

fn is_calendar_unit(period: Period) -> bool {
    let (first, last) = (period.first, period.last);
    let is_month = first.day() == 1 && last.succ_opt() == first.checked_add_months(Months::new(1));
    let is_year = first.ordinal() == 1 && last.succ_opt() == first.checked_add_months(Months::new(12));
    is_month || is_year
}

/// A month or a day without a year, in a period for which the statement speaks.
fn is_held_in_any_year(date: Date, bearers: &Bearers) -> bool {
    let is_on = |day: NaiveDate| {
        date.month.is_some_and(|month| u32::from(month) == day.month())
            && date.day.is_none_or(|of_month| u32::from(of_month) == day.day())
    };
    bearers.held().any(|period| match date.day {
        Some(_) => is_on(period.first) || is_on(period.last),
        None => is_on(period.first) && is_on(period.last),
    })
}

/// Can a number of a quote be read, if it is in words? Of a language without a list only digits are.
fn is_read(quantity: &Quantity, bearers: &Bearers) -> bool {
    const SMALL: u64 = 20;
    let is_hardly_in_words = match &quantity.is {
        Stated::Amount(Amount { low, of: Of::Count | Of::Unit(_), .. }) => {
            low.as_whole().is_none_or(|value| value > SMALL)
        }
        _ => false,
    };
    is_hardly_in_words || bearers.texts.iter().all(|bearer| bearer.is_read || bearer.kind != Kind::Quote)
}

/// Do the quotes say themselves by when it was, or is to be?
fn names_an_end(bearers: &Bearers) -> bool {
    let is_end = |own: &Quantity| {
        matches!(own.is, Stated::Date(_))
            && matches!(own.side, DateSide::By | DateSide::Before | DateSide::Until)
    };
    let mut quotes = bearers.texts.iter().filter(|bearer| bearer.kind == Kind::Quote);
    quotes.any(|bearer| bearer.quantities.iter().any(is_end))
}

/// Do the quotes name years, and the statement none of them?
fn names_another_year(stated: &[Quantity], bearers: &Bearers) -> bool {
    let quoted: Vec<i32> =
        bearers.texts.iter().filter(|bearer| bearer.kind == Kind::Quote).flat_map(Bearer::years).collect();
    !quoted.is_empty() && !years(stated).any(|year| quoted.contains(&year))
}

/// Do the quotes have the same month of another year, of which the statement says nothing, and not of this one? Then no record
/// outvotes them.
fn is_of_another_year(date: Date, stated: &[Quantity], bearers: &Bearers) -> bool {
    let years = |quantities: &[Quantity]| -> Vec<i32> {
        let year = |quantity: &Quantity| match quantity.is {
            Stated::Date(other) if other.month.is_some() && other.month == date.month => other.year,
            _ => None,
        };
        quantities.iter().filter_map(year).collect()
    };
    let quotes = bearers.texts.iter().filter(|bearer| bearer.kind == Kind::Quote);
    let quoted: Vec<i32> = quotes.flat_map(|bearer| years(&bearer.quantities)).collect();
    let own = years(stated);
    let is_here = date.month.is_none() || date.year.is_none_or(|year| quoted.contains(&year));
    !is_here && quoted.iter().any(|year| !own.contains(year))
}

/// Is a month asked for, and do the quotes name months, and the statement none of them?
fn names_another_month(date: Date, stated: &[Quantity], bearers: &Bearers) -> bool {
    let months = |quantities: &[Quantity]| -> Vec<u8> {
        let month =
            |quantity: &Quantity| if let Stated::Date(date) = quantity.is { date.month } else { None };
        quantities.iter().filter_map(month).collect()
    };
    let quoted: Vec<u8> = bearers
        .texts
        .iter()
        .filter(|bearer| bearer.kind == Kind::Quote)
        .flat_map(|bearer| months(&bearer.quantities))
        .collect();
    date.month.is_some() && !quoted.is_empty() && !months(stated).iter().any(|month| quoted.contains(month))
}

fn years(quantities: &[Quantity]) -> impl Iterator<Item = i32> {
    quantities.iter().filter_map(|quantity| match quantity.is {
        Stated::Date(date) => date.year,
        _ => None,
    })
}

fn is_recorded_beside(quantity: &Quantity, stated: &[Quantity], bearers: &Bearers) -> bool {
    let Stated::Date(date) = quantity.is else { return false };
    date.days()
        .is_some_and(|days| bearers.held().any(|period| is_day_of(date, days, period, quantity.side, stated)))
}

/// A statement that names years, of which none is when it is meant to hold.
fn beside_as_of<'q>(stated: &'q [Quantity], bearers: &Bearers) -> Option<(&'q Quantity, Period)> {
    let period = bearers.as_of?;
    let dated: Vec<_> = stated
        .iter()
        .filter_map(|quantity| match quantity.is {
            Stated::Date(date) => Some((quantity, date.days()?)),
            Stated::Decade(first) if first > 99 => {
                let year = |year| NaiveDate::from_ymd_opt(year, 1, 1);
                Some((quantity, Period { first: year(first)?, last: year(first + 10)?.pred_opt()? }))
            }
            _ => None,
        })
        .collect();
    let meets =
        |days: &Period| bearers.held().any(|period| !days.is_after(period) && !period.is_after(*days));
    if dated.iter().any(|(quantity, days)| {
        meets(days) || is_quoted(quantity, bearers) || is_recorded_beside(quantity, stated, bearers)
    }) {
        return None;
    }
    dated
        .first()
        .filter(|(quantity, _)| matches!(quantity.is, Stated::Date(_)))
        .map(|(quantity, _)| (*quantity, period))
}

fn is_one(amount: &Amount) -> bool {
    amount.low == Exact::whole(1) && amount.high == amount.low && amount.of == Of::Count
}

/// Does a text speak of "a" what the statement has one of?
fn has_one(text: &str, statement: &str, quantity: &Quantity) -> bool {
    const NEAR: usize = 4;
    const STEM: usize = 5;
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let stem = |word: &String| word.chars().take(STEM).collect::<String>();
    let behind = statement.get(quantity.span.range().end..).unwrap_or_default();
    let counted: Vec<_> = words(behind).iter().take(NEAR).map(stem).collect();
    let words = words(text);
    words.iter().enumerate().any(|(at, word)| {
        matches!(&**word, "a" | "an" | "single" | "sole")
            && words
                .iter()
                .skip(at + 1)
                .take(NEAR)
                .any(|word| word.chars().count() > 3 && counted.contains(&stem(word)))
    })
}

/// What is there instead.
fn why(quantity: &Quantity, bearers: &Bearers) -> Why {
    if let Some(words) = on_another_side(quantity, bearers) {
        return Why::OtherSide(words);
    }
    let all = || {
        let texts = bearers.texts.iter().filter(|bearer| bearer.kind == Kind::Quote);
        texts.flat_map(|bearer| bearer.quantities.iter().map(|own| (own, words(&bearer.text, own))))
    };
    match &quantity.is {
        Stated::Amount(amount) => {
            let amounts = || {
                all().filter_map(
                    |(own, words)| if let Stated::Amount(own) = &own.is { Some((own, words)) } else { None },
                )
            };
            let same = amounts().find(|(own, _)| is_same_value(amount, own));
            let other_unit = || amounts().find(|(own, _)| own.low == amount.low && own.high == amount.high);
            let other_value = || amounts().find(|(own, _)| is_same_thing(own.of, amount.of));
            if let Some((_, words)) = same {
                return Why::OtherBound(words);
            }
            if let Some((_, words)) = other_unit() {
                return Why::OtherUnit(words);
            }
            other_value().map_or(Why::Absent, |(_, words)| Why::OtherValue(words))
        }
        Stated::Date(_) => {
            let quoted = all().find(|(own, _)| matches!(own.is, Stated::Date(_)));
            match (quoted, bearers.as_of) {
                (Some((_, words)), _) => Why::OtherValue(words),
                (None, Some(period)) => Why::OtherAsOf(period),
                (None, None) => Why::Absent,
            }
        }
        Stated::Name { label, .. } => all()
            .find(|(own, _)| matches!(&own.is, Stated::Name { label: own, .. } if own == label))
            .map_or(Why::Absent, |(_, words)| Why::OtherValue(words)),
        other => all()
            .find(|(own, _)| std::mem::discriminant(&own.is) == std::mem::discriminant(other))
            .map_or(Why::Absent, |(_, words)| Why::OtherValue(words)),
    }
}

fn words(text: &str, quantity: &Quantity) -> String {
    text.get(quantity.span.range()).unwrap_or_default().to_owned()
}
