//! What stands over a quote and says that it does not hold: the heading of its section, the line that leads its list, the label of
//! a question.

use super::hedge::{At, Force, FoundWords, Hedge, announced};
use super::is_negation;
use crate::text::language::word_lists;
use crate::text::outline::{Outline, lead};
use crate::text::span::Span;

/// The first of these over a passage of `text`, which is in a language (BCP 47) if one is known.
pub(super) fn above(text: &str, outline: &Outline, passage: Span, language: Option<&str>) -> Option<Hedge> {
    let lists = word_lists(language).ok()?;
    let listed = || {
        let line = lead(text, passage.start)?;
        let words = text.get(line.range())?;
        let found = announced(words.trim_end(), lists).or_else(|| denied(words))?;
        Some(hedge(words, line, found, At::Lead))
    };
    let headed = || {
        outline.headings(passage.start).find_map(|heading| {
            let words = text.get(heading.range())?;
            let place = lists.of(words).headings.within(words).next()?.0;
            Some(hedge(words, heading, (place, Force::Weakens), At::Heading))
        })
    };
    let asked = || {
        let turn = outline.turn(passage).filter(|turn| !turn.ends_within && outline.asks(turn.label))?;
        let start = turn.begins as usize;
        let span = Span::new(start, start + turn.label.len());
        Some(Hedge { word: turn.label.to_owned(), span, force: Force::Asks, at: At::Heading })
    };
    listed().or_else(headed).or_else(asked)
}

/// "None of the following took place:" denies every item.
fn denied(lead: &str) -> Option<FoundWords> {
    let mut start = 0;
    lead.split(|c: char| !c.is_alphanumeric() && c != '\'').find_map(|word| {
        let place = start..start + word.len();
        start = place.end + lead.get(place.end..)?.chars().next().map_or(0, char::len_utf8);
        is_negation(word).then_some((place, Force::Denies))
    })
}

fn hedge(words: &str, line: Span, (place, force): FoundWords, at: At) -> Hedge {
    let start = line.start as usize;
    let span = Span::new(start + place.start, start + place.end);
    Hedge { word: words.get(place).unwrap_or("").to_lowercase(), span, force, at }
}
