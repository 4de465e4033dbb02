//! Second looks for a quote that does not stand in its text letter by letter, where only the page is to blame: words that a
//! hyphen parts at a line end, a note's number glued to the last word, stray blanks, vowel marks on one side only.

use super::bare::{Bare, has_vowel_marks};
use super::occurrences::{Searched, occurrences, occurrences_between};
use super::reading::{IndexedText, QuoteReading};
use crate::text::fold::{Folded, FoldedRange};
use foldhash::HashSet;

/// Where the quote stands if hyphens of it are those of line ends. The text has folded them away; a quote may keep them, as
/// in "weight-based", or keep the gap too, as in "cap- tions".
pub(super) fn with_hyphens_of_line_ends(text: &IndexedText, quote: &str, most: usize) -> Vec<FoldedRange> {
    let folded = text.reading.folded;
    if folded.hyphens().is_empty() || !quote.contains('-') {
        return Vec::new();
    }
    let at_line_ends = text.words_at_line_ends.get_or_init(|| words_at_line_ends(folded));
    let mut rejoined = String::with_capacity(quote.len());
    // Where in the rejoined quote a hyphen was taken for one of a line end.
    let mut taken = Vec::new();
    let mut done = 0;
    for hyphen in memchr::memchr_iter(b'-', quote.as_bytes()) {
        let after = hyphen + 1 + usize::from(quote.as_bytes().get(hyphen + 1) == Some(&b' '));
        let (Some(before), Some(rest)) = (quote.get(done..hyphen), quote.get(after..)) else { continue };
        let left = format!("{rejoined}{before}");
        for joint in ["", "-"] {
            let word = format!("{left}{joint}{rest}");
            let at = left.len() + joint.len();
            if at_line_ends.contains(word_around(&word, at)) && (joint.is_empty() || after > hyphen + 1) {
                rejoined = format!("{left}{joint}");
                taken.push(rejoined.len());
                done = after;
                break;
            }
        }
    }
    if taken.is_empty() {
        return Vec::new();
    }
    rejoined.push_str(quote.get(done..).unwrap_or(""));
    let is_at_line_end = |place: &FoldedRange| {
        taken.iter().all(|at| {
            let at = place.start() + at;
            folded.hyphens().binary_search_by(|hyphen| (*hyphen as usize).cmp(&at)).is_ok()
        })
    };
    occurrences(&text.searched, &rejoined, most).into_iter().filter(is_at_line_end).collect()
}

/// The words that a hyphen parted at a line end.
fn words_at_line_ends(folded: &Folded) -> HashSet<&str> {
    folded.hyphens().iter().map(|at| word_around(folded.as_str(), *at as usize)).collect()
}

/// The letters and hyphens around a byte.
fn word_around(text: &str, at: usize) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.trim_end_matches(is_part).len();
    let end = text.len() - after.trim_start_matches(is_part).len();
    text.get(start..end).unwrap_or("")
}

/// Where the quote stands if the number of a note is glued to its last word.
pub(super) fn before_note(text: &Searched, quote: &str, most: usize) -> Vec<FoldedRange> {
    if !quote.ends_with(char::is_alphabetic) {
        return Vec::new();
    }
    let folded = text.folded;
    let is_between =
        |place: FoldedRange| folded.is_edge(place.start()) && is_note(folded.as_str(), place.end());
    occurrences_between(text, quote, most, is_between)
}

/// Does the number of a note stand here, as in "spirits12-14"? Before it stands a word, not a name such as "T72" or `MiG29`.
fn is_note(text: &str, at: usize) -> bool {
    const LETTERS: usize = 3;
    const SMALL: usize = 2;
    const DIGITS: usize = 3;
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    let letters = before.chars().rev().take(LETTERS).filter(|c| c.is_alphabetic()).count();
    let small = before.chars().rev().take(SMALL).filter(|c| c.is_alphabetic() && !c.is_uppercase()).count();
    let note = after.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ','));
    let number = &after[..after.len() - note.len()];
    let mut numbers = number.trim_end_matches(['-', ',']).split(['-', ',']);
    letters == LETTERS
        && small == SMALL
        && numbers.all(|digits| (1..=DIGITS).contains(&digits.len()))
        && !note.starts_with(char::is_alphanumeric)
}

/// Where the quote stands if vowel marks do not count: one of the two, text or quote, has none there.
pub(super) fn without_vowel_marks(text: &IndexedText, quote: &str, most: usize) -> Vec<FoldedRange> {
    let bare = text.without_vowel_marks();
    let is_marked = has_vowel_marks(quote);
    if !is_marked && bare.is_whole() {
        return Vec::new();
    }
    let is_bare = |place: &FoldedRange| !has_vowel_marks(text.reading.words(*place));
    let mut places = bare.occurrences(text.reading.folded, Bare::without_vowel_marks(quote).as_str(), most);
    places.retain(|place| !is_marked || is_bare(place));
    places
}

/// Where the quote stands if blanks around dashes do not count: an en dash without blanks is taken for a hyphen elsewhere.
pub(super) fn without_blanks_around_dashes(
    text: &IndexedText,
    quote: QuoteReading,
    most: usize,
) -> Vec<FoldedRange> {
    let words = quote.folded.as_str();
    if !words.contains('-') {
        return Vec::new();
    }
    let bare = text.without_blanks_around_dashes();
    let text = text.reading;
    let mut places = bare.occurrences(text.folded, Bare::without_blanks_around_dashes(words).as_str(), most);
    places.retain(|place| {
        let stands = dashes(text.words(*place), |at| text.written_at(place.part(at..at + 1)));
        let wrote = quote.whole();
        let wrote = dashes(quote.folded.as_str(), |at| quote.written_at(wrote.part(at..at + 1)));
        // Neither side has a hyphen, or a sign, for the other's dash.
        stands.iter().zip(&wrote).all(|(one, other)| {
            let bare = [one, other].into_iter().find(|dash| dash.blanks == (false, false));
            let is_dash = bare.is_some_and(|dash| dash.is_long) && !one.is_sign && !other.is_sign;
            one.blanks == other.blanks || is_dash
        })
    });
    places
}

/// Where the quote stands if blanks do not count that markup leaves behind when it goes: "Ca 2+", "in vitro .".
pub(super) fn without_stray_blanks(text: &IndexedText, quote: &str, most: usize) -> Vec<FoldedRange> {
    let bare = text.without_stray_blanks();
    if bare.is_whole() {
        return Vec::new();
    }
    let wrote = Bare::without_stray_blanks(quote);
    let mut places = bare.occurrences(text.reading.folded, wrote.as_str(), most);
    // Those of the quote are its own unless the text has them too.
    places.retain(|place| {
        let stands = Bare::without_stray_blanks(text.reading.words(*place));
        wrote.gaps().all(|gap| stands.gaps().any(|other| gap == other))
    });
    places
}

/// A dash or a hyphen, as it stands.
struct Dash {
    /// Has it a blank before it, and one behind?
    blanks: (bool, bool),
    is_long: bool,
    is_sign: bool,
}

fn dashes<'t>(words: &str, written: impl Fn(usize) -> &'t str) -> Vec<Dash> {
    const DASHES: [char; 4] = ['\u{2012}', '–', '—', '―'];
    let dash = |at: usize| {
        let (before, after) = (&words[..at], &words[at + 1..]);
        let blanks = (before.ends_with(' '), after.starts_with(' '));
        let is_sign = (blanks.0 || before.is_empty()) && after.starts_with(char::is_numeric);
        Dash { blanks, is_long: written(at).contains(DASHES), is_sign }
    };
    memchr::memchr_iter(b'-', words.as_bytes()).map(dash).collect()
}
