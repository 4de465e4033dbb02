//! Exact search for words in a text.

use crate::text::fold::{Folded, FoldedRange};
use crate::text::haystack::Haystack;

/// A folded text that is searched.
pub(super) struct Searched<'a> {
    pub(super) folded: &'a Folded,
    haystack: Haystack<&'a str>,
}

impl<'a> Searched<'a> {
    pub(super) fn new(folded: &'a Folded) -> Self {
        Self { folded, haystack: Haystack::new(folded.as_str()) }
    }
}

/// Where `words` stand in a text, beginning and ending where a quote may, overlaps included; the first `most` of these places.
pub(super) fn occurrences(text: &Searched, words: &str, most: usize) -> Vec<FoldedRange> {
    occurrences_between(text, words, most, |place| {
        text.folded.is_edge(place.start()) && text.folded.is_edge(place.end())
    })
}

/// The same, with other edges.
pub(super) fn occurrences_between(
    text: &Searched,
    words: &str,
    most: usize,
    is_between: impl Fn(FoldedRange) -> bool,
) -> Vec<FoldedRange> {
    /// The most that is looked at of words that stand between other edges: their bytes, and so much for both ends.
    const VAIN_WORK: usize = 32 << 20;
    const EDGES: usize = 256;
    let mut work = VAIN_WORK;
    let mut found = Vec::new();
    for start in text.haystack.places(words.as_bytes()) {
        let place = FoldedRange::new(start, start + words.len());
        if is_between(place) {
            found.push(place);
        } else if let Some(left) = work.checked_sub(words.len() + EDGES) {
            work = left;
        } else {
            break;
        }
        if found.len() == most {
            break;
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
            let found = |most| occurrences(&Searched::new(&folded), &words, most).iter().map(FoldedRange::range).collect::<Vec<_>>();
            prop_assert_eq!(&found(usize::MAX), &expected);
            prop_assert_eq!(found(2), &expected[..expected.len().min(2)]);
        }
    }
}
