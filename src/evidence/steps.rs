//! How a quote that was found differs from an exact match: the steps that name its grade.

use super::reading::{QuoteReading, Reading};
use crate::text::edges::is_raised;
use crate::text::fold::{FoldedRange, QuoteRange};

/// One way in which a quote that was found differs from an exact match, the smallest difference first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Other quotation marks, dashes, spaces, ligatures, accents put together, or markup.
    Typographic,
    /// A line or page break where the other has none.
    Reflowed,
    /// A word that a hyphen parts at a line end, or that has the number of a note behind it.
    Rejoined,
    /// Words omitted at an ellipsis.
    Elided,
    /// Found by fingerprint, without the text.
    Fingerprint,
}

impl Step {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Step::Typographic => "typographic",
            Step::Reflowed => "reflowed",
            Step::Rejoined => "rejoined",
            Step::Elided => "elided",
            Step::Fingerprint => "fingerprint",
        }
    }
}

/// A set of steps. The smaller is the better: its weakest step is stronger, or it has no other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(clippy::struct_excessive_bools, reason = "a set, with names for its members")]
pub struct Steps {
    /// [`Step::Fingerprint`]
    pub fingerprint: bool,
    /// [`Step::Elided`]
    pub elided: bool,
    /// [`Step::Rejoined`]
    pub rejoined: bool,
    /// [`Step::Reflowed`]
    pub reflowed: bool,
    /// [`Step::Typographic`]
    pub typographic: bool,
}

impl Steps {
    /// Those of both.
    pub(super) fn with(self, other: Steps) -> Steps {
        Steps {
            fingerprint: self.fingerprint || other.fingerprint,
            elided: self.elided || other.elided,
            rejoined: self.rejoined || other.rejoined,
            reflowed: self.reflowed || other.reflowed,
            typographic: self.typographic || other.typographic,
        }
    }

    /// The weakest first: it names the grade.
    pub fn weakest_first(self) -> impl Iterator<Item = Step> {
        let all = [
            (self.fingerprint, Step::Fingerprint),
            (self.elided, Step::Elided),
            (self.rejoined, Step::Rejoined),
            (self.reflowed, Step::Reflowed),
            (self.typographic, Step::Typographic),
        ];
        all.into_iter().filter_map(|(taken, step)| taken.then_some(step))
    }

    /// Adds how a part of a quote differs from a place of a text that folds to the same words.
    pub(super) fn add(&mut self, quote: QuoteReading, part: QuoteRange, text: Reading, place: FoldedRange) {
        let (wrote, stands) = (quote.written_at(part), text.written_at(place));
        // The number of a note stands behind it.
        let next = text.folded.as_str().get(place.end()..).and_then(|rest| rest.chars().next());
        self.rejoined |= next.is_some_and(|c| c.is_ascii_digit()) && !text.folded.is_edge(place.end());
        self.rejoined |= next.is_some_and(is_raised) && stands.ends_with(char::is_alphabetic);
        if let Some(reflowed) = differ_in_breaks(wrote, stands) {
            self.reflowed |= reflowed;
            return;
        }
        let has_hyphen = |at: &u32| (place.start() + 1..place.end()).contains(&(*at as usize));
        let is_rejoined = text.folded.hyphens().iter().any(has_hyphen);
        self.rejoined |= is_rejoined;
        let as_read = ["", "-"].into_iter().filter(|_| is_rejoined);
        let differ =
            as_read.filter_map(|hyphen| differ_in_breaks(wrote, &without_line_end_hyphens(stands, hyphen)));
        if let Some(reflowed) = differ.min() {
            self.reflowed |= reflowed;
        } else {
            self.typographic = true;
            self.reflowed |= (wrote.contains(is_line_break) || stands.contains(is_line_break))
                && is_broken_elsewhere(quote, part, text, place);
        }
    }
}

/// The same with another joint for each hyphen at a line end.
fn without_line_end_hyphens(text: &str, joint: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['-', '\u{2010}', '\u{2011}']) {
        let (before, hyphen) = rest.split_at(at);
        let after = hyphen.trim_start_matches(['-', '\u{2010}', '\u{2011}']);
        let (white, next) = split_white(after);
        let is_at_line_end = white.contains(is_line_break) && before.ends_with(char::is_alphanumeric);
        joined.push_str(before);
        joined.push_str(if is_at_line_end { joint } else { &hyphen[..hyphen.len() - after.len()] });
        rest = if is_at_line_end { next } else { after };
    }
    joined + rest
}

/// Whether line breaks differ; `None` if anything else does. A run of white space with a line break in it counts as one
/// space.
fn differ_in_breaks(mut wrote: &str, mut stands: &str) -> Option<bool> {
    let mut differ = false;
    while wrote != stands {
        let same = wrote.bytes().zip(stands.bytes()).take_while(|(wrote, stands)| wrote == stands).count();
        // They differ from here on, or from the white space before. Up to there they are the same characters, so both can be
        // sliced there.
        let from = wrote[..wrote.floor_char_boundary(same)].trim_end().len();
        let (wrote_white, wrote_rest) = split_white(&wrote[from..]);
        let (stands_white, stands_rest) = split_white(&stands[from..]);
        match (wrote_white.contains(is_line_break), stands_white.contains(is_line_break)) {
            (true, true) => {}
            (true, false) if stands_white == " " => differ = true,
            (false, true) if wrote_white == " " => differ = true,
            _ => return None,
        }
        (wrote, stands) = (wrote_rest, stands_rest);
    }
    Some(differ)
}

/// White space, and what follows it.
fn split_white(text: &str) -> (&str, &str) {
    text.split_at(text.len() - text.trim_start().len())
}

/// Whether a space of the folded words is a line break in one of the two only.
fn is_broken_elsewhere(quote: QuoteReading, part: QuoteRange, text: Reading, place: FoldedRange) -> bool {
    memchr::memchr_iter(b' ', quote.words(part).as_bytes()).any(|space| {
        let wrote = quote.written_at(part.part(space..space + 1));
        let stands = text.written_at(place.part(space..space + 1));
        wrote.contains(is_line_break) != stands.contains(is_line_break)
    })
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The characters of `text`, with one space for each run of white space that holds a line break.
    fn unbroken(text: &str) -> String {
        let mut unbroken = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (white, after) = split_white(rest);
            let is_break = white.contains(is_line_break);
            unbroken.push(if is_break { ' ' } else { c });
            rest = if is_break { after } else { &rest[c.len_utf8()..] };
        }
        unbroken
    }

    proptest! {
        #[test]
        fn breaks_are_told_from_all_else(wrote in "[a\u{e9}\u{e8} \n\u{a0}]{0,8}", stands in "[a\u{e9}\u{e8} \n\u{a0}]{0,8}") {
            prop_assert_eq!(differ_in_breaks(&wrote, &stands).is_some(), unbroken(&wrote) == unbroken(&stands));
            let rebroken = wrote.replace('\n', " \r\n");
            prop_assert_eq!(differ_in_breaks(&wrote, &rebroken), Some(false));
            let joined = unbroken(&wrote);
            prop_assert_eq!(differ_in_breaks(&wrote, &joined), Some(wrote.contains('\n')));
        }
    }

    #[test]
    fn the_smaller_set_is_the_better() {
        let exact = Steps::default();
        let typographic = Steps { typographic: true, ..exact };
        let reflowed = Steps { reflowed: true, ..exact };
        let both = Steps { typographic: true, reflowed: true, ..exact };
        let rejoined = Steps { rejoined: true, ..exact };
        let elided = Steps { elided: true, ..exact };
        let fingerprint = Steps { fingerprint: true, ..exact };
        assert!([exact, typographic, reflowed, both, rejoined, elided, fingerprint].is_sorted());
    }
}
