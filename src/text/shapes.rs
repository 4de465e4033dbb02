//! A quick way past nearly all words that are not among those sought.

use std::ops::{Range, RangeInclusive};

/// The shapes of some words: their first two letters and their lengths.
#[derive(Debug)]
pub struct Shapes(Box<[u32; 1 << 10]>);

impl Shapes {
    /// Of words in lower case.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut shapes = Self(Box::new([0; 1 << 10]));
        for word in words {
            if let Some((start, length)) = shape_of(word) {
                shapes.0[start] |= length;
            }
        }
        shapes
    }

    /// Every word has one of these.
    pub fn every() -> Self {
        Self(Box::new([u32::MAX; 1 << 10]))
    }

    /// The next word of `text`, from `from` on, that has one of the shapes in either case, or has none. Words
    /// are what other characters than letters and digits part.
    pub fn next(&self, text: &str, mut from: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        while from < bytes.len() {
            let Window { letters, beyond } = Window::of(&bytes[from..]);
            let mut starts = letters & !(letters << 1);
            let before_beyond = (beyond & beyond.wrapping_neg()).wrapping_sub(1);
            let mut ends = !letters & (letters << 1) & before_beyond;
            while ends != 0 {
                let word = from + place_of_lowest(starts)..from + place_of_lowest(ends);
                if self.have(&bytes[word.clone()]) {
                    return Some(word);
                }
                starts &= starts - 1;
                ends &= ends - 1;
            }
            let start = from + place_of_lowest(starts | beyond);
            if beyond == 0 && start > from {
                // Nothing is left, or a word that goes on behind the window.
                from = start;
                continue;
            }
            let word = text[start..].split(|c| !is_alphanumeric(c)).next().unwrap_or_default();
            let end = start + word.len();
            if shape_of(word).is_none_or(|(start, length)| self.0[start] & length != 0) {
                return Some(start..end);
            }
            from = end + text[end..].chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    /// Has a word, in ASCII of either case, the shape of one of them?
    fn have(&self, word: &[u8]) -> bool {
        let (start, length) = shape(word);
        self.0[start] & length != 0
    }
}

/// The shape of a word in ASCII, or with two letters of Cyrillic or Arabic at its beginning; of such the cases have the same bytes.
fn shape_of(word: &str) -> Option<(usize, u32)> {
    if word.is_ascii() {
        return Some(shape(word.as_bytes()));
    }
    // Here too letters differ in the lower five bits, and most cases do not; the rest are moved beside their small letters.
    let letter = |c: char| match c {
        '\u{400}'..='\u{40f}' => Some((c as usize + 0x50) & 31),
        '\u{410}'..='\u{45f}' | '\u{620}'..='\u{64a}' => Some(c as usize & 31),
        _ => None,
    };
    let mut letters = word.chars().map(letter);
    let (first, second) = (letters.next()??, letters.next().unwrap_or(Some(0))?);
    Some((first << 5 | second, (1 << word.len().min(31)) & !1))
}

/// The place of its first two letters, and a bit for its length; no bit for no word. Letters differ in the lower five bits, the cases do not;
/// longer words share a bit.
fn shape(word: &[u8]) -> (usize, u32) {
    let letter = |at: usize| usize::from(word.get(at).copied().unwrap_or(0) & 31);
    (letter(0) << 5 | letter(1), (1 << word.len().min(31)) & !1)
}

/// What the next bytes of a text are, a bit for each: no branch depends on where words end, which no processor can guess.
struct Window {
    /// The letters and digits of ASCII.
    letters: u64,
    /// All bytes beyond ASCII.
    beyond: u64,
}

impl Window {
    /// Of the first 64 bytes; what there is not is no letter.
    fn of(bytes: &[u8]) -> Self {
        let mut first = [b' '; 64];
        let length = bytes.len().min(first.len());
        first[..length].copy_from_slice(&bytes[..length]);
        let beyond = if first.is_ascii() { 0 } else { bits(first, |byte| !byte.is_ascii()) };
        Self { letters: bits(first, |byte| byte.is_ascii_alphanumeric()), beyond }
    }
}

/// A bit for each byte, the lowest for the first: is it so?
fn bits(mut bytes: [u8; 64], is_so: impl Fn(u8) -> bool) -> u64 {
    for byte in &mut bytes {
        *byte = is_so(*byte).into();
    }
    // Each bit of eight bytes is moved to its place in the highest byte; none of the others meet.
    let side_by_side = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    bytes.as_chunks().0.iter().rev().fold(0, |bits, eight| bits << 8 | side_by_side(eight))
}

/// A letter or digit. Of what is beyond ASCII in most texts, quotation marks and dashes, and Cyrillic and Arabic letters, it is
/// known without a search in tables.
fn is_alphanumeric(c: char) -> bool {
    const GENERAL_PUNCTUATION: RangeInclusive<char> = '\u{2000}'..='\u{206f}';
    match c {
        '\u{400}'..='\u{481}' | '\u{620}'..='\u{64a}' => true,
        c => !GENERAL_PUNCTUATION.contains(&c) && c.is_alphanumeric(),
    }
}

/// How many bits stand below the lowest that is set.
fn place_of_lowest(bits: u64) -> usize {
    bits.trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::Shapes;
    use proptest::prelude::*;

    #[test]
    fn a_word_has_its_own_shape_in_either_case_and_hardly_another() {
        let shapes = Shapes::of(["if", "not", "incorrect", "a"]);
        assert!(["if", "NOT", "Incorrect", "A"].iter().all(|word| shapes.have(word.as_bytes())));
        assert!(!["in", "it", "note", "", "an"].iter().any(|word| shapes.have(word.as_bytes())));
    }

    #[test]
    fn words_are_given_in_order_and_those_beyond_ascii_always() {
        let text = "\u{2014}It is \u{201c}NOT\u{201d} a caf\u{e9}, \u{e9}\u{301}te\u{2026} if\u{2026}";
        let shapes = Shapes::of(["if", "not", "a"]);
        let mut at = 0;
        let words = std::iter::from_fn(|| {
            let word = shapes.next(text, at)?;
            at = word.end;
            Some(&text[word])
        });
        assert_eq!(words.collect::<Vec<_>>(), ["NOT", "a", "caf\u{e9}", "\u{e9}", "if"]);
        assert_eq!(shapes.next(&"\u{2014}".repeat(1 << 20), 0), None);
        assert_eq!((shapes.next("", 0), shapes.next("if", 2), shapes.next("if", 3)), (None, None, None));
    }

    #[test]
    fn cyrillic_and_arabic_words_have_shapes_in_either_case() {
        let shapes = Shapes::of(["не", "їжак", "ёлка", "لم", "я"]);
        for word in ["НЕ", "Не", "Їжак", "ЁЛКА", "لم", "Я"] {
            assert_eq!(shapes.next(word, 0), Some(0..word.len()), "{word}");
        }
        for word in ["но", "нет", "ежак", "لا", "мы"] {
            assert_eq!(shapes.next(word, 0), None, "{word}");
        }
    }

    proptest! {
        /// Against a second search that looks at every character.
        #[test]
        fn every_word_is_given(text in "([a-cXYZ09@\\[`{/: \u{e9}\u{2014}]{0,20}|[a-z]{60,70}|[a-z ,]{50,80}){0,4}") {
            let mut at = 0;
            let words = std::iter::from_fn(|| {
                let word = Shapes::every().next(&text, at)?;
                at = word.end;
                Some(&text[word])
            });
            let slow = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            prop_assert_eq!(words.collect::<Vec<_>>(), slow.collect::<Vec<_>>());
        }
    }
}
