//! Pages of names: what claims are about, who makes them, what they rest on.

use super::parts::{BarPart, bar};
use super::{filter, source_page, value};
use crate::report::audit::By;
use crate::report::site::Site;
use crate::report::site::tags::Facet;
use crate::report::table::Cell;
use crate::report::words::Mark;
use minijinja::{Value, context};
use serde::Serialize;

/// What the names of a page are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The name of the page.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// One of them.
    pub(super) one: &'static str,
    about: &'static str,
    pub(super) facet: Facet,
    by: By,
    /// Are the names those of sources, which have pages of their own?
    pub(super) of_sources: bool,
}

/// A name, and how many claims are counted under it.
pub(super) struct Row {
    pub(super) name: String,
    /// The page of its own that it has.
    pub(super) page: Option<String>,
    pub(super) count: usize,
    pub(super) statuses: Vec<(Mark, usize)>,
}

#[derive(Serialize)]
struct Shown {
    name: String,
    /// What is shown in its place, if that is an id.
    title: Option<String>,
    page: Option<String>,
    about: Option<String>,
    cells: Vec<Number>,
    parts: Vec<BarPart>,
}

#[derive(Serialize)]
struct Number {
    count: usize,
    filter: String,
}

/// Every page of names. The front page has the first names of the first four.
pub(super) const GROUPS: &[Group] = &[
    Group {
        name: "topics",
        title: "Topics",
        one: "Topic",
        about: "What claims are about. A claim may be about several.",
        facet: Facet::Topic,
        by: By::Topic,
        of_sources: false,
    },
    Group {
        name: "sources",
        title: "Sources",
        one: "Source",
        about: "Every document with a record; the most quoted come first. A source that no claim quotes may still be an \
                    origin: its page shows which claims rest on it.",
        facet: Facet::Source,
        by: By::Source,
        of_sources: true,
    },
    Group {
        name: "claimants",
        title: "Claimants",
        one: "Claimant",
        about: "Who makes the claims.",
        facet: Facet::Claimant,
        by: By::Claimant,
        of_sources: false,
    },
    Group {
        name: "origins",
        title: "Origins",
        one: "Origin",
        about: "Where the information in supporting quotes first came from. Everything that one publisher reports by \
                    itself is one origin. All unnamed sources together are one origin too.",
        facet: Facet::Origin,
        by: By::Origin,
        of_sources: true,
    },
    Group {
        name: "publishers",
        title: "Publishers",
        one: "Publisher",
        about: "Who published what claims rest on, directly or through other sources.",
        facet: Facet::Publisher,
        by: By::Publisher,
        of_sources: false,
    },
];

/// All names of a kind, those with most claims first; the numbers are those of the audit's table.
pub(super) fn rows(site: &Site, group: &Group) -> Vec<Row> {
    let rows = site.table(group.by).rows.into_iter().filter_map(|row| {
        let mut cells = row.into_iter();
        let (Some(Cell::Id(name)), Some(Cell::Number(count))) = (cells.next(), cells.next()) else {
            return None;
        };
        let statuses = Mark::statuses().zip(cells).map(|(status, cell)| match cell {
            Cell::Number(count) => (status, count),
            _ => (status, 0),
        });
        let page = group.of_sources.then(|| site.page_of_source(&name).map(source_page)).flatten();
        Some(Row { page, name, count, statuses: statuses.collect() })
    });
    rows.collect()
}

pub(super) fn content(site: &Site, group: &Group) -> Value {
    let mut rows = rows(site, group);
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0);
    if group.by == By::Source {
        rows.extend(site.unquoted_sources().into_iter().map(|id| Row {
            name: id.to_owned(),
            page: site.page_of_source(id).map(source_page),
            count: 0,
            statuses: Mark::statuses().map(|status| (status, 0)).collect(),
        }));
    }
    let shown: Vec<_> = rows.into_iter().map(|row| shown(site, group, row, most)).collect();
    let columns: Vec<_> =
        std::iter::once("Claims").chain(Mark::statuses().map(|status| status.name)).collect();
    context! {
        about => group.about,
        one => group.one,
        columns,
        rows => value(shown),
    }
}

fn shown(site: &Site, group: &Group, row: Row, most: usize) -> Shown {
    let chosen = filter(group.facet, &row.name);
    let mut cells = vec![Number { count: row.count, filter: chosen.clone() }];
    cells.extend(row.statuses.iter().map(|&(status, count)| Number {
        count,
        filter: format!("{chosen}&{}", filter(Facet::Status, status.name)),
    }));
    Shown {
        parts: bar(row.statuses.iter().rev().copied(), most),
        title: group.of_sources.then(|| site.title_of(&row.name)).flatten(),
        about: group.of_sources.then(|| site.publisher_of(&row.name)).flatten(),
        name: row.name,
        page: row.page,
        cells,
    }
}
