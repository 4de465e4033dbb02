//! The page of one story: its text with a note beside whatever states something, as on the annotated copy of a checking desk.

use super::annotated::{Block, Note, Noted, Tone, blocks, sentence, stated_once};
use super::parts::{Mark, language};
use super::stories::{Corrected, Tally, corrected};
use super::{claim_page, value};
use crate::render::escape::{self, web_address};
use crate::render::export::correction;
use crate::report::site::Site;
use crate::report::site::stories::{StoryNote, StoryView};
use minijinja::{Value, context};
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'s> {
    id: &'s str,
    title: &'s str,
    path: &'s str,
    published: Option<&'s str>,
    url: Option<&'s str>,
    lang: Option<&'s str>,
    unreadable: bool,
    /// None if the text is not here.
    tally: Option<Tally>,
    another: bool,
    cut: bool,
    blocks: Vec<Block<'s>>,
    notes: Vec<Note<'s>>,
    unplaced: Vec<Unplaced<'s>>,
    corrections: Vec<Corrected<'s>>,
    owed: Vec<String>,
}

/// Words of the record that are not in the text.
#[derive(Serialize)]
struct Unplaced<'s> {
    words: &'s str,
    note: Note<'s>,
}

pub(super) fn content(site: &Site, at: usize) -> Value {
    let story = &site.stories[at];
    context! {
        story => value(shown(site, at, story)),
        article => correction::document(story, site.publisher()).map_or(Value::UNDEFINED, |article| {
            let mut written = Vec::new();
            // Writing to a Vec cannot fail, and JSON is text.
            let _ = escape::json_line(&article, &mut written);
            Value::from_safe_string(String::from_utf8(written).unwrap_or_default())
        }),
    }
}

fn shown<'s>(site: &'s Site, at: usize, story: &'s StoryView) -> Shown<'s> {
    let tones: Vec<Tone> = story.notes.iter().map(tone).collect();
    let text = story.text.as_ref();
    Shown {
        id: story.id,
        title: story.title,
        path: story.path,
        published: story.published.as_deref(),
        url: story.url.and_then(web_address),
        lang: story.language.and_then(language),
        unreadable: !story.readable,
        tally: text.map(|text| Tally::from(text.counts)),
        another: text.is_some_and(|text| text.is_another),
        cut: text.is_some_and(|text| text.annotated.is_cut),
        blocks: text.map_or_else(Vec::new, |text| blocks(&text.annotated, story.title, &tones)),
        notes: stated_once(story.notes.iter().map(|one| note(site, one))),
        unplaced: story
            .unplaced
            .iter()
            .map(|one| Unplaced { words: &one.words, note: note(site, one) })
            .collect(),
        owed: story.owed.iter().map(|why| sentence(why)).collect(),
        corrections: story.corrections.iter().map(|one| corrected(site, at, one)).collect(),
    }
}

fn tone(note: &StoryNote) -> Tone {
    if note.is_wrong() {
        Tone::Against
    } else if note.is_open {
        Tone::Open
    } else if note.claims.is_empty() {
        Tone::Excused
    } else {
        Tone::Right
    }
}

fn note<'s>(site: &'s Site, note: &'s StoryNote) -> Note<'s> {
    let claims = note.claims.iter().map(|stated| {
        let Some((at, listed)) = site.stated_claim(stated) else {
            return Noted { id: stated.id, ..Noted::default() };
        };
        Noted {
            id: stated.id,
            page: Some(claim_page(site.claim_page(at))),
            state: Some(Mark::of(listed.state, listed.not_earned)),
            not_earned: listed.not_earned,
            statement: listed.statement,
            print: stated.claim.as_ref().map(|(_, print)| &**print),
            ..Noted::default()
        }
    });
    let because = note.because.iter().map(|because| format!("Needs no claim: {because}"));
    let open = note.is_open.then(|| "To check: no claim is linked".to_owned());
    let changed = note.linked.map(|linked| {
        vec![
            "Changed since it was linked; check again.".to_owned(),
            format!("It was: \u{201c}{linked}\u{201d}"),
        ]
    });
    let over = note.overclaimed.iter().map(|one| one.iter().map(|words| sentence(words)).collect());
    Note {
        tone: tone(note),
        claims: claims.collect(),
        says: because.chain(open).collect(),
        wrong: changed.into_iter().chain(over).collect(),
    }
}
