//! Our own texts: how much of each is covered by claims, how much of that may be printed as it stands, and what is left.

use super::cover::CoverReport;
use super::facts::Sheet;
use super::table::{Cell, Column, Table};
use crate::corpus::StoryAt;
use crate::model::story::Story;
use crate::story::cover::{CoveredStory, stories};
use std::cmp::Reverse;
use std::collections::HashSet;

const COLUMNS: [Column; 9] = [
    Column { key: "story", title: "Story", least: 14 },
    Column { key: "facts", title: "To check", least: 8 },
    Column { key: "covered", title: "Covered", least: 7 },
    Column { key: "left", title: "Left", least: 4 },
    Column { key: "printable", title: "As they stand", least: 13 },
    Column { key: "overclaimed", title: "Too much", least: 8 },
    Column { key: "changed", title: "Changed", least: 7 },
    Column { key: "published", title: "Published", least: 10 },
    Column { key: "title", title: "Title", least: 18 },
];

/// A row for each story, drafts first, then the latest. Where claims are filtered, only stories that state one of them.
pub(super) fn table(sheet: &Sheet) -> Table {
    let project = sheet.project;
    let ids: HashSet<&str> = sheet.claims.iter().map(|facts| &*facts.claim.id).collect();
    let is_all = sheet.claims.len() == project.corpus.claims.len();
    let covered = stories(project);
    let mut told: Vec<(StoryAt, &Story)> = project.corpus.each_story().collect();
    told.retain(|(_, story)| is_all || ids.iter().any(|id| story.states(id)));
    told.sort_by_key(|(_, story)| {
        (story.published.as_ref().map(|on| Reverse(on.value.last)), story.id.clone())
    });
    let mut table = Table::new("stories, and what is left of them", &COLUMNS);
    table.rows = told
        .into_iter()
        .map(|(_, story)| row(sheet, story, covered.iter().find(|covered| covered.story.id == story.id)))
        .collect();
    table
}

fn row(sheet: &Sheet, story: &Story, covered: Option<&CoveredStory>) -> Vec<Cell> {
    let counts = covered.map(|covered| {
        CoverReport::of(sheet.project, &covered.cover, &covered.text.draft, "", Some(&story.id)).counts
    });
    let number = |count: fn(&super::cover::Counts) -> usize| {
        counts.as_ref().map_or(Cell::Empty, |counts| Cell::Number(count(counts)))
    };
    vec![
        Cell::Id(story.id.to_string()),
        number(|counts| counts.facts),
        number(|counts| counts.covered),
        number(|counts| counts.left),
        number(|counts| counts.printable),
        number(|counts| counts.overclaimed),
        number(|counts| counts.changed),
        story.published.as_ref().map_or(Cell::Text("draft".to_owned()), |on| Cell::Days(on.value)),
        Cell::text(story.title.as_ref().map(|title| &*title.value)),
    ]
}
