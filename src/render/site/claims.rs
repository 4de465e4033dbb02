//! The list of claims: pages of rows for everybody, and all rows as data for the script that filters and sorts them.

use super::parts::{self, Row};
use super::{Item, PAGE, item, value, words};
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
const CHOICES: [Facet; 10] = [
    Facet::Print,
    Facet::Status,
    Facet::Topic,
    Facet::Overlay,
    Facet::Basis,
    Facet::Needs,
    Facet::Claimant,
    Facet::Source,
    Facet::Checker,
    Facet::Story,
];
/// Those that are there at first sight.
const FIRST_CHOICES: usize = 3;

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
    /// What a claim may come to, the weakest first, and how that is drawn.
    states: Vec<(&'static str, &'static str)>,
    /// Each name under which claims are counted: the number of its facet, the name, and how it reads.
    names: Vec<(usize, &'s str, Cow<'s, str>)>,
    /// The first line of a file of comma-separated values.
    csv: String,
    /// What stands in each place of a row.
    columns: [&'static str; 16],
    rows: Vec<parts::Packed<'s>>,
    /// Of each row its line of comma-separated values.
    lines: Vec<String>,
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
        // With script there is no other page.
        _ if number == 0 || range.len() == count => format!("{count} claims"),
        _ => format!("{} to {} of {count} claims", range.start + 1, range.end),
    };
    let claims = site.claims().skip(range.start).take(range.len());
    let rows: Vec<_> = claims.map(|at| Row::of(site, at)).collect();
    let has_names = |facet: &Facet| site.tags.all.iter().any(|(of, _)| of == facet);
    let choices: Vec<_> = CHOICES
        .into_iter()
        .filter(has_names)
        .map(|facet| Choice { key: facet.key(), title: facet.title() })
        .collect();
    let (first, more) = choices.split_at(choices.len().min(FIRST_CHOICES));
    let links: Vec<Item> = if single {
        Vec::new()
    } else {
        (0..pages(site)).map(|number| item(&(number + 1).to_string(), &page(number))).collect()
    };
    context! {
        shown,
        rows => value(rows),
        first => value(first),
        more_facets => value(more),
        filters => number == 0,
        csv_address => if single { "#claims" } else { "claims.csv" },
        pages => value(links),
        empty => value(Row::empty()),
        rows_json => inlined(single, || data(site)),
        words_json => inlined(single, || words::json(site)),
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

/// What the script reads, as JSON in the page of a single file; otherwise it has a file of its own.
fn inlined(single: bool, data: impl Fn() -> String) -> Value {
    if single { Value::from_safe_string(data()) } else { Value::UNDEFINED }
}

/// Writes all rows as a script of its own. Every JSON text is an expression of ECMAScript (ECMA-262, 2019).
pub(super) fn rows_js(site: &Site, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "globalThis.groundsRows = {};", data(site).trim_end())
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
    let claims: Vec<_> = site.claims().collect();
    let rows =
        claims.into_par_iter().with_min_len(64).map(|at| Row::of(site, at).packed(site.tags.of_claim(at)));
    // The table has a row for each claim of the sheet.
    let lines = table.rows.par_iter().with_min_len(64).map(|cells| line(&|out| csv::row(cells, out)));
    let data = Data {
        facets: Facet::ALL.map(|facet| (facet.key(), facet.title())).to_vec(),
        states: Mark::states().map(|state| (state.name, parts::shade(state))).collect(),
        names: site.tags.all.iter().map(|(of, name)| (facet(*of), &**name, reads(site, *of, name))).collect(),
        csv: line(&|out| csv::head(&table, out)),
        columns: parts::PACKED,
        rows: rows.collect(),
        lines: lines.collect(),
    };
    line(&|out| escape::json_line(&data, out))
}

/// How a name reads: a source and a story by their titles.
fn reads<'s>(site: &'s Site, facet: Facet, name: &'s str) -> Cow<'s, str> {
    let title = match facet {
        Facet::Source | Facet::RestsOn | Facet::Origin | Facet::Wanted => site.title_of(name),
        Facet::Story => {
            site.stories.iter().find(|story| story.id == name).map(|story| story.title.to_owned())
        }
        _ => None,
    };
    title.map_or_else(|| visible(name), |title| Cow::Owned(visible(&title).into_owned()))
}
