//! Folding keeps the way back: every character of the folded text stands for characters of the original, in order, and
//! comes back from them. The blocks make up the folded text. Of plain text, what is cut out of the original for some
//! tokens folds to those tokens.
#![no_main]

use grounds::text::fold::{Folded, FoldedRange, Markup};
use grounds::text::tokens::tokens;
use libfuzzer_sys::fuzz_target;
use std::fmt::Debug;

/// Runs of so many tokens are cut out at most.
const LONGEST_RUN: usize = 6;

fuzz_target!(|original: &str| {
    for markup in [Markup::Plain, Markup::Markdown] {
        let (text, quote) = (Folded::text(original, markup), Folded::quote(original, markup));
        assert_map(original, &text);
        assert_map(original, &quote);
        let blocks: Vec<_> = text.blocks().iter().map(|block| text.words(block.range)).collect();
        assert_eq!(blocks.join("\n"), text.as_str());
        assert_eq!(quote.as_str().trim(), quote.as_str());
        for block in blocks.into_iter().chain([quote.as_str()]) {
            assert!(!block.contains('\n') && !block.contains("  "), "{block:?}");
        }
    }
    assert_cuts(original, &Folded::text(original, Markup::Plain));
    assert_cuts(original, &Folded::quote(original, Markup::Plain));
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

fn assert_cuts<Of: Copy + PartialEq>(original: &str, folded: &Folded<Of>) {
    let tokens: Vec<_> = tokens(folded.as_str()).collect();
    for (at, first) in tokens.iter().enumerate() {
        for last in tokens.iter().skip(at).take(LONGEST_RUN) {
            let place = FoldedRange::new(first.start, last.end);
            let span = folded.original(place);
            let cut = &original[span.range()];
            // Half of what folds as a whole, as one dot of an ellipsis, brings the rest along; and a byte order mark
            // goes only where a text begins.
            if folded.folded(span) == place && !cut.starts_with('\u{feff}') {
                let again = Folded::quote(cut, Markup::Plain);
                assert_eq!(again.as_str(), folded.words(place).replace('\n', " "), "{cut:?} of {original:?}");
            }
        }
    }
}
