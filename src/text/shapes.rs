//! A quick way past nearly all words that are not among those sought.

use std::ops::Range;

/// The shapes of some words: their first two letters and their lengths.
#[derive(Debug)]
pub struct Shapes(Box<[u32; 1 << 10]>);

impl Shapes {
    /// Of words in lower case.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut shapes = Self(Box::new([0; 1 << 10]));
        for word in words {
            let (start, length) = shape(word.as_bytes());
            shapes.0[start] |= length;
        }
        shapes
    }

    /// Every word has one of these.
    pub fn every() -> Self {
        Self(Box::new([u32::MAX; 1 << 10]))
    }

    /// The next word of `text`, from `at` on, that has one of the shapes in either case, or has letters beyond ASCII. Words are
    /// what other characters than letters and digits part.
    pub fn next(&self, text: &str, mut from: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        'text: loop {
            let mut start = from;
            for (offset, &byte) in bytes.get(from..)?.iter().enumerate() {
                if ALPHANUMERIC[usize::from(byte)] {
                    continue;
                }
                let at = from + offset;
                if !byte.is_ascii() {
                    let word = text[start..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                    let end = start + word.len();
                    if end > at || self.have(word.as_bytes()) {
                        return Some(start..end);
                    }
                    from = end + text[end..].chars().next().map_or(1, char::len_utf8);
                    continue 'text;
                }
                if self.have(&bytes[start..at]) {
                    return Some(start..at);
                }
                start = at + 1;
            }
            return self.have(&bytes[start..]).then_some(start..bytes.len());
        }
    }

    /// Has a word, in ASCII of either case, the shape of one of them?
    fn have(&self, word: &[u8]) -> bool {
        let (start, length) = shape(word);
        self.0[start] & length != 0
    }
}

/// The place of its first two letters, and a bit for its length; no bit for no word. Letters differ in the lower five bits, the cases do not;
/// longer words share a bit.
fn shape(word: &[u8]) -> (usize, u32) {
    let letter = |at: usize| usize::from(word.get(at).copied().unwrap_or(0) & 31);
    (letter(0) << 5 | letter(1), (1 << word.len().min(31)) & !1)
}

/// Of each byte, whether it is a letter or digit of ASCII.
static ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::Shapes;

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
}
