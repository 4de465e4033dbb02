//! For people: ways, indented step by step, and what rests on them.

use super::earned;
use crate::render::page::{BAD, BOLD, GOOD, Page, Piece, plain};
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
        OriginsReport::All(table) => audit::terminal::write(std::slice::from_ref(table), options, out),
        OriginsReport::Claim(origins) => {
            let mut page = Page::new(options, out);
            page.paragraph("", "", &[bold(origins.id())])?;
            page.field(0, "status", origins.state().name)?;
            claim(origins, &mut page)
        }
        OriginsReport::Source(origins) => source(origins, &mut Page::new(options, out)),
        OriginsReport::Outlet(outlet) => {
            let mut page = Page::new(options, out);
            let documents = format!(": {}", counted(outlet.sources.len(), "document"));
            page.paragraph("", "", &[bold(&outlet.name), plain(&documents)])?;
            rests(&outlet.claims, outlet.falling(), "on them", "they were", &mut page)
        }
    }
}

/// The way of each supporting quote, what it does, and the count that decides.
pub(crate) fn claim(origins: &ClaimOrigins, page: &mut Page) -> io::Result<()> {
    page.field(0, "earned", &earned(origins))?;
    for need in origins.needs() {
        page.field(0, "", &format!("{} needs {}", need.status, need.needs))?;
    }
    let mut none = true;
    for quote in origins.quotes() {
        none = false;
        writeln!(page.out)?;
        let number = format!("{:<4}", quote.number);
        match &quote.way {
            Some(way) => steps(way, &number, page)?,
            None => page.paragraph(&number, "    ", &[plain("no source is named")])?,
        }
        let (counts, style) = if quote.counts { ("counts: ", GOOD) } else { ("earns nothing: ", BAD) };
        let does = quote.does(&|id| format!("`{id}`"));
        let pieces = [Piece { text: counts.to_owned(), style }, plain(&does)];
        page.paragraph("    = ", "      ", &pieces)?;
    }
    if none {
        writeln!(page.out)?;
        page.paragraph("", "", &[plain("no quote supports it")])?;
    }
    Ok(())
}

fn source(origins: &SourceOrigins, page: &mut Page) -> io::Result<()> {
    steps(&origins.from, "", page)?;
    if origins.from.next.is_empty() {
        page.paragraph("  ", "  ", &[plain("derives from nothing that is recorded")])?;
    }
    for way in &origins.to.next {
        writeln!(page.out)?;
        steps(way, "", page)?;
    }
    rests(&origins.claims, origins.falling(), "on it", "it were", page)
}

/// How many claims rest on something, and what each would fall to: its sentence, then its id.
fn rests(claims: &[Resting], falling: usize, on: &str, was: &str, page: &mut Page) -> io::Result<()> {
    let verb = if claims.len() == 1 { "rests" } else { "rest" };
    let all = counted(claims.len(), "claim");
    page.heading(&format!("{all} {verb} {on}; {falling} would fall if {was} withdrawn"))?;
    for resting in claims {
        let style = if resting.falls.is_some() { BAD } else { anstyle::Style::new() };
        let pieces = [plain(resting.id), plain(": "), Piece { text: resting.in_words(), style }];
        page.paragraph("", "  ", &pieces)?;
    }
    Ok(())
}

/// Steps beyond these are not moved in any further.
const DEEPEST: usize = 8;

fn steps(way: &Way, first: &str, page: &mut Page) -> io::Result<()> {
    for (at, (depth, way)) in way.steps().into_iter().enumerate() {
        let indent = " ".repeat(first.len() + 2 * depth.min(DEEPEST));
        let begins = if at == 0 { first } else { &indent };
        page.paragraph(begins, &format!("{indent}  "), &[plain(&way.described(&str::to_owned))])?;
    }
    Ok(())
}

fn bold(text: &str) -> Piece {
    Piece { text: text.to_owned(), style: BOLD }
}
