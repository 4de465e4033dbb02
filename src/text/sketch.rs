//! A sketch of a text: a few hashes of its runs of words, so that texts with a long run in common can be told fast.
//!
//! Of all runs of six words those are kept whose first or last word has the least hash (closed syncmers: Edgar, "Syncmers
//! are more sensitive than minimizers for selecting conserved k-mers in biological sequences", 2021). Whether a run is kept
//! depends on nothing but itself, and of any [`GUARANTEED`] words in a row one run is. So two texts that share so many words
//! share a hash. Marks, spaces and line ends between the words do not matter.

use super::loosened::loosened;

/// The words of a hashed run.
const RUN: usize = 6;

/// So many words in a row that two texts share show in their sketches, always.
pub const GUARANTEED: usize = 2 * RUN - 2;

/// Odd, and its bits are mixed.
const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// A few hashes of a text, in order of size, each once.
pub type Sketch = Box<[u32]>;

/// The sketch of a text by its words, which are runs of letters and digits; where no spaces are written, single characters.
/// Capitals, accents and the shapes of letters do not count.
pub fn of_words(text: &str) -> Sketch {
    let mut words = Vec::with_capacity(text.len() / 5);
    each_word(loosened(text).as_bytes(), |word| words.push(word));
    kept(words.array_windows(), |run: &[u32; RUN]| {
        mixed(run.iter().fold(0, |hash: u64, word| hash.wrapping_mul(PRIME) ^ u64::from(*word)))
    })
}

/// The sketch of a text by the hashes of its runs of four tokens, in order, as fingerprints have them.
pub fn of_hashes(hashes: &[u32]) -> Sketch {
    // Four such runs hold seven tokens, of which the first and the last hold all.
    kept(hashes.array_windows(), |[first, _, _, last]| mixed(u64::from(*first) << 32 | u64::from(*last)))
}

fn kept<'h, const N: usize>(
    runs: impl Iterator<Item = &'h [u32; N]>,
    hash: impl Fn(&[u32; N]) -> u32,
) -> Sketch {
    let is_kept = |run: &&[u32; N]| match run.as_slice() {
        [first, inner @ .., last] => {
            let least = inner.iter().fold(u32::MAX, |least, hash| least.min(*hash));
            (*first).min(*last) <= least
        }
        _ => false,
    };
    let mut kept: Vec<u32> = runs.filter(is_kept).map(hash).collect();
    kept.sort_unstable();
    kept.dedup();
    kept.into_boxed_slice()
}

/// The hashes of both.
pub fn joined(one: &[u32], other: &[u32]) -> Sketch {
    let mut both = [one, other].concat();
    both.sort_unstable();
    both.dedup();
    both.into_boxed_slice()
}

/// How many hashes two sketches have in common.
pub fn shared(one: &[u32], other: &[u32]) -> usize {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    few.iter().filter(|hash| many.binary_search(hash).is_ok()).count()
}

/// A hash of half the size, in which every bit depends on every bit.
fn mixed(hash: u64) -> u32 {
    let hash = hash.wrapping_mul(PRIME);
    let hash = (hash ^ hash >> 32).wrapping_mul(PRIME);
    u32::try_from(hash >> 32).unwrap_or(0)
}

/// Hands out a hash of each word.
fn each_word(text: &[u8], mut word: impl FnMut(u32)) {
    let mut at = 0;
    while at < text.len() {
        match CLASSES[usize::from(text[at])] {
            Class::Gap => at += 1,
            Class::ShortMark => at += 2,
            Class::Mark => at += 3,
            Class::Character => {
                let end = (at + 3).min(text.len());
                word(hash(&text[at..end]));
                at = end;
            }
            Class::Letter => {
                let start = at;
                while at < text.len() && CLASSES[usize::from(text[at])] == Class::Letter {
                    at += 1;
                }
                word(hash(&text[start..at]));
            }
        }
    }
}

/// The hash of a word, by its first and its last eight bytes.
fn hash(word: &[u8]) -> u32 {
    let eight = |bytes: &[u8]| match bytes.first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes.iter().fold(0, |hash, byte| hash << 8 | u64::from(*byte)),
    };
    let first = eight(word);
    let last = if word.len() > 8 { eight(&word[word.len() - 8..]).rotate_left(29) } else { 0 };
    mixed(first ^ last ^ (word.len() as u64) << 56)
}

/// What begins with a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Not a word.
    Gap,
    /// A sign of two bytes, or a space that does not break.
    ShortMark,
    /// A dash, an ellipsis or the like, of three bytes.
    Mark,
    /// A character of three bytes that is a word by itself: where no spaces are written.
    Character,
    /// A part of a word.
    Letter,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        // In range by the loop.
        #[allow(clippy::cast_possible_truncation)]
        let of = byte as u8;
        classes[byte] = match of {
            0xE2 => Class::Mark,
            // Signs of Latin 1 begin with this byte, and its letters with the next.
            0xC2 => Class::ShortMark,
            0xE0 | 0xE3..=0xED => Class::Character,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80..=0xFF => Class::Letter,
            _ => Class::Gap,
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: impl Iterator<Item = usize>) -> String {
        words.map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_run_of_the_guaranteed_length_shows_wherever_it_stands() {
        for at in 0..300 {
            let one = text(0..400);
            let other = text((1000..1000 + at).chain(200..200 + GUARANTEED).chain(2000..2300));
            assert!(shared(&of_words(&one), &of_words(&other)) > 0, "{at}");
        }
        assert_eq!(shared(&of_words(&text(0..400)), &of_words(&text(1000..1400))), 0);
    }

    #[test]
    fn a_run_of_hashes_shows_wherever_it_stands() {
        let hashes = |range: std::ops::Range<u32>| range.map(|n| n.wrapping_mul(2_654_435_761));
        for at in 0..300 {
            let one: Vec<u32> = hashes(0..400).collect();
            let other: Vec<u32> =
                hashes(1000..1000 + at).chain(hashes(200..209)).chain(hashes(2000..2300)).collect();
            assert!(shared(&of_hashes(&one), &of_hashes(&other)) > 0, "{at}");
        }
    }

    #[test]
    fn marks_and_spaces_do_not_matter() {
        let one = "The yard “delivered” two tugs — both of them – to the port of Sarn in May.";
        let other = "The yard \"delivered\"\ntwo tugs - both of\u{a0}them - to the port of Sarn, in May";
        assert_eq!(of_words(one), of_words(other));
        assert!(!of_words("港口在五月收到两艘拖船").is_empty());
        assert!(of_words("").is_empty() && of_words("five words are too few").is_empty());
    }

    #[test]
    fn a_sketch_is_some_third_of_the_text() {
        let kept = of_words(&text(0..4000)).len();
        assert!((1200..1450).contains(&kept), "{kept}");
    }
}
