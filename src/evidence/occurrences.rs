//! Exact search for words in a text.

use crate::text::fold::{Folded, FoldedRange};
use memchr::memmem::Finder;

/// The most bytes that are compared without a match.
const VAIN_WORK: usize = 32 << 20;

/// Where `words` stand in a folded text, beginning and ending where a quote may, overlaps included; the first `most` of
/// these places.
pub(super) fn occurrences(folded: &Folded, words: &str, most: usize) -> Vec<FoldedRange> {
    occurrences_between(folded, words, most, |place| {
        folded.is_edge(place.start()) && folded.is_edge(place.end())
    })
}

/// The same, with other edges.
pub(super) fn occurrences_between(
    folded: &Folded,
    words: &str,
    most: usize,
    is_between: impl Fn(FoldedRange) -> bool,
) -> Vec<FoldedRange> {
    // Preparing a search for all the words takes as long as the search: their beginning is enough, unless there is much to
    // compare after it.
    const BEGINNING: usize = 24;
    const LONG: usize = 4096;
    // The cost of looking at both ends of a match.
    const EDGES: usize = 256;
    let text = folded.as_str();
    let mut found = Vec::new();
    let sought = words.as_bytes();
    let beginning = if sought.len() > LONG { sought } else { sought.get(..BEGINNING).unwrap_or(sought) };
    let finder = Finder::new(beginning);
    let mut work = VAIN_WORK;
    let mut from = 0;
    while let Some(rest) = text.as_bytes().get(from..).filter(|_| !sought.is_empty()) {
        let Some(offset) = finder.find(rest) else { break };
        let place = FoldedRange::new(from + offset, from + offset + sought.len());
        from = place.start() + 1;
        let stands = rest.get(offset..).is_some_and(|rest| rest.starts_with(sought));
        if stands && is_between(place) {
            found.push(place);
            if found.len() == most {
                break;
            }
        } else {
            let cost = if stands { sought.len() + EDGES } else { BEGINNING };
            let Some(left) = work.checked_sub(cost) else { break };
            work = left;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::edges::units;
    use crate::text::fold::Markup;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agree_with_a_search_at_every_byte(text in "[ab.' \u{e9}]{0,40}", words in "[ab.' \u{e9}]{1,4}") {
            let folded = Folded::text(&text, Markup::Plain);
            let text = folded.as_str();
            let edges: Vec<_> = units(text).collect();
            let (begins, ends) = (words.starts_with(' '), words.ends_with(' '));
            let expected: Vec<_> = (0..text.len())
                .map(|offset| offset..offset + words.len())
                .filter(|place| text.as_bytes().get(place.clone()) == Some(words.as_bytes()))
                .filter(|place| begins || edges.iter().any(|token| token.start == place.start))
                .filter(|place| ends || edges.iter().any(|token| token.end == place.end))
                .collect();
            let found = |most| occurrences(&folded, &words, most).iter().map(FoldedRange::range).collect::<Vec<_>>();
            prop_assert_eq!(&found(usize::MAX), &expected);
            prop_assert_eq!(found(2), &expected[..expected.len().min(2)]);
        }
    }
}
