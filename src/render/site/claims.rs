//! The list of claims: pages of rows for everybody, and all rows as data for the script that filters and sorts them.

use super::parts::Row;
use super::{Item, PAGE, item, value};
use crate::render::audit::csv;
use crate::render::escape::{self, visible};
use crate::report::audit::By;
use crate::report::site::Site;
use crate::report::site::tags::Facet;
use crate::report::table::Table;
use crate::report::words::Mark;
use minijinja::{Value, context};
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::io;

/// What can be chosen from lists; all other facets only by following a number.
const CHOICES: [Facet; 5] = [Facet::Status, Facet::Overlay, Facet::Topic, Facet::Claimant, Facet::Source];

#[derive(Serialize)]
struct Choice {
    key: &'static str,
    title: &'static str,
}

/// All rows, for the script.
#[derive(Serialize)]
struct Data<'s> {
    /// Facets, with the words for them.
    facets: Vec<(&'static str, &'static str)>,
    /// What a claim may come to, the weakest first.
    states: Vec<&'static str>,
    /// Each name under which claims are counted: the number of its facet, the name, and how it reads.
    names: Vec<(usize, &'s str, Cow<'s, str>)>,
    /// The first line of a file of comma-separated values.
    csv: String,
    rows: Vec<DataRow<'s>>,
}

#[derive(Serialize)]
struct DataRow<'s> {
    #[serde(flatten)]
    row: Row<'s>,
    /// The names under which it is counted.
    names: &'s [u32],
    /// Its line of comma-separated values.
    csv: String,
}

/// How many pages there are; at least one.
pub(super) fn pages(site: &Site) -> usize {
    site.totals().claims.div_ceil(PAGE).max(1)
}

/// The name of a page of the list.
pub(super) fn page(number: usize) -> String {
    if number == 0 { "claims".to_owned() } else { format!("claims-{}", number + 1) }
}

pub(super) fn content(site: &Site, number: usize, single: bool) -> Value {
    let count = site.totals().claims;
    let range = if single { 0..count } else { number * PAGE..count.min((number + 1) * PAGE) };
    let shown = match count {
        0 => "No claims".to_owned(),
        1 => "1 claim".to_owned(),
        _ if range.len() == count => format!("{count} claims"),
        _ => format!("{} to {} of {count} claims", range.start + 1, range.end),
    };
    let claims = site.claims().skip(range.start).take(range.len());
    let rows: Vec<_> = claims.map(|at| Row::of(site, at)).collect();
    let choices = CHOICES.map(|facet| Choice { key: facet.key(), title: facet.title() });
    let links: Vec<Item> = if single {
        Vec::new()
    } else {
        (0..pages(site)).map(|number| item(&(number + 1).to_string(), &page(number))).collect()
    };
    context! {
        shown,
        rows => value(rows),
        facets => value(choices),
        csv_address => if single { "#claims" } else { "claims.csv" },
        pages => value(links),
        empty => value(Row::empty()),
        rows_json => if number == 0 { Value::from_safe_string(data(site)) } else { Value::UNDEFINED },
    }
}

/// The columns of the file of comma-separated values.
const COLUMNS: [&str; 12] = [
    "claim",
    "status",
    "overlays",
    "statement",
    "claimant",
    "claimed_on",
    "topics",
    "witnesses",
    "verified",
    "quotes",
    "checked_on",
    "next_check",
];

fn table(site: &Site) -> Table {
    let table = site.table(By::Claim);
    // The columns are some of its own.
    table.only(&COLUMNS.map(str::to_owned)).unwrap_or_else(|_| Table::new("", &[]))
}

/// Writes all rows as comma-separated values.
pub(super) fn csv(site: &Site, out: &mut dyn io::Write) -> io::Result<()> {
    let table = table(site);
    csv::head(&table, out)?;
    table.rows.iter().try_for_each(|row| csv::row(row, out))
}

fn data(site: &Site) -> String {
    let table = table(site);
    let line = |write: &dyn Fn(&mut Vec<u8>) -> io::Result<()>| {
        let mut line = Vec::new();
        // Writing to a Vec cannot fail, and what is written is text.
        let _ = write(&mut line);
        String::from_utf8(line).unwrap_or_default()
    };
    let facet = |facet: Facet| Facet::ALL.iter().position(|known| *known == facet).unwrap_or_default();
    // The table has a row for each claim of the sheet.
    let rows: Vec<_> = site.claims().zip(&table.rows).collect();
    let rows = rows.into_par_iter().with_min_len(64).map(|(at, cells)| DataRow {
        row: Row::of(site, at),
        names: site.tags.of_claim(at),
        csv: line(&|out| csv::row(cells, out)),
    });
    let data = Data {
        facets: Facet::ALL.map(|facet| (facet.key(), facet.title())).to_vec(),
        states: Mark::states().map(|state| state.name).collect(),
        names: site.tags.all.iter().map(|(of, name)| (facet(*of), &**name, visible(name))).collect(),
        csv: line(&|out| csv::head(&table, out)),
        rows: rows.collect(),
    };
    line(&|out| escape::json_line(&data, out))
}
