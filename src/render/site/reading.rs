//! The words of a source to be read, with a note beside whatever a claim was drawn from.

use super::annotated::{Block, Note, Noted, Tone, blocks, stated_once};
use super::parts::{Mark, Said, language, said};
use super::{claim_page, filter, source_page, value};
use crate::report::site::reading::{Drawn, Reading};
use crate::report::site::tags::Facet;
use crate::report::site::{Site, SourceAt};
use crate::report::words::Word;
use minijinja::{Value, context};
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'s> {
    id: &'s str,
    page: String,
    title: &'s str,
    /// Who published it, and when.
    about: Vec<Said>,
    lang: Option<&'s str>,
    /// Claims that are drawn from it, and what chooses them.
    count: usize,
    filter: String,
    cut: bool,
    more: usize,
    blocks: Vec<Block<'s>>,
    notes: Vec<Note<'s>>,
}

pub(super) fn content(site: &Site, at: SourceAt) -> Value {
    site.reading(at).map_or(Value::UNDEFINED, |reading| {
        let record = site.source(at).record;
        let id = site.source_id(at);
        let title = record.text("title").unwrap_or(id);
        let publisher = record.text("publisher").map(Word::theirs);
        let about: Vec<_> = publisher.into_iter().chain(record.days("published").map(Word::own)).collect();
        let about: Vec<_> = about.into_iter().flat_map(|word| [Word::own(", "), word]).skip(1).collect();
        let tones: Vec<Tone> = reading.notes.iter().map(|drawn| tone(drawn)).collect();
        let shown = Shown {
            id,
            page: source_page(site.source_page(at)),
            title,
            about: said(&about),
            lang: record.text("language").and_then(language),
            count: site.tags.count(Facet::Source, id),
            filter: filter(Facet::Source, id),
            cut: reading.annotated.is_cut,
            more: reading.more,
            blocks: blocks(&reading.annotated, title, &tones),
            notes: notes(site, &reading),
        };
        context! { source => value(shown) }
    })
}

/// The place of a quote of a claim in the words of its source.
pub(super) fn place(claim: &str, quote: usize) -> String {
    format!("q.{claim}.{quote}")
}

fn notes<'s>(site: &'s Site, reading: &Reading) -> Vec<Note<'s>> {
    stated_once(reading.notes.iter().map(|drawn| Note {
        tone: tone(drawn),
        claims: drawn.iter().map(|one| noted(site, one)).collect(),
        says: Vec::new(),
        wrong: drawn.iter().filter(|one| !one.found).map(wrong).collect(),
    }))
}

fn tone(drawn: &[Drawn]) -> Tone {
    let tones = drawn.iter().map(|one| match one {
        Drawn { found: false, .. } => Tone::Open,
        Drawn { is_against: true, .. } => Tone::Against,
        _ => Tone::Right,
    });
    tones.max().unwrap_or(Tone::Excused)
}

fn noted<'s>(site: &'s Site, drawn: &Drawn) -> Noted<'s> {
    let listed = site.listed(drawn.claim);
    let name = site.claim_page(drawn.claim);
    Noted {
        id: listed.id,
        page: Some(claim_page(name)),
        place: Some(place(name, drawn.quote)),
        stance: Some(drawn.stance),
        against: drawn.is_against,
        state: Some(Mark::of(listed.state, listed.not_earned)),
        not_earned: listed.not_earned,
        statement: listed.statement,
        print: None,
    }
}

fn wrong(drawn: &Drawn) -> Vec<String> {
    vec![format!("The claim quotes it in other words ({}).", drawn.grade)]
}
