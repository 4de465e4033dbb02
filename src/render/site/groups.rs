//! Pages of names: what claims are about, who makes them, what they rest on.

use super::parts::{BarPart, bar};
use super::{filter, source_page, value};
use crate::model::status::Status;
use crate::report::audit::By;
use crate::report::site::Site;
use crate::report::site::tags::Facet;
use crate::report::table::Cell;
use minijinja::{Value, context};
use serde::Serialize;

/// What the names of a page are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Topics,
    Sources,
    Claimants,
    Origins,
    Publishers,
}

/// A name, and how many claims are counted under it.
pub(super) struct Row {
    pub(super) name: String,
    /// The page of its own that it has.
    pub(super) page: Option<String>,
    pub(super) count: usize,
    pub(super) statuses: Vec<(Status, usize)>,
}

#[derive(Serialize)]
struct Shown {
    name: String,
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

impl Group {
    pub(super) const ALL: [Group; 5] =
        [Group::Topics, Group::Sources, Group::Claimants, Group::Origins, Group::Publishers];
    /// Those of which the front page has the first.
    pub(super) const FRONT: [Group; 4] = [Group::Topics, Group::Sources, Group::Claimants, Group::Origins];

    pub(super) fn name(self) -> &'static str {
        match self {
            Group::Topics => "topics",
            Group::Sources => "sources",
            Group::Claimants => "claimants",
            Group::Origins => "origins",
            Group::Publishers => "publishers",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Group::Topics => "Topics",
            Group::Sources => "Sources",
            Group::Claimants => "Claimants",
            Group::Origins => "Origins",
            Group::Publishers => "Publishers",
        }
    }

    /// One of them.
    pub(super) fn one(self) -> &'static str {
        match self {
            Group::Topics => "Topic",
            Group::Sources => "Source",
            Group::Claimants => "Claimant",
            Group::Origins => "Origin",
            Group::Publishers => "Publisher",
        }
    }

    fn about(self) -> &'static str {
        match self {
            Group::Topics => "What claims are about. A claim may be about several.",
            Group::Sources => {
                "Every document with a record, those that most claims quote first. What no claim quotes may still be an origin: its page says what rests on it."
            }
            Group::Claimants => "Who makes the claims.",
            Group::Origins => {
                "Where the information in supporting quotes first came from. All that one publisher says by itself is one origin, and so are all who are not named."
            }
            Group::Publishers => "Who published what claims rest on, on whatever way.",
        }
    }

    pub(super) fn facet(self) -> Facet {
        match self {
            Group::Topics => Facet::Topic,
            Group::Sources => Facet::Source,
            Group::Claimants => Facet::Claimant,
            Group::Origins => Facet::Origin,
            Group::Publishers => Facet::Publisher,
        }
    }

    fn by(self) -> By {
        match self {
            Group::Topics => By::Topic,
            Group::Sources => By::Source,
            Group::Claimants => By::Claimant,
            Group::Origins => By::Origin,
            Group::Publishers => By::Publisher,
        }
    }
}

/// All names of a kind, those with most claims first; the numbers are those of the audit's table.
pub(super) fn rows(site: &Site, group: Group) -> Vec<Row> {
    let page = |name: &str| match group {
        Group::Sources | Group::Origins => site.page_of_source(name).map(source_page),
        _ => None,
    };
    let rows = site.table(group.by()).rows.into_iter().filter_map(|row| {
        let mut cells = row.into_iter();
        let (Some(Cell::Id(name)), Some(Cell::Number(count))) = (cells.next(), cells.next()) else {
            return None;
        };
        let statuses = Status::all().zip(cells).map(|(status, cell)| match cell {
            Cell::Number(count) => (status, count),
            _ => (status, 0),
        });
        Some(Row { page: page(&name), name, count, statuses: statuses.collect() })
    });
    rows.collect()
}

pub(super) fn content(site: &Site, group: Group) -> Value {
    let rows = rows(site, group);
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0);
    let mut shown: Vec<Shown> = rows.into_iter().map(|row| shown(site, group, row, most)).collect();
    if group == Group::Sources {
        let corpus = &site.sheet.project.corpus;
        let mut unquoted: Vec<_> =
            corpus.sources.iter().filter(|source| site.tags.count(Facet::Source, &source.id) == 0).collect();
        unquoted.sort_unstable_by_key(|source| &source.id);
        shown.extend(unquoted.into_iter().map(|source| {
            let page = site.page_of_source(&source.id).map(source_page);
            let statuses = Status::all().map(|status| (status, 0)).collect();
            let row = Row { name: source.id.to_string(), page, count: 0, statuses };
            self::shown(site, group, row, most)
        }));
    }
    let columns: Vec<_> = std::iter::once("Claims").chain(Status::all().map(Status::name)).collect();
    context! {
        about => group.about(),
        one => group.one(),
        columns,
        rows => value(shown),
    }
}

fn shown(site: &Site, group: Group, row: Row, most: usize) -> Shown {
    let chosen = filter(group.facet(), &row.name);
    let mut cells = vec![Number { count: row.count, filter: chosen.clone() }];
    cells.extend(row.statuses.iter().map(|&(status, count)| Number {
        count,
        filter: format!("{chosen}&{}", filter(Facet::Status, status.name())),
    }));
    let source = match group {
        Group::Sources | Group::Origins => site.sheet.project.corpus.source(&row.name),
        _ => None,
    };
    let about = source.and_then(|source| {
        let title = source.title.iter().chain(&source.publisher).map(|text| text.value.trim());
        let about = title.collect::<Vec<_>>().join(", ");
        (!about.is_empty()).then_some(about)
    });
    Shown {
        parts: bar(row.statuses.iter().rev().copied(), most),
        name: row.name,
        page: row.page,
        about,
        cells,
    }
}
