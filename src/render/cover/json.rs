//! For programs: one JSON object (RFC 8259). The report's structs are the format; fields may be added, and what is there changes
//! only together with [`VERSION`].

use crate::render::OutputOptions;
use crate::render::json;
use crate::report::cover::CoverReport;
use std::io;

const VERSION: u32 = 1;

/// Writes everything.
pub(crate) fn write(report: &CoverReport, _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    json::write("grounds-cover", VERSION, report, out)
}
