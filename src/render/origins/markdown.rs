//! For a document: GitHub's Markdown, in which what comes out of files stands in code spans.

use super::{counted_under, described, earned, rest_in_words};
use crate::evidence::standing::Weight;
use crate::render::escape::{code_span, code_spans};
use crate::render::{OutputOptions, audit};
use crate::report::origins::{ClaimOrigins, OriginsReport, SourceOrigins, Way, counted};
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
            let facts = &origins.facts;
            writeln!(out, "### {}: {}\n", code_span(&facts.claim.id), facts.state.name())?;
            claim(origins, out)
        }
        OriginsReport::Source(origins) => source(origins, out),
    }
}

/// The way of each supporting quote, what it does, and the count that decides.
pub(crate) fn claim(origins: &ClaimOrigins, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "It has earned {}.", earned(origins))?;
    let needs = origins.needs();
    let needs: Vec<_> =
        needs.iter().map(|(status, needs)| format!("{} needs {needs}", status.name())).collect();
    writeln!(out, "({}.)\n", needs.join("; "))?;
    let mut none = true;
    for quote in origins.quotes() {
        none = false;
        let does = origins.does(quote.evidence, quote.weight, &code_span);
        let counts = match quote.weight {
            Weight::Counts(_) => "counts",
            Weight::Nothing(_) => "earns nothing",
        };
        let as_one = counted_under(&quote, &does, &code_span);
        writeln!(out, "- quote {} {counts}: {does}{as_one}", quote.number)?;
        if let Some(way) = &quote.way {
            steps(way, 1, out)?;
        }
    }
    if none { writeln!(out, "No quote supports it.") } else { Ok(()) }
}

fn source(origins: &SourceOrigins, out: &mut dyn io::Write) -> io::Result<()> {
    let title = origins.source.title.as_ref();
    writeln!(out, "### {}\n", code_span(&origins.source.id))?;
    if let Some(title) = title {
        writeln!(out, "{}\n", code_spans(&title.value))?;
    }
    steps(&origins.from, 0, out)?;
    for way in &origins.to.next {
        steps(way, 1, out)?;
    }
    let (all, falling) = (origins.claims.len(), origins.falling());
    let verb = if all == 1 { "rests" } else { "rest" };
    writeln!(out, "\n{} {verb} on it; {falling} would fall if it were withdrawn.", counted(all, "claim"))?;
    if all > 0 {
        writeln!(out, "\n| Claim | If it were withdrawn |\n| --- | --- |")?;
    }
    for resting in &origins.claims {
        let claim = crate::render::escape::table_cell(&code_span(&resting.claim.id));
        writeln!(out, "| {claim} | {} |", rest_in_words(resting))?;
    }
    Ok(())
}

/// Steps beyond these are not moved in any further.
const DEEPEST: usize = 8;

fn steps(way: &Way, indent: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for (depth, way) in way.steps() {
        let indent = "  ".repeat(indent + depth.min(DEEPEST));
        writeln!(out, "{indent}- {}", described(way, &code_span))?;
    }
    Ok(())
}
