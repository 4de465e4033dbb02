//! A quote may begin and end where the model in `tests/models/edges.rs` says, but for behind a hyphen at a line end, and nowhere
//! else. Units are what stands between.
#![no_main]

#[path = "../../tests/models/edges.rs"]
mod model;
#[path = "../../tests/models/pieces.rs"]
mod pieces;

use grounds::text::edges::{is_edge, units};
use grounds::text::fold::{Folded, FoldedRange, Markup};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
enum Input<'a> {
    Any(&'a str),
    Pieces(&'a [u8]),
}

/// In bytes: the model takes a time that is the square of it.
const LONGEST: usize = 300;

fuzz_target!(|input: Input| {
    let original = match input {
        Input::Any(text) => text.to_owned(),
        Input::Pieces(pieces) => pieces::text(pieces),
    };
    if original.len() > LONGEST {
        return;
    }
    let text = Folded::text(&original, Markup::Plain);
    let words = text.as_str();
    let edges: Vec<_> = (0..=words.len()).filter(|at| is_edge(words, *at)).collect();
    assert_eq!(edges, model::edges(words), "{words:?}");
    assert_eq!(units(words).collect::<Vec<_>>(), model::units(words), "{words:?}");
    let blocks: Vec<_> = text.blocks().iter().map(|block| block.range).collect();
    assert_folded(&original, &text, &blocks);
    let quote = Folded::quote(&original, Markup::Plain);
    assert_folded(&original, &quote, &[quote.whole()]);
});

/// The same of a folded text, which knows its line ends.
fn assert_folded<Of: Copy>(original: &str, folded: &Folded<Of>, blocks: &[FoldedRange<Of>]) {
    let is_line_end = |at: usize| {
        let written = &original[folded.original(FoldedRange::new(at, at + 1)).range()];
        let ends = written.replace("\r\n", "\n");
        ends.chars().filter(|c| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}')).count() == 1
            && !ends.contains('\u{2029}')
    };
    let mark = |(at, c): (usize, char)| if c == ' ' && is_line_end(at) { '\r' } else { c };
    let marked: String = folded.as_str().char_indices().map(mark).collect();
    let is_hyphen = |at: &usize| folded.hyphens().iter().any(|hyphen| *hyphen as usize == *at);
    let edges: Vec<_> = (0..=marked.len()).filter(|at| folded.is_edge(*at)).collect();
    let by_model: Vec<_> = model::edges(&marked).into_iter().filter(|at| !is_hyphen(at)).collect();
    assert_eq!(edges, by_model, "{marked:?}");
    for block in blocks {
        let words = &marked[block.range()];
        assert_eq!(folded.units(*block).collect::<Vec<_>>(), model::units(words), "{words:?}");
    }
}
