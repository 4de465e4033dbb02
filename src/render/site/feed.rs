//! The feed of changes (Atom, RFC 4287): an entry for each commit that moved claims, the newest first.

use super::claim_page;
use super::links::Links;
use crate::render::escape;
use crate::report::log::Entry;
use crate::report::site::Site;
use crate::report::words::counted;
use chrono::SecondsFormat;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// The most commits in the feed, and the most claims of one.
const COMMITS: usize = 30;
const CLAIMS: usize = 30;
/// The most moves that are looked at.
const MOVES: usize = 2000;

/// Writes the feed.
pub(super) fn write(site: &Site, out: &mut dyn Write) -> io::Result<()> {
    let pages = site.pages_at().unwrap_or_default();
    let entries = site.newest(chrono::NaiveDate::MIN, MOVES);
    let by_commit: Vec<&[Entry]> = entries.chunk_by(|a, b| a.commit == b.commit).take(COMMITS).collect();
    let today = format!("{}T00:00:00Z", site.today());
    let updated = by_commit.first().and_then(|moves| moves.first()).and_then(day_and_time).unwrap_or(today);
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{}</title>\n<id>{}</id>\n<updated>{updated}</updated>\n<link rel=\"alternate\" href=\"{}\"/>",
        escape::xml(&site.title),
        name(&site.title),
        escape::xml(&format!("{pages}index.html")),
    )?;
    if !pages.is_empty() {
        writeln!(out, "<link rel=\"self\" href=\"{}\"/>", escape::xml(&format!("{pages}feed.xml")))?;
    }
    for moves in by_commit {
        entry(site, &pages, moves, out)?;
    }
    writeln!(out, "</feed>")
}

fn entry(site: &Site, pages: &str, moves: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = moves.first() else { return Ok(()) };
    let Some(updated) = day_and_time(first) else { return Ok(()) };
    let address = match &moves {
        [only] => site.page_of_claim(only.claim).map(|name| format!("{pages}{}.html", claim_page(name))),
        _ => Links::of(site).map(|links| links.commit(&first.commit)),
    };
    let address = address.unwrap_or_else(|| format!("{pages}index.html"));
    let told = moves.iter().take(CLAIMS).map(|one| {
        let statement = site.statement(one.claim).unwrap_or(one.claim);
        format!("{statement} ({})", one.status())
    });
    let more = moves.len().saturating_sub(CLAIMS);
    let told: Vec<_> = told.chain((more > 0).then(|| format!("{more} more"))).collect();
    writeln!(
        out,
        "<entry>\n<title>{}</title>\n<id>{}</id>\n<updated>{updated}</updated>\n<author><name>{}</name></author>\n<link rel=\"alternate\" href=\"{}\"/>\n<content type=\"text\">{}</content>\n</entry>",
        escape::xml(&format!("{}: {}", counted(moves.len(), "claim"), first.subject)),
        name(&first.commit),
        escape::xml(first.author),
        escape::xml(&address),
        escape::xml(&told.join("\n")),
    )
}

fn day_and_time(entry: &Entry) -> Option<String> {
    use chrono::Datelike;
    // RFC 3339 knows years of four digits.
    let at = entry.at.filter(|at| (0..=9999).contains(&at.year()))?;
    Some(at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// A name for ever (RFC 9562, 5.8: a UUID of our own making).
fn name(of: &str) -> String {
    let hash = Sha256::digest(of.as_bytes());
    let hex: String = hash.iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    // The digits of the version and the variant are given.
    format!("urn:uuid:{}-{}-8{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}
