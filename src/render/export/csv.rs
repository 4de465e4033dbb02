//! A table for spreadsheets and programs, as an audit writes it: comma-separated values (RFC 4180).

use crate::render::{OutputOptions, audit};
use crate::report::table::Table;
use std::io;

/// Writes the table.
pub(crate) fn write(table: &Table, options: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    audit::csv::write(std::slice::from_ref(table), options, out)
}
