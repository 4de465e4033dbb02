//! A number that the edge of a quote, or its `[...]`, cuts in two or takes a bound or a unit from.

use super::reading::quantities;
use super::{Of, Quantity, Stated, may_have_numbers};
use crate::evidence::sentence::around;
use crate::text::fold::{Folded, FoldedRange};
use crate::text::span::Span;
use std::ops::Range;

/// What a quote states where its text is read on beyond the edges that cut a number: "more than 40" where it has "40".
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// From the first number that the quote has a part of to the last, with the quote between them.
    pub text: Box<str>,
    /// Those that stand in the quote, if only in part.
    pub quantities: Vec<Quantity>,
}

/// What a quote in these parts of a text states in full, if it cuts a number. `language` (BCP 47) is that of the text.
pub fn whole(folded: &Folded, parts: &[FoldedRange], language: Option<&str>) -> Option<Box<Whole>> {
    let sentences = around(folded, parts)?;
    let (first, last) = (parts.first()?, parts.last()?);
    let is_all = parts.len() == 1 && first.start() == sentences.start() && last.end() == sentences.end();
    let has_number = |part: &FoldedRange| {
        let words = folded.words(*part);
        may_have_numbers(&words[..words.ceil_char_boundary(NEAR.min(words.len()))])
            || may_have_numbers(&words[words.floor_char_boundary(words.len().saturating_sub(NEAR))..])
    };
    if is_all || !parts.iter().any(has_number) {
        return None;
    }
    let text = folded.as_str();
    let from = text.floor_char_boundary(first.start().saturating_sub(BEYOND)).max(sentences.start());
    let end = text.ceil_char_boundary(last.end().saturating_add(BEYOND)).min(sentences.end());
    // A word that the window cuts is none.
    let from =
        if from == sentences.start() { from } else { text[from..].find(' ').map_or(from, |at| from + at) };
    let end = if end == sentences.end() { end } else { text[..end].rfind(' ').unwrap_or(end) };
    let (from, end) = (from.min(first.start()), end.max(last.end()));
    let window = text.get(from..end)?;
    let parts: Vec<Range<usize>> = parts.iter().map(|part| part.start() - from..part.end() - from).collect();
    let meets = |span: Range<usize>| {
        parts.iter().any(|part| part.start < span.end && span.start < part.end && !span.is_empty())
    };
    let is_within =
        |span: &Range<usize>| parts.iter().any(|part| part.start <= span.start && span.end <= part.end);
    let all = quantities(window, language);
    let mut is_cut = false;
    let mut kept: Vec<Quantity> = Vec::new();
    for (nth, quantity) in all.iter().enumerate() {
        let span = quantity.span.range();
        if !meets(span.clone()) {
            continue;
        }
        if !is_within(&span) {
            is_cut |= !quantity.is_implied;
        } else if is_part_of_next(window, &all[nth..], &parts) {
            // "22 [...] tugs" of "22 of the 40 tugs".
            is_cut = true;
            continue;
        }
        kept.push(quantity.clone());
    }
    if !is_cut {
        return None;
    }
    let start =
        kept.iter().map(|quantity| quantity.span.range().start).chain([parts.first()?.start]).min()?;
    let end = kept.iter().map(|quantity| quantity.span.range().end).chain([parts.last()?.end]).max()?;
    for quantity in &mut kept {
        let span = quantity.span.range();
        quantity.span = Span::new(span.start - start, span.end - start);
    }
    Some(Box::new(Whole { text: window.get(start..end)?.into(), quantities: kept }))
}

/// A number is looked for within so many bytes of each edge.
const NEAR: usize = 120;

/// So many bytes beyond a quote are read.
const BEYOND: usize = 160;

/// Does a part of the quote end with this number, and what it leaves out say of how many?
fn is_part_of_next(window: &str, from_here: &[Quantity], parts: &[Range<usize>]) -> bool {
    const OF: [&str; 16] = [
        "of",
        "of the",
        "of its",
        "of their",
        "of his",
        "of her",
        "out of",
        "out of the",
        "von",
        "von den",
        "der",
        "des",
        "sur",
        "sur les",
        "из",
        "из его",
    ];
    let Some(quantity) = from_here.first() else { return false };
    let (span, is_count) = (
        quantity.span.range(),
        matches!(&quantity.is, Stated::Amount(amount) if matches!(amount.of, Of::Count)),
    );
    let Some(part) = parts.iter().find(|part| part.start <= span.start && span.end <= part.end) else {
        return false;
    };
    let is_last = window.get(span.end..part.end).is_some_and(|rest| rest.trim().is_empty());
    let is_elided = parts.iter().any(|other| other.start > part.start);
    let next = from_here.iter().find(|next| next.span.range().start >= span.end);
    is_count
        && is_last
        && is_elided
        && next.is_some_and(|next| {
            let next = next.span.range().start;
            let between = window.get(span.end..next).unwrap_or_default().trim();
            next >= part.end && OF.contains(&between)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Markup;

    /// The numbers that the quote in braces states in full, if it cuts one.
    fn cut(text: &str) -> Option<Vec<String>> {
        let (mut plain, mut parts, mut start) = (String::new(), Vec::new(), 0);
        for c in text.chars() {
            match c {
                '{' => start = plain.len(),
                '}' => parts.push(Span::new(start, plain.len())),
                c => plain.push(c),
            }
        }
        let folded = Folded::text(&plain, Markup::Plain);
        let parts: Vec<_> = parts.into_iter().map(|part| folded.folded(part)).collect();
        let whole = whole(&folded, &parts, Some("en"))?;
        Some(whole.quantities.iter().map(|quantity| whole.text[quantity.span.range()].to_owned()).collect())
    }

    #[test]
    fn a_number_at_an_edge_is_read_as_its_text_has_it() {
        for (text, expected) in [
            ("The town sold more than {40 tugs in all}.", "more than 40"),
            ("The town sold {two} hundred {tugs in all}.", "two hundred"),
            ("The town sold one hundred and {forty tugs}.", "one hundred and forty"),
            ("The sales rose {by 40} per cent.", "40 per cent"),
            ("The town sold between 30 and {40 tugs}.", "between 30 and 40"),
        ] {
            assert_eq!(cut(text), Some(vec![expected.to_owned()]), "{text}");
        }
        assert_eq!(cut("The town sold {22} of the 40 {tugs in all}."), Some(vec!["22 of the 40".to_owned()]));
        for text in [
            "It had more than a year, and {40 tugs in all}.",
            "{The town sold 40 tugs}, of 50 that it had.",
            "In 2019 {40 tugs in all were sold}.",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }
}
