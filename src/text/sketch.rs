//! A sketch of a text: a few hashes of its runs of words, so that texts with a long run in common can be told fast.
//!
//! The hashes are chosen by winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
//! fingerprinting", 2003): of each [`WINDOW`] runs of [`RUN`] words in a row, the one with the least hash. So two texts that
//! share [`GUARANTEED`] words in a row share a hash. Marks, spaces and line ends between the words do not matter.

/// The words of a hashed run.
const RUN: usize = 6;

/// The runs in a row of which one is kept.
const WINDOW: usize = 7;

/// So many words in a row that two texts share show in their sketches, always.
pub const GUARANTEED: usize = RUN + WINDOW - 1;

/// So short texts keep the hashes of all their runs, in words.
const SHORT: usize = 64;

/// Odd, and its bits are mixed.
const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// A few hashes of a text, in order of size, each once.
pub type Sketch = Box<[u32]>;

/// The sketch of a text by its words, which are runs of letters and digits; where no spaces are written, single characters.
/// Capitals count.
pub fn of_words(text: &str) -> Sketch {
    let mut runs = Vec::with_capacity(text.len() / 6);
    let mut last = [0_u64; RUN];
    let (mut rolling, mut count) = (0_u64, 0_usize);
    let drop = PRIME.wrapping_pow(u32::try_from(RUN).unwrap_or(0));
    each_word(text.as_bytes(), |word| {
        let slot = &mut last[count % RUN];
        rolling = rolling.wrapping_mul(PRIME).wrapping_add(word).wrapping_sub(slot.wrapping_mul(drop));
        *slot = word;
        count += 1;
        if count >= RUN {
            runs.push(mixed(rolling));
        }
    });
    winnowed(&runs)
}

/// The sketch of a text by the hashes of its runs of four tokens, in order, as fingerprints have them.
pub fn of_hashes(hashes: &[u32]) -> Sketch {
    let both = |pair: &[u32]| match pair {
        [first, _, last] => mixed(u64::from(*first) << 32 | u64::from(*last)),
        _ => 0,
    };
    winnowed(&hashes.windows(3).map(both).collect::<Vec<_>>())
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

fn winnowed(runs: &[u32]) -> Sketch {
    let mut kept = Vec::new();
    if runs.len() <= SHORT {
        kept.extend_from_slice(runs);
    } else {
        // The place of the least of the window, the last of several.
        let mut least = None;
        for (start, window) in runs.windows(WINDOW).enumerate() {
            let next = start + WINDOW - 1;
            match least.filter(|&(place, _)| place >= start) {
                Some((_, hash)) if runs[next] > hash => continue,
                Some(_) => least = Some((next, runs[next])),
                None => {
                    let places = (start..).zip(window.iter().copied());
                    least = places.min_by_key(|&(place, hash)| (hash, std::cmp::Reverse(place)));
                }
            }
            kept.extend(least.map(|(_, hash)| hash));
        }
    }
    kept.sort_unstable();
    kept.dedup();
    kept.into_boxed_slice()
}

/// Hands out a hash of each word.
fn each_word(text: &[u8], mut word: impl FnMut(u64)) {
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

fn hash(word: &[u8]) -> u64 {
    let mut hash = word.len() as u64;
    let (whole, rest) = word.as_chunks::<8>();
    for eight in whole {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*eight)).wrapping_mul(PRIME);
    }
    let last = rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte));
    (hash.rotate_left(5) ^ last).wrapping_mul(PRIME)
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
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            0xE2 => Class::Mark,
            // Signs of Latin 1 begin with this byte, and its letters with the next.
            0xC2 => Class::ShortMark,
            0xE0 | 0xE3..=0xED => Class::Character,
            0x80..=0xFF => Class::Letter,
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
        words.map(|word| format!("w{word} ")).collect()
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
    fn a_sketch_is_some_quarter_of_the_text() {
        let kept = of_words(&text(0..4000)).len();
        assert!((900..1100).contains(&kept), "{kept}");
    }
}
