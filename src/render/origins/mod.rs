//! How the origins of evidence are shown: on a terminal, in a document, in a spreadsheet, to a program.

pub(super) mod csv;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod terminal;

use crate::report::origins::{ClaimOrigins, Fall, Resting, Way};
use crate::report::table::{Cell, Column, Table};
use crate::report::words::Mark;

/// What the evidence supports, and the count that decides.
pub(super) fn earned(origins: &ClaimOrigins) -> String {
    format!("{}: {}", origins.earned(), origins.basis_in_words())
}

const SOURCE: Column = Column { key: "source", title: "Source", least: 20 };

/// The ways of a claim's quotes as a table, a row for each step.
fn claim_table(origins: &ClaimOrigins) -> Table {
    let columns = [
        Column { key: "quote", title: "Quote", least: 5 },
        Column { key: "steps", title: "Steps", least: 5 },
        Column { key: "way", title: "Way", least: 12 },
        SOURCE,
        Column { key: "kind", title: "Kind", least: 12 },
        Column { key: "publisher", title: "Publisher", least: 12 },
        Column { key: "does", title: "What it does", least: 20 },
    ];
    let mut table = Table::new("origins", &columns);
    for quote in origins.quotes() {
        let does = quote.does(&str::to_owned);
        for (steps, way) in quote.way.iter().flat_map(Way::steps) {
            table.rows.push(vec![
                Cell::Number(quote.number),
                Cell::Number(steps),
                Cell::text(Some(way.by)),
                Cell::Id(way.id.to_owned()),
                Cell::text(way.kind),
                Cell::text(way.publisher),
                Cell::text((steps == 0).then_some(does.as_str())),
            ]);
        }
    }
    table
}

/// The claims that rest on a source as a table.
fn resting_table(claims: &[Resting]) -> Table {
    let columns = [
        Column { key: "claim", title: "Claim", least: 22 },
        Column { key: "status", title: "Status", least: 15 },
        Column { key: "falls_from", title: "Would fall from", least: 15 },
        Column { key: "falls_to", title: "To", least: 15 },
    ];
    let mut table = Table::new("claims that rest on it", &columns);
    table.rows = claims
        .iter()
        .map(|resting| {
            let fallen = |status: fn(Fall) -> Mark| {
                resting.falls.map_or(Cell::Empty, |fall| Cell::Status(status(fall)))
            };
            vec![
                Cell::Id(resting.id.to_owned()),
                Cell::text(Some(resting.state.name)),
                fallen(|fall| fall.from),
                fallen(|fall| fall.to),
            ]
        })
        .collect();
    table
}
