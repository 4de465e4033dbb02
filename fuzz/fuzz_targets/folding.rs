//! Folding keeps the way back: every character of the folded text stands for characters of the original, in order, and
//! comes back from them. The blocks make up the folded text. Of plain text, what is cut out of the original for some
//! tokens folds to those tokens.
#![no_main]

use grounds::text::fold::{Folded, Markup};
use grounds::text::tokens::tokens;
use libfuzzer_sys::fuzz_target;

/// Runs of so many tokens are cut out at most.
const LONGEST_RUN: usize = 6;

fuzz_target!(|original: &str| {
    for markup in [Markup::Plain, Markup::Markdown] {
        for folded in [Folded::text(original, markup), Folded::quote(original, markup)] {
            assert_map(original, &folded);
            assert_blocks(&folded);
        }
    }
    for folded in [Folded::text(original, Markup::Plain), Folded::quote(original, Markup::Plain)] {
        assert_cuts(original, &folded);
    }
});

fn assert_map(original: &str, folded: &Folded) {
    let text = folded.as_str();
    let (mut start, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        let place = at..at + c.len_utf8();
        let span = folded.original(place.clone());
        assert!(
            original.get(span.range()).is_some_and(|raw| !raw.is_empty()),
            "{c:?} at {at} of {folded:?}: {span:?}"
        );
        assert!(start <= span.start && end <= span.end, "{c:?} at {at} of {folded:?} goes back: {span:?}");
        (start, end) = (span.start, span.end);
        let back = folded.folded(span);
        assert!(
            back.start <= place.start && place.end <= back.end,
            "{place:?} of {folded:?} comes back as {back:?}"
        );
        assert!(text.get(back.clone()).is_some(), "{place:?} of {folded:?} comes back as {back:?}");
    }
}

fn assert_blocks(folded: &Folded) {
    let text = folded.as_str();
    assert_eq!(text.trim(), text);
    let blocks: Vec<_> = folded.blocks().iter().map(|block| &text[block.span.range()]).collect();
    assert_eq!(blocks.join("\n"), text);
    assert!(blocks.iter().all(|block| !block.contains('\n') && !block.contains("  ")), "{folded:?}");
}

fn assert_cuts(original: &str, folded: &Folded) {
    let tokens: Vec<_> = tokens(folded.as_str()).collect();
    for (at, first) in tokens.iter().enumerate() {
        for last in tokens.iter().skip(at).take(LONGEST_RUN) {
            let place = first.start..last.end;
            let span = folded.original(place.clone());
            let cut = &original[span.range()];
            // Half of what folds as a whole, as one dot of an ellipsis, brings the rest along; and a byte order mark
            // goes only where a text begins.
            if folded.folded(span) == place && !cut.starts_with('\u{feff}') {
                let again = Folded::quote(cut, Markup::Plain);
                assert_eq!(
                    again.as_str(),
                    folded.as_str()[place].replace('\n', " "),
                    "{cut:?} of {original:?}"
                );
            }
        }
    }
}
