//! For spreadsheets: a row for each step on the way of each quote, for each claim that rests on a source, for each origin.

use super::{claim_table, resting_table};
use crate::render::{OutputOptions, audit};
use crate::report::origins::OriginsReport;
use std::io;

/// Writes one table.
pub(crate) fn write(
    report: &OriginsReport,
    options: OutputOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let table = match report {
        OriginsReport::Claim(origins) => &claim_table(origins),
        OriginsReport::Source(origins) => &resting_table(&origins.claims),
        OriginsReport::Outlet(outlet) => &resting_table(&outlet.claims),
        OriginsReport::All(table) => table,
    };
    audit::csv::write(std::slice::from_ref(table), options, out)
}
