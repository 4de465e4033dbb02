//! The page of one source: what it is, where it comes from, and what rests on it.

use super::claim::{FileLinks, Node, tree};
use super::parts::{Finding, Mark, NO_STATEMENT, Said, findings, language, said};
use super::{claim_page, filter, reading_page, value};
use crate::render::escape::web_address;
use crate::report::site::tags::Facet;
use crate::report::site::{QuoteFrom, Site, SourceAt, SourceView};
use crate::report::words;
use minijinja::{Value, context};
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'s> {
    id: &'s str,
    title: &'s str,
    retracted: Vec<Said>,
    links: Option<FileLinks>,
    findings: Vec<Finding>,
    notes: Vec<Finding>,
    /// Claims that want it, if nobody here has read it, and what chooses them.
    wanted: usize,
    wanted_filter: String,
    unreadable: bool,
    fields: Vec<Field>,
    from: Vec<Node<'s>>,
    to: Vec<Node<'s>>,
    resting: Vec<Resting<'s>>,
    count: usize,
    more: usize,
    falling: usize,
    filter: String,
    lang: Option<&'s str>,
    quotes: Vec<Quote<'s>>,
    more_quotes: usize,
    /// The page of its words.
    reading: Option<String>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    words: String,
    said: Vec<Said>,
    url: Option<String>,
}

#[derive(Serialize)]
struct Resting<'s> {
    id: &'s str,
    page: String,
    statement: &'s str,
    state: Mark,
    falls: Option<String>,
}

#[derive(Serialize)]
struct Quote<'s> {
    words: &'s str,
    stance: &'static str,
    statement: &'s str,
    page: String,
    /// Its place on that page.
    place: String,
    grade: &'static str,
    stands: bool,
}

/// The most claims that rest on a source, and the most quotes from it, on its page.
const LONGEST: usize = 500;

pub(super) fn content(site: &Site, at: SourceAt) -> Value {
    context! { source => value(shown(site, at)) }
}

fn shown<'s>(site: &'s Site<'_>, at: SourceAt) -> Shown<'s> {
    let SourceView { record, fields, readable, path, text, origins } = site.source(at);
    // A claim that was withdrawn, or cannot be read, rests on nothing any more.
    let with_status = origins.claims.iter().filter(|resting| resting.state.tone != words::Tone::Bad);
    let resting: Vec<_> = with_status
        .filter_map(|resting| {
            Some(Resting {
                id: resting.id,
                page: site.page_of_claim(resting.id).map(claim_page)?,
                statement: resting.statement.map_or(NO_STATEMENT, str::trim),
                state: resting.state.into(),
                falls: resting.falls.map(|fall| format!("falls to {}", fall.to.name)),
            })
        })
        .collect();
    let quotes = site.quotes_from(at);
    let retracted = record.has("retracted").then(|| {
        let on = record.days("retracted.on").map_or_else(String::new, |on| format!(" on {on}"));
        let mut words = vec![words::Word::own(format!("Retracted{on}"))];
        if let Some(because) = record.text("retracted.because") {
            words.extend([words::Word::own(": "), words::Word::theirs(because)]);
        }
        said(&words)
    });
    let told = findings(site.findings.of_source(origins.id));
    let (notes, findings) = told.into_iter().partition(Finding::is_note);
    Shown {
        id: origins.id,
        title: record.text("title").unwrap_or(origins.id),
        retracted: retracted.unwrap_or_default(),
        links: FileLinks::of(site, path),
        findings,
        notes,
        wanted: site.tags.count(Facet::Wanted, origins.id),
        wanted_filter: filter(Facet::Wanted, origins.id),
        unreadable: !readable,
        fields: fields
            .iter()
            .filter(|field| !field.words.is_empty())
            .map(field)
            .chain([own("Text", text), own("File", path)])
            .collect(),
        from: origins.from.next.iter().map(|way| tree(site, way)).collect(),
        to: origins.to.next.iter().map(|way| tree(site, way)).collect(),
        count: site.tags.count(Facet::RestsOn, origins.id),
        more: resting.len().saturating_sub(LONGEST),
        falling: origins.falling(),
        resting: resting.into_iter().take(LONGEST).collect(),
        filter: filter(Facet::RestsOn, origins.id),
        lang: record.text("language").and_then(language),
        reading: site.has_reading(at).then(|| reading_page(site.source_page(at))),
        more_quotes: quotes.len().saturating_sub(LONGEST),
        quotes: quotes.iter().take(LONGEST).map(|quote| shown_quote(site, quote)).collect(),
    }
}

fn field(field: &words::Field) -> Field {
    let words = words::said(&field.words, str::to_owned);
    let url = ["url", "archived"].contains(&field.name).then(|| web_address(&words)).flatten();
    Field { name: field.label.to_string(), url: url.map(str::to_owned), said: said(&field.words), words }
}

fn own(name: &str, words: &str) -> Field {
    let said = said(&[words::Word::theirs(words)]);
    Field { name: name.to_owned(), words: words.to_owned(), said, url: None }
}

fn shown_quote<'s>(site: &'s Site<'_>, quote: &QuoteFrom<'s>) -> Quote<'s> {
    Quote {
        words: quote.words.unwrap_or("no quote"),
        stance: quote.stance,
        statement: site.statement_or_id(quote.claim),
        page: claim_page(site.claim_page(quote.claim)),
        place: format!("e{}", quote.number),
        grade: quote.grade,
        stands: quote.found,
    }
}
