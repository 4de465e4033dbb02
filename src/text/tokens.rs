//! Tokens of folded text: words and punctuation marks.
//!
//! Text is split at white space, and each piece into the segments of Unicode's default word segmentation (UAX #29). So
//! punctuation is a token of its own, "3,400" and "isn't" are one token each, and no token has white space.

use std::iter::FusedIterator;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// The byte ranges of the tokens of `text`, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0, chunk: None }
}

/// Whether a token begins or ends at byte `offset`: true at both ends of the text and beside white
/// space, false inside a character.
pub fn is_token_edge(text: &str, offset: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(offset) else { return false };
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return true };
    if left.is_whitespace() || right.is_whitespace() {
        return true;
    }
    if left.is_ascii() && right.is_ascii() {
        match (is_word(left), is_word(right)) {
            (true, true) => return false,
            (false, false) => return true,
            (true, false) if !joins(right) => return true,
            (false, true) if !joins(left) => return true,
            _ => {}
        }
    }
    segmented_edge(before, after)
}

/// Whether a token has a letter or a digit.
pub fn is_word_token(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

/// See [`tokens`].
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Where the chunk that is being segmented begins, and its segments.
    chunk: Option<(usize, UWordBoundIndices<'a>)>,
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if let Some((base, segments)) = &mut self.chunk {
            if let Some((start, segment)) = segments.next() {
                let start = *base + start;
                self.at = start + segment.len();
                return Some(start..self.at);
            }
            self.chunk = None;
        }
        // Most white space is one space.
        while self.text.as_bytes().get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let rest = self.text.get(self.at..)?;
        let rest = if rest.starts_with(|c: char| c.is_whitespace()) { rest.trim_start() } else { rest };
        let start = self.text.len() - rest.len();
        if rest.is_empty() {
            self.at = start;
            return None;
        }
        if let Some(length) = ascii_token(rest.as_bytes()) {
            self.at = start + length;
            return Some(start..self.at);
        }
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.chunk = Some((start, rest.get(..length)?.split_word_bound_indices()));
        self.next()
    }
}

impl FusedIterator for Tokens<'_> {}

/// The length of the token at the start of `rest` where ASCII alone decides it.
fn ascii_token(rest: &[u8]) -> Option<usize> {
    let word = rest.iter().position(|byte| !WORDS[usize::from(*byte)]).unwrap_or(rest.len());
    let at = |index: usize| rest.get(index).copied().map_or(' ', char::from);
    let next = at(word);
    if !next.is_ascii() {
        return None;
    }
    if word == 0 {
        return at(1).is_ascii().then_some(1);
    }
    if !joins(next) || (at(word + 1).is_ascii() && !is_word(at(word + 1))) {
        return Some(word);
    }
    None
}

/// Of each byte, whether it is a letter, digit or low line of ASCII.
static WORDS: [bool; 256] = {
    let mut words = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        words[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    words
};

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// ASCII marks that can stand inside a token, as in "isn't" and "3.5".
fn joins(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | ';' | '\'' | '"')
}

/// Segments only what is near the offset.
fn segmented_edge(before: &str, after: &str) -> bool {
    // The lengths are of whole characters.
    let left = &before[before.len() - near(before.chars().rev())..];
    let left = left.rfind(char::is_whitespace).map_or(left, |white| left[white..].trim_start());
    let right = &after[..near(after.chars())];
    let right = right.find(char::is_whitespace).map_or(right, |white| &right[..white]);
    let around = [left, right].concat();
    around.split_word_bound_indices().any(|(start, _)| start == left.len())
}

/// The length of what decides on an edge on one side of it: three characters, but marks and joiners do not count, and flags
/// are counted from the first of a row.
fn near(from_edge: impl Iterator<Item = char>) -> usize {
    const DECIDE: usize = 3;
    const MOST: usize = 512;
    let counts =
        |c: char| !is_combining_mark(c) && !matches!(c, '\u{200C}' | '\u{200D}' | '\u{1F1E6}'..='\u{1F1FF}');
    let mut seen = 0;
    let is_near = |c: &char| {
        seen += usize::from(counts(*c));
        seen <= DECIDE
    };
    from_edge.take(MOST).take_while(is_near).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(words("It isn't 3,400."), ["It", "isn't", "3,400", "."]);
        assert_eq!(
            words("a \"[...] b\" (c)"),
            ["a", "\"", "[", ".", ".", ".", "]", "b", "\"", "(", "c", ")"]
        );
        assert_eq!(words("Ён не прыйшоў, 12-га"), ["Ён", "не", "прыйшоў", ",", "12", "-", "га"]);
        assert_eq!(words(" \n "), [""; 0]);
    }

    #[test]
    fn edges() {
        let text = "isn't 3,400. naïve";
        let edges: Vec<_> = (0..=text.len()).filter(|at| is_token_edge(text, *at)).collect();
        assert_eq!(edges, [0, 5, 6, 11, 12, 13, 19]);
        assert!(!is_token_edge("é", 1));
        assert!(!is_token_edge("é", 9));
    }

    #[test]
    fn no_number_of_marks_parts_a_word() {
        for many in [1, 16, 80] {
            let marks = "\u{301}".repeat(many);
            for text in [format!("a{marks}b"), format!("a:{marks}b"), format!("1,{marks}2")] {
                assert!((1..text.len()).all(|at| !is_token_edge(&text, at)), "{many} in {text:?}");
            }
            let flags = format!("\u{1F1E7}{marks}\u{1F1FE}").repeat(3);
            let edges = (1..flags.len()).filter(|at| is_token_edge(&flags, *at));
            assert_eq!(edges.collect::<Vec<_>>(), [flags.len() / 3, flags.len() / 3 * 2], "{many}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_standard(text in "[ab1é_ .,:;'\"\\-\u{301}я中\n]{0,24}") {
            let mut expected = Vec::new();
            let mut start = 0;
            for chunk in text.split_inclusive(char::is_whitespace) {
                for (at, segment) in chunk.trim_end().split_word_bound_indices() {
                    expected.push(start + at..start + at + segment.len());
                }
                start += chunk.len();
            }
            prop_assert_eq!(tokens(&text).collect::<Vec<_>>(), expected.clone());
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let inside = expected.iter().any(|token| token.start < at && at < token.end);
                prop_assert_eq!(is_token_edge(&text, at), !inside, "at {}", at);
            }
        }
    }
}
