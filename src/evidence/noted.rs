//! What a text says of a passage in another place: in the note to which a mark leads, in a correction at its end, in the box before
//! it, in the line that says in what its figures are.

use super::hedge::{At, Force, Hedge, taken_back_in};
use super::is_month;
use crate::text::fold::Folded;
use crate::text::language::WordLists;
use crate::text::language::word_lists;
use crate::text::outline::Outline;
use crate::text::span::Span;

/// The first of these for a passage of `text`, which is in a language (BCP 47) if one is known.
pub(super) fn noted(
    text: &str,
    folded: &Folded,
    outline: &Outline,
    passage: Span,
    language: Option<&str>,
) -> Option<Hedge> {
    let lists = word_lists(language).ok()?;
    let quote = text.get(passage.range())?;
    in_box(text, passage)
        .or_else(|| in_cell(text, passage, lists))
        .or_else(|| in_note(text, passage, lists))
        .or_else(|| corrected(text, folded, passage, quote))
        .or_else(|| scaled(text, outline, passage, quote))
}

/// "[ ]" before the line of a form: nobody ticked it.
fn in_box(text: &str, passage: Span) -> Option<Hedge> {
    const EMPTY: [&str; 6] = ["[ ]", "[]", "[_]", "( )", "☐", "□"];
    let before = text.get(..passage.start as usize)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let bare = before.get(line..)?.trim_start_matches(['-', '*', '+', ' ', '\t']);
    let empty = EMPTY.into_iter().find(|empty| bare.starts_with(empty))?;
    let start = before.len() - bare.len();
    let span = Span::new(start, start + empty.len());
    Some(Hedge { word: empty.to_owned(), span, force: Force::Weakens, at: At::Box })
}

/// "False" in another cell of the row of a Markdown table.
fn in_cell(text: &str, passage: Span, lists: WordLists) -> Option<Hedge> {
    const MOST_WORDS: usize = 3;
    let start = text.get(..passage.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
    let row = text.get(start..)?.lines().next()?;
    if !row.trim_start().starts_with('|') {
        return None;
    }
    row.split('|').find_map(|cell| {
        let begins = cell.as_ptr() as usize - text.as_ptr() as usize;
        let is_own = begins <= passage.start as usize && passage.start as usize <= begins + cell.len();
        let is_short = (1..=MOST_WORDS).contains(&cell.split_whitespace().count());
        let (place, force) = taken_back_in(cell, lists).filter(|_| is_short && !is_own)?;
        let span = Span::new(begins + place.start, begins + place.end);
        Some(Hedge { word: cell.get(place)?.to_lowercase(), span, force, at: At::Cell })
    })
}

/// What the note says to which a mark right behind a passage leads, if that takes it back: "[1] This entry was struck as false."
fn in_note(text: &str, passage: Span, lists: WordLists) -> Option<Hedge> {
    const LONGEST_NOTE: usize = 400;
    let behind = text.get(passage.end as usize..)?;
    let mark = note_mark(behind.trim_start_matches(['.', ',', ';', '"', '\'', ')', '”', '’', ' ']))?;
    let rest = text.get(passage.end as usize..)?;
    let note = rest.lines().skip(1).find(|line| line.trim_start().starts_with(mark))?.trim_start();
    let words = note.get(mark.len()..).filter(|words| words.len() <= LONGEST_NOTE)?;
    let (place, force) = taken_back_in(words, lists)?;
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    let span = Span::new(start + place.start, start + place.end);
    Some(Hedge { word: words.get(place)?.to_lowercase(), span, force, at: At::Note })
}

/// The mark of a note with which words begin: a number or a letter in brackets, a raised number, a dagger.
fn note_mark(words: &str) -> Option<&str> {
    let in_brackets = || {
        let behind = words.strip_prefix('[')?;
        let end = behind.find(']').filter(|end| (1..=4).contains(end))?;
        let is_mark = |c: char| c.is_ascii_digit() || c == '^' || c.is_ascii_lowercase();
        behind.get(..end)?.chars().all(is_mark).then(|| &words[..end + 2])
    };
    let raised = || {
        let end = words.find(|c: char| !matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}' | '†' | '‡'));
        words.get(..end.unwrap_or(words.len())).filter(|mark| !mark.is_empty())
    };
    in_brackets().or_else(raised)
}

/// A correction among the first or the last lines that has a name or a number of the quote: it may be what was wrong.
fn corrected(text: &str, folded: &Folded, passage: Span, quote: &str) -> Option<Hedge> {
    const BLOCKS: usize = 5;
    const LONGEST: usize = 1000;
    let (blocks, own) = (folded.blocks(), folded.block_index(folded.folded(passage).start()));
    let last = blocks.len().saturating_sub(BLOCKS);
    let at_edge = blocks.iter().enumerate().filter(|(at, _)| *at != own && (*at < BLOCKS || *at >= last));
    at_edge.map(|(_, block)| folded.original(block.range)).find_map(|span| {
        let words = text.get(span.range()).filter(|words| words.len() <= LONGEST)?;
        let bare = words.trim_start_matches(['*', '_', '#', '[', '(', ' ']);
        let word = CORRECTIONS.into_iter().find_map(|known| begins_with(bare, known))?;
        let behind = bare.get(word.len()..)?;
        let said = behind.split_once(':').map_or(behind, |(_, said)| said);
        shares_a_name(said, quote).then_some(())?;
        let start = bare.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(start, start + word.len());
        Some(Hedge { word: word.to_lowercase(), span, force: Force::Denies, at: At::Correction })
    })
}

const CORRECTIONS: [&str; 22] = [
    "correction",
    "corrections",
    "corrigendum",
    "corrigenda",
    "erratum",
    "errata",
    "clarification",
    "retraction",
    "editor's note",
    "editors' note",
    "an earlier version of this",
    "a previous version of this",
    "this article was amended",
    "berichtigung",
    "korrektur",
    "anmerkung der redaktion",
    "rectificatif",
    "поправка",
    "исправление",
    "уточнение",
    "выпраўленне",
    "виправлення",
];

/// The beginning of a text, if it is that, in any case, and a word ends there.
fn begins_with<'t>(text: &'t str, known: &str) -> Option<&'t str> {
    let beginning: String = text.chars().take(known.chars().count()).collect();
    let is_same = beginning.replace('\u{2019}', "'").to_lowercase() == known;
    let behind = text.get(beginning.len()..)?;
    // "Correction officers" are people, and "a correction" goes on with a mark or a date.
    let may_go_on = known.contains("this") || behind.trim_start().starts_with(|c: char| !c.is_alphabetic());
    let ends = behind.is_empty() || (may_go_on && !behind.starts_with(char::is_alphanumeric));
    (is_same && ends).then(|| &text[..beginning.len()])
}

/// Has one text a name or a number of the other, and a word beside it? The first word of a sentence may only look like a name.
fn shares_a_name(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let each = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        each.map(str::to_owned).collect()
    };
    let others = words(other);
    let is_word =
        |word: &String| word.len() > 3 && word.starts_with(char::is_lowercase) && others.contains(word);
    if !words(one).iter().any(is_word) {
        return false;
    }
    let mut is_first = true;
    one.split_whitespace().any(|written| {
        let word = written.trim_matches(|c: char| !c.is_alphanumeric());
        let was_first = std::mem::replace(&mut is_first, written.ends_with(['.', '!', '?', ':']));
        let is_name = word.starts_with(char::is_uppercase) && word.chars().nth(2).is_some() && !was_first;
        let is_number = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() > 1;
        (is_name || is_number) && !is_month(word) && others.iter().any(|known| known == word)
    })
}

/// "All figures in thousands of litres", over a passage that has a figure.
fn scaled(text: &str, outline: &Outline, passage: Span, quote: &str) -> Option<Hedge> {
    const MOST_LINES: usize = 20;
    const LONGEST: usize = 160;
    let figures = quote
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let is_year = |word: &&str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let says_so = |scale: &&str| quote.to_lowercase().contains(scale.trim_end_matches('s'));
    if figures.filter(|word| !is_year(word)).count() == 0 {
        return None;
    }
    let from = outline.headings(passage.start).next().map_or(0, |heading| heading.start as usize);
    let above = text.get(from..passage.start as usize)?;
    let lines = above.split_inclusive('\n').rev().filter(|line| !line.trim().is_empty()).take(MOST_LINES);
    lines.filter(|line| line.len() <= LONGEST).find_map(|line| {
        let small = line.to_lowercase();
        let scale = SCALES.into_iter().find(|scale| {
            let place = small.find(&format!("in {scale}"));
            let begins = |at: usize| !small[..at].ends_with(char::is_alphanumeric);
            place.is_some_and(|at| begins(at) && is_of_figures(&small, at))
        })?;
        if says_so(&scale) {
            return None;
        }
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let at = small.find(scale).filter(|_| small.len() == line.len())?;
        let span = Span::new(start + at, start + at + scale.len());
        Some(Hedge { word: format!("in {scale}"), span, force: Force::Limits, at: At::Heading })
    })
}

const SCALES: [&str; 4] = ["thousands", "millions", "billions", "hundreds"];

/// Does a line speak of its figures, or say nothing else before that place?
fn is_of_figures(line: &str, place: usize) -> bool {
    const FIGURES: [&str; 11] = [
        "figures",
        "amounts",
        "sums",
        "values",
        "numbers",
        "prices",
        "totals",
        "quantities",
        "data",
        "unit",
        "units",
    ];
    let before = line.get(..place).unwrap_or_default();
    let is_first = !before.contains(char::is_alphanumeric) || before.ends_with(['(', '[']);
    let mut words = before.split(|c: char| !c.is_alphanumeric());
    is_first || words.any(|word| FIGURES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Markup;

    /// What is noted of the words in braces.
    fn of(text: &str) -> Option<(String, At)> {
        let (start, end) = (text.find('{')?, text.find('}')? - 1);
        let plain = text.replace(['{', '}'], "");
        let folded = Folded::text(&plain, Markup::Markdown);
        let outline = Outline::of(&plain, Markup::Markdown);
        noted(&plain, &folded, &outline, Span::new(start, end), None).map(|hedge| (hedge.word, hedge.at))
    }

    #[test]
    fn a_note_a_box_a_correction_and_a_unit_are_read() {
        let told = |word: &str, at: At| Some((word.to_owned(), at));
        let entry = "In May {the Northyard sold two tugs to the port of Sarn}";
        let rest = "It rained.\n\nAll was wet.";
        assert_eq!(
            of(&format!("{entry}.[1]\n\n{rest}\n\n[1] This entry was struck as false.")),
            told("false", At::Note)
        );
        assert_eq!(of(&format!("{entry}.[1]\n\n{rest}\n\n[1] Entry 12 of the register.")), None);
        assert_eq!(
            of(&format!("{entry}.¹\n\n{rest}\n\n¹ This entry was struck as false.")),
            told("false", At::Note)
        );
        assert_eq!(of(&format!("**{entry}.**\n\n{rest}\n\n**False claims**")), None);
        assert_eq!(of(&format!("{entry}.[2]\n\n{rest}\n\n[1] This entry was struck as false.")), None);
        assert_eq!(of(&format!("- [ ] {entry}.\n- [x] {rest}")), told("[ ]", At::Box));
        assert_eq!(of(&format!("- [x] {entry}.\n- [ ] {rest}")), None);
        let foot = "Correction, 3 June 2020: The buyer was the port of Veldra, not that of Sarn.";
        assert_eq!(of(&format!("{entry}.\n\n{rest}\n\n{foot}")), told("correction", At::Correction));
        assert_eq!(of(&format!("{foot}\n\n{rest}\n\n{entry}.")), told("correction", At::Correction));
        for other in [
            "Correction: The mayor of Veldra is Ben Okoro.",
            "Correction: The mayor of Sarn is Ben Okoro.",
            "Correction officers of Sarn walked out.",
            "The correction came from Sarn.",
        ] {
            assert_eq!(of(&format!("{entry}.\n\n{rest}\n\n{other}")), None, "{other}");
        }
        let row = |cell: &str| {
            of(&format!("| Claim | Verdict |\n| --- | --- |\n| {entry} | {cell} |\n| It rained | False |"))
        };
        assert_eq!(row("False"), told("false", At::Cell));
        assert_eq!(row("True"), None);
        let fuel = "{Fuel sold in 2019: 12 litres}";
        assert_eq!(
            of(&format!("All figures in thousands of litres.\n\n{fuel}")),
            told("in thousands", At::Heading)
        );
        assert_eq!(of(&format!("Fuel (in millions of litres)\n\n{fuel}")), told("in millions", At::Heading));
        assert_eq!(of(&format!("All figures in thousands.\n\n## Fuel\n\n{fuel}")), None);
        assert_eq!(of(&format!("The losses ran into many in thousands of homes.\n\n{fuel}")), None);
        assert_eq!(of("All figures in thousands.\n\n{Fuel sold in 2019: 12 thousand litres}"), None);
        assert_eq!(of("All figures in thousands.\n\n{Fuel was sold in 2019}"), None);
    }
}
