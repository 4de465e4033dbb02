//! The chart of statuses over time: areas in steps, one upon the other, drawn for a wide page and for a narrow one. Each area
//! has its name and number at its end.

use super::parts::{Mark, day_in_words, shade};
use crate::report::site::series::{Point, Series};
use crate::report::words;
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt::Write;

/// All that a chart shows.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    title: &'static str,
    /// The same in words, for those who do not see it.
    text: String,
    caption: String,
    legend: Vec<Entry>,
    points: Vec<Row>,
    drawings: Vec<Drawing>,
}

#[derive(Debug, Serialize)]
struct Entry {
    state: Mark,
}

#[derive(Debug, Serialize)]
struct Row {
    day: String,
    counts: Vec<usize>,
}

/// The chart at one size; lengths are in units of the drawing.
#[derive(Debug, Serialize)]
struct Drawing {
    name: &'static str,
    width: usize,
    height: usize,
    left: usize,
    right: usize,
    bottom: usize,
    up: Vec<Tick>,
    along: Vec<Tick>,
    areas: Vec<Area>,
    ends: Vec<Tick>,
}

#[derive(Debug, Serialize)]
struct Tick {
    at: usize,
    words: String,
    anchor: &'static str,
}

#[derive(Debug, Serialize)]
struct Area {
    shade: &'static str,
    path: String,
}

/// Where a drawing has its axes.
#[derive(Clone, Copy)]
struct Size {
    name: &'static str,
    width: usize,
    height: usize,
    /// How many days are named below it at most.
    days: usize,
    /// The room at the right for what stands at the ends.
    right: usize,
    /// Are statuses named there? Otherwise only their numbers.
    named: bool,
}

const SIZES: [Size; 2] = [
    Size { name: "drawn-wide", width: 860, height: 280, days: 5, right: 170, named: true },
    Size { name: "drawn-narrow", width: 360, height: 240, days: 2, right: 46, named: false },
];
const LEFT: usize = 52;
/// The least distance between what stands at two ends.
const LINE: usize = 17;
const TOP: usize = 24;
const BELOW: usize = 32;

pub(super) fn of(series: &Series) -> Chart {
    // The strongest status lies at the bottom, where lengths compare best; what is named stands in the order of the areas.
    let legend = words::Mark::statuses().map(|status| Entry { state: status.into() });
    let rows = series
        .points
        .iter()
        .rev()
        .map(|point| Row { day: point.day.to_string(), counts: point.counts.clone() });
    Chart {
        title: "Claims of each status over time",
        text: in_words(&series.points),
        caption: format!(
            "At the end of each {}, as changes landed; today from the current files.",
            series.step.name()
        ),
        legend: legend.collect(),
        points: rows.collect(),
        drawings: SIZES.iter().map(|&size| draw(&series.points, size)).collect(),
    }
}

/// Every status, and where its count is in a point.
fn strongest_first() -> impl Iterator<Item = (usize, words::Mark)> {
    let all: Vec<_> = words::Mark::statuses().enumerate().collect();
    all.into_iter().rev()
}

/// `From 2 claims on 23 November 2026 (0 documented, ...) to 516 ...`
fn in_words(points: &[Point]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let told = |point: &Point| {
        let counts = words::Mark::statuses()
            .zip(&point.counts)
            .map(|(status, count)| format!("{count} {}", status.name));
        let all: usize = point.counts.iter().sum();
        format!("{all} on {} ({})", day_in_words(point.day), counts.collect::<Vec<_>>().join(", "))
    };
    if points.len() == 1 {
        format!("Claims: {}.", told(last))
    } else {
        format!("Claims: from {} to {}.", told(first), told(last))
    }
}

fn draw(points: &[Point], size: Size) -> Drawing {
    let (right, bottom) = (size.width - size.right, size.height - BELOW);
    let most = points.iter().map(|point| point.counts.iter().sum::<usize>()).max().unwrap_or(0);
    let (step, top) = scale(most);
    let y = |count: usize| bottom - count * (bottom - TOP) / top;
    let (first, last) = match (points.first(), points.last()) {
        (Some(first), Some(last)) => (first.day, last.day),
        _ => (NaiveDate::default(), NaiveDate::default()),
    };
    // The last day is as wide as every other.
    let span = days_between(first, last) + 1;
    let x = |day: NaiveDate| LEFT + days_between(first, day) * (right - LEFT) / span;
    let mut below = vec![0; points.len()];
    let (mut areas, mut ends) = (Vec::new(), Vec::new());
    for (at, status) in strongest_first() {
        let floor = below.clone();
        for (sum, point) in below.iter_mut().zip(points) {
            *sum += point.counts.get(at).copied().unwrap_or(0);
        }
        // What a day ends with holds until the next.
        let edge = |counts: &[usize]| -> Vec<(usize, usize)> {
            let until = points.iter().skip(1).map(|point| x(point.day)).chain([right]);
            let steps = points.iter().zip(until).zip(counts);
            steps.flat_map(|((point, until), &count)| [(x(point.day), y(count)), (until, y(count))]).collect()
        };
        let mut path = String::new();
        for (x, y) in edge(&below).into_iter().chain(edge(&floor).into_iter().rev()) {
            // Writing to a String cannot fail.
            let _ = write!(path, "{}{x} {y}", if path.is_empty() { "M" } else { "L" });
        }
        path.push('Z');
        areas.push(Area { shade: shade(status), path });
        let (high, low) = (below.last().copied().unwrap_or(0), floor.last().copied().unwrap_or(0));
        let words =
            if size.named { format!("{} {}", high - low, status.name) } else { (high - low).to_string() };
        ends.push(tick(y(high).midpoint(y(low)), words, "start"));
    }
    part(&mut ends, bottom);
    Drawing {
        name: size.name,
        width: size.width,
        height: size.height,
        left: LEFT,
        right,
        bottom,
        areas,
        ends,
        up: (0..=top / step).map(|at| tick(y(at * step), (at * step).to_string(), "end")).collect(),
        along: along(points, size.days, x),
    }
}

/// Moves what stands at the ends, the lowest first, so far up that none lies upon another.
fn part(ends: &mut [Tick], bottom: usize) {
    let mut room = bottom;
    for end in ends {
        end.at = end.at.min(room);
        room = end.at.saturating_sub(LINE);
    }
}

/// The fewest days, and the fewest days with a change, that make a history worth drawing.
const SHORTEST: (i64, usize) = (14, 3);

/// Is there a history to draw?
pub(super) fn is_worth_it(series: &Series) -> bool {
    let points = &series.points;
    let span = points.first().zip(points.last()).map_or(0, |(first, last)| (last.day - first.day).num_days());
    let changes = points.iter().zip(points.iter().skip(1)).filter(|(a, b)| a.counts != b.counts).count();
    span >= SHORTEST.0 && changes >= SHORTEST.1
}

/// The same where there is too little to draw: `The first claims are from 23 November 2026 ...`
pub(super) fn in_a_sentence(series: &Series) -> String {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
        return String::new();
    };
    let all = |point: &Point| point.counts.iter().sum::<usize>();
    format!(
        "The history begins on {}, with {}; today there are {}. A chart stands here once there are two weeks to show.",
        day_in_words(first.day),
        words::counted(all(first), "claim"),
        all(last)
    )
}

/// Some of the days, evenly apart, the first and the last among them.
fn along(points: &[Point], most: usize, x: impl Fn(NaiveDate) -> usize) -> Vec<Tick> {
    let last = points.len().saturating_sub(1);
    let count = most.min(points.len());
    let chosen = (0..count).map(|at| if count == 1 { 0 } else { at * last / (count - 1) });
    let ticks = chosen.filter_map(|at| points.get(at).map(|point| (at, point))).map(|(at, point)| {
        let anchor = if at == 0 {
            "start"
        } else if at == last {
            "end"
        } else {
            "middle"
        };
        tick(x(point.day), point.day.format("%-d %b %Y").to_string(), anchor)
    });
    ticks.collect()
}

fn tick(at: usize, words: String, anchor: &'static str) -> Tick {
    Tick { at, words, anchor }
}

/// A round number from tick to tick, and the one at the top: no more than five ticks.
fn scale(most: usize) -> (usize, usize) {
    let mut unit = 1;
    loop {
        for step in [unit, 2 * unit, 5 * unit] {
            if step * 5 >= most {
                return (step, most.div_ceil(step).max(1) * step);
            }
        }
        unit *= 10;
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> usize {
    usize::try_from((to - from).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        for (most, expected) in [
            (0, (1, 1)),
            (1, (1, 1)),
            (5, (1, 5)),
            (6, (2, 6)),
            (51, (20, 60)),
            (516, (200, 600)),
            (10_000, (2000, 10_000)),
        ] {
            assert_eq!(scale(most), expected, "{most}");
        }
    }
}
