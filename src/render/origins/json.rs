//! For programs: one JSON object (RFC 8259). Ways are lists of steps, each with how far it is from the first, so that nothing
//! is nested deeper than a reader can follow.
//!
//! The structs here, and those of the report that are `Serialize`, are the format. Fields may be added; what is there changes
//! only together with [`VERSION`].

use crate::render::{OutputOptions, audit, json};
use crate::report::Printable;
use crate::report::origins::{ClaimOrigins, Need, OriginsReport, Resting, Way};
use crate::report::words::Mark;
use serde::{Serialize, Serializer};
use std::borrow::Borrow;
use std::io;

const VERSION: u32 = 2;

/// Writes the ways of a claim, those of a source with what rests on it, or the table of all origins.
pub(crate) fn write(
    report: &OriginsReport,
    options: OutputOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let body = match report {
        OriginsReport::All(table) => return audit::json::write(std::slice::from_ref(table), options, out),
        OriginsReport::Claim(claim) => {
            Body::Claim(Claim { id: claim.id(), state: claim.state(), origins: origins(claim) })
        }
        OriginsReport::Source(source) => Body::Source(Source {
            id: source.id,
            title: source.title,
            derives_from: Steps(Some(&source.from)),
            relayed_by: Steps(Some(&source.to)),
            falling: source.falling(),
            claims: &source.claims,
        }),
        OriginsReport::Outlet(outlet) => Body::Outlet(Outlet {
            name: &outlet.name,
            sources: &outlet.sources,
            falling: outlet.falling(),
            claims: &outlet.claims,
        }),
    };
    json::write("grounds-origins", VERSION, body, out)
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Body<'r> {
    Claim(Claim<'r>),
    Source(Source<'r>),
    Outlet(Outlet<'r>),
}

#[derive(Serialize)]
struct Claim<'r> {
    id: &'r str,
    state: Mark,
    origins: Origins<'r>,
}

/// Where the supporting quotes of a claim come from.
#[derive(Serialize)]
pub(crate) struct Origins<'r> {
    /// The highest status that the evidence supports.
    earned: &'static str,
    witnesses: usize,
    /// The row of the table that holds.
    basis: &'static str,
    printable: Printable,
    needs: Vec<Need>,
    quotes: Vec<Quote<'r>>,
}

#[derive(Serialize)]
struct Quote<'r> {
    /// Its place in the evidence, counted from 1.
    number: usize,
    counts: bool,
    does: String,
    /// What it is counted as.
    roots: Vec<String>,
    way: Steps<Way<'r>>,
}

#[derive(Serialize)]
struct Step<'r> {
    /// Steps from the first.
    depth: usize,
    #[serde(flatten)]
    way: &'r Way<'r>,
}

/// A way as a list of steps.
struct Steps<W>(Option<W>);

impl<'r, W: Borrow<Way<'r>>> Serialize for Steps<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let steps = self.0.iter().flat_map(|way| way.borrow().steps());
        serializer.collect_seq(steps.map(|(depth, way)| Step { depth, way }))
    }
}

#[derive(Serialize)]
struct Source<'r> {
    id: &'r str,
    title: Option<&'r str>,
    derives_from: Steps<&'r Way<'r>>,
    relayed_by: Steps<&'r Way<'r>>,
    falling: usize,
    claims: &'r [Resting<'r>],
}

#[derive(Serialize)]
struct Outlet<'r> {
    name: &'r str,
    sources: &'r [&'r str],
    falling: usize,
    claims: &'r [Resting<'r>],
}

pub(crate) fn origins<'r>(claim: &ClaimOrigins<'r>) -> Origins<'r> {
    let quotes = claim.quotes().map(|quote| Quote {
        number: quote.number,
        counts: quote.counts,
        does: quote.does(&|id| format!("`{id}`")),
        way: Steps(quote.way),
        roots: quote.roots,
    });
    Origins {
        earned: claim.earned(),
        witnesses: claim.witnesses(),
        basis: claim.basis(),
        printable: claim.printable(),
        needs: claim.needs(),
        quotes: quotes.collect(),
    }
}
