//! The parts of a text that are not in Unicode's Normalization Form C (UAX #15), and what they are in it. Forms of letters
//! that differ only in how they look count as not normal either: full and half width, and the presentation forms of Arabic,
//! Hebrew and Armenian; so do the radicals of Chinese, which PDFs have for characters.
//!
//! Almost all text is in that form already, and is only scanned.

use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The parts of `text` that are not in NFC, each from a character that never joins what comes before it to the next such
/// character, and their NFC.
pub(super) fn unnormalised(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(unsettled) = next_unsettled(text, from) {
        // All offsets here are of characters that were just read, so slicing cannot fail.
        let (before, after) = text.split_at(unsettled);
        let length = after.chars().next().map_or(0, char::len_utf8);
        let is_alone = after.chars().next().is_some_and(stands_alone);
        let first = before[from..].chars().next_back().filter(|c| !c.is_whitespace() && !is_alone);
        let start = unsettled - first.map_or(0, char::len_utf8);
        let rest = after[length..].find(|c| is_settled(c) || stands_alone(c));
        let end = rest.map_or(text.len(), |rest| unsettled + length + rest);
        let stretch = &text[start..end];
        if stretch.contains(is_presentation) {
            found.push((start..end, plain_forms(stretch).nfc().collect()));
        } else if !stretch.nfc().eq(stretch.chars()) {
            found.push((start..end, stretch.nfc().collect()));
        }
        from = end;
    }
    found
}

/// Only these are taken apart as NFKC does: an exponent is no digit.
fn plain_forms(stretch: &str) -> String {
    let mut plain = String::with_capacity(stretch.len());
    for c in stretch.chars() {
        if is_presentation(c) {
            plain.extend(std::iter::once(c).nfkc());
        } else {
            plain.push(c);
        }
    }
    plain
}

/// A character that is another one in its plain form, and joins nothing before it there.
fn stands_alone(c: char) -> bool {
    let joins_nothing =
        |c: char| canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    let alone = std::iter::once(c);
    let first = if is_presentation(c) { alone.nfkc().next() } else { alone.nfc().next() };
    first.is_some_and(joins_nothing)
}

fn is_presentation(c: char) -> bool {
    matches!(c, '\u{2F00}'..='\u{2FD5}' | '\u{FB13}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{FF01}'..='\u{FFEE}')
}

fn next_unsettled(text: &str, from: usize) -> Option<usize> {
    const STRETCH: usize = 8;
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += STRETCH * rest.chunks_exact(STRETCH).take_while(|stretch| stretch.is_ascii()).count();
        at += bytes.get(at..)?.iter().position(|byte| *byte >= 0xCC)?;
        // Everything below U+0300 is settled; so are Cyrillic letters, CJK ideographs and U+2000..203F.
        let length = match (bytes.get(at)?, bytes.get(at + 1)) {
            (0xD0, _) | (0xD1, Some(0x80..=0xBF)) => 2,
            (0xE2, Some(0x80)) | (0xE4..=0xE9, _) => 3,
            _ => {
                // A byte from 0xCC on begins a character.
                let c = text.get(at..)?.chars().next()?;
                if !is_settled(c) {
                    return Some(at);
                }
                c.len_utf8()
            }
        };
        at += length;
    }
}

/// Whether NFC leaves a character alone and joins nothing before it to it. White space counts: its
/// kinds all fold to one.
fn is_settled(c: char) -> bool {
    c < '\u{300}'
        || c.is_whitespace()
        || (canonical_combining_class(c) == 0
            && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
            && !is_presentation(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_not_named_is_normal(
            text in "[ aq\u{e9}\u{301}\u{307}\u{323}\u{338}=\u{418}\u{306}\u{439}\u{4e2d}\u{1112}\u{1161}\u{11ab}\u{2126}\u{2000}]{0,24}",
        ) {
            let (mut normal, mut done) = (String::new(), 0);
            for (stretch, form) in unnormalised(&text) {
                normal.push_str(&text[done..stretch.start]);
                normal.push_str(&form);
                done = stretch.end;
            }
            normal.push_str(&text[done..]);
            // White space has normal forms too, which folding has no need of: it makes all of it one space.
            let one_space = |text: &str| text.replace(char::is_whitespace, " ");
            prop_assert_eq!(one_space(&normal), one_space(&text.nfc().collect::<String>()));
        }
    }
}
