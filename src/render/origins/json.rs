//! For programs: one JSON object (RFC 8259). Ways are lists of steps, each with how far it is from the first, so that nothing
//! is nested deeper than a reader can follow.
//!
//! The structs here are the format. Fields may be added; what is there changes only together with [`VERSION`].

use crate::evidence::standing::{KnownFrom, Weight};
use crate::model::key::Worded;
use crate::render::{OutputOptions, audit, escape};
use crate::report::origins::{ClaimOrigins, OriginsReport, SourceOrigins, Way};
use serde::Serialize;
use std::io;

/// The version of the format.
const VERSION: u32 = 1;

/// Writes the ways of a claim, those of a source with what rests on it, or the table of all origins.
pub(crate) fn write(
    report: &OriginsReport,
    options: OutputOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let (claim, source) = match report {
        OriginsReport::All(table) => return audit::json::write(std::slice::from_ref(table), options, out),
        OriginsReport::Claim(claim) => (Some(claim), None),
        OriginsReport::Source(source) => (None, Some(source)),
    };
    let envelope = Envelope {
        format: "grounds-origins",
        version: VERSION,
        grounds: env!("CARGO_PKG_VERSION"),
        claim: claim.map(|claim| Claim {
            id: &claim.facts.claim.id,
            state: claim.facts.state.name(),
            origins: origins(claim),
        }),
        source: source.map(of_source),
    };
    escape::json(&envelope, out)
}

#[derive(Serialize)]
struct Envelope<'r> {
    format: &'static str,
    version: u32,
    /// The program's version.
    grounds: &'static str,
    /// The claim, if one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Claim<'r>>,
    /// The source, if one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<OfSource<'r>>,
}

#[derive(Serialize)]
struct Claim<'r> {
    id: &'r str,
    state: &'static str,
    origins: Origins<'r>,
}

/// Where the supporting quotes of a claim come from.
#[derive(Serialize)]
pub(crate) struct Origins<'r> {
    /// The highest status that the evidence bears.
    earned: &'static str,
    independent: usize,
    /// `held` or `relayed`; null if no primary counts.
    primary: Option<&'static str>,
    needs: Vec<Need>,
    quotes: Vec<Quote<'r>>,
}

#[derive(Serialize)]
struct Need {
    status: &'static str,
    needs: String,
}

#[derive(Serialize)]
struct Quote<'r> {
    /// Its place in the evidence, counted from 1.
    number: usize,
    counts: bool,
    does: String,
    /// What it is counted as.
    roots: Vec<String>,
    way: Vec<Step<'r>>,
}

#[derive(Serialize)]
struct Step<'r> {
    /// Steps from the first.
    depth: usize,
    /// `origin`, `derives from`, `may derive from`, `relayed by`, `perhaps relayed by`; empty for the first.
    by: &'static str,
    source: &'r str,
    /// Null if there is no record.
    kind: Option<&'static str>,
    publisher: Option<&'r str>,
    published: Option<String>,
    access: Option<&'static str>,
    retracted: bool,
    claimant: bool,
    /// Why the way is not followed on, if it is not.
    cut: Option<&'static str>,
}

#[derive(Serialize)]
struct OfSource<'r> {
    id: &'r str,
    title: Option<&'r str>,
    derives_from: Vec<Step<'r>>,
    relayed_by: Vec<Step<'r>>,
    falling: usize,
    claims: Vec<Resting<'r>>,
}

#[derive(Serialize)]
struct Resting<'r> {
    id: &'r str,
    state: &'static str,
    falls: Option<Fall>,
}

#[derive(Serialize)]
struct Fall {
    from: &'static str,
    to: &'static str,
}

/// Where the supporting quotes of a claim come from.
pub(crate) fn origins<'r>(claim: &'r ClaimOrigins<'r>) -> Origins<'r> {
    let standing = claim.facts.standing;
    Origins {
        earned: standing.earned.name(),
        independent: standing.independent,
        primary: claim.primary().map(|known_from| match known_from {
            KnownFrom::OwnText => "held",
            KnownFrom::OtherText => "relayed",
        }),
        needs: claim
            .needs()
            .into_iter()
            .map(|(status, needs)| Need { status: status.name(), needs })
            .collect(),
        quotes: claim
            .quotes()
            .map(|quote| Quote {
                number: quote.number,
                counts: matches!(quote.weight, Weight::Counts(_)),
                does: claim.does(quote.evidence, quote.weight, &|id| format!("`{id}`")),
                way: quote.way.iter().flat_map(steps).collect(),
                roots: quote.roots,
            })
            .collect(),
    }
}

fn of_source<'r>(origins: &'r SourceOrigins<'r>) -> OfSource<'r> {
    OfSource {
        id: &origins.source.id,
        title: origins.source.title.as_ref().map(|title| &*title.value),
        derives_from: steps(&origins.from),
        relayed_by: steps(&origins.to),
        falling: origins.falling(),
        claims: origins
            .claims
            .iter()
            .map(|resting| Resting {
                id: &resting.claim.id,
                state: resting.state.name(),
                falls: resting.falls.map(|fall| Fall { from: fall.from.name(), to: fall.to.name() }),
            })
            .collect(),
    }
}

fn steps<'r>(way: &Way<'r>) -> Vec<Step<'r>> {
    let step = |(depth, way): (usize, &Way<'r>)| {
        let source = way.source;
        Step {
            depth,
            by: way.step.name(),
            source: way.id,
            kind: source.and_then(|source| source.kind.as_ref()).map(|kind| kind.value.word()),
            publisher: source.and_then(|source| source.publisher.as_ref()).map(|name| &*name.value),
            published: source.and_then(|source| source.published.as_ref()).map(|on| on.value.to_string()),
            access: source.map(|source| source.access().word()),
            retracted: source.is_some_and(|source| source.retracted.is_some()),
            claimant: way.claimant,
            cut: way.cut.map(crate::report::origins::Cut::name),
        }
    };
    way.steps().into_iter().map(step).collect()
}
