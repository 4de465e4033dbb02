//! Claims for programs: one JSON object (RFC 8259) a line, with the keys of the columns, and the evidence of the claim within.
//!
//! What is there changes only together with [`VERSION`].

use crate::render::audit::json::Row;
use crate::render::{OutputOptions, escape};
use crate::report::export::Export;
use crate::report::table::{Cell, Column};
use serde::Serialize;
use std::io;

/// The version of the format.
const VERSION: u32 = 2;

/// Writes a line for each claim.
pub(crate) fn write(export: &Export, _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    for (at, cells) in export.claims.rows.iter().enumerate() {
        let line = Line {
            format: "grounds-claim",
            version: VERSION,
            claim: Row { columns: &export.claims.columns, cells },
            evidence: export
                .evidence_of(at)
                .iter()
                .map(|cells| quote(&export.evidence.columns, cells))
                .collect(),
        };
        escape::json_line(&line, out)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Line<'t> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    claim: Row<'t>,
    evidence: Vec<Row<'t>>,
}

/// A row of evidence without its first cell, the claim, inside which it is written.
fn quote<'t>(columns: &'t [Column], cells: &'t [Cell]) -> Row<'t> {
    Row { columns: &columns[1..], cells: &cells[1..] }
}
