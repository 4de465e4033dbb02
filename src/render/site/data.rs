//! Everything as JSON, for programs: what the pages say, with the addresses of the pages.

use super::claim_page;
use crate::render::escape;
use crate::report::site::tags::Facet;
use crate::report::site::{Site, glossary};
use crate::report::words::Mark;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Raised whenever anything is changed that is not an addition.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'s> {
    version: u32,
    title: &'s str,
    as_of: String,
    commit: Option<&'s str>,
    quotes: Quotes,
    /// Claims by what may be printed, and by status as earned.
    printable: BTreeMap<&'static str, usize>,
    statuses: BTreeMap<&'static str, usize>,
    needs: BTreeMap<String, usize>,
    claims: Vec<Claim<'s>>,
}

#[derive(Serialize)]
struct Quotes {
    all: usize,
    verified: usize,
    by_fingerprint: usize,
    failed: usize,
}

#[derive(Serialize)]
struct Claim<'s> {
    id: &'s str,
    statement: Option<&'s str>,
    page: String,
    status: &'static str,
    not_earned: bool,
    printable: &'s str,
    order: &'static str,
    basis: &'s str,
    overlays: Vec<&'static str>,
    topics: Vec<&'s str>,
    claimant: Option<String>,
    claimed_on: Option<String>,
    witnesses: usize,
    verified: usize,
    quotes: usize,
    checked_on: Option<String>,
    next_check: Option<String>,
}

/// Writes the document.
pub(super) fn write(site: &Site, out: &mut dyn Write) -> io::Result<()> {
    let told = site.verified();
    let needs = site.tags.all.iter().filter(|(facet, _)| *facet == Facet::Needs);
    let document = Document {
        version: VERSION,
        title: &site.title,
        as_of: site.today().to_string(),
        commit: site.revision.as_ref().map(|(id, _)| &**id),
        quotes: Quotes {
            all: told.quotes,
            verified: told.stand,
            by_fingerprint: told.by_fingerprint,
            failed: told.failed,
        },
        printable: glossary::answers()
            .into_iter()
            .map(|(_, name, _)| (name, site.tags.count(Facet::Print, name)))
            .collect(),
        statuses: Mark::statuses()
            .map(|status| (status.name, site.tags.count(Facet::Status, status.name)))
            .collect(),
        needs: needs.map(|(facet, name)| (name.to_string(), site.tags.count(*facet, name))).collect(),
        claims: site.claims().map(|at| claim(site, at)).collect(),
    };
    escape::json(&document, out)
}

fn claim<'s>(site: &'s Site<'_>, at: crate::report::site::SheetAt) -> Claim<'s> {
    let listed = site.listed(at);
    let of = |facet: Facet| site.tags.named(at, facet);
    let (witnesses, verified, quotes) = listed.counts.unwrap_or_default();
    Claim {
        id: listed.id,
        statement: listed.statement,
        page: claim_page(site.claim_page(at)) + ".html",
        status: listed.state.name,
        not_earned: listed.not_earned,
        printable: of(Facet::Print).next().unwrap_or_default(),
        order: listed.print,
        basis: of(Facet::Basis).next().unwrap_or_default(),
        overlays: listed.overlays,
        topics: of(Facet::Topic).collect(),
        claimant: listed.claimant,
        claimed_on: listed.claimed_on,
        witnesses,
        verified,
        quotes,
        checked_on: listed.checked_on,
        next_check: listed.next_check.map(|next| next.day.to_string()),
    }
}
