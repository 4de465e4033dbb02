//! For a document: GitHub's Markdown, in which what comes out of files is in code spans.

use super::earned;
use crate::render::escape::{code_span, code_spans, table_cell};
use crate::render::{OutputOptions, audit};
use crate::report::origins::{ClaimOrigins, OriginsReport, Resting, SourceOrigins, Way};
use crate::report::words::counted;
use std::io;

/// Writes the ways of a claim, those of a source with what rests on it, or the table of all origins.
pub(crate) fn write(
    report: &OriginsReport,
    options: OutputOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match report {
        OriginsReport::All(table) => audit::markdown::write(std::slice::from_ref(table), options, out),
        OriginsReport::Claim(origins) => {
            writeln!(out, "### {}: {}\n", code_span(origins.id()), origins.state().name)?;
            claim(origins, out)
        }
        OriginsReport::Source(origins) => source(origins, out),
        OriginsReport::Outlet(outlet) => {
            writeln!(out, "### {}\n", code_span(&outlet.name))?;
            for id in &outlet.sources {
                writeln!(out, "- {}", code_span(id))?;
            }
            rests(&outlet.claims, outlet.falling(), ["on them", "they were"], out)
        }
    }
}

/// The way of each supporting quote, what it does, and the count that decides.
pub(crate) fn claim(origins: &ClaimOrigins, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "It has earned {}.", earned(origins))?;
    let needs: Vec<_> =
        origins.needs().iter().map(|need| format!("{} needs {}", need.status, need.needs)).collect();
    writeln!(out, "({}.)\n", needs.join("; "))?;
    let mut none = true;
    for quote in origins.quotes() {
        none = false;
        let counts = if quote.counts { "counts" } else { "earns nothing" };
        writeln!(out, "- quote {} {counts}: {}", quote.number, quote.does(&code_span))?;
        if let Some(way) = &quote.way {
            steps(way, 1, out)?;
        }
    }
    if none { writeln!(out, "No quote supports it.") } else { Ok(()) }
}

fn source(origins: &SourceOrigins, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "### {}\n", code_span(origins.id))?;
    if let Some(title) = origins.title {
        writeln!(out, "{}\n", code_spans(title))?;
    }
    steps(&origins.from, 0, out)?;
    for way in &origins.to.next {
        steps(way, 1, out)?;
    }
    rests(&origins.claims, origins.falling(), ["on it", "it were"], out)
}

fn rests(
    claims: &[Resting],
    falling: usize,
    [on, were]: [&str; 2],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let all = claims.len();
    let verb = if all == 1 { "rests" } else { "rest" };
    writeln!(out, "\n{} {verb} {on}; {falling} would fall if {were} withdrawn.", counted(all, "claim"))?;
    if all > 0 {
        writeln!(out, "\n| Claim | If {were} withdrawn |\n| --- | --- |")?;
    }
    for resting in claims {
        let claim = table_cell(&code_span(resting.id));
        writeln!(out, "| {claim} | {} |", resting.in_words())?;
    }
    Ok(())
}

/// Steps beyond these are not moved in any further.
const DEEPEST: usize = 8;

fn steps(way: &Way, indent: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for (depth, way) in way.steps() {
        let indent = "  ".repeat(indent + depth.min(DEEPEST));
        writeln!(out, "{indent}- {}", way.described(&code_span))?;
    }
    Ok(())
}
