//! Documents that nobody here has read, and what each would settle.

use super::{filter, source_page, value};
use crate::render::escape::web_address;
use crate::report::audit::By;
use crate::report::site::Site;
use crate::report::site::tags::Facet;
use crate::report::table::Cell;
use minijinja::{Value, context};
use serde::Serialize;

/// One document.
#[derive(Serialize)]
pub(super) struct Row {
    id: String,
    title: Option<String>,
    page: Option<String>,
    /// Claims that want it, and what chooses them.
    count: usize,
    filter: String,
    raises: usize,
    documents: usize,
    by: Option<String>,
    published: Option<String>,
    url: Option<String>,
}

/// Every document, in the order of the audit: those first that settle most.
pub(super) fn rows(site: &Site) -> Vec<Row> {
    let text = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(words)) => Some(words.clone()),
        _ => None,
    };
    let number = |cell: Option<&Cell>| match cell {
        Some(Cell::Number(number)) => *number,
        _ => 0,
    };
    let rows = site.table(By::Wanted).rows.into_iter().filter_map(|row| {
        let Some(Cell::Id(id)) = row.first().cloned() else { return None };
        Some(Row {
            page: site.page_of_source(&id).map(source_page),
            count: site.tags.count(Facet::Wanted, &id),
            filter: filter(Facet::Wanted, &id),
            raises: number(row.get(2)),
            documents: number(row.get(3)),
            title: text(row.get(5)),
            by: text(row.get(6)),
            published: text(row.get(7)),
            url: text(row.get(8)).as_deref().and_then(web_address).map(str::to_owned),
            id,
        })
    });
    rows.collect()
}

pub(super) fn content(site: &Site) -> Value {
    context! { rows => value(rows(site)) }
}
