//! The letters and digits of a text as they look, without what stands between them: two texts with the same skeleton have
//! the same words, whatever became of spaces, vowel marks and look-alikes.

use super::vowel_marks::is_vowel_mark;
use foldhash::HashMap;
use std::ops::Range;

/// The skeleton of a text.
pub fn skeleton(text: &str) -> String {
    let mut bones = Bones::default();
    let mut skeleton = String::with_capacity(text.len());
    for c in text.chars() {
        skeleton.push_str(bones.of(c));
    }
    skeleton
}

/// Where a part of the skeleton of `text` is in the text: from the character that its first byte comes from to the one
/// that its last byte comes from.
pub fn place(text: &str, part: Range<usize>) -> Range<usize> {
    let mut bones = Bones::default();
    let mut place = text.len()..text.len();
    let mut length = 0;
    for (offset, c) in text.char_indices() {
        let bone = bones.of(c).len();
        if bone > 0 && length <= part.start {
            place.start = offset;
        }
        length += bone;
        if length >= part.end {
            place.end = offset + c.len_utf8();
            break;
        }
    }
    place
}

/// What each character leaves, as far as it was asked for.
#[derive(Default)]
struct Bones(HashMap<char, String>);

impl Bones {
    fn of(&mut self, c: char) -> &str {
        self.0.entry(c).or_insert_with(|| bone(c))
    }
}

fn bone(c: char) -> String {
    if c.is_whitespace() || c.is_ascii_punctuation() || is_vowel_mark(c) {
        return String::new();
    }
    let mut bytes = [0; 4];
    let looks = unicode_security::skeleton(c.encode_utf8(&mut bytes));
    looks.filter(|c| c.is_alphanumeric() && !is_vowel_mark(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_has_one_skeleton() {
        for (one, other) in [
            ("Thebridge wasshut,", "The bridge was shut"),
            ("35 \u{b5}g", "35 \u{3bc}g"),
            ("b\u{43e}ats", "boats"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(skeleton(one), skeleton(other));
        }
        assert_ne!(skeleton("boats"), skeleton("coats"));
    }

    #[test]
    fn parts_are_found_again() {
        let text = "One, twothree; four.";
        let skeleton = skeleton(text);
        let part = skeleton.find("twothree").map(|start| start..start + 8).unwrap();
        assert_eq!(&text[place(text, part)], "twothree");
        assert_eq!(&text[place(text, 0..3)], "One");
    }
}
