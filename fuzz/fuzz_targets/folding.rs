//! Folding keeps the way back: every character of the folded text stands for characters of the original, in order, and
//! comes back from them. The blocks make up the folded text. One line folds as the model in `tests/models/folding.rs` says.
//! Of plain text, what is cut out of the original for some units folds to those units, as far as a quote can know what stood
//! beside it.
#![no_main]

#[path = "../../tests/models/folding.rs"]
mod model;
#[path = "../../tests/models/pieces.rs"]
mod pieces;

use grounds::text::fold::{Folded, FoldedRange, Markup};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use std::fmt::Debug;

#[derive(Debug, Arbitrary)]
enum Input<'a> {
    Any(&'a str),
    Pieces(&'a [u8]),
}

/// Runs of so many units are cut out at most.
const LONGEST_RUN: usize = 6;

fuzz_target!(|input: Input| {
    let original = match input {
        Input::Any(text) => text.to_owned(),
        Input::Pieces(pieces) => pieces::text(pieces),
    };
    for markup in [Markup::Plain, Markup::Markdown] {
        let (text, quote) = (Folded::text(&original, markup), Folded::quote(&original, markup));
        assert_map(&original, &text);
        assert_map(&original, &quote);
        let blocks: Vec<_> = text.blocks().iter().map(|block| text.words(block.range)).collect();
        assert_eq!(blocks.join("\n"), text.as_str());
        assert_eq!(quote.as_str().trim(), quote.as_str());
        for block in blocks.into_iter().chain([quote.as_str()]) {
            assert!(!block.contains('\n') && !block.contains("  "), "{block:?}");
        }
    }
    let (text, quote) = (Folded::text(&original, Markup::Plain), Folded::quote(&original, Markup::Plain));
    if let Some(model) = model::folded(&original) {
        assert_eq!((text.as_str(), quote.as_str()), (&*model, &*model), "{original:?}");
    }
    for block in text.blocks() {
        assert_cuts(&original, &text, block.range);
    }
    assert_cuts(&original, &quote, quote.whole());
});

fn assert_map<Of: Copy + Debug>(original: &str, folded: &Folded<Of>) {
    let text = folded.as_str();
    let (mut start, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        let place = FoldedRange::new(at, at + c.len_utf8());
        let span = folded.original(place);
        assert!(
            original.get(span.range()).is_some_and(|raw| !raw.is_empty()),
            "{c:?} at {at} of {folded:?}: {span:?}"
        );
        assert!(start <= span.start && end <= span.end, "{c:?} at {at} of {folded:?} goes back: {span:?}");
        (start, end) = (span.start, span.end);
        let back = folded.folded(span);
        assert!(
            back.start() <= place.start() && place.end() <= back.end(),
            "{place:?} of {folded:?} comes back as {back:?}"
        );
        assert!(text.get(back.range()).is_some(), "{place:?} of {folded:?} comes back as {back:?}");
    }
}

/// Of a block, or of a quote.
fn assert_cuts<Of: Copy + PartialEq>(original: &str, folded: &Folded<Of>, block: FoldedRange<Of>) {
    let units: Vec<_> = folded.units(block).map(|unit| block.part(unit)).collect();
    for (at, first) in units.iter().enumerate() {
        for last in units.iter().skip(at).take(LONGEST_RUN) {
            let place = FoldedRange::new(first.start(), last.end());
            let (words, span) = (folded.words(place), folded.original(place));
            let cut = &original[span.range()];
            if !may_fold_otherwise(words) && !has_half(folded, place) && !may_have_layout(original, cut) {
                let again = Folded::quote(cut, Markup::Plain);
                assert_eq!(again.as_str(), words, "{cut:?} of {original:?}");
            }
        }
    }
}

/// At the end of a quote nobody knows what stood beside a mark; and no quote runs from one column into the next.
fn may_fold_otherwise(words: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    words.starts_with(is_mark) || words.ends_with(is_mark) || words.contains('\t')
}

/// The numbers of lines and of pages, which begin a line or a page, the heads and feet of pages, and the marks of quoted mail are
/// left out of a text, and not of a quote.
fn may_have_layout(original: &str, cut: &str) -> bool {
    const LONGEST_NUMBER: usize = 12;
    let may_be_mark = |line: &str| {
        let begins = line.trim_start_matches([' ', '\t', '[', '(', '-']);
        begins.starts_with(|c: char| c.is_ascii_digit() || c == '>')
            || line.chars().count() <= LONGEST_NUMBER && line.contains(char::is_numeric)
    };
    let may_be_head = original.contains('\u{c}') && cut.contains(['\n', '\u{c}']);
    let is_line_end = |c: char| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    may_be_head || cut.split(is_line_end).skip(1).any(may_be_mark)
}

/// Half of what folds as a whole, as one word of "ﷺ", brings the rest along.
fn has_half<Of: Copy + PartialEq>(folded: &Folded<Of>, place: FoldedRange<Of>) -> bool {
    folded.folded(folded.original(place)) != place
}
