//! The page of one source: what it is, where it comes from, and what rests on it.

use super::claim::{Node, tree};
use super::parts::{Mark, days, language, said};
use super::{claim_page, filter, value};
use crate::corpus::SourceAt;
use crate::evidence::TextState;
use crate::evidence::fingerprint::FingerprintState;
use crate::model::key::Worded;
use crate::model::source::Source;
use crate::render::escape::web_address;
use crate::report::record::source_fields;
use crate::report::show::grade;
use crate::report::site::Site;
use crate::report::site::tags::Facet;
use crate::report::words;
use minijinja::{Value, context};
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'s> {
    id: &'s str,
    title: &'s str,
    retracted: Option<String>,
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
}

#[derive(Serialize)]
struct Field {
    name: String,
    words: String,
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
    claim: &'s str,
    page: String,
    grade: &'static str,
    stands: bool,
}

/// So many claims that rest on a source, and so many quotes from it, are on its page.
const LONGEST: usize = 500;

pub(super) fn content(site: &Site, at: SourceAt) -> Value {
    context! { source => value(shown(site, at)) }
}

fn shown<'s>(site: &'s Site<'_>, at: SourceAt) -> Shown<'s> {
    let source = &site.sheet.project.corpus[at];
    let origins = site.source(at);
    // A claim that is given up, or cannot be read, rests on nothing any more.
    let resting: Vec<_> = origins
        .claims
        .iter()
        .filter(|resting| matches!(resting.state, crate::model::state::State::Standing(_)))
        .filter_map(|resting| {
            Some(Resting {
                id: &resting.claim.id,
                page: site.page_of_claim(&resting.claim.id).map(claim_page)?,
                statement: said(resting.claim.statement.as_ref()).unwrap_or("no statement can be read"),
                state: resting.state.into(),
                falls: resting.falls.map(|fall| format!("falls to {}", fall.to.name())),
            })
        })
        .collect();
    let count = site.tags.count(Facet::RestsOn, &source.id);
    let id = &*source.id;
    Shown {
        id,
        title: said(source.title.as_ref()).unwrap_or(id),
        retracted: source.retracted.as_ref().map(|retracted| {
            let on = days(retracted.on.as_ref()).map_or_else(String::new, |on| format!(" on {on}"));
            let because = said(retracted.because.as_ref()).map_or_else(String::new, |why| format!(": {why}"));
            format!("Retracted{on}{because}")
        }),
        unreadable: !source.sound,
        fields: fields(site, source, at),
        from: origins.from.next.iter().map(|way| tree(site, way)).collect(),
        to: origins.to.next.iter().map(|way| tree(site, way)).collect(),
        count,
        more: resting.len().saturating_sub(LONGEST),
        falling: origins.falling(),
        resting: resting.into_iter().take(LONGEST).collect(),
        filter: filter(Facet::RestsOn, id),
        lang: language(source.language.as_ref()),
        more_quotes: site
            .quoting(at)
            .map(|(_, numbers)| numbers.len())
            .sum::<usize>()
            .saturating_sub(LONGEST),
        quotes: quotes(site, at),
    }
}

fn fields(site: &Site<'_>, source: &Source, at: SourceAt) -> Vec<Field> {
    let field = |field: &words::Field| {
        let words = words::said(&field.words, str::to_owned);
        let url = ["url", "archived"].contains(&field.name).then(|| web_address(&words)).flatten();
        Field { name: field.label.to_string(), url: url.map(str::to_owned), words }
    };
    let own = |name: &str, words| Field { name: name.to_owned(), words, url: None };
    let mut all: Vec<_> = source_fields(source).iter().map(field).collect();
    all.push(own("Text", text(site, source, at)));
    all.push(own("File", site.sheet.project.files.entry(source.file).path.clone()));
    all
}

/// What is known of the words of a source.
fn text(site: &Site, source: &Source, at: SourceAt) -> String {
    let quotes = &site.sheet.project.verification;
    let words = match quotes.text_state(at) {
        TextState::Verified { .. } => "at hand, and the one that was recorded",
        TextState::Unpinned { .. } => "at hand; its record does not say which one it is",
        TextState::Changed { .. } => "not the one that was recorded, and not used",
        TextState::TwoTexts { .. } => "there are two that differ, and none is used",
        TextState::Refused { .. } | TextState::NotUtf8 { .. } => "it cannot be used; grounds check says why",
        TextState::NotHeld if source.text.is_none() => "nobody here has seen it",
        TextState::NotHeld => match quotes.fingerprint_state(at) {
            FingerprintState::NotHeld => "not here",
            _ => "not here; quotes are looked for in its fingerprint",
        },
    };
    words.to_owned()
}

fn quotes<'s>(site: &'s Site<'_>, at: SourceAt) -> Vec<Quote<'s>> {
    let quoting = site.quoting(at).flat_map(|(claim, numbers)| {
        let facts = &site.sheet[claim];
        numbers.into_iter().map(move |number| {
            let (evidence, verdict) = (&facts.claim.evidence[number], &facts.verdicts[number]);
            Quote {
                words: said(evidence.quote.as_ref()).unwrap_or("no quote"),
                stance: evidence.stance().word(),
                claim: &facts.claim.id,
                page: claim_page(site.claim_page(claim)),
                grade: grade(verdict),
                stands: verdict.stands(),
            }
        })
    });
    quoting.take(LONGEST).collect()
}
