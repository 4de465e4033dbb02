//! A text with numbered notes beside it, in the margin or below its sentences.

use super::parts::Mark;
use crate::report::site::annotated::{self, Annotated};
use serde::Serialize;
use std::collections::BTreeSet;

/// A paragraph or a heading.
#[derive(Serialize)]
pub(super) struct Block<'s> {
    heading: bool,
    follows_gap: bool,
    pieces: Vec<Piece<'s>>,
}

/// Words that are drawn alike. Notes are given by their index.
#[derive(Serialize)]
struct Piece<'s> {
    text: &'s str,
    struck: bool,
    /// What is noted of it; the gravest, where several notes speak of it.
    tone: Option<Tone>,
    begins: &'s [usize],
    ends: &'s [usize],
    behind: &'s [usize],
}

/// One note.
#[derive(Serialize)]
pub(super) struct Note<'s> {
    pub(super) tone: Tone,
    pub(super) claims: Vec<Noted<'s>>,
    /// What else is to be said, before what is wrong.
    pub(super) says: Vec<String>,
    /// For each thing that is wrong, what it is and what else there is to say of it.
    pub(super) wrong: Vec<Vec<String>>,
}

/// A claim in a note.
#[derive(Default, Serialize)]
pub(super) struct Noted<'s> {
    pub(super) id: &'s str,
    pub(super) page: Option<String>,
    /// What other pages lead here by.
    pub(super) place: Option<String>,
    pub(super) stance: Option<&'static str>,
    pub(super) against: bool,
    /// None if there is no such claim.
    pub(super) state: Option<Mark>,
    pub(super) not_earned: bool,
    pub(super) statement: Option<&'s str>,
    pub(super) print: Option<&'s str>,
}

/// How noted words are drawn; the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tone {
    /// They need nothing.
    Excused,
    Right,
    /// Something is still to be done.
    Open,
    /// They are wrong, or are spoken against.
    Against,
}

/// The blocks of a text whose notes have these tones. A heading that is the title of the page is not said twice.
pub(super) fn blocks<'s>(text: &'s Annotated, title: &str, tones: &[Tone]) -> Vec<Block<'s>> {
    let is_title = |(at, block): (usize, &annotated::Block)| {
        let words: String = block.stretches.iter().map(|stretch| &*stretch.text).collect();
        at == 0 && block.is_heading && words.trim() == title
    };
    let own = text.blocks.iter().enumerate().filter(|block| !is_title(*block));
    let blocks = own.map(|(_, block)| {
        let pieces = block.stretches.iter().map(|stretch| Piece {
            text: &stretch.text,
            struck: stretch.is_struck,
            tone: stretch.notes.iter().filter_map(|note| tones.get(*note).copied()).max(),
            begins: &stretch.begins,
            ends: &stretch.ends,
            behind: &stretch.behind,
        });
        Block { heading: block.is_heading, follows_gap: block.follows_gap, pieces: pieces.collect() }
    });
    blocks.collect()
}

/// The notes of a text; the statement of a claim stands only in the first that has it.
pub(super) fn stated_once<'s>(notes: impl Iterator<Item = Note<'s>>) -> Vec<Note<'s>> {
    let mut stated = BTreeSet::new();
    let notes = notes.map(|mut note| {
        note.claims
            .iter_mut()
            .filter(|claim| !stated.insert(claim.id))
            .for_each(|claim| claim.statement = None);
        note
    });
    notes.collect()
}

/// Words as a sentence: with a capital, unless they begin with an id, and a full stop.
pub(super) fn sentence(words: &str) -> String {
    let first = words.split(' ').next().unwrap_or_default();
    let mut letters = words.chars();
    let capital = letters.next().filter(|_| !first.contains('-')).map(char::to_uppercase);
    let begun = capital.map_or_else(|| words.to_owned(), |first| first.chain(letters).collect());
    if begun.ends_with(['.', '!', '?']) { begun } else { begun + "." }
}
