//! Sources with words in common, where no record says how: every two of a corpus.

use super::facts::Sheet;
use super::table::{Cell, Column, Table};
use super::words::counted;
use crate::evidence::echo::{Echo, Likeness};
use crate::evidence::echoes::{AllPairs, all_pairs};
use std::collections::HashSet;
use std::fmt::Write;

const COLUMNS: [Column; 6] = [
    Column { key: "source", title: "Source", least: 18 },
    Column { key: "other", title: "Other source", least: 18 },
    Column { key: "what", title: "In common", least: 20 },
    Column { key: "run", title: "Words in a row", least: 8 },
    Column { key: "share", title: "Of the shorter", least: 8 },
    Column { key: "claims", title: "Claims on both", least: 8 },
];

/// A row for every two sources with too much in common. The title says what was not compared.
pub fn table(sheet: &Sheet) -> Table {
    let project = sheet.project;
    let all = all_pairs(&project.corpus, &project.files, &project.standings.documents);
    let mut table = Table::new(title(&all), &COLUMNS);
    let rests_on: Vec<HashSet<_>> =
        sheet.claims.iter().map(|facts| facts.rests_on.iter().copied().collect()).collect();
    let is_whole = sheet.claims.len() == project.corpus.claims.len();
    for ((one, other), echo) in &all.found {
        if !is_whole && !rests_on.iter().any(|on| on.contains(one) || on.contains(other)) {
            continue;
        }
        let on_both = rests_on.iter().filter(|on| on.contains(one) && on.contains(other)).count();
        table.rows.push(vec![
            Cell::Id(sheet.source(*one).to_owned()),
            Cell::Id(sheet.source(*other).to_owned()),
            Cell::Text(in_common(echo).to_owned()),
            Cell::Number(echo.run.words),
            Cell::Share(share(echo)),
            Cell::Number(on_both),
        ]);
    }
    // The columns are some of them. What bears on most claims comes first.
    let sorted = |table: Table, key| table.clone().sorted(key, true).unwrap_or(table);
    sorted(sorted(table, "share"), "claims")
}

fn share(echo: &Echo) -> f64 {
    let number = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    number(echo.shared) / number(echo.of.max(1))
}

fn in_common(echo: &Echo) -> &'static str {
    match echo.likeness {
        Likeness::Copy => "one text under two ids",
        Likeness::Third => "a third or more",
        Likeness::Stretch => "a passage, changed",
        Likeness::Run => "a run of words",
    }
}

fn title(all: &AllPairs) -> String {
    let mut title = format!("sources with words in common, of {}", counted(all.texts, "text"));
    // Writing to a String cannot fail.
    if all.boilerplate > 0 {
        let _ = write!(
            title,
            "; {} of four words that stand in {} texts or more are taken for boilerplate",
            counted(all.boilerplate, "run"),
            all.boilerplate_from
        );
    }
    if all.unlooked > 0 {
        let _ = write!(title, "; not compared: {}, for want of time", counted(all.unlooked, "pair"));
    }
    title
}
