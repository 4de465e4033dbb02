//! A text in which many words are looked for.
//!
//! The first searches scan it. Then every eighth place is indexed by the eight bytes there (q-samples: Sutinen and Tarhio 1996):
//! wherever words stand, one of any eight places in a row is among them. From then on a search takes no longer in a longer text.

use memchr::memmem;
use std::cell::{Cell, OnceCell};

/// A text and, once it is worth it, its index.
pub struct Haystack<T> {
    text: T,
    searches: Cell<usize>,
    samples: OnceCell<Samples>,
}

/// So many searches cost about as much as the index does.
const SCANS: usize = 8;

impl<T: AsRef<str>> Haystack<T> {
    /// Nothing is indexed yet.
    pub fn new(text: T) -> Self {
        Self { text, searches: Cell::new(0), samples: OnceCell::new() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.text.as_ref()
    }

    /// Where `needle` stands, in order, overlaps included.
    pub fn places<'a>(&'a self, needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let text = self.text().as_bytes();
        self.searches.set(self.searches.get() + 1);
        let samples = (self.searches.get() > SCANS).then(|| self.samples.get_or_init(|| Samples::of(text)));
        let indexed = samples.and_then(|samples| samples.candidates(text, needle));
        let scanned = indexed.is_none().then(|| scan(text, beginning(needle, text.len())));
        let stands = move |place: &usize| text.get(*place..).is_some_and(|rest| rest.starts_with(needle));
        indexed.into_iter().flatten().chain(scanned.into_iter().flatten()).filter(stands)
    }
}

fn scan<'a>(text: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let finder = memmem::Finder::new(needle);
    let mut from = 0;
    std::iter::from_fn(move || {
        // Nothing stands everywhere.
        let rest = text.get(from..).filter(|_| !needle.is_empty())?;
        let place = from + finder.find(rest)?;
        from = place + 1;
        Some(place)
    })
}

/// In a short text, preparing a scan for all the words takes as long as the scan, and their beginning is enough.
fn beginning(needle: &[u8], text: usize) -> &[u8] {
    const BEGINNING: usize = 24;
    const SHORT: usize = 1 << 16;
    if text > SHORT { needle } else { needle.get(..BEGINNING).unwrap_or(needle) }
}

/// The bytes of a sample, and the distance between two.
const SAMPLE: usize = 8;

/// Every eighth place of a text, by the bytes there.
struct Samples {
    /// Of each hash, where its places begin in `places`; one more at the end.
    first: Vec<u32>,
    /// In the order of the text.
    places: Vec<u32>,
}

impl Samples {
    fn of(text: &[u8]) -> Self {
        let samples = || text.as_chunks::<SAMPLE>().0.iter();
        let count = samples().len();
        let buckets = count.next_power_of_two();
        let mut first = vec![0_u32; buckets + 1];
        for sample in samples() {
            first[hash(*sample, buckets) + 1] += 1;
        }
        for bucket in 0..buckets {
            first[bucket + 1] += first[bucket];
        }
        let mut next = first.clone();
        let mut places = vec![0; count];
        for (sample, place) in samples().zip((0..).step_by(SAMPLE)) {
            let slot = &mut next[hash(*sample, buckets)];
            places[*slot as usize] = place;
            *slot += 1;
        }
        Self { first, places }
    }

    /// Where `needle` may begin, in order; `None` if the index does not tell it faster than a scan would.
    fn candidates(&self, text: &[u8], needle: &[u8]) -> Option<Vec<usize>> {
        /// So many eighths of the needle are looked at for rare ones.
        const WINDOWS: usize = 8;
        /// A place costs about as much as so many bytes of a scan.
        const COST: usize = 64;
        let windows = needle.windows(2 * SAMPLE - 1).step_by(SAMPLE).take(WINDOWS).enumerate();
        let hits =
            |window: &[u8]| window.array_windows().map(|sample| self.places(*sample).len()).sum::<usize>();
        let (fewest, window) =
            windows.map(|(at, window)| (hits(window), (at, window))).min_by_key(|(hits, _)| *hits)?;
        if fewest * COST > text.len() {
            return None;
        }
        let (at, window) = window;
        let offsets = window.array_windows().zip(at * SAMPLE..);
        let mut candidates: Vec<usize> = offsets
            .flat_map(|(sample, offset)| {
                let stands = |place: &usize| text.get(*place..).is_some_and(|rest| rest.starts_with(sample));
                let places = self.places(*sample).iter().map(|place| *place as usize).filter(stands);
                places.filter_map(move |place| place.checked_sub(offset))
            })
            .collect();
        candidates.sort_unstable();
        Some(candidates)
    }

    /// Where the bytes of this sample may stand.
    fn places(&self, sample: [u8; SAMPLE]) -> &[u32] {
        let bucket = hash(sample, self.first.len() - 1);
        let range = self.first[bucket] as usize..self.first[bucket + 1] as usize;
        self.places.get(range).unwrap_or(&[])
    }
}

/// Which of so many buckets, a power of two: by the uppermost bits of a product (Knuth's multiplicative hashing).
#[allow(clippy::cast_possible_truncation, reason = "there are no more buckets than a usize counts")]
fn hash(sample: [u8; SAMPLE], buckets: usize) -> usize {
    let product = u64::from_le_bytes(sample).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // A shift by all 64 bits gives none.
    product.checked_shr(u64::BITS - buckets.trailing_zeros()).unwrap_or(0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_search_finds_every_place(text in "[ab ]{0,200}", at in 0..200_usize, length in 1..60_usize, other in "[ab]{1,20}") {
            let haystack = Haystack::new(&*text);
            let cut = text.get(at..(at + length).min(text.len())).unwrap_or("");
            for needle in [cut, &*other] {
                let stands = |at: &usize| !needle.is_empty() && text[*at..].starts_with(needle);
                let expected: Vec<usize> = (0..text.len()).filter(stands).collect();
                for _ in 0..2 * SCANS {
                    prop_assert_eq!(haystack.places(needle.as_bytes()).collect::<Vec<_>>(), &*expected);
                }
            }
        }
    }

    #[test]
    fn the_index_finds_them_in_a_long_text() {
        let line = |line: usize| format!("On day {line} the harbour was shut, шлях {line}.\n");
        let text = (0..5000).map(line).collect::<Vec<_>>().concat();
        let haystack = Haystack::new(&*text);
        for day in (0..5000).step_by(37) {
            for needle in [format!(" day {day} the harbour"), format!("shut, шлях {day}.\nOn day")] {
                let expected: Vec<usize> = text.match_indices(&needle).map(|(at, _)| at).collect();
                assert_eq!(haystack.places(needle.as_bytes()).collect::<Vec<_>>(), expected, "{needle}");
            }
        }
        assert!(haystack.samples.get().is_some());
    }
}
