//! The chart of statuses over time: areas, one upon the other, drawn for a wide page and for a narrow one.

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
}

const SIZES: [Size; 2] = [
    Size { name: "drawn-wide", width: 860, height: 280, days: 7 },
    Size { name: "drawn-narrow", width: 360, height: 260, days: 3 },
];
const LEFT: usize = 52;
const RIGHT: usize = 16;
const TOP: usize = 24;
const BELOW: usize = 32;

pub(super) fn of(series: &Series) -> Chart {
    // The strongest status lies at the bottom, where lengths compare best.
    let legend = strongest_first().map(|(_, status)| Entry { state: status.into() });
    let rows = series.points.iter().rev().map(|point| Row {
        day: point.day.to_string(),
        counts: point.counts.iter().rev().copied().collect(),
    });
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
    let (right, bottom) = (size.width - RIGHT, size.height - BELOW);
    let most = points.iter().map(|point| point.counts.iter().sum::<usize>()).max().unwrap_or(0);
    let (step, top) = scale(most);
    let y = |count: usize| bottom - count * (bottom - TOP) / top;
    let (first, last) = match (points.first(), points.last()) {
        (Some(first), Some(last)) => (first.day, last.day),
        _ => (NaiveDate::default(), NaiveDate::default()),
    };
    let span = days_between(first, last).max(1);
    let x = |day: NaiveDate| LEFT + days_between(first, day) * (right - LEFT) / span;
    let mut below = vec![0; points.len()];
    let areas = strongest_first().map(|(at, status)| {
        let floor = below.clone();
        for (sum, point) in below.iter_mut().zip(points) {
            *sum += point.counts.get(at).copied().unwrap_or(0);
        }
        let mut path = String::new();
        // One day alone is drawn as wide as all.
        let alone = points.len() == 1;
        let edge = |counts: &[usize]| -> Vec<(usize, usize)> {
            match (alone, counts) {
                (true, [count]) => vec![(LEFT, y(*count)), (right, y(*count))],
                _ => points.iter().zip(counts).map(|(point, &count)| (x(point.day), y(count))).collect(),
            }
        };
        for (x, y) in edge(&below).into_iter().chain(edge(&floor).into_iter().rev()) {
            // Writing to a String cannot fail.
            let _ = write!(path, "{}{x} {y}", if path.is_empty() { "M" } else { "L" });
        }
        path.push('Z');
        Area { shade: shade(status), path }
    });
    Drawing {
        name: size.name,
        width: size.width,
        height: size.height,
        left: LEFT,
        right,
        bottom,
        areas: areas.collect(),
        up: (0..=top / step).map(|at| tick(y(at * step), (at * step).to_string(), "end")).collect(),
        along: along(points, size.days, x),
    }
}

/// Some of the days, evenly apart, the first and the last among them.
fn along(points: &[Point], most: usize, x: impl Fn(NaiveDate) -> usize) -> Vec<Tick> {
    let last = points.len().saturating_sub(1);
    let count = most.min(points.len());
    let chosen = (0..count).map(|at| if count == 1 { 0 } else { at * last / (count - 1) });
    let ticks = chosen.filter_map(|at| points.get(at).map(|point| (at, point))).map(|(at, point)| {
        let anchor = match at {
            0 => "start",
            at if at == last => "end",
            _ => "middle",
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
